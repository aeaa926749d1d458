# %% sentence_to_avg
def sentence_to_avg(sentence, word_to_vec_map):
    from collections import Counter

    counts = Counter(word for word in sentence.lower().split() if word in word_to_vec_map)
    if not counts:
        return np.zeros_like(list(word_to_vec_map.values())[0], dtype=float)
    return np.average([word_to_vec_map[word] for word in counts], axis=0, weights=list(counts.values()))


# %% model
def model(X, Y, word_to_vec_map, learning_rate=0.01, num_iterations=400):
    from scipy.special import softmax

    A = np.array([sentence_to_avg(str(sentence), word_to_vec_map) for sentence in X])
    classes = np.unique(Y)
    T = (Y[:, None] == classes).astype(float)
    W, b = np.zeros((len(classes), A.shape[1])), np.zeros(len(classes))
    for _ in range(num_iterations):
        for i in range(len(A)):
            error = softmax(np.einsum("kn,n->k", W, A[i]) + b) - T[i]
            W = W - learning_rate * np.einsum("k,n->kn", error, A[i])
            b = b - learning_rate * error
    return classes[np.argmax(A @ W.T + b, axis=1)], W, b


# %% sentences_to_indices
def sentences_to_indices(X, word_to_index, max_len):
    rows = [[word_to_index[w] for w in x.lower().split() if w in word_to_index] for x in X]
    return keras.utils.pad_sequences(rows, maxlen=max_len, padding="post", truncating="post")


# %% negation_features
def negation_features(X, word_to_vec_map):
    F = []
    for x in X:
        words = x.lower().split()
        V = np.array([word_to_vec_map.get(w, np.zeros(50)) for w in words])
        on = np.cumsum([w in ["not", "never", "no", "nobody", "nothing"] for w in words]) > 0
        F.append(np.concatenate([(V * ~on[:, None]).mean(0), (V * on[:, None]).mean(0)]))
    return np.vstack(F)


# %% add_class
def add_class(A, Y, A_new, A_test):
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    fitted = make_pipeline(StandardScaler(), LogisticRegression(C=0.05, class_weight="balanced", max_iter=500))
    return fitted.fit(np.vstack([A, A_new]), np.append(Y, np.full(10, 5))).predict(A_test)
