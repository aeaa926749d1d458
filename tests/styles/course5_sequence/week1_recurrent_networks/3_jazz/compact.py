# %% djmodel
def djmodel(Tx, LSTM_cell, densor, reshaper):
    inputs = [keras.Input((Tx, densor.units)), keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))]
    states, outputs = inputs[1:], []
    for t in range(Tx):
        states = LSTM_cell(reshaper(inputs[0][:, t]), initial_state=states)[1:]
        outputs += [densor(states[0])]
    return keras.Model(inputs, outputs)
# %% music_inference_model
def music_inference_model(LSTM_cell, densor, Ty=100):
    inputs = [keras.Input((1, densor.units)), keras.Input((LSTM_cell.units,)), keras.Input((LSTM_cell.units,))]
    (x, *states), outputs = inputs, []
    while len(outputs) < Ty:
        out, *states = LSTM_cell(x, initial_state=states)
        outputs += [densor(out)]
        x = keras.ops.one_hot(keras.ops.argmax(outputs[-1], axis=-1), densor.units)[:, None]
    return keras.Model(inputs, outputs)
# %% predict_and_sample
def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
    p = np.stack(inference_model.predict_on_batch([x_initializer, a_initializer, c_initializer]))
    indices = p.argmax(-1)
    return (np.arange(p.shape[-1]) == indices).astype(float), indices
# %% strong_tones
def strong_tones(notes, changes):
    pitches, lengths = np.array(notes).T
    starts = np.cumsum(lengths) - lengths
    ends = np.cumsum([chord[2] for chord in changes])
    chosen = (pitches > 0) & (starts % 4 == 0)
    under = [changes[i] for i in np.searchsorted(ends, starts[chosen], side="right")]
    return float(np.mean([(p - r) % 12 in music.TONES[k] for p, (r, k, _) in zip(pitches[chosen], under)]))
# %% longest_copy
def longest_copy(notes, others):
    best = (0, 0)
    for other in others:
        for shift in range(-40, 41):
            moved = [(p + shift if p else 0, d) for p, d in other]
            row = np.zeros(len(moved) + 1, int)
            for i, note in enumerate(notes):
                new = np.zeros(len(moved) + 1, int)
                for j, theirs in enumerate(moved):
                    if tuple(theirs) == tuple(note):
                        new[j + 1] = row[j] + 1
                row = new
                size = int(row.max())
                best = max(best, (size, size - i - 1))
    return best[0], -best[1]
# %% with_chords
def with_chords(indices, eighths, codes):
    hot = np.eye(len(eighths))[indices]
    start = np.cumsum(eighths[indices]) - eighths[indices]
    return np.hstack([np.vstack([0 * hot[:1], hot[:-1]]), np.take(codes, start, axis=0, mode="wrap")])
# %% improvise
def improvise(step, eighths, codes, state):
    def go(place, before, state):
        if place == len(codes):
            return []
        p, state = step(np.r_[before, codes[place]], state)
        options = [v for v in range(len(eighths)) if place % eighths[v] == 0]
        weights = np.asarray(p)[options]
        v = options[np.random.choice(len(options), p=weights / weights.sum())]
        return [v, *go(place + eighths[v], np.eye(len(eighths))[v], state)]

    return go(0, np.zeros(len(eighths)), state)
# %% most_probable
def most_probable(first, then, eighths, length):
    from functools import cache
    import sys

    sys.setrecursionlimit(100_000)
    eighths = [int(size) for size in eighths]

    @cache
    def rest(u, left):
        """The best logarithm of what fills the rest after u, and its first value."""
        options = [(0.0, -1)] if left == 0 else [(float("-inf"), -1)]
        for v, size in enumerate(eighths):
            if size <= left:
                chance = first[v] if u < 0 else then[u][v]
                options.append((float(np.log(chance)) + rest(v, left - size)[0], v))
        return max(options)

    for left in range(length):
        for u in range(len(first)):
            rest(u, left)
    u, solo = -1, []
    while length:
        u = rest(u, length)[1]
        solo.append(u)
        length -= eighths[u]
    return solo
