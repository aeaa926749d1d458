"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, given, result


def _constant(start, layer, rate):
    """Return a version of `next_run` that spends all steps in one way, whatever the task."""
    return lambda task, runs: (
        None if runs else {"start": start, "trainable_from": layer, "learning_rate": rate, "steps": task["steps_left"]}
    )


MISTAKES = {
    "1_errors_and_mismatch": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "2_simulator_driving": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "3_transfer_and_multitask": {
        "masked_loss": {
            "What does a label that is missing do to a product?": [
                edit(
                    "known = tf.where(there, labels, 0.0)",
                    "known = labels",
                    "tf.where(there, losses, 0.0)",
                    "losses * tf.cast(there, tf.float32)",
                ),
                edit("tf.maximum(count, 1.0)", "count"),
                edit("tf.where(there, losses, 0.0)", "losses", "labels, 0.0)", "labels, labels)"),
            ],
            "a missing label still takes part behind `tf.where`": edit("tf.where(there, labels, 0.0)", "labels"),
            "The loss is": [
                edit("tf.where(there, losses, 0.0)", "losses"),
                edit("tf.maximum(count, 1.0)", "tf.cast(tf.size(labels), tf.float32)"),
                edit("/ tf.maximum(count, 1.0)", ""),
                edit("tf.maximum(count, 1.0)", "(count + 1.0)"),
                edit("logits=logits", "logits=tf.sigmoid(logits)"),
                edit("known = tf.where(there, labels, 0.0)", "known = 1 - tf.where(there, labels, 0.0)"),
                edit("tf.where(there, losses, 0.0)) /", "tf.where(there, losses, 0.0)) * -1 /"),
                code("""
                    def masked_loss(labels, logits):
                        there = tf.math.is_finite(labels)
                        known = tf.where(there, labels, 0.0)
                        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=known, logits=logits)
                        counts = tf.reduce_sum(tf.cast(there, tf.float32), axis=0)
                        sums = tf.reduce_sum(tf.where(there, losses, 0.0), axis=0)
                        return tf.reduce_mean(sums / tf.maximum(counts, 1.0))
                """),
                code("""
                    def masked_loss(labels, logits):
                        rows = tf.reduce_all(tf.math.is_finite(labels), axis=1)
                        labels, logits = tf.boolean_mask(labels, rows), tf.boolean_mask(logits, rows)
                        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
                        return tf.reduce_sum(losses) / tf.maximum(tf.cast(tf.size(losses), tf.float32), 1.0)
                """),
                code("""
                    def masked_loss(labels, logits):
                        there = tf.math.is_finite(labels)
                        known = tf.where(there, labels, 0.0)
                        a = tf.clip_by_value(tf.sigmoid(logits), 1e-7, 1 - 1e-7)
                        losses = -known * tf.math.log(a) - (1 - known) * tf.math.log(1 - a)
                        count = tf.reduce_sum(tf.cast(there, tf.float32))
                        return tf.reduce_sum(tf.where(there, losses, 0.0)) / tf.maximum(count, 1.0)
                """),
            ],
            "`result` has the shape": edit("tf.where(there, losses, 0.0))", "tf.where(there, losses, 0.0), axis=0)"),
            "The result is no tensor": result(lambda loss: float(loss)),
        },
        "per_task_errors": {
            "A question that nobody has answered has an unknown error: `nan`, not 0.": edit("np.nan)", "0.0)"),
            "A missing label counts as a wrong answer: `nan` differs from everything.": edit(" & there", ""),
            "This is divided by the number of pictures: divide by the labels that are there.": edit(
                "counts = there.sum(axis=0)", "counts = np.where(there.any(axis=0), len(labels), 0)"
            ),
            "A logit of 0 counts as yes: only a positive one does.": edit("logits > 0", "logits >= 0"),
            "The logits are compared with 0.5 as if they were probabilities.": edit("logits > 0", "logits > 0.5"),
            "These are accuracies: the share of *wrong* answers is asked for.": edit("!= (labels", "== (labels"),
            "These are counts: divide by the labels that are there.": edit(
                "np.divide(wrong.sum(axis=0), counts, out=unknown, where=counts > 0)",
                "np.where(counts > 0, wrong.sum(axis=0), np.nan)",
            ),
            "This is one error for all questions: one for each is asked for.": result(
                lambda errors: np.float64(errors[~np.isnan(errors)].mean()) if not np.isnan(errors).all() else np.nan
            ),
            "This is one error for each picture: the questions are the columns.": code("""
                def per_task_errors(labels, logits):
                    there = ~np.isnan(labels)
                    wrong = ((logits > 0) != (labels == 1)) & there
                    return wrong.sum(axis=1) / np.maximum(there.sum(axis=1), 1)
            """),
            "Pictures with a missing label are left out whole: their other labels count.": code("""
                def per_task_errors(labels, logits):
                    whole = ~np.isnan(labels).any(axis=1)
                    if not whole.any():
                        return np.full(labels.shape[1], np.nan)
                    return np.mean((logits[whole] > 0) != (labels[whole] == 1), axis=0)
            """),
            "A call changes its argument `labels` in place": edit(
                "    there = ~np.isnan(labels)",
                "    there = ~np.isnan(labels)\n    labels[~there] = 0",
            ),
        },
        "transfer_model": {
            "does `clone_model` copy weights?": edit("copy.set_weights(base.get_weights())", "pass"),
            "changes the weights of the base": edit(
                "keras.models.clone_model(base)", "keras.Sequential([keras.Input(base.input_shape[1:]), *base.layers])"
            ),
            "leave the base as it is": code("""
                def transfer_model(base, classes, trainable_from):
                    for number, layer in enumerate(base.layers):
                        layer.trainable = number >= trainable_from
                    copy = keras.models.clone_model(base)
                    copy.set_weights(base.get_weights())
                    head = keras.layers.Dense(classes)
                    return keras.Sequential([keras.Input(base.input_shape[1:]), *copy.layers[:-1], head])
            """),
            "which is to stay frozen": [
                edit("number >= trainable_from", "number > trainable_from - 2"),
                edit("number >= trainable_from", "True"),
            ],
            "leaves weights of layer": [
                edit("number >= trainable_from", "number < trainable_from"),
                edit("number >= trainable_from", "number > trainable_from"),
                edit("number >= trainable_from", "False"),
                edit(
                    "layer.trainable = number >= trainable_from",
                    "layer.trainable = layer.trainable and number >= trainable_from",
                ),
            ],
            "The rows of the output add up to 1": edit("Dense(classes)", 'Dense(classes, activation="softmax")'),
            "put through one dense layer": edit("Dense(classes)", 'Dense(classes, activation="relu")'),
            "one new layer after them": [
                edit("copy.layers[:-1]", "copy.layers"),
                edit("copy.layers[:-1]", "copy.layers[:-2]"),
            ],
            "the model returns the shape": edit("Dense(classes)", "Dense(classes + 1)"),
            "The new last layer does not train": edit("Dense(classes)", "Dense(classes, trainable=False)"),
            "expected a Keras model": result(lambda model: model.get_weights()),
        },
        "crossing_point": {
            "The crossing is interpolated on the sizes themselves: take their logarithms.": edit(
                "sizes[i] * (sizes[i + 1] / sizes[i]) ** share", "sizes[i] + (sizes[i + 1] - sizes[i]) * share"
            ),
            "The crossing is a size of the table: interpolate between the two.": [
                edit("sizes[i] * (sizes[i + 1] / sizes[i]) ** share", "sizes[i]"),
                edit("sizes[i] * (sizes[i + 1] / sizes[i]) ** share", "sizes[i + 1]"),
            ],
            "The crossing lies halfway between the two sizes, wherever the differences are 0.": edit(
                "mean[i] / (mean[i] - mean[i + 1])", "0.5"
            ),
            "a and b are exchanged: a is the method that is ahead at first.": given(
                lambda sizes, errors_a, errors_b: (sizes, errors_b, errors_a)
            ),
            "The seeds are not paired: compute the standard error of the differences.": edit(
                "2 * difference.std(axis=0, ddof=1) / np.sqrt(len(difference))",
                "2 * np.sqrt((errors_a.var(axis=0, ddof=1) + errors_b.var(axis=0, ddof=1)) / len(difference))",
            ),
            "The margin is the standard deviation of single seeds: the mean of n seeds varies less.": edit(
                " / np.sqrt(len(difference))", ""
            ),
            "The standard deviation is divided by n, not by n - 1.": edit(", ddof=1", ""),
            "The margin is one standard error, not two.": edit("2 * difference", "difference"),
            "The interval ignores the spread of the seeds.": edit("margin = 2 *", "margin = 0 *"),
            "`low` is the smallest of the sizes at which a is clearly better: take the largest.": edit(
                "low = max(", "low = min("
            ),
            "`high` is the largest of the sizes at which b is clearly better: take the smallest.": edit(
                "high = min(", "high = max("
            ),
            "Of several crossings the first one is asked for.": edit("turns[0]", "turns[-1]"),
            "Where a is never clearly better, `low` is 0.": edit("default=0)", "default=sizes[0])"),
            "Where b is never clearly better, `high` is infinite.": edit("default=np.inf)", "default=sizes[-1])"),
            "Without a crossing return `nan`.": edit("crossing = np.nan", "crossing = sizes[-1]"),
        },
        "two_stage": {
            "Across and down are exchanged: the first number is the column.": edit(
                "(across, down) in",
                "(down, across) in",
                "[width - size, height - size]",
                "[height - size, width - size]",
            ),
            "The window begins at the centre: half of it lies before.": edit(" - (size - 1) / 2", ""),
            "The window is off by a pixel: its centre lies (size - 1) / 2 after its first pixel.": edit(
                "(size - 1) / 2", "(size - 1) / 2 + 1"
            ),
            "The corner is always rounded down: take the nearest whole number.": [
                edit("np.rint(", "np.trunc("),
                edit("np.rint(", "np.floor("),
                edit("(size - 1) / 2", "size / 2"),
            ],
            "A window is moved so far inside that its last pixel is never the scene's.": edit(
                "[width - size, height - size]", "[width - size - 1, height - size - 1]"
            ),
            "The limits of columns and rows are exchanged.": edit(
                "[width - size, height - size]", "[height - size, width - size]"
            ),
            "The windows are transposed before they are flattened.": edit(".ravel()", ".T.ravel()"),
            "The logits are returned: the class is the position of the largest one.": edit(".argmax(axis=1)", ""),
            "The position of the smallest logit is returned.": edit("argmax", "argmin"),
            "The whole scenes are classified: `locate` has no say.": edit(
                "corners = np.clip(corners, 0, [width - size, height - size])",
                "corners = 0 * corners",
            ),
        },
        "sharing_pairs": {
            "How many comparisons does one table hold": [
                edit("/ (2 * k * (k - 1))", "/ 2"),
                edit("1 - 0.05 / (2 * k * (k - 1))", "0.99"),
                edit("* error", "* 0"),
                lambda alone, beside: [(i, j) for j in range(alone.shape[1]) for i in range(j)],
                lambda alone, beside: [(0, 1)],
                edit("gain[i, j] and not pain[i, j]", "gain[i, j]"),
                edit("stats.t.ppf(1 - 0.05 / (2 * k * (k - 1)), n - 1)", "2"),
                edit("mean < -limit, mean > limit", "mean > limit, mean < -limit"),
            ],
            "What do the two numbers of one seed have in common?": [
                lambda alone, beside: [],
                edit("gain, pain = helped | helped.T,", "gain, pain = helped & helped.T,"),
                edit(
                    "change.std(axis=0, ddof=1)",
                    "np.sqrt(beside.var(axis=0, ddof=1) + alone.var(axis=0, ddof=1)[:, None])",
                ),
                edit(" / np.sqrt(n)", ""),
            ],
            "the smaller number comes first": edit("[(i, j) for", "[(j, i) for"),
            "expected a list of pairs": [edit("[(i, j) for", "[i for"), lambda alone, beside: None],
        },
        "next_run": {
            "What do a few steps of each kind say about this task?": [
                _constant("random", 0, 0.003),
                _constant("base", 2, 0.01),
                _constant("base", 1, 0.003),
                _constant("base", 0, 0.003),
                _constant("base", 0, 0.001),
                edit("min(range(3)", "max(range(3)"),
            ],
            "nothing has been trained": lambda task, runs: None,
            "expected a dictionary or None": lambda task, runs: 2,
            "lacks the key 'steps'": edit(', "steps": steps', ""),
            "`steps` must be a whole number": edit('task["steps_left"]', "300"),
            "expected 'base', 'random' or an earlier run": edit('"base"', '"frozen"'),
            "an earlier run, must be a whole number": edit(
                "number = start = min",
                "start = 3 + 0 * min",
                "layer, rate = plans[number]",
                "layer, rate = plans[min(number, 2)]",
            ),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q2": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q3": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q4": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q5": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q6": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q7": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q8": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q9": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q10": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
    },
}
