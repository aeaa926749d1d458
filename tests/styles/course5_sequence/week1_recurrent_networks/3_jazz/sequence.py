# %% djmodel
def djmodel(Tx, LSTM_cell, densor, reshaper):
    n_a = LSTM_cell.units
    X, a0, c0 = keras.Input((Tx, densor.units)), keras.Input((n_a,)), keras.Input((n_a,))
    steps = keras.ops.unstack(X, Tx, axis=1)
    a, c, outputs = a0, c0, []
    for x in steps:
        a, _, c = LSTM_cell(reshaper(x), initial_state=(a, c))
        outputs.append(densor(a))
    return keras.Model(inputs=(X, a0, c0), outputs=outputs)
# %% music_inference_model
def music_inference_model(LSTM_cell, densor, Ty=100):
    n_a, n_values = LSTM_cell.units, densor.units
    x0, a0, c0 = keras.Input((1, n_values)), keras.Input((n_a,)), keras.Input((n_a,))
    choose = layers.Reshape((1, n_values))
    _, a, c = LSTM_cell(x0, initial_state=[a0, c0])
    outputs = [densor(a)]
    for _ in range(1, Ty):
        index = keras.ops.argmax(outputs[-1], axis=-1)
        _, a, c = LSTM_cell(choose(keras.ops.one_hot(index, n_values)), initial_state=[a, c])
        outputs.append(densor(a))
    return keras.Model([x0, a0, c0], outputs)
# %% predict_and_sample
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    outputs = inference_model([x_initializer, a_initializer, c_initializer])
    indices = np.array([[int(keras.ops.argmax(p[0]))] for p in outputs])
    results = np.zeros((len(indices), x_initializer.shape[-1]))
    results[np.arange(len(indices)), indices.ravel()] = 1.0
    return results, indices
# %% strong_tones
def strong_tones(notes, changes):
    from itertools import accumulate

    starts = list(accumulate((d for _, d in notes), initial=0))
    timeline = []
    for root, kind, eighths in changes:
        timeline.extend([{(root + t) % 12 for t in music.TONES[kind]}] * eighths)
    strong = [(p % 12, s) for (p, _), s in zip(notes, starts) if p > 0 and not s % 4]
    return sum(p in timeline[s] for p, s in strong) / len(strong)
# %% longest_copy
def longest_copy(notes, others):
    def same(one, other):
        if [d for _, d in one] != [d for _, d in other]:
            return False
        if [p == 0 for p, _ in one] != [p == 0 for p, _ in other]:
            return False
        return len({p - q for (p, _), (q, _) in zip(one, other) if p}) < 2

    for size in range(len(notes), 0, -1):
        for start in range(len(notes) - size + 1):
            run = notes[start : start + size]
            for other in others:
                for begin in range(len(other) - size + 1):
                    if other[begin][1] == run[0][1] and same(run, other[begin : begin + size]):
                        return (size, start)
    return (0, 0)
# %% with_chords
def with_chords(indices, eighths, codes):
    T, n = len(indices), len(eighths)
    out = np.zeros((T, n + codes.shape[1]))
    clock = 0
    for t, v in enumerate(indices):
        out[t, n:] = codes[clock]
        if t + 1 < T:
            out[t + 1, v] = 1
        clock = (clock + eighths[v]) % codes.shape[0]
    return out
# %% improvise
def improvise(step, eighths, codes, state):
    solo = []
    total = len(codes)
    clock = 0
    while clock < total:
        x = np.zeros(len(eighths) + codes.shape[1])
        if solo:
            x[solo[-1]] = 1
        x[len(eighths) :] = codes[clock]
        p, state = step(x, state)
        cumulative = np.cumsum(np.asarray(p) * [clock % d == 0 for d in eighths])
        v = int(np.searchsorted(cumulative, np.random.rand() * cumulative[-1], side="right"))
        solo.append(v)
        clock += int(eighths[v])
    return solo
# %% most_probable
def most_probable(first, then, eighths, length):
    logs, start = np.log(then), np.log(first)
    score = {0: {}}
    for t in range(1, length + 1):
        score[t] = {}
        for v, d in enumerate(eighths):
            if d == t:
                score[t][v] = (start[v], None)
            elif d < t and score[t - d]:
                score[t][v] = max((value + logs[u, v], u) for u, (value, _) in score[t - d].items())
    t, v, solo = length, max(score[length], key=lambda v: score[length][v][0]), []
    while v is not None:
        solo.append(v)
        t, v = t - eighths[v], score[t][v][1]
    return [int(v) for v in reversed(solo)]
