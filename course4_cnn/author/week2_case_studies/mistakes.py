"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit

MISTAKES = {
    "1_keras_tutorial": {
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
    "2_residual_networks": {
        "identity_block": {
            "The input is not added: where does the shortcut go?": edit("layers.Add()([A, X])", "A"),
            "The last ReLU comes before the addition: add first, so that the branch can also take away.": edit(
                "layers.ReLU()(layers.Add()([A, X]))", "layers.Add()([layers.ReLU()(A), X])"
            ),
            "Nothing comes after the sum: a ReLU is asked for there.": edit(
                "layers.ReLU()(layers.Add()([A, X]))", "layers.Add()([A, X])"
            ),
            "The ReLU sits on the shortcut as well: the input is added as it is.": edit(
                "[A, X]", "[A, layers.ReLU()(X)]"
            ),
            "What is added is no longer the input: its name was overwritten on the way.": edit(
                "kernel_initializer=initializer)(X)",
                "kernel_initializer=initializer)(X)\n    X = A",
                "([A, X]))",
                "([A, layers.Conv2D(F3, 1, kernel_initializer=initializer)(X)]))",
            ),
            "The shortcut has a projection: the shape stays, so the input needs none.": edit(
                "([A, X])",
                "([A, layers.BatchNormalization()(layers.Conv2D(F3, 1, kernel_initializer=initializer)(X))])",
            ),
            "Branch and input are put side by side: they are added.": edit("layers.Add()", "layers.Concatenate()"),
            "The last normalization is missing: three convolutions, three normalizations.": edit(
                "    A = layers.BatchNormalization()(A)\n", ""
            ),
            "The normalizations are missing.": edit(
                "layers.BatchNormalization()(A)\n", "A\n", "layers.BatchNormalization()(A)", "A"
            ),
            "The normalization runs along the rows: each *channel* has a mean and a variance of its own.": edit(
                "BatchNormalization()", "BatchNormalization(axis=1)"
            ),
            "ReLU comes before normalization: the order is convolution, normalization, ReLU.": edit(
                "layers.ReLU()(layers.BatchNormalization()(A))", "layers.BatchNormalization()(layers.ReLU()(A))"
            ),
            "The filters in the middle have a fixed side: it is `f`.": edit("F2, f,", "F2, 3,"),
            "The convolution in the middle loses rows and columns: which padding keeps them?": edit(
                'F2, f, padding="same", kernel_initializer=initializer)(A)',
                "F2, f, kernel_initializer=initializer)(layers.ZeroPadding2D(((0, f - 1), (0, f - 1)))(A))",
            ),
            "The first two numbers of `filters` are exchanged.": edit("F1, F2, F3 = filters", "F2, F1, F3 = filters"),
            "The convolutions have no bias: here they keep it.": edit(
                "kernel_initializer=initializer", "kernel_initializer=initializer, use_bias=False"
            ),
        },
        "convolutional_block": {
            "The shortcut lacks its normalization.": edit("    shortcut = layers.BatchNormalization()(shortcut)\n", ""),
            "The shortcut ends with a ReLU of its own: add first.": edit(
                "    shortcut = layers.BatchNormalization()(shortcut)",
                "    shortcut = layers.ReLU()(layers.BatchNormalization()(shortcut))",
            ),
            "The stride is fixed: it is `s`.": edit("strides=s", "strides=2"),
            "The default of `s` is 2.": edit("s=2,", "s=1,"),
            "The stride is in the middle convolution: here the first one has it.": edit(
                "F1, 1, strides=s", "F1, 1", "F2, f, ", "F2, f, strides=s, "
            ),
            "The stride is in the last convolution of the branch: the first one has it.": edit(
                "F1, 1, strides=s",
                "F1, 1",
                "A = layers.Conv2D(F3, 1, ",
                "A = layers.Conv2D(F3, 1, strides=s, ",
            ),
            "The shortcut keeps its rows and columns by pooling: the projection itself has the stride.": edit(
                "layers.Conv2D(F3, 1, strides=s, kernel_initializer=initializer)(X)",
                "layers.Conv2D(F3, 1, kernel_initializer=initializer)(layers.MaxPool2D(s, padding='same')(X))",
            ),
            "The projection is as wide as the middle filter: one number for each pixel and channel is enough.": edit(
                "layers.Conv2D(F3, 1, strides=s", 'layers.Conv2D(F3, f, padding="same", strides=s'
            ),
            "The projection starts in the branch: it gets `X`, what the block gets.": edit(
                "layers.Conv2D(F3, 1, strides=s, kernel_initializer=initializer)(X)",
                "layers.Conv2D(F3, 1, kernel_initializer=initializer)(A)",
            ),
            "The branch alone is returned: the projection is computed and forgotten.": edit(
                "layers.Add()([A, shortcut])", "A"
            ),
            "The projection alone is returned: the branch is lost.": edit("layers.Add()([A, shortcut])", "shortcut"),
            "The ReLU behind the sum is missing.": edit(
                "layers.ReLU()(layers.Add()([A, shortcut]))", "layers.Add()([A, shortcut])"
            ),
            "The ReLU is applied to the branch before the sum: it comes after it.": edit(
                "layers.ReLU()(layers.Add()([A, shortcut]))", "layers.Add()([layers.ReLU()(A), shortcut])"
            ),
            "Branch and shortcut share one normalization: each needs means of its own.": edit(
                "    A = layers.BatchNormalization()(A)\n",
                "    last = layers.BatchNormalization()\n    A = last(A)\n",
                "shortcut = layers.BatchNormalization()(shortcut)",
                "shortcut = last(shortcut)",
            ),
        },
        "ResNet50": {
            "A stage has too many or too few identity blocks: count them in the table.": [
                edit("(64, 1, 2)", "(64, 1, 3)"),
                edit("(256, 2, 5)", "(256, 2, 4)"),
            ],
            "Stage 2 halves rows and columns: the pooling before it has done that, so its stride is 1.": edit(
                "(64, 1, 2)", "(64, 2, 2)"
            ),
            "No later stage halves rows and columns: their stride is 2.": edit(", s=s)", ", s=1)"),
            "The max pooling of stage 1 is missing.": edit("    X = layers.MaxPool2D(3, strides=2)(X)\n", ""),
            "The first pooling pads: 15 rows come out of 32, not 16.": edit(
                "MaxPool2D(3, strides=2)", 'MaxPool2D(3, strides=2, padding="same")'
            ),
            "The average pooling at the end is missing.": edit("layers.AveragePooling2D(2)(X)", "X"),
            "The end averages over all places; the table has a layer for windows of 2 by 2, then one that flattens.": edit(
                "layers.Flatten()(layers.AveragePooling2D(2)(X))", "layers.GlobalAveragePooling2D()(X)"
            ),
            "Nothing flattens before the dense layer: it would answer for each place.": edit(
                "layers.Flatten()(layers.AveragePooling2D(2)(X))", "layers.AveragePooling2D(2)(X)"
            ),
            "The output is logits: the table asks for probabilities.": edit(', activation="softmax"', ""),
            "There are always six classes: `classes` has no part in it.": edit("Dense(classes", "Dense(6"),
            "The pictures always have one size: `input_shape` has no part in it.": edit(
                "keras.Input(input_shape)", "keras.Input((64, 64, 3))"
            ),
            "The last filter number of a block is four times the first one.": edit("4 * F", "2 * F"),
            "The filters in the middle of a block are too many: all but the last number are the same.": edit(
                "[F, F, 4 * F]", "[F, 4 * F, 4 * F]"
            ),
            "The rows and columns of zeros at the beginning are missing.": edit(
                "(layers.ZeroPadding2D(3)(inputs))", "(inputs)"
            ),
            "The first convolution pads by itself: the zeros are a layer of their own, and do not lie the same way.": edit(
                "Conv2D(64, 7, strides=2)(layers.ZeroPadding2D(3)(inputs))",
                'Conv2D(64, 7, strides=2, padding="same")(inputs)',
            ),
            "Each stage has convolutional blocks only: the table asks for identity blocks after the first.": edit(
                "X = identity_block(X, 3, [F, F, 4 * F])", "X = convolutional_block(X, 3, [F, F, 4 * F], s=1)"
            ),
            "The blocks of the notebook are not used: this network comes from a library.": code("""
                def ResNet50(input_shape=(64, 64, 3), classes=6, training=False):
                    base = keras.applications.ResNet50(
                        weights=None, include_top=False, input_shape=input_shape, pooling="avg"
                    )
                    return keras.Sequential([base, layers.Dense(classes, activation="softmax")])
            """),
            "`training` freezes the normalizations: the phase is said when the model is called, not here.": edit(
                "layers.BatchNormalization()(X)", "layers.BatchNormalization()(X, training=training)"
            ),
        },
        "preactivation_block": {
            "This adds a projection even where the shape stays: there the shortcut is `X` itself.": edit(
                " and (stride > 1 or X.shape[-1] != filters[-1])", ""
            ),
            "A stride changes the shape, too: with the same channels the shortcut still needs a projection.": edit(
                "(stride > 1 or X.shape[-1] != filters[-1])",
                "X.shape[-1] != filters[-1]",
                "    return layers.Add()",
                "    if shortcut is X and A.shape[1:3] != X.shape[1:3]:\n"
                "        shortcut = layers.AveragePooling2D(-(-X.shape[1] // A.shape[1]), padding='same')(X)\n"
                "    return layers.Add()",
            ),
            "The projection gets `X`: it should get what the branch's first convolution gets.": edit(
                "strides=stride, use_bias=False)(A)", "strides=stride, use_bias=False)(X)"
            ),
            "A ReLU follows the sum: nothing may stand behind it.": edit(
                "return layers.Add()([A, shortcut])", "return layers.ReLU()(layers.Add()([A, shortcut]))"
            ),
            "The order is that of the earlier blocks: here normalization and ReLU come *before* each convolution.": code("""
                def preactivation_block(X, filters, sides, stride=1):
                    A, first = X, stride
                    for F, side in zip(filters, sides):
                        A = layers.Conv2D(F, side, first, "same", use_bias=False)(A)
                        A = layers.ReLU()(layers.BatchNormalization()(A))
                        first = 1
                    if stride > 1 or X.shape[-1] != filters[-1]:
                        X = layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False)(X)
                    return layers.Add()([A, X])
            """),
            "The shortcut carries what the first normalization and ReLU have made: `X` itself should pass.": edit(
                "        if number == 0 and (",
                "        shortcut = A if number == 0 else shortcut\n        if number == 0 and (",
            ),
            "The last kernel does not begin with zeros: a new block is then not the identity.": edit(
                '"zeros" if number == len(filters) - 1 else "he_normal"', '"he_normal"'
            ),
            "`X` is returned as it is: the block is the identity in the beginning, and has layers all the same.": code("""
                def preactivation_block(X, filters, sides, stride=1):
                    return X
            """),
            "Every convolution has the stride: only the first one does.": edit(
                "        stride = 1\n",
                "",
                "return layers.Add()([A, shortcut])",
                "if shortcut is not X:\n"
                "        for _ in filters[1:]:\n"
                "            shortcut = layers.MaxPool2D(stride, padding='same')(shortcut)\n"
                "    return layers.Add()([A, shortcut])",
            ),
            "The convolutions have a bias.": edit(', "same", use_bias=False', ', "same"'),
            "The projection has a bias.": edit("strides=stride, use_bias=False", "strides=stride"),
            "ReLU comes before normalization.": edit(
                "layers.ReLU()(layers.BatchNormalization()(A))", "layers.BatchNormalization()(layers.ReLU()(A))"
            ),
            "All filters are of 3 by 3: their sides are given.": edit("Conv2D(F, side,", "Conv2D(F, 3,"),
            "Two convolutions are made, however many are asked for.": edit(
                "in enumerate(zip(filters, sides))",
                "in enumerate(zip([filters[0], filters[-1]], [sides[0], sides[-1]]))",
                "len(filters) - 1",
                "1",
            ),
            "The projection is normalized: it is a convolution alone.": edit(
                "shortcut = layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False)(A)",
                "shortcut = layers.BatchNormalization()(layers.Conv2D(filters[-1], 1, strides=stride, use_bias=False)(A))",
            ),
        },
        "mended_residual": {
            "This is the draft as it was: draw one block of it and compare.": code("""
                def mended_residual(input_shape, widths, blocks, classes):
                    return draft(input_shape, widths, blocks, classes)
            """),
            "A normalization is told that it always trains: then predictions depend on who else is in the batch.": edit(
                "    X = layers.ReLU()(layers.BatchNormalization()(X))\n    for",
                "    X = layers.ReLU()(layers.BatchNormalization()(X, training=True))\n    for",
            ),
            "Blocks of a stage share a normalization: make it where it is used.": edit(
                "        for block in range(blocks):",
                "        normalize = layers.BatchNormalization()\n        for block in range(blocks):",
                "            A = layers.BatchNormalization()(A)\n",
                "            A = normalize(A)\n",
                "X = layers.BatchNormalization()(X)\n            X",
                "X = normalize(X)\n            X",
            ),
            "Branch and projection share a normalization: their numbers have different means.": edit(
                "            A = layers.BatchNormalization()(A)\n",
                "            normalize = layers.BatchNormalization()\n            A = normalize(A)\n",
                "X = layers.BatchNormalization()(X)\n            X",
                "X = normalize(X)\n            X",
            ),
            "The first stage halves rows and columns: its stride is 1.": edit("stage > 0 and block == 0", "block == 0"),
            "The branch ends with a ReLU, so that a block can only add: it belongs behind the sum.": edit(
                "            A = layers.BatchNormalization()(A)\n",
                "            A = layers.ReLU()(layers.BatchNormalization()(A))\n",
                "X = layers.ReLU()(layers.Add()([A, X]))",
                "X = layers.Add()([A, X])",
            ),
            "There is a ReLU behind the sum and another one at the end of the branch.": edit(
                "            A = layers.BatchNormalization()(A)\n",
                "            A = layers.ReLU()(layers.BatchNormalization()(A))\n",
            ),
            "Nothing follows the sum: the ReLU of the plan is missing.": edit(
                "X = layers.ReLU()(layers.Add()([A, X]))", "X = layers.Add()([A, X])"
            ),
            "A ReLU is left on the shortcut.": edit(
                "X = layers.BatchNormalization()(X)\n            X",
                "X = layers.ReLU()(layers.BatchNormalization()(X))\n            X",
            ),
            "Every shortcut is normalized: where the shape stays, the input passes as it is.": edit(
                "X = layers.BatchNormalization()(X)\n            X",
                "pass\n            X = layers.BatchNormalization()(X)\n            X",
            ),
            "The projection lacks its normalization.": edit("                X = layers.BatchNormalization()(X)\n", ""),
            "Every block has a projection: only those with stride 2 need one.": edit(
                "if stride == 2:", "if True:", "1, strides=2", "1, strides=stride"
            ),
            "The projection sees what the branch has made: its input is that of the block.": edit(
                'padding="same", use_bias=False)(X)\n            A = layers.ReLU()',
                'padding="same", use_bias=False)(X)\n            X = A if stride == 2 else X\n            A = layers.ReLU()',
                "layers.Conv2D(width, 1, strides=2, use_bias=False)(X)",
                "layers.Conv2D(width, 1, use_bias=False)(X)",
            ),
            "The output is probabilities: the plan asks for logits.": edit(
                "Dense(classes)", 'Dense(classes, activation="softmax")'
            ),
        },
    },
    "3_mobilenet_transfer": {
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
    "4_inception_and_separable": {
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

EQUIVALENT = {
    "1_keras_tutorial": {},
    "2_residual_networks": {},
    "3_mobilenet_transfer": {},
    "4_inception_and_separable": {},
}

PARTS = {
    "1_keras_tutorial": {},
    "2_residual_networks": {},
    "3_mobilenet_transfer": {},
    "4_inception_and_separable": {},
}
