"""Train the network that writes verse on the first two books of Paradise Lost, but for the last 8,000 characters.

    python data/make/verse.py --seconds 50           writes data/verse_gru.npz, begun from random weights
    python data/make/verse.py --seconds 50 --more    goes on from there

The file in this folder was made by the first and twice the second, on one core of a small machine.
"""

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "course5_sequence" / "source" / "week1_recurrent_networks")]


def main():
    """Read the command line, train, and write the weights in float16."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seconds", type=float, required=True, help="how long to train")
    parser.add_argument("--rate", type=float, default=0.003, help="learning rate (default: %(default)s)")
    parser.add_argument("--more", action="store_true", help="go on from the weights in the file")
    parser.add_argument("--folder", type=Path, default=HERE, help="where to write (default: %(default)s)")
    arguments = parser.parse_args()

    import keras
    import names_verse as verse
    import numpy as np

    from helpers import data

    keras.utils.set_random_seed(4 + arguments.more)
    model, text = verse.network(), data.load_verse()
    if arguments.more:
        verse.load(model)
    passes = verse.fit(model, text[:-8000], arguments.rate, arguments.seconds, passes=1000)
    print(len(passes), "passes, perplexity", round(verse.perplexity(model, text[-8000:]), 2))
    arrays = [array.astype(np.float16) for array in model.get_weights()]
    np.savez_compressed(arguments.folder / "verse_gru.npz", *arrays)


if __name__ == "__main__":
    main()
