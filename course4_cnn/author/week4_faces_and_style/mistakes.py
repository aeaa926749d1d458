"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, result

MISTAKES = {
    "2_style_transfer": {
        "compute_content_cost": {
            "The first entry of both lists is compared: the content stands in the last one.": edit(
                "content_output[-1], generated_output[-1]", "content_output[0], generated_output[0]"
            ),
            "The 4 in the denominator is missing.": edit("4 * n_H", "n_H"),
            "The sum of the squares is not divided by anything: a larger picture would cost more.": edit(
                " / (4 * n_H * n_W * n_C)", ""
            ),
            "A mean has already divided by all sizes, and here it is divided by them again.": edit(
                "reduce_sum", "reduce_mean"
            ),
            "This is half the mean of the squares; the factor of the definition is 1/4.": edit("(4 * n", "(2 * n"),
            "The channels are missing in the denominator.": edit(" * n_C)", ")"),
            "The denominator is squared: that belongs to the style cost.": edit("* n_C)", "* n_C) ** 2"),
            "Absolute differences are added: squares are asked for.": edit("tf.square", "tf.abs"),
            "The differences are added before they are squared, so that they cancel.": edit(
                "tf.reduce_sum(tf.square(a_C - a_G))", "tf.square(tf.reduce_sum(a_C - a_G))"
            ),
            "The square root is taken, as for a distance: the cost is the sum of squares itself.": edit(
                "tf.reduce_sum(tf.square(a_C - a_G))", "tf.sqrt(tf.reduce_sum(tf.square(a_C - a_G)))"
            ),
            "All entries of the lists are compared: only the last one stands for the content.": code("""
                def compute_content_cost(content_output, generated_output):
                    J = 0
                    for a_C, a_G in zip(content_output, generated_output):
                        J += tf.reduce_mean((a_C - a_G) ** 2) / 4
                    return J
            """),
            "The number is right, but a NumPy array is put into a new tensor at the end, and no gradient gets through it.": result(
                lambda J: _fresh(J)
            ),
            "The number is right, but it is no tensor: `float(...)`, `.numpy()` and NumPy's functions cut the gradient off.": result(
                np.asarray
            ),
        },
        "gram_matrix": {
            "The places are compared with one another instead of the channels: the transpose stands at the wrong factor.": edit(
                "tf.matmul(A, tf.transpose(A))", "tf.matmul(tf.transpose(A), A)"
            ),
            "The products are divided by the number of places: the definition adds them up.": edit(
                "tf.transpose(A))", "tf.transpose(A)) / A.shape[1]"
            ),
            "The products are divided by the numbers of channels and places: the definition adds them up.": edit(
                "tf.transpose(A))", "tf.transpose(A)) / (A.shape[0] * A.shape[1])"
            ),
            "Each channel's mean is taken off first: that is a covariance, times the number of places.": edit(
                "    return tf.matmul", "    A = A - tf.reduce_mean(A, axis=1, keepdims=True)\n    return tf.matmul"
            ),
            "The channels are scaled to the same length: how active a channel is counts, too.": edit(
                "    return tf.matmul", "    A = tf.math.l2_normalize(A, axis=1)\n    return tf.matmul"
            ),
            "These are sums for each channel by itself: the pairs of different channels are missing.": [
                code("""
                    def gram_matrix(A):
                        return tf.linalg.diag(tf.reduce_sum(A * A, axis=1))
                """),
                code("""
                    def gram_matrix(A):
                        return tf.reduce_sum(A * A, axis=1)
                """),
            ],
            "The numbers are right, but this is an array: a tensor through which gradients flow is asked for.": result(
                np.asarray
            ),
            "The numbers are right, but they come from NumPy and were put into a tensor afterwards, so no gradient reaches `A`.": result(
                lambda G: _fresh(G)
            ),
        },
        "compute_layer_style_cost": {
            "A reshape alone does not make rows of channels: the numbers of one channel are scattered over all rows.": edit(
                "tf.transpose(tf.reshape(a_S, (-1, n_C)))",
                "tf.reshape(a_S, (n_C, -1))",
                "tf.transpose(tf.reshape(a_G, (-1, n_C)))",
                "tf.reshape(a_G, (n_C, -1))",
            ),
            "The Gram matrices are those of the places, not of the channels: a transpose is missing after the reshape.": edit(
                "tf.transpose(tf.reshape(a_S, (-1, n_C)))",
                "tf.reshape(a_S, (-1, n_C))",
                "tf.transpose(tf.reshape(a_G, (-1, n_C)))",
                "tf.reshape(a_G, (-1, n_C))",
            ),
            "The denominator is not squared.": edit(" ** 2", ""),
            "The 2 in the denominator is missing.": edit("2.0 * n_C", "1.0 * n_C"),
            "The 2 stands outside of the square: it becomes a 4 inside.": edit(
                "(2.0 * n_C * n_H * n_W) ** 2", "(2.0 * (n_C * n_H * n_W) ** 2)"
            ),
            "Only the channels are in the denominator, not the places.": edit("n_C * n_H * n_W)", "n_C)"),
            "Only the places are in the denominator, not the channels.": edit("2.0 * n_C * n_H", "2.0 * n_H"),
            "The difference of the Gram matrices is divided by nothing.": edit(" / (2.0 * n_C * n_H * n_W) ** 2", ""),
            "This is a mean over the entries of the matrix, which divides a second time.": edit(
                "reduce_sum", "reduce_mean"
            ),
            "The activations are compared place by place: that is a content cost.": edit(
                "tf.square(G_S - G_G)", "tf.square(a_S - a_G)"
            ),
            "The differences of the Gram matrices are not squared.": [
                edit("tf.square", "tf.abs"),
                edit("tf.square(G_S - G_G)", "G_S - G_G"),
            ],
            "One of the two Gram matrices is that of the other picture.": [
                edit("tf.reshape(a_S, (-1", "tf.reshape(a_G, (-1"),
                edit("tf.reshape(a_G, (-1", "tf.reshape(a_S, (-1"),
            ],
        },
        "total_cost": {
            "The two weights are exchanged: `alpha` belongs to the content.": edit(
                "alpha * J_content + beta * J_style", "beta * J_content + alpha * J_style"
            ),
            "The weights are left out.": edit("alpha * J_content + beta * J_style", "J_content + J_style"),
            "The style cost has no weight.": edit("beta * J_style", "J_style"),
            "The content cost has no weight.": edit("alpha * J_content", "J_content"),
            "The weights are written as numbers: a call with other weights gets the same answer.": edit(
                "alpha * J_content + beta * J_style", "10 * J_content + 40 * J_style"
            ),
            "The sum is divided by the sum of the weights: it is no mean.": edit(
                "return alpha * J_content + beta * J_style",
                "return (alpha * J_content + beta * J_style) / (alpha + beta)",
            ),
            "The style cost is subtracted: both costs are to become small.": edit("+ beta", "- beta"),
        },
        "train_step": {
            "The picture has not changed": [
                edit("    optimizer.apply_gradients([(tape.gradient(J, generated_image), generated_image)])\n", ""),
                code("""
                    def train_step(generated_image):
                        with tf.GradientTape() as tape:
                            a_G = vgg_model_outputs(generated_image)
                            J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))
                        generated_image = clip_0_1(generated_image - 0.05 * tape.gradient(J, generated_image))
                        return J
                """),
            ],
            "they must lie between 0 and 1": [
                edit("    generated_image.assign(clip_0_1(generated_image))\n", ""),
                edit("generated_image.assign(clip_0_1(generated_image))", "clip_0_1(generated_image)"),
                edit("clip_0_1(generated_image)", "tf.clip_by_value(generated_image, 0.0, 255.0)"),
                edit("clip_0_1(generated_image)", "tf.clip_by_value(generated_image, -1.0, 1.0)"),
            ],
            "No gradient reaches the picture": [
                code("""
                    def train_step(generated_image):
                        a_G = vgg_model_outputs(generated_image)
                        with tf.GradientTape() as tape:
                            J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))
                        optimizer.apply_gradients([(tape.gradient(J, generated_image), generated_image)])
                        generated_image.assign(clip_0_1(generated_image))
                        return J
                """),
                edit("vgg_model_outputs(generated_image)", "vgg_model_outputs(generated_image.numpy())"),
                edit(
                    "    optimizer.apply_gradients",
                    "    J = tf.constant(J.numpy())\n    optimizer.apply_gradients",
                ),
            ],
            "result is None": edit("    return J\n", ""),
            "The cost that is returned belongs to the picture after the update": edit(
                "    return J\n",
                "    a_G = vgg_model_outputs(generated_image)\n"
                "    return total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))\n",
            ),
            "The picture moves against the descent": edit("[(tape.gradient(J,", "[(-tape.gradient(J,"),
            "The first call returns": [
                edit("compute_content_cost(a_C, a_G)", "compute_content_cost(a_S, a_G)"),
                edit("compute_style_cost(a_S, a_G)", "compute_style_cost(a_C, a_G)"),
                edit(
                    "compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G)",
                    "compute_style_cost(a_S, a_G), compute_content_cost(a_C, a_G)",
                ),
                edit(
                    "total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))",
                    "compute_style_cost(a_S, a_G)",
                ),
                edit(
                    "total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))",
                    "compute_content_cost(a_C, a_G)",
                ),
                edit("compute_style_cost(a_S, a_G))", "compute_style_cost(a_S, a_G), 40, 10)"),
            ],
            "The cost is correct and the picture is not": [
                code("""
                    def train_step(generated_image):
                        with tf.GradientTape() as tape:
                            a_G = vgg_model_outputs(generated_image)
                            J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))
                        own = optimizers.Adam(0.05)
                        own.apply_gradients([(tape.gradient(J, generated_image), generated_image)])
                        generated_image.assign(clip_0_1(generated_image))
                        return J
                """),
                code("""
                    def train_step(generated_image):
                        with tf.GradientTape() as tape:
                            a_G = vgg_model_outputs(generated_image)
                            J_content = compute_content_cost(a_C, a_G)
                            J = total_cost(J_content, compute_style_cost(a_S, a_G))
                        optimizer.apply_gradients([(tape.gradient(J_content, generated_image), generated_image)])
                        generated_image.assign(clip_0_1(generated_image))
                        return J
                """),
                code("""
                    def train_step(generated_image):
                        with tf.GradientTape() as tape:
                            a_G = vgg_model_outputs(generated_image)
                            J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))
                        generated_image.assign(clip_0_1(generated_image - 0.01 * tape.gradient(J, generated_image)))
                        return J
                """),
                code("""
                    def train_step(generated_image):
                        with tf.GradientTape() as tape:
                            a_G = vgg_model_outputs(generated_image)
                            J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G))
                        gradient = tape.gradient(J, generated_image)
                        for _ in range(2):
                            optimizer.apply_gradients([(gradient, generated_image)])
                        generated_image.assign(clip_0_1(generated_image))
                        return J
                """),
            ],
            "`J` has the shape": edit("    return J\n", "    return tf.reshape(J, (1,))\n"),
        },
        "match_colours": {
            "vary together in another way": code("""
                def match_colours(style, content):
                    spread = content.std(axis=(0, 1)) / style.std(axis=(0, 1))
                    return (style - style.mean(axis=(0, 1))) * spread + content.mean(axis=(0, 1))
            """),
            "that of the content picture": [
                edit(" + target.mean(axis=0)", ""),
                edit("style - rows.mean(axis=0)", "style"),
                edit("target.mean(axis=0)", "rows.mean(axis=0)"),
                code("""
                    def match_colours(style, content):
                        return style
                """),
            ],
            "The variance of": [
                code("""
                    def match_colours(style, content):
                        return style - style.mean(axis=(0, 1)) + content.mean(axis=(0, 1))
                """),
                edit("power(root @ cov_C @ root, 0.5)", "root @ cov_C @ root"),
                edit("power(cov_S, 0.5), power(cov_S, -0.5)", "cov_S, np.linalg.inv(cov_S)"),
            ],
            "another map with the same mean and covariance changes the pixels less": [
                code("""
                    def match_colours(style, content):
                        rows, target = style.reshape(-1, 3), content.reshape(-1, 3)
                        small = 1e-12 * np.eye(3)
                        lower_S = np.linalg.cholesky(np.cov(rows.T) + small)
                        lower_C = np.linalg.cholesky(np.cov(target.T) + small)
                        M = lower_C @ np.linalg.inv(lower_S)
                        return (style - rows.mean(axis=0)) @ M.T + target.mean(axis=0)
                """),
                code("""
                    def match_colours(style, content):
                        rows, target = style.reshape(-1, 3), content.reshape(-1, 3)
                        (sizes_S, axes_S), (sizes_C, axes_C) = (np.linalg.eigh(np.cov(part.T)) for part in (rows, target))
                        M = axes_C * np.sqrt(np.abs(sizes_C) / sizes_S) @ axes_S.T
                        return (style - rows.mean(axis=0)) @ M.T + target.mean(axis=0)
                """),
                edit("M = inverse @ power(root @ cov_C @ root, 0.5) @ inverse", "M = inverse @ power(cov_C, 0.5)"),
            ],
            "the matrix turns light into dark": code("""
                def match_colours(style, content):
                    def power(matrix, exponent):
                        sizes, axes = np.linalg.eigh(matrix)
                        return axes * np.abs(sizes) ** exponent @ axes.T

                    rows, target = style.reshape(-1, 3), content.reshape(-1, 3)
                    root, inverse = power(np.cov(rows.T), 0.5), power(np.cov(rows.T), -0.5)
                    sizes, axes = np.linalg.eigh(root @ np.cov(target.T) @ root)
                    sizes = np.sqrt(np.abs(sizes)) * [1, 1, -1]
                    M = inverse @ (axes * sizes) @ axes.T @ inverse
                    return (style - rows.mean(axis=0)) @ M + target.mean(axis=0)
            """),
            "what one matrix and one vector for all pixels would make of it": [
                edit(
                    "return (style - rows.mean(axis=0)) @ M + target.mean(axis=0)",
                    "made = (style - rows.mean(axis=0)) @ M + target.mean(axis=0)\n"
                    "    return made + 0.01 * np.where(np.indices(made.shape).sum(axis=0) % 2, 1, -1)",
                ),
                code("""
                    def match_colours(style, content):
                        places = np.linspace(0, content.shape[0] * content.shape[1] - 1, style[..., 0].size).astype(int)
                        made = np.empty((style[..., 0].size, 3))
                        made[np.argsort(style.sum(axis=2).ravel())] = content.reshape(-1, 3)[
                            np.argsort(content.sum(axis=2).ravel())[places]
                        ]
                        made += content.mean(axis=(0, 1)) - made.mean(axis=0)
                        return made.reshape(style.shape)
                """),
            ],
            "holds NaN": edit("np.abs(sizes)", "sizes"),
        },
        "synthesize_texture": {
            "at most 0.3 is allowed": [
                code("""
                    def synthesize_texture(features, targets, shape):
                        return np.full((*shape, 3), 0.5)
                """),
                code("""
                    def synthesize_texture(features, targets, shape):
                        return np.random.rand(*shape, 3)
                """),
                edit("Adam(0.07)", "Adam(0.001)"),
                edit("0.45, 0.55", "0.0, 1.0", "Adam(0.07)", "Adam(0.01)"),
                edit("Adam(0.07)", "SGD(0.001)"),
                edit("range(40)", "range(2)"),
                edit(" / len(rows)", ""),
            ],
            "they must lie between 0 and 1": edit("        picture.assign(clip_0_1(picture))\n", ""),
            "40 calls are allowed": edit("range(40)", "range(300)"),
            "`result` has the shape": edit("picture[0].numpy()", "picture.numpy()"),
            "result is None": edit("    return picture[0].numpy()\n", ""),
        },
    },
}


