# %% inception_block
def inception_block(X, filters, initializer="glorot_uniform"):
    def C(A, *plan):
        for n, f in plan:
            A = layers.Conv2D(n, f, padding="same", activation="relu", kernel_initializer=initializer)(A)
        return A

    a, b, c, d, e, g = filters
    P = layers.MaxPooling2D(3, 1, "same")(X)
    return layers.concatenate([C(X, (a, 1)), C(X, (b, 1), (c, 3)), C(X, (d, 1), (e, 5)), C(P, (g, 1))])


# %% separable_conv_forward
def separable_conv_forward(X, depthwise, pointwise, stride, padding):
    f, _, C, D = depthwise.shape
    s, (m, H, W, _) = stride, X.shape
    h, w = (-(-n // s) if padding == "same" else (n - f) // s + 1 for n in (H, W))
    p, q = (max((k - 1) * s + f - n, 0) for k, n in ((h, H), (w, W)))
    if padding == "same":
        X = np.pad(X, ((0, 0), (p // 2, -(-p // 2)), (q // 2, -(-q // 2)), (0, 0)))
    B = sum(
        X[:, i : i + s * (h - 1) + 1 : s, j : j + s * (w - 1) + 1 : s, :, None] * depthwise[i, j]
        for i in range(f)
        for j in range(f)
    )
    return B.reshape(m, h, w, C * D) @ pointwise


# %% count
def count(layer, input_shape):
    L, n = layers, input_shape[-1]
    out = layer.compute_output_shape((1, *input_shape))
    k = int(np.prod(getattr(layer, "kernel_size", 1)))
    D = getattr(layer, "depth_multiplier", 1)
    if isinstance(layer, L.BatchNormalization):
        return n * (2 + bool(layer.center) + bool(layer.scale)), int(np.prod(out))
    weights = {
        L.Conv2D: lambda: k * n * out[-1] // layer.groups,
        L.DepthwiseConv2D: lambda: k * n * D,
        L.SeparableConv2D: lambda: D * n * (k + out[-1]),
        L.Dense: lambda: n * out[-1],
    }.get(type(layer))
    if not weights:
        return (0, 0)
    return weights() + layer.use_bias * out[-1], weights() * int(np.prod(out[:-1]))


# %% squeeze_excite
def squeeze_excite(X, ratio, initializer="glorot_uniform"):
    C, D = X.shape[-1], layers.Dense
    s = layers.GlobalAvgPool2D(keepdims=True)(X)
    s = D(C, "sigmoid", kernel_initializer=initializer)(D(C // ratio, "relu", kernel_initializer=initializer)(s))
    return layers.multiply([X, s])


# %% compound_scaling
def compound_scaling(phi, filters, repeats, resolution, growth):
    a, b, c = np.power(growth, phi)
    n = np.maximum(8, np.floor(np.array(filters) * b / 8 + 0.5) * 8).astype(int)
    n += 8 * (n < 0.9 * b * np.array(filters))
    return n.tolist(), np.ceil(a * np.array(repeats)).astype(int).tolist(), round(c * resolution)


# %% compact_network
def compact_network(input_shape, classes):
    def part(layer):
        return [layer, layers.BatchNormalization(momentum=0.9), layers.ReLU()]

    S, o = layers.SeparableConv2D, {"padding": "same", "use_bias": False}
    return keras.Sequential(
        [keras.Input(input_shape), *part(layers.Conv2D(6, 3, **o)), layers.MaxPool2D(), *part(S(16, 3, **o)),
         layers.MaxPool2D(), *part(S(48, 3, **o)), layers.GlobalMaxPooling2D(), layers.Dense(classes)]
    )


# %% compress
def compress(kernel, multiplier):
    f, _, C, F = kernel.shape
    U, s, V = np.linalg.svd(np.moveaxis(kernel, 2, 0).reshape(C, f * f, F))
    s = np.sqrt(s[:, :multiplier])
    K = np.moveaxis((U[..., :multiplier] * s[:, None]).reshape(C, f, f, multiplier), 0, 2)
    return K, (s[..., None] * V[:, :multiplier]).reshape(C * multiplier, F)
