# %% masked_loss: The mask multiplies the losses, so nan times zero stays nan
def masked_loss(labels, logits):
    mask = tf.cast(~tf.math.is_nan(labels), tf.float32)
    losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
    return tf.reduce_sum(losses * mask) / tf.reduce_sum(mask)

# %% masked_loss: Missing labels count as no
def masked_loss(labels, logits):
    labels = tf.where(tf.math.is_nan(labels), tf.zeros_like(labels), labels)
    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits))

# %% masked_loss: Rows with a missing label are dropped
def masked_loss(labels, logits):
    rows = tf.reduce_all(~tf.math.is_nan(labels), axis=1)
    labels, logits = tf.boolean_mask(labels, rows), tf.boolean_mask(logits, rows)
    losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
    return tf.reduce_sum(losses) / tf.maximum(tf.cast(tf.size(losses), tf.float32), 1.0)

# %% per_task_errors: A question without labels gets the error 0
def per_task_errors(labels, logits):
    there = ~np.isnan(labels)
    wrong = ((logits > 0) != labels) & there
    return wrong.sum(axis=0) / np.maximum(there.sum(axis=0), 1)

# %% per_task_errors: Only pictures with all labels are used
def per_task_errors(labels, logits):
    whole = ~np.isnan(labels).any(axis=1)
    if not whole.any():
        return np.full(labels.shape[1], np.nan)
    return np.mean((logits[whole] > 0) != labels[whole], axis=0)

# %% transfer_model: The layers of the base are used themselves
def transfer_model(base, classes, trainable_from):
    model = keras.Sequential([keras.Input(base.input_shape[1:])])
    for i, layer in enumerate(base.layers[:-1]):
        layer.trainable = i >= trainable_from
        model.add(layer)
    model.add(keras.layers.Dense(classes))
    return model

# %% transfer_model: The weights are not copied
def transfer_model(base, classes, trainable_from):
    copy = keras.models.clone_model(base)
    for layer in copy.layers[:trainable_from]:
        layer.trainable = False
    return keras.Sequential([*copy.layers[:-1], keras.layers.Dense(classes)])

# %% crossing_point: The crossing is interpolated on a linear axis
def crossing_point(sizes, errors_a, errors_b):
    d = errors_a - errors_b
    mean, se = d.mean(0), d.std(0, ddof=1) / np.sqrt(d.shape[0])
    low = sizes[mean + 2 * se < 0].max() if (mean + 2 * se < 0).any() else 0
    high = sizes[mean - 2 * se > 0].min() if (mean - 2 * se > 0).any() else np.inf
    for i in range(len(sizes) - 1):
        if mean[i] < 0 <= mean[i + 1]:
            return low, sizes[i] + (sizes[i + 1] - sizes[i]) * -mean[i] / (mean[i + 1] - mean[i]), high
    return low, np.nan, high

# %% two_stage: Across and down are exchanged
def two_stage(scenes, locate, classify, size):
    m, height, width = scenes.shape
    windows = np.zeros((m, size * size))
    for i, (row, column) in enumerate(locate(scenes)):
        r = int(np.clip(round(row - (size - 1) / 2), 0, height - size))
        c = int(np.clip(round(column - (size - 1) / 2), 0, width - size))
        windows[i] = scenes[i, r:r + size, c:c + size].reshape(-1)
    return np.argmax(classify(windows), axis=1)

# %% sharing_pairs: Each comparison is judged by itself at two standard errors
def sharing_pairs(alone, beside):
    n, k = alone.shape
    d = beside - alone[:, :, None]
    t = d.mean(0) / (d.std(0, ddof=1) / np.sqrt(n) + 1e-12)
    return [(i, j) for i in range(k) for j in range(i + 1, k)
            if min(t[i, j], t[j, i]) < -2 and max(t[i, j], t[j, i]) < 2]

# %% next_run: Everything is unfrozen with a small rate
def next_run(task, runs):
    if runs:
        return None
    return {"start": "base", "trainable_from": 0, "learning_rate": 0.001, "steps": task["steps_left"]}

# %% next_run: The head with few pictures, all layers with many
def next_run(task, runs):
    if len(runs) == 1:
        return None
    if task["pictures"] <= 150:
        return {"start": "base", "trainable_from": 2, "learning_rate": 0.01, "steps": 300}
    return {"start": "base", "trainable_from": 0, "learning_rate": 0.003, "steps": 300}

# %% next_run: After the pilots everything starts again, with the plan that was worst
def next_run(task, runs):
    plans = [("base", 2, 0.01), ("base", 0, 0.003), ("random", 0, 0.003)]
    if len(runs) < 3:
        i, steps = len(runs), 50
    elif len(runs) == 3:
        i, steps = max(range(3), key=lambda k: runs[k]["dev_error"]), task["steps_left"]
    else:
        return None
    return {"start": plans[i][0], "trainable_from": plans[i][1], "learning_rate": plans[i][2], "steps": steps}
