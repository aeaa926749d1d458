# %% linear_function
import keras


def linear_function():
    layer = keras.layers.Dense(4, dtype="float64")
    layer.build((None, 3))
    layer.set_weights([W.T, b[:, 0]])
    return tf.transpose(layer(X.T))


# %% sigmoid
def sigmoid(z):
    return keras.ops.sigmoid(keras.ops.convert_to_tensor(z, dtype="float32"))


# %% one_hot_matrix
def one_hot_matrix(label, depth=6):
    return keras.ops.one_hot(label, depth)


# %% slope
def slope(f, x):
    x = keras.Variable(x, dtype="float64")
    with tf.GradientTape() as tape:
        value = f(x.value)
    return tape.gradient(value, x.value)


# %% initialize_parameters
def initialize_parameters():
    found, before = {}, 12288
    for l, size in enumerate((25, 12, 6), start=1):
        layer = keras.layers.Dense(size)
        layer.build((None, before))
        found[f"W{l}"], found[f"b{l}"] = tf.Variable(tf.transpose(layer.kernel)), tf.Variable(layer.bias[:, None])
        before = size
    return found


# %% forward_propagation
def forward_propagation(X, parameters):
    A = keras.ops.transpose(X)
    for l, activation in ((1, "relu"), (2, "relu"), (3, None)):
        Z = keras.ops.matmul(A, keras.ops.transpose(parameters[f"W{l}"])) + keras.ops.transpose(parameters[f"b{l}"])
        A = keras.activations.get(activation)(Z)
    return keras.ops.transpose(A)


# %% log_sum_exp
def log_sum_exp(logits):
    largest = keras.ops.max(logits, axis=0, keepdims=True)
    total = keras.ops.sum(keras.ops.exp(logits - largest), axis=0)
    return keras.ops.squeeze(largest, axis=0) + keras.ops.log(total)


# %% compute_total_loss
def compute_total_loss(logits, labels):
    loss = keras.losses.CategoricalCrossentropy(from_logits=True, reduction="sum")
    return loss(tf.transpose(labels), tf.transpose(logits))


# %% partial_label_loss
def partial_label_loss(logits, allowed):
    kept = keras.ops.where(allowed > 0, logits, keras.ops.full_like(logits, -1e38))
    return keras.ops.sum(log_sum_exp(logits) - log_sum_exp(kept))


# %% fool
def fool(network, X, target, epsilon):
    change = tf.Variable(tf.zeros_like(X))
    optimizer = keras.optimizers.Adam(epsilon / 4)
    low, high = tf.maximum(-epsilon, -1 - X), tf.minimum(epsilon, 1 - X)
    for _ in range(20):
        with tf.GradientTape() as tape:
            loss = keras.losses.sparse_categorical_crossentropy(target, tf.transpose(network(X + change)), True)
        optimizer.apply_gradients([(tape.gradient(loss, change), change)])
        change.assign(tf.clip_by_value(change, low, high))
    return X + change
