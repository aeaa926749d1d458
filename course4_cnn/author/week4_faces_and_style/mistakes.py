"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, result

# ----------------------------------------------------------------------------------- 1_face_recognition

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_LEVEL = "near = table.min(axis=1) < chances[int(far * len(chances))]"
_TABLE = "return np.{}((X[:, np.newaxis] - enrolled) ** 2, axis=2)"
_FURTHER = "further = others[squares[{}] {} squares[{}]]"
_KEPT = "if p != a and squares[{}] {} squares[{}] + alpha:"
_DOOR = "door_open = {}"
_SYMMETRIC = "A distance is the same in both directions."
_NO_TIES = "No two distances are equal."


# ------------------------------------------------------------------------------------- 2_style_transfer


def _fresh(value):
    """Return a tensor with the same numbers that depends on nothing."""
    import tensorflow as tf

    return tf.constant(value.numpy())


_FREE = "Where the picture begins, the rate and the number of updates are free, as long as the targets are reached."

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.


# --------------------------------------------------------------------------------------------- together

MISTAKES = {
    "1_face_recognition": {
        "triplet_loss": {
            "The margin has the wrong sign: it is what the negative must be further away, so it adds to the loss.": edit(
                "+ alpha", "- alpha"
            ),
            "The margin is missing: then equal encodings for all pictures cost nothing.": edit(" + alpha", ""),
            "The margin is always 0.2 here: use the argument.": edit("+ alpha", "+ 0.2"),
            "Positive and negative have changed places: this pushes pictures of one person apart.": edit(
                "near - far", "far - near"
            ),
            "The maximum is taken after the sum: triplets far beyond the margin pay for the others.": edit(
                "tf.reduce_sum(tf.maximum(near - far + alpha, 0.0))",
                "tf.maximum(tf.reduce_sum(near - far + alpha), 0.0)",
            ),
            "Nothing is cut off at 0: a negative that is far enough would be pushed on for ever.": edit(
                "tf.maximum(near - far + alpha, 0.0)", "near - far + alpha"
            ),
            "This is the mean over the triplets; the sum is asked for.": edit(
                "return tf.reduce_sum(tf.max", "return tf.reduce_mean(tf.max"
            ),
            "The distances are not squared.": edit("return", "near, far = near ** 0.5, far ** 0.5\n    return"),
            "The differences are added up without being squared: they cancel one another.": edit(
                "(anchor - positive) ** 2", "(anchor - positive)", "(anchor - negative) ** 2", "(anchor - negative)"
            ),
            "The sum runs over the triplets and not over the numbers of an encoding: compare the shapes of `near` and of the batch.": edit(
                "(anchor - positive) ** 2, axis=1",
                "(anchor - positive) ** 2, axis=0",
                "(anchor - negative) ** 2, axis=1",
                "(anchor - negative) ** 2, axis=0",
            ),
            "Distances of the whole batch are compared instead of those of each triplet.": edit(
                "(anchor - positive) ** 2, axis=1",
                "(anchor - positive) ** 2",
                "(anchor - negative) ** 2, axis=1",
                "(anchor - negative) ** 2",
            ),
            "The mean over the numbers of an encoding stands where their sum belongs: the margin would depend on how many there are.": edit(
                "near = tf.reduce_sum", "near = tf.reduce_mean", "far = tf.reduce_sum", "far = tf.reduce_mean"
            ),
            "The negative is compared with the positive; both distances start at the anchor.": edit(
                "(anchor - negative)", "(positive - negative)"
            ),
            "There is one loss for each triplet; add them up.": edit("return tf.reduce_sum(tf.max", "return (tf.max"),
            "The absolute value stands where the maximum with 0 belongs.": edit(
                "tf.maximum(near - far + alpha, 0.0)", "tf.abs(near - far + alpha)"
            ),
        },
        "hard_triplets": {
            "The nearest negative of all is chosen, also where it is nearer than the positive: with it, the network of section 4 collapses.": edit(
                "further = others[squares[a, others] > squares[a, p]]", "further = others"
            ),
            "Triplets without a loss are among the rows: they have no gradient.": edit(
                " and squares[a, n] < squares[a, p] + alpha", ""
            ),
            "An anchor is its own positive in some rows.": edit("p != a and ", ""),
            "Each pair is used once; both pictures of it are an anchor in turn.": edit("if p != a", "if p > a"),
            "Where no negative is further than the positive, the nearest one is chosen; asked is the farthest.": edit(
                "argmax", "argmin"
            ),
            "Where no negative is further than the positive, the pair is left out.": edit(
                "            else:\n                n = others[squares[a, others].argmax()]",
                "            else:\n                continue",
            ),
            "The distances are not squared, so the margin means something else.": edit("axis=2)\n", "axis=2) ** 0.5\n"),
            "The farthest of the negatives that qualify is chosen, the easiest: take the nearest.": edit(
                "further[squares[a, further].argmin()]", "further[squares[a, further].argmax()]"
            ),
            "The position is one in a list of candidates, not in the batch.": [
                edit("n = further[squares[a, further].argmin()]", "n = squares[a, further].argmin()"),
                edit("n = others[squares[a, others].argmax()]", "n = squares[a, others].argmax()"),
            ],
            "The negative is looked for around the positive; its distance from the anchor counts.": edit(
                "further[squares[a, further].argmin()]", "further[squares[p, further].argmin()]"
            ),
            "The margin is left out of the last test: a negative that is further, but not by the margin, has a loss as well.": edit(
                "squares[a, p] + alpha:", "squares[a, p]:"
            ),
            "All negatives within reach are combined with each pair; one for each pair is asked for.": code("""
                def hard_triplets(E, labels, alpha):
                    D = np.sum((E[:, None] - E) ** 2, axis=2)
                    rows = []
                    for a in range(len(E)):
                        for p in range(len(E)):
                            for n in range(len(E)):
                                if labels[a] == labels[p] and a != p and labels[n] != labels[a]:
                                    if D[a, n] < D[a, p] + alpha:
                                        rows.append((a, p, n))
                    return np.array(rows, int).reshape(-1, 3)
            """),
            "Any negative is chosen, whatever its distance.": code("""
                def hard_triplets(E, labels, alpha):
                    rows = []
                    for a in range(len(E)):
                        for p in np.flatnonzero(labels == labels[a]):
                            if p != a:
                                rows.append((a, p, np.flatnonzero(labels != labels[a])[0]))
                    return np.array(rows, int).reshape(-1, 3)
            """),
        },
        "choose_threshold": {
            "The threshold comes from pairs of one person; pairs of two people decide the false-accept rate.": edit(
                "others = np.sort(distances[~same])", "others = np.sort(distances[same])"
            ),
            "The allowed share is taken of all pairs; it is a share of the pairs of two people.": edit(
                "int(far * len(others))", "int(far * len(distances))"
            ),
            "One pair more than allowed is accepted.": edit("int(far * len(others))", "int(far * len(others)) + 1"),
            "One more pair could be accepted: a pair at the threshold itself is refused.": edit(
                "int(far * len(others))", "int(far * len(others)) - 1"
            ),
            "The number of pairs is rounded to the nearest whole number; half a pair too many is too many.": edit(
                "int(far * len(others))", "round(far * len(others))"
            ),
            "The largest distances are accepted: sorted downwards, the first are the least alike.": edit(
                "others = np.sort(distances[~same])", "others = np.sort(distances[~same])[::-1]"
            ),
            "The false-accept rate is the one that was allowed, not the one that is reached.": edit(
                "np.mean(others < threshold)", "far"
            ),
            "A pair at the threshold is counted as accepted; only those below it are.": [
                edit("others < threshold", "others <= threshold"),
                edit("distances[same] >= threshold", "distances[same] > threshold"),
            ],
            "The last number is the true-accept rate; the false-reject rate is 1 minus it.": edit(
                ">= threshold)", "< threshold)"
            ),
            "The false-reject rate is a share of the pairs of one person, not of all pairs.": edit(
                "np.mean(distances[same] >= threshold)", "np.mean((distances >= threshold) & same)"
            ),
            "The false-accept rate is a share of the pairs of two people, not of all pairs.": edit(
                "np.mean(others < threshold)", "np.sum(others < threshold) / len(distances)"
            ),
            "An interpolated quantile lies between two distances: a larger threshold accepts no more pairs.": edit(
                "others[int(far * len(others))]", "np.quantile(others, far)"
            ),
            "This is the threshold with the fewest errors, whatever rate was asked for.": code("""
                def choose_threshold(distances, same, far):
                    errors = [np.sum((distances < t) != same) for t in distances]
                    threshold = distances[np.argmin(errors)]
                    return threshold, np.mean(distances[~same] < threshold), np.mean(distances[same] >= threshold)
            """),
            "The same threshold for everybody: it must come from the distances.": edit(
                "threshold = others[int(far * len(others))]", "threshold = 0.53"
            ),
        },
        "verify": {
            "The threshold is typed in: use the constant, which changes with the network.": [
                edit("dist < THRESHOLD", "dist < 0.53"),
                edit("dist < THRESHOLD", "dist < 0.7"),
            ],
            "The door opens for those who are far away.": edit("dist < THRESHOLD", "dist > THRESHOLD"),
            "This is the squared distance.": edit("- database[identity])", "- database[identity]) ** 2"),
            "This is the sum of absolute differences, not the Euclidean distance.": edit(
                "np.linalg.norm(img_to_encoding(image_path, model) - database[identity])",
                "np.sum(np.abs(img_to_encoding(image_path, model) - database[identity]))",
            ),
            "The norm of a single row of a matrix is asked for; this one is the largest singular value or column sum.": edit(
                "- database[identity])", "- database[identity], 1)"
            ),
            "The picture is compared with the first person of the database, not with `identity`.": edit(
                "database[identity]", "next(iter(database.values()))"
            ),
            "The picture is compared with the nearest person: then everybody passes under any name.": edit(
                "np.linalg.norm(img_to_encoding(image_path, model) - database[identity])",
                "min(np.linalg.norm(img_to_encoding(image_path, model) - known) for known in database.values())",
            ),
            "The two results stand in the other order.": edit("return dist, door_open", "return door_open, dist"),
            "The door always opens.": edit("bool(dist < THRESHOLD)", "True"),
            "The squared distance is compared with the threshold.": edit("dist < THRESHOLD", "dist ** 2 < THRESHOLD"),
        },
        "who_is_it": {
            "This is the person who is least alike.": edit("min(distances", "max(distances"),
            "The first one below the threshold is returned; a later one may be nearer.": code("""
                def who_is_it(image_path, database, model):
                    encoding = img_to_encoding(image_path, model)
                    for name, known in database.items():
                        dist = np.linalg.norm(encoding - known)
                        if dist < THRESHOLD:
                            return dist, name
                    return dist, name
            """),
            "The last person of the database is returned: remember the nearest one so far.": edit(
                "min(distances, key=distances.get)", "list(distances)[-1]"
            ),
            "The first name of the alphabet is returned: the distance decides.": edit(
                "min(distances, key=distances.get)", "min(distances)"
            ),
            "The name is replaced where the person is far away; it is returned all the same.": [
                edit(
                    "return distances[identity], identity",
                    "return distances[identity], identity if distances[identity] <= THRESHOLD else None",
                ),
                edit(
                    "return distances[identity], identity",
                    'return distances[identity], identity if distances[identity] <= THRESHOLD else "unknown"',
                ),
            ],
            "The distance of the nearest person is squared.": edit("- known)", "- known) ** 2"),
            "The two results stand in the other order: the distance comes first.": edit(
                "return distances[identity], identity", "return identity, distances[identity]"
            ),
            "Distances beyond 1 are ignored: where nobody is near, the nearest is still asked for.": code("""
                def who_is_it(image_path, database, model):
                    encoding, min_dist, identity = img_to_encoding(image_path, model), 1.0, None
                    for name, known in database.items():
                        dist = np.linalg.norm(encoding - known)
                        if dist < min_dist:
                            min_dist, identity = dist, name
                    return min_dist, identity
            """),
            "The name belongs to the nearest person, the distance to another one.": edit(
                "return distances[identity], identity", "return list(distances.values())[-1], identity"
            ),
        },
        "recognize": {
            "A stranger is compared with everybody who is enrolled there": [
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        i, j = np.triu_indices(len(tuning), 1)
                        pairs = np.linalg.norm(tuning[i] - tuning[j], axis=1)[owners[i] != owners[j]]
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < np.quantile(pairs, far), table.argmin(axis=1), -1)
                """),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < 0.9, table.argmin(axis=1), -1)
                """),
                edit("squares(tuning).min(axis=1)", "squares(tuning)[:, 0]"),
                edit("int(far * len(chances))", "int(2 * far * len(chances))"),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        distances = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        nearest = distances.min(axis=1)
                        return np.where(nearest < np.quantile(nearest, 3 * far), distances.argmin(axis=1), -1)
                """),
                edit("np.sort(squares(tuning).min(axis=1))", "np.sort(squares(tuning).min(axis=1))[::-1]"),
            ],
            "How near do strangers come to anybody at such a door?": [
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < 0.53, table.argmin(axis=1), -1)
                """),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < 0.65, table.argmin(axis=1), -1)
                """),
                edit("int(far * len(chances))", "0"),
                edit("squares(tuning)", "squares(visitors)"),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        distances = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        nearest = distances.min(axis=1)
                        return np.where(nearest < np.quantile(nearest, 2 * far), distances.argmin(axis=1), -1)
                """),
            ],
            "Everybody is let in under some name": [
                edit("np.where(near, table.argmin(axis=1), -1)", "table.argmin(axis=1)"),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        return np.zeros(len(visitors), int)
                """),
            ],
            "Nobody is let in, at any door": code("""
                def recognize(enrolled, visitors, tuning, owners, far):
                    return np.full(len(visitors), -1)
            """),
            "taken for somebody else: who is nearest?": edit("table.argmin", "table.argmax"),
            "The result is None": edit("return np.where(near", "np.where(near"),
            "Each entry is a row of `enrolled`": edit(", -1)", ", -2)"),
            "The entries are `float64`, not whole numbers": edit(", -1)", ", -1.0)"),
        },
    },
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

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "One photograph of each member is all it has to learn from, and every week it has to be trained again, with all of its outputs. For strangers, too, its 400 probabilities add up to 1; a threshold on them was not trained.",
            "b": "Better than training everything, but the head is fitted again each week, and for strangers, too, the 400 probabilities add up to 1; a threshold on them was not trained.",
            "c": 'How to compare is learned from many other people, once. Whoever joins is one more row in the database, whoever leaves one less, and the threshold can say "nobody".',
            "d": "Each of them has a single positive example, and every new member needs another network. All of them have to learn how faces differ, each on its own.",
        },
        "q2": {
            "a": "Both pictures go through the same weights, and a distance does not depend on the order.",
            "b": "The same picture through the same weights gives the same encoding, whatever the weights are. With separate weights it does not, as the lesson measured.",
            "c": "The two branches share their weights, which are stored once and updated once.",
            "d": "Each picture goes through the network alone; the two meet only in the distance.",
            "e": "It has learned to compare, which carries over to people it has never seen. In the lesson, the letters of the test were of an alphabet that no network was trained on.",
        },
        "q3": {
            "a": "0.5 + 0.2 is less than 0.9: the inequality holds, and the loss is 0.",
            "b": "The order is correct, but not by the margin: 0.3 + 0.2 is 0.5, so the loss is 0.1. The negative is semi-hard.",
            "c": "The negative is nearer than the positive: 0.6 + 0.2 is 0.8, so the loss is 0.3.",
            "d": "0.1 + 0.2 is 0.3, and the negative is further away than that: the loss is 0.",
            "e": "The loss is the whole margin, 0.2. But the gradient is 0 where all three encodings agree, which is why a collapsed network hardly moves.",
        },
        "q4": {
            "a": "In the lesson, photographs without their colours cost about a quarter of another photograph in the first layer, and as much in the last.",
            "b": "In the lesson, a shift by 4 pixels cost about half of another photograph in the first layer and a tenth in the last; losing the colours cost about a quarter in both.",
            "c": "A unit sees its receptive field, 3 pixels in the first layer and 207 in the last. The table of changes shows how differently the layers respond.",
            "d": "In the lesson, noise cost twice as much in the last layer as in the first.",
        },
        "q5": {
            "a": "A sum over all places does not depend on their order, as long as the channels stay together at each place.",
            "b": "Then products are taken of activations from different places: only the diagonal stays as it is. What is active together is what the other entries hold.",
            "c": "Mirroring the feature maps is a permutation of their places, the same one for each channel.",
            "d": "Each product becomes four times as large.",
            "e": "An edge that rises to the right becomes one that rises to the left, and other channels respond to it. Mirrored pictures have mirrored activations only if the filters come in mirrored pairs or are symmetric.",
        },
        "q6": {
            "a": "20 - 3 + 1 = 18 in each direction, and one number for each filter.",
            "b": "27 weights for each of 16 channels and 32 filters, and 32 biases: 13,824 + 32.",
            "c": "That is 27 times 32 weights and 32 biases, without the 16 channels. A filter has its own weights for each channel.",
            "d": "There are 18 by 18 by 18 places with 13,824 products at each: 80.6 million.",
            "e": "A filter of 3 by 3 by 3 also weights the slices above and below; slice by slice, the spirals of the lesson cannot be told apart.",
        },
        "q7": {
            "a": "All rows use the same pictures; only the number of people enrolled differs from row to row.",
            "b": "With one person enrolled, the rate is what the contract says. What has changed is the number of comparisons.",
            "c": "Then the staff would be refused more often. Here about as many as before get in under their own name, and it is visitors who get in too often.",
            "d": "One comparison in a hundred goes wrong, and each visitor causes 80. The museum had bought a rate for verification and used it for recognition, and paid for a guard at the door. A contract has to say how many people will be enrolled.",
        },
        "q8": {
            "a": "Then the loss would go up and down. Here it stands at the margin in each of the trainings, and with a rate five times smaller it ends there, too.",
            "b": "Distances of 0.03 between encodings of unit length, which can be 2 apart: the network has collapsed. Pulling everything together lowers the loss of the hardest triplets, down to the margin. Semi-hard negatives avoid that. For three weeks the team had looked at nothing but the loss.",
            "c": "The loss of a collapsed network is the margin, whatever that is: with a margin of 1 the same training ends at 1.000.",
            "d": "With semi-hard negatives, the same network names 45 % of the Georgian letters correctly, with 20 to choose from. What is wrong is what this training asks for.",
        },
        "q9": {
            "a": "There are a hundred times as many pairs of two people as of one: even if few are taken for one person, they are most of the alarms. With the corrected logit no pair here is above 0.9: the company needs a lower threshold and patience, or a better encoder. Hundreds of files were opened in vain.",
            "b": "On held-out pairs, half and half, nine in ten alarms are correct, which is no overfitting. More pairs in the same proportion teach the same odds.",
            "c": "That raises more alarms, and an even smaller share of them is correct.",
            "d": "On pairs as in training, its probabilities are good. A distance has the same problem with rare pairs, and no logit that one could correct.",
        },
        "q10": {
            "a": "The transfers of the lesson use this network, with the cost of each layer divided by its value for the content picture. In a larger network the layers differ in size, too.",
            "b": "That multiplies the costs of all layers by the same number; their shares stay the same.",
            "c": "Squared sums over places are largest in layers with many places and large activations; divided by their values for the content picture, all layers begin with the same share. Print the parts of a cost before you add them. The team had tuned the weight of the style for a month.",
            "d": "Their gradient is a small part of the sum, however many updates there are. What the late layers need is a larger weight.",
        },
    },
}

EQUIVALENT = {
    "1_face_recognition": {
        "hard_triplets": [
            *(
                (f"{_FURTHER.format('a, others', '>', 'a, p')} -> {_FURTHER.format(*parts)}", reason)
                for parts, reason in (
                    (("a, others", ">=", "a, p"), _NO_TIES),
                    (("others, a", ">", "a, p"), _SYMMETRIC),
                    (("a, others", ">", "p, a"), _SYMMETRIC),
                )
            ),
            *(
                (f"{_KEPT.format('a, n', '<', 'a, p')} -> {_KEPT.format(*parts)}", reason)
                for parts, reason in (
                    (("a, n", "<=", "a, p"), _NO_TIES),
                    (("n, a", "<", "a, p"), _SYMMETRIC),
                    (("a, n", "<", "p, a"), _SYMMETRIC),
                )
            ),
            (
                "n = further[squares[a, further].argmin()] -> n = further[squares[further, a].argmin()]",
                _SYMMETRIC,
            ),
            ("n = others[squares[a, others].argmax()] -> n = others[squares[others, a].argmax()]", _SYMMETRIC),
        ],
        "verify": [
            (f"{_DOOR.format('bool(dist < THRESHOLD)')} -> {_DOOR.format('bool(dist <= THRESHOLD)')}", _NO_TIES),
            (
                f"{_DOOR.format('bool(dist < THRESHOLD)')} -> {_DOOR.format('dist < THRESHOLD')}",
                "NumPy's truth values are accepted.",
            ),
        ],
        "recognize": [
            (f"{_LEVEL} -> *", "One of some hundred pictures more or less below the threshold."),
            (f"{_TABLE.format('sum')} -> {_TABLE.format('mean')}", "All are divided by the same number."),
        ],
    },
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

PARTS = {
    "1_face_recognition": {
        "choose_threshold": {
            0: "The threshold is wrong. Sort the distances of the pairs of two people: how many of them lie below yours, "
            "and how many may?",
            1: "The threshold is right, the false-accept rate is not: count the pairs of two people below it.",
            2: "Threshold and false-accept rate are right, the false-reject rate is not: which pairs are refused, and of "
            "how many?",
        },
        "verify": {
            0: "The distance is wrong. Print the two encodings: which are compared, and with which norm?",
            1: "The distance is right, `door_open` is not: what is it compared with?",
        },
        "who_is_it": {
            1: "The name is wrong. Print the distance to each person of the database.",
            0: "The name is right, the distance is not: it is the Euclidean distance to that person.",
        },
    },
}
