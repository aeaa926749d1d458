"""The figures of the lesson: a function that returns a figure is for `slider` or `plot.show`; ALT says what they show.

Blue is training, orange the dev set, green the test set or what users meet, black people; grey is everything else.
"""

import time
from functools import cache
from pathlib import Path

import meters
import numpy as np
from sklearn import metrics
from sklearn.neighbors import KNeighborsClassifier

from helpers import experiments, plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE

RUNS = Path(__file__).with_name("meter_runs.csv")

ALT = {
    "cameras": "Five digits, without noise, from the clean camera, the second one (moved and noisier), and the coarse "
    "camera with 4 by 4 pixels, where they are hard to recognize.",
    "remedies": "Bars: how eight remedies change the dev error of a sick project, with six trainings each. For A more "
    "pictures and a better camera help most; for B more updates and more units, more pictures hardly at all; for C "
    "only a better camera helps much.",
    "knobs": "Training and dev error against the setting of one knob, with five trainings each; for the size of the "
    "dev set, dev and test error of the network chosen on it, far apart for 50 pictures and together for 10,000.",
    "alarm_cost": "The cost of each of seven alarms as a bar, for one price of a miss: the cheapest is the nearest "
    "neighbour or the network at price 1, the network with weight 5 at 5, the small network at 20, one neuron at 100.",
    "pareto": "Dev error against multiply-adds of seven models: a falling row of five networks, a vote of nearest "
    "neighbours above the row and a larger one at its end; models beyond the limit are crosses, the best of the others "
    "is ringed.",
    "aims": "Error on the office's camera against the error on the users' camera for eight candidates: six have "
    "5 % in the office and 30 to 64 % with the users, two have about 20 % in the office and 22 % with the users.",
    "dev_sizes": "Two histograms of the measured difference between two networks: the one for the same dev set is "
    "much narrower than the one for two separate sets, and both shrink as the sets grow.",
    "weighted": "The weighted error of two networks as bars, with three trainings each: network 1 is better if a "
    "misread zero counts once, both are about equal at three, and network 2 is clearly better at twenty.",
    "curve": "The dev error against the number of pictures on a doubly logarithmic scale: nearly a straight line, "
    "which passes a reader's 6.9 % at about 4,000 pictures and reaches an experienced reader's 2.2 % at 51,200, far "
    "above the best possible 0.1 %.",
    "gaps": "Two bars, for projects B and C, each cut into what people get wrong, avoidable bias and variance; the "
    "part of avoidable bias shrinks as the human error set by the slider grows.",
    "votes": "The error of a vote falls from 7 % for one reader to below 1 % for fifteen, and passes the best single "
    "reader on the way.",
    "versions": "Bars for three versions of a network: the error measured against readings falls by a third, the true "
    "error by two thirds.",
}


@cache
def runs(experiment):
    """Return the stored runs: {(case, setting): errors (seeds, 3) on training, dev and test set, in percent}."""
    return experiments.runs(RUNS, experiment, "train", "dev", "test", scale=100)


def more(experiment):
    """Return the last column of the stored runs: {(case, setting): texts, one for each seed}."""
    texts = {}
    for row in experiments.rows(RUNS, experiment):
        texts.setdefault((row["case"], row["setting"]), []).append(row["more"])
    return texts


def cameras():
    """Show five digits as the cameras see them."""
    chosen = [0, 1, 3, 28, 58]
    rng = np.random.default_rng(3)
    clean, coarse = meters.templates()[0][chosen], meters.templates(4)[0][chosen]
    noise = rng.standard_normal((5, 64))
    rows = {
        "no noise": (clean, 8),
        "clean camera": (clean + 0.25 * noise, 8),
        "second camera": (np.roll(clean.reshape(5, 8, 8), 1, axis=2).reshape(5, 64) + 0.3 * noise, 8),
        "coarse camera": (coarse + 0.15 * noise[:, :16], 4),
    }
    figure, grid = plot.figure(4, 5, width=5.4, height=4.2)
    for axes, (name, (pictures, side)) in zip(grid, rows.items()):
        for place, picture in zip(axes, pictures):
            plot.blank(place)
            place.imshow(picture.reshape(side, side), cmap="gray_r", vmin=-0.4, vmax=1.2)
        axes[0].set_ylabel(name, rotation=0, ha="right", va="center")
    return figure


def gains(project):
    """Return the change of the dev error by each remedy, {remedy: six trainings}, in points."""
    found = runs("remedies")
    start = found[project, "as it is"][:, 1]
    return {name: errors[:, 1] - start for (case, name), errors in found.items() if case == project}


