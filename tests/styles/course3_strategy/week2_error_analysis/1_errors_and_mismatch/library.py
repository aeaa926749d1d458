# %% split_sources
from sklearn.model_selection import train_test_split


def split_sources(target, scene, share, seed):
    wild, other = np.unique(scene[target]), np.unique(scene[~target])
    size = round(share * len(wild))
    rest, held = train_test_split(wild, test_size=2 * size, random_state=seed)
    dev, test = train_test_split(held, test_size=size, random_state=seed)
    train, near = zip(
        *(train_test_split(kind, test_size=round(share * len(kind)), random_state=seed) for kind in (rest, other))
    )
    parts = {"train": np.hstack(train), "train_dev": np.hstack(near), "dev": dev, "test": test}
    return {
        name: np.where(np.in1d(scene, part) if hasattr(np, "in1d") else np.isin(scene, part))[0]
        for name, part in parts.items()
    }


# %% error_ceilings
from scipy.stats import binomtest, norm


def error_ceilings(causes, accuracy, z=1.96):
    level = 1 - 2 * norm.sf(z)
    ends = [binomtest(int(k), len(causes)).proportion_ci(level, method="wilson") for k in causes.sum(axis=0)]
    low, high = (np.array([getattr(end, side) for end in ends]) for side in ("low", "high"))
    share = np.count_nonzero(causes, axis=0) / len(causes)
    single = causes[np.count_nonzero(causes, axis=1) == 1]
    lift = lambda part: 1 - (1 - accuracy) * (1 - part)
    return dict(
        share=share,
        alone=np.count_nonzero(single, axis=0) / len(causes),
        ceiling=lift(share),
        low=lift(low),
        high=lift(high),
    )


# %% priorities
from itertools import chain, combinations


def priorities(causes, weeks, budget):
    count = len(weeks)
    plans = chain.from_iterable(combinations(range(count), size) for size in range(count + 1))
    plans = [plan for plan in plans if np.take(weeks, plan).sum() <= budget] if count else [()]
    marked = causes[causes.any(axis=1)]

    def worth(plan):
        away = np.isin(np.arange(count), plan)
        return np.logical_or(~marked, away).all(axis=1).sum(), -np.take(weeks, np.array(plan, dtype=int)).sum()

    return list(max(plans, key=worth))


# %% find_label_errors
def find_label_errors(labels, probabilities):
    own = np.take_along_axis(probabilities, labels[:, None], axis=1)[:, 0]
    k = probabilities.shape[1]
    with np.errstate(invalid="ignore", divide="ignore"):
        limits = np.bincount(labels, own, minlength=k) / np.bincount(labels, minlength=k)
    candidates = np.ma.masked_where(~(probabilities >= limits), probabilities)
    other = np.ma.argmax(candidates, axis=1, fill_value=-1)
    found = np.nonzero(~np.ma.getmaskarray(candidates).all(axis=1) & (other != labels))[0]
    return np.array(sorted(found, key=own.__getitem__), dtype=np.int64)


# %% corrected_accuracy
def corrected_accuracy(labels, predicted, reviewed, truth):
    kind = (labels == predicted).astype(int)
    sizes = np.bincount(kind, minlength=2)
    counts = np.bincount(kind[reviewed], minlength=2)
    hits = np.bincount(kind[reviewed], weights=predicted[reviewed] == truth, minlength=2)
    share = np.divide(hits, counts, out=np.zeros(2), where=counts > 0)
    weight = sizes / sizes.sum()
    noise = share * (1 - share) / np.maximum(counts - 1, 1) * (1 - counts / np.maximum(sizes, 1))
    return np.dot(weight, share), np.sqrt(np.dot(weight**2, noise))


# %% decompose
def decompose(errors, counts, z=2.0):
    steps = ("human", "train", "train_dev", "dev", "test")
    k, n = (np.array([one[step] for step in steps], dtype=float) for one in (errors, counts))
    p = (k + 1) / (n + 2)
    noise = p * (1 - p) / (n + 2)
    gaps = np.diff(k / n)
    real = gaps > np.maximum(0, z * np.sqrt(noise[1:] + noise[:-1]))
    names = ["bias", "variance", "mismatch", "dev_overfitting"]
    verdict = names[np.argmax(np.where(real, gaps, -np.inf))] if real.any() else "undecided"
    return dict(zip(names, gaps)), verdict


# %% suspects
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.model_selection import cross_val_predict


def suspects(X, labels):
    model = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.5)
    found = cross_val_predict(model, X, labels, cv=10, method="predict_proba")
    return found[np.arange(len(labels)), labels] < 0.06


# %% mend
def mend(labels, first, second, budget, truth):
    group = np.select([first == second, labels == first, labels == second], [0, 1, 2], 3)
    if not (truth >= 0).any():
        rng = np.random.default_rng(2)
        return rng.choice(np.flatnonzero(group), min(budget, np.count_nonzero(group)), replace=False)
    lead = np.equal(first, truth).astype(float) - np.equal(second, truth)
    sizes = np.bincount(group, minlength=4)[1:]
    seen = [lead[(group == kind) & (truth >= 0)] for kind in (1, 2, 3)]
    weight = sizes / len(labels)
    mean = sum(w * one.mean() for w, one in zip(weight, seen) if len(one))
    variance = sum(
        w**2 * (max(one.var(), 1 / len(one)) / len(one) * (1 - len(one) / size) if len(one) else 1)
        for w, one, size in zip(weight, seen, sizes)
    )
    low, high = mean - 1.96 * np.sqrt(variance), mean + 1.96 * np.sqrt(variance)
    sign = np.sign(np.mean(first == labels) - np.mean(second == labels))
    return (
        (
            "keep"
            if sign * low > 0 and sign * high > 0
            else "switch"
            if sign * low < 0 and sign * high < 0
            else "undecided"
        ),
        float(low),
        float(high),
    )
