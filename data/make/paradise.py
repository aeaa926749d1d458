"""Cut the first two books of Paradise Lost out of the text that a package ships.

    pip download --no-deps --no-binary :all: brotli==1.2.1
    python data/make/paradise.py brotli-1.2.1.tar.gz     writes data/paradise.txt

John Milton's poem (1667, 1674) is in the public domain. The source distribution of brotli (MIT) has it among its test
data, in the edition of Project Gutenberg of February 1992, whose introduction is cut off here.
"""

import argparse
import re
import tarfile
from pathlib import Path

INSIDE = "tests/testdata/plrabn12.txt"
FIRST, LAST = "Of Man's first disobedience", "in a cursed hour, he hies."


def first_books(text):
    """Return the lines of the first two books: no heading, no blank line, no space around a line."""
    lines = [re.sub(r"\s+", " ", line).strip() for line in text.split("\n")]
    lines = [line for line in lines if line and not re.fullmatch(r"book [ivx]+\.?", line, re.IGNORECASE)]
    begin = next(i for i, line in enumerate(lines) if line.startswith(FIRST))
    end = next(i for i, line in enumerate(lines) if line.endswith(LAST))
    return "\n".join(lines[begin : end + 1]) + "\n"


def main():
    """Read the command line and write the file."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path, help="the source distribution of brotli")
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    arguments = parser.parse_args()
    with tarfile.open(arguments.archive) as archive:
        name = next(name for name in archive.getnames() if name.endswith(INSIDE))
        text = archive.extractfile(name).read().decode("ascii")
    (arguments.folder / "paradise.txt").write_text(first_books(text), encoding="ascii")


if __name__ == "__main__":
    main()
