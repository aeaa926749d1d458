"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
import functools
from dataclasses import replace
from pathlib import Path

import numpy as np

from helpers import project
from helpers.checks.demands import RETURN_MISSING
from helpers.checks.exercise import Exercise, load
from helpers.checks.quiz import Question
from helpers.checks.words import short

# ------------------------------------------------------------------------------------------- simulator: a bird project

BIRDS_CHANGES = ("collect field", "clean labels", "train longer", "larger network", "regularize less", "augment")
BIRDS_FORECASTS, BIRDS_ERROR = 600, 0.015  # forecasts, and their root mean squared error at most
BIRDS_KINDS = {  # of projects, by what is wrong with them, apart from data and network
    "all": "new projects",
    "web": "new projects whose dev set comes from the web",
    "changes": "new projects whose goal changes",
    "slow": "new projects that begin with too slow a network",
    "sound": "new projects with a dev set from the field, a goal that stays and a network that is fast enough",
}


def birds_judge_policy(policy, seed, kind, projects, share):
    """Judge the share of projects of a kind, drawn anew, that a policy brings to their goal."""
    reached, sentence = birds_reached(policy, seed, kind, projects)
    if sentence:
        return f"`policy` on new projects: {sentence}"
    done = sum(one.succeeded for one in reached)
    if done >= share * projects:
        return None
    return (
        f"`policy` brings {done} of {projects} {BIRDS_KINDS[kind]} to their goal; at least {share:.0%} are asked for. "
        f"{birds_reasons(reached)}"
    )


@functools.lru_cache(16)  # a check is run again and again on the same cases
def birds_draw(seed, kind, projects):
    """Return the settings of so many projects of a kind, drawn anew."""
    found, number = [], 0
    while len(found) < projects:
        one = project.draw([seed, number])
        number += 1
        has = {
            "web": one.dev_from_web,
            "changes": one.changes is not None,
            "slow": project.WORLD.latency[one.hidden] > one.latency_limit,
        }
        if kind == "all" or has.get(kind, not any(has.values())):
            found.append(one)
    return found


def birds_reached(policy, seed, kind, projects):
    """Return the projects as a policy has left them, and a sentence if it returns what is no action."""
    reached = []

    def asked(observation):
        action = policy(observation)
        if not isinstance(action, str) or action not in project.COSTS:
            raise BirdsUnusable(action)
        return action

    for settings in birds_draw(seed, kind, projects):
        try:
            reached.append(project.play(asked, settings))
        except BirdsUnusable as error:
            if error.args[0] is None:
                return [], RETURN_MISSING
            return [], f"it returns {short(error.args[0], 40)}, expected the name of an action, such as 'train longer'."
    return reached, None


class BirdsUnusable(Exception):
    """What a policy returned that is no action."""


def birds_reasons(reached):
    """Return a sentence that says what the failed projects have in common."""
    if all(one.actions == reached[0].actions for one in reached):
        return "It does the same in every project: what does the observation say about this one?"
    failed = [one for one in reached if not one.succeeded]
    counts = {
        "never shipped": sum(not one.shipped for one in failed),
        "shipped too slow a network": sum(one.shipped and one.latency > one.settings.latency_limit for one in failed),
        "shipped with the metric of an old goal": sum(one.shipped and one.metric != one.miss_cost for one in failed),
        "shipped on a dev set from the web": sum(one.shipped and one.state["dev_from_web"] for one in failed),
    }
    found = [f"{count} {what}" for what, count in counts.items() if count]
    most = len(failed) - sum(counts.values())
    if most > 0:
        found.append(f"at least {most} had too large a true error")
    return f"Of the {len(failed)} others, {', '.join(found)}."


def birds_judge_forecast(forecast, seed):
    """Judge forecasts of the true error after one or two actions, in projects drawn anew."""
    error, sentence = birds_error(forecast, seed)
    if sentence:
        return f"`forecast` on a new project: {sentence}"
    if error <= BIRDS_ERROR:
        return None
    return (
        f"`forecast` is off by {error:.4f} (root of the mean square) on {BIRDS_FORECASTS} new projects; at most "
        f"{BIRDS_ERROR:.4f} is asked for. {birds_cause(forecast, seed)}"
    )


