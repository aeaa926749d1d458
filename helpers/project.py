"""A machine-learning project to steer: a goal, a budget, and a state of which only measurements can be seen.

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
`Project(settings, actions)`.
"""

import functools
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement
from pathlib import Path
from typing import Any

import numpy as np

FILE = Path(__file__).resolve().parent.parent / "data" / "projects" / "birds.npz"
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
LATENCY = {3: 2.0, 10: 5.0, 40: 16.0}  # ms per picture, by hidden units
MISS_COST = 5  # of a missed bird against a false alarm, where the goal has changed
MARGIN = 1.15  # how many times the error of the best plan the target is
EASE = 0.93  # how many times the target the error of the plan is that the budget is made for
SPARE_WEEKS, SPARE_MONEY = (1, 3), (1, 4)  # from, and below, in the budget on top of that plan and of looking once

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
LOTS = {"collect field": 1000, "collect web": 2000, "enlarge dev set": 1000}  # pictures
CLEANED = 0.2  # share of the wrong labels that is left after cleaning
LOOKED = 100  # errors, and training pictures, that are looked at
OUTDATED = {  # what was seen by looking and is not known any more after an action
    "move dev set": ("looked_from_web", "looked_undecidable"),
    "clean labels": ("looked_wrong_labels",),
}
HUMAN = 1000  # pictures on which the human level is measured
TRAIN_DEV = 1000  # pictures of the train-dev set


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
    if not FILE.is_file():
        raise FileNotFoundError(
            f"{FILE.name} is missing from the course's folder `data/projects`. Get it again with `git checkout data`."
        )
    if hashlib.sha256(FILE.read_bytes()).hexdigest() != CHECKSUM:
        raise ValueError(
            f"{FILE.name} is damaged: its SHA-256 checksum is wrong. Get it again with `git checkout data`."
        )
    with np.load(FILE, allow_pickle=False) as file:
        return file["values"] / 20_000


@functools.cache
def _means() -> np.ndarray:
    """Return the table with the mean over the seeds in place of the seeds, last but one."""
    return table().mean(axis=-2, keepdims=True)


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
    f, on = _between(np.log(field), _GRIDS[0])
    w, over = _between(np.log1p(web / 500), _GRIDS[1])
    n, up = _between(wrong, _GRIDS[2])
    part = (_means() if run is None else table())[
        f : f + 2, w : w + 2, AXES["hidden"].index(hidden), regularization, n : n + 2, augmented, length, run or 0
    ]
    weights = [a * b * c for a in (1 - on, on) for b in (1 - over, over) for c in (1 - up, up)]
    return dict(zip(QUANTITIES, (np.array(weights) @ part.reshape(8, -1)).tolist()))


def _between(value, grid):
    """Return the lower neighbour of a number on a grid, and how far it is on the way to the next, from 0 to 1."""
    low = 0
    while low < len(grid) - 2 and value >= grid[low + 1]:
        low += 1
    return low, min(1.0, max(0.0, (value - grid[low]) / (grid[low + 1] - grid[low])))


_GRIDS = (
    [float(number) for number in np.log(AXES["field"])],
    [float(number) for number in np.log1p(np.array(AXES["web"]) / 500)],
    list(AXES["wrong"]),
)


def _trained_many(run, field, web, wrong, hidden, regularization, augmented, length):
    """Return what `trained` does for arrays (n,), as an array (n, 7)."""
    places = (
        _place(np.log(field), np.array(_GRIDS[0])),
        _place(np.log1p(web / 500), np.array(_GRIDS[1])),
        _place(wrong, np.array(_GRIDS[2])),
    )
    units = np.searchsorted(AXES["hidden"], hidden)
    result = np.zeros((len(field), len(QUANTITIES)))
    for corner in np.ndindex(2, 2, 2):
        weight = np.prod([part if up else 1 - part for (_, part), up in zip(places, corner)], axis=0)
        f, w, n = (low + up for (low, _), up in zip(places, corner))
        result += weight[:, None] * table()[f, w, units, regularization, n, augmented, length, run]
    return result


def _place(value, grid):
    """Return what `_between` does, for arrays."""
    low = np.clip(np.searchsorted(grid, value, side="right") - 1, 0, len(grid) - 2)
    return low, np.clip((value - grid[low]) / (grid[low + 1] - grid[low]), 0, 1)


def weighted_error(missed: Any, false_alarms: Any, miss_cost: float) -> Any:
    """Return the error with misses `miss_cost` times as expensive, where half of the pictures show a bird."""
    return np.average([missed, false_alarms], axis=0, weights=[miss_cost, 1])


