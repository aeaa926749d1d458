"""Puts halves of characters, which no file in UTF-8 can hold, into sources, ids and metadata."""

from attacks import after, code, fill, markdown, write

# doubt: the file is read cell by cell; to take it as a whole for unreadable, and give nothing, would be as strict
EARNS = {"sizes", "q2"}


def submit(folder, released, solved):
    sources = {"double": "double = '\ud800'", "noise": "noise = '\udfff\ud800'  # \udcff", "q1": "q1 = 'a\ud83d'"}
    document = fill(released, {**sources, "sizes": solved["sizes"], "q2": solved["q2"]})
    after(document, "check_q2", code("print('\ud800')", "\udc00"), markdown("half: \ud83d"))
    document["metadata"]["title"] = "\udfff"
    write(folder, document)