def birds_error(forecast, seed):
    """Return the root of the mean squared difference to the true errors, and a sentence if a forecast is none."""
    off = []
    for number, (observation, actions, truth) in enumerate(birds_plans(seed)):
        nobody = dict.fromkeys(("looked_from_web", "looked_wrong_labels", "looked_undecidable"))
        for one in (observation, observation | nobody)[: 1 + (number < 20)]:
            found = forecast(copy.deepcopy(one), list(actions))
            if found is None:
                return 1.0, RETURN_MISSING
            if isinstance(found, np.ndarray) and found.size == 1:
                found = found.item()
            if not isinstance(found, (int, float, np.integer, np.floating)) or not np.isfinite(found):
                where = "" if one is observation else "where nobody has looked, "
                return 1.0, f"{where}the result is {short(found, 40)}, expected a number."
            off += [found - truth] if one is observation else []
    return float(np.sqrt(np.mean(np.square(off)))), None


def birds_cause(forecast, seed):
    """Return a question that what a forecast does not make use of suggests."""
    plans = birds_plans(seed, 40)

    def ignores(change, keeps_actions=True, cost=None):
        return all(
            forecast(copy.deepcopy(one) | change, list(actions) * keeps_actions)
            == forecast(copy.deepcopy(one), list(actions))
            for one, actions, _ in plans
            if cost in (None, one["metric_miss_cost"])
        )

    if ignores({}, keeps_actions=False):
        return "The actions make no difference to it."
    if ignores({"dev_error": 0.3, "dev_missed": 0.3, "dev_false_alarms": 0.3}):
        return "It does not use the measured `dev_error`."
    if ignores({"looked_wrong_labels": 25}):
        return "It does not use `looked_wrong_labels`."
    if ignores({"metric_miss_cost": 1}, cost=project.MISS_COST):
        return "It does not use `metric_miss_cost`: which rates, and with which weights, make up the metric?"
    return "How far does the measurement count, how far the trainings, and what if the dev set is small?"


@functools.lru_cache(16)
def birds_plans(seed, count=BIRDS_FORECASTS):
    """Return (observation, actions, true error after them) of projects that have looked and measure the right thing.

    One in four has a goal in which a miss costs more.
    """
    rng, plans = np.random.default_rng([seed, 1]), []
    for number in range(count):
        settings, changed = project.draw([seed, 2, number]), number % 4 == 0
        settings = replace(settings, dev_from_web=False, changes=0.0 if changed else None, weeks=99.0, money=99.0)
        undecidable, dev_size = float(rng.uniform(0, 0.15)), int(rng.choice([100, 600, 4000]))
        settings = replace(settings, undecidable=undecidable, dev_size=dev_size)
        begun = project.Project(settings, ["change metric"] * changed + ["look at 100 errors"])
        observation, actions = begun.observe(), []
        for _ in range(int(rng.integers(1, 3))):
            possible = [action for action in BIRDS_CHANGES if action in begun.possible()]
            if possible:
                actions.append(str(rng.choice(possible)))
                begun.act(actions[-1])
        plans.append((observation, actions, begun.true_error))
    return plans


metrics_models = load(Path(__file__).with_name("metrics_models.py"))


# ------------------------------------------------------------------------------- metrics: what to ship, which leads

METRICS_PROJECTS = 100  # of each kind
METRICS_KINDS = {"two or three models": (2, 3), "a hundred models": (100,)}  # within the limits
METRICS_SHIPPED, METRICS_FOUND, METRICS_FALSE = 0.90, 0.90, 0.16  # shares of projects, of worse models, of projects


def metrics_judge_choice(choose_model, seed):
    """Judge what is shipped and which leads are called real, by projects whose true errors are known."""
    if sentence := _metrics_one(choose_model):
        return sentence
    for kind in METRICS_KINDS:
        shares, sentence = metrics_choices(choose_model, seed, kind)
        if sentence:
            return f"`choose_model` on a new project: {sentence}"
        shipped, found, false = shares
        start = f"`choose_model` on {METRICS_PROJECTS} new projects with {kind} within the limits: "
        if false > METRICS_FALSE:
            return (
                f"{start}in {false:.0%} of them at least one lead is called real that is chance, {METRICS_FALSE:.0%} "
                "are accepted. How many pairs of models had their chance to show such a lead?"
            )
        if found < METRICS_FOUND:
            return (
                f"{start}{found:.0%} of the models that are worse are found, at least {METRICS_FOUND:.0%} are asked "
                "for. Which examples say something about a difference, and on what does it depend how large a lead "
                "must be?"
            )
        if shipped < METRICS_SHIPPED:
            return (
                f"{start}the leads are judged well, but the fastest model that is not worse is shipped in "
                f"{shipped:.0%} of them only, at least {METRICS_SHIPPED:.0%} are asked for."
            )
    return _metrics_none(choose_model) or _metrics_tie(choose_model)


