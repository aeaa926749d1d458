"""The driving project to steer: several labels for each picture, two sources, and fog.

    project = Project(draw(seed=3))      # somebody's project, its causes of error hidden
    observation = project.observe()      # a dictionary of plain numbers
    project.act("buy archive")           # costs a week and a thousand
    project.act("ship")                  # ends it
    project.succeeded                    # by the true error in use, which nobody has seen

What an action does to the errors is what it did in real trainings (`data/make/driving.py`). As in the bird project, a
share of the labels is undecidable for everybody, a larger one in fog. The engine is `helpers/simulator.py`.
"""

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from helpers import simulator
from helpers.simulator import CLEANED, LOOKED, TRAIN_DEV

FILE = simulator.FOLDER / "driving.npz"
CHECKSUM = "ddd403e29bfd6f6a4ee41948c563ef35e6e6241eaaae98dd462bb566616099fe"
AXES: dict[str, tuple[float, ...]] = {  # of the table, see data/make/driving.py
    "fleet": (200, 600, 2000, 6000),
    "foggy": (0, 300, 1500),
    "archive": (0, 1500, 6000),
    "missing": (0.0, 0.85),
    "wrong": (0.0, 0.25),
    "synthetic": (0, 1, 2),
    "transferred": (0, 1),
    "related": (0, 1),
    "hidden": (10, 40),
    "length": (0, 1),
}
LABELS = ("pedestrian", "car", "light")
PLACES = ("clear", "foggy", "archive")
QUANTITIES = ("train", *(f"{place}_{label}" for place in PLACES for label in LABELS))
MARGIN = 1.13  # how many times the error of the best plan the target is
EASE = 0.9433  # how many times the target the error of the plan is that the budget is made for
SPARE_WEEKS, SPARE_MONEY = (2, 4), (1, 5)  # from, and below, in the budget on top of what is needed
TRIED = 300  # pictures in clear weather on which a colleague's network is tried
TRY = "try colleague's network"

# Weeks and thousands of money; two take so much money for every 1,000 pictures: `clean labels` for every one to train,
# `complete labels` for the share of them that has none.
COSTS: dict[str, tuple[float, float]] = {
    "look at 100 errors": (0.5, 0),
    "measure human level": (0.5, 1),
    "enlarge dev set": (1, 2),
    "move dev set": (1, 2),
    TRY: (0.5, 0),
    "collect fleet": (2, 4),
    "collect fog": (2, 4),
    "buy archive": (1, 1),
    "complete labels": (1, 1),
    "clean labels": (1, 1),
    "fog from one recording": (0.5, 1),
    "fog from many recordings": (1, 3),
    "start from colleague": (1, 0),
    "start afresh": (1, 0),
    "train longer": (1, 1),
    "larger network": (1, 1),
    "smaller network": (1, 1),
    "ship": (0, 0),
}


def pictures(state: dict[str, Any]) -> int:
    """Return the number of pictures to train."""
    return state["fleet"] + state["foggy"] + state["archive"]


WORLD = simulator.World(
    name="driving",
    axes=AXES,
    between={
        "fleet": np.log,
        "foggy": lambda count: np.log1p(count / 100),
        "archive": lambda count: np.log1p(count / 500),
        "missing": lambda share: -np.log1p(-share),
        "wrong": lambda share: share,
    },
    quantities=QUANTITIES,
    costs=COSTS,
    by_thousand={"clean labels": pictures, "complete labels": lambda state: pictures(state) * state["missing"]},
    lots={
        "collect fleet": ("fleet", 1000),
        "collect fog": ("foggy", 300),
        "buy archive": ("archive", 2000),
        "enlarge dev set": ("dev_size", 1000),
    },
    steps={"train longer": ("length", 1), "larger network": ("hidden", 1), "smaller network": ("hidden", -1)},
    sets={
        "complete labels": ("missing", 0.0),
        "fog from one recording": ("synthetic", 1),
        "fog from many recordings": ("synthetic", 2),
        "start from colleague": ("transferred", 1),
        "start afresh": ("transferred", 0),
    },
    scales={"clean labels": ("wrong", CLEANED)},
    plans=(
        "collect fleet",
        "collect fog",
        "buy archive",
        "complete labels",
        "clean labels",
        "fog from one recording",
        "fog from many recordings",
        "start from colleague",
        "start afresh",
        "train longer",
        "larger network",
        "smaller network",
    ),
    guesses={"wrong": 0.0, "related": 1},
    outdated={"move dev set": ("looked_foggy", "looked_undecidable"), "clean labels": ("looked_wrong_labels",)},
    latency={10: 5.0, 40: 16.0},
    state=(*AXES, "dev_size", "dev_foggy"),
)


