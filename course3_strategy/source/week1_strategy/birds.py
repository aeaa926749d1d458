"""What the notebook on the simulated bird project draws and prints."""

import numpy as np

from helpers import plot, project
from helpers.project import AXES, table

PICTURES_ALT = (
    "two rows of small grey pictures from each source: on the left birds, on the right planes, leaves, balloons, kites "
    "and shreds of cloud; those of the field camera are blurred, with trees along the lower edge, those from the web "
    "sharp, with an empty sky"
)
RUNS_ALT = (
    "three panels of the error on field pictures, thin lines for single trainings and thick ones for their means: it "
    "falls with more field pictures, to a lower level for the larger networks; with wrong labels it is much higher, "
    "and pictures from the web raise it"
)
SHADES = ("#C08BC9", "#8A3F98", "#3F0D49")  # from few to many; the panel has the other colours for its errors
ROWS = {
    "weeks left": "weeks_left", "money left": "money_left", "goal": "target", "a miss costs": "miss_cost",
    "metric: a miss costs": "metric_miss_cost", "latency, ms": "latency", "limit, ms": "latency_limit",
    "human error": "human_error", "train error": "train_error", "train-dev error": "train_dev_error",
    "dev error": "dev_error", "dev: birds missed": "dev_missed", "dev: false alarms": "dev_false_alarms",
    "dev pictures": "dev_size", "field pictures": "field", "web pictures": "web", "hidden units": "hidden",
    "regularization": "regularization", "augmented": "augmented", "length": "length",
    "100 errors: from web": "looked_from_web", "100 errors: undecidable": "looked_undecidable",
    "100 labels: wrong": "looked_wrong_labels",
}  # fmt: skip
SHARES = ("target", "human_error", "train_error", "train_dev_error", "dev_error", "dev_missed", "dev_false_alarms")


def show_pictures():
    """Draw pictures of both sources, birds first."""
    figure, axes = plot.figure(2, 1, width=8, height=3.3)
    with np.load(project.FILE) as file:
        for one, source in zip(axes, ("field", "web")):
            images, labels = file[f"{source}_pictures"], file[f"{source}_labels"]
            chosen = np.concatenate([images[labels == 1][:8], images[labels == 0][:8]])
            rows = [np.concatenate(list(chosen[i::2]), axis=1) for i in (0, 1)]
            one.imshow(np.concatenate(rows), cmap="gray", vmin=0, vmax=255)
            one.set_title(f"{source}: birds on the left half")
            plot.blank(one)
    plot.show(figure, alt=PICTURES_ALT)


def show_runs():
    """Draw learning curves of real trainings, each a thin line, for three settings in turn."""
    values = table()
    error = (values[..., 1] + values[..., 2]) / 2  # field, web, hidden, regularization, wrong, augmented, length, seed
    panels = {
        "hidden units": (AXES["hidden"], [error[:, 0, i, 0, 0, 0, 2] for i in range(3)]),
        "wrong labels, 40 units": (("none", "10 %", "25 %"), [error[:, 0, 2, 0, i, 0, 2] for i in range(3)]),
        "web pictures, 10 units": (AXES["web"], [error[:, i, 1, 0, 0, 0, 2] for i in range(3)]),
    }
    figure, axes = plot.figure(1, 3, width=10, height=3.3, sharey=True)
    for one, (title, (labels, curves)) in zip(axes, panels.items()):
        for label, curve, colour in zip(labels, curves, SHADES):
            one.plot(AXES["field"], curve, color=colour, linewidth=0.7, alpha=0.7)
            one.plot(AXES["field"], curve.mean(-1), "o-", color=colour, label=label)
        one.set(xscale="log", title=title, xlabel="field pictures", xticks=AXES["field"], xticklabels=AXES["field"])
        one.minorticks_off()
        one.legend()
    axes[0].set(ylabel="error on field pictures", ylim=(0, None))
    plot.show(figure, alt=RUNS_ALT)


def situations(found):
    """Print observations as tables of five columns, numbered from 1, which are narrow enough for a small window."""
    for start in range(0, len(found), 5):
        columns = found[start : start + 5]
        print(" " * 24 + "".join(f"{start + number:>8}" for number in range(1, len(columns) + 1)))
        for name, key in ROWS.items():
            cells = []
            for one in columns:
                value = one[key]
                cells.append("-" if value is None else f"{value:.1%}" if key in SHARES else f"{value:g}")
            print(f"{name:24}" + "".join(f"{cell:>8}" for cell in cells))
        print()