def metrics_choices(choose_model, seed, kind):
    """Return shares (of correct choices, of worse models found, of projects with a false claim), and a sentence."""
    shipped, found, false = [], [], []
    for number in range(METRICS_PROJECTS):
        models = METRICS_KINDS[kind][number % len(METRICS_KINDS[kind])]
        wrong, latency, size, max_latency, max_size, errors = metrics_models.draw_project([seed, number], models)
        fits = (latency <= max_latency) & (size <= max_size)
        told = choose_model(wrong.copy(), latency.copy(), size.copy(), max_latency, max_size)
        if sentence := _metrics_unusable(told, fits):
            return (0.0, 0.0, 1.0), sentence
        ship, worse = int(told[0]), {int(one) for one in told[1]}
        equal = set(np.flatnonzero(fits & (errors <= errors[fits].min() + 1e-12)).tolist())
        shipped.append(latency[ship] == min(latency[one] for one in equal))
        found += [one in worse for one in np.flatnonzero(fits).tolist() if one not in equal]
        false.append(bool(worse & equal))
    return tuple(float(np.mean(shares)) for shares in (shipped, found, false)), None


def _metrics_one(choose_model):
    """Judge a project in which one model is within the limits and just meets both of them."""
    wrong = np.arange(60) < np.array([[0], [30], [30]])
    latency, size = np.array([45.0, 30.0, 10.0]), np.array([20.0, 80.0, 90.0])
    told = choose_model(wrong, latency, size, 30.0, 80.0)
    if isinstance(told, (tuple, list)) and len(told) == 2 and told[0] is None:
        return f"`choose_model`: one model just meets both limits, the result is {short(told, 40)}, expected (1, [])."
    sentence = _metrics_unusable(told, np.array([False, True, False]))
    return f"`choose_model`: one model is within the limits, {sentence}" if sentence else None


def _metrics_none(choose_model):
    """Judge a project in which no model is within the limits."""
    told = choose_model(np.zeros((2, 20), dtype=bool), np.array([20.0, 30.0]), np.array([9.0, 4.0]), 25.0, 5.0)
    if isinstance(told, (tuple, list)) and len(told) == 2 and told[0] is None and not len(told[1]):
        return None
    return f"`choose_model`: no model is within the limits, the result is {short(told, 40)}, expected (None, [])."


def _metrics_tie(choose_model):
    """Judge two projects in which two models have the lowest error, and the lead over the third is that of one only."""
    wrong = np.arange(600) < np.array([[40], [40], [53]])
    wrong[1] = wrong[1, ::-1]
    for order in ([0, 1, 2], [1, 0, 2]):  # the faster one of the two comes first, then last
        for latency, expected in (([30.0, 35.0, 20.0], [2]), ([35.0, 30.0, 20.0], [])):
            told = choose_model(wrong[order], np.array(latency)[order], np.ones(3), 40.0, 2.0)
            worse = sorted(order[int(one)] for one in told[1])
            if worse != expected:
                return (
                    "`choose_model` on a project in which two of three models have the lowest measured error: "
                    f"{len(worse)} called worse, expected {len(expected)}. Which of the two is the top score?"
                )
    return None


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
        Question("q1", "Orthogonalization"),
        Question("q2", "A single-number metric"),
        Question("q3", "Satisficing and optimizing metrics"),
        Question("q4", "Train, dev and test distributions"),
        Question("q5", "Understanding human-level performance"),
        Question("q6", "When to change the dev set or the metric"),
        Question("q7", "Sizes of dev and test sets"),
        Question("q8", "A single-number metric"),
        Question("q9", "Orthogonalization"),
        Question("q10", "Avoidable bias"),
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
        Exercise(name="gaps", lesson="Avoidable bias", atol=1e-9),
        Exercise(name="chance", lesson="Sizes of dev and test sets", atol=1e-9),
        Exercise(name="pictures_needed", lesson="Improving a model"),
        Exercise(name="break_even", lesson="When to change the dev set or the metric"),
        Question("d1", "Train, dev and test distributions"),
        Question("d2", "Avoidable bias"),
        Question("d3", "Improving a model"),
        Question("d4", "Improving a model"),
        Question("d5", "Train, dev and test distributions"),
        Question("d6", "Sizes of dev and test sets"),
        Question("d7", "When to change the dev set or the metric"),
        Question("d8", "Satisficing and optimizing metrics"),
        Question("d9", "Avoidable bias"),
        Question("d10", "Orthogonalization"),
        Exercise(name="forecast", lesson="Improving a model", judge=birds_judge_forecast, seconds=60),
        Exercise(name="policy", lesson="Why strategy", judge=birds_judge_policy, uses=("forecast",), seconds=60),
    ],
}
