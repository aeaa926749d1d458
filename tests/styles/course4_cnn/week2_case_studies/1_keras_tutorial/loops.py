# %% HappyModel
def HappyModel(input_shape):
    x = inputs = keras.Input(input_shape)
    for filters, side, stride in ((6, 5, 2), (8, 3, 1), (12, 3, 1)):
        x = layers.ReLU()(layers.Conv2D(filters, side, strides=stride, padding="same")(x))
    x = layers.GlobalMaxPool2D()(x)
    return keras.Model(inputs, layers.Activation("sigmoid")(layers.Dense(1)(x)))


# %% make_dataset
def make_dataset(X, y, batch_size, augment, training):
    def generate():
        order = np.random.permutation(len(X)) if training else np.arange(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            pictures = tf.constant(X[rows].astype(np.float32))
            yield (augment(pictures) if training else pictures), y[rows]

    signature = (tf.TensorSpec((None, *X.shape[1:]), tf.float32), tf.TensorSpec((None,), tf.as_dtype(y.dtype)))
    return tf.data.Dataset.from_generator(generate, output_signature=signature)


# %% WarmupHoldDecay
class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
    def __init__(self, peak, warmup, cooldown, total):
        self.peak = peak
        self.warmup = warmup
        self.cooldown = cooldown
        self.total = total

    def __call__(self, step):
        now = tf.cast(step, tf.float32)
        up = self.peak * (now + 1) / self.warmup
        down = self.peak * (self.total - now) / self.cooldown
        rate = tf.where(now < self.warmup, up, self.peak)
        rate = tf.where(now >= self.total - self.cooldown, down, rate)
        return tf.where(now >= self.total, 0.0, rate)

    def get_config(self):
        return dict(peak=self.peak, warmup=self.warmup, cooldown=self.cooldown, total=self.total)


# %% KeepBest
class KeepBest(keras.callbacks.Callback):
    def __init__(self, monitor, patience, min_delta):
        super().__init__()
        self.monitor = monitor
        self.patience = patience
        self.min_delta = min_delta

    def on_train_begin(self, logs=None):
        self.values = []
        self.weights = None

    def on_epoch_end(self, epoch, logs=None):
        if self.monitor not in logs:
            return
        value = logs[self.monitor]
        if value < min([v for v in self.values if v == v], default=np.inf):
            self.weights = [np.copy(part) for part in self.model.get_weights()]
        self.values.append(value)
        counted, last = np.inf, -1
        for place, one in enumerate(self.values):
            if one < counted - self.min_delta:
                counted, last = one, place
        if len(self.values) - 1 - last >= self.patience:
            self.model.stop_training = True

    def on_train_end(self, logs=None):
        if self.weights is not None:
            self.model.set_weights(self.weights)


# %% sharpness_gradients
def sharpness_gradients(model, X, y, loss, rho):
    variables = model.trainable_variables
    old = [variable.numpy() for variable in model.variables]
    with tf.GradientTape() as tape:
        value = loss(y, model(X, training=True))
    first = [gradient.numpy() for gradient in tape.gradient(value, variables)]
    total = 0.0
    for gradient in first:
        total += float((gradient.astype(float) ** 2).sum())
    if total > 0:
        for i in range(len(variables)):
            variables[i].assign(variables[i].numpy() + np.float32(rho / total**0.5) * first[i])
    with tf.GradientTape() as tape:
        value = loss(y, model(X, training=True))
    answer = tape.gradient(value, variables)
    for i, variable in enumerate(model.variables):
        variable.assign(old[i])
    return list(answer)


# %% mended_training
def mended_training(X, y, X_val, y_val, epochs):
    keras.backend.clear_session()
    inputs = keras.Input(X.shape[1:])
    x = layers.Rescaling(1 / 255.0)(inputs)
    x = layers.Conv2D(8, 3, activation="relu")(layers.RandomFlip("horizontal")(x))
    x = layers.Conv2D(16, 3, activation="relu")(layers.MaxPool2D()(x))
    model = keras.Model(inputs, layers.Dense(1)(layers.Flatten()(x)))
    history = {"loss": [], "accuracy": [], "val_loss": [], "val_accuracy": []}
    optimizer, best = keras.optimizers.Adam(0.01), model.get_weights()
    optimizer.build(model.trainable_variables)
    entropy = keras.losses.BinaryCrossentropy(from_logits=True)

    @tf.function
    def update(a, b):
        with tf.GradientTape() as tape:
            z = model(a, training=True)
            value = entropy(b, z)
        optimizer.apply(tape.gradient(value, model.trainable_variables), model.trainable_variables)
        return value, tf.reduce_mean(tf.cast((z > 0) == (b > 0.5), tf.float32))

    for _ in range(epochs):
        order, told = np.random.permutation(len(X)), []
        for start in range(0, len(X), 32):
            rows = order[start : start + 32]
            pair = update(tf.constant(X[rows], tf.float32), tf.constant(y[rows][:, None], tf.float32))
            told.append([float(one) for one in pair])
        z = model(X_val.astype(np.float32), training=False).numpy()[:, 0]
        history["loss"].append(float(np.mean([one[0] for one in told])))
        history["accuracy"].append(float(np.mean([one[1] for one in told])))
        history["val_loss"].append(float(np.mean(np.logaddexp(0, z) - y_val * z)))
        history["val_accuracy"].append(float(np.mean((z > 0) == y_val)))
        if history["val_loss"][-1] == min(history["val_loss"]):
            best = model.get_weights()
    model.set_weights(best)
    return model, history
