"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import around, code, edit, part, result

MISTAKES = {
    "1_word_vectors": {
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
        "sampling": {
            "These are the probabilities that an occurrence is dropped; those that it stays are asked for.": part(
                0, lambda stays: 1 - stays
            ),
            "A probability to stay is above 1: rare words always stay, so where is the minimum with 1?": edit(
                "np.minimum(1, np.sqrt(threshold / frequencies))", "np.sqrt(threshold / frequencies)"
            ),
            "The probability to stay falls too fast with the frequency: it has a square root.": edit(
                "np.sqrt(threshold / frequencies)", "threshold / frequencies"
            ),
            "This compares counts with the threshold; it is the relative frequency, the count over the sum of all, that "
            "it is compared with.": edit("np.sqrt(threshold / frequencies)", "np.sqrt(threshold / counts)"),
            "The frequencies are relative to the most frequent word, not to the length of the text.": edit(
                "counts / counts.sum()", "counts / counts.max()"
            ),
            "This is the formula of the program word2vec, which differs from that of its paper: take the one of the "
            "text.": edit(
                "np.sqrt(threshold / frequencies)", "(np.sqrt(threshold / frequencies) + threshold / frequencies)"
            ),
            "The noise distribution ignores the power: these are the plain frequencies.": edit("**power", ""),
            "The noise does not add up to 1: divide by the sum after the power is taken, not only before.": edit(
                "noise / noise.sum()", "noise"
            ),
            "The noise is made of the probabilities to stay; it is made of the frequencies.": edit(
                "noise = frequencies**power", "noise = np.minimum(1, np.sqrt(threshold / frequencies)) ** power"
            ),
            "Each of the two has its own place: first the probabilities to stay, then the noise.": result(
                lambda both: both[::-1]
            ),
        },
        "skipgram_pairs": {
            "A pair has its words in two sentences: where one ends, its words have no context on that side.": edit(
                "near &= sentences[places % n] == sentences[:, np.newaxis]", ""
            ),
            "The context word's reach decides here; it is the center's that counts.": edit(
                "reach[:, np.newaxis]", "reach[places % n]"
            ),
            "Only words to the right of the center are its contexts here; the window has two sides.": edit(
                "np.concatenate([np.arange(-widest, 0), np.arange(1, widest + 1)])", "np.arange(1, widest + 1)"
            ),
            "Each center is paired with itself, too: leave out the step 0.": edit(
                "np.concatenate([np.arange(-widest, 0), np.arange(1, widest + 1)])", "np.arange(-widest, widest + 1)"
            ),
            "All centers look equally far here: each has a reach of its own.": edit(
                "(np.abs(steps) <= reach[:, np.newaxis]) & (places >= 0)", "(places >= 0)"
            ),
            "Words exactly as far as the reach are left out: a window of 1 has the two neighbours.": edit(
                "<= reach", "< reach"
            ),
            "The center and its context are exchanged in each pair.": result(lambda pairs: pairs[::-1]),
            "These are the places in the text; the indices of the words that stand there are asked for.": edit(
                "np.repeat(ids, near.sum(axis=1)), ids[places[near]]",
                "np.repeat(np.arange(n), near.sum(axis=1)), places[near]",
            ),
            "The last word of a sentence is never a center: loop to the end.": edit(
                "np.repeat(ids, near.sum(axis=1)), ids[places[near]]",
                "np.repeat(ids[:-1], near[:-1].sum(axis=1)), ids[places[:-1][near[:-1]]]",
            ),
            "The right pairs in another order: they come by the place of the center, then from left to right.": [
                code("""
                    def skipgram_pairs(ids, sentences, reach):
                        centers, contexts = [], []
                        for distance in range(1, reach.max() + 1):
                            for i in range(len(ids)):
                                for j in (i - distance, i + distance):
                                    if 0 <= j < len(ids) and distance <= reach[i] and sentences[i] == sentences[j]:
                                        centers.append(ids[i])
                                        contexts.append(ids[j])
                        return np.array(centers), np.array(contexts)
                """),
                code("""
                    def skipgram_pairs(ids, sentences, reach):
                        centers, contexts = [], []
                        for i in range(len(ids)):
                            for distance in range(1, reach[i] + 1):
                                for j in (i - distance, i + distance):
                                    if 0 <= j < len(ids) and sentences[i] == sentences[j]:
                                        centers.append(ids[i])
                                        contexts.append(ids[j])
                        return np.array(centers), np.array(contexts)
                """),
            ],
            "A negative place counts from the end of an array: the first words get the last ones as contexts.": code("""
                def skipgram_pairs(ids, sentences, reach):
                    centers, contexts, n = [], [], len(ids)
                    for i in range(n):
                        for j in range(i - reach[i], i + reach[i] + 1):
                            if j != i and j < n and (j < 0 or sentences[i] == sentences[j]):
                                centers.append(ids[i])
                                contexts.append(ids[j])
                    return np.array(centers), np.array(contexts)
            """),
            "Pairs of a word with another occurrence of itself are missing: it is the place that must differ, not the "
            "word.": edit("(places >= 0)", "(places >= 0) & (ids[places % n] != ids[:, np.newaxis])"),
        },
        "sgns": {
            "The loss and the gradients are means over the batch; sums are asked for.": result(
                lambda parts: tuple(part / len(parts[1]) for part in parts)
            ),
            "The gradients belong to a sum, the loss is a mean over the batch: a sum is asked for.": around(
                lambda solved, V, U: (solved(V, U)[0] / len(V), *solved(V, U)[1:])
            ),
            "All targets count as true contexts: noise has the target 0, so its score enters with the other sign.": edit(
                "signs[:, 0] = -1", "signs[:] = -1"
            ),
            "The signs are exchanged: the target at index 0 is the true one, the others are noise.": edit(
                "signs[:, 0] = -1", "signs[:, 1:] = -1"
            ),
            "The true context is at index 0, not at the end.": edit("signs[:, 0] = -1", "signs[:, -1] = -1"),
            "The gradients point the other way: they are those of the log-likelihood, which is minus the loss.": result(
                lambda parts: (parts[0], -parts[1], -parts[2])
            ),
            "The gradient of the true context misses the target: the derivative with respect to a score is the "
            "probability minus the target, and that target is 1.": edit(
                "slopes = signs * -np.expm1(-losses)", "slopes = np.abs(signs * np.expm1(-losses))"
            ),
            "The probability of the other class has come into the derivative: check whether it is the sigmoid of the "
            "score or that of its negative.": edit("-np.expm1(-losses)", "np.exp(-losses)"),
            "The gradient of the centers has the true context's part only; the noise pushes, too.": edit(
                'np.einsum("mk,mkd->md", slopes, U)', "slopes[:, :1] * U[:, 0]"
            ),
            "Only the noise moves the centers here: the true context has a part in their gradient as well.": edit(
                'np.einsum("mk,mkd->md", slopes, U)', 'np.einsum("mk,mkd->md", slopes[:, 1:], U[:, 1:])'
            ),
            "This is softmax over the targets; negative sampling is a logistic regression for each of them.": code("""
                def sgns(V, U):
                    scores = np.einsum("md,mkd->mk", V, U)
                    shifted = np.exp(scores - scores.max(axis=1, keepdims=True))
                    p = shifted / shifted.sum(axis=1, keepdims=True)
                    slopes = p - np.eye(U.shape[1])[0]
                    losses = np.log(shifted.sum(axis=1)) + scores.max(axis=1) - scores[:, 0]
                    dU = slopes[:, :, np.newaxis] * V[:, np.newaxis]
                    return losses.sum(), np.einsum("mk,mkd->md", slopes, U), dU
            """),
            "A large score makes the loss infinite: the logarithm of a sigmoid that is rounded to 0.": code("""
                def sgns(V, U):
                    scores = np.einsum("md,mkd->mk", V, U)
                    with np.errstate(all="ignore"):
                        p = 1 / (1 + np.exp(-scores))
                        loss = -np.log(p[:, 0]).sum() - np.log(1 - p[:, 1:]).sum()
                    p[:, 0] -= 1
                    return loss, np.einsum("mk,mkd->md", p, U), p[:, :, np.newaxis] * V[:, np.newaxis]
            """),
            "A constant inside the logarithm changes the loss where scores are large: use a stable form instead.": code("""
                def sgns(V, U):
                    scores = np.einsum("md,mkd->mk", V, U)
                    with np.errstate(all="ignore"):
                        p = 1 / (1 + np.exp(-scores))
                    loss = -np.log(p[:, 0] + 1e-10).sum() - np.log(1 - p[:, 1:] + 1e-10).sum()
                    p[:, 0] -= 1
                    return loss, np.einsum("mk,mkd->md", p, U), p[:, :, np.newaxis] * V[:, np.newaxis]
            """),
            "These gradients are near, not equal: finite differences lose digits where the loss is large. Use formulas.": (
                code("""
                def sgns(V, U):
                    def loss():
                        scores = np.einsum("md,mkd->mk", V, U)
                        scores[:, 0] = -scores[:, 0]
                        return np.logaddexp(0, scores).sum()

                    V, U = V.astype(float), U.astype(float)
                    slopes = []
                    for array in (V, U):
                        slope = np.zeros(array.shape)
                        for place in np.ndindex(array.shape):
                            held = array[place]
                            array[place] = held + 1e-5
                            above = loss()
                            array[place] = held - 1e-5
                            slope[place] = (above - loss()) / 2e-5
                            array[place] = held
                        slopes.append(slope)
                    return loss(), *slopes
            """)
            ),
            "`dU` has each center's gradient alike for all its targets: its scores differ.": edit(
                "slopes[:, :, np.newaxis] * V",
                "slopes.mean(axis=1, keepdims=True)[:, :, np.newaxis] * V",
                "dU = ",
                "dU = np.ones((1, U.shape[1], 1)) * ",
            ),
        },
        "sgd_step": {
            "A row that occurs several times has moved once: of repeated indices, `table[rows] -= ...` keeps the last.": (
                code("""
                def sgd_step(W, C, centers, targets, rate):
                    loss, dV, dU = sgns(W[centers], C[targets])
                    W, C = W.copy(), C.copy()
                    W[centers] -= rate * dV
                    C[targets] -= rate * dU
                    return loss, W, C
            """)
            ),
            "A row that occurs several times has moved by the mean of its gradients; their sum is asked for.": edit(
                "meets @ slopes", "meets @ slopes / np.maximum(meets.sum(axis=1), 1)"
            ),
            "The step goes uphill: subtract the gradient.": edit("table - rate", "table + rate"),
            "The step ignores the learning rate.": edit("rate * (", "1 * ("),
            "The gradients are divided by the number of pairs; each pair takes a whole step.": edit(
                "rate * (", "rate / len(centers) * ("
            ),
            "The gradients for `C` are those at the new `W`: compute both before you change either.": code("""
                def sgd_step(W, C, centers, targets, rate):
                    loss, dV, _ = sgns(W[centers], C[targets])
                    W, C = W.copy(), C.copy()
                    np.add.at(W, centers, -rate * dV)
                    np.add.at(C, targets, -rate * sgns(W[centers], C[targets])[2])
                    return loss, W, C
            """),
            "Only the true contexts have moved in `C`; the noise words' rows have gradients, too.": code("""
                def sgd_step(W, C, centers, targets, rate):
                    loss, dV, dU = sgns(W[centers], C[targets])
                    W, C = W.copy(), C.copy()
                    np.add.at(W, centers, -rate * dV)
                    np.add.at(C, targets[:, 0], -rate * dU[:, 0])
                    return loss, W, C
            """),
            "`C` stays as it was: both tables are trained.": around(
                lambda solved, W, C, *rest: (*solved(W, C, *rest)[:2], C)
            ),
            "`W` stays as it was: both tables are trained.": around(
                lambda solved, W, C, *rest: (solved(W, C, *rest)[0], W, solved(W, C, *rest)[2])
            ),
            "The targets' vectors come from `W`: there are two tables, and contexts have theirs in `C`.": edit(
                "sgns(W[centers], C[targets])", "sgns(W[centers], W[targets])"
            ),
            "This loss is the one after the step: return the one before.": around(
                lambda solved, *call: (solved(*solved(*call)[1:], *call[2:])[0], *solved(*call)[1:])
            ),
            "Pairs one after the other, each with the tables that the one before has left: a batch takes all its "
            "gradients at the old ones.": code("""
                def sgd_step(W, C, centers, targets, rate):
                    W, C, total = W.copy(), C.copy(), 0.0
                    for center, row in zip(centers, targets):
                        loss, dV, dU = sgns(W[[center]], C[row][np.newaxis])
                        W[center] -= rate * dV[0]
                        np.add.at(C, row, -rate * dU[0])
                        total += loss
                    return total, W, C
            """),
        },
        "cooccurrence": {
            "Every pair counts 1 here: two words that are $\\delta$ places apart add $1 / \\delta$.": edit(
                "1 / distance", "1"
            ),
            "A pair that occurs twice has counted once: of repeated indices, `X[rows, columns] += ...` keeps the last.": (
                edit(
                    "np.add.at(X, (ids[places], ids[places + distance]), 1 / distance)",
                    "X[ids[places], ids[places + distance]] += 1 / distance",
                )
            ),
            "The matrix counts contexts to the right only: each pair counts in both directions.": edit("X + X.T", "X"),
            "The matrix counts contexts to the left only: each pair counts in both directions.": edit("X + X.T", "X.T"),
            "Words of two sentences have met: pairs end with the sentence.": edit(
                "np.flatnonzero(sentences[distance:] == sentences[:-distance])", "np.arange(len(ids) - distance)"
            ),
            "The largest distance is left out: the window belongs to it.": edit("window + 1", "window"),
            "The matrix is divided by 2: both directions count in full.": edit("X + X.T", "(X + X.T) / 2"),
            "The diagonal is empty: a word may stand near another occurrence of itself.": edit(
                "return X + X.T", "X = X + X.T\n    return X - np.diag(np.diag(X))"
            ),
            "A word near itself adds twice to its entry, once for each direction; here once.": edit(
                "return X + X.T", "return X + X.T - np.diag(np.diag(X))"
            ),
            "The rows are divided by their sums: counts are asked for, no probabilities.": edit(
                "return X + X.T", "X = X + X.T\n    return X / np.maximum(X.sum(axis=1, keepdims=True), 1e-9)"
            ),
            "The words of a sentence are all paired, however far apart: mind the window.": edit(
                "range(1, window + 1)", "range(1, len(ids))"
            ),
        },
        "glove": {
            "The weight of a frequent pair is above 1: where is the minimum?": edit(
                "np.minimum(1, (x / x_max) ** power)", "(x / x_max) ** power"
            ),
            "All entries weigh the same: where is $f$?": edit("np.minimum(1, (x / x_max) ** power)", "np.ones(len(x))"),
            "The weights ignore the power.": edit("** power", ""),
            "The counts themselves are compared with the scores; their logarithms should be.": edit("np.log(x)", "x"),
            "This is the logarithm of the count plus 1; zeros are not among the entries, so nothing is added.": edit(
                "np.log(x)", "np.log1p(x)"
            ),
            "The biases are left out of the error.": edit(" + b + c", ""),
            "One of the two biases is missing in the error.": [edit(" + b + c", " + b"), edit(" + b + c", " + c")],
            "The gradients are half of what they should be: the square has a factor 2.": edit("2 * weights", "weights"),
            "The cost is half of that in the text.": result(lambda parts: (parts[0] / 2, *parts[1:])),
            "The gradients have no weights: $f$ stands in the derivative as it does in the cost.": edit(
                "slopes = 2 * weights * errors", "slopes = 2 * errors"
            ),
            "The weights are squared with the error: $f$ multiplies the square.": edit(
                "np.sum(weights * errors**2)", "np.sum((weights * errors) ** 2)"
            ),
            "The gradients of the vectors are exchanged: that of $v$ holds $u$.": result(
                lambda parts: (parts[0], parts[2], parts[1], *parts[3:])
            ),
            "The cost and the gradients are means; sums are asked for.": result(
                lambda parts: tuple(part / len(parts[3]) for part in parts)
            ),
            "The gradients of the biases are summed over the batch: each entry has its own.": around(
                lambda solved, *call: (*solved(*call)[:3], *(np.full(len(call[2]), s.sum()) for s in solved(*call)[3:]))
            ),
            "The weights are upside down: it is the count over the limit.": edit("x / x_max", "x_max / x"),
            "The gradients point the other way.": result(lambda parts: (parts[0], *(-part for part in parts[1:]))),
        },
        "ideal_scores": {
            "This is PMI without the number of noise words: more noise lowers all scores.": edit("negatives * ", ""),
            "More noise words raise these scores: how often is a pair expected with the target 0?": edit(
                "negatives * counts", "1 / negatives * counts"
            ),
            "The noise is as frequent as the contexts themselves here: the power has no effect.": edit(" ** power", ""),
            "The noise does not add up to 1 after the power is taken.": edit(
                "noise / noise.sum()", "noise / counts.sum()"
            ),
            "The noise is drawn from the frequencies of the centers; contexts have theirs, the sums of the columns.": edit(
                "noise = counts.sum(axis=0)", "noise = counts.sum(axis=1)"
            ),
            "The power is taken of the centers' counts, too; only the noise has it.": edit(
                "counts.sum(axis=1, keepdims=True)", "counts.sum(axis=1, keepdims=True) ** power"
            ),
            "Negative scores are still there: put 0 in their place.": edit(
                "np.log(np.maximum(counts / expected, 1))", "np.log(np.maximum(counts / expected, 1e-12))"
            ),
            "These are the ratios; which score has such odds?": edit("np.log(np.maximum", "(np.maximum"),
            "These logarithms have another base than the sigmoid's exponential.": [
                edit("np.log(", "np.log2("),
                edit("np.log(", "np.log10("),
            ],
            "These are the logarithms of the counts plus 1: GloVe's scores, not those of skip-gram.": code("""
                def ideal_scores(counts, negatives, power):
                    return np.log1p(counts)
            """),
            "These scores belong to the table's other side: rows are centers.": edit(
                "counts.sum(axis=0) ** power",
                "counts.sum(axis=1, keepdims=True) ** power",
                "counts.sum(axis=1, keepdims=True) * noise",
                "counts.sum(axis=0) * noise",
            ),
            "The scores are divided by the number of noise words; think of the ratio before its logarithm.": edit(
                "negatives * counts", "counts", "return np.log", "return 1 / negatives * np.log"
            ),
            "The probability of the pair is returned, a number between 0 and 1: return its score.": edit(
                "np.log(np.maximum(counts / expected, 1))", "counts / (counts + expected)"
            ),
        },
        "unseen_vectors": {
            "that is no more than chance": [
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        return np.tile(vectors.mean(axis=0), (len(unseen), 1))
                """),
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        return np.random.default_rng(1).normal(size=(len(unseen), vectors.shape[1]))
                """),
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        return vectors[: len(unseen)]
                """),
                result(lambda rows: rows[::-1]),
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        from helpers import data

                        known, table = data.load_word_vectors()
                        place = {word: row for row, word in enumerate(known)}
                        mean = table.mean(axis=0)
                        return np.array([table[place[w]] if w in place else mean for w in unseen], float)
                """),
            ],
            "Do all n-grams of a word have a say": [
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        lengths = np.array([len(word) for word in words])
                        means = [vectors[lengths == len(w)] for w in unseen]
                        return np.array([m.mean(axis=0) if len(m) else vectors.mean(axis=0) for m in means])
                """),
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        import os

                        def common(one, other):
                            return len(os.path.commonprefix([one, other]))

                        best = [max(range(len(words)), key=lambda i: common(words[i], word)) for word in unseen]
                        return vectors[best]
                """),
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        ends = {}
                        for word, vector in zip(words, vectors):
                            ends.setdefault(word[-2:], []).append(vector)
                        mean = vectors.mean(axis=0)
                        return np.array([np.mean(ends.get(word[-2:], [mean]), axis=0) for word in unseen])
                """),
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        def pieces(word):
                            word = f"<{word}>"
                            return {word[i : i + 3] for i in range(len(word) - 2)}

                        known, best = [pieces(word) for word in words], []
                        for word in unseen:
                            mine = pieces(word)
                            best.append(np.argmax([len(mine & other) / len(mine | other) for other in known]))
                        return vectors[best]
                """),
                code("""
                    def unseen_vectors(words, vectors, unseen):
                        letters = sorted(set("".join(words)))

                        def counts(words):
                            return np.array([[word.count(letter) for letter in letters] + [1] for word in words], float)

                        return counts(unseen) @ np.linalg.lstsq(counts(words), vectors, rcond=None)[0]
                """),
            ],
            "is a `return` missing?": code("""
                def unseen_vectors(words, vectors, unseen):
                    vectors.mean(axis=0)
            """),
            "`the result` has the shape": code("""
                def unseen_vectors(words, vectors, unseen):
                    return vectors
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

PARTS = {
    "3_learning_embeddings": {
        "sampling": {
            0: "The probabilities to stay are wrong: work out that of one frequent and of one rare word by hand.",
            1: "The probabilities to stay are right, the noise distribution is not: does it add up to 1?",
        },
        "skipgram_pairs": {
            0: "The centers are wrong: count how many pairs each place of the text has.",
            1: "The centers are right, their contexts are not: list those of the first center by hand.",
        },
        "sgns": {
            0: "The loss is wrong: work out one pair with one noise word by hand.",
            1: "The loss is right, the gradient of the centers is not: differentiate one score with respect to `V`.",
            2: "Loss and `dV` are right, `dU` is not: each target has the gradient of its own score only.",
        },
        "sgd_step": {
            0: "The loss is wrong: which rows of which table does `sgns` get?",
            1: "The loss is right, the new `W` is not: follow one row, and count how often it is in `centers`.",
            2: "Loss and `W` are right, the new `C` is not: follow one row, and count how often it is in `targets`.",
        },
        "glove": {
            0: "The cost is wrong: work out one entry by hand, its weight first.",
            1: "The cost is right, the gradient of the words' vectors is not.",
            2: "`dV` is right, `dU` is not: the two are alike, with `V` and `U` exchanged.",
            3: "The gradients of the vectors are right, that of the first bias is not.",
            4: "Only the gradient of the second bias is wrong.",
        },
    },
}

EQUIVALENT = {
    "3_learning_embeddings": {
        "unseen_vectors": [
            ('word = f"<{word}>" -> *', "The n-grams are free as long as the target is met."),
            (
                "return {word[i:i + n] for n in (3, 4, 5, 6) for i in range(len(word) - n + 1)} -> *",
                "The n-grams are free as long as the target is met.",
            ),
            ("values += [len(pieces(word)) ** -0.5] * len(known) -> *", "Their weights are free, too."),
            ("kernel = (S @ S.T).toarray() + 3 * np.eye(len(words)) -> *", "So is the strength of the regularization."),
        ],
    },
}
