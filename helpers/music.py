"""Solos over changes as numbers, as MIDI files and as sound.

A note is a pair: its MIDI pitch, 0 for a rest, and its length in eighths. Changes are a list of chords, each a root (0
for C to 11 for B), a kind and a length in eighths. A value is a note as a network sees it, with a name such as "E5/2".
"""

import math
import zipfile
from collections import namedtuple
from pathlib import Path

import mido
import numpy as np
from IPython.display import Audio, display

from helpers import data, progress

PITCHES = ("C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B")
KINDS = ("maj7", "m7", "7")
TONES = {"maj7": (0, 4, 7, 11), "m7": (0, 3, 7, 10), "7": (0, 4, 7, 10)}  # semitones above the root
LENGTHS = (1, 2, 4)  # of notes and rests, in eighths
LOW, HIGH = 60, 84  # the range of a solo, C4 to C6
BAR, TICKS = 8, 480  # eighths in a bar; ticks of MIDI in a beat, which is two eighths
LATE = 320  # ticks from the beat to the second of two swing eighths
LONGEST_REST, STRIDE = 8, 15
LEADS = ("solo", "melody", "lead")

Chorus = namedtuple("Chorus", "name changes notes")


def value_name(note):
    """Return the name of a note's value: `(76, 2)` is "E5/2"."""
    pitch, length = note
    return f"{f'{PITCHES[pitch % 12]}{pitch // 12 - 1}' if pitch else 'rest'}/{length}"


def chord_name(chord):
    """Return the name of a chord, of which the root and the kind are given first: `(2, "m7", 8)` is "Dm7"."""
    return PITCHES[chord[0]] + chord[1]


VALUES = [(pitch, length) for length in LENGTHS for pitch in (0, *range(LOW, HIGH + 1))]


def load_choruses():
    """Return the choruses that come with the course, a list of `Chorus`: a name, the changes and the notes."""
    path = data.FOLDER / "jazz.npz"
    data._verify(path)
    with np.load(path) as arrays:
        stored = {name: arrays[name] for name in arrays.files}
    ends = np.cumsum(stored["sizes"])[:-1], np.cumsum(stored["chord_sizes"])[:-1]
    notes, chords = np.split(stored["notes"], ends[0]), np.split(stored["chords"], ends[1])
    return [
        Chorus(
            str(name),
            [(int(root), KINDS[kind], int(length)) for root, kind, length in harmony],
            [(int(pitch), int(length)) for pitch, length in melody],
        )
        for name, harmony, melody in zip(stored["names"], chords, notes)
    ]


