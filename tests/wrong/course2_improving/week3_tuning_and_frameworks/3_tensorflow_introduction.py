# %% linear_function: The elementwise product is taken instead of the matrix product
def linear_function():
    return tf.add(tf.multiply(W, X), b)

# %% linear_function: The order of the product is X W
def linear_function():
    Y = tf.add(tf.matmul(X, W), b)
    return Y

# %% linear_function: The bias is turned into a row, so the sum broadcasts to (4, 4)
def linear_function():
    return tf.add(tf.matmul(W, X), tf.reshape(b, [-1]))

# %% sigmoid: The input is not turned into float32
def sigmoid(z):
    return tf.keras.activations.sigmoid(z)

# %% sigmoid: The minus in the exponent is forgotten in the formula
def sigmoid(z):
    z = tf.cast(z, tf.float32)
    return 1 / (1 + tf.exp(z))

# %% sigmoid: The softmax is used in place of the sigmoid
def sigmoid(z):
    z = tf.cast(z, tf.float32)
    return tf.nn.softmax(z)

# %% one_hot_matrix: The result is reshaped to a column
def one_hot_matrix(label, depth=6):
    return tf.reshape(tf.one_hot(label, depth), [-1, 1])

# %% one_hot_matrix: The labels are counted from 1
def one_hot_matrix(label, depth=6):
    return tf.one_hot(label - 1, depth)

# %% one_hot_matrix: The depth is fixed at 6
def one_hot_matrix(label, depth=6):
    one_hot = tf.reshape(tf.one_hot(label, 6), [-1])
    return one_hot

# %% slope: A constant is used without being watched, so the gradient is None
def slope(f, x):
    x = tf.constant(x)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(y, x)

# %% slope: f is called before the tape is opened
def slope(f, x):
    x = tf.Variable(x)
    y = f(x)
    with tf.GradientTape() as tape:
        pass
    return tape.gradient(y, x)

# %% slope: The slope is taken for x, a NumPy array, instead of the variable
def slope(f, x):
    v = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(v)
    return tape.gradient(y, x)

# %% slope: The arguments of tape.gradient are in the wrong order
def slope(f, x):
    x = tf.Variable(x)
    with tf.GradientTape() as tape:
        y = f(x)
    return tape.gradient(x, y)

# %% initialize_parameters: The weights have Keras's shape, inputs by units
def initialize_parameters():
    draw = tf.keras.initializers.GlorotNormal(seed=1)
    return {"W1": tf.Variable(draw((12288, 25))), "b1": tf.Variable(draw((25, 1))),
            "W2": tf.Variable(draw((25, 12))), "b2": tf.Variable(draw((12, 1))),
            "W3": tf.Variable(draw((12, 6))), "b3": tf.Variable(draw((6, 1)))}

# %% initialize_parameters: HeNormal is used, which takes the units for the inputs
def initialize_parameters():
    draw = tf.keras.initializers.HeNormal(seed=1)
    return {"W1": tf.Variable(draw((25, 12288))), "b1": tf.Variable(tf.zeros((25, 1))),
            "W2": tf.Variable(draw((12, 25))), "b2": tf.Variable(tf.zeros((12, 1))),
            "W3": tf.Variable(draw((6, 12))), "b3": tf.Variable(tf.zeros((6, 1)))}

# %% initialize_parameters: Tensors are returned instead of variables
def initialize_parameters():
    draw = tf.keras.initializers.GlorotNormal(seed=1)
    return {"W1": draw((25, 12288)), "b1": tf.zeros((25, 1)), "W2": draw((12, 25)),
            "b2": tf.zeros((12, 1)), "W3": draw((6, 12)), "b3": tf.zeros((6, 1))}

# %% initialize_parameters: NumPy draws the weights, so they are float64
def initialize_parameters():
    sizes, parameters = [12288, 25, 12, 6], {}
    for l in range(1, 4):
        n, before = sizes[l], sizes[l - 1]
        parameters[f"W{l}"] = tf.Variable(np.random.randn(n, before) * np.sqrt(2 / (n + before)))
        parameters[f"b{l}"] = tf.Variable(np.zeros((n, 1)))
    return parameters

# %% initialize_parameters: The standard deviation is 1, the default of tf.random.normal
def initialize_parameters():
    shapes = {"W1": (25, 12288), "b1": (25, 1), "W2": (12, 25), "b2": (12, 1), "W3": (6, 12), "b3": (6, 1)}
    return {name: tf.Variable(tf.random.normal(shape) if name[0] == "W" else tf.zeros(shape))
            for name, shape in shapes.items()}

# %% forward_propagation: A softmax is applied at the end
def forward_propagation(X, parameters):
    A1 = tf.nn.relu(parameters["W1"] @ X + parameters["b1"])
    A2 = tf.nn.relu(parameters["W2"] @ A1 + parameters["b2"])
    Z3 = parameters["W3"] @ A2 + parameters["b3"]
    return tf.nn.softmax(Z3, axis=0)

# %% forward_propagation: The last layer gets a ReLU as well
def forward_propagation(X, parameters):
    A = X
    for l in (1, 2, 3):
        A = tf.keras.activations.relu(tf.matmul(parameters[f"W{l}"], A) + parameters[f"b{l}"])
    return A

