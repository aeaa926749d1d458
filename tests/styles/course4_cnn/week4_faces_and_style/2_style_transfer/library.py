# %% compute_content_cost
def compute_content_cost(content_output, generated_output):
    import keras

    found, right = generated_output[-1], content_output[-1]
    return keras.ops.mean(keras.ops.square(keras.ops.subtract(found, right))) * 0.25


# %% gram_matrix
def gram_matrix(A):
    return tf.einsum("ik,jk->ij", A, A)


# %% compute_layer_style_cost
def compute_layer_style_cost(a_S, a_G):
    shape = tf.shape(a_G)
    sizes = tf.cast(tf.reduce_prod(shape[1:]), tf.float32)
    flat = [tf.linalg.matrix_transpose(tf.reshape(a, (shape[1] * shape[2], shape[3]))) for a in (a_S, a_G)]
    squares = tf.math.squared_difference(*map(gram_matrix, flat))
    return tf.reduce_sum(squares) / tf.square(2 * sizes)


# %% total_cost
def total_cost(J_content, J_style, alpha=10, beta=40):
    return tf.add(tf.multiply(tf.cast(alpha, tf.float32), J_content), tf.multiply(tf.cast(beta, tf.float32), J_style))


# %% train_step
def train_step(generated_image):
    def cost():
        outputs = vgg_model_outputs(generated_image)
        return total_cost(compute_content_cost(a_C, outputs), compute_style_cost(a_S, outputs, STYLE_LAYERS))

    with tf.GradientTape() as tape:
        J = cost()
    gradients = tape.gradient(J, [generated_image])
    optimizer.apply_gradients(list(zip(gradients, [generated_image])))
    generated_image.assign(tf.clip_by_value(generated_image, clip_value_min=0.0, clip_value_max=1.0))
    return J.numpy()


# %% match_colours
def match_colours(style, content):
    from scipy import linalg

    S, C = (np.cov(picture.reshape(-1, 3).T, bias=True) for picture in (style, content))
    values, vectors = linalg.eigh(S)
    root = (vectors * values**0.5) @ vectors.T
    back = (vectors * values**-0.5) @ vectors.T
    U, s, Vt = linalg.svd(root @ C @ root)
    M = back @ ((U * s**0.5) @ U.T) @ back
    return (style - style.mean((0, 1))) @ M.T + content.mean((0, 1))


# %% synthesize_texture
def synthesize_texture(features, targets, shape):
    import keras

    start = 0.5 + 0.02 * tf.random.normal((1, *shape, 3))
    picture = keras.Variable(tf.clip_by_value(start, 0, 1))
    rule = keras.optimizers.Adam(0.06, beta_1=0.8)
    for _ in range(40):
        with tf.GradientTape() as tape:
            value = picture.value
            losses = []
            for A, target in zip(features(value), targets):
                n = A.shape[1] * A.shape[2]
                rows = tf.reshape(A, (n, -1))
                losses.append(tf.reduce_sum((tf.linalg.matmul(rows, rows, adjoint_a=True) / n - target) ** 2)
                              / tf.reduce_sum(target**2))
            loss = tf.reduce_sum(tf.stack(losses))
        rule.apply([tape.gradient(loss, value)], [picture])
        picture.assign(tf.clip_by_value(picture.value, 0, 1))
    return tf.convert_to_tensor(picture)[0]
