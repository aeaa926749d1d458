# %% data_augmenter
def data_augmenter():
    return keras.Sequential([layers.RandomFlip(mode="horizontal"), layers.RandomRotation((-0.2, 0.2))])


# %% alpaca_model
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    shape = (*image_shape, 3)
    x = i = keras.Input(shape)
    (b := mobilenet_v2(shape)).trainable = False
    for f in (
        data_augmentation,
        preprocess_input,
        lambda t: b(t, training=False),
        layers.GlobalAveragePooling2D(),
        layers.Dropout(0.2),
        layers.Dense(1),
    ):
        x = f(x)
    return keras.Model(i, x)


# %% pooled_features
def pooled_features(base, X, batch_size):
    P = X / np.float32(127.5) - 1
    return np.concatenate(
        [
            np.asarray(base(P[i : i + batch_size].astype(np.float32), training=False)).mean((1, 2))
            for i in range(0, len(P), batch_size)
        ]
    )


# %% fine_tuning
base_model, fine_tune_at = model2.layers[2], 120
base_model.trainable = True
for l in base_model.layers:
    l.trainable = False
for l in base_model.layers[fine_tune_at:]:
    l.trainable = "BatchNorm" not in type(l).__name__
# %% settings
loss_function, optimizer = keras.losses.BinaryCrossentropy(True), keras.optimizers.Adam(1e-4)
metrics = [keras.metrics.BinaryAccuracy("accuracy", threshold=0)]


# %% small_transfer
def small_transfer(F, y):
    fit = lambda Z: LogisticRegression(max_iter=2000).fit(Z, y)
    k = np.argsort(np.abs(fit(F).coef_[0] * F.std(0)))[-64:]
    m, w = fit(F[:, k]), np.zeros(1280)
    w[k] = m.coef_
    return w, m.intercept_.item()


# %% mended_transfer
def mended_transfer(base, X, y, m_val):
    n = len(X) - m_val
    f = lambda P: pooled_features(base, P, 16)
    T, V = f(np.concatenate([X[:n], np.flip(X[:n], 2)])), f(X[n:])
    m, s = T.mean(0), T.std(0)
    s = np.where(s, s, 1)
    return (T - m) / s, np.concatenate([y[:n]] * 2), (V - m) / s, y[n:]
