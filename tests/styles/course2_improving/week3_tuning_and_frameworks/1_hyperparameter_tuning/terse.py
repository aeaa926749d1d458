# %% log_scale
log_scale = lambda r, low, high: 10 ** ((1 - r) * np.log10(low) + r * np.log10(high))

# %% momentum_scale
momentum_scale = lambda r, low, high: 1 - (1 - low) ** (1 - r) * (1 - high) ** r

# %% settings_at
settings_at = lambda r, ranges: [
    dict(zip(ranges, (log_scale(a, *ranges["learning_rate"]), momentum_scale(b, *ranges["beta"]),
                      np.floor(c * (np.ptp(ranges["hidden"]) + 1) + ranges["hidden"][0]))))
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


# %% propose
propose = lambda history, budget: {
    "learning_rate": 10 ** (len(history) * 0.45 - 2.6), "beta": 0.7, "hidden": 60
}  # fmt: skip
