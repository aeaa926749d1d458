# %% inception_block: The maps of the branches are added
def inception_block(X, filters, initializer="glorot_uniform"):
    f1, r3, f3, r5, f5, fp = filters

    def conv(A, n, f):
        return layers.Conv2D(n, f, padding="same", activation="relu", kernel_initializer=initializer)(A)

    pool = layers.MaxPool2D(3, strides=1, padding="same")(X)
    total = f1 + f3 + f5 + fp
    return layers.Add()(
        [conv(X, total, 1), conv(conv(X, r3, 1), total, 3), conv(conv(X, r5, 1), total, 5), conv(pool, total, 1)]
    )


# %% inception_block: The bottleneck layers come after the large filters
def inception_block(X, filters, initializer="glorot_uniform"):
    f1, r3, f3, r5, f5, fp = filters

    def conv(A, n, f):
        return layers.Conv2D(n, f, padding="same", activation="relu", kernel_initializer=initializer)(A)

    pool = layers.MaxPool2D(3, strides=1, padding="same")(X)
    return layers.Concatenate()([conv(X, f1, 1), conv(conv(X, r3, 3), f3, 1), conv(conv(X, r5, 5), f5, 1), conv(pool, fp, 1)])


# %% separable_conv_forward: It mixes the channels first and filters afterwards
def separable_conv_forward(X, depthwise, pointwise, stride, padding):
    f, _, n_C, D = depthwise.shape
    if padding == "same":
        gaps = [max((-(-n // stride) - 1) * stride + f - n, 0) for n in X.shape[1:3]]
        X = np.pad(X, ((0, 0), *((g // 2, g - g // 2) for g in gaps), (0, 0)))
    mixed = X @ pointwise[:n_C]
    rows, columns = ((n - f) // stride + 1 for n in X.shape[1:3])
    Z = np.zeros((len(X), rows, columns, pointwise.shape[1]))
    for h in range(rows):
        for w in range(columns):
            window = mixed[:, h * stride : h * stride + f, w * stride : w * stride + f]
            Z[:, h, w] = np.einsum("mijo,ij->mo", window, depthwise.sum(axis=(2, 3)))
    return Z


# %% separable_conv_forward: The convolution has stride 1 and every second place is kept
def separable_conv_forward(X, depthwise, pointwise, stride, padding):
    f, _, n_C, D = depthwise.shape
    if padding == "same":
        X = np.pad(X, ((0, 0), ((f - 1) // 2, f // 2), ((f - 1) // 2, f // 2), (0, 0)))
    rows, columns = (n - f + 1 for n in X.shape[1:3])
    B = np.zeros((len(X), rows, columns, n_C * D))
    for h in range(rows):
        for w in range(columns):
            B[:, h, w] = np.einsum("mijc,ijcd->mcd", X[:, h : h + f, w : w + f], depthwise).reshape(len(X), -1)
    return B[:, ::stride, ::stride] @ pointwise


# %% count: The window is left out
def count(layer, input_shape):
    n_C = input_shape[-1]
    out = layer.compute_output_shape((None, *input_shape))
    if not hasattr(layer, "use_bias"):
        return (4 * n_C, math.prod(input_shape)) if isinstance(layer, layers.BatchNormalization) else (0, 0)
    kernel = n_C * out[-1]
    return kernel + out[-1] * layer.use_bias, kernel * math.prod(out[1:-1])


# %% count: A depthwise convolution is counted as an ordinary one
def count(layer, input_shape):
    n_C = input_shape[-1]
    out = layer.compute_output_shape((None, *input_shape))
    places = math.prod(out[1:-1])
    if isinstance(layer, layers.BatchNormalization):
        return n_C * (2 + layer.center + layer.scale), math.prod(input_shape)
    if not hasattr(layer, "use_bias"):
        return 0, 0
    kernel = math.prod(getattr(layer, "kernel_size", (1, 1))) * n_C // getattr(layer, "groups", 1) * out[-1]
    return kernel + out[-1] * layer.use_bias, kernel * places


# %% squeeze_excite: The dense layers work at every place
def squeeze_excite(X, ratio, initializer="glorot_uniform"):
    C = X.shape[-1]
    A = layers.Dense(C // ratio, activation="relu", kernel_initializer=initializer)(X)
    A = layers.Dense(C, activation="sigmoid", kernel_initializer=initializer)(A)
    A = layers.GlobalAveragePooling2D(keepdims=True)(A)
    return layers.Multiply()([X, A])


# %% squeeze_excite: The excitation is used as a shortcut as well
def squeeze_excite(X, ratio, initializer="glorot_uniform"):
    C = X.shape[-1]
    A = layers.GlobalAveragePooling2D(keepdims=True)(X)
    A = layers.Dense(C // ratio, activation="relu", kernel_initializer=initializer)(A)
    A = layers.Dense(C, activation="sigmoid", kernel_initializer=initializer)(A)
    return layers.Add()([X, layers.Multiply()([X, A])])


# %% compound_scaling: Filters are scaled after they are rounded
def compound_scaling(phi, filters, repeats, resolution, growth):
    a, b, c = (g**phi for g in growth)
    wide = [int(max(8, int(f / 8 + 0.5) * 8) * b) for f in filters]
    return wide, [math.ceil(r * a) for r in repeats], round(resolution * c)


# %% compound_scaling: The side is made a multiple of eight as well
def compound_scaling(phi, filters, repeats, resolution, growth):
    a, b, c = (g**phi for g in growth)

    def eights(number):
        found = max(8, int(number / 8 + 0.5) * 8)
        return found + 8 if found < 0.9 * number else found

    return [eights(f * b) for f in filters], [math.ceil(r * a) for r in repeats], eights(resolution * c)


# %% compact_network: A dense network
def compact_network(input_shape, classes):
    return keras.Sequential(
        [keras.Input(input_shape), layers.Flatten(), layers.Dense(12, activation="relu"), layers.Dense(classes)]
    )


# %% compact_network: A ReLU stands behind the last layer
def compact_network(input_shape, classes):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(4, 3, strides=2, activation="relu"),
            layers.Flatten(),
            layers.Dense(classes, activation="relu"),
        ]
    )


# %% compress: The pointwise kernel is fitted to a window of ones
def compress(kernel, multiplier):
    f, _, n_C, n_F = kernel.shape
    depthwise = np.ones((f, f, n_C, multiplier)) / multiplier
    return depthwise, np.repeat(kernel.mean(axis=(0, 1)), multiplier, axis=0)


# %% compress: The windows are normalized and the sizes thrown away
def compress(kernel, multiplier):
    f, _, n_C, n_F = kernel.shape
    depthwise, pointwise = np.zeros((f, f, n_C, multiplier)), np.zeros((n_C, multiplier, n_F))
    for c in range(n_C):
        U, s, V = np.linalg.svd(kernel[:, :, c].reshape(f * f, n_F), full_matrices=False)
        depthwise[:, :, c] = U[:, :multiplier].reshape(f, f, multiplier)
        pointwise[c] = V[:multiplier] * s[0]
    return depthwise, pointwise.reshape(-1, n_F)
