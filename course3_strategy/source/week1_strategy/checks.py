"""The exercises of the week: tolerances and judges. No answer is in this file."""

from dataclasses import replace

import numpy as np

from helpers import project
from helpers.checks.demands import RETURN_MISSING
from helpers.checks.exercise import Exercise
from helpers.checks.quiz import Question
from helpers.checks.words import short

# ------------------------------------------------------------------------------------------- simulator: a bird project

BIRDS_KINDS = ("collect field", "clean labels", "train longer", "larger network", "regularize less", "augment")
BIRDS_FORECASTS, BIRDS_ERROR = 200, 0.0168  # forecasts, and their root mean squared error at most


def birds_judge_policy(policy, seed, projects, share):
    """Judge the share of projects, drawn anew, that a policy brings to their goal."""
    reached, sentence = birds_reached(policy, seed, projects)
    if sentence:
        return f"`policy` on new projects: {sentence}"
    done = sum(one.succeeded for one in reached)
    if done >= share * projects:
        return None
    return (
        f"`policy` brings {done} of {projects} new projects to their goal; at least {share:.0%} are asked for. "
        f"{birds_reasons(reached)}"
    )


def birds_reached(policy, seed, projects):
    """Return the projects as a policy has left them, and a sentence if it returns what is no action."""
    reached = []

    def asked(observation):
        action = policy(observation)
        if not isinstance(action, str) or action not in project.COSTS:
            raise BirdsUnusable(action)
        return action

    for number in range(projects):
        try:
            reached.append(project.play(asked, project.draw([seed, number])))
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
    for observation, actions, truth in birds_plans(seed):
        found = forecast(dict(observation), list(actions))
        if found is None:
            return 1.0, RETURN_MISSING
        if isinstance(found, np.ndarray) and found.size == 1:
            found = found.item()
        if not isinstance(found, (int, float, np.integer, np.floating)) or not np.isfinite(found):
            return 1.0, f"the result is {short(found, 40)}, expected a number."
        off.append(found - truth)
    return float(np.sqrt(np.mean(np.square(off)))), None


def birds_cause(forecast, seed):
    """Return a question that what a forecast does not make use of suggests."""
    plans = birds_plans(seed)[:40]

    def ignores(change, keeps_actions=True):
        return all(
            forecast(one | change, list(actions) * keeps_actions) == forecast(dict(one), list(actions))
            for one, actions, _ in plans
        )

    if ignores({}, keeps_actions=False):
        return "The actions make no difference to it."
    if ignores({"dev_error": 0.3}):
        return "It does not use the measured `dev_error`."
    if ignores({"looked_wrong_labels": 25}):
        return "It does not use `looked_wrong_labels`."
    return "How far does the measurement count, how far the trainings, and what if the dev set is small?"


def birds_plans(seed):
    """Return (observation, actions, true error after them) of projects that have looked and measure the right thing."""
    rng, plans = np.random.default_rng([seed, 1]), []
    for number in range(BIRDS_FORECASTS):
        settings = project.draw([seed, 2, number])
        settings = replace(settings, dev_from_web=False, changes=None, weeks=99.0, money=99.0)
        undecidable, dev_size = float(rng.uniform(0, 0.15)), int(rng.choice([200, 600, 2000]))
        settings = replace(settings, undecidable=undecidable, dev_size=dev_size)
        begun = project.Project(settings, ["look at 100 errors"])
        observation, actions = begun.observe(), []
        for _ in range(int(rng.integers(1, 3))):
            possible = [action for action in BIRDS_KINDS if action in begun.possible()]
            if possible:
                actions.append(str(rng.choice(possible)))
                begun.act(actions[-1])
        plans.append((observation, actions, begun.true_error))
    return plans


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
        Exercise(name="row_means"),
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
        Exercise(name="forecast", lesson="Improving a model", judge=birds_judge_forecast, seconds=20),
        Exercise(name="policy", lesson="Why strategy", judge=birds_judge_policy, uses=("forecast",), seconds=60),
    ],
}
