"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit

MISTAKES = {
    "1_step_by_step": {
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
    "2_dinosaurs": {
        "clip": {
            "Large negative entries are still there: the limit holds below zero as well.": edit(
                "np.clip(gradient, -maxValue, maxValue)", "np.minimum(gradient, maxValue)"
            ),
            "Negative entries have become 0: the lower limit is `-maxValue`.": edit(
                "-maxValue, maxValue", "0, maxValue"
            ),
            "The gradients are divided until they fit, which is clipping by the norm: here each entry is limited alone.": code(
                """
                def clip(gradients, maxValue):
                    largest = max(np.abs(gradient).max() for gradient in gradients.values())
                    return {name: gradient * min(1, maxValue / largest) for name, gradient in gradients.items()}
                """
            ),
            "Each array is scaled by its own largest entry: only entries beyond the limit should change.": edit(
                "np.clip(gradient, -maxValue, maxValue)",
                "gradient * min(1, maxValue / np.abs(gradient).max())",
            ),
            "The limit is 5 whatever `maxValue` is.": edit("-maxValue, maxValue", "-5, 5"),
            "Entries beyond the limit have become 0; they should become the limit, with their sign.": edit(
                "np.clip(gradient, -maxValue, maxValue)", "np.where(np.abs(gradient) > maxValue, 0, gradient)"
            ),
            "The biases are not clipped: all five arrays are.": edit(
                "np.clip(gradient, -maxValue, maxValue)",
                'gradient if name.startswith("db") else np.clip(gradient, -maxValue, maxValue)',
            ),
        },
        "sample": {
            "each one is drawn with its probability": [
                edit(
                    "rng.choice(len(p), p=p.ravel())",
                    "p.argmax() if rng.random() < 0.3 else rng.choice(len(p), p=p.ravel())",
                ),
                edit("p=p.ravel()", "p=p.ravel() ** 2 / np.sum(p**2)"),
            ],
            "seeds give one and the same name": [
                edit("rng.choice(len(p), p=p.ravel())", "p.argmax()"),
                edit("default_rng(seed)", "default_rng(1)"),
            ],
            "Which state and which character does each step begin with?": [
                edit("rnn_step_forward(parameters, a, ix)", "rnn_step_forward(parameters, a, None)"),
                edit("a, p = rnn_step_forward(parameters, a, ix)", "p = rnn_step_forward(parameters, a, ix)[1]"),
                edit(", p=p.ravel()", ""),
            ],
            "return different names": edit("default_rng(seed)", "default_rng()"),
            "at 50 the drawing should stop": edit("len(indices) < 50", "len(indices) < 60"),
            "whose index here is": edit("ix != newline and ", ""),
            "expected a list of indices": edit("return indices", "return len(indices)"),
            "does not end with the newline's index": [
                edit("return indices", "return indices[:-1]"),
                edit("    if ix != newline:\n        indices.append(newline)\n", ""),
                edit(
                    'newline = np.random.default_rng(seed), char_to_ix["\\n"]',
                    "newline = np.random.default_rng(seed), 0",
                ),
            ],
        },
        "optimize": {
            "clip the gradients to 5": [
                edit("    gradients = clip(gradients, 5)\n", ""),
                edit("clip(gradients, 5)", "clip(gradients, 10)"),
            ],
            "`parameters` are the same after the call": [
                edit("    update_parameters(parameters, gradients, learning_rate)\n", ""),
                edit(
                    "update_parameters(parameters, gradients, learning_rate)",
                    "update_parameters({name: value.copy() for name, value in parameters.items()}, gradients, learning_rate)",
                ),
            ],
            "has not moved by the learning rate": [
                edit("gradients, learning_rate)", "gradients, -learning_rate)"),
                edit("gradients, learning_rate)", "gradients, 0.01)"),
                code("""
                    def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
                        loss, cache = rnn_forward(X, Y, a_prev, parameters)
                        gradients, a = rnn_backward(X, Y, parameters, cache)
                        update_parameters(parameters, gradients, learning_rate)
                        return loss, clip(gradients, 5), a[len(X) - 1]
                """),
            ],
            "It is the first one.": edit("a[len(X) - 1]", "a[0]"),
            "`a` is not the hidden state after the last character.": edit("a[len(X) - 1]", "a_prev"),
            "`rnn_forward` returns": edit(
                "    return loss,", "    loss = rnn_forward(X, Y, a_prev, parameters)[0]\n    return loss,"
            ),
            "expected an array of shape": edit("a[len(X) - 1]", "a"),
        },
        "model": {
            "The targets are not shifted: what comes after a character is the next one.": edit(
                'Y = X[1:] + [char_to_ix["\\n"]]', 'Y = [char_to_ix["\\n"], *X[1:]]'
            ),
            "The newline is missing from the targets, and with it the end of a name.": edit(
                'X = [None] + [char_to_ix[char] for char in data_x[j % len(data_x)]]\n        Y = X[1:] + [char_to_ix["\\n"]]',
                "Y = [char_to_ix[char] for char in data_x[j % len(data_x)]]\n        X = [None, *Y[:-1]]",
            ),
            "The hidden state begins at zero for each name: the next name goes on from the last state.": edit(
                "current, _, a_prev = optimize", "current, _, _ = optimize"
            ),
            "Always the same name is shown: take the one of iteration `j`, from the first again after the last.": edit(
                "data_x[j % len(data_x)]", "data_x[0]"
            ),
            "Each name is shown several times in a row: after a name comes the next one, and the first after the last.": edit(
                "data_x[j % len(data_x)]", "data_x[j * len(data_x) // num_iterations]"
            ),
            "The learning rate should be that of `optimize`, 0.01.": edit(
                "optimize(X, Y, a_prev, parameters)", "optimize(X, Y, a_prev, parameters, 0.1)"
            ),
            "The numbers of units and of characters are exchanged.": edit(
                "initialize_parameters(n_a, vocab_size, vocab_size)", "initialize_parameters(vocab_size, n_a, n_a)"
            ),
            "The name is returned as indices: `get_sample` makes a text of them.": edit(
                "get_sample(sample(parameters, char_to_ix, num_iterations), ix_to_char)",
                "sample(parameters, char_to_ix, num_iterations)",
            ),
            "Names are drawn at random: each should come equally often.": edit(
                "data_x[j % len(data_x)]",
                "data_x[np.random.default_rng(j).integers(len(data_x) + 1) % len(data_x)]",
            ),
            "The training stops after one pass over the names, whatever `num_iterations` says.": edit(
                "range(num_iterations)", "range(len(data_x))"
            ),
            "The parameters are those of the beginning: the name was drawn, but nothing learnt.": edit(
                "range(num_iterations)", "range(0)"
            ),
        },
        "perplexity": {
            "The end of each name is left out: it is predicted like every other character.": edit(
                "range(len(name) + 1)", "range(len(name))", 'f"{name}\\n"', "name"
            ),
            "This is the mean of the negative logarithms; the perplexity is e to the power of it.": edit(
                "np.exp(-np.mean(np.log(p)))", "-np.mean(np.log(p))"
            ),
            "The sign is wrong: a perplexity is at least 1.": edit("np.exp(-np.mean", "np.exp(np.mean"),
            "The logarithm has the base 2 and the power the base e: take the same for both.": edit(
                "np.log(p)", "np.log2(p)"
            ),
            "The probabilities are averaged before the logarithm: take the mean of the logarithms.": edit(
                "-np.mean(np.log(p))", "-np.log(np.mean(p))"
            ),
            "Each name counts as much as any other: all characters should.": code("""
                def perplexity(predict, names):
                    parts = []
                    for name in names:
                        p = predict([name[:end] for end in range(len(name) + 1)])
                        right = [ALPHABET.index(char) for char in name + ALPHABET[0]]
                        with np.errstate(divide="ignore"):
                            parts.append(np.mean(np.log(p[np.arange(len(right)), right])))
                    return float(np.exp(-np.mean(parts)))
            """),
            "The sum of the losses is not divided by the number of characters.": edit(
                "np.mean(np.log(p))", "np.sum(np.log(p))"
            ),
            "The sum is divided by the number of names, not of characters.": edit(
                "np.mean(np.log(p))", "np.sum(np.log(p)) / len(names)"
            ),
            "The prefix already ends with the character that is to be predicted.": edit(
                "name[:end]", "name[: end + 1]"
            ),
            "A small number has been added, so that an impossible character is not infinitely surprising.": edit(
                "np.log(p)", "np.log(p + 1e-9)"
            ),
            "The columns are off by one: the first is the newline, then come the letters.": edit(
                "ALPHABET.index(char)", "(ALPHABET.index(char) - 1)"
            ),
            "The probability of the likeliest character is taken, not that of the one that came.": edit(
                "predict(prefixes)[np.arange(len(right)), right]", "predict(prefixes).max(axis=1)"
            ),
        },
        "pieces": {
            "A letter that no known name has is missing, or the loop doesn't go on behind it.": code("""
                def pieces(name, names):
                    stretches = []
                    while name:
                        ends = [end for end in range(1, len(name) + 1) if any(name[:end] in known for known in names)]
                        if ends:
                            stretches.append(name[: ends[-1]])
                        name = name[max([1, *ends]):]
                    return stretches
            """),
            "A piece may stand anywhere in a known name, not only at its beginning.": edit(
                "name[:end] in known for", "known.startswith(name[:end]) for"
            ),
            "Only whole names are known here; a piece is a stretch of one.": edit(
                "any(name[:end] in known for known in names)", "name[:end] in names"
            ),
            "The pieces are as short as can be: begin with the longest.": edit("end = len(name)", "end = 1"),
            "The number of pieces is returned; the pieces themselves are asked for.": edit(
                "return stretches", "return len(stretches)"
            ),
            "The pieces are cut from the right: begin at the left.": code("""
                def pieces(name, names):
                    stretches = []
                    while name:
                        start = 0
                        while start < len(name) - 1 and not any(name[start:] in known for known in names):
                            start += 1
                        stretches.insert(0, name[start:])
                        name = name[:start]
                    return stretches
            """),
            "Only one known name is looked at.": edit("for known in names)", "for known in names[:1])"),
            "The letters in a piece must stand side by side in the known name, in the same order.": edit(
                "name[:end] in known for", "set(name[:end]) <= set(known) for"
            ),
            "A whole known name is one piece: the longest piece to try has all letters.": edit(
                "end = len(name)", "end = max(len(name) - 1, 1)"
            ),
        },
        "top_k": {
            "The probabilities that are left don't add up to 1.": edit("result / result.sum()", "result"),
            "Of equal probabilities too many are kept: `k` characters stay.": code("""
                def top_k(probabilities, k):
                    limit = np.sort(probabilities)[-min(k, len(probabilities))]
                    result = np.where(probabilities >= limit, probabilities, 0)
                    return result / result.sum()
            """),
            "Of equal probabilities the later ones are kept: a stable sort of the negative ones puts the first ones first.": edit(
                'np.argsort(-probabilities, kind="stable")[:k]', 'np.argsort(probabilities, kind="stable")[::-1][:k]'
            ),
            "The least likely characters are kept.": edit("np.argsort(-probabilities", "np.argsort(probabilities"),
            "The probabilities come in falling order: each belongs to its place.": edit(
                "result[likeliest] = probabilities[likeliest]", "result[: len(likeliest)] = probabilities[likeliest]"
            ),
            "All that is left is equally likely: the proportions stay as they were.": edit(
                "result[likeliest] = probabilities[likeliest]", "result[likeliest] = 1"
            ),
            "One character too many stays.": edit("[:k]", "[: k + 1]"),
            "A softmax over probabilities changes their proportions, and gives what was cut off something back.": edit(
                "result / result.sum()", "np.exp(result) / np.exp(result).sum()"
            ),
            "The first `k` characters are kept, whatever their probabilities.": edit(
                'np.argsort(-probabilities, kind="stable")[:k]', "np.arange(len(probabilities))[:k]"
            ),
        },
        "nucleus": {
            "One character is missing: with it the sum reaches `p`.": edit(
                "1 + np.sum(np.cumsum(probabilities[order]) < p)", "max(1, np.sum(np.cumsum(probabilities[order]) < p))"
            ),
            "One character too many stays.": edit("1 + np.sum", "2 + np.sum"),
            "All characters with a probability of at least `p` stay: it is the sum that counts.": code("""
                def nucleus(probabilities, p):
                    result = np.where(probabilities >= min(p, probabilities.max()), probabilities, 0)
                    return result / result.sum()
            """),
            "The least likely characters are added up first.": edit(
                "np.argsort(-probabilities", "np.argsort(probabilities"
            ),
            "The characters are added up in the order of their indices: begin with the likeliest.": edit(
                'np.argsort(-probabilities, kind="stable")', "np.arange(len(probabilities))"
            ),
            "What is left does not add up to 1.": edit("result / result.sum()", "result"),
            "Of equal probabilities the later ones are kept: sort the negative ones with a stable sort.": edit(
                'np.argsort(-probabilities, kind="stable")', 'np.argsort(probabilities, kind="stable")[::-1]'
            ),
            "All that is left is equally likely: keep the proportions.": edit(
                "result[likeliest] = probabilities[likeliest]", "result[likeliest] = 1"
            ),
            "A share of the characters is kept, not of the probability.": edit(
                "1 + np.sum(np.cumsum(probabilities[order]) < p)", "int(np.ceil(p * len(order)))"
            ),
            "Every character whose probability is less than a share of the largest is cut off; that is another rule, min-p.": code("""
                def nucleus(probabilities, p):
                    result = np.where(probabilities >= (1 - p) * probabilities.max(), probabilities, 0)
                    return result / result.sum()
            """),
        },
        "letter_model": {
            "is asked for": [
                code("""
                    def letter_model(names):
                        return letter_ngram(names, 5)
                """),
                code("""
                    def letter_model(names):
                        known, asked, answers = letter_ngram(names, 5), set(), {}

                        def answer(prefix):
                            if prefix not in answers:
                                p = known([prefix])[0]
                                longer = [text[len(prefix)] for text in asked if text.startswith(prefix) and text != prefix]
                                if longer:
                                    p = 0.05 * p
                                    p[ALPHABET.index(longer[0])] += 0.95
                                answers[prefix] = p
                            return answers[prefix]

                        def predict(prefixes):
                            asked.update(prefixes)
                            return np.array([answer(prefix) for prefix in prefixes])

                        return predict
                """),
                code("""
                    def letter_model(names):
                        models = [letter_ngram(names, n) for n in (4, 5, 6, 7)]
                        return lambda prefixes: np.mean([model(prefixes) for model in models], axis=0)
                """),
                code("""
                    def letter_model(names):
                        return lambda prefixes: np.full((len(prefixes), 27), 1 / 27)
                """),
                code("""
                    def letter_model(names):
                        counts = np.array([sum(name.count(letter) for name in names) for letter in ALPHABET]) + 1.0
                        counts[0] = len(names)
                        return lambda prefixes: np.tile(counts / counts.sum(), (len(prefixes), 1))
                """),
                code("""
                    def letter_model(names):
                        places, pairs = "^abcdefghijklmnopqrstuvwxyz", np.ones((27, 27))
                        for name in names:
                            for before, after in zip("^" + name, name + ALPHABET[0]):
                                pairs[places.index(before), ALPHABET.index(after)] += 1
                        pairs /= pairs.sum(axis=1, keepdims=True)
                        return lambda prefixes: pairs[[places.index(("^" + prefix)[-1]) for prefix in prefixes]]
                """),
                edit(
                    "        grams = Counter(gram[1:] for gram in grams)",
                    "        before, grams = grams, Counter()\n"
                    "        for gram, count in before.items():\n"
                    "            grams[gram[1:]] += count",
                ),
                edit("1 - n :]", "-1:]"),
            ],
            "worse than that of equal probabilities": code("""
                def letter_model(names):
                    known = letter_ngram(names, 5)
                    return lambda prefixes: known(prefixes)[:, ::-1]
            """),
            "when they are asked for again": code("""
                def letter_model(names):
                    known, asked = letter_ngram(names, 5), set()

                    def predict(prefixes):
                        p = known(prefixes)
                        for row, prefix in zip(p, prefixes):
                            longer = [text[len(prefix)] for text in asked if text.startswith(prefix) and text != prefix]
                            if longer:
                                row *= 0.05
                                row[ALPHABET.index(longer[0])] += 0.95
                        asked.update(prefixes)
                        return p

                    return predict
            """),
            "the perplexity is infinite": code("""
                def letter_model(names):
                    known = {}
                    for name in names:
                        for end in range(len(name) + 1):
                            known[name[:end]] = ALPHABET.index((name + ALPHABET[0])[end])
                    return lambda prefixes: np.eye(27)[[known.get(prefix, 0) for prefix in prefixes]]
            """),
            "they add up to 1": edit("return (counts - taken", "return 2 * (counts - taken"),
            "expected a function": code("""
                def letter_model(names):
                    return letter_ngram(names, 5)(names)
            """),
            "expected (": code("""
                def letter_model(names):
                    return lambda prefixes: letter_ngram(names, 5)(prefixes)[:, 1:]
            """),
        },
    },
    "3_jazz": {
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


EQUIVALENT = {
    "2_dinosaurs": {
        "clip": [
            (
                "return {name: np.clip(gradient, -maxValue, maxValue) for name, gradient in gradients.items()} -> "
                "return {name: np.clip(-maxValue, gradient, maxValue) for name, gradient in gradients.items()}",
                "The larger of -maxValue and the gradient is the same in either order.",
            ),
        ],
        "perplexity": [
            ("with np.errstate(divide='ignore'): -> with np.errstate():", "This decides about a warning alone."),
        ],
        "model": [
            ("loss = get_initial_loss(vocab_size, 12) -> *", "The average is only printed."),
            ("loss = smooth(loss, current) -> *", "The average is only printed."),
            ("if verbose and j % 2000 == 0: -> *", "This decides about what is printed."),
            ("for seed in range(dino_names): -> *", "These names are only printed."),
            ("print_sample(sample(parameters, char_to_ix, seed), ix_to_char) -> *", "These names are only printed."),
            (
                "for seed in range(dino_names): print_sample(sample(parameters, char_to_ix, seed), ix_to_char) -> *",
                "These names are only printed.",
            ),
            (
                "if verbose and j % 2000 == 0: print(f'after {j} names: smoothed loss {loss:.2f}') for seed in range(dino_names): print_sample(sample(parameters, char_to_ix, seed), ix_to_char) -> *",
                "This is only printed.",
            ),
            (
                "def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False): -> *",
                "The head of the function is given, and the check says all numbers itself.",
            ),
        ],
        "top_k": [
            (
                "likeliest = np.argsort(-probabilities, kind='stable')[:k] -> "
                "likeliest = np.argsort(-probabilities, kind='stable_')[:k]",
                "NumPy looks at the first letter of the kind alone.",
            ),
        ],
        "nucleus": [
            (
                "order = np.argsort(-probabilities, kind='stable') -> "
                "order = np.argsort(-probabilities, kind='stable_')",
                "NumPy looks at the first letter of the kind alone.",
            ),
        ],
        "letter_model": [
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: [after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]",
                "A list of rows becomes an array.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[1:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[0 - n:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[-1 - n:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "text = '^' * (n - 1) + name + '\\n' -> text = '^' * (n - 2) + name + '\\n'",
                "Only first letters are predicted worse: a model that reaches what is asked for.",
            ),
            (
                "grams = Counter((gram[1:] for gram in grams)) -> grams = Counter((gram[2:] for gram in grams))",
                "Contexts of 5, 3, and 1 letters: another model that reaches what is asked for.",
            ),
            (
                "n, grams, followed = (6, Counter(), defaultdict(lambda: np.zeros(27))) -> *",
                "One letter of context more or less is as good.",
            ),
            ("taken = np.minimum(0.9 * counts, 1.4) -> *", "A little more or less is as good."),
        ],
    },
}


PARTS = {
    "2_dinosaurs": {
        "model": {
            0: "The parameters are wrong. Print what you give to `optimize` for two or three names: `X`, `Y`, the state, and "
            "which name it is.",
            1: "The parameters are right, the text is not: `sample` draws from them at the end, and `get_sample` makes a "
            "text of the indices.",
        },
    },
}
