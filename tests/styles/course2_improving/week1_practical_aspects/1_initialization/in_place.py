# %% initialize_parameters_zeros
def initialize_parameters_zeros(layers_dims):
    parameters = dict()
    sizes = list(layers_dims)
    n = sizes.pop(0)
    while sizes:
        k = sizes.pop(0)
        l = len(parameters) // 2 + 1
        parameters[f"W{l}"], parameters[f"b{l}"] = np.zeros((k, n)), np.zeros((k, 1))
        n = k
    return parameters


# %% initialize_parameters_random
def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = initialize_parameters_zeros(layers_dims)
    for name in parameters:
        if name.startswith("W"):
            parameters[name] += np.random.randn(*parameters[name].shape)
            parameters[name] *= 10
    return parameters


# %% signal_sizes
def signal_sizes(X, parameters, activation):
    signal = X.astype(float).copy()
    found = np.zeros(len(parameters) // 2 + 1)
    found[0] = np.linalg.norm(signal) / np.sqrt(signal.size)
    for l in range(1, len(found)):
        signal = np.matmul(parameters[f"W{l}"], signal)
        signal += parameters[f"b{l}"]
        signal = activation(signal)
        found[l] = np.linalg.norm(signal) / np.sqrt(signal.size)
    return found.tolist()


# %% initialize_parameters_he
def initialize_parameters_he(layers_dims):
    parameters = initialize_parameters_zeros(layers_dims)
    for l, n in enumerate(layers_dims[:-1], start=1):
        W = parameters[f"W{l}"]
        W[:] = np.random.normal(loc=0, scale=(2 / n) ** 0.5, size=W.shape)
    return parameters


# %% initialize_parameters_for
def initialize_parameters_for(layers_dims, activation):
    # Measure on data, layer by layer, and divide.
    signal, parameters = np.random.randn(layers_dims[0], 1000), {}
    for l in range(1, len(layers_dims)):
        W = np.random.randn(layers_dims[l], layers_dims[l - 1])
        W /= np.sqrt(np.mean((W @ signal) ** 2))
        parameters[f"W{l}"], parameters[f"b{l}"] = W, np.zeros((layers_dims[l], 1))
        signal = activation(W @ signal)
    return parameters


# %% gradient_sizes
def gradient_sizes(dZ, X, parameters, activation, derivative):
    L = len(parameters) // 2
    slopes, signal = [None], X.copy()
    for l in range(1, L):
        signal = np.matmul(parameters[f"W{l}"], signal)
        signal += parameters[f"b{l}"]
        slopes.append(derivative(signal))
        signal = activation(signal)
    found, error = np.zeros(L), dZ.astype(float).copy()
    found[-1] = np.linalg.norm(error) / np.sqrt(error.size)
    for l in reversed(range(1, L)):
        error = parameters[f"W{l + 1}"].T @ error
        error *= slopes[l]
        found[l - 1] = np.linalg.norm(error) / np.sqrt(error.size)
    return found.tolist()


# %% initialize_gradients_for
def initialize_gradients_for(layers_dims, activation):
    # Measure a gradient's loss in each layer, and make up for it in the weights above.
    signal, parameters = np.random.randn(layers_dims[0], 1000), {}
    gain = None
    for l in range(1, len(layers_dims)):
        W = np.random.randn(layers_dims[l], layers_dims[l - 1])
        if gain is None:
            W /= np.sqrt(np.mean((W @ signal) ** 2))
        else:
            error = np.random.randn(layers_dims[l], 1000)
            W /= np.sqrt(np.mean((W.T @ error) ** 2) * gain)
        parameters[f"W{l}"], parameters[f"b{l}"] = W, np.zeros((layers_dims[l], 1))
        Z = W @ signal
        gain = np.mean(((activation(Z + 1e-6) - activation(Z)) * 1e6) ** 2)
        signal = activation(Z)
    return parameters


# %% initialization_faults
def initialization_faults(layers_dims, forward, backward):
    weights, biases = [], []
    for l, (n, k) in enumerate(zip(layers_dims[1:], layers_dims[2:]), start=2):
        spread = backward[l - 2] / backward[l - 1] * (2 / k) ** 0.5
        he = (2 / n) ** 0.5
        if spread < 0.8 * he or spread > 1.25 * he:
            weights += [l]
        if forward[l] > 1.25 * forward[l - 1] * spread / he:
            biases += [l]
    return weights, biases
