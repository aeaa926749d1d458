# %% split_sources
def split_sources(target, scene, share, seed):
    rng = np.random.default_rng(seed)
    wild, other = [], []
    for number, is_target in zip(scene.tolist(), target.tolist()):
        place = wild if is_target else other
        if number not in place:
            place.append(number)
    wild, other = list(rng.permutation(wild)), list(rng.permutation(other))
    size = round(share * len(wild))
    part_of = {}
    for _ in range(size):
        part_of[wild.pop()] = "dev"
        part_of[wild.pop()] = "test"
    for kind in (wild, other):
        count = round(share * len(kind))
        for position, number in enumerate(kind):
            part_of[number] = "train_dev" if position < count else "train"
    result = {"train": [], "train_dev": [], "dev": [], "test": []}
    for index, number in enumerate(scene):
        result[part_of[number]].append(index)
    return {name: np.array(indices) for name, indices in result.items()}


# %% error_ceilings
def error_ceilings(causes, accuracy, z=1.96):
    n, c = causes.shape
    result = {name: np.zeros(c) for name in ("share", "alone", "ceiling", "low", "high")}
    for j in range(c):
        with_cause = alone = 0
        for i in range(n):
            if causes[i, j]:
                with_cause += 1
                if causes[i].sum() == 1:
                    alone += 1
        p = with_cause / n
        root = (p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5
        low = (p + z * z / (2 * n) - z * root) / (1 + z * z / n)
        high = (p + z * z / (2 * n) + z * root) / (1 + z * z / n)
        result["share"][j], result["alone"][j] = p, alone / n
        result["ceiling"][j] = accuracy + p - accuracy * p
        result["low"][j] = accuracy + low - accuracy * low
        result["high"][j] = accuracy + high - accuracy * high
    return result


# %% priorities
def priorities(causes, weeks, budget):
    c = len(weeks)
    best, most, least = [], 0, 0.0
    for code in range(2**c):
        chosen = [j for j in range(c) if code >> j & 1]
        cost = 0.0
        for j in chosen:
            cost += weeks[j]
        if cost > budget:
            continue
        cured = 0
        for row in causes:
            own = [j for j in range(c) if row[j]]
            if own and all(j in chosen for j in own):
                cured += 1
        if cured > most or (cured == most and cost < least):
            best, most, least = chosen, cured, cost
    return best


# %% find_label_errors
def find_label_errors(labels, probabilities):
    m, k = probabilities.shape
    sums, counts = [0.0] * k, [0] * k
    for i in range(m):
        sums[labels[i]] += probabilities[i, labels[i]]
        counts[labels[i]] += 1
    suspects = []
    for i in range(m):
        best = None
        for j in range(k):
            if counts[j] and probabilities[i, j] >= sums[j] / counts[j]:
                if best is None or probabilities[i, j] > probabilities[i, best]:
                    best = j
        if best is not None and best != labels[i]:
            suspects.append(i)
    suspects.sort(key=lambda i: probabilities[i, labels[i]])
    return np.array(suspects, dtype=int)


# %% corrected_accuracy
def corrected_accuracy(labels, predicted, reviewed, truth):
    size, seen = {True: 0, False: 0}, {True: [], False: []}
    for label, guess in zip(labels, predicted):
        size[bool(label == guess)] += 1
    for index, true in zip(reviewed, truth):
        seen[bool(labels[index] == predicted[index])].append(int(predicted[index] == true))
    total = noise = 0.0
    for kind in (True, False):
        n = len(seen[kind])
        if n == 0:
            continue
        weight, p = size[kind] / len(labels), sum(seen[kind]) / n
        total += weight * p
        if n > 1:
            noise += weight**2 * p * (1 - p) / (n - 1) * (size[kind] - n) / size[kind]
    return total, noise**0.5


# %% decompose
def decompose(errors, counts, z=2.0):
    gaps, verdict, best = {}, "undecided", 0.0
    for name, low, high in [
        ("bias", "human", "train"),
        ("variance", "train", "train_dev"),
        ("mismatch", "train_dev", "dev"),
        ("dev_overfitting", "dev", "test"),
    ]:
        gap = errors[high] / counts[high] - errors[low] / counts[low]
        variance = 0.0
        for step in (low, high):
            p = (errors[step] + 1) / (counts[step] + 2)
            variance += p * (1 - p) / (counts[step] + 2)
        gaps[name] = gap
        if gap > z * variance**0.5 and gap > best:
            verdict, best = name, gap
    return gaps, verdict


# %% suspects
def suspects(X, labels):
    m, flags = len(labels), []
    nearest = []
    for i in range(m):
        distances = ((X - X[i]) ** 2).sum(axis=1)
        distances[i] = np.inf
        nearest.append(np.argsort(distances)[:10])
    for i in range(m):
        flags.append(np.mean(labels[nearest[i]] == labels[i]) < 0.2)
    return np.array(flags)


# %% mend
def mend(labels, first, second, budget, truth):
    kinds = []
    for label, a, b in zip(labels.tolist(), first.tolist(), second.tolist()):
        kinds.append(0 if a == b else 1 if label == a else 2 if label == b else 3)
    if (truth < 0).all():
        differ = [i for i, kind in enumerate(kinds) if kind]
        np.random.default_rng(5).shuffle(differ)
        return differ[:budget]
    mean = variance = 0.0
    for kind in (1, 2, 3):
        size, leads = kinds.count(kind), []
        for i in range(len(labels)):
            if kinds[i] == kind and truth[i] >= 0:
                leads.append(int(first[i] == truth[i]) - int(second[i] == truth[i]))
        n = len(leads)
        if size == 0:
            continue
        if n == 0:
            variance += (size / len(labels)) ** 2
            continue
        average = sum(leads) / n
        spread = max(sum((lead - average) ** 2 for lead in leads) / n, 1 / n)
        mean += size / len(labels) * average
        variance += (size / len(labels)) ** 2 * spread / n * (1 - n / size)
    half = 2 * variance**0.5
    before = (first == labels).sum() - (second == labels).sum()
    if mean - half <= 0 <= mean + half:
        verdict = "undecided"
    elif (mean > 0) == (before > 0):
        verdict = "keep"
    else:
        verdict = "switch"
    return verdict, mean - half, mean + half