def remedies(project):
    """Show what eight remedies did to a project."""
    changes = {name: change for name, change in gains(project).items() if name != "as it is"}
    train, dev = runs("remedies")[project, "as it is"][:, :2].mean(axis=0)
    figure, axes = plot.figure(width=7.5, height=3.6)
    for place, change in enumerate(changes.values()):
        axes.barh(place, change.mean(), color=ORANGE, alpha=0.5)
        axes.plot(change, np.full(len(change), place), "o", color=ORANGE, markersize=3)
    axes.axvline(0, color=BLACK, linewidth=1)
    axes.set(yticks=range(len(changes)), yticklabels=list(changes), xlim=(-27, 5))
    axes.set(xlabel="change of the dev error (points)")
    axes.set_title(f"project {project}: training error {train:.0f} %, dev error {dev:.0f} %")
    axes.invert_yaxis()
    return figure


KNOBS = ["units", "updates", "weight decay", "pictures", "dev pictures"]


def knobs(knob):
    """Show the errors while one knob is turned."""
    figure, axes = plot.figure(width=7, height=3.4)
    last = knob == "dev pictures"
    found = runs("selection" if last else "knobs")
    settings = [setting for case, setting in found if last or case == knob]
    errors = np.stack([found["best of 200" if last else knob, setting] for setting in settings])
    lines = (
        ((2, GREEN, "s--", "test"), (1, ORANGE, "o-", "dev"))
        if last
        else ((0, BLUE, "s--", "training"), (1, ORANGE, "o-", "dev"))
    )
    for column, colour, style, label in lines:
        axes.plot(errors[:, :, column].mean(axis=1), style, color=colour, label=f"{label} error")
        for place, values in enumerate(errors[:, :, column]):
            axes.plot(np.full(len(values), place), values, ".", color=colour, alpha=0.5, markersize=5)
    axes.set(xticks=range(len(settings)), xticklabels=settings, xlabel=knob, ylabel="error (%)")
    axes.set_ylim((0, 20) if last else (-2, None))
    axes.set_title("the best of 200 networks on the dev set" if last else f"turning one knob: {knob}")
    axes.legend()
    return figure


def alarms(place="field"):
    """Return counts of the alarms, {name: array (4, seeds)}: true alarms, false ones, misses, quiet."""
    return {
        case: np.array([[int(count) for count in text.split()] for text in texts]).T
        for (case, setting), texts in more("alarms").items()
        if setting == place
    }


def cost_of(counts, price):
    """Return the cost for 1,000 pictures if a false alarm costs 1 and a miss so many times as much."""
    _, false, missed, _ = counts
    return 1000 * (price * missed + false) / counts.sum(axis=0)


def alarm_cost(price):
    """Show what the alarms cost."""
    costs = {name: cost_of(counts, price) for name, counts in alarms().items()}
    cheapest = min(costs, key=lambda name: costs[name].mean())
    figure, axes = plot.figure(width=7.5, height=3.3)
    for place, (name, values) in enumerate(costs.items()):
        axes.barh(place, values.mean(), color=GREEN, alpha=0.8 if name == cheapest else 0.3)
        axes.plot(values, np.full(len(values), place), "o", color=GREY, markersize=3)
    axes.set(yticks=range(len(costs)), yticklabels=list(costs), xlabel="cost for 1,000 pictures")
    axes.set_title(f"a miss costs {price}: {cheapest}, {costs[cheapest].mean():.0f}")
    axes.invert_yaxis()
    return figure


def pareto(models, limit):
    """Show models, {name: (multiply-adds, kB, error)}, under a limit on the first."""
    allowed = {name: item for name, item in models.items() if item[0] <= limit}
    best = min(allowed, key=lambda name: allowed[name][2])
    figure, axes = plot.figure(width=7.5, height=3.6)
    for name, (count, _, error) in models.items():
        axes.plot(count, 100 * error, "o" if name in allowed else "x", color=ORANGE if name in allowed else GREY)
        below = count < 200_000
        axes.annotate(
            name,
            (count, 100 * error),
            (6 if below else -6, 5),
            textcoords="offset points",
            fontsize=9,
            ha="left" if below else "right",
        )
    axes.plot(models[best][0], 100 * models[best][2], "o", color=BLACK, markersize=14, fillstyle="none")
    axes.axvline(limit, color=BLACK, linewidth=1, linestyle=":")
    axes.set_xscale("log")
    axes.set(xlabel="multiply-adds for one picture", ylabel="dev error (%)", xlim=(200, 2_000_000))
    axes.set_ylim(0, 115 * max(error for _, _, error in models.values()))
    axes.set_title(f"at most {limit:,} multiply-adds: {best}")
    return figure


