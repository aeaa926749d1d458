# %% threshold_metrics
class Counts:
    def __init__(self, y, flagged):
        self.tp = int(np.logical_and(y, flagged).sum())
        self.fp = int(flagged.sum()) - self.tp
        self.fn = int(np.count_nonzero(y)) - self.tp

    def precision(self):
        return self.tp / (self.tp + self.fp) if self.tp else 0.0

    def recall(self):
        return self.tp / (self.tp + self.fn) if self.tp else 0.0

    def f(self, beta):
        if self.tp == 0:
            return 0.0
        return (1 + beta**2) / (1 / self.precision() + beta**2 / self.recall())


def threshold_metrics(y, scores, thresholds, beta=1.0):
    classes = [Counts(a, b) for a, b in zip(np.asarray(y).T, (scores >= thresholds).T)]
    fs = [one.f(beta) for one in classes]
    return {
        "precision": [one.precision() for one in classes],
        "recall": [one.recall() for one in classes],
        "f": fs,
        "macro": np.mean([f for f, one in zip(fs, classes) if one.tp + one.fn]),
    }


# %% best_threshold
class Candidate:
    def __init__(self, y, scores, threshold):
        self.threshold = threshold
        labels = y[scores >= threshold]
        self.precision, self.recall = labels.mean(), labels.sum() / y.sum()

    def __lt__(self, other):
        return (self.recall, self.precision) < (other.recall, other.precision)


def best_threshold(y, scores, minimum_precision):
    candidates = [Candidate(y, scores, one) for one in np.unique(scores)]
    candidates = [one for one in candidates if one.precision >= minimum_precision]
    if candidates:
        best = max(candidates)
        return best.threshold, best.precision, best.recall


# %% error_interval
class Wilson:
    def __init__(self, errors, m, level):
        self.p, self.m, self.z = errors / m, m, norm.isf((1 - level) / 2)

    def ends(self):
        shrink = self.z**2 / self.m
        roots = np.roots([1 + shrink, -(2 * self.p + shrink), self.p**2])
        return tuple(np.clip(np.sort(np.real(roots)), 0, 1))


def error_interval(errors, m, level=0.95):
    return Wilson(errors, m, level).ends()


# %% paired_difference
class Table:
    def __init__(self, first, second):
        self.cells = (
            np.array(
                [[np.sum(~first & ~second), np.sum(~first & second)], [np.sum(first & ~second), np.sum(first & second)]]
            )
            + 0.5
        )
        self.shares = self.cells / self.cells.sum()

    def difference(self):
        return self.shares[1].sum() - self.shares[:, 1].sum()

    def error(self):
        square = self.shares[0, 1] + self.shares[1, 0]
        return ((square - self.difference() ** 2) / self.cells.sum()) ** 0.5


def paired_difference(first, second, level=0.95):
    table = Table(first, second)
    z = norm.ppf(1 - (1 - level) / 2)
    return [table.difference() - z * table.error(), table.difference() + z * table.error()]


# %% dev_set_size
class Comparison:
    def __init__(self, difference, disagreement):
        self.difference = difference
        self.null, self.real = disagreement**0.5, (disagreement - difference**2) ** 0.5

    def examples(self, power, level):
        root = (norm.isf((1 - level) / 2) * self.null + norm.isf(1 - power) * self.real) / self.difference
        return int(np.ceil(root * root))


def dev_set_size(difference, disagreement, power=0.8, level=0.95):
    return Comparison(difference, disagreement).examples(power, level)


# %% human_level
class Annotators:
    def __init__(self, table):
        self.table, self.K = table, table.max() + 1

    def vote(self, rows):
        counts = np.stack([(rows == k).sum(axis=0) for k in range(self.K)])
        top = counts.max(axis=0)
        unique = ((counts == top).sum(axis=0) == 1) & (top > 0)
        return np.where(unique, counts.argmax(axis=0), -1)

    def compare(self, a):
        others = self.vote(np.delete(self.table, a, axis=0))
        both = (self.table[a] >= 0) & (others >= 0)
        return int((self.table[a] != others)[both].sum()), int(both.sum())


def human_level(table):
    people = Annotators(table)
    pairs = [people.compare(a) for a in range(len(table))]
    ends = [error_interval(*pair)[1] for pair in pairs]
    return {"best": int(np.argmin(ends)), "errors": [k / n for k, n in pairs], "vote": people.vote(table)}


# %% diagnose
class Rate:
    def __init__(self, errors, m):
        self.share = errors / m
        smooth = (errors + 1) / (m + 2)
        self.variance = smooth * (1 - smooth) / m


def diagnose(human, train, dev, sure=0.9):
    h, t, d = Rate(*human), Rate(*train), Rate(*dev)
    result = {"bias": t.share - h.share, "variance": d.share - t.share}
    away = result["bias"] - result["variance"]
    result["probability"] = float(norm(away, (h.variance + 4 * t.variance + d.variance) ** 0.5).sf(0))
    names = {True: "bias", False: "variance"}
    certain = max(result["probability"], 1 - result["probability"]) >= sure
    result["first"] = names[result["probability"] > 0.5] if certain else "undecided"
    return result


# %% pareto_front
class Model:
    def __init__(self, number, measures):
        self.number, self.measures = number, tuple(measures)

    def dominates(self, other):
        return self.measures != other.measures and all(a <= b for a, b in zip(self.measures, other.measures))


def pareto_front(measures, limits):
    models = [Model(i, row) for i, row in enumerate(measures) if np.all(row <= limits)]
    return [one.number for one in models if not any(other.dominates(one) for other in models)]


# %% choose_model
class Project:
    def __init__(self, wrong, latency, fits):
        self.wrong, self.latency, self.fits = wrong, latency, fits
        self.top = min(fits, key=lambda one: (wrong[one].sum(), latency[one]))
        self.level = 1 - 0.05 / max(len(fits) * (len(fits) - 1) // 2, 1)

    def behind(self, one):
        return paired_difference(self.wrong[one], self.wrong[self.top], self.level)[0] > 0


def choose_model(wrong, latency, size, max_latency, max_size):
    fits = [one for one in range(len(wrong)) if latency[one] <= max_latency and size[one] <= max_size]
    if not fits:
        return None, []
    project = Project(wrong, latency, fits)
    worse = list(filter(project.behind, fits))
    ship = None
    for one in fits:
        if one not in worse and (ship is None or latency[one] < latency[ship]):
            ship = one
    return ship, worse


# %% product_cost
class Product:
    def __init__(self, costs, review, mix):
        self.costs, self.review, self.mix = costs, review, mix

    def price(self, truth, said):
        return self.review if said < 0 else self.costs[truth][said]

    def total(self, y, row):
        sums = {}
        for truth, said in zip(y.tolist(), row.tolist()):
            sums.setdefault(truth, []).append(self.price(truth, said))
        return sum(self.mix[truth] * np.mean(prices) for truth, prices in sums.items())


def product_cost(y, predictions, costs, review, mix):
    return np.array([Product(costs, review, mix).total(y, row) for row in predictions])