@dataclass(frozen=True)
class Settings:
    """What a project begins with. Some of it is hidden from whoever steers it.

    seed: of the measurements' noise; run, which of the table's seeds its trainings are. fleet, foggy, archive: pictures
    to train; missing: share of their labels that nobody has given; wrong: share of the others. synthetic fog,
    transferred, related (the colleague's task), hidden units, length: as in `AXES`. undecidable, unreadable: share of
    labels that nobody can decide on, in clear weather and in fog. dev_size, dev_foggy: the dev set and its share of
    fog. use_foggy, winter_foggy: share of fog in use, before and after the goal changes in the week `changes`, or None.
    pedestrian_weight: of an error on a pedestrian, against one on the other labels. target and later: the error to
    reach before and after. latency_limit in ms; weeks; money in thousands.
    """

    seed: int
    run: int
    fleet: int
    foggy: int
    archive: int
    missing: float
    wrong: float
    synthetic: int
    transferred: int
    related: int
    hidden: int
    length: int
    undecidable: float
    unreadable: float
    dev_size: int
    dev_foggy: float
    use_foggy: float
    winter_foggy: float
    changes: float | None
    pedestrian_weight: int
    target: float
    later: float
    latency_limit: float
    weeks: float
    money: float


@functools.cache
def table() -> np.ndarray:
    """Return what the real trainings reached: shares of shape (4, 3, 3, 2, 2, 3, 2, 2, 2, 2, seeds, quantities).

    See `AXES`; where nothing is transferred, related or not makes no difference. Raises FileNotFoundError or
    ValueError, naming the file, if it is missing or damaged.
    """
    values = np.ascontiguousarray(simulator.load(FILE, CHECKSUM)[..., [[0, 0], [1, 2]], :, :, :, :])
    values.setflags(write=False)
    return values


@functools.cache
def _interpolated():
    """Return the function that looks up and interpolates."""
    return simulator.interpolate(WORLD, table())


def trained(*, run: int | None = None, **settings: Any) -> dict[str, float]:
    """Return what networks with these settings reached: a dictionary from `QUANTITIES` to shares from 0 to 1.

    Arguments: as in `AXES`, all of them; numbers of pictures and shares of labels may lie between the table's values,
        where it is interpolated, and are held within them; run, the seed, from 0 to 2 (default: the mean of the three).
    """
    return _interpolated()(run, settings)


def after(state: dict[str, Any], action: str) -> dict[str, Any]:
    """Return what a change of data or network makes of `state`, a dictionary of settings as in `AXES`.

    An action for which there is nothing left to do changes nothing.
    """
    return simulator.after(WORLD, state, action)


def plans(observation: dict[str, Any], most: int = 2) -> list[tuple[list[str], float, float]]:
    """Return all plans of one to `most` changes of data and network that weeks, money and the limit of latency allow.

    Returns: a list of (actions, weeks, money); the order of the actions in a plan makes no difference.
    """
    return simulator.plans(WORLD, observation, most)


def goal_error(clear: Any, foggy: Any, use_foggy: float, pedestrian_weight: float) -> Any:
    """Return the error in use, from the errors of the three labels, numbers or arrays, in clear weather and in fog."""
    pedestrian, car, light = (there + use_foggy * (fog - there) for there, fog in zip(clear, foggy))
    return (pedestrian_weight * pedestrian + car + light) / (pedestrian_weight + 2)


