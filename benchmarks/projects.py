"""How many simulated projects simple policies, and the solved notebook's, bring to their goal.

    python benchmarks/projects.py 400
    python benchmarks/projects.py 400 driving

prints for each policy the share of so many projects, of birds or of driving, with a Wilson interval of 95 %, and its
actions on average.
"""

import sys
from collections.abc import Callable

import numpy as np
from margins import solved

from grading.notebooks import ROOT
from helpers import driving, project

SOURCE = ROOT / "course3_strategy" / "source"


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


def birds_checked(policy: Callable) -> Callable:
    """Return a policy that looks, and mends dev set, metric and latency, before it does what another one says."""

    def better(one):
        possible = one["possible"]
        if "look at 100 errors" in possible and "look at 100 errors" not in one["actions"]:
            return "look at 100 errors"
        if one["looked_from_web"] and "move dev set" in possible:
            return "move dev set"
        if "change metric" in possible:
            return "change metric"
        if one["latency"] > one["latency_limit"] and "smaller network" in possible:
            return "smaller network"
        return policy(one)

    return better


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
WORLDS = {
    "birds": (project, BIRDS, SOURCE / "week1_strategy" / "2_simulator_birds.ipynb"),
    "driving": (driving, DRIVING, SOURCE / "week2_error_analysis" / "2_simulator_driving.ipynb"),
}


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return an interval of 95 % for a share of k in n."""
    z = 1.96
    middle, half = (k + z**2 / 2) / (n + z**2), z / (n + z**2) * np.sqrt(k * (n - k) / n + z**2 / 4)
    return float(middle - half), float(middle + half)


def main(count, world="birds"):
    """Print the table."""
    played, policies, notebook = WORLDS[world]
    drawn = [played.draw([11, number]) for number in range(count)]
    for name, policy in {**policies, "the solved notebook's": solved(notebook, "policy")}.items():
        runs = [played.play(policy, settings) for settings in drawn]
        done = sum(run.succeeded for run in runs)
        low, high = wilson(done, count)
        actions = np.mean([len(run.actions) for run in runs])
        print(f"| {name} | {done / count:.0%} | {low:.0%} to {high:.0%} | {actions:.1f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:3])
