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
def update_parameters_with_adam(
    parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
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


# %% my_step
def my_step(w, slope, memory):
    """Momentum as in the notebook, the slope weighed by 1 - beta."""
    if memory is None:
        memory = np.zeros_like(w)
    memory *= 0.92
    memory += 0.08 * slope
    w -= 0.04 * memory
    return w, memory
