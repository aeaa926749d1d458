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
def signal_sizes(X, parameters):
    signal = X.astype(float).copy()
    found = np.zeros(len(parameters) // 2 + 1)
    found[0] = np.linalg.norm(signal) / np.sqrt(signal.size)
    for l in range(1, len(found)):
        signal = np.matmul(parameters[f"W{l}"], signal)
        signal += parameters[f"b{l}"]
        signal[signal < 0] = 0
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
