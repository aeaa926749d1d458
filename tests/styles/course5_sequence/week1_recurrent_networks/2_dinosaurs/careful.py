# %% clip
def clip(gradients, maxValue):
    clipped = {}
    for name in ("dWaa", "dWax", "dWya", "db", "dby"):
        array = np.array(gradients[name], dtype=float)
        array[array > maxValue] = maxValue
        array[array < -maxValue] = -maxValue
        clipped[name] = array
    return clipped


# %% sample
def sample(parameters, char_to_ix, seed):
    generator = np.random.default_rng([seed, 7])
    end = char_to_ix["\n"]
    state = np.zeros_like(parameters["b"])
    index, indices = None, []
    while True:
        state, probabilities = rnn_step_forward(parameters, state, index)
        probabilities = probabilities.ravel() / probabilities.sum()
        index = int(np.argmax(generator.multinomial(1, probabilities)))
        indices.append(index)
        if index == end:
            break
        if len(indices) == 50:
            indices.append(end)
            break
    return indices


# %% optimize
def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, states = rnn_backward(X, Y, parameters, cache)
    clipped = clip(gradients, maxValue=5.0)
    update_parameters(parameters, clipped, learning_rate)
    last = states[-1].copy()
    return float(loss), clipped, last


# %% model
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False):
    order = np.random.default_rng(0).permutation(len(data_x))
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    state = np.zeros((n_a, 1))
    average = get_initial_loss(vocab_size, dino_names)
    for iteration in range(num_iterations):
        name = data_x[order[iteration % len(order)]]
        indices = [char_to_ix[char] for char in name]
        loss, _, state = optimize([None, *indices], [*indices, char_to_ix["\n"]], state, parameters, 0.01)
        average = smooth(average, loss)
        if verbose and iteration % 2000 == 0:
            print(iteration, average)
    return parameters, get_sample(sample(parameters, char_to_ix, 12345), ix_to_char)


# %% perplexity
def perplexity(predict, names):
    total, count = 0.0, 0
    for name in names:
        text = name + "\n"
        table = np.asarray(predict([text[:i] for i in range(len(text))]))
        for place, char in enumerate(text):
            chance = table[place, ALPHABET.index(char)]
            if chance == 0:
                return float("inf")
            total += np.log2(chance)
            count += 1
    return 2 ** (-total / count)


# %% pieces
def pieces(name, names):
    def longest(rest):
        for end in range(len(rest), 1, -1):
            for known in names:
                if known.find(rest[:end]) >= 0:
                    return rest[:end]
        return rest[:1]

    result, rest = [], name
    while rest != "":
        piece = longest(rest)
        result += [piece]
        rest = rest[len(piece) :]
    return result


# %% top_k
def top_k(probabilities, k):
    left = np.array(probabilities, dtype=float)
    result = np.zeros(left.shape)
    for _ in range(min(k, len(left))):
        best = int(np.argmax(left))
        result[best] = probabilities[best]
        left[best] = -1
    return result / result.sum()


# %% nucleus
def nucleus(probabilities, p):
    left = np.array(probabilities, dtype=float)
    result = np.zeros(left.shape)
    while result.sum() < p and left.max() > 0:
        best = int(np.argmax(left))
        result[best] = probabilities[best]
        left[best] = -1
    return result / result.sum()


# %% letter_model
class Table:
    """Counts of contexts, of the shorter ones each different longer context once."""

    def __init__(self, names, longest):
        self.longest, self.counts, known = longest, {}, set()
        for name in names:
            text = "*" * longest + name + "\n"
            for place in range(longest, len(text)):
                for length in range(1, longest + 1):
                    known.add(text[place - length : place + 1])
        for longer in known:
            column = self.counts.setdefault(longer[1:-1], [0.0] * 27)
            column[ALPHABET.index(longer[-1])] += 1
        for name in names:  # the longest contexts: every occurrence counts
            text = "*" * longest + name + "\n"
            for place in range(longest, len(text)):
                column = self.counts.setdefault(text[place - longest : place], [0.0] * 27)
                column[ALPHABET.index(text[place])] += 1
        self.remembered = {"nothing": np.full(27, 1 / 27)}

    def after(self, context):
        if context not in self.remembered:
            shorter = self.after(context[1:] if context else "nothing")
            if context in self.counts:
                counts = np.array(self.counts[context])
                kept = np.maximum(counts - 1.4, 0.1 * counts)
                shorter = (kept + (counts.sum() - kept.sum()) * shorter) / counts.sum()
            self.remembered[context] = shorter
        return self.remembered[context]

    def predict(self, prefix):
        padded = "*" * self.longest + prefix
        return self.after(padded[len(padded) - self.longest :])


def letter_model(names):
    tables = [Table(names, longest) for longest in (5, 6)]

    def predict(prefixes):
        return np.array([np.mean([table.predict(prefix) for table in tables], axis=0) for prefix in prefixes])

    return predict
