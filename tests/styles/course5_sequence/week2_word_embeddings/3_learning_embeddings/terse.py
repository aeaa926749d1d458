# %% sampling
def sampling(counts, threshold, power):
    f = counts / counts.sum()
    return np.fmin(1.0, (threshold / f) ** 0.5), f**power / (f**power).sum()


# %% skipgram_pairs
def skipgram_pairs(ids, sentences, reach):
    pairs = [
        (ids[i], ids[j])
        for i, r in enumerate(reach)
        for j in range(i - r, i + r + 1)
        if j != i and 0 <= j < len(ids) and sentences[j] == sentences[i]
    ]
    return tuple(np.array(pairs).T)


# %% sgns
def sgns(V, U):
    t = np.eye(1, U.shape[1])
    s = np.einsum("ij,ikj->ik", V, U)
    g = 0.5 * (1 + np.tanh(s / 2)) - t
    return (np.logaddexp(0, s) - t * s).sum(), np.einsum("ik,ikj->ij", g, U), np.einsum("ik,ij->ikj", g, V)


# %% sgd_step
def sgd_step(W, C, centers, targets, rate):
    loss, dV, dU = sgns(W[centers], C[targets])
    W, C = W.copy(), C.copy()
    for k in range(W.shape[1]):
        W[:, k] -= rate * np.bincount(centers, dV[:, k], minlength=len(W))
        C[:, k] -= rate * np.bincount(targets.ravel(), dU[:, :, k].ravel(), minlength=len(C))
    return loss, W, C


# %% cooccurrence
def cooccurrence(ids, sentences, size, window):
    flat = np.zeros(size * size)
    for d in range(1, window + 1):
        a, b = ids[:-d][sentences[:-d] == sentences[d:]], ids[d:][sentences[:-d] == sentences[d:]]
        flat += np.bincount(np.r_[a * size + b, b * size + a], minlength=size * size) / d
    return flat.reshape(size, size)


# %% glove
def glove(V, U, b, c, x, x_max, power):
    f, e = np.minimum(x / x_max, 1) ** power, (V * U).sum(-1) + b + c - np.log(x)
    return (f * e**2).sum(), (2 * f * e)[:, None] * U, (2 * f * e)[:, None] * V, 2 * f * e, 2 * f * e


# %% ideal_scores
def ideal_scores(counts, negatives, power):
    q = counts.sum(0) ** power
    ratio = counts * q.sum() / (negatives * counts.sum(1)[:, None] * q)
    return np.where(ratio > 1, np.log(np.where(ratio > 1, ratio, 1)), 0.0)


# %% unseen_vectors
def unseen_vectors(words, vectors, unseen):
    grams = lambda w: {f"<{w}>"[i : i + n] for n in range(2, 7) for i in range(len(w) + 3 - n)}
    sets = [grams(word) for word in words]
    index = {}
    for row, one in enumerate(sets):
        for gram in one:
            index.setdefault(gram, []).append(row)

    def kernel(some):
        K = np.zeros((len(some), len(words)))
        for row, one in enumerate(some):
            for gram in one:
                if gram in index:
                    K[row, index[gram]] += 1
        return K / np.sqrt(np.array([len(s) for s in some])[:, None] * np.array([len(s) for s in sets]))

    mean = vectors.mean(0)
    return mean + kernel([grams(w) for w in unseen]) @ np.linalg.solve(
        kernel(sets) + 2 * np.eye(len(words)), vectors - mean
    )
