# %% identity_block
def identity_block(X, f, filters, initializer=random_uniform):
    F1, F2, F3 = filters
    X_shortcut = X

    X = layers.Conv2D(filters=F1, kernel_size=1, strides=(1, 1), padding="valid", kernel_initializer=initializer)(X)
    X = layers.BatchNormalization(axis=3)(X)
    X = layers.Activation("relu")(X)

    X = layers.Conv2D(filters=F2, kernel_size=f, strides=(1, 1), padding="same", kernel_initializer=initializer)(X)
    X = layers.BatchNormalization(axis=3)(X)
    X = layers.Activation("relu")(X)

    X = layers.Conv2D(filters=F3, kernel_size=1, strides=(1, 1), padding="valid", kernel_initializer=initializer)(X)
    X = layers.BatchNormalization(axis=3)(X)

    X = layers.Add()([X_shortcut, X])
    X = layers.Activation("relu")(X)
    return X


# %% convolutional_block
def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    F1, F2, F3 = filters
    X_shortcut = X

    X = layers.Conv2D(filters=F1, kernel_size=1, strides=(s, s), padding="valid", kernel_initializer=initializer)(X)
    X = layers.BatchNormalization(axis=3)(X)
    X = layers.Activation("relu")(X)

    X = layers.Conv2D(filters=F2, kernel_size=f, strides=(1, 1), padding="same", kernel_initializer=initializer)(X)
    X = layers.BatchNormalization(axis=3)(X)
    X = layers.Activation("relu")(X)

    X = layers.Conv2D(filters=F3, kernel_size=1, strides=(1, 1), padding="valid", kernel_initializer=initializer)(X)
    X = layers.BatchNormalization(axis=3)(X)

    X_shortcut = layers.Conv2D(F3, 1, strides=(s, s), padding="valid", kernel_initializer=initializer)(X_shortcut)
    X_shortcut = layers.BatchNormalization(axis=3)(X_shortcut)

    X = layers.Add()([X, X_shortcut])
    X = layers.Activation("relu")(X)
    return X


# %% ResNet50
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    X_input = keras.Input(input_shape)
    X = layers.ZeroPadding2D((3, 3))(X_input)
    X = layers.Conv2D(64, (7, 7), strides=(2, 2), kernel_initializer=glorot_uniform(seed=0))(X)
    X = layers.BatchNormalization(axis=3)(X)
    X = layers.Activation("relu")(X)
    X = layers.MaxPooling2D((3, 3), strides=(2, 2))(X)

    X = convolutional_block(X, f=3, filters=[64, 64, 256], s=1)
    X = identity_block(X, 3, [64, 64, 256])
    X = identity_block(X, 3, [64, 64, 256])

    X = convolutional_block(X, f=3, filters=[128, 128, 512], s=2)
    X = identity_block(X, 3, [128, 128, 512])
    X = identity_block(X, 3, [128, 128, 512])
    X = identity_block(X, 3, [128, 128, 512])

    X = convolutional_block(X, f=3, filters=[256, 256, 1024], s=2)
    X = identity_block(X, 3, [256, 256, 1024])
    X = identity_block(X, 3, [256, 256, 1024])
    X = identity_block(X, 3, [256, 256, 1024])
    X = identity_block(X, 3, [256, 256, 1024])
    X = identity_block(X, 3, [256, 256, 1024])

    X = convolutional_block(X, f=3, filters=[512, 512, 2048], s=2)
    X = identity_block(X, 3, [512, 512, 2048])
    X = identity_block(X, 3, [512, 512, 2048])

    X = layers.AveragePooling2D((2, 2))(X)
    X = layers.Flatten()(X)
    X = layers.Dense(classes, activation="softmax", kernel_initializer=glorot_uniform(seed=0))(X)
    return keras.Model(inputs=X_input, outputs=X)


# %% preactivation_block
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    X_shortcut = X
    last = len(filters) - 1
    changes = stride != 1 or X.shape[3] != filters[last]
    for i in range(len(filters)):
        X = layers.BatchNormalization(axis=3)(X)
        X = layers.Activation("relu")(X)
        if i == 0:
            if changes:
                X_shortcut = layers.Conv2D(
                    filters[last],
                    (1, 1),
                    strides=(stride, stride),
                    use_bias=False,
                    kernel_initializer=initializer,
                )(X)
            strides = (stride, stride)
        else:
            strides = (1, 1)
        if i == last:
            X = layers.Conv2D(
                filters[i],
                (sides[i], sides[i]),
                strides=strides,
                padding="same",
                use_bias=False,
                kernel_initializer="zeros",
            )(X)
        else:
            X = layers.Conv2D(
                filters[i],
                (sides[i], sides[i]),
                strides=strides,
                padding="same",
                use_bias=False,
                kernel_initializer=initializer,
            )(X)
    return layers.Add()([X_shortcut, X])


# %% mended_residual
def mended_residual(input_shape, widths, blocks, classes):
    inputs = keras.Input(input_shape)
    X = layers.Conv2D(widths[0], 3, padding="same", use_bias=False)(inputs)
    X = layers.BatchNormalization()(X)
    X = layers.Activation("relu")(X)
    for stage in range(len(widths)):
        for block in range(blocks):
            stride = 1
            if block == 0 and stage != 0:
                stride = 2
            shortcut = X
            X = layers.Conv2D(widths[stage], 3, strides=stride, padding="same", use_bias=False)(X)
            X = layers.BatchNormalization()(X)
            X = layers.Activation("relu")(X)
            X = layers.Conv2D(widths[stage], 3, padding="same", use_bias=False)(X)
            X = layers.BatchNormalization()(X)
            if stride == 2:
                shortcut = layers.Conv2D(widths[stage], 1, strides=2, use_bias=False)(shortcut)
                shortcut = layers.BatchNormalization()(shortcut)
            X = layers.Add()([shortcut, X])
            X = layers.Activation("relu")(X)
    X = layers.GlobalAveragePooling2D()(X)
    X = layers.Dense(classes)(X)
    return keras.Model(inputs, X)
