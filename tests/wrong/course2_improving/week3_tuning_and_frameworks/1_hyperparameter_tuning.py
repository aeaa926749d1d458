# %% log_scale: The linear scale is used
def log_scale(r, low, high):
    return low + r * (high - low)

# %% log_scale: The natural logarithm is undone with a power of ten
def log_scale(r, low, high):
    log_x = np.log(low) + r * (np.log(high) - np.log(low))
    return 10.0 ** log_x

# %% log_scale: The logarithm of x is returned
def log_scale(r, low, high):
    return np.log(low) + r * (np.log(high) - np.log(low))

# %% momentum_scale: beta itself is spread on the logarithmic scale
def momentum_scale(r, low, high):
    return log_scale(r, low, high)

# %% momentum_scale: The ends are not swapped over, so 0 gives high
def momentum_scale(r, low, high):
    return 1 - log_scale(r, 1 - high, 1 - low)

# %% momentum_scale: What is returned is 1 - beta
def momentum_scale(r, low, high):
    return log_scale(r, 1 - low, 1 - high)

# %% settings_at: The highest number of hidden units is never drawn
def settings_at(r, ranges):
    low, high = ranges["hidden"]
    return [{"learning_rate": log_scale(a, *ranges["learning_rate"]),
             "beta": momentum_scale(b, *ranges["beta"]),
             "hidden": int(log_scale(c, low, high))} for a, b, c in r]

# %% settings_at: The hidden units are rounded, so the two ends come out too rarely
def settings_at(r, ranges):
    low, high = ranges["hidden"]
    return [{"learning_rate": log_scale(a, *ranges["learning_rate"]),
             "beta": momentum_scale(b, *ranges["beta"]),
             "hidden": round(log_scale(c, low, high))} for a, b, c in r]

# %% settings_at: One dictionary with whole columns is returned, not a list of dictionaries
def settings_at(r, ranges):
    low, high = ranges["hidden"]
    return {"learning_rate": log_scale(r[:, 0], *ranges["learning_rate"]),
            "beta": momentum_scale(r[:, 1], *ranges["beta"]),
            "hidden": log_scale(r[:, 2], low, high + 1).astype(int)}

# %% settings_at: The pair of ends is handed over as one argument
def settings_at(r, ranges):
    low, high = ranges["hidden"]
    settings = []
    for a, b, c in r:
        settings.append({"learning_rate": log_scale(a, ranges["learning_rate"]),
                         "beta": momentum_scale(b, ranges["beta"]),
                         "hidden": int(log_scale(c, low, high + 1))})
    return settings

# %% search: The highest score starts at 0, so negative scores never win
def search(evaluate, candidates):
    best, highest, scores = None, 0, []
    for candidate in candidates:
        score = evaluate(candidate)
        scores.append(score)
        if score > highest:
            best, highest = candidate, score
    return best, scores

# %% search: np.argmax is used, which takes a nan for the highest score
def search(evaluate, candidates):
    scores = [evaluate(candidate) for candidate in candidates]
    return candidates[np.argmax(scores)], scores

# %% search: np.nanargmax raises if no candidate has a score
def search(evaluate, candidates):
    scores = [evaluate(candidate) for candidate in candidates]
    return candidates[np.nanargmax(scores)], scores

# %% search: The last of equal scores wins
def search(evaluate, candidates):
    best, highest, scores = None, -np.inf, []
    for candidate in candidates:
        score = evaluate(candidate)
        scores.append(score)
        if score >= highest:
            best, highest = candidate, score
    return best, scores

# %% search: The lowest score wins, as for a cost
def search(evaluate, candidates):
    best, lowest, scores = None, np.inf, []
    for candidate in candidates:
        score = evaluate(candidate)
        scores.append(score)
        if score < lowest:
            best, lowest = candidate, score
    return best, scores

# %% search: Failed trainings are left out of the list of scores
def search(evaluate, candidates):
    best, highest, scores = None, -np.inf, []
    for candidate in candidates:
        score = evaluate(candidate)
        if np.isnan(score):
            continue
        scores.append(score)
        if score > highest:
            best, highest = candidate, score
    return best, scores

# %% narrow: The lowest scores are kept, since argsort goes up
def narrow(values, scores, keep=3, room=2.0):
    scored = ~np.isnan(scores)
    values, scores = values[scored], scores[scored]
    best = values[np.argsort(scores)[:keep]]
    return best.min() / room, best.max() * room

# %% narrow: nan counts among the best, because the last places of argsort are taken
def narrow(values, scores, keep=3, room=2.0):
    best = values[np.argsort(scores)[-keep:]]
    return best.min() / room, best.max() * room

# %% narrow: The room is added and subtracted as on a plain scale
def narrow(values, scores, keep=3, room=2.0):
    scored = ~np.isnan(scores)
    values, scores = values[scored], scores[scored]
    best = values[np.argsort(-scores)[:keep]]
    return best.min() - room, best.max() + room

# %% narrow: The ends are the values of the best and the worst kept score, not the smallest and largest value
def narrow(values, scores, keep=3, room=2.0):
    scored = ~np.isnan(scores)
    values, scores = values[scored], scores[scored]
    best = values[np.argsort(-scores)[:keep]]
    return best[0] / room, best[-1] * room

