"""What the lesson of week 1 of course 5 is given and measures, against independent computations."""

import re

import numpy as np
import pytest
from conftest import lesson_modules


@pytest.fixture(scope="module")
def lesson():
    with lesson_modules("course5_sequence/week1_recurrent_networks") as modules:
        yield modules


def test_numbers_in_words(lesson):
    networks, _, _ = lesson
    assert [networks.spelled(n) for n in (0, 7, 13, 40, 99, 100, 213, 999)] == [
        "zero", "seven", "thirteen", "forty", "ninety nine", "one hundred", "two hundred thirteen",
        "nine hundred ninety nine",
    ]  # fmt: skip
    assert len({networks.spelled(n) for n in range(1000)}) == 1000
    assert max(len(networks.spelled(n)) for n in range(1000)) < networks.LONGEST
    learn, held = networks.numbers()
    assert sorted([*learn, *held]) == list(range(1000))


def test_names_are_decided_by_what_the_text_says(lesson):
    networks, _, _ = lesson
    data = networks.tagged(300, 5, 2)
    for row, marks, kinds in zip(data.X, data.Y, data.kinds):
        words = [networks.TAGGED[k] for k in row if k]
        assert words[0] in networks.OPENINGS
        for t in np.flatnonzero(kinds):
            assert words[t] in networks.BOTH
            if kinds[t] == 1:
                assert marks[t] == (words[t - 1] in networks.TITLES)
            else:
                verb = t + 1 if kinds[t] == 2 else next(
                    k for k in range(t + 4, len(words)) if words[k] in networks.PEOPLE + networks.THINGS
                )  # fmt: skip
                assert marks[t] == (words[verb] in networks.PEOPLE)
        assert not marks[: len(words)][kinds[: len(words)] == 0].any()


def test_the_language_has_probabilities_and_keeps_its_rules(lesson):
    networks, _, _ = lesson
    data = networks.said(300, 3)
    pattern = re.compile(r"^the (\w+ )+\.$")
    for text, place, depth, many in zip(data.texts, data.verbs, data.depths, data.number):
        assert pattern.match(" ".join(text))
        assert networks.allowed(text) == len(text)
        subject = next(word for word in text if word in networks.NOUNS["one"] + networks.NOUNS["many"])
        assert many == (subject in networks.NOUNS["many"])
        assert text[place] in networks.VERBS["many" if many else "one"]
        assert depth == sum(word in [*networks.PLACES, "that"] for word in text)
    states, open_states = set(), [("start",)]
    while open_states:
        state = open_states.pop()
        if state is not None and state not in states:
            states.add(state)
            choices = networks.following(state).values()
            assert sum(share for share, _ in choices) == pytest.approx(1)
            open_states += [following for _, following in choices]
    assert networks.allowed(["the", "dog", "wait", "."]) == 2
    assert networks.allowed(["the", "dog", "waits"]) < 3


def test_log_probabilities_of_sentences_are_the_rules(lesson):
    networks, _, _ = lesson
    data = networks.said(50, 4)
    for text, log in zip(data.texts, data.logs):
        state, total = ("start",), 0
        for word in text:
            share, state = networks.following(state)[word]
            total += np.log(share)
        assert total == pytest.approx(log)


def test_counts_of_words_are_probabilities(lesson):
    networks, _, _ = lesson
    texts = [[0, 1, 2], [0, 1, 1], [2, 0]]
    for strength in (0.5, 3):
        model = networks.Ngram(texts, 3, 4, strength)
        for past in ([], [0], [0, 1], [3, 3], [2, 0]):
            assert sum(model.probability(k, past) for k in range(4)) == pytest.approx(1)
    plain = networks.Ngram(texts, 2, 4, 0)
    assert plain.probability(1, [0]) == 1
    assert plain.probability(2, [1]) == pytest.approx(1 / 2)
    assert networks.Ngram(texts, 1, 4, 0).perplexity([[0], [1]]) == pytest.approx(8 / 3)
    assert networks.perplexity(np.log([0.5, 0.125, 0.25, 0.25]), 4) == pytest.approx(4)


def test_the_sum_over_steps_is_the_shared_gradient(lesson):
    networks, _, _ = lesson
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(20, 7, 5)).astype(np.float32), rng.integers(0, 2, 20).astype(np.int32)
    value, parts, norms, (weights, head) = networks.through_time(x, y)
    same, whole = networks.shared(x, y, weights, head)
    assert value == pytest.approx(same, abs=1e-5)
    assert np.allclose(parts.sum(axis=0), whole, atol=1e-5)
    assert norms.shape == (7,)


def test_derivative_of_the_quiz(lesson):
    def last(w):
        return w * (w * 1 + 1) + 1

    assert (last(2.001) - last(1.999)) / 0.002 == pytest.approx(5)


def test_gradients_reach_back_as_the_lesson_says(lesson):
    networks, _, _ = lesson
    shares = {name: np.mean([np.log10(one[0] / one[-1]) for one in (networks.fresh_reach(name, k) for k in range(3))])
              for name in networks.CELLS}  # fmt: skip
    assert shares["LSTM"] > shares["RNN"] + 2 > shares["GRU"] + 5
    biased = [np.log10(one[0] / one[-1]) for one in (networks.lstm_reach(bias, 0) for bias in (0, 1, 3, 5))]
    assert biased == sorted(biased)
    assert biased[-1] > -2
    tanh, linear = (networks.reach(networks.scaled_rnn(1.1, 0, activation=name)) for name in ("tanh", None))
    assert tanh[0] < 1e-3 * tanh[-1]
    assert linear[0] > 1e3 * linear[-1]


