"""The exercises of the week: tolerances and judges. No answer is in this file."""

from pathlib import Path

import numpy as np

from helpers.checks.exercise import Exercise, load
from helpers.checks.quiz import Question
from helpers.checks.words import short

metrics_models = load(Path(__file__).with_name("metrics_models.py"))

# ------------------------------------------------------------------------------- metrics: what to ship, which leads

METRICS_PROJECTS = 200
METRICS_SHIPPED, METRICS_FOUND, METRICS_FALSE = 0.90, 0.90, 0.16  # shares of projects, of worse models, of projects


def metrics_judge_choice(choose_model, seed):
    """Judge what is shipped and which leads are called real, by projects whose true errors are known."""
    shares, sentence = metrics_choices(choose_model, seed)
    if sentence:
        return f"`choose_model` on a new project: {sentence}"
    shipped, found, false = shares
    start = f"`choose_model` on {METRICS_PROJECTS} new projects: "
    if false > METRICS_FALSE:
        return (
            f"{start}in {false:.0%} of them at least one lead is called real that is chance, {METRICS_FALSE:.0%} are "
            "accepted. How many pairs of models had their chance to show such a lead?"
        )
    if found < METRICS_FOUND:
        return (
            f"{start}{found:.0%} of the models that are worse are found, at least {METRICS_FOUND:.0%} are asked for. "
            "Which examples say something about a difference, and does the limit adapt to their number?"
        )
    if shipped < METRICS_SHIPPED:
        return (
            f"{start}the leads are judged well, but the fastest model that is not worse is shipped in {shipped:.0%} of "
            f"them only, at least {METRICS_SHIPPED:.0%} are asked for."
        )
    return None


def metrics_choices(choose_model, seed):
    """Return shares (of correct choices, of worse models found, of projects with a false claim), and a sentence."""
    shipped, found, false = [], [], []
    for number in range(METRICS_PROJECTS):
        family = metrics_models.draw_family([seed, number])
        wrong, latency, size, max_latency, max_size, errors = family
        fits = (latency <= max_latency) & (size <= max_size)
        told = choose_model(wrong.copy(), latency.copy(), size.copy(), max_latency, max_size)
        if sentence := _metrics_unusable(told, fits):
            return (0.0, 0.0, 1.0), sentence
        ship, worse = int(told[0]), {int(one) for one in told[1]}
        equal = set(np.flatnonzero(fits & (errors <= errors[fits].min() + 1e-12)).tolist())
        shipped.append(latency[ship] == min(latency[one] for one in equal))
        found += [one in worse for one in np.flatnonzero(fits).tolist() if one not in equal]
        false.append(bool(worse & equal))
    told = choose_model(wrong.copy(), latency.copy(), size.copy(), latency.min() / 2, max_size)
    if not isinstance(told, (tuple, list)) or len(told) != 2 or told[0] is not None or len(told[1]):
        return (0.0, 0.0, 1.0), f"no model is within the limits, the result is {short(told, 40)}, expected (None, [])."
    told = choose_model(wrong.copy(), latency.copy(), size.copy(), latency.min(), size.max())
    if sentence := _metrics_unusable(told, latency <= latency.min()):
        return (0.0, 0.0, 1.0), f"one model is within the limits, {sentence}"
    return tuple(float(np.mean(shares)) for shares in (shipped, found, false)), None


def _metrics_unusable(told, fits):
    if told is None:
        return "the result is None: is a `return` missing?"
    if not isinstance(told, (tuple, list)) or len(told) != 2:
        return f"the result is {short(told, 40)}, expected a pair: what is shipped, and a list of those really worse."
    ship, worse = told
    if isinstance(ship, (list, tuple)) or np.ndim(ship) or not isinstance(ship, (int, np.integer, np.ndarray)):
        return f"what is shipped is {short(ship, 40)}, expected the number of one model."
    if not isinstance(worse, (list, tuple, set, np.ndarray)) or np.ndim(list(worse)) != 1:
        return f"the models that are worse are {short(worse, 40)}, expected a list of numbers."
    if isinstance(worse, np.ndarray) and worse.dtype.kind == "b":
        return "the models that are worse come as True and False, expected a list of their numbers."
    for name, one in (("shipped", ship), *(("called worse", item) for item in worse)):
        if one != int(one) or not 0 <= one < len(fits):
            return f"model {short(one, 20)} is {name}; the models are numbered from 0 to {len(fits) - 1}."
        if not fits[int(one)]:
            return f"a model is {name} that is beyond a limit."
    return "the model that is shipped is among those that are worse." if int(ship) in {*map(int, worse)} else None


EXERCISES = {
    "0_lesson": [
        Question("q1", "A topic"),
        Question("q2", "A topic"),
        Question("q3", "A topic"),
        Question("q4", "A topic"),
        Question("q5", "A topic"),
        Question("q6", "A topic"),
        Question("q7", "A topic"),
        Question("q8", "A topic"),
        Question("q9", "A topic"),
        Question("q10", "A topic"),
    ],
    "1_metrics_and_human_level": [
        Exercise(name="threshold_metrics", lesson="A single-number metric"),
        Exercise(name="best_threshold", lesson="Satisficing and optimizing metrics"),
        Exercise(name="error_interval", lesson="Sizes of dev and test sets", rtol=1e-6, atol=1e-9),
        Exercise(name="paired_difference", lesson="Sizes of dev and test sets", rtol=1e-6, atol=1e-9),
        Exercise(name="dev_set_size", lesson="Sizes of dev and test sets"),
        Exercise(name="human_level", lesson="Understanding human-level performance", uses=("error_interval",)),
        Exercise(name="diagnose", lesson="Avoidable bias", rtol=1e-5, atol=1e-9),
        Exercise(name="pareto_front", lesson="Satisficing and optimizing metrics"),
        Exercise(
            name="choose_model",
            lesson="Sizes of dev and test sets",
            judge=metrics_judge_choice,
            uses=("paired_difference",),
            seconds=60,
        ),
        Exercise(name="product_cost", lesson="When to change the dev set or the metric"),
    ],
    "2_simulator_birds": [
        Exercise(name="row_means"),
    ],
}
