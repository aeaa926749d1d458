# %% initialize_parameters_zeros
class Start:
    def __init__(self, draw):
        self.draw = draw

    def __call__(self, layers_dims):
        made = {}
        for number in range(len(layers_dims) - 1):
            inputs, units = layers_dims[number], layers_dims[number + 1]
            made[f"W{number + 1}"] = self.draw(units, inputs)
            made[f"b{number + 1}"] = np.zeros(shape=(units, 1))
        return made


initialize_parameters_zeros = Start(lambda units, inputs: np.zeros((units, inputs)))


# %% initialize_parameters_random
class Large:
    spread = 10

    def __call__(self, layers_dims):
        made = {}
        for l in np.arange(1, len(layers_dims)):
            shape = (layers_dims[l], layers_dims[l - 1])
            made[f"W{l}"] = np.random.randn(*shape) * self.spread
            made[f"b{l}"] = np.zeros((shape[0], 1))
        return made


initialize_parameters_random = Large()


# %% signal_sizes
class Probe:
    def __init__(self, parameters):
        self.layers = [(parameters[f"W{l}"], parameters[f"b{l}"]) for l in range(1, len(parameters) // 2 + 1)]

    @staticmethod
    def rms(A):
        return np.sqrt((A**2).mean())

    def sizes(self, A):
        yield self.rms(A)
        for W, b in self.layers:
            A = relu(W.dot(A) + b)
            yield self.rms(A)


def signal_sizes(X, parameters):
    return list(Probe(parameters).sizes(X))


# %% initialize_parameters_he
class He:
    def __call__(self, layers_dims):
        made = {}
        for l in range(1, len(layers_dims)):
            units, inputs = layers_dims[l], layers_dims[l - 1]
            reach = np.sqrt(6 / inputs)  # uniform numbers of the same spread
            made[f"W{l}"] = np.random.uniform(-reach, reach, (units, inputs))
            made[f"b{l}"] = np.zeros((units, 1))
        return made


initialize_parameters_he = He()


# %% initialize_parameters_for
class Level:
    def __init__(self, activation):
        z = np.linspace(-9, 9, 20001)
        density = np.exp(-(z**2) / 2)
        self.square = np.sum(activation(z) ** 2 * density) / np.sum(density)

    def spread(self, inputs, first):
        return (inputs * (1.0 if first else self.square)) ** -0.5


def initialize_parameters_for(layers_dims, activation):
    level, made = Level(activation), {}
    for l in range(1, len(layers_dims)):
        shape = layers_dims[l], layers_dims[l - 1]
        made[f"W{l}"] = level.spread(shape[1], l == 1) * np.random.randn(*shape)
        made[f"b{l}"] = np.zeros((shape[0], 1))
    return made
