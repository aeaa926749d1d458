# %% gaps
def gaps(observation):
    from operator import itemgetter

    human, train, train_dev, dev, target = itemgetter(
        "human_error", "train_error", "train_dev_error", "dev_error", "target"
    )(observation)
    first = target if human is None else human
    shares = np.r_[first, train, train_dev, dev]
    sizes = np.r_[
        observation["human_size"] or 1,
        observation["field"] + observation["web"],
        observation["train_dev_size"],
        observation["dev_size"],
    ]
    spread = np.sqrt(shares * (1 - shares) / sizes)
    spread[0] *= human is not None
    return np.ediff1d(shares), np.hypot(spread[1:], spread[:-1])


# %% chance
def chance(observation):
    from scipy.stats import norm as normal

    o = observation
    fits = o["latency"] <= o["latency_limit"] and o["metric_miss_cost"] == o["miss_cost"]
    rates, half = np.array([o["dev_missed"], o["dev_false_alarms"]]), o["dev_size"] / 2
    weights = np.array([o["miss_cost"], 1.0])
    weights /= weights.sum()
    p = (rates * half + 1) / (half + 2)
    return float(fits) * normal(weights @ rates, np.sqrt(weights**2 @ (p * (1 - p)) / half)).cdf(o["target"])


# %% pictures_needed
def pictures_needed(sizes, errors, target, floor=0.0):
    line = np.polynomial.Polynomial.fit(np.log(sizes), np.log(errors - floor), 1).convert()
    level, slope = line.coef
    if target <= floor or slope >= 0:
        return float("inf")
    return ((target - floor) / np.exp(level)) ** (1 / slope)


# %% break_even
def break_even(first, second, share=0.5):
    missed, alarms = np.subtract(second, first) * [share, share - 1]
    return alarms / missed if missed * alarms > 0 else None


# %% forecast
def forecast(observation, actions):
    from functools import reduce

    o = observation
    state = {name: o[name] for name in ("field", "web", "hidden", "regularization", "augmented", "length")}
    state["wrong"] = 0.07 if o["looked_wrong_labels"] is None else o["looked_wrong_labels"] / 100
    suffix = "" if o["metric_miss_cost"] == 1 else "_5"

    def error(settings):
        rates = project.trained(**settings)
        return np.average(
            [rates["missed" + suffix], rates["false_alarms" + suffix]], weights=[o["metric_miss_cost"], 1]
        )

    weight = 1 / (1 + o["dev_error"] * (1 - o["dev_error"]) / o["dev_size"] / 0.018**2)
    return error(reduce(project.after, actions, state)) + np.interp(
        weight, [0, 1], [0.025, o["dev_error"] - error(state)]
    )


# %% policy
def policy(observation):
    o = observation
    checks = (
        ("look at 100 errors", "look at 100 errors" not in o["actions"]),
        ("move dev set", o["looked_from_web"]),
        ("change metric", True),
        ("smaller network", o["latency"] > o["latency_limit"]),
    )
    wanted = [action for action, needed in checks if needed and action in o["possible"]]
    if wanted:
        return wanted[0]
    if forecast(o, []) < 0.94 * o["target"]:
        return "ship"
    best = min(project.plans(o, most=1), key=lambda plan: forecast(o, plan[0]), default=(["ship"],))
    return best[0][0]
