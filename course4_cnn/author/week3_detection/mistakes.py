"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit, part, result

MISTAKES = {
    "2_unet": {
        "segmentation_scores": {
            "The pairs are numbered in bytes, which overflow above 255: make the masks whole numbers of more bits first.": edit(
                "n_classes * masks.astype(int) + predictions", "masks * masks.dtype.type(n_classes) + predictions"
            ),
            "The union counts the correct pixels twice: they are in the row and in the column.": edit(
                "(total - both)", "total"
            ),
            "This matrix has a row for each class that is predicted: rows are those of the masks.": edit(
                "n_classes * masks.astype(int) + predictions", "n_classes * predictions.astype(int) + masks"
            ),
            "A class that is nowhere gets 0 and spoils the mean: its score is `nan`.": edit(
                "return confusion, iou, dice, np.nanmean(iou)",
                "return confusion, np.nan_to_num(iou), np.nan_to_num(dice), np.nan_to_num(iou).mean()",
            ),
            "The mean counts a class that is nowhere as 0: leave it out.": edit(
                "np.nanmean(iou)", "np.nan_to_num(iou).mean()"
            ),
            "A class that is nowhere gets 1, as if it had been found: there is nothing to find.": edit(
                "return confusion, iou, dice, np.nanmean(iou)",
                "iou, dice = np.nan_to_num(iou, nan=1), np.nan_to_num(dice, nan=1)\n    return confusion, iou, dice, iou.mean()",
            ),
            "The mean is `nan` as soon as one class is nowhere: which function leaves `nan` out?": edit(
                "np.nanmean(iou)", "np.mean(iou)"
            ),
            "A class that is predicted and never there has an IoU: it is 0, and counts.": edit(
                "iou, dice = both / (total - both), 2 * both / total",
                "iou, dice = both / (total - both), 2 * both / total\n"
                "    iou = np.where(confusion.sum(axis=1) == 0, np.nan, iou)",
            ),
            "This is the recall of each class: what is predicted too often costs nothing.": edit(
                "both / (total - both)", "both / confusion.sum(axis=1)"
            ),
            "This is the precision of each class: what is overlooked costs nothing.": edit(
                "both / (total - both)", "both / confusion.sum(axis=0)"
            ),
            "The Dice coefficient lacks its factor 2: a perfect prediction has 1.": edit(
                "2 * both / total", "both / total"
            ),
            "The mean is weighted by how often a class occurs: here each class counts the same.": edit(
                "np.nanmean(iou)", "np.nansum(iou * confusion.sum(axis=1)) / confusion.sum()"
            ),
            "The mean is that of the Dice coefficients: the mean IoU is asked for.": edit(
                "np.nanmean(iou)", "np.nanmean(dice)"
            ),
            "The last value is the pixel accuracy, which rare classes hardly touch: the mean IoU is asked for.": edit(
                "np.nanmean(iou)", "both.sum() / confusion.sum()"
            ),
            "The confusion matrix is divided by the number of pixels: it counts them.": part(
                0, lambda value: value / value.sum()
            ),
            "Class 0 is left out as if it were background: it is a class like the others.": edit(
                "np.nanmean(iou)", "np.nanmean(iou[1:])"
            ),
            "The matrix is as large as the largest class that occurs: it has `n_classes` rows and columns.": code("""
                def segmentation_scores(masks, predictions, n_classes):
                    n = 1 + int(max(masks.max(), predictions.max()))
                    confusion = np.zeros((n, n), int)
                    np.add.at(confusion, (masks.ravel(), predictions.ravel()), 1)
                    both, total = np.diag(confusion), confusion.sum(axis=0) + confusion.sum(axis=1)
                    with np.errstate(invalid="ignore"):
                        iou, dice = both / (total - both), 2 * both / total
                    return confusion, iou, dice, np.nanmean(iou)
            """),
            "The scores of single pictures are averaged: count over all pictures first.": code("""
                def segmentation_scores(masks, predictions, n_classes):
                    found = []
                    for mask, prediction in zip(np.atleast_2d(masks), np.atleast_2d(predictions)):
                        pairs = n_classes * mask.astype(int) + prediction
                        confusion = np.bincount(pairs.ravel(), minlength=n_classes**2).reshape(n_classes, -1)
                        both, total = np.diag(confusion), confusion.sum(axis=0) + confusion.sum(axis=1)
                        with np.errstate(invalid="ignore"):
                            found.append((confusion, both / (total - both), 2 * both / total))
                    def mean(values):
                        values = np.array(values)
                        known = ~np.isnan(values)
                        sums, counts = np.where(known, values, 0).sum(axis=0), known.sum(axis=0)
                        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
                    matrices, ious, dices = zip(*found)
                    return sum(matrices), mean(ious), mean(dices), np.nanmean(mean(ious))
            """),
        },
        "conv_block": {
            "The skip connection leaves after the pooling: then it has lost where things are.": edit(
                "return layers.MaxPooling2D()(A) if max_pooling else A, A",
                "A = layers.MaxPooling2D()(A) if max_pooling else A\n    return A, A",
            ),
            "The two results are exchanged: what goes down comes first.": edit(
                "return layers.MaxPooling2D()(A) if max_pooling else A, A",
                "return A, layers.MaxPooling2D()(A) if max_pooling else A",
            ),
            "One convolution leads to the result: a level has two, and the second gets what the first returns.": edit(
                "range(2)", "range(1)"
            ),
            "The convolutions lose a row on each side: which padding keeps all?": edit('padding="same", ', ""),
            "The convolutions have no activation: two of them in a row are one weighted sum.": edit(
                'activation="relu", ', ""
            ),
            "The ReLU is a layer of its own: here it is the `activation` of its convolution.": edit(
                'activation="relu", kernel_initializer="he_normal"\n        )(A)',
                'kernel_initializer="he_normal"\n        )(A)\n        A = layers.ReLU()(A)',
            ),
            "A dropout layer is there although the share is 0.": edit("if dropout_prob > 0:", "if True:"),
            "There is no dropout layer, whatever the share.": edit("if dropout_prob > 0:", "if False:"),
            "The share of the dropout is fixed: it is `dropout_prob`.": edit("Dropout(dropout_prob)", "Dropout(0.3)"),
            "The skip connection leaves before the dropout: here it leaves after it.": edit(
                "    if dropout_prob > 0:", "    skip = A\n    if dropout_prob > 0:", "else A, A", "else A, skip"
            ),
            "Dropout comes after the pooling: the skip connection should get it, too.": edit(
                "    if dropout_prob > 0:\n        A = layers.Dropout(dropout_prob)(A)\n"
                "    return layers.MaxPooling2D()(A) if max_pooling else A, A",
                "    skip = A\n    A = layers.MaxPooling2D()(A) if max_pooling else A\n"
                "    return layers.Dropout(dropout_prob)(A) if dropout_prob > 0 else A, skip",
            ),
            "The pooling is always there: `max_pooling` has no part in it.": edit("if max_pooling else A, A", ", A"),
            "The pooling is never there: `max_pooling` has no part in it.": edit(
                "layers.MaxPooling2D()(A) if max_pooling else A, A", "A, A"
            ),
            "This takes the mean of each window: its maximum is asked for.": edit(
                "MaxPooling2D()", "AveragePooling2D(2)"
            ),
            "The second convolution has twice as many filters: both have `n_filters`.": edit(
                "for _ in range(2):", "for factor in (1, 2):", "n_filters, 3,", "factor * n_filters, 3,"
            ),
            "Only what goes down is returned: the skip connection is the second result.": result(
                lambda value: value[0]
            ),
            "One convolution is used twice, with one set of weights: make two.": code("""
                def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
                    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu")(inputs)
                    layer = layers.Conv2D(n_filters, 3, padding="same", activation="relu")
                    A = layer(layer(A))
                    if dropout_prob > 0:
                        A = layers.Dropout(dropout_prob)(A)
                    return layers.MaxPooling2D()(A) if max_pooling else A, A
            """),
        },
        "upsampling_block": {
            "The skip connection is not used: concatenate it.": edit("([up, contractive_input])", "([up, up])"),
            "The two tensors are concatenated in the other order: what comes from below is first.": edit(
                "[up, contractive_input]", "[contractive_input, up]"
            ),
            "The two tensors are added: they are put side by side, along the channels.": code("""
                def upsampling_block(expansive_input, contractive_input, n_filters=32):
                    beside = contractive_input.shape[-1]
                    up = layers.Conv2DTranspose(beside, 3, strides=2, padding="same")(expansive_input)
                    return conv_block(layers.Add()([up, contractive_input]), n_filters, max_pooling=False)[0]
            """),
            "The transposed convolution has an activation: none is asked for.": edit(
                'padding="same")(expansive_input)', 'padding="same", activation="relu")(expansive_input)'
            ),
            "Rows and columns are repeated without weights: a transposed convolution is asked for.": edit(
                'layers.Conv2DTranspose(n_filters, 3, strides=2, padding="same")(expansive_input)',
                "layers.UpSampling2D()(expansive_input)",
            ),
            "The transposed convolution without padding makes a row too many, which is cut off here: which padding doubles exactly?": edit(
                'layers.Conv2DTranspose(n_filters, 3, strides=2, padding="same")(expansive_input)',
                "layers.Cropping2D(((0, 1), (0, 1)))(layers.Conv2DTranspose(n_filters, 3, strides=2)(expansive_input))",
            ),
            "The filters of the transposed convolution are 2 by 2: here they are 3 by 3.": edit(
                "(n_filters, 3, strides=2", "(n_filters, 2, strides=2"
            ),
            "The transposed convolution keeps as many channels as come from below: it makes `n_filters`.": edit(
                "Conv2DTranspose(n_filters,", "Conv2DTranspose(expansive_input.shape[-1],"
            ),
            "One convolution follows: two are asked for.": edit(
                "return conv_block(merged, n_filters, max_pooling=False)[0]",
                'return layers.Conv2D(n_filters, 3, padding="same", activation="relu")(merged)',
            ),
            "No convolution follows: two are asked for.": edit(
                "return conv_block(merged, n_filters, max_pooling=False)[0]", "return merged"
            ),
            "The result is pooled: it has to stay as large as it has become.": edit(", max_pooling=False)[0]", ")[0]"),
            "The convolutions always have 32 filters: `n_filters` has no part in them.": edit(
                "conv_block(merged, n_filters,", "conv_block(merged, 32,"
            ),
            "The picture from the side is pooled to fit: double what comes from below instead.": edit(
                "strides=2, ", "strides=1, ", "contractive_input])", "layers.MaxPooling2D()(contractive_input)])"
            ),
        },
        "unet_model": {
            "The skip connections go to the wrong levels: the first that is made is the last that is used.": code("""
                def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
                    inputs = keras.Input(input_size)
                    A, skips = inputs, []
                    for level in range(5):
                        A, skip = conv_block(A, n_filters * 2**level, 0.3 * (level > 2), level < 4)
                        skips.append(skip)
                    for level in (3, 2, 1, 0):
                        side = skips[3 - level]
                        while side.shape[1] > 2 * A.shape[1]:
                            side = layers.MaxPooling2D()(side)
                        while side.shape[1] < 2 * A.shape[1]:
                            side = layers.UpSampling2D()(side)
                        A = upsampling_block(A, side, n_filters * 2**level)
                    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu")(A)
                    return keras.Model(inputs, layers.Conv2D(n_classes, 1)(A))
            """),
            "The lowest level is pooled: it is the turning point, and stays.": code("""
                def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
                    inputs = keras.Input(input_size)
                    A, skips = inputs, []
                    for level in range(5):
                        A, skip = conv_block(A, n_filters * 2**level, 0.3 * (level > 2))
                        skips.append(skip)
                    A = layers.UpSampling2D()(A)
                    for level in (3, 2, 1, 0):
                        A = upsampling_block(A, skips[level], n_filters * 2**level)
                    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu")(A)
                    return keras.Model(inputs, layers.Conv2D(n_classes, 1)(A))
            """),
            "There is no dropout: levels 4 and 5 have a share of 0.3.": edit("0.3 * (level > 2)", "0"),
            "All levels have dropout: only 4 and 5 do.": edit("0.3 * (level > 2)", "0.3"),
            "Dropout begins a level too early.": edit("level > 2", "level > 1"),
            "Only the lowest level has dropout: level 4 has it, too.": edit("level > 2", "level > 3"),
            "Every level has as many filters as the first: they double from level to level.": edit(
                "n_filters * 2**level, 0.3", "n_filters, 0.3"
            ),
            "The filters grow by a fixed number: they double from level to level.": edit(
                "n_filters * 2**level, 0.3", "n_filters * (1 + level), 0.3"
            ),
            "The expanding path keeps its filters: they are halved from level to level.": edit(
                "skips[level], n_filters * 2**level", "skips[level], n_filters * 8"
            ),
            "The blocks of the expanding path have as many filters as the level below: use those of their own level.": edit(
                "skips[level], n_filters * 2**level", "skips[level], n_filters * 2 ** (level + 1)"
            ),
            "The network has four levels: the table has five.": edit(
                "range(5)", "range(4)", "level < 4", "level < 3", "(3, 2, 1, 0)", "(2, 1, 0)"
            ),
            "The last convolution turns logits into probabilities: no activation is asked for.": edit(
                "layers.Conv2D(n_classes, 1)", 'layers.Conv2D(n_classes, 1, activation="softmax")'
            ),
            "The last convolution looks at 3 by 3 pixels: it is 1 by 1.": edit(
                "layers.Conv2D(n_classes, 1)", 'layers.Conv2D(n_classes, 3, padding="same")'
            ),
            "The 3 by 3 convolution before the last one is missing.": edit(
                '    A = layers.Conv2D(\n        n_filters, 3, padding="same", activation="relu", '
                'kernel_initializer="he_normal"\n    )(A)\n',
                "",
            ),
            "There are always 23 classes: `n_classes` has no part in it.": edit(
                "Conv2D(n_classes, 1)", "Conv2D(23, 1)"
            ),
            "The pictures always have one size: `input_size` has no part in it.": edit(
                "keras.Input(input_size)", "keras.Input((96, 128, 3))"
            ),
            "The first level always has 32 filters: `n_filters` has no part in it.": edit(
                "    inputs = keras.Input", "    n_filters = 32\n    inputs = keras.Input"
            ),
            "The answer is the class of each pixel: return the logits, of which a loss can be computed.": edit(
                "layers.Conv2D(n_classes, 1)(A))", "keras.ops.argmax(layers.Conv2D(n_classes, 1)(A), axis=-1))"
            ),
            "The expanding path gets no skip connections: it reads its own input twice.": edit(
                "upsampling_block(A, skips[level],", "upsampling_block(A, layers.UpSampling2D()(A),"
            ),
        },
        "rare_loss": {
            "its pixels weigh too little": [
                code("""
                    def rare_loss(labels, logits):
                        return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))
                """),
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        return tf.reduce_mean((wanted - tf.nn.softmax(logits)) ** 2)
                """),
                code("""
                    def rare_loss(labels, logits):
                        costs = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
                        return tf.reduce_mean((1 - tf.exp(-costs)) ** 2 * costs)
                """),
                code("""
                    def rare_loss(labels, logits):
                        return keras.losses.Dice()(tf.one_hot(labels, logits.shape[-1]), tf.nn.softmax(logits))
                """),
                edit("frequency**-0.5", "frequency**-0.1"),
            ],
            "its pixels weigh too much": [
                edit("frequency**-0.5", "frequency**-1.0"),
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        costs = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)[..., None]
                        return tf.reduce_mean(
                            tf.math.divide_no_nan(
                                tf.reduce_sum(wanted * costs, axis=[0, 1, 2]), tf.reduce_sum(wanted, axis=[0, 1, 2])
                            )
                        )
                """),
            ],
            "mean IoU of the other classes is": [
                edit("frequency**-0.5", "frequency**-2.0"),
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        frequency = tf.reduce_mean(wanted, axis=[0, 1, 2])
                        rare = tf.argmin(tf.where(frequency > 0, frequency, 1.0))
                        p = tf.gather(tf.nn.softmax(logits), rare, axis=-1)
                        return tf.reduce_mean(-tf.gather(wanted, rare, axis=-1) * tf.math.log(p + 1e-7))
                """),
                code("""
                    def rare_loss(labels, logits):
                        return tf.reduce_mean(logits**2)
                """),
            ],
            "expected one number": edit("tf.reduce_mean(weights * costs)", "weights * costs"),
            "result is no tensor": result(lambda value: value.numpy() if hasattr(value, "numpy") else value),
            "o gradient gets through to the logits": [
                code("""
                    def rare_loss(labels, logits):
                        found = tf.one_hot(tf.argmax(logits, axis=-1), logits.shape[-1])
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        both = tf.reduce_sum(found * wanted, axis=[0, 1, 2])
                        return 1 - tf.reduce_mean(2 * both / (tf.reduce_sum(found + wanted, axis=[0, 1, 2]) + 1))
                """),
                code("""
                    def rare_loss(labels, logits):
                        return tf.constant(1.0)
                """),
            ],
            "he loss fails inside a graph": code("""
                def rare_loss(labels, logits):
                    counts = np.bincount(labels.numpy().ravel(), minlength=logits.shape[-1])
                    weights = tf.gather(tf.constant(1 / np.sqrt(np.maximum(counts, 1)), tf.float32), labels)
                    return tf.reduce_mean(weights * tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))
            """),
            "is NaN or infinite for a batch in which a class is missing": [
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        weights = tf.reduce_mean(wanted, axis=[0, 1, 2]) ** -0.5
                        return -tf.reduce_mean(tf.reduce_sum(wanted * weights * tf.nn.log_softmax(logits), axis=-1))
                """),
                code("""
                    def rare_loss(labels, logits):
                        wanted, p = tf.one_hot(labels, logits.shape[-1]), tf.nn.softmax(logits)
                        recall = tf.reduce_sum(wanted * p, axis=[0, 1, 2]) / tf.reduce_sum(wanted, axis=[0, 1, 2])
                        return 1 - tf.reduce_mean(recall)
                """),
            ],
            "is a `return` missing?": result(lambda value: None),
        },
        "mended_evaluation": {
            "This is the draft as it was: compare each line with the list.": edit(
                ', method="nearest").numpy()[..., 0]',
                ').numpy()[..., 0].astype("uint8")',
                "Y[:, :, ::-1]])",
                "Y])",
                "    known",
                "    Y = np.minimum(Y, n_classes - 1)\n    known",
                "np.argmax(network(X), axis=-1)",
                "np.argmax(tf.nn.softmax(network(X), axis=1), axis=-1)",
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.mean([np.nan_to_num(segmentation_scores(y, p, n_classes)[1]).mean() for y, p in zip(Y, P)])",
            ),
            "The masks are interpolated: between class 2 and class 6 there is no class 4.": edit(
                ', method="nearest").numpy()[..., 0]', ').numpy()[..., 0].astype("uint8")', "Y < 255", "Y < n_classes"
            ),
            "The masks are interpolated and rounded: a number between two labels is still none.": edit(
                ', method="nearest").numpy()[..., 0]',
                ').numpy()[..., 0].round().astype("uint8")',
                "Y < 255",
                "Y < n_classes",
            ),
            "The mirrored pictures have the masks of the others: mirror both.": edit("Y[:, :, ::-1]])", "Y])"),
            "The masks are turned upside down: rows are axis 1, columns axis 2.": edit(
                "Y[:, :, ::-1]])", "Y[:, ::-1]])"
            ),
            "Picture and mask are both turned upside down: mirror them left to right.": edit(
                "[:, :, ::-1]", "[:, ::-1]"
            ),
            "The softmax runs along the rows, so that pixels of a column share their probabilities: classes are the last axis.": edit(
                "np.argmax(network(X), axis=-1)", "np.argmax(tf.nn.softmax(network(X), axis=1), axis=-1)"
            ),
            "Pixels without a label count as the last class.": edit(
                "    known = Y < 255\n", "    Y = np.minimum(Y, n_classes - 1)\n    known = Y < 255\n"
            ),
            "Pixels without a label count as class 0.": edit(
                "    known = Y < 255\n", "    Y = np.where(Y < n_classes, Y, 0)\n    known = Y < 255\n"
            ),
            "The score is right; but pixels without a label have lost their 255.": edit(
                "return X, Y, P,", "return X, np.minimum(Y, n_classes - 1), P,"
            ),
            "Class 0 is left out of the score as if it were background.": edit("Y < 255", "(Y < 255) & (Y > 0)"),
            "The mean of the pictures' scores is another number: count over all pictures first.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.mean([segmentation_scores(y[k], p[k], n_classes)[3] for y, p, k in zip(Y, P, known)])",
            ),
            "A class that occurs nowhere counts as 0 in the mean.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.nan_to_num(segmentation_scores(Y[known], P[known], n_classes)[1]).mean()",
            ),
            "This score is the pixel accuracy; the list asks for the mean IoU.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]", "np.mean(Y[known] == P[known])"
            ),
            "This score is the mean Dice coefficient; the list asks for the mean IoU.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.nanmean(segmentation_scores(Y[known], P[known], n_classes)[2])",
            ),
            "Only the original pictures are scored: their mirror images count as well.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "segmentation_scores(Y[: len(masks)][known[: len(masks)]], P[: len(masks)][known[: len(masks)]], n_classes)[3]",
            ),
            "The pictures go from 0 to 255: divide them.": edit(".numpy() / 255", ".numpy()"),
            "The pictures lose their gradations too: only labels need the nearest pixel.": edit(
                "tf.image.resize(pictures, size)", 'tf.image.resize(pictures, size, method="nearest")'
            ),
            "Each picture is followed by its mirror image: all originals come first.": edit(
                "    P = np",
                "    order = np.arange(len(X)).reshape(2, -1).T.ravel()\n    X, Y = X[order], Y[order]\n    P = np",
            ),
            "The mirror images are missing.": edit(
                "    X, Y = np.concatenate([X, X[:, :, ::-1]]), np.concatenate([Y, Y[:, :, ::-1]])\n", ""
            ),
            "Masks and predictions are exchanged in the score's confusion matrix, which leaves the IoU as it is; look at the shapes.": result(
                lambda value: (value[0], value[2], value[1], value[3])
            ),
        },
    },
}

