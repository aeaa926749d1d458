"""The bird project to steer: a goal, a budget, and a state of which only measurements can be seen.

    project = Project(draw(seed=3))      # somebody's project, its causes of error hidden
    observation = project.observe()      # a dictionary of plain numbers
    project.act("look at 100 errors")    # costs half a week
    project.act("ship")                  # ends it
    project.succeeded                    # by the true error, which nobody has seen

What an action does to the errors is what it did in 5,832 real trainings (`data/make/projects.py`), one of three seeds
for each project; between their numbers of pictures and shares of wrong labels it is interpolated. A share of the
pictures of each project is undecidable, also for an expert, who is wrong about half of them, as every network is: that
share alone comes from no training. Measured errors have the noise of the sets they are measured on.

All is deterministic: the same settings and actions give the same project. `project.actions` is the run; replay it with
`Project(settings, actions)`. The engine is `helpers/simulator.py`.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from helpers import simulator
from helpers.simulator import CLEANED, LOOKED, TRAIN_DEV

FILE = simulator.FOLDER / "birds.npz"
CHECKSUM = "73d3c757ba3fed6d6a44b0a77fb5485b973345589a084cd524d07de21cc07482"
AXES: dict[str, tuple[float, ...]] = {  # of the table, see data/make/projects.py
    "field": (200, 600, 2000, 6000),
    "web": (0, 1500, 6000),
    "hidden": (3, 10, 40),
    "regularization": (0, 1, 2),
    "wrong": (0.0, 0.1, 0.25),
    "augmented": (0, 1),
    "length": (0, 1, 2),
}
QUANTITIES = ("train", "missed", "false_alarms", "web_missed", "web_false_alarms", "missed_5", "false_alarms_5")
MISS_COST = 5  # of a missed bird against a false alarm, where the goal has changed
MARGIN = 1.15  # how many times the error of the best plan the target is
EASE = 0.93  # how many times the target the error of the plan is that the budget is made for
SPARE_WEEKS, SPARE_MONEY = (1, 3), (1, 4)  # from, and below, in the budget on top of what is needed

# Weeks and thousands of money; `clean labels` takes besides its weeks so much money per 1,000 training pictures.
COSTS: dict[str, tuple[float, float]] = {
    "look at 100 errors": (0.5, 0),
    "measure human level": (0.5, 1),
    "enlarge dev set": (1, 2),
    "move dev set": (1, 2),
    "change metric": (0.5, 0),
    "collect field": (2, 4),
    "collect web": (1, 1),
    "clean labels": (1, 1),
    "train longer": (1, 1),
    "larger network": (1, 1),
    "smaller network": (1, 1),
    "regularize more": (1, 0),
    "regularize less": (1, 0),
    "augment": (1, 0),
    "ship": (0, 0),
}
WORLD = simulator.World(
    name="birds",
    axes=AXES,
    between={"field": np.log, "web": lambda count: np.log1p(count / 500), "wrong": lambda share: share},
    quantities=QUANTITIES,
    costs=COSTS,
    by_thousand={"clean labels": lambda state: state["field"] + state["web"]},
    lots={"collect field": ("field", 1000), "collect web": ("web", 2000), "enlarge dev set": ("dev_size", 1000)},
    steps={
        "train longer": ("length", 1),
        "larger network": ("hidden", 1),
        "smaller network": ("hidden", -1),
        "regularize more": ("regularization", 1),
        "regularize less": ("regularization", -1),
        "augment": ("augmented", 1),
    },
    sets={},
    scales={"clean labels": ("wrong", CLEANED)},
    plans=(
        "collect field",
        "collect web",
        "clean labels",
        "train longer",
        "larger network",
        "smaller network",
        "regularize more",
        "regularize less",
        "augment",
    ),
    guesses={"wrong": 0.0},
    outdated={
        "move dev set": ("looked_from_web", "looked_undecidable"),
        "clean labels": ("looked_wrong_labels",),
    },
    latency={3: 2.0, 10: 5.0, 40: 16.0},
    state=("field", "web", "wrong", "hidden", "regularization", "augmented", "length", "dev_size", "dev_from_web"),
)


@dataclass(frozen=True)
class Settings:
    """What a project begins with. Most of it is hidden from whoever steers it.

    seed: of the measurements' noise; run, which of the table's seeds its trainings are. field, web: pictures to train;
    wrong: share of their labels. hidden units, regularization, augmented, length: as in `AXES`. undecidable: share of
    pictures. dev_size, dev_from_web: the dev set. changes: the week in which misses become five times as expensive, or
    None. target and later: the error to reach before and after. latency_limit in ms; weeks; money in thousands.
    """

    seed: int
    run: int
    field: int
    web: int
    wrong: float
    hidden: int
    regularization: int
    augmented: int
    length: int
    undecidable: float
    dev_size: int
    dev_from_web: bool
    changes: float | None
    target: float
    later: float
    latency_limit: float
    weeks: float
    money: float


@functools.cache
def table() -> np.ndarray:
    """Return what the real trainings reached: shares of shape (4, 3, 3, 3, 3, 2, 3, seeds, quantities), see `AXES`.

    Raises FileNotFoundError or ValueError, naming the file, if it is missing or damaged.
    """
    return simulator.load(FILE, CHECKSUM)


@functools.cache
def _interpolated():
    """Return the function that looks up and interpolates."""
    return simulator.interpolate(WORLD, table())


def trained(
    *,
    field: float,
    web: float,
    wrong: float,
    hidden: int,
    regularization: int,
    augmented: int,
    length: int,
    run: int | None = None,
) -> dict[str, float]:
    """Return what networks with these settings reached: a dictionary from `QUANTITIES` to shares from 0 to 1.

    Arguments: as in `AXES`; field, web and wrong may lie between the table's values, where it is interpolated, and are
    held within them; run, the seed, from 0 to 2 (default: the mean of the three).
    """
    settings = {"field": field, "web": web, "wrong": wrong, "hidden": hidden, "length": length}
    settings |= {"regularization": regularization, "augmented": augmented}
    return _interpolated()(run, settings)


def after(state: dict[str, Any], action: str) -> dict[str, Any]:
    """Return what an action makes of `state`, a dictionary: settings as in `AXES`, dev_size, dev_from_web.

    An action for which there is nothing left to do changes nothing.
    """
    if action == simulator.MOVE:
        return state | {"dev_from_web": False, "dev_size": max(1000, state["dev_size"])}
    return simulator.after(WORLD, state, action)


def plans(observation: dict[str, Any], most: int = 2) -> list[tuple[list[str], float, float]]:
    """Return all plans of one to `most` changes of data and network that weeks, money and the limit of latency allow.

    Returns: a list of (actions, weeks, money); the order of the actions in a plan makes no difference.
    """
    return simulator.plans(WORLD, observation, most)


def weighted_error(missed: Any, false_alarms: Any, miss_cost: float) -> Any:
    """Return the error with misses `miss_cost` times as expensive, where half of the pictures show a bird."""
    return np.average([missed, false_alarms], axis=0, weights=[miss_cost, 1])


class Project(simulator.Project):
    """One project: `observe`, `act`, `undo`, `succeeded`; `actions` is the run so far."""

    world = WORLD

    @property
    def miss_cost(self) -> int:
        """What a missed bird costs by the goal as it is now."""
        return MISS_COST if self.changed else 1

    def _rates(self) -> dict[str, float]:
        """Return the true rates of misses and false alarms of both sources, and of the error on the training set."""
        found = trained(run=self.settings.run, **{key: self.state[key] for key in AXES})
        rates = self._decided(found)
        if self.metric == MISS_COST:
            rates |= {"missed": rates["missed_5"], "false_alarms": rates["false_alarms_5"]}
        return {name: rates[name] for name in QUANTITIES[:5]}

    @property
    def true_error(self) -> float:
        """The true error by the goal as it is now. Nobody sees it before the project is over."""
        rates = self._rates()
        return float(weighted_error(rates["missed"], rates["false_alarms"], self.miss_cost))

    def _seen(self):
        rates, state = self._rates(), self.state
        field, web = (rates["missed"], rates["false_alarms"]), (rates["web_missed"], rates["web_false_alarms"])
        pictures = state["field"] + state["web"]
        mixed = [(state["field"] * one + state["web"] * other) / pictures for one, other in zip(field, web)]
        train_dev = self._measured(mixed, TRAIN_DEV // 2, "train-dev")
        missed, alarms = self._measured(web if state["dev_from_web"] else field, state["dev_size"] // 2, "dev")
        looked = self.looked or dict.fromkeys(("looked_from_web", "looked_wrong_labels", "looked_undecidable"))
        return {
            "miss_cost": self.miss_cost,
            "metric_miss_cost": self.metric,
            "latency": self.latency,
            "latency_limit": self.settings.latency_limit,
            "train_error": round(rates["train"], 4),
            "train_dev_error": round(float(weighted_error(train_dev[0], train_dev[1], self.metric)), 4),
            "dev_error": round(float(weighted_error(missed, alarms, self.metric)), 4),
            "dev_missed": round(missed, 4),
            "dev_false_alarms": round(alarms, 4),
            "human_error": self.human,
            "train_dev_size": TRAIN_DEV,
            "dev_size": state["dev_size"],
            "human_size": None if self.human is None else simulator.HUMAN,
            "field": state["field"],
            "web": state["web"],
            "hidden": state["hidden"],
            "regularization": state["regularization"],
            "augmented": state["augmented"],
            "length": state["length"],
            **looked,
        }

    def _finished(self, action):
        return self.metric == self.miss_cost if action == "change metric" else super()._finished(action)

    def _changed(self, action):
        if action == simulator.MOVE:
            self.state = after(self.state, action)
        elif action == "change metric":
            self.metric = self.miss_cost

    def _look(self):
        """Return counts: of 100 errors on the dev set and of 100 pictures of the training set."""
        rates, rng = self._rates(), self._random("look")
        source = "web_" if self.state["dev_from_web"] else ""
        error = (rates[f"{source}missed"] + rates[f"{source}false_alarms"]) / 2
        return {
            "looked_from_web": LOOKED * self.state["dev_from_web"],
            "looked_wrong_labels": int(rng.binomial(LOOKED, self.state["wrong"])),
            "looked_undecidable": int(rng.binomial(LOOKED, min(1, self.settings.undecidable / 2 / error))),
        }


def play(policy: Callable[[dict[str, Any]], str], settings: Settings, most: int = 40) -> Project:
    """Let a policy, a function from an observation to an action, steer a project to its end.

    It ends when the policy ships, or chooses what is not possible, or after `most` actions.
    """
    project = Project(settings)
    simulator.play(policy, project, most)
    return project


# ----------------------------------------------------------------------------------------------------- drawing projects


def draw(seed: int | Sequence[int]) -> Settings:
    """Return the settings of a project; what is wrong with it differs from one to the next.

    The target is 15 % above the smallest error that three changes of data and network can reach. The budget pays for
    the cheapest such plan that meets it by some margin, for looking once, for what is wrong with dev set and metric,
    and for an action or two that turn out useless.
    """
    return simulator.drawn(seed, _draft)


def _draft(rng):
    """Return settings, or None if they make no project: nothing to do, or nothing that helps."""
    few = rng.random() < 0.5
    field = int(np.exp(rng.uniform(np.log(200), np.log(1000))) if few else rng.uniform(1000, 4500)) // 50 * 50
    settings = Settings(
        seed=int(rng.integers(10**12)),
        run=int(rng.integers(3)),
        field=field,
        web=int(rng.choice([0, rng.integers(1, 5) * 1000])),
        wrong=round(float(rng.choice([rng.uniform(0, 0.03), rng.uniform(0.1, 0.25)])), 3),
        hidden=int(rng.choice(AXES["hidden"])),
        regularization=int(rng.integers(3)),
        augmented=int(rng.random() < 0.3),
        length=int(rng.integers(3)),
        undecidable=round(float(rng.uniform(0.01, 0.06)), 3),
        dev_size=int(rng.integers(2, 6)) * 100,
        dev_from_web=bool(rng.random() < 0.3),
        changes=float(rng.integers(1, 4)) if rng.random() < 0.3 else None,
        target=0.5,
        later=0.5,
        latency_limit=float(rng.choice([6, 20])),
        weeks=99.0,
        money=99.0,
    )
    needed = [simulator.LOOK]
    needed += ["move dev set"] * settings.dev_from_web + ["change metric"] * (settings.changes is not None)
    spare = SPARE_WEEKS, SPARE_MONEY
    return simulator.with_goal(Project(settings), table(), _errors, needed, rng, spare, MARGIN, EASE)


def _errors(found):
    """Return the errors by the goal before and after it changes, of what networks reached, (n, quantities)."""
    return weighted_error(*found[:, 1:3].T, 1), weighted_error(*found[:, 5:7].T, MISS_COST)
