"""Draw the course's playing field: where a thrown disc was caught, and by which team.

    python data/make/field.py                     writes data/field.h5
    python data/make/field.py --sheet sheet.png   draws the points to look at

The wind blows across the field, so that all throws come down along a slanted, bent band. Players of our team stand on
one side of a smooth curve in its middle, the others on the other side. But here and there somebody runs through and
catches a disc that was not theirs: a network that is free to do so learns these by heart. The seed was chosen among 300
draws as one where that costs much, and the lesson is as clear from every beginning (`benchmarks/field.py`).
"""

import argparse
from pathlib import Path

import h5py
import numpy as np

TRAIN, TEST, SEED = 211, 200, 3062
WIDTH = 0.25  # how far from the curve discs come down (standard deviation), in tens of metres, as all lengths here
BEND = 0.12  # how far the curve bends away from a straight line
RUNNERS = 0.04  # share of discs that the other team catches


def draw_points(rng, count):
    """Draw places (count, 2), across and along the field, and winners (count, 1): 1 for our team, 0 for the other."""
    along, beside = rng.uniform(-1.2, 1.2, count), rng.normal(0, WIDTH, count)
    winner = (beside > 0) ^ (rng.random(count) < RUNNERS)
    away = beside + BEND * np.sin(1.3 * along)
    places = np.stack([along - 0.5 * away, 0.6 * along + away], axis=1)
    return places.round(3), winner.astype(np.int64)[:, None]


def draw_sets(seed=SEED):
    """Return the content of the file: places and winners to train (X, y) and to test (Xval, yval)."""
    (train_x, train_y), (test_x, test_y) = (
        draw_points(np.random.default_rng([seed, part]), count) for part, count in ((0, TRAIN), (1, TEST))
    )
    return {"X": train_x, "y": train_y, "Xval": test_x, "yval": test_y}


def write_sheet(path, content):
    """Draw both sets beside each other."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 5), layout="constrained")
    for axes, x, y in zip(figure.subplots(1, 2, sharex=True, sharey=True), ("X", "Xval"), ("y", "yval")):
        axes.scatter(*content[x].T, c=content[y][:, 0], cmap="coolwarm", s=18)
        axes.set(title=f"{x}: {len(content[x])} points", aspect="equal")
    figure.savefig(path)


def main():
    """Read the command line and write the file, or a sheet."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    parser.add_argument("--sheet", type=Path, help="write this picture to look at instead of the data")
    arguments = parser.parse_args()
    content = draw_sets()
    if arguments.sheet:
        write_sheet(arguments.sheet, content)
        return
    with h5py.File(arguments.folder / "field.h5", "w") as file:
        for key, value in content.items():
            file.create_dataset(key, data=value, track_times=False)


if __name__ == "__main__":
    main()
