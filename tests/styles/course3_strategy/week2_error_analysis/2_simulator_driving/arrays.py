# %% error_in_use
def error_in_use(observation, use_foggy=None):
    o = observation
    w = o["use_foggy"] if use_foggy is None else use_foggy
    v = np.array([o["pedestrian_weight"], 1.0, 1.0])
    weights = np.concatenate([(1 - w) * v, w * v]) / v.sum()
    rates = np.concatenate([o["clear_errors"], o["foggy_errors"]])
    n = np.repeat([o["clear_size"], o["foggy_size"]], 3)
    p = (rates * n + 1) / (n + 2)
    return weights @ rates, np.sqrt(weights**2 @ (p * (1 - p) / n))


# %% allocate
def allocate(shares, errors, prices, money):
    s = shares * np.sqrt(errors - errors**2)
    spent = s * np.sqrt(prices)
    spent = money * spent / spent.sum()
    numbers = spent / prices
    used = numbers > 0
    return numbers, np.sqrt(np.sum(s[used] ** 2 / numbers[used]))


# %% worth
def worth(losses, probabilities, likelihood):
    joint = likelihood * probabilities[None, :]
    expected = np.einsum("as,os->oa", losses, joint)
    now = np.einsum("as,s->a", losses, probabilities)
    return int(now.argmin()), now.min() - expected.min(axis=1).sum()


# %% posterior
def posterior(observation, candidates):
    o = observation
    half = np.array([0.0325] * 4 + [0.125] * 3 + [0.0325])
    deviation = np.array([0.015] * 4 + [0.055] * 3 + [0.015])
    seen = np.array([o["train_error"], *o["clear_errors"], *o["foggy_errors"], o["tried_error"] or 0.0])
    sizes = np.repeat([1e9, o["clear_size"], o["foggy_size"], 900], [1, 3, 3, 1])
    used = np.ones(8, bool)
    used[7] = o["tried_error"] is not None
    rates = np.zeros((len(candidates), 3, 8))
    for i, state in enumerate(candidates):
        for run in range(3):
            here = roads.like(o, **state)
            rates[i, run, :7] = list(driving.trained(run=run, **here).values())[:7]
            here["transferred"] = 1
            rates[i, run, 7] = sum(list(driving.trained(run=run, **here).values())[1:4]) / 3
    rates = rates * (1 - half) + half * (1 - rates)
    variance = rates * (1 - rates) / sizes + deviation**2
    terms = -0.5 * (seen - rates) ** 2 / variance - 0.5 * np.log(variance)
    logs = terms[:, :, used].sum(-1)
    if o["looked_wrong_labels"] is not None:
        logs += binom.logpmf(o["looked_wrong_labels"], 100, [state["wrong"] for state in candidates])[:, None]
    likely = np.exp(logs - logs.max()).mean(axis=1)
    return likely / likely.sum()


# %% policy
def policy(observation):
    o = observation
    measured, error = error_in_use(o)
    wanted = []
    if o["latency"] > o["latency_limit"]:
        wanted.append("smaller network")
    if error > 0.028 and o["foggy_size"] < 0.8 * o["use_foggy"] * o["dev_size"]:
        wanted.append("move dev set")
    if o["fleet"] < 700:
        wanted.append(driving.TRY)
    for action in wanted:
        if action in o["possible"]:
            return action
    wrong = np.linspace(0.005, 0.25, 8)
    grid = [{"wrong": w, "related": r} for w in wrong for r in (0, 1)]
    p = np.asarray(posterior(o, grid)).reshape(-1, 2)

    def expected(actions):
        state = roads.like(o, wrong=float(p.sum(1) @ wrong))
        for action in actions:
            state = driving.after(state, action)
        if state["transferred"]:
            errors = [roads.usual_error(o, state | {"related": r}) for r in (0, 1)]
        else:
            errors = [roads.usual_error(o, state)] * 2
        return p.sum(0) @ errors

    plans = [([], 0.0, 0.0), *driving.plans(o, 3)]
    errors = np.array([expected(actions) for actions, *_ in plans])
    prices = np.array([weeks + money / 3 for _, weeks, money in plans])
    variance = np.array([(0.012 + 0.022 * o["use_foggy"]) ** 2, error**2])
    weight = variance[::-1] / variance.sum()
    errors += weight @ np.array([0.022 + 0.038 * o["use_foggy"], measured - errors[0]])
    good = errors <= 0.99 * o["target"]
    best = np.where(good, prices, np.inf).argmin() if good.any() else errors[1:].argmin() + 1 if len(plans) > 1 else 0
    return plans[best][0][0] if plans[best][0] else "ship"
