"""What the notebook on jazz teaches: its corpus, its functions against brute force, MIDI and sound, the stored runs."""

import base64
import io
import itertools
import re
import wave
import zipfile

import mido
import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers import data, music
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course5_sequence" / "source" / "week1_recurrent_networks"


@pytest.fixture(scope="module")
def choruses():
    return music.load_choruses()


@pytest.fixture(scope="module")
def solved():
    keras = pytest.importorskip("keras")
    return solved_functions(WEEK / "3_jazz.ipynb", keras=keras, layers=keras.layers, music=music)


@pytest.fixture
def rng():
    return np.random.default_rng(31)


# ------------------------------------------------------------------------------------------ the corpus


def test_the_corpus_is_that_of_its_program(choruses):
    made = load(notebooks.ROOT / "data" / "make" / "jazz.py").choruses()
    assert len(made) >= 100 and [tuple(chorus) for chorus in made] == [tuple(chorus) for chorus in choruses]


def placed(chorus):
    """Yield the place of each note of a chorus, the note, and the chord under its beginning."""
    below, place = [chord for chord in chorus.changes for _ in range(chord[2])], 0
    for pitch, length in chorus.notes:
        yield place, pitch, length, below[place]
        place += length


def test_choruses_fill_their_changes_on_the_grid_and_in_range(choruses):
    for chorus in choruses:
        assert sum(length for _, length in chorus.notes) == sum(chord[2] for chord in chorus.changes), chorus.name
        for place, pitch, length, _ in placed(chorus):
            assert length in music.LENGTHS and place % length == 0
            assert pitch == 0 or music.LOW <= pitch <= music.HIGH


def test_notes_on_strong_beats_are_chord_tones(choruses):
    for chorus in choruses:
        for place, pitch, _, (root, kind, _) in placed(chorus):
            assert not pitch or place % 4 or (pitch - root) % 12 in music.TONES[kind]


def test_no_note_hangs_over_a_chord(choruses):
    for chorus in choruses:
        ends = set(np.cumsum([chord[2] for chord in chorus.changes]).tolist())
        for place, pitch, length, _ in placed(chorus):
            assert not pitch or not ends & set(range(place + 1, place + length))


def test_lines_are_lines(choruses):
    moves, same = [], []
    for chorus in choruses:
        pitches = np.array([pitch for pitch, _ in chorus.notes if pitch])
        moves += np.abs(np.diff(pitches)).tolist()
        same.append(np.mean(np.diff(pitches) == 0))
        assert 0 < np.mean([not pitch for pitch, _ in chorus.notes]) < 0.4, chorus.name
    assert np.mean(moves) < 3 and np.percentile(moves, 99) <= 12 and np.mean(same) < 0.06


def test_every_value_occurs_and_no_chorus_comes_twice(choruses):
    assert {note for chorus in choruses for note in chorus.notes} == set(music.VALUES)
    assert len({tuple(chorus.notes) for chorus in choruses}) == len(choruses)


def test_the_corpus_is_small():
    assert sum((data.FOLDER / name).stat().st_size for name in ("jazz.npz", "jazz_midi.zip")) < 400_000


# ------------------------------------------------------------------------------------------------ MIDI


def onsets(notes):
    """Return when notes begin, from the first one on, their lengths and pitches."""
    found, place = [], 0
    for pitch, length in notes:
        if pitch:
            found.append((place, length, pitch))
        place += length
    return [(start - found[0][0], length, pitch) for start, length, pitch in found]


def test_stored_midi_files_hold_the_choruses(choruses, tmp_path):
    with zipfile.ZipFile(data.FOLDER / "jazz_midi.zip") as archive:
        names = archive.namelist()
        assert len(names) == len(choruses)
        for name, chorus in list(zip(names, choruses))[::9]:
            (tmp_path / name).write_bytes(archive.read(name))
            notes, beside = music.read_midi(tmp_path / name)
            assert onsets(notes) == onsets(chorus.notes), name
            assert len(beside) == len(notes) and all(len(names.split()) >= 3 for names in beside)


def test_midi_swings_and_plays_as_long_as_it_should(choruses):
    buffer = io.BytesIO()
    music.write_midi(buffer, choruses[0].notes, choruses[0].changes, tempo=120)
    midi = mido.MidiFile(file=io.BytesIO(buffer.getvalue()))
    eighths = sum(chord[2] for chord in choruses[0].changes)
    assert midi.length == pytest.approx(eighths / 2 * 60 / 120, abs=0.01)
    ticks = {tick % 480 for track in midi.tracks for tick in np.cumsum([message.time for message in track])}
    assert ticks == {0, 320}


