# %% error_in_use
def error_in_use(observation, use_foggy=None):
    if use_foggy is None:
        use_foggy = observation["use_foggy"]
    pedestrian = observation["pedestrian_weight"]
    error, variance = 0.0, 0.0
    for weather, share in (("clear", 1 - use_foggy), ("foggy", use_foggy)):
        size = observation[weather + "_size"]
        for label, rate in enumerate(observation[weather + "_errors"]):
            weight = share * (pedestrian if label == 0 else 1) / (pedestrian + 2)
            error += weight * rate
            p = (rate * size + 1) / (size + 2)
            variance += weight**2 * p * (1 - p) / size
    return error, variance**0.5


# %% allocate
def allocate(shares, errors, prices, money):
    ideal = [w * (e * (1 - e) / c) ** 0.5 for w, e, c in zip(shares, errors, prices)]
    scale = money / sum(c * n for c, n in zip(prices, ideal))
    numbers = [scale * n for n in ideal]
    variance = 0.0
    for w, e, n in zip(shares, errors, numbers):
        if n > 0:
            variance += w**2 * e * (1 - e) / n
    return np.array(numbers), variance**0.5


# %% worth
def worth(losses, probabilities, likelihood):
    actions, states = losses.shape
    now = [sum(losses[a, s] * probabilities[s] for s in range(states)) for a in range(actions)]
    best = 0
    for a in range(actions):
        if now[a] < now[best]:
            best = a
    later = 0.0
    for outcome in likelihood:
        later += min(sum(losses[a, s] * probabilities[s] * outcome[s] for s in range(states)) for a in range(actions))
    return best, now[best] - later


# %% posterior
def posterior(observation, candidates):
    labels = ("pedestrian", "car", "light")
    logs = []
    for state in candidates:
        per_run = []
        for run in (0, 1, 2):
            settings = roads.like(observation, **state)
            found = driving.trained(run=run, **settings)
            total = 0.0
            expected = found["train"] + 0.0325 * (1 - 2 * found["train"])
            total += norm.logpdf(observation["train_error"], expected, 0.015)
            for weather, half, deviation in (("clear", 0.0325, 0.016), ("foggy", 0.125, 0.058)):
                for label, measured in zip(labels, observation[weather + "_errors"]):
                    rate = found[f"{weather}_{label}"]
                    expected = rate + half * (1 - 2 * rate)
                    variance = expected * (1 - expected) / observation[weather + "_size"] + deviation**2
                    total += norm.logpdf(measured, expected, variance**0.5)
            if observation["tried_error"] is not None:
                other = driving.trained(run=run, **(settings | {"transferred": 1}))
                rate = sum(other["clear_" + label] for label in labels) / 3
                expected = rate + 0.0325 * (1 - 2 * rate)
                variance = expected * (1 - expected) / 900 + 0.016**2
                total += norm.logpdf(observation["tried_error"], expected, variance**0.5)
            if observation["looked_wrong_labels"] is not None:
                total += binom.logpmf(observation["looked_wrong_labels"], 100, state["wrong"])
            per_run.append(total)
        logs.append(per_run)
    weights = np.exp(np.array(logs) - np.max(logs)).sum(axis=1)
    return weights / weights.sum()


# %% policy
def policy(observation):
    can = observation["possible"]
    if observation["latency"] > observation["latency_limit"]:
        if "smaller network" in can:
            return "smaller network"
    measured, spread = error_in_use(observation)
    sunny = observation["foggy_size"] / observation["dev_size"] < observation["use_foggy"] - 0.1
    if spread > 0.03 and sunny and "move dev set" in can:
        return "move dev set"
    if observation["fleet"] <= 500 and driving.TRY in can:
        return driving.TRY
    grid = [{"wrong": w, "related": r} for w in (0.0, 0.05, 0.1, 0.15, 0.2, 0.25) for r in (0, 1)]
    wrong = related = 0.0
    for state, p in zip(grid, posterior(observation, grid)):
        wrong += p * state["wrong"]
        related += p * state["related"]

    def usual(actions):
        state = roads.like(observation, wrong=wrong)
        for action in actions:
            state = driving.after(state, action)
        yes = roads.usual_error(observation, state)
        if state["transferred"] == 0:
            return yes
        return related * yes + (1 - related) * roads.usual_error(observation, state | {"related": 0})

    fog = observation["use_foggy"]
    share = (0.012 + 0.02 * fog) ** 2
    share = share / (share + spread**2)
    offset = share * (measured - usual([])) + (1 - share) * (0.02 + 0.04 * fog)
    goal = 0.985 * observation["target"]
    if usual([]) + offset <= goal:
        return "ship"
    best, chosen = np.inf, "ship"
    for actions, weeks, money in driving.plans(observation, 3):
        error = usual(actions) + offset
        score = error if error > goal else (weeks + money / 3) / 1000
        if score < best:
            best, chosen = score, actions[0]
    return chosen
