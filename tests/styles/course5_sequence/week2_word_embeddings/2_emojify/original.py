# %% sentence_to_avg
def sentence_to_avg(sentence, word_to_vec_map):
    any_word = list(word_to_vec_map.keys())[0]
    words = (sentence.lower()).split()
    avg = np.zeros(word_to_vec_map[any_word].shape)
    count = 0
    for w in words:
        if w in list(word_to_vec_map.keys()):
            avg += word_to_vec_map[w]
            count += 1
    if count > 0:
        avg = avg / count
    return avg


# %% model
def model(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    any_word = list(word_to_vec_map.keys())[0]
    m = Y.shape[0]
    n_y = len(np.unique(Y))
    n_h = word_to_vec_map[any_word].shape[0]
    W = np.random.randn(n_y, n_h) / np.sqrt(n_h)
    b = np.zeros((n_y,))
    Y_oh = given.convert_to_one_hot(Y, C=n_y)
    for t in range(num_iterations):
        cost = 0
        for i in range(m):
            avg = sentence_to_avg(X[i], word_to_vec_map)
            z = np.dot(W, avg) + b
            a = given.softmax(z)
            cost += -np.sum(Y_oh[i] * np.log(a))
            dz = a - Y_oh[i]
            dW = np.dot(dz.reshape(n_y, 1), avg.reshape(1, n_h))
            db = dz
            W = W - learning_rate * dW
            b = b - learning_rate * db
        if t % 100 == 0:
            print("Epoch: " + str(t) + " --- cost = " + str(cost))
    pred = np.zeros((m, 1))
    for j in range(m):
        pred[j] = np.argmax(np.dot(W, sentence_to_avg(X[j], word_to_vec_map)) + b)
    return pred, W, b


# %% sentences_to_indices
def sentences_to_indices(X, word_to_index, max_len):
    m = X.shape[0]
    X_indices = np.zeros((m, max_len))
    for i in range(m):
        sentence_words = X[i].lower().split()
        j = 0
        for w in sentence_words:
            if w in word_to_index and j < max_len:
                X_indices[i, j] = word_to_index[w]
                j = j + 1
    return X_indices


# %% pretrained_embedding_layer
def pretrained_embedding_layer(word_to_vec_map, word_to_index):
    vocab_size = len(word_to_index) + 1
    any_word = list(word_to_vec_map.keys())[0]
    emb_dim = word_to_vec_map[any_word].shape[0]
    emb_matrix = np.zeros((vocab_size, emb_dim))
    for word, idx in word_to_index.items():
        emb_matrix[idx, :] = word_to_vec_map[word]
    embedding_layer = keras.layers.Embedding(vocab_size, emb_dim, trainable=False)
    embedding_layer.build((None,))
    embedding_layer.set_weights([emb_matrix])
    return embedding_layer


# %% Emojify_V2
def Emojify_V2(input_shape, word_to_vec_map, word_to_index):
    from keras.layers import LSTM, Activation, Dense, Dropout

    sentence_indices = keras.Input(shape=input_shape, dtype="int32")
    embedding_layer = pretrained_embedding_layer(word_to_vec_map, word_to_index)
    embeddings = embedding_layer(sentence_indices)
    X = LSTM(128, return_sequences=True)(embeddings)
    X = Dropout(0.5)(X)
    X = LSTM(128, return_sequences=False)(X)
    X = Dropout(0.5)(X)
    X = Dense(5)(X)
    X = Activation("softmax")(X)
    return keras.Model(inputs=sentence_indices, outputs=X)


# %% mask_padding
def mask_padding(model):
    layers = [layer for layer in model.layers if type(layer).__name__ != "InputLayer"]
    sentence_indices = keras.Input(shape=model.input_shape[1:], dtype="int32")
    X = layers[0](sentence_indices)
    X = keras.layers.Masking(mask_value=0.0)(X)
    for layer in layers[1:]:
        X = layer(X)
    return keras.Model(inputs=sentence_indices, outputs=X)


# %% negation_features
def negation_features(X, word_to_vec_map):
    rows = []
    for sentence in X:
        before, after = [], []
        side = before
        for w in sentence.lower().split():
            if w in ("not", "no", "never", "nobody", "nothing", "none"):
                side = after
            if w in word_to_vec_map:
                side.append(word_to_vec_map[w])
        n = len(before) + len(after)
        zero = np.zeros(50)
        rows.append(np.concatenate([sum(before, zero) / n, sum(after, zero) / n]))
    return np.array(rows)


# %% add_class
def add_class(A, Y, A_new, A_test):
    X = np.concatenate((A, A_new))
    y = np.concatenate((Y, 5 * np.ones(len(A_new), dtype=int)))
    mu, sigma = X.mean(0), X.std(0)
    X, X_test = (X - mu) / sigma, (A_test - mu) / sigma
    Y_oh = np.eye(6)[y]
    counts = Y_oh.sum(axis=0)
    W, b = np.zeros((6, X.shape[1])), np.zeros((6, 1))
    for _ in range(200):
        Z = W @ X.T + b
        P = np.exp(Z - Z.max(axis=0))
        P = P / P.sum(axis=0)
        dZ = (P - Y_oh.T) / counts[y] / 6
        W = W - 0.2 * (dZ @ X + 0.1 * W)
        b = b - 0.2 * dZ.sum(axis=1, keepdims=True)
    return np.argmax(W @ X_test.T + b, axis=0)
