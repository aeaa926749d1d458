"""How many simulated projects simple policies, and the solved notebook's, bring to their goal.

    python benchmarks/projects.py 150
    python benchmarks/projects.py 60 driving

prints for each policy the share of so many projects of each kind that the notebook's check draws, for the driving
projects with all kinds together, and a Wilson interval of 95 %.
"""

import functools
import sys
from collections.abc import Callable

import nbformat
import numpy as np
from margins import solved

from grading.notebooks import ROOT
from helpers import driving, project
from helpers.checks.exercise import load

SOURCE = ROOT / "course3_strategy" / "source"
BIRDS_NOTEBOOK = SOURCE / "week1_strategy" / "2_simulator_birds.ipynb"
DRIVING_NOTEBOOK = SOURCE / "week2_error_analysis" / "2_simulator_driving.ipynb"


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


def birds_checked(
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


def driving_checked(policy: Callable) -> Callable:
    """Return a policy that looks, and mends labels, dev set and latency, before it does what another one says."""

    def better(one):
        possible = one["possible"]
        if "look at 100 errors" in possible and "look at 100 errors" not in one["actions"]:
            return "look at 100 errors"
        if one["latency"] > one["latency_limit"] and "smaller network" in possible:
            return "smaller network"
        if (one["looked_wrong_labels"] or 0) > 5 and "clean labels" in possible:
            return "clean labels"
        if one["foggy_size"] < 0.9 * one["use_foggy"] * one["dev_size"] and "move dev set" in possible:
            return "move dev set"
        return policy(one)

    return better


BIRDS_CAREFUL = ("clean labels", "train longer", "regularize less", "collect field", "augment", "larger network")
COMMON = {"ship at once": until(), "random": at_random}
BIRDS = {
    **COMMON,
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
    "dev set, metric and latency mended, then a fixed order": birds_checked(in_order(*BIRDS_CAREFUL)),
}
DRIVING_ORDER = ("fog from many recordings", "train longer", "larger network", "complete labels", "collect fleet")
DRIVING = {
    **COMMON,
    "always more fleet pictures": until("collect fleet"),
    "always more pictures, of fog and the archive too": until("collect fleet", "collect fog", "buy archive"),
    "always a larger network": until("larger network"),
    "larger network, then longer": until("larger network", "train longer"),
    "always synthetic fog": until("fog from many recordings", "fog from one recording"),
    "start from the colleague, then longer": until("start from colleague", "train longer"),
    "labels first, then more pictures": until("complete labels", "clean labels", "collect fleet"),
    "fixed order, beginning with the network": in_order("train longer", "larger network", "fog from many recordings"),
    "fixed order, beginning with fog": in_order(*DRIVING_ORDER),
    "fixed order, beginning with dev set and labels": in_order(
        "move dev set", "look at 100 errors", "clean labels", "complete labels", *DRIVING_ORDER
    ),
    "dev set, labels and latency mended, then a fixed order": driving_checked(in_order(*DRIVING_ORDER)),
}


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return an interval of 95 % for a share of k in n."""
    z = 1.96
    middle, half = (k + z**2 / 2) / (n + z**2), z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
    return float(middle - half), float(middle + half)


def driving_ablations() -> dict[str, Callable]:
    """Return versions of the solved driving notebook's policy that leave out something, and that itself."""
    policy = solved(DRIVING_NOTEBOOK, "policy")

    def edited(*pairs):
        source = next(
            cell.source
            for cell in nbformat.read(DRIVING_NOTEBOOK, as_version=4).cells
            if cell.metadata.get("nbgrader", {}).get("grade_id") == "policy"
        )
        for old, new in zip(pairs[::2], pairs[1::2]):
            if old not in source:
                raise ValueError(f"the solved policy has no {old!r}")
            source = source.replace(old, new)
        names = dict(policy.__globals__)
        exec(source, names)
        return names["policy"]

    def as_dev(one):
        return policy(one | {"use_foggy": one["foggy_size"] / one["dev_size"], "pedestrian_weight": 1})

    never = '*(p for p in driving.plans(one) if "start from colleague" not in p[0])]'
    return {
        "the error in use: the dev set's weather and weights instead": as_dev,
        "the measured level: what is usual instead": edited("level += (measured", "level += 0 * (measured"),
        "wrong labels: taken to be 1 %": edited("[0.01, 0.04, 0.08, 0.12, 0.16, 0.2, 0.24]", "[0.01]"),
        "the colleague: never started from": edited("*driving.plans(one)]", never),
        "the colleague: taken to be related": edited(
            "likely.sum(axis=1), np.array", "np.array([0, 1]), np.array", "if driving.TRY in possible", "if False"
        ),
        "trying the colleague's network": edited("if driving.TRY in possible", "if False"),
        "moving the dev set": edited("measuring = best", "measuring = False and best"),
        "minding the latency": edited('one["latency"] > one["latency_limit"] and', "False and"),
        "a margin: shipped at the target": edited("0.93 *", "1.0 *", "0.99 *", "1.0 *"),
        "the solved notebook's": policy,
    }


def ablations() -> dict[str, Callable]:
    """Return policies that leave out something of the solved notebook's, and that itself."""
    policy = solved(BIRDS_NOTEBOOK, "policy")
    forecast, chance = policy.__globals__["forecast"], policy.__globals__["chance"]
    rest = functools.partial(by_forecast, forecast, lambda one: forecast(one, []) <= 0.95 * one["target"])
    likely = functools.partial(by_forecast, forecast, lambda one: chance(one) >= 0.5)
    return {
        "the solved notebook's, without looking": birds_checked(rest, look=False),
        "without moving the dev set": birds_checked(rest, move="never"),
        "without following the metric": birds_checked(rest, metric=False),
        "without minding the latency": birds_checked(rest, latency=False),
        "without looking, every dev set moved": birds_checked(rest, look=False, move="always"),
        "shipped at a chance of one half": birds_checked(likely),
        "the solved notebook's": policy,
    }


def main(count, world="birds"):
    """Print the table."""
    if world == "birds":
        draw = load(BIRDS_NOTEBOOK.with_name("checks.py")).birds_draw
        drawn = {kind: draw(77, kind, count) for kind in ("web", "changes", "slow", "sound")}
        for name, policy in {**BIRDS, **ablations()}.items():
            shares = [np.mean([project.play(policy, one).succeeded for one in some]) for some in drawn.values()]
            print(f"| {name} | {' | '.join(f'{share:.0%}' for share in shares)} |", flush=True)
        return
    draw = load(DRIVING_NOTEBOOK.with_name("checks.py")).driving_draw
    drawn = [draw(11, kind, count) for kind in ("weather", "labels", "colleague", "slow", "sound")]
    for name, policy in {**DRIVING, **driving_ablations()}.items():
        done = [sum(driving.play(policy, one).succeeded for one in some) for some in drawn]
        low, high = wilson(sum(done), 5 * count)
        shares = " | ".join(f"{some / count:.0%}" for some in [*done, sum(done) / 5])
        print(f"| {name} | {shares} | {low:.0%} to {high:.0%} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3])