class Project(simulator.Project):
    """One project: `observe`, `act`, `undo`, `succeeded`; `actions` is the run so far."""

    world = WORLD

    def _restart(self):
        super()._restart()
        self.tried: tuple[float, ...] | None = None

    @property
    def use_foggy(self) -> float:
        """The share of fog in use, by the goal as it is now."""
        return self.settings.winter_foggy if self.changed else self.settings.use_foggy

    def halves(self) -> Any:
        """Return half of the share that is undecidable, for each quantity of the table."""
        shares = {name: self.settings.undecidable / 2 for name in QUANTITIES}
        return np.array(list((shares | {f"foggy_{label}": self.settings.unreadable / 2 for label in LABELS}).values()))

    def _rates(self, **others):
        """Return the true errors, (3,) for each place, and that on the training set; `others` change the state."""
        state = self.state | others
        found = self._decided(trained(run=self.settings.run, **{name: state[name] for name in AXES}))
        values = list(found.values())
        return {"train": values[0]} | {place: values[3 * i + 1 : 3 * i + 4] for i, place in enumerate(PLACES)}

    @property
    def true_error(self) -> float:
        """The true error in use, by the goal as it is now. Nobody sees it before the project is over."""
        rates = self._rates()
        return float(goal_error(rates["clear"], rates["foggy"], self.use_foggy, self.settings.pedestrian_weight))

    def _seen(self):
        rates, state = self._rates(), self.state
        counts = state["fleet"], state["foggy"], state["archive"]
        mixed = [
            sum(share * count for share, count in zip(shares, counts)) / sum(counts)
            for shares in zip(*(rates[place] for place in PLACES))
        ]
        foggy_size = round(state["dev_size"] * state["dev_foggy"])
        clear_size = state["dev_size"] - foggy_size
        clear = self._measured(rates["clear"], clear_size, "clear")
        foggy = self._measured(rates["foggy"], foggy_size, "foggy")
        dev = (clear_size * sum(clear) + foggy_size * sum(foggy)) / len(LABELS) / state["dev_size"]
        looked = self.looked or dict.fromkeys(("looked_foggy", "looked_undecidable", "looked_wrong_labels"))
        return {
            "use_foggy": self.use_foggy,
            "pedestrian_weight": self.settings.pedestrian_weight,
            "latency": self.latency,
            "latency_limit": self.settings.latency_limit,
            "train_error": round(rates["train"], 4),
            "train_dev_error": round(sum(self._measured(mixed, TRAIN_DEV, "train-dev")) / len(LABELS), 4),
            "dev_error": round(dev, 4),
            "clear_errors": [round(share, 4) for share in clear],
            "foggy_errors": [round(share, 4) for share in foggy],
            "human_error": self.human,
            "tried_error": self.tried,
            "train_dev_size": TRAIN_DEV,
            "dev_size": state["dev_size"],
            "clear_size": clear_size,
            "foggy_size": foggy_size,
            "human_size": None if self.human is None else simulator.HUMAN,
            **{name: state[name] for name in AXES if name not in WORLD.guesses},
            **looked,
        }

    def _finished(self, action):
        if action == TRY:
            return self.tried is not None or bool(self.state["transferred"])
        if action == "fog from one recording":
            return self.state["synthetic"] > 0
        return super()._finished(action)

    def _changed(self, action):
        if action == simulator.MOVE:
            self.state |= {"dev_foggy": self.use_foggy, "dev_size": max(1000, self.state["dev_size"])}
        elif action == TRY:
            rates = self._rates(transferred=1)["clear"]
            self.tried = round(float(np.mean(self._measured(rates, TRIED, "tried"))), 4)

    def _blurred(self):
        """Return the error of an expert on pictures like those of the dev set."""
        first, share = self.settings, self.state["dev_foggy"]
        return (first.undecidable + share * (first.unreadable - first.undecidable)) / 2

    def _human(self):
        return float(self._random("human").binomial(simulator.HUMAN, self._blurred()) / simulator.HUMAN)

    def _look(self):
        """Return counts: of 100 errors on the dev set and of 100 labels of the training set."""
        rates, rng, share = self._rates(), self._random("look"), self.state["dev_foggy"]
        clear, foggy = (1 - share) * np.mean(rates["clear"]), share * np.mean(rates["foggy"])
        return {
            "looked_foggy": int(rng.binomial(LOOKED, foggy / (clear + foggy))),
            "looked_undecidable": int(rng.binomial(LOOKED, min(1, self._blurred() / (clear + foggy)))),
            "looked_wrong_labels": int(rng.binomial(LOOKED, self.state["wrong"])),
        }


