# %% pictures_needed
def pictures_needed(sizes, errors, target, floor=0.0):
    b, a = np.polyfit(np.log2(sizes), np.log2(np.subtract(errors, floor)), deg=1)
    return np.inf if b >= 0 or target <= floor else 2 ** ((np.log2(target - floor) - a) / b)


# %% break_even
break_even = lambda first, second, share=0.5: (lambda a, b: a / b if a * b > 0 else None)(
    (1 - share) * (first[1] - second[1]), share * (second[0] - first[0])
)


# %% forecast
def forecast(observation, actions):
    o = dict(observation)
    wrong = o["looked_wrong_labels"]
    state = {k: o[k] for k in list(project.AXES) if k != "wrong"} | {"wrong": 0.08 if wrong is None else wrong / 100}
    c = o["metric_miss_cost"]
    kind = ["missed", "false_alarms"] if c == 1 else ["missed_5", "false_alarms_5"]
    now = project.trained(**state)
    for action in actions:
        state = project.after(state, action)
    then = project.trained(**state)
    now, then = ((c * t[kind[0]] + t[kind[1]]) / (c + 1) for t in (now, then))
    k = 0.02**2 / (0.02**2 + o["dev_error"] * (1 - o["dev_error"]) / o["dev_size"])
    return then + (1 - k) * 0.025 + k * (o["dev_error"] - now)


# %% gaps
def gaps(observation):
    o = observation
    h = o["human_error"]
    e = np.array([o["target"] if h is None else h, *(o[f"{name}_error"] for name in ("train", "train_dev", "dev"))])
    n = np.array([o["human_size"] or np.inf, o["field"] + o["web"], o["train_dev_size"], o["dev_size"]], dtype=float)
    v = (e - e**2) / n
    return e[1:] - e[:-1], (v[1:] + v[:-1]) ** 0.5


# %% chance
def chance(observation):
    o, n = observation, observation["dev_size"] / 2
    if o["latency_limit"] < o["latency"] or not o["miss_cost"] == o["metric_miss_cost"]:
        return 0.0
    w = np.array([o["miss_cost"], 1]) / (1 + o["miss_cost"])
    r = np.array([o["dev_missed"], o["dev_false_alarms"]])
    p = (r * n + 1) / (n + 2)
    return norm(loc=w @ r, scale=np.linalg.norm(w * np.sqrt(p * (1 - p) / n))).cdf(o["target"])


# %% policy
def policy(observation):
    o, can = observation, observation["possible"]
    checks = {
        "look at 100 errors": "look at 100 errors" not in o["actions"],
        "move dev set": bool(o["looked_from_web"]),
        "change metric": o["miss_cost"] != o["metric_miss_cost"],
        "smaller network": o["latency"] > o["latency_limit"],
    }
    for action, needed in checks.items():
        if needed and action in can:
            return action
    level = lambda plan: forecast(o, plan) / o["target"]
    if level([]) < 0.95:
        return "ship"
    plans = project.plans(o)
    good = [(weeks + money / 4, plan) for plan, weeks, money in plans if level(plan) < 0.95]
    if good:
        return min(good)[1][0]
    return min(plans, key=lambda one: level(one[0]))[0][0] if plans else "ship"
