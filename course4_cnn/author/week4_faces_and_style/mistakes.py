"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit

MISTAKES = {
    "1_face_recognition": {
        "triplet_loss": {
            "The margin has the wrong sign: it is what the negative must be further away, so it adds to the loss.": edit(
                "+ alpha", "- alpha"
            ),
            "The margin is missing: then equal encodings for all pictures cost nothing.": edit(" + alpha", ""),
            "The margin is always 0.2 here: use the argument.": edit("+ alpha", "+ 0.2"),
            "Positive and negative have changed places: this pushes pictures of one person apart.": edit(
                "near - far", "far - near"
            ),
            "The maximum is taken after the sum: triplets far beyond the margin pay for the others.": edit(
                "tf.reduce_sum(tf.maximum(near - far + alpha, 0.0))",
                "tf.maximum(tf.reduce_sum(near - far + alpha), 0.0)",
            ),
            "Nothing is cut off at 0: a negative that is far enough would be pushed on for ever.": edit(
                "tf.maximum(near - far + alpha, 0.0)", "near - far + alpha"
            ),
            "This is the mean over the triplets; the sum is asked for.": edit(
                "return tf.reduce_sum(tf.max", "return tf.reduce_mean(tf.max"
            ),
            "The distances are not squared.": edit("return", "near, far = near ** 0.5, far ** 0.5\n    return"),
            "The differences are added up without being squared: they cancel one another.": edit(
                "(anchor - positive) ** 2", "(anchor - positive)", "(anchor - negative) ** 2", "(anchor - negative)"
            ),
            "The sum runs over the triplets and not over the numbers of an encoding: compare the shapes of `near` and of the batch.": edit(
                "(anchor - positive) ** 2, axis=1",
                "(anchor - positive) ** 2, axis=0",
                "(anchor - negative) ** 2, axis=1",
                "(anchor - negative) ** 2, axis=0",
            ),
            "Distances of the whole batch are compared instead of those of each triplet.": edit(
                "(anchor - positive) ** 2, axis=1",
                "(anchor - positive) ** 2",
                "(anchor - negative) ** 2, axis=1",
                "(anchor - negative) ** 2",
            ),
            "The mean over the numbers of an encoding stands where their sum belongs: the margin would depend on how many there are.": edit(
                "near = tf.reduce_sum", "near = tf.reduce_mean", "far = tf.reduce_sum", "far = tf.reduce_mean"
            ),
            "The negative is compared with the positive; both distances start at the anchor.": edit(
                "(anchor - negative)", "(positive - negative)"
            ),
            "There is one loss for each triplet; add them up.": edit("return tf.reduce_sum(tf.max", "return (tf.max"),
            "The absolute value stands where the maximum with 0 belongs.": edit(
                "tf.maximum(near - far + alpha, 0.0)", "tf.abs(near - far + alpha)"
            ),
        },
        "hard_triplets": {
            "The nearest negative of all is chosen, also where it is nearer than the positive: with it, the network of section 4 collapses.": edit(
                "further = others[squares[a, others] > squares[a, p]]", "further = others"
            ),
            "Triplets without a loss are among the rows: they have no gradient.": edit(
                " and squares[a, n] < squares[a, p] + alpha", ""
            ),
            "An anchor is its own positive in some rows.": edit("p != a and ", ""),
            "Each pair is used once; both pictures of it are an anchor in turn.": edit("if p != a", "if p > a"),
            "Where no negative is further than the positive, the nearest one is chosen; asked is the farthest.": edit(
                "argmax", "argmin"
            ),
            "Where no negative is further than the positive, the pair is left out.": edit(
                "            else:\n                n = others[squares[a, others].argmax()]",
                "            else:\n                continue",
            ),
            "The distances are not squared, so the margin means something else.": edit("axis=2)\n", "axis=2) ** 0.5\n"),
            "The farthest of the negatives that qualify is chosen, the easiest: take the nearest.": edit(
                "further[squares[a, further].argmin()]", "further[squares[a, further].argmax()]"
            ),
            "The position is one in a list of candidates, not in the batch.": [
                edit("n = further[squares[a, further].argmin()]", "n = squares[a, further].argmin()"),
                edit("n = others[squares[a, others].argmax()]", "n = squares[a, others].argmax()"),
            ],
            "The negative is looked for around the positive; its distance from the anchor counts.": edit(
                "further[squares[a, further].argmin()]", "further[squares[p, further].argmin()]"
            ),
            "The margin is left out of the last test: a negative that is further, but not by the margin, has a loss as well.": edit(
                "squares[a, p] + alpha:", "squares[a, p]:"
            ),
            "All negatives within reach are combined with each pair; one for each pair is asked for.": code("""
                def hard_triplets(E, labels, alpha):
                    D = np.sum((E[:, None] - E) ** 2, axis=2)
                    rows = []
                    for a in range(len(E)):
                        for p in range(len(E)):
                            for n in range(len(E)):
                                if labels[a] == labels[p] and a != p and labels[n] != labels[a]:
                                    if D[a, n] < D[a, p] + alpha:
                                        rows.append((a, p, n))
                    return np.array(rows, int).reshape(-1, 3)
            """),
            "Any negative is chosen, whatever its distance.": code("""
                def hard_triplets(E, labels, alpha):
                    rows = []
                    for a in range(len(E)):
                        for p in np.flatnonzero(labels == labels[a]):
                            if p != a:
                                rows.append((a, p, np.flatnonzero(labels != labels[a])[0]))
                    return np.array(rows, int).reshape(-1, 3)
            """),
        },
        "choose_threshold": {
            "The threshold comes from pairs of one person; pairs of two people decide the false-accept rate.": edit(
                "others = np.sort(distances[~same])", "others = np.sort(distances[same])"
            ),
            "The allowed share is taken of all pairs; it is a share of the pairs of two people.": edit(
                "int(far * len(others))", "int(far * len(distances))"
            ),
            "One pair more than allowed is accepted.": edit("int(far * len(others))", "int(far * len(others)) + 1"),
            "One more pair could be accepted: a pair at the threshold itself is refused.": edit(
                "int(far * len(others))", "int(far * len(others)) - 1"
            ),
            "The number of pairs is rounded to the nearest whole number; half a pair too many is too many.": edit(
                "int(far * len(others))", "round(far * len(others))"
            ),
            "The largest distances are accepted: sorted downwards, the first are the least alike.": edit(
                "others = np.sort(distances[~same])", "others = np.sort(distances[~same])[::-1]"
            ),
            "The false-accept rate is the one that was allowed, not the one that is reached.": edit(
                "np.mean(others < threshold)", "far"
            ),
            "A pair at the threshold is counted as accepted; only those below it are.": [
                edit("others < threshold", "others <= threshold"),
                edit("distances[same] >= threshold", "distances[same] > threshold"),
            ],
            "The last number is the true-accept rate; the false-reject rate is 1 minus it.": edit(
                ">= threshold)", "< threshold)"
            ),
            "The false-reject rate is a share of the pairs of one person, not of all pairs.": edit(
                "np.mean(distances[same] >= threshold)", "np.mean((distances >= threshold) & same)"
            ),
            "The false-accept rate is a share of the pairs of two people, not of all pairs.": edit(
                "np.mean(others < threshold)", "np.sum(others < threshold) / len(distances)"
            ),
            "An interpolated quantile lies between two distances: a larger threshold accepts no more pairs.": edit(
                "others[int(far * len(others))]", "np.quantile(others, far)"
            ),
            "This is the threshold with the fewest errors, whatever rate was asked for.": code("""
                def choose_threshold(distances, same, far):
                    errors = [np.sum((distances < t) != same) for t in distances]
                    threshold = distances[np.argmin(errors)]
                    return threshold, np.mean(distances[~same] < threshold), np.mean(distances[same] >= threshold)
            """),
            "The same threshold for everybody: it must come from the distances.": edit(
                "threshold = others[int(far * len(others))]", "threshold = 0.53"
            ),
        },
        "verify": {
            "The threshold is typed in: use the constant, which changes with the network.": [
                edit("dist < THRESHOLD", "dist < 0.53"),
                edit("dist < THRESHOLD", "dist < 0.7"),
            ],
            "The door opens for those who are far away.": edit("dist < THRESHOLD", "dist > THRESHOLD"),
            "This is the squared distance.": edit("- database[identity])", "- database[identity]) ** 2"),
            "This is the sum of absolute differences, not the Euclidean distance.": edit(
                "np.linalg.norm(img_to_encoding(image_path, model) - database[identity])",
                "np.sum(np.abs(img_to_encoding(image_path, model) - database[identity]))",
            ),
            "The norm of a single row of a matrix is asked for; this one is the largest singular value or column sum.": edit(
                "- database[identity])", "- database[identity], 1)"
            ),
            "The picture is compared with the first person of the database, not with `identity`.": edit(
                "database[identity]", "next(iter(database.values()))"
            ),
            "The picture is compared with the nearest person: then everybody passes under any name.": edit(
                "np.linalg.norm(img_to_encoding(image_path, model) - database[identity])",
                "min(np.linalg.norm(img_to_encoding(image_path, model) - known) for known in database.values())",
            ),
            "The two results stand in the other order.": edit("return dist, door_open", "return door_open, dist"),
            "The door always opens.": edit("bool(dist < THRESHOLD)", "True"),
            "The squared distance is compared with the threshold.": edit("dist < THRESHOLD", "dist ** 2 < THRESHOLD"),
        },
        "who_is_it": {
            "This is the person who is least alike.": edit("min(distances", "max(distances"),
            "The first one below the threshold is returned; a later one may be nearer.": code("""
                def who_is_it(image_path, database, model):
                    encoding = img_to_encoding(image_path, model)
                    for name, known in database.items():
                        dist = np.linalg.norm(encoding - known)
                        if dist < THRESHOLD:
                            return dist, name
                    return dist, name
            """),
            "The last person of the database is returned: remember the nearest one so far.": edit(
                "min(distances, key=distances.get)", "list(distances)[-1]"
            ),
            "The first name of the alphabet is returned: the distance decides.": edit(
                "min(distances, key=distances.get)", "min(distances)"
            ),
            "The name is replaced where the person is far away; it is returned all the same.": [
                edit(
                    "return distances[identity], identity",
                    "return distances[identity], identity if distances[identity] <= THRESHOLD else None",
                ),
                edit(
                    "return distances[identity], identity",
                    'return distances[identity], identity if distances[identity] <= THRESHOLD else "unknown"',
                ),
            ],
            "The distance of the nearest person is squared.": edit("- known)", "- known) ** 2"),
            "The two results stand in the other order: the distance comes first.": edit(
                "return distances[identity], identity", "return identity, distances[identity]"
            ),
            "Distances beyond 1 are ignored: where nobody is near, the nearest is still asked for.": code("""
                def who_is_it(image_path, database, model):
                    encoding, min_dist, identity = img_to_encoding(image_path, model), 1.0, None
                    for name, known in database.items():
                        dist = np.linalg.norm(encoding - known)
                        if dist < min_dist:
                            min_dist, identity = dist, name
                    return min_dist, identity
            """),
            "The name belongs to the nearest person, the distance to another one.": edit(
                "return distances[identity], identity", "return list(distances.values())[-1], identity"
            ),
        },
        "recognize": {
            "A stranger is compared with everybody who is enrolled there": [
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        i, j = np.triu_indices(len(tuning), 1)
                        pairs = np.linalg.norm(tuning[i] - tuning[j], axis=1)[owners[i] != owners[j]]
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < np.quantile(pairs, far), table.argmin(axis=1), -1)
                """),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < 0.9, table.argmin(axis=1), -1)
                """),
                edit("squares(tuning).min(axis=1)", "squares(tuning)[:, 0]"),
                edit("int(far * len(chances))", "int(2 * far * len(chances))"),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        distances = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        nearest = distances.min(axis=1)
                        return np.where(nearest < np.quantile(nearest, 3 * far), distances.argmin(axis=1), -1)
                """),
                edit("np.sort(squares(tuning).min(axis=1))", "np.sort(squares(tuning).min(axis=1))[::-1]"),
            ],
            "How near do strangers come to anybody at such a door?": [
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < 0.53, table.argmin(axis=1), -1)
                """),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        table = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        return np.where(table.min(axis=1) < 0.65, table.argmin(axis=1), -1)
                """),
                edit("int(far * len(chances))", "0"),
                edit("squares(tuning)", "squares(visitors)"),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        distances = np.linalg.norm(visitors[:, np.newaxis] - enrolled, axis=2)
                        nearest = distances.min(axis=1)
                        return np.where(nearest < np.quantile(nearest, 2 * far), distances.argmin(axis=1), -1)
                """),
            ],
            "Everybody is let in under some name": [
                edit("np.where(near, table.argmin(axis=1), -1)", "table.argmin(axis=1)"),
                code("""
                    def recognize(enrolled, visitors, tuning, owners, far):
                        return np.zeros(len(visitors), int)
                """),
            ],
            "Nobody is let in, at any door": code("""
                def recognize(enrolled, visitors, tuning, owners, far):
                    return np.full(len(visitors), -1)
            """),
            "taken for somebody else: who is nearest?": edit("table.argmin", "table.argmax"),
            "The result is None": edit("return np.where(near", "np.where(near"),
            "Each entry is a row of `enrolled`": edit(", -1)", ", -2)"),
            "The entries are `float64`, not whole numbers": edit(", -1)", ", -1.0)"),
        },
    },
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_LEVEL = "near = table.min(axis=1) < chances[int(far * len(chances))]"
_TABLE = "return np.{}((X[:, np.newaxis] - enrolled) ** 2, axis=2)"
_FURTHER = "further = others[squares[{}] {} squares[{}]]"
_KEPT = "if p != a and squares[{}] {} squares[{}] + alpha:"
_DOOR = "door_open = {}"
_SYMMETRIC = "A distance is the same in both directions."
_NO_TIES = "No two distances are equal."
EQUIVALENT = {
    "1_face_recognition": {
        "hard_triplets": [
            *(
                (f"{_FURTHER.format('a, others', '>', 'a, p')} -> {_FURTHER.format(*parts)}", reason)
                for parts, reason in (
                    (("a, others", ">=", "a, p"), _NO_TIES),
                    (("others, a", ">", "a, p"), _SYMMETRIC),
                    (("a, others", ">", "p, a"), _SYMMETRIC),
                )
            ),
            *(
                (f"{_KEPT.format('a, n', '<', 'a, p')} -> {_KEPT.format(*parts)}", reason)
                for parts, reason in (
                    (("a, n", "<=", "a, p"), _NO_TIES),
                    (("n, a", "<", "a, p"), _SYMMETRIC),
                    (("a, n", "<", "p, a"), _SYMMETRIC),
                )
            ),
            (
                "n = further[squares[a, further].argmin()] -> n = further[squares[further, a].argmin()]",
                _SYMMETRIC,
            ),
            ("n = others[squares[a, others].argmax()] -> n = others[squares[others, a].argmax()]", _SYMMETRIC),
        ],
        "verify": [
            (f"{_DOOR.format('bool(dist < THRESHOLD)')} -> {_DOOR.format('bool(dist <= THRESHOLD)')}", _NO_TIES),
            (
                f"{_DOOR.format('bool(dist < THRESHOLD)')} -> {_DOOR.format('dist < THRESHOLD')}",
                "NumPy's truth values are accepted.",
            ),
        ],
        "recognize": [
            (f"{_LEVEL} -> *", "One of some hundred pictures more or less below the threshold."),
            (f"{_TABLE.format('sum')} -> {_TABLE.format('mean')}", "All are divided by the same number."),
        ],
    },
}

PARTS = {
    "1_face_recognition": {
        "choose_threshold": {
            0: "The threshold is wrong. Sort the distances of the pairs of two people: how many of them lie below yours, "
            "and how many may?",
            1: "The threshold is right, the false-accept rate is not: count the pairs of two people below it.",
            2: "Threshold and false-accept rate are right, the false-reject rate is not: which pairs are refused, and of "
            "how many?",
        },
        "verify": {
            0: "The distance is wrong. Print the two encodings: which are compared, and with which norm?",
            1: "The distance is right, `door_open` is not: what is it compared with?",
        },
        "who_is_it": {
            1: "The name is wrong. Print the distance to each person of the database.",
            0: "The name is right, the distance is not: it is the Euclidean distance to that person.",
        },
    },
}
