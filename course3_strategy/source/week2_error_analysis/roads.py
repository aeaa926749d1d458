"""What the notebook on the simulated driving project is given: pictures, tables, and networks like the project's."""

import numpy as np

from helpers import driving, plot
from helpers.driving import AXES, LABELS, table

PICTURES_ALT = (
    "five rows of small grey pictures of streets: clear ones with a road, houses, cars, people and traffic lights; "
    "ones in fog, in which what is far away has faded; sharp ones of the archive with the horizon higher up; and two "
    "rows in synthetic fog that lies flat over the picture, with the same patches in all of the first row"
)
RUNS_ALT = (
    "three panels against the number of clear pictures, thin lines for single trainings and thick ones for their "
    "means: the error in fog falls little without fog in training, hardly with one recording, most with many; the "
    "error in clear weather of a colleague's first layer is flat and crosses that of our own; pictures of the archive "
    "move the error in clear weather a little"
)
COLOURS = (plot.BLUE, plot.ORANGE, plot.GREEN)
ROWS = {
    "weeks left": "weeks_left", "money left": "money_left", "goal": "target", "fog in use": "use_foggy",
    "pedestrians count": "pedestrian_weight", "latency, ms": "latency", "limit, ms": "latency_limit",
    "human error": "human_error", "train error": "train_error", "train-dev error": "train_dev_error",
    "dev error": "dev_error", "clear: pedestrian": "clear_errors", "clear: car": "clear_errors",
    "clear: light": "clear_errors", "foggy: pedestrian": "foggy_errors", "foggy: car": "foggy_errors",
    "foggy: light": "foggy_errors", "dev pictures, clear": "clear_size", "dev pictures, foggy": "foggy_size",
    "training, clear": "fleet", "training, foggy": "foggy", "training, archive": "archive",
    "labels missing": "missing", "synthetic fog": "synthetic", "from colleague": "transferred",
    "hidden units": "hidden", "length": "length", "colleague tried": "tried_error", "100 errors: foggy": "looked_foggy",
    "100 errors: undecid.": "looked_undecidable", "100 labels: wrong": "looked_wrong_labels",
}  # fmt: skip
SHARES = ("target", "use_foggy", "human_error", "train_error", "train_dev_error", "dev_error", "clear_errors",
          "foggy_errors", "missing", "tried_error")  # fmt: skip


def like(observation, **others):
    """Return the settings of networks like a project's, as `driving.trained` takes them.

    What the observation does not tell is good, if it is not among `others`: no wrong labels, a related colleague.
    """
    state = {name: observation[name] for name in AXES if name in observation}
    return {"wrong": 0.0, "related": 1} | state | others


def usual_error(observation, settings, run=None):
    """Return the error, by the goal of the observation, of networks with these settings in the real trainings."""
    found = list(driving.trained(run=run, **settings).values())  # first the training set, then clear weather, then fog
    return driving.goal_error(found[1:4], found[4:7], observation["use_foggy"], observation["pedestrian_weight"])


def show_pictures():
    """Draw pictures of each kind."""
    figure, axes = plot.figure(5, 1, width=9, height=4.6)
    names = {"clear": "fleet, clear", "foggy": "fleet, in fog", "archive": "archive"}
    names |= {"synthetic_1": "synthetic fog, one recording", "synthetic_2": "synthetic fog, many recordings"}
    with np.load(driving.FILE) as file:
        for one, (name, title) in zip(axes, names.items()):
            apart = np.pad(file[f"{name}_pictures"][:14], ((0, 0), (0, 0), (0, 1)), constant_values=255)
            one.imshow(np.concatenate(list(apart), axis=1), cmap="gray", vmin=0, vmax=255)
            one.set_title(title, fontsize=9)
            plot.blank(one)
    plot.show(figure, alt=PICTURES_ALT)


def learning_curves():
    """Return the curves of the figure: {title: (quantity, {label: errors (4, seeds)})}, 40 units, trained longer."""
    values = table()[:, :, :, 0, 0, :, :, :, 1, 1]  # fleet, foggy, archive, synthetic, transferred, related, seed
    clear, foggy = values[..., 1:4].mean(-1), values[..., 4:7].mean(-1)
    own = (slice(None), 0, 0, 0, 0, 0)
    fog = {"none": foggy[own], "one recording": foggy[:, 0, 0, 1, 0, 0], "many": foggy[:, 0, 0, 2, 0, 0]}
    first = {"own": clear[own], "related": clear[:, 0, 0, 0, 1, 1], "unrelated": clear[:, 0, 0, 0, 1, 0]}
    archive = {f"{count:,}": clear[:, 0, i, 0, 0, 0] for i, count in enumerate(AXES["archive"])}
    return {
        "synthetic fog": ("error in fog", fog),
        "first layer": ("error in clear weather", first),
        "pictures from the archive": ("error in clear weather", archive),
    }


def show_runs():
    """Draw learning curves of real trainings, each a thin line."""
    figure, axes = plot.figure(1, 3, width=10, height=3.3)
    for one, (title, (quantity, curves)) in zip(axes, learning_curves().items()):
        for (label, errors), colour in zip(curves.items(), COLOURS):
            one.plot(AXES["fleet"], errors, color=colour, linewidth=0.7, alpha=0.7)
            one.plot(AXES["fleet"], errors.mean(-1), "o-", color=colour, label=label)
        one.set(xscale="log", title=title, xlabel="clear pictures", ylabel=quantity, ylim=(0, None),
                xticks=AXES["fleet"], xticklabels=AXES["fleet"])  # fmt: skip
        one.minorticks_off()
        one.legend()
    plot.show(figure, alt=RUNS_ALT)


def situations(found):
    """Print observations as tables of five columns, numbered from 1, which are narrow enough for a small window."""
    for start in range(0, len(found), 5):
        columns = found[start : start + 5]
        print(" " * 22 + "".join(f"{start + number:>8}" for number in range(1, len(columns) + 1)))
        for name, key in ROWS.items():
            cells = []
            for one in columns:
                value = one[key]
                if isinstance(value, list):
                    value = value[LABELS.index(name.split(": ")[1])]
                cells.append("-" if value is None else f"{value:.1%}" if key in SHARES else f"{value:g}")
            print(f"{name:22}" + "".join(f"{cell:>8}" for cell in cells))
        print()
