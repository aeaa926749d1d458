# %% threshold_metrics: The macro F-score is computed from the macro precision and the macro recall
def threshold_metrics(y, scores, thresholds, beta=1.0):
    flagged = scores >= thresholds
    tp = (flagged & (y == 1)).sum(axis=0)
    precision = tp / np.maximum(flagged.sum(axis=0), 1)
    recall = tp / np.maximum((y == 1).sum(axis=0), 1)
    bottom = beta**2 * precision + recall
    f = np.where(bottom > 0, (1 + beta**2) * precision * recall / np.where(bottom > 0, bottom, 1), 0)
    has = (y == 1).any(axis=0)
    p, r = precision[has].mean(), recall[has].mean()
    macro = (1 + beta**2) * p * r / (beta**2 * p + r) if p + r > 0 else 0.0
    return {"precision": precision, "recall": recall, "f": f, "macro": macro}

# %% best_threshold: The loop stops as soon as precision first falls below the limit
def best_threshold(y, scores, minimum_precision):
    best = None
    for t in sorted(set(scores), reverse=True):
        chosen = scores >= t
        precision = y[chosen].mean()
        if precision < minimum_precision:
            break
        recall = y[chosen].sum() / y.sum()
        if best is None or recall > best[2]:
            best = (t, precision, recall)
    return best

# %% best_threshold: Only thresholds strictly below the score are flagged
def best_threshold(y, scores, minimum_precision):
    best = None
    for t in np.unique(scores)[::-1]:
        chosen = scores > t
        if not chosen.any():
            continue
        precision, recall = y[chosen].mean(), y[chosen].sum() / y.sum()
        if precision >= minimum_precision and (best is None or recall > best[2]):
            best = (t, precision, recall)
    return best

# %% error_interval: z is taken at the level itself, one-sided
def error_interval(errors, m, level=0.95):
    z = norm.ppf(level)
    p = errors / m
    centre = (p + z**2 / (2 * m)) / (1 + z**2 / m)
    half = z / (1 + z**2 / m) * np.sqrt(p * (1 - p) / m + z**2 / (4 * m**2))
    return max(centre - half, 0), min(centre + half, 1)

# %% paired_difference: Half an example is added to the two cells of disagreement only
def paired_difference(first, second, level=0.95):
    m = len(first) + 1
    b, c = np.sum(first & ~second) + 0.5, np.sum(~first & second) + 0.5
    mean = (b - c) / m
    half = norm.ppf(0.5 + level / 2) * np.sqrt(((b + c) / m - mean**2) / m)
    return mean - half, mean + half

# %% dev_set_size: The standard deviation under no difference is used for both bells
def dev_set_size(difference, disagreement, power=0.8, level=0.95):
    z = norm.ppf((1 + level) / 2) + norm.ppf(power)
    return int(np.ceil(z**2 * disagreement / difference**2))

# %% human_level: An annotator's own vote is among those that they are compared with
def human_level(table):
    K = table.max() + 1
    counts = np.array([[np.sum(column == k) for k in range(K)] for column in table.T])
    top = counts.max(axis=1)
    vote = np.where(((counts == top[:, None]).sum(axis=1) == 1) & (top > 0), counts.argmax(axis=1), -1)
    errors, ends = [], []
    for row in table:
        both = (row >= 0) & (vote >= 0)
        wrong = int(np.sum(row[both] != vote[both]))
        errors.append(wrong / both.sum())
        ends.append(error_interval(wrong, int(both.sum()))[1])
    return {"vote": vote, "errors": np.array(errors), "best": int(np.argmin(ends))}

# %% diagnose: The two gaps are treated as independent of each other
def diagnose(human, train, dev, sure=0.9):
    (h, n_h), (t, n_t), (d, n_d) = human, train, dev
    bias, variance = t / n_t - h / n_h, d / n_d - t / n_t
    v = [(k + 1) / (m + 2) * (1 - (k + 1) / (m + 2)) / m for k, m in (human, train, dev)]
    p = norm.cdf((bias - variance) / np.sqrt(v[0] + 2 * v[1] + v[2]))
    first = "bias" if p >= sure else "variance" if p <= 1 - sure else "undecided"
    return {"bias": bias, "variance": variance, "probability": p, "first": first}

# %% pareto_front: A model is dominated only if another one is better in every respect
def pareto_front(measures, limits):
    inside = [i for i in range(len(measures)) if (measures[i] <= limits).all()]
    return [i for i in inside if not any((measures[j] < measures[i]).all() for j in inside)]

# %% choose_model: Two separate intervals that do not overlap are asked for
def choose_model(wrong, latency, size, max_latency, max_size):
    fits = [i for i in range(len(wrong)) if latency[i] <= max_latency and size[i] <= max_size]
    if not fits:
        return None, []
    m = wrong.shape[1]
    top = min(fits, key=lambda i: wrong[i].mean())
    level = 1 - 0.05 / max(len(fits) * (len(fits) - 1) / 2, 1)
    high = error_interval(int(wrong[top].sum()), m, level)[1]
    worse = [i for i in fits if error_interval(int(wrong[i].sum()), m, level)[0] > high]
    return min((i for i in fits if i not in worse), key=lambda i: latency[i]), worse

# %% product_cost: The costs are averaged over the dev set as it is
def product_cost(y, predictions, costs, review, mix):
    paid = np.where(predictions == -1, review, costs[y, predictions])
    return paid.mean(axis=1)