# %% forward_propagation: The third layer is fed Z2, before its ReLU, instead of A2
def forward_propagation(X, parameters):
    Z1 = tf.add(tf.linalg.matmul(parameters["W1"], X), parameters["b1"])
    A1 = tf.keras.activations.relu(Z1)
    Z2 = tf.add(tf.linalg.matmul(parameters["W2"], A1), parameters["b2"])
    A2 = tf.keras.activations.relu(Z2)
    Z3 = tf.add(tf.linalg.matmul(parameters["W3"], Z2), parameters["b3"])
    return Z3

# %% compute_total_loss: The arrays are not transposed, so columns are taken for classes
def compute_total_loss(logits, labels):
    return tf.reduce_sum(tf.keras.losses.categorical_crossentropy(labels, logits, from_logits=True))

# %% compute_total_loss: from_logits is left at False
def compute_total_loss(logits, labels):
    losses = tf.keras.losses.categorical_crossentropy(tf.transpose(labels), tf.transpose(logits))
    return tf.reduce_sum(losses)

# %% compute_total_loss: The mean is returned instead of the sum
def compute_total_loss(logits, labels):
    return tf.reduce_mean(tf.keras.losses.categorical_crossentropy(
        tf.transpose(labels), tf.transpose(logits), from_logits=True))

# %% compute_total_loss: Logits and labels are handed over in the wrong order
def compute_total_loss(logits, labels):
    return tf.reduce_sum(tf.keras.losses.categorical_crossentropy(
        tf.transpose(logits), tf.transpose(labels), from_logits=True))

# %% compute_total_loss: The losses of the examples are not added up
def compute_total_loss(logits, labels):
    return tf.keras.losses.categorical_crossentropy(
        tf.transpose(labels), tf.transpose(logits), from_logits=True)

# %% compute_total_loss: The binary cross-entropy is used, one yes or no for each class
def compute_total_loss(logits, labels):
    return tf.reduce_sum(tf.keras.losses.binary_crossentropy(
        tf.transpose(labels), tf.transpose(logits), from_logits=True))

# %% fool: The loss of the target is climbed instead of descended
def fool(network, X, target, epsilon):
    labels = tf.transpose(tf.one_hot(target, network(X).shape[0]))
    changed = X
    for _ in range(20):
        with tf.GradientTape() as tape:
            tape.watch(changed)
            loss = compute_total_loss(network(changed), labels)
        changed = changed + epsilon / 5 * tf.sign(tape.gradient(loss, changed))
        changed = tf.clip_by_value(changed, X - epsilon, X + epsilon)
        changed = tf.clip_by_value(changed, -1.0, 1.0)
    return changed

# %% fool: The pixels are not kept within epsilon of the original
def fool(network, X, target, epsilon):
    labels = tf.transpose(tf.one_hot(target, network(X).shape[0]))
    changed = X
    for _ in range(20):
        with tf.GradientTape() as tape:
            tape.watch(changed)
            loss = compute_total_loss(network(changed), labels)
        changed = changed - epsilon / 5 * tf.sign(tape.gradient(loss, changed))
        changed = tf.clip_by_value(changed, -1.0, 1.0)
    return changed

# %% log_sum_exp: The maximum is taken over all examples together
def log_sum_exp(logits):
    c = tf.reduce_max(logits)
    return c + tf.math.log(tf.reduce_sum(tf.exp(logits - c), axis=0))

# %% log_sum_exp: c is subtracted inside and not added back
def log_sum_exp(logits):
    c = tf.reduce_max(logits, axis=0)
    shifted = logits - c
    return tf.math.log(tf.reduce_sum(tf.exp(shifted), axis=0))

# %% log_sum_exp: The sum runs over the examples
def log_sum_exp(logits):
    c = tf.reduce_max(logits, axis=1, keepdims=True)
    return tf.squeeze(c) + tf.math.log(tf.reduce_sum(tf.exp(logits - c), axis=1))

# %% partial_label_loss: The logits of the allowed classes are averaged
def partial_label_loss(logits, allowed):
    mean = tf.reduce_sum(allowed * logits, axis=0) / tf.reduce_sum(allowed, axis=0)
    return tf.reduce_sum(log_sum_exp(logits) - mean)

# %% partial_label_loss: Excluded classes get a logit of 0 instead of being left out
def partial_label_loss(logits, allowed):
    return tf.reduce_sum(log_sum_exp(logits) - log_sum_exp(logits * allowed))

# %% partial_label_loss: The probabilities are computed first, so a confident network gives infinity
def partial_label_loss(logits, allowed):
    P = tf.exp(logits - log_sum_exp(logits))
    return -tf.reduce_sum(tf.math.log(tf.reduce_sum(P * allowed, axis=0)))

# %% fool: A single step is made in the direction of the gradient itself, not of its sign
def fool(network, X, target, epsilon):
    X = tf.Variable(X)
    with tf.GradientTape() as tape:
        loss = tf.nn.sparse_softmax_cross_entropy_with_logits(target, tf.transpose(network(X)))
    return tf.clip_by_value(X - epsilon * tape.gradient(loss, X), -1, 1)
