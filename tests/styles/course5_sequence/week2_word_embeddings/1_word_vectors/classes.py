# %% cosine_similarity
class Angle:
    tiny = 1e-32

    def __init__(self, u, v):
        self.u, self.v = np.asarray(u), np.asarray(v)

    def cosine(self):
        if (self.u == self.v).all():
            return 1.0
        length = np.sqrt((self.u**2).sum()) * np.sqrt((self.v**2).sum())
        return 0.0 if length < self.tiny else float((self.u * self.v).sum() / length)


def cosine_similarity(u, v):
    return Angle(u, v).cosine()


# %% complete_analogy
class Analogy:
    def __init__(self, vectors):
        self.vectors = vectors

    def __call__(self, a, b, c):
        step = self.vectors[b] - self.vectors[a]
        ranking = sorted(
            (word for word in self.vectors if word != c),
            key=lambda word: -cosine_similarity(step, self.vectors[word] - self.vectors[c]),
        )
        return ranking[0]


def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
    return Analogy(word_to_vec_map)(word_a.lower(), word_b.lower(), word_c.lower())


# %% score_analogies
class Vocabulary:
    def __init__(self, words, vectors):
        self.row = {word: i for i, word in enumerate(words)}
        self.units = (vectors.T / np.sqrt((vectors**2).sum(axis=1))).T

    def places(self, four):
        return [self.row.get(word.lower(), -1) for word in four]

    def answer(self, a, b, c, forbidden):
        goal = self.units[b] + self.units[c] - self.units[a]
        allowed = np.setdiff1d(np.arange(len(self.units)), forbidden)
        return allowed[np.argmax(self.units[allowed] @ goal)]


def score_analogies(questions, words, vectors, exclude):
    vocabulary = Vocabulary(words, vectors)
    tally = {}
    for kind, *four in questions:
        counts = tally.setdefault(kind, [0, 0, 0])
        a, b, c, d = vocabulary.places(four)
        if min(a, b, c, d) < 0:
            continue
        answer = vocabulary.answer(a, b, c, [a, b, c] if exclude else [])
        counts[0] += 1
        counts[1] += 1 if answer == d else 0
        counts[2] += 1 if answer in {a, b, c} else 0
    return {kind: tuple(counts) for kind, counts in tally.items()}


# %% weat
import itertools


class Weat:
    def __init__(self, X, Y, A, B):
        self.n = len(X)
        targets, attributes = self.unit(np.vstack((X, Y))), self.unit(np.vstack((A, B)))
        weights = np.concatenate((np.full(len(A), 1 / len(A)), np.full(len(B), -1 / len(B))))
        self.s = targets @ attributes.T @ weights

    @staticmethod
    def unit(rows):
        return rows / np.sqrt(np.einsum("ij,ij->i", rows, rows))[:, None]

    def difference(self, mask):
        return self.s[mask].mean() - self.s[~mask].mean()

    def divisions(self):
        for chosen in itertools.combinations(range(2 * self.n), self.n):
            mask = np.zeros(2 * self.n, bool)
            mask[list(chosen)] = True
            yield mask

    def result(self):
        found = self.difference(np.arange(2 * self.n) < self.n)
        all_of_them = np.array([self.difference(mask) for mask in self.divisions()])
        return found, found / np.std(self.s, ddof=1), np.mean(all_of_them > found - 1e-9)


def weat(X, Y, A, B):
    return Weat(X, Y, A, B).result()


# %% neutralize
class Direction:
    def __init__(self, g):
        self.unit = g / np.linalg.norm(g)

    def component(self, e):
        return np.vdot(e, self.unit) * self.unit


def neutralize(word, g, word_to_vec_map):
    e = word_to_vec_map[word]
    return e - Direction(g).component(e)


# %% equalize
class Axis:
    def __init__(self, g):
        self.unit = g / np.linalg.norm(g)

    def split(self, e):
        along = np.vdot(e, self.unit)
        return along, e - along * self.unit


def equalize(pair, bias_axis, word_to_vec_map):
    axis = Axis(bias_axis)
    (first, rest_1), (second, rest_2) = (axis.split(word_to_vec_map[word]) for word in pair)
    shared = (rest_1 + rest_2) / 2
    reach = np.sqrt(max(0.0, 1 - np.linalg.norm(shared) ** 2))
    up, down = shared + reach * axis.unit, shared - reach * axis.unit
    return (up, down) if first > second else (down, up)


# %% find_direction
class Lists:
    def __init__(self, vectors):
        self.vectors = vectors

    def middle(self, words):
        return sum(self.vectors[word] for word in words) / len(words)


def find_direction(one, other, keep, word_to_vec_map):
    lists = Lists(word_to_vec_map)
    starts, ends = zip(*keep)
    kept = lists.middle(ends) - lists.middle(starts)
    return neutralize("g", kept, {"g": lists.middle(other) - lists.middle(one)})
