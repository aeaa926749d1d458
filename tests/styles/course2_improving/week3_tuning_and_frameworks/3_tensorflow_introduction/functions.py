# %% linear_function
def linear_function():
    tensors = [tf.constant(item, tf.float64) for item in (W, X, b)]
    return tf.add(tf.tensordot(tensors[0], tensors[1], axes=1), tensors[2])


# %% sigmoid
sigmoid = lambda z: tf.nn.sigmoid(tf.cast(z, tf.float32))


# %% one_hot_matrix
one_hot_matrix = lambda label, depth=6: tf.scatter_nd([[tf.cast(label, tf.int64)]], [1.0], [depth])


# %% slope
def slope(f, x):
    x = tf.Variable(tf.cast(x, tf.float64))
    with tf.GradientTape(persistent=True) as tape:
        value = f(x)
    return tape.gradient(value, {"x": x})["x"]


# %% initialize_parameters
def initialize_parameters():
    def layer(l, before, size):
        draw = tf.keras.initializers.GlorotUniform()
        return {f"W{l}": tf.Variable(draw([size, before])), f"b{l}": tf.Variable(tf.keras.initializers.Zeros()([size, 1]))}

    return layer(1, 12288, 25) | layer(2, 25, 12) | layer(3, 12, 6)


# %% forward_propagation
def forward_propagation(X, parameters):
    def linear(l, A):
        return tf.linalg.matmul(parameters[f"W{l}"], A) + parameters[f"b{l}"]

    return linear(3, tf.nn.relu(linear(2, tf.nn.relu(linear(1, X)))))


# %% log_sum_exp
log_sum_exp = lambda logits: (
    lambda top: top + tf.math.log(tf.reduce_sum(tf.exp(logits - top), axis=0))
)(tf.reduce_max(logits, axis=0))


# %% compute_total_loss
def compute_total_loss(logits, labels):
    return tf.reduce_sum(tf.keras.losses.categorical_crossentropy(labels, logits, from_logits=True, axis=0))


# %% partial_label_loss
def partial_label_loss(logits, allowed):
    # every column shifted by its own largest logit, the best of the allowed ones shifted apart
    def shifted(z):
        top = tf.reduce_max(z, axis=0)
        return top, tf.exp(z - top)

    top, every = shifted(logits)
    best, some = shifted(tf.where(allowed > 0.5, logits, tf.constant(-1e30)))
    ratio = tf.math.log(tf.reduce_sum(every, axis=0)) - tf.math.log(tf.reduce_sum(some * allowed, axis=0))
    return tf.reduce_sum(top - best + ratio)


# %% fool
def fool(network, X, target, epsilon):
    def slopes(changed):
        with tf.GradientTape() as tape:
            tape.watch(changed)
            logits = network(changed)
            wanted = tf.one_hot(target, logits.shape[0], axis=0)
            # how far the best of the others is ahead
            lead = tf.reduce_max(logits - 1e6 * wanted, axis=0) - tf.reduce_sum(logits * wanted, axis=0)
        return tape.gradient(lead, changed)

    low, high, changed = tf.maximum(X - epsilon, -1), tf.minimum(X + epsilon, 1), X
    for k in range(20):
        changed = tf.clip_by_value(changed - epsilon * 0.3 * 0.93**k * tf.sign(slopes(changed)), low, high)
    return changed
