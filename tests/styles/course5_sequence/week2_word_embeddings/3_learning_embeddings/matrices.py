# %% sampling
def sampling(counts, threshold, power):
    share = counts / np.sum(counts)
    rare = share <= threshold
    stays = np.ones(len(counts))
    stays[~rare] = np.exp(0.5 * (np.log(threshold) - np.log(share[~rare])))
    logs = power * np.log(share)
    noise = np.exp(logs - logs.max())
    return stays, noise / noise.sum()


# %% skipgram_pairs
def skipgram_pairs(ids, sentences, reach):
    i = np.arange(len(ids))
    apart = np.abs(i[:, None] - i)
    pair = (apart > 0) & (apart <= reach[:, None]) & (sentences[:, None] == sentences)
    rows, columns = np.nonzero(pair)
    return ids[rows], ids[columns]


# %% sgns
def sgns(V, U):
    s = (U * V[:, None, :]).sum(axis=-1)
    t = np.zeros_like(s)
    t[:, :1] = 1
    loss = (np.maximum(s, 0) - s * t + np.log1p(np.exp(-np.abs(s)))).sum()
    e = np.exp(-np.abs(s))
    p = np.where(s >= 0, 1 / (1 + e), e / (1 + e))
    d = p - t
    return loss, (d[..., None] * U).sum(axis=1), d[..., None] * V[:, None, :]


# %% sgd_step
def sgd_step(W, C, centers, targets, rate):
    loss, dV, dU = sgns(W[centers], C[targets])
    one_hot = np.eye(len(W))[centers]
    many_hot = np.eye(len(C))[targets]
    return loss, W - rate * one_hot.T @ dV, C - rate * np.einsum("mkv,mkd->vd", many_hot, dU)


# %% cooccurrence
def cooccurrence(ids, sentences, size, window):
    n = len(ids)
    apart = np.abs(np.subtract.outer(np.arange(n), np.arange(n)))
    together = (apart > 0) & (apart <= window) & np.equal.outer(sentences, sentences)
    weights = together / np.where(apart == 0, 1, apart)
    one_hot = np.eye(size)[ids]
    return one_hot.T @ weights @ one_hot


# %% glove
def glove(V, U, b, c, x, x_max, power):
    f = np.ones(x.shape)
    small = x < x_max
    f[small] = (x[small] / x_max) ** power
    e = np.diag(V @ U.T) + b + c - np.log(x)
    g = np.diag(2 * f * e)
    return e @ np.diag(f) @ e, g @ U, g @ V, g.diagonal(), g.diagonal()


# %% ideal_scores
def ideal_scores(counts, negatives, power):
    p = counts / counts.sum()
    q = p.sum(axis=0) ** power
    chance = np.outer(p.sum(axis=1), q / q.sum())
    scores = np.zeros(p.shape)
    above = p > negatives * chance
    scores[above] = np.log(p[above]) - np.log(chance[above]) - np.log(negatives)
    return scores


# %% unseen_vectors
def unseen_vectors(words, vectors, unseen):
    from scipy.sparse import coo_matrix

    def grams(word):
        word = "^" + word + "$"
        return [word[i:j] for i in range(len(word)) for j in range(i + 3, min(i + 7, len(word) + 1))]

    vocabulary = {gram: i for i, gram in enumerate(dict.fromkeys(gram for word in words for gram in grams(word)))}

    def incidence(some):
        spelled = [grams(word) for word in some]
        cells = {(i, vocabulary[g]): len(row) ** -0.5 for i, row in enumerate(spelled) for g in row if g in vocabulary}
        return coo_matrix((list(cells.values()), tuple(zip(*cells))), (len(some), len(vocabulary))).tocsr()

    S, T, mean = incidence(words), incidence(unseen), vectors.mean(axis=0)
    factor = np.linalg.cholesky((S @ S.T).toarray() + 2.5 * np.identity(len(words)))
    weights = np.linalg.solve(factor.T, np.linalg.solve(factor, vectors - mean))
    return T @ (S.T @ weights) + mean
