# %% masked_loss
def masked_loss(labels, logits):
    there = tf.math.is_nan(labels) == False
    safe = tf.where(there, labels, tf.zeros_like(labels))
    total = tf.constant(0.0)
    for column in range(labels.shape[1]):
        z, y = logits[:, column], safe[:, column]
        losses = tf.maximum(z, 0) - z * y + tf.math.log1p(tf.exp(-tf.abs(z)))
        total += tf.reduce_sum(losses * tf.cast(there[:, column], tf.float32))
    return total / tf.maximum(1.0, tf.reduce_sum(tf.cast(there, tf.float32)))


# %% per_task_errors
def per_task_errors(labels, logits):
    errors = []
    for label, logit in zip(labels.T, logits.T):
        pairs = [(y, z > 0) for y, z in zip(label, logit) if y == y]
        errors.append(sum(y != guess for y, guess in pairs) / len(pairs) if pairs else float("nan"))
    return np.array(errors)


# %% transfer_model
def transfer_model(base, classes, trainable_from):
    model = keras.Sequential([keras.Input(shape=base.input_shape[1:])])
    for number, layer in enumerate(base.layers[:-1]):
        copy = layer.__class__.from_config(layer.get_config())
        model.add(copy)
        copy.set_weights(layer.get_weights())
        copy.trainable = bool(number >= trainable_from)
    model.add(keras.layers.Dense(classes, kernel_initializer="he_normal"))
    return model


# %% crossing_point
def crossing_point(sizes, errors_a, errors_b):
    n, k = errors_a.shape
    low, crossing, high, before = 0, float("nan"), float("inf"), None
    for j in range(k):
        d = [errors_a[i, j] - errors_b[i, j] for i in range(n)]
        mean = sum(d) / n
        error = (sum((one - mean) ** 2 for one in d) / (n - 1) / n) ** 0.5
        if mean + 2 * error < 0:
            low = sizes[j]
        if mean - 2 * error > 0 and high == float("inf"):
            high = sizes[j]
        if before is not None and before < 0 <= mean and crossing != crossing:
            share = -before / (mean - before)
            crossing = np.exp((1 - share) * np.log(sizes[j - 1]) + share * np.log(sizes[j]))
        before = mean
    return low, crossing, high


# %% two_stage
def two_stage(scenes, locate, classify, size):
    windows = []
    for scene, (across, down) in zip(scenes, locate(scenes)):
        x, y = int(np.round(across - (size - 1) / 2)), int(np.round(down - (size - 1) / 2))
        x, y = max(0, min(x, scene.shape[1] - size)), max(0, min(y, scene.shape[0] - size))
        windows.append(scene[y:y + size, x:x + size].flatten())
    return np.array([int(np.argmax(row)) for row in classify(np.stack(windows))])


# %% sharing_pairs
def sharing_pairs(alone, beside):
    from scipy import stats
    n, k = alone.shape
    pairs = []
    limit = stats.t.isf(0.025 / (k * (k - 1)), n - 1)
    for i in range(k):
        for j in range(i + 1, k):
            scores = []
            for one, two in ((i, j), (j, i)):
                d = beside[:, one, two] - alone[:, one]
                scores.append(d.mean() / (d.std(ddof=1) / n ** 0.5))
            if min(scores) < -limit and max(scores) < limit:
                pairs.append((i, j))
    return pairs


# %% next_run
def next_run(task, runs):
    if len(runs) == 0:
        return {"start": "base", "trainable_from": 2, "learning_rate": 0.01, "steps": 50}
    if len(runs) == 1:
        return {"start": "random", "trainable_from": 0, "learning_rate": 0.003, "steps": 50}
    if len(runs) == 2:
        return {"start": "base", "trainable_from": 0, "learning_rate": 0.003, "steps": 50}
    if len(runs) == 3:
        best = 0
        for i in (1, 2):
            if runs[i]["dev_error"] < runs[best]["dev_error"]:
                best = i
        run = dict(runs[best])
        run["start"], run["steps"] = best, task["steps_left"]
        return run
