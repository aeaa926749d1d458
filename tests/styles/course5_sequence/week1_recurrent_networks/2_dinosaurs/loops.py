# %% clip
def clip(gradients, maxValue):
    result = {}
    for key in gradients:
        result[key] = np.zeros(gradients[key].shape)
        for place, value in np.ndenumerate(gradients[key]):
            result[key][place] = max(-maxValue, min(maxValue, value))
    return result


# %% sample
def sample(parameters, char_to_ix, seed):
    import random

    dice = random.Random(seed)
    indices, a, ix = [], np.zeros((parameters["Waa"].shape[0], 1)), None
    while len(indices) < 50:
        a, y = rnn_step_forward(parameters, a, ix)
        ix = dice.choices(range(len(y)), weights=[float(value) for value in y[:, 0]])[0]
        indices.append(ix)
        if ix == char_to_ix["\n"]:
            break
    else:
        indices.append(char_to_ix["\n"])
    return indices


# %% optimize
def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    for name in ("Wax", "Waa", "Wya", "b", "by"):
        parameters[name] = parameters[name] - learning_rate * gradients["d" + name]
    return loss, gradients, a[len(Y) - 1]


# %% model
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False):
    examples = data_x.copy()
    np.random.seed(0)
    np.random.shuffle(examples)
    parameters = initialize_parameters(n_a, vocab_size, vocab_size)
    a_prev = np.zeros((n_a, 1))
    loss = get_initial_loss(vocab_size, dino_names)
    shown = 0
    while shown < num_iterations:
        for example in examples:
            if shown == num_iterations:
                break
            X, Y = [None], []
            for char in example:
                X.append(char_to_ix[char])
                Y.append(char_to_ix[char])
            Y.append(char_to_ix["\n"])
            now, _, a_prev = optimize(X, Y, a_prev, parameters)
            loss = smooth(loss, now)
            shown += 1
    return parameters, get_sample(sample(parameters, char_to_ix, shown), ix_to_char)


# %% perplexity
def perplexity(predict, names):
    product, count = 0.0, 0
    for name in names:
        for end in range(len(name) + 1):
            p = predict([name[:end]])[0]
            column = 0 if end == len(name) else ord(name[end]) - ord("a") + 1
            if p[column] <= 0:
                return np.inf
            product += np.log(p[column])
            count += 1
    return np.exp(-product / count)


# %% pieces
def pieces(name, names):
    known = {one[i:j] for one in names for i in range(len(one)) for j in range(i + 1, len(one) + 1)}
    result = []
    for letter in name:
        if result and result[-1] + letter in known:
            result[-1] += letter
        else:
            result.append(letter)
    return result


# %% top_k
def top_k(probabilities, k):
    result = np.zeros(len(probabilities))
    for i in range(len(probabilities)):
        before = 0
        for j in range(len(probabilities)):
            if probabilities[j] > probabilities[i] or (probabilities[j] == probabilities[i] and j < i):
                before += 1
        if before < k:
            result[i] = probabilities[i]
    return result / result.sum()


# %% nucleus
def nucleus(probabilities, p):
    result = np.zeros(len(probabilities))
    for i in range(len(probabilities)):
        likelier = 0.0
        for j in range(len(probabilities)):
            if probabilities[j] > probabilities[i] or (probabilities[j] == probabilities[i] and j < i):
                likelier += probabilities[j]
        if likelier < p:
            result[i] = probabilities[i]
    return result / result.sum()


# %% letter_model
class Model:
    def __init__(self, names):
        self.size, self.seen = 7, {}
        for name in names:
            letters = [26] * self.size + [ord(c) - 97 for c in name] + [27]
            for i in range(self.size, len(letters)):
                for back in range(self.size):
                    after = self.seen.setdefault(tuple(letters[i - back : i]), {})
                    longer = tuple(letters[i - back - 1 : i]) if back < self.size - 1 else (name, i)
                    after.setdefault(letters[i], set()).add(longer)

    def __call__(self, prefixes):
        result = np.zeros((len(prefixes), 27))
        for number, prefix in enumerate(prefixes):
            letters = [26] * self.size + [ord(c) - 97 for c in prefix]
            p = [1 / 27] * 27
            for back in range(self.size):
                after = self.seen.get(tuple(letters[len(letters) - back :]))
                if after is None:
                    break
                total = sum(len(contexts) for contexts in after.values())
                cut = {letter: min(0.9 * len(contexts), 1.5) for letter, contexts in after.items()}
                spare = sum(cut.values()) / total
                p = [spare * value for value in p]
                for letter, contexts in after.items():
                    p[0 if letter == 27 else letter + 1] += (len(contexts) - cut[letter]) / total
            result[number] = p
        return result


def letter_model(names):
    return Model(names)
