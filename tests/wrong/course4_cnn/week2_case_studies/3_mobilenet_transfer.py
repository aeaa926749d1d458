# %% data_augmenter: radians for a fifth of a turn
def data_augmenter():
    return keras.Sequential([layers.RandomFlip("horizontal"), layers.RandomRotation(2 * np.pi / 5)])


# %% data_augmenter: shifts pictures, too
def data_augmenter():
    return keras.Sequential(
        [layers.RandomFlip("horizontal"), layers.RandomRotation(0.2), layers.RandomTranslation(0.1, 0.1)]
    )


# %% alpaca_model: freezes only the last layer of the base
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    inputs = keras.Input(image_shape + (3,))
    base = mobilenet_v2(image_shape + (3,))
    base.layers[-1].trainable = False
    x = preprocess_input(data_augmentation(inputs))
    x = layers.GlobalAveragePooling2D()(base(x, training=False))
    return keras.Model(inputs, layers.Dense(1)(layers.Dropout(0.2)(x)))


# %% alpaca_model: dropout before the pooling
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    inputs = keras.Input(image_shape + (3,))
    base = mobilenet_v2(image_shape + (3,))
    base.trainable = False
    x = base(preprocess_input(data_augmentation(inputs)), training=False)
    x = layers.Dropout(0.2)(x)
    return keras.Model(inputs, layers.Dense(1)(layers.GlobalAveragePooling2D()(x)))


# %% pooled_features: divides by 255 and subtracts the mean picture
def pooled_features(base, X, batch_size):
    P = X / 255.0
    P = (P - P.mean(axis=0)).astype("float32")
    rows = [np.mean(base(P[i : i + batch_size], training=False), axis=(1, 2)) for i in range(0, len(P), batch_size)]
    return np.concatenate(rows)


# %% pooled_features: mean of the means of the batches
def pooled_features(base, X, batch_size):
    total = 0
    for i in range(0, len(X), batch_size):
        total = total + np.mean(base(preprocess_input(X[i : i + batch_size].astype("float32")), training=False), (1, 2))
    return total


# %% small_transfer: largest weights of a model on all features, without training again
def small_transfer(F, y):
    model = LogisticRegression(C=0.1, max_iter=1000).fit(F, y)
    w = model.coef_[0].copy()
    w[np.argsort(np.abs(w))[:-64]] = 0
    return w[::-1], model.intercept_[0]


# %% small_transfer: a decision tree's favourite feature
def small_transfer(F, y):
    apart = np.abs(F[y == 1].mean(0) - F[y == 0].mean(0)) / (F.std(0) + 1e-3)
    best = int(np.argmax(apart))
    sign = 1.0 if F[y == 1, best].mean() > F[y == 0, best].mean() else -1.0
    w = np.zeros(1280)
    w[best] = sign
    return w, -sign * F[:, best].mean()


# %% mended_transfer: standardizes with one number for all features
def mended_transfer(base, X, y, m_val):
    train, val = X[:-m_val], X[-m_val:]
    F = pooled_features(base, np.concatenate([train, train[:, :, ::-1]]), 16)
    V = pooled_features(base, val, 16)
    mean, std = F.mean(), F.std()
    return (F - mean) / std, np.concatenate([y[:-m_val], y[:-m_val]]), (V - mean) / std, y[-m_val:]


# %% mended_transfer: mirrors the picture in the channels
def mended_transfer(base, X, y, m_val):
    train, val = X[:-m_val], X[-m_val:]
    F = pooled_features(base, np.concatenate([train, train[..., ::-1]]), 16)
    V = pooled_features(base, val, 16)
    mean, std = F.mean(axis=0), F.std(axis=0)
    std[std == 0] = 1
    return (F - mean) / std, np.tile(y[:-m_val], 2), (V - mean) / std, y[-m_val:]


# %% mended_transfer: statistics of the originals only
def mended_transfer(base, X, y, m_val):
    train, val = X[:-m_val], X[-m_val:]
    F = pooled_features(base, np.concatenate([train, train[:, :, ::-1]]), 16)
    V = pooled_features(base, val, 16)
    mean, std = F[: len(train)].mean(axis=0), F[: len(train)].std(axis=0)
    std[std == 0] = 1
    return (F - mean) / std, np.tile(y[:-m_val], 2), (V - mean) / std, y[-m_val:]
