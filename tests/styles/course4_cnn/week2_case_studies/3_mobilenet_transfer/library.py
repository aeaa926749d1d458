# %% data_augmenter
def data_augmenter():
    return keras.models.Sequential([keras.layers.RandomFlip("horizontal"), keras.layers.RandomRotation([-0.2, 0.2])])


# %% alpaca_model
def alpaca_model(image_shape=IMG_SIZE, data_augmentation=data_augmenter()):
    base = mobilenet_v2(image_shape + (3,))
    base.trainable = False
    inputs = keras.layers.Input(shape=image_shape + (3,))
    x = base(keras.applications.mobilenet_v2.preprocess_input(data_augmentation(inputs)), training=False)
    x = keras.layers.GlobalAveragePooling2D(keepdims=False)(x)
    return keras.Model(inputs, keras.layers.Dense(1)(keras.layers.Dropout(0.2)(x)))


# %% pooled_features
def pooled_features(base, X, batch_size):
    import tensorflow as tf

    batches = tf.data.Dataset.from_tensor_slices(tf.cast(X, tf.float32)).batch(batch_size)
    return tf.concat([tf.reduce_mean(base(preprocess_input(b), training=False), [1, 2]) for b in batches], 0).numpy()


# %% fine_tuning
base_model, fine_tune_at = model2.layers[2], 120
base_model.trainable = True
frozen = set(base_model.layers[:fine_tune_at])
frozen |= {layer for layer in base_model.layers if isinstance(layer, keras.layers.BatchNormalization)}
for layer in frozen:
    layer.trainable = False
# %% settings
loss_function = keras.losses.get({"class_name": "BinaryCrossentropy", "config": {"from_logits": True}})
optimizer = keras.optimizers.get({"class_name": "Adam", "config": {"learning_rate": 0.0001}})
metrics = [keras.metrics.BinaryAccuracy(threshold=0.0)]


# %% small_transfer
def small_transfer(F, y):
    from sklearn.feature_selection import RFE
    from sklearn.svm import LinearSVC

    chosen_ones = RFE(LinearSVC(C=0.01, max_iter=5000), n_features_to_select=64, step=0.3).fit(F, y)
    kept = np.flatnonzero(chosen_ones.support_)
    model = LogisticRegression(C=0.1, max_iter=1000).fit(F[:, kept], y)
    w = np.zeros(F.shape[1])
    w[kept] = model.coef_[0]
    return w, model.intercept_[0]


# %% mended_transfer
def mended_transfer(base, X, y, m_val):
    from sklearn.preprocessing import StandardScaler

    X_train, X_val = X[:-m_val], X[-m_val:]
    F_train = pooled_features(base, np.concatenate([X_train, np.take(X_train, range(X_train.shape[2] - 1, -1, -1), axis=2)]), 16)
    F_val = pooled_features(base, X_val, 16)
    scaler = StandardScaler().fit(F_train.astype(np.float64))
    return scaler.transform(F_train), np.tile(y[:-m_val], 2), scaler.transform(F_val), y[-m_val:]
