# %% gaps
def gaps(observation):
    from math import sqrt

    train_size = observation["field"] + observation["web"]
    t, d, e = observation["train_error"], observation["train_dev_error"], observation["dev_error"]
    if observation["human_error"] is None:
        h, vh = observation["target"], 0.0
    else:
        h = observation["human_error"]
        vh = h * (1 - h) / observation["human_size"]
    vt = t * (1 - t) / train_size
    vd = d * (1 - d) / observation["train_dev_size"]
    ve = e * (1 - e) / observation["dev_size"]
    return np.array([t - h, d - t, e - d]), np.array([sqrt(vh + vt), sqrt(vt + vd), sqrt(vd + ve)])


# %% chance
def chance(observation):
    from math import erf, sqrt

    if observation["latency"] > observation["latency_limit"]:
        return 0
    c = observation["metric_miss_cost"]
    if c != observation["miss_cost"]:
        return 0
    n = observation["dev_size"] / 2
    m, f = observation["dev_missed"], observation["dev_false_alarms"]
    pm, pf = (m * n + 1) / (n + 2), (f * n + 1) / (n + 2)
    sd = sqrt((c / (c + 1)) ** 2 * pm * (1 - pm) / n + (1 / (c + 1)) ** 2 * pf * (1 - pf) / n)
    z = (observation["target"] - (c * m + f) / (c + 1)) / sd
    return (1 + erf(z / sqrt(2))) / 2


# %% pictures_needed
def pictures_needed(sizes, errors, target, floor=0.0):
    if target <= floor:
        return np.inf
    slope, level = np.polyfit(np.log10(sizes), np.log10(errors - floor), 1)
    if slope >= 0:
        return np.inf
    return 10 ** ((np.log10(target - floor) - level) / slope)


# %% break_even
def break_even(first, second, share=0.5):
    odds = (1 - share) / share
    more_missed = second[0] - first[0]
    fewer_alarms = first[1] - second[1]
    if more_missed > 0 and fewer_alarms > 0 or more_missed < 0 and fewer_alarms < 0:
        return odds * fewer_alarms / more_missed


# %% forecast
def forecast(observation, actions):
    def error(state):
        t = project.trained(**state)
        if observation["metric_miss_cost"] == 5:
            return (5 * t["missed_5"] + t["false_alarms_5"]) / 6
        return (t["missed"] + t["false_alarms"]) / 2

    wrong = observation["looked_wrong_labels"]
    now = {
        "field": observation["field"],
        "web": observation["web"],
        "hidden": observation["hidden"],
        "regularization": observation["regularization"],
        "augmented": observation["augmented"],
        "length": observation["length"],
        "wrong": 0.08 if wrong is None else wrong / 100,
    }
    later = dict(now)
    for action in actions:
        later = project.after(later, action)
    measured = observation["dev_error"] - error(now)
    variance = observation["dev_error"] * (1 - observation["dev_error"]) / observation["dev_size"]
    offset = (measured / variance + 0.025 / 0.0004) / (1 / variance + 1 / 0.0004)
    return error(later) + offset


# %% policy
def policy(observation):
    possible = observation["possible"]
    if "look at 100 errors" in possible and "look at 100 errors" not in observation["actions"]:
        return "look at 100 errors"
    if observation["looked_from_web"] and "move dev set" in possible:
        return "move dev set"
    if "change metric" in possible:
        return "change metric"
    if observation["latency"] > observation["latency_limit"] and "smaller network" in possible:
        return "smaller network"
    if forecast(observation, []) < 0.95 * observation["target"]:
        return "ship"
    best, smallest = "ship", 1.0
    for actions, _, _ in project.plans(observation):
        error = forecast(observation, actions)
        if error < smallest:
            best, smallest = actions[0], error
    return best
