# %% update_parameters_with_gd
def update_parameters_with_gd(parameters, grads, learning_rate):
    parameters = parameters.copy()
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return parameters


# %% random_mini_batches
import math


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    whole = math.floor(m / mini_batch_size)
    for k in range(0, whole):
        mini_batch_X = shuffled_X[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batch_Y = shuffled_Y[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    if m % mini_batch_size != 0:
        mini_batch_X = shuffled_X[:, whole * mini_batch_size :]
        mini_batch_Y = shuffled_Y[:, whole * mini_batch_size :]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    return mini_batches


# %% exponentially_weighted_average
def exponentially_weighted_average(values, beta, bias_correction=True):
    n = len(values)
    v = np.zeros(n + 1)
    for t in range(1, n + 1):
        v[t] = beta * v[t - 1] + (1 - beta) * values[t - 1]
    found = []
    for t in range(1, n + 1):
        if bias_correction:
            found.append(v[t] / (1 - np.power(beta, t)))
        else:
            found.append(v[t])
    return found


# %% initialize_velocity
def initialize_velocity(parameters):
    L = len(parameters) // 2
    v = {}
    for l in range(1, L + 1):
        v["dW" + str(l)] = np.zeros((parameters["W" + str(l)].shape[0], parameters["W" + str(l)].shape[1]))
        v["db" + str(l)] = np.zeros((parameters["b" + str(l)].shape[0], 1))
    return v


# %% update_parameters_with_momentum
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    parameters, v = parameters.copy(), v.copy()
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for kind in ("W", "b"):
            name = kind + str(l)
            v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
            parameters[name] = parameters[name] - learning_rate * v["d" + name]
    return parameters, v


# %% update_parameters_with_rmsprop
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    parameters, s = dict(parameters), dict(s)
    L = len(parameters) // 2
    for l in range(L):
        for kind in ("W", "b"):
            name = f"{kind}{l + 1}"
            s["d" + name] = beta * s["d" + name] + (1 - beta) * np.square(grads["d" + name])
            parameters[name] = parameters[name] - learning_rate * np.divide(
                grads["d" + name], np.sqrt(s["d" + name]) + epsilon
            )
    return parameters, s


# %% initialize_adam
def initialize_adam(parameters):
    L = len(parameters) // 2
    v = {}
    s = {}
    for l in range(1, L + 1):
        for kind in ("W", "b"):
            v[f"d{kind}{l}"] = np.zeros_like(parameters[f"{kind}{l}"])
            s[f"d{kind}{l}"] = np.zeros_like(parameters[f"{kind}{l}"])
    return v, s


# %% update_parameters_with_adam
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    parameters, v, s = parameters.copy(), v.copy(), s.copy()
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(1, L + 1):
        for kind in ("W", "b"):
            name = f"{kind}{l}"
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * grads["d" + name]
            v_corrected["d" + name] = v["d" + name] / (1 - np.power(beta1, t))
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * np.power(grads["d" + name], 2)
            s_corrected["d" + name] = s["d" + name] / (1 - np.power(beta2, t))
            parameters[name] = parameters[name] - learning_rate * v_corrected["d" + name] / (
                np.sqrt(s_corrected["d" + name]) + epsilon
            )
    return parameters, v, s, v_corrected, s_corrected


# %% update_lr
def update_lr(learning_rate0, epoch_num, decay_rate):
    learning_rate = (1 / (1 + decay_rate * epoch_num)) * learning_rate0
    return learning_rate


# %% schedule_lr_decay
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    stairs = 0
    while (stairs + 1) * time_interval <= epoch_num:
        stairs += 1
    return learning_rate0 / (1 + decay_rate * stairs)


# %% cosine_decay
def cosine_decay(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    angle = np.pi * epoch_num / num_epochs
    return learning_rate_min + 0.5 * (learning_rate0 - learning_rate_min) * (1 + np.cos(angle))


# %% update_parameters_with_adamw
def update_parameters_with_adamw(
    parameters, grads, v, s, t, learning_rate=0.001, weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    new, v, s = {}, dict(v), dict(s)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for kind in ("W", "b"):
            name = kind + str(l)
            d = "d" + name
            v[d] = beta1 * v[d] + (1 - beta1) * grads[d]
            s[d] = beta2 * s[d] + (1 - beta2) * grads[d] ** 2
            mean = v[d] / (1 - beta1**t)
            square = s[d] / (1 - beta2**t)
            new[name] = parameters[name] - learning_rate * mean / (np.sqrt(square) + epsilon)
            if kind == "W":
                new[name] = new[name] - learning_rate * weight_decay * parameters[name]
    return new, v, s


# %% average_with_changing_beta
def average_with_changing_beta(values, betas):
    found = []
    for t in range(len(values)):
        weights = []
        for k in range(t + 1):
            weight = 1 - betas[k]
            for later in range(k + 1, t + 1):
                weight *= betas[later]
            weights.append(weight)
        found.append(sum(w * x for w, x in zip(weights, values)) / sum(weights))
    return found


# %% my_step
def my_step(w, gradient, memory, largest, smallest, left):
    """Nesterov's method, with a rate that falls along a cosine."""
    if memory is None:
        memory = {"before": w, "budget": left}
    share = 0.5 * (1 - np.cos(np.pi * left / memory["budget"]))
    rate = 1.5 * share / largest
    moved = w - rate * gradient
    root = (smallest / largest) ** 0.5
    beta = (1 - root) / (1 + root)
    ahead = moved + beta * (moved - memory["before"])
    return ahead, {"before": moved, "budget": memory["budget"]}


# %% judge_race
def judge_race(validation, test):
    names = list(validation)
    results = []
    for name in names:
        best, highest = 0, -1.0
        for place in range(validation[name].shape[0]):
            mean = sum(validation[name][place]) / len(validation[name][place])
            if mean > highest:
                best, highest = place, mean
        if best == 0 or best == validation[name].shape[0] - 1:
            return "widen"
        results.append(test[name][best])
    difference = [a - b for a, b in zip(results[0], results[1])]
    n = len(difference)
    if n == 1:
        return "not shown"
    mean = sum(difference) / n
    spread = (sum((d - mean) ** 2 for d in difference) / (n - 1)) ** 0.5
    if mean > 2 * spread / n**0.5:
        return names[0]
    if -mean > 2 * spread / n**0.5:
        return names[1]
    return "not shown"


# %% reading
reading = {"e", "d", "b", "a"}
