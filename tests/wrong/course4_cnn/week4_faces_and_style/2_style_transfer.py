# %% compute_content_cost: The batch axis is unpacked as the rows, and the rows as the columns
def compute_content_cost(content_output, generated_output):
    a_C = content_output[-1]
    a_G = generated_output[-1]
    n_H, n_W, n_C, _ = a_G.shape
    return tf.reduce_sum((a_C - a_G) ** 2) / (4.0 * n_H * n_W * n_C)


# %% compute_content_cost: Half the mean squared error from a loss function of Keras
def compute_content_cost(content_output, generated_output):
    import keras

    loss = keras.losses.MeanSquaredError()
    return 0.5 * loss(content_output[-1], generated_output[-1])


# %% compute_content_cost: The last but one layer is compared
def compute_content_cost(content_output, generated_output):
    a_C = content_output[-2] if len(content_output) > 1 else content_output[0]
    a_G = tf.convert_to_tensor(generated_output[-2] if len(generated_output) > 1 else generated_output[0])
    size = a_G.shape[1] * a_G.shape[2] * a_G.shape[3]
    return tf.reduce_sum(tf.square(a_C - a_G)) / (4.0 * size)


# %% gram_matrix: The product of all entries, element by element
def gram_matrix(A):
    return A * A


# %% gram_matrix: A correlation matrix, with each row centred and scaled
def gram_matrix(A):
    A = A - tf.reduce_mean(A, axis=1, keepdims=True)
    A = A / (tf.norm(A, axis=1, keepdims=True) + 1e-8)
    return tf.matmul(A, A, transpose_b=True)


# %% compute_layer_style_cost: The transpose swaps rows and columns of the picture, not the channels
def compute_layer_style_cost(a_S, a_G):
    _, n_H, n_W, n_C = a_G.shape
    a_S = tf.reshape(tf.transpose(a_S, perm=[0, 2, 1, 3]), (n_C, n_H * n_W))
    a_G = tf.reshape(tf.transpose(a_G, perm=[0, 2, 1, 3]), (n_C, n_H * n_W))
    GS, GG = gram_matrix(a_S), gram_matrix(a_G)
    return tf.reduce_sum(tf.square(GS - GG)) / (2.0 * n_C * n_H * n_W) ** 2


# %% compute_layer_style_cost: Each Gram matrix is divided by the number of places, and the cost once more
def compute_layer_style_cost(a_S, a_G):
    _, n_H, n_W, n_C = a_G.shape
    n = n_H * n_W
    GS = gram_matrix(tf.transpose(tf.reshape(a_S, (n, n_C)))) / n
    GG = gram_matrix(tf.transpose(tf.reshape(a_G, (n, n_C)))) / n
    return tf.reduce_sum(tf.square(GS - GG)) / (2.0 * n_C * n) ** 2


# %% total_cost: The weights are swapped in the signature
def total_cost(J_content, J_style, alpha=40, beta=10):
    return alpha * J_content + beta * J_style


# %% train_step: The picture is clipped before the update instead of after it
def train_step(generated_image):
    generated_image.assign(clip_0_1(generated_image))
    with tf.GradientTape() as tape:
        a_G = vgg_model_outputs(generated_image)
        J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))
    grad = tape.gradient(J, generated_image)
    optimizer.apply_gradients([(grad, generated_image)])
    return J


# %% train_step: The gradient is clipped to 0 and 1, not the picture
def train_step(generated_image):
    with tf.GradientTape() as tape:
        a_G = vgg_model_outputs(generated_image)
        J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))
    grad = clip_0_1(tape.gradient(J, generated_image))
    optimizer.apply_gradients([(grad, generated_image)])
    return J


# %% train_step: The generated activations stand first in the style cost and the content picture is used for both
def train_step(generated_image):
    with tf.GradientTape() as tape:
        a_G = vgg_model_outputs(generated_image)
        J_content = compute_content_cost(a_C, a_G)
        J_style = compute_style_cost(a_G, a_C)
        J = total_cost(J_content, J_style)
    grad = tape.gradient(J, generated_image)
    optimizer.apply_gradients([(grad, generated_image)])
    generated_image.assign(clip_0_1(generated_image))
    return J


# %% match_colours: Only the covariance is matched, around the mean of the style picture
def match_colours(style, content):
    S, C = np.cov(style.reshape(-1, 3).T), np.cov(content.reshape(-1, 3).T)
    s, U = np.linalg.eigh(S)
    root, back = U @ np.diag(np.sqrt(s)) @ U.T, U @ np.diag(1 / np.sqrt(s)) @ U.T
    t, V = np.linalg.eigh(root @ C @ root)
    M = back @ V @ np.diag(np.sqrt(np.maximum(t, 0))) @ V.T @ back
    mean = style.mean(axis=(0, 1))
    return (style - mean) @ M + mean


# %% match_colours: The colours are whitened and coloured again, and then clipped
def match_colours(style, content):
    S, C = np.cov(style.reshape(-1, 3).T), np.cov(content.reshape(-1, 3).T)
    s, U = np.linalg.eigh(S)
    t, V = np.linalg.eigh(C)
    white = (style - style.mean(axis=(0, 1))) @ U @ np.diag(s**-0.5) @ U.T
    return np.clip(white @ V @ np.diag(np.maximum(t, 0) ** 0.5) @ V.T + content.mean(axis=(0, 1)), 0, 1)


# %% synthesize_texture: The Gram matrices are not divided by the number of places
def synthesize_texture(features, targets, shape):
    x = tf.Variable(tf.random.uniform((1, *shape, 3)))
    adam = optimizers.Adam(0.05)
    for _ in range(40):
        with tf.GradientTape() as tape:
            J = 0.0
            for A, T in zip(features(x), targets):
                B = tf.reshape(A, (-1, A.shape[-1]))
                J += tf.reduce_mean((tf.transpose(B) @ B - T) ** 2)
        adam.apply_gradients([(tape.gradient(J, x), x)])
        x.assign(tf.clip_by_value(x, 0, 1))
    return x[0].numpy()