EXPLANATIONS: dict = {}

EQUIVALENT: dict = {
    "2_unet": {
        "segmentation_scores": [
            ("with np.errstate(invalid='ignore'): -> *", "It only silences a warning."),
        ],
        "conv_block": [
            (
                "def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True): -> *",
                "The inputs are always given, and a share below 0 is no dropout, as 0 is none.",
            ),
            (
                "A = layers.Conv2D(n_filters, 3, padding='same', activation='relu', kernel_initializer='he_normal')(A) "
                "-> A = layers.Conv2D(n_filters, 3, padding='same', activation='relu')(A)",
                "The check compares layers and settings, not the values that kernels begin with, as the text says.",
            ),
        ],
        "upsampling_block": [
            (
                "return conv_block(merged, n_filters, max_pooling=False)[0] -> *",
                "Without pooling both results are the same tensor.",
            ),
        ],
        "unet_model": [
            (
                "A = layers.Conv2D(n_filters, 3, padding='same', activation='relu', kernel_initializer='he_normal')(A) "
                "-> A = layers.Conv2D(n_filters, 3, padding='same', activation='relu')(A)",
                "The check compares layers and settings, not the values that kernels begin with, as the text says.",
            ),
        ],
        "rare_loss": [
            (
                "frequency = tf.reduce_mean(tf.one_hot(labels, logits.shape[-1]), axis=[0, 1, 2]) -> "
                "frequency = tf.reduce_mean(tf.one_hot(labels, logits.shape[-1]), axis=[0, 1, -2])",
                "Of four axes, the last but one is axis 2.",
            ),
        ],
        "mended_evaluation": [
            (
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest').numpy()[..., 0] -> "
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest').numpy()[..., -1]",
                "The axis that is taken away has one entry: the first and the last are the same.",
            ),
            (
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest').numpy()[..., 0] -> "
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest')[..., 0]",
                "A line below, `np.concatenate` makes an array of it.",
            ),
            ("known = Y < 255 -> known = Y < 254", "Labels are below `n_classes`, or 255."),
            (
                "X = tf.image.resize(pictures, size).numpy() / 255 -> X = tf.image.resize(pictures, size) / 255",
                "A line below, `np.concatenate` makes an array of it.",
            ),
            (
                "return (X, Y, P, segmentation_scores(Y[known], P[known], n_classes)[3]) -> "
                "return (X, Y, P, segmentation_scores(P[known], Y[known], n_classes)[3])",
                "The IoU of a class stays the same when masks and predictions are exchanged.",
            ),
        ],
    },
}

PARTS = {
    "2_unet": {
        "segmentation_scores": {
            0: "Start with the matrix: the entry in row i and column j counts pixels of class i for which j is predicted.",
            1: "The matrix is right, the IoU of the classes is not: which of its numbers make the intersection, and which the union?",
            2: "Matrix and IoU are right, the Dice coefficients are not: compare them with 2 IoU / (1 + IoU).",
            3: "All scores of the classes are right, their mean is not: which classes take part in it?",
        },
        "mended_evaluation": {
            0: "The pictures are prepared wrongly: look at their size, their range and their order.",
            1: "The pictures are right, their masks are not: print the labels before and after each line.",
            2: "Pictures and masks are right, the predictions are not: over which axis does each function run?",
            3: "Everything is right but the score: which pixels and which classes count in it?",
        },
    },
}
