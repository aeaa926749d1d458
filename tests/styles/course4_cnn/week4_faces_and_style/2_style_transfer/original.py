# %% compute_content_cost
def compute_content_cost(content_output, generated_output):
    a_C = content_output[-1]
    a_G = generated_output[-1]
    m, n_H, n_W, n_C = a_G.get_shape().as_list()
    a_C_unrolled = tf.reshape(a_C, shape=[m, n_H * n_W, n_C])
    a_G_unrolled = tf.reshape(a_G, shape=[m, n_H * n_W, n_C])
    J_content = 1 / (4 * n_H * n_W * n_C) * tf.reduce_sum(tf.square(tf.subtract(a_C_unrolled, a_G_unrolled)))
    return J_content


# %% gram_matrix
def gram_matrix(A):
    GA = tf.linalg.matmul(A, A, transpose_b=True)
    return GA


# %% compute_layer_style_cost
def compute_layer_style_cost(a_S, a_G):
    _, n_H, n_W, n_C = a_G.get_shape().as_list()
    a_S = tf.transpose(tf.reshape(a_S, shape=[-1, n_C]))
    a_G = tf.transpose(tf.reshape(a_G, shape=[-1, n_C]))
    GS = gram_matrix(a_S)
    GG = gram_matrix(a_G)
    J_style_layer = tf.reduce_sum(tf.square(GS - GG)) / (4.0 * (n_C * n_H * n_W) ** 2)
    return J_style_layer


# %% total_cost
@tf.function()
def total_cost(J_content, J_style, alpha=10, beta=40):
    J = alpha * J_content + beta * J_style
    return J


# %% train_step
@tf.function()
def train_step(generated_image):
    with tf.GradientTape() as tape:
        a_G = vgg_model_outputs(generated_image)
        J_style = compute_style_cost(a_S, a_G)
        J_content = compute_content_cost(a_C, a_G)
        J = total_cost(J_content, J_style, alpha=10, beta=40)
    grad = tape.gradient(J, generated_image)
    optimizer.apply_gradients([(grad, generated_image)])
    generated_image.assign(clip_0_1(generated_image))
    return J


# %% match_colours
def match_colours(style, content):
    from scipy.linalg import sqrtm

    mu_s, mu_c = style.mean(axis=(0, 1)), content.mean(axis=(0, 1))
    S = np.cov(style.reshape(-1, 3), rowvar=False)
    C = np.cov(content.reshape(-1, 3), rowvar=False)
    half = sqrtm(S).real
    back = np.linalg.inv(half)
    middle, turn = np.linalg.eigh(half @ C @ half)
    M = back @ turn @ np.diag(np.sqrt(np.clip(middle, 0, None))) @ turn.T @ back
    return np.einsum("ij,hwj->hwi", M, style - mu_s) + mu_c


# %% synthesize_texture
def synthesize_texture(features, targets, shape):
    image = tf.Variable(tf.random.uniform([1, shape[0], shape[1], 3], 0.48, 0.52))
    opt = tf.keras.optimizers.Adam(learning_rate=0.08)

    @tf.function
    def step():
        with tf.GradientTape() as tape:
            loss = 0.0
            for A, G in zip(features(image), targets):
                _, h, w, c = A.shape
                B = tf.transpose(tf.reshape(A, [h * w, c]))
                loss += tf.norm(tf.matmul(B, B, transpose_b=True) / (h * w) - G) ** 2 / tf.norm(G) ** 2
        opt.apply_gradients([(tape.gradient(loss, image), image)])
        image.assign(tf.clip_by_value(image, 0.0, 1.0))

    opt.build([image])
    for _ in range(39):
        step()
    return image.numpy()[0]
