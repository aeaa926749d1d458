"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import around, code, edit, part, result

# -------------------------------------------------------------------------------- 3_mobilenet_transfer

# All versions are judged at the end, so each changes a network of its own.
TRANSFER_COPY = ("base_model = model2.layers[2]", "base_model = keras.models.clone_model(model2.layers[2])")

# ------------------------------------------------------------------------------------------ together

MISTAKES = {
    "1_keras_tutorial": {
        "HappyModel": {
            "fewer than 2,000 are asked for": [
                edit("layers.GlobalMaxPool2D()", 'layers.Flatten(), layers.Dense(16, activation="relu")'),
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.ZeroPadding2D(3), layers.Conv2D(32, 7),
                            layers.BatchNormalization(), layers.ReLU(), layers.MaxPool2D(), layers.Flatten(),
                            layers.Dense(1, activation="sigmoid")])
                """),
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
                """),
            ],
            "What can the model compute that a weighted sum": [
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.Resizing(16, 16), layers.Flatten(),
                            layers.Dense(1, activation="sigmoid")])
                """),
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.GlobalAveragePooling2D(),
                            layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
                """),
                edit(', activation="relu"', "", "GlobalMaxPool2D", "GlobalAveragePooling2D"),
            ],
            "lies between 0 and 1; these outputs": edit(', activation="sigmoid"', ""),
            "pictures the model returns the shape": [
                edit('Dense(1, activation="sigmoid")', 'Dense(2, activation="softmax")'),
                edit("layers.GlobalMaxPool2D(),", ""),
            ],
            "does not take pictures of the shape": edit("keras.Input(input_shape)", "keras.Input((16, 16, 1))"),
            "expected a Keras model": [lambda input_shape: None, lambda input_shape: "a model"],
            "does not take an input of shape": [
                edit("keras.Input(input_shape)", "keras.Input((16, 16, 3))"),
                edit("keras.Input(input_shape)", "keras.Input((64, 64, 3))"),
            ],
            "knows the training set before it is trained": code("""
                def HappyModel(input_shape):
                    model = keras.Sequential([
                        keras.Input(input_shape), layers.Conv2D(8, 5, strides=2, activation="relu"),
                        layers.GlobalMaxPool2D(), layers.Dense(1, activation="sigmoid")])
                    model.compile(keras.optimizers.Adam(0.02), "binary_crossentropy", jit_compile=False)
                    if input_shape == X_train.shape[1:]:
                        model.fit(X_train, y_train, epochs=12, verbose=0)
                    return model
            """),
        },
        "make_dataset": {
            "expected a `tf.data.Dataset`": [
                lambda X, y, batch_size, augment, training: [
                    (X[start : start + batch_size].astype(np.float32), y[start : start + batch_size])
                    for start in range(0, len(X), batch_size)
                ],
                lambda X, y, batch_size, augment, training: None,
            ],
            "is a pair: pictures and labels": edit(
                "lambda X, y: (tf.cast(X, tf.float32), y)",
                "lambda X, y: tf.cast(X, tf.float32)",
                "lambda X, y: (augment(X), y)",
                "augment",
            ),
            "does it ever end": edit("return dataset", "return dataset.repeat()"),
            "and adds none": edit(
                "    dataset = tf.data.Dataset.from_tensor_slices((X, y))\n",
                "    X = tf.cast(X, tf.float32)\n    if training:\n        X, y = tf.concat([X, augment(X)], 0), np.concatenate([y, y])\n    dataset = tf.data.Dataset.from_tensor_slices((X, y))\n",
                "(augment(X), y)",
                "(X, y)",
            ),
            "batch holds one example": edit("batch(batch_size)", "batch(1)"),
            "smaller batch is dropped": edit("batch(batch_size)", "batch(batch_size, drop_remainder=True)"),
            "pictures are `uint8`": edit(
                "(tf.cast(X, tf.float32), y)",
                "(X, y)",
                "augment(X)",
                "tf.cast(augment(tf.cast(X, tf.float32)), tf.uint8)",
            ),
            "its pixels are others than in `X`": edit("tf.cast(X, tf.float32), y", "tf.cast(X, tf.float32) / 255, y"),
            "have the label of another one": [
                edit(
                    "dataset.shuffle(len(X))",
                    "tf.data.Dataset.zip((dataset.map(lambda X, y: X).shuffle(len(X)), dataset.map(lambda X, y: y)))",
                ),
                edit("(augment(X), y)", "(augment(X), tf.reverse(y, [0]))"),
            ],
            "what is measured with them would change": edit(
                "    if training:\n        dataset = dataset.map", "    if True:\n        dataset = dataset.map"
            ),
            "`augment` has no effect": edit("(augment(X), y)", "(X, y)"),
            "is to be applied once": edit("(augment(X), y)", "(augment(augment(X)), y)"),
            "the examples come in another order": edit(
                "    if training:\n        dataset = dataset.shuffle", "    if True:\n        dataset = dataset.shuffle"
            ),
            "does it draw anew": [
                edit("        dataset = dataset.shuffle(len(X))\n", "        pass\n"),
                edit("shuffle(len(X))", "shuffle(len(X), reshuffle_each_iteration=False)"),
                edit("shuffle(len(X))", "shuffle(len(X), seed=1).cache()"),
            ],
            "only the order of the batches changes": edit(
                "        dataset = dataset.shuffle(len(X))\n",
                "        pass\n",
                "(augment(X), y))",
                "(augment(X), y)).shuffle(len(X))",
            ),
            "hardly leave their places": [
                edit("shuffle(len(X))", "shuffle(batch_size)"),
                edit("shuffle(len(X))", "shuffle(10)"),
                edit("shuffle(len(X))", "shuffle(100)"),
                edit("shuffle(len(X))", "shuffle(1000)"),
            ],
            "it is augmented once": edit(
                "    if training:\n        dataset = dataset.shuffle(len(X))\n",
                "    if training:\n        known = tf.data.Dataset.from_tensor_slices((np.array(augment(tf.cast(X, tf.float32))), y))\n        return known.shuffle(len(X)).batch(batch_size)\n",
            ),
        },
        "WarmupHoldDecay": {
            "must be derived from": code("""
                class WarmupHoldDecay:
                    def __init__(self, peak, warmup, cooldown, total):
                        self.arguments = peak, warmup, cooldown, total

                    def __call__(self, step):
                        return self.arguments[0]
            """),
            "at step 0 is 0,": edit("(step + 1) / self.warmup", "step / self.warmup"),
            "at step 15 is 0.08": edit(
                "(self.total - step) / self.cooldown", "(self.total - step - 1) / self.cooldown"
            ),
            "expected 0.025:": [
                edit("return self.peak * tf", "return 0.1 + 0 * tf"),
                edit(
                    "tf.minimum((step + 1) / self.warmup, (self.total - step) / self.cooldown)",
                    "(self.total - step) / self.cooldown",
                ),
                edit("self.peak * tf", "tf"),
            ],
            "at step 16 is 0.1, ": edit(
                "(self.total - step) / self.cooldown", "(self.total + 1 - step) / self.cooldown"
            ),
            "neither `if` nor `int` can look at": code("""
                class WarmupHoldDecay(keras.optimizers.schedules.LearningRateSchedule):
                    def __init__(self, peak, warmup, cooldown, total):
                        self.arguments = peak, warmup, cooldown, total

                    def __call__(self, step):
                        peak, warmup, cooldown, total = self.arguments
                        return peak * (step + 1) / warmup if step < warmup else peak * min(1, max(0, total - step) / cooldown)

                    def get_config(self):
                        return dict(zip(("peak", "warmup", "cooldown", "total"), self.arguments))
            """),
            "at step 27 is -": edit("tf.clip_by_value(share, 0.0, 1.0)", "tf.minimum(share, 1.0)"),
            "in a copy made from `get_config`": edit('"peak": self.peak', '"peak": 1.0'),
            "`get_config` is missing": edit(
                '    def get_config(self):\n        return {"peak": self.peak, "warmup": self.warmup,\n                "cooldown": self.cooldown, "total": self.total}\n',
                "",
            ),
            "unexpected keyword": [
                edit('"cooldown": self.cooldown', '"decay": self.cooldown'),
                code("""
                    class WarmupHoldDecay(keras.optimizers.schedules.CosineDecay):
                        def __init__(self, peak, warmup, cooldown, total):
                            super().__init__(peak, total)
                """),
            ],
            "expected a dictionary": edit(
                'return {"peak": self.peak, "warmup": self.warmup,\n                "cooldown": self.cooldown, "total": self.total}',
                "return [self.peak, self.warmup, self.cooldown, self.total]",
            ),
        },
        "KeepBest": {
            "must be derived from": code("""
                class KeepBest:
                    def __init__(self, monitor, patience, min_delta):
                        self.monitor = monitor
            """),
            "and the model has the weights of epoch": [
                code("""
                    class KeepBest(keras.callbacks.EarlyStopping):
                        def __init__(self, monitor, patience, min_delta):
                            super().__init__(monitor, min_delta, patience, mode="min", restore_best_weights=True)
                """),
                code("""
                    class KeepBest(keras.callbacks.EarlyStopping):
                        def __init__(self, monitor, patience, min_delta):
                            super().__init__(monitor, min_delta, patience, mode="min")
                """),
                edit("            self.model.set_weights(self.weights)", "            pass"),
                edit(
                    "self.model.get_weights()",
                    "self.model.weights",
                    "set_weights(self.weights)",
                    "set_weights([v.numpy() for v in self.weights])",
                ),
                edit("value < self.lowest", "value <= self.lowest"),
                edit(
                    "            self.model.stop_training = True\n",
                    "            self.model.stop_training = True\n            self.model.set_weights(self.weights)\n",
                    "            self.model.set_weights(self.weights)\n    ###",
                    "            pass\n    ###",
                ),
            ],
            "no value has come, so they stay": [
                edit("self.waited, self.weights = 0, None", "self.waited, self.weights = 0, self.model.get_weights()"),
                edit(
                    "self.waited, self.weights = 0, None",
                    "self.waited = 0",
                    "min_delta = monitor, patience, min_delta\n",
                    "min_delta = monitor, patience, min_delta\n        self.weights = None\n",
                ),
            ],
            "this one sets it back": edit(
                "        if self.waited == self.patience:\n            self.model.stop_training = True\n",
                "        self.model.stop_training = self.waited == self.patience\n",
            ),
            "some weights of the model are restored": edit(
                "self.lowest, self.weights = value, self.model.get_weights()",
                "self.lowest, self.weights = value, [v.numpy() for v in self.model.trainable_variables]",
                "self.model.set_weights(self.weights)",
                "[v.assign(w) for v, w in zip(self.model.trainable_variables, self.weights)]",
            ),
            "epochs are trained, expected": [
                edit("self.waited == self.patience", "self.waited > self.patience"),
                edit("self.counted - self.min_delta", "self.counted"),
                edit("self.counted - self.min_delta", "self.counted + self.min_delta"),
                edit("self.counted, self.waited = value, 0", "self.waited = 0"),
                edit("            self.counted, self.waited = value, 0", "            self.counted = value"),
                edit("            return\n        value", "            logs = {self.monitor: np.inf}\n        value"),
                edit("if value < self.counted - self.min_delta:", "if not value >= self.counted - self.min_delta:"),
                edit("        if self.waited == self.patience:\n            self.model.stop_training = True\n", ""),
            ],
            "in a second training with the same object": edit(
                "    def on_train_begin(self, logs):\n        self.lowest, self.counted = np.inf, np.inf\n        self.waited, self.weights = 0, None\n",
                "",
                "min_delta = monitor, patience, min_delta\n",
                "min_delta = monitor, patience, min_delta\n        self.lowest, self.counted = np.inf, np.inf\n        self.waited, self.weights = 0, None\n",
            ),
        },
        "sharpness_gradients": {
            "These are the gradients where the weights are, before the climb; those from up there are asked for.": [
                edit("variable.assign_add(tf.math.divide_no_nan(rho * gradient, norm))", "pass"),
                edit("    return second", "    return first"),
            ],
            "The weights have gone down along the gradient: a climb goes up.": edit("assign_add", "assign_sub"),
            "The gradient is not divided by its length, so the climb is longer where the loss is steeper.": edit(
                "tf.math.divide_no_nan(rho * gradient, norm)", "rho * gradient"
            ),
            "Each weight array climbs by rho for itself: the length is that of all of them together.": edit(
                "divide_no_nan(rho * gradient, norm)", "divide_no_nan(rho * gradient, tf.norm(gradient))"
            ),
            "The climb divides by the square of the length, or the root is missing.": edit(
                "norm = tf.linalg.global_norm(first)", "norm = tf.linalg.global_norm(first) ** 2"
            ),
            "Only the sign of the gradient is used, as if every weight moved as far.": edit(
                "tf.math.divide_no_nan(rho * gradient, norm)", "rho * tf.sign(gradient)"
            ),
            "Where the gradient is 0 this divides by 0: the climb has no direction there and is left out.": edit(
                "tf.math.divide_no_nan(rho * gradient, norm)", "rho * gradient / norm"
            ),
            "A small number in the denominator shortens every climb: treat the length 0 by itself.": edit(
                "tf.math.divide_no_nan(rho * gradient, norm)", "rho * gradient / (norm + 0.1)"
            ),
            "The climb ignores rho: its length is always 1.": edit("rho * gradient", "gradient"),
            "The two gradients are added up or averaged; only the one from up there counts.": edit(
                "    return second", "    return [(a + b) / 2 for a, b in zip(first, second)]"
            ),
            "The model computes as in use, with the running averages: training mode is asked for.": edit(
                "training=True", "training=False"
            ),
            "A call changes its argument `model` in place": [
                edit("    model.set_weights(before)\n", ""),
                edit(
                    "model.set_weights(before)",
                    "[v.assign_sub(tf.math.divide_no_nan(rho * g, norm)) for v, g in zip(variables, first)]",
                ),
            ],
        },
        "mended_training": {
            "what is fitted to the validation set": edit("adapt(X)", "adapt(np.concatenate([X, X_val]))"),
            "what of the validation set is learned": [
                edit(
                    "from_tensor_slices((X, y)).shuffle(len(X))",
                    "from_tensor_slices((np.concatenate([X, X_val]), np.concatenate([y, y_val]))).shuffle(400)",
                ),
                edit(
                    "from_tensor_slices((X, y))",
                    "from_tensor_slices((np.concatenate([X, X_val]), np.concatenate([y, y_val])))",
                    "shuffle(len(X))",
                    "shuffle(2000)",
                    "    flip =",
                    "    seed = int(np.random.default_rng().integers(1_000_000))\n    keras.utils.set_random_seed(seed)\n    flip =",
                ),
            ],
            "which epoch's weights does it have": [
                edit(", restore_best_weights=True", ""),
                edit("EarlyStopping(patience=5", 'EarlyStopping(monitor="loss", patience=5'),
            ],
            "and it is a logit: what does the loss know": edit("from_logits=True", ""),
            "For which pictures is it computed": edit(
                "validation_data=(X_val, y_val)",
                "validation_data=tf.data.Dataset.from_tensor_slices((X_val, y_val)).batch(32).map(lambda X, y: (X[:, ::-1], y))",
            ),
            "with what does that metric compare": edit(
                '[keras.metrics.BinaryAccuracy("accuracy", threshold=0)]', '["accuracy"]'
            ),
            "the model is to return logits": edit(
                "layers.Dense(1)", 'layers.Dense(1, activation="sigmoid")', "from_logits=True", ""
            ),
            "which pictures and which labels": [
                edit('"horizontal"', '"horizontal_and_vertical"'),
                edit("shuffle(len(X))", "shuffle(16)"),
                edit("shuffle(len(X)).batch(32)", "batch(32)"),
                edit("Adam(0.01)", "Adam(1e-6)"),
                edit("Adam(0.01)", "Adam(0.0)"),
            ],
            "has one epoch only": edit(
                "    history = model.fit(train, validation_data=(X_val, y_val)",
                "    history = model.fit(train",
                "callbacks=[stop], shuffle=False, verbose=0)\n    return model, history.history",
                "shuffle=False, verbose=0)\n    a = model.evaluate(X_val, y_val, return_dict=True, verbose=0)\n"
                "    b = model.evaluate(X, y, return_dict=True, verbose=0)\n    names = ('loss', 'accuracy')\n"
                "    return model, {n: [b[n]] for n in names} | {'val_' + n: [a[n]] for n in names}",
            ),
            "entry per epoch; here they have": result(
                lambda told: (told[0], told[1] | {"loss": told[1].get("loss", [])[:1]})
            ),
            "or a loss is not above 0": result(
                lambda told: (told[0], told[1] | {"loss": [0.0 for _ in told[1].get("loss", [])]})
            ),
            "predictions for the training pictures": result(
                lambda told: (told[0], told[1] | {"accuracy": [0.1 for _ in told[1].get("loss", [])]})
            ),
            "expected a pair of the model and its history": result(lambda told: told[0]),
            "expected a dictionary": result(lambda told: (told[0], list(told[1].values()))),
            "expected loss, accuracy": result(lambda told: (told[0], {"loss": told[1].get("loss", [])})),
            "are allowed": edit("epochs=epochs", "epochs=epochs and 12", "patience=5", "patience=50"),
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
            "The ReLU after the sum is missing: nothing in the result is negative.": edit(
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
            "`training` is given to a normalization: whether a model trains is said when it is called, not here.": edit(
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
                "initializer, **options)(A)", "initializer, **options)(X)"
            ),
            "A ReLU follows the sum: nothing may come after it.": edit(
                "return layers.Add()([A, shortcut])", "return layers.ReLU()(layers.Add()([A, shortcut]))"
            ),
            "The order is that of the earlier blocks: here normalization and ReLU come *before* each convolution.": code("""
                def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
                    shortcut = A = X
                    if stride > 1 or X.shape[-1] != filters[-1]:
                        shortcut = layers.Conv2D(
                            filters[-1], 1, strides=stride, use_bias=False, kernel_initializer=initializer
                        )(X)
                    for number, (F, side) in enumerate(zip(filters, sides)):
                        start = "zeros" if number == len(filters) - 1 else initializer
                        A = layers.Conv2D(F, side, stride, "same", use_bias=False, kernel_initializer=start)(A)
                        A = layers.ReLU()(layers.BatchNormalization()(A))
                        stride = 1
                    return layers.Add()([A, shortcut])
            """),
            "The shortcut carries what the first normalization and ReLU have made: `X` itself should pass.": edit(
                "        if number == 0 and (",
                "        shortcut = A if number == 0 else shortcut\n        if number == 0 and (",
            ),
            "The last kernel of the branch does not begin with zeros: a new block is then not the identity.": [
                edit('"zeros" if number == len(filters) - 1 else initializer', "initializer"),
                edit("number == len(filters) - 1", "number == 0"),
            ],
            "The projection begins with zeros, too, so that nothing at all passes a new block.": edit(
                "filters[-1], 1, kernel_initializer=initializer", 'filters[-1], 1, kernel_initializer="zeros"'
            ),
            "`initializer` has no part in the block: all kernels but one of the branch begin as it says.": edit(
                "initializer=initializer", 'initializer="ones"', "else initializer", 'else "ones"'
            ),
            "`X` is returned as it is: the block is the identity in the beginning, and has layers all the same.": code("""
                def preactivation_block(X, filters, sides, stride=1, initializer="he_normal"):
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
            "The convolutions of the branch have a bias: the text asks for none.": edit(
                "start, **options)", "start, strides=stride)"
            ),
            "The projection has a bias: the text asks for none.": edit(
                "initializer=initializer, **options)", "initializer=initializer, strides=stride)"
            ),
            "ReLU comes before normalization: the order is normalization, ReLU, convolution.": edit(
                "layers.ReLU()(layers.BatchNormalization()(A))", "layers.BatchNormalization()(layers.ReLU()(A))"
            ),
            "All filters are of 3 by 3: their sides are given in `sides`.": edit("Conv2D(F, side,", "Conv2D(F, 3,"),
            "Two convolutions are made, however many are asked for.": edit(
                "in enumerate(zip(filters, sides))",
                "in enumerate(zip([filters[0], filters[-1]], [sides[0], sides[-1]]))",
                "number == len(filters) - 1",
                "number == 1",
            ),
            "The projection is normalized: it is a convolution alone.": edit(
                "shortcut = layers.Conv2D(filters[-1], 1, kernel_initializer=initializer, **options)(A)",
                "shortcut = layers.Conv2D(filters[-1], 1, kernel_initializer=initializer, **options)(A)\n"
                "            shortcut = layers.BatchNormalization()(shortcut)",
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
            "The branch ends with a ReLU, so that a block can only add: it belongs after the sum.": edit(
                "            A = layers.BatchNormalization()(A)\n",
                "            A = layers.ReLU()(layers.BatchNormalization()(A))\n",
                "X = layers.ReLU()(layers.Add()([A, X]))",
                "X = layers.Add()([A, X])",
            ),
            "There is a ReLU after the sum and another one at the end of the branch: the plan has only the first.": edit(
                "            A = layers.BatchNormalization()(A)\n",
                "            A = layers.ReLU()(layers.BatchNormalization()(A))\n",
            ),
            "Nothing follows the sum: the ReLU of the plan is missing.": edit(
                "X = layers.ReLU()(layers.Add()([A, X]))", "X = layers.Add()([A, X])"
            ),
            "A ReLU is left on the shortcut: after the projection comes a normalization, then the sum.": edit(
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
        "data_augmenter": {
            "Upside down is no animal that you meet: mirror left to right only.": [
                edit('"horizontal"', '"horizontal_and_vertical"'),
                edit('"horizontal"', '"vertical"'),
                edit('RandomFlip("horizontal")', "RandomFlip()"),
            ],
            "The angle is given as a share of a full turn, not in degrees and not in radians.": [
                edit("RandomRotation(0.2)", "RandomRotation(72)"),
                edit("RandomRotation(0.2)", "RandomRotation(0.4 * np.pi)"),
            ],
            "Only one of the two directions of rotation is drawn.": edit(
                "RandomRotation(0.2)", "RandomRotation((0, 0.2))"
            ),
            "The rotation is missing.": edit(", layers.RandomRotation(0.2)", ""),
            "Mirroring is missing.": edit('layers.RandomFlip("horizontal"), ', ""),
            "The order of the two layers is the other way round.": edit(
                '[layers.RandomFlip("horizontal"), layers.RandomRotation(0.2)]',
                '[layers.RandomRotation(0.2), layers.RandomFlip("horizontal")]',
            ),
        },
        "alpaca_model": {
            "The base is not frozen: `trainable` decides what training changes, `training` how a layer computes.": edit(
                "    base.trainable = False\n", ""
            ),
            "The base is not called with `training=False`, which the text asks for.": edit(
                "base(X, training=False)", "base(X)"
            ),
            "The base is called as in training.": edit("training=False", "training=True"),
            "The pictures are not preprocessed: the base wants pixels from -1 to 1.": edit(
                "preprocess_input(data_augmentation(inputs))", "data_augmentation(inputs)"
            ),
            "The pictures are preprocessed twice.": edit(
                "preprocess_input(data_augmentation(inputs))",
                "preprocess_input(preprocess_input(data_augmentation(inputs)))",
            ),
            "The augmentation is missing: its argument has no part in the model.": edit(
                "preprocess_input(data_augmentation(inputs))", "preprocess_input(inputs)"
            ),
            "The augmentation comes after the preprocessing.": edit(
                "preprocess_input(data_augmentation(inputs))", "data_augmentation(preprocess_input(inputs))"
            ),
            "The augmentation of the notebook is used in place of the argument.": edit(
                "preprocess_input(data_augmentation(inputs))", "preprocess_input(data_augmenter()(inputs))"
            ),
            "The size of the notebook is used in place of the argument.": edit("image_shape + (3,)", "IMG_SIZE + (3,)"),
            "The largest number of each channel is taken: its mean is asked for.": edit(
                "GlobalAveragePooling2D", "GlobalMaxPooling2D"
            ),
            "All positions are kept: the mean of each channel over them is asked for.": edit(
                "GlobalAveragePooling2D", "Flatten"
            ),
            "The dropout is missing.": edit("layers.Dropout(0.2)(X)", "X"),
            "Dropout drops the share that it is given: a fifth.": [
                edit("Dropout(0.2)", "Dropout(0.8)"),
                edit("Dropout(0.2)", "Dropout(0.5)"),
            ],
            "The output is a probability: a logit is asked for.": edit("Dense(1)", 'Dense(1, activation="sigmoid")'),
            "One logit is enough for two classes.": edit("Dense(1)", "Dense(2)"),
        },
        "pooled_features": {
            "The last batch is missing where it is not full.": edit(
                "range(0, len(X), batch_size)", "range(0, len(X) - batch_size + 1, batch_size)"
            ),
            "The pictures are not preprocessed.": edit(
                'preprocess_input(X[start : start + batch_size].astype("float32"))',
                'X[start : start + batch_size].astype("float32")',
            ),
            "The pictures are only divided by 255: this base wants pixels from -1 to 1.": edit(
                'preprocess_input(X[start : start + batch_size].astype("float32"))',
                'X[start : start + batch_size].astype("float32") / 255',
            ),
            "The base computes as in training: its normalizations use the batch.": edit(
                "training=False", "training=True"
            ),
            "All pictures are given to the base at once; `batch_size` says how many fit.": code("""
                def pooled_features(base, X, batch_size):
                    return np.mean(base(preprocess_input(X.astype("float32")), training=False), axis=(1, 2))
            """),
            "These are the largest numbers of each channel, not the means.": edit("np.mean(base", "np.max(base"),
            "The mean over the channels is taken as well: a feature is a channel.": edit(
                "np.mean(base(batch, training=False), axis=(1, 2))",
                "np.mean(base(batch, training=False), axis=(1, 2, 3), keepdims=True)[:, 0, 0]",
            ),
            "The positions stay apart: one number per channel is asked for.": edit(
                "np.mean(base(batch, training=False), axis=(1, 2))",
                "np.reshape(base(batch, training=False), (len(batch), -1))",
            ),
            "The mean runs over the pictures of a batch, too, or over one axis only.": edit(
                "axis=(1, 2)", "axis=(0, 1)"
            ),
            "Only the first batch is there.": edit("np.concatenate(means)", "means[0]"),
            "A call changes its argument `X` in place": edit('.astype("float32")', ""),
        },
        "fine_tuning": {
            "the text asks for 120": edit("fine_tune_at = 120", "fine_tune_at = 100"),
            "it should be the MobileNetV2 inside of `model2`": edit(
                "base_model = model2.layers[2]\n", "base_model = model2\n"
            ),
            "nothing in `base_model` is trained": edit(
                "    layer.trainable = number",
                "    frozen = number",
                "base_model.trainable = True",
                "base_model.trainable = False",
                *TRANSFER_COPY,
            ),
            "layers before number 120 stay frozen": [
                edit("number >= fine_tune_at and not norm", "not norm", *TRANSFER_COPY),
                edit("number >= fine_tune_at", "number < fine_tune_at", *TRANSFER_COPY),
            ],
            "from number 120 on its convolutions are trained": edit(
                "number >= fine_tune_at", "number > fine_tune_at", *TRANSFER_COPY
            ),
            "so that `fit` moves its averages": edit(" and not norm", "", *TRANSFER_COPY),
        },
        "settings": {
            "for the logits 3 and -1 of two pictures": edit("(from_logits=True)", "()"),
            "a loss that knows that the output is a logit": edit(
                "keras.losses.BinaryCrossentropy(from_logits=True)", '"binary_crossentropy"'
            ),
            "expected the cross-entropy of two classes": edit(
                "keras.losses.BinaryCrossentropy(from_logits=True)", "keras.losses.MeanSquaredError()"
            ),
            "a tenth of the first": [
                edit("Adam(0.0001)", "Adam()"),
                edit("Adam(0.0001)", "Adam(0.01)"),
                edit("keras.optimizers.Adam(0.0001)", '"adam"'),
            ],
            "expected Adam": edit("Adam(0.0001)", "SGD(0.0001)"),
            "as a name it compares the output with 0.5": edit(
                "keras.metrics.BinaryAccuracy(threshold=0.0)", '"accuracy"'
            ),
            "expected 0.80": edit("BinaryAccuracy(threshold=0.0)", "BinaryAccuracy()"),
            "a list with one entry": edit(
                "[keras.metrics.BinaryAccuracy(threshold=0.0)]", "keras.metrics.BinaryAccuracy(threshold=0.0)"
            ),
        },
        "small_transfer": {
            "64 are allowed": code("""
                def small_transfer(F, y):
                    model = LogisticRegression(C=0.1, max_iter=1000).fit(F, y)
                    return model.coef_[0], model.intercept_[0]
            """),
            "the target is": [
                code("""
                    def small_transfer(F, y):
                        w = np.zeros(F.shape[1])
                        model = LogisticRegression(C=0.1, max_iter=1000).fit(F[:, :64], y)
                        w[:64] = model.coef_[0]
                        return w, model.intercept_[0]
                """),
                code("""
                    def small_transfer(F, y):
                        model = LogisticRegression(C=0.1, max_iter=1000).fit(F_train, y_train)
                        kept = np.argsort(-np.abs(model.coef_[0]) * F_train.std(axis=0))[:64]
                        w = np.zeros(1280)
                        w[kept] = LogisticRegression(C=0.1, max_iter=1000).fit(F_train[:, kept], y_train).coef_[0]
                        return w, -(F_train @ w).mean()
                """),
                code("""
                    def small_transfer(F, y):
                        model = LogisticRegression(C=0.1, max_iter=1000).fit(F, y)
                        kept = np.argsort(-np.abs(model.coef_[0]))[:64]
                        w = np.zeros(F.shape[1])
                        w[kept] = model.coef_[0][kept]
                        return w, model.intercept_[0]
                """),
                code("""
                    def small_transfer(F, y):
                        apart = F[y == 1].mean(axis=0) - F[y == 0].mean(axis=0)
                        w = np.zeros(F.shape[1])
                        w[np.argmax(np.abs(apart))] = apart[np.argmax(np.abs(apart))]
                        return w, -F.mean(axis=0) @ w
                """),
                code("""
                    def small_transfer(F, y):
                        rng, w, b = np.random.default_rng(0), np.zeros(F.shape[1]), 0.0
                        kept = rng.permutation(F.shape[1])[:64]
                        for _ in range(200):
                            error = 1 / (1 + np.exp(-(F @ w + b))) - y
                            w[kept] -= 0.1 * (F.T @ error)[kept] / len(F)
                            b -= 0.1 * error.mean()
                        return w, b
                """),
            ],
            "the pictures get the same class": [
                code("""
                    def small_transfer(F, y):
                        return np.zeros(F.shape[1]), 1.0
                """),
                edit("return w, model.intercept_[0]", "return w, 50.0"),
            ],
            "`w` has the shape": edit("model.coef_[0]\n    return w,", "model.coef_[0]\n    return w[:, None],"),
        },
        "mended_transfer": {
            "Copies of validation pictures are in the training set, or the other way round: split before you mirror.": code("""
                def mended_transfer(base, X, y, m_val):
                    F = pooled_features(base, np.concatenate([X, X[:, :, ::-1]]), 16)
                    labels, train = np.tile(y, 2), F[:-m_val]
                    deviation = train.std(axis=0)
                    deviation[deviation == 0] = 1
                    F = (F - train.mean(axis=0)) / deviation
                    return F[:-m_val], labels[:-m_val], F[-m_val:], labels[-m_val:]
            """),
            "The copies are upside down: which axis runs from left to right?": edit(
                "X[:-m_val, :, ::-1]", "X[:-m_val, ::-1]"
            ),
            "The labels don't belong to their pictures: all pictures come first, then all copies.": edit(
                "np.tile(y[:-m_val], 2)", "np.repeat(y[:-m_val], 2)"
            ),
            "The pictures are scaled twice: `pooled_features` takes them from 0 to 255.": edit(
                "pooled_features(base, train, BATCH_SIZE)",
                "pooled_features(base, train / 127.5 - 1, BATCH_SIZE)",
                "pooled_features(base, X[-m_val:], BATCH_SIZE)",
                "pooled_features(base, X[-m_val:] / 127.5 - 1, BATCH_SIZE)",
            ),
            "Means and deviations are those of all pictures: the validation set must have no part in them.": edit(
                "mean, deviation = F_train.mean(axis=0), F_train.std(axis=0)",
                "both = np.concatenate([F_train, F_val])\n    mean, deviation = both.mean(axis=0), both.std(axis=0)",
            ),
            "The validation set has its own mean and deviation: it must be shifted and scaled as the training set is.": edit(
                "(F_val - mean) / deviation",
                "(F_val - F_val.mean(axis=0)) / np.where(F_val.std(axis=0) > 0, F_val.std(axis=0), 1)",
            ),
            "A feature that is the same for all training pictures is divided by 0.": edit(
                "    deviation[np.ptp(F_train, axis=0) == 0] = 1\n", ""
            ),
            "A small number is added to each deviation, so that it is no longer 1 afterwards.": edit(
                "    deviation[np.ptp(F_train, axis=0) == 0] = 1\n", "    deviation = deviation + 0.01\n"
            ),
            "The first pictures are for validation here; the last ones are asked for.": edit(
                "[:-m_val", "[m_val:", "[-m_val:]", "[:m_val]"
            ),
            "The mirrored copies are missing.": edit(
                "np.concatenate([X[:-m_val], X[:-m_val, :, ::-1]])",
                "X[:-m_val]",
                "np.tile(y[:-m_val], 2)",
                "y[:-m_val]",
            ),
            "The validation set is mirrored, too: it holds its pictures as they are.": edit(
                "X[-m_val:], BATCH", "X[-m_val:, :, ::-1], BATCH"
            ),
            "The features are not standardized.": edit(
                "(F_train - mean) / deviation", "F_train", "(F_val - mean) / deviation", "F_val"
            ),
            "The function is as it was.": code("""
                def mended_transfer(base, X, y, m_val):
                    return broken_transfer(base, X, y, m_val)
            """),
        },
    },
    "4_inception_and_separable": {
        "inception_block": {
            "The pooling makes the picture smaller: its windows have to move by one pixel.": edit("strides=1, ", ""),
            "Without padding a branch loses rows and columns: all four must have as many as the input.": [
                edit('strides=1, padding="same"', "strides=1"),
                edit('side, padding="same"', "side"),
            ],
            "The branch with the filters of 3 by 3 has no bottleneck: it looks at the input itself.": edit(
                "convolve(convolve(X, r3, 1), f3, 3)", "convolve(X, f3, 3)"
            ),
            "The branch with the filters of 5 by 5 has no bottleneck: `r5` channels go into it.": edit(
                "convolve(convolve(X, r5, 1), f5, 5)", "convolve(X, f5, 5)"
            ),
            "The branches of 3 by 3 and 5 by 5 filters are exchanged in the concatenation.": edit(
                "convolve(convolve(X, r3, 1), f3, 3),\n        convolve(convolve(X, r5, 1), f5, 5),",
                "convolve(convolve(X, r5, 1), f5, 5),\n        convolve(convolve(X, r3, 1), f3, 3),",
            ),
            "The order of `filters` is another: each bottleneck number stands before that of its branch.": [
                edit("f1, r3, f3, r5, f5, fp = filters", "f1, f3, r3, f5, r5, fp = filters"),
                edit("f1, r3, f3, r5, f5, fp = filters", "f1, r3, r5, f3, f5, fp = filters"),
            ],
            "A convolution has no ReLU: also the bottlenecks have one.": [
                edit(', activation="relu"', ""),
                edit(
                    "convolve(convolve(X, r3, 1), f3, 3)",
                    'convolve(layers.Conv2D(r3, 1, padding="same", kernel_initializer=initializer)(X), f3, 3)',
                ),
            ],
            "The branches are stacked one after the other: each of them gets the block's input.": edit(
                "convolve(pooled, fp, 1)", 'convolve(layers.MaxPool2D(3, 1, "same")(convolve(X, f1, 1)), fp, 1)'
            ),
            "The `1 x 1` convolution after the pooling is missing: all channels of the input pass.": edit(
                "convolve(pooled, fp, 1)", "pooled"
            ),
            "The fourth branch pools after its convolution: first the pooling, then the mixing of channels.": edit(
                "convolve(pooled, fp, 1)", 'layers.MaxPool2D(3, strides=1, padding="same")(convolve(X, fp, 1))'
            ),
            "The fourth branch takes the mean of its windows: the largest value is asked for.": edit(
                "MaxPool2D", "AveragePooling2D"
            ),
            "The maps are joined along the columns: the last axis holds the channels.": edit(
                "layers.Concatenate()", "layers.Concatenate(axis=2)"
            ),
        },
        "separable_conv_forward": {
            "The odd row of zeros lies above: TensorFlow adds it at the bottom, and at the right.": edit(
                "(rim // 2, rim - rim // 2)", "(rim - rim // 2, rim // 2)"
            ),
            "Half a window of zeros on every side is the padding of week 1; here the stride and the size count, too.": [
                edit("(rim // 2, rim - rim // 2)", "((f - 1) // 2, f // 2)"),
                edit("(rim // 2, rim - rim // 2)", "(f // 2, f // 2)"),
            ],
            "All missing rows are put on one side: they are shared between both.": [
                edit("(rim // 2, rim - rim // 2)", "(0, rim)"),
                edit("(rim // 2, rim - rim // 2)", "(rim, 0)"),
            ],
            "With a window smaller than the stride the number of missing rows is negative: none are missing then.": [
                edit(
                    "max((math.ceil(n / stride) - 1) * stride + f - n, 0)",
                    "abs((math.ceil(n / stride) - 1) * stride + f - n)",
                ),
            ],
            "The number of places is rounded down: `same` makes it the size over the stride, rounded up.": edit(
                "math.ceil(n / stride)", "n // stride"
            ),
            "Rows and columns are padded alike: the picture may be wider than high.": edit(
                "for n in X.shape[1:3]:", "for n in (X.shape[1], X.shape[1]):"
            ),
            "`padding` has no part in it: with `valid` nothing is added.": edit('if padding == "same":', "if True:"),
            "Nothing is padded, whatever `padding` says.": edit('if padding == "same":', "if False:"),
            "The windows move by one pixel: multiply the position by the stride.": edit(
                "h * stride : h * stride + f, w * stride : w * stride + f", "h : h + f, w : w + f"
            ),
            "The channels between are in another order: all filters of channel 0 come first.": edit(
                '"mijc,ijcd->mcd"', '"mijc,ijcd->mdc"'
            ),
            "The kernel is turned by half a turn: here it is not.": edit(
                "window, depthwise", "window, depthwise[::-1, ::-1]"
            ),
            "Rows and columns of the kernel are exchanged.": edit('"mijc,ijcd->mcd"', '"mijc,jicd->mcd"'),
            "The pointwise convolution is missing: these are the channels between.": edit(
                "return between @ pointwise", "return between"
            ),
            "A ReLU stands between the two: nothing but sums of products is asked for.": edit(
                "return between @ pointwise", "return np.maximum(between, 0) @ pointwise"
            ),
            "Only the first filter of each channel is used: there are several.": edit(
                '"mijc,ijcd->mcd", window, depthwise)',
                '"mijc,ijcd->mcd", window, depthwise[..., :1].repeat(D, axis=3))',
            ),
        },
        "count": {
            "The biases are not counted among the parameters.": edit("kernel + n_F * layer.use_bias", "kernel"),
            "A layer with `use_bias=False` has no biases.": edit("n_F * layer.use_bias", "n_F"),
            "A bias is an addition without a product: it takes no multiply-add here.": edit(
                "kernel * math.prod(places)", "(kernel + n_F * layer.use_bias) * math.prod(places)"
            ),
            "The places of the input are counted: a weight is used at each place of the output.": edit(
                "kernel * math.prod(places)", "kernel * math.prod(input_shape[:-1])"
            ),
            "The multiply-adds of one place only: each weight is used at all of them.": edit(
                "kernel * math.prod(places)", "kernel"
            ),
            "Each filter of a grouped convolution sees the channels of its group only.": edit(" // layer.groups", ""),
            "With groups the filters are not divided once more: each sees part of the channels, and that is all.": edit(
                "// layer.groups * n_F", "// layer.groups * (n_F // layer.groups)"
            ),
            "A window need not be square: multiply both sides.": edit(
                "math.prod(layer.kernel_size)", "layer.kernel_size[0] ** 2"
            ),
            "A depthwise filter sees one channel: nothing is summed over channels.": edit(
                "kernel = math.prod(layer.kernel_size) * n_F\n", "kernel = math.prod(layer.kernel_size) * n_C * n_F\n"
            ),
            "A depthwise layer has `depth_multiplier` filters for each channel.": edit(
                "kernel = math.prod(layer.kernel_size) * n_F\n", "kernel = math.prod(layer.kernel_size) * n_C\n"
            ),
            "The depth multiplier of a separable convolution makes more channels between its two parts.": edit(
                "between = n_C * layer.depth_multiplier", "between = n_C"
            ),
            "A separable convolution is counted like an ordinary one: it filters each channel, then mixes them.": edit(
                "math.prod(layer.kernel_size) * between + between * n_F", "math.prod(layer.kernel_size) * between * n_F"
            ),
            "The pointwise part of a separable convolution is left out.": edit(" + between * n_F", ""),
            "The moving mean and variance of batch normalization are parameters, too.": edit(
                "n_C * (2 + layer.center + layer.scale)", "n_C * (layer.center + layer.scale)"
            ),
            "A batch normalization without `center` or `scale` has fewer parameters.": edit(
                "2 + layer.center + layer.scale", "4"
            ),
            "Batch normalization takes one multiply-add for each entry.": [
                edit("layer.scale), math.prod(input_shape)", "layer.scale), 0"),
                edit("layer.scale), math.prod(input_shape)", "layer.scale), n_C"),
                edit("layer.scale), math.prod(input_shape)", "layer.scale), 2 * math.prod(input_shape)"),
            ],
            "Pooling, flattening and the like have no weights: they count nothing.": edit(
                "return 0, 0", "return 0, math.prod(input_shape)"
            ),
            "A dense layer on a picture acts at each place: it does not see all of them at once.": edit(
                "kernel = n_C * n_F", "kernel = math.prod(input_shape) * n_F"
            ),
            "Multiplications and additions are counted one by one: a multiply-add is both.": edit(
                "kernel * math.prod(places)", "2 * kernel * math.prod(places)"
            ),
            "The two numbers are exchanged: the parameters come first.": result(lambda value: value[::-1]),
        },
        "squeeze_excite": {
            "The pooling takes the largest value of each channel: the mean is asked for.": edit(
                "GlobalAveragePooling2D", "GlobalMaxPooling2D"
            ),
            "The pooling drops the axes of rows and columns: there is an argument that keeps them.": code("""
                def squeeze_excite(X, ratio, initializer="glorot_uniform"):
                    n_C = X.shape[-1]
                    gates = layers.GlobalAveragePooling2D()(X)
                    gates = layers.Dense(n_C // ratio, activation="relu", kernel_initializer=initializer)(gates)
                    gates = layers.Dense(n_C, activation="sigmoid", kernel_initializer=initializer)(gates)
                    return layers.Multiply()([X, layers.Reshape((1, 1, n_C))(gates)])
            """),
            "The layer between has `ratio` units: it has the channels divided by `ratio`.": edit(
                "n_C // ratio", "ratio"
            ),
            "The layer between is as wide as the input: `ratio` makes it narrower.": edit("n_C // ratio", "n_C"),
            "The layer between has no ReLU: two linear layers in a row are one.": edit('activation="relu", ', ""),
            "The factors come out of a ReLU: they must lie between 0 and 1.": edit('"sigmoid"', '"relu"'),
            "A softmax makes the factors compete and add up to 1: a sigmoid gives each channel its own.": edit(
                '"sigmoid"', '"softmax"'
            ),
            "The factors have no activation at all.": edit('activation="sigmoid", ', ""),
            "The factors are added: the channels are to be multiplied by them.": edit("layers.Multiply", "layers.Add"),
            "The factors themselves are returned: multiply the input by them.": edit(
                "layers.Multiply()([X, gates])", "gates"
            ),
            "The two activations are exchanged: the sigmoid is the last.": edit(
                '"relu"', '"other"', '"sigmoid"', '"relu"', '"other"', '"sigmoid"'
            ),
        },
        "compound_scaling": {
            "The growth is multiplied by phi: it is raised to that power.": edit("rate**phi", "rate * phi"),
            "The numbers of filters are rounded down to a multiple of 8: to the nearest is asked for.": edit(
                "number * width / 8 + 0.5", "number * width / 8"
            ),
            "The numbers of filters are not rounded to multiples of 8.": edit(
                "int(number * width / 8 + 0.5) * 8", "int(number * width + 0.5)"
            ),
            "The numbers of filters are always rounded up: the nearest multiple comes first, then the rule of 90 %.": edit(
                "int(number * width / 8 + 0.5) * 8", "math.ceil(number * width / 8) * 8"
            ),
            "Rounding may lose more than a tenth of the filters: then the next multiple of 8 is due.": edit(
                " + 8 * (rounded < 0.9 * number * width)", ""
            ),
            "The repeats are rounded to the nearest number: they are rounded up.": edit(
                "math.ceil(depth * number)", "round(depth * number)"
            ),
            "The repeats are rounded down: they are rounded up.": edit(
                "math.ceil(depth * number)", "int(depth * number)"
            ),
            "Depth and width are exchanged: `growth` begins with the depth.": edit(
                "depth, width, size =", "width, depth, size ="
            ),
            "Width and resolution are exchanged: the side's rate is the last.": edit(
                "depth, width, size =", "depth, size, width ="
            ),
            "The side is rounded down: the nearest whole number is asked for.": edit(
                "round(size * resolution)", "int(size * resolution)"
            ),
            "The number of pixels is multiplied by the rate: the side is.": edit(
                "round(size * resolution)", "round(size**0.5 * resolution)"
            ),
            "Nothing is scaled: `phi` has no part in it.": edit("rate**phi", "rate**0"),
            "The rates are used once, whatever `phi` is.": edit("rate**phi", "rate"),
        },
        "compact_network": {
            "are allowed. It takes": [
                edit("(6, 16, 48)", "(12, 24, 40)"),
                code("""
                    def compact_network(input_shape, classes):
                        wide = {"padding": "same", "activation": "relu"}
                        return keras.Sequential([
                            keras.Input(input_shape), layers.Conv2D(8, 3, **wide), layers.MaxPool2D(),
                            layers.Conv2D(16, 3, **wide), layers.GlobalAveragePooling2D(), layers.Dense(classes),
                        ])
                """),
            ],
            "parameters; at most": code("""
                def compact_network(input_shape, classes):
                    return keras.Sequential([
                        keras.Input(input_shape), layers.Conv2D(12, 3, strides=2, activation="relu"),
                        layers.Flatten(), layers.Dense(classes),
                    ])
            """),
            "hidden digits are classified correctly; the target is": [
                code("""
                    def compact_network(input_shape, classes):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.Flatten(), layers.Dense(12, activation="relu"),
                            layers.Dense(classes),
                        ])
                """),
                code("""
                    def compact_network(input_shape, classes):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.GlobalAveragePooling2D(), layers.Dense(classes),
                        ])
                """),
                code("""
                    def compact_network(input_shape, classes):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.AveragePooling2D(2),
                            layers.Conv2D(8, 3, padding="same", activation="relu"), layers.MaxPool2D(),
                            layers.Conv2D(16, 3, padding="same", activation="relu"),
                            layers.GlobalAveragePooling2D(), layers.Dense(classes),
                        ])
                """),
                code("""
                    def compact_network(input_shape, classes):
                        small = {"padding": "same", "activation": "relu"}
                        return keras.Sequential([
                            keras.Input(input_shape), layers.Conv2D(4, 3, **small), layers.MaxPool2D(),
                            layers.Conv2D(8, 3, **small), layers.MaxPool2D(), layers.Conv2D(12, 3, **small),
                            layers.GlobalAveragePooling2D(), layers.Dense(classes),
                        ])
                """),
            ],
            "pictures come as": edit("keras.Input(input_shape)", "keras.Input((8, 8, 1))"),
            "use convolutions of any kind": code("""
                def compact_network(input_shape, classes):
                    return keras.Sequential([
                        keras.Input(input_shape), layers.Reshape((12, 12)), layers.GRU(16), layers.Dense(classes),
                    ])
            """),
            "`predictions` has the shape": edit("layers.Dense(classes)", "layers.Dense(classes + 1)"),
        },
        "compress": {
            "The windows are fine, but the pointwise kernel weighs them wrongly.": [
                edit("(U * sizes[:, np.newaxis])", "U"),
                edit("V[:, :multiplier].reshape", "(V * sizes[:, :, np.newaxis])[:, :multiplier].reshape"),
            ],
            "The first window of each channel is the mean of the filters, and filters may cancel.": code("""
                def compress(kernel, multiplier):
                    f, _, n_C, n_F = kernel.shape
                    one = kernel.mean(axis=3)
                    scale = np.einsum("ijc,ijco->co", one, kernel) / np.maximum((one**2).sum(axis=(0, 1)), 1e-12)[:, None]
                    depthwise = np.zeros((f, f, n_C, multiplier))
                    depthwise[..., 0] = one
                    pointwise = np.zeros((n_C, multiplier, n_F))
                    pointwise[:, 0] = scale
                    return depthwise, pointwise.reshape(-1, n_F)
            """),
            "Each window is taken from one of the filters: the best one is a compromise of all of them.": code("""
                def compress(kernel, multiplier):
                    f, _, n_C, n_F = kernel.shape
                    depthwise, pointwise = np.zeros((f, f, n_C, multiplier)), np.zeros((n_C, multiplier, n_F))
                    for c in range(n_C):
                        order = np.argsort(-np.linalg.norm(kernel[:, :, c], axis=(0, 1)))[:multiplier]
                        windows = kernel[:, :, c, order].reshape(f * f, -1)
                        depthwise[:, :, c] = windows.reshape(f, f, -1)
                        pointwise[c] = np.linalg.lstsq(windows, kernel[:, :, c].reshape(f * f, n_F), rcond=None)[0]
                    return depthwise, pointwise.reshape(-1, n_F)
            """),
            "All channels have the same windows: each may have its own.": code("""
                def compress(kernel, multiplier):
                    f, _, n_C, n_F = kernel.shape
                    U, sizes, V = np.linalg.svd(kernel.reshape(f * f, n_C * n_F), full_matrices=False)
                    depthwise = np.repeat((U * sizes)[:, None, :multiplier], n_C, axis=1).reshape(f, f, n_C, -1)
                    return depthwise, V[:multiplier].reshape(multiplier, n_C, n_F).transpose(1, 0, 2).reshape(-1, n_F)
            """),
            "The rows of the pointwise kernel are in another order: all filters of channel 0 come first.": edit(
                "V[:, :multiplier].reshape(-1, n_F)", "V[:, :multiplier].transpose(1, 0, 2).reshape(-1, n_F)"
            ),
            "kernels together miss the given one by": edit(
                "[:, :, :multiplier]", "[:, :, -multiplier:]", "V[:, :multiplier]", "V[:, -multiplier:]"
            ),
            "Only the first filter of each channel is used.": around(
                lambda solved, kernel, multiplier: (
                    np.concatenate([solved(kernel, 1)[0], np.zeros((*kernel.shape[:3], multiplier - 1))], axis=3),
                    np.concatenate(
                        [
                            solved(kernel, 1)[1][:, np.newaxis],
                            np.zeros((kernel.shape[2], multiplier - 1, kernel.shape[3])),
                        ],
                        axis=1,
                    ).reshape(-1, kernel.shape[3]),
                )
            ),
            "miss the given one by 100.0% of its norm": result(
                lambda value: tuple(np.zeros_like(part) for part in value)
            ),
            "Rows and columns of the windows are exchanged.": result(
                lambda value: (value[0].transpose(1, 0, 2, 3), value[1])
            ),
            "It is the transpose of what is asked for.": part(1, np.transpose),
            "`depthwise` has the shape": result(lambda value: value[::-1]),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "Parameters and work are in different layers: a dense weight is used once a picture, a weight of "
            "VGG's first convolutions 50,176 times.",
            "b": "The dense layers hold 124 of the 138 million parameters and do 124 of 15,470 million multiply-adds: "
            "0.8 %. Whoever wants speed has to look at the convolutions.",
            "c": "Look at the table of the lesson: which share of VGG-16's multiply-adds is in dense layers?",
            "d": "A mean over 7 by 7 places of 512 maps is 25,088 additions, next to 15 billion multiply-adds.",
        },
        "q2": {
            "a": "A network that overfits has a *small* error on the training set.",
            "b": "The two errors say nothing about gradients, and in the lesson's measurement at initialization those "
            "of the first layers were far larger than those of the last.",
            "c": "The shallow one with 36 layers that copy their input would do, and after a ReLU a layer can copy.",
            "d": "The deep network could copy with its additional layers and be as good as the shallow one; the "
            "optimizer did not get there. A shortcut makes copying the starting point.",
            "e": "It does not fit the pictures that it has; more of them make fitting no easier.",
        },
        "q3": {
            "a": "One number for each filter at each place, and places stay as they are.",
            "b": "That is 32 times 256; each filter has a bias, too: 8,224.",
            "c": "256 for each of 14 by 14 by 32 outputs: 1,605,632.",
            "d": "It looks at one pixel only, so it adds nothing to the receptive field.",
            "e": "Each output depends on its own pixel: two lists of outputs change places, all others stay.",
        },
        "q4": {
            "a": "3 is 48 / 16, the channels behind and between. Count each layer for one place: 25 times the channels "
            "in times the filters for the 5 by 5, channels in times 16 for the 1x1.",
            "b": "16 is the number of channels of the bottleneck; the factor comes from the channels before and after "
            "it.",
            "c": "For one place: 25 times 480 times 48 = 576,000 before; 480 times 16 and 25 times 16 times 48, "
            "together 26,880, after.",
            "d": "480 / 16 = 30 is what the 5 by 5 layer alone saves; the 1x1 in front costs more than a quarter of "
            "what is left.",
        },
        "q5": {
            "a": "1.5 times 1.2 counts each change once; channels count as inputs and as outputs, and a picture has "
            "two sides.",
            "b": "1.5 times 1.2 squared: channels count twice, as those that a filter sees and as the number of "
            "filters.",
            "c": "1.5 squared times 1.2: the picture grows in height and in width.",
            "d": "1.5 squared for channels in and out, 1.2 squared for height and width: 2.25 times 1.44 = 3.24. That "
            "is why compound scaling squares width and resolution.",
            "e": "There is no third factor of 1.5: the depth stays, and channels count as inputs and as outputs only.",
        },
        "q6": {
            "a": "Ten examples for each class are few to learn edges and textures from, and an afternoon is short. Try "
            "it later, against the number that the frozen features give.",
            "b": "It takes minutes, has few parameters to overfit with, and gives the number that every later idea has"
            " to beat.",
            "c": "Sixty pictures and a large rate move millions of weights away from what a million pictures taught "
            "them, before the new head gives a sensible gradient. Later, and with a small rate.",
            "d": "The other way round: early layers serve most pictures, the last ones belong to the old classes.",
        },
        "q7": {
            "a": "An overfitted head would have failed on these 120 pictures in the notebook, too.",
            "b": "The 120 pictures and the head are the same in both programs; in the notebook the answers are spread "
            "over all six signs.",
            "c": "All 120 pictures get the same answer. The telephone delivers numbers from 0 to 1, and the "
            "preparation takes 127.5 away as if they went to 255: each picture arrives as nearly the same dark "
            "square. One line brings the 70 % back. (Swapped colours would cost one point: nobody would notice.)",
            "d": "A larger network would have got the same wrong numbers. And if half precision were the cause, a "
            "comparison of the two programs would show it: the same numbers in, other numbers out.",
        },
        "q8": {
            "a": "The weights are the same, only the mode differs. After 100 updates 0.99 to the power of 100, 37 %, "
            "of each moving average is still its first value. With a momentum of 0.9 the same networks are in use"
            " what they are in training mode, to within two points. Dropout treats another illness.",
            "b": "An overfitted network is good on its training pictures, in whatever mode. And in training mode the "
            "*test* pictures are classified well, too: it has learned the digits.",
            "c": "In use each picture is normalized by the moving averages, so the size of the batch makes no "
            "difference.",
            "d": "Too large a rate would spoil both modes, and in training mode the answers are good. Besides, the rate "
            "decays to 0 at the end.",
        },
        "q9": {
            "a": "No network can learn it: the same picture has both labels equally often.",
            "b": "Before the augmentation the same labels gave a network that tells left from right.",
            "c": "However long it trains, the same picture has both labels. Train longer once, and measure it.",
            "d": "A mirrored arrow to the left is an arrow to the right with the label left. Left and right became a "
            "coin, 69 % in all instead of 93 %; ahead, which a mirror leaves alone, stayed. Mirror pictures *and*"
            " swap the two labels, and there is twice the data. The line came from a tutorial on cats.",
        },
        "q10": {
            "a": "With ten times the examples the features gained next to nothing. Good features need fewer examples "
            "than pixels, not more.",
            "b": "It went on without weights. The real network has 31 % with one example and 60 % with ten, where "
            "pixels have 21 and 39 % and a guess 17 %. A renamed folder cost the team a method that works. Let "
            "code fail when weights are missing, and test one known picture.",
            "c": "Freezing is what one does with few examples, and with the real weights it works. Training all "
            "weights of a network that was never loaded means training from scratch.",
            "d": "With the real weights block 5 was worse on these signs. And a guess has 17 %: these features "
            "know next to nothing, and early blocks of the real network were close to the pixels.",
        },
    },
}

EQUIVALENT = {
    "1_keras_tutorial": {
        "HappyModel": [
            (
                "return keras.Sequential([keras.Input(input_shape), layers.Conv2D(8, 5, strides=2, activation='relu'), "
                "layers.Conv2D(16, 3, activation='relu'), layers.GlobalMaxPool2D(), "
                "layers.Dense(1, activation='sigmoid')]) -> *",
                "The layers are free as long as budget and target are met.",
            ),
        ],
        "WarmupHoldDecay": [
            (
                "step = tf.cast(step, tf.float32) -> *",
                "TensorFlow's division of whole numbers returns floats of 64 bits, which are cast where they are used.",
            ),
        ],
        "KeepBest": [
            ("super().__init__() -> *", "All that it sets is set again before a training begins."),
        ],
        "mended_training": [
            (
                "normalization.adapt(X) -> *",
                "The batch normalization that follows makes up for any scale of the pictures.",
            ),
            (
                "model = keras.Sequential([keras.Input(X.shape[1:]), normalization, layers.Conv2D(8, 3), "
                "layers.BatchNormalization(momentum=0.9), layers.ReLU(), layers.MaxPool2D(), layers.Conv2D(16, "
                "3, activation='relu'), layers.Flatten(), layers.Dense(1)]) -> *",
                "The layers are free as long as the target is met.",
            ),
            (
                "train = tf.data.Dataset.from_tensor_slices((X, y)).shuffle(len(X)).batch(32) -> *",
                "The size of a batch is free, and a buffer may be larger than the data.",
            ),
            (
                "flip = layers.RandomFlip('horizontal') -> flip = layers.RandomFlip('horizontal_')",
                "An unknown word flips nothing; augmentation is allowed and not asked for.",
            ),
            (
                "train = train.map(lambda X, y: (flip(X, training=True), y)) -> *",
                "Augmentation is allowed and not asked for.",
            ),
            (
                "model.compile(keras.optimizers.Adam(0.01), keras.losses.BinaryCrossentropy(from_logits=True), "
                "metrics=[keras.metrics.BinaryAccuracy('accuracy', threshold=0)], jit_compile=False) -> *",
                "The rate, and whether XLA is used, are free where the target is met.",
            ),
            (
                "stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True) -> *",
                "How long to wait is free: five epochs are trained, and the best one is kept.",
            ),
            (
                "history = model.fit(train, validation_data=(X_val, y_val), epochs=epochs, callbacks=[stop], "
                "shuffle=False, verbose=0) -> *",
                "A data set shuffles by itself, so the argument `shuffle` has no effect.",
            ),
        ],
    },
    "2_residual_networks": {
        "identity_block": [
            (
                "return layers.ReLU()(layers.Add()([A, X])) -> return layers.ReLU()(layers.Add()([X, A]))",
                "A sum has no order.",
            ),
        ],
        "convolutional_block": [
            (
                "return layers.ReLU()(layers.Add()([A, shortcut])) -> return layers.ReLU()(layers.Add()([shortcut, A]))",
                "A sum has no order.",
            ),
        ],
        "ResNet50": [
            (
                "def ResNet50(input_shape=(64, 64, 3), classes=6, training=False): -> def ResNet50(input_shape=(64, 64, 3), classes=6, training=True):",
                "The text says that `training` has no effect.",
            ),
        ],
        "preactivation_block": [
            (
                "return layers.Add()([A, shortcut]) -> return layers.Add()([shortcut, A])",
                "A sum has no order.",
            ),
        ],
        "mended_residual": [
            (
                "X = layers.ReLU()(layers.Add()([A, X])) -> X = layers.ReLU()(layers.Add()([X, A]))",
                "A sum has no order.",
            ),
        ],
    },
    "3_mobilenet_transfer": {
        "data_augmenter": [
            (
                "return keras.Sequential([layers.RandomFlip('horizontal'), layers.RandomRotation(0.2)]) -> "
                "return keras.Sequential([layers.RandomFlip('horizontal'), layers.RandomRotation(-0.2)])",
                "Rotations go both ways: the sign makes no difference.",
            ),
        ],
        "pooled_features": [
            (
                "for start in range(0, len(X), batch_size): -> for start in range(0, len(X) + 1, batch_size):",
                "A batch without pictures adds no rows.",
            ),
            (
                "means.append(np.mean(base(batch, training=False), axis=(1, 2))) -> "
                "means.append(np.mean(base(batch, training=False), axis=(1, -2)))",
                "Of four axes the second last is number 2.",
            ),
        ],
        "fine_tuning": [
            (
                "base_model = model2.layers[2] -> pass",
                "The solution has run before in the same kernel, and its variable is still there.",
            ),
            (
                "base_model.trainable = True -> pass",
                "The solution has run before in the same kernel and has changed this network.",
            ),
            (
                "for number, layer in enumerate(base_model.layers): norm = isinstance(layer, layers.BatchNormalization) "
                "layer.trainable = number >= fine_tune_at and (not norm) -> pass",
                "The solution has run before in the same kernel and has changed these layers.",
            ),
        ],
        "small_transfer": [
            (
                "kept = np.argsort(-np.abs(whole.coef_[0]) * F.std(axis=0))[:64] -> *",
                "Which features are kept is free: many choices of at most 64 reach the target.",
            ),
            ("w[kept] = model.coef_[0] -> w[kept] = model.coef_[-1]", "There is one row."),
            (
                "return (w, model.intercept_[0]) -> return (w, model.intercept_[-1])",
                "There is one number.",
            ),
        ],
    },
    "4_inception_and_separable": {
        "count": [
            (
                "kernel = math.prod(layer.kernel_size) * n_C // layer.groups * n_F -> "
                "kernel = math.prod(layer.kernel_size) * n_C / layer.groups * n_F",
                "The number of channels is a multiple of the number of groups, so the division leaves no rest.",
            ),
            (
                "*places, n_F = layer.compute_output_shape((None, *input_shape))[1:] -> "
                "*places, n_F = layer.compute_output_shape((0, *input_shape))[1:]",
                "The size of the batch is cut off.",
            ),
        ],
        "squeeze_excite": [
            ("return layers.Multiply()([X, gates]) -> return layers.Multiply()([gates, X])", "A product has no order."),
        ],
        "separable_conv_forward": [
            (
                "between = np.zeros((m, (n_H - f) // stride + 1, (n_W - f) // stride + 1, n_C * D)) -> "
                "between = np.ones((m, (n_H - f) // stride + 1, (n_W - f) // stride + 1, n_C * D))",
                "Every entry is overwritten.",
            ),
            (
                "rim = max((math.ceil(n / stride) - 1) * stride + f - n, 0) -> "
                "rim = max(0, (math.ceil(n / stride) - 1) * stride + f - n)",
                "A maximum has no order.",
            ),
            (
                "f, D = (depthwise.shape[0], depthwise.shape[3]) -> f, D = (depthwise.shape[1], depthwise.shape[3])",
                "Windows are square.",
            ),
        ],
        "compound_scaling": [
            (
                "wider.append(rounded + 8 * (rounded < 0.9 * number * width)) -> "
                "wider.append(rounded + 8 * (rounded <= 0.9 * number * width))",
                "A multiple of 8 is never exactly 90 % of a number of filters, of which it is the nearest multiple.",
            ),
        ],
        "compact_network": [
            (
                "for number, width in enumerate((6, 16, 48)): -> *",
                "The widths are free as long as budgets and target are met.",
            ),
            (
                "network.add(convolution(width, 3, padding='same', use_bias=False)) -> *",
                "Biases before a normalization are allowed, and a smaller window where the target is met.",
            ),
            (
                "network.add(layers.ReLU()) -> *",
                "Activations are not asked for: maxima over places make the network non-linear, and the target is met.",
            ),
            (
                "network.add(layers.BatchNormalization(momentum=0.9)) -> *",
                "How fast its averages follow is free where the target is met.",
            ),
        ],
    },
}

PARTS = {
    "1_keras_tutorial": {},
    "2_residual_networks": {},
    "3_mobilenet_transfer": {
        "mended_transfer": {
            1: "The labels to train with are wrong: count the rows of the training set, and say whose label each is.",
            3: "The labels to validate with are wrong: they are the last ones of `y`.",
            0: "The labels are right, the features to train with are not: compare them before you standardize.",
            2: "The training set is right, the features to validate with are not: which mean is subtracted from them?",
        },
    },
    "4_inception_and_separable": {
        "count": {
            0: "Count the weights of the kernel or kernels, and the biases: which channels does one filter see?",
            1: "Each weight of a kernel takes part once at each place of the output: how many places are there?",
        },
        "compound_scaling": {
            0: "The widths are wrong: scale, round to the nearest multiple of 8, then look at what rounding has lost.",
            1: "The repeats are wrong: they are scaled with the depth and rounded up.",
            2: "The side is wrong: it is scaled with the last of the rates and rounded.",
        },
    },
}
