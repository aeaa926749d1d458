"""The figures of the lesson: a function that returns a figure is for `slider` or `plot.show`; ALT says what they show.

Blue is training, sky blue held-out pictures of the same kind, orange the pictures that count, green what a cure or a
better way reaches on them, pink what another way reaches, grey what both are compared with.
"""

from functools import cache
from pathlib import Path

import numpy as np
import phones

from helpers import experiments, plot
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, SKY

RUNS = Path(__file__).with_name("phone_runs.csv")

ALT = {
    "sources": "Three digits in seven versions: from the archive, with glare that wipes out a band, with a dark spot "
    "of dirt, tilted, dim, with a dark rim at one side, and as they come from a phone.",
    "looked": "For five causes two intervals over many samples, of the share among errors and among pictures that are "
    "classified correctly; for tilted, dim and glare the errors lie far to the right, for dirt a little, for rim "
    "hardly; with ten of each the intervals overlap widely, with 300 they are short.",
    "labels": "True error against the share of wrong labels in training: wrong labels at random raise it slowly, from "
    "25 to 30 %, wrong labels by habit ever faster, to 44 %.",
    "weeks": "Dev error over five weeks for three teams: the team that compares errors with the other pictures falls "
    "fastest, to 11 % after three weeks; the one that counts causes lags by a week; the one with a plan is at 20 %.",
    "sources_used": "Error on phone pictures against their number in training, with and without the archive: with few "
    "phone pictures the archive helps much, with thousands the lines meet, and at the end it does a little harm.",
    "gaps": "Above, the dev error of a project cut into best known network, bias, variance and mismatch: for P the "
    "variance is largest, for Q the mismatch, for R the bias. Below, bars for what five remedies gained.",
    "spots": "Above, eight training pictures with synthetic dirt, drawn with less noise; below, two bars, the error on "
    "synthetic dirt of the same making and on real dirt: far apart for one spot, equal for thousands.",
    "transfer": "Error on four new digits against the number of their pictures, without weight decay: training all "
    "layers of the base is lowest from 16 on, from scratch comes close with thousands, and training the head only "
    "falls behind from 64 on.",
    "tasks": "Error of one question against the number of questions that share its network: with 64 units and few "
    "labels related questions lower it; with 2 or 4 units others always raise it.",
    "ends": "Error against the number of pairs, end to end and in two stages: for the sum the end-to-end network stays "
    "far above up to thousands of pairs and comes within ten points with 100,000; for the question whether the number "
    "is at least fifty it comes close.",
    "habits": "Error against the number of bills: a falling line for the end-to-end network, a level one for two "
    "stages, which rises with the share of wrong labels; without any it lies at the end of the falling line, with "
    "10 % it lies above that line from 10,000 bills on.",
}


@cache
def runs(experiment):
    """Return the stored runs, {(case, setting): errors (seeds, 3)}: on training, train-dev and dev set, in percent."""
    return experiments.runs(RUNS, experiment, "train", "train_dev", "dev", scale=100)


def more(experiment):
    """Return the last column of the stored runs: {(case, setting): texts, one for each seed}."""
    texts = {}
    for row in experiments.rows(RUNS, experiment):
        texts.setdefault((row["case"], row["setting"]), []).append(row["more"])
    return texts


def line(experiment, case):
    """Return the settings (k,) as numbers and the dev errors (k, seeds) of one case."""
    found = {float(setting): errors[:, 2] for (name, setting), errors in runs(experiment).items() if name == case}
    return np.array(list(found)), np.stack(list(found.values()))


def _curve(axes, sizes, errors, colour, style, label):
    axes.plot(sizes, errors.mean(axis=1), style, color=colour, label=label, markersize=5)
    for size, values in zip(sizes, errors):
        axes.plot(np.full(len(values), size), values, ".", color=colour, alpha=0.4, markersize=4)


def sources():
    """Show what spoils the pictures."""
    none = dict.fromkeys(phones.CAUSES, 0)
    kinds = {"archive": none} | {name: none | {name: 1} for name in phones.CAUSES} | {"phone": {}}
    figure, grid = plot.figure(3, len(kinds), width=7.5, height=3.6)
    for column, (name, shares) in zip(grid.T, kinds.items()):
        X = phones.phones(3, 12, shares, noise=0.1 if name == "archive" else 0.2).X
        for axes, picture in zip(column, X.T):
            plot.blank(axes)
            axes.imshow(picture.reshape(8, 8), cmap="gray_r", vmin=-0.3, vmax=1.2)
        column[0].set_title(name)
    return figure


