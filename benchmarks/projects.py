"""How many simulated projects simple policies, and the solved notebook's, bring to their goal.

    python benchmarks/projects.py 150

prints for each policy the share of so many projects of each kind that the notebook's check draws.
"""

import functools
import sys
from collections.abc import Callable

import numpy as np
from margins import solved

from grading.notebooks import ROOT
from helpers import project
from helpers.checks.exercise import load

NOTEBOOK = ROOT / "course3_strategy" / "source" / "week1_strategy" / "2_simulator_birds.ipynb"


def until(*order: str) -> Callable:
    """Return a policy that takes the first possible action of a list until the dev error is at the target."""

    def policy(one):
        if one["dev_error"] <= one["target"] and one["latency"] <= one["latency_limit"]:
            return "ship"
        return next(action for action in (*order, "ship") if action in one["possible"])

    return policy


def in_order(*order: str) -> Callable:
    """Return a policy that takes the actions of a list, each once, until the dev error is at the target."""

    def policy(one):
        if one["dev_error"] <= one["target"] and one["latency"] <= one["latency_limit"]:
            return "ship"
        left = [action for action in order if action not in one["actions"]]
        return next(action for action in (*left, "ship") if action in one["possible"])

    return policy


def checked(
    policy: Callable, *, look: bool = True, move: str = "seen", metric: bool = True, latency: bool = True
) -> Callable:
    """Return a policy that looks, and mends dev set, metric and latency, before it does what another one says.

    Each of the checks can be left out; move: the dev set where web pictures are "seen" in it, "always", or "never".
    """

    def better(one):
        possible = one["possible"]
        if look and "look at 100 errors" in possible and "look at 100 errors" not in one["actions"]:
            return "look at 100 errors"
        if (move == "always" or (move == "seen" and one["looked_from_web"])) and "move dev set" in possible:
            return "move dev set"
        if metric and "change metric" in possible:
            return "change metric"
        if latency and one["latency"] > one["latency_limit"] and "smaller network" in possible:
            return "smaller network"
        return policy(one)

    return better


def by_forecast(forecast: Callable, enough: Callable, one: dict) -> str:
    """Ship if it is `enough`, or else begin the cheapest plan that reaches the target by a forecast, or the best."""
    if enough(one):
        return "ship"
    goal, ranked = 0.95 * one["target"], []
    for actions, weeks, money in project.plans(one):
        error = forecast(one, actions)
        ranked.append((error > goal, weeks + money / 4 if error <= goal else error, actions))
    return min(ranked)[2][0] if ranked else "ship"


def at_random(one):
    """Choose any possible action."""
    seed = [len(one["actions"]), round(1e4 * one["train_error"])]
    return str(np.random.default_rng(seed).choice(one["possible"]))


CAREFUL = ("clean labels", "train longer", "regularize less", "collect field", "augment", "larger network")
POLICIES = {
    "ship at once": until(),
    "random": at_random,
    "always more field pictures": until("collect field"),
    "always more pictures, from the web too": until("collect field", "collect web"),
    "always a larger network": until("larger network"),
    "larger network, then longer": until("larger network", "train longer"),
    "always longer": until("train longer"),
    "clean labels, then more field pictures": until("clean labels", "collect field"),
    "fixed order, beginning with the network": in_order(
        "look at 100 errors", "train longer", "larger network", "regularize less", "augment", "clean labels"
    ),
    "fixed order, beginning with the data": in_order("clean labels", "collect field", "augment", "regularize more"),
    "fixed order, beginning with dev set and metric": in_order(
        "move dev set", "change metric", "clean labels", "train longer", "larger network", "collect field"
    ),
    "dev set, metric and latency mended, then a fixed order": checked(in_order(*CAREFUL)),
}


def ablations() -> dict[str, Callable]:
    """Return policies that leave out something of the solved notebook's, and that itself."""
    policy = solved(NOTEBOOK, "policy")
    forecast, chance = policy.__globals__["forecast"], policy.__globals__["chance"]
    rest = functools.partial(by_forecast, forecast, lambda one: forecast(one, []) <= 0.95 * one["target"])
    likely = functools.partial(by_forecast, forecast, lambda one: chance(one) >= 0.5)
    return {
        "the solved notebook's, without looking": checked(rest, look=False),
        "without moving the dev set": checked(rest, move="never"),
        "without following the metric": checked(rest, metric=False),
        "without minding the latency": checked(rest, latency=False),
        "without looking, every dev set moved": checked(rest, look=False, move="always"),
        "shipped at a chance of one half": checked(likely),
        "the solved notebook's": policy,
    }


def main(count):
    """Print the table."""
    draw = load(NOTEBOOK.with_name("checks.py")).birds_draw
    drawn = {kind: draw(77, kind, count) for kind in ("web", "changes", "slow", "sound")}
    for name, policy in {**POLICIES, **ablations()}.items():
        shares = [np.mean([project.play(policy, one).succeeded for one in settings]) for settings in drawn.values()]
        print(f"| {name} | {' | '.join(f'{share:.0%}' for share in shares)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
