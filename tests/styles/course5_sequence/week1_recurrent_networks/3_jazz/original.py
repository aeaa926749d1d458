# %% djmodel
def djmodel(Tx, LSTM_cell, densor, reshaper):
    n_values = densor.units
    n_a = LSTM_cell.units
    X = keras.layers.Input(shape=(Tx, n_values))
    a0 = keras.layers.Input(shape=(n_a,), name="a0")
    c0 = keras.layers.Input(shape=(n_a,), name="c0")
    a = a0
    c = c0
    outputs = []
    for t in range(Tx):
        x = X[:, t, :]
        x = reshaper(x)
        _, a, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
    model = keras.models.Model(inputs=[X, a0, c0], outputs=outputs)
    return model
# %% music_inference_model
def music_inference_model(LSTM_cell, densor, Ty=100):
    n_values = densor.units
    n_a = LSTM_cell.units
    x0 = keras.layers.Input(shape=(1, n_values))
    a0 = keras.layers.Input(shape=(n_a,), name="a0")
    c0 = keras.layers.Input(shape=(n_a,), name="c0")
    a = a0
    c = c0
    x = x0
    outputs = []
    for t in range(Ty):
        _, a, c = LSTM_cell(x, initial_state=[a, c])
        out = densor(a)
        outputs.append(out)
        x = keras.ops.argmax(out, axis=-1)
        x = keras.ops.one_hot(x, n_values)
        x = keras.layers.RepeatVector(1)(x)
    inference_model = keras.models.Model(inputs=[x0, a0, c0], outputs=outputs)
    return inference_model
# %% predict_and_sample
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    n_values = x_initializer.shape[2]
    pred = inference_model.predict([x_initializer, a_initializer, c_initializer], verbose=0)
    indices = np.argmax(np.array(pred), axis=-1)
    results = keras.utils.to_categorical(indices, num_classes=n_values)
    return results, indices
# %% strong_tones
def strong_tones(notes, changes):
    hits = 0
    total = 0
    time = 0
    for i in range(len(notes)):
        pitch = notes[i][0]
        length = notes[i][1]
        if time % 4 == 0 and pitch != 0:
            end = 0
            for root, kind, eighths in changes:
                end = end + eighths
                if time < end:
                    break
            total = total + 1
            if (pitch % 12 - root) % 12 in music.TONES[kind]:
                hits = hits + 1
        time = time + length
    return hits / total
# %% longest_copy
def longest_copy(notes, others):
    best_size, best_start = 0, 0
    for start in range(len(notes)):
        for other in others:
            for begin in range(len(other)):
                shift = None
                size = 0
                while start + size < len(notes) and begin + size < len(other):
                    mine, theirs = notes[start + size], other[begin + size]
                    if mine[1] != theirs[1] or (mine[0] == 0) != (theirs[0] == 0):
                        break
                    if mine[0] != 0:
                        if shift is None:
                            shift = mine[0] - theirs[0]
                        if mine[0] - theirs[0] != shift:
                            break
                    size += 1
                if size > best_size:
                    best_size, best_start = size, start
    return best_size, best_start
# %% with_chords
def with_chords(indices, eighths, codes):
    rows = []
    time = 0
    for t in range(len(indices)):
        hot = np.zeros(len(eighths))
        if t > 0:
            hot[indices[t - 1]] = 1
        rows.append(np.concatenate((hot, codes[time % len(codes)])))
        time += eighths[indices[t]]
    return np.array(rows)
# %% improvise
def improvise(step, eighths, codes, state):
    solo = []
    time = 0
    hot = np.zeros(len(eighths))
    while time < len(codes):
        probabilities, state = step(np.concatenate((hot, codes[time])), state)
        probabilities = np.array(probabilities, dtype=float)
        for v in range(len(eighths)):
            if time % eighths[v] != 0:
                probabilities[v] = 0
        probabilities = probabilities / np.sum(probabilities)
        v = np.random.choice(np.arange(len(eighths)), p=probabilities)
        solo.append(int(v))
        hot = np.zeros(len(eighths))
        hot[v] = 1
        time = time + eighths[v]
    return solo
# %% most_probable
def most_probable(first, then, eighths, length):
    table = [[None] * len(first) for _ in range(length + 1)]
    for t in range(1, length + 1):
        for v in range(len(first)):
            s = t - int(eighths[v])
            if s == 0:
                table[t][v] = (float(np.log(first[v])), None)
            elif s > 0:
                for u in range(len(first)):
                    if table[s][u] is not None:
                        score = table[s][u][0] + float(np.log(then[u, v]))
                        if table[t][v] is None or score > table[t][v][0]:
                            table[t][v] = (score, u)
    ends = [v for v in range(len(first)) if table[length][v] is not None]
    v = max(ends, key=lambda v: table[length][v][0])
    t, solo = length, []
    while v is not None:
        solo.insert(0, v)
        t, v = t - int(eighths[v]), table[t][v][1]
    return solo
