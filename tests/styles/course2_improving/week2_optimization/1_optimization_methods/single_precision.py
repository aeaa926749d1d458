# %% update_parameters_with_gd
def update_parameters_with_gd(parameters, grads, learning_rate):
    return {k: (p - learning_rate * grads["d" + k]).astype(np.float32) for k, p in parameters.items()}


# %% random_mini_batches
from sklearn.utils import gen_batches, shuffle


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    rows, labels = shuffle(X.T.astype(np.float32), Y.T, random_state=seed)
    return [(rows[part].T, labels[part].T) for part in gen_batches(X.shape[1], mini_batch_size)]


# %% exponentially_weighted_average
from scipy.signal import lfilter


def exponentially_weighted_average(values, beta, bias_correction=True):
    v = lfilter([1 - beta], [1, -beta], values)
    if bias_correction:
        v = v / (1 - beta ** np.arange(1, v.size + 1))
    return v.astype(np.float32)


# %% initialize_velocity
def initialize_velocity(parameters):
    return {"d" + k: np.zeros(p.shape, dtype=np.float32) for k, p in parameters.items()}


# %% update_parameters_with_momentum
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    parameters, grads, v = ({k: x.astype(np.float32) for k, x in d.items()} for d in (parameters, grads, v))
    for k in parameters:
        v["d" + k] = beta * v["d" + k] + (1 - beta) * grads["d" + k]
        parameters[k] = parameters[k] - learning_rate * v["d" + k]
    return parameters, v


# %% update_parameters_with_rmsprop
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    parameters, grads, s = ({k: x.astype(np.float32) for k, x in d.items()} for d in (parameters, grads, s))
    for k in parameters:
        s["d" + k] = beta * s["d" + k] + (1 - beta) * grads["d" + k] ** 2
        parameters[k] = parameters[k] - learning_rate * grads["d" + k] / (s["d" + k] ** 0.5 + epsilon)
    return parameters, s


# %% initialize_adam
def initialize_adam(parameters):
    return {"d" + k: np.zeros(p.shape, np.float32) for k, p in parameters.items()}, initialize_velocity(parameters)


# %% update_parameters_with_adam
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    grads, v, s = ({k: x.astype(np.float32) for k, x in d.items()} for d in (grads, v, s))
    vc, sc, new = {}, {}, {}
    for k in v:
        v[k] = v[k] * beta1 + grads[k] * (1 - beta1)
        s[k] = s[k] * beta2 + grads[k] ** 2 * (1 - beta2)
        vc[k], sc[k] = v[k] / (1 - beta1**t), s[k] / (1 - beta2**t)
        new[k[1:]] = parameters[k[1:]] - learning_rate * (vc[k] / (np.sqrt(sc[k]) + epsilon))
    return [new, v, s, vc, sc]


# %% update_lr
def update_lr(learning_rate0, epoch_num, decay_rate):
    return np.float32(learning_rate0 / (1 + decay_rate * epoch_num))


# %% schedule_lr_decay
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return np.float32(1 / (1 + decay_rate * np.floor(epoch_num / time_interval)) * learning_rate0)


# %% cosine_decay
def cosine_decay(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    share = np.float32(0.5) * (1 + np.cos(np.float32(np.pi * epoch_num / num_epochs)))
    return np.asarray(learning_rate0 * share + learning_rate_min * (1 - share))


# %% update_parameters_with_adamw
def update_parameters_with_adamw(
    parameters, grads, v, s, t, learning_rate=0.001, weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    decays = {name: np.float32(weight_decay if name[0] == "W" else 0) for name in parameters}
    moved, v, s, _, _ = update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    moved = {
        name: (value - learning_rate * decays[name] * parameters[name]).astype(np.float32)
        for name, value in moved.items()
    }
    return moved, v, s


# %% average_with_changing_beta
def average_with_changing_beta(values, betas):
    v, ones, averages = np.float64(0), np.float64(0), []
    for value, beta in zip(values, betas):
        v = v * beta + value * (1 - beta)
        ones = ones * beta + (1 - beta)
        averages.append(np.float32(v / ones))
    return np.array(averages, dtype=np.float32)


# %% my_step
def my_step(w, gradient, memory, largest, smallest, left):
    """The mean of the last part of the path, in single precision."""
    w, gradient = w.astype(np.float32), gradient.astype(np.float32)
    before, mean, count, budget = (w, np.zeros_like(w), 0, left) if memory is None else memory
    beta = np.float32((1 - np.sqrt(smallest / largest)) ** 2)
    moved = w - gradient / np.float32(largest) + beta * (w - before)
    if left < 0.4 * budget:
        count += 1
        mean = mean + (moved - mean) / np.float32(count)
    return (mean if left == 1 else moved), (w, mean, count, budget)


# %% judge_race
def judge_race(validation, test):
    best = {name: int(np.mean(grid, axis=1, dtype=np.float64).argmax()) for name, grid in validation.items()}
    ends = [place in (0, len(validation[name]) - 1) for name, place in best.items()]
    first, second = best
    away = (test[first][best[first]] - test[second][best[second]]).astype(np.float32)
    shown = away.size > 1 and abs(float(away.mean())) > 2 * float(away.std(ddof=1)) / away.size**0.5
    if sum(ends):
        return "widen"
    return ("not shown", first if away.mean() > 0 else second)[shown]


# %% reading
reading = ("A", "B", "D", "E")
