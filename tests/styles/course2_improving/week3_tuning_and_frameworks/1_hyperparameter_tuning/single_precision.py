# %% log_scale
def log_scale(r, low, high):
    ratio = np.float32(high) / np.float32(low)
    return np.float32(low) * ratio ** np.asarray(r, np.float32)


# %% momentum_scale
def momentum_scale(r, low, high):
    return 1 - log_scale(r, 1 - low, 1 - high)


# %% settings_at
def settings_at(r, ranges):
    found = [dict.fromkeys(ranges) for _ in r]
    for one, (a, b, c) in zip(found, r):
        low, high = ranges["hidden"]
        one.update(learning_rate=log_scale(a, *ranges["learning_rate"]), beta=momentum_scale(b, *ranges["beta"]))
        one["hidden"] = np.int32(np.floor(low + c * (high - low + 1)))
        one["note"] = "a key of my own"
    return found


# %% search
def search(evaluate, candidates):
    scores = tuple(np.float32(evaluate(one)) for one in candidates)
    order = sorted(range(len(scores)), key=lambda place: -scores[place] if scores[place] == scores[place] else np.inf)
    first = order[0]
    return (candidates[first] if scores[first] == scores[first] else None), scores


# %% narrow
def narrow(values, scores, keep=3, room=2.0):
    values = np.array(values, np.float32)
    scores = np.where(np.isnan(scores), -np.inf, scores)
    keep = min(keep, int(np.isfinite(scores).sum()))
    chosen = np.sort(values[np.argpartition(scores, -keep)[-keep:]])
    return [chosen[0] / room, chosen[-1] * room]


# %% diagnose
def diagnose(train_costs, dev_costs, target):
    last = train_costs[-1]
    if not abs(last) < np.inf or last > train_costs[0]:
        verdict = "diverges"
    elif last <= target:
        verdict = "overfits" if dev_costs[-1] > np.float32(1.2) * min(dev_costs) else "fine"
    else:
        quarter = (len(train_costs) - 1) // 4
        verdict = "too slow" if last < np.float32(0.9) * train_costs[-quarter - 1] else "underfits"
    return verdict


# %% early_stopping
def early_stopping(dev_costs, patience, min_delta=0.0):
    costs = np.array(dev_costs)
    best = epoch = np.int32(0)
    while epoch + 1 < len(costs) and epoch - best < patience:
        epoch = epoch + 1
        if costs[epoch] + min_delta < costs[best]:
            best = epoch
    return best, epoch


# %% propose
def propose(history, budget):
    settings = {"learning_rate": np.float32(0.0003), "beta": np.float32(0.5), "hidden": np.int32(60)}
    settings["learning_rate"] *= np.float32(3.2) ** len(history)
    return settings
