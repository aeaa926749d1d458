# %% log_scale
def log_scale(r, low, high):
    from scipy.stats import loguniform

    return loguniform(low, high).ppf(r)


# %% momentum_scale
def momentum_scale(r, low, high):
    return 1 - np.exp(np.interp(r, [0, 1], [np.log(1 - low), np.log(1 - high)]))


# %% settings_at
def settings_at(r, ranges):
    from scipy.stats import randint

    low, high = ranges["hidden"]
    columns = {
        "learning_rate": log_scale(r[:, 0], *ranges["learning_rate"]),
        "beta": momentum_scale(r[:, 1], *ranges["beta"]),
        "hidden": randint(low, high + 1).ppf(r[:, 2]).astype(int),
    }
    columns["hidden"] = np.maximum(columns["hidden"], low)
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


# %% propose
def propose(history, budget):
    if len(history) < 8:
        power = np.linspace(-3.6, 2.6, 8)[len(history)]
    else:
        powers = np.log10([settings["learning_rate"] for settings, _ in history])
        scores = np.nan_to_num([score for _, score in history])
        weights = np.clip(scores - np.sort(scores)[-4], 1e-6, None)
        spread = (0, 0.15, -0.15, 0.3)[len(history) - 8]
        power = powers @ weights / weights.sum() + spread
    return {"learning_rate": 10.0**power, "beta": 0.85, "hidden": 55}
