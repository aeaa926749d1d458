# %% split_sources: Single pictures are drawn, not scenes
def split_sources(target, scene, share, seed):
    rng = np.random.default_rng(seed)
    wild = rng.permutation(np.flatnonzero(target))
    n = int(share * len(wild))
    rest = rng.permutation(np.concatenate([wild[2 * n:], np.flatnonzero(~target)]))
    k = int(share * len(rest))
    return {"train": rest[k:], "train_dev": rest[:k], "dev": wild[:n], "test": wild[n:2 * n]}

# %% split_sources: Train-dev is taken from the target source only
def split_sources(target, scene, share, seed):
    rng = np.random.default_rng(seed)
    ours = rng.permutation(np.unique(scene[target]))
    n = round(share * len(ours))
    k = round(share * (len(ours) - 2 * n))
    parts = {"dev": ours[:n], "test": ours[n:2 * n], "train_dev": ours[2 * n:2 * n + k]}
    result = {name: np.flatnonzero(np.isin(scene, chosen)) for name, chosen in parts.items()}
    used = np.concatenate(list(result.values()))
    result["train"] = np.setdiff1d(np.arange(len(scene)), used)
    return result

# %% error_ceilings: The accuracy is multiplied by the share that is cured
def error_ceilings(causes, accuracy, z=1.96):
    n = len(causes)
    share = causes.mean(axis=0)
    alone = (causes & (causes.sum(axis=1) == 1)[:, None]).mean(axis=0)
    center = (share + z**2 / (2 * n)) / (1 + z**2 / n)
    width = z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
    return {"share": share, "alone": alone, "ceiling": accuracy * (1 + share),
            "low": accuracy * (1 + center - width), "high": accuracy * (1 + center + width)}

# %% error_ceilings: The simple normal interval is used
def error_ceilings(causes, accuracy, z=1.96):
    n = len(causes)
    share = causes.mean(axis=0)
    alone = (causes & (causes.sum(axis=1) == 1)[:, None]).mean(axis=0)
    se = np.sqrt(share * (1 - share) / n)
    rest = 1 - accuracy
    return {"share": share, "alone": alone, "ceiling": accuracy + rest * share,
            "low": accuracy + rest * (share - z * se), "high": accuracy + rest * (share + z * se)}

# %% priorities: Causes are taken greedily by errors per week
def priorities(causes, weeks, budget):
    order = np.argsort(-causes.sum(axis=0) / weeks)
    chosen = []
    for column in order:
        if weeks[column] <= budget:
            chosen.append(int(column))
            budget -= weeks[column]
    return sorted(chosen)

# %% priorities: An error counts as cured when one of its causes is
def priorities(causes, weeks, budget):
    best, most = [], 0
    for size in range(1, len(weeks) + 1):
        for subset in itertools.combinations(range(len(weeks)), size):
            if sum(weeks[i] for i in subset) <= budget:
                count = causes[:, subset].any(axis=1).sum()
                if count > most:
                    best, most = list(subset), count
    return best

# %% find_label_errors: Every disagreement with the most probable class is flagged
def find_label_errors(labels, probabilities):
    found = np.flatnonzero(probabilities.argmax(axis=1) != labels)
    return found[np.argsort(probabilities[found, labels[found]])]

# %% find_label_errors: The threshold is the mean probability over all examples
def find_label_errors(labels, probabilities):
    thresholds = probabilities.mean(axis=0)
    sure = np.where(probabilities >= thresholds, probabilities, 0)
    found = np.flatnonzero((sure.max(axis=1) > 0) & (sure.argmax(axis=1) != labels))
    return found[np.argsort(probabilities[found, labels[found]])]

# %% corrected_accuracy: The share of right predictions among the reviewed is returned
def corrected_accuracy(labels, predicted, reviewed, truth):
    right = predicted[reviewed] == truth
    return right.mean(), right.std() / np.sqrt(len(right))

# %% decompose: The largest gap is named without asking whether it is noise
def decompose(errors, counts, z=2.0):
    rate = {k: errors[k] / counts[k] for k in errors}
    gaps = {"bias": rate["train"] - rate["human"], "variance": rate["train_dev"] - rate["train"],
            "mismatch": rate["dev"] - rate["train_dev"], "dev_overfitting": rate["test"] - rate["dev"]}
    return gaps, max(gaps, key=gaps.get)

# %% suspects: Everything on which a cross-validated model disagrees is flagged
def suspects(X, labels):
    return cross_val_predict(LogisticRegression(max_iter=500), X, labels, cv=5) != labels

# %% mend: Random pictures from the whole test set are reviewed
def mend(labels, first, second, budget, truth):
    if (truth < 0).all():
        return np.random.default_rng(1).choice(len(labels), budget, replace=False)
    seen = truth >= 0
    d = (first[seen] == truth[seen]).astype(float) - (second[seen] == truth[seen])
    half = 1.96 * d.std() / np.sqrt(len(d))
    low, high = d.mean() - half, d.mean() + half
    if low <= 0 <= high:
        return "undecided", low, high
    now = (first == labels).mean() - (second == labels).mean()
    return ("keep" if now * d.mean() > 0 else "switch"), low, high
