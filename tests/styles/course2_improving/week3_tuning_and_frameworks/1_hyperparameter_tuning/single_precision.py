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
        one["hidden"] = np.int32(np.floor(np.exp(np.log(low) + c * np.log((high + 1) / low))))
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


# %% trials_needed
def trials_needed(share, chance, failing=0.0):
    missed = np.float32(1 - share * (1 - failing))
    return np.int32(np.ceil(np.log(np.float32(1 - chance)) / np.log(missed)))


# %% compare
def compare(first, second):
    kept = np.isfinite(first) & np.isfinite(second)
    d = np.float32(first)[kept] - np.float32(second)[kept]
    t = d.mean() / (d.std(ddof=1) / np.sqrt(np.float32(d.size)))
    return ["second", "undecided", "first"][int(t > 2) - int(t < -2) + 1], t


# %% propose
def propose(history, budget):
    settings = np.float32([-0.5, 1.25, 1.65])
    if history:
        scores = np.nan_to_num(np.float32([score for _, score in history]), nan=-1)
        best = history[int(scores.argmax())][0]
        settings = np.float32([np.log10(best["learning_rate"]), -np.log10(1 - best["beta"]), np.log10(best["hidden"])])
        axis, way = [(0, -1.3), (0, 1.3), (2, 0.45), (2, -0.45), (1, 0.5), (1, -0.5), (0, 0.5)][len(history) - 1]
        settings[axis] += np.float32(way)
    settings = np.clip(settings, np.float32([-2.5, 0.5, 0.9]), np.float32([1.5, 2, 2.4]))
    return {"learning_rate": 10 ** settings[0], "beta": 1 - 10 ** -settings[1], "hidden": np.int32(round(10 ** settings[2]))}