def test_sequences_of_the_memory_task_and_of_the_streams(lesson):
    networks, _, _ = lesson
    X, y = networks.recall(200, 12, 0)
    assert np.array_equal(X[:, 0], y)
    assert X[:, 1:].min() >= 2
    X, Y, away = networks.stream(50, 40, 0)
    for row, answers, far in zip(X, Y, away):
        for t in np.flatnonzero(answers >= 0):
            assert row[t] == networks.QUERY
            assert row[t - far[t]] == answers[t]
            assert not np.any(row[t - far[t] + 1 : t] < networks.SWITCHES)


def test_the_text_is_small_and_plain(lesson):
    _, figures, _ = lesson
    lessons = figures.lessons()
    assert len(lessons) == 12
    assert (figures.HERE / "lesson_text.csv").stat().st_size < 200_000
    assert all(re.fullmatch(r"[a-z0-9.,;:?' -]+", line) for lesson in lessons for line in lesson)


def test_the_table_is_whole_and_says_what_the_lesson_says(lesson):
    _, figures, runs = lesson
    table = {experiment.__name__: figures.runs(experiment.__name__) for experiment in runs.EXPERIMENTS}
    per_seed = {"starts": 2}
    for name, found in table.items():
        assert {len(rows) for rows in found.values()} == {per_seed.get(name, 1) * len(runs.SEEDS)}
    moved = {kind: rows for (kind, _), rows in table["moved"].items()}
    assert moved["dense"][:, 1].max() < 0.75 < 0.95 < min(moved["recurrent"].min(), moved["window"].min())
    language = {model: rows for (model, _), rows in table["language"].items()}
    for cell in ("RNN", "GRU", "LSTM"):
        assert language[cell][:, 0].max() < 4.3 < language["3-gram"][:, 0].min()
        assert language[cell][:, 7].min() > 0.8 > 0.75 > language["5-gram"][:, 3:].max()
    assert language["5-gram"][:, 1].max() < 4.03 < 6 < language["5-gram"][:, 0].min()
    names = {name: rows for (name, _), rows in table["names"].items()}
    assert names["both ways"][:, :3].min() > 0.98
    assert names["delayed"][:, :2].min() > 0.98
    assert max(names["forward"][:, 1:3].max(), names["delayed"][:, 2].max(), names["window"][:, 2].max()) < 0.6
    counts = [rows[0, 3] for rows in names.values()]
    assert max(counts) < 1.2 * min(counts)
    explode = {case: rows for (case, what), rows in table["explode"].items() if what == "summary"}
    assert explode["no clipping"][:, 2].max() < 0.6
    assert min(rows[:, 2].min() for case, rows in explode.items() if case != "no clipping") > 0.95
    first, second = table["starts"]["sick", "summary"], table["starts"]["clipped", "summary"]
    learn = np.isin(np.arange(6), figures.LEARNS)
    assert first[learn, 1].max() < 0.01 < 0.69 < first[~learn, 1].min()
    assert second[:, 1].max() < 0.01
    assert second[:, 4].max() <= 83
    recall = table["recall"]
    for (memory, steps), rows in recall.items():
        if memory.endswith("keeps"):
            assert rows.min() > 0.98
        elif steps == "30":
            assert rows.max() < 0.6
    padding = table["padding"]
    many = padding["filled", "15 and more"][:, 0]
    assert np.median(many) < 0.1 and many.max() < 0.8 < 0.95 < padding["filled", "no"][:, 0].min()
    np.testing.assert_array_equal(padding["table", "alone"], padding["table", "alone, masked"])
    assert padding["length", "up to 12"][:, 0].min() > 0.9
    for masked in ("alone, masked", "batch, masked"):
        assert np.trace(padding["table", masked].mean(axis=0).reshape(3, 3)) > 0.99 * 300
    leak = {case: rows for (case, _), rows in table["leak"].items()}
    assert leak["first"][:, :11].max() < 1.1 < 3.5 < leak["first"][:, 11].min()
    assert leak["second"][:, :12].max() < 1.1
    assert leak["mended"][:, :12].min() > 3
    pieces = table["pieces"]
    same = "distance 4 to 6, query at places {} of its piece"
    for case in ("sick", "larger"):
        assert pieces[case, same.format("1 to 4")].max() < 0.65 < 0.95 < pieces[case, same.format("8 to 10")].min()
        assert pieces[case, "distance 15 and more"].max() < 0.6
    assert min(rows.min() for (case, _), rows in pieces.items() if case == "mended") > 0.95


def test_sampled_sentences_obey_the_rules_as_the_lesson_says(lesson):
    networks, _, _ = lesson
    train, test = networks.said(2000, 10), networks.said(1000, 2)
    speaker = networks.speaker("LSTM", units=48)
    networks.train(speaker, train.X, train.Y, 450)
    assert networks.judged(speaker, test)[0] < 4.3
    known = {" ".join(text) for text in train.texts}
    obeying, fresh = {}, {}
    for temperature in (0.1, 0.5, 1.0, 1.5, 2.0):
        texts = networks.drawn(speaker, 200, temperature)
        lines = [" ".join(text) for text in texts if networks.allowed(text) == len(text)]
        obeying[temperature], fresh[temperature] = len(lines) / 200, len(set(lines) - known)
    assert max(obeying, key=obeying.get) == 0.5
    assert obeying[1.0] > obeying[1.5] > obeying[2.0]
    assert obeying[0.1] < 0.6
    assert fresh[0.1] < 0.6 * fresh[0.5]
