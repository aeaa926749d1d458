# %% data_augmenter
def data_augmenter():
    augmentation = keras.Sequential()
    augmentation.add(layers.RandomFlip("horizontal"))
    augmentation.add(layers.RandomRotation(factor=0.2))
    return augmentation


# %% alpaca_model
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    input_shape = image_shape + (3,)
    base = mobilenet_v2(input_shape=input_shape)
    base.trainable = False
    inputs = keras.Input(shape=input_shape)
    x = data_augmentation(inputs)
    x = preprocess_input(x)
    x = base(x, training=False)
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(rate=0.2)(x)
    outputs = layers.Dense(units=1, activation="linear")(x)
    return keras.Model(inputs=inputs, outputs=outputs)


# %% pooled_features
def pooled_features(base, X, batch_size):
    rows, pool = [], layers.GlobalAveragePooling2D()
    for batch in np.array_split(np.array(X, dtype="float32"), range(batch_size, len(X), batch_size)):
        rows.extend(pool(base(preprocess_input(batch), training=False)).numpy())
    return np.array(rows)


# %% fine_tuning
fine_tune_at = 120
base_model = next(layer for layer in model2.layers if isinstance(layer, keras.Model) and len(layer.layers) > 100)
base_model.trainable = True
for layer in base_model.layers[:fine_tune_at]:
    layer.trainable = False
for layer in base_model.layers:
    if isinstance(layer, layers.BatchNormalization):
        layer.trainable = False
# %% settings
loss_function = keras.losses.BinaryCrossentropy(from_logits=True, name="loss")
optimizer = keras.optimizers.Adam(learning_rate=0.1 * 0.001)
metrics = [keras.metrics.BinaryAccuracy(name="accuracy", threshold=0.0)]


# %% small_transfer
def small_transfer(F, y):
    from sklearn.linear_model import RidgeClassifier

    first = RidgeClassifier(alpha=10).fit(F, y)
    kept = np.sort(np.argsort(-np.abs(np.ravel(first.coef_)) * F.std(axis=0))[:64])
    second = RidgeClassifier(alpha=10).fit(F[:, kept], y)
    w = np.zeros(F.shape[1])
    w[kept] = np.ravel(second.coef_)
    return w, float(np.ravel(second.intercept_)[0])


# %% mended_transfer
def mended_transfer(base, X, y, m_val):
    X_val, y_val = X[len(X) - m_val :], y[len(y) - m_val :]
    X_train, y_train = X[: len(X) - m_val], y[: len(y) - m_val]
    originals, copies, F_val = (pooled_features(base, P, 16) for P in (X_train, X_train[:, :, ::-1, :], X_val))
    F_train = np.vstack([originals, copies])
    mean, spread = np.mean(F_train, axis=0), np.std(F_train, axis=0)
    constant = F_train.max(axis=0) == F_train.min(axis=0)
    spread = np.where(constant, 1, spread)
    return (F_train - mean) / spread, np.hstack([y_train, y_train]), (F_val - mean) / spread, y_val
