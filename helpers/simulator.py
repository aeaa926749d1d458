"""The engine of the simulated projects: a goal, a budget, and a state of which only measurements can be seen.

A `World` says what a project is about: the table of real trainings behind it, the actions and what they cost. A
subclass of `Project` says what is true in it, what is seen and what a look tells. There are two: `helpers/project.py`
(birds) and `helpers/driving.py`.

What an action does to the errors is what it did in the trainings, one of three seeds for each project; numbers of
pictures and shares of labels in between are interpolated. Measured errors have the noise of the sets they are measured
on. All is deterministic: the same settings and actions give the same project, and `project.actions` is the run.
"""

import functools
import hashlib
import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

FOLDER = Path(__file__).resolve().parent.parent / "data" / "projects"
LOOKED = 100  # errors, and training pictures, that are looked at
HUMAN = 1000  # pictures on which the human level is measured
TRAIN_DEV = 1000  # pictures of the train-dev set
CLEANED = 0.2  # share of the wrong labels that is left after cleaning
LOOK, HUMAN_LEVEL, MOVE, SHIP = "look at 100 errors", "measure human level", "move dev set", "ship"


@dataclass(frozen=True, eq=False)
class World:
    """What a kind of project is about.

    axes: of the table, from names to values; between: the axes that are interpolated, with the function after which it
    is linear. quantities: last axis of the table. costs: weeks and thousands of money of each action; by_thousand:
    those whose money is for every 1,000 pictures, and what counts them in a state. lots: how many pictures an action
    brings to which number; steps: which way along which axis an action goes; sets: which value it gives to which axis;
    scales: by how much it multiplies. plans: the changes of data and network that plans consist of; guesses: values of
    what an observation does not tell, while plans are made. outdated: what was seen and is not known after an action.
    latency: ms for one picture, by hidden units. state: what of the settings actions change.
    """

    name: str
    axes: dict[str, tuple[float, ...]]
    between: dict[str, Callable]
    quantities: tuple[str, ...]
    costs: dict[str, tuple[float, float]]
    by_thousand: dict[str, Callable[[dict[str, Any]], float]]
    lots: dict[str, tuple[str, int]]
    steps: dict[str, tuple[str, int]]
    sets: dict[str, tuple[str, float]]
    scales: dict[str, tuple[str, float]]
    plans: tuple[str, ...]
    guesses: dict[str, Any]
    outdated: dict[str, tuple[str, ...]]
    latency: dict[int, float]
    state: tuple[str, ...]

    @functools.cached_property
    def grids(self) -> dict[str, list[float]]:
        """The values of the interpolated axes, as they are interpolated."""
        return {name: [float(of(value)) for value in self.axes[name]] for name, of in self.between.items()}


def load(file: Path, checksum: str) -> np.ndarray:
    """Return what the real trainings reached, shares from 0 to 1, the axes of the world before seeds and quantities.

    Raises FileNotFoundError or ValueError, naming the file, if it is missing or damaged.
    """
    if not file.is_file():
        raise FileNotFoundError(
            f"{file.name} is missing from the course's folder `data/projects`. Get it again with `git checkout data`."
        )
    if hashlib.sha256(file.read_bytes()).hexdigest() != checksum:
        raise ValueError(
            f"{file.name} is damaged: its SHA-256 checksum is wrong. Get it again with `git checkout data`."
        )
    with np.load(file, allow_pickle=False) as stored:
        values = stored["values"] / 20_000
    values.setflags(write=False)  # all projects share it
    return values


def interpolate(world: World, table: np.ndarray) -> Callable[[int | None, dict[str, Any]], dict[str, float]]:
    """Return a function of a seed (None: their mean) and settings that returns what such networks reached.

    That is a dictionary from quantities to shares. It keeps what it has interpolated lately: first along the axes that
    an observation tells, where many questions about one project agree, then along the others.
    """
    told = [name for name in world.axes if name not in world.guesses]
    guessed = [name for name in world.guesses if name in world.between]
    rest = [name for name in world.guesses if name not in world.between]
    names, order = list(world.axes), [*told, *guessed, *rest]
    runs = np.concatenate([table, table.mean(axis=-2, keepdims=True)], axis=-2)
    runs = np.ascontiguousarray(np.moveaxis(runs, [names.index(name) for name in order], range(len(order))))

    @functools.lru_cache(4096)
    def begun(*values):
        return _along(world, told, runs, values)

    @functools.lru_cache(16384)
    def reached(*values):
        return _along(world, guessed, begun(*values[: len(told)]), values[len(told) :])

    seen = operator.itemgetter(*told, *guessed)

    def trained(run, settings):
        values = seen(settings)
        try:
            found = reached(*values)
        except TypeError:  # an array of one number has no hash
            found = reached(*map(float, values))
        for name in rest:
            found = found[world.axes[name].index(settings[name])]
        return dict(zip(world.quantities, (found[-1] if run is None else found[:-1][run]).tolist()))

    return trained