@pytest.mark.parametrize("swing", [False, True])
def test_a_file_of_another_hand_is_read(tmp_path, swing):
    """Straight or swung, with another resolution, chords in another track, a melody without a name."""
    midi, second = mido.MidiFile(ticks_per_beat=96), 64 if swing else 48
    lead, below = mido.MidiTrack(), mido.MidiTrack()
    midi.tracks += [below, lead]
    pitches = [60 + (5 * k) % 17 for k in range(40)]
    for k, pitch in enumerate(pitches):
        length = second if k % 2 == 0 else 96 - second
        lead.append(mido.Message("note_on", note=pitch + 10, velocity=80, time=0))
        lead.append(mido.Message("note_on", note=pitch + 10, velocity=0, time=length))
    for _ in range(5):
        for note in (36, 43, 52):
            below.append(mido.Message("note_on", note=note, velocity=60, time=0))
        for k, note in enumerate((36, 43, 52)):
            below.append(mido.Message("note_off", note=note, velocity=0, time=0 if k else 384))
    midi.save(str(tmp_path / "original_metheny.mid"))
    notes, beside = music.read_midi(tmp_path / "original_metheny.mid")
    assert notes == [(pitch + 10, 1) for pitch in pitches] and beside[0] == "C E G"
    X, Y, n_values, indices_values, chords = music.load_music_utils(tmp_path / "original_metheny.mid")
    assert X.shape == (1, 30, n_values) and Y.shape == (30, 1, n_values) and len(indices_values) == n_values == 17
    assert len(chords) == 1 and len(chords[0]) == 30


def test_errors_name_the_file_and_what_was_expected(tmp_path):
    with pytest.raises(FileNotFoundError, match="original_metheny"):
        music.load_music_utils(tmp_path / "original_metheny.mid")
    (tmp_path / "broken.mid").write_bytes(b"MThd no midi at all")
    with pytest.raises(ValueError, match="cannot be read as a MIDI file"):
        music.load_music_utils(tmp_path / "broken.mid")
    mido.MidiFile().save(str(tmp_path / "empty.mid"))
    with pytest.raises(ValueError, match="has no melody"):
        music.load_music_utils(tmp_path / "empty.mid")
    music.write_midi(tmp_path / "short.mid", [(60 + k, 1) for k in range(20)])
    with pytest.raises(ValueError, match="more than 30 are needed"):
        music.load_music_utils(tmp_path / "short.mid")


def test_the_training_set_is_the_corpus_one_step_shifted(choruses):
    X, Y, n_values, indices_values, chords = music.load_music_utils()
    assert X.shape[1:] == (30, 78) and Y.shape == (30, len(X), 78) and n_values == 78 and len(chords) == len(X)
    assert not X[:, 0].any() and np.array_equal(X[:, 1:], Y.transpose(1, 0, 2)[:, :-1])
    played = [indices_values[index] for index in Y[:, 0].argmax(axis=1)]
    assert played == [music.value_name(note) for note in choruses[0].notes[:30]]
    assert chords[0][0] == "Dm7"


def test_a_sound_has_the_pitch_of_its_note():
    wave = music.waveform([(69, 4)], tempo=60, rate=8000)[:8000]
    frequencies = np.fft.rfftfreq(len(wave), 1 / 8000)
    assert abs(frequencies[np.abs(np.fft.rfft(wave)).argmax()] - 440) < 2
    assert np.abs(wave).max() <= 1 and not np.isnan(wave).any()
    assert np.abs(music.waveform([(0, 4), (60, 1)], tempo=60)[:15000]).max() < 1e-6


def cell(name):
    """Return the code of a cell of the notebook."""
    return next(cell.source for cell in notebooks.read(WEEK / "3_jazz.ipynb").cells if cell.id == name)


