# %% to_keras
def to_keras(parameters):
    count = sum(name[0] == "W" for name in parameters)
    model = keras.Sequential()
    model.add(keras.Input(shape=(np.shape(parameters["W1"])[1],)))
    for number in range(count):
        W = parameters["W" + str(number + 1)]
        b = parameters["b" + str(number + 1)]
        units = W.shape[0]
        if number + 1 < count:
            layer = layers.Dense(units, activation=keras.activations.relu)
        else:
            layer = layers.Dense(units, activation="linear")
        model.add(layer)
        layer.kernel.assign(np.transpose(W))
        layer.bias.assign(b.reshape(-1))
    return model


# %% build_model
def build_model(n_x, hidden, classes, rate=0.0):
    model = keras.models.Sequential(name="network")
    model.add(keras.Input((n_x,), name="pixels"))
    for number, size in enumerate(hidden):
        for layer in (layers.Dense(size, use_bias=False, kernel_initializer="he_normal", name=f"dense_{number}_"),
                      layers.BatchNormalization(axis=-1), layers.ReLU()):
            model.add(layer)
        if rate != 0:
            model.add(layers.Dropout(rate, seed=1))
    model.add(layers.Dense(classes, activation="linear"))
    return model


# %% smoothed_loss
def smoothed_loss(y, logits, smoothing=0.1):
    y = tf.cast(tf.reshape(y, [-1]), tf.int32)
    losses = []
    for i in range(logits.shape[0]):
        total = tf.reduce_logsumexp(logits[i])
        losses.append(total - (1 - smoothing) * logits[i, y[i]] - smoothing * tf.reduce_mean(logits[i]))
    return tf.stack(losses)


# %% warmup_cosine
def warmup_cosine(step, peak, warmup, total):
    import math

    if step < warmup:
        rate = peak / warmup * step
    elif step < total:
        angle = math.pi * (step - warmup) / (total - warmup)
        rate = 0.5 * peak + 0.5 * peak * math.cos(angle)
    else:
        rate = 0
    return rate


# %% make_optimizer
def make_optimizer(model, learning_rate, weight_decay):
    flat = []
    for variable in model.trainable_weights:
        if variable.ndim == 1:
            flat.append(variable)
    optimizer = keras.optimizers.AdamW(learning_rate)
    optimizer.weight_decay = weight_decay
    optimizer.exclude_from_weight_decay(var_list=flat)
    return optimizer


# %% mended
def mended(X, y, X_val, y_val):
    order = np.random.permutation(len(y))
    X, y = X[order], y[order]
    model = build_model(X.shape[1], [64], 4, rate=0.2)

    def crossentropy(y, z):
        return tf.nn.sparse_softmax_cross_entropy_with_logits(tf.cast(tf.reshape(y, [-1]), tf.int32), z)

    model.compile(
        keras.optimizers.Adam(0.01), crossentropy,
        metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")])
    found = model.fit(
        X, y, batch_size=40, epochs=40, verbose=0, validation_data=(X_val, y_val),
        callbacks=[keras.callbacks.EarlyStopping("val_loss", patience=8, restore_best_weights=True)])
    return model, dict(found.history)


# %% shrink
def shrink(parameters):
    L = len(parameters) // 2
    W = [parameters["W%d" % l].copy() for l in range(1, L + 1)]
    b = [parameters["b%d" % l].ravel().copy() for l in range(1, L + 1)]
    before = None
    while before != [len(one) for one in b]:
        before = [len(one) for one in b]
        for l in range(L - 1):
            keep = np.ones(len(b[l]), bool)
            for j in range(len(b[l])):
                v = W[l + 1][:, j].copy()
                if not np.any(W[l][j]):
                    b[l + 1] += v * max(b[l][j], 0)
                    keep[j] = False
                elif np.all(v == 0) or (np.all(W[l][j] <= 0) and b[l][j] <= 0):
                    keep[j] = False
                else:
                    mine = np.append(W[l][j], b[l][j])
                    for i in np.flatnonzero(keep[:j]):
                        other = np.append(W[l][i], b[l][i])
                        cosine = mine @ other / np.sqrt((mine @ mine) * (other @ other))
                        if cosine > 1 - 1e-12:
                            W[l + 1][:, i] += v * np.sqrt((mine @ mine) / (other @ other))
                            keep[j] = False
                            break
            W[l], b[l], W[l + 1] = W[l][keep], b[l][keep], W[l + 1][:, keep]
    result = {}
    for l in range(L):
        result["W%d" % (l + 1)], result["b%d" % (l + 1)] = W[l], b[l][:, None]
    return result
