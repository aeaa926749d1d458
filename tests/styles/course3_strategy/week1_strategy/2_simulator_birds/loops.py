# %% gaps
def gaps(observation):
    chain = ["human", "train", "train_dev", "dev"]
    found, errors = [], []
    for before, after in zip(chain, chain[1:]):
        total, pair = 0.0, []
        for name in (before, after):
            share = observation[name + "_error"]
            if share is None:
                pair.append(observation["target"])
                continue
            pair.append(share)
            size = observation["field"] + observation["web"] if name == "train" else observation[name + "_size"]
            total += share * (1 - share) / size
        found.append(pair[1] - pair[0])
        errors.append(total**0.5)
    return np.array(found), np.array(errors)


# %% chance
def chance(observation):
    if observation["latency"] > observation["latency_limit"]:
        return 0.0
    if observation["metric_miss_cost"] != observation["miss_cost"]:
        return 0.0
    n = observation["dev_size"] / 2
    error, variance = 0.0, 0.0
    for name, cost in (("dev_missed", observation["miss_cost"]), ("dev_false_alarms", 1)):
        weight = cost / (observation["miss_cost"] + 1)
        p = (observation[name] * n + 1) / (n + 2)
        error += weight * observation[name]
        variance += weight * weight * p * (1 - p) / n
    return norm.cdf(observation["target"], loc=error, scale=variance**0.5)


# %% pictures_needed
def pictures_needed(sizes, errors, target, floor=0.0):
    x = [np.log(size) for size in sizes]
    y = [np.log(error - floor) for error in errors]
    mx, my = sum(x) / len(x), sum(y) / len(y)
    slope = sum((a - mx) * (b - my) for a, b in zip(x, y)) / sum((a - mx) ** 2 for a in x)
    if slope >= 0:
        return np.inf
    if target <= floor:
        return np.inf
    return np.exp(mx + (np.log(target - floor) - my) / slope)


# %% break_even
def break_even(first, second, share=0.5):
    (m1, f1), (m2, f2) = first, second
    if m1 == m2:
        return None
    cost = (1 - share) * (f2 - f1) / (share * (m1 - m2))
    if cost <= 0:
        return None
    return cost


# %% policy
def policy(observation):
    done, can = observation["actions"], observation["possible"]
    if "look at 100 errors" not in done and "look at 100 errors" in can:
        return "look at 100 errors"
    if observation["looked_from_web"] == 100 and "move dev set" in can:
        return "move dev set"
    if observation["metric_miss_cost"] != observation["miss_cost"] and "change metric" in can:
        return "change metric"
    if observation["latency"] > observation["latency_limit"] and "smaller network" in can:
        return "smaller network"
    if forecast(observation, []) < 0.95 * observation["target"]:
        return "ship"
    best, action = np.inf, "ship"
    for actions, weeks, money in project.plans(observation):
        error = forecast(observation, actions) / observation["target"]
        score = error if error > 0.95 else (weeks + money / 3) / 1000
        if score < best:
            best, action = score, actions[0]
    return action


# %% forecast
def forecast(observation, actions):
    states = [{}]
    for name in ("field", "web", "hidden", "regularization", "augmented", "length"):
        states[0][name] = observation[name]
    states[0]["wrong"] = 0.05
    if observation["looked_wrong_labels"] is not None:
        states[0]["wrong"] = observation["looked_wrong_labels"] / 100
    for action in actions:
        states.append(project.after(states[-1], action))
    errors = []
    for state in (states[0], states[-1]):
        found = project.trained(**state)
        if observation["metric_miss_cost"] == 1:
            errors.append((found["missed"] + found["false_alarms"]) / 2)
        else:
            errors.append((5 * found["missed_5"] + found["false_alarms_5"]) / 6)
    weight = observation["dev_size"] / (observation["dev_size"] + 320)
    return errors[1] + 0.025 + weight * (observation["dev_error"] - errors[0] - 0.025)