def looked(wrong, causes, size):
    """Show which shares of causes one finds in so many errors; wrong (m,), causes (m, 5)."""
    rng = np.random.default_rng(0)
    errors, fine = causes[wrong], causes[~wrong]
    samples = np.stack([errors[rng.integers(0, len(errors), size)].sum(axis=0) / size for _ in range(1000)])
    others = np.stack([fine[rng.integers(0, len(fine), size)].sum(axis=0) / size for _ in range(1000)])
    order = np.argsort(samples - others, axis=1)
    true = np.argsort(errors.sum(axis=0) / len(errors) - fine.sum(axis=0) / len(fine))
    found = (np.sort(order[:, -3:]) == np.sort(true[-3:])).all(axis=1).mean()
    figure, axes = plot.figure(width=7, height=3)
    for shares, colour, shift, label in (
        (samples, ORANGE, -0.13, "errors"),
        (others, GREY, 0.13, "classified correctly"),
    ):
        for place, share in enumerate(shares.T):
            ends, name = np.quantile(share, [0.025, 0.975]), None if place else label
            axes.plot(ends, [place + shift] * 2, color=colour, linewidth=5, alpha=0.6, label=name)
    axes.set(yticks=range(5), yticklabels=phones.CAUSES, xlim=(0, 0.85), xlabel="share of pictures with the cause")
    axes.set_title(f"{size} of each: the three that matter come first in {100 * found:.0f} % of samples")
    axes.invert_yaxis()
    axes.legend(loc="upper right")
    return figure


def labels():
    """Show what wrong training labels cost."""
    figure, axes = plot.figure(width=6.5, height=3.4)
    for name, colour, style in (("habit", PINK, "o-"), ("random", GREY, "s--")):
        shares, errors = line("labels", name)
        label = "by habit" if name == "habit" else "at random"
        _curve(axes, 100 * shares, errors, colour, style, label)
    axes.set(xlabel="wrong labels in training (%)", ylabel="true error (%)", ylim=(20, 48))
    axes.legend(title="wrong")
    return figure


QUESTIONS = ("sum", "fifty or more")
TEAMS = {"looks at 100 errors": (GREEN, "o-"), "counts causes only": (PINK, "^-"), "goes by its plan": (GREY, "s--")}


def weeks():
    """Show the dev error of three teams, week by week."""
    figure, axes = plot.figure(width=7, height=3.6)
    for shift, (team, (colour, style)) in enumerate(TEAMS.items()):
        week, errors = line("weeks", team)
        _curve(axes, week + 0.08 * (shift - 1), errors, colour, style, team)
    axes.set(xlabel="weeks after the first system", ylabel="dev error (%)", ylim=(0, 36), xticks=range(6))
    axes.legend()
    return figure


def sources_used(units):
    """Show what the archive adds to phone pictures, for a network of so many units."""
    figure, axes = plot.figure(width=7, height=3.6)
    for name, colour, style in (("phones", GREY, "s--"), ("both", GREEN, "o-")):
        label = "phone pictures only" if name == "phones" else "with 8,000 of the archive"
        _curve(axes, *line("sources", f"{name}, {units} units"), colour, style, label)
    axes.set_xscale("log")
    axes.set(xlabel="phone pictures in training", ylabel="error on phone pictures (%)", ylim=(15, 80))
    axes.set(xticks=(50, 200, 800, 3200), xticklabels=("50", "200", "800", "3,200"), title=f"{units} hidden units")
    axes.minorticks_off()
    axes.legend()
    return figure


def gaps(project):
    """Show the dev error of a project, cut into gaps, and what remedies gained."""
    found = runs("projects")
    train, train_dev, dev = found[project, "as it is"].mean(axis=0)
    phone, archive = (runs("best")[kind, "60000"][:, 2].mean() for kind in ("phones", "archive"))
    best = archive + {"P": 0.75, "Q": 0, "R": 2 / 3}[project] * (phone - archive)
    figure, (above, below) = plot.figure(2, 1, width=7.5, height=4.4, height_ratios=(1, 2.4))
    left = 0
    parts = (
        (min(best, train), GREY, "best known"),
        (max(train - best, 0), BLUE, "bias"),
        (train_dev - train, SKY, "variance"),
        (dev - train_dev, ORANGE, "mismatch"),
    )
    for width, colour, label in parts:
        above.barh(0, width, left=left, color=colour, alpha=0.75, label=label)
        if width > 2:
            above.text(left + width / 2, 0, f"{width:.0f}", ha="center", va="center")
        left += width
    above.set(yticks=(), xlim=(0, 48), xlabel="error (%)", ylim=(-0.5, 1.5))
    above.legend(loc="upper left", ncols=4, fontsize=9)
    above.set_title(f"project {project}: training {train:.0f} %, train-dev {train_dev:.0f} %, dev {dev:.0f} %")
    names = [name for case, name in found if case == project and name != "as it is"]
    for place, name in enumerate(names):
        change = found[project, name][:, 2] - found[project, "as it is"][:, 2]
        below.barh(place, change.mean(), color=GREEN, alpha=0.5)
        below.plot(change, np.full(len(change), place), "o", color=GREEN, markersize=3)
    below.axvline(0, color=BLACK, linewidth=1)
    below.set(yticks=range(len(names)), yticklabels=names, xlim=(-21, 3), xlabel="change of the dev error (points)")
    below.invert_yaxis()
    return figure


