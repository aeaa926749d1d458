"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit

MISTAKES = {
    "1_step_by_step": {
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
    "2_application": {
        "happyModel": {
            "The padding adds nothing to the parameters but decides the size: from 64 to 70 there are three more on each side.": edit(
                "ZeroPadding2D(3)", "ZeroPadding2D(6)"
            ),
            "The convolution pads by itself: then the zeros of the layer before come on top of it.": edit(
                "Conv2D(32, 7)", 'Conv2D(32, 7, padding="same")'
            ),
            "4,736 parameters are 32 filters of how many weights, with a bias each? Solve that for the side of a filter.": [
                edit("Conv2D(32, 7)", "Conv2D(32, 3)"),
                edit("Conv2D(32, 7)", "Conv2D(32, 5)"),
            ],
            "The convolution has a stride: the rows and columns would be half as many.": edit(
                "Conv2D(32, 7)", "Conv2D(32, 7, strides=2)"
            ),
            "The ReLU is a layer of its own, after the normalization.": edit(
                "Conv2D(32, 7)", 'Conv2D(32, 7, activation="relu")', "        layers.ReLU(),\n", ""
            ),
            "The ReLU comes before the normalization.": edit(
                "        layers.BatchNormalization(),\n        layers.ReLU(),",
                "        layers.ReLU(),\n        layers.BatchNormalization(),",
            ),
            "The normalization is missing: 128 parameters are four numbers for each of 32 channels.": edit(
                "        layers.BatchNormalization(),\n", ""
            ),
            "This normalizes over rows, not over channels: 128 parameters belong to 32 channels.": edit(
                "BatchNormalization()", "BatchNormalization(axis=1)"
            ),
            "The pooling is missing: what makes 32 rows of 64?": edit("        layers.MaxPool2D(),\n", ""),
            "Pooling takes the largest number of a window here, not the mean.": edit("MaxPool2D", "AveragePooling2D"),
            "The output is a pre-activation: a probability is asked for.": edit(', activation="sigmoid"', ""),
            "A softmax over a single unit is always 1.": edit('activation="sigmoid"', 'activation="softmax"'),
            "One unit is enough for two classes.": edit(
                'Dense(1, activation="sigmoid")', 'Dense(2, activation="softmax")'
            ),
            "32,768 numbers go into the last layer, so nothing averages them before.": edit(
                "layers.Flatten()", "layers.GlobalAveragePooling2D()"
            ),
        },
        "convolutional_model": {
            "At the rim some pixels are left out: which padding does a pooling layer have if nothing is said?": [
                edit('MaxPool2D(8, padding="same")', "MaxPool2D(8)"),
                edit('MaxPool2D(4, padding="same")', "MaxPool2D(4)"),
                edit(
                    ', padding="same")(A)\n    A = layers.Conv2D',
                    ")(A)\n    A = layers.Conv2D",
                    'MaxPool2D(4, padding="same")',
                    "MaxPool2D(4)",
                ),
            ],
            "The windows of a pooling overlap: its stride is as long as its side.": [
                edit('MaxPool2D(8, padding="same")', 'MaxPool2D(8, strides=1, padding="same")'),
                edit('MaxPool2D(8, padding="same")', 'MaxPool2D(8, strides=4, padding="same")'),
                edit('MaxPool2D(4, padding="same")', 'MaxPool2D(4, strides=2, padding="same")'),
            ],
            "A convolution without padding loses rows and columns; here they stay as many.": [
                edit('Conv2D(8, 4, padding="same")', "Conv2D(8, 4)"),
                edit('Conv2D(16, 2, padding="same")', "Conv2D(16, 2)"),
            ],
            "The side of a filter does not fit to the number of parameters.": [
                edit("Conv2D(8, 4", "Conv2D(8, 3"),
                edit("Conv2D(16, 2", "Conv2D(16, 4"),
                edit("Conv2D(16, 2", "Conv2D(16, 3"),
            ],
            "The model takes pictures of one size whatever it is told: `input_shape` has no part in it.": edit(
                "keras.Input(input_shape)", "keras.Input((64, 64, 3))"
            ),
            "The output is logits: probabilities of six classes are asked for.": edit(', activation="softmax"', ""),
            "Six sigmoids need not add up to 1, and one hand shows one number.": edit('"softmax"', '"sigmoid"'),
            "Each ReLU is a layer of its own.": edit(
                'Conv2D(8, 4, padding="same")',
                'Conv2D(8, 4, padding="same", activation="relu")',
                "    A = layers.ReLU()(A)\n",
                "",
            ),
            "There is no ReLU between the layers.": edit("    A = layers.ReLU()(A)\n", ""),
            "The tensor of the last layer is returned: make a `keras.Model` of inputs and outputs.": edit(
                "return keras.Model(inputs, outputs)", "return outputs"
            ),
            "Max pooling is asked for, not the mean of each window.": edit("MaxPool2D", "AveragePooling2D"),
        },
        "top_patches": {
            "Where a patch begins depends on the stride.": edit("row * stride, column * stride", "row, column"),
            "The padding shifts everything: row 0 of the layer looks at rows that begin above the picture.": [
                edit("padded[i", "X[i"),
                edit("row * stride, column * stride", "row * stride + pad, column * stride + pad"),
            ],
            "Two of the patches come from one picture: take the best one of each.": code("""
                def top_patches(A, X, channel, k, f, stride, pad):
                    of_channel = A[..., channel]
                    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
                    patches = []
                    for place in np.argsort(-of_channel.ravel())[:k]:
                        i, row, column = np.unravel_index(place, of_channel.shape)
                        patches.append(padded[i, row * stride : row * stride + f, column * stride : column * stride + f])
                    return np.array(patches)
            """),
            "The order is turned round: the highest activation comes first.": edit(
                "np.argsort(-highest", "np.argsort(highest"
            ),
            "These are the first pictures, not those that the channel responds to most.": edit(
                "np.argsort(-highest.max(axis=1))[:k]", "range(k)"
            ),
            "Row and column are exchanged, or the width is taken for the height.": [
                edit("row, column = divmod", "column, row = divmod"),
                edit("m, n_H, n_W, _ = A.shape", "m, n_W, n_H, _ = A.shape"),
                edit("m, n_H, n_W, _ = A.shape", "m, n_H, n_W, _ = len(A), *X.shape[1:]"),
            ],
            "The patch lies around the place that was found; a window begins there.": edit(
                "row * stride, column * stride", "max(row * stride - f // 2, 0), max(column * stride - f // 2, 0)"
            ),
            "The size of an activation counts with its sign: a large negative number is no response.": edit(
                "A[..., channel]", "np.abs(A[..., channel])"
            ),
            "The channels are mixed: only one of them is asked about.": edit("A[..., channel]", "A.sum(axis=3)"),
        },
        "saliency": {
            "A gradient has a sign; what matters is how much a pixel changes the score, up or down.": [
                edit("np.abs(tape.gradient(total, X).numpy())", "tape.gradient(total, X).numpy()"),
                edit("np.abs(tape.gradient(total, X).numpy())", "np.maximum(tape.gradient(total, X).numpy(), 0)"),
            ],
            "The channels are averaged or added up: the largest one is asked for.": [
                edit(".max(axis=3)", ".mean(axis=3)"),
                edit(".max(axis=3)", ".sum(axis=3)"),
            ],
            "A picture whose score does not react has the map 0: here 0 is divided by 0.": edit(
                "np.where(largest > 0, largest, 1)", "largest"
            ),
            "All pictures are divided by the same number: each map has its own largest entry.": edit(
                "sizes.max(axis=(1, 2), keepdims=True)", "sizes.max() * np.ones((len(sizes), 1, 1))"
            ),
            "The maps are not scaled.": edit("sizes / np.where(largest > 0, largest, 1)", "sizes"),
            "This is gradient times picture, which is 0 wherever the picture is.": edit(
                "np.abs(tape.gradient(total, X).numpy())", "np.abs((X * tape.gradient(total, X)).numpy())"
            ),
            "The sizes are divided by their sum: by the largest is asked for.": edit(
                "sizes.max(axis=(1, 2), keepdims=True)", "sizes.sum(axis=(1, 2), keepdims=True)"
            ),
            "A small number in the denominator keeps the largest entry below 1: treat the case of 0 by itself.": edit(
                "np.where(largest > 0, largest, 1)", "(largest + 0.1)"
            ),
        },
        "attribution": {
            "This is the gradient at the picture times the difference: its sum is the score's difference only for a plane.": edit(
                "(step + 0.5) / steps", "1"
            ),
            "The gradient at the baseline alone says nothing of the way to the picture.": edit(
                "(step + 0.5) / steps", "0"
            ),
            "The gradients are averaged, but not multiplied by how far each entry moves.": edit(
                "return (X - baseline) * total / steps", "return total / steps"
            ),
            "The baseline is not subtracted: an entry that does not move has no share.": edit(
                "return (X - baseline) * total", "return X * total"
            ),
            "The difference is spread evenly: entries that the score does not look at have a share.": code("""
                def attribution(score, X, baseline):
                    whole = np.broadcast_to(baseline, X.shape).astype(np.float32)
                    gain = score(tf.constant(X)) - score(tf.constant(whole))
                    return np.asarray(gain)[:, None, None, None] * np.ones(X.shape) / X[0].size
            """),
            "The difference is shared out in proportion to the gradient at the picture: it adds up, but it does not follow the way.": code("""
                def attribution(score, X, baseline):
                    whole = np.broadcast_to(baseline, X.shape).astype(np.float32)
                    here = tf.constant(X)
                    with tf.GradientTape() as tape:
                        tape.watch(here)
                        value = score(here)
                    parts = (X - baseline) * tape.gradient(value, here).numpy()
                    total = parts.sum(axis=(1, 2, 3), keepdims=True)
                    gain = np.asarray(value - score(tf.constant(whole)))[:, None, None, None]
                    return parts * gain / np.where(np.abs(total) > 1e-9, total, 1)
            """),
            "Each entry is moved alone: what two of them do together is left out or counted twice.": code("""
                def attribution(score, X, baseline):
                    whole, shares = np.broadcast_to(baseline, X.shape), np.zeros(X.shape)
                    for place in np.ndindex(*X.shape[1:]):
                        moved = X.copy()
                        moved[(slice(None), *place)] = whole[(slice(None), *place)]
                        shares[(slice(None), *place)] = score(tf.constant(X)) - score(tf.constant(moved))
                    return shares
            """),
            "Two or three steps are too few for a score that bends.": edit(
                "range(steps)", "range(3)", "/ steps *", "/ 3 *", "total / steps", "total / 3"
            ),
            "The sum over the steps is not divided by their number.": edit("total / steps", "total"),
        },
        "small_network": {
            "fewer than 2,000 are asked for": code("""
                def small_network():
                    inputs = keras.Input((32, 32, 3))
                    hidden = layers.Flatten()(layers.Conv2D(8, 3, activation="relu")(inputs))
                    return keras.Model(inputs, layers.Dense(6)(hidden))
            """),
            "pictures come as (None, 32, 32, 3)": code("""
                def small_network():
                    return convolutional_model((64, 64, 3))
            """),
            "the target is 85%": [
                code("""
                    def small_network():
                        return convolutional_model((32, 32, 3))
                """),
                code("""
                    def small_network():
                        inputs = keras.Input((32, 32, 3))
                        return keras.Model(inputs, layers.Dense(6)(layers.GlobalAveragePooling2D()(inputs)))
                """),
            ],
            "`predictions` has the shape": code("""
                def small_network():
                    inputs = keras.Input((32, 32, 3))
                    return keras.Model(inputs, layers.Dense(1)(layers.GlobalAveragePooling2D()(inputs)))
            """),
        },
        "find_copies": {
            "Only exact copies are found.": code("""
                def find_copies(X_train, X_test):
                    known = {picture.tobytes(): i for i, picture in enumerate(X_train)}
                    return np.array([known.get(picture.tobytes(), -1) for picture in X_test])
            """),
            "Mirrored copies are not found.": edit("(X_train, X_train[:, :, ::-1])", "(X_train,)"),
            "A mirrored picture has left and right exchanged; this one stands on its head.": edit(
                "X_train[:, :, ::-1]", "X_train[:, ::-1]"
            ),
            "Copies that have moved are not found.": edit("range(-2, 3)", "range(0, 1)"),
            "Copies that have moved up or to the left are not found.": edit("range(-2, 3)", "range(0, 3)"),
            "Moves of two pixels are not found.": edit("range(-2, 3)", "range(-1, 2)"),
            "A copy in another light is not recognized: take the mean off.": edit(
                "        part -= part.mean(axis=1, keepdims=True)\n", ""
            ),
            "A copy with more or less contrast is not recognized: compare vectors of the same length.": edit(
                "part / np.linalg.norm(part, axis=1, keepdims=True)", "part / np.linalg.norm(part, axis=1).mean()"
            ),
            "Each picture gets the nearest one, however far it is: many are no copies.": edit(
                "-1), np.full(len(X_test), 0.99)", "-1), np.full(len(X_test), -2.0)"
            ),
            "Portraits resemble one another: the threshold is too low.": edit("0.99", "0.8"),
            "No copy is found.": edit("0.99", "2.0"),
            "Bytes are computed with: differences below 0 wrap round to 255.": code("""
                def find_copies(X_train, X_test):
                    found = np.full(len(X_test), -1)
                    for j, picture in enumerate(X_test):
                        for i, other in enumerate(X_train):
                            for known in (other, other[:, ::-1]):
                                if np.mean(known - picture) < 20:
                                    found[j] = i
                    return found
            """),
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
