"""Train word vectors on 1.6 million words, with the functions of the solved notebook: data/word_vectors.npz.

    apt-get download r-cran-janeaustenr bible-kjv bible-kjv-text golang-1.19-src       and dpkg-deb -x each of them
    bible -p unpacked/usr/lib -f "gen1:1-rev22:21" > kjv.txt
    python data/make/word_vectors.py Rdata.rdb kjv.txt Isaac.Newton-Opticks.txt        five minutes on one core

The six novels of Jane Austen (see `austen.py`), the King James Bible and Newton's Opticks are in the public domain (in
the United Kingdom letters patent of the Crown hold for printing that Bible); no text of the last two is shipped.
"""

import argparse
import ast
import re
import sys
from pathlib import Path

import nbformat
import numpy as np
from austen import novels

ROOT = Path(__file__).resolve().parents[2]
WEEK = ROOT / "course5_sequence" / "source" / "week2_word_embeddings"
FUNCTIONS = ("sampling", "skipgram_pairs", "sgns", "sgd_step", "cooccurrence", "glove", "ideal_scores")
SETTINGS = {"seed": 0, "epochs": 10, "rate": 0.1, "window": 5, "negatives": 5, "threshold": 1e-3}


def solved():
    """Return the functions of the solved notebook, by name."""
    names = {}
    for cell in nbformat.read(WEEK / "3_learning_embeddings.ipynb", 4).cells:
        if cell.get("id") == "setup":
            lines = [line for line in ast.parse(cell.source).body if isinstance(line, ast.Import | ast.ImportFrom)]
            exec(compile(ast.Module(lines, []), "setup", "exec"), names)
        if cell.metadata.get("nbgrader", {}).get("grade_id") in FUNCTIONS:
            exec(cell.source, names)
    return names


def main():
    """Read the command line, train, and write the file."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rdb", type=Path, help="the file Rdata.rdb of janeaustenr")
    parser.add_argument("bible", type=Path, help="the verses, one a line, each after its place")
    parser.add_argument("opticks", type=Path, help="the text of Newton's Opticks")
    parser.add_argument("--folder", type=Path, default=ROOT / "data", help="where to write (default: %(default)s)")
    arguments = parser.parse_args()
    sys.path[:0] = [str(ROOT), str(WEEK)]
    import learn_text
    import learn_training

    verses = re.sub(r"(?m)^\w+:\d+ ", "", arguments.bible.read_text(encoding="utf-8"))
    texts = [*novels(arguments.rdb).values(), verses, arguments.opticks.read_text(encoding="utf-8")]
    corpus = learn_text.read("\n\n".join(texts), 10)
    names = solved()
    functions = [names[name] for name in ("sampling", "skipgram_pairs", "sgd_step")]
    print(f"{len(corpus.ids):,} words, {len(corpus.words):,} in the vocabulary")
    W, _ = learn_training.train(corpus, functions, **SETTINGS)
    arrays = {"words": np.array(corpus.words), "counts": corpus.counts.astype(np.int32), "vectors": W}
    arrays["words"] = np.frombuffer("\n".join(corpus.words).encode(), np.uint8)
    np.savez_compressed(arguments.folder / "word_vectors.npz", **(arrays | {"vectors": W.astype(np.float16)}))


if __name__ == "__main__":
    main()
