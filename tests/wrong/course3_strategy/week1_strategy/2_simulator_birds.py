# %% gaps: The standard errors of the two measurements are added
def gaps(observation):
    o = observation
    e = [o["human_error"], o["train_error"], o["train_dev_error"], o["dev_error"]]
    n = [o["human_size"], o["field"] + o["web"], o["train_dev_size"], o["dev_size"]]
    se = [np.sqrt(a * (1 - a) / b) if b else 0.0 for a, b in zip([x or 0.0 for x in e], n)]
    if e[0] is None:
        e[0] = o["target"]
    return np.diff(e), np.array(se[1:]) + np.array(se[:-1])


# %% gaps: Pictures from the web are not counted
def gaps(observation):
    o = observation
    human = o["target"] if o["human_error"] is None else o["human_error"]
    v = [0 if o["human_error"] is None else human * (1 - human) / o["human_size"]]
    for error, size in (("train_error", "field"), ("train_dev_error", "train_dev_size"), ("dev_error", "dev_size")):
        v.append(o[error] * (1 - o[error]) / o[size])
    e = np.array([human, o["train_error"], o["train_dev_error"], o["dev_error"]])
    return e[1:] - e[:-1], np.sqrt(np.array(v[1:]) + np.array(v[:-1]))


# %% chance: The whole dev set is counted for each rate
def chance(observation):
    o = observation
    if o["latency"] > o["latency_limit"] or o["miss_cost"] != o["metric_miss_cost"]:
        return 0.0
    c, n = o["miss_cost"], o["dev_size"]
    m, f = o["dev_missed"], o["dev_false_alarms"]
    var = 0.0
    for weight, rate in ((c / (c + 1), m), (1 / (c + 1), f)):
        p = (rate * n + 1) / (n + 2)
        var += weight**2 * p * (1 - p) / n
    return norm.cdf((o["target"] - (c * m + f) / (c + 1)) / var**0.5)


# %% chance: The weights are not squared
def chance(observation):
    o = observation
    if o["latency"] > o["latency_limit"] or o["miss_cost"] != o["metric_miss_cost"]:
        return 0.0
    c, n = o["miss_cost"], o["dev_size"] / 2
    p = np.array([(r * n + 1) / (n + 2) for r in (o["dev_missed"], o["dev_false_alarms"])])
    w = np.array([c, 1]) / (c + 1)
    error = w @ np.array([o["dev_missed"], o["dev_false_alarms"]])
    return norm.cdf((o["target"] - error) / np.sqrt(w @ (p * (1 - p) / n)))


# %% pictures_needed: The floor is added to the target
def pictures_needed(sizes, errors, target, floor=0.0):
    b, a = np.polyfit(np.log(sizes), np.log(errors - floor), 1)
    if b >= 0 or target <= floor:
        return np.inf
    return np.exp((np.log(target + floor) - a) / b)


# %% pictures_needed: A straight line is fitted without logarithms
def pictures_needed(sizes, errors, target, floor=0.0):
    b, a = np.polyfit(sizes, errors - floor, 1)
    if b >= 0 or target <= floor:
        return np.inf
    return (target - floor - a) / b


# %% break_even: The share of the birds is left out
def break_even(first, second, share=0.5):
    top, bottom = second[1] - first[1], first[0] - second[0]
    if top * bottom <= 0:
        return None
    return top / bottom


# %% policy: It cleans and collects in turn until the money is gone
def policy(observation):
    for action in ("clean labels", "train longer", "collect field"):
        if action in observation["possible"]:
            return action
    return "ship"


# %% forecast: The dev error is multiplied by the ratio of the trainings, with no wrong labels
def forecast(observation, actions):
    o = observation
    state = {k: o[k] for k in ("field", "web", "hidden", "regularization", "augmented", "length")}
    state["wrong"] = 0.0

    def error(s):
        t = project.trained(**s)
        return (t["missed"] + t["false_alarms"]) / 2

    before = error(state)
    for action in actions:
        state = project.after(state, action)
    return o["dev_error"] * error(state) / before
