# %% inception_block
class Branch:
    def __init__(self, initializer, *plan):
        self.initializer, self.plan = initializer, plan

    def __call__(self, X):
        for number, side in self.plan:
            X = layers.Conv2D(number, side, padding="same", kernel_initializer=self.initializer, activation="relu")(X)
        return X


def inception_block(X, filters, initializer="glorot_uniform"):
    f1, r3, f3, r5, f5, fp = filters
    pool = layers.MaxPool2D(3, padding="same", strides=1)
    branches = [Branch(initializer, *plan) for plan in ([(f1, 1)], [(r3, 1), (f3, 3)], [(r5, 1), (f5, 5)], [(fp, 1)])]
    return layers.Concatenate()([*(branch(X) for branch in branches[:3]), branches[3](pool(X))])


# %% separable_conv_forward
class Window:
    def __init__(self, f, stride, padding):
        self.f, self.stride, self.padding = f, stride, padding

    def zeros(self, n):
        over = n % self.stride
        missing = self.f - (over if over else self.stride)
        return max(missing, 0) if self.padding == "same" else 0


def separable_conv_forward(X, depthwise, pointwise, stride, padding):
    window = Window(len(depthwise), stride, padding)
    a, b = window.zeros(X.shape[1]), window.zeros(X.shape[2])
    X = np.pad(X, ((0, 0), (a // 2, a - a // 2), (b // 2, b - b // 2), (0, 0)))
    f, D = len(depthwise), depthwise.shape[-1]
    rows, columns = (X.shape[1] - f) // stride + 1, (X.shape[2] - f) // stride + 1
    kernel = np.repeat(np.eye(X.shape[3]), D, axis=1) * depthwise.reshape(f, f, 1, -1)
    Z = np.zeros((len(X), rows, columns, pointwise.shape[1]))
    for i in range(rows):
        for j in range(columns):
            part = X[:, i * stride :, j * stride :][:, :f, :f]
            Z[:, i, j] = np.tensordot(part, kernel @ pointwise, 3)
    return Z


# %% count
class Cost:
    def __init__(self, layer, shape):
        self.layer, self.n_C = layer, shape[-1]
        self.output = layer.compute_output_shape((None, *shape))[1:]
        self.entries = math.prod(shape)

    def window(self):
        a, b = self.layer.kernel_size
        return a * b

    def kernels(self):
        layer, n_F = self.layer, self.output[-1]
        match layer:
            case layers.SeparableConv2D():
                return (self.window() + n_F) * self.n_C * layer.depth_multiplier
            case layers.DepthwiseConv2D():
                return self.window() * n_F
            case layers.Conv2D():
                return self.window() * (self.n_C // layer.groups) * n_F
            case layers.Dense():
                return self.n_C * n_F
        return 0


def count(layer, input_shape):
    cost = Cost(layer, input_shape)
    if isinstance(layer, layers.BatchNormalization):
        return cost.n_C * sum([layer.center, layer.scale, True, True]), cost.entries
    kernels = cost.kernels()
    biases = cost.output[-1] if getattr(layer, "use_bias", False) else 0
    return kernels + biases, kernels * math.prod(cost.output[:-1])


# %% squeeze_excite
def squeeze_excite(X, ratio, initializer="glorot_uniform"):
    def dense(units, activation):
        return layers.Dense(units, activation=activation, kernel_initializer=initializer)

    chain = [layers.GlobalAveragePooling2D(keepdims=True), dense(X.shape[-1] // ratio, "relu")]
    A = X
    for layer in [*chain, dense(X.shape[-1], "sigmoid")]:
        A = layer(A)
    return layers.Multiply()([X, A])


# %% compound_scaling
class Scaling:
    def __init__(self, phi, growth):
        self.depth, self.width, self.side = (np.exp(phi * np.log(rate)) for rate in growth)

    def filters(self, number):
        number = self.width * number
        choices = [eights for eights in range(8, 8 * 200, 8)]
        nearest = min(choices, key=lambda eights: (abs(eights - number), -eights))
        return nearest + 8 if nearest < 0.9 * number else nearest

    def repeats(self, number):
        return math.ceil(number * self.depth)


def compound_scaling(phi, filters, repeats, resolution, growth):
    scaling = Scaling(phi, growth)
    side = round(float(scaling.side) * resolution)
    return [scaling.filters(number) for number in filters], [scaling.repeats(number) for number in repeats], side


# %% compact_network
def compact_network(input_shape, classes):
    stack = [layers.Conv2D(6, 3, padding="same", use_bias=False), layers.BatchNormalization(momentum=0.9), layers.ReLU()]
    for width in (16, 40):
        stack += [layers.MaxPool2D(), layers.SeparableConv2D(width, 3, padding="same", use_bias=False)]
        stack += [layers.BatchNormalization(momentum=0.9), layers.ReLU()]
    return keras.Sequential([keras.Input(input_shape), *stack, layers.GlobalMaxPooling2D(), layers.Dense(classes)])


# %% compress
class Channel:
    def __init__(self, windows):
        self.U, self.sizes, self.V = np.linalg.svd(windows, full_matrices=False)

    def depthwise(self, D):
        return self.U[:, :D] @ np.diag(self.sizes[:D])

    def pointwise(self, D):
        return self.V[:D]


def compress(kernel, multiplier):
    f, _, n_C, n_F = kernel.shape
    channels = [Channel(kernel[:, :, c].reshape(f * f, n_F)) for c in range(n_C)]
    depthwise = np.stack([channel.depthwise(multiplier).reshape(f, f, -1) for channel in channels], axis=2)
    return depthwise, np.concatenate([channel.pointwise(multiplier) for channel in channels])
