# %% linear_function
def linear_function():
    return tf.linalg.matmul(W, X) + b


# %% sigmoid
@tf.function
def sigmoid(z):
    return tf.math.sigmoid(tf.cast(z, dtype=tf.float32))


# %% one_hot_matrix
@tf.function
def one_hot_matrix(label, depth=6):
    return tf.one_hot(label, depth, axis=0)


# %% slope
def slope(f, x):
    @tf.function
    def compiled(x):
        return tf.gradients(f(x), x)[0]

    return compiled(tf.constant(x, tf.float64))


# %% initialize_parameters
def initialize_parameters():
    draw = tf.keras.initializers.GlorotNormal(seed=1)
    W1, b1 = tf.Variable(draw(shape=(25, 12288))), tf.Variable(draw(shape=(25, 1)))
    W2, b2 = tf.Variable(draw(shape=(12, 25))), tf.Variable(draw(shape=(12, 1)))
    W3, b3 = tf.Variable(draw(shape=(6, 12))), tf.Variable(draw(shape=(6, 1)))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "W3": W3, "b3": b3}


# %% forward_propagation
@tf.function
def forward_propagation(X, parameters):
    Z1 = tf.linalg.matmul(parameters["W1"], X) + parameters["b1"]
    A1 = tf.keras.activations.relu(Z1)
    Z2 = tf.linalg.matmul(parameters["W2"], A1) + parameters["b2"]
    A2 = tf.keras.activations.relu(Z2)
    Z3 = tf.linalg.matmul(parameters["W3"], A2) + parameters["b3"]
    return Z3


# %% log_sum_exp
@tf.function
def log_sum_exp(logits):
    m = tf.math.reduce_max(logits, axis=0)
    return tf.math.add(m, tf.math.log(tf.math.reduce_sum(tf.math.exp(tf.math.subtract(logits, m)), axis=0)))


# %% compute_total_loss
@tf.function
def compute_total_loss(logits, labels):
    losses = tf.nn.softmax_cross_entropy_with_logits(labels=tf.transpose(labels), logits=tf.transpose(logits))
    return tf.math.reduce_sum(losses)


# %% partial_label_loss
@tf.function
def partial_label_loss(logits, allowed):
    excluded = tf.fill(tf.shape(logits), -np.inf)
    inside = log_sum_exp(tf.where(tf.cast(allowed, tf.bool), logits, tf.cast(excluded, logits.dtype)))
    return -tf.math.reduce_sum(inside - log_sum_exp(logits))


# %% fool
def fool(network, X, target, epsilon):
    labels = tf.one_hot(target, tf.shape(network(X))[0])

    @tf.function
    def move(changed):
        with tf.GradientTape() as tape:
            tape.watch(changed)
            loss = tf.nn.softmax_cross_entropy_with_logits(labels, tf.transpose(network(changed)))
        changed -= 0.25 * epsilon * tf.sign(tape.gradient(loss, changed))
        return tf.clip_by_value(changed, tf.maximum(X - epsilon, -1), tf.minimum(X + epsilon, 1))

    changed = X
    for _ in range(12):
        changed = move(changed)
    return changed
