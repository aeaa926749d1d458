"""The figures of the lesson: a function that returns a figure is for `slider` or `plot.show`; ALT says what they show.

Blue is what goes forward or is kept, orange what goes backward or is lost.
"""

import csv
from functools import cache
from pathlib import Path

import lesson_networks as networks
import numpy as np
from matplotlib.patches import Circle, FancyArrowPatch, FancyBboxPatch

from helpers import experiments, plot
from helpers.experiments import spread as spread
from helpers.plot import BLACK, BLUE, GREEN, GREY, ORANGE, PINK, SKY

HERE = Path(__file__).parent
ALT = {
    "one_hot": "A sentence as a matrix of zeros and ones: one column for each step, with a single 1 in the row of its "
    "word; the column of the chosen step is marked.",
    "unknown": "Which share of the words of held-out lessons is missing in the vocabulary, against its size: it falls "
    "quickly at first and slowly later, and does not reach 0.",
    "forward": "A recurrent network drawn for six steps, inputs below, hidden states in a row, outputs above; "
    "everything that the output of the chosen step depends on is blue.",
    "one_unit": "What is left of one impulse in the state of a single unit over 30 steps, without activation and "
    "with tanh: with a small weight it fades, with a weight above 1 it grows without limit or settles at a value.",
    "backward": "The same drawing with the gradient of one loss flowing back through the hidden states, as arrows "
    "whose width is the measured gradient: it gets thinner step by step.",
    "kinds": "Five drawings of recurrent networks: one to one, one to many, many to one, many to many with equal "
    "lengths, and many to many with an encoder and a decoder.",
    "agreement": "The share of verbs with the correct number against the phrases between subject and verb: n-grams "
    "fall to one half, recurrent networks stay near 100 %; one dot for each of three trainings.",
    "temperature": "The probabilities that the network gives to the words after a beginning, at one temperature: at "
    "a low one few words have nearly all of it, at a high one all words have some.",
    "scales": "The gradient of the last state of a simple recurrent network with respect to the inputs before, over "
    "100 steps on a logarithmic scale, for five initializations: it falls or grows exponentially.",
    "cliff": "The cost of a single recurrent unit against its recurrent weight: smooth for few steps, nearly a step "
    "with a steep cliff for many.",
    "clipped": "Training cost of three runs for each of four settings: without clipping it stays near that of "
    "guessing, at a tenth of the rate it falls slowly, with clipping it falls to 0 within fifty updates.",
    "recall": "The accuracy of recalling the first item against the length of the sequence for simple recurrent "
    "networks, GRU and LSTM with two initializations each; one dot for each of three trainings.",
    "gate": "A value that a gated unit has to keep for 40 steps while other values arrive: with the gate nearly "
    "closed it stays, with the gate open it is lost after a few steps.",
    "forget": "The gradient of the last state of an LSTM with respect to the inputs before, over 100 steps, for one "
    "bias of the forget gate and five initializations: the larger the bias, the slower it falls.",
    "cells": "The gradient of the last state with respect to the inputs before, over 100 steps, for the three cells as "
    "Keras initializes them, five initializations each.",
    "both_ways": "The share of ambiguous words classified correctly, by what decides, the past, the next word, or a "
    "word further ahead, for four networks; one dot for each of three trainings.",
    "case_curve": "Cost and gradient norm of six trainings against the update: two costs fall to 0, the other four "
    "stay around that of a guess, or rise to several times as much again and again, with norms around 1 and above.",
    "case_confusion": "Two confusion tables of the same 300 numbers in words: alone nearly all lie on the diagonal, in "
    "batches nearly all of those under 100 lie in a wrong column.",
}


def runs(experiment):
    """Return the stored runs, {(case, setting): numbers (seeds, numbers)}."""
    return experiments.runs(HERE / "lesson_runs.csv", experiment, "numbers")