def aims():
    """Show the error on the office's camera against the error on the users'."""
    found = runs("cameras")
    figure, axes = plot.figure(width=6.4, height=3.8)
    for (share, extra), errors in found.items():
        mark, fill = ("o", "full") if float(extra) else ("s", "none")
        label = ("extra noise" if float(extra) else "no extra noise") if share == "0" else None
        axes.plot(errors[:, 1], errors[:, 2], mark, color=GREY, fillstyle=fill, label=label, markersize=5)
        if float(extra):
            place = (7, errors[:, 2].mean()) if share != "1" else (17, 27)
            axes.text(*place, f"{100 * float(share):.0f} % moved", va="center", fontsize=9)
    axes.set(xlabel="error on the office's camera (%)", ylabel="error on the users' camera (%)")
    axes.set(xlim=(0, 26), ylim=(0, 68), title="eight candidates, five trainings each")
    axes.legend(loc="upper right", fontsize=9)
    return figure


def sampled(wrong, size, draws=2000, same=True):
    """Return measured differences of the errors of two networks, in points, on dev sets of this size.

    Arguments: wrong (2, m), on which pictures they err; same, whether both are measured on the same pictures.
    """
    rng = np.random.default_rng(0)
    first = rng.integers(0, wrong.shape[1], (draws, size))
    second = first if same else rng.integers(0, wrong.shape[1], (draws, size))
    return 100 * (wrong[0][first].mean(axis=1) - wrong[1][second].mean(axis=1))


def dev_sizes(wrong, size):
    """Show what dev sets of this size say about the difference of two networks."""
    figure, axes = plot.figure(width=7, height=3.4)
    width = max(1, round(size / 400))  # whole pictures; the edges lie between two of them
    most = np.ceil(0.06 * size / width)
    bins = (np.arange(-most, most + 2) * width - 0.5) * 100 / size
    for same, colour, label in ((False, GREY, "two separate sets"), (True, ORANGE, "the same set")):
        values = sampled(wrong, size, same=same)
        fooled = np.mean(values < 0) + np.mean(values == 0) / 2
        axes.hist(
            np.clip(values, -6, 6),
            bins,
            color=colour,
            alpha=0.6,
            density=True,
            label=f"{label}: wrong choice in {fooled:.0%}",
        )
    axes.axvline(100 * (wrong[0].mean() - wrong[1].mean()), color=GREEN, label="the true difference")
    axes.axvline(0, color=BLACK, linewidth=1)
    axes.set(
        xlabel="measured difference (points; beyond 6 drawn at 6)", ylabel="density", title=f"{size:,} dev pictures"
    )
    axes.legend(loc="upper left", fontsize=9)
    axes.set_xlim(-6.7, 6.7)
    axes.set_ylim(0, 1.3 * axes.get_ylim()[1])
    return figure


def weighted(results, weight):
    """Show the error in which a misread zero counts so many times; results, {name: [(error, misread zeros), ...]}."""
    figure, axes = plot.figure(width=6.5, height=2.4)
    for place, (name, pairs) in enumerate(results.items()):
        values = [error + (weight - 1) * zeros for error, zeros in pairs]
        axes.barh(place, np.mean(values), color=ORANGE, alpha=0.5, label=name)
        axes.plot(values, np.full(len(values), place), "o", color=ORANGE, markersize=4)
        axes.text(0.3, place, f"{np.mean(values):.1f}", va="center")
    axes.set(yticks=range(len(results)), yticklabels=list(results), xlim=(0, 24), xlabel="weighted error (%)")
    axes.set_title(f"weight of a misread zero: {weight}")
    axes.invert_yaxis()
    return figure


PEOPLE = {"a reader": 6.9, "an experienced reader": 2.2, "the best possible": 0.1}


def curve():
    """Show the dev error against the number of training pictures."""
    found = runs("curve")
    sizes = [int(setting) for _, setting in found]
    errors = np.stack(list(found.values()))
    figure, axes = plot.figure(width=7, height=3.8)
    axes.loglog(sizes, errors[:, :, 1].mean(axis=1), "-", color=ORANGE, label="dev error")
    axes.loglog(np.repeat(sizes, errors.shape[1]), errors[:, :, 1].ravel(), ".", color=ORANGE)
    for (name, level), style in zip(PEOPLE.items(), ("--", "-.", ":")):
        axes.axhline(level, color=BLACK, linewidth=1.2, linestyle=style)
        axes.text(100, level * 1.08, f"{name}: {level} %", fontsize=9)
    axes.set(xlabel="training pictures", ylabel="error (%)", ylim=(0.08, 60), yticks=(0.1, 1, 10))
    axes.set(yticklabels=("0.1", "1", "10"))
    axes.legend()
    return figure


