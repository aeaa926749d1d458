# %% linear_function
def linear_function():
    return tf.convert_to_tensor(np.dot(W, X) + b)


# %% sigmoid
def sigmoid(z):
    z = z if tf.is_tensor(z) else tf.constant(np.array(z, dtype=np.float32))
    return tf.where(z > -8.0, 0.5 * (1 + tf.tanh(z / 2)), tf.exp(z) / (1 + tf.exp(z)))


# %% one_hot_matrix
def one_hot_matrix(label, depth=6):
    return tf.gather(tf.eye(depth), label)


# %% slope
def slope(f, x):
    x = np.array(x, dtype=float)
    found = np.zeros(x.shape)
    for index in np.ndindex(x.shape):  # one derivative after the other
        variable = tf.Variable(x)
        with tf.GradientTape() as tape:
            y = f(variable)
        found[index] = tape.gradient(y, variable).numpy()[index]
    return tf.convert_to_tensor(found)


# %% initialize_parameters
def initialize_parameters():
    rng = np.random.default_rng()
    shapes = [(25, 12288), (12, 25), (6, 12)]
    parameters = {}
    for i, shape in enumerate(shapes):
        reach = np.sqrt(6 / sum(shape))  # uniform numbers of the same spread
        parameters["W" + str(i + 1)] = tf.Variable(rng.uniform(-reach, reach, shape), dtype=tf.float32)
        parameters["b" + str(i + 1)] = tf.Variable(np.zeros((shape[0], 1)), dtype=tf.float32)
    return parameters


# %% forward_propagation
def forward_propagation(X, parameters):
    Z1 = tf.einsum("ij,jk->ik", parameters["W1"], X) + parameters["b1"]
    A1 = tf.where(Z1 > 0, Z1, 0.0)
    Z2 = tf.einsum("ij,jk->ik", parameters["W2"], A1) + parameters["b2"]
    A2 = tf.where(Z2 > 0, Z2, 0.0)
    return tf.einsum("ij,jk->ik", parameters["W3"], A2) + parameters["b3"]


# %% log_sum_exp
def log_sum_exp(logits):
    found = []
    for column in tf.unstack(logits, axis=1):
        largest = tf.stop_gradient(tf.reduce_max(column))
        found.append(largest + tf.math.log(tf.reduce_sum(tf.exp(column - largest))))
    return tf.stack(found)


# %% compute_total_loss
def compute_total_loss(logits, labels):
    total = tf.constant(0.0)
    for column in range(logits.shape[1]):
        z, y = logits[:, column], labels[:, column]
        total -= tf.tensordot(y, tf.nn.log_softmax(z), 1)
    return total


# %% partial_label_loss
def partial_label_loss(logits, allowed):
    total = tf.constant(0.0)
    for column in range(logits.shape[1]):
        z = logits[:, column]
        chosen = tf.boolean_mask(z, allowed[:, column] == 1)
        total += log_sum_exp(z[:, None])[0] - log_sum_exp(chosen[:, None])[0]
    return total


# %% fool
def fool(network, X, target, epsilon):
    start = X.numpy()
    changed = start.copy()
    low, high = np.maximum(start - epsilon, -1), np.minimum(start + epsilon, 1)
    for _ in range(25):
        place = tf.Variable(changed)
        with tf.GradientTape() as tape:
            logits = network(place)
            wanted = tf.gather(tf.transpose(logits), target, axis=1, batch_dims=1)
            loss = tf.reduce_sum(tf.reduce_logsumexp(logits, axis=0) - wanted)
        direction = tape.gradient(loss, place).numpy()
        direction /= np.abs(direction).mean(axis=0)
        changed = np.clip(changed - 0.15 * epsilon * direction, low, high)
    return changed