def _along(world, names, table, values):
    """Return a table with its first axes, of these names, looked up or interpolated at values."""
    place, shares = [], []
    for name, value in zip(names, values):
        if name in world.between:
            low, on = _between(world.between[name](float(value)), world.grids[name])
            place.append(slice(low, low + 2))
            shares.append(on)
        else:
            place.append(world.axes[name].index(value))
    found = table[tuple(place)]
    for on in shares:
        low, high = found
        found = low + on * (high - low)
    return found


def _between(value, grid):
    """Return the lower neighbour of a number on a grid, and how far it is on the way to the next, from 0 to 1."""
    low = 0
    while low < len(grid) - 2 and value >= grid[low + 1]:
        low += 1
    return low, min(1.0, max(0.0, (value - grid[low]) / (grid[low + 1] - grid[low])))


def trained_many(world: World, table: np.ndarray, run: int, settings: dict[str, np.ndarray]) -> np.ndarray:
    """Return what networks with these settings, arrays (n,), reached in one run, as an array (n, quantities)."""
    count = len(next(iter(settings.values())))
    cells = table[..., run, :].reshape(-1, len(world.quantities))
    place, corners = np.zeros(count, dtype=int), [(0, np.ones(count))]
    step = len(cells)
    for name, values in world.axes.items():
        step //= len(values)
        if name in world.between:
            low, on = _place(world.between[name](settings[name]), np.array(world.grids[name]))
            parts = [(0, 1 - on), (step, on)] if on.any() else [(0, 1)]
            corners = [(at + up, weight * part) for at, weight in corners for up, part in parts]
        else:
            low = np.searchsorted(values, settings[name])
        place += low * step
    result = np.zeros((count, len(world.quantities)))
    for at, weight in corners:
        result += weight[:, None] * cells[place + at]
    return result


def _place(value, grid):
    """Return what `_between` does, for arrays."""
    low = np.clip(np.searchsorted(grid, value, side="right") - 1, 0, len(grid) - 2)
    return low, np.clip((value - grid[low]) / (grid[low + 1] - grid[low]), 0, 1)


def cost(world: World, action: str, state: dict[str, Any]) -> tuple[float, float]:
    """Return the weeks and the money of an action in a state. ValueError for an unknown one."""
    if action not in world.costs:
        raise ValueError(f"there is no action {action!r}; expected one of: {', '.join(world.costs)}.")
    weeks, money = world.costs[action]
    counted = world.by_thousand.get(action)
    return weeks, money * max(1, round(counted(state) / 1000)) if counted else money


def after(world: World, state: dict[str, Any], action: str) -> dict[str, Any]:
    """Return what an action makes of a state. One for which there is nothing left to do changes nothing."""
    state = dict(state)
    if action in world.lots:
        name, count = world.lots[action]
        most = world.axes[name][-1] if name in world.axes else np.inf
        state[name] = int(min(state[name] + count, most))
    elif action in world.steps:
        name, step = world.steps[action]
        values = world.axes[name]
        state[name] = values[min(max(values.index(state[name]) + step, 0), len(values) - 1)]
    elif action in world.sets:
        name, value = world.sets[action]
        state[name] = value
    elif action in world.scales:
        name, factor = world.scales[action]
        state[name] *= factor
    return state


def reachable(
    world: World,
    begun: dict[str, Any],
    actions: Iterable[str],
    most: int,
    budget: tuple[float, float] = (np.inf, np.inf),
) -> list[tuple]:
    """Return (actions, state, weeks, money) for every useful plan of up to `most` of these actions, none included.

    The order of the actions makes no difference; one that changes nothing is in no plan, and one that scales, once.
    The budget is one of weeks and money.
    """
    actions = list(actions)
    prices = [cost(world, action, begun) for action in actions]
    level: list[tuple] = [((), begun, 0.0, 0.0, 0)]
    found = list(level)
    for _ in range(most):
        longer: list[tuple] = []
        for plan, state, weeks, money, first in level:
            for number in range(first, len(actions)):
                action, spent = actions[number], (weeks + prices[number][0], money + prices[number][1])
                if spent[0] > budget[0] or spent[1] > budget[1]:
                    continue
                later = after(world, state, action)
                if action in plan if action in world.scales else later == state:
                    continue
                longer.append(((*plan, action), later, *spent, number))
        found, level = found + longer, longer
    return [one[:4] for one in found]


