"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, result

MISTAKES = {
    "1_keras_tutorial": {
        "HappyModel": {
            "fewer than 4,000 are asked for": [
                edit("layers.GlobalMaxPool2D()", 'layers.Flatten(), layers.Dense(16, activation="relu")'),
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.ZeroPadding2D(3), layers.Conv2D(32, 7),
                            layers.BatchNormalization(), layers.ReLU(), layers.MaxPool2D(), layers.Flatten(),
                            layers.Dense(1, activation="sigmoid")])
                """),
            ],
            "What can the model compute that a weighted sum": [
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
                """),
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([
                            keras.Input(input_shape), layers.GlobalAveragePooling2D(),
                            layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
                """),
            ],
            "lies between 0 and 1; these outputs": edit(', activation="sigmoid"', ""),
            "fails": [
                edit('Dense(1, activation="sigmoid")', 'Dense(2, activation="softmax")'),
                edit("layers.GlobalMaxPool2D(),", ""),
                code("""
                    def HappyModel(input_shape):
                        return keras.Sequential([keras.Input((64, 64, 3)), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
                """),
            ],
            "expected a Keras model": [lambda input_shape: None, lambda input_shape: "a model"],
            "does not take an input of shape": edit("keras.Input(input_shape)", "keras.Input((32, 32, 3))"),
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
            "expected 0.025.": [
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
            "ends with the weights of epoch": [
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
                edit("        self.model.set_weights(self.weights)", "        pass"),
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
                    "        self.model.set_weights(self.weights)\n    ###",
                    "        pass\n    ###",
                ),
            ],
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
                "    def on_train_begin(self, logs):\n        self.lowest, self.counted, self.waited = np.inf, np.inf, 0\n",
                "",
                "min_delta = monitor, patience, min_delta\n",
                "min_delta = monitor, patience, min_delta\n        self.lowest, self.counted, self.waited = np.inf, np.inf, 0\n",
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
            "that of the last epoch": [
                edit(", restore_best_weights=True", ""),
                edit("from_logits=True", ""),
                edit("EarlyStopping(patience=5", 'EarlyStopping(monitor="loss", patience=5'),
                edit(
                    '"horizontal"',
                    '"horizontal_and_vertical"',
                    "validation_data=(X_val, y_val)",
                    "validation_data=tf.data.Dataset.from_tensor_slices((X_val, y_val)).batch(32).map(lambda X, y: (flip(X, training=True), y))",
                ),
            ],
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
                edit("Adam(0.01)", "Adam(0.0)"),
            ],
            "expected the model and its history": result(lambda told: told[0] if told[1] else told),
            "expected a dictionary": result(lambda told: (told[0], {"loss": told[1].get("loss", [])})),
            "are allowed": edit("epochs=epochs", "epochs=epochs and 12", "patience=5", "patience=50"),
        },
    },
    "2_residual_networks": {
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