def play(policy: Callable[[dict[str, Any]], str], settings: Settings, most: int = 40) -> Project:
    """Let a policy, a function from an observation to an action, steer a project to its end.

    It ends when the policy ships, or chooses what is not possible, or after `most` actions.
    """
    project = Project(settings)
    simulator.play(policy, project, most)
    return project


# ----------------------------------------------------------------------------------------------------- drawing projects


def draw(seed: int | Sequence[int], budget: tuple[float, float] | None = None, **fixed: Any) -> Settings:
    """Return the settings of a project; what is wrong with it differs from one to the next, but for what is `fixed`.

    The target is 13 % above the smallest error in use that three changes of data and network can reach. The budget
    pays for the cheapest such plan that meets it by some margin, for looking and trying, for a dev set with the fog of
    use where the one at hand has another, and for an action or two that turn out useless. If a budget of weeks and
    money is given instead, the target is 13 % above what can be reached with what is left of it after these actions.
    """
    return simulator.drawn(seed, lambda rng: _draft(rng, budget, fixed))


def _draft(rng, budget, fixed):
    """Return settings, or None if they make no project: nothing to do, or nothing that helps."""
    few = rng.random() < 0.5
    use = float(rng.choice([0.1, 0.3, 0.5]))
    settings = Settings(
        seed=int(rng.integers(10**12)),
        run=int(rng.integers(3)),
        fleet=int(np.exp(rng.uniform(np.log(200), np.log(1000))) if few else rng.uniform(1000, 4500)) // 50 * 50,
        foggy=int(rng.choice([0, rng.integers(1, 6) * 50])),
        archive=int(rng.choice([0, rng.integers(1, 5) * 1000])),
        missing=round(float(rng.choice([0.0, rng.uniform(0.5, 0.85)])), 2),
        wrong=round(float(rng.choice([rng.uniform(0, 0.03), rng.uniform(0.1, 0.25)])), 3),
        synthetic=int(rng.choice([0, 0, 0, 1])),
        transferred=int(rng.random() < 0.25),
        related=int(rng.random() < 0.6),
        hidden=int(rng.choice(AXES["hidden"])),
        length=int(rng.integers(2)),
        undecidable=round(float(rng.uniform(0.01, 0.12)), 3),
        unreadable=round(float(rng.uniform(0.05, 0.45)), 3),
        dev_size=int(rng.integers(2, 6)) * 100,
        dev_foggy=use if rng.random() < 0.5 else 0.05,
        use_foggy=use,
        winter_foggy=0.7,
        changes=float(rng.integers(1, 4)) if rng.random() < 0.3 else None,
        pedestrian_weight=int(rng.choice([1, 4])),
        target=0.5,
        later=0.5,
        latency_limit=float(rng.choice([6, 20])),
        weeks=99.0,
        money=99.0,
    )
    settings = replace(settings, **fixed)
    needed = [simulator.LOOK, TRY]
    in_use = settings.use_foggy if settings.changes is None else settings.winter_foggy
    needed += ["move dev set"] * (settings.dev_foggy != in_use)

    def errors(found):
        shares, weight = (settings.use_foggy, settings.winter_foggy), settings.pedestrian_weight
        return [goal_error(found.T[1:4], found.T[4:7], share, weight) for share in shares]

    spare = SPARE_WEEKS, SPARE_MONEY
    return simulator.with_goal(Project(settings), table(), errors, needed, rng, spare, MARGIN, EASE, budget)
