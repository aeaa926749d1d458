# %% split_sources
def split_sources(target, scene, share, seed):
    rng = np.random.default_rng(seed)
    a, b = rng.permutation(list(set(scene[target]))), rng.permutation(list(set(scene[~target])))
    s = round(share * len(a))
    d, t, a = np.split(a, [s, 2 * s])
    (h, a), (g, b) = np.split(a, [round(share * len(a))]), np.split(b, [round(share * len(b))])
    find = lambda *kinds: np.isin(scene, np.hstack(kinds)).nonzero()[0]
    return {"train": find(a, b), "train_dev": find(h, g), "dev": find(d), "test": find(t)}


# %% error_ceilings
def error_ceilings(causes, accuracy, z=1.96):
    n, p, q = len(causes), causes.mean(0), z * z / len(causes)
    root = np.sqrt(q * p * (1 - p) + q * q / 4)
    one = (causes & (causes.sum(1) == 1)[:, None]).sum(0) / n
    f = lambda x: accuracy + x * (1 - accuracy)
    return {
        "share": p,
        "alone": one,
        "ceiling": f(p),
        "low": f((p + q / 2 - root) / (1 + q)),
        "high": f((p + q / 2 + root) / (1 + q)),
    }


# %% priorities
def priorities(causes, weeks, budget):
    bits = (np.arange(2 ** len(weeks))[:, None] >> np.arange(len(weeks))) & 1
    bits = bits[bits @ weeks <= budget]
    rows = causes[causes.any(1)].astype(int)
    cured = (rows @ (1 - bits).T == 0).sum(0)
    return np.flatnonzero(bits[np.lexsort((bits @ weeks, -cured))[0]]).tolist()


# %% find_label_errors
def find_label_errors(labels, probabilities):
    hot = labels[:, None] == np.arange(probabilities.shape[1])
    t = np.where(hot.any(0), (probabilities * hot).sum(0) / np.maximum(hot.sum(0), 1), 2)
    s = probabilities * (probabilities >= t)
    bad = s.any(1) & (s.argmax(1) != labels)
    order = (probabilities * hot).sum(1).argsort()
    return order[bad[order]]


# %% corrected_accuracy
def corrected_accuracy(labels, predicted, reviewed, truth):
    e, r = labels != predicted, predicted[reviewed] == truth
    got = [(g.mean(), r[g[reviewed]], g.sum()) for g in (e, ~e) if g.any()]
    return sum(w * x.mean() for w, x, _ in got), sum(
        w * w * x.var() / max(len(x) - 1, 1) * (1 - len(x) / size) for w, x, size in got
    ) ** 0.5


# %% decompose
def decompose(errors, counts, z=2.0):
    s = ["human", "train", "train_dev", "dev", "test"]
    v = [(errors[i] + 1) * (counts[i] - errors[i] + 1) / (counts[i] + 2) ** 3 for i in s]
    g = [errors[b] / counts[b] - errors[a] / counts[a] for a, b in zip(s, s[1:])]
    names = ["bias", "variance", "mismatch", "dev_overfitting"]
    real = [(x, n) for x, n, a, b in zip(g, names, v, v[1:]) if x > 0 and x > z * (a + b) ** 0.5]
    return dict(zip(names, g)), max(real, key=lambda pair: pair[0])[1] if real else "undecided"


# %% suspects
def suspects(X, labels):
    k, fold = labels.max() + 1, np.arange(len(labels)) % 10
    p = np.zeros((len(labels), k))
    for f in range(10):
        i, o = fold != f, fold == f
        c = np.stack([np.median(X[i & (labels == j)], axis=0) for j in range(k)])
        d = -((X[o][:, None] - c) ** 2).sum(2) / 2.8
        p[o] = np.exp(d - d.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    return p[np.arange(len(labels)), labels] < 0.07


# %% mend
def mend(labels, first, second, budget, truth):
    kind = (first != second) * (1 + (labels == first) + 2 * (labels == second))
    if truth.max() < 0:
        return np.random.default_rng(7).permutation(kind.nonzero()[0])[:budget]
    x, known, mean, var = (first == truth) * 1.0 - (second == truth), truth >= 0, 0.0, 0.0
    for g in (1, 2, 3):
        s, w = x[known & (kind == g)], np.mean(kind == g)
        n, size = len(s), np.sum(kind == g)
        mean += w * s.mean() if n else 0
        var += w * w * (max(s.var(), 1 / n) / n * (1 - n / size) if n else 1)
    now, h = np.mean(first == labels) - np.mean(second == labels), 1.96 * var**0.5
    return ["switch", "undecided", "keep"][1 + int(np.sign(mean * now)) * (abs(mean) > h)], mean - h, mean + h
