# %% update_parameters_with_gd: The step goes uphill, with a plus
def update_parameters_with_gd(parameters, grads, learning_rate):
    return {name: value + learning_rate * grads["d" + name] for name, value in parameters.items()}

# %% update_parameters_with_gd: range(1, L) leaves the last layer out
def update_parameters_with_gd(parameters, grads, learning_rate):
    L = len(parameters) // 2
    new = dict(parameters)
    for l in range(1, L):
        new["W" + str(l)] = parameters["W" + str(l)] - learning_rate * grads["dW" + str(l)]
        new["b" + str(l)] = parameters["b" + str(l)] - learning_rate * grads["db" + str(l)]
    return new

# %% random_mini_batches: The labels are shuffled with another order than the points
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    rng = np.random.default_rng(seed)
    m = X.shape[1]
    X = X[:, rng.permutation(m)]
    Y = Y[:, rng.permutation(m)]
    return [(X[:, k:k + mini_batch_size], Y[:, k:k + mini_batch_size]) for k in range(0, m, mini_batch_size)]

# %% random_mini_batches: The rest that does not fill a mini-batch is dropped
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m = X.shape[1]
    order = np.random.default_rng(seed).permutation(m)
    X, Y = X[:, order], Y[:, order]
    batches = []
    for k in range(m // mini_batch_size):
        start, end = k * mini_batch_size, (k + 1) * mini_batch_size
        batches.append((X[:, start:end], Y[:, start:end]))
    return batches

# %% random_mini_batches: The seed is not used, so every call shuffles differently
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m = X.shape[1]
    order = np.random.permutation(m)
    X, Y = X[:, order], Y[:, order]
    return [(X[:, k:k + mini_batch_size], Y[:, k:k + mini_batch_size]) for k in range(0, m, mini_batch_size)]

# %% random_mini_batches: Rows are taken for examples, as in scikit-learn
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m = X.shape[0]
    order = np.random.default_rng(seed).permutation(m)
    X, Y = X[order], Y[order]
    return [(X[k:k + mini_batch_size], Y[k:k + mini_batch_size]) for k in range(0, m, mini_batch_size)]

# %% random_mini_batches: The end of a slice is the size itself, so only the first piece is filled
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    m = X.shape[1]
    order = np.random.default_rng(seed).permutation(m)
    X, Y = X[:, order], Y[:, order]
    batches = []
    for k in range(0, m, mini_batch_size):
        batches.append((X[:, k:mini_batch_size], Y[:, k:mini_batch_size]))
    return batches

# %% random_mini_batches: The examples are cut in their old order, without shuffling
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    order = np.random.permutation(m)
    batches = []
    for k in range(0, m, mini_batch_size):
        batches.append((X[:, k:k + mini_batch_size], Y[:, k:k + mini_batch_size]))
    return batches

# %% exponentially_weighted_average: The corrected average is carried on to the next value
def exponentially_weighted_average(values, beta, bias_correction=True):
    v, averages = 0, []
    for t, theta in enumerate(values, 1):
        v = beta * v + (1 - beta) * theta
        if bias_correction:
            v = v / (1 - beta**t)
        averages.append(v)
    return np.array(averages)

# %% exponentially_weighted_average: The power of the correction counts from 0, so the first is divided by 0
def exponentially_weighted_average(values, beta, bias_correction=True):
    v, averages = 0, []
    for t, theta in enumerate(values):
        v = beta * v + (1 - beta) * theta
        averages.append(v / (1 - beta**t) if bias_correction else v)
    return np.array(averages)

# %% exponentially_weighted_average: beta and 1 - beta are swapped
def exponentially_weighted_average(values, beta, bias_correction=True):
    v, averages = 0, []
    for t, theta in enumerate(values, 1):
        v = (1 - beta) * v + beta * theta
        averages.append(v / (1 - beta**t) if bias_correction else v)
    return np.array(averages)

# %% exponentially_weighted_average: The average starts at the first value instead of at 0
def exponentially_weighted_average(values, beta, bias_correction=True):
    v, averages = values[0], []
    for t, theta in enumerate(values, 1):
        v = beta * v + (1 - beta) * theta
        averages.append(v / (1 - beta**t) if bias_correction else v)
    return np.array(averages)

# %% exponentially_weighted_average: The correction is made even if it is switched off
def exponentially_weighted_average(values, beta, bias_correction=True):
    v, averages = 0, np.zeros(len(values))
    for t in range(1, len(values) + 1):
        v = beta * v + (1 - beta) * values[t - 1]
        averages[t - 1] = v / (1 - beta**t)
    return averages

# %% initialize_velocity: The names are those of the parameters, without the d
def initialize_velocity(parameters):
    return {name: np.zeros_like(value) for name, value in parameters.items()}

# %% initialize_velocity: The biases get a zero of no shape
def initialize_velocity(parameters):
    v = {}
    for l in range(1, len(parameters) // 2 + 1):
        v["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        v["db" + str(l)] = 0
    return v

# %% update_parameters_with_momentum: The old velocity is used for the step
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new, new_v = {}, {}
    for name in parameters:
        new[name] = parameters[name] - learning_rate * v["d" + name]
        new_v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
    return new, new_v

# %% update_parameters_with_momentum: The slope is added in full, without the factor 1 - beta, as in PyTorch
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new_v = {key: beta * v[key] + grads[key] for key in v}
    new = {name: parameters[name] - learning_rate * new_v["d" + name] for name in parameters}
    return new, new_v

# %% update_parameters_with_momentum: The velocity contains the learning rate and its sign, v = beta v - rate dW
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new, new_v = {}, {}
    for name in parameters:
        new_v["d" + name] = beta * v["d" + name] - learning_rate * grads["d" + name]
        new[name] = parameters[name] + new_v["d" + name]
    return new, new_v

# %% update_parameters_with_momentum: The step takes the plain slope and the velocity is only kept
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new, new_v = {}, {}
    for name in parameters:
        new_v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
        new[name] = parameters[name] - learning_rate * grads["d" + name]
    return new, new_v

# %% update_parameters_with_momentum: Only the parameters are returned
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new = {}
    for name in parameters:
        v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
        new[name] = parameters[name] - learning_rate * v["d" + name]
    return new

# %% update_parameters_with_momentum: The velocity is corrected by 1 - beta, as in the first step of Adam
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    new, new_v = {}, {}
    for name in parameters:
        new_v["d" + name] = beta * v["d" + name] + (1 - beta) * grads["d" + name]
        new[name] = parameters[name] - learning_rate * new_v["d" + name] / (1 - beta)
    return new, new_v

# %% update_parameters_with_rmsprop: epsilon stands under the root
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    new_s = {key: beta * s[key] + (1 - beta) * grads[key]**2 for key in s}
    new = {name: parameters[name] - learning_rate * grads["d" + name] / np.sqrt(new_s["d" + name] + epsilon)
           for name in parameters}
    return new, new_s

# %% update_parameters_with_rmsprop: The root is forgotten
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    new_s = {key: beta * s[key] + (1 - beta) * np.square(grads[key]) for key in s}
    new = {name: parameters[name] - learning_rate * grads["d" + name] / (new_s["d" + name] + epsilon)
           for name in parameters}
    return new, new_s

# %% update_parameters_with_rmsprop: The slopes are not squared in the average
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    new_s = {key: beta * s[key] + (1 - beta) * grads[key] for key in s}
    new = {name: parameters[name] - learning_rate * grads["d" + name] / (np.sqrt(new_s["d" + name]) + epsilon)
           for name in parameters}
    return new, new_s

# %% update_parameters_with_rmsprop: The average is divided instead of the slope
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    new, new_s = {}, {}
    for name in parameters:
        key = "d" + name
        new_s[key] = beta * s[key] + (1 - beta) * grads[key]**2
        new[name] = parameters[name] - learning_rate * new_s[key] / (np.sqrt(new_s[key]) + epsilon)
    return new, new_s

# %% update_parameters_with_rmsprop: The root of the old average is used
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    new, new_s = {}, {}
    for name in parameters:
        key = "d" + name
        new[name] = parameters[name] - learning_rate * grads[key] / (np.sqrt(s[key]) + epsilon)
        new_s[key] = beta * s[key] + (1 - beta) * grads[key]**2
    return new, new_s

# %% initialize_adam: One dictionary with v and s inside is returned instead of two
def initialize_adam(parameters):
    v = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    s = {"d" + name: np.zeros_like(value) for name, value in parameters.items()}
    return {"v": v, "s": s}

# %% initialize_adam: The averages of squares start at one
def initialize_adam(parameters):
    v, s = {}, {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            v[f"d{kind}{l}"] = np.zeros(parameters[f"{kind}{l}"].shape)
            s[f"d{kind}{l}"] = np.ones(parameters[f"{kind}{l}"].shape)
    return v, s

# %% update_parameters_with_adam: The corrected averages are written back into v and s
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, v_corrected, s_corrected = {}, {}, {}
    v, s = dict(v), dict(s)
    for name in parameters:
        key = "d" + name
        v[key] = beta1 * v[key] + (1 - beta1) * grads[key]
        v[key] = v_corrected[key] = v[key] / (1 - beta1**t)
        s[key] = beta2 * s[key] + (1 - beta2) * grads[key]**2
        s[key] = s_corrected[key] = s[key] / (1 - beta2**t)
        new[name] = parameters[name] - learning_rate * v_corrected[key] / (np.sqrt(s_corrected[key]) + epsilon)
    return new, v, s, v_corrected, s_corrected

# %% update_parameters_with_adam: The correction lacks the power t
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1) for k in v}
    s_corrected = {k: s[k] / (1 - beta2) for k in s}
    parameters = {n: parameters[n] - learning_rate * v_corrected["d" + n] / (np.sqrt(s_corrected["d" + n]) + epsilon)
                  for n in parameters}
    return parameters, v, s, v_corrected, s_corrected

# %% update_parameters_with_adam: The correction multiplies by t instead of taking a power
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1 * t) for k in v}
    s_corrected = {k: s[k] / (1 - beta2 * t) for k in s}
    parameters = {n: parameters[n] - learning_rate * v_corrected["d" + n] / (np.sqrt(s_corrected["d" + n]) + epsilon)
                  for n in parameters}
    return parameters, v, s, v_corrected, s_corrected

