# %% HappyModel
def HappyModel(input_shape):
    """Return a network with a normalization and global pooling."""
    inputs = keras.Input(shape=tuple(input_shape))
    hidden = layers.Conv2D(8, 5, strides=2, use_bias=False)(inputs)
    hidden = layers.BatchNormalization(momentum=0.9)(hidden)
    hidden = layers.ReLU()(hidden)
    hidden = layers.Conv2D(16, 3)(hidden)
    hidden = layers.LeakyReLU(negative_slope=0.1)(hidden)
    hidden = layers.GlobalMaxPooling2D()(hidden)
    outputs = layers.Dense(1, activation=keras.activations.sigmoid)(hidden)
    return keras.Model(inputs=inputs, outputs=outputs)


# %% make_dataset
def make_dataset(X, y, batch_size, augment, training):
    """Shuffle indices, then gather."""
    X, y = tf.convert_to_tensor(X), tf.convert_to_tensor(y)
    indices = tf.data.Dataset.range(len(X))
    if training:
        indices = indices.shuffle(buffer_size=len(X), reshuffle_each_iteration=True)

    def gathered(rows):
        return tf.cast(tf.gather(X, rows), tf.float32), tf.gather(y, rows)

    batches = indices.batch(batch_size).map(gathered)
    if not training:
        return batches
    return batches.map(lambda pictures, labels: (augment(pictures), labels), num_parallel_calls=tf.data.AUTOTUNE)


# %% WarmupHoldDecay
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    """Written with tf.cond."""

    def __init__(self, peak, warmup, cooldown, total, name="warmup_hold_decay"):
        super().__init__()
        self.peak, self.warmup, self.cooldown, self.total, self.name = peak, warmup, cooldown, total, name

    def __call__(self, step):
        step = tf.convert_to_tensor(step, dtype=tf.int64) if isinstance(step, int) else step
        step = tf.cast(step, tf.float32)
        peak = tf.constant(self.peak, tf.float32)
        return tf.case(
            [
                (step < self.warmup - 1, lambda: peak * (step + 1) / self.warmup),
                (step <= self.total - self.cooldown, lambda: peak),
                (step < self.total, lambda: peak * (self.total - step) / self.cooldown),
            ],
            default=lambda: tf.constant(0.0),
        )

    def get_config(self):
        names = ("peak", "warmup", "cooldown", "total", "name")
        return {name: getattr(self, name) for name in names}


# %% KeepBest
class KeepBest(keras.callbacks.Callback):
    """Keeps a list of everything, and looks at it in the end."""

    def __init__(self, monitor="val_loss", patience=3, min_delta=0.0):
        super().__init__()
        self.monitor, self.patience, self.min_delta = monitor, patience, abs(min_delta)

    def on_train_begin(self, logs=None):
        self.seen, self.since, self.reference = [], 0, None

    def on_epoch_end(self, epoch, logs=None):
        logs = logs or {}
        if self.monitor not in logs:
            return
        value = float(logs[self.monitor])
        if not np.isnan(value):
            self.seen.append((value, self.model.get_weights()))
        self.since += 1
        if value == value and (self.reference is None or self.reference - value > self.min_delta):
            self.reference, self.since = value, 0
        if self.since >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.seen:
            self.model.set_weights(min(self.seen, key=lambda pair: pair[0])[1])


# %% sharpness_gradients
def sharpness_gradients(model, X, y, loss, rho):
    """Work on a copy, so that nothing needs to be restored."""
    other = keras.models.clone_model(model)
    other.set_weights(model.get_weights())
    variables = other.trainable_variables
    with tf.GradientTape() as tape:
        cost = loss(y, other(X, training=True))
    first = tape.gradient(cost, variables)
    length = tf.linalg.global_norm(first)
    if float(length) > 0.0:
        for variable, slope in zip(variables, first, strict=True):
            variable.assign(tf.convert_to_tensor(variable) + tf.cast(rho, tf.float32) * slope / length)
    with tf.GradientTape() as tape:
        cost = loss(y, other(X, training=True))
    return tape.gradient(cost, variables)


# %% mended_training
def mended_training(X, y, X_val, y_val, epochs):
    """Keep the script, mend it, and keep the best weights by hand."""
    normalization = layers.Normalization(axis=None)
    normalization.adapt(X.astype("float32"))
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            normalization,
            layers.RandomFlip("horizontal"),
            layers.RandomTranslation(0.05, 0.05),
            layers.Conv2D(8, 3, activation="relu"),
            layers.MaxPool2D(),
            layers.Conv2D(16, 3, activation="relu"),
            layers.Flatten(),
            layers.Dense(1),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=keras.losses.BinaryCrossentropy(from_logits=True),
        metrics=[keras.metrics.BinaryAccuracy(name="accuracy", threshold=0.0)],
        jit_compile=False,
    )
    if epochs == 0:
        return model, {}
    history, best = {}, (np.inf, None)
    for _ in range(epochs):
        told = model.fit(X, y, batch_size=32, epochs=1, validation_data=(X_val, y_val), verbose=0).history
        for name, values in told.items():
            history.setdefault(name, []).extend(values)
        if history["val_loss"][-1] < best[0]:
            best = history["val_loss"][-1], model.get_weights()
    model.set_weights(best[1])
    return model, history
