# %% HappyModel: The pooling at the end is missing, so that the output is a map
def HappyModel(input_shape):
    x = inputs = keras.Input(input_shape)
    x = layers.Conv2D(8, 5, strides=2, activation="relu")(x)
    x = layers.Conv2D(16, 3, activation="relu")(x)
    return keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))


# %% HappyModel: A tanh in place of the sigmoid
def HappyModel(input_shape):
    return keras.Sequential(
        [
            keras.Input(input_shape),
            layers.Conv2D(8, 5, strides=2, activation="relu"),
            layers.Conv2D(16, 3, activation="relu"),
            layers.GlobalMaxPool2D(),
            layers.Dense(1, activation="tanh"),
        ]
    )


# %% make_dataset: The shuffle is applied in validation and left out in training
def make_dataset(X, y, batch_size, augment, training):
    d = tf.data.Dataset.from_tensor_slices((X.astype("float32"), y))
    if not training:
        d = d.shuffle(len(X))
    d = d.batch(batch_size)
    change = tf.autograph.experimental.do_not_convert(lambda a, b: (augment(a), b))
    return d.map(change) if training else d


# %% make_dataset: The whole set is augmented and added to itself
def make_dataset(X, y, batch_size, augment, training):
    X = tf.cast(X, tf.float32)
    if training:
        X, y = tf.concat([X, augment(X)], 0), np.concatenate([y, y])
    d = tf.data.Dataset.from_tensor_slices((X, y))
    return (d.shuffle(len(y)) if training else d).batch(batch_size)


# %% make_dataset: The result of a map is thrown away
def make_dataset(X, y, batch_size, augment, training):
    d = tf.data.Dataset.from_tensor_slices((X.astype("float32"), y))
    if training:
        d = d.shuffle(len(X))
    d = d.batch(batch_size)
    if training:
        d.map(tf.autograph.experimental.do_not_convert(lambda a, b: (augment(a), b)))
    return d


# %% WarmupHoldDecay: The cooldown begins one update too early
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, cooldown, total):
        self.peak, self.warmup, self.cooldown, self.total = peak, warmup, cooldown, total

    def __call__(self, step):
        s = tf.cast(step, tf.float32)
        up, down = (s + 1) / self.warmup, 1 - (s - (self.total - self.cooldown - 1)) / (self.cooldown + 1)
        return self.peak * tf.clip_by_value(tf.minimum(up, down), 0, 1)

    def get_config(self):
        return {"peak": self.peak, "warmup": self.warmup, "cooldown": self.cooldown, "total": self.total}


# %% WarmupHoldDecay: The step is turned into a whole number of Python
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, cooldown, total):
        self.peak, self.warmup, self.cooldown, self.total = peak, warmup, cooldown, total

    def __call__(self, step):
        step = int(step)
        if step < self.warmup:
            return self.peak * (step + 1) / self.warmup
        if step > self.total - self.cooldown:
            return max(0.0, self.peak * (self.total - step) / self.cooldown)
        return self.peak

    def get_config(self):
        return {"peak": self.peak, "warmup": self.warmup, "cooldown": self.cooldown, "total": self.total}


# %% WarmupHoldDecay: An if that looks at the tensor
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, cooldown, total):
        self.peak, self.warmup, self.cooldown, self.total = peak, warmup, cooldown, total

    def __call__(self, step):
        if step < self.warmup:
            return self.peak * (step + 1) / self.warmup
        if step >= self.total:
            return 0.0
        if step > self.total - self.cooldown:
            return self.peak * (self.total - step) / self.cooldown
        return self.peak

    def get_config(self):
        return {"peak": self.peak, "warmup": self.warmup, "cooldown": self.cooldown, "total": self.total}


# %% KeepBest: The patience counts from the best epoch, whatever min_delta is
class KeepBest(keras.callbacks.Callback):
    def __init__(self, monitor, patience, min_delta):
        super().__init__()
        self.monitor, self.patience, self.min_delta = monitor, patience, min_delta

    def on_train_begin(self, logs=None):
        self.best, self.best_epoch = np.inf, 0

    def on_epoch_end(self, epoch, logs=None):
        if self.monitor not in logs:
            return
        if logs[self.monitor] < self.best:
            self.best, self.best_epoch, self.kept = logs[self.monitor], epoch, self.model.get_weights()
        elif epoch - self.best_epoch >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        self.model.set_weights(self.kept)