def load_music_utils(file=None, Tx=30):
    """Return the training set of the jazz notebook: `(X, Y, n_values, indices_values, chords)`.

    X (m, Tx, n_values) holds one-hot rows, the value before each step, zeros at the first. Y (Tx, m, n_values) holds
    the value at each step. indices_values goes from an index to the name of a value; chords is a list with, for each
    example, the name of the chord under each of its values.
    Arguments: file, a MIDI file such as `original_metheny.mid`, whose melody is used in place of our choruses.
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    if file is None:
        names = [value_name(note) for note in VALUES]
        solos = [(chorus.notes, _names_below(chorus)) for chorus in load_choruses()]
    else:
        notes, below = read_midi(file)
        if len(notes) <= Tx:
            raise ValueError(f"{file}: its melody has {len(notes)} notes and rests; more than {Tx} are needed.")
        names = sorted({value_name(note) for note in notes})
        solos = [(notes, below)]
    index = {name: number for number, name in enumerate(names)}
    rows, chords = [], []
    for notes, below in solos:
        numbers = [index[value_name(note)] for note in notes]
        for start in range(0, len(numbers) - Tx + 1, STRIDE):
            rows.append(numbers[start : start + Tx])
            chords.append(below[start : start + Tx])
    hot = np.eye(len(names), dtype=np.float32)[np.array(rows)]
    X = np.concatenate([np.zeros_like(hot[:, :1]), hot[:, :-1]], axis=1)
    return X, hot.transpose(1, 0, 2).copy(), len(names), dict(enumerate(names)), chords


def _names_below(chorus):
    """Return the name of the chord under each note of a chorus."""
    places = np.cumsum([0, *(length for _, length in chorus.notes[:-1])])
    below = np.repeat([chord_name(chord) for chord in chorus.changes], [chord[2] for chord in chorus.changes])
    return [str(below[place]) for place in places]


# ------------------------------------------------------------------------------------------------- MIDI


def _tick(eighth):
    """Return when an eighth begins in swing, in ticks: the second of two comes late."""
    return eighth // 2 * TICKS + eighth % 2 * LATE


def _eighth(tick, beat):
    """Return the eighth nearest to a tick, whether the eighths swing or not. Arguments: beat, its ticks."""
    whole, part = divmod(tick, beat)
    return int(2 * whole + (part >= 0.29 * beat) + (part >= 0.83 * beat))


def _track(name, channel, program, sounds):
    """Return a track. Arguments: sounds, tuples of start and end in ticks, pitch and velocity."""
    events = [(start, 1, pitch, velocity) for start, _, pitch, velocity in sounds]
    events += [(end, 0, pitch, 0) for _, end, pitch, _ in sounds]
    track = mido.MidiTrack([mido.MetaMessage("track_name", name=name)])
    track.append(mido.Message("program_change", channel=channel, program=program))
    now = 0
    for tick, on, pitch, velocity in sorted(events):
        kind = "note_on" if on else "note_off"
        track.append(mido.Message(kind, channel=channel, note=pitch, velocity=velocity, time=tick - now))
        now = tick
    return track


def _solo(notes):
    """Yield when each sounding note starts and ends, in eighths, and its pitch."""
    place = 0
    for pitch, length in notes:
        if pitch:
            yield place, place + length, int(pitch)
        place += length


def _comping(changes):
    """Yield when each chord starts and ends, in eighths, and its pitches: the root below, its third and seventh."""
    place = 0
    for root, kind, length in changes:
        for start in range(place, place + length, BAR):
            end = min(start + BAR, place + length)
            yield start, end, (36 + root, *(48 + (root + TONES[kind][tone]) % 12 for tone in (1, 3)))
        place += length


def write_midi(file, notes, changes=(), tempo=150):
    """Write a solo, and the chords below it if there are changes, as a MIDI file with swing eighths.

    Arguments: file, a path or an open binary file; notes, pairs of pitch (0: rest) and eighths; changes, tuples of
    root, kind and eighths; tempo, beats in a minute.
    """
    midi = mido.MidiFile(ticks_per_beat=TICKS)
    midi.tracks.append(
        mido.MidiTrack(
            [
                mido.MetaMessage("set_tempo", tempo=mido.bpm2tempo(tempo)),
                mido.MetaMessage("time_signature", numerator=4, denominator=4),
            ]
        )
    )
    solo = [(_tick(start), _tick(end), pitch, 96) for start, end, pitch in _solo(notes)]
    midi.tracks.append(_track("solo", 0, 66, solo))
    if changes:
        below = [(_tick(start), _tick(end), pitch, 52) for start, end, chord in _comping(changes) for pitch in chord]
        midi.tracks.append(_track("chords", 1, 0, below))
    if hasattr(file, "write"):
        midi.save(file=file)
    else:
        midi.save(str(file))


def read_midi(file):
    """Return the melody of a MIDI file as notes, and for each of them what else sounds in its bar.

    The melody is the track that is called solo, melody or lead; else that of at least 16 notes, mostly one at a time,
    with the highest mean pitch. Of several notes at once the highest counts. Lengths become one, two or four eighths.
    Raises FileNotFoundError or ValueError, naming the file and what was expected.
    """
    path = Path(file)
    if not path.is_file():
        raise FileNotFoundError(f"{path} is missing: give the path of a MIDI file, such as `original_metheny.mid`.")
    try:
        midi = mido.MidiFile(str(path))
    except (OSError, EOFError, ValueError, KeyError, IndexError) as error:
        raise ValueError(f"{path} cannot be read as a MIDI file ({type(error).__name__}: {error}).") from None
    parts = _parts(midi)
    if not (lead := _lead(parts)):
        raise ValueError(f"{path} has no melody: expected a track of 16 notes or more, mostly one at a time.")
    highest = {}
    for start, end, pitch in parts[lead]:
        if pitch > highest.get(start, (0, 0))[1]:
            highest[start] = (end, pitch)
    starts = sorted(highest)
    notes, places = [], []
    for start, following in zip(starts, [*starts[1:], None]):
        end, pitch = highest[start]
        last = end if following is None else min(end, following)
        length = max(number for number in LENGTHS if number <= max(last - start, 1))
        notes.append((pitch, length))
        places.append(start)
        gap = 0 if following is None else min(following - start - length, LONGEST_REST)
        rest = start + length
        for number in reversed(LENGTHS):
            while gap >= number:
                notes.append((0, number))
                places.append(rest)
                gap, rest = gap - number, rest + number
    return notes, _beside(parts, lead, places)


def _parts(midi):
    """Return the notes of each track and channel: {(track's number, name, channel): [(start, end, pitch)]}."""
    parts = {}
    for number, track in enumerate(midi.tracks):
        now, sounding = 0, {}
        for message in track:
            now += message.time
            if message.type not in ("note_on", "note_off") or message.channel == 9:  # channel 10 has the drums
                continue
            key = message.channel, message.note
            if key in sounding:
                start = sounding.pop(key)
                beat = midi.ticks_per_beat
                place = (number, track.name.lower(), message.channel)
                parts.setdefault(place, []).append((_eighth(start, beat), _eighth(now, beat), message.note))
            if message.type == "note_on" and message.velocity:
                sounding[key] = now
    return parts


def _lead(parts):
    """Return which of the parts is the melody, or None."""
    named = [part for part in parts if any(word in part[1] for word in LEADS)]
    many = [part for part, notes in parts.items() if len(notes) >= 16]
    single = [part for part in many if len({start for start, _, _ in parts[part]}) > 0.7 * len(parts[part])]
    chosen = [part for part in named if part in many] or single
    return max(chosen, key=lambda part: np.mean([pitch for _, _, pitch in parts[part]]), default=None)


def _beside(parts, lead, places):
    """Return for each place, in eighths, the names of the pitches that other parts play in its bar."""
    bars = {}
    for part, notes in parts.items():
        for start, _, pitch in notes if part != lead else ():
            bars.setdefault(start // BAR, set()).add(pitch % 12)
    return [" ".join(PITCHES[pitch] for pitch in sorted(bars.get(place // BAR, ()))) for place in places]


def midi_choruses():
    """Yield the name and the bytes of each chorus as a MIDI file."""
    with zipfile.ZipFile(data.FOLDER / "jazz_midi.zip") as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


# ------------------------------------------------------------------------------------------------ sound


def waveform(notes, changes=(), tempo=150, rate=8000):
    """Return a solo, with the chords below it if there are changes, as sound: numbers from -1 to 1, `rate` a second."""
    second = 60 / tempo / TICKS
    sounds = [(start, end, pitch, 1.0) for start, end, pitch in _solo(notes)]
    sounds += [(start, end, pitch, 0.25) for start, end, chord in _comping(changes) for pitch in chord]
    ends = [sum(length for _, length in notes), sum(chord[2] for chord in changes)]
    wave = np.zeros(int(rate * (second * _tick(max(ends)) + 0.3)), np.float32)
    for start, end, pitch, loud in sounds:
        first, last = (int(rate * second * _tick(place)) for place in (start, end))
        time = np.arange(max(last - first, 1)) / rate
        frequency = 440 * 2 ** ((pitch - 69) / 12)
        phase = math.tau * frequency * time
        tone = sum(np.sin(k * phase) / k**2 for k in (1, 2, 3) if k * frequency < rate / 2)
        edge = np.minimum(np.minimum(time / 0.01, (time[-1] - time) / 0.02 + 1e-3), 1)
        wave[first : first + len(time)] += loud * np.exp(-2 * time) * edge * tone
    return wave / max(np.abs(wave).max(), 1e-9)


def listen(notes, changes=(), tempo=150, rate=8000, seconds=15):
    """Show a player for a solo in a learner's notebook; elsewhere, where notebooks are stored, a line about it."""
    wave = waveform(notes, changes, tempo, rate)[: int(rate * seconds)]
    bundle = {"text/plain": f"[Sound: {len(notes)} notes and rests, {len(wave) / rate:.0f} seconds.]"}
    if progress.root_of("."):
        bundle["text/html"] = Audio(wave, rate=rate)._repr_html_()
    display(bundle, raw=True)
