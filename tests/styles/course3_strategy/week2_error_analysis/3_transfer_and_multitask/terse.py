# %% masked_loss
def masked_loss(labels, logits):
    there = ~tf.math.is_nan(labels)
    y, z = tf.boolean_mask(labels, there), tf.boolean_mask(logits, there)
    return tf.math.divide_no_nan(tf.reduce_sum(tf.nn.softplus(z) - y * z), tf.cast(tf.size(y), tf.float32))


# %% per_task_errors
def per_task_errors(labels, logits):
    wrong = np.where(np.isnan(labels), np.nan, (logits > 0) != labels)
    with np.errstate(invalid="ignore"):
        return np.nansum(wrong, axis=0) / (~np.isnan(wrong)).sum(axis=0)


# %% transfer_model
def transfer_model(base, classes, trainable_from):
    copies = [type(one).from_config(one.get_config()) for one in base.layers[:-1]]
    model = keras.Sequential([keras.Input(base.input_shape[1:]), *copies, keras.layers.Dense(classes)])
    model.set_weights([*base.get_weights()[:-2], *model.layers[-1].get_weights()])
    for i, one in enumerate(model.layers):
        one.trainable = i >= trainable_from
    return model


# %% crossing_point
def crossing_point(sizes, errors_a, errors_b):
    d, k, n = errors_a - errors_b, len(sizes), len(errors_a)
    m, e = d.mean(0), 2 * (d.var(0, ddof=1) / n) ** 0.5
    low = ([0] + [s for s, x, y in zip(sizes, m, e) if x < -y])[-1]
    high = ([s for s, x, y in zip(sizes, m, e) if x > y] + [np.inf])[0]
    turns = [i for i in range(k - 1) if m[i] < 0 <= m[i + 1]] + [None]
    if turns[0] is None:
        return low, np.nan, high
    i = turns[0]
    return low, np.exp(np.interp(0, m[i:i + 2], np.log(sizes[i:i + 2]))), high


# %% two_stage
def two_stage(scenes, locate, classify, size):
    m, H, W = scenes.shape
    x, y = np.clip(np.rint(locate(scenes) - (size - 1) / 2), 0, [W - size, H - size]).astype(int).T
    s = np.arange(size)
    return classify(scenes[np.arange(m)[:, None, None], (y[:, None] + s)[:, :, None], (x[:, None] + s)[:, None]].reshape(m, -1)).argmax(1)


# %% sharing_pairs
def sharing_pairs(alone, beside):
    from scipy.stats import ttest_1samp
    k = alone.shape[1]
    level = 0.05 / (k * (k - 1))
    def verdict(i, j):
        d = beside[:, i, j] - alone[:, i]
        return np.sign(d.mean()) * (ttest_1samp(d, 0).pvalue < level)
    both = {(i, j): {verdict(i, j), verdict(j, i)} for i in range(k) for j in range(i + 1, k)}
    return [pair for pair, found in both.items() if -1 in found and 1 not in found]


# %% next_run
def next_run(task, runs):
    n, left = len(runs), task["steps_left"]
    if not left:
        return None
    i = n if n < 3 else min(range(3), key=lambda i: runs[i]["dev_error"])
    start, layer, rate = [("base", 2, 0.01), ("base", 0, 0.002), ("random", 0, 0.003)][i]
    return dict(start=start if n < 3 else i, trainable_from=layer, learning_rate=rate, steps=45 if n < 3 else left)
