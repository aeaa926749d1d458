"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, part, result

MISTAKES = {
    "1_step_by_step": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "2_dinosaurs": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "3_jazz": {
        "djmodel": {
            "Each step begins from `a0` and `c0` again: it needs the states of the step before.": [
                edit("initial_state=[a, c]", "initial_state=[a0, c0]"),
                edit("_, a, c = LSTM_cell", "a, _, _ = LSTM_cell", "initial_state=[a, c]", "initial_state=[a0, c0]"),
            ],
            "`a0` and `c0` are exchanged in the initial state.": edit(
                "a, c, outputs = a0, c0", "a, c, outputs = c0, a0"
            ),
            "The initial states are not used: the first step begins from zeros.": edit(
                "_, a, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])",
                "x = reshaper(X[:, t, :])\n"
                "        _, a, c = LSTM_cell(x, initial_state=[a, c] if t else [0 * a0, 0 * c0])",
            ),
            "The probabilities come from the memory cell: `densor` gets the hidden state.": edit(
                "densor(a)", "densor(c)"
            ),
            "Each step is given the first value.": edit("X[:, t, :]", "X[:, 0, :]"),
            "The outputs are in reversed order.": edit("], outputs)", "], outputs[::-1])"),
            "all steps share the one `LSTM_cell` and the one `densor` that are given.": [
                edit(
                    "    for t in range(Tx):\n",
                    "    for t in range(Tx):\n        LSTM_cell = layers.LSTM(LSTM_cell.units, return_state=True)\n",
                ),
                edit(
                    "    for t in range(Tx):\n",
                    '    for t in range(Tx):\n        densor = layers.Dense(densor.units, activation="softmax")\n',
                ),
            ],
            "call these, and make no new ones": edit(
                "    X = keras.Input",
                "    LSTM_cell = layers.LSTM(LSTM_cell.units, return_state=True)\n    X = keras.Input",
            ),
            "expected a list of": [
                edit("for t in range(Tx):", "for t in range(Tx - 1):"),
                edit("], outputs)", "], outputs[-1])"),
            ],
            "The inputs have the shapes": [
                edit("[X, a0, c0], outputs", "[X, c0, a0], outputs", "keras.Input((Tx, ", "keras.Input((None, "),
                edit("keras.Input((Tx, ", "keras.Input((Tx + 1, "),
            ],
        },
        "music_inference_model": {
            "The probabilities themselves are the next input: it is the one-hot row of the most probable value.": edit(
                "keras.ops.one_hot(chosen, densor.units)", "outputs[-1]"
            ),
            "The least probable value is the next input.": edit("argmax", "argmin"),
            "Each step is given `x0`: from the second on it is what the step before has chosen.": edit(
                "LSTM_cell(x, initial", "LSTM_cell(x0, initial"
            ),
            "Each step begins from `a0` and `c0` again: it needs the states of the step before.": edit(
                "initial_state=[a, c]", "initial_state=[a0, c0]"
            ),
            "`a0` and `c0` are exchanged in the initial state.": edit(
                "x, a, c, outputs = x0, a0, c0", "x, a, c, outputs = x0, c0, a0"
            ),
            "The probabilities come from the memory cell: `densor` gets the hidden state.": edit(
                "densor(a)", "densor(c)"
            ),
            "Without `Ty` the model has": [edit("Ty=100", "Ty=50"), edit("Ty=100", "Ty=90")],
            "expected a list of": edit("for _ in range(Ty):", "for _ in range(Ty + (Ty < 9)):"),
            "all steps share the one `LSTM_cell` and the one `densor` that are given.": edit(
                "    for _ in range(Ty):\n",
                '    for _ in range(Ty):\n        densor = layers.Dense(densor.units, activation="softmax")\n',
            ),
            "call these, and make no new ones": edit(
                "    x0 = keras.Input",
                "    LSTM_cell = layers.LSTM(LSTM_cell.units, return_state=True)\n    x0 = keras.Input",
            ),
        },
        "predict_and_sample": {
            "The rows have as many columns as the largest index asks for: tell how many values there are.": edit(
                "np.eye(x_initializer.shape[-1])", "np.eye(indices.max() + 1)"
            ),
            "The states are exchanged: the hidden state comes before the memory cell.": edit(
                "x_initializer, a_initializer, c_initializer]", "x_initializer, c_initializer, a_initializer]"
            ),
            "The initial states are replaced by zeros: use those that are given.": edit(
                "x_initializer, a_initializer, c_initializer]", "x_initializer, 0 * a_initializer, 0 * c_initializer]"
            ),
            "The first input is replaced by zeros: use `x_initializer`.": edit(
                "inputs = [x_initializer,", "inputs = [0 * x_initializer,"
            ),
            "`indices` has one axis: keep that of the examples, `(Ty, 1)`.": part(1, np.ravel),
            "`results` holds the probabilities: one-hot rows of the most probable values are asked for.": edit(
                "np.eye(x_initializer.shape[-1])[indices[:, 0]]",
                "np.array(inference_model(inputs))[:, 0]",
            ),
            "These are the least probable values.": edit("argmax", "argmin"),
            "The two results are exchanged: `results` comes first, then `indices`.": result(lambda value: value[::-1]),
            "`results` still has the axis of the examples: `(Ty, n_values)` is asked for.": part(
                0, lambda rows: rows[:, np.newaxis]
            ),
            "The argmax is taken over the steps: it is the most probable value of each step.": code("""
                def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
                    found = np.array(inference_model.predict([x_initializer, a_initializer, c_initializer], verbose=0))
                    indices = np.argmax(found[:, 0], axis=0)[: len(found), np.newaxis]
                    return np.eye(x_initializer.shape[-1])[indices[:, 0]], indices
            """),
        },
        "strong_tones": {
            "Each beat is counted: strong are beats 1 and 3, every fourth eighth.": edit("place % 4", "place % 2"),
            "Only the first beat of each bar is counted: the third is strong, too.": edit("place % 4", "place % 8"),
            "All notes are counted, wherever they begin.": edit("pitch and place % 4 == 0", "pitch"),
            "Only notes in the middle of half bars are counted: the first eighth has the number 0.": edit(
                "place % 4 == 0", "place % 4 == 2"
            ),
            "Rests are counted as if they were notes.": edit("pitch and place", "place"),
            "The tones are semitones above the root: subtract it from the pitch.": edit(
                "(pitch - root) % 12", "pitch % 12"
            ),
            "A chord tone in another octave is one, too: what is left after division by 12?": edit(
                "(pitch - root) % 12 in", "pitch - root - 60 in"
            ),
            "The number of chord tones is divided by that of all notes: only those on strong beats count.": edit(
                "len(fits)", "len([pitch for pitch, _ in notes if pitch])"
            ),
            "This is the number of chord tones: divide it by the number of notes on strong beats.": edit(
                "sum(fits) / len(fits)", "sum(fits)"
            ),
            "The chord is the first one throughout: it changes with the time.": edit("below[place]", "below[0]"),
            "Rests take no time here: they move what comes after them, too.": edit(
                "        place += eighths\n", "        place += eighths if pitch else 0\n"
            ),
            "The notes are numbered, and each taken for one eighth: add up their lengths.": edit(
                "        place += eighths\n", "        place += 1\n"
            ),
            "The chord is looked up when the note ends: it is that under its beginning.": edit(
                "below[place]", "below[min(place + eighths, len(below) - 1)]"
            ),
            "Roots are taken for tones: third, fifth and seventh belong to the chord as well.": edit(
                "in music.TONES[kind]", "== 0"
            ),
            "These are the notes that miss the chord: the share of notes in the chord is asked for.": edit(
                "% 12 in music", "% 12 not in music"
            ),
        },
        "longest_copy": {
            "Only copies at the same pitch are found: a melody may be moved by some semitones.": edit(
                "pitch - top if pitch else None", "pitch"
            ),
            "The lengths are ignored: the same pitches in another rhythm are no copy.": edit(
                "None, eighths) for", "None, 1) for"
            ),
            "Rests are ignored: they have to stand at the same places.": edit(
                "            window = melody", "            window = [note for note in melody if note[0]]"
            ),
            "Each interval is compared alone, and a rest begins anew: the whole run moves by one number.": edit(
                "            top = max(pitch for pitch, _ in window)\n"
                "            yield tuple((pitch - top if pitch else None, eighths) for pitch, eighths in window)",
                "            made, last = [], 0\n"
                "            for pitch, eighths in window:\n"
                "                made.append((pitch and (pitch - last + 200 if last else 200), eighths))\n"
                "                last = pitch\n"
                "            yield tuple(made)",
            ),
            "The other solos are joined: a run does not go on from one solo into the next.": edit(
                "{run for other in others for run in runs(other, size)}",
                "set(runs([note for other in others for note in other], size))",
            ),
            "Only the first of the other solos is searched.": edit("for other in others", "for other in others[:1]"),
            "The start is that of the last run of this size: the first is asked for.": edit(
                "best = size, starts[0]", "best = size, starts[-1]"
            ),
            "The first run of two notes is where the search stays: a longer one may begin elsewhere.": edit(
                "best = size, starts[0]", "best = size, starts[0] if size < 3 else best[1]"
            ),
            "Only the rhythm is compared: the pitches have to fit as well.": edit(
                "pitch - top if pitch else None", "pitch > 0"
            ),
            "Only the size is returned: the place where the run begins is asked for, too.": result(
                lambda value: value[0]
            ),
            "The two numbers are exchanged: the size comes first.": result(lambda value: value[::-1]),
            "The size is one too small: it is that of the last size that was found.": edit(
                "best = size, starts[0]", "best = size - 1, starts[0]"
            ),
            "Only runs at the start of other solos are found: they may begin anywhere.": edit(
                "for run in runs(other, size)", "for run in runs(other[:size], size)"
            ),
            "A run may begin with a rest: what sounded before it does not belong to it.": [
                code("""
                def longest_copy(notes, others):
                    def moves(melody):
                        made, last = [], 0
                        for pitch, eighths in melody:
                            made.append((pitch and (pitch - last if last else 99), eighths))
                            last = pitch or last
                        return made

                    def run(melody, start, size):
                        first = (melody[start][0] > 0, melody[start][1])
                        return first, *moves(melody)[start + 1 : start + size]

                    for size in range(len(notes), 0, -1):
                        known = {run(o, i, size) for o in others for i in range(len(o) - size + 1)}
                        for start in range(len(notes) - size + 1):
                            if run(notes, start, size) in known:
                                return size, start
            """),
                edit("if run in known", "if run in known and notes[start][0]"),
            ],
            "Pitches are taken modulo 12: a note in another octave makes it another melody.": edit(
                "pitch - top if", "(pitch - top) % 12 if"
            ),
        },
        "with_chords": {
            "The chord is that of the value before: it is that under the value to be predicted.": edit(
                "starts = np.cumsum([0, *eighths[indices[:-1]]])",
                "starts = np.cumsum([0, *eighths[indices[:-1]]])\n    starts = np.array([0, *starts[:-1]])",
            ),
            "The chord is that after the value: look where the value begins.": edit(
                "np.cumsum([0, *eighths[indices[:-1]]])", "np.cumsum(eighths[indices])"
            ),
            "The value to be predicted is among the inputs: the row has the value before it.": edit(
                "before[np.arange(1, len(indices)), indices[:-1]] = 1", "before[np.arange(len(indices)), indices] = 1"
            ),
            "Each value is taken for one eighth: add up the lengths.": edit(
                "np.cumsum([0, *eighths[indices[:-1]]])", "np.arange(len(indices))"
            ),
            "The changes are repeated when the solo is longer; here their last eighth goes on.": edit(
                "codes[starts % len(codes)]", "codes[np.minimum(starts, len(codes) - 1)]"
            ),
            "The changes come again as often as the solo needs them: here they end after the second time.": edit(
                "codes[starts % len(codes)]", "np.concatenate([codes, codes, 0 * np.repeat(codes, 9, axis=0)])[starts]"
            ),
            "The code stands before the one-hot row: it comes last.": edit(
                "[before, codes[", "[codes[", "len(codes)]]", "len(codes)], before]"
            ),
            "Nothing stands before the first value: its row begins with zeros.": edit(
                "    return np.concatenate", "    before[0, indices[0]] = 1\n    return np.concatenate"
            ),
            "The rows of values and codes begin together, but the values are the next ones.": edit(
                "before[np.arange(1, len(indices)), indices[:-1]]", "before[np.arange(len(indices) - 1), indices[1:]]"
            ),
            "All values before are in the row: only the last of them is.": edit(
                "    return np.concatenate",
                "    before = np.minimum(np.cumsum(before, axis=0), 1)\n    return np.concatenate",
            ),
            "The lengths are those of the places in the solo, not of the values: look them up by index.": edit(
                "*eighths[indices[:-1]]]", "*np.resize(eighths, len(indices) - 1)]"
            ),
            "The codes are missing.": edit("np.concatenate([before, codes[starts % len(codes)]], axis=1)", "before"),
        },
        "improvise": {
            "which is no multiple of its length": [
                edit("p = np.where(place % eighths == 0, p, 0)", "p = np.where(place + eighths <= len(codes), p, 0)"),
                edit("place % eighths == 0", "(place % 2 == 0) | (eighths == 1)"),
                edit("place % eighths == 0", "place % 8 % eighths < 2"),
            ],
            "it goes beyond their end": edit(
                "while place < len(codes):",
                "while place <= len(codes) - 1 + 4 * (len(solo) < 2) or place % 8 == 0 and place < len(codes) + 1:",
                "codes[place]",
                "codes[place % len(codes)]",
            ),
            "it goes not to their end": [
                edit("while place < len(codes):", "while place < len(codes) - 4:"),
                edit("while place < len(codes):", "while len(solo) < len(codes) // 4:"),
            ],
            "Each value follows the chord under the value before it": edit(
                "        p, state",
                "        here = place - int(eighths[solo[-1]]) if solo else 0\n        p, state",
                "codes[place]",
                "codes[here]",
            ),
            "does not follow the chord that sounds when it begins": [
                edit("codes[place]", "codes[0]"),
                edit("codes[place]", "codes[len(solo)]"),
                edit("codes[place]", "0 * codes[place]"),
            ],
            "A value does not follow from the one before it": [
                edit("before = np.eye(len(p))[solo[-1]]", "before = np.zeros(len(p))"),
                edit("before = np.eye(len(p))[solo[-1]]", "before = np.eye(len(p))[solo[0]]"),
                edit("[], 0, np.zeros(len(eighths))", "[], 0, np.eye(len(eighths))[0]"),
            ],
            "Each step is to be given the state that the step before has returned": [
                edit("p, state = step(", "p, _ = step("),
            ],
            "draw from the probabilities": [
                edit("p=p / p.sum()", "p=(p > 0) / (p > 0).sum()"),
                edit("p=p / p.sum()", "p=p**4 / (p**4).sum()"),
                edit("p=p / p.sum()", "p=p**1.5 / (p**1.5).sum()"),
                edit("p=p / p.sum()", "p=p**0.7 / (p**0.7).sum()"),
                *(
                    edit(
                        "p = np.where(place % eighths == 0, p, 0)",
                        f"v = np.random.choice(len(p), p=p)\n        fits = place % eighths == 0\n"
                        f"        p = np.eye(len(p))[v if fits[v] and p[v] else {other}]",
                    )
                    for other in (
                        "np.argmax(fits * p)",
                        "np.random.choice(np.flatnonzero(fits * p))",
                        "np.flatnonzero(fits * p)[0]",
                    )
                ),
            ],
            "returns the same solo": [
                edit("    solo, place", "    np.random.seed(1)\n    solo, place"),
                edit("int(np.random.choice(len(p), p=p / p.sum()))", "int(p.argmax())"),
            ],
            "expected a list of whole numbers": [
                edit("return solo", "return [np.eye(len(eighths))[value] for value in solo]"),
                edit("return solo", "return len(solo)"),
            ],
        },
        "most_probable": {
            "Is the best next value always part of the best whole?": [
                code("""
                    def most_probable(first, then, eighths, length):
                        solo = [int(np.where(eighths <= length, first, 0).argmax())]
                        while (left := length - sum(eighths[v] for v in solo)) > 0:
                            solo.append(int(np.where(eighths <= left, then[solo[-1]], 0).argmax()))
                        return solo
                """),
                code("""
                    def most_probable(first, then, eighths, length):
                        beam = [(np.log(first[v]), [v], d) for v, d in enumerate(eighths) if d <= length]
                        while any(size < length for _, _, size in beam):
                            beam = sorted(beam, reverse=True)[:5]
                            longer = [item for item in beam if item[2] == length]
                            for score, solo, size in beam:
                                for v, d in enumerate(eighths):
                                    if size + d <= length:
                                        longer.append((score + np.log(then[solo[-1], v]), [*solo, v], size + d))
                            beam = longer
                        return max(beam)[1]
                """),
                edit("np.log(then[:, v])", "then[:, v]"),
                edit("best[place, v] = np.max(ways)", "best[place, v] = np.max(ways) / 2"),
                edit(
                    "v = before[place + eighths[solo[-1]], solo[-1]] if solo else np.argmax(best[place])",
                    "v = np.argmax(best[place])",
                ),
                edit("np.log(then[:, v])", "np.log(then[:, v]) - 50"),
                edit("start = place - eighths[v]\n", "start = place - eighths[v] if eighths[v] == 1 else -1\n"),
                edit(
                    "-np.inf",
                    "np.inf",
                    "np.argmax(ways)",
                    "np.argmin(ways)",
                    "np.max(ways)",
                    "np.min(ways)",
                    "np.argmax(best[place])",
                    "np.argmin(best[place])",
                ),
            ],
            "Rows and columns of `then` are exchanged: a row is the value before.": edit("then[:, v]", "then[v]"),
            "The probability of the first value is left out.": edit("np.log(first[v])", "0"),
            "The solo is in reversed order: it is read off from its end.": edit("return solo[::-1]", "return solo"),
            "eighths, and exactly": edit("    n = len(first)\n", "    n = len(first)\n    eighths = np.ones(n, int)\n"),
            "Products of so many probabilities become zero: add logarithms.": edit(
                "-np.inf",
                "0.0",
                "np.log(first[v])",
                "first[v]",
                "best[start] + np.log(then[:, v])",
                "best[start] * then[:, v]",
            ),
            "expected a list of whole numbers": edit("return solo[::-1]", "return float(best[length].max())"),
        },
    },
}

