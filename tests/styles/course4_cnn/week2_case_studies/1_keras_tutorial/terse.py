# %% HappyModel
def HappyModel(input_shape):
    L = layers
    return keras.Sequential([keras.Input(input_shape), L.Conv2D(8, 5, 2, activation="relu"),
                             L.Conv2D(18, 3, activation="relu"), L.GlobalMaxPool2D(), L.Dense(1, "sigmoid")])


# %% make_dataset
def make_dataset(X, y, batch_size, augment, training):
    d = tf.data.Dataset.from_tensor_slices((X, y))
    f = augment if training else lambda x: x
    return (d.shuffle(len(X)) if training else d).batch(batch_size).map(lambda x, t: (f(tf.cast(x, tf.float32)), t))


# %% WarmupHoldDecay
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, cooldown, total):
        self.p, self.w, self.c, self.t = peak, warmup, cooldown, total

    def __call__(self, s):
        s = tf.cast(s, tf.float32)
        return self.p * tf.nn.relu(tf.minimum(tf.minimum((s + 1) / self.w, 1.0), (self.t - s) / self.c))

    def get_config(self):
        return {"peak": self.p, "warmup": self.w, "cooldown": self.c, "total": self.t}


# %% KeepBest
class KeepBest(keras.callbacks.Callback):
    def __init__(self, m, p, d):
        super().__init__()
        self.m, self.p, self.d = m, p, d

    def on_train_begin(self, logs=None):
        self.low, self.ref, self.n, self.w = float("inf"), float("inf"), self.p, None

    def on_epoch_end(self, e, logs=None):
        v = logs.get(self.m)
        if v is None:
            return
        if v < self.low:
            self.low, self.w = v, self.model.get_weights()
        self.ref, self.n = (v, self.p) if v < self.ref - self.d else (self.ref, self.n - 1)
        if self.n == 0:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.w:
            self.model.set_weights(self.w)


# %% sharpness_gradients
def sharpness_gradients(model, X, y, loss, rho):
    w, V = model.get_weights(), model.trainable_variables

    def g():
        with tf.GradientTape() as t:
            c = loss(y, model(X, training=True))
        return t.gradient(c, V)

    a = g()
    n = tf.linalg.norm(tf.concat([tf.reshape(x, [-1]) for x in a], 0))
    [v.assign_add(x * tf.math.divide_no_nan(tf.cast(rho, n.dtype), n)) for v, x in zip(V, a)]
    b = g()
    model.set_weights(w)
    return b


# %% mended_training
def mended_training(X, y, X_val, y_val, epochs):
    L = layers
    net = keras.Sequential([keras.Input(X.shape[1:]), L.Rescaling(1 / 50, -2.5), L.Conv2D(8, 5, activation="relu"),
                            L.MaxPool2D(), L.Flatten(), L.Dense(8, "relu"), L.Dense(1)])
    net.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(True), jit_compile=False,
                metrics=[keras.metrics.BinaryAccuracy("accuracy", None, 0)])
    back = keras.callbacks.EarlyStopping(patience=epochs + 1, restore_best_weights=True)
    return net, net.fit(X, y, 32, epochs, 0, [back], validation_data=(X_val, y_val)).history
