# %% sampling
def sampling(counts, threshold, power):
    total = sum(counts)
    stays, weights = [], []
    for count in counts:
        f = count / total
        stays.append(1.0 if f <= threshold else (threshold / f) ** 0.5)
        weights.append(f**power)
    return np.array(stays), np.array([weight / sum(weights) for weight in weights])


# %% skipgram_pairs
def skipgram_pairs(ids, sentences, reach):
    centers, contexts = [], []
    for i in range(len(ids)):
        for j in range(max(0, i - reach[i]), min(len(ids), i + reach[i] + 1)):
            if i != j and sentences[i] == sentences[j]:
                centers.append(ids[i])
                contexts.append(ids[j])
    return np.array(centers), np.array(contexts)


# %% sgns
def sgns(V, U):
    def softplus(x):
        return max(x, 0) + np.log1p(np.exp(-abs(x)))

    loss, dV, dU = 0.0, np.zeros(V.shape), np.zeros(U.shape)
    for i in range(U.shape[0]):
        for l in range(U.shape[1]):
            s = float(V[i] @ U[i, l])
            target = 1 if l == 0 else 0
            loss += softplus(-s) if target else softplus(s)
            p = np.exp(-softplus(-s))
            dV[i] += (p - target) * U[i, l]
            dU[i, l] = (p - target) * V[i]
    return loss, dV, dU


# %% sgd_step
def sgd_step(W, C, centers, targets, rate):
    loss, dV, dU = sgns(W[centers], C[targets])
    for i, center in enumerate(centers):
        W[center] -= rate * dV[i]
    for i, row in enumerate(targets):
        for l, target in enumerate(row):
            C[target] -= rate * dU[i, l]
    return loss, W, C


# %% cooccurrence
def cooccurrence(ids, sentences, size, window):
    X = np.zeros((size, size))
    for i in range(len(ids)):
        for j in range(i + 1, min(len(ids), i + window + 1)):
            if sentences[i] == sentences[j]:
                X[ids[i], ids[j]] += 1 / (j - i)
                X[ids[j], ids[i]] += 1 / (j - i)
    return X


# %% glove
def glove(V, U, b, c, x, x_max, power):
    cost = 0.0
    dV, dU, db, dc = np.zeros(V.shape), np.zeros(U.shape), np.zeros(b.shape), np.zeros(c.shape)
    for i in range(len(x)):
        f = (x[i] / x_max) ** power if x[i] < x_max else 1.0
        e = sum(V[i] * U[i]) + b[i] + c[i] - np.log(x[i])
        cost += f * e * e
        db[i] = dc[i] = 2 * f * e
        dV[i] = 2 * f * e * U[i]
        dU[i] = 2 * f * e * V[i]
    return cost, dV, dU, db, dc


# %% ideal_scores
def ideal_scores(counts, negatives, power):
    V = len(counts)
    q = [sum(counts[i][j] for i in range(V)) ** power for j in range(V)]
    scores = np.zeros((V, V))
    for i in range(V):
        for j in range(V):
            if counts[i][j] > 0:
                noise = negatives * sum(counts[i]) * q[j] / sum(q)
                scores[i, j] = max(0.0, np.log(counts[i][j] / noise))
    return scores


# %% unseen_vectors
def unseen_vectors(words, vectors, unseen):
    def pieces(word):
        word = "<" + word + ">"
        return {word[i : i + n] for n in range(2, 6) for i in range(len(word) - n + 1)}

    holders, sizes = {}, []
    for row, word in enumerate(words):
        sizes.append(len(pieces(word)))
        for piece in pieces(word):
            holders.setdefault(piece, []).append(row)
    mean, answers = vectors.mean(axis=0), []
    for word in unseen:  # a mean of all known words, weighted by the squared share of common n-grams
        common = np.zeros(len(words))
        mine = pieces(word)
        for piece in mine:
            common[holders.get(piece, [])] += 1
        weights = (common / (len(mine) + np.array(sizes) - common)) ** 2
        answers.append(mean + weights @ (vectors - mean) / max(weights.sum(), 1e-12))
    return np.array(answers)
