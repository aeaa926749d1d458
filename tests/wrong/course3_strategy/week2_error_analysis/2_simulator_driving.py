# %% error_in_use: The pedestrian's weight is used for the error, not for its standard error
def error_in_use(observation, use_foggy=None):
    o = observation
    w = o["use_foggy"] if use_foggy is None else use_foggy
    v = np.array([o["pedestrian_weight"], 1, 1]) / (o["pedestrian_weight"] + 2)
    c, f = np.array(o["clear_errors"]), np.array(o["foggy_errors"])
    pc = (c * o["clear_size"] + 1) / (o["clear_size"] + 2)
    pf = (f * o["foggy_size"] + 1) / (o["foggy_size"] + 2)
    variance = (1 - w) ** 2 * pc * (1 - pc) / o["clear_size"] + w**2 * pf * (1 - pf) / o["foggy_size"]
    return ((1 - w) * c + w * f) @ v, np.sqrt(variance.sum()) / 3


# %% error_in_use: All six errors are taken to be measured on the whole dev set
def error_in_use(observation, use_foggy=None):
    o = observation
    w = o["use_foggy"] if use_foggy is None else use_foggy
    v = np.array([o["pedestrian_weight"], 1, 1]) / (o["pedestrian_weight"] + 2)
    weights = np.concatenate([(1 - w) * v, w * v])
    rates = np.array(o["clear_errors"] + o["foggy_errors"])
    n = o["clear_size"] + o["foggy_size"]
    p = (rates * n + 1) / (n + 2)
    return weights @ rates, np.sqrt(np.sum(weights**2 * p * (1 - p) / n))


# %% error_in_use: The three labels of a weather are averaged before the variance is computed
def error_in_use(observation, use_foggy=None):
    o = observation
    w = o["use_foggy"] if use_foggy is None else use_foggy
    v = np.array([o["pedestrian_weight"], 1, 1]) / (o["pedestrian_weight"] + 2)
    total = variance = 0
    for share, name in ((1 - w, "clear"), (w, "foggy")):
        e, n = v @ np.array(o[name + "_errors"]), o[name + "_size"]
        p = (e * n + 1) / (n + 2)
        total += share * e
        variance += share**2 * p * (1 - p) / n
    return total, variance**0.5


# %% allocate: The numbers are rounded to whole pictures
def allocate(shares, errors, prices, money):
    s = shares * np.sqrt(errors * (1 - errors))
    n = np.round(money * s / np.sqrt(prices) / np.sum(s * np.sqrt(prices)))
    return n, np.sqrt(np.sum(s[n > 0] ** 2 / n[n > 0]))


# %% allocate: Every kind is measured with the same standard error
def allocate(shares, errors, prices, money):
    n = np.where(shares > 0, errors * (1 - errors), 0)
    n = money * n / np.sum(n * prices)
    used = n > 0
    return n, np.sqrt(np.sum(shares[used] ** 2 * (errors * (1 - errors))[used] / n[used]))


# %% worth: After an outcome it acts as if the most probable state were the true one
def worth(losses, probabilities, likelihood):
    now = losses @ probabilities
    later = 0.0
    for q in likelihood:
        joint = q * probabilities
        action = losses[:, joint.argmax()].argmin()
        later += losses[action] @ joint
    return now.argmin(), now.min() - later


# %% worth: The expected losses are divided by the number of outcomes
def worth(losses, probabilities, likelihood):
    now = losses @ probabilities
    later = [np.min(losses @ (q * probabilities)) for q in likelihood]
    return now.argmin(), now.min() - np.mean(later)


# %% posterior: All measurements are taken to be exact but for the number of pictures
def posterior(observation, candidates):
    o, logs = observation, []
    for state in candidates:
        found = driving.trained(**roads.like(o, **state))
        total = 0.0
        for weather in ("clear", "foggy"):
            for label, k in zip(driving.LABELS, o[weather + "_errors"]):
                n = o[weather + "_size"]
                total += binom.logpmf(round(k * n), n, min(max(found[f"{weather}_{label}"], 0.001), 0.999))
        if o["looked_wrong_labels"] is not None:
            total += binom.logpmf(o["looked_wrong_labels"], 100, state["wrong"])
        logs.append(total)
    p = np.exp(np.array(logs) - max(logs))
    return p / p.sum()


# %% policy: It looks and mends what it sees, then collects until the dev error is low
def policy(observation):
    o, can = observation, observation["possible"]
    if "look at 100 errors" in can and "look at 100 errors" not in o["actions"]:
        return "look at 100 errors"
    if o["looked_wrong_labels"] and o["looked_wrong_labels"] > 5 and "clean labels" in can:
        return "clean labels"
    if o["dev_error"] <= o["target"]:
        return "ship"
    for action in ("fog from many recordings", "complete labels", "train longer", "collect fleet"):
        if action in can:
            return action
    return "ship"
