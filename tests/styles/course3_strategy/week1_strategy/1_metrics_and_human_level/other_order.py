# %% threshold_metrics
def threshold_metrics(y, scores, thresholds, beta=1.0):
    positive = np.asarray(y) > 0
    flagged = ~(scores < thresholds)
    hits = np.logical_and(positive, flagged).sum(axis=0).astype(float)
    precision, recall = np.zeros(y.shape[1]), np.zeros(y.shape[1])
    np.divide(hits, flagged.sum(axis=0), out=precision, where=flagged.any(axis=0))
    np.divide(hits, positive.sum(axis=0), out=recall, where=positive.any(axis=0))
    product, bottom = precision * recall, beta**2 * precision + recall
    f = np.zeros(y.shape[1])
    f[bottom > 0] = (1 + beta**2) * product[bottom > 0] / bottom[bottom > 0]
    return {"macro": f.sum() / positive.any(axis=0).sum(), "f": f, "recall": recall, "precision": precision}


# %% best_threshold
def best_threshold(y, scores, minimum_precision):
    order = np.argsort(-scores, kind="stable")
    last = np.flatnonzero(np.append(np.diff(scores[order]) != 0, True))
    hits = np.cumsum(y[order])[last]
    precision, recall = hits / (last + 1), hits / y.sum()
    best = None
    for k in range(len(last)):
        if precision[k] >= minimum_precision and (best is None or recall[k] > recall[best]):
            best = k
    return None if best is None else (scores[order][last[best]], precision[best], recall[best])


# %% error_interval
def error_interval(errors, m, level=0.95):
    from scipy.optimize import brentq

    z, share = norm.ppf((1 + level) / 2), errors / m

    def distance(p):
        return (share - p) ** 2 - z**2 * p * (1 - p) / m

    low = brentq(distance, 0, share, xtol=1e-14) if errors else 0.0
    high = brentq(distance, share, 1, xtol=1e-14) if errors < m else 1.0
    if errors == m:
        low = m / (m + z**2)
    if not errors:
        high = z**2 / (m + z**2)
    return low, high


# %% paired_difference
def paired_difference(first, second, level=0.95):
    n = len(first) + 2
    gain = first.astype(int) - second.astype(int)
    squares = np.sum(gain**2) + 1
    total = np.sum(gain)
    variance = squares / n - (total / n) ** 2
    low, high = norm.interval(level)
    return total / n + low * np.sqrt(variance / n), total / n + high * np.sqrt(variance / n)


# %% dev_set_size
def dev_set_size(difference, disagreement, power=0.8, level=0.95):
    from scipy.optimize import brentq

    def lacking(root):
        line = norm.ppf((1 + level) / 2) * np.sqrt(disagreement) / root
        return line + norm.ppf(power) * np.sqrt(disagreement - difference**2) / root - difference

    return int(np.ceil(brentq(lacking, 1e-3, 1e6, xtol=1e-12, rtol=1e-14) ** 2))


# %% human_level
def human_level(table):
    annotators, m = table.shape
    counts = np.zeros((m, table.max() + 1), dtype=int)
    for row in table:
        known = row >= 0
        counts[np.flatnonzero(known), row[known]] += 1

    def decide(c):
        best = c.argmax(axis=1)
        rest = c.copy()
        rest[np.arange(m), best] = -1
        return np.where(c.max(axis=1) > np.maximum(rest.max(axis=1), 0), best, -1)

    errors, ends = np.zeros(annotators), np.zeros(annotators)
    for a, row in enumerate(table):
        own = counts.copy()
        known = row >= 0
        own[np.flatnonzero(known), row[known]] -= 1
        others = decide(own)
        use = known & (others >= 0)
        errors[a] = np.mean(row[use] != others[use])
        ends[a] = error_interval(int(np.sum(row[use] != others[use])), int(use.sum()))[1]
    return {"vote": decide(counts), "errors": errors, "best": int(ends.argmin())}


# %% diagnose
def diagnose(human, train, dev, sure=0.9):
    pairs = (human, train, dev)
    rates = [k / m for k, m in pairs]
    smooth = [(k + 1) / (m + 2) for k, m in pairs]
    total = sum(w * p * (1 - p) / m for w, p, (_, m) in zip((1, 4, 1), smooth, pairs))
    bias, variance = rates[1] - rates[0], rates[2] - rates[1]
    probability = 1 - norm.cdf((variance - bias) / total**0.5)
    if sure <= probability:
        return {"bias": bias, "variance": variance, "probability": probability, "first": "bias"}
    if sure <= 1 - probability:
        return {"bias": bias, "variance": variance, "probability": probability, "first": "variance"}
    return {"bias": bias, "variance": variance, "probability": probability, "first": "undecided"}


# %% pareto_front
def pareto_front(measures, limits):
    front = [i for i in range(len(measures)) if not np.any(measures[i] > limits)]
    for i in list(front):
        for j in range(len(measures)):
            if np.all(measures[j] <= measures[i]) and not np.array_equal(measures[i], measures[j]):
                front.remove(i)
                break
    return front


# %% choose_model
def choose_model(wrong, latency, size, max_latency, max_size):
    from scipy.special import bdtr

    fits = np.flatnonzero(np.logical_and(latency <= max_latency, size <= max_size))
    if not len(fits):
        return None, []
    top = fits[np.lexsort((latency[fits], wrong[fits].sum(axis=1)))[0]]
    p = {}
    for one in fits:
        lost, won = np.sum(wrong[one] > wrong[top]), np.sum(wrong[one] < wrong[top])
        p[int(one)] = 2 * bdtr(won, won + lost, 0.5) if lost > won else 1.0
    worse = []
    for step, one in enumerate(sorted(p, key=p.get)):
        if p[one] * max(len(fits) * (len(fits) - 1) / 2 - step, 1) > 0.05:
            break
        worse.append(one)
    left = [one for one in fits if one not in worse]
    return left[int(np.argmin(latency[left]))], worse


# %% product_cost
def product_cost(y, predictions, costs, review, mix):
    K = len(mix)
    result = np.zeros(len(predictions))
    for truth in range(K):
        rows = predictions[:, y == truth]
        if rows.shape[1] == 0:
            continue
        shares = np.array([[np.mean(row == said) for said in range(K)] for row in rows])
        result += mix[truth] * (shares @ costs[truth] + review * (rows < 0).mean(axis=1))
    return result
