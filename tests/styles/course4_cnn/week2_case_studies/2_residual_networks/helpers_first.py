# %% identity_block
def unit(T, number, side, initializer, s=1, active=True):
    T = layers.Conv2D(number, (side, side), (s, s), kernel_initializer=initializer)(T)
    T = layers.BatchNormalization(axis=-1)(T)
    return layers.Activation("relu")(T) if active else T


def middle(T, f, number, initializer):
    T = layers.Conv2D(number, f, padding="same", kernel_initializer=initializer)(T)
    return layers.Activation(keras.activations.relu)(layers.BatchNormalization()(T))


def identity_block(X, f, filters, initializer=random_uniform):
    T = unit(X, filters[0], 1, initializer)
    T = middle(T, f, filters[1], initializer)
    T = unit(T, filters[2], 1, initializer, active=False)
    return layers.Activation("relu")(layers.add([X, T]))


# %% convolutional_block
def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    def unit(T, number, s=1):
        T = layers.Conv2D(number, 1, strides=s, kernel_initializer=initializer)(T)
        return layers.BatchNormalization()(T)

    way = unit(X, filters[-1], s)
    T = layers.ReLU()(unit(X, filters[0], s))
    T = layers.Conv2D(filters[1], f, padding="same", kernel_initializer=initializer)(T)
    T = layers.ReLU()(layers.BatchNormalization()(T))
    T = unit(T, filters[2])
    return layers.ReLU()(layers.add([way, T]))


# %% ResNet50
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    def stage(T, width, s, count):
        T = convolutional_block(T, 3, (width, width, width * 4), s)
        for _ in range(count - 1):
            T = identity_block(T, 3, (width, width, width * 4))
        return T

    picture = keras.layers.Input(shape=input_shape)
    T = layers.Conv2D(64, 7, 2)(layers.ZeroPadding2D(padding=3)(picture))
    T = layers.MaxPool2D(pool_size=3, strides=2)(layers.ReLU()(layers.BatchNormalization()(T)))
    T = stage(T, 64, 1, 3)
    T = stage(T, 128, 2, 4)
    T = stage(T, 256, 2, 6)
    T = stage(T, 512, 2, 3)
    T = layers.Flatten()(layers.AveragePooling2D(pool_size=(2, 2))(T))
    return keras.models.Model(picture, layers.Dense(units=classes, activation="softmax")(T), name="ResNet50")


# %% preactivation_block
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    def activate(T):
        return layers.Activation("relu")(layers.BatchNormalization()(T))

    first = activate(X)
    T = first
    for i, (number, side) in enumerate(zip(filters, sides)):
        if i:
            T = activate(T)
        final = i + 1 == len(filters)
        layer = layers.Conv2D(
            number,
            side,
            strides=stride if i == 0 else 1,
            padding="same",
            use_bias=False,
            kernel_initializer=keras.initializers.Zeros() if final else initializer,
        )
        T = layer(T)
    if stride == 1 and filters[-1] == X.shape[-1]:
        return layers.add([X, T])
    projection = layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False, kernel_initializer=initializer)
    return layers.add([projection(first), T])


# %% mended_residual
def mended_residual(input_shape, widths, blocks, classes):
    def conv(T, width, stride=1):
        T = layers.Conv2D(width, 3, strides=stride, padding="same", use_bias=False)(T)
        return layers.BatchNormalization()(T)

    def block(T, width, stride):
        if stride == 1:
            way = T
        else:
            way = layers.BatchNormalization()(layers.Conv2D(width, 1, strides=stride, use_bias=False)(T))
        T = conv(layers.ReLU()(conv(T, width, stride)), width)
        return layers.ReLU()(layers.add([T, way]))

    picture = keras.Input(input_shape)
    T = layers.ReLU()(conv(picture, widths[0]))
    for _ in range(blocks):
        T = block(T, widths[0], 1)
    for width in widths[1:]:
        T = block(T, width, 2)
        for _ in range(blocks - 1):
            T = block(T, width, 1)
    return keras.Model(picture, layers.Dense(classes)(layers.GlobalAveragePooling2D()(T)))
