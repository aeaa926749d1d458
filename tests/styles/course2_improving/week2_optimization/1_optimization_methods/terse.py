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
def update_parameters_with_adam(
    parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    v, s = ({k: b * a[k] + (1 - b) * g**n for k, g in grads.items()} for a, b, n in ((v, beta1, 1), (s, beta2, 2)))
    vc, sc = ({k: x / (1 - b**t) for k, x in a.items()} for a, b in ((v, beta1), (s, beta2)))
    new = {k: p - learning_rate * vc["d" + k] / (np.sqrt(sc["d" + k]) + epsilon) for k, p in parameters.items()}
    return new, v, s, vc, sc


# %% update_lr
update_lr = lambda learning_rate0, epoch_num, decay_rate: learning_rate0 / (1 + decay_rate * epoch_num)
# %% schedule_lr_decay
schedule_lr_decay = lambda learning_rate0, epoch_num, decay_rate, time_interval=1000: learning_rate0 / (
    1 + decay_rate * int(epoch_num / time_interval)
)
# %% cosine_decay
cosine_decay = lambda learning_rate0, epoch_num, num_epochs, learning_rate_min=0: learning_rate_min + (
    learning_rate0 - learning_rate_min
) * np.cos(np.pi / 2 * epoch_num / num_epochs) ** 2
# %% my_step
my_step = lambda w, slope, memory: (
    (w - 0.0008 * slope, w)
    if memory is None
    else (w - 0.0036 * slope + 0.88 * (w - memory), w)
)
