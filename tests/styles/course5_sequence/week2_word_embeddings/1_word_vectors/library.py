# %% cosine_similarity
from scipy.spatial.distance import cosine


def cosine_similarity(u, v):
    if np.array_equal(u, v):
        return 1
    if np.isclose(np.linalg.norm(u) * np.linalg.norm(v), 0, atol=1e-32):
        return 0
    return 1 - cosine(u, v)


# %% complete_analogy
def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    e_a, e_b, e_c = map(word_to_vec_map.get, map(str.lower, (word_a, word_b, word_c)))
    others = [word for word in word_to_vec_map if word != word_c.lower()]
    scores = [cosine_similarity(np.subtract(e_b, e_a), np.subtract(word_to_vec_map[word], e_c)) for word in others]
    return others[int(np.argmax(scores))]


# %% score_analogies
from collections import Counter

from sklearn.metrics.pairwise import cosine_similarity as cosines_of
from sklearn.preprocessing import normalize


def score_analogies(questions, words, vectors, exclude):
    row, units = dict(zip(words, range(len(words)))), normalize(vectors)
    counts = {kind: Counter() for kind, *_ in questions}
    for kind, *four in questions:
        places = [row.get(word.lower()) for word in four]
        if None in places:
            continue
        a, b, c, d = places
        scores = cosines_of(units, (units[b] - units[a] + units[c])[np.newaxis])[:, 0]
        order = np.argsort(-scores, kind="stable")
        answer = next(place for place in order if not (exclude and place in (a, b, c)))
        counts[kind].update(asked=1, correct=int(answer == d), inputs=int(answer in (a, b, c)))
    return {kind: (count["asked"], count["correct"], count["inputs"]) for kind, count in counts.items()}


# %% weat
from scipy.stats import permutation_test
from sklearn.metrics.pairwise import cosine_similarity as cosines_of


def weat(X, Y, A, B):
    def associations(Z):
        return cosines_of(Z, A).mean(axis=1) - cosines_of(Z, B).mean(axis=1)

    def difference(x, y, axis=-1):
        return np.mean(x, axis=axis) - np.mean(y, axis=axis)

    x, y = associations(X), associations(Y)
    x, y = x.round(12), y.round(12)
    test = permutation_test(
        (x, y), difference, vectorized=True, n_resamples=np.inf, alternative="greater", permutation_type="independent"
    )
    return difference(x, y), difference(x, y) / np.std(np.r_[x, y], ddof=1), test.pvalue


# %% neutralize
def neutralize(word, g, word_to_vec_map):
    e = np.asarray(word_to_vec_map[word])
    share = np.linalg.lstsq(g[:, np.newaxis], e, rcond=None)[0]
    return e - g * share[0]


# %% equalize
def equalize(pair, bias_axis, word_to_vec_map):
    E = np.stack([word_to_vec_map[word] for word in pair])
    unit = bias_axis / np.sqrt(np.vdot(bias_axis, bias_axis))
    along = E @ unit
    flat = np.mean(E - np.outer(along, unit), axis=0)
    height = np.sqrt(1 - np.vdot(flat, flat)) * np.sign(along - along.mean())
    return tuple(flat + np.outer(height, unit))


# %% find_direction
def find_direction(one, other, keep, word_to_vec_map):
    from sklearn.linear_model import LinearRegression

    names = [*one, *other, *(word for pair in keep for word in pair)]
    labels = np.array([[-1.0, -1]] * len(one) + [[1.0, 1]] * len(other) + [[0.0, -1], [0.0, 1]] * len(keep))
    rows = np.array([word_to_vec_map[name] for name in names])
    for start in range(len(one) + len(other), len(names), 2):
        rows[start : start + 2] -= rows[start : start + 2].mean(axis=0)
    g, kept = LinearRegression().fit(labels, rows).coef_.T
    return g - kept * np.vdot(g, kept) / np.vdot(kept, kept)