class Project:
    """One project: `observe`, `act`, `undo`, `succeeded`; `actions` is the run so far."""

    def __init__(self, settings: Settings, actions: Iterable[str] = ()) -> None:
        self.settings = settings
        self._restart()
        for action in actions:
            self.act(action)

    def _restart(self):
        first = self.settings
        self.actions: list[str] = []
        self.shipped = False
        self.weeks_left, self.money_left = first.weeks, first.money
        self.state: dict[str, Any] = {
            name: getattr(first, name)
            for name in (
                "field",
                "web",
                "wrong",
                "hidden",
                "regularization",
                "augmented",
                "length",
                "dev_size",
                "dev_from_web",
            )
        }
        self.metric = 1  # what a missed bird costs in the metric that the team computes
        self.human: float | None = None
        self.looked: dict[str, int | None] | None = None

    # ------------------------------------------------------------------------------------------------- what is true

    @property
    def miss_cost(self) -> int:
        """What a missed bird costs by the goal as it is now."""
        changes = self.settings.changes
        return MISS_COST if changes is not None and self.settings.weeks - self.weeks_left >= changes else 1

    @property
    def target(self) -> float:
        """The error that the goal asks for now."""
        return self.settings.target if self.miss_cost == 1 else self.settings.later

    def _rates(self) -> dict[str, float]:
        """Return the true rates of misses and false alarms of both sources, and of the error on the training set."""
        found = trained(run=self.settings.run, **{key: self.state[key] for key in AXES})
        half = self.settings.undecidable / 2
        rates = {name: share * (1 - half) + half * (1 - share) for name, share in found.items()}
        if self.metric == MISS_COST:
            rates |= {"missed": rates["missed_5"], "false_alarms": rates["false_alarms_5"]}
        return {name: rates[name] for name in QUANTITIES[:5]}

    @property
    def true_error(self) -> float:
        """The true error by the goal as it is now. Nobody sees it before the project is over."""
        rates = self._rates()
        return float(weighted_error(rates["missed"], rates["false_alarms"], self.miss_cost))

    @property
    def latency(self) -> float:
        """Time for one picture, in ms."""
        return LATENCY[self.state["hidden"]]

    @property
    def succeeded(self) -> bool:
        """Whether the project was shipped and meets its goal: the true error, and the limit of latency."""
        return self.shipped and self.true_error <= self.target and self.latency <= self.settings.latency_limit

    # -------------------------------------------------------------------------------------------------- what is seen

    def _random(self, *of):
        """Return a stream of random numbers that depends on the project and on what is measured alone."""
        text = repr((self.settings.seed, sorted(self.state.items()), self.metric, of))
        return np.random.default_rng(list(hashlib.sha256(text.encode()).digest()))

    def _measured(self, rates, size, *of):
        """Return shares of missed birds and of false alarms, measured on `size` pictures, half of them of birds."""
        rng, half = self._random(*of), size // 2
        return [float(rng.binomial(half, rate) / half) for rate in rates]

    def observe(self) -> dict[str, Any]:
        """Return what the team knows: plain numbers, None for what it has not measured, and the list of its actions.

        Errors are shares from 0 to 1, sizes numbers of pictures, latencies ms, money thousands.
        """
        rates, state = self._rates(), self.state
        field, web = (rates["missed"], rates["false_alarms"]), (rates["web_missed"], rates["web_false_alarms"])
        pictures = state["field"] + state["web"]
        mixed = [(state["field"] * one + state["web"] * other) / pictures for one, other in zip(field, web)]
        train_dev = self._measured(mixed, TRAIN_DEV, "train-dev")
        missed, alarms = self._measured(web if state["dev_from_web"] else field, state["dev_size"], "dev")
        looked = self.looked or dict.fromkeys(("looked_from_web", "looked_wrong_labels", "looked_undecidable"))
        return {
            "weeks_left": self.weeks_left,
            "money_left": self.money_left,
            "target": round(self.target, 4),
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
            "human_size": None if self.human is None else HUMAN,
            "field": state["field"],
            "web": state["web"],
            "hidden": state["hidden"],
            "regularization": state["regularization"],
            "augmented": state["augmented"],
            "length": state["length"],
            **looked,
            "possible": self.possible(),
            "actions": list(self.actions),
        }

    # ---------------------------------------------------------------------------------------------------- what is done

    def cost(self, action: str) -> tuple[float, float]:
        """Return the weeks and the money, in thousands, that an action takes now. ValueError for an unknown one."""
        if action not in COSTS:
            raise ValueError(f"there is no action {action!r}; expected one of: {', '.join(COSTS)}.")
        return _cost(action, self.state["field"] + self.state["web"])

    def possible(self) -> list[str]:
        """Return the actions that make sense now and that weeks and money are left for."""
        return [action for action in COSTS if not self._obstacle(action)]

    def _obstacle(self, action):
        """Return why an action cannot be taken, as the end of a sentence, or "" if it can."""
        weeks, money = self.cost(action)
        state = self.state
        if self.shipped:
            return "the project is over; undo the last action or begin a new one"
        ends = {
            "collect field": state["field"] >= AXES["field"][-1],
            "collect web": state["web"] >= AXES["web"][-1],
            "train longer": state["length"] == 2,
            "larger network": state["hidden"] == AXES["hidden"][-1],
            "smaller network": state["hidden"] == AXES["hidden"][0],
            "regularize more": state["regularization"] == 2,
            "regularize less": state["regularization"] == 0,
            "augment": state["augmented"] == 1,
            "clean labels": "clean labels" in self.actions,
            "measure human level": self.human is not None,
            "look at 100 errors": self.looked is not None and None not in self.looked.values(),
            "move dev set": "move dev set" in self.actions,
            "change metric": self.metric == self.miss_cost,
        }
        if ends.get(action):
            return "there is nothing left to do in that way"
        if weeks > self.weeks_left:
            return f"it takes {weeks:g} weeks, and {self.weeks_left:g} are left"
        if money > self.money_left:
            return f"it costs {money:g} thousand, and {self.money_left:g} are left"
        return ""

    def act(self, action: str) -> dict[str, Any]:
        """Take an action, pay for it, and return the new observation.

        Raises ValueError, and changes nothing, for an action that is unknown or not possible now.
        """
        if obstacle := self._obstacle(action):
            raise ValueError(f"{action!r} is not possible: {obstacle}.")
        weeks, money = self.cost(action)
        self.state = after(self.state, action)
        if action == "measure human level":
            rate = self.settings.undecidable / 2
            self.human = float(self._random("human").binomial(HUMAN, rate) / HUMAN)
        elif action == "look at 100 errors":
            self.looked = self._look()
        elif action == "change metric":
            self.metric = self.miss_cost
        elif action in OUTDATED and self.looked:
            self.looked = self.looked | dict.fromkeys(OUTDATED[action])
        self.shipped = action == "ship"
        self.weeks_left -= weeks
        self.money_left -= money
        self.actions.append(action)
        return self.observe()

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

    def undo(self) -> dict[str, Any]:
        """Take the last action back, with its costs, and return the observation. ValueError if there is none."""
        if not self.actions:
            raise ValueError("there is no action to undo: the project has only begun.")
        actions = self.actions[:-1]
        self._restart()
        for action in actions:
            self.act(action)
        return self.observe()


