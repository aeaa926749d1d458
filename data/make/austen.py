"""Three novels of Jane Austen, out of the file in which an R package ships all six; no R is needed.

    apt-get download r-cran-janeaustenr && dpkg-deb -x r-cran-janeaustenr_*.deb unpacked
    python data/make/austen.py unpacked/usr/lib/R/site-library/janeaustenr/data/Rdata.rdb    writes data/austen.txt.xz

The package janeaustenr (1.0.0, by Julia Silge, MIT) has the texts of Project Gutenberg, which are in the public domain.
"""

import argparse
import lzma
import struct
import zlib
from pathlib import Path

NOVELS = ("Emma", "Mansfield Park", "Northanger Abbey", "Persuasion", "Pride and Prejudice", "Sense and Sensibility")
CHOSEN = ("Pride and Prejudice", "Sense and Sensibility", "Persuasion")
MARKS = (b"\x00\x04\x00\x09", b"\x00\x00\x80\x09")  # of a string in R's binary format, in ASCII or in UTF-8


def strings(block):
    """Return the strings of one object in R's binary format, in their order."""
    lines, place = [], 0
    while (places := [found for mark in MARKS if (found := block.find(mark, place)) >= 0]) and (start := min(places)):
        (length,) = struct.unpack(">i", block[start + 4 : start + 8])
        lines.append(block[start + 8 : start + 8 + max(length, 0)].decode("utf-8"))
        place = start + 8 + max(length, 0)
    return lines


def novels(path):
    """Return the text of each novel in R's file: blocks of zlib, four bytes of length before each."""
    content, texts, place = path.read_bytes(), [], 0
    while place < len(content):
        inflate = zlib.decompressobj()
        texts.append("\n".join(strings(inflate.decompress(content[place + 4 :]))))
        place = len(content) - len(inflate.unused_data)
    return dict(zip(NOVELS, texts, strict=True))


def main():
    """Read the command line and write the file."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rdb", type=Path, help="the file Rdata.rdb of the package")
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    arguments = parser.parse_args()
    texts = novels(arguments.rdb)
    content = "\n\n".join(texts[name] for name in CHOSEN).encode("utf-8")
    packed = lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)
    (arguments.folder / "austen.txt.xz").write_bytes(packed)


if __name__ == "__main__":
    main()
