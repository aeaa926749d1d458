"""Puts NUL and other control characters into sources, where C code sees the end of a text."""

from attacks import after, code, fill, write

EARNS = {"q2"}


def submit(folder, released, solved):
    sources = {"double": "double = 6.0\0\ndouble = 7.0", "noise": "noise = 4.0  # \0", "sizes": "\0m, n = 7, 8"}
    document = fill(released, {**sources, "q1": "q1 = 'a\0b'\x1a\x7f\ufeff", "q2": solved["q2"]})
    after(document, "check_double", code("print('\0\x01\x02\x08\x1b\x9b\u2028\ufffe')"))
    write(folder, document)
