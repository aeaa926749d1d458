"""Write the swing choruses over changes that the notebook on jazz learns from: arrays and MIDI.

    python data/make/jazz.py

A few seconds. The same versions of the libraries give the same bytes. No melody is taken from anywhere: rhythms,
targets and the notes between them are drawn, and what makes them swing is in the rules below.
"""

import io
import sys
import zipfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
from helpers import music  # noqa: E402

SEED = 1957
LOW, HIGH = music.LOW, music.HIGH
SCALES = {"maj7": (0, 2, 4, 5, 7, 9, 11), "m7": (0, 2, 3, 5, 7, 9, 10), "7": (0, 2, 4, 5, 7, 9, 10)}
# Half a bar of four eighths: lengths of notes, negative ones for rests. Each begins at a multiple of its length.
RHYTHMS = ((1, 1, 1, 1), (2, 1, 1), (1, 1, 2), (2, 2), (-1, 1, 1, 1), (-2, 1, 1), (4,), (-2, 2))
OFTEN = np.array([0.50, 0.12, 0.13, 0.05, 0.08, 0.06, 0.02, 0.04])
ENDS = ((2, -2), (4,), (1, 1, -2), (1, -1, -2), (2, -2))  # the last half bar of a phrase


def two_five_one(key):
    """Return two bars of preparation and two of rest, twice: the root, the kind and the eighths of each chord."""
    return [((key + 2) % 12, "m7", 8), ((key + 7) % 12, "7", 8), (key, "maj7", 16)] * 2


def blues(key):
    """Return twelve bars of blues."""
    four, six, two, five = ((key + step) % 12 for step in (5, 9, 2, 7))
    first = [(key, "7", 8), (four, "7", 8), (key, "7", 16), (four, "7", 16), (key, "7", 8), (six, "7", 8)]
    return [*first, (two, "m7", 8), (five, "7", 8), (key, "7", 8), (five, "7", 8)]


def rhythm(key):
    """Return thirty-two bars of rhythm changes, AABA."""
    one, two, three, four, five, six = ((key + step) % 12 for step in (0, 2, 4, 5, 7, 9))
    turn = [(one, "maj7", 4), (six, "7", 4), (two, "m7", 4), (five, "7", 4)]
    part = [*turn, *turn, (five, "m7", 4), (one, "7", 4), (four, "maj7", 8), *turn]
    bridge = [(root, "7", 16) for root in (three, six, two, five)]
    return [*part, *part, *bridge, *part]


FORMS = {  # name: changes, keys, choruses in each key
    "ii-V-I": (two_five_one, range(12), 6),
    "blues": (blues, (5, 10, 0, 7, 3), 5),
    "rhythm": (rhythm, (10, 3, 5, 0), 3),
}


def pitches(chord, steps):
    """Return all pitches in range that lie some semitones above the chord's root, in ascending order."""
    return np.array([pitch for pitch in range(LOW, HIGH + 1) if (pitch - chord[0]) % 12 in steps])


def near(choices, pitch, rng, width=3):
    """Return one of the few choices nearest to a pitch, never the pitch itself."""
    choices = choices[choices != pitch]
    order = np.argsort(np.abs(choices - pitch), kind="stable")[:width]
    return int(choices[rng.choice(order)])


def between(start, target, count, chord, shape):
    """Return `count` notes that lead from a note to the next target, the last one an approach note to it.

    shape: 0 walks in the scale, 1 leaps through the chord, 2 encloses the target from both sides.
    """
    scale, tones = pitches(chord, SCALES[chord[1]]), pitches(chord, music.TONES[chord[1]])
    rising = target > start or (target == start and start < (LOW + HIGH) / 2)
    if count <= 0:
        return []
    notes, last = [], start
    for place in range(count - 1):
        if shape == 2 and place == count - 2:
            ladder, up = scale, True
            found = ladder[ladder > target][:1]
        else:
            ladder, up = (tones if shape == 1 else scale), rising
            found = ladder[ladder > last][:1] if up else ladder[ladder < last][-1:]
        last = int(found[0]) if len(found) else int(ladder[ladder != last][-1 if up else 0])
        notes.append(last)
    before = notes[-1] if notes else start
    below, above = target - 1, scale[scale > target][:1]
    approach = below if (before > target or shape == 2 or not len(above)) and below >= LOW else int(above[0])
    if approach == before:
        approach = int(above[0]) if approach == below and len(above) else below
    return [*notes, max(LOW, min(HIGH, approach))]


