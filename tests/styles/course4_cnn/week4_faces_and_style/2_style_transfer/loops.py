# %% compute_content_cost
def compute_content_cost(content_output, generated_output):
    right = content_output[len(content_output) - 1]
    made = generated_output[len(generated_output) - 1]
    total = tf.constant(0.0)
    for channel in range(right.shape[3]):
        total = total + tf.reduce_sum(tf.pow(right[..., channel] - made[..., channel], 2))
    return total / float(4 * right.shape[1] * right.shape[2] * right.shape[3])


# %% gram_matrix
def gram_matrix(A):
    rows = []
    for i in range(A.shape[0]):
        rows.append(tf.stack([tf.reduce_sum(A[i] * A[j]) for j in range(A.shape[0])]))
    return tf.stack(rows)


# %% compute_layer_style_cost
def compute_layer_style_cost(a_S, a_G):
    n_H, n_W, n_C = a_S.shape[1:]

    def unfolded(a):
        return tf.stack([tf.reshape(a[0, :, :, channel], [-1]) for channel in range(n_C)])

    difference = gram_matrix(unfolded(a_S)) - gram_matrix(unfolded(a_G))
    cost = 0.0
    for row in range(n_C):
        cost += tf.reduce_sum(difference[row] * difference[row])
    return cost / (2 * n_C * n_H * n_W) / (2 * n_C * n_H * n_W)


# %% total_cost
def total_cost(J_content, J_style, alpha=10, beta=40):
    total = 0.0
    for weight, cost in ((alpha, J_content), (beta, J_style)):
        total = total + weight * cost
    return total


# %% train_step
def train_step(generated_image):
    with tf.GradientTape(watch_accessed_variables=False) as tape:
        tape.watch(generated_image)
        outputs = vgg_model_outputs(generated_image)
        content_part = compute_content_cost(content_output=a_C, generated_output=outputs)
        style_part = compute_style_cost(style_image_output=a_S, generated_image_output=outputs)
        cost = total_cost(J_content=content_part, J_style=style_part)
    (gradient,) = tape.gradient(cost, [generated_image])
    optimizer.apply_gradients(zip([gradient], [generated_image]))
    generated_image.assign(tf.minimum(tf.maximum(generated_image, 0.0), 1.0))
    return cost


# %% match_colours
def match_colours(style, content):
    values = [[], []]
    for place, picture in enumerate((style, content)):
        for row in picture:
            for pixel in row:
                values[place].append(pixel)
    S, C = np.array(values[0]), np.array(values[1])
    center_S, center_C = S.mean(0), C.mean(0)
    cov_S, cov_C = (S - center_S).T @ (S - center_S) / len(S), (C - center_C).T @ (C - center_C) / len(C)
    U, s, _ = np.linalg.svd(cov_S)
    root, back = U @ np.diag(np.sqrt(s)) @ U.T, U @ np.diag(1 / np.sqrt(s)) @ U.T
    V, t, _ = np.linalg.svd(root @ cov_C @ root)
    M = back @ V @ np.diag(np.sqrt(t)) @ V.T @ back
    result = np.zeros(style.shape)
    for i in range(style.shape[0]):
        for j in range(style.shape[1]):
            result[i, j] = M.dot(style[i, j] - center_S) + center_C
    return result


# %% synthesize_texture
def synthesize_texture(features, targets, shape):
    n_H, n_W = shape
    picture = tf.Variable(np.random.rand(1, n_H, n_W, 3).astype(np.float32) * 0.1 + 0.45)
    adam = optimizers.Adam(0.05)
    for _ in range(38):
        with tf.GradientTape() as tape:
            costs = []
            for activations, target in zip(features(picture), targets):
                flat = tf.reshape(activations[0], (-1, activations.shape[-1]))
                mine = tf.tensordot(flat, flat, [[0], [0]]) / flat.shape[0]
                costs.append(tf.reduce_sum(tf.square(mine - target)) / tf.reduce_sum(tf.square(target)))
            cost = tf.add_n(costs)
        adam.apply_gradients([(tape.gradient(cost, picture), picture)])
        picture.assign(tf.clip_by_value(picture, 0, 1))
    return np.array(picture[0])
