"""Claims to be a notebook of format 99, with check cells in places where formats 2 and 3 had them."""

from attacks import fill, write

# doubt: the present reader takes the cells whatever the number says; to refuse the file would be as good
EARNS = {"sizes"}


def submit(folder, released, solved):
    document = fill(released, {"sizes": solved["sizes"]})
    check = {"cell_type": "code", "input": "6.0", "metadata": {"nbgrader": {"grade_id": "check_double"}}}
    document |= {"nbformat": 99, "nbformat_minor": -1, "orig_nbformat": "2", "worksheets": [{"cells": [check]}]}
    write(folder, document)
