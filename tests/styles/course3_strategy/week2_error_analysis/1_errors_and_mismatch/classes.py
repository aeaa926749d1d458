# %% split_sources
class Deck:
    def __init__(self, scenes, rng):
        self.scenes = np.unique(scenes)
        rng.shuffle(self.scenes)

    def deal(self, count):
        dealt, self.scenes = self.scenes[:count], self.scenes[count:]
        return set(dealt.tolist())


def split_sources(target, scene, share, seed):
    rng = np.random.default_rng(seed)
    decks = [Deck(scene[target], rng), Deck(scene[~target], rng)]
    count = round(share * len(decks[0].scenes))
    parts = {"test": decks[0].deal(count), "dev": decks[0].deal(count), "train_dev": set()}
    for deck in decks:
        parts["train_dev"] |= deck.deal(round(share * len(deck.scenes)))
    parts["train"] = set(scene.tolist()) - parts["test"] - parts["dev"] - parts["train_dev"]
    return {name: np.array([i for i, one in enumerate(scene) if one in part]) for name, part in parts.items()}


# %% error_ceilings
class Share:
    def __init__(self, count, n, z):
        self.p, self.n, self.z = count / n, n, z

    def end(self, sign):
        z2 = self.z**2
        return (2 * self.n * self.p + z2 + sign * self.z * np.sqrt(z2 + 4 * self.n * self.p * (1 - self.p))) / (
            2 * (self.n + z2)
        )


def error_ceilings(causes, accuracy, z=1.96):
    made = Share(causes.sum(axis=0), len(causes), z)
    lonely = causes[causes.sum(axis=1) == 1]
    parts = {"ceiling": made.p, "low": made.end(-1), "high": made.end(1)}
    lifted = {name: 1 - (1 - part) * (1 - accuracy) for name, part in parts.items()}
    return {"share": made.p, "alone": lonely.sum(axis=0) / len(causes), **lifted}


# %% priorities
from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    columns: frozenset
    cost: float
    cured: int

    @property
    def rank(self):
        return self.cured, -self.cost


def priorities(causes, weeks, budget):
    reasons = [frozenset(np.flatnonzero(row).tolist()) for row in causes if row.any()]
    plans = [frozenset()]
    for column in range(len(weeks)):
        plans += [plan | {column} for plan in plans]
    made = []
    for plan in plans:
        cost = float(sum(weeks[column] for column in plan))
        if cost <= budget:
            made.append(Plan(plan, cost, sum(reason <= plan for reason in reasons)))
    return sorted(max(made, key=lambda plan: plan.rank).columns)


# %% find_label_errors
class Confident:
    def __init__(self, labels, probabilities):
        self.thresholds = {label: probabilities[labels == label, label].mean() for label in set(labels.tolist())}

    def opinion(self, row):
        sure = [(row[label], label) for label, threshold in self.thresholds.items() if row[label] >= threshold]
        return max(sure)[1] if sure else None


def find_label_errors(labels, probabilities):
    judge = Confident(labels, probabilities)
    opinions = [judge.opinion(row) for row in probabilities]
    pairs = [(probabilities[i, labels[i]], i) for i, opinion in enumerate(opinions) if opinion not in (None, labels[i])]
    return np.array([i for _, i in sorted(pairs)], dtype=int)


# %% corrected_accuracy
class Stratum:
    def __init__(self, size, hits):
        self.size, self.hits = size, hits

    @property
    def mean(self):
        return self.hits.mean() if self.size else 0.0

    @property
    def variance(self):
        if len(self.hits) < 2:
            return 0.0
        return self.hits.var(ddof=1) / len(self.hits) * (1 - len(self.hits) / self.size)


def corrected_accuracy(labels, predicted, reviewed, truth):
    hits, alike = (predicted[reviewed] == truth).astype(float), labels == predicted
    strata = [Stratum(np.sum(alike == kind), hits[alike[reviewed] == kind]) for kind in (True, False)]
    weights = [stratum.size / len(labels) for stratum in strata]
    total = sum(weight * stratum.mean for weight, stratum in zip(weights, strata))
    return total, sum(weight**2 * stratum.variance for weight, stratum in zip(weights, strata)) ** 0.5


# %% decompose
from dataclasses import dataclass


@dataclass
class Rate:
    wrong: int
    count: int

    @property
    def plain(self):
        return self.wrong / self.count

    @property
    def variance(self):
        p = (self.wrong + 1) / (self.count + 2)
        return p * (1 - p) / (self.count + 2)


def decompose(errors, counts, z=2.0):
    rates = {name: Rate(errors[name], counts[name]) for name in errors}
    pairs = {
        "bias": ("train", "human"),
        "variance": ("train_dev", "train"),
        "mismatch": ("dev", "train_dev"),
        "dev_overfitting": ("test", "dev"),
    }
    gaps = {name: rates[one].plain - rates[other].plain for name, (one, other) in pairs.items()}
    clear = {}
    for name, (one, other) in pairs.items():
        noise = (rates[one].variance + rates[other].variance) ** 0.5
        if gaps[name] > 0 and gaps[name] > z * noise:
            clear[name] = gaps[name]
    return gaps, max(clear, key=clear.get, default="undecided")


# %% suspects
class Ridge:
    def __init__(self, strength):
        self.strength = strength

    def fit(self, X, labels):
        hot = np.eye(labels.max() + 1)[labels]
        self.mean, self.prior = X.mean(axis=0), hot.mean(axis=0)
        Z = X - self.mean
        self.weights = np.linalg.solve(Z.T @ Z + self.strength * np.eye(Z.shape[1]), Z.T @ (hot - self.prior))
        return self

    def scores(self, X):
        return (X - self.mean) @ self.weights + self.prior


def suspects(X, labels):
    fold = np.random.default_rng(0).integers(8, size=len(labels))
    lead = np.zeros(len(labels))
    for one in range(8):
        scores = Ridge(300.0).fit(X[fold != one], labels[fold != one]).scores(X[fold == one])
        lead[fold == one] = scores[np.arange(len(scores)), labels[fold == one]] - scores.max(axis=1)
    return lead < -0.32


# %% mend
class Group:
    def __init__(self, members, truth, lead, m):
        self.size, self.weight = members.sum(), members.sum() / m
        self.seen = lead[members & (truth >= 0)]

    @property
    def mean(self):
        return self.seen.mean() if len(self.seen) else 0.0

    @property
    def variance(self):
        n = len(self.seen)
        if n == 0:
            return 1.0
        return max(self.seen.var(), 1 / n) / n * (1 - n / self.size)


def mend(labels, first, second, budget, truth):
    differ = first != second
    if (truth == -1).all():
        places = np.flatnonzero(differ)
        np.random.default_rng(11).shuffle(places)
        return places[:budget]
    lead = (first == truth).astype(int) - (second == truth)
    kinds = [labels == first, labels == second, (labels != first) & (labels != second)]
    groups = [Group(differ & kind, truth, lead, len(labels)) for kind in kinds]
    mean = sum(group.weight * group.mean for group in groups)
    half = 2 * sum(group.weight**2 * group.variance for group in groups) ** 0.5
    ahead = np.sum(first == labels) - np.sum(second == labels)
    verdict = "undecided" if -half <= mean <= half else ("keep" if mean * ahead > 0 else "switch")
    return verdict, mean - half, mean + half