def spots(count):
    """Show training pictures with synthetic dirt of so many spots, and the errors on such and on real dirt."""
    drawn = phones.draw_spots(count, np.random.default_rng([0, count]))
    only = dict.fromkeys(phones.CAUSES, 0) | {"dirt": 1}
    X = phones.phones(8, 5, only, noise=0.05, spots=drawn).X
    figure = plot.figure(width=7.2, height=3.4)[0]
    figure.clear()
    grid = figure.add_gridspec(2, 8, height_ratios=(1, 1.5))
    for place, picture in enumerate(X.T):
        axes = figure.add_subplot(grid[0, place])
        plot.blank(axes)
        axes.imshow(picture.reshape(8, 8), cmap="gray_r", vmin=-0.3, vmax=1.2)
    axes = figure.add_subplot(grid[1, :])
    errors = runs("spots")["synthetic", str(count)]
    for place, (column, colour) in enumerate(((1, SKY), (2, ORANGE))):
        axes.barh(place, errors[:, column].mean(), color=colour, alpha=0.6)
        axes.plot(errors[:, column], np.full(len(errors), place), "o", color=colour, markersize=3)
        axes.text(25, place, f"{errors[:, column].mean():.0f} %", ha="center", va="center")
    without = runs("spots")["no dirt", "0"][:, 2].mean()
    axes.axvline(without, color=GREY, linestyle="--")
    axes.text(0.5, 1.75, "dashed: real dirt, trained without any", fontsize=9, va="center")
    axes.set(yticks=(0, 1), yticklabels=("synthetic dirt", "real dirt"), xlim=(0, 27), xlabel="error (%)")
    axes.set_ylim(-0.5, 2)
    axes.set_title(f"4,000 pictures with {count:,} {'spot' if count == 1 else 'spots'}")
    axes.invert_yaxis()
    return figure


def transfer():
    """Show the error on four new digits against the number of their pictures."""
    figure, axes = plot.figure(width=7, height=3.8)
    for case, colour, style, label in (
        ("from scratch", GREY, "s--", "from scratch"),
        ("head, 20,000 pictures", PINK, "^-", "base, the head only"),
        ("all, 20,000 pictures", GREEN, "o-", "base, all layers"),
    ):
        _curve(axes, *line("transfer", case), colour, style, label)
    axes.set_xscale("log")
    axes.set(xlabel="pictures of the new digits", ylabel="error (%)", ylim=(0, 75), title="without weight decay")
    axes.set(xticks=(8, 32, 128, 512, 4096), xticklabels=("8", "32", "128", "512", "4,096"))
    axes.minorticks_off()
    axes.legend()
    return figure


def tasks(units):
    """Show the error of one question against the number of others, in networks of so many units."""
    figure, places = plot.figure(1, 2, width=7.5, height=3.4, sharey=True)
    for axes, labels in zip(places, (150, 3000)):
        alone = runs("tasks")[f"related, {units} units, {labels}", "0"][:, 2]
        for kind, colour, style in (("related", GREEN, "o-"), ("random", PINK, "^-")):
            others, errors = line("tasks", f"{kind}, {units} units, {labels}")
            if kind == "random":
                others, errors = np.append(0, others), np.concatenate([alone[None], errors])
            _curve(axes, np.log2(others + 1), errors, colour, style, f"{kind} questions")
        axes.axhline(alone.mean(), color=GREY, linestyle="--", label="alone")
        axes.set(xticks=range(5), xticklabels=(0, 1, 3, 7, 15), xlabel="other questions", ylim=(10, 62))
        axes.set_title(f"{labels:,} labels of its own")
    places[0].set_ylabel("error of the first question (%)")
    places[1].legend()
    figure.suptitle(f"{units} hidden units", fontsize=11)
    return figure


def ends(question):
    """Show the error on a question about two digits against the number of labelled pairs."""
    figure, axes = plot.figure(width=7, height=3.6)
    for name, colour, style in (("end to end", PINK, "o-"), ("two stages", GREEN, "s-")):
        _curve(axes, *line("ends", f"{question}, {name}"), colour, style, name)
    _pairs_axis(axes, "pairs of pictures")
    axes.set_ylim(0, 100 if question == "sum" else 40)
    axes.set_title(f"question: {question}")
    axes.legend()
    return figure


def habits(share):
    """Show two stages whose first learned from labels with so large a share of errors, and the end-to-end network."""
    figure, axes = plot.figure(width=7, height=3.6)
    _curve(axes, *line("ends", "fifty or more, end to end"), PINK, "o-", "end to end, from bills")
    errors = runs("stages")["fifty or more", f"{share:g}"][:, 2]
    label = f"two stages, {100 * share:.0f} % of the labels wrong"
    axes.axhline(errors.mean(), color=GREEN, label=label)
    axes.axhspan(errors.min(), errors.max(), color=GREEN, alpha=0.25, linewidth=0)
    _pairs_axis(axes, "bills")
    axes.set(ylim=(0, 40), title=f"fifty or more: two stages {errors.mean():.0f} %")
    axes.legend()
    return figure


def _pairs_axis(axes, label):
    axes.set_xscale("log")
    axes.set(xlabel=label, ylabel="error (%)", xticks=(100, 1000, 10_000, 100_000))
    axes.set(xticklabels=("100", "1,000", "10,000", "100,000"))
    axes.minorticks_off()