def test_mido_reads_what_the_notebook_writes(choruses, tmp_path, monkeypatch, capsys):
    """Each note in its place in seconds, with swing; the chords beside it; the tempo and the names of tracks."""
    monkeypatch.chdir(tmp_path)
    chorus = choruses[82]
    exec(cell("keep"), {"music": music, "solo": chorus.notes, "changes": chorus.changes})
    assert capsys.readouterr().out == "0 notes lost, 0 changed\n"
    midi = mido.MidiFile(str(tmp_path / "my_solo.mid"))
    assert [track.name for track in midi.tracks[1:]] == ["solo", "chords"]
    assert [message.tempo for message in midi.tracks[0] if message.type == "set_tempo"] == [400_000]  # 150 beats
    now, sounding, notes, below = 0.0, {}, [], set()
    for message in midi:
        now += message.time
        if message.type == "note_on" and message.channel == 1:
            below.add((round(now / 3.2), message.note % 12))
        elif message.type == "note_on":
            sounding[message.note] = now
        elif message.type == "note_off" and message.channel == 0:
            start = sounding.pop(message.note)
            notes.append((start, now - start, message.note))

    def seconds(eighth):
        return 0.4 * (eighth // 2 + (2 / 3 if eighth % 2 else 0))

    expected = [
        (seconds(place), seconds(place + length) - seconds(place), pitch)
        for place, pitch, length, _ in placed(chorus)
        if pitch
    ]
    assert not sounding and len(notes) == len(expected)
    np.testing.assert_allclose(notes, expected, atol=2e-3)
    assert all((round(place / 16), chord[0]) in below for place, _, _, chord in placed(chorus) if place % 16 == 0)


def decoded(monkeypatch, **arguments):
    """Return the rate and the samples of the sound that a learner's page gets."""
    shown = []
    monkeypatch.setattr(music.progress, "root_of", lambda place: place)
    monkeypatch.setattr(music, "display", lambda bundle, raw: shown.append(bundle))
    music.listen(**arguments)
    code = re.search(r"data:audio/wav;base64,([^\"]+)", shown[0]["text/html"]).group(1)
    with wave.open(io.BytesIO(base64.b64decode(code))) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2)
        return file.getframerate(), np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float)


def test_the_sound_in_a_page_has_its_length_rate_and_pitches(monkeypatch):
    """A rest, A4 and C5, at 120 beats a minute: the swing eighth rests for a third of a second."""
    rate, samples = decoded(monkeypatch, notes=[(0, 1), (69, 1), (72, 2), (0, 2), (60, 4)], tempo=120, rate=8000)
    assert rate == 8000 and len(samples) == int(8000 * (5 * 0.5 + 0.3))
    parts = {69: (1 / 3, 1 / 2), 72: (1 / 2, 1), 60: (3 / 2, 5 / 2)}
    for pitch, (start, end) in parts.items():
        part = samples[int(rate * start) : int(rate * end)]
        heard = np.fft.rfftfreq(1 << 16, 1 / rate)[np.abs(np.fft.rfft(part, 1 << 16)).argmax()]
        assert abs(12 * np.log2(heard / 440) + 69 - pitch) < 0.2, pitch
    for start, end in ((0, 0.33), (1.01, 1.49)):
        assert np.abs(samples[int(rate * start) : int(rate * end)]).max() < 0.01 * np.abs(samples).max()


def test_the_sound_of_the_notebook_lasts_to_the_end_of_a_chorus(choruses, monkeypatch):
    chorus = choruses[82]
    rate, samples = decoded(monkeypatch, notes=chorus.notes, changes=chorus.changes, tempo=150, seconds=30)
    assert len(samples) / rate == pytest.approx(sum(chord[2] for chord in chorus.changes) / 2 * 0.4 + 0.3, abs=0.01)
    assert "seconds=30" in cell("roll") and "seconds=30" in cell("told-roll")


# ------------------------------------------------------------------------------------------- functions


def test_the_models_are_one_layer_run_over_a_sequence(solved, rng):
    import keras

    cell = keras.layers.LSTM(5, return_state=True)
    densor = keras.layers.Dense(7, activation="softmax")
    model = solved["djmodel"](6, cell, densor, keras.layers.Reshape((1, 7)))
    assert model.count_params() == 4 * 5 * (5 + 7 + 1) + 5 * 7 + 7
    X, a0, c0 = (rng.normal(size=shape).astype("float32") for shape in ((4, 6, 7), (4, 5), (4, 5)))
    whole = keras.layers.LSTM(5, return_sequences=True)
    whole.build(X.shape)
    whole.set_weights(cell.get_weights())
    right = np.asarray(densor(whole(X, initial_state=[a0, c0])))
    found = np.stack([np.asarray(part) for part in model([X, a0, c0])], axis=1)
    np.testing.assert_allclose(found, right, atol=1e-5)
    player = solved["music_inference_model"](cell, densor, Ty=4)
    results, indices = solved["predict_and_sample"](player, X[:1, :1], a0[:1], c0[:1])
    assert results.shape == (4, 7) and indices.shape == (4, 1)
    fed = np.concatenate([X[:1, :1], results[None, :3].astype("float32")], axis=1)
    again = np.asarray(densor(whole(fed, initial_state=[a0[:1], c0[:1]])))
    assert np.array_equal(again[0].argmax(axis=1), indices[:, 0])


