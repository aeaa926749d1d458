# %% error_in_use
def error_in_use(observation, use_foggy=None):
    o, w = observation, use_foggy
    w = o["use_foggy"] if w is None else w
    v = np.array([o["pedestrian_weight"], 1, 1]) / (o["pedestrian_weight"] + 2)
    c, f = np.array(o["clear_errors"]), np.array(o["foggy_errors"])
    var = lambda e, n: ((e * n + 1) / (n + 2)) * ((n - e * n + 1) / (n + 2)) / n
    spread = (1 - w) ** 2 * var(c, o["clear_size"]) + w**2 * var(f, o["foggy_size"])
    return ((1 - w) * c + w * f) @ v, (v**2 @ spread) ** 0.5


# %% allocate
def allocate(shares, errors, prices, money):
    s, r = shares * (errors * (1 - errors)) ** 0.5, prices**0.5
    return money * s / r / (s @ r), s @ r / money**0.5


# %% worth
worth = lambda losses, probabilities, likelihood: (
    np.argmin(losses @ probabilities),
    np.min(losses @ probabilities) - np.sum(np.min((losses * probabilities) @ likelihood.T, axis=0)),
)


# %% posterior
def posterior(observation, candidates):
    o, logs = observation, []
    seen = np.array([o["train_error"], *o["clear_errors"], *o["foggy_errors"], o["tried_error"] or 0.5])
    n = np.array([1e6, *[o["clear_size"]] * 3, *[o["foggy_size"]] * 3, 900 if o["tried_error"] else 1e-3])
    u, d = np.array([0.033] * 4 + [0.125] * 3 + [0.033]), np.array([0.016] * 4 + [0.06] * 3 + [0.016])
    for c in candidates:
        get = lambda run, **to: list(driving.trained(run=run, **(roads.like(o, **c) | to)).values())
        e = np.array([get(r)[:7] + [np.mean(get(r, transferred=1)[1:4])] for r in range(3)])
        e = e + u * (1 - 2 * e)
        s = np.sqrt(e * (1 - e) / n + d**2)
        k = o["looked_wrong_labels"]
        logs.append(np.logaddexp.reduce(norm.logpdf((seen - e) / s).sum(1) - np.log(s).sum(1)))
        logs[-1] += 0 if k is None else binom.logpmf(k, 100, c["wrong"])
    p = np.exp(np.array(logs) - max(logs))
    return p / p.sum()


# %% policy
def policy(observation):
    o, can = observation, observation["possible"]
    e, se = error_in_use(o)
    if o["latency"] > o["latency_limit"] and "smaller network" in can:
        return "smaller network"
    if se > 0.035 and o["foggy_size"] < o["dev_size"] * o["use_foggy"] / 2 and "move dev set" in can:
        return "move dev set"
    if o["fleet"] < 600 and driving.TRY in can:
        return driving.TRY
    states = [{"wrong": w / 100, "related": r} for w in range(1, 26, 4) for r in (0, 1)]
    p = posterior(o, states)
    wrong, related = p @ [s["wrong"] for s in states], p @ [s["related"] for s in states]

    def level(plan):
        s = roads.like(o, wrong=wrong)
        for action in plan:
            s = driving.after(s, action)
        both = [roads.usual_error(o, s | {"related": r}) for r in ((0, 1) if s["transferred"] else (1, 1))]
        return both[0] + related * (both[1] - both[0])

    w, usual = (0.012 + 0.023 * o["use_foggy"]) ** 2, 0.022 + 0.038 * o["use_foggy"]
    w = w / (w + se**2)
    goal = 0.99 * o["target"] - w * (e - level([])) - (1 - w) * usual
    if level([]) <= goal:
        return "ship"
    plans = [(level(plan), weeks + money / 3, plan) for plan, weeks, money in driving.plans(o, 3)]
    good = [(price, plan) for error, price, plan in plans if error <= goal]
    if good:
        return min(good)[1][0]
    return min(plans)[2][0] if plans else "ship"
