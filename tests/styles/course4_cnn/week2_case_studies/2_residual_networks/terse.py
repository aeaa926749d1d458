# %% identity_block
def identity_block(X, f, filters, initializer=random_uniform):
    C, N, R = layers.Conv2D, layers.BatchNormalization, layers.ReLU
    a, b, c = (C(n, k, padding=p, kernel_initializer=initializer) for n, k, p in zip(filters, (1, f, 1), ("valid", "same", "valid")))
    return R()(X + N()(c(R()(N()(b(R()(N()(a(X)))))))))


# %% convolutional_block
def convolutional_block(X, f, filters, s=2, initializer=glorot_uniform):
    C, N, R = layers.Conv2D, layers.BatchNormalization, layers.ReLU
    ini = {"kernel_initializer": initializer}
    A = R()(N()(C(filters[0], 1, s, **ini)(X)))
    A = R()(N()(C(filters[1], f, padding="same", **ini)(A)))
    return R()(N()(C(filters[2], 1, **ini)(A)) + N()(C(filters[2], 1, s, **ini)(X)))


# %% ResNet50
def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
    X = I = keras.Input(input_shape)
    for layer in (layers.ZeroPadding2D(3), layers.Conv2D(64, 7, 2), layers.BatchNormalization(), layers.ReLU(), layers.MaxPool2D(3, 2)):
        X = layer(X)
    for i, n in enumerate([3, 4, 6, 3]):
        for j in range(n):
            F = [64 << i, 64 << i, 256 << i]
            X = identity_block(X, 3, F) if j else convolutional_block(X, 3, F, 2 if i else 1)
    for layer in (layers.AveragePooling2D(2), layers.Flatten(), layers.Dense(classes, "softmax")):
        X = layer(X)
    return keras.Model(I, X)


# %% preactivation_block
def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
    C = lambda n, k, s, start=initializer: layers.Conv2D(n, k, s, "same", use_bias=False, kernel_initializer=start)
    A = P = layers.ReLU()(layers.BatchNormalization()(X))
    S = X if (stride, X.shape[-1]) == (1, filters[-1]) else C(filters[-1], 1, stride)(P)
    for n, k, s in zip(filters[:-1], sides, [stride] + [1] * len(sides)):
        A = layers.ReLU()(layers.BatchNormalization()(C(n, k, s)(A)))
    return S + C(filters[-1], sides[-1], 1 if len(sides) > 1 else stride, "zeros")(A)


# %% mended_residual
def mended_residual(input_shape, widths, blocks, classes):
    C = lambda n, s=1, k=3: layers.Conv2D(n, k, s, "same" if k > 1 else "valid", use_bias=False)
    N, R = layers.BatchNormalization, lambda X: layers.ReLU()(X)
    I = keras.Input(input_shape)
    X = R(N()(C(widths[0])(I)))
    for i, w in enumerate(widths):
        for j in range(blocks):
            s = 1 + (i > 0 and j == 0)
            X = R(N()(C(w)(R(N()(C(w, s)(X))))) + (X if s == 1 else N()(C(w, 2, 1)(X))))
    return keras.Model(I, layers.Dense(classes)(layers.GlobalAveragePooling2D()(X)))