@cache
def lessons():
    """Return sentences of twelve earlier lessons of these courses: a list for each lesson."""
    result = {}
    with open(HERE / "lesson_text.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            result.setdefault(row["lesson"], []).append(row["sentence"])
    return list(result.values())


# ---------------------------------------------------------------- what a sequence is


def one_hot(words, step):
    """Show a sentence as one-hot columns; `step` counts from 1."""
    vocabulary = sorted(set(words))
    figure, axes = plot.figure(width=6.2, height=3)
    matrix = np.array([[float(word == row) for word in words] for row in vocabulary])
    axes.imshow(matrix, cmap="Greys", vmax=4)
    for (row, column), value in np.ndenumerate(matrix):
        colour = BLUE if column == step - 1 else BLACK if value else GREY
        axes.text(column, row, f"{value:.0f}", ha="center", va="center", color=colour, fontweight="bold")
    axes.axvspan(step - 1.5, step - 0.5, color=BLUE, alpha=0.15)
    axes.set_xticks(range(len(words)), [f"{word}\n$t$ = {t}" for t, word in enumerate(words, 1)])
    axes.set_yticks(range(len(vocabulary)), vocabulary)
    axes.set(title=rf"$x^{{\langle {step} \rangle}}$ stands for “{words[step - 1]}”")
    axes.grid(False)
    return figure


def unknown():
    """Show the share of unknown words against the size of the vocabulary."""
    figure, axes = plot.figure(width=5.6, height=2.8)
    sizes, shares = networks.coverage(lessons())
    axes.semilogx(sizes, 100 * shares, "o-", color=BLUE)
    axes.set(xlabel="words in the vocabulary", ylabel="unknown words (%)", ylim=(0, None))
    return figure


# ---------------------------------------------------------------- the recurrent model, forward and backward


def _node(axes, x, y, text, colour, wide=0.33):
    axes.add_patch(Circle((x, y), wide, facecolor="white", edgecolor=colour, linewidth=2.2, zorder=3))
    axes.text(x, y, text, ha="center", va="center", fontsize=9, color=BLACK, zorder=4)


def _arrow(axes, start, end, colour, width=1.8, shift=0.0):
    (x1, y1), (x2, y2) = start, end
    length = np.hypot(x2 - x1, y2 - y1)
    dx, dy = 0.36 * (x2 - x1) / length, 0.36 * (y2 - y1) / length
    axes.add_patch(FancyArrowPatch(
        (x1 + dx - shift * dy, y1 + dy + shift), (x2 - dx - shift * dy, y2 - dy + shift), arrowstyle="-|>",
        mutation_scale=11, color=colour, linewidth=width, shrinkA=0, shrinkB=0, zorder=2))  # fmt: skip


def _unrolled(axes, steps, colour_of):
    """Draw a recurrent network unrolled; `colour_of(what, t)` is the colour of a node or of the arrow into it."""
    for t in range(1, steps + 1):
        for name, y in (("x", 0), ("a", 1.3), (r"\hat{y}", 2.6)):
            _node(axes, 1.4 * t, y, rf"${name}^{{\langle {t} \rangle}}$", colour_of(name, t))
        _arrow(axes, (1.4 * t, 0), (1.4 * t, 1.3), colour_of("x", t))
        _arrow(axes, (1.4 * t, 1.3), (1.4 * t, 2.6), colour_of(r"\hat{y}", t))
        _arrow(axes, (1.4 * t - 1.4, 1.3), (1.4 * t, 1.3), colour_of("before", t))
    _node(axes, 0, 1.3, r"$a^{\langle 0 \rangle}$", colour_of("a", 0))
    axes.set(xlim=(-0.6, 1.4 * steps + 0.6), ylim=(-0.6, 3.2), aspect="equal")
    plot.blank(axes)


def forward(step, steps=6):
    """Show what the output of a step depends on."""
    figure, axes = plot.figure(width=6.6, height=2.9)

    def colour(name, t):
        if name == r"\hat{y}":
            return BLUE if t == step else "#CCCCCC"
        return BLUE if t <= step else "#CCCCCC"

    _unrolled(axes, steps, colour)
    return figure


def backward(norms, step):
    """Show the gradient of one loss flowing back; `norms[k - 1][t - 1]` is that of loss k at hidden state t."""
    steps = len(norms)
    figure, axes = plot.figure(width=6.6, height=3.3)
    _unrolled(axes, steps, lambda name, t: "#CCCCCC")
    for t in range(step, 0, -1):
        width = 0.4 + 7 * norms[step - 1][t - 1] / max(norms[step - 1])
        start = (1.4 * step, 2.6) if t == step else (1.4 * t + 1.4, 1.3)
        _arrow(axes, start, (1.4 * t, 1.3), ORANGE, width)
        _arrow(axes, (1.4 * t, 1.3), (1.4 * t, 0), ORANGE, 0.7 * width)
        axes.text(1.4 * t + 0.18, 1.88, f"{norms[step - 1][t - 1]:.3f}", fontsize=8, color=ORANGE, zorder=5)
    axes.add_patch(Circle((1.4 * step, 2.6), 0.33, fill=False, edgecolor=ORANGE, linewidth=2.2, zorder=5))
    axes.set_title(rf"gradient of the loss at step {step}: its norm at each $a^{{\langle t \rangle}}$")
    return figure


def one_unit(weight, steps=30):
    """Show what one unit makes of one impulse, with and without tanh."""
    figure, axes = plot.figure(width=5.6, height=2.8)
    for name, function, colour in (("no activation", lambda z: z, GREY), ("tanh", np.tanh, BLUE)):
        states = [0.0]
        for t in range(steps):
            states.append(function(weight * states[-1] + (0.5 if t == 0 else 0)))
        axes.plot(range(steps + 1), states, ".-", color=colour, linewidth=1.2, label=name)
    axes.set(xlabel="step", ylabel="state", ylim=(-0.1, 1.55), title=f"recurrent weight {weight:g}")
    axes.legend(loc="upper right")
    return figure


def _box(axes, x, y, text, colour):
    axes.add_patch(FancyBboxPatch((x - 0.3, y - 0.25), 0.6, 0.5, boxstyle="round,pad=0.02", facecolor="white",
                                  edgecolor=colour, linewidth=1.8, zorder=3))  # fmt: skip
    axes.text(x, y, text, ha="center", va="center", fontsize=8, zorder=4)


KINDS = {
    "one to one": ([0], [0], 1, "27", "odd"),
    "one to many": ([0], [0, 1, 2, 3, 4], 5, ["27"], list("twent")),
    "many to one": ([0, 1, 2, 3, 4], [4], 5, list("seven"), ["odd"]),
    "many to many, equally many": ([0, 1, 2, 3, 4], [0, 1, 2, 3, 4], 5, list("ty se"), list("tttoo")),
    "encoder and decoder": ([0, 1, 2, 3], [4, 5], 6, list("nine"), list("09")),
}


def kinds():
    """Draw the kinds of recurrent networks, each with its example."""
    figure, grid = plot.figure(2, 3, width=7.6, height=4)
    for axes, (name, (inputs, outs, steps, given, said)) in zip(grid.flat, KINDS.items()):
        for t in range(steps):
            _box(axes, t, 1, "a", BLUE)
            if t:
                axes.add_patch(FancyArrowPatch((t - 0.7, 1), (t - 0.3, 1), arrowstyle="-|>", mutation_scale=8,
                                               color=BLUE))  # fmt: skip
        for place, t in enumerate(inputs):
            axes.text(t, 0, given[place] if len(inputs) > 1 or isinstance(given, list) else given, ha="center")
            axes.add_patch(FancyArrowPatch((t, 0.3), (t, 0.72), arrowstyle="-|>", mutation_scale=8, color=GREY))
        for place, t in enumerate(outs):
            axes.text(t, 1.95, said[place] if isinstance(said, list) else said, ha="center")
            axes.add_patch(FancyArrowPatch((t, 1.28), (t, 1.85), arrowstyle="-|>", mutation_scale=8, color=GREY))
        axes.set(xlim=(-0.7, 5.7), ylim=(-0.3, 2.5))
        axes.set_title(name, fontsize=9)
        plot.blank(axes)
    plot.blank(grid[1, 2])
    return figure


# ---------------------------------------------------------------- language models

COLOURS = {"RNN": ORANGE, "GRU": GREEN, "LSTM": BLUE}


def agreement():
    """Show the share of verbs with the correct number, by how much stands in between."""
    figure, axes = plot.figure(width=6.2, height=3.2)
    for (model, _), rows in runs("language").items():
        counting = model.endswith("gram")
        if model in ("2-gram", "5-gram", "RNN", "GRU", "LSTM"):
            colour = COLOURS.get(model, GREY if model == "2-gram" else PINK)
            values = 100 * rows[:, 2:8]
            axes.plot(range(6), values.mean(axis=0), color=colour, label=model, linestyle="--" if counting else "-")
            axes.plot(range(6), values.T, "o", color=colour, markersize=3)
    axes.set(xlabel="phrases between subject and verb", ylabel="number correct (%)", ylim=(40, 102))
    axes.legend(loc="center right", ncols=2, fontsize=9)
    return figure


def temperature(model, beginning, value):
    """Show the probabilities of the next word at a temperature."""
    X = networks.padded([[0, *(networks.WORDS.index(word) for word in beginning.split())]], networks.SENTENCE)
    logits = networks.outputs(model, X)[0, len(beginning.split()), 1:] / value
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    figure, axes = plot.figure(width=7.2, height=2.8)
    axes.bar(range(len(shares)), shares, color=BLUE)
    axes.set_xticks(range(len(shares)), networks.WORDS[1:], rotation=90, fontsize=8)
    axes.set(ylabel="probability", ylim=(0, 1), title=f"after “{beginning}”, temperature {value:g}")
    return figure


# ---------------------------------------------------------------- memory


def _decades(axes, low=1e-36, high=1e36):
    axes.set_yscale("log")
    axes.set(xlabel="steps before the end", ylabel="gradient", ylim=(low, high))


def _seen(norms):
    """Return gradients without those that are too small for a number of four bytes: there a curve ends."""
    return np.where(norms > 1e-36, norms, np.nan)


def scales(value):
    """Show how far the gradient of simple recurrent networks reaches back."""
    figure, axes = plot.figure(width=5.8, height=3)
    for seed in range(5):
        for activation, colour in ((None, GREY), ("tanh", BLUE)):
            norms = networks.scaled_reach(value, seed, activation)[::-1]
            label = {None: "no activation", "tanh": "tanh"}[activation] if seed == 0 else None
            axes.plot(_seen(norms), color=colour, linewidth=1, label=label)
    _decades(axes)
    axes.set_title(f"recurrent matrix: a rotation times {value:g}")
    axes.legend()
    return figure


def cells():
    """Show how far the gradients of the three cells reach back."""
    figure, axes = plot.figure(width=5.8, height=3)
    for cell, colour in COLOURS.items():
        for seed in range(5):
            norms = networks.fresh_reach(cell, seed)[::-1]
            axes.plot(_seen(norms), color=colour, linewidth=1, label=cell if seed == 0 else None)
    _decades(axes, 1e-32, 1e3)
    axes.legend()
    return figure


def forget(bias):
    """Show how far the gradient of an LSTM reaches back with a bias of its forget gate."""
    figure, axes = plot.figure(width=5.8, height=3)
    for seed in range(5):
        norms = networks.lstm_reach(bias, seed)[::-1]
        axes.plot(_seen(norms), color=BLUE, linewidth=1)
    _decades(axes, 1e-30, 1e3)
    axes.set_title(f"bias of the forget gate: {bias:g}")
    return figure


def cliff(steps):
    """Show the cost of one recurrent unit against its recurrent weight, and its largest derivative."""
    weights, costs, derivatives = networks.one_unit_cost(steps)
    figure, axes = plot.figure(width=5.8, height=2.8)
    axes.plot(weights, costs, color=BLUE)
    axes.set(xlabel="recurrent weight", ylabel="cost", ylim=(-0.05, 2.8),
             title=f"{steps} steps: largest derivative {np.abs(derivatives).max():.1f}")  # fmt: skip
    return figure


def recall():
    """Show the accuracy of recalling the first item against the length."""
    figure, axes = plot.figure(width=6.2, height=3.2)
    found = runs("recall")
    names = list(dict.fromkeys(name for name, _ in found))
    for k, name in enumerate(names):
        colour, special = COLOURS[name.partition(",")[0]], name.endswith(("keeps", "rotation"))
        lengths = [int(length) for other, length in found if other == name]
        values = 100 * np.array([found[name, str(length)][:, 0] for length in lengths])
        places = np.array(lengths) * 1.03 ** (k - 2.5)
        axes.semilogx(places, values, "o", color=colour, markersize=4, markerfacecolor=colour if special else "white")
        axes.semilogx(places, values.mean(axis=1), "-" if special else ":", color=colour, label=name)
    axes.set(xlabel="length of the sequence", ylabel="correct (%)", ylim=(40, 103), xticks=[10, 30, 90])
    axes.set_xticklabels([10, 30, 90])
    axes.minorticks_off()
    axes.legend(loc="center right", fontsize=9)
    return figure


def clipped():
    """Show costs with and without clipping."""
    found = {case: rows for (case, what), rows in runs("explode").items() if what == "costs"}
    figure, grid = plot.figure(1, len(found), width=8.4, height=2.5, sharey=True)
    for axes, (case, rows) in zip(grid, found.items()):
        for row in rows:
            axes.plot(
                np.arange(len(row)) * 5, row, linewidth=1, color=ORANGE if case.startswith("no clipping") else BLUE
            )
        axes.set(xlabel="update")
        axes.set_title(case.replace(", a", ",\na"), fontsize=9)
    grid[0].set_ylabel("training cost")
    return figure


def gate(openness, steps=40):
    """Show what a gated unit keeps of a value while other values arrive."""
    rng = np.random.default_rng(0)
    arriving = np.concatenate([[1.0], rng.normal(0, 0.5, steps)])
    kept = [1.0]
    for value in arriving[1:]:
        kept.append(kept[-1] + openness * (value - kept[-1]))
    figure, axes = plot.figure(width=5.8, height=2.8)
    axes.plot(arriving, ".", color=GREY, label="what arrives")
    axes.plot(kept, color=BLUE, label="what the unit holds")
    axes.set(xlabel="step", ylabel="value", ylim=(-1.6, 1.6),
             title=f"gate {openness:g}: {100 * (1 - openness) ** steps:.2g} % of the first value is left")  # fmt: skip
    axes.legend(loc="upper right", ncols=2)
    return figure


NETWORKS = {"forward": GREY, "delayed": SKY, "window": PINK, "both ways": BLUE}


def both_ways():
    """Show how many ambiguous words are correct, by what decides."""
    figure, axes = plot.figure(width=6.2, height=3)
    for k, (name, colour) in enumerate(NETWORKS.items()):
        values = 100 * runs("names")[name, ""][:, :3]
        places = np.arange(3) + 0.15 * (k - 1.5)
        axes.plot(np.tile(places, (len(values), 1)), values, "o", color=colour, markersize=5)
        axes.plot([], "o", color=colour, label=name)
    axes.set_xticks(range(3), ["a word before", "the next word", "a word further ahead"])
    axes.set(xlabel="what decides", ylabel="correct (%)", ylim=(40, 103))
    axes.legend(loc="lower left")
    return figure


# ---------------------------------------------------------------- case files


LEARNS = (0, 4)  # of the six trainings of the case file


def case_curve():
    """Show cost and gradient norm of six trainings."""
    figure, grid = plot.figure(2, 1, width=6.8, height=4.2, sharex=True)
    for axes, what in zip(grid, ("costs", "norms")):
        for number, curve in enumerate(runs("starts")["sick", what]):
            learns = number in LEARNS
            label = {LEARNS[0]: "learn", 1: "do not"}.get(number)
            updates, colour = 2 * np.arange(len(curve)), BLUE if learns else ORANGE
            axes.plot(updates, curve, color=colour, linewidth=1, alpha=0.8, label=label)
    grid[0].axhline(np.log(2), color=BLACK, linestyle=":", linewidth=1, label="a guess between two")
    grid[0].set(ylabel="cost of the batch", ylim=(-0.05, None))
    grid[0].legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=3, fontsize=9)
    grid[1].set(xlabel="update", ylabel="gradient norm", yscale="log")
    return figure


def case_confusion():
    """Show two confusion tables."""
    figure, grid = plot.figure(1, 2, width=6.6, height=3)
    names = ["under 100", "100 to 499", "500 or more"]
    for axes, case, title in zip(grid, ("alone", "batch"), ("one text at a time", "in batches of 32")):
        table = runs("padding")["table", case][0].reshape(3, 3)
        axes.imshow(table, cmap="Blues", vmin=0, vmax=200)
        for (row, column), count in np.ndenumerate(table):
            axes.text(column, row, f"{count:.0f}", ha="center", va="center",
                      color="white" if count > 120 else BLACK)  # fmt: skip
        axes.set_xticks(range(3), [name.replace(" ", "\n", 1) for name in names], fontsize=8)
        axes.set_yticks(range(3), names, fontsize=8)
        axes.set(title=title, xlabel="predicted", ylabel="true")
        axes.grid(False)
    return figure
