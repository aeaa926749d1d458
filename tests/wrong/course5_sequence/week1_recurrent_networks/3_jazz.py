# %% djmodel: The memory cell is forgotten at each step
def djmodel(Tx, LSTM_cell, densor, reshaper):
    X = keras.Input((Tx, densor.units))
    a0, c0 = keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))
    a, outputs = a0, []
    for t in range(Tx):
        a, _, _ = LSTM_cell(reshaper(X[:, t]), initial_state=[a, c0])
        outputs.append(densor(a))
    return keras.Model([X, a0, c0], outputs)


# %% djmodel: One tensor of all steps is returned
def djmodel(Tx, LSTM_cell, densor, reshaper):
    X = keras.Input((Tx, densor.units))
    a0, c0 = keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    for t in range(Tx):
        _, a, c = LSTM_cell(reshaper(X[:, t]), initial_state=[a, c])
        outputs.append(densor(a))
    return keras.Model([X, a0, c0], keras.ops.stack(outputs, axis=1))


# %% djmodel: The output of the step before is used as the input from the second step on
def djmodel(Tx, LSTM_cell, densor, reshaper):
    X = keras.Input((Tx, densor.units))
    a0, c0 = keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))
    a, c, outputs = a0, c0, []
    x = X[:, 0]
    for t in range(Tx):
        _, a, c = LSTM_cell(reshaper(x), initial_state=[a, c])
        outputs.append(densor(a))
        x = outputs[-1]
    return keras.Model([X, a0, c0], outputs)


# %% music_inference_model: The state is not updated after the first step
def music_inference_model(LSTM_cell, densor, Ty=100):
    x0 = keras.Input((1, densor.units))
    a0, c0 = keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))
    outputs, x = [], x0
    _, a, c = LSTM_cell(x0, initial_state=[a0, c0])
    for _ in range(Ty):
        hidden, _, _ = LSTM_cell(x, initial_state=[a, c])
        outputs.append(densor(hidden))
        best = keras.ops.argmax(outputs[-1], axis=-1)
        x = keras.ops.expand_dims(keras.ops.one_hot(best, densor.units), 1)
    return keras.Model([x0, a0, c0], outputs)


# %% music_inference_model: The argmax is taken over the examples
def music_inference_model(LSTM_cell, densor, Ty=100):
    x0 = keras.Input((1, densor.units))
    a0, c0 = keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))
    x, a, c, outputs = x0, a0, c0, []
    for _ in range(Ty):
        _, a, c = LSTM_cell(x, initial_state=[a, c])
        outputs.append(densor(a))
        largest = keras.ops.max(outputs[-1], axis=0, keepdims=True)
        x = keras.ops.expand_dims(keras.ops.cast(outputs[-1] >= largest, "float32"), 1)
    return keras.Model([x0, a0, c0], outputs)


# %% predict_and_sample: Values are drawn from the probabilities
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    n_values = x_initializer.shape[2]
    pred = np.array(inference_model.predict([x_initializer, a_initializer, c_initializer], verbose=0))[:, 0]
    indices = np.array([[np.random.choice(n_values, p=p.astype(float) / p.astype(float).sum())] for p in pred])
    return np.eye(n_values)[indices[:, 0]], indices


# %% predict_and_sample: Only the last step is sampled
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    pred = inference_model.predict([x_initializer, a_initializer, c_initializer], verbose=0)
    indices = np.argmax(pred[-1], axis=-1)
    return np.eye(x_initializer.shape[2])[indices], indices


# %% strong_tones: A note that still sounds on the strong beat is counted as well
def strong_tones(notes, changes):
    below = [chord for chord in changes for _ in range(chord[2])]
    place, fits = 0, []
    for pitch, eighths in notes:
        for here in range(place, place + eighths):
            if pitch and here % 4 == 0:
                fits.append((pitch - below[here][0]) % 12 in music.TONES[below[here][1]])
        place += eighths
    return sum(fits) / len(fits)


# %% strong_tones: Every kind of chord is taken for a major seventh
def strong_tones(notes, changes):
    below = [chord for chord in changes for _ in range(chord[2])]
    place, hits, count = 0, 0, 0
    for pitch, eighths in notes:
        if pitch and place % 4 == 0:
            count += 1
            hits += (pitch - below[place][0]) % 12 in (0, 4, 7, 11)
        place += eighths
    return hits / count


# %% longest_copy: The number of all notes that are part of a copied run of four
def longest_copy(notes, others):
    def key(run):
        first = next((p for p, _ in run if p), 0)
        return tuple((p and p - first + 99, d) for p, d in run)

    known = {key(other[i : i + 4]) for other in others for i in range(len(other) - 3)}
    hits = [i for i in range(len(notes) - 3) if key(notes[i : i + 4]) in known]
    covered = {i + k for i in hits for k in range(4)}
    return len(covered), min(covered, default=0)


# %% longest_copy: The first note of a run may have any length
def longest_copy(notes, others):
    def key(run):
        first = next((p for p, _ in run if p), 0)
        return (run[0][0] > 0, *((p and p - first + 99, d) for p, d in run[1:]))

    for size in range(len(notes), 0, -1):
        known = {key(other[i : i + size]) for other in others for i in range(len(other) - size + 1)}
        for i in range(len(notes) - size + 1):
            if key(notes[i : i + size]) in known:
                return size, i
    return 0, 0


# %% with_chords: The code stands one eighth too late
def with_chords(indices, eighths, codes):
    hot = np.zeros((len(indices), len(eighths)))
    place, rows = 0, []
    for t, v in enumerate(indices):
        if t:
            hot[t, indices[t - 1]] = 1
        rows.append(codes[(place + 1) % len(codes)])
        place += eighths[v]
    return np.hstack([hot, rows])


# %% improvise: A value that does not fit becomes an eighth rest
def improvise(step, eighths, codes, state):
    solo, place, hot = [], 0, np.zeros(len(eighths))
    short_one = int(np.argmin(eighths))
    while place < len(codes):
        p, state = step(np.concatenate([hot, codes[place]]), state)
        v = int(np.random.choice(len(p), p=p / p.sum()))
        if place % eighths[v]:
            v = short_one
        solo.append(v)
        hot = np.eye(len(eighths))[v]
        place += int(eighths[v])
    return solo


# %% most_probable: A beam keeps the three best beginnings
def most_probable(first, then, eighths, length):
    beam = [(float(np.log(first[v])), [v], int(eighths[v])) for v in range(len(first)) if eighths[v] <= length]
    beam = sorted(beam, reverse=True)[:3]
    while any(size < length for _, _, size in beam):
        longer = [item for item in beam if item[2] == length]
        for score, solo, size in beam:
            for v in range(len(first)):
                if size + eighths[v] <= length:
                    new = score + float(np.log(then[solo[-1], v]))
                    longer.append((new, [*solo, v], size + int(eighths[v])))
        beam = sorted(longer, reverse=True)[:3]
    return max(item for item in beam if item[2] == length)[1]
