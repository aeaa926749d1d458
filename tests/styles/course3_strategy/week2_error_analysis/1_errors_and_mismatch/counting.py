# %% split_sources
from collections import Counter, defaultdict


def split_sources(target, scene, share, seed):
    rng = np.random.default_rng(seed)
    pictures, ours = defaultdict(list), {}
    for index, number in enumerate(scene.tolist()):
        pictures[number].append(index)
        ours[number] = bool(target[index])
    order = sorted(pictures, key=lambda number: rng.random())
    wanted = Counter()
    wanted["dev"] = wanted["test"] = round(share * sum(ours.values()))
    left = {True: sum(ours.values()) - 2 * wanted["dev"], False: len(ours) - sum(ours.values())}
    for kind, count in left.items():
        wanted["train_dev", kind] = round(share * count)
    parts = defaultdict(list)
    for number in order:
        for key in ("dev", "test") * ours[number] + (("train_dev", ours[number]),):
            if wanted[key] > 0:
                wanted[key] -= 1
                parts[key if isinstance(key, str) else "train_dev"] += pictures[number]
                break
        else:
            parts["train"] += pictures[number]
    return {name: np.array(sorted(parts[name])) for name in ("train", "train_dev", "dev", "test")}


# %% error_ceilings
from collections import Counter


def error_ceilings(causes, accuracy, z=1.96):
    n = causes.shape[0]
    counts = np.array([Counter(column.tolist())[True] for column in causes.T])
    lonely = Counter(np.flatnonzero(row)[0] for row in causes if sum(row) == 1)
    pseudo = n + z**2
    middle = (counts + z**2 / 2) / pseudo
    half = z / pseudo * np.sqrt(counts * (n - counts) / n + z**2 / 4)
    error = 1 - accuracy
    return {
        "share": counts / n,
        "alone": np.array([lonely[j] for j in range(causes.shape[1])]) / n,
        "ceiling": 1 - error * (n - counts) / n,
        "low": 1 - error * (1 - middle + half),
        "high": 1 - error * (1 - middle - half),
    }


# %% priorities
from collections import Counter


def priorities(causes, weeks, budget):
    patterns = Counter(tuple(np.flatnonzero(row)) for row in causes if row.any())

    def better(chosen, column, left):
        if column == len(weeks):
            return sum(count for pattern, count in patterns.items() if set(pattern) <= set(chosen)), left, chosen
        plans = [better(chosen, column + 1, left)]
        if weeks[column] <= left:
            plans.append(better((*chosen, column), column + 1, left - weeks[column]))
        return max(plans, key=lambda plan: plan[:2])

    return list(better((), 0, budget)[2])


# %% find_label_errors
from collections import Counter


def find_label_errors(labels, probabilities):
    totals, counts = Counter(), Counter(labels.tolist())
    for label, row in zip(labels.tolist(), probabilities):
        totals[label] += row[label]
    found = []
    for i, row in enumerate(probabilities):
        sure = [label for label in counts if row[label] >= totals[label] / counts[label]]
        if sure and max(sure, key=row.__getitem__) != labels[i]:
            found.append(i)
    return np.array(sorted(found, key=lambda i: probabilities[i, labels[i]]), dtype=int)


# %% corrected_accuracy
from collections import Counter


def corrected_accuracy(labels, predicted, reviewed, truth):
    sizes = Counter((labels == predicted).tolist())
    told = Counter(zip((labels[reviewed] == predicted[reviewed]).tolist(), (predicted[reviewed] == truth).tolist()))
    total = noise = 0.0
    for kind, size in sizes.items():
        yes, no = told[kind, True], told[kind, False]
        n = yes + no
        total += size * yes / n / len(labels)
        if 1 < n < size:
            noise += (size / len(labels)) ** 2 * yes * no / n**2 / (n - 1) * (size - n) / size
    return total, np.sqrt(noise)


# %% decompose
def decompose(errors, counts, z=2.0):
    def gap(low, high):
        return errors[high] / counts[high] - errors[low] / counts[low]

    def noise(low, high):
        return sum((errors[one] + 1) * (counts[one] + 1 - errors[one]) / (counts[one] + 2) ** 3 for one in (low, high))

    ends = {
        "bias": ("human", "train"),
        "variance": ("train", "train_dev"),
        "mismatch": ("train_dev", "dev"),
        "dev_overfitting": ("dev", "test"),
    }
    gaps = {name: gap(*pair) for name, pair in ends.items()}
    for name in sorted(gaps, key=gaps.get, reverse=True):
        if gaps[name] > 0 and gaps[name] ** 2 > z**2 * noise(*ends[name]):
            return gaps, name
    return gaps, "undecided"


# %% suspects
from sklearn.linear_model import LogisticRegression as Softmax


def suspects(X, labels):
    votes = np.zeros(len(labels))
    for repeat in range(3):
        fold = np.random.default_rng(repeat).permutation(len(labels)) % 5
        for one in range(5):
            model = Softmax(C=0.02, max_iter=200).fit(X[fold != one], labels[fold != one])
            rows = np.flatnonzero(fold == one)
            places = np.searchsorted(model.classes_, labels[rows])
            votes[rows] += model.predict_proba(X[rows])[np.arange(len(rows)), places]
    return votes / 3 < 0.14


# %% mend
from collections import Counter, defaultdict


def mend(labels, first, second, budget, truth):
    kind = [a != b and (label == a, label == b) for label, a, b in zip(labels, first, second)]
    if set(truth.tolist()) == {-1}:
        differ = [i for i, one in enumerate(kind) if one]
        return sorted(differ, key=lambda i: (i * 2654435761 + 12345) % 4294967296)[:budget]
    sizes = Counter(one for one in kind if one)
    leads = defaultdict(list)
    for i, one in enumerate(kind):
        if one and truth[i] != -1:
            leads[one].append((truth[i] == first[i]) * 1 - (truth[i] == second[i]) * 1)
    m, mean, variance = len(labels), 0.0, 0.0
    for one, size in sizes.items():
        n = len(leads[one])
        spread = max(np.var(leads[one]), 1 / n) / n * (size - n) / size if n else 1.0
        mean += np.mean(leads[one]) * size / m if n else 0.0
        variance += spread * (size / m) ** 2
    low, high = mean - 1.96 * variance**0.5, mean + 1.96 * variance**0.5
    if low <= 0 <= high:
        return ["undecided", low, high]
    now = Counter((first == labels).tolist())[True] > Counter((second == labels).tolist())[True]
    return ["keep" if now == (mean > 0) else "switch", low, high]