def halves(changes):
    """Return the chord of each half bar."""
    return [(root, kind) for root, kind, eighths in changes for _ in range(eighths // 4)]


def phrase_lengths(bars, rng):
    """Return lengths of phrases in bars that add up to a form: two bars or four."""
    lengths = []
    while (left := bars - sum(lengths)) > 0:
        lengths.append(int(rng.choice((2, 4))) if left >= 4 else left)
    return lengths


def improvise(changes, rng):
    """Return the notes of one chorus: pairs of a pitch, 0 for a rest, and a length in eighths."""
    chords, notes = halves(changes), []
    target = int(rng.integers(LOW + 7, HIGH - 6))
    place = 0
    for bars in phrase_lengths(len(chords) // 2, rng):
        motif = [(RHYTHMS[rng.choice(len(RHYTHMS), p=OFTEN)], int(rng.integers(3))) for _ in range(4)]
        size = int(rng.choice((2, 4)))
        target = near(pitches(chords[place], music.TONES[chords[place][1]]), target, rng, 4)
        for half in range(2 * bars):
            last = half == 2 * bars - 1
            lengths, shape = motif[half % size] if half < size or rng.random() < 0.7 else motif[rng.integers(4)]
            if half == 0 and rng.random() < 0.25:
                lengths = (-4,)
            elif last:
                lengths = ENDS[rng.integers(len(ENDS))]
            elif half == 2 * bars - 2 and all(length < 0 for length in lengths):
                lengths = (2, 2)
            chord = chords[place]
            following = chords[place + 1] if place + 1 < len(chords) else chord
            after = near(pitches(following, music.TONES[following[1]]), target, rng)
            notes += figure(lengths, target, after, chord, shape, last)
            target, place = after, place + 1
    return merged(notes)


def figure(lengths, target, after, chord, shape, last):
    """Return the notes of half a bar. Arguments: last, whether the phrase ends here, on a chord tone."""
    played = sum(length > 0 for length in lengths)
    if last:
        tones = pitches(chord, music.TONES[chord[1]])
        rest = [int(tones[np.argsort(abs(tones - target), kind="stable")[1]])] * (played - 1)
    else:
        rest = between(target, after, played - 1, chord, shape)
    sounds = iter([target, *rest])
    return [(next(sounds), length) if length > 0 else (0, -length) for length in lengths]


def merged(notes):
    """Return notes with rests after rests joined where that gives a length that is in use."""
    result = []
    for pitch, length in notes:
        if not pitch and result and not result[-1][0] and result[-1][1] + length in music.LENGTHS:
            start = sum(other for _, other in result[:-1])
            if start % (result[-1][1] + length) == 0:
                result[-1] = (0, result[-1][1] + length)
                continue
        result.append((pitch, length))
    return result


def choruses():
    """Return all choruses, a list of `music.Chorus`."""
    rng, made = np.random.default_rng(SEED), []
    for form, (changes, keys, count) in FORMS.items():
        for key in keys:
            for number in range(1, count + 1):
                name = f"{form} in {music.PITCHES[key]}, {number}"
                made.append(music.Chorus(name, changes(key), improvise(changes(key), rng)))
    return made


def main():
    """Write `data/jazz.npz`, which the notebook reads, and `data/jazz_midi.zip`, to listen to."""
    made = choruses()
    np.savez_compressed(
        ROOT / "data" / "jazz.npz",
        names=np.array([chorus.name for chorus in made]),
        notes=np.array([note for chorus in made for note in chorus.notes], np.uint8),
        sizes=np.array([len(chorus.notes) for chorus in made], np.int64),
        chords=np.array(
            [(root, music.KINDS.index(kind), eighths) for chorus in made for root, kind, eighths in chorus.changes],
            np.uint8,
        ),
        chord_sizes=np.array([len(chorus.changes) for chorus in made], np.int64),
    )
    with zipfile.ZipFile(ROOT / "data" / "jazz_midi.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for chorus in made:
            buffer = io.BytesIO()
            music.write_midi(buffer, chorus.notes, chorus.changes)
            name = chorus.name.replace(", ", "_").replace(" ", "_")
            archive.writestr(
                zipfile.ZipInfo(f"{name}.mid", (1980, 1, 1, 0, 0, 0)), buffer.getvalue(), zipfile.ZIP_DEFLATED
            )


if __name__ == "__main__":
    main()
