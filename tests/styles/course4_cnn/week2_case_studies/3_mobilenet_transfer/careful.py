# %% data_augmenter
def data_augmenter():
    flip = layers.RandomFlip(mode="horizontal", seed=3)
    turn = layers.RandomRotation(factor=1 / 5, fill_mode="reflect", interpolation="bilinear")
    return keras.Sequential([flip, turn])


# %% alpaca_model
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    shape = tuple(image_shape) + (3,)
    base = mobilenet_v2(shape)
    base.trainable = False
    assert not base.trainable_weights
    inputs = keras.Input(shape, name="pictures")
    augmented = data_augmentation(inputs)
    features = base(preprocess_input(augmented), training=False)
    pooled = layers.GlobalAveragePooling2D(name="mean")(features)
    return keras.Model(inputs, layers.Dense(1, name="logit")(layers.Dropout(0.2, name="drop")(pooled)))


# %% pooled_features
def pooled_features(base, X, batch_size):
    assert X.ndim == 4 and X.shape[3] == 3, X.shape
    parts = []
    for number in range(-(-len(X) // batch_size)):
        rows = slice(number * batch_size, (number + 1) * batch_size)
        A = base(keras.ops.convert_to_tensor(X[rows].astype("float32") / 127.5 - 1), training=False)
        parts.append(keras.ops.convert_to_numpy(keras.ops.mean(A, axis=[1, 2])))
    F = np.concatenate(parts, axis=0)
    assert len(F) == len(X)
    return F


# %% fine_tuning
base_model = model2.layers[2]
assert len(base_model.layers) == 154
fine_tune_at = 120
base_model.trainable = True
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False
for layer in base_model.layers[fine_tune_at:]:
    layer.trainable = not isinstance(layer, layers.BatchNormalization)
# %% settings
base_learning_rate = 0.001
loss_function = keras.losses.BinaryCrossentropy(from_logits=True)
optimizer = keras.optimizers.Adam(learning_rate=base_learning_rate / 10, beta_1=0.9)
metrics = [keras.metrics.BinaryAccuracy(threshold=0.0, name="accuracy")]


# %% small_transfer
def small_transfer(F, y):
    scale = np.sqrt(np.mean(F**2, axis=0)) + 0.05
    kept = np.arange(F.shape[1])
    for count in (640, 320, 160, 64):
        model = LogisticRegression(C=0.02, max_iter=1000).fit(F[:, kept] / scale[kept], y)
        kept = kept[np.argsort(-np.abs(model.coef_[0]))[:count]]
    model = LogisticRegression(C=0.1, max_iter=1000).fit(F[:, kept] / scale[kept], y)
    w = np.zeros(F.shape[1])
    w[kept] = model.coef_[0] / scale[kept]
    assert np.count_nonzero(w) <= 64
    return w, model.intercept_[0]


# %% mended_transfer
def mended_transfer(base, X, y, m_val):
    train, val = slice(None, len(X) - m_val), slice(len(X) - m_val, None)
    assert len(X[val]) == m_val
    F_left = pooled_features(base, X[train], 16)
    F_right = pooled_features(base, np.ascontiguousarray(X[train][:, :, ::-1]), 16)
    F_train, F_val = np.concatenate([F_left, F_right], axis=0), pooled_features(base, X[val], 16)
    mean = F_train.mean(axis=0, keepdims=True)
    deviation = np.sqrt(((F_train - mean) ** 2).mean(axis=0, keepdims=True))
    divide = np.where(deviation > 1e-9, deviation, 1.0)
    y_train = np.concatenate([y[train], y[train]])
    return (F_train - mean) / divide, y_train, (F_val - mean) / divide, y[val]