def plans(world: World, observation: dict[str, Any], most: int = 2) -> list[tuple[list[str], float, float]]:
    """Return all plans of one to `most` changes of data and network that weeks, money and the limit of latency allow.

    Returns: a list of (actions, weeks, money); the order of the actions in a plan makes no difference.
    """
    one, found = observation, []
    begun = {name: one[name] for name in world.axes if name not in world.guesses} | world.guesses
    possible = [name for name in world.plans if name in one["possible"]]
    left = one["weeks_left"], one["money_left"]
    for actions, state, weeks, money in reachable(world, begun, possible, most, left)[1:]:
        if world.latency[state["hidden"]] <= one["latency_limit"]:
            found.append((list(actions), weeks, money))
    return found


class Project:
    """One project: `observe`, `act`, `undo`, `succeeded`; `actions` is the run so far.

    A subclass has the class variable `world` and defines `_rates`, `target`, `true_error`, `_seen`, `_look` and
    `_human`; it may define `_finished` and `_changed`.
    """

    world: ClassVar[World]

    def __init__(self, settings: Any, actions: Iterable[str] = ()) -> None:
        self.settings = settings
        self._restart()
        for action in actions:
            self.act(action)

    def _restart(self):
        first = self.settings
        self.actions: list[str] = []
        self.shipped = False
        self.weeks_left, self.money_left = first.weeks, first.money
        self.state: dict[str, Any] = {name: getattr(first, name) for name in self.world.state}
        self.metric = 1  # what the metric that the team computes was made for
        self.human: float | None = None
        self.looked: dict[str, int | None] | None = None

    # ------------------------------------------------------------------------------------------------- what is true

    @property
    def target(self) -> float:
        """The error that the goal asks for now."""
        return self.settings.later if self.changed else self.settings.target

    @property
    def changed(self) -> bool:
        """Whether the goal has changed."""
        changes = self.settings.changes
        return changes is not None and self.settings.weeks - self.weeks_left >= changes

    @property
    def true_error(self) -> float:
        """The true error by the goal as it is now. Nobody sees it before the project is over."""
        raise NotImplementedError

    @property
    def latency(self) -> float:
        """Time for one picture, in ms."""
        return self.world.latency[self.state["hidden"]]

    @property
    def succeeded(self) -> bool:
        """Whether the project was shipped and meets its goal: the true error, and the limit of latency."""
        return self.shipped and self.true_error <= self.target and self.latency <= self.settings.latency_limit

    def halves(self) -> Any:
        """Return half of the share that is undecidable, for all quantities of the table or for each."""
        return self.settings.undecidable / 2

    def _decided(self, found):
        """Return rates of a table as they are where a share of what is seen is undecidable, half of that wrong."""
        halves = np.broadcast_to(self.halves(), len(found)).tolist()
        return {name: share * (1 - half) + half * (1 - share) for (name, share), half in zip(found.items(), halves)}

    # -------------------------------------------------------------------------------------------------- what is seen

    def _random(self, *of):
        """Return a stream of random numbers that depends on the project and on what is measured alone."""
        text = repr((self.settings.seed, sorted(self.state.items()), self.metric, of))
        return np.random.default_rng(np.frombuffer(hashlib.sha256(text.encode()).digest(), np.uint8).astype(np.uint32))

    def _measured(self, rates, size, *of):
        """Return shares measured on `size` pictures each."""
        rng = self._random(*of)
        return [float(rng.binomial(size, rate) / size) for rate in rates]

    def observe(self) -> dict[str, Any]:
        """Return what the team knows: plain numbers, None for what it has not measured, and the list of its actions.

        Errors are shares from 0 to 1, sizes numbers of pictures, latencies ms, money thousands.
        """
        return {
            "weeks_left": self.weeks_left,
            "money_left": self.money_left,
            "target": round(self.target, 4),
            **self._seen(),
            "possible": self.possible(),
            "actions": list(self.actions),
        }

    # ---------------------------------------------------------------------------------------------------- what is done

    def cost(self, action: str) -> tuple[float, float]:
        """Return the weeks and the money, in thousands, that an action takes now. ValueError for an unknown one."""
        return cost(self.world, action, self.state)

    def possible(self) -> list[str]:
        """Return the actions that make sense now and that weeks and money are left for."""
        return [action for action in self.world.costs if not self.obstacle(action)]

    def _finished(self, action):
        """Return whether there is nothing left to do by an action."""
        if action in self.world.scales or action == MOVE:
            return action in self.actions
        if action == HUMAN_LEVEL:
            return self.human is not None
        if action == LOOK:
            return self.looked is not None and None not in self.looked.values()
        moves = action in self.world.lots or action in self.world.steps or action in self.world.sets
        return moves and after(self.world, self.state, action) == self.state

    def obstacle(self, action: str) -> str:
        """Return why an action cannot be taken, as the end of a sentence, or "" if it can."""
        weeks, money = self.cost(action)
        if self.shipped:
            return "the project is over; undo the last action or begin a new one"
        if self._finished(action):
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
        if obstacle := self.obstacle(action):
            raise ValueError(f"{action!r} is not possible: {obstacle}.")
        weeks, money = self.cost(action)
        self.state = after(self.world, self.state, action)
        if action == HUMAN_LEVEL:
            self.human = self._human()
        elif action == LOOK:
            self.looked = self._look()
        else:
            self._changed(action)
        if action in self.world.outdated and self.looked:
            self.looked = self.looked | dict.fromkeys(self.world.outdated[action])
        self.shipped = action == SHIP
        self.weeks_left -= weeks
        self.money_left -= money
        self.actions.append(action)
        return self.observe()

    def _changed(self, action):
        """Do what an action does besides changing the state as the world says."""

    def _seen(self):
        """Return what the team knows of the world, besides weeks, money and target."""
        raise NotImplementedError

    def _look(self):
        """Return counts of what is seen by looking at errors and at training pictures."""
        raise NotImplementedError

    def _human(self):
        """Return the error of an expert, as it was measured."""
        return float(self._random("human").binomial(HUMAN, self.settings.undecidable / 2) / HUMAN)

    def undo(self) -> dict[str, Any]:
        """Take the last action back, with its costs, and return the observation. ValueError if there is none."""
        if not self.actions:
            raise ValueError("there is no action to undo: the project has only begun.")
        actions = self.actions[:-1]
        self._restart()
        for action in actions:
            self.act(action)
        return self.observe()


