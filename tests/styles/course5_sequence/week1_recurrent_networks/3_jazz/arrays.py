# %% djmodel
def djmodel(Tx, LSTM_cell, densor, reshaper):
    X = keras.Input(batch_shape=(None, Tx, densor.units))
    a0 = keras.Input(batch_shape=(None, LSTM_cell.units))
    c0 = keras.Input(batch_shape=(None, LSTM_cell.units))
    h = [(a0, c0)]
    for t in range(Tx):
        x = reshaper(keras.ops.take(X, t, axis=1))
        h.append(tuple(LSTM_cell(x, initial_state=list(h[-1]))[1:]))
    return keras.Model([X, a0, c0], [densor(a) for a, _ in h[1:]])
# %% music_inference_model
def music_inference_model(LSTM_cell, densor, Ty=100):
    x0 = keras.Input((1, densor.units))
    a0, c0 = (keras.Input((LSTM_cell.units,)) for _ in "ac")
    everything = []
    x, states = x0, [a0, c0]
    for step in range(Ty):
        _, *states = LSTM_cell(x, initial_state=states)
        everything.append(densor(states[0]))
        if step < Ty - 1:
            best = keras.ops.argmax(everything[-1], 1)
            x = layers.RepeatVector(1)(keras.ops.one_hot(best, densor.units))
    return keras.Model([x0, a0, c0], everything)
# %% predict_and_sample
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    predictions = inference_model.predict([x_initializer, a_initializer, c_initializer], verbose=0)
    indices = np.vstack([np.argmax(p, axis=1) for p in predictions])
    return keras.utils.to_categorical(indices.ravel(), x_initializer.shape[-1]), indices
# %% strong_tones
def strong_tones(notes, changes):
    table = np.zeros((sum(chord[2] for chord in changes), 12), bool)
    place = 0
    for root, kind, eighths in changes:
        for tone in music.TONES[kind]:
            table[place : place + eighths, (root + tone) % 12] = True
        place += eighths
    pitch = np.array([note[0] for note in notes])
    start = np.concatenate([[0], np.cumsum([note[1] for note in notes])[:-1]])
    keep = (start % 4 == 0) & (pitch != 0)
    return float(table[start[keep], pitch[keep] % 12].mean())
# %% longest_copy
def longest_copy(notes, others):
    a = np.array(notes)
    best = (0, 0)
    for other in others:
        b = np.array(other)
        fits = (a[:, None, 1] == b[None, :, 1]) & ((a[:, None, 0] > 0) == (b[None, :, 0] > 0))
        shifts = a[:, None, 0] - b[None, :, 0]
        for i in range(len(a)):
            for j in np.flatnonzero(fits[i]):
                size, shift = 0, None
                while i + size < len(a) and j + size < len(b) and fits[i + size, j + size]:
                    if a[i + size, 0]:
                        here = shifts[i + size, j + size]
                        if shift is not None and here != shift:
                            break
                        shift = here
                    size += 1
                if size > best[0] or (size == best[0] and i < best[1]):
                    best = (size, i)
    return best
# %% with_chords
def with_chords(indices, eighths, codes):
    n_values = eighths.shape[0]
    one_hot = np.zeros((len(indices), n_values), dtype=np.float32)
    for t in range(1, len(indices)):
        one_hot[t, indices[t - 1]] = 1
    ends = eighths[indices].cumsum()
    places = np.roll(ends, 1)
    places[0] = 0
    return np.c_[one_hot, codes[np.mod(places, codes.shape[0])]]
# %% improvise
def improvise(step, eighths, codes, state):
    rng = np.random.default_rng()
    remaining, played, previous = len(codes), [], None
    while remaining > 0:
        now = len(codes) - remaining
        hot = np.zeros(len(eighths))
        if previous is not None:
            hot[previous] = 1
        p, state = step(np.concatenate([hot, codes[now]]), state)
        p = np.array(p) * (np.mod(now, eighths) == 0)
        previous = int(rng.multinomial(1, p / p.sum()).argmax())
        played.append(previous)
        remaining -= int(eighths[previous])
    return played
# %% most_probable
def most_probable(first, then, eighths, length):
    best = {(int(d), v): (float(np.log(first[v])), [v]) for v, d in enumerate(eighths)}
    layers_ = [dict() for _ in range(length + 1)]
    for (d, v), item in best.items():
        if d <= length:
            layers_[d][v] = (item[0], (v, None))
    for t in range(1, length):
        for u, (score, chain) in layers_[t].items():
            for v, d in enumerate(eighths):
                if t + d <= length:
                    new = score + float(np.log(then[u, v]))
                    if v not in layers_[t + d] or new > layers_[t + d][v][0]:
                        layers_[t + d][v] = (new, (v, chain))
    chain, solo = max(layers_[length].values(), key=lambda item: item[0])[1], []
    while chain:
        v, chain = chain
        solo.append(int(v))
    return solo[::-1]
