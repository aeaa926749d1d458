# %% data_augmenter
def data_augmenter():
    found = []
    for kind, setting in ((layers.RandomFlip, "horizontal"), (layers.RandomRotation, 0.2)):
        found.append(kind(setting))
    return keras.Sequential(found, name="augmentation")


# %% alpaca_model
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    rows, columns = image_shape
    base = mobilenet_v2((rows, columns, 3))
    for layer in base.layers:
        layer.trainable = False
    base.trainable = False
    inputs = keras.Input((rows, columns, 3))
    A = base(preprocess_input(data_augmentation(inputs)), training=False)
    A = layers.Dropout(0.2)(layers.GlobalAvgPool2D()(A))
    return keras.Model(inputs, layers.Dense(1)(A))


# %% pooled_features
def pooled_features(base, X, batch_size):
    F, start = None, 0
    while start < len(X):
        stop = min(start + batch_size, len(X))
        batch = np.empty((stop - start, *X.shape[1:]), np.float32)
        for i in range(start, stop):
            batch[i - start] = X[i] / 127.5 - 1
        A = np.asarray(base(batch, training=False))
        if F is None:
            F = np.zeros((len(X), A.shape[-1]), np.float32)
        for i in range(start, stop):
            for c in range(A.shape[-1]):
                F[i, c] = A[i - start, :, :, c].mean()
        start = stop
    return F


# %% fine_tuning
base_model = model2.layers[2]
fine_tune_at = 120
base_model.trainable = True
count = 0
for layer in base_model.layers:
    if count < fine_tune_at:
        layer.trainable = False
    elif isinstance(layer, keras.layers.BatchNormalization):
        layer.trainable = False
    else:
        layer.trainable = True
    count += 1
# %% settings
loss_function = keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam(learning_rate=1e-3 / 10)
metrics = []
metrics.append(keras.metrics.BinaryAccuracy(threshold=0.0))


# %% small_transfer
def small_transfer(F, y):
    mean, spread = F.mean(axis=0), F.std(axis=0) + 0.1
    Z, kept = (F - mean) / spread, np.arange(F.shape[1])
    while True:
        w, b = np.zeros(len(kept)), 0.0
        for _ in range(300):
            error = 1 / (1 + np.exp(-(Z[:, kept] @ w + b))) - y
            w -= 0.5 * (Z[:, kept].T @ error / len(y) + 0.05 * w) / (1 + len(kept) / 60)
            b -= 0.5 * error.mean() / (1 + len(kept) / 60)
        if len(kept) <= 64:
            break
        kept = kept[np.argsort(-np.abs(w))[: max(64, len(kept) // 3)]]
    whole = np.zeros(F.shape[1])
    whole[kept] = w / spread[kept]
    return whole, b - whole @ mean


# %% mended_transfer
def mended_transfer(base, X, y, m_val):
    m = len(X) - m_val
    pictures, labels = [], []
    for mirrored in (False, True):
        for i in range(m):
            pictures.append(X[i][:, ::-1] if mirrored else X[i])
            labels.append(y[i])
    F_train = pooled_features(base, np.array(pictures), 16)
    F_val = pooled_features(base, np.array([X[i] for i in range(m, len(X))]), 16)
    for c in range(F_train.shape[1]):
        mean, deviation = F_train[:, c].mean(), F_train[:, c].std()
        F_train[:, c] -= mean
        F_val[:, c] -= mean
        if deviation > 0:
            F_train[:, c] /= deviation
            F_val[:, c] /= deviation
    return F_train, np.array(labels), F_val, np.array(y[m:])
