# %% compute_content_cost
def compute_content_cost(content_output, generated_output):
    assert len(content_output) == len(generated_output)
    a_C = tf.convert_to_tensor(content_output[-1])
    a_G = tf.convert_to_tensor(generated_output[-1])
    number = tf.cast(tf.size(a_G), a_G.dtype)
    return tf.divide(tf.nn.l2_loss(a_C - a_G), 2.0 * number)


# %% gram_matrix
def gram_matrix(A):
    A = tf.convert_to_tensor(A)
    return tf.tensordot(A, A, axes=[[1], [1]])


# %% compute_layer_style_cost
def compute_layer_style_cost(a_S, a_G):
    _, height, width, channels = a_S.shape.as_list()
    pixels = height * width
    style = tf.transpose(tf.squeeze(tf.reshape(a_S, [1, pixels, channels]), 0), perm=[1, 0])
    made = tf.transpose(tf.squeeze(tf.reshape(a_G, [1, pixels, channels]), 0), perm=[1, 0])
    factor = 1.0 / (4.0 * channels**2 * pixels**2)
    return factor * tf.math.reduce_sum((gram_matrix(style) - gram_matrix(made)) ** 2)


# %% total_cost
def total_cost(J_content, J_style, alpha=10, beta=40):
    return tf.add_n([alpha * J_content, beta * J_style])


# %% train_step
def train_step(generated_image):
    with tf.GradientTape(persistent=True) as tape:
        a_G = vgg_model_outputs(generated_image)
        J_content = compute_content_cost(a_C, a_G)
        J_style = compute_style_cost(a_S, a_G)
        J = total_cost(J_content, J_style, 10, 40)
    gradient = tape.gradient(J, generated_image)
    del tape
    assert gradient is not None
    optimizer.apply_gradients([(gradient, generated_image)])
    clipped = clip_0_1(generated_image)
    generated_image.assign(clipped)
    return float(J)


# %% match_colours
def match_colours(style, content):
    S = style.reshape(-1, 3).astype(np.float64)
    C = content.reshape(-1, 3).astype(np.float64)
    mean_S, mean_C = S.mean(axis=0), C.mean(axis=0)
    S0, C0 = S - mean_S, C - mean_C
    _, sizes, axes = np.linalg.svd(S0, full_matrices=False)
    sizes = sizes / np.sqrt(len(S))
    half = axes.T @ np.diag(sizes) @ axes
    inverse = axes.T @ np.diag(1 / sizes) @ axes
    _, inner, turned = np.linalg.svd(C0 @ half / np.sqrt(len(C)), full_matrices=False)
    M = inverse @ (turned.T @ np.diag(inner) @ turned) @ inverse
    result = S0 @ M + mean_C
    assert np.allclose(M, M.T, atol=1e-6)
    return result.reshape(style.shape)


# %% synthesize_texture
def synthesize_texture(features, targets, shape):
    def relative_errors(picture):
        errors = []
        for A, target in zip(features(picture), targets):
            places = A.shape[1] * A.shape[2]
            unfolded = tf.transpose(tf.reshape(A, (places, A.shape[3])))
            G = tf.matmul(unfolded, unfolded, transpose_b=True) / places
            errors.append(tf.reduce_sum((G - target) ** 2) / tf.reduce_sum(target**2))
        return errors

    picture = tf.Variable(tf.random.uniform((1, *shape, 3), 0.47, 0.53))
    rule = optimizers.Adam(optimizers.schedules.CosineDecay(0.08, 40))
    best, lowest = picture.numpy(), np.inf
    for _ in range(40):
        with tf.GradientTape() as tape:
            errors = relative_errors(picture)
            cost = tf.add_n(errors)
        if max(map(float, errors)) < lowest:
            best, lowest = picture.numpy(), max(map(float, errors))
        rule.apply_gradients([(tape.gradient(cost, picture), picture)])
        picture.assign(tf.clip_by_value(picture, 0.0, 1.0))
    return best[0]
