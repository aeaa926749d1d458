"""The inputs of the week: generators of visible and hidden cases."""

import keras
import numpy as np
from checks import JAZZ_FAR, _jazz_path, jazz_followed, jazz_step

from grading.authoring.author import Margin
from helpers.checks.exercise import call


def cases_of_step_by_step(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


def cases_of_dinosaurs(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases


# ------------------------------------------------------------------------------------------------ 3_jazz


def _jazz_layers(rng, n_a, n_values):
    """Return an LSTM layer, a dense one and one that reshapes, with drawn weights, named by what they are."""
    cell = keras.layers.LSTM(n_a, return_state=True, name="cell")
    densor = keras.layers.Dense(n_values, activation="softmax", name="densor")
    reshaper = keras.layers.Reshape((1, n_values), name="reshaper")
    for layer, shape in ((cell, (None, 1, n_values)), (densor, (None, n_a))):
        layer.build(shape)
        layer.set_weights([rng.normal(0, 1.5, weight.shape).astype(np.float32) for weight in layer.weights])
    return cell, densor, reshaper


def jazz_djmodel_cases(rng):
    """Several lengths, units and values, never equally many; one with a single step."""
    cases = []
    for Tx in rng.permutation([2, 3, 4, 5])[:3]:
        n_a = int(rng.integers(2, 6))
        cases.append(call(int(Tx), *_jazz_layers(rng, n_a, n_a + int(rng.integers(1, 5)))))
    return cases


def jazz_inference_cases(rng):
    """Several lengths, and one where nothing is said about it."""
    cases = []
    for Ty in (None, *(int(number) for number in rng.permutation([3, 4, 5, 6])[:2])):
        n_a = int(rng.integers(3, 7))
        cell, densor, _ = _jazz_layers(rng, n_a, n_a + int(rng.integers(1, 5)))
        cases.append(call(cell, densor) if Ty is None else call(cell, densor, Ty=Ty))
    return cases


def jazz_sample_cases(rng):
    """Models with several outputs, which depend on all three inputs."""
    layers, cases = keras.layers, []
    for number, Ty in enumerate(rng.permutation([3, 4, 5, 7])[:3]):
        n_a, n_values = int(rng.integers(2, 5)), int(rng.integers(6, 11))
        inputs = [
            keras.Input(shape, name=f"input_{place}") for place, shape in enumerate(((1, n_values), (n_a,), (n_a,)))
        ]
        flat = layers.Flatten(name="flat")(inputs[0])
        joined = layers.Concatenate(name="joined")([flat, *inputs[1:]])
        outputs = [layers.Dense(n_values, activation="softmax", name=f"step_{t}")(joined) for t in range(Ty)]
        model = keras.Model(inputs, outputs, name=f"player_{number}")
        model.set_weights([rng.normal(0, 1.2, weight.shape).astype(np.float32) for weight in model.weights])
        x = np.zeros((1, 1, n_values), np.float32)
        x[0, 0, rng.integers(n_values)] = 1
        cases.append(call(model, x, *(rng.normal(size=(1, n_a)).round(2).astype(np.float32) for _ in range(2))))
    return cases


JAZZ_TONES = {"maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "7": (0, 4, 7, 10)}


def _jazz_notes(rng, count, lengths=(1, 1, 2, 4)):
    """Return notes and rests of drawn pitches and lengths, off the grid as often as not."""
    pitches = rng.integers(60, 85, count)
    return [(int(pitch) if rng.random() > 0.2 else 0, int(rng.choice(lengths))) for pitch in pitches]


def jazz_tones_cases(rng):
    """Notes of which some on strong beats are chord tones; chords of an eighth to a bar; rests anywhere."""
    cases = []
    for count in (18, 30, 45, 60):
        notes = [(int(rng.integers(60, 85)), 4), *_jazz_notes(rng, count + int(rng.integers(0, 5)), (1, 2, 4, 4))]
        total, changes = sum(length for _, length in notes), []
        while sum(chord[2] for chord in changes) < total:
            kind = str(rng.choice(list(JAZZ_TONES)))
            changes.append((int(rng.integers(12)), kind, int(rng.choice((1, 3, 4, 8)))))
        below, place = [chord for chord in changes for _ in range(chord[2])], 0
        for number, (pitch, length) in enumerate(notes):
            if pitch and place % 4 == 0 and rng.random() < 0.55:
                root, kind, _ = below[place]
                near = [other for other in range(60, 85) if (other - root) % 12 in JAZZ_TONES[kind]]
                notes[number] = (int(rng.choice(near)), length)
            place += length
        cases.append(call(notes, changes))
    return cases


def jazz_copy_cases(rng):
    """A solo that is copied whole; then a run with a rest in it, moved by some semitones, and near it what is no copy.

    No copies: the same pitches with other lengths; a run of which the part after a rest is moved further; one that goes
    on from the end of one solo to the start of the next; one with some notes an octave higher; one
    with another first length. The run comes twice.
    """
    whole = [(int(pitch), int(length)) for pitch, length in zip(rng.integers(60, 80, 16), rng.choice((1, 2), 16))]
    whole = [*whole[: int(rng.integers(2, 7))], (0, 1), *whole[7 : 7 + int(rng.integers(1, 10))]]
    higher = [(pitch and pitch + 3, length) for pitch, length in whole]
    cases = [call(whole, [_jazz_notes(rng, 3), [(70, 4), *higher, (61, 1)]])]
    for number in range(4):
        others = [_jazz_notes(rng, int(rng.integers(24, 30))) for _ in range(3)]
        for other in others:
            place = int(rng.integers(5, 9))
            other[place : place + 2] = [(0, int(rng.choice((1, 2)))), (int(rng.integers(62, 82)), 1)]
        size = 10 + 2 * number + int(rng.integers(0, 2))
        source = others[int(rng.integers(3))]
        rest = next(i for i, note in enumerate(source) if i >= 5 and not note[0])
        start = rest - int(rng.integers(2, 4))
        run = source[start : start + size]
        shift = int(rng.choice([-5, -3, -2, 2, 4, 7]))
        moved = [(pitch and pitch + shift, length) for pitch, length in run]
        longer = source[: size + 5]
        stretched = [(pitch, 3 - length if length < 3 else 2) for pitch, length in longer]
        broken = [(pitch and pitch + 3 * (place > rest) - 1, length) for place, (pitch, length) in enumerate(longer)]
        joint = others[0][1 - size :] + others[1][: size - 1]
        folded = [(pitch and pitch + 12 * (place > 5), length) for place, (pitch, length) in enumerate(longer)]
        again = [(pitch and pitch + 1, length) for pitch, length in run]
        loose = [(pitch and pitch + 5, length) for pitch, length in source[start : start + size + 1]]
        loose[0] = (loose[0][0], 3 - loose[0][1] if loose[0][1] < 3 else 2)
        parts = [stretched, moved, broken, joint, folded, again, loose]
        notes = [note for place in rng.permutation(7) for note in [*parts[place], *_jazz_notes(rng, 2)]]
        cases.append(call([*_jazz_notes(rng, 2), *notes], others))
    return [_jazz_rest_first(rng), _jazz_single(rng), *cases]


def _jazz_rest_first(rng):
    """Return a case whose longest run begins with a rest, after notes of different lengths and another interval."""
    count = int(rng.integers(7, 10))
    pairs = zip(rng.integers(62, 80, count), rng.choice((1, 2), count))
    run = [(0, 1), *((int(pitch), int(length)) for pitch, length in pairs)]
    moved = [(pitch and pitch + 3, length) for pitch, length in run]
    end = max(run)[0], 1  # where the other solo has its highest note, this one has a rest
    other = [*_jazz_notes(rng, int(rng.integers(6, 9))), (61, 1), *run, end, (60, 4)]
    notes = [*_jazz_notes(rng, int(rng.integers(4, 9))), (71, 2), *moved, (0, 1), (72, 1)]
    return call(notes, [_jazz_notes(rng, 8), other])


def _jazz_single(rng):
    """Return a case in which no run is longer than one note."""
    notes = [(int(pitch), 4) for pitch in rng.integers(60, 80, int(rng.integers(5, 11)))]
    place = int(rng.integers(1, len(notes)))
    notes[place] = notes[place][0], 1
    return call(notes, [[*_jazz_notes(rng, int(rng.integers(4, 8)), (2,)), (int(rng.integers(60, 80)), 1)]])


def jazz_rows_cases(rng):
    """Lengths that are no multiples of each other's; codes of whole changes, and of ones that come again and again."""
    cases = []
    for number, steps in enumerate((4, 7, 9, 15)):
        n_values, n_codes = int(rng.integers(5, 9)), int(rng.integers(2, 5))
        eighths = rng.permutation([1, 2, 4, *rng.choice((1, 2, 3, 4), n_values - 3)])
        indices = rng.integers(0, n_values, steps + int(rng.integers(0, 3)))
        total = int(eighths[indices].sum())
        length = total + int(rng.integers(0, 3)) if number < 2 else max(total // (2 if number == 2 else 4), 2)
        codes = rng.integers(0, 2, (length, n_codes)).astype(float)
        if number:
            codes = rng.normal(size=(length, n_codes)).round(2)
        cases.append(call(indices, eighths, codes))
    return cases


def jazz_improvise_cases(rng):
    """Each thing that a step depends on, alone; then probabilities to draw from, on many places."""
    cases = []
    for rule in ("code", "before", "count", "none"):
        many = int(rng.integers(3, 6))
        if rule == "none":
            eighths, groups = np.array([1, 1, 1, 2, 2, 4]), np.array([0, 1, 2, 0, 1, 2])
            order = rng.permutation(6)
            eighths, weights = eighths[order], np.array([0.2, 0.08, 0.04, 0.2, 0.1, 0.38])[order]
        else:
            eighths, groups = np.array([1, 2, 4] * many), np.repeat(np.arange(many), 3)
            order = rng.permutation(3 * many)
            eighths, groups = eighths[order], groups[order]
            weights = np.where(eighths == 1, 0.4, 0.3)
        halves = 60 if rule == "none" else int(rng.integers(9, 15))
        shift = int(np.argmax(groups != many - 1))  # or the value 0 would do for nothing as well
        eighths, groups, weights = (np.roll(part, -shift) for part in (eighths, groups, weights))
        codes = np.eye(many)[np.repeat(rng.integers(0, many, halves), 4)]
        if rule == "code":
            codes = np.eye(many)[(np.repeat(np.arange(halves), 4) + int(rng.integers(many))) % many]
        state = {"rule": rule, "groups": groups, "weights": weights, "count": 0}
        cases.append(call(jazz_step, eighths, codes, state))
    return cases


def jazz_share(improvise, step, eighths, codes, state):
    """Return by how many standard deviations the shares of values are off, and how many are allowed."""
    return jazz_followed(improvise, step, eighths, codes, state)[0], JAZZ_FAR


def jazz_probable_cases(rng):
    """Few values and many, the first of which matters in short solos; one so long that a product is zero."""
    cases = []
    for number, length in enumerate((5, 3, 9, 14, 22, 33, 3000)):
        n = int(rng.integers(4, 7))
        sizes = (1, 2) if length == 3000 else (1, 2, 3, 4)
        eighths = rng.permutation([1, *(int(size) for size in rng.choice(sizes, n - 1))])
        first = rng.dirichlet(np.full(n, 0.4)).clip(1e-3)
        then = rng.dirichlet(np.full(n, 20.0 if length == 3000 else 0.7), n).clip(1e-3)
        first, then = first / first.sum(), then / then.sum(axis=1, keepdims=True)
        cases.append(call(first, then, eighths, length + (number > 1) * int(rng.integers(0, 4))))
    return [_jazz_beyond_beams(rng), *cases]


def _jazz_beyond_beams(rng):
    """Return a case of many values, in which no search that keeps the best few beginnings has the best solo."""
    while True:
        n, length = 20, int(rng.integers(50, 60))
        eighths = rng.permutation([1, *(int(size) for size in rng.choice((1, 2, 3, 4), n - 1))])
        first, then = rng.dirichlet(np.full(n, 0.4)).clip(1e-3), rng.dirichlet(np.full(n, 0.4), n).clip(1e-3)
        first, then = first / first.sum(), then / then.sum(axis=1, keepdims=True)
        best = _jazz_path(first, then, eighths, length)
        if all(_jazz_beam(first, then, eighths, length, width) < best - 0.01 for width in (1, 2, 3, 5, 8)):
            return call(first, then, eighths, length)


def _jazz_beam(first, then, eighths, length, width):
    """Return the logarithm of the probability that is reached by keeping the best beginnings, `width` of them."""
    beam = [(np.log(first[v]), v, int(size)) for v, size in enumerate(eighths)]
    while any(size < length for _, _, size in beam):
        beam = sorted(beam, reverse=True)[:width]
        beam = [item for item in beam if item[2] == length] + [
            (score + np.log(then[u, v]), v, int(size + eighths[v]))
            for score, u, size in beam
            for v in range(len(eighths))
            if size + eighths[v] <= length
        ]
    return max(score for score, _, _ in beam)


CASES = {
    "1_step_by_step": {
        "row_means": cases_of_step_by_step,
    },
    "2_dinosaurs": {
        "row_means": cases_of_dinosaurs,
    },
    "3_jazz": {
        "djmodel": jazz_djmodel_cases,
        "music_inference_model": jazz_inference_cases,
        "predict_and_sample": jazz_sample_cases,
        "strong_tones": jazz_tones_cases,
        "longest_copy": jazz_copy_cases,
        "with_chords": jazz_rows_cases,
        "improvise": jazz_improvise_cases,
        "most_probable": jazz_probable_cases,
    },
}

MARGINS = {
    "3_jazz": {
        "djmodel": Margin("Nothing is drawn when it is judged: probabilities are the library's up to 1e-4, or not."),
        "music_inference_model": Margin(
            "Nothing is drawn when it is judged: probabilities are the library's up to 1e-4, or not."
        ),
        "most_probable": Margin("Nothing is drawn when it is judged: the logarithms agree up to 1e-6, or not."),
        "improvise": Margin(
            "The chi-square of the values in 1,200 half bars, as a number of standard deviations of a normal variable: "
            "5.5 are allowed, a probability of 2e-8. What is drawn from squared probabilities is 16 away.",
            jazz_share,
        ),
    },
}
