# %% cosine_similarity
def cosine_similarity(u, v):
    size = np.sqrt(u @ u) * np.sqrt(v @ v)
    return 1 if not np.any(u - v) else 0 if size < 1e-32 else u @ v / size


# %% complete_analogy
def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    E, (a, b, c) = word_to_vec_map, [w.lower() for w in (word_a, word_b, word_c)]
    return max(E.keys() - {c}, key=lambda w: cosine_similarity(E[b] - E[a], E[w] - E[c]))


# %% score_analogies
def score_analogies(questions, words, vectors, exclude):
    at, U = {w: i for i, w in enumerate(words)}, vectors / np.sqrt((vectors * vectors).sum(1, keepdims=True))
    table = {q[0]: [] for q in questions}
    for kind, *q in questions:
        if {w.lower() for w in q} <= at.keys():
            a, b, c, d = (at[w.lower()] for w in q)
            s = U @ (U[b] - U[a] + U[c]) - 9 * exclude * np.isin(np.arange(len(U)), (a, b, c))
            table[kind].append([1, s.argmax() == d, s.argmax() in (a, b, c)])
    return {kind: tuple(int(x) for x in np.sum(rows or [[0, 0, 0]], axis=0)) for kind, rows in table.items()}


# %% weat
from itertools import combinations as C


def weat(X, Y, A, B):
    U = lambda R: R / np.linalg.norm(R, axis=1)[:, None]
    s, n = U(np.r_[X, Y]) @ (U(A).mean(0) - U(B).mean(0)), len(X)
    d = s[:n].mean() - s[n:].mean()
    return d, d / np.std(s, ddof=1), np.mean([2 * sum(s[[*c]]) / n - sum(s) / n > d - 1e-9 for c in C(range(2 * n), n)])


# %% neutralize
neutralize = lambda word, g, word_to_vec_map: (np.eye(len(g)) - np.outer(g, g) / (g @ g)) @ word_to_vec_map[word]


# %% equalize
def equalize(pair, bias_axis, word_to_vec_map):
    b, (u, v) = bias_axis / np.linalg.norm(bias_axis), [word_to_vec_map[w] for w in pair]
    m = (u + v - b * (b @ (u + v))) / 2
    t = b * (1 - m @ m) ** 0.5 * (1 if b @ u > b @ v else -1)
    return m + t, m - t


# %% find_direction
def find_direction(one, other, keep, word_to_vec_map):
    M = lambda ws: np.mean([word_to_vec_map[w] for w in ws], 0)
    g, k = M(other) - M(one), M([b for _, b in keep]) - M([a for a, _ in keep])
    return g * (k @ k) - k * (g @ k)
