# %% clip
def clip(gradients, maxValue):
    import copy

    gradients = copy.deepcopy(gradients)
    dWaa, dWax, dWya = gradients["dWaa"], gradients["dWax"], gradients["dWya"]
    db, dby = gradients["db"], gradients["dby"]
    for gradient in [dWax, dWaa, dWya, db, dby]:
        np.clip(gradient, -maxValue, maxValue, out=gradient)
    gradients = {"dWaa": dWaa, "dWax": dWax, "dWya": dWya, "db": db, "dby": dby}
    return gradients


# %% sample
def sample(parameters, char_to_ix, seed):
    Waa, Wax, Wya = parameters["Waa"], parameters["Wax"], parameters["Wya"]
    by, b = parameters["by"], parameters["b"]
    vocab_size = by.shape[0]
    n_a = Waa.shape[1]
    x = np.zeros((vocab_size, 1))
    a_prev = np.zeros((n_a, 1))
    indices = []
    idx = -1
    counter = 0
    newline_character = char_to_ix["\n"]
    while idx != newline_character and counter != 50:
        a = np.tanh(np.dot(Wax, x) + np.dot(Waa, a_prev) + b)
        z = np.dot(Wya, a) + by
        e_x = np.exp(z - np.max(z))
        y = e_x / e_x.sum(axis=0)
        np.random.seed(counter + seed)
        idx = np.random.choice(range(vocab_size), p=y.ravel())
        indices.append(idx)
        x = np.zeros((vocab_size, 1))
        x[idx] = 1
        a_prev = a
        seed += 1
        counter += 1
    if counter == 50:
        indices.append(char_to_ix["\n"])
    return indices


# %% optimize
def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    loss, cache = rnn_forward(X, Y, a_prev, parameters)
    gradients, a = rnn_backward(X, Y, parameters, cache)
    gradients = clip(gradients, 5)
    parameters = update_parameters(parameters, gradients, learning_rate)
    return loss, gradients, a[len(X) - 1]


# %% model
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False):
    n_x, n_y = vocab_size, vocab_size
    parameters = initialize_parameters(n_a, n_x, n_y)
    loss = get_initial_loss(vocab_size, dino_names)
    examples = [x.strip() for x in data_x]
    np.random.seed(0)
    np.random.shuffle(examples)
    a_prev = np.zeros((n_a, 1))
    last_dino_name = "abc"
    for j in range(num_iterations):
        idx = j % len(examples)
        single_example = examples[idx]
        single_example_chars = [c for c in single_example]
        single_example_ix = [char_to_ix[c] for c in single_example_chars]
        X = [None] + single_example_ix
        ix_newline = char_to_ix["\n"]
        Y = X[1:] + [ix_newline]
        curr_loss, gradients, a_prev = optimize(X, Y, a_prev, parameters, learning_rate=0.01)
        loss = smooth(loss, curr_loss)
        if verbose and j % 2000 == 0:
            print("Iteration: %d, Loss: %f" % (j, loss) + "\n")
    seed = 0
    for name in range(dino_names):
        sampled_indices = sample(parameters, char_to_ix, seed)
        last_dino_name = get_sample(sampled_indices, ix_to_char)
        seed += 1
    return parameters, last_dino_name


# %% perplexity
def perplexity(predict, names):
    losses = []
    for name in names:
        prefixes = [name[:i] for i in range(len(name) + 1)]
        probabilities = predict(prefixes)
        for row, char in zip(probabilities, name + "\n"):
            p = row[ALPHABET.index(char)]
            losses.append(-np.log(p) if p > 0 else np.inf)
    return np.exp(np.sum(losses) / len(losses))


# %% pieces
def pieces(name, names):
    result = []
    start = 0
    while start < len(name):
        end = start + 1
        for candidate in range(start + 2, len(name) + 1):
            if any(name[start:candidate] in known for known in names):
                end = candidate
        result.append(name[start:end])
        start = end
    return result


# %% top_k
def top_k(probabilities, k):
    indices = sorted(range(len(probabilities)), key=lambda i: (-probabilities[i], i))
    result = np.zeros_like(probabilities)
    for i in indices[:k]:
        result[i] = probabilities[i]
    return result / np.sum(result)


# %% nucleus
def nucleus(probabilities, p):
    indices = sorted(range(len(probabilities)), key=lambda i: (-probabilities[i], i))
    result = np.zeros_like(probabilities)
    total = 0
    for i in indices:
        result[i] = probabilities[i]
        total += probabilities[i]
        if total >= p:
            break
    return result / np.sum(result)


# %% letter_model
def letter_model(names):
    order = 6
    strings = set()
    top = {}
    for name in names:
        text = "<" * (order - 1) + name + "\n"
        for i in range(order - 1, len(text)):
            for j in range(order):
                strings.add(text[i - j : i + 1])
            full = text[i - order + 1 : i + 1]
            top[full] = top.get(full, 0) + 1
    table = {}
    for full, count in top.items():
        table.setdefault(full[:-1], np.zeros(27))[ALPHABET.index(full[-1])] += count
    for string in strings:
        if len(string) > 1:
            table.setdefault(string[1:-1], np.zeros(27))[ALPHABET.index(string[-1])] += 1

    def predict(prefixes):
        rows = []
        for prefix in prefixes:
            history = ("<" * (order - 1) + prefix)[-(order - 1) :]
            p = np.ones(27) / 27
            for j in range(order - 1, -1, -1):
                c = table.get(history[j:])
                if c is not None:
                    d = np.where(c == 1, 0.9, np.where(c == 2, 1.2, 1.4)) * (c > 0)
                    p = (c - d) / c.sum() + d.sum() / c.sum() * p
            rows.append(p)
        return np.array(rows)

    return predict
