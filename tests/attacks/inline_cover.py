"""Covers the points above it with lines of text that have paddings, borders and letters of thousands of pixels."""
# what is to be seen then is asked of a browser in tests/test_pages.py
from attacks import after, code, find, markdown, write

EARNS = {"sizes"}
COVERS = (
    "<span style='padding:3000px;background:#fff'>14 of 14 points</span>",
    "<span style='border:3000px solid #fff;line-height:0'>14</span>",
    "<b style='line-height:0;font-size:3000px'>█</b>",
)


def submit(folder, released, solved):
    find(released, "sizes")["source"] = solved["sizes"]
    for number, cover in enumerate(COVERS):
        show = code(f"from IPython.display import HTML\n\nHTML({cover!r})", f"show-{number}")
        after(released, "check_double", markdown(cover, f"cover-{number}"), show)
    write(folder, released)
