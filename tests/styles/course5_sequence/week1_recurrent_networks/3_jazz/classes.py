# %% djmodel
def djmodel(Tx, LSTM_cell, densor, reshaper):
    def unroll(X, a, c):
        for t in range(Tx):
            x = layers.Cropping1D((t, Tx - 1 - t))(X)
            _, a, c = LSTM_cell(x, initial_state=[a, c])
            yield densor(a)

    X = keras.Input(shape=(Tx, densor.get_config()["units"]), name="values")
    a0 = keras.Input(shape=(LSTM_cell.units,), name="hidden")
    c0 = keras.Input(shape=(LSTM_cell.units,), name="memory")
    return keras.Model(inputs=[X, a0, c0], outputs=list(unroll(X, a0, c0)))
# %% music_inference_model
def music_inference_model(LSTM_cell, densor, Ty=100):
    def after(probabilities):
        chosen = keras.ops.argmax(probabilities, axis=-1, keepdims=True)
        return keras.ops.one_hot(chosen, densor.units)

    def play(x, a, c):
        for _ in range(Ty):
            _, a, c = LSTM_cell(x, initial_state=[a, c])
            yield (probabilities := densor(a))
            x = after(probabilities)

    start = keras.Input((1, densor.units)), keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))
    return keras.Model(list(start), list(play(*start)))
# %% predict_and_sample
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    given = [x_initializer, a_initializer, c_initializer]
    rows, picks = [], []
    for output in inference_model(given):
        pick = int(np.argmax(output.numpy()[0]))
        picks.append([pick])
        rows.append([float(v == pick) for v in range(x_initializer.shape[-1])])
    return np.array(rows), np.array(picks)
# %% strong_tones
def strong_tones(notes, changes):
    chords = iter(changes)
    root, kind, until = next(chords)
    place, counts = 0, [0, 0]
    for pitch, eighths in notes:
        while place >= until:
            root, kind, more = next(chords)
            until += more
        if not place % 4 and pitch:
            counts[(pitch + 12 - root) % 12 in music.TONES[kind]] += 1
        place += eighths
    return counts[1] / sum(counts)
# %% longest_copy
def longest_copy(notes, others):
    def shape(run):
        reference = max((p for p, _ in run), default=0)
        return tuple((reference - p if p else -1, d) for p, d in run)

    low, found = 0, (0, 0)
    for start in range(len(notes)):
        size = low + 1
        while start + size <= len(notes):
            target = shape(notes[start : start + size])
            hit = any(
                shape(other[i : i + size]) == target for other in others for i in range(len(other) - size + 1)
            )
            if not hit:
                break
            low, found, size = size, (size, start), size + 1
    return found
# %% with_chords
def with_chords(indices, eighths, codes):
    lengths = [int(eighths[v]) for v in indices]
    starts = [sum(lengths[:t]) for t in range(len(indices))]
    previous = [None, *indices[:-1]]
    return np.array([
        [*(float(v == before) for v in range(len(eighths))), *codes[start % len(codes)]]
        for before, start in zip(previous, starts)
    ])
# %% improvise
def improvise(step, eighths, codes, state):
    eighths, codes = np.asarray(eighths), np.asarray(codes)
    hot = np.eye(len(eighths))
    solo = []
    while (place := sum(int(eighths[v]) for v in solo)) < len(codes):
        before = hot[solo[-1]] if solo else hot[0] * 0
        p, state = step(np.append(before, codes[place]), state)
        allowed = np.isin(eighths, [d for d in (1, 2, 4) if not place % d])
        while True:
            v = int(np.random.choice(len(p), p=np.asarray(p) / np.sum(p)))
            if allowed[v]:
                break
            p = np.where(allowed, p, 0)
        solo.append(v)
    return solo
# %% most_probable
def most_probable(first, then, eighths, length):
    step = np.log(then)
    score = np.full((length + max(eighths) + 1, len(first)), -1e300)
    origin = np.full(score.shape, -1)
    for v, d in enumerate(eighths):
        score[d, v] = np.log(first[v])
    for t in range(1, length):
        for v, d in enumerate(eighths):
            way = score[t] + step[:, v]
            u = int(way.argmax())
            if way[u] > score[t + d, v]:
                score[t + d, v], origin[t + d, v] = way[u], u
    v, t, solo = int(score[length].argmax()), length, []
    while v >= 0:
        solo.append(v)
        v, t = int(origin[t, v]), t - int(eighths[v])
    return solo[::-1]
