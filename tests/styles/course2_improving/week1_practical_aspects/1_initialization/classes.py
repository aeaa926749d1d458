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
    def __init__(self, parameters, activation):
        self.g = activation
        self.layers = [(parameters[f"W{l}"], parameters[f"b{l}"]) for l in range(1, len(parameters) // 2 + 1)]

    @staticmethod
    def rms(A):
        return np.sqrt((A**2).mean())

    def sizes(self, A):
        yield self.rms(A)
        for W, b in self.layers:
            A = self.g(W.dot(A) + b)
            yield self.rms(A)


def signal_sizes(X, parameters, activation):
    return list(Probe(parameters, activation).sizes(X))


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


# %% gradient_sizes
class Pass:
    def __init__(self, parameters, activation, derivative):
        self.count = len(parameters) // 2
        self.parameters, self.g, self.slope = parameters, activation, derivative
        self.slopes = []

    def forward(self, A):
        for l in range(1, self.count):
            Z = self.parameters[f"W{l}"] @ A + self.parameters[f"b{l}"]
            self.slopes.append(self.slope(Z))
            A = self.g(Z)
        return self

    def backward(self, dZ):
        yield np.sqrt((dZ**2).mean())
        for l in range(self.count, 1, -1):
            dZ = self.slopes.pop() * self.parameters[f"W{l}"].T.dot(dZ)
            yield np.sqrt((dZ**2).mean())


def gradient_sizes(dZ, X, parameters, activation, derivative):
    return list(Pass(parameters, activation, derivative).forward(X).backward(dZ))[::-1]


# %% initialize_gradients_for
class Steady:
    def __init__(self, activation):
        self.g, self.z = activation, np.linspace(-7, 7, 20001)
        self.density = np.exp(-(self.z**2) / 2)
        self.density /= self.density.sum()
        self.size = 1.0

    def next(self, inputs, units):
        at = self.size * self.z
        slope = np.gradient(self.g(at), at)
        spread = 1 / np.sqrt(units * (slope**2 @ self.density))
        self.size = spread * np.sqrt(inputs * (self.g(at) ** 2 @ self.density))
        return spread


def initialize_gradients_for(layers_dims, activation):
    steady, made = Steady(activation), {}
    for l in range(1, len(layers_dims)):
        n, k = layers_dims[l - 1], layers_dims[l]
        made[f"W{l}"] = np.random.normal(0, n**-0.5 if l == 1 else steady.next(n, k), (k, n))
        made[f"b{l}"] = np.zeros((k, 1))
    return made


# %% initialization_faults
class Doctor:
    def __init__(self, sizes, forward, backward):
        self.sizes, self.forward, self.backward = sizes, forward, backward

    def weights(self, l):
        return (self.backward[l - 2] / self.backward[l - 1]) ** 2 * self.sizes[l - 1] / self.sizes[l]

    def biases(self, l):
        return (self.forward[l] / self.forward[l - 1]) ** 2 / self.weights(l)


def initialization_faults(layers_dims, forward, backward):
    doctor, layers = Doctor(layers_dims, forward, backward), range(2, len(layers_dims))
    wrong = [l for l in layers if abs(np.log(doctor.weights(l))) > 0.45]
    return wrong, [l for l in layers if doctor.biases(l) > 1.6]
