# %% cosine_similarity
def cosine_similarity(u, v):
    # Special case: both vectors are the same.
    if np.all(u == v):
        return 1

    dot = np.dot(u, v)
    norm_u = np.sqrt(np.sum(u**2))
    norm_v = np.sqrt(np.sum(v**2))

    # Avoid division by 0.
    if np.isclose(norm_u * norm_v, 0, atol=1e-32):
        return 0
    return dot / (norm_u * norm_v)


# %% complete_analogy
def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    word_a, word_b, word_c = word_a.lower(), word_b.lower(), word_c.lower()
    e_a, e_b, e_c = word_to_vec_map[word_a], word_to_vec_map[word_b], word_to_vec_map[word_c]

    max_cosine_sim = -100
    best_word = None
    for w in word_to_vec_map.keys():
        if w == word_c:
            continue
        cosine_sim = cosine_similarity(e_b - e_a, word_to_vec_map[w] - e_c)
        if cosine_sim > max_cosine_sim:
            max_cosine_sim = cosine_sim
            best_word = w
    return best_word


# %% score_analogies
def score_analogies(questions, words, vectors, exclude):
    position = {}
    for i, word in enumerate(words):
        position[word] = i
    normalized = vectors / np.linalg.norm(vectors, axis=1).reshape(-1, 1)

    result = {}
    for question in questions:
        kind = question[0]
        if kind not in result:
            result[kind] = (0, 0, 0)
        lowered = [word.lower() for word in question[1:]]
        known = True
        for word in lowered:
            if word not in position:
                known = False
        if not known:
            continue
        a = position[lowered[0]]
        b = position[lowered[1]]
        c = position[lowered[2]]
        d = position[lowered[3]]
        query = normalized[b] - normalized[a] + normalized[c]
        similarities = np.dot(normalized, query) / np.linalg.norm(query)
        if exclude:
            for i in (a, b, c):
                similarities[i] = -100
        answer = int(np.argmax(similarities))
        asked, correct, inputs = result[kind]
        asked = asked + 1
        if answer == d:
            correct = correct + 1
        if answer in (a, b, c):
            inputs = inputs + 1
        result[kind] = (asked, correct, inputs)
    return result


# %% weat
from itertools import combinations


def weat(X, Y, A, B):
    def unit(rows):
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def s(W):
        return np.mean(unit(W) @ unit(A).T, axis=1) - np.mean(unit(W) @ unit(B).T, axis=1)

    s_X, s_Y = s(X), s(Y)
    both = np.concatenate([s_X, s_Y])
    difference = np.mean(s_X) - np.mean(s_Y)
    effect_size = difference / np.sqrt(np.sum((both - np.mean(both)) ** 2) / (len(both) - 1))

    as_large = 0
    divisions = list(combinations(range(len(both)), len(X)))
    for chosen in divisions:
        others = [i for i in range(len(both)) if i not in chosen]
        if np.mean(both[list(chosen)]) - np.mean(both[others]) >= difference - 1e-9:
            as_large += 1
    return difference, effect_size, as_large / len(divisions)


# %% neutralize
def neutralize(word, g, word_to_vec_map):
    e = word_to_vec_map[word]
    e_biascomponent = np.dot(e, g) / np.linalg.norm(g) ** 2 * g
    return e - e_biascomponent


# %% equalize
def equalize(pair, bias_axis, word_to_vec_map):
    w1, w2 = pair
    e_w1, e_w2 = word_to_vec_map[w1], word_to_vec_map[w2]
    mu = (e_w1 + e_w2) / 2
    mu_B = np.dot(mu, bias_axis) / np.linalg.norm(bias_axis) ** 2 * bias_axis
    mu_orth = mu - mu_B
    e_w1B = np.dot(e_w1, bias_axis) / np.linalg.norm(bias_axis) ** 2 * bias_axis
    e_w2B = np.dot(e_w2, bias_axis) / np.linalg.norm(bias_axis) ** 2 * bias_axis
    length = np.sqrt(np.abs(1 - np.linalg.norm(mu_orth) ** 2))
    corrected_e_w1B = length * (e_w1B - mu_B) / np.linalg.norm(e_w1B - mu_B)
    corrected_e_w2B = length * (e_w2B - mu_B) / np.linalg.norm(e_w2B - mu_B)
    return corrected_e_w1B + mu_orth, corrected_e_w2B + mu_orth


# %% find_direction
def find_direction(one, other, keep, word_to_vec_map):
    rows_one = np.array([word_to_vec_map[word] for word in one])
    rows_other = np.array([word_to_vec_map[word] for word in other])
    offsets = np.array([word_to_vec_map[second] - word_to_vec_map[first] for first, second in keep])

    g = rows_other.mean(axis=0) - rows_one.mean(axis=0)
    relation = offsets.mean(axis=0)
    relation = relation / np.linalg.norm(relation)
    g = g - np.dot(g, relation) * relation
    return g / np.linalg.norm(g)