def test_copies_by_brute_force(solved, rng):
    def copied(one, other):
        shifts = {p - q for (p, _), (q, _) in zip(one, other) if p and q}
        alike = all(d == e and bool(p) == bool(q) for (p, d), (q, e) in zip(one, other))
        return alike and len(shifts) < 2

    for _ in range(40):
        solos = [[(int(rng.choice((0, 60, 62, 64))), int(rng.integers(1, 3))) for _ in range(12)] for _ in range(3)]
        notes, others = solos[0], solos[1:]
        best = (0, 0)
        for size, start in itertools.product(range(1, 13), range(12)):
            if start + size <= 12 and size > best[0]:
                run = notes[start : start + size]
                if any(copied(run, other[i : i + size]) for other in others for i in range(13 - size)):
                    best = size, start
        assert solved["longest_copy"](notes, others) == best


def test_the_most_probable_solo_by_brute_force(solved, rng):
    for _ in range(30):
        n, length = int(rng.integers(2, 4)), int(rng.integers(1, 8))
        eighths = np.array([1, *rng.integers(1, 4, n - 1)])
        first, then = rng.dirichlet(np.ones(n)), rng.dirichlet(np.ones(n), n)
        chances = {}
        for count in range(1, length + 1):
            for solo in itertools.product(range(n), repeat=count):
                if eighths[list(solo)].sum() == length:
                    steps = [then[pair] for pair in itertools.pairwise(solo)]
                    chances[solo] = first[solo[0]] * np.prod(steps)
        found = tuple(solved["most_probable"](first, then, eighths, length))
        assert chances[found] == pytest.approx(max(chances.values()))


def test_a_sampler_keeps_the_proportions_of_what_fits(solved):
    np.random.seed(5)
    eighths, p = np.array([1, 2, 4, 1]), np.array([0.1, 0.2, 0.3, 0.4])
    solo = solved["improvise"](lambda x, state: (p, state), eighths, np.zeros((4000, 1)), None)
    places = np.cumsum([0, *eighths[solo]])
    assert places[-1] == 4000 and not np.any(places[:-1] % eighths[solo])
    off = np.array(solo)[places[:-1] % 2 == 1]
    assert np.mean(off == 3) == pytest.approx(0.8, abs=0.06)


# ------------------------------------------------------------------------------------------ the claims


def test_a_network_that_is_told_the_chord_follows_it(rows):
    for seed in "012":
        blind, root, tones = (float(rows[name, "4 keys", seed, "1.0"]["strong"]) for name in ("blind", "root", "tones"))
        assert tones > root > blind and tones > blind + 0.2
        assert abs(float(rows["uniform", "", seed, ""]["strong"]) - 1 / 3) < 0.1


def test_longer_training_does_not_bring_the_codes_together(rows):
    for seed in "012":
        runs = {name: rows[(*name, seed, "1.0")] for name in itertools.product(("root", "tones"), LENGTHS)}
        strong = {name: float(run["strong"]) for name, run in runs.items()}
        costs = {name: float(run["held_out"]) for name, run in runs.items()}
        assert all(costs[name, LENGTHS[0]] < costs[name, LENGTHS[1]] for name in ("root", "tones"))
        assert strong["tones", LENGTHS[1]] > strong["tones", LENGTHS[0]]
        assert strong["tones", LENGTHS[1]] > strong["root", LENGTHS[1]] + 0.15
        assert abs(strong["root", LENGTHS[1]] - strong["root", LENGTHS[0]]) < 0.05


def test_more_keys_are_worth_more_than_stopping_early(rows):
    for seed in "012":
        four = rows["tones", "4 keys", seed, "1.0"]
        for setting in ("1 key", "1 key, 10 epochs"):
            one = rows["tones", setting, seed, "1.0"]
            assert float(one["held_out"]) > float(four["held_out"]) + 0.25
            assert float(one["strong"]) < float(four["strong"])


def test_solos_are_not_copied(rows):
    held = float(rows["corpus", "", "", ""]["copied"])
    for seed in "012":
        copied = [float(rows["tones", "4 keys", seed, warmth]["copied"]) for warmth in ("1.5", "1.0", "0.5")]
        assert copied == sorted(copied) and copied[1] < held - 1 and abs(copied[2] - held) < 1


LENGTHS = "4 keys", "4 keys, 16 epochs"


@pytest.fixture(scope="module")
def rows():
    return {
        (row["solos"], row["setting"], row["seed"], row["temperature"]): row
        for row in load(WEEK / "jazz_network.py").rows()
    }
