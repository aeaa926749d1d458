# %% log_scale
import math


def log_scale(r, low, high):
    flat = [math.exp(math.log(low) + one * math.log(high / low)) for one in np.ravel(r)]
    return np.array(flat).reshape(np.shape(r))


# %% momentum_scale
def momentum_scale(r, low, high):
    found = []
    for one in np.ravel(r):
        found.append(1 - (1 - low) * ((1 - high) / (1 - low)) ** one)
    return np.array(found).reshape(np.shape(r))


# %% settings_at
def settings_at(r, ranges):
    found = []
    for row in range(len(r)):
        one = {}
        for column, name in enumerate(["learning_rate", "beta", "hidden"]):
            low, high = ranges[name]
            if name == "learning_rate":
                one[name] = log_scale(r[row, column], low, high)
            elif name == "beta":
                one[name] = momentum_scale(r[row, column], low, high)
            else:
                units = low
                while r[row, column] >= np.log((units + 1) / low) / np.log((high + 1) / low):
                    units += 1
                one[name] = units
        found.append(one)
    return found


# %% search
def search(evaluate, candidates):
    scores = []
    for settings in candidates:
        scores.append(evaluate(settings))
    best, highest = None, None
    for place in range(len(scores)):
        if scores[place] != scores[place]:
            continue
        if highest is None or scores[place] > highest:
            best, highest = candidates[place], scores[place]
    return best, scores


# %% narrow
def narrow(values, scores, keep=3, room=2.0):
    left = [(score, value) for value, score in zip(values, scores) if not math.isnan(score)]
    chosen = []
    while left and len(chosen) < keep:
        best = max(left)
        left.remove(best)
        chosen.append(best[1])
    low = high = chosen[0]
    for value in chosen:
        if value < low:
            low = value
        if value > high:
            high = value
    return low / room, high * room


# %% diagnose
def diagnose(train_costs, dev_costs, target):
    epochs = len(train_costs) - 1
    first, last = train_costs[0], train_costs[epochs]
    if math.isnan(last) or math.isinf(last):
        return "diverges"
    if last > first:
        return "diverges"
    if last > target:
        before = train_costs[epochs - epochs // 4]
        if (before - last) / before > 0.1:
            return "too slow"
        return "underfits"
    lowest = dev_costs[0]
    for cost in dev_costs:
        if cost < lowest:
            lowest = cost
    if dev_costs[epochs] > lowest + 0.2 * lowest:
        return "overfits"
    return "fine"


# %% early_stopping
def early_stopping(dev_costs, patience, min_delta=0.0):
    best_epoch, lowest, waited = 0, dev_costs[0], 0
    for epoch in range(1, len(dev_costs)):
        if dev_costs[epoch] < lowest - min_delta:
            best_epoch, lowest, waited = epoch, dev_costs[epoch], 0
        else:
            waited += 1
            if waited == patience:
                return best_epoch, epoch
    return best_epoch, len(dev_costs) - 1


# %% trials_needed
def trials_needed(share, chance, failing=0.0):
    all_miss, trials = 1.0, 0
    while all_miss > 1 - chance:
        all_miss *= 1 - share * (1 - failing)
        trials += 1
    return trials


# %% compare
def compare(first, second):
    total, squares, n = 0.0, 0.0, 0
    for a, b in zip(first, second):
        if np.isnan(a) or np.isnan(b):
            continue
        n += 1
        total += a - b
        squares += (a - b) ** 2
    variance = (squares - total**2 / n) / (n - 1)
    t = total / n / (variance / n) ** 0.5
    if t > 2:
        return ["first", t]
    if t < -2:
        return ["second", t]
    return ["undecided", t]


# %% propose
def propose(history, budget):
    best, highest = {"learning_rate": 0.015, "beta": 0.94, "hidden": 45}, -1.0
    for settings, score in history:
        if score > highest:
            best, highest = dict(settings), score
    number = len(history)
    if number == 0:
        return {"learning_rate": 0.3, "beta": 0.94, "hidden": 45}
    if number in (1, 2, 7):
        best["learning_rate"] *= {1: 1 / 18, 2: 18, 7: 3}[number]
    elif number in (3, 4):
        window = 1 / (1 - best["beta"]) * {3: 3.2, 4: 0.31}[number]
        best["beta"] = 1 - 1 / min(max(window, 3), 110)
    else:
        best["hidden"] = int(min(max(best["hidden"] * {5: 2.7, 6: 0.37}[number], 8), 250))
    return best
