# %% to_keras
def to_keras(parameters):
    *hidden, last = [len(parameters[f"b{l + 1}"]) for l in range(len(parameters) // 2)]
    model = keras.Sequential(
        [keras.Input(parameters["W1"].shape[1:]), *(layers.Dense(n, "relu") for n in hidden), layers.Dense(last)])
    model.set_weights([parameters[f"{k}{l + 1}"].T.squeeze(0) if k == "b" else parameters[f"{k}{l + 1}"].T
                       for l in range(len(hidden) + 1) for k in "Wb"])
    return model


# %% build_model
def build_model(n_x, hidden, classes, rate=0.0):
    drop = [lambda: layers.Dropout(rate)] * (rate > 0)
    block = lambda n: [layers.Dense(n, use_bias=False), layers.BatchNormalization(), layers.ReLU(), *(d() for d in drop)]
    return keras.Sequential([keras.Input((n_x,)), *sum(map(block, hidden), []), layers.Dense(classes)])


# %% smoothed_loss
def smoothed_loss(y, logits, smoothing=0.1):
    Y = tf.one_hot(tf.cast(y, tf.int32), logits.shape[-1])
    return keras.losses.categorical_crossentropy(Y, logits, from_logits=True, label_smoothing=smoothing)


# %% warmup_cosine
def warmup_cosine(step, peak, warmup, total):
    return peak * min(step / warmup if warmup else 1, 0.5 + 0.5 * np.cos(
        np.pi * np.clip((step - warmup) / (total - warmup), 0, 1)))


# %% make_optimizer
def make_optimizer(model, learning_rate, weight_decay):
    (optimizer := keras.optimizers.AdamW(learning_rate, weight_decay)).exclude_from_weight_decay(
        [*filter(lambda v: len(v.shape) == 1, model.trainable_variables)])
    return optimizer


# %% mended
def mended(X, y, X_val, y_val):
    model = keras.Sequential([keras.Input(X.shape[1:]), layers.Dense(48, "relu"), layers.Dense(4)])
    model.compile(keras.optimizers.AdamW(0.01, 0.1), keras.losses.SparseCategoricalCrossentropy(True), metrics=["accuracy"])
    stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)
    return model, model.fit(X, y, 32, 60, 0, [stop], validation_data=(X_val, y_val)).history


# %% shrink
def shrink(parameters):
    p, L = {**parameters}, len(parameters) // 2
    for l in [*range(1, L)] * L:
        R, V = np.c_[p[f"W{l}"], p[f"b{l}"]], p[f"W{l + 1}"]
        constant = ~R[:, :-1].any(axis=1)
        p[f"b{l + 1}"] = p[f"b{l + 1}"] + V[:, constant] @ np.maximum(R[constant, -1:], 0)
        live = ~constant & (R > 0).any(axis=1) & V.any(axis=0)
        R, V = R[live], V[:, live]
        size = np.linalg.norm(R, axis=1)
        _, first, group = np.unique((R / size[:, None]).round(9) + 0.0, axis=0, return_index=True, return_inverse=True)
        merge = np.zeros((len(R), len(first)))
        merge[np.arange(len(R)), group.ravel()] = size / size[first][group.ravel()]
        p |= {f"W{l}": R[first, :-1], f"b{l}": R[first, -1:], f"W{l + 1}": V @ merge}
    return p