# %% diagnose: The target is checked before it is asked whether the cost still falls, so nothing is too slow
def diagnose(train_costs, dev_costs, target):
    n = len(train_costs) - 1
    if not np.isfinite(train_costs[-1]) or train_costs[-1] > train_costs[0]:
        return "diverges"
    if train_costs[-1] > target:
        return "underfits"
    if train_costs[-1] > target and train_costs[-1] < 0.9 * train_costs[-1 - n // 4]:
        return "too slow"
    if dev_costs[-1] > 1.2 * min(dev_costs):
        return "overfits"
    return "fine"

# %% diagnose: The quarter is taken from the number of entries, one epoch too many
def diagnose(train_costs, dev_costs, target):
    n = len(train_costs)
    if not np.isfinite(train_costs[-1]) or train_costs[-1] > train_costs[0]:
        return "diverges"
    if train_costs[-1] > target:
        if train_costs[-1] < 0.9 * train_costs[-1 - n // 4]:
            return "too slow"
        return "underfits"
    if dev_costs[-1] > 1.2 * np.min(dev_costs):
        return "overfits"
    return "fine"

# %% diagnose: The dev cost is compared with the training cost instead of its own lowest value
def diagnose(train_costs, dev_costs, target):
    n = len(train_costs) - 1
    if not np.isfinite(train_costs[-1]) or train_costs[-1] > train_costs[0]:
        return "diverges"
    if train_costs[-1] > target:
        if train_costs[-1] < 0.9 * train_costs[-1 - n // 4]:
            return "too slow"
        return "underfits"
    if dev_costs[-1] > 1.2 * train_costs[-1]:
        return "overfits"
    return "fine"

# %% diagnose: nan and infinity are not looked for, only a cost above the first one
def diagnose(train_costs, dev_costs, target):
    n = len(train_costs) - 1
    last = train_costs[-1]
    if last > train_costs[0]:
        return "diverges"
    if last > target and last < 0.9 * train_costs[-1 - n // 4]:
        return "too slow"
    if last > target:
        return "underfits"
    if dev_costs[-1] > 1.2 * np.min(dev_costs):
        return "overfits"
    return "fine"

# %% early_stopping: The best epoch is sought in the whole list, also after the stop
def early_stopping(dev_costs, patience, min_delta=0.0):
    best = int(np.argmin(dev_costs))
    last = min(best + patience, len(dev_costs) - 1)
    return best, last

# %% early_stopping: The training stops one epoch too late, after more than patience epochs
def early_stopping(dev_costs, patience, min_delta=0.0):
    best = 0
    for epoch in range(1, len(dev_costs)):
        if dev_costs[epoch] < dev_costs[best] - min_delta:
            best = epoch
        elif epoch - best > patience:
            return best, epoch
    return best, len(dev_costs) - 1

# %% early_stopping: The count of bad epochs is not set back to 0 by a new best one
def early_stopping(dev_costs, patience, min_delta=0.0):
    best, waited = 0, 0
    for epoch in range(1, len(dev_costs)):
        if dev_costs[epoch] < dev_costs[best] - min_delta:
            best = epoch
        else:
            waited += 1
            if waited == patience:
                return best, epoch
    return best, len(dev_costs) - 1

# %% early_stopping: Each cost is compared with the epoch before instead of the best so far
def early_stopping(dev_costs, patience, min_delta=0.0):
    best, waited = 0, 0
    for epoch in range(1, len(dev_costs)):
        if dev_costs[epoch] < dev_costs[epoch - 1] - min_delta:
            best, waited = epoch, 0
        else:
            waited += 1
        if waited == patience:
            return best, epoch
    return best, len(dev_costs) - 1

# %% early_stopping: min_delta is ignored
def early_stopping(dev_costs, patience, min_delta=0.0):
    best = 0
    for epoch in range(1, len(dev_costs)):
        if dev_costs[epoch] < dev_costs[best]:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch
    return best, len(dev_costs) - 1

# %% early_stopping: Nothing is returned when the costs end before the patience does
def early_stopping(dev_costs, patience, min_delta=0.0):
    best = 0
    for epoch in range(1, len(dev_costs)):
        if dev_costs[epoch] < dev_costs[best] - min_delta:
            best = epoch
        elif epoch - best >= patience:
            return best, epoch

# %% trials_needed: The probability of a miss is not raised to a power, the trials are divided
def trials_needed(share, chance, failing=0.0):
    good = share * (1 - failing)
    return int(np.ceil(chance / good))

# %% trials_needed: The failed trials are added at the end instead of lowering the chance of each
def trials_needed(share, chance, failing=0.0):
    n = np.ceil(np.log(1 - chance) / np.log(1 - share))
    return int(np.ceil(n * (1 + failing)))

# %% compare: The two columns are compared without their pairs
def compare(first, second):
    a, b = first[~np.isnan(first)], second[~np.isnan(second)]
    se = np.sqrt(np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b))
    t = (np.mean(a) - np.mean(b)) / se
    if t > 2:
        return "first", t
    if t < -2:
        return "second", t
    return "undecided", t

# %% compare: The population standard deviation is used
def compare(first, second):
    d = first - second
    d = d[~np.isnan(d)]
    t = np.mean(d) / np.std(d) * len(d) ** 0.5
    if t > 2:
        return "first", t
    if t < -2:
        return "second", t
    return "undecided", t

# %% propose: Random settings on the right scales, whatever the scores say
def propose(history, budget):
    r = np.random.default_rng(len(history)).random((1, 3))
    return settings_at(r, {"learning_rate": (0.01, 10.0), "beta": (0.7, 0.99), "hidden": (10, 200)})[0]

# %% propose: Only the learning rate is changed
def propose(history, budget):
    if not history:
        return {"learning_rate": 0.3, "beta": 0.9, "hidden": 60}
    best, score = max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))
    factor = [0.1, 10, 0.3, 3, 0.5, 2, 1.4][len(history) - 1]
    return {"learning_rate": min(max(best["learning_rate"] * factor, 0.001), 100), "beta": 0.9, "hidden": 60}
