# %% error_in_use
def error_in_use(observation, use_foggy=None):
    from itertools import product

    one = observation | ({} if use_foggy is None else {"use_foggy": use_foggy})
    shares = {"clear": 1 - one["use_foggy"], "foggy": one["use_foggy"]}
    labels = [one["pedestrian_weight"], 1, 1]
    rates, weights, deviations = [], [], []
    for weather, label in product(shares, range(3)):
        rate, size = one[f"{weather}_errors"][label], one[f"{weather}_size"]
        p = (rate * size + 1) / (size + 2)
        rates.append(rate)
        weights.append(shares[weather] * labels[label])
        deviations.append(shares[weather] * labels[label] / sum(labels) * binom.std(size, p) / size)
    return np.average(rates, weights=weights), np.linalg.norm(deviations)


# %% allocate
def allocate(shares, errors, prices, money):
    deviation = np.asarray(shares) * binom.std(1, errors)
    numbers = deviation / np.sqrt(prices)
    numbers = numbers * money / np.vdot(numbers, prices)
    terms = np.divide(deviation**2, numbers, out=np.zeros(len(numbers)), where=numbers > 0)
    return numbers, terms.sum() ** 0.5


# %% worth
def worth(losses, probabilities, likelihood):
    from functools import reduce

    expected = lambda weights: np.average(losses, axis=1, weights=weights) * np.sum(weights)
    outcomes = [q * probabilities for q in likelihood if np.any(q * probabilities > 0)]
    later = reduce(lambda total, weights: total + expected(weights).min(), outcomes, 0.0)
    return int(expected(probabilities).argmin()), expected(probabilities).min() - later


# %% posterior
def posterior(observation, candidates):
    from scipy.special import logsumexp, softmax

    one = observation
    labels = {"clear": (0.0325, 0.016), "foggy": (0.125, 0.058)}

    def score(state, run):
        settings = roads.like(one, **state)
        found = driving.trained(run=run, **settings)
        terms = [(one["train_error"], found["train"], np.inf, 0.0325, 0.016)]
        for weather, pair in labels.items():
            rates = [found[f"{weather}_{label}"] for label in driving.LABELS]
            terms += [(m, r, one[f"{weather}_size"], *pair) for m, r in zip(one[f"{weather}_errors"], rates)]
        if one["tried_error"] is not None:
            other = driving.trained(run=run, **settings | {"transferred": 1})
            rate = np.mean([other[f"clear_{label}"] for label in driving.LABELS])
            terms.append((one["tried_error"], rate, 3 * driving.TRIED, 0.0325, 0.016))
        measured, rate, size, half, deviation = np.array(terms).T
        expected = rate * (1 - half) + (1 - rate) * half
        scale = np.hypot(np.sqrt(expected * (1 - expected) / size), deviation)
        return norm(expected, scale).logpdf(measured).sum()

    logs = np.array([logsumexp([score(state, run) for run in range(3)]) for state in candidates])
    if one["looked_wrong_labels"] is not None:
        logs += binom.logpmf(one["looked_wrong_labels"], 100, np.array([state["wrong"] for state in candidates]))
    return softmax(logs)


# %% policy
def policy(observation):
    from functools import reduce

    o, can = observation, set(observation["possible"])
    measured, error = error_in_use(o)
    fog = o["use_foggy"]
    first = [
        ("smaller network", o["latency"] > o["latency_limit"]),
        (driving.TRY, o["fleet"] < 650),
        ("move dev set", error > 0.028 and o["foggy_size"] < 0.75 * fog * o["dev_size"]),
    ]
    for action, wanted in first:
        if wanted and action in can:
            return action
    grid = [{"wrong": w, "related": r} for r in (0, 1) for w in np.arange(0.0, 0.26, 0.035)]
    chances = dict(enumerate(posterior(o, grid)))
    wrong = sum(chances[i] * state["wrong"] for i, state in enumerate(grid))
    related = sum(chances[i] for i, state in enumerate(grid) if state["related"])

    def usual(actions):
        state = reduce(driving.after, actions, roads.like(o, wrong=wrong))
        values = [roads.usual_error(o, state | {"related": kind}) for kind in (0, 1)]
        return float(np.average(values, weights=[1 - related, related]))

    trust = 1 / (1 + (error / (0.012 + 0.023 * fog)) ** 2)
    offset = trust * (measured - usual([])) + (1 - trust) * (0.022 + 0.038 * fog)
    limit = 0.985 * o["target"] - offset
    if usual([]) <= limit:
        return "ship"
    ranked = [(usual(actions), weeks + money / 3, actions[0]) for actions, weeks, money in driving.plans(o, 3)]
    enough = sorted((price, action) for value, price, action in ranked if value <= limit)
    return enough[0][1] if enough else min(ranked)[2] if ranked else "ship"
