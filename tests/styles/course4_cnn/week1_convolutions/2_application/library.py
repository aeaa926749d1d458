# %% top_patches
def top_patches(A, X, channel, k, f, stride, pad):
    order = np.argsort(A[..., channel].max(axis=(1, 2)))[::-1][:k]
    windows = np.lib.stride_tricks.sliding_window_view(
        np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)]), (f, f), axis=(1, 2)
    )
    windows = windows[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)
    places = [np.unravel_index(A[i, ..., channel].argmax(), A.shape[1:3]) for i in order]
    return np.stack([windows[(i, *place)] for i, place in zip(order, places)])


# %% saliency
def saliency(score, X):
    X = tf.constant(X)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(X)
        values = score(X)
    maps = np.linalg.norm(tape.gradient(values, X).numpy(), ord=np.inf, axis=-1)
    peak = maps.reshape(len(maps), -1).max(axis=1)
    peak[peak == 0] = 1
    return maps / peak[:, None, None]


# %% attribution
def attribution(score, X, baseline):
    nodes, weights = np.polynomial.legendre.leggauss(64)
    total = 0
    for node, weight in zip((nodes + 1) / 2, weights / 2):
        here = tf.constant(np.float32(baseline + node * (X - baseline)))
        with tf.GradientTape() as tape:
            tape.watch(here)
            value = score(here)
        total = total + weight * tape.gradient(value, here).numpy()
    return total * (X - baseline)


# %% find_copies
def find_copies(X_train, X_test):
    both = np.concatenate([X_train, X_train[:, :, ::-1]])
    H, W = both.shape[1:3]
    best = np.zeros((len(X_test), len(both)))
    for dy, dx in np.ndindex(5, 5):
        rows, columns = slice(max(0, dy - 2), H + min(0, dy - 2)), slice(max(0, dx - 2), W + min(0, dx - 2))
        others = slice(max(0, 2 - dy), H + min(0, 2 - dy)), slice(max(0, 2 - dx), W + min(0, 2 - dx))
        a = X_test[:, rows, columns].reshape(len(X_test), -1)
        b = both[:, others[0], others[1]].reshape(len(both), -1)
        best = np.maximum(best, np.corrcoef(a, b)[: len(a), len(a) :])
    index = best.argmax(axis=1) % len(X_train)
    index[best.max(axis=1) < 0.99] = -1
    return index


# %% happyModel
def happyModel():
    return keras.models.Sequential(
        [
            tf.keras.layers.Input((64, 64, 3)),
            tf.keras.layers.ZeroPadding2D((3, 3)),
            tf.keras.layers.Conv2D(32, (7, 7), padding="valid"),
            tf.keras.layers.BatchNormalization(),
            tf.keras.layers.Activation(keras.activations.relu),
            tf.keras.layers.MaxPooling2D(),
            tf.keras.layers.Flatten(),
            tf.keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% convolutional_model
def convolutional_model(input_shape):
    net = [
        layers.Conv2D(8, 4, 1, "same"),
        layers.ReLU(),
        layers.MaxPool2D(8, 8, "same"),
        layers.Conv2D(16, 2, 1, "same"),
        layers.ReLU(),
        layers.MaxPool2D(4, 4, "same"),
        layers.Flatten(),
        layers.Dense(6, "softmax"),
    ]
    inputs = x = keras.Input(tuple(input_shape))
    for layer in net:
        x = layer(x)
    return keras.Model(inputs, x)
