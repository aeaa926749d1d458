"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit

MISTAKES = {
    "1_word_vectors": {
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
    "2_emojify": {
        "sentence_to_avg": {
            "Words without a vector count in the denominator: they make the average shorter. Divide by the words that have one.": code("""
                def sentence_to_avg(sentence, word_to_vec_map):
                    words = sentence.lower().split()
                    avg = np.zeros(len(next(iter(word_to_vec_map.values()))))
                    for w in words:
                        avg += word_to_vec_map.get(w, 0)
                    return avg / max(len(words), 1)
            """),
            "This is the sum of the vectors: a long sentence would be far from a short one that says the same.": edit(
                "np.mean(vectors, axis=0)", "np.sum(vectors, axis=0)"
            ),
            "Capitals: no word of the dictionary has one, so `Happy` is skipped. Make the sentence lower case.": edit(
                ".lower()", ""
            ),
            "The dimension is fixed at 50: take it from a vector of the dictionary.": [
                edit("np.zeros(next(iter(word_to_vec_map.values())).shape)", "np.zeros(50)"),
                code("""
                    def sentence_to_avg(sentence, word_to_vec_map):
                        avg, count = np.zeros((50,)), 0
                        for w in sentence.lower().split():
                            if w in word_to_vec_map:
                                avg[: len(word_to_vec_map[w])] += word_to_vec_map[w]
                                count += 1
                        return avg / count if count else avg
                """),
            ],
            "Each word counts once here, however often it occurs: a set forgets that.": edit(
                "sentence.lower().split()", "sorted(set(sentence.lower().split()))"
            ),
            "A word that is missing ends the program: the dictionary is asked for every word, also for one that it lacks.": edit(
                " if word in word_to_vec_map]", "]"
            ),
            "A sentence without a known word has no mean: without words, return zeros.": edit(
                "if vectors:\n        return np.mean(vectors, axis=0)\n    return np.zeros(next(iter(word_to_vec_map.values())).shape)",
                "return np.mean(vectors, axis=0)",
            ),
            "The mean runs over the numbers of each vector: it has one number for each word. The other axis is that of the words.": edit(
                "axis=0", "axis=1"
            ),
            "The vector has unit length here: only its direction is left. The plain mean is asked for.": edit(
                "return np.mean(vectors, axis=0)",
                "mean = np.mean(vectors, axis=0)\n        return mean / (np.linalg.norm(mean) or 1)",
            ),
            "This is the vector of the last word only: it is overwritten in the loop.": edit(
                "np.mean(vectors, axis=0)", "np.asarray(vectors[-1])"
            ),
        },
        "model": {
            "There is one update for a whole pass, with the sum of all gradients: make one after each sentence.": edit(
                """        for a, t in zip(A, T):
            dz = given.softmax(W @ a + b) - t
            W -= learning_rate * np.outer(dz, a)
            b -= learning_rate * dz""",
                """        Z = np.array([given.softmax(W @ a + b) for a in A]) - T
        W = W - learning_rate * Z.T @ A
        b = b - learning_rate * Z.sum(axis=0)""",
            ),
            "There is one update for a whole pass, with the mean of all gradients: make one after each sentence.": edit(
                """        for a, t in zip(A, T):
            dz = given.softmax(W @ a + b) - t
            W -= learning_rate * np.outer(dz, a)
            b -= learning_rate * dz""",
                """        Z = np.array([given.softmax(W @ a + b) for a in A]) - T
        W = W - learning_rate * Z.T @ A / len(A)
        b = b - learning_rate * Z.mean(axis=0)""",
            ),
            "The update goes uphill: the derivative is the probability minus the label.": edit(
                "given.softmax(W @ a + b) - t", "t - given.softmax(W @ a + b)"
            ),
            "`b` is still zero after": edit("            b -= learning_rate * dz\n", ""),
            "Only the last sentence of each pass has an effect: where does the update stand?": edit(
                "            W -= learning_rate * np.outer(dz, a)\n            b -= learning_rate * dz",
                "        W -= learning_rate * np.outer(dz, a)\n        b -= learning_rate * dz",
            ),
            "Each logit has its own sigmoid: the classes are alternatives, so take the softmax.": edit(
                "given.softmax(W @ a + b) - t", "1 / (1 + np.exp(-(W @ a + b))) - t"
            ),
            "The learning rate is 0.01 here, whatever is asked for: use the argument.": edit(
                "learning_rate * np", "0.01 * np", "learning_rate * dz", "0.01 * dz"
            ),
            "There are 400 passes here, whatever is asked for: use the argument.": edit(
                "range(num_iterations)", "range(400)"
            ),
            "This is the gradient of a squared error: with cross-entropy, it is simpler.": edit(
                "dz = given.softmax(W @ a + b) - t",
                "p = given.softmax(W @ a + b)\n            dz = p * ((p - t) - np.sum(p * (p - t)))",
            ),
            "one update for each sentence, in their order": [
                edit(
                    "        for a, t in zip(A, T):",
                    "        for i in np.random.permutation(len(A)):\n            a, t = A[i], T[i]",
                ),
                edit("np.outer(dz, a)", "(np.outer(dz, a) + 0.1 * W)"),
            ],
            "`W` is almost where it began": edit("            W -= learning_rate * np.outer(dz, a)\n", ""),
            "`pred` does not fit the `W` and `b` that are returned": [
                edit(
                    "    for _ in range(num_iterations):",
                    "    first = np.argmax(A @ W.T + b, axis=1)\n    for _ in range(num_iterations):",
                    "return np.argmax(A @ W.T + b, axis=1), W, b",
                    "return first, W, b",
                ),
                edit("return np.argmax(A @ W.T + b, axis=1), W, b", "return np.array(Y), W, b"),
            ],
        },
        "sentences_to_indices": {
            "The zeros stand in front: the words begin at the left.": code("""
                def sentences_to_indices(X, word_to_index, max_len):
                    indices = np.zeros((len(X), max_len), int)
                    for i, s in enumerate(X):
                        k = [word_to_index[w] for w in s.lower().split() if w in word_to_index][:max_len]
                        if k:
                            indices[i, max_len - len(k):] = k
                    return indices
            """),
            "A skipped word leaves a zero at its position: the next word with an index takes the next position.": code("""
                def sentences_to_indices(X, word_to_index, max_len):
                    indices = np.zeros((len(X), max_len), int)
                    for i, s in enumerate(X):
                        for j, w in enumerate(s.lower().split()[:max_len]):
                            indices[i, j] = word_to_index.get(w, 0)
                    return indices
            """),
            "Capitals hide words: look them up in lower case.": edit(".lower()", ""),
            "A sentence that is too long loses its beginning here: it keeps the first words.": edit(
                "row[: len(known)] = known[:max_len]", "row[: len(known)] = known[-max_len:]"
            ),
            "The sentence is cut before unknown words are skipped: a word with an index is lost although there is room.": edit(
                "sentence.lower().split() if", "sentence.lower().split()[:max_len] if"
            ),
            "The indices are those of the letters: split the sentence at its spaces.": edit(
                "known = [word_to_index[word] for word in sentence.lower().split() if word in word_to_index]",
                "known = [ord(letter) for letter in sentence.lower()]",
            ),
            "The words are numbered anew, in the order in which they come: use the indices of the dictionary.": edit(
                "word_to_index[word] for word in", "sorted(word_to_index).index(word) + 1 for word in"
            ),
            "Every index is one too small: they are used as they are.": edit(
                "word_to_index[word] for word", "word_to_index[word] - 1 for word"
            ),
            "The rows are as long as the longest sentence: they have `max_len` places, however short the sentences are.": edit(
                "indices = np.zeros((len(X), max_len), int)",
                "max_len = min(max_len, max(len(sentence.split()) for sentence in X))\n    indices = np.zeros((len(X), max_len), int)",
            ),
            "Only the first sentence is translated: the others are rows of zeros.": edit(
                "return indices", "indices[1:] = 0\n    return indices"
            ),
        },
        "pretrained_embedding_layer": {
            "which one is for no word?": edit(
                "np.zeros((len(word_to_index) + 1,",
                "np.zeros((len(word_to_index),",
                "matrix[index] =",
                "matrix[index - 1] =",
            ),
            "Each vector stands one row too early: row 0 is for no word.": edit(
                "matrix[index] =", "matrix[index - 1] ="
            ),
            "training would change them: freeze the layer.": edit(", trainable=False", ""),
            "No row is the vector of a word: has the matrix of the layer been set?": edit(
                "    layer.set_weights([matrix])\n", ""
            ),
            "The layer has no matrix yet: build it, then give it its rows.": edit(
                "    layer.build((None,))\n    layer.set_weights([matrix])\n", ""
            ),
            "is not the vector of the word whose index is": edit(
                "for word, index in word_to_index.items():", "for index, word in enumerate(word_to_vec_map, 1):"
            ),
            "the dictionary says how many": edit(
                "len(next(iter(word_to_vec_map.values()))))",
                "50)",
                "matrix[index] =",
                "matrix[index, : len(word_to_vec_map[word])] =",
            ),
            "Leave `mask_zero` as it is by default": edit("trainable=False", "trainable=False, mask_zero=True"),
            "The result is an array: return the layer that holds it.": edit("    return layer", "    return matrix"),
        },
        "Emojify_V2": {
            "The first LSTM returns its last state only: the second one needs the whole sequence.": edit(
                "X = keras.layers.LSTM(128, return_sequences=True)(X)",
                "X = keras.layers.RepeatVector(input_shape[0])(keras.layers.LSTM(128)(X))",
            ),
            "The second LSTM returns a sequence: then there are five probabilities for each position.": edit(
                "keras.layers.LSTM(128)(X)", "keras.layers.LSTM(128, return_sequences=True)(X)"
            ),
            "There is no softmax: the model returns logits.": edit('keras.layers.Activation("softmax")(X)', "X"),
            "The units of the last layer are logistic: probabilities of five alternatives add up to 1.": edit(
                '"softmax"', '"sigmoid"'
            ),
            "Dropout is missing behind the second LSTM.": edit(
                "keras.layers.LSTM(128)(X)\n    X = keras.layers.Dropout(0.5)(X)", "keras.layers.LSTM(128)(X)"
            ),
            "Dropout is missing behind the first LSTM.": edit(
                "keras.layers.LSTM(128, return_sequences=True)(X)\n    X = keras.layers.Dropout(0.5)(X)",
                "keras.layers.LSTM(128, return_sequences=True)(X)",
            ),
            "An ordinary recurrent layer stands where an LSTM belongs: gates are what keeps the state over many words.": edit(
                "keras.layers.LSTM(128)(X)", "keras.layers.SimpleRNN(128)(X)"
            ),
            "Averages over positions replace the second LSTM: order is lost again.": edit(
                "keras.layers.LSTM(128)(X)", "keras.layers.GlobalAveragePooling1D()(X)"
            ),
            "The LSTM has the wrong number of units.": [
                edit("LSTM(128)", "LSTM(64)"),
                edit("LSTM(128, return", "LSTM(50, return"),
            ],
            "The rate of a dropout is wrong: half of the activations are dropped.": [
                edit("Dropout(0.5)(X)\n    X = keras.layers.LSTM", "Dropout(0.2)(X)\n    X = keras.layers.LSTM"),
                edit("Dropout(0.5)(X)\n    X = keras.layers.Dense", "Dropout(0.2)(X)\n    X = keras.layers.Dense"),
            ],
            "A new embedding is made here: use `pretrained_embedding_layer`, or nothing of GloVe comes in.": edit(
                "pretrained_embedding_layer(word_to_vec_map, word_to_index)", "keras.layers.Embedding(23, 3)"
            ),
            "An LSTM that reads in both directions was not asked for.": edit(
                "keras.layers.LSTM(128)(X)", "keras.layers.Bidirectional(keras.layers.LSTM(128))(X)"
            ),
        },
        "mask_padding": {
            "padding still changes the answer": [
                edit("X = keras.layers.Masking()(layer(X))", "X = layer(X)"),
                code("""
                def mask_padding(model):
                    indices = keras.Input(model.input_shape[1:])
                    X = keras.layers.Masking()(keras.layers.Reshape((-1, 1))(indices))
                    X = keras.layers.Reshape((model.input_shape[1],))(X)
                    for layer in model.layers:
                        if not isinstance(layer, keras.layers.InputLayer):
                            X = layer(X)
                    return keras.Model(indices, X)
            """),
                edit(
                    "keras.layers.Masking()(layer(X))",
                    "layer(X) * keras.ops.expand_dims(keras.ops.cast(X > 0, 'float32'), -1)",
                ),
                edit("Masking()", "Masking(1.0)"),
                code("""
                def mask_padding(model):
                    X = indices = keras.Input(model.input_shape[1:])
                    late = False
                    for layer in model.layers:
                        if isinstance(layer, keras.layers.InputLayer):
                            continue
                        X = layer(X)
                        if isinstance(layer, keras.layers.LSTM) and not late and len(X.shape) == 3:
                            X, late = keras.layers.Masking()(X), True
                    return keras.Model(indices, X)
            """),
            ],
            "The weights are not those of the model that was given": [
                code("""
                def mask_padding(model):
                    X = indices = keras.Input(model.input_shape[1:])
                    for layer in model.layers:
                        if isinstance(layer, keras.layers.InputLayer):
                            continue
                        X = type(layer).from_config(layer.get_config())(X)
                        if isinstance(layer, keras.layers.Embedding):
                            X = keras.layers.Masking()(X)
                    return keras.Model(indices, X)
            """),
                code("""
                def mask_padding(model):
                    model.set_weights([weights * 0.5 for weights in model.get_weights()])
                    return model
            """),
            ],
            "the probabilities are others than without the padding": edit(
                "keras.layers.Masking()(layer(X))", "keras.ops.flip(layer(X), axis=1)"
            ),
        },
        "negation_features": {
            "the negated sentence gets the class of the one without negation": [
                code("""
                def negation_features(X, word_to_vec_map):
                    return np.array([sentence_to_avg(sentence, word_to_vec_map) for sentence in X])
            """),
                code("""
                def negation_features(X, word_to_vec_map):
                    rows = []
                    for sentence in X:
                        count = sum(w in ("not", "never", "no", "nobody", "nothing") for w in sentence.lower().split())
                        rows.append(np.append(sentence_to_avg(sentence, word_to_vec_map), count))
                    return np.array(rows)
            """),
                code("""
                def negation_features(X, word_to_vec_map):
                    rows = []
                    for sentence in X:
                        V = np.array([word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map])
                        pairs = np.hstack([V[:-1], V[1:]])
                        rows.append(np.append(V.mean(axis=0), pairs.mean(axis=0)))
                    return np.array(rows)
            """),
                code("""
                def negation_features(X, word_to_vec_map):
                    rows = []
                    for sentence in X:
                        V = np.array([word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map])
                        rows.append(np.concatenate([V.mean(axis=0), V.max(axis=0), V.min(axis=0)]))
                    return np.array(rows)
            """),
                code("""
                def negation_features(X, word_to_vec_map):
                    rows = []
                    for sentence in X:
                        V = np.array([word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map])
                        half = max(1, len(V) // 2)
                        rows.append(np.append(V[:half].mean(axis=0), V[-half:].mean(axis=0)))
                    return np.array(rows)
            """),
                code("""
                def negation_features(X, word_to_vec_map):
                    rows = np.zeros((len(X), 4, 50))
                    for row, sentence in zip(rows, X):
                        known = [word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map][-4:]
                        row[4 - len(known):] = known
                    return rows.reshape(len(X), -1)
            """),
                code("""
                def negation_features(X, word_to_vec_map):
                    rows = []
                    for sentence in X:
                        V = np.array([word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map])
                        rows.append(np.append(V.mean(axis=0), (V[:-1] * V[1:]).mean(axis=0)))
                    return np.array(rows)
            """),
            ],
            "Negation is told, but food and baseball have become hard to see": code("""
                def negation_features(X, word_to_vec_map):
                    rows = []
                    for sentence in X:
                        turn = {"not", "never", "no", "nobody", "nothing"} & set(sentence.lower().split())
                        rows.append((-1 if turn else 1) * sentence_to_avg(sentence, word_to_vec_map))
                    return np.array(rows)
            """),
            "In what does a negated word differ from the same word without negation?": edit(
                "            elif word in word_to_vec_map:", "            elif word in word_to_vec_map and not negated:"
            ),
        },
        "add_class": {
            "Ten sentences stand against 170": [
                edit("(T / T.sum(axis=0)).sum(axis=1, keepdims=True)", "np.full((len(T), 1), 6 / len(T))"),
                code("""
                    def add_class(A, Y, A_new, A_test):
                        from sklearn.linear_model import LogisticRegression

                        fitted = LogisticRegression(max_iter=1000)
                        fitted.fit(np.vstack([A, A_new]), np.append(Y, np.full(len(A_new), 5)))
                        return fitted.predict(A_test)
                """),
            ],
            "The new class is never the answer": code("""
                def add_class(A, Y, A_new, A_test):
                    X = np.hstack([A, np.ones((len(A), 1))])
                    W = np.linalg.solve(X.T @ X + np.eye(X.shape[1]), X.T @ np.eye(5)[Y])
                    return np.argmax(np.hstack([A_test, np.ones((len(A_test), 1))]) @ W, axis=1)
            """),
            "The new class is always the answer": code("""
                def add_class(A, Y, A_new, A_test):
                    return np.full(len(A_test), 5)
            """),
            "The new class takes sentences from the others": [
                code("""
                def add_class(A, Y, A_new, A_test):
                    means = np.array([*(A[Y == k].mean(axis=0) for k in range(5)), A_new.mean(axis=0)])
                    return ((A_test[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
            """),
                code("""
                def add_class(A, Y, A_new, A_test):
                    means = np.array([*(A[Y == k].mean(axis=0) for k in range(5)), A_new.mean(axis=0)])
                    return (A_test @ (means / np.linalg.norm(means, axis=1, keepdims=True)).T).argmax(axis=1)
            """),
                edit(
                    "(T / T.sum(axis=0)).sum(axis=1, keepdims=True)",
                    "(T / T.sum(axis=0) * [1, 1, 1, 1, 1, 30]).sum(axis=1, keepdims=True)",
                ),
                edit("0.6 * W", "40 * W"),
            ],
            "Both are missed": [
                code("""
                def add_class(A, Y, A_new, A_test):
                    X, labels = np.vstack([A, A_new]), np.append(Y, np.full(len(A_new), 5))
                    D = ((A_test[:, None] - X) ** 2).sum(axis=2)
                    return labels[D.argmin(axis=1)]
            """),
                edit(" + 0.6 * W", "", "0.02 * (Z", "0.05 * (Z", "0.02 * dZ", "0.05 * dZ", "range(300)", "range(2000)"),
                edit("(A_test - mean) / scale @ W", "A_test @ W"),
                code("""
                def add_class(A, Y, A_new, A_test):
                    means = np.array([*(A[Y == k].mean(axis=0) for k in range(5)), A_new.mean(axis=0)])
                    return (A_test @ means.T).argmax(axis=1)
            """),
            ],
        },
    },
    "3_learning_embeddings": {
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

EQUIVALENT = {
    "2_emojify": {
        "negation_features": [
            (
                "if word in ('not', 'never', 'no', 'nobody', 'nothing'): -> *",
                "Which words negate is free, as long as the targets are reached.",
            ),
            (
                "parts[negated] += word_to_vec_map[word] / len(words) -> *",
                "How long the features are is free: they are standardized.",
            ),
        ],
        "add_class": [
            ("for _ in range(300): -> *", "The number of updates is free, as long as the targets are reached."),
            ("W -= 0.02 * (Z.T @ dZ + 0.6 * W) -> *", "Rate and penalty are free, as long as the targets are reached."),
            ("b -= 0.02 * dZ.sum(axis=0) -> *", "The rate is free, as long as the targets are reached."),
        ],
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
