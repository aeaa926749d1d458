# %% log_scale
class Scale:
    def __init__(self, low, high):
        self.start, self.length = np.log(low), np.log(high) - np.log(low)

    def __call__(self, r):
        return np.exp(self.start + self.length * r)


def log_scale(r, low, high):
    return Scale(low, high)(r)


# %% momentum_scale
class Memory(Scale):
    def __init__(self, low, high):
        super().__init__(1 / (1 - low), 1 / (1 - high))

    def __call__(self, r):
        return 1 - 1 / super().__call__(r)


def momentum_scale(r, low, high):
    return Memory(low, high)(r)


# %% settings_at
from dataclasses import asdict, dataclass


@dataclass
class Settings:
    learning_rate: float
    beta: float
    hidden: int


def settings_at(r, ranges):
    low, high = ranges["hidden"]
    rates = log_scale(r[:, 0], *ranges["learning_rate"])
    betas = momentum_scale(r[:, 1], *ranges["beta"])
    units = log_scale(r[:, 2], low, high + 1).astype(int)
    return [asdict(Settings(*one)) for one in zip(rates, betas, units)]


# %% search
class Search:
    def __init__(self, evaluate):
        self.evaluate, self.tried = evaluate, []

    def add(self, settings):
        self.tried.append((settings, self.evaluate(settings)))

    @property
    def best(self):
        scored = [pair for pair in self.tried if not np.isnan(pair[1])]
        return max(scored, key=lambda pair: pair[1])[0] if scored else None


def search(evaluate, candidates):
    made = Search(evaluate)
    for settings in candidates:
        made.add(settings)
    return made.best, [score for _, score in made.tried]


# %% narrow
import heapq


class Range:
    def __init__(self, values):
        self.low, self.high = min(values), max(values)

    def widened(self, room):
        return self.low / room, self.high * room


def narrow(values, scores, keep=3, room=2.0):
    pairs = {value: score for value, score in zip(values, scores) if np.isfinite(score)}
    return Range(heapq.nlargest(keep, pairs, key=pairs.get)).widened(room)


# %% diagnose
class Curves:
    def __init__(self, train, dev, target):
        self.train, self.dev, self.target, self.epochs = train, dev, target, len(train) - 1

    def diverges(self):
        return not (np.isfinite(self.train[-1]) and self.train[-1] <= self.train[0])

    def above(self):
        return self.train[-1] > self.target

    def falling(self):
        return self.train[-1] < 0.9 * self.train[self.epochs - self.epochs // 4]

    def turned(self):
        return self.dev[-1] > 1.2 * np.nanmin(self.dev)


def diagnose(train_costs, dev_costs, target):
    curves = Curves(train_costs, dev_costs, target)
    rules = [
        ("diverges", curves.diverges()),
        ("too slow", curves.above() and curves.falling()),
        ("underfits", curves.above()),
        ("overfits", curves.turned()),
    ]
    return next((name for name, holds in rules if holds), "fine")


# %% early_stopping
class Watch:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta, self.best, self.lowest, self.left = patience, min_delta, 0, np.inf, patience

    def stops(self, epoch, cost):
        if self.lowest - cost > self.min_delta:
            self.best, self.lowest, self.left = epoch, cost, self.patience
        else:
            self.left -= 1
        return self.left == 0


def early_stopping(dev_costs, patience, min_delta=0.0):
    watch = Watch(patience, min_delta)
    last = next((e for e, cost in enumerate(dev_costs) if watch.stops(e, cost)), len(dev_costs) - 1)
    return watch.best, last


# %% trials_needed
class Trials:
    def __init__(self, hit):
        self.miss = 1 - hit

    def enough(self, chance):
        number = 1
        while 1 - self.miss**number < chance:
            number += 1
        return number


def trials_needed(share, chance, failing=0.0):
    return Trials(share * (1 - failing)).enough(chance)


# %% compare
class Sample:
    def __init__(self, values):
        self.values = [value for value in values if value == value]

    @property
    def mean(self):
        return sum(self.values) / len(self.values)

    @property
    def error(self):
        n = len(self.values)
        return (sum((value - self.mean) ** 2 for value in self.values) / (n - 1) / n) ** 0.5


def compare(first, second):
    sample = Sample([a - b for a, b in zip(first, second)])
    t = sample.mean / sample.error
    for name, sign in (("first", 1), ("second", -1)):
        if sign * t > 2:
            return name, t
    return "undecided", t


# %% propose
class Tuner:
    def __init__(self, history):
        self.history = history
        tried = [pair for pair in history if not np.isnan(pair[1])]
        self.best = max(tried, key=lambda pair: pair[1])[0] if tried else {"learning_rate": 0.02, "beta": 0.944, "hidden": 45}

    def moved(self, rate=1.0, window=1.0, units=1.0):
        longer = min(max(window / (1 - self.best["beta"]), 3.0), 100.0)
        return {
            "learning_rate": min(max(self.best["learning_rate"] * rate, 0.002), 50.0),
            "beta": 1 - 1 / longer,
            "hidden": int(min(max(self.best["hidden"] * units, 8), 250)),
        }


def propose(history, budget):
    moves = [{}, {"rate": 0.05}, {"rate": 20}, {"window": 3}, {"window": 0.33}, {"units": 2.8}, {"units": 0.36}, {"rate": 3}]
    tuner = Tuner(history)
    if not history:
        return {"learning_rate": 0.3, "beta": 0.944, "hidden": 45}
    return tuner.moved(**moves[len(history)])
