# %% log_scale
log_scale = lambda r, low, high: 10 ** ((1 - r) * np.log10(low) + r * np.log10(high))

# %% momentum_scale
momentum_scale = lambda r, low, high: 1 - (1 - low) ** (1 - r) * (1 - high) ** r

# %% settings_at
settings_at = lambda r, ranges: [
    dict(zip(ranges, (log_scale(a, *ranges["learning_rate"]), momentum_scale(b, *ranges["beta"]),
                      log_scale(c, ranges["hidden"][0], ranges["hidden"][1] + 1) // 1)))
    for a, b, c in r
]  # fmt: skip

# %% search
search = lambda evaluate, candidates: (
    lambda scores: (
        max(zip(np.nan_to_num(scores, nan=-np.inf), range(0, -len(scores), -1), candidates), key=lambda it: it[:2])[2]
        if not np.isnan(scores).all() else None, scores
    )
)([evaluate(one) for one in candidates])  # fmt: skip

# %% narrow
narrow = lambda values, scores, keep=3, room=2.0: (
    lambda best: (min(best) / room, max(best) * room)
)([v for s, v in sorted((-s, v) for s, v in zip(scores, values) if s == s)][:keep])  # fmt: skip

# %% diagnose
diagnose = lambda train, dev, target: (
    "diverges" if not np.isfinite(train[-1]) or train[-1] > train[0]
    else ("underfits", "too slow")[int(train[-1] / train[-1 - (len(train) - 1) // 4] < 0.9)] if train[-1] > target
    else ("fine", "overfits")[int(dev[-1] / min(dev) > 1.2)]
)  # fmt: skip


# %% early_stopping
def early_stopping(dev_costs, patience, min_delta=0.0):
    best = 0
    for epoch in range(len(dev_costs)):
        best = epoch if dev_costs[best] - dev_costs[epoch] > min_delta else best
        if epoch - best >= patience:
            return [best, epoch]
    return [best, epoch]


# %% trials_needed
trials_needed = lambda share, chance, failing=0.0: int(-(-np.log1p(-chance) // np.log1p(-share * (1 - failing)))) or 1

# %% compare
compare = lambda first, second: next(
    ("undecided" if abs(t) <= 2 else "first" if t > 0 else "second", t)
    for d in [(first - second)[np.isfinite(first - second)]]
    for t in [d.mean() / (d.var(ddof=1) / len(d)) ** 0.5]
)  # fmt: skip

# %% propose
propose = lambda history, budget: (
    (lambda x: {"learning_rate": 10 ** x[0], "beta": 1 - 10 ** -x[1], "hidden": round(10 ** x[2])})(
        np.clip(
            np.array([-0.5, 1.25, 1.65]) if not history else
            (lambda s: np.array([np.log10(s["learning_rate"]), -np.log10(1 - s["beta"]), np.log10(s["hidden"])])
             + np.array([(-1.3, 0, 0), (1.3, 0, 0), (0, 0.5, 0), (0, -0.5, 0), (0, 0, 0.45), (0, 0, -0.45), (0.5, 0, 0)]
                        )[len(history) - 1])(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))[0]),
            [-2.5, 0.5, 0.9], [1.5, 2, 2.4])))  # fmt: skip
