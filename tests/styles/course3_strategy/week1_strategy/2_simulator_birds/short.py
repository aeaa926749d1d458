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
    return then + (1 - k) * 0.02 + k * (o["dev_error"] - now)
