# %% clip: The sign of large entries is lost
def clip(gradients, maxValue):
    new = {}
    for key, value in gradients.items():
        new[key] = np.where(np.abs(value) > maxValue, maxValue, value)
    return new


# %% clip: The common norm of all gradients is limited
def clip(gradients, maxValue):
    norm = np.sqrt(sum((g**2).sum() for g in gradients.values()))
    return {key: g * min(1.0, maxValue / norm) for key, g in gradients.items()}


# %% sample: The last hidden state is used for the probabilities of the step before
def sample(parameters, char_to_ix, seed):
    rng = np.random.default_rng(seed)
    a = np.zeros((len(parameters["Waa"]), 1))
    a_next, p = rnn_step_forward(parameters, a, None)
    out = []
    while len(out) < 50:
        ix = int(rng.choice(len(p), p=p.ravel()))
        out.append(ix)
        if ix == char_to_ix["\n"]:
            return out
        a_next, p = rnn_step_forward(parameters, a, ix)
    return out + [char_to_ix["\n"]]


# %% sample: The generator is made anew before each character
def sample(parameters, char_to_ix, seed):
    a, ix, out = np.zeros((len(parameters["Waa"]), 1)), None, []
    while len(out) < 50 and ix != char_to_ix["\n"]:
        a, p = rnn_step_forward(parameters, a, ix)
        rng = np.random.default_rng(seed)
        ix = int(rng.choice(len(p), p=p.ravel()))
        out.append(ix)
    if ix != char_to_ix["\n"]:
        out.append(char_to_ix["\n"])
    return out


# %% optimize: The parameters are updated before the gradients are computed
def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    update_parameters(parameters, clip(gradients, 5), learning_rate)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    return loss, clip(gradients, 5), a[-1]


# %% model: The input keeps the newline and loses the first letter
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False):
    examples = list(data_x)
    np.random.default_rng(0).shuffle(examples)
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    a = np.zeros((n_a, 1))
    for j in range(num_iterations):
        Y = [char_to_ix[c] for c in examples[j % len(examples)]] + [char_to_ix["\n"]]
        X = [None] + Y[1:]
        _, _, a = optimize(X, Y, a, parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, 0), ix_to_char)


# %% model: Each name is shown num_iterations times
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False):
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    a = np.zeros((n_a, 1))
    for name in data_x:
        for _ in range(num_iterations):
            Y = [char_to_ix[c] for c in name + "\n"]
            _, _, a = optimize([None] + Y[:-1], Y, a, parameters)
    return parameters, get_sample(sample(parameters, char_to_ix, 0), ix_to_char)


# %% perplexity: The mean over names of their perplexities
def perplexity(predict, names):
    all_of_them = []
    for name in names:
        p = predict([name[:i] for i in range(len(name) + 1)])
        q = [p[i, ALPHABET.index(c)] for i, c in enumerate(name + "\n")]
        with np.errstate(divide="ignore"):
            all_of_them.append(np.exp(-np.mean(np.log(q))))
    return float(np.mean(all_of_them))


# %% perplexity: The letters are looked up without the newline in front
def perplexity(predict, names):
    loss, n = 0, 0
    for name in names:
        p = predict([name[:i] for i in range(len(name) + 1)])
        for i, c in enumerate(name):
            with np.errstate(divide="ignore"):
                loss -= np.log(p[i, ord(c) - ord("a")])
            n += 1
    return float(np.exp(loss / n))


# %% pieces: After a piece the search goes on in the known name where it was found
def pieces(name, names):
    for known in names:
        for end in range(len(name), 1, -1):
            if name[:end] in known:
                return [name[:end]] + (pieces(name[end:], [known]) if name[end:] else [])
    return [name[:1]] + (pieces(name[1:], names) if name[1:] else [])


# %% top_k: The threshold is the k-th largest, and only what is above it stays
def top_k(probabilities, k):
    k = min(k, len(probabilities))
    limit = np.sort(probabilities)[-k]
    kept = np.where(probabilities > limit, probabilities, 0.0)
    return kept / kept.sum() if kept.sum() else kept


# %% nucleus: The sum must be larger than p and the order is that of the indices among the kept
def nucleus(probabilities, p):
    order = np.argsort(probabilities)[::-1]
    total, kept = 0, []
    for i in order:
        if total + probabilities[i] > p:
            break
        total += probabilities[i]
        kept.append(i)
    result = np.zeros(len(probabilities))
    result[kept] = probabilities[kept]
    return result / max(result.sum(), 1e-12)


# %% letter_model: Trigrams with one added to each count
def letter_model(names):
    counts = {}
    for name in names:
        text = "^^" + name + "\n"
        for i in range(2, len(text)):
            counts.setdefault(text[i - 2 : i], np.ones(27))[ALPHABET.index(text[i])] += 1

    def predict(prefixes):
        rows = [counts.get(("^^" + prefix)[-2:], np.ones(27)) for prefix in prefixes]
        return np.array([row / row.sum() for row in rows])

    return predict


# %% letter_model: The columns begin with a, the newline comes last
def letter_model(names):
    known = letter_ngram(names, 5)
    return lambda prefixes: np.roll(known(prefixes), -1, axis=1)
