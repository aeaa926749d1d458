# %% cosine_similarity: A small number is added to the denominator in place of the special cases
def cosine_similarity(u, v):
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v) + 1e-8)


# %% cosine_similarity: Each norm alone is compared with a small number
def cosine_similarity(u, v):
    if np.array_equal(u, v):
        return 1
    if np.linalg.norm(u) < 1e-10 or np.linalg.norm(v) < 1e-10:
        return 0
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


# %% complete_analogy: The loop stops at the first word that is similar enough
def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    e_a, e_b, e_c = (word_to_vec_map[w.lower()] for w in (word_a, word_b, word_c))
    for w, e in word_to_vec_map.items():
        if w != word_c.lower() and cosine_similarity(e_b - e_a, e - e_c) > 0.5:
            return w


# %% complete_analogy: The word with capital letters is compared with the vocabulary
def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    e_a, e_b, e_c = (word_to_vec_map[w.lower()] for w in (word_a, word_b, word_c))
    best, best_word = -100, None
    for w in word_to_vec_map:
        if w == word_c:
            continue
        sim = cosine_similarity(e_b - e_a, word_to_vec_map[w] - e_c)
        sim = 1 if w == word_c.lower() else sim
        if sim > best:
            best, best_word = sim, w
    return best_word


# %% score_analogies: The answer is looked up before the inputs are left out
def score_analogies(questions, words, vectors, exclude):
    index = {w: i for i, w in enumerate(words)}
    V = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    out = {}
    for kind, *four in questions:
        n, ok, inp = out.get(kind, (0, 0, 0))
        ids = [index.get(w.lower()) for w in four]
        if None not in ids:
            a, b, c, d = ids
            sims = V @ (V[b] - V[a] + V[c])
            best = np.argmax(sims)
            if exclude:
                sims[[a, b, c]] = -np.inf
            n, ok, inp = n + 1, ok + int(best == d), inp + int(best in (a, b, c))
        out[kind] = (n, ok, inp)
    return out


# %% score_analogies: An answer among the inputs is skipped, and the question with it
def score_analogies(questions, words, vectors, exclude):
    index = {w: i for i, w in enumerate(words)}
    V = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    out = {}
    for kind, *four in questions:
        n, ok, inp = out.get(kind, (0, 0, 0))
        ids = [index.get(w.lower()) for w in four]
        if None not in ids:
            a, b, c, d = ids
            best = np.argmax(V @ (V[b] - V[a] + V[c]))
            if best in (a, b, c) and exclude:
                out[kind] = (n, ok, inp)
                continue
            n, ok, inp = n + 1, ok + int(best == d), inp + int(best in (a, b, c))
        out[kind] = (n, ok, inp)
    return out


# %% weat: Each set is centred with its own mean before the standard deviation is taken
def weat(X, Y, A, B):
    from itertools import combinations

    u = lambda M: M / np.linalg.norm(M, axis=1, keepdims=True)
    s = lambda W: (u(W) @ u(A).T).mean(1) - (u(W) @ u(B).T).mean(1)
    sx, sy = s(X), s(Y)
    d = sx.mean() - sy.mean()
    spread = np.std(np.r_[sx - sx.mean(), sy - sy.mean()], ddof=1)
    both, n = np.r_[sx, sy], len(sx)
    ds = [2 * both[list(c)].mean() - 2 * both.mean() for c in combinations(range(2 * n), n)]
    return d, d / spread, np.mean(np.array(ds) >= d - 1e-9)


# %% weat: The attribute words are divided anew, not the targets
def weat(X, Y, A, B):
    from itertools import combinations

    u = lambda M: M / np.linalg.norm(M, axis=1, keepdims=True)
    X, Y, A, B = u(X), u(Y), u(A), u(B)
    s = lambda W, P, Q: (W @ P.T).mean(1) - (W @ Q.T).mean(1)
    d = s(X, A, B).mean() - s(Y, A, B).mean()
    spread = np.std(np.r_[s(X, A, B), s(Y, A, B)], ddof=1)
    AB, ds = np.r_[A, B], []
    for c in combinations(range(len(AB)), len(A)):
        rest = [i for i in range(len(AB)) if i not in c]
        ds.append(s(X, AB[list(c)], AB[rest]).mean() - s(Y, AB[list(c)], AB[rest]).mean())
    return d, d / spread, np.mean(np.array(ds) >= d - 1e-9)


# %% neutralize: The component along the direction is set to zero entry by entry
def neutralize(word, g, word_to_vec_map):
    e = word_to_vec_map[word].copy()
    e[np.abs(g) > 0.5 * np.abs(g).max()] = 0
    return e


# %% neutralize: The direction is normalized by the sum of its entries
def neutralize(word, g, word_to_vec_map):
    e = word_to_vec_map[word]
    g = g / g.sum()
    return e - np.dot(e, g) * g


# %% equalize: The results are brought to length 1 after the half differences are kept
def equalize(pair, bias_axis, word_to_vec_map):
    b = bias_axis / np.linalg.norm(bias_axis)
    e1, e2 = word_to_vec_map[pair[0]], word_to_vec_map[pair[1]]
    mu = (e1 + e2) / 2
    orth = mu - np.dot(mu, b) * b
    half = np.dot(e1 - e2, b) / 2
    r1, r2 = orth + half * b, orth - half * b
    return r1 / np.linalg.norm(r1), r2 / np.linalg.norm(r2)


# %% equalize: The sign is taken from each word's own component
def equalize(pair, bias_axis, word_to_vec_map):
    b = bias_axis / np.linalg.norm(bias_axis)
    e1, e2 = word_to_vec_map[pair[0]], word_to_vec_map[pair[1]]
    mu = (e1 + e2) / 2
    orth = mu - np.dot(mu, b) * b
    size = np.sqrt(1 - np.linalg.norm(orth) ** 2)
    return orth + np.sign(np.dot(e1, b)) * size * b, orth + np.sign(np.dot(e2, b)) * size * b


# %% find_direction: The first principal component of all words of both lists
def find_direction(one, other, keep, word_to_vec_map):
    rows = np.array([word_to_vec_map[w] for w in one + other])
    return np.linalg.svd(rows - rows.mean(0))[2][0]


# %% find_direction: The relation is taken out of the words, and then out of nothing: the plain difference comes back
def find_direction(one, other, keep, word_to_vec_map):
    k = np.mean([word_to_vec_map[b] - word_to_vec_map[a] for a, b in keep], axis=0)
    k = k / np.linalg.norm(k)
    vectors = {w: e - np.dot(e, k) * k for w, e in word_to_vec_map.items()}
    g = np.mean([vectors[w] for w in other], axis=0) - np.mean([vectors[w] for w in one], axis=0)
    return g + np.dot(np.mean([word_to_vec_map[w] for w in other], axis=0), k) * k