# %% update_parameters_with_adam: s is corrected with beta1
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1**t) for k in v}
    s_corrected = {k: s[k] / (1 - beta1**t) for k in s}
    parameters = {n: parameters[n] - learning_rate * v_corrected["d" + n] / (np.sqrt(s_corrected["d" + n]) + epsilon)
                  for n in parameters}
    return parameters, v, s, v_corrected, s_corrected

# %% update_parameters_with_adam: The step uses the uncorrected averages
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1**t) for k in v}
    s_corrected = {k: s[k] / (1 - beta2**t) for k in s}
    parameters = {n: parameters[n] - learning_rate * v["d" + n] / (np.sqrt(s["d" + n]) + epsilon)
                  for n in parameters}
    return parameters, v, s, v_corrected, s_corrected

# %% update_parameters_with_adam: epsilon is added under the root of the corrected average
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1**t) for k in v}
    s_corrected = {k: s[k] / (1 - beta2**t) for k in s}
    parameters = {n: parameters[n] - learning_rate * v_corrected["d" + n] / np.sqrt(s_corrected["d" + n] + epsilon)
                  for n in parameters}
    return parameters, v, s, v_corrected, s_corrected

# %% update_parameters_with_adam: The plain slope is divided by the root, so momentum is lost as in RMSprop
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1**t) for k in v}
    s_corrected = {k: s[k] / (1 - beta2**t) for k in s}
    parameters = {n: parameters[n] - learning_rate * grads["d" + n] / (np.sqrt(s_corrected["d" + n]) + epsilon)
                  for n in parameters}
    return parameters, v, s, v_corrected, s_corrected