def gaps(human):
    """Show the errors of projects B and C, cut at the human error and at the training error."""
    figure, axes = plot.figure(width=7, height=2.9)
    for place, project in enumerate("BC"):
        train, dev = runs("remedies")[project, "as it is"][:, :2].mean(axis=0)
        parts = ((human, BLACK, "people"), (train - human, BLUE, "avoidable bias"), (dev - train, ORANGE, "variance"))
        left = 0
        for width, colour, label in parts:
            axes.barh(place, width, left=left, color=colour, alpha=0.6, label=label if not place else None)
            if width > 1:
                ink = "white" if colour == BLACK else BLACK
                axes.text(left + width / 2, place, f"{width:.1f}", ha="center", va="center", fontsize=9, color=ink)
            left += width
    axes.set(yticks=(0, 1), yticklabels=("project B", "project C"), xlabel="error (%)", xlim=(0, 41))
    axes.set_title(f"if people get {human:g} % wrong")
    axes.invert_yaxis()
    axes.legend(loc="center right", fontsize=9)
    return figure


def votes(errors, single, best):
    """Show the errors of votes, {number of readers: error}, a single expert's and the best possible."""
    figure, axes = plot.figure(width=6.5, height=3.4)
    axes.plot(
        list(errors), [100 * error for error in errors.values()], "o-", color=BLACK, label="vote of equal readers"
    )
    axes.axhline(100 * single, color=BLACK, linestyle="--", linewidth=1.2, label="the best of the five, alone")
    axes.axhline(100 * best, color=BLACK, linestyle=":", linewidth=1.2, label="the best possible")
    axes.set(xlabel="readers who vote", ylabel="error (%)", ylim=(0, None), xticks=list(errors))
    axes.legend()
    return figure


def versions():
    """Show what readings say of three versions of a network, and the truth."""
    found = runs("versions")
    figure, axes = plot.figure(width=6.5, height=3.2)
    for place, version in enumerate("123"):
        errors = found[version, "reading"]
        for offset, column, colour, label in ((-0.2, 1, ORANGE, "against readings"), (0.2, 2, GREEN, "true error")):
            axes.bar(
                place + offset, errors[:, column].mean(), 0.36, color=colour, alpha=0.6, label=None if place else label
            )
            axes.plot(np.full(len(errors), place + offset), errors[:, column], ".", color=colour)
    axes.axhline(
        found["the readings", "reading"][:, 2].mean(),
        color=BLACK,
        linestyle="--",
        linewidth=1.2,
        label="true error of the reader",
    )
    axes.set(xticks=range(3), xticklabels=("version 1", "version 2", "version 3"), ylabel="error (%)")
    axes.legend()
    return figure


def scores(counts):
    """Return accuracy, precision, recall and F1 score of an alarm, each (seeds,), from its counts (4, seeds)."""
    is_one, says_one = [1, 0, 1, 0], [1, 1, 0, 0]
    found = []
    for weights in counts.T:
        options = {"sample_weight": weights, "zero_division": 0}
        found.append(
            (
                metrics.accuracy_score(is_one, says_one, sample_weight=weights),
                metrics.precision_score(is_one, says_one, **options),
                metrics.recall_score(is_one, says_one, **options),
                metrics.f1_score(is_one, says_one, **options),
            )
        )
    return np.transpose(found)


def nearest(X, y, Z):
    """Return the most frequent label of the five nearest known pictures for each column of Z."""
    return KNeighborsClassifier(5).fit(X.T, y).predict(Z.T)


def latency(network, D):
    """Return the median time in microseconds in which a network reads one picture."""
    times = []
    for place in range(300):
        start = time.perf_counter()
        network.predict(D[:, place : place + 1])
        times.append(time.perf_counter() - start)
    return 1e6 * np.median(times)


def stopped_runs():
    """Return the log of trainings that were stopped at the first rise of the dev error, as lines of text."""
    found, notes = runs("patience"), more("patience")
    lines = ["decay round  training  dev (40 pictures)  10,000 pictures labelled later"]
    for decay in ("0", "1", "10"):
        for epoch in range(1, 41):
            train, dev, test = found[decay, str(epoch)][0]
            if decay == "0" or notes[decay, str(epoch)][0] == "stop":
                lines.append(f"{decay:>5} {epoch:5} {train:8.1f} % {dev:12.1f} % {test:16.1f} %")
            if notes[decay, str(epoch)][0] == "stop":
                lines[-1] += "   stopped"
                break
    return lines
