# %% clip
def clip(gradients, maxValue):
    return {k: np.minimum(np.maximum(v, -maxValue), maxValue) for k, v in gradients.items()}


# %% sample
def sample(parameters, char_to_ix, seed):
    g, out, a, i, n = np.random.RandomState(seed), [], np.zeros((len(parameters["b"]), 1)), None, char_to_ix["\n"]
    for _ in range(50):
        a, y = rnn_step_forward(parameters, a, i)
        i = int((y.cumsum() < g.rand() * y.sum()).sum())
        out.append(i)
        if i == n:
            return out
    return [*out, n]


# %% optimize
def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
    L, c = rnn_forward(X, Y, a_prev, parameters)
    g, a = rnn_backward(X, Y, parameters, c)
    g = {k: v.clip(-5, 5) for k, v in g.items()}
    for k in parameters:
        parameters[k] -= learning_rate * g["d" + k]
    return L, g, a[-1]


# %% model
def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False):
    from itertools import cycle, islice

    P, a = initialize_parameters(n_a, vocab_size, vocab_size), np.zeros((n_a, 1))
    for w in islice(cycle(np.random.RandomState(0).permutation(data_x)), num_iterations):
        Y = [char_to_ix[c] for c in w + "\n"]
        _, _, a = optimize([None, *Y[:-1]], Y, a, P)
    return P, get_sample(sample(P, char_to_ix, 0), ix_to_char)


# %% perplexity
def perplexity(predict, names):
    q = [r[ALPHABET.find(c)] for w in names for r, c in zip(predict([w[:i] for i in range(len(w) + 1)]), w + "\n")]
    return np.prod([x ** (-1 / len(q)) if x else np.inf for x in q])


# %% pieces
def pieces(name, names):
    if not name:
        return []
    n = max([e for e in range(1, len(name) + 1) if "|".join(names).count(name[:e])] or [1])
    return [name[:n], *pieces(name[n:], names)]


# %% top_k
def top_k(probabilities, k):
    r = np.lexsort((np.arange(len(probabilities)), -probabilities)).argsort()
    q = probabilities * (r < k)
    return q / q.sum()


# %% nucleus
def nucleus(probabilities, p):
    o = np.argsort(-probabilities, kind="mergesort")
    n = np.searchsorted(probabilities[o].cumsum(), p) + 1
    q = np.where(np.isin(np.arange(len(o)), o[:n]), probabilities, 0)
    return q / q.sum()


# %% letter_model
def letter_model(names):
    N, T = {}, ["^" * 5 + w + "\n" for w in names]
    S = [t[i - j : i + 1] for t in T for i in range(5, len(t)) for j in range(6)]
    for s in [*{s for s in S if len(s) > 1}, *("^" + s for s in S if len(s) == 6)]:
        N.setdefault(s[1:-1], np.zeros(27))[ALPHABET.index(s[-1])] += 1

    def q(h):
        if h not in N:
            return q(h[1:])
        d = np.minimum(N[h] * 0.9, 1.45)
        return (N[h] - d + d.sum() * (q(h[1:]) if h else 1 / 27)) / N[h].sum()

    return lambda prefixes: np.array([q(("^" * 5 + x)[len(x) :]) for x in prefixes])
