# %% linear_function
def linear_function():
    return W @ tf.Variable(X) + b


# %% sigmoid
def sigmoid(z):
    z = tf.cast(z, tf.float32)
    return 1 / (1 + tf.exp(-z))


# %% one_hot_matrix
def one_hot_matrix(label, depth=6):
    return tf.cast(tf.range(depth) == tf.cast(label, tf.int32), tf.float32)


# %% slope
def slope(f, x):
    x = tf.constant(x)
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(x)
        y = f(x)
    (found,) = tape.gradient(y, [x])
    return found


# %% initialize_parameters
def initialize_parameters():
    n = {0: 12288, 1: 25, 2: 12, 3: 6}
    return {
        f"{kind}{l}": tf.Variable(
            tf.random.normal((n[l], n[l - 1] if kind == "W" else 1), stddev=(2 / (n[l] + n[l - 1])) ** 0.5)
        )
        for l in (1, 2, 3)
        for kind in "Wb"
    }


# %% forward_propagation
def forward_propagation(X, parameters):
    A = X
    for l in (1, 2):
        Z = tf.add(tf.matmul(parameters[f"W{l}"], A), parameters[f"b{l}"])
        A = tf.maximum(Z, 0.0)
    return tf.add(tf.matmul(parameters["W3"], A), parameters["b3"])


# %% log_sum_exp
def log_sum_exp(logits):
    c = tf.stop_gradient(tf.reduce_max(logits, axis=0))
    return c + tf.math.log1p(tf.reduce_sum(tf.exp(logits - c), axis=0) - 1)


# %% compute_total_loss
def compute_total_loss(logits, labels):
    return tf.reduce_sum(tf.reduce_logsumexp(logits, axis=0) - tf.reduce_sum(labels * logits, axis=0))


# %% partial_label_loss
def partial_label_loss(logits, allowed):
    # the penalty is far larger than any logit, and finite
    return tf.reduce_sum(log_sum_exp(logits) - log_sum_exp(logits - 1e9 * (1 - allowed)))


# %% fool
def fool(network, X, target, epsilon):
    original, target = X, tf.cast(target, tf.int32)
    for _ in range(15):
        with tf.GradientTape() as tape:
            tape.watch(X)
            logits = tf.transpose(network(X))
            margin = tf.gather(logits, target, batch_dims=1) - tf.reduce_logsumexp(logits, axis=1)
        X = X + epsilon / 5 * tf.sign(tape.gradient(margin, X))
        X = tf.clip_by_value(X, original - epsilon, original + epsilon)
        X = tf.clip_by_value(X, -1, 1)
    return X
