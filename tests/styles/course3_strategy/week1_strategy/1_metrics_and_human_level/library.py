# %% threshold_metrics
def threshold_metrics(y, scores, thresholds, beta=1.0):
    from sklearn.metrics import precision_recall_fscore_support

    y = np.asarray(y).astype(int)
    P, R, F, seen = (
        precision_recall_fscore_support(y.T.ravel() * 0 + 1, y.T.ravel() * 0 + 1, beta=beta, zero_division=0)
        if y.size == 0
        else tuple(
            np.array(part)
            for part in zip(
                *[
                    precision_recall_fscore_support(
                        y[:, k], (scores >= thresholds)[:, k].astype(int), beta=beta, labels=[1], zero_division=0
                    )
                    for k in range(y.shape[1])
                ]
            )
        )
    )
    P, R, F, seen = (np.ravel(part) for part in (P, R, F, seen))
    return {"precision": P, "recall": R, "f": F, "macro": F[seen > 0].mean()}


# %% best_threshold
def best_threshold(y, scores, minimum_precision):
    from sklearn.metrics import precision_recall_curve

    P, R, thresholds = precision_recall_curve(y, scores)
    keep = np.flatnonzero(P[:-1] >= minimum_precision)
    if not keep.size:
        return None
    best = max(keep, key=lambda k: (R[k], P[k]))
    return thresholds[best], P[best], R[best]


# %% error_interval
def error_interval(errors, m, level=0.95):
    from scipy.stats import binomtest

    found = binomtest(int(errors), int(m)).proportion_ci(level, method="wilson")
    return found.low, found.high


# %% paired_difference
def paired_difference(first, second, level=0.95):
    gains = np.concatenate([first.astype(float) - second, [1, -1, 0, 0]])
    weights = np.concatenate([np.ones(len(first)), [0.5] * 4])
    mean = np.average(gains, weights=weights)
    spread = np.sqrt(np.average((gains - mean) ** 2, weights=weights) / weights.sum())
    return norm.interval(level, loc=mean, scale=spread)


# %% dev_set_size
def dev_set_size(difference, disagreement, power=0.8, level=0.95):
    from math import ceil, sqrt

    a, b = norm.isf((1 - level) / 2), -norm.isf(power)
    return ceil(((a * sqrt(disagreement) + b * sqrt(disagreement - difference**2)) / difference) ** 2)


# %% human_level
def human_level(table):
    from scipy.stats import mode

    def winner(rows):
        rows = np.where(rows < 0, np.nan, rows)
        best = mode(rows, axis=0, nan_policy="omit")
        empty = np.isnan(rows).all(axis=0)
        top = np.where(empty, -1, np.nan_to_num(np.ma.getdata(best.mode), nan=-1))
        rest = mode(np.where(rows == top, np.nan, rows), axis=0, nan_policy="omit")
        tied = np.nan_to_num(np.ma.getdata(rest.count)) >= np.ma.getdata(best.count)
        return np.where(empty | tied, -1, top).astype(int)

    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        others = np.array([winner(np.delete(table, a, axis=0)) for a in range(len(table))])
        vote = winner(table)
    both = (table >= 0) & (others >= 0)
    wrong = (both & (table != others)).sum(axis=1)
    highs = [error_interval(int(k), int(n))[1] for k, n in zip(wrong, both.sum(axis=1))]
    return {"vote": vote, "errors": wrong / both.sum(axis=1), "best": np.argmin(highs)}


# %% diagnose
def diagnose(human, train, dev, sure=0.9):
    k, m = np.array([human, train, dev], dtype=float).T
    factors = np.array([-1, 2, -1])
    p = (k + 1) / (m + 2)
    gap = np.sum(factors * k / m)
    chance = norm.sf(0, gap, np.sqrt(np.sum(factors**2 * p * (1 - p) / m)))
    verdict = np.select([chance >= sure, chance <= 1 - sure], ["bias", "variance"], "undecided")
    return {
        "bias": k[1] / m[1] - k[0] / m[0],
        "variance": k[2] / m[2] - k[1] / m[1],
        "probability": chance,
        "first": str(verdict),
    }


# %% pareto_front
def pareto_front(measures, limits):
    no_worse = (measures[:, None] <= measures).all(axis=2)
    strictly = (measures[:, None] < measures).any(axis=2)
    return np.flatnonzero((measures <= limits).all(axis=1) & ~(no_worse & strictly).any(axis=0)).tolist()


# %% choose_model
def choose_model(wrong, latency, size, max_latency, max_size):
    fits = np.flatnonzero((latency <= max_latency) & (size <= max_size))
    if fits.size == 0:
        return None, []
    top = fits[np.lexsort((latency[fits], wrong[fits].sum(axis=1)))[0]]
    n = len(fits)
    z = norm.isf(0.05 / max(n * (n - 1), 1))
    gains = wrong[fits].astype(float) - wrong[top]
    spread = gains.std(axis=1, ddof=1) / np.sqrt(wrong.shape[1])
    real = gains.mean(axis=1) > z * spread
    left = fits[~real]
    return int(left[latency[left].argmin()]), fits[real].tolist()


# %% product_cost
def product_cost(y, predictions, costs, review, mix):
    counts = np.bincount(y, minlength=len(mix))
    weights = (mix / np.maximum(counts, 1))[y]
    table = np.column_stack([costs, np.full(len(mix), review)])
    return table[y, predictions] @ weights