EQUIVALENT = {
    "3_jazz": {
        "djmodel": [
            (
                "_, a, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c]) -> "
                "_, a, c = LSTM_cell(reshaper(X[:, t]), initial_state=[a, c])",
                "An axis that is not named is taken whole.",
            ),
        ],
        "predict_and_sample": [
            (
                "indices = np.argmax(np.array(inference_model(inputs)), axis=-1) -> "
                "indices = np.argmax(inference_model(inputs), axis=-1)",
                "NumPy makes an array of the list of tensors in either case.",
            ),
            (
                "return (np.eye(x_initializer.shape[-1])[indices[:, 0]], indices) -> "
                "return (np.eye(x_initializer.shape[-1])[indices[:, -1]], indices)",
                "The arguments are of one example: its column is the first and the last.",
            ),
        ],
        "most_probable": [
            (
                "before = np.zeros((length + 1, n), int) -> before = np.ones((length + 1, n), int)",
                "Only places are read that have been written.",
            ),
            (
                "before = np.zeros((length + 1, n), int) -> before = np.zeros((length + 2, n), int)",
                "A further row is never read.",
            ),
            (
                "best = np.full((length + 1, n), -np.inf) -> best = np.full((length + 2, n), -np.inf)",
                "A further row is never read.",
            ),
            *(
                (
                    f"for place in range(1, length + 1): -> for place in range({first}, length + 1):",
                    "Before the first eighth no value can end, so nothing is written.",
                )
                for first in (0, -1)
            ),
            *(
                (f"elif start > 0: -> elif start {more}:", "A start of 0 has its own branch before.")
                for more in (">= 0", "> -1")
            ),
            ("solo.append(int(v)) -> solo.append(v)", "A NumPy integer is a whole number, too, and is accepted."),
        ],
        "longest_copy": [
            *(
                (f"for size in range(1, len(notes) + 1): -> for size in range(1, len(notes) + {more}):", reason)
                for more, reason in (
                    ("1 + 1", "No run is longer than the solo: there the search stops by itself."),
                    ("2", "No run is longer than the solo: there the search stops by itself."),
                )
            ),
            *(
                (
                    "yield tuple(((pitch - top if pitch else None, eighths) for pitch, eighths in window)) -> "
                    f"yield tuple(({pair} for pitch, eighths in window))",
                    "Runs are compared with runs written in the same way, by a one-to-one rule.",
                )
                for pair in (
                    "(eighths, pitch - top if pitch else None)",
                    "(top - pitch if pitch else None, eighths)",
                )
            ),
        ],
        "improvise": [
            (
                "solo.append(int(np.random.choice(len(p), p=p / p.sum()))) -> "
                "solo.append(np.random.choice(len(p), p=p / p.sum()))",
                "A NumPy integer is a whole number, too, and is accepted.",
            ),
        ],
    },
}

PARTS = {
    "3_jazz": {
        "predict_and_sample": {
            1: "The indices are wrong: where is each step's largest probability, and from which states does it come?",
            0: "The indices are right and the rows are not: each has a one at its index.",
        },
        "longest_copy": {
            0: "The size is wrong: same lengths, same rests, and one number of semitones for the whole run.",
            1: "The size is right, its place is not: which is the first run of that size in `notes`?",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q2": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q3": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q4": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q5": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q6": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q7": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q8": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q9": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q10": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
    },
}