def _fresh(value):
    """Return a tensor with the same numbers that depends on nothing."""
    import tensorflow as tf

    return tf.constant(value.numpy())


EXPLANATIONS = {}

_FREE = "Where the picture begins, the rate and the number of updates are free, as long as the targets are reached."

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
EQUIVALENT = {
    "2_style_transfer": {
        "compute_content_cost": [
            (
                "a_C, a_G = (content_output[-1], generated_output[-1]) -> "
                "a_C, a_G = (generated_output[-1], content_output[-1])",
                "A cost is the same in either order of the two pictures, whose activations have the same shape.",
            ),
        ],
        "compute_layer_style_cost": [
            (
                "return tf.reduce_sum(tf.square(G_S - G_G)) / (2.0 * n_C * n_H * n_W) ** 2 -> "
                "return tf.reduce_sum(tf.square(G_S - G_G)) / (-2.0 * n_C * n_H * n_W) ** 2",
                "The square takes the sign away.",
            ),
        ],
        "train_step": [
            (
                "J = total_cost(compute_content_cost(a_C, a_G), compute_style_cost(a_S, a_G)) -> "
                f"J = total_cost({costs})",
                "A cost is the same in either order of its arguments, which have the same shape.",
            )
            for costs in (
                "compute_content_cost(a_G, a_C), compute_style_cost(a_S, a_G)",
                "compute_content_cost(a_C, a_G), compute_style_cost(a_G, a_S)",
            )
        ],
        "synthesize_texture": [
            ("picture = tf.Variable(tf.random.uniform((1, *shape, 3), 0.45, 0.55)) -> *", _FREE),
            ("adam = optimizers.Adam(0.07) -> *", _FREE),
            ("for _ in range(40): -> *", _FREE),
            ("cost = 0 -> *", "A number that is added to the cost has no gradient."),
            (
                "cost += tf.reduce_sum(error ** 2) / tf.reduce_sum(target ** 2) -> *",
                "Any weights of the layers that lead to the targets are right.",
            ),
            (
                "error = tf.matmul(rows, rows, transpose_a=True) / len(rows) - target -> "
                "error = target - tf.matmul(rows, rows, transpose_a=True) / len(rows)",
                "Only the square of the error is used.",
            ),
            ("return picture[0].numpy() -> return picture[0]", "A tensor is accepted."),
            (
                "return picture[0].numpy() -> return picture[-1].numpy()",
                "The batch is one picture: its last is its first.",
            ),
        ],
    },
}
