# %% log_scale
def log_scale(r, low, high):
    from scipy.stats import loguniform

    return loguniform(low, high).ppf(r)


# %% momentum_scale
def momentum_scale(r, low, high):
    return 1 - np.exp(np.interp(r, [0, 1], [np.log(1 - low), np.log(1 - high)]))


# %% settings_at
def settings_at(r, ranges):
    from scipy.stats import loguniform

    low, high = ranges["hidden"]
    columns = {
        "learning_rate": log_scale(r[:, 0], *ranges["learning_rate"]),
        "beta": momentum_scale(r[:, 1], *ranges["beta"]),
        "hidden": np.floor(loguniform(low, high + 1).ppf(r[:, 2])).astype(int),
    }
    return [{name: column[row] for name, column in columns.items()} for row in range(len(r))]


# %% search
def search(evaluate, candidates):
    scores = np.array(list(map(evaluate, candidates)), dtype=float)
    return (None if np.isnan(scores).all() else candidates[np.nanargmax(scores)]), scores


# %% narrow
def narrow(values, scores, keep=3, room=2.0):
    from scipy.stats import rankdata

    best = values[rankdata(-scores, nan_policy="omit") <= keep]
    return np.min(best) / room, np.max(best) * room


# %% diagnose
def diagnose(train_costs, dev_costs, target):
    train_costs, dev_costs = np.asarray(train_costs), np.asarray(dev_costs)
    quarter = train_costs[len(train_costs) - 1 - (len(train_costs) - 1) // 4 :]
    last = quarter[-1]
    return str(
        np.select(
            [~np.isfinite(last) | (last > train_costs[0]), (last > target) & (last < 0.9 * quarter[0]), last > target,
             dev_costs[-1] > 1.2 * dev_costs.min()],
            ["diverges", "too slow", "underfits", "overfits"],
            "fine",
        )
    )  # fmt: skip


# %% early_stopping
def early_stopping(dev_costs, patience, min_delta=0.0):
    best = 0
    while True:
        window = np.asarray(dev_costs[best + 1 : best + 1 + patience])
        better = np.flatnonzero(window < dev_costs[best] - min_delta)
        if not len(better):
            return best, best + len(window)
        best += 1 + int(better[0])


# %% trials_needed
def trials_needed(share, chance, failing=0.0):
    from scipy.stats import geom

    return int(geom.ppf(chance, share * (1 - failing)))


# %% compare
def compare(first, second):
    from scipy.stats import ttest_rel

    t = ttest_rel(first, second, nan_policy="omit").statistic
    return "undecided" if abs(t) <= 2 else ("first" if t > 0 else "second"), t


# %% propose
def propose(history, budget):
    from scipy.optimize import minimize

    if len(history) < 5:
        powers = np.array([[-0.5, 1.25, 1.65], [-1.7, 0.85, 1.65], [0.6, 1.65, 1.65], [-0.5, 0.85, 2.1], [-1.7, 1.65, 1.2]])
        x = powers[len(history)]
    else:
        kept = [(one, score) for one, score in history if not np.isnan(score)]
        places = np.array([
            [np.log10(one["learning_rate"]), -np.log10(1 - one["beta"]), np.log10(one["hidden"])] for one, _ in kept
        ])
        scores = np.array([score for _, score in kept])

        def loss(center):
            distance = (((places - center) / [1.5, 1, 0.9]) ** 2).sum(axis=1)
            return np.sum((0.95 - 0.3 * distance / (1 + 0.35 * distance) - scores) ** 2)

        starts = np.random.default_rng(0).uniform([-2.5, 0.5, 0.9], [1.5, 2, 2.4], (12, 3))
        bounds = [(-2.5, 1.5), (0.5, 2), (0.9, 2.4)]
        x = min((minimize(loss, start, bounds=bounds) for start in starts), key=lambda found: found.fun).x
    return {"learning_rate": 10 ** x[0], "beta": 1 - 10 ** -x[1], "hidden": round(10 ** x[2])}