def _cost(action, pictures):
    """Return the weeks and the money of an action where there are so many pictures to train."""
    weeks, money = COSTS[action]
    return weeks, money * max(1, round(pictures / 1000)) if action == "clean labels" else money


_STEPS = {  # along an axis of the table
    "train longer": ("length", 1),
    "larger network": ("hidden", 1),
    "smaller network": ("hidden", -1),
    "regularize more": ("regularization", 1),
    "regularize less": ("regularization", -1),
}


def after(state: dict[str, Any], action: str) -> dict[str, Any]:
    """Return what an action makes of `state`, a dictionary: settings as in `AXES`, dev_size, dev_from_web.

    An action for which there is nothing left to do changes nothing.
    """
    state = dict(state)
    if action in ("collect field", "collect web"):
        name = action.split()[1]
        state[name] = int(min(state[name] + LOTS[action], AXES[name][-1]))
    elif action == "clean labels":
        state["wrong"] *= CLEANED
    elif action in _STEPS:
        name, by = _STEPS[action]
        values = AXES[name]
        state[name] = values[min(max(values.index(state[name]) + by, 0), len(values) - 1)]
    elif action == "augment":
        state["augmented"] = 1
    elif action == "enlarge dev set":
        state["dev_size"] += LOTS[action]
    elif action == "move dev set":
        state |= {"dev_from_web": False, "dev_size": max(1000, state["dev_size"])}
    return state


def plans(observation: dict[str, Any], most: int = 2) -> list[tuple[list[str], float, float]]:
    """Return all plans of one to `most` changes of data and network that weeks, money and the limit of latency allow.

    Returns: a list of (actions, weeks, money); the order of the actions in a plan makes no difference.
    """
    one, found = observation, []
    begun = {name: one[name] for name in (*AXES, "dev_size") if name != "wrong"} | {"wrong": 0.0, "dev_from_web": False}
    for length in range(1, most + 1):
        for actions in combinations_with_replacement([name for name in PLANS if name in one["possible"]], length):
            state, useful = begun, actions.count("clean labels") <= 1
            for action in actions:
                before, state = state, after(state, action)
                useful &= state != before or action == "clean labels"
            spent = [_cost(action, one["field"] + one["web"]) for action in actions]
            weeks, money = (float(sum(part)) for part in zip(*spent))
            within = useful and weeks <= one["weeks_left"] and money <= one["money_left"]
            if within and LATENCY[state["hidden"]] <= one["latency_limit"]:
                found.append((list(actions), weeks, money))
    return found


