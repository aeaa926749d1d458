# %% update_parameters_with_gd
import copy


def update_parameters_with_gd(parameters, grads, learning_rate):
    parameters = copy.deepcopy(parameters)
    for name in parameters:
        parameters[name] -= learning_rate * grads["d" + name]
    return parameters


# %% random_mini_batches
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    together = np.vstack([X, Y])
    rng = np.random.RandomState(seed)
    rng.shuffle(together.T)
    batches = []
    while together.shape[1]:
        batches.append((together[:-1, :mini_batch_size], together[-1:, :mini_batch_size]))
        together = together[:, mini_batch_size:]
    return tuple(batches)


# %% exponentially_weighted_average
def exponentially_weighted_average(values, beta, bias_correction=True):
    values *= 1 - beta
    for t in range(1, len(values)):
        values[t] += beta * values[t - 1]
    if bias_correction:
        values /= 1 - beta ** np.arange(1.0, len(values) + 1)
    return values


# %% initialize_velocity
def initialize_velocity(parameters):
    v = {}
    for name in parameters:
        v["d" + name] = parameters[name].copy()
        v["d" + name][:] = 0
    return v


# %% update_parameters_with_momentum
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    parameters, v = copy.deepcopy((parameters, v))
    for name in v:
        v[name] *= beta
        v[name] += (1 - beta) * grads[name]
        parameters[name[1:]] -= learning_rate * v[name]
    return parameters, v


# %% update_parameters_with_rmsprop
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    parameters, grads, s = copy.deepcopy((parameters, grads, s))
    for name, g in grads.items():
        s[name] *= beta
        s[name] += (1 - beta) * g**2
        g /= np.sqrt(s[name]) + epsilon
        parameters[name[1:]] -= learning_rate * g
    return parameters, s


# %% initialize_adam
def initialize_adam(parameters):
    v, s = {}, {}
    for name, item in parameters.items():
        for average in (v, s):
            average["d" + name] = np.empty_like(item)
            average["d" + name].fill(0)
    return v, s


# %% update_parameters_with_adam
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    parameters, v, s = copy.deepcopy((parameters, v, s))
    corrected = {}, {}
    for name, g in grads.items():
        v[name] += (1 - beta1) * (g - v[name])
        s[name] += (1 - beta2) * (g**2 - s[name])
        corrected[0][name] = v[name] / (1 - beta1**t)
        corrected[1][name] = s[name] / (1 - beta2**t)
        parameters[name[1:]] -= learning_rate * corrected[0][name] / (np.sqrt(corrected[1][name]) + epsilon)
    return (parameters, v, s, *corrected)


# %% update_lr
def update_lr(learning_rate0, epoch_num, decay_rate):
    learning_rate0 /= 1 + decay_rate * epoch_num
    return learning_rate0


# %% schedule_lr_decay
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    epoch_num -= epoch_num % time_interval
    learning_rate0 /= 1 + decay_rate * round(epoch_num / time_interval)
    return learning_rate0


# %% cosine_decay
import math


def cosine_decay(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    learning_rate0 -= learning_rate_min
    learning_rate0 *= (1 + math.cos(math.pi * epoch_num / num_epochs)) / 2
    learning_rate0 += learning_rate_min
    return learning_rate0


# %% update_parameters_with_adamw
def update_parameters_with_adamw(
    parameters, grads, v, s, t, learning_rate=0.001, weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    parameters = {name: value.copy() for name, value in parameters.items()}
    v = {name: value.copy() for name, value in v.items()}
    s = {name: value.copy() for name, value in s.items()}
    for name in parameters:
        d = f"d{name}"
        v[d] *= beta1
        v[d] += (1 - beta1) * grads[d]
        s[d] *= beta2
        s[d] += (1 - beta2) * grads[d] ** 2
        if "W" in name:
            parameters[name] *= 1 - learning_rate * weight_decay
        parameters[name] -= learning_rate * v[d] / (1 - beta1**t) / (np.sqrt(s[d] / (1 - beta2**t)) + epsilon)
    return parameters, v, s


# %% average_with_changing_beta
def average_with_changing_beta(values, betas):
    averages = np.zeros(len(values))
    v = 0.0
    for t, (value, beta) in enumerate(zip(values, betas)):
        v += (1 - beta) * (value - v)
        averages[t] = v
    averages /= 1 - np.cumprod(betas)
    return averages


# %% my_step
def my_step(w, gradient, memory, largest, smallest, left):
    """A rate that falls along a straight line in the second half."""
    if memory is None:
        memory = [np.zeros_like(w), left]
    memory[0] *= (1 - np.sqrt(smallest / largest)) ** 2
    memory[0] += gradient
    w -= min(1.0, 2 * left / memory[1]) / largest * memory[0]
    return w, memory


# %% judge_race
def judge_race(validation, test):
    rows = []
    for name, grid in validation.items():
        order = np.argsort(grid.mean(axis=1))
        if order[-1] in {0, grid.shape[0] - 1}:
            return "widen"
        rows.append((name, test[name][order[-1]]))
    (first, one), (second, other) = rows
    gap = np.mean(one - other)
    error = np.std(one - other, ddof=1) / len(one) ** 0.5 if len(one) > 1 else np.inf
    if gap > 2 * error:
        return first
    if gap < -2 * error:
        return second
    return "not shown"


# %% reading
reading = {"a", "b"}
reading |= {"d", "e"}
