"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, in_place, result

MISTAKES = {
    "1_word_vectors": {
        "cosine_similarity": {
            "This is the dot product: divide it by the product of both norms.": edit(" / size", ""),
            "The dot product is divided by one of the norms alone.": edit(
                "return np.dot(u, v) / size", "return np.dot(u, v) / np.linalg.norm(u)"
            ),
            "Two zero vectors are equal, and for equal vectors 1 is asked for: which of the two special cases comes first?": code("""
                def cosine_similarity(u, v):
                    size = np.linalg.norm(u) * np.linalg.norm(v)
                    return 0 if size < 1e-32 else np.dot(u, v) / size
            """),
            "A zero vector gives a division by zero: return 0 for it.": edit(
                "    if size < 1e-32:\n        return 0\n", ""
            ),
            "Vectors count as zero too early: short ones still have a direction.": [
                edit("1e-32", "1e-8"),
                edit("size < 1e-32", "np.isclose(size, 0)"),
            ],
            "Only exact zeros are taken for zero: norms near zero count, too.": edit("size < 1e-32", "size == 0"),
            "This is the distance of the cosine, 1 minus it.": edit(
                "return np.dot(u, v) / size", "return 1 - np.dot(u, v) / size"
            ),
            "The sign is lost: vectors that point in opposite directions have a negative similarity.": edit(
                "return np.dot(u, v) / size", "return abs(np.dot(u, v)) / size"
            ),
            "The norm is the square root of the sum of squares: the root is missing.": edit(
                "np.linalg.norm(u) * np.linalg.norm(v)", "np.dot(u, u) * np.dot(v, v)"
            ),
            "The norm is the sum of the absolute values here; asked is the Euclidean one.": edit(
                "np.linalg.norm(u) * np.linalg.norm(v)", "np.linalg.norm(u, 1) * np.linalg.norm(v, 1)"
            ),
            "Both vectors are shifted to a mean of 0 first, which gives their correlation.": code("""
                def cosine_similarity(u, v):
                    if np.all(u == v):
                        return 1
                    size = np.linalg.norm(u - u.mean()) * np.linalg.norm(v - v.mean())
                    return 0 if size < 1e-32 else np.dot(u - u.mean(), v - v.mean()) / size
            """),
        },
        "complete_analogy": {
            "`word_b` is left out as well: of the three input words only `word_c` is no candidate here.": [
                edit("word != c", "word not in (a, b, c)"),
                edit("word != c", "word not in (b, c)"),
            ],
            "No word is left out: `word_c` itself, with a difference of zero, may not be the answer.": edit(
                "if word != c", "if word"
            ),
            "The vector itself is compared with `e_b - e_a`: compare its difference from `e_c`.": edit(
                "word_to_vec_map[word] - e_c", "word_to_vec_map[word]"
            ),
            "The difference of the first two words is turned around: it is `e_b - e_a`.": edit(
                "e_b - e_a", "e_a - e_b"
            ),
            "The difference from `word_c` is turned around: it is `e_w - e_c`.": edit(
                "word_to_vec_map[word] - e_c", "e_c - word_to_vec_map[word]"
            ),
            "The word with the smallest similarity is returned.": edit("max(", "min("),
            "Capital letters are kept: all words of the vocabulary are in lower case.": edit(
                "word.lower() for word", "word for word"
            ),
            "The vector nearest to `e_b - e_a + e_c` is returned: asked is the direction of the two differences.": edit(
                "cosine_similarity(e_b - e_a, word_to_vec_map[word] - e_c)",
                "cosine_similarity(e_b - e_a + e_c, word_to_vec_map[word])",
            ),
            "Dot products are compared, with which long differences win: compare cosines.": edit(
                "cosine_similarity(e_b - e_a, word_to_vec_map[word] - e_c)",
                "np.dot(e_b - e_a, word_to_vec_map[word] - e_c)",
            ),
            "The search starts at a similarity of 0: if all are negative, no word is found.": code("""
                def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
                    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
                    e_a, e_b, e_c = word_to_vec_map[a], word_to_vec_map[b], word_to_vec_map[c]
                    best, best_word = 0, None
                    for word in word_to_vec_map:
                        similarity = cosine_similarity(e_b - e_a, word_to_vec_map[word] - e_c)
                        if word != c and similarity > best:
                            best, best_word = similarity, word
                    return best_word
            """),
            "The similarity is returned: asked is the word.": code("""
                def complete_analogy(word_a, word_b, word_c, word_to_vec_map):
                    a, b, c = word_a.lower(), word_b.lower(), word_c.lower()
                    e_a, e_b, e_c = word_to_vec_map[a], word_to_vec_map[b], word_to_vec_map[c]
                    others = [word for word in word_to_vec_map if word != c]
                    return max(cosine_similarity(e_b - e_a, word_to_vec_map[word] - e_c) for word in others)
            """),
        },
        "score_analogies": {
            "The words of a question keep their capital letters, so that they are not in the vocabulary.": edit(
                "word.lower()", "word"
            ),
            "Questions with an unknown word are counted as asked: count those alone that can be asked.": edit(
                "scores.get(kind, (0, 0, 0))",
                "scores.get(kind, (0, 0, 0))\n        asked += 1",
                "asked + 1,",
                "asked,",
            ),
            "Long vectors have an advantage: the candidates must be of length 1 before dot products are compared.": edit(
                "similarity = units @", "similarity = vectors @"
            ),
            "The question is put together of vectors of different lengths: take `units` for a, b and c, too.": edit(
                "units[b] - units[a] + units[c]", "vectors[b] - vectors[a] + vectors[c]"
            ),
            "The first word of the question is still a candidate: all three inputs are left out.": edit(
                "[[a, b, c]] = ", "[[b, c]] = "
            ),
            "The second word of the question is still a candidate: all three inputs are left out.": edit(
                "[[a, b, c]] = ", "[[a, c]] = "
            ),
            "The third word of the question is still a candidate: all three inputs are left out.": edit(
                "[[a, b, c]] = ", "[[a, b]] = "
            ),
            "A similarity of 0 does not leave a word out: others may have a negative one.": edit("-np.inf", "0"),
            "A similarity of -1 does not leave a word out where nothing divides by the length of the question.": edit(
                "-np.inf", "-1"
            ),
            "The inputs are left out whatever `exclude` says.": edit("if exclude:", "if True:"),
            "The inputs are never left out.": edit("if exclude:", "if False:"),
            "Of the answers that are input words only the third word is counted.": edit(
                "int(answer in (a, b, c))", "int(answer == c)"
            ),
            "Of the answers that are input words the first word is not counted.": edit(
                "answer in (a, b, c)", "answer in (b, c)"
            ),
            "Of the answers that are input words the second word is not counted.": edit(
                "answer in (a, b, c)", "answer in (a, c)"
            ),
            "The question is turned around: it is b minus a plus c.": edit(
                "units[b] - units[a] + units[c]", "units[a] - units[b] + units[c]"
            ),
            "A kind of which no question can be asked is missing: its entry is `(0, 0, 0)`.": edit(
                "        scores[kind] =", "            scores[kind] ="
            ),
            "The last question of each kind replaces the others: its numbers are to be added up.": edit(
                "scores.get(kind, (0, 0, 0))", "(0, 0, 0)"
            ),
            "Shares are returned: asked are the numbers of questions.": result(
                lambda scores: {
                    kind: (n, right / max(n, 1), inputs / max(n, 1)) for kind, (n, right, inputs) in scores.items()
                }
            ),
            "An input word counts as a correct answer.": edit("int(answer == d)", "int(answer in (a, b, c, d))"),
            "The vectors are divided by the largest number in each: divide them by their norm.": edit(
                "np.linalg.norm(vectors, axis=1, keepdims=True)", "np.abs(vectors).max(axis=1, keepdims=True)"
            ),
            **in_place(
                "vectors",
                "units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)",
                "vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)\n    units = vectors",
            ),
        },
        "weat": {
            "The vectors are not divided by their norms: the association is a mean of cosines.": edit(
                "rows / np.linalg.norm(rows, axis=1, keepdims=True)", "rows"
            ),
            "The standard deviation divides by the number of words: divide by one less, as the formula says.": edit(
                "ddof=1", "ddof=0"
            ),
            "The effect size is divided by the spread of `X` alone: take the words of both sets.": edit(
                "s.std(ddof=1)", "s[:n].std(ddof=1)"
            ),
            "The difference is not divided by the standard deviation in the effect size.": edit(" / s.std(ddof=1)", ""),
            "The given division is not counted: as it reaches its own difference, the share is never 0.": edit(
                ">= s[:n].sum() - 1e-9", "> s[:n].sum() + 1e-9"
            ),
            "Both tails are counted: asked is the share of divisions with a difference at least as large, with its sign.": code("""
                def weat(X, Y, A, B):
                    X, Y, A, B = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (X, Y, A, B))
                    Z, n = np.concatenate([X, Y]), len(X)
                    s = (Z @ A.T).mean(axis=1) - (Z @ B.T).mean(axis=1)
                    difference = s[:n].mean() - s[n:].mean()
                    sums = np.array([s[list(chosen)].sum() for chosen in combinations(range(2 * n), n)])
                    p = np.mean(np.abs(2 * sums - s.sum()) >= abs(difference) * n - 1e-9)
                    return difference, difference / s.std(ddof=1), p
            """),
            "The wrong tail is counted: divisions with a difference that is *at least* as large.": edit(
                ">= s[:n]", "<= s[:n]", "- 1e-9", "+ 1e-9"
            ),
            "A thousand random divisions are drawn: there are few enough to count them all.": code("""
                def weat(X, Y, A, B):
                    X, Y, A, B = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (X, Y, A, B))
                    Z, n = np.concatenate([X, Y]), len(X)
                    s = (Z @ A.T).mean(axis=1) - (Z @ B.T).mean(axis=1)
                    difference = s[:n].mean() - s[n:].mean()
                    rng = np.random.default_rng(0)
                    sums = np.array([rng.permutation(s)[:n].sum() for _ in range(999)])
                    return difference, difference / s.std(ddof=1), (1 + np.sum(sums >= s[:n].sum() - 1e-9)) / 1000
            """),
            "`A` and `B` are exchanged: the association is the mean cosine to `A` minus that to `B`.": code("""
                def weat(X, Y, A, B):
                    X, Y, A, B = (rows / np.linalg.norm(rows, axis=1, keepdims=True) for rows in (X, Y, B, A))
                    Z, n = np.concatenate([X, Y]), len(X)
                    s = (Z @ A.T).mean(axis=1) - (Z @ B.T).mean(axis=1)
                    difference = s[:n].mean() - s[n:].mean()
                    sums = np.array([s[list(chosen)].sum() for chosen in combinations(range(2 * n), n)])
                    return difference, difference / s.std(ddof=1), np.mean(sums >= s[:n].sum() - 1e-9)
            """),
            "The cosines to `A` and `B` are added up: as the two sets may differ in size, take means.": edit(
                "(Z @ A.T).mean(axis=1) - (Z @ B.T).mean(axis=1)", "(Z @ A.T).sum(axis=1) - (Z @ B.T).sum(axis=1)"
            ),
            "The difference is one of sums: it is that of the mean associations.": edit(
                "s[:n].mean() - s[n:].mean()", "s[:n].sum() - s[n:].sum()"
            ),
            "The p-value is the number of divisions: divide it by the number of all divisions.": edit(
                "np.mean(sums", "np.sum(sums"
            ),
            "The cosine to the mean vector of each set is taken: the mean is one of cosines.": edit(
                "(Z @ A.T).mean(axis=1) - (Z @ B.T).mean(axis=1)",
                "Z @ (A.mean(axis=0) / np.linalg.norm(A.mean(axis=0))) - Z @ (B.mean(axis=0) / np.linalg.norm(B.mean(axis=0)))",
            ),
            "Only the difference is returned: return the effect size and the p-value, too.": result(
                lambda parts: parts[0]
            ),
        },
        "neutralize": {
            "The direction is taken to have length 1: divide by its squared norm.": edit(" / (g @ g)", ""),
            "This divides by the norm of the direction: the component has its *squared* norm below.": edit(
                "(g @ g)", "np.linalg.norm(g)"
            ),
            "This is the component along the direction: subtract it from the vector.": edit(
                "return e - (e @ g)", "return (e @ g)"
            ),
            "The component along the direction is added: subtract it.": edit(
                "return e - (e @ g)", "return e + (e @ g)"
            ),
            "The whole direction is subtracted, however much of it is in the vector.": edit(
                "(e @ g) / (g @ g) * g", "g"
            ),
            "The direction is subtracted from each entry as one number: multiply the number by `g` again.": edit(
                "/ (g @ g) * g", "/ (g @ g)"
            ),
            "The roles are exchanged: the vector is taken out of the direction.": code("""
                def neutralize(word, g, word_to_vec_map):
                    e = word_to_vec_map[word]
                    return g - (e @ g) / (e @ e) * e
            """),
            "The cosine is taken for the component: it leaves out how long the vector is.": edit(
                "(e @ g) / (g @ g) * g", "(e @ g) / (np.linalg.norm(e) * np.linalg.norm(g)) * g"
            ),
            "The result is brought to length 1: nothing but the component along the direction may change.": result(
                lambda e: e / max(np.linalg.norm(e), 1e-12)
            ),
            "The vector comes back as it was.": code("""
                def neutralize(word, g, word_to_vec_map):
                    return word_to_vec_map[word]
            """),
        },
        "equalize": {
            "The axis is taken to have length 1: divide it by its norm first.": edit(
                " / np.linalg.norm(bias_axis)", ""
            ),
            "Both words get the same side of the axis: which of them has the larger component along it?": edit(
                "return middle + side, middle - side", "return middle + side, middle + side"
            ),
            "The two words are exchanged: the first result belongs to the first word.": result(lambda both: both[::-1]),
            "The first word always gets the positive side: the sign is that of its component minus the other's.": edit(
                "np.sign((one - two) @ axis) * ", ""
            ),
            "What the words have in common still holds a component along the axis: take it out of the mean.": edit(
                "middle = mean - (mean @ axis) * axis", "middle = mean"
            ),
            "The square root is missing: the squared lengths of both parts add up to 1.": edit(
                "np.sqrt(1 - middle @ middle)", "(1 - middle @ middle)"
            ),
            "The results do not have length 1: `1 - ...` holds the squared norm of the common part.": edit(
                "1 - middle @ middle", "1 - np.linalg.norm(middle)"
            ),
            "Both words keep their own components along the axis: these must become equal and opposite, with results of length 1.": code("""
                def equalize(pair, bias_axis, word_to_vec_map):
                    axis = bias_axis / np.linalg.norm(bias_axis)
                    one, two = (word_to_vec_map[word] for word in pair)
                    middle = (one + two) / 2 - ((one + two) / 2 @ axis) * axis
                    return middle + (one @ axis) * axis, middle + (two @ axis) * axis
            """),
            "The words are neutralized: along the axis they must stay apart.": code("""
                def equalize(pair, bias_axis, word_to_vec_map):
                    axis = bias_axis / np.linalg.norm(bias_axis)
                    one, two = (word_to_vec_map[word] for word in pair)
                    return one - (one @ axis) * axis, two - (two @ axis) * axis
            """),
            "The half difference along the axis is kept: after that the results do not have length 1.": edit(
                "np.sign((one - two) @ axis) * np.sqrt(1 - middle @ middle) * axis", "(one - two) @ axis / 2 * axis"
            ),
            "Each word keeps its own part outside of the axis: both get the common one.": code("""
                def equalize(pair, bias_axis, word_to_vec_map):
                    axis = bias_axis / np.linalg.norm(bias_axis)
                    one, two = (word_to_vec_map[word] for word in pair)
                    sign = np.sign((one - two) @ axis)
                    parts = [e - (e @ axis) * axis for e in (one, two)]
                    sizes = [np.sqrt(1 - part @ part) for part in parts]
                    return parts[0] + sign * sizes[0] * axis, parts[1] - sign * sizes[1] * axis
            """),
        },
        # The judge in checks.py says these sentences.
        "find_direction": {
            "what else do your two lists differ in?": [
                code("""
                    def find_direction(one, other, keep, word_to_vec_map):
                        def mean(words):
                            return np.mean([word_to_vec_map[word] for word in words], axis=0)

                        return mean(other) - mean(one)
                """),
                code("""
                    def find_direction(one, other, keep, word_to_vec_map):
                        steps = [word_to_vec_map[b] - word_to_vec_map[a] for a, b in zip(one, other)]
                        return np.linalg.svd(np.array(steps))[2][0]
                """),
                code("""
                    def find_direction(one, other, keep, word_to_vec_map):
                        return np.mean([word_to_vec_map[b] - word_to_vec_map[a] for a, b in keep], axis=0)
                """),
                edit("g - (g @ relation)", "g + (g @ relation)"),
            ],
            "of the association of held-out words": [
                code("""
                    def find_direction(one, other, keep, word_to_vec_map):
                        return np.arange(1.0, 1 + len(word_to_vec_map[one[0]]))
                """),
                code("""
                    def find_direction(one, other, keep, word_to_vec_map):
                        g = word_to_vec_map[other[0]] - word_to_vec_map[one[0]]
                        kept = np.mean([word_to_vec_map[b] - word_to_vec_map[a] for a, b in keep], axis=0)
                        return g - (g @ kept) / (kept @ kept) * kept
                """),
            ],
            "the direction is the zero vector": code("""
                def find_direction(one, other, keep, word_to_vec_map):
                    return np.zeros(len(word_to_vec_map[one[0]]))
            """),
            "`the direction` has the shape": code("""
                def find_direction(one, other, keep, word_to_vec_map):
                    return np.array([word_to_vec_map[b] - word_to_vec_map[a] for a, b in zip(one, other)])
            """),
            "the result is None": code("""
                def find_direction(one, other, keep, word_to_vec_map):
                    pass
            """),
        },
    },
    "2_emojify": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "3_learning_embeddings": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q2": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q3": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q4": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q5": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q6": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q7": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q8": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q9": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q10": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
    },
}
