# %% HappyModel
def HappyModel(input_shape):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.SeparableConv2D(20, 5, padding="same", activation="relu"),
            layers.MaxPooling2D(2),
            layers.SeparableConv2D(32, 3, activation="relu"),
            layers.GlobalMaxPooling2D(),
            layers.Dense(1, activation="sigmoid"),
        ]
    )


# %% make_dataset
def make_dataset(X, y, batch_size, augment, training):
    floats = tf.data.Dataset.from_tensor_slices(X).map(lambda x: tf.cast(x, tf.float32))
    pairs = tf.data.Dataset.zip((floats, tf.data.Dataset.from_tensor_slices(y)))
    if not training:
        return pairs.batch(batch_size).prefetch(tf.data.AUTOTUNE)
    return pairs.cache().shuffle(4 * len(X)).batch(batch_size).map(lambda x, label: (augment(x), label)).prefetch(2)


# %% WarmupHoldDecay
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, cooldown, total):
        super().__init__()
        self.config = {"peak": peak, "warmup": warmup, "cooldown": cooldown, "total": total}
        boundaries = [step for step in range(warmup - 1)] + [step for step in range(total - cooldown, total)]
        values = [peak * (step + 1) / warmup for step in range(warmup - 1)] + [peak]
        values += [peak * (total - step) / cooldown for step in range(total - cooldown + 1, total + 1)]
        self.inner = keras.optimizers.schedules.PiecewiseConstantDecay(boundaries, [float(v) for v in values])

    def __call__(self, step):
        return self.inner(step)

    def get_config(self):
        return self.config


# %% KeepBest
class KeepBest(keras.callbacks.EarlyStopping):
    def __init__(self, monitor, patience, min_delta):
        super().__init__(monitor, min_delta=min_delta, patience=patience, mode="min", baseline=1e30)

    def on_train_begin(self, logs=None):
        super().on_train_begin(logs)
        self.history, self.saved = [], []

    def on_epoch_end(self, epoch, logs=None):
        value = (logs or {}).get(self.monitor)
        if value is None:
            return
        value = np.inf if np.isnan(value) else value
        self.history.append(value)
        if value < np.inf and np.argmin(self.history) == len(self.history) - 1:
            self.saved = self.model.get_weights()
        super().on_epoch_end(epoch, {self.monitor: value})

    def on_train_end(self, logs=None):
        if self.saved:
            self.model.set_weights(self.saved)


# %% sharpness_gradients
def sharpness_gradients(model, X, y, loss, rho):
    def slopes():
        with tf.GradientTape() as tape:
            value = loss(y, model(X, training=True))
        return tape.gradient(value, model.trainable_weights)

    kept = [tf.identity(v) for v in model.weights]
    units = slopes()
    length = tf.sqrt(tf.add_n([tf.reduce_sum(g**2) for g in units]))
    if length > 0:
        for v, g in zip(model.trainable_weights, units):
            v.assign(v + rho / length * g)
    result = slopes()
    for v, old in zip(model.weights, kept):
        v.assign(old)
    return result


# %% mended_training
def mended_training(X, y, X_val, y_val, epochs):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            layers.Rescaling(1 / 64, offset=-2),
            layers.Conv2D(12, 5, activation="relu"),
            layers.MaxPool2D(),
            layers.Flatten(),
            layers.Dense(16, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(
        keras.optimizers.Adam(0.003),
        keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=[keras.metrics.BinaryAccuracy(name="accuracy", threshold=0.0)],
        jit_compile=False,
    )
    stop = keras.callbacks.EarlyStopping(patience=20, restore_best_weights=True)
    pictures, labels = np.concatenate([X, X[:, :, ::-1]]), np.concatenate([y, y])
    told = model.fit(
        pictures, labels, validation_data=(X_val, y_val), epochs=epochs, batch_size=16, verbose=0, callbacks=[stop]
    )
    return model, told.history
