# %% sampling
def sampling(counts, threshold, power):
    counts = np.asarray(counts, dtype=np.float64)
    assert counts.ndim == 1 and np.all(counts > 0)
    frequencies = counts / counts.sum()
    keep = np.sqrt(threshold / frequencies)
    keep[keep > 1] = 1
    unnormalized = counts**power
    noise = unnormalized / unnormalized.sum()
    return keep, noise


# %% skipgram_pairs
def skipgram_pairs(ids, sentences, reach):
    centers, contexts = [], []
    cuts = np.flatnonzero(np.diff(sentences)) + 1
    for words, far in zip(np.split(ids, cuts), np.split(reach, cuts)):
        for place, word in enumerate(words):
            left = words[max(place - far[place], 0) : place]
            right = words[place + 1 : place + 1 + far[place]]
            around = np.concatenate([left, right])
            centers.append(np.full(len(around), word))
            contexts.append(around)
    return np.concatenate(centers), np.concatenate(contexts)


# %% sgns
def sgns(V, U):
    positive, negative = U[:, 0], U[:, 1:]
    s_pos = np.sum(V * positive, axis=1)
    s_neg = np.sum(V[:, np.newaxis] * negative, axis=2)
    loss = np.sum(np.logaddexp(0, -s_pos)) + np.sum(np.logaddexp(0, s_neg))
    g_pos = -np.exp(-np.logaddexp(0, s_pos))
    g_neg = np.exp(-np.logaddexp(0, -s_neg))
    dV = g_pos[:, np.newaxis] * positive + np.sum(g_neg[:, :, np.newaxis] * negative, axis=1)
    dU = np.empty(U.shape)
    dU[:, 0] = g_pos[:, np.newaxis] * V
    dU[:, 1:] = g_neg[:, :, np.newaxis] * V[:, np.newaxis]
    return float(loss), dV, dU


# %% sgd_step
def sgd_step(W, C, centers, targets, rate):
    loss, dV, dU = sgns(W[centers], C[targets])
    size = W.shape[1]
    gradient_W, gradient_C = np.zeros(W.shape), np.zeros(C.shape)
    np.add.at(gradient_W, centers, dV)
    np.add.at(gradient_C, targets.reshape(-1), dU.reshape(-1, size))
    return loss, W - rate * gradient_W, C - rate * gradient_C


# %% cooccurrence
def cooccurrence(ids, sentences, size, window):
    from collections import Counter

    counts = Counter()
    for number in dict.fromkeys(sentences.tolist()):
        words = ids[sentences == number].tolist()
        for i, word in enumerate(words):
            for distance, other in enumerate(words[i + 1 : i + 1 + window], start=1):
                counts[word, other] += 1 / distance
                counts[other, word] += 1 / distance
    X = np.zeros((size, size))
    for (row, column), value in counts.items():
        X[row, column] = value
    return X


# %% glove
def glove(V, U, b, c, x, x_max, power):
    weight = (np.minimum(x, x_max) / x_max) ** power
    difference = np.sum(np.multiply(V, U), axis=1) + (b + c) - np.log(x)
    cost = np.sum(weight * difference * difference)
    d_difference = 2.0 * weight * difference
    dV = U * d_difference.reshape(-1, 1)
    dU = V * d_difference.reshape(-1, 1)
    db = d_difference
    dc = np.array(d_difference)
    return cost, dV, dU, db, dc


# %% ideal_scores
def ideal_scores(counts, negatives, power):
    context_totals = np.sum(counts, axis=0)
    center_totals = np.sum(counts, axis=1)
    q = context_totals**power / np.sum(context_totals**power)
    expected_negatives = negatives * np.outer(center_totals, q)
    probability = counts / (counts + expected_negatives)  # where the gradient is zero
    scores = np.zeros(counts.shape)
    likely = probability > 0.5
    scores[likely] = np.log(probability[likely] / (1 - probability[likely]))
    return scores


# %% unseen_vectors
def unseen_vectors(words, vectors, unseen):
    from scipy import sparse

    def pieces(word):
        marked = f"<{word}>"
        return sorted({marked[i : i + n] for n in range(3, 6) for i in range(len(marked) - n + 1)})

    columns = {}
    rows = [[columns.setdefault(piece, len(columns)) for piece in pieces(word)] for word in words]

    def matrix(rows, sizes):
        data, indices, starts = [], [], [0]
        for row, size in zip(rows, sizes):
            indices += row
            data += [size**-0.5] * len(row)
            starts.append(len(indices))
        return sparse.csr_matrix((data, indices, starts), (len(rows), len(columns)))

    S = matrix(rows, map(len, rows))
    mean = vectors.mean(axis=0)
    G = np.zeros((len(columns), vectors.shape[1]))
    for _ in range(150):  # gradient descent on squared errors with weight decay
        G -= 0.08 * (S.T @ (S @ G - (vectors - mean)) + 1.5 * G)
    new = [[columns[piece] for piece in pieces(word) if piece in columns] for word in unseen]
    return mean + matrix(new, [len(pieces(word)) for word in unseen]) @ G
