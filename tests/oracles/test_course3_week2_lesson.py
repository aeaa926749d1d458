"""What the second lesson of course 3 is given and measures, against independent implementations."""

import hashlib
import re
import sys

import numpy as np
import pytest
from scipy.special import log_expit, log_softmax
from sklearn.linear_model import LogisticRegression

from grading import notebooks

WEEK = notebooks.ROOT / "course3_strategy" / "source" / "week2_error_analysis"


@pytest.fixture(scope="module")
def lesson():
    """The modules of the lesson and the program that made its table: (phones, figures, runs)."""
    paths = [str(WEEK), str(notebooks.ROOT / "data" / "make")]
    sys.path[:0] = paths
    try:
        import lesson_figures
        import phone_runs
        import phones

        yield phones, lesson_figures, phone_runs
    finally:
        for path in paths:
            sys.path.remove(path)
        for name in ("lesson_figures", "phone_runs", "phones"):
            sys.modules.pop(name, None)


def test_a_cause_taken_away_changes_only_pictures_that_have_it(lesson):
    phones, _, _ = lesson
    usual = phones.phones(3000, 5)
    assert np.allclose(usual.causes.mean(axis=0), list(phones.SHARES.values()), atol=0.03)
    for i, name in enumerate(phones.CAUSES):
        other = phones.phones(3000, 5, without=(name,))
        assert np.array_equal(usual.y, other.y)
        assert np.array_equal(usual.causes, other.causes)
        changed = np.any(usual.X != other.X, axis=0)
        assert not np.any(changed & ~usual.causes[:, i])
        assert np.mean(changed[usual.causes[:, i]]) > 0.99


def test_the_archive_is_scikit_learns_digits_with_noise(lesson):
    phones, _, _ = lesson
    plain = phones.archive(2000, 3)
    assert not plain.causes.any()
    pictures, labels, _ = phones.templates()
    distance = ((plain.X.T[:, None] - pictures.reshape(1, -1, 64)[:, :]) ** 2).sum(axis=2)
    assert np.mean(labels[distance.argmin(axis=1)] == plain.y) > 0.97
    assert abs(np.sqrt(distance.min(axis=1).mean() / 64) - 0.1) < 0.01


@pytest.mark.parametrize("share", [0, 0.2, 0.4])
def test_annotators_err_as_often_as_they_should(lesson, share):
    phones, _, _ = lesson
    some = phones.phones(5000, 4)
    for habit in (False, True):
        given = phones.annotate(some, share, habit)
        assert abs(np.mean(given != some.y) - share) < 0.03
    twice = [phones.annotate(some, share, False, seed) for seed in (1, 2)]
    assert share == 0 or np.any(twice[0] != twice[1])
    assert np.all(np.arange(10) != phones.HABIT)


@pytest.mark.parametrize("questions", [False, True])
def test_the_gradients_of_a_network_are_those_of_its_cost(lesson, questions):
    phones, _, _ = lesson
    network = phones.Network(4, (5,), 3, 0, questions)
    network.W = [W.astype(float) for W in network.W]
    rng = np.random.default_rng(0)
    A, y = rng.normal(size=(4, 6)), rng.integers(0, 3, 6)
    Y = np.eye(3)[:, y]

    def cost():
        Z = network._forward(A)[-1]
        if questions:
            return -np.mean((Y * log_expit(Z) + (1 - Y) * log_expit(-Z)).sum(axis=0))
        return -np.mean(log_softmax(Z, axis=0)[y, np.arange(6)])

    network.mean, network.std = 0.0, 1.0
    network.rng = type("Order", (), {"integers": staticmethod(lambda low, high, size: np.arange(size))})()
    network.fit(A, Y if questions else y, 1, rate=0.0)
    for W, moment in zip(network.W, network.moments[0]):  # the first moment is a tenth of the gradient
        W[0, 0] += 1e-6
        above = cost()
        W[0, 0] -= 2e-6
        below = cost()
        W[0, 0] += 1e-6
        assert np.isclose((above - below) / 2e-6, 10 * moment[0, 0], atol=1e-5)


def test_a_new_head_leaves_the_base_alone_and_frozen_layers_stay(lesson):
    phones, _, _ = lesson
    some = phones.phones(300, 2, digits=(6, 7, 8, 9))
    base = phones.Network(64, (16, 8), 6, 0).fit(some.X, some.y - 6, 20)
    before = [W.copy() for W in base.W]
    model = base.with_head(4, 1).fit(some.X, some.y - 6, 20, frozen=2)
    assert all(np.array_equal(W, old) for W, old in zip(base.W, before))
    assert all(np.array_equal(W, old) for W, old in zip(model.W[:2], before))
    assert not np.array_equal(model.W[2], phones.Network(64, (16, 8), 4, 1).W[2])
    model = base.with_head(4, 1).fit(some.X, some.y - 6, 20)
    assert not np.array_equal(model.W[0], before[0])
    assert np.array_equal(base.W[0], before[0])


def test_a_network_without_hidden_layer_is_as_good_as_scikit_learns_logistic_regression(lesson):
    phones, _, _ = lesson
    known, dev = phones.phones(5000, 1000), phones.phones(10_000, 1)
    ours = phones.Network(64, (), 10, 0).fit(known.X, known.y, 1500).error(dev.X, dev.y)
    theirs = np.mean(LogisticRegression(C=0.1, max_iter=300).fit(known.X.T, known.y).predict(dev.X.T) != dev.y)
    assert abs(ours - theirs) < 0.02


def test_the_table_is_whole_and_a_run_can_be_repeated(lesson):
    _, figures, runs = lesson
    stored = (WEEK / "phone_runs.csv").read_bytes()
    (checksum,) = re.findall(r"`phone_runs.csv` \| [\d,]+ \| `(\w+)`", (notebooks.ROOT / "data/README.md").read_text())
    assert hashlib.sha256(stored).hexdigest() == checksum
    for experiment in runs.EXPERIMENTS:
        assert len(figures.runs(experiment.__name__)) >= 1
    for project, start in runs.SICK.items():
        again = 100 * np.array(runs.one_project(0, **start))
        assert np.allclose(again, figures.runs("projects")[project, "as it is"][0], atol=4)


def test_the_first_system_has_the_errors_of_which_the_text_speaks(lesson):
    phones, _, runs = lesson
    known, dev = runs.start(0), phones.phones(10_000, 1)
    wrong = runs.network(known, 0).predict(dev.X) != dev.y
    assert 0.29 < wrong.mean() < 0.33
    among = dict(zip(phones.CAUSES, dev.causes[wrong].mean(axis=0) - dev.causes[~wrong].mean(axis=0)))
    assert sorted(among, key=lambda name: among[name])[:2] in (["rim", "dirt"], ["dirt", "rim"])
    assert dev.causes[wrong].mean(axis=0).argmax() == phones.CAUSES.index("rim")
