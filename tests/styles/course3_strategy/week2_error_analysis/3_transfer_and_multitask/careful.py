# %% masked_loss
def masked_loss(labels, logits):
    labels = tf.convert_to_tensor(labels)
    missing = tf.math.is_nan(labels)
    zeros = tf.zeros_like(labels)
    y = tf.where(missing, zeros, labels)
    weight = tf.where(missing, zeros, tf.ones_like(labels))
    losses = -y * tf.math.log_sigmoid(logits) - (1 - y) * tf.math.log_sigmoid(-logits)
    count = tf.reduce_sum(weight)
    return tf.cond(count > 0, lambda: tf.reduce_sum(weight * losses) / count, lambda: tf.reduce_sum(0.0 * logits))


# %% per_task_errors
def per_task_errors(labels, logits):
    labels, logits = np.array(labels, dtype=float), np.asarray(logits)
    errors = np.empty(labels.shape[1])
    for task in range(labels.shape[1]):
        there = np.isfinite(labels[:, task])
        guesses = (logits[there, task] > 0).astype(float)
        errors[task] = np.mean(guesses != labels[there, task]) if np.any(there) else np.nan
    return errors


# %% transfer_model
def transfer_model(base, classes, trainable_from):
    weights = [[array.copy() for array in layer.get_weights()] for layer in base.layers]
    copy = keras.models.clone_model(base)
    body = keras.Sequential([keras.Input(base.input_shape[1:])])
    for number, (layer, own) in enumerate(zip(copy.layers[:-1], weights)):
        body.add(layer)
        layer.set_weights(own)
        layer.trainable = True
        if number < trainable_from:
            layer.trainable = False
    body.add(keras.layers.Dense(units=classes, activation="linear"))
    return body


# %% crossing_point
def crossing_point(sizes, errors_a, errors_b):
    sizes = np.asarray(sizes, dtype=float)
    difference = np.asarray(errors_b) - np.asarray(errors_a)
    seeds = difference.shape[0]
    gain = np.mean(difference, axis=0)
    error = np.std(difference, axis=0, ddof=1) / np.sqrt(seeds)
    clear_a, clear_b = gain > 2 * error, gain < -2 * error
    low = float(sizes[clear_a].max()) if clear_a.any() else 0.0
    high = float(sizes[clear_b].min()) if clear_b.any() else float("inf")
    crossing = float("nan")
    for i in reversed(range(len(sizes) - 1)):
        if gain[i] > 0 and gain[i + 1] <= 0:
            left, right = np.log(sizes[i]), np.log(sizes[i + 1])
            crossing = float(np.exp(left + (right - left) * gain[i] / (gain[i] - gain[i + 1])))
    return (low, crossing, high)


# %% two_stage
def two_stage(scenes, locate, classify, size):
    m, height, width = scenes.shape
    centres = np.asarray(locate(scenes), dtype=float)
    assert centres.shape == (m, 2)
    half = (size - 1) / 2
    columns = np.minimum(np.maximum(np.rint(centres[:, 0] - half), 0), width - size).astype(int)
    rows = np.minimum(np.maximum(np.rint(centres[:, 1] - half), 0), height - size).astype(int)
    windows = np.empty((m, size, size))
    for i in range(m):
        windows[i] = scenes[i, rows[i] : rows[i] + size, columns[i] : columns[i] + size]
    logits = np.asarray(classify(windows.reshape(m, size * size)))
    return logits.argmax(axis=1)


# %% sharing_pairs
def sharing_pairs(alone, beside):
    from scipy import stats
    n, k = alone.shape
    tests = max(1, k * (k - 1))
    found = []
    for i in range(k):
        for j in range(i + 1, k):
            changes = np.stack([beside[:, i, j] - alone[:, i], beside[:, j, i] - alone[:, j]])
            mean, error = changes.mean(axis=1), stats.sem(changes, axis=1)
            t = mean / np.maximum(error, 1e-12)
            p_help, p_harm = stats.t.cdf(t, n - 1), stats.t.sf(t, n - 1)
            if (p_help < 0.05 / tests).any() and not (p_harm < 0.05 / tests).any():
                found.append((i, j))
    return found


# %% next_run
def next_run(task, runs):
    plans = {("base", 2): 0.01, ("base", 0): 0.003, ("random", 0): 0.003}
    if len(runs) < len(plans):
        start, layer = list(plans)[len(runs)]
        steps = min(40, task["steps_left"])
        return {"start": start, "trainable_from": layer, "learning_rate": plans[start, layer], "steps": steps}
    if task["steps_left"] < 1:
        return None
    best = min(range(len(runs)), key=lambda i: (runs[i]["dev_error"], -runs[i]["trainable_from"], i))
    layer, rate = runs[best]["trainable_from"], runs[best]["learning_rate"]
    return {"start": best, "trainable_from": layer, "learning_rate": rate, "steps": min(90, task["steps_left"])}
