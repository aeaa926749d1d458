# %% inception_block
def inception_block(X, filters, initializer="glorot_uniform"):
    branches = []
    for position, side in ((0, 1), (2, 3), (4, 5), (5, 1)):
        A = X
        if side > 1:
            A = layers.Conv2D(
                filters[position - 1], 1, padding="same", activation="relu", kernel_initializer=initializer
            )(A)
        if position == 5:
            A = layers.MaxPool2D(pool_size=(3, 3), strides=(1, 1), padding="same")(A)
        A = layers.Conv2D(
            filters[position], side, padding="same", activation="relu", kernel_initializer=initializer
        )(A)
        branches.append(A)
    return layers.Concatenate(axis=-1)(branches)


# %% separable_conv_forward
def separable_conv_forward(X, depthwise, pointwise, stride, padding):
    f, D = depthwise.shape[0], depthwise.shape[3]
    m, n_H, n_W, n_C = X.shape
    top = left = 0
    if padding == "same":
        rows, columns = (n_H + stride - 1) // stride, (n_W + stride - 1) // stride
        top = max(0, (rows - 1) * stride + f - n_H) // 2
        left = max(0, (columns - 1) * stride + f - n_W) // 2
    else:
        rows, columns = 1 + (n_H - f) // stride, 1 + (n_W - f) // stride
    Z = np.zeros((m, rows, columns, pointwise.shape[1]))
    for h in range(rows):
        for w in range(columns):
            for c in range(n_C):
                for d in range(D):
                    total = np.zeros(m)
                    for i in range(f):
                        for j in range(f):
                            row, column = h * stride + i - top, w * stride + j - left
                            if 0 <= row < n_H and 0 <= column < n_W:
                                total += X[:, row, column, c] * depthwise[i, j, c, d]
                    Z[:, h, w] += total[:, np.newaxis] * pointwise[c * D + d]
    return Z


# %% count
def count(layer, input_shape):
    kind = layer.__class__.__name__
    output = list(layer.compute_output_shape((None,) + tuple(input_shape)))[1:]
    places = 1
    for length in output[:-1]:
        places *= length
    size = 1
    if "Conv" in kind:
        size = layer.kernel_size[0] * layer.kernel_size[1]
    n_C, n_F, parameters, operations = input_shape[-1], output[-1], 0, 0
    if kind == "Conv2D":
        parameters = n_F * (size * (n_C // layer.groups))
    if kind == "DepthwiseConv2D":
        parameters = size * n_C * layer.depth_multiplier
    if kind == "SeparableConv2D":
        parameters = size * n_C * layer.depth_multiplier
        parameters += n_C * layer.depth_multiplier * n_F
    if kind == "Dense":
        parameters = n_C * n_F
    operations = parameters * places
    if kind == "BatchNormalization":
        parameters = 2 * n_C
        if layer.center:
            parameters += n_C
        if layer.scale:
            parameters += n_C
        operations = places * n_C
    if getattr(layer, "use_bias", False):
        parameters += n_F
    return parameters, operations


# %% squeeze_excite
def squeeze_excite(X, ratio, initializer="glorot_uniform"):
    A = layers.GlobalAveragePooling2D(keepdims=True)(X)
    for units, activation in ((X.shape[3] // ratio, "relu"), (X.shape[3], "sigmoid")):
        A = layers.Dense(units, activation=activation, kernel_initializer=initializer)(A)
    return layers.Multiply()([X, A])


# %% compound_scaling
def compound_scaling(phi, filters, repeats, resolution, growth):
    new_filters, new_repeats = [], []
    for number in filters:
        wanted = number * growth[1] ** phi
        eights = int(wanted // 8)
        if wanted - 8 * eights >= 4:
            eights += 1
        if eights == 0:
            eights = 1
        if 8 * eights < 0.9 * wanted:
            eights += 1
        new_filters.append(8 * eights)
    for number in repeats:
        wanted = number * growth[0] ** phi
        whole = int(wanted)
        new_repeats.append(whole if whole == wanted else whole + 1)
    return new_filters, new_repeats, int(resolution * growth[2] ** phi + 0.5)


# %% compact_network
def compact_network(input_shape, classes):
    network = keras.Sequential()
    network.add(keras.Input(input_shape))
    network.add(layers.Conv2D(6, (3, 3), padding="same"))
    network.add(layers.BatchNormalization(momentum=0.9))
    network.add(layers.ReLU())
    network.add(layers.MaxPool2D((2, 2)))
    for width in (16, 44):
        network.add(layers.DepthwiseConv2D((3, 3), padding="same", use_bias=False))
        network.add(layers.Conv2D(width, (1, 1)))
        network.add(layers.BatchNormalization(momentum=0.9))
        network.add(layers.ReLU())
        if width == 16:
            network.add(layers.MaxPool2D((2, 2)))
    network.add(layers.GlobalMaxPooling2D())
    network.add(layers.Dense(classes))
    return network


# %% compress
def compress(kernel, multiplier):
    f, _, n_C, n_F = kernel.shape
    depthwise, pointwise = np.zeros((f, f, n_C, multiplier)), np.zeros((n_C * multiplier, n_F))
    for c in range(n_C):
        windows = kernel[:, :, c, :].reshape(f * f, n_F)
        U, sizes, V = np.linalg.svd(windows)
        for d in range(multiplier):
            depthwise[:, :, c, d] = U[:, d].reshape(f, f)
            pointwise[c * multiplier + d] = sizes[d] * V[d]
    return depthwise, pointwise
