# %% inception_block
def inception_block(X, filters, initializer="glorot_uniform"):
    settings = {"padding": "same", "activation": keras.activations.relu, "kernel_initializer": initializer}
    n1, n3_before, n3, n5_before, n5, n_pooled = filters
    one = layers.Convolution2D(n1, 1, **settings)(X)
    three = layers.Convolution2D(n3_before, 1, **settings)(X)
    three = layers.Convolution2D(n3, 3, **settings)(three)
    five = layers.Convolution2D(n5_before, 1, **settings)(X)
    five = layers.Convolution2D(n5, 5, **settings)(five)
    pooled = layers.MaxPooling2D((3, 3), 1, padding="same")(X)
    pooled = layers.Convolution2D(n_pooled, 1, **settings)(pooled)
    return layers.Concatenate(axis=3)([one, three, five, pooled])


# %% separable_conv_forward
def separable_conv_forward(X, depthwise, pointwise, stride, padding):
    f, _, n_C, D = depthwise.shape
    if padding == "same":
        missing = [max(-(-n // stride) * stride - stride + f - n, 0) for n in X.shape[1:3]]
        X = np.pad(X, [(0, 0)] + [(k // 2, k - k // 2) for k in missing] + [(0, 0)])
    windows = np.lib.stride_tricks.sliding_window_view(X, (f, f), axis=(1, 2))[:, ::stride, ::stride]
    whole = np.einsum("ijcd,cdo->ijco", depthwise, pointwise.reshape(n_C, D, -1))
    return np.einsum("mhwcij,ijco->mhwo", windows, whole)


# %% count
def count(layer, input_shape):
    copy = layer.__class__.from_config(layer.get_config())
    copy.build((None, *input_shape))
    matrices = sum(math.prod(weight.shape) for weight in copy.weights if len(weight.shape) > 1)
    if isinstance(copy, layers.BatchNormalization):
        return copy.count_params(), math.prod(input_shape)
    output = copy.compute_output_shape((None, *input_shape))
    return copy.count_params(), matrices * math.prod(output[1:-1])


# %% squeeze_excite
def squeeze_excite(X, ratio, initializer="glorot_uniform"):
    channels = int(X.shape[-1])
    means = layers.GlobalAveragePooling2D(keepdims=True)(X)
    narrow = layers.Dense(channels // ratio, keras.activations.relu, kernel_initializer=initializer)(means)
    factors = layers.Dense(channels, keras.activations.sigmoid, kernel_initializer=initializer)(narrow)
    return layers.Multiply()([X, factors])


# %% compound_scaling
def compound_scaling(phi, filters, repeats, resolution, growth):
    alpha, beta, gamma = growth
    depth, width, side = math.pow(alpha, phi), math.pow(beta, phi), math.pow(gamma, phi)

    def whole(number):
        scaled = number * width
        found = max(8, math.floor((scaled + 4) / 8) * 8)
        return found if found >= 0.9 * scaled else found + 8

    return list(map(whole, filters)), [math.ceil(depth * repeat) for repeat in repeats], round(resolution * side)


# %% compact_network
def compact_network(input_shape, classes):
    inputs = keras.Input(input_shape)
    A = inputs
    for width, layer in ((6, layers.Conv2D), (16, layers.SeparableConv2D), (40, layers.SeparableConv2D)):
        A = A if A is inputs else layers.MaxPooling2D(2)(A)
        A = layers.Activation("relu")(layers.BatchNormalization(momentum=0.9)(layer(width, 3, padding="same", use_bias=False)(A)))
    return keras.Model(inputs, layers.Dense(classes)(layers.GlobalMaxPooling2D()(A)))


# %% compress
def compress(kernel, multiplier):
    f, _, n_C, n_F = kernel.shape
    windows = kernel.astype(float).transpose(2, 0, 1, 3).reshape(n_C, f * f, n_F)
    values, vectors = np.linalg.eigh(windows @ windows.transpose(0, 2, 1))
    best = vectors[:, :, ::-1][:, :, :multiplier]
    depthwise = best.transpose(1, 0, 2).reshape(f, f, n_C, multiplier)
    return depthwise, (best.transpose(0, 2, 1) @ windows).reshape(n_C * multiplier, n_F)
