# %% happyModel
def happyModel():
    L = layers
    return keras.Sequential(
        [
            keras.Input((64, 64, 3)),
            L.ZeroPadding2D(3),
            L.Conv2D(32, 7),
            L.BatchNormalization(),
            L.Activation("relu"),
            L.MaxPooling2D((2, 2), strides=(2, 2), padding="valid"),
            L.Flatten(),
            L.Dense(1, "sigmoid"),
        ]
    )


# %% convolutional_model
def convolutional_model(input_shape):
    def block(x, filters, side, window):
        x = layers.Activation("relu")(layers.Conv2D(filters, (side, side), padding="same")(x))
        return layers.MaxPool2D(window, padding="same")(x)

    x = keras.Input(input_shape)
    return keras.Model(x, layers.Dense(6, activation="softmax")(layers.Flatten()(block(block(x, 8, 4, 8), 16, 2, 4))))


# %% top_patches
def top_patches(A, X, channel, k, f, stride, pad):
    a = A[:, :, :, channel]
    P = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    best = sorted(range(len(a)), key=lambda i: a[i].max(), reverse=True)[:k]
    at = [np.argwhere(a[i] == a[i].max())[0] * stride for i in best]
    return np.array([P[i, r : r + f, c : c + f] for i, (r, c) in zip(best, at)])


# %% saliency
def saliency(score, X):
    x = tf.constant(X)
    with tf.GradientTape() as t:
        t.watch(x)
        s = tf.math.reduce_mean(score(x))
    g = np.max(np.abs(t.gradient(s, x)), -1)
    top = g.max((1, 2), keepdims=True)
    return np.divide(g, top, out=np.zeros_like(g), where=top > 0)


# %% attribution
def attribution(score, X, baseline):
    d, n, g = X - baseline, 64, np.zeros(X.shape)
    for i in range(n):
        p = tf.constant(np.float32(baseline + d * (i + 0.5) / n))
        with tf.GradientTape() as t:
            t.watch(p)
            s = score(p)
        g += t.gradient(s, p).numpy() / n
    assert g.shape == X.shape
    return (d * g).astype(np.float32)


# %% find_copies
def find_copies(X_train, X_test):
    def unit(Z):
        Z = Z.reshape(len(Z), -1) - Z.reshape(len(Z), -1).mean(1, keepdims=True)
        return Z / np.sqrt((Z**2).sum(1, keepdims=True))

    H, W = X_test.shape[1:3]
    core = unit(X_test[:, 2:-2, 2:-2])
    R = np.max(
        [
            core @ unit(K[:, a : a + H - 4, b : b + W - 4]).T
            for K in (X_train, X_train[:, :, ::-1])
            for a in range(5)
            for b in range(5)
        ],
        axis=0,
    )
    return [int(r.argmax()) if r.max() >= 0.98 else -1 for r in R]
