# %% compute_content_cost
def compute_content_cost(content_output, generated_output):
    return tf.reduce_mean((content_output[-1] - generated_output[-1]) ** 2) / 4


# %% gram_matrix
gram_matrix = lambda A: A @ tf.transpose(A)


# %% compute_layer_style_cost
def compute_layer_style_cost(a_S, a_G):
    c = a_G.shape[-1]
    S, G = (gram_matrix(tf.reshape(tf.einsum("bhwc->cbhw", a), (c, -1))) for a in (a_S, a_G))
    return tf.norm(S - G) ** 2 / (4 * tf.size(a_G, tf.int64).numpy() ** 2)


# %% total_cost
def total_cost(J_content, J_style, alpha=10, beta=40):
    return J_content * alpha + J_style * beta


# %% train_step
def train_step(generated_image):
    with tf.GradientTape() as t:
        out = vgg_model_outputs(generated_image)
        J = total_cost(compute_content_cost(a_C, out), compute_style_cost(a_S, out))
    optimizer.apply(t.gradient(J, [generated_image]), [generated_image])
    generated_image.assign(clip_0_1(generated_image))
    return J


# %% match_colours
def match_colours(style, content):
    f = lambda m, p: (lambda s, v: v @ np.diag(np.maximum(s, 0) ** p) @ v.T)(*np.linalg.eigh(m))
    S, C = (np.cov(x.reshape(-1, 3), rowvar=False) for x in (style, content))
    M = f(S, -0.5) @ f(f(S, 0.5) @ C @ f(S, 0.5), 0.5) @ f(S, -0.5)
    return style @ M + (content.mean((0, 1)) - style.mean((0, 1)) @ M)


# %% synthesize_texture
def synthesize_texture(features, targets, shape):
    x, o = tf.Variable(tf.random.uniform((1, *shape, 3), 0.4, 0.6)), optimizers.Adam(0.06)
    for _ in range(40):
        with tf.GradientTape() as t:
            G = [tf.einsum("bhwi,bhwj->ij", a, a) / np.prod(a.shape[1:3]) for a in features(x)]
            J = sum(tf.reduce_mean((g - w) ** 2) / tf.reduce_mean(w**2) for g, w in zip(G, targets))
        o.apply([t.gradient(J, x)], [x])
        x.assign(clip_0_1(x))
    return x[0]
