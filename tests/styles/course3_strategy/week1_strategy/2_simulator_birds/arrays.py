# %% gaps
def gaps(observation):
    o = observation
    measured = o["human_error"] is not None
    shares = np.array(
        [o["human_error"] if measured else o["target"], o["train_error"], o["train_dev_error"], o["dev_error"]]
    )
    inverse = np.array(
        [
            1 / o["human_size"] if measured else 0.0,
            1 / (o["field"] + o["web"]),
            1 / o["train_dev_size"],
            1 / o["dev_size"],
        ]
    )
    step = np.array([[-1, 1, 0, 0], [0, -1, 1, 0], [0, 0, -1, 1]])
    return [step @ shares, np.sqrt(step**2 @ (shares * (1 - shares) * inverse))]


# %% chance
def chance(observation):
    o = observation
    c, n = o["miss_cost"], o["dev_size"] // 2
    k = np.array([o["dev_missed"], o["dev_false_alarms"]]) * n
    p = (k + 1) / (n + 2)
    z = (o["target"] * (c + 1) - c * k[0] / n - k[1] / n) / np.sqrt((c**2 * p[0] * (1 - p[0]) + p[1] * (1 - p[1])) / n)
    return 0.0 if o["latency"] > o["latency_limit"] or o["metric_miss_cost"] != c else norm.sf(-z)


# %% pictures_needed
def pictures_needed(sizes, errors, target, floor=0.0):
    A = np.stack([np.log(sizes), np.ones(len(sizes))], axis=1)
    (slope, level), *_ = np.linalg.lstsq(A, np.log(errors - floor), rcond=None)
    return np.exp((np.log(target - floor) - level) / slope) if target > floor and slope < 0 else np.inf


# %% break_even
def break_even(first, second, share=0.5):
    costs = np.array([first, second]) * np.array([share, 1 - share])
    fewer, more = costs[0, 1] - costs[1, 1], costs[1, 0] - costs[0, 0]
    if np.sign(fewer) * np.sign(more) < 1:
        return None
    return fewer / more


# %% forecast
def forecast(observation, actions):
    o = observation
    state = {name: o[name] for name in project.AXES if name != "wrong"}
    state["wrong"] = 0.1 if o["looked_wrong_labels"] is None else o["looked_wrong_labels"] / 100
    c = o["metric_miss_cost"]
    weights = np.array([c, 1]) / (c + 1)
    columns = ["missed", "false_alarms"] if c == 1 else ["missed_5", "false_alarms_5"]

    def level(state):
        found = project.trained(**state)
        return weights @ np.array([found[name] for name in columns])

    before = level(state)
    for action in actions:
        state = project.after(state, action)
    variance = np.array([0.0004, o["dev_error"] * (1 - o["dev_error"]) / o["dev_size"]])
    share = variance[::-1] / variance.sum()
    return level(state) + share @ np.array([0.025, o["dev_error"] - before])


# %% policy
def policy(observation):
    o = observation
    wanted = []
    if "look at 100 errors" not in o["actions"]:
        wanted.append("look at 100 errors")
    if o["looked_from_web"]:
        wanted.append("move dev set")
    wanted.append("change metric")
    if o["latency"] > o["latency_limit"]:
        wanted.append("smaller network")
    for action in wanted:
        if action in o["possible"]:
            return action
    found = [([], 0.0, 0.0), *project.plans(o)]
    errors = np.array([forecast(o, actions) for actions, _, _ in found])
    prices = np.array([weeks + money / 5 for _, weeks, money in found])
    good = errors < 0.95 * o["target"]
    best = np.where(good, prices, np.inf).argmin() if good.any() else errors.argmin()
    return found[best][0][0] if found[best][0] else "ship"
