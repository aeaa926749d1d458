# %% sampling: The root is taken of the frequency and not of the quotient
def sampling(counts, threshold, power):
    f = counts / counts.sum()
    keep = np.minimum(1, threshold / np.sqrt(f))
    noise = f**power
    return keep, noise / noise.sum()


# %% sampling: The maximum with 1 is taken instead of the minimum
def sampling(counts, threshold, power):
    f = counts / counts.sum()
    noise = counts**power
    return np.maximum(1, np.sqrt(threshold / f)), noise / noise.sum()


# %% skipgram_pairs: The window stops before its right end
def skipgram_pairs(ids, sentences, reach):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - reach[i]), min(len(ids), i + reach[i])):
            if j != i and sentences[j] == sentences[i]:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers), np.array(contexts)


# %% skipgram_pairs: Pairs of equal words are dropped together with the center itself
def skipgram_pairs(ids, sentences, reach):
    centers, contexts = [], []
    for i, center in enumerate(ids):
        for j in range(max(0, i - reach[i]), min(len(ids), i + reach[i] + 1)):
            if ids[j] != center and sentences[j] == sentences[i]:
                centers.append(center)
                contexts.append(ids[j])
    return np.array(centers), np.array(contexts)


# %% sgns: The derivative of the true context has the wrong sign
def sgns(V, U):
    s = np.einsum("md,mkd->mk", V, U)
    s[:, 0] *= -1
    p = np.exp(-np.logaddexp(0, -s))
    return np.logaddexp(0, s).sum(), np.einsum("mk,mkd->md", p, U), p[:, :, None] * V[:, None]


# %% sgns: The noise is averaged instead of summed
def sgns(V, U):
    k = U.shape[1] - 1
    s = np.einsum("md,mkd->mk", V, U)
    weight = np.full(s.shape, 1 / max(k, 1))
    weight[:, 0] = 1
    sign = np.ones(s.shape)
    sign[:, 0] = -1
    p = weight * sign * np.exp(-np.logaddexp(0, -sign * s))
    return (weight * np.logaddexp(0, sign * s)).sum(), np.einsum("mk,mkd->md", p, U), p[:, :, None] * V[:, None]


# %% sgd_step: The rows are made unique, and one gradient of each is used
def sgd_step(W, C, centers, targets, rate):
    loss, dV, dU = sgns(W[centers], C[targets])
    W, C = W.copy(), C.copy()
    rows, first = np.unique(centers, return_index=True)
    W[rows] -= rate * dV[first]
    rows, first = np.unique(targets.ravel(), return_index=True)
    C[rows] -= rate * dU.reshape(-1, C.shape[1])[first]
    return loss, W, C


# %% sgd_step: The gradients of the two tables are exchanged for the true contexts
def sgd_step(W, C, centers, targets, rate):
    loss, dV, dU = sgns(W[centers], C[targets])
    W, C = W.copy(), C.copy()
    np.add.at(W, centers, -rate * dU.sum(axis=1))
    np.add.at(C, targets, -rate * dU)
    return loss, W, C


# %% cooccurrence: The weight falls with the square of the distance
def cooccurrence(ids, sentences, size, window):
    X = np.zeros((size, size))
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j and sentences[i] == sentences[j]:
                X[ids[i], ids[j]] += 1 / (i - j) ** 2
    return X


# %% cooccurrence: Each pair is counted twice, from both ends and in both directions
def cooccurrence(ids, sentences, size, window):
    X = np.zeros((size, size))
    for i in range(len(ids)):
        for j in range(max(0, i - window), min(len(ids), i + window + 1)):
            if i != j and sentences[i] == sentences[j]:
                X[ids[i], ids[j]] += 1 / abs(i - j)
                X[ids[j], ids[i]] += 1 / abs(i - j)
    return X


# %% glove: The gradient of the vectors uses the cost instead of the error
def glove(V, U, b, c, x, x_max, power):
    f = np.minimum(1, (x / x_max) ** power)
    e = (V * U).sum(axis=1) + b + c - np.log(x)
    g = f * e**2
    return g.sum(), g[:, None] * U, g[:, None] * V, 2 * f * e, 2 * f * e


# %% glove: The limit is put on the counts, and they are not divided by it
def glove(V, U, b, c, x, x_max, power):
    f = np.minimum(x, x_max) ** power
    e = (V * U).sum(axis=1) + b + c - np.log(x)
    g = 2 * f * e
    return (f * e**2).sum(), g[:, None] * U, g[:, None] * V, g, g


# %% ideal_scores: The shift is subtracted after the negative scores are cut off
def ideal_scores(counts, negatives, power):
    q = counts.sum(axis=0) ** power
    q = q / q.sum()
    p = counts / counts.sum(axis=1, keepdims=True)
    return np.log(np.maximum(p / q, 1)) - np.log(negatives)


# %% ideal_scores: The power is taken of the probabilities of the pairs
def ideal_scores(counts, negatives, power):
    p = counts / counts.sum()
    chance = negatives * np.outer(p.sum(axis=1), p.sum(axis=0)) ** power
    return np.log(np.maximum(p / chance, 1))


# %% unseen_vectors: Only single letters are used
def unseen_vectors(words, vectors, unseen):
    letters = {}
    for word, vector in zip(words, vectors):
        for letter in word:
            letters.setdefault(letter, []).append(vector)
    means = {letter: np.mean(some, axis=0) for letter, some in letters.items()}
    return np.array([np.mean([means[letter] for letter in word if letter in means], axis=0) for word in unseen])