# %% KeepBest: The weights are restored only if the training was ended early
class KeepBest(keras.callbacks.Callback):
    def __init__(self, monitor, patience, min_delta):
        super().__init__()
        self.monitor, self.patience, self.min_delta = monitor, patience, min_delta

    def on_train_begin(self, logs=None):
        self.low = self.ref = np.inf
        self.wait = 0

    def on_epoch_end(self, epoch, logs=None):
        value = logs.get(self.monitor)
        if value is None:
            return
        if value < self.low:
            self.low, self.kept = value, self.model.get_weights()
        self.wait = 0 if value < self.ref - self.min_delta else self.wait + 1
        self.ref = value if self.wait == 0 else self.ref
        if self.wait >= self.patience:
            self.model.stop_training = True
            self.model.set_weights(self.kept)


# %% sharpness_gradients: Each gradient is divided by the largest length of all arrays
def sharpness_gradients(model, X, y, loss, rho):
    before, V = model.get_weights(), model.trainable_variables
    with tf.GradientTape() as tape:
        value = loss(y, model(X, training=True))
    first = tape.gradient(value, V)
    norm = tf.reduce_max([tf.norm(g) for g in first])
    for v, g in zip(V, first):
        v.assign_add(tf.math.divide_no_nan(rho * g, norm))
    with tf.GradientTape() as tape:
        value = loss(y, model(X, training=True))
    second = tape.gradient(value, V)
    model.set_weights(before)
    return second


# %% sharpness_gradients: The weights are restored before the second gradient is computed
def sharpness_gradients(model, X, y, loss, rho):
    before, V = model.get_weights(), model.trainable_variables
    with tf.GradientTape() as tape:
        value = loss(y, model(X, training=True))
    first = tape.gradient(value, V)
    norm = tf.linalg.global_norm(first)
    for v, g in zip(V, first):
        v.assign_add(tf.math.divide_no_nan(rho * g, norm))
    model.set_weights(before)
    with tf.GradientTape() as tape:
        value = loss(y, model(X, training=True))
    second = tape.gradient(value, V)
    model.set_weights(before)
    return second


# %% sharpness_gradients: Only the kernels climb, not the biases
def sharpness_gradients(model, X, y, loss, rho):
    before, V = model.get_weights(), model.trainable_variables

    def slopes():
        with tf.GradientTape() as tape:
            value = loss(y, model(X, training=True))
        return tape.gradient(value, V)

    first = slopes()
    norm = tf.linalg.global_norm([g for v, g in zip(V, first) if len(v.shape) > 1])
    for v, g in zip(V, first):
        if len(v.shape) > 1:
            v.assign_add(tf.math.divide_no_nan(rho * g, norm))
    second = slopes()
    model.set_weights(before)
    return second


# %% mended_training: Everything is mended but the flip upside down
def mended_training(X, y, X_val, y_val, epochs):
    normalization = layers.Normalization()
    normalization.adapt(X)
    model = keras.Sequential([
        keras.Input(X.shape[1:]), layers.RandomFlip("vertical"), normalization,
        layers.Conv2D(8, 3, activation="relu"), layers.MaxPool2D(), layers.Conv2D(16, 3, activation="relu"),
        layers.Flatten(), layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(from_logits=True), jit_compile=False,
                  metrics=[keras.metrics.BinaryAccuracy("accuracy", threshold=0)])
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    h = model.fit(X, y, validation_data=(X_val, y_val), epochs=epochs, callbacks=[stop], verbose=0)
    return model, h.history


# %% mended_training: The weights of the epoch with the lowest training loss
def mended_training(X, y, X_val, y_val, epochs):
    normalization = layers.Normalization()
    normalization.adapt(X)
    model = keras.Sequential([
        keras.Input(X.shape[1:]), layers.RandomFlip("horizontal"), normalization,
        layers.Conv2D(8, 3, activation="relu"), layers.MaxPool2D(), layers.Conv2D(16, 3, activation="relu"),
        layers.Flatten(), layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(from_logits=True), jit_compile=False,
                  metrics=[keras.metrics.BinaryAccuracy("accuracy", threshold=0)])
    stop = keras.callbacks.EarlyStopping(
        monitor="loss", mode="min", patience=5, restore_best_weights=True)
    h = model.fit(X, y, validation_data=(X_val, y_val), epochs=epochs, callbacks=[stop], verbose=0)
    return model, h.history
