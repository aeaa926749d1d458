# %% identity_block: The shortcut is added after the second convolution instead of after the third
def identity_block(X, f, filters, initializer=random_uniform):
    a, b, c = filters
    Z = layers.Conv2D(a, 1, kernel_initializer=initializer)(X)
    Z = layers.Activation("relu")(layers.BatchNormalization()(Z))
    Z = layers.Conv2D(c, f, padding="same", kernel_initializer=initializer)(Z)
    Z = layers.Add()([layers.BatchNormalization()(Z), X])
    Z = layers.Activation("relu")(Z)
    Z = layers.Conv2D(c, 1, kernel_initializer=initializer)(Z)
    return layers.Activation("relu")(layers.BatchNormalization()(Z))


# %% identity_block: The sum is normalized
def identity_block(X, f, filters, initializer=random_uniform):
    Z = X
    for n, k in zip(filters, (1, f, 1)):
        Z = layers.Conv2D(n, k, padding="same" if k == f else "valid", kernel_initializer=initializer)(Z)
        if n is not filters[2]:
            Z = layers.ReLU()(layers.BatchNormalization()(Z))
    return layers.ReLU()(layers.BatchNormalization()(layers.Add()([Z, X])))


# %% identity_block: One ReLU layer and one normalization serve all steps
def identity_block(X, f, filters, initializer=random_uniform):
    relu = layers.ReLU()
    Z = relu(layers.BatchNormalization()(layers.Conv2D(filters[0], 1, kernel_initializer=initializer)(X)))
    Z = layers.Conv2D(filters[1], f, padding="same", kernel_initializer=initializer)(Z)
    Z = relu(layers.BatchNormalization()(Z))
    Z = layers.BatchNormalization()(layers.Conv2D(filters[2], 1, kernel_initializer=initializer)(Z))
    return relu(layers.Add()([Z, X]))


# %% convolutional_block: The shortcut has the stride, the branch has it in no convolution but in a pooling
def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    Z = layers.MaxPool2D(s, padding="same")(X)
    Z = layers.ReLU()(layers.BatchNormalization()(layers.Conv2D(filters[0], 1, kernel_initializer=initializer)(Z)))
    Z = layers.Conv2D(filters[1], f, padding="same", kernel_initializer=initializer)(Z)
    Z = layers.ReLU()(layers.BatchNormalization()(Z))
    Z = layers.BatchNormalization()(layers.Conv2D(filters[2], 1, kernel_initializer=initializer)(Z))
    P = layers.BatchNormalization()(layers.Conv2D(filters[2], 1, strides=s, kernel_initializer=initializer)(X))
    return layers.ReLU()(layers.Add()([Z, P]))


# %% convolutional_block: The branch's last normalization is missing
def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    Z = layers.Conv2D(filters[0], 1, strides=s, kernel_initializer=initializer)(X)
    Z = layers.ReLU()(layers.BatchNormalization()(Z))
    Z = layers.Conv2D(filters[1], f, padding="same", kernel_initializer=initializer)(Z)
    Z = layers.ReLU()(layers.BatchNormalization()(Z))
    Z = layers.Conv2D(filters[2], 1, kernel_initializer=initializer)(Z)
    P = layers.BatchNormalization()(layers.Conv2D(filters[2], 1, strides=s, kernel_initializer=initializer)(X))
    return layers.ReLU()(layers.Add()([Z, P]))


# %% ResNet50: Identity blocks come first in each stage, the convolutional block last
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    inputs = keras.Input(input_shape)
    X = layers.Conv2D(64, 7, strides=2)(layers.ZeroPadding2D(3)(inputs))
    X = layers.MaxPool2D(3, strides=2)(layers.ReLU()(layers.BatchNormalization()(X)))
    width = 64
    for F, s, more in ((64, 1, 2), (128, 2, 3), (256, 2, 5), (512, 2, 2)):
        for _ in range(more):
            X = identity_block(X, 3, [F, F, width])
        X = convolutional_block(X, 3, [F, F, 4 * F], s=s)
        width = 4 * F
    X = layers.Flatten()(layers.AveragePooling2D(2)(X))
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(X))


# %% ResNet50: Dropout before the last layer, as in a recipe from elsewhere
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    inputs = keras.Input(input_shape)
    X = layers.Conv2D(64, 7, strides=2)(layers.ZeroPadding2D(3)(inputs))
    X = layers.MaxPool2D(3, strides=2)(layers.ReLU()(layers.BatchNormalization()(X)))
    for F, s, more in ((64, 1, 2), (128, 2, 3), (256, 2, 5), (512, 2, 2)):
        X = convolutional_block(X, 3, [F, F, 4 * F], s=s)
        for _ in range(more):
            X = identity_block(X, 3, [F, F, 4 * F])
    X = layers.Dropout(0.5)(layers.Flatten()(layers.AveragePooling2D(2)(X)))
    return keras.Model(inputs, layers.Dense(classes, activation="softmax")(X))


