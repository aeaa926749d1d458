# %% cosine_similarity
def cosine_similarity(u, v):
    equal = True
    dot = squares_u = squares_v = 0.0
    for a, b in zip(u, v):
        if a != b:
            equal = False
        dot += a * b
        squares_u += a * a
        squares_v += b * b
    if equal:
        return 1.0
    product = squares_u**0.5 * squares_v**0.5
    if product < 1e-32:
        return 0.0
    return dot / product


# %% complete_analogy
def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    word_a = word_a.lower()
    word_b = word_b.lower()
    word_c = word_c.lower()
    step = word_to_vec_map[word_b] - word_to_vec_map[word_a]
    best_word, best = None, -2
    for word in word_to_vec_map:
        if word == word_c:
            continue
        similarity = cosine_similarity(step, word_to_vec_map[word] - word_to_vec_map[word_c])
        if similarity > best:
            best, best_word = similarity, word
    return best_word


# %% score_analogies
def score_analogies(questions, words, vectors, exclude):
    lengths = [np.sqrt(sum(x * x for x in row)) for row in vectors]
    unit = {word: row / length for word, row, length in zip(words, vectors, lengths)}
    asked, correct, inputs = {}, {}, {}
    for kind, a, b, c, d in questions:
        for counter in (asked, correct, inputs):
            counter.setdefault(kind, 0)
        a, b, c, d = a.lower(), b.lower(), c.lower(), d.lower()
        if a not in unit or b not in unit or c not in unit or d not in unit:
            continue
        asked[kind] += 1
        goal = unit[b] - unit[a] + unit[c]
        best, answer = None, None
        for word in words:
            if exclude and word in (a, b, c):
                continue
            score = np.dot(goal, unit[word])
            if best is None or score > best:
                best, answer = score, word
        if answer == d:
            correct[kind] += 1
        if answer == a or answer == b or answer == c:
            inputs[kind] += 1
    return {kind: (asked[kind], correct[kind], inputs[kind]) for kind in asked}


# %% weat
def weat(X, Y, A, B):
    from itertools import combinations

    def cosine(u, v):
        return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))

    def association(w):
        return sum(cosine(w, a) for a in A) / len(A) - sum(cosine(w, b) for b in B) / len(B)

    s = [association(w) for w in X] + [association(w) for w in Y]
    n = len(X)

    def difference(chosen):
        inside = sum(s[i] for i in chosen) / n
        outside = sum(s[i] for i in range(2 * n) if i not in chosen) / n
        return inside - outside

    given_difference = difference(range(n))
    count = total = 0
    for chosen in combinations(range(2 * n), n):
        total += 1
        if difference(chosen) >= given_difference - 1e-9:
            count += 1
    mean = sum(s) / (2 * n)
    variance = sum((value - mean) ** 2 for value in s) / (2 * n - 1)
    return given_difference, given_difference / variance**0.5, count / total


# %% neutralize
def neutralize(word, g, word_to_vec_map):
    e = word_to_vec_map[word]
    dot = squares = 0.0
    for x, y in zip(e, g):
        dot += x * y
        squares += y * y
    return np.array([x - dot / squares * y for x, y in zip(e, g)])


# %% equalize
def equalize(pair, bias_axis, word_to_vec_map):
    first, second = pair
    e1, e2 = word_to_vec_map[first], word_to_vec_map[second]
    squares = np.sum(bias_axis**2)
    mu = (e1 + e2) / 2
    mu_B = np.dot(mu, bias_axis) / squares * bias_axis
    mu_orth = mu - mu_B
    results = []
    for e in (e1, e2):
        e_B = np.dot(e, bias_axis) / squares * bias_axis
        corrected = np.sqrt(np.abs(1 - np.sum(mu_orth**2))) * (e_B - mu_B) / np.linalg.norm(e_B - mu_B)
        results.append(mu_orth + corrected)
    return results[0], results[1]


# %% find_direction
def find_direction(one, other, keep, word_to_vec_map):
    n = len(word_to_vec_map[one[0]])
    g, k = np.zeros(n), np.zeros(n)
    for word in other:
        g += word_to_vec_map[word] / len(other)
    for word in one:
        g -= word_to_vec_map[word] / len(one)
    for first, second in keep:
        k += (word_to_vec_map[second] - word_to_vec_map[first]) / len(keep)
    share = sum(g * k) / sum(k * k)
    for i in range(n):
        g[i] = g[i] - share * k[i]
    return g
