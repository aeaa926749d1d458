# %% update_parameters_with_gd
update_parameters_with_gd = lambda parameters, grads, learning_rate: {
    k: p - learning_rate * grads[f"d{k}"] for k, p in parameters.items()
}


# %% random_mini_batches
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m = X.shape[1]
    p = np.random.default_rng(seed).permutation(m)
    return [(X[:, i], Y[:, i]) for i in np.split(p, range(mini_batch_size, m, mini_batch_size))]


# %% exponentially_weighted_average
def exponentially_weighted_average(values, beta, bias_correction=True):
    t = np.arange(1, len(values) + 1)
    v = np.tril((1 - beta) * beta ** np.abs(t[:, None] - t)) @ values
    return v / (1 - beta**t) if bias_correction else v


# %% initialize_velocity
initialize_velocity = lambda parameters: {f"d{k}": 0 * p for k, p in parameters.items()}


# %% update_parameters_with_momentum
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    v = {k: v[k] + (1 - beta) * (g - v[k]) for k, g in grads.items()}
    return {k: p - learning_rate * v[f"d{k}"] for k, p in parameters.items()}, v


# %% update_parameters_with_rmsprop
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    s = {k: beta * s[k] + (1 - beta) * g * g for k, g in grads.items()}
    return {k: p - learning_rate / (s[f"d{k}"] ** 0.5 + epsilon) * grads[f"d{k}"] for k, p in parameters.items()}, s


# %% initialize_adam
initialize_adam = lambda parameters: [{f"d{k}": np.zeros(p.shape) for k, p in parameters.items()} for _ in "vs"]


# %% update_parameters_with_adam
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v, s = ({k: b * a[k] + (1 - b) * g**n for k, g in grads.items()} for a, b, n in ((v, beta1, 1), (s, beta2, 2)))
    vc, sc = ({k: x / (1 - b**t) for k, x in a.items()} for a, b in ((v, beta1), (s, beta2)))
    new = {k: p - learning_rate * vc["d" + k] / (np.sqrt(sc["d" + k]) + epsilon) for k, p in parameters.items()}
    return new, v, s, vc, sc


# %% update_lr
update_lr = lambda learning_rate0, epoch_num, decay_rate: learning_rate0 / (1 + decay_rate * epoch_num)
# %% schedule_lr_decay
schedule_lr_decay = lambda learning_rate0, epoch_num, decay_rate, time_interval=1000: (
    learning_rate0 / (1 + decay_rate * int(epoch_num / time_interval))
)
# %% cosine_decay
cosine_decay = lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0: (
    learning_rate_min + (learning_rate0 - learning_rate_min) * np.cos(np.pi / 2 * epoch_num / num_epochs) ** 2
)


# %% update_parameters_with_adamw
def update_parameters_with_adamw(
    p, grads, v, s, t, learning_rate=1e-3, weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    q, v, s, *_ = update_parameters_with_adam(p, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return {n: q[n] - learning_rate * weight_decay * (n[0] == "W") * p[n] for n in p}, v, s


# %% average_with_changing_beta
def average_with_changing_beta(values, betas):
    kept = [np.append(np.cumprod(betas[: t + 1][:0:-1])[::-1], 1) * (1 - betas[: t + 1]) for t in range(len(values))]
    return np.array([np.average(values[: t + 1], weights=w) for t, w in enumerate(kept)])


# %% my_step
def my_step(w, g, m, L, mu, left):
    v, T = m or (0 * w, left)
    v = (1 - (mu / L) ** 0.5) ** 2 * v + g
    return w - (1 - np.cos(np.pi * left / T)) / L * v, (v, T)


# %% judge_race
def judge_race(validation, test):
    best = {n: a.mean(1).argmax() for n, a in validation.items()}
    if any(b in (0, len(validation[n]) - 1) for n, b in best.items()):
        return "widen"
    d = np.subtract(*(test[n][b] for n, b in best.items()))
    z = d.mean() / d.std(ddof=1) * len(d) ** 0.5 if len(d) > 1 else 0
    return "not shown" if -2 <= z <= 2 else [*best][int(z < 0)]


# %% reading
reading = "abde" and {*"abde"}
