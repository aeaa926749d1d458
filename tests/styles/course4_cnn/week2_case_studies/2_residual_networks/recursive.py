# %% identity_block
def identity_block(X, f, filters, initializer=random_uniform):
    def branch(T, plan):
        if not plan:
            return T
        (number, side, padding), *rest = plan
        T = layers.BatchNormalization()(layers.Conv2D(number, side, padding=padding, kernel_initializer=initializer)(T))
        return branch(layers.ReLU()(T) if rest else T, rest)

    plan = list(zip(filters, (1, f, 1), ("valid", "same", "valid")))
    return layers.ReLU()(X + branch(X, plan))


# %% convolutional_block
def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    def step(kind, *arguments, **options):
        return lambda T: layers.BatchNormalization()(
            kind(*arguments, kernel_initializer=initializer, **options)(T)
        )

    first = step(layers.Conv2D, filters[0], (1, 1), strides=(s, s))
    second = step(layers.Conv2D, filters[1], (f, f), padding="same")
    third = step(layers.Conv2D, filters[2], (1, 1))
    shortcut = step(layers.Conv2D, filters[2], (1, 1), strides=(s, s))
    return layers.ReLU()(shortcut(X) + third(layers.ReLU()(second(layers.ReLU()(first(X))))))


# %% ResNet50
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    def grow(X, stages):
        if not stages:
            return X
        (filters, count, stride), *rest = stages
        X = convolutional_block(X, 3, filters, s=stride, initializer=glorot_uniform)
        for _ in range(count):
            X = identity_block(X, 3, filters, initializer=random_uniform)
        return grow(X, rest)

    stages = [
        ([64, 64, 256], 2, 1),
        ([128, 128, 512], 3, 2),
        ([256, 256, 1024], 5, 2),
        ([512, 512, 2048], 2, 2),
    ]
    inputs = keras.Input(input_shape)
    X = layers.ZeroPadding2D(3)(inputs)
    X = layers.Conv2D(64, 7, strides=2, padding="valid")(X)
    X = layers.BatchNormalization(axis=3)(X)
    X = layers.ReLU()(X)
    X = layers.MaxPooling2D(3, strides=2)(X)
    X = layers.AveragePooling2D(2)(grow(X, stages))
    return keras.Model(inputs, layers.Dense(classes, activation=keras.activations.softmax)(layers.Flatten()(X)))


# %% preactivation_block
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    def rest(T, filters, sides, stride):
        start = "zeros" if len(filters) == 1 else initializer
        conv = layers.Conv2D(
            filters[0], sides[0], strides=stride, padding="same", use_bias=False, kernel_initializer=start
        )
        T = conv(T)
        if len(filters) == 1:
            return T
        return rest(layers.ReLU()(layers.BatchNormalization()(T)), filters[1:], sides[1:], 1)

    ready = layers.ReLU()(layers.BatchNormalization()(X))
    if stride != 1 or int(X.shape[-1]) != filters[-1]:
        X = layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False, kernel_initializer=initializer)(ready)
    return layers.Add()([X, rest(ready, filters, sides, stride)])


# %% mended_residual
class Tower:
    def __init__(self):
        self.options = {"padding": "same", "use_bias": False}

    def conv(self, X, width, stride=1):
        return layers.BatchNormalization()(layers.Conv2D(width, 3, strides=stride, **self.options)(X))

    def block(self, X, width, stride):
        A = self.conv(layers.ReLU()(self.conv(X, width, stride)), width)
        if stride > 1:
            X = layers.Conv2D(width, 1, strides=stride, use_bias=False)(X)
            X = layers.BatchNormalization()(X)
        return layers.ReLU()(layers.Add()([X, A]))


def mended_residual(input_shape, widths, blocks, classes):
    tower = Tower()
    inputs = keras.Input(input_shape)
    X = layers.ReLU()(tower.conv(inputs, widths[0]))
    for number in range(len(widths) * blocks):
        stage, block = divmod(number, blocks)
        X = tower.block(X, widths[stage], 2 if stage and not block else 1)
    return keras.Model(inputs, layers.Dense(classes)(layers.GlobalAveragePooling2D()(X)))
