# %% sentence_to_avg
def sentence_to_avg(sentence, word_to_vec_map):
    zero = 0 * next(iter(word_to_vec_map.values()))
    known = [word_to_vec_map[w] for w in sentence.lower().split() if w in word_to_vec_map]
    return sum(known, zero) / max(1, len(known))


# %% model
def model(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    A = np.stack([np.append(sentence_to_avg(x, word_to_vec_map), 1) for x in X])
    V = np.zeros((Y.max() + 1, A.shape[1]))
    for k in range(num_iterations * len(A)):
        i = k % len(A)
        p = given.softmax(V @ A[i])
        p[Y[i]] -= 1
        V -= learning_rate * p[:, None] * A[i]
    return (A @ V.T).argmax(1), V[:, :-1], V[:, -1]


# %% sentences_to_indices
def sentences_to_indices(X, word_to_index, max_len):
    return np.array([([word_to_index[w] for w in x.lower().split() if w in word_to_index] + [0] * max_len)[:max_len] for x in X])


# %% pretrained_embedding_layer
def pretrained_embedding_layer(word_to_vec_map, word_to_index):
    order = sorted(word_to_index, key=word_to_index.get)
    rows = np.array([word_to_vec_map[w] for w in order])
    rows = np.vstack([0 * rows[:1], rows])
    layer = keras.layers.Embedding(*rows.shape, embeddings_initializer=keras.initializers.Constant(rows), trainable=False)
    layer.build()
    return layer


# %% Emojify_V2
def Emojify_V2(input_shape, word_to_vec_map, word_to_index):
    L = keras.layers
    return keras.Sequential([
        keras.Input(input_shape), pretrained_embedding_layer(word_to_vec_map, word_to_index),
        L.LSTM(128, return_sequences=True), L.Dropout(0.5), L.LSTM(128), L.Dropout(0.5), L.Dense(5), L.Activation("softmax")])


# %% mask_padding
def mask_padding(model):
    kept = [layer for layer in model.layers if not isinstance(layer, keras.layers.InputLayer)]
    return keras.Sequential([keras.Input(model.input_shape[1:]), kept[0], keras.layers.Masking(), *kept[1:]])


# %% negation_features
def negation_features(X, word_to_vec_map):
    F = np.zeros((len(X), 2, 50))
    for f, x in zip(F, X):
        w = x.lower().split()
        first = min((i for i, v in enumerate(w) if v in {"not", "never", "no", "nobody", "nothing"}), default=99)
        for i, v in enumerate(w):
            f[int(i >= first)] += word_to_vec_map.get(v, 0)
        f /= len(w)
    return F.reshape(len(X), -1)


# %% add_class
def add_class(A, Y, A_new, A_test):
    X, y = np.r_[A, A_new], np.r_[Y, [5] * len(A_new)]
    m, s = X.mean(0), X.std(0)
    X, X_test = (np.c_[(B - m) / s, np.ones(len(B))] for B in (X, A_test))
    w = 1 / np.bincount(y)[y]
    T = np.eye(6)[y]
    V = np.linalg.solve(X.T @ (w[:, None] * X) + 0.6 * np.eye(X.shape[1]), X.T @ (w[:, None] * T))
    return (X_test @ V).argmax(1)
