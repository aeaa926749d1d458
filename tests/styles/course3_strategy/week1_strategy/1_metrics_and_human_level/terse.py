# %% threshold_metrics
def threshold_metrics(y, scores, thresholds, beta=1.0):
    y, s = np.asarray(y, bool), scores >= thresholds
    tp, fp, fn = (y & s).sum(0), (~y & s).sum(0), (y & ~s).sum(0)
    ratio = lambda a, b: np.divide(a, b, out=np.zeros(len(a)), where=b > 0)
    f = ratio((1 + beta**2) * tp, (1 + beta**2) * tp + beta**2 * fn + fp)
    return dict(precision=ratio(tp, tp + fp), recall=ratio(tp, tp + fn), f=f, macro=f[tp + fn > 0].mean())


# %% best_threshold
def best_threshold(y, scores, minimum_precision):
    t = np.unique(scores)[::-1]
    s = scores >= t[:, None]
    h = s @ y
    p, r = h / s.sum(1), h / y.sum()
    ok = p >= minimum_precision
    return (lambda k: (t[k], p[k], r[k]))(np.argmax(np.where(ok, r, -1))) if ok.any() else None


# %% error_interval
def error_interval(errors, m, level=0.95):
    z = norm.ppf((1 + level) / 2)
    c, h = (errors + z * z / 2) / (m + z * z), z / (m + z * z) * np.sqrt(errors * (m - errors) / m + z * z / 4)
    return tuple(np.clip([c - h, c + h], 0, 1))


# %% paired_difference
def paired_difference(first, second, level=0.95):
    a, b, n = np.sum(first > second) + 0.5, np.sum(second > first) + 0.5, len(first) + 2
    return tuple((a - b) / n + s * norm.ppf((1 + level) / 2) / n * np.sqrt(a + b - (a - b) ** 2 / n) for s in (-1, 1))


# %% dev_set_size
dev_set_size = lambda difference, disagreement, power=0.8, level=0.95: int(
    -(
        -(
            (norm.ppf((1 + level) / 2) * disagreement**0.5 + norm.ppf(power) * (disagreement - difference**2) ** 0.5)
            ** 2
        )
        // difference**2
    )
)


# %% human_level
def human_level(table):
    K = table.max() + 1
    hot = np.eye(K + 1, dtype=int)[table][..., :K]
    counts = hot.sum(0)

    def top(c):
        best = c.max(-1)
        return np.where((c == best[..., None]).sum(-1) == 1, c.argmax(-1), -1) * (best > 0) - (best == 0)

    o = top(counts[None] - hot)
    n = ((table >= 0) & (o >= 0)).sum(1)
    k = ((table >= 0) & (o >= 0) & (o != table)).sum(1)
    return dict(
        vote=top(counts), errors=k / n, best=min(range(len(n)), key=lambda a: error_interval(int(k[a]), int(n[a]))[1])
    )


# %% diagnose
def diagnose(human, train, dev, sure=0.9):
    (h, t, d), w = (k / m for k, m in (human, train, dev)), lambda k, m: (k + 1) * (m - k + 1) / (m + 2) ** 2 / m
    q = norm.cdf((2 * t - h - d) / np.sqrt(w(*human) + 4 * w(*train) + w(*dev)))
    return dict(
        bias=t - h,
        variance=d - t,
        probability=q,
        first=["undecided", "bias", "variance"][(q >= sure) + 2 * (q <= 1 - sure)],
    )


# %% pareto_front
def pareto_front(measures, limits):
    return [
        i
        for i, a in enumerate(measures)
        if (a <= limits).all() and not any((b <= a).all() and (b < a).any() for b in measures)
    ]


# %% choose_model
def choose_model(wrong, latency, size, max_latency, max_size):
    fits = np.array([i for i in np.argsort(latency) if latency[i] <= max_latency and size[i] <= max_size], dtype=int)
    if not fits.size:
        return (None, [])
    top = min(fits, key=lambda i: wrong[i].sum())
    b, c, n = (wrong[fits] & ~wrong[top]).sum(1), (wrong[top] & ~wrong[fits]).sum(1), len(fits)
    worse = fits[b - c > norm.isf(0.05 / max(n * (n - 1), 2)) * np.sqrt(b + c)]
    return next(i for i in fits if i not in worse), worse


# %% product_cost
def product_cost(y, predictions, costs, review, mix):
    paid = np.where(predictions == -1, review, costs[y[None], predictions])
    return sum((mix[k] * paid[:, y == k].mean(1) for k in np.unique(y)), np.zeros(len(predictions)))
