# %% to_keras
def to_keras(parameters):
    inputs = A = keras.Input((parameters["W1"].shape[1],))
    names = sorted(name for name in parameters if name.startswith("W"))
    for name in sorted(names, key=lambda one: int(one[1:])):
        A = layers.Dense(parameters[name].shape[0])(A)
        if int(name[1:]) != len(names):
            A = layers.ReLU()(A)
    model = keras.Model(inputs, A)
    model.set_weights([array for l in range(1, len(names) + 1)
                       for array in (parameters[f"W{l}"].T, parameters[f"b{l}"][:, 0])])
    return model


# %% build_model
def build_model(n_x, hidden, classes, rate=0.0):
    x = start = keras.Input(shape=(n_x,))
    for units in hidden:
        x = layers.BatchNormalization()(layers.Dense(units, use_bias=False)(x))
        x = layers.Activation("relu")(x)
        x = layers.Dropout(rate)(x) if rate > 0 else x
    return keras.Model(start, layers.Dense(classes)(x))


# %% smoothed_loss
def smoothed_loss(y, logits, smoothing=0.1):
    classes = logits.shape[1]
    target = (1 - smoothing) * tf.one_hot(tf.cast(y, tf.int64), classes) + smoothing / classes
    return tf.nn.softmax_cross_entropy_with_logits(labels=target, logits=logits)


# %% warmup_cosine
def warmup_cosine(step, peak, warmup, total):
    if step >= total:
        return 0.0
    if step >= warmup:
        return peak * np.cos(np.pi / 2 * (step - warmup) / (total - warmup)) ** 2
    return step * peak / warmup


# %% make_optimizer
def make_optimizer(model, learning_rate, weight_decay):
    left_out = []
    for layer in model.layers:
        left_out += [weight for weight in layer.trainable_weights if len(weight.shape) == 1]
    optimizer = keras.optimizers.AdamW(learning_rate=learning_rate, weight_decay=weight_decay)
    optimizer.exclude_from_weight_decay(left_out)
    return optimizer


# %% mended
def mended(X, y, X_val, y_val):
    model = keras.Sequential([
        keras.Input((X.shape[1],)), layers.Dense(64, use_bias=False), layers.BatchNormalization(),
        layers.ReLU(), layers.Dense(4)])
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=0.01),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"])
    history = model.fit(
        X, y, validation_data=(X_val, y_val), epochs=50, verbose=0,
        callbacks=[keras.callbacks.EarlyStopping(patience=6, restore_best_weights=True)])
    return model, history.history


# %% shrink
def _spare(W, b, after):
    """Return the place of a unit that can be spared and what takes its place, or None."""
    for j in range(len(W)):
        if (max(W[j].max(), b[j, 0]) <= 0) or np.count_nonzero(after[:, j]) == 0:
            return j, None
        if np.count_nonzero(W[j]) == 0:
            return j, "bias"
        for i in range(j):
            place = np.abs(W[i]).argmax()
            if W[i, place] == 0 or W[j, place] / W[i, place] <= 0:
                continue
            factor = W[j, place] / W[i, place]
            if np.allclose(W[j], factor * W[i]) and np.isclose(b[j, 0], factor * b[i, 0]):
                return j, (i, factor)
    return None


def shrink(parameters):
    p = {name: np.array(value) for name, value in parameters.items()}
    changed = True
    while changed:
        changed = False
        for l in range(1, len(p) // 2):
            W, b, V, c = (f"W{l}", f"b{l}", f"W{l + 1}", f"b{l + 1}")
            while (found := _spare(p[W], p[b], p[V])) is not None:
                changed, (j, instead) = True, found
                if instead == "bias":
                    p[c] = p[c] + p[V][:, [j]] * p[b][j, 0]
                elif instead is not None:
                    p[V][:, instead[0]] += instead[1] * p[V][:, j]
                p[W], p[b], p[V] = np.delete(p[W], j, 0), np.delete(p[b], j, 0), np.delete(p[V], j, 1)
    return p
