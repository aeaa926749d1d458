# %% error_in_use
def error_in_use(observation, use_foggy=None):
    from math import sqrt

    share = observation["use_foggy"] if use_foggy is None else use_foggy
    heavy = observation["pedestrian_weight"]
    total = heavy + 2

    def weather(rates, n):
        mean = (heavy * rates[0] + rates[1] + rates[2]) / total
        var = []
        for rate in rates:
            p = (rate * n + 1) / (n + 2)
            var.append(p * (1 - p) / n)
        return mean, (heavy**2 * var[0] + var[1] + var[2]) / total**2

    clear, clear_variance = weather(observation["clear_errors"], observation["clear_size"])
    foggy, foggy_variance = weather(observation["foggy_errors"], observation["foggy_size"])
    error = (1 - share) * clear + share * foggy
    return error, sqrt((1 - share) ** 2 * clear_variance + share**2 * foggy_variance)


# %% allocate
def allocate(shares, errors, prices, money):
    numbers = np.zeros(len(shares))
    for k in range(len(shares)):
        numbers[k] = shares[k] * np.sqrt(errors[k] * (1 - errors[k])) / np.sqrt(prices[k])
    numbers *= money / np.dot(numbers, prices)
    terms = [
        shares[k] ** 2 * errors[k] * (1 - errors[k]) / numbers[k] if numbers[k] else 0.0 for k in range(len(shares))
    ]
    return numbers, np.sqrt(np.sum(terms))


# %% worth
def worth(losses, probabilities, likelihood):
    now = np.dot(losses, probabilities)
    after = 0.0
    for q in likelihood:
        chance = np.sum(q * probabilities)
        if chance > 0:
            after += chance * np.min(np.dot(losses, q * probabilities / chance))
    return np.argmin(now), np.min(now) - after


# %% posterior
def posterior(observation, candidates):
    from math import exp, log

    def log_normal(x, mean, variance):
        return -((x - mean) ** 2) / (2 * variance) - log(variance) / 2

    scores = []
    for state in candidates:
        settings = roads.like(observation, wrong=state["wrong"], related=state["related"])
        logs = []
        for run in range(3):
            found = driving.trained(run=run, **settings)
            pairs = [("train", observation["train_error"], None)]
            for weather in ("clear", "foggy"):
                size = observation[f"{weather}_size"]
                for label, error in zip(driving.LABELS, observation[f"{weather}_errors"]):
                    pairs.append((f"{weather}_{label}", error, size))
            if observation["tried_error"] is not None:
                tried = driving.trained(run=run, **{**settings, "transferred": 1})
                found["tried"] = np.mean([tried[f"clear_{label}"] for label in driving.LABELS])
                pairs.append(("tried", observation["tried_error"], 900))
            score = 0.0
            for name, error, size in pairs:
                foggy = name.startswith("foggy")
                mean = found[name] + (0.125 if foggy else 0.0325) * (1 - 2 * found[name])
                variance = 0.0033 if foggy else 0.00026
                if size is not None:
                    variance += mean * (1 - mean) / size
                score += log_normal(error, mean, variance)
            logs.append(score)
        top = max(logs)
        score = top + log(sum(exp(value - top) for value in logs))
        if observation["looked_wrong_labels"] is not None:
            k, w = observation["looked_wrong_labels"], min(max(state["wrong"], 1e-6), 1 - 1e-6)
            score += k * log(w) + (100 - k) * log(1 - w)
        scores.append(score)
    likely = [exp(score - max(scores)) for score in scores]
    return [value / sum(likely) for value in likely]


# %% policy
def policy(observation):
    possible = observation["possible"]
    if observation["latency"] > observation["latency_limit"] and "smaller network" in possible:
        return "smaller network"
    measured, error = error_in_use(observation)
    if observation["fleet"] <= 600 and driving.TRY in possible:
        return driving.TRY
    if error > 0.03 and observation["foggy_size"] < 0.7 * observation["use_foggy"] * observation["dev_size"]:
        if "move dev set" in possible:
            return "move dev set"
    states = []
    for wrong in (0.0, 0.03, 0.06, 0.1, 0.14, 0.18, 0.22, 0.25):
        states.append({"wrong": wrong, "related": 0})
        states.append({"wrong": wrong, "related": 1})
    probabilities = posterior(observation, states)
    wrong = sum(p * state["wrong"] for p, state in zip(probabilities, states))
    related = sum(p for p, state in zip(probabilities, states) if state["related"] == 1)
    usual = []
    plans = [([], 0, 0)] + list(driving.plans(observation, 3))
    for actions, _, _ in plans:
        state = roads.like(observation, wrong=wrong)
        for action in actions:
            state = driving.after(state, action)
        expected = 0.0
        for kind, chance in ((0, 1 - related), (1, related)):
            state["related"] = kind
            expected += chance * roads.usual_error(observation, state)
        usual.append(expected)
    fog = observation["use_foggy"]
    prior, spread = 0.022 + 0.038 * fog, 0.012 + 0.022 * fog
    trust = spread**2 / (spread**2 + error**2)
    offset = trust * (measured - usual[0]) + (1 - trust) * prior
    if usual[0] + offset <= 0.99 * observation["target"]:
        return "ship"
    chosen, lowest = None, None
    for (actions, weeks, money), expected in zip(plans[1:], usual[1:]):
        enough = expected + offset <= 0.98 * observation["target"]
        score = (0, weeks + money / 3) if enough else (1, expected)
        if lowest is None or score < lowest:
            chosen, lowest = actions[0], score
    return chosen or "ship"
