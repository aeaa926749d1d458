# %% clip
def clip(gradients, maxValue):
    return dict(zip(gradients, (np.sign(g) * np.minimum(np.abs(g), maxValue) for g in gradients.values())))


# %% sample
def sample(parameters, char_to_ix, seed):
    def letters():
        rng = np.random.default_rng(seed)
        a, ix = np.zeros((len(parameters["Waa"]), 1)), None
        for _ in range(50):
            a, p = rnn_step_forward(parameters, a, ix)
            ix = int(np.argmax(np.log(p[:, 0] + 1e-300) + rng.gumbel(size=len(p))))
            yield ix
            if ix == char_to_ix["\n"]:
                return
        yield char_to_ix["\n"]

    return list(letters())


# %% optimize
def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    parameters.update({name: parameters[name] - learning_rate * gradients[f"d{name}"] for name in list(parameters)})
    return loss, gradients, a[-1]


# %% model
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False):
    import random

    examples = random.Random(0).sample(data_x, len(data_x))
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    a_prev = np.zeros((n_a, 1))
    for j in range(num_iterations):
        name = examples[j % len(examples)]
        Y = np.array([char_to_ix[char] for char in name] + [char_to_ix["\n"]]).tolist()
        a_prev = optimize([None] + Y[:-1], Y, a_prev, parameters)[2]
    return parameters, get_sample(sample(parameters, char_to_ix, 1), ix_to_char)


# %% perplexity
def perplexity(predict, names):
    from scipy.special import xlogy
    from scipy.stats import gmean

    text = [name + ALPHABET[0] for name in names]
    table = np.concatenate([predict([one[:i] for i in range(len(one))]) for one in text])
    p = np.take_along_axis(table, np.array([[ALPHABET.index(c)] for c in "".join(text)]), axis=1)
    return float("inf") if (p == 0).any() else float(1 / gmean(p.ravel()))


# %% pieces
def pieces(name, names):
    from difflib import SequenceMatcher

    found = []
    while name:
        best = 1
        for known in names:
            for start in range(len(known)):
                length = 0
                while start + length < len(known) and length < len(name) and known[start + length] == name[length]:
                    length += 1
                best = max(best, length)
        found.append(name[:best])
        name = name[best:]
    return found


# %% top_k
def top_k(probabilities, k):
    import heapq

    kept = heapq.nsmallest(k, range(len(probabilities)), key=lambda i: (-probabilities[i], i))
    mask = np.isin(np.arange(len(probabilities)), kept)
    return np.where(mask, probabilities, 0) / probabilities[mask].sum()


# %% nucleus
def nucleus(probabilities, p):
    order = np.argsort(-probabilities, kind="stable")
    sums = np.concatenate([[0], np.cumsum(probabilities[order])[:-1]])
    kept = order[sums < p]
    result = np.zeros(len(probabilities))
    np.put(result, kept, probabilities[kept] / probabilities[kept].sum())
    return result


# %% letter_model
def letter_model(names):
    from collections import Counter, defaultdict
    from functools import lru_cache

    n, table, grams = 6, defaultdict(Counter), Counter()
    for name in names:
        text = "^" * (n - 1) + name + ALPHABET[0]
        grams.update(text[i : i + n] for i in range(len(name) + 1))
    for _ in range(n):
        for gram, count in grams.items():
            table[gram[:-1]][gram[-1]] += count
        grams = Counter(gram[1:] for gram in grams)

    @lru_cache(maxsize=None)
    def after(context):
        lower = after(context[1:]) if context else (1 / 27,) * 27
        if context not in table:
            return lower
        counts = np.array([table[context][letter] for letter in ALPHABET], float)
        cut = np.minimum(0.88 * counts, 1.35)
        return tuple((counts - cut) / counts.sum() + np.array(lower) * cut.sum() / counts.sum())

    def predict(prefixes):
        return np.stack([after(("^" * (n - 1) + prefix)[len(prefix) :]) for prefix in prefixes])

    return predict