def play(policy: Callable[[dict[str, Any]], str], project: Project, most: int = 40) -> Project:
    """Let a policy, a function from an observation to an action, steer a project to its end, and return it.

    It ends when the policy ships, or chooses what is not possible, or after `most` actions.
    """
    seen = project.observe()
    while not project.shipped and len(project.actions) < most:
        possible = list(seen["possible"])  # a policy may change what it is given
        action = policy(seen)
        if action not in possible:
            break
        seen = project.act(action)
    return project


# ----------------------------------------------------------------------------------------------------- drawing projects


def drawn(seed: Any, draft: Callable, tries: int = 200) -> Any:
    """Return the settings of a project: the first that `draft`, given a random generator, does not return as None."""
    rng = np.random.default_rng(seed)
    for _ in range(tries):
        settings = draft(rng)
        if settings is not None:
            return settings
    raise ValueError(f"no project could be drawn from the seed {seed!r}: take another one.")


def with_goal(
    project: Project,
    table: np.ndarray,
    errors: Callable[[np.ndarray], tuple[Any, Any]],
    needed: Iterable[str],
    rng: np.random.Generator,
    spare: tuple[tuple[int, int], tuple[int, int]],
    margin: float,
    ease: float,
    budget: tuple[float, float] | None = None,
) -> Any:
    """Return the settings of a project with its targets and its budget, or None if nothing is to be done or helps.

    The target is a margin times the smallest error that three changes of data and network can reach. The budget pays
    for the cheapest such plan that reaches `ease` times the target, for actions needed besides, and for a few more.
    If it is given, the plans are those that it pays for besides these actions.

    Arguments: project, as it begins; table; errors, from what networks reached (plans, quantities) to the errors by the
        goal before and after it changes; needed, actions; spare, ranges of weeks and of money;
        margin and ease; budget, weeks and money.
    """
    first, world = project.settings, project.world
    needs = np.sum([world.costs[action] for action in needed], axis=0)
    left = (np.inf, np.inf) if budget is None else (budget[0] - needs[0], budget[1] - needs[1])
    plans = reachable(world, project.state, world.plans, 3, left)
    plans = [plan for plan in plans if world.latency[plan[1]["hidden"]] <= first.latency_limit]
    if not plans:
        return None
    columns = {name: np.array([state[name] for _, state, *_ in plans]) for name in world.axes}
    half, found = project.halves(), trained_many(world, table, first.run, columns)
    error, later = errors(found * (1 - half) + half * (1 - found))
    weeks, money = np.array([plan[2:] for plan in plans]).T
    targets = [float(margin * reached.min()) for reached in (error, later)]
    goal, target = (error, targets[0]) if first.changes is None else (later, targets[1])
    if not plans[0][0] and goal[0] < 1.2 * target:
        return None
    targets = [round(one, 3) for one in targets]
    if budget is not None:
        return replace(first, target=targets[0], later=targets[1], weeks=float(budget[0]), money=float(budget[1]))
    good = np.flatnonzero(goal <= target * ease)
    cheapest = good[np.lexsort((money[good], weeks[good]))[0]]
    total = np.array([weeks[cheapest], money[cheapest]]) + needs
    total += [rng.integers(*spare[0]), rng.integers(*spare[1])]
    return replace(first, target=targets[0], later=targets[1], weeks=float(total[0]), money=float(total[1]))
