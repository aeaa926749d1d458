# %% sampling
def sampling(counts, threshold, power):
    f = np.asarray(counts, float) / np.sum(counts)
    weights = np.power(counts, power, dtype=float)
    return np.clip(np.sqrt(threshold / f), 0, 1), np.divide(weights, np.sum(weights))


# %% skipgram_pairs
def skipgram_pairs(ids, sentences, reach):
    found = []
    for distance in range(1, int(max(reach)) + 1):
        for step in (-distance, distance):
            centers = np.arange(max(0, -step), len(ids) - max(0, step))
            good = (sentences[centers] == sentences[centers + step]) & (reach[centers] >= distance)
            found.append(np.stack([centers[good], centers[good] + step]))
    found = np.concatenate(found, axis=1)
    order = np.lexsort((found[1], found[0]))
    return ids[found[0][order]], ids[found[1][order]]


# %% sgns
def sgns(V, U):
    from scipy.special import expit, log_expit

    scores = np.matmul(U, V[:, :, None])[:, :, 0]
    labels = np.zeros(scores.shape)
    labels[:, 0] = 1
    loss = -np.sum(np.where(labels == 1, log_expit(scores), log_expit(-scores)))
    delta = expit(scores) - labels
    return loss, np.matmul(delta[:, None, :], U)[:, 0], np.multiply.outer(delta, np.ones(V.shape[1])) * V[:, None]


# %% sgd_step
def sgd_step(W, C, centers, targets, rate):
    loss, dV, dU = sgns(W[centers], C[targets])
    W, C = np.array(W), np.array(C)
    np.subtract.at(W, centers, rate * dV)
    np.subtract.at(C, targets, rate * dU)
    return loss, W, C


# %% cooccurrence
def cooccurrence(ids, sentences, size, window):
    from scipy import sparse

    total = sparse.csr_matrix((size, size))
    for d in range(1, window + 1):
        same = sentences[:-d] == sentences[d:]
        total = total + sparse.coo_matrix((np.full(same.sum(), 1 / d), (ids[:-d][same], ids[d:][same])), (size, size))
    return (total + total.T).toarray()


# %% glove
def glove(V, U, b, c, x, x_max, power):
    f = np.where(x < x_max, np.power(x / x_max, power), 1.0)
    error = np.einsum("md,md->m", V, U) + b + c - np.log(x)
    common = 2 * f * error
    return np.dot(f, np.square(error)), common[:, None] * U, common[:, None] * V, common, common.copy()


# %% ideal_scores
def ideal_scores(counts, negatives, power):
    with np.errstate(divide="ignore"):
        log_counts = np.log(counts)
    log_rows = np.log(counts.sum(axis=1))
    q = np.power(counts.sum(axis=0), power)
    log_noise = np.log(q / q.sum())
    scores = log_counts - log_rows[:, None] - log_noise[None, :] - np.log(negatives)
    return np.where(scores > 0, scores, 0.0)


# %% unseen_vectors
def unseen_vectors(words, vectors, unseen):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.kernel_ridge import KernelRidge

    spell = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), binary=True, use_idf=False)
    S = spell.fit_transform(words)
    T = spell.transform(unseen)
    mean = np.mean(vectors, axis=0)
    model = KernelRidge(alpha=2.0, kernel="precomputed").fit((S @ S.T).toarray(), vectors - mean)
    return model.predict((T @ S.T).toarray()) + mean
