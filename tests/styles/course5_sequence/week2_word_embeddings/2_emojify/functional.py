# %% sentence_to_avg
def sentence_to_avg(sentence, word_to_vec_map):
    found = list(filter(None.__ne__, map(word_to_vec_map.get, sentence.lower().split())))
    size = len(next(iter(word_to_vec_map.values())))
    return np.add.reduce(np.reshape(found, (-1, size)), axis=0) / (len(found) or 1)


# %% model
def model(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    import functools

    A = np.array(list(map(lambda x: sentence_to_avg(x, word_to_vec_map), X)))
    one_hot = np.eye(len(set(Y.tolist())))

    def step(parameters, example):
        (W, b), (a, y) = parameters, example
        z = W @ a + b
        shifted = np.exp(z - np.logaddexp.reduce(z)) - one_hot[y]
        return W - learning_rate * np.multiply.outer(shifted, a), b - learning_rate * shifted

    start = np.zeros((len(one_hot), A.shape[1])), np.zeros(len(one_hot))
    W, b = functools.reduce(step, [*zip(A, Y)] * num_iterations, start)
    return np.argmax(np.inner(A, W) + b, axis=-1).reshape(-1, 1), W, b


# %% sentences_to_indices
def sentences_to_indices(X, word_to_index, max_len):
    import itertools

    def row(sentence):
        known = (word_to_index[w] for w in sentence.lower().split() if w in word_to_index)
        return list(itertools.islice(itertools.chain(known, itertools.repeat(0)), max_len))

    return np.array([row(sentence) for sentence in X], dtype=float)


# %% pretrained_embedding_layer
def pretrained_embedding_layer(word_to_vec_map, word_to_index):
    n = next(iter(word_to_vec_map.values())).size
    words = {index: word for word, index in word_to_index.items()}
    matrix = np.array([word_to_vec_map[words[i]] if i in words else np.zeros(n) for i in range(len(words) + 1)])
    return_layer = keras.layers.Embedding(len(matrix), n, weights=[matrix], trainable=False)
    return_layer.build((None, None))
    return return_layer


# %% mask_padding
def mask_padding(model):
    import functools

    def apply(X, layer):
        if isinstance(layer, keras.layers.InputLayer):
            return X
        if isinstance(layer, keras.layers.Embedding):
            return keras.layers.Masking()(layer(X))
        return layer(X)

    inputs = keras.Input(model.input_shape[1:])
    return keras.Model(inputs, functools.reduce(apply, model.layers, inputs))


# %% negation_features
def negation_features(X, word_to_vec_map):
    negators = frozenset({"not", "never", "no", "nobody", "nothing"})

    def features(sentence):
        words = sentence.lower().split()
        average = np.mean([word_to_vec_map.get(w, np.zeros(50)) for w in words], axis=0)
        return np.concatenate([average, average * bool(negators & set(words))])

    return np.array([features(x) for x in X])


# %% add_class
def add_class(A, Y, A_new, A_test):
    X, y = np.concatenate([A, *[A_new] * 4]), np.concatenate([Y, np.full(4 * len(A_new), 5)])
    mean, scale = X.mean(axis=0), X.std(axis=0)
    Z, T = (X - mean) / scale, np.eye(6)[y]
    W, b = np.zeros((Z.shape[1], 6)), np.zeros(6)
    for _ in range(250):
        logits = Z @ W + b
        P = np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
        W, b = W - 0.1 * (Z.T @ (P - T) / len(T) + 0.1 * W), b - 0.1 * (P - T).mean(axis=0)
    return (((A_test - mean) / scale) @ W + b).argmax(axis=1)
