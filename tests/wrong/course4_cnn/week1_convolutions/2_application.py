# %% happyModel: The zeros are added after the convolution
def happyModel():
    return keras.Sequential(
        [
            keras.Input((64, 64, 3)),
            layers.Conv2D(32, 7),
            layers.ZeroPadding2D(3),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.MaxPool2D(),
            layers.Flatten(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% happyModel: The dense layer comes before the flattening
def happyModel():
    return keras.Sequential(
        [
            keras.Input((64, 64, 3)),
            layers.ZeroPadding2D(3),
            layers.Conv2D(32, 7),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.MaxPool2D(),
            layers.Dense(1, activation="sigmoid"),
            layers.Flatten(),
        ]
    )


# %% convolutional_model: The layers of the first block are called on the inputs again
def convolutional_model(input_shape):
    inputs = keras.Input(input_shape)
    A = layers.Conv2D(8, 4, padding="same")(inputs)
    A = layers.ReLU()(A)
    A = layers.MaxPool2D(8, padding="same")(A)
    A = layers.Conv2D(16, 2, padding="same")(inputs)
    A = layers.ReLU()(A)
    A = layers.MaxPool2D(4, padding="same")(A)
    return keras.Model(inputs, layers.Dense(6, activation="softmax")(layers.Flatten()(A)))


# %% top_patches: The best pictures are in order, but the place is that of the best picture for all of them
def top_patches(A, X, channel, k, f, stride, pad):
    a = A[..., channel]
    P = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    order = np.argsort(a.max(axis=(1, 2)))[::-1][:k]
    _, r, c = np.unravel_index(a.argmax(), a.shape)
    return P[order, r * stride : r * stride + f, c * stride : c * stride + f]


# %% top_patches: The padding is put at the bottom and at the right only
def top_patches(A, X, channel, k, f, stride, pad):
    a = A[..., channel]
    P = np.pad(X, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))
    patches = []
    for i in np.argsort(-a.max(axis=(1, 2)))[:k]:
        r, c = np.unravel_index(a[i].argmax(), a[i].shape)
        patches.append(P[i, r * stride : r * stride + f, c * stride : c * stride + f])
    return np.array(patches)


# %% saliency: The maps are scaled so that the smallest entry is 0 as well
def saliency(score, X):
    x = tf.constant(X)
    with tf.GradientTape() as tape:
        tape.watch(x)
        s = score(x)
    g = np.abs(tape.gradient(s, x).numpy()).max(axis=3)
    low, high = g.min(axis=(1, 2), keepdims=True), g.max(axis=(1, 2), keepdims=True)
    return (g - low) / np.where(high > low, high - low, 1)


# %% saliency: The largest entry is looked for before the absolute value is taken
def saliency(score, X):
    x = tf.constant(X)
    with tf.GradientTape() as tape:
        tape.watch(x)
        s = score(x)
    g = np.abs(tape.gradient(s, x).numpy().max(axis=3))
    top = g.max(axis=(1, 2), keepdims=True)
    return g / np.where(top > 0, top, 1)


# %% attribution: Ten steps, each with the derivative at its beginning
def attribution(score, X, baseline):
    total = 0
    for i in range(10):
        x = tf.constant(np.float32(baseline + i / 10 * (X - baseline)))
        with tf.GradientTape() as tape:
            tape.watch(x)
            s = score(x)
        total = total + tape.gradient(s, x).numpy() / 10
    return (X - baseline) * total


# %% attribution: The absolute values of the gradients are averaged
def attribution(score, X, baseline):
    total = 0
    for i in range(100):
        x = tf.constant(np.float32(baseline + (i + 0.5) / 100 * (X - baseline)))
        with tf.GradientTape() as tape:
            tape.watch(x)
            s = score(x)
        total = total + np.abs(tape.gradient(s, x).numpy()) / 100
    return (X - baseline) * total


# %% small_network: The network is returned without its trained weights
def small_network():
    keras.utils.set_random_seed(1)
    return keras.Sequential(
        [
            keras.Input((32, 32, 3)),
            layers.Conv2D(12, 3),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.MaxPool2D(),
            layers.SeparableConv2D(20, 3),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.GlobalAveragePooling2D(),
            layers.Dense(6),
        ]
    )


# %% find_copies: The whole pictures are compared, with moved pixels coming in at the other side
def find_copies(X_train, X_test):
    def unit(Z):
        Z = Z.reshape(len(Z), -1).astype(float)
        Z = Z - Z.mean(axis=1, keepdims=True)
        return Z / np.linalg.norm(Z, axis=1, keepdims=True)

    best, index = np.full(len(X_test), 0.97), np.full(len(X_test), -1)
    for K in (X_train, X_train[:, :, ::-1]):
        for dy in range(-2, 3):
            for dx in range(-2, 3):
                r = unit(X_test) @ unit(np.roll(K, (dy, dx), axis=(1, 2))).T
                better = r.max(axis=1) > best
                best[better], index[better] = r.max(axis=1)[better], r.argmax(axis=1)[better]
    return index


# %% find_copies: The index counts the mirrored pictures too
def find_copies(X_train, X_test):
    both = np.concatenate([X_train, X_train[:, :, ::-1]])
    H, W = X_test.shape[1:3]

    def unit(Z):
        Z = Z.reshape(len(Z), -1).astype(float)
        Z = Z - Z.mean(axis=1, keepdims=True)
        return Z / np.linalg.norm(Z, axis=1, keepdims=True)

    core = unit(X_test[:, 2:-2, 2:-2])
    R = np.max([core @ unit(both[:, a : a + H - 4, b : b + W - 4]).T for a in range(5) for b in range(5)], axis=0)
    return np.where(R.max(axis=1) > 0.99, R.argmax(axis=1), -1)
