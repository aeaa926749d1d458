# %% threshold_metrics
def threshold_metrics(y, scores, thresholds, beta=1.0):
    m, K = y.shape
    limits = np.broadcast_to(thresholds, K)
    precision, recall, f, seen = [], [], [], []
    for k in range(K):
        hits = flagged = positives = 0
        for i in range(m):
            flag, real = scores[i, k] >= limits[k], bool(y[i, k])
            hits += flag and real
            flagged += flag
            positives += real
        P = hits / flagged if flagged else 0.0
        R = hits / positives if positives else 0.0
        precision.append(P)
        recall.append(R)
        f.append((1 + beta**2) * P * R / (beta**2 * P + R) if hits else 0.0)
        if positives:
            seen.append(f[-1])
    return {
        "precision": np.array(precision),
        "recall": np.array(recall),
        "f": np.array(f),
        "macro": sum(seen) / len(seen),
    }


# %% best_threshold
def best_threshold(y, scores, minimum_precision):
    found = []
    for threshold in set(scores.tolist()):
        hits = sum(1 for label, score in zip(y, scores) if score >= threshold and label)
        flagged = sum(1 for score in scores if score >= threshold)
        if hits / flagged >= minimum_precision:
            found.append((hits / sum(y), hits / flagged, threshold))
    if not found:
        return None
    recall, precision, threshold = max(found)
    return threshold, precision, recall


# %% error_interval
def error_interval(errors, m, level=0.95):
    z = norm.ppf(1 - (1 - level) / 2)
    share = errors / m

    def bisect(inside, outside):
        for _ in range(200):
            middle = (inside + outside) / 2
            if abs(share - middle) <= z * (middle * (1 - middle) / m) ** 0.5:
                inside = middle
            else:
                outside = middle
        return inside

    low = 0.0 if errors == 0 else bisect(share, 0.0)
    high = 1.0 if errors == m else bisect(share, 1.0)
    return low, high


# %% paired_difference
def paired_difference(first, second, level=0.95):
    gains = [0.5 * 0] + [int(a) - int(b) for a, b in zip(first, second)]
    weights = [0.0] + [1.0] * len(first)
    for gain in (1, -1, 0, 0):
        gains.append(gain)
        weights.append(0.5)
    n = sum(weights)
    mean = sum(w * g for w, g in zip(weights, gains)) / n
    variance = sum(w * (g - mean) ** 2 for w, g in zip(weights, gains)) / n
    half = norm.ppf(0.5 + level / 2) * (variance / n) ** 0.5
    return mean - half, mean + half


# %% dev_set_size
def dev_set_size(difference, disagreement, power=0.8, level=0.95):
    def reached(m):
        line = norm.ppf((1 + level) / 2) * (disagreement / m) ** 0.5
        spread = ((disagreement - difference**2) / m) ** 0.5
        return norm.sf(line, loc=difference, scale=spread) >= power

    low, high = 0, 1
    while not reached(high):
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if reached(middle) else (middle, high)
    return high


# %% human_level
def human_level(table):
    def winner(votes):
        votes = [vote for vote in votes if vote >= 0]
        if not votes:
            return -1
        counts = {}
        for vote in votes:
            counts[vote] = counts.get(vote, 0) + 1
        top = [vote for vote, count in counts.items() if count == max(counts.values())]
        return top[0] if len(top) == 1 else -1

    n, m = table.shape
    errors, ends = [], []
    for a in range(n):
        wrong = compared = 0
        for i in range(m):
            others = winner([table[b, i] for b in range(n) if b != a])
            if table[a, i] >= 0 and others >= 0:
                compared += 1
                wrong += table[a, i] != others
        errors.append(wrong / compared)
        ends.append(error_interval(int(wrong), compared)[1])
    return {
        "vote": np.array([winner(column) for column in table.T]),
        "errors": np.array(errors),
        "best": ends.index(min(ends)),
    }


# %% diagnose
def diagnose(human, train, dev, sure=0.9):
    def spread(pair):
        p = (pair[0] + 1) / (pair[1] + 2)
        return p * (1 - p) / pair[1]

    bias = train[0] / train[1] - human[0] / human[1]
    variance = dev[0] / dev[1] - train[0] / train[1]
    error = (spread(human) + 4 * spread(train) + spread(dev)) ** 0.5
    probability = norm.cdf(bias - variance, scale=error)
    first = "undecided"
    if probability >= sure:
        first = "bias"
    elif 1 - probability >= sure:
        first = "variance"
    return {"first": first, "probability": probability, "variance": variance, "bias": bias}


# %% pareto_front
def pareto_front(measures, limits):
    front = []
    for i, mine in enumerate(measures):
        if any(a > b for a, b in zip(mine, limits)):
            continue
        for other in measures:
            if all(a <= b for a, b in zip(other, mine)) and any(a < b for a, b in zip(other, mine)):
                break
        else:
            front.append(i)
    return front


# %% choose_model
def choose_model(wrong, latency, size, max_latency, max_size):
    from scipy.stats import binomtest

    fits = [i for i in range(len(wrong)) if latency[i] <= max_latency and size[i] <= max_size]
    if not fits:
        return None, []
    top = sorted(fits, key=lambda i: (wrong[i].sum(), latency[i]))[0]
    alpha = 0.05 / max(len(fits) * (len(fits) - 1) / 2, 1)
    worse = []
    for i in fits:
        behind, ahead = int(np.sum(wrong[i] & ~wrong[top])), int(np.sum(wrong[top] & ~wrong[i]))
        near = behind - ahead < 2 * (behind + ahead) ** 0.5
        if not near and behind > ahead and binomtest(behind, behind + ahead).pvalue < alpha:
            worse.append(i)
    return sorted(set(fits) - set(worse), key=lambda i: latency[i])[0], worse


# %% product_cost
def product_cost(y, predictions, costs, review, mix):
    result = []
    for row in predictions:
        total = 0.0
        for kind, share in enumerate(mix):
            if share == 0:
                continue
            paid = [review if said == -1 else costs[kind, said] for truth, said in zip(y, row) if truth == kind]
            total += share * sum(paid) / len(paid)
        result.append(total)
    return np.array(result)
