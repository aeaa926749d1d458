# %% HappyModel
class Happy(keras.Model):
    def __init__(self):
        super().__init__()
        self.parts = [layers.Conv2D(10, 5, strides=2, activation="relu"), layers.Conv2D(12, 3, activation="relu")]
        self.pool, self.out = layers.GlobalMaxPool2D(), layers.Dense(1, activation="sigmoid")

    def call(self, x):
        for part in self.parts:
            x = part(x)
        return self.out(self.pool(x))


def HappyModel(input_shape):
    return Happy()


# %% make_dataset
class _Recipe:
    def __init__(self, X, y):
        self.data = tf.data.Dataset.from_tensor_slices({"X": X, "y": y})

    def mixed(self, buffer):
        self.data = self.data.shuffle(buffer, reshuffle_each_iteration=True)

    def batches(self, size, change):
        return self.data.batch(size, drop_remainder=False).map(lambda d: (change(tf.cast(d["X"], "float32")), d["y"]))


def make_dataset(X, y, batch_size, augment, training):
    recipe = _Recipe(X, y)
    if training:
        recipe.mixed(len(X) + 1)
    return recipe.batches(batch_size, augment if training else tf.identity)


# %% WarmupHoldDecay
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, cooldown, total):
        self.__dict__.update(peak=peak, warmup=warmup, cooldown=cooldown, total=total)

    def __call__(self, step):
        step = keras.ops.cast(step, "float32")
        rise = keras.ops.minimum(1.0, (step + 1.0) / self.warmup)
        fall = keras.ops.clip((self.total - step) / self.cooldown, 0.0, 1.0)
        return self.peak * rise * fall

    def get_config(self):
        return {name: getattr(self, name) for name in ("peak", "warmup", "cooldown", "total")}


# %% KeepBest
class _Patience:
    def __init__(self, patience, min_delta):
        self.patience, self.min_delta, self.best, self.bad = patience, min_delta, float("inf"), 0

    def over(self, value):
        if value < self.best - self.min_delta:
            self.best, self.bad = value, 0
        else:
            self.bad += 1
        return self.bad >= self.patience


class KeepBest(keras.callbacks.Callback):
    def __init__(self, monitor, patience, min_delta):
        super().__init__()
        self.monitor, self.settings = monitor, (patience, min_delta)

    def on_train_begin(self, logs=None):
        self.clock, self.kept = _Patience(*self.settings), (float("inf"), None)

    def on_epoch_end(self, epoch, logs=None):
        value = logs.get(self.monitor)
        if value is not None:
            if value < self.kept[0]:
                self.kept = value, self.model.get_weights()
            if self.clock.over(value):
                self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.kept[1]:
            self.model.set_weights(self.kept[1])


# %% sharpness_gradients
class _Climb:
    def __init__(self, model, moves):
        self.model, self.moves, self.before = model, moves, model.get_weights()

    def __enter__(self):
        for variable, move in zip(self.model.trainable_variables, self.moves):
            variable.assign_add(move)

    def __exit__(self, *_):
        self.model.set_weights(self.before)


def sharpness_gradients(model, X, y, loss, rho):
    def gradient():
        with tf.GradientTape() as tape:
            tape.watch([v.value for v in model.trainable_variables])
            cost = loss(y, model(X, training=True))
        return tape.gradient(cost, model.trainable_variables)

    start = model.get_weights()
    here = gradient()
    model.set_weights(start)
    size = float(tf.linalg.global_norm(here))
    with _Climb(model, [tf.zeros_like(g) if size == 0 else g * (rho / size) for g in here]):
        return gradient()


# %% mended_training
class Mouths(keras.Model):
    def __init__(self, mean, deviation):
        super().__init__()
        self.scaled = layers.Rescaling(1 / deviation, offset=-mean / deviation)
        self.conv, self.flat, self.out = layers.Conv2D(16, 5, activation="relu"), layers.Flatten(), layers.Dense(1)
        self.pool = layers.MaxPool2D()

    def call(self, x):
        return self.out(self.flat(self.pool(self.conv(self.scaled(x)))))


def mended_training(X, y, X_val, y_val, epochs):
    model = Mouths(float(X.mean()), float(X.std()))
    model(X[:1].astype(np.float32))
    model.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True), jit_compile=False,
                  metrics=[keras.metrics.BinaryAccuracy("accuracy", threshold=0)])
    model.optimizer.learning_rate = 0.005
    order = np.random.permutation(len(X))
    told = model.fit(X[order], y[order], validation_data=(X_val, y_val), epochs=epochs, batch_size=16, verbose=0,
                     callbacks=[keras.callbacks.EarlyStopping(patience=8, restore_best_weights=True)])
    return model, told.history
