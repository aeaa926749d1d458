# %% initialize_parameters_zeros: The loop runs to len - 1, so the last layer is missing
def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims) - 1):
        parameters["W" + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters

# %% initialize_parameters_random: The numbers are drawn evenly from 0 to 1 before they are multiplied
def initialize_parameters_random(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.rand(layers_dims[l], layers_dims[l - 1]) * 10
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% initialize_parameters_random: The shape is handed to randn as a tuple
def initialize_parameters_random(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn((layers_dims[l], layers_dims[l - 1])) * 10
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% signal_sizes: The size of the input is left out of the list
def signal_sizes(X, parameters, activation):
    A, sizes = X, []
    for l in range(1, len(parameters) // 2 + 1):
        A = activation(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
        sizes.append(np.sqrt(np.mean(A**2)))
    return sizes

# %% signal_sizes: The standard deviation is taken, which subtracts the mean
def signal_sizes(X, parameters, activation):
    A, sizes = X, [np.std(X)]
    for l in range(1, len(parameters) // 2 + 1):
        A = activation(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
        sizes.append(np.std(A))
    return sizes

# %% signal_sizes: The sums are measured before the ReLU
def signal_sizes(X, parameters, activation):
    A, sizes = X, [np.sqrt(np.mean(X**2))]
    for l in range(1, len(parameters) // 2 + 1):
        Z = parameters[f"W{l}"] @ A + parameters[f"b{l}"]
        sizes.append(np.sqrt(np.mean(Z**2)))
        A = activation(Z)
    return sizes

# %% signal_sizes: The biases are not added
def signal_sizes(X, parameters, activation):
    A, sizes = X, [np.sqrt(np.mean(X**2))]
    for l in range(1, len(parameters) // 2 + 1):
        A = activation(parameters[f"W{l}"] @ A)
        sizes.append(np.sqrt(np.mean(A**2)))
    return sizes

# %% initialize_parameters_he: The variance 2/n is used as the factor, without the root
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * (2 / layers_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% initialize_parameters_he: The units of the layer itself are counted instead of its inputs
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l])
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% initialize_parameters_he: The weights have LeCun's size, 1 over the inputs
def initialize_parameters_he(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(1 / layers_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% initialize_parameters_for: He's rule is used whatever the activation is
def initialize_parameters_for(layers_dims, activation):
    return initialize_parameters_he(layers_dims)

# %% initialize_parameters_for: The variance of the activation is used, not its mean square
def initialize_parameters_for(layers_dims, activation):
    spread = np.var(activation(np.random.randn(100000)))
    parameters = {}
    for l in range(1, len(layers_dims)):
        n = layers_dims[l - 1]
        sigma = np.sqrt(1 / n) if l == 1 else np.sqrt(1 / (n * spread))
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], n) * sigma
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% initialize_parameters_for: The first layer is treated as if its inputs had passed the activation
def initialize_parameters_for(layers_dims, activation):
    gain = np.mean(activation(np.random.randn(100000)) ** 2)
    parameters = {}
    for l in range(1, len(layers_dims)):
        n = layers_dims[l - 1]
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], n) / np.sqrt(n * gain)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% gradient_sizes: The list is in the order in which the gradients are computed
def gradient_sizes(dZ, X, parameters, activation, derivative):
    L, A, Z = len(parameters) // 2, X, [None]
    for l in range(1, L):
        Z.append(parameters[f"W{l}"] @ A + parameters[f"b{l}"])
        A = activation(Z[l])
    sizes = [np.sqrt(np.mean(dZ**2))]
    for l in range(L - 1, 0, -1):
        dZ = parameters[f"W{l + 1}"].T @ dZ * derivative(Z[l])
        sizes.append(np.sqrt(np.mean(dZ**2)))
    return sizes

# %% initialize_gradients_for: The derivative is averaged over standard normal numbers in every layer
def initialize_gradients_for(layers_dims, activation):
    z = np.random.randn(100000)
    slope = (activation(z + 1e-4) - activation(z - 1e-4)) / 2e-4
    parameters = {}
    for l in range(1, len(layers_dims)):
        n = layers_dims[0] if l == 1 else layers_dims[l] * np.mean(slope**2)
        parameters[f"W{l}"] = np.random.randn(layers_dims[l], layers_dims[l - 1]) / np.sqrt(n)
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters

# %% initialization_faults: The change of the gradient with the widths is forgotten
def initialization_faults(layers_dims, forward, backward):
    weights, biases = [], []
    for l in range(2, len(layers_dims)):
        back = backward[l - 2] / backward[l - 1]
        if back < 0.7 or back > 1.5:
            weights.append(l)
        if forward[l] / forward[l - 1] / back > 1.4:
            biases.append(l)
    return weights, biases