def play(policy: Callable[[dict[str, Any]], str], settings: Settings, most: int = 40) -> Project:
    """Let a policy, a function from an observation to an action, steer a project to its end.

    It ends when the policy ships, or chooses what is not possible, or after `most` actions.
    """
    project = Project(settings)
    while not project.shipped and len(project.actions) < most:
        action = policy(project.observe())
        if action not in project.possible():
            break
        project.act(action)
    return project


# ----------------------------------------------------------------------------------------------------- drawing projects

# The changes of data and network, of which a plan has up to three.
PLANS = (
    "collect field",
    "collect web",
    "clean labels",
    "train longer",
    "larger network",
    "smaller network",
    "regularize more",
    "regularize less",
    "augment",
)


def draw(seed: int | Sequence[int]) -> Settings:
    """Return the settings of a project; what is wrong with it differs from one to the next.

    The target is 15 % above the smallest error that three changes of data and network can reach. The budget pays for
    the cheapest such plan that meets it by some margin, for looking once, for what is wrong with dev set and metric,
    and for an action or two that turn out useless.
    """
    rng = np.random.default_rng(seed)
    for _ in range(200):
        settings = _draft(rng)
        if settings is not None:
            return settings
    raise ValueError(f"no project could be drawn from the seed {seed!r}: take another one.")


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
    return _with_goal(settings, rng)


def _with_goal(settings, rng):
    counts, columns, weeks, money = _plans(settings)
    found = _trained_many(settings.run, **columns)
    half = settings.undecidable / 2
    found = found * (1 - half) + half * (1 - found)
    error, later = weighted_error(*found[:, 1:3].T, 1), weighted_error(*found[:, 5:7].T, MISS_COST)
    latency = np.array(list(LATENCY.values()))[np.searchsorted(AXES["hidden"], columns["hidden"])]
    fast = latency <= settings.latency_limit
    targets = [float(MARGIN * reached[fast].min()) for reached in (error, later)]
    goal, target = (error, targets[0]) if settings.changes is None else (later, targets[1])
    nothing = counts.sum(1).argmin()
    if fast[nothing] and goal[nothing] < 1.2 * target:
        return None
    good = np.flatnonzero(fast & (goal <= target * EASE))
    cheapest = good[np.lexsort((money[good], weeks[good]))[0]]
    total = np.array([weeks[cheapest], money[cheapest]]) + COSTS["look at 100 errors"]
    for action, needed in (("move dev set", settings.dev_from_web), ("change metric", settings.changes)):
        total += COSTS[action] if needed else (0, 0)
    return replace(
        settings,
        target=round(targets[0], 3),
        later=round(targets[1], 3),
        weeks=float(total[0] + rng.integers(*SPARE_WEEKS)),
        money=float(total[1] + rng.integers(*SPARE_MONEY)),
    )


@functools.cache
def _multisets():
    """Return how often each of `PLANS` stands in every plan of up to three changes, (plans, changes)."""
    names = range(len(PLANS))
    plans = [plan for length in range(4) for plan in combinations_with_replacement(names, length)]
    return np.array([np.bincount(plan, minlength=len(PLANS)) for plan in plans])


def _plans(settings):
    """Return for all plans that are possible their counts of changes, the states after them, weeks and money."""
    counts = _multisets()
    of = dict(zip(PLANS, counts.T))
    units = AXES["hidden"].index(settings.hidden) + of["larger network"] - of["smaller network"]
    strength = settings.regularization + of["regularize more"] - of["regularize less"]
    length, augmented = settings.length + of["train longer"], settings.augmented + of["augment"]
    fits = (of["clean labels"] <= 1) & (augmented <= 1) & (length <= 2)
    fits &= (strength >= 0) & (strength <= 2) & (units >= 0) & (units <= 2)
    fits &= (of["larger network"] * of["smaller network"] == 0) & (of["regularize more"] * of["regularize less"] == 0)
    columns = {
        "field": np.minimum(settings.field + LOTS["collect field"] * of["collect field"], AXES["field"][-1]),
        "web": np.minimum(settings.web + LOTS["collect web"] * of["collect web"], AXES["web"][-1]),
        "wrong": settings.wrong * CLEANED ** of["clean labels"],
        "hidden": np.array(AXES["hidden"])[np.clip(units, 0, 2)],
        "regularization": strength,
        "augmented": augmented,
        "length": length,
    }
    costs = np.array([_cost(action, settings.field + settings.web) for action in PLANS])
    weeks, money = (counts[fits] @ costs).T
    return counts[fits], {name: column[fits] for name, column in columns.items()}, weeks, money
