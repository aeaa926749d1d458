# %% inception_block
def inception_block(X, filters, initializer="glorot_uniform"):
    assert len(filters) == 6
    f1, r3, f3, r5, f5, fp = (int(number) for number in filters)

    def conv(number, side):
        return layers.Conv2D(
            filters=number,
            kernel_size=(side, side),
            strides=(1, 1),
            padding="same",
            activation="relu",
            kernel_initializer=initializer,
        )

    branch1 = conv(f1, 1)(X)
    branch2 = conv(f3, 3)(conv(r3, 1)(X))
    branch3 = conv(f5, 5)(conv(r5, 1)(X))
    branch4 = conv(fp, 1)(layers.MaxPooling2D(pool_size=3, strides=1, padding="same")(X))
    return keras.layers.Concatenate()([branch1, branch2, branch3, branch4])


# %% separable_conv_forward
def separable_conv_forward(X, depthwise, pointwise, stride, padding):
    X, depthwise, pointwise = (np.asarray(array, dtype=float) for array in (X, depthwise, pointwise))
    m, n_H, n_W, n_C = X.shape
    f, _, _, D = depthwise.shape

    def layout(n):
        """Return the number of places and of zeros before and behind."""
        if padding == "valid":
            return (n - f) // stride + 1, 0, 0
        places = math.ceil(n / stride)
        missing = max((places - 1) * stride + f - n, 0)
        return places, missing // 2, missing - missing // 2

    rows, top, bottom = layout(n_H)
    columns, left, right = layout(n_W)
    padded = np.zeros((m, n_H + top + bottom, n_W + left + right, n_C))
    padded[:, top : top + n_H, left : left + n_W] = X
    Z = np.zeros((m, rows, columns, pointwise.shape[1]))
    for c in range(n_C):
        for d in range(D):
            filtered = np.zeros((m, rows, columns))
            for h in range(rows):
                for w in range(columns):
                    window = padded[:, h * stride : h * stride + f, w * stride : w * stride + f, c]
                    filtered[:, h, w] = np.sum(window * depthwise[:, :, c, d], axis=(1, 2))
            Z = Z + filtered[..., None] * pointwise[c * D + d]
    return Z


# %% count
def count(layer, input_shape):
    n_C = int(input_shape[-1])
    shape = layer.compute_output_shape((None, *input_shape))
    n_F = int(shape[-1])
    places = int(np.prod(shape[1:-1], dtype=int))
    if isinstance(layer, layers.Dense):
        weights = n_C * n_F
    elif isinstance(layer, layers.Conv2D):
        weights = layer.kernel_size[0] * layer.kernel_size[1] * (n_C // layer.groups) * layer.filters
    elif isinstance(layer, layers.DepthwiseConv2D):
        weights = layer.kernel_size[0] * layer.kernel_size[1] * n_C * layer.depth_multiplier
    elif isinstance(layer, layers.SeparableConv2D):
        inner = n_C * layer.depth_multiplier
        first = count(layers.DepthwiseConv2D(layer.kernel_size, depth_multiplier=layer.depth_multiplier), input_shape)
        weights = first[0] - inner + inner * layer.filters
    elif isinstance(layer, layers.BatchNormalization):
        vectors = 2 + int(layer.scale) + int(layer.center)
        return vectors * n_C, int(np.prod(input_shape))
    else:
        return 0, 0
    return weights + (n_F if layer.use_bias else 0), weights * places


# %% squeeze_excite
def squeeze_excite(X, ratio, initializer="glorot_uniform"):
    n_C = X.shape[-1]
    squeeze = layers.GlobalAveragePooling2D(data_format="channels_last", keepdims=True)
    between = layers.Dense(units=n_C // ratio, activation="relu", use_bias=True, kernel_initializer=initializer)
    excite = layers.Dense(units=n_C, activation="sigmoid", kernel_initializer=initializer)
    return layers.Multiply()([X, excite(between(squeeze(X)))])


# %% compound_scaling
def compound_scaling(phi, filters, repeats, resolution, growth):
    depth, width, side = [rate**phi for rate in growth]
    wide = []
    for number in filters:
        exact = number * width
        below = int(exact // 8) * 8
        nearest = below if exact - below < below + 8 - exact else below + 8
        nearest = max(nearest, 8)
        if nearest < 0.9 * exact:
            nearest += 8
        wide.append(nearest)
    deep = [int(np.ceil(number * depth)) for number in repeats]
    return wide, deep, int(round(resolution * side))


# %% compact_network
def compact_network(input_shape, classes):
    inputs = keras.Input(shape=input_shape)
    x = layers.Conv2D(6, 3, padding="same", use_bias=False)(inputs)
    x = layers.BatchNormalization(momentum=0.9)(x)
    x = layers.ReLU()(x)
    x = layers.MaxPooling2D()(x)
    x = layers.SeparableConv2D(16, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization(momentum=0.9)(x)
    x = layers.ReLU()(x)
    x = layers.MaxPooling2D()(x)
    x = layers.SeparableConv2D(44, 3, padding="same", use_bias=False)(x)
    x = layers.BatchNormalization(momentum=0.9)(x)
    x = layers.ReLU()(x)
    x = layers.GlobalMaxPooling2D()(x)
    return keras.Model(inputs=inputs, outputs=layers.Dense(classes)(x))


# %% compress
def compress(kernel, multiplier):
    f, g, n_C, n_F = kernel.shape
    first = np.empty((f, g, n_C, multiplier))
    second = np.empty((n_C, multiplier, n_F))
    for c in range(n_C):
        rest = np.array(kernel[:, :, c], float).reshape(f * g, n_F)
        for d in range(multiplier):
            values, vectors = np.linalg.eigh(rest.T @ rest)
            weights = vectors[:, -1]
            window = rest @ weights
            rest = rest - np.outer(window, weights)
            first[:, :, c, d], second[c, d] = window.reshape(f, g), weights
    return first, second.reshape(n_C * multiplier, n_F)
