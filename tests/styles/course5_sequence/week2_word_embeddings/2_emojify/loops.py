# %% sentence_to_avg
def sentence_to_avg(sentence, word_to_vec_map):
    n = 0
    for vector in word_to_vec_map.values():
        n = len(vector)
        break
    total = [0.0] * n
    words = 0
    for word in sentence.lower().split():
        if word not in word_to_vec_map:
            continue
        words += 1
        for k in range(n):
            total[k] += float(word_to_vec_map[word][k])
    if words == 0:
        return np.array(total)
    return np.array(total) / words


# %% model
def model(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    averages = []
    for sentence in X:
        averages.append(sentence_to_avg(sentence, word_to_vec_map))
    classes = 0
    for y in Y:
        classes = max(classes, int(y) + 1)
    n = len(averages[0])
    W = np.random.normal(0, 0.01, (classes, n))
    b = np.zeros(classes)
    epoch = 0
    while epoch < num_iterations:
        for i in range(len(averages)):
            z = np.zeros(classes)
            for k in range(classes):
                z[k] = W[k].dot(averages[i]) + b[k]
            e = np.exp(z - z.max())
            p = e / e.sum()
            for k in range(classes):
                d = p[k] - (1 if Y[i] == k else 0)
                W[k] -= learning_rate * d * averages[i]
                b[k] -= learning_rate * d
        epoch += 1
    pred = []
    for a in averages:
        pred.append(int(np.argmax(W.dot(a) + b)))
    return np.array(pred), W, b


# %% sentences_to_indices
def sentences_to_indices(X, word_to_index, max_len):
    result = np.zeros((len(X), max_len), dtype=np.int64)
    for i in range(len(X)):
        place = 0
        for word in str(X[i]).lower().split(" "):
            if place == max_len:
                break
            index = word_to_index.get(word)
            if index is not None:
                result[i][place] = index
                place += 1
    return result


# %% pretrained_embedding_layer
def pretrained_embedding_layer(word_to_vec_map, word_to_index):
    for vector in word_to_vec_map.values():
        n = len(vector)
    layer = keras.layers.Embedding(input_dim=len(word_to_vec_map) + 1, output_dim=n)
    layer(np.array([[0]]))
    matrix = np.zeros((len(word_to_vec_map) + 1, n), np.float32)
    for word in word_to_vec_map:
        for k in range(n):
            matrix[word_to_index[word], k] = word_to_vec_map[word][k]
    layer.embeddings.assign(matrix)
    layer.trainable = False
    return layer


# %% Emojify_V2
def Emojify_V2(input_shape, word_to_vec_map, word_to_index):
    X = start = keras.Input(input_shape, dtype="int32")
    X = pretrained_embedding_layer(word_to_vec_map, word_to_index)(X)
    for sequence in (True, False):
        X = keras.layers.LSTM(units=128, return_sequences=sequence)(X)
        X = keras.layers.Dropout(rate=0.5)(X)
    X = keras.layers.Dense(5, activation=None)(X)
    X = keras.layers.Activation(keras.activations.softmax)(X)
    return keras.Model(start, X)


# %% mask_padding
def mask_padding(model):
    new = keras.Sequential()
    new.add(keras.Input((model.input_shape[1],)))
    for layer in model.layers:
        if layer.__class__.__name__ == "InputLayer":
            continue
        new.add(layer)
        if layer.__class__.__name__ == "Embedding":
            new.add(keras.layers.Masking(mask_value=0))
    return new


# %% negation_features
def negation_features(X, word_to_vec_map):
    negators = ["not", "no", "never", "nobody", "nothing", "cannot", "without"]
    result = np.zeros((len(X), 100))
    for i in range(len(X)):
        words = X[i].lower().split()
        negated, plain_count, negated_count = False, 0, 0
        for word in words:
            if word in negators:
                negated = True
            if word in word_to_vec_map:
                if negated:
                    result[i, 50:] += word_to_vec_map[word]
                else:
                    result[i, :50] += word_to_vec_map[word]
        result[i] /= len(words)
    return result


# %% add_class
def add_class(A, Y, A_new, A_test):
    means, deviations = [], []
    for k in range(6):
        rows = A_new if k == 5 else A[Y == k]
        means.append(rows.mean(axis=0))
        deviations.append(rows - means[-1])
    D = np.vstack(deviations)
    S = D.T @ D / len(D)
    S = 0.6 * S + 0.4 * np.trace(S) / len(S) * np.eye(len(S))
    P = np.linalg.inv(S)
    result = []
    for a in A_test:
        result.append(int(np.argmin([(a - m) @ P @ (a - m) for m in means])))
    return np.array(result)