# %% update_parameters_with_adam: Only parameters, v and s are returned, as in the older course
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1**t) for k in v}
    s_corrected = {k: s[k] / (1 - beta2**t) for k in s}
    parameters = {n: parameters[n] - learning_rate * v_corrected["d" + n] / (np.sqrt(s_corrected["d" + n]) + epsilon)
                  for n in parameters}
    return parameters, v, s

# %% update_parameters_with_adam: Only the weights are stepped, the biases stay as they are
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    parameters = dict(parameters)
    v = {k: beta1 * v[k] + (1 - beta1) * grads[k] for k in v}
    s = {k: beta2 * s[k] + (1 - beta2) * grads[k]**2 for k in s}
    v_corrected = {k: v[k] / (1 - beta1**t) for k in v}
    s_corrected = {k: s[k] / (1 - beta2**t) for k in s}
    for l in range(1, len(parameters) // 2 + 1):
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * v_corrected[f"dW{l}"] / (np.sqrt(s_corrected[f"dW{l}"]) + epsilon)
    return parameters, v, s, v_corrected, s_corrected

# %% update_lr: The brackets around the denominator are missing
def update_lr(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 / 1 + decay_rate * epoch_num

# %% update_lr: The decay is exponential, the rate to the power of the epoch
def update_lr(learning_rate0, epoch_num, decay_rate):
    return learning_rate0 * decay_rate ** epoch_num

# %% schedule_lr_decay: The epochs are not rounded down, so the rate changes in every epoch
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 / (1 + decay_rate * (epoch_num / time_interval))

# %% schedule_lr_decay: The epochs are rounded to the nearest whole number of intervals
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 / (1 + decay_rate * round(epoch_num / time_interval))

# %% schedule_lr_decay: The rest of the division is taken with % instead of //
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 / (1 + decay_rate * (epoch_num % time_interval))

# %% schedule_lr_decay: The product with the decay rate is rounded down, not the number of intervals
def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return learning_rate0 / (1 + np.floor(decay_rate * epoch_num / time_interval))

# %% cosine_decay: The least rate is not subtracted from the first in the amplitude
def cosine_decay(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    return learning_rate_min + learning_rate0 / 2 * (1 + np.cos(np.pi * epoch_num / num_epochs))

# %% cosine_decay: The factor pi is missing in the cosine
def cosine_decay(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    return learning_rate_min + (learning_rate0 - learning_rate_min) / 2 * (1 + np.cos(epoch_num / num_epochs))

# %% cosine_decay: The angle is in degrees, 180 times the share
def cosine_decay(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    return learning_rate_min + (learning_rate0 - learning_rate_min) / 2 * (1 + np.cos(180 * epoch_num / num_epochs))

# %% update_parameters_with_adamw: Everything shrinks, biases included
def update_parameters_with_adamw(parameters, grads, v, s, t, learning_rate=0.001,
                                 weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, v, s, _, _ = update_parameters_with_adam(parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon)
    return {n: new[n] - learning_rate * weight_decay * parameters[n] for n in new}, v, s

# %% update_parameters_with_adamw: The gradient of the L2 term goes through Adam
def update_parameters_with_adamw(parameters, grads, v, s, t, learning_rate=0.001,
                                 weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    g = {d: grads[d] + (weight_decay * parameters[d[1:]] if d[1] == "W" else 0) for d in grads}
    return update_parameters_with_adam(parameters, g, v, s, t, learning_rate, beta1, beta2, epsilon)[:3]

# %% update_parameters_with_adamw: The settings beta1, beta2 and epsilon are given in the place of the rate
def update_parameters_with_adamw(parameters, grads, v, s, t, learning_rate=0.001,
                                 weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    new, v, s, _, _ = update_parameters_with_adam(parameters, grads, v, s, t)
    for n in new:
        if n[0] == "W":
            new[n] = new[n] - learning_rate * weight_decay * parameters[n]
    return new, v, s

# %% average_with_changing_beta: The power of the newest beta
def average_with_changing_beta(values, betas):
    v, out = 0.0, []
    for t in range(len(values)):
        v = betas[t] * v + (1 - betas[t]) * values[t]
        out.append(v / (1 - betas[t] ** (t + 1)))
    return np.array(out)

# %% average_with_changing_beta: The product lags behind by one value
def average_with_changing_beta(values, betas):
    v, product, out = 0.0, 1.0, []
    for x, b in zip(values, betas):
        v = b * v + (1 - b) * x
        out.append(v / (1 - product) if product < 1 else v)
        product *= b
    return np.array(out)

# %% average_with_changing_beta: The weights of old values are not multiplied by later betas
def average_with_changing_beta(values, betas):
    weights = 1 - np.asarray(betas)
    return np.cumsum(weights * values) / np.cumsum(weights)

# %% my_step: Polyak's textbook settings, without anything against the noise
def my_step(w, gradient, memory, largest, smallest, left):
    a, b = np.sqrt(largest), np.sqrt(smallest)
    before = w if memory is None else memory
    return w - 4 / (a + b) ** 2 * gradient + ((a - b) / (a + b)) ** 2 * (w - before), w

# %% my_step: The rate falls, but there is no momentum
def my_step(w, gradient, memory, largest, smallest, left):
    budget = left if memory is None else memory
    return w - 1.9 / largest * min(1, 2 * left / budget) * gradient, budget

# %% my_step: Memory is used before it is set
def my_step(w, gradient, memory, largest, smallest, left):
    memory = 0.95 * memory + gradient
    return w - memory / largest, memory

# %% judge_race: The best rate is looked up on the test set
def judge_race(validation, test):
    names = list(test)
    best = [int(test[n].mean(axis=1).argmax()) for n in names]
    if any(b in (0, len(test[n]) - 1) for b, n in zip(best, names)):
        return "widen"
    d = test[names[0]][best[0]] - test[names[1]][best[1]]
    if abs(d.mean()) > 2 * d.std() / np.sqrt(len(d)):
        return names[0] if d.mean() > 0 else names[1]
    return "not shown"

# %% judge_race: Two standard deviations instead of two standard errors
def judge_race(validation, test):
    names = list(test)
    best = [int(validation[n].mean(axis=1).argmax()) for n in names]
    if any(b in (0, len(test[n]) - 1) for b, n in zip(best, names)):
        return "widen"
    d = test[names[0]][best[0]] - test[names[1]][best[1]]
    if abs(d.mean()) > 2 * d.std():
        return names[0] if d.mean() > 0 else names[1]
    return "not shown"

# %% judge_race: The verdict is the place of the winner instead of its name
def judge_race(validation, test):
    names = list(test)
    best = [int(validation[n].mean(axis=1).argmax()) for n in names]
    if any(b in (0, len(test[n]) - 1) for b, n in zip(best, names)):
        return "widen"
    d = test[names[0]][best[0]] - test[names[1]][best[1]]
    if abs(d.mean()) > 2 * d.std() / np.sqrt(len(d)):
        return 0 if d.mean() > 0 else 1
    return "not shown"