# %% ResNet50: The network comes from a library
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    picture = keras.Input(input_shape)
    base = keras.applications.ResNet50(weights=None, include_top=False, input_tensor=picture, pooling="avg")
    return keras.Model(picture, layers.Dense(classes, activation="softmax")(base.output))


# %% preactivation_block: The first kernel is 0, not the last
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    A, S = X, X
    for i, n in enumerate(filters):
        A = layers.ReLU()(layers.BatchNormalization()(A))
        if i == 0 and (stride > 1 or X.shape[-1] != filters[-1]):
            S = layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False, kernel_initializer=initializer)(A)
        start = initializer if i else "zeros"
        s = 1 if i else stride
        A = layers.Conv2D(n, sides[i], s, padding="same", use_bias=False, kernel_initializer=start)(A)
    return layers.Add()([A, S])


# %% preactivation_block: The stride is in the last convolution
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    A, S = X, X
    for i, n in enumerate(filters):
        A = layers.ReLU()(layers.BatchNormalization()(A))
        if i == 0 and (stride > 1 or X.shape[-1] != filters[-1]):
            S = layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False, kernel_initializer=initializer)(A)
        last = i == len(filters) - 1
        A = layers.Conv2D(
            n,
            sides[i],
            stride if last else 1,
            padding="same",
            use_bias=False,
            kernel_initializer="zeros" if last else initializer,
        )(A)
    return layers.Add()([A, S])


# %% preactivation_block: Only a stride calls for a projection; other channels are filled up with zeros
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    A, S = X, X
    for i, n in enumerate(filters):
        A = layers.ReLU()(layers.BatchNormalization()(A))
        if i == 0 and stride > 1:
            S = layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False, kernel_initializer=initializer)(A)
        last = i == len(filters) - 1
        A = layers.Conv2D(
            n,
            sides[i],
            1 if i else stride,
            padding="same",
            use_bias=False,
            kernel_initializer="zeros" if last else initializer,
        )(A)
    if S.shape[-1] < A.shape[-1]:
        S = keras.ops.pad(S, ((0, 0), (0, 0), (0, 0), (0, A.shape[-1] - S.shape[-1])))
    elif S.shape[-1] > A.shape[-1]:
        S = S[..., : A.shape[-1]]
    return layers.Add()([A, S])


# %% mended_residual: The projection is made in every first block of a stage, also in the first one
def mended_residual(input_shape, widths, blocks, classes):
    inputs = keras.Input(input_shape)
    X = layers.Conv2D(widths[0], 3, padding="same", use_bias=False)(inputs)
    X = layers.ReLU()(layers.BatchNormalization()(X))
    for i, width in enumerate(widths):
        for j in range(blocks):
            s = 2 if i and not j else 1
            A = layers.Conv2D(width, 3, strides=s, padding="same", use_bias=False)(X)
            A = layers.ReLU()(layers.BatchNormalization()(A))
            A = layers.BatchNormalization()(layers.Conv2D(width, 3, padding="same", use_bias=False)(A))
            if j == 0:
                X = layers.BatchNormalization()(layers.Conv2D(width, 1, strides=s, use_bias=False)(X))
            X = layers.ReLU()(layers.Add()([A, X]))
    return keras.Model(inputs, layers.Dense(classes)(layers.GlobalAveragePooling2D()(X)))


# %% mended_residual: Two of the bugs are left, the normalization that always trains and the ReLU of the projection
def mended_residual(input_shape, widths, blocks, classes):
    inputs = keras.Input(input_shape)
    X = layers.Conv2D(widths[0], 3, padding="same", use_bias=False)(inputs)
    X = layers.ReLU()(layers.BatchNormalization()(X, training=True))
    for i, width in enumerate(widths):
        for j in range(blocks):
            s = 2 if i and not j else 1
            A = layers.Conv2D(width, 3, strides=s, padding="same", use_bias=False)(X)
            A = layers.ReLU()(layers.BatchNormalization()(A))
            A = layers.BatchNormalization()(layers.Conv2D(width, 3, padding="same", use_bias=False)(A))
            if s == 2:
                X = layers.Conv2D(width, 1, strides=s, use_bias=False)(X)
                X = layers.ReLU()(layers.BatchNormalization()(X))
            X = layers.ReLU()(layers.Add()([A, X]))
    return keras.Model(inputs, layers.Dense(classes)(layers.GlobalAveragePooling2D()(X)))
