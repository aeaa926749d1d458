"""What the first lesson of course 3 is given and measures, against independent implementations."""

import hashlib
import re
import sys
from collections import Counter

import numpy as np
import pytest
from scipy import stats
from scipy.special import softmax
from sklearn.linear_model import LogisticRegression

from grading import notebooks

WEEK = notebooks.ROOT / "course3_strategy" / "source" / "week1_strategy"


@pytest.fixture(scope="module")
def lesson():
    """The modules of the lesson and the program that made its table: (meters, figures, runs)."""
    paths = [str(WEEK), str(notebooks.ROOT / "data" / "make")]
    sys.path[:0] = paths
    try:
        import lesson_figures
        import meter_runs
        import meters

        yield meters, lesson_figures, meter_runs
    finally:
        for path in paths:
            sys.path.remove(path)
        for name in ("lesson_figures", "meter_runs", "meters"):
            sys.modules.pop(name, None)


@pytest.mark.parametrize(("noise", "side"), [(0.25, 8), (0.4, 8), (0.15, 4)])
def test_the_ideal_observer_follows_bayes_rule(lesson, noise, side):
    meters, _, _ = lesson
    X, _ = meters.draw(40, noise, 3, side)
    pictures, labels = meters.templates(side)
    for picture, says in zip(X.T, meters.ideal(X, noise)):
        likelihood = stats.norm.logpdf(picture, pictures, noise).sum(axis=1)
        share = softmax(likelihood)
        posterior = [share[labels == digit].sum() for digit in range(10)]
        assert says == np.argmax(posterior)


def test_nobody_is_better_than_the_ideal_observer(lesson):
    meters, _, _ = lesson
    X, y = meters.draw(4000, 0.4, 5)
    errors = [np.mean(meters.reader(X, 0.4, own, 1) != y) for own in (0.1, 0.25, 0.4)]
    assert np.mean(meters.ideal(X, 0.4) != y) <= errors[0] < errors[1] < errors[2]


def test_a_vote_takes_the_most_frequent_reading(lesson):
    meters, _, _ = lesson
    readings = np.random.default_rng(0).integers(0, 4, (5, 300))
    for column, winner in zip(readings.T, meters.vote(readings)):
        counts = Counter(column.tolist())
        assert counts[winner] == max(counts.values())
        assert winner == next(value for value in column if counts[value] == counts[winner])


def test_the_cameras_draw_what_they_say(lesson):
    meters, _, _ = lesson
    X, y = meters.wheels(2000, 0.05, 0.2, 1)
    assert X.shape == (64, 2000)
    assert 0.03 < y.mean() < 0.07
    Z, z = meters.second_camera(500, 4)
    plain, same = meters.draw(500, 0.3, 4)
    assert np.array_equal(z, same)
    assert np.array_equal(Z.reshape(8, 8, -1)[:, 1:], plain.reshape(8, 8, -1)[:, :-1])
    moved = meters.moved(plain, 0.3, 0)
    assert 0.2 < np.mean(np.any(moved != plain, axis=0)) < 0.4
    assert np.array_equal(np.sort(moved, axis=0), np.sort(plain, axis=0))


def test_a_network_without_hidden_layer_is_as_good_as_scikit_learns_logistic_regression(lesson):
    meters, _, _ = lesson
    X, y = meters.draw(5000, 0.25, 1)
    D, d = meters.draw(10_000, 0.25, 2)
    ours = meters.Network(64, (), 10, 0).fit(X, y, 1500).error(D, d)
    theirs = np.mean(LogisticRegression(C=0.1, max_iter=300).fit(X.T, y).predict(D.T) != d)
    assert abs(ours - theirs) < 0.015


def test_the_gradients_of_a_network_are_those_of_its_cost(lesson):
    meters, _, _ = lesson
    network = meters.Network(4, (5,), 3, 0)
    network.W = [W.astype(float) for W in network.W]
    rng = np.random.default_rng(0)
    A, y = rng.normal(size=(4, 6)), rng.integers(0, 3, 6)

    def cost():
        logits = network._forward(A)[-1]
        return -np.mean(np.log(softmax(logits, axis=0)[y, np.arange(6)]))

    layers = network._forward(A)
    error = (softmax(layers[-1], axis=0) - np.eye(3)[:, y]) / 6
    claimed = [((network.W[1].T @ error) * (layers[1] > 0)) @ A.T, error @ layers[1].T]
    network._update(layers, error, 0.0, 0.0)  # the first moment is a tenth of the gradient
    for W, moment, gradient in zip(network.W, network.moments[0], claimed):
        assert np.allclose(10 * moment, gradient, atol=1e-6)
        W[0, 0] += 1e-6
        above = cost()
        W[0, 0] -= 2e-6
        below = cost()
        W[0, 0] += 1e-6
        assert np.isclose((above - below) / 2e-6, gradient[0, 0], atol=1e-6)


def test_the_table_is_whole_and_a_run_can_be_repeated(lesson):
    _, figures, runs = lesson
    stored = (WEEK / "meter_runs.csv").read_bytes()
    (checksum,) = re.findall(r"`meter_runs.csv` \| [\d,]+ \| `(\w+)`", (notebooks.ROOT / "data/README.md").read_text())
    assert hashlib.sha256(stored).hexdigest() == checksum
    for experiment in runs.EXPERIMENTS:
        assert len(figures.runs(experiment.__name__)) > 1
    for project, start in runs.SICK.items():
        again = 100 * np.array(runs.run(0, **start))
        assert np.allclose(again, figures.runs("remedies")[project, "as it is"][0], atol=3)


def test_scores_and_costs_are_those_of_the_counts(lesson):
    _, figures, _ = lesson
    counts = np.array([[30, 0], [10, 0], [20, 50], [940, 950]])
    accuracy, precision, recall, f1 = figures.scores(counts)
    assert np.allclose(accuracy, [0.97, 0.95])
    assert np.allclose(precision, [0.75, 0])
    assert np.allclose(recall, [0.6, 0])
    assert np.allclose(f1, [2 / (1 / 0.75 + 1 / 0.6), 0])
    assert np.allclose(figures.cost_of(counts, 20), [410, 1000])


def test_the_networks_of_the_lesson_reach_what_its_text_says(lesson):
    """The cells whose outputs nbval leaves alone: errors of the networks, wrong choices on dev sets, misread zeros."""
    meters, figures, _ = lesson
    X, y = meters.draw(8000, 0.25, 1000)
    D, d = meters.draw(20_000, 0.25, 2)
    units = {"none": (), "8": (8,), "32": (32,), "128": (128,), "256": (256,)}
    says = {name: meters.Network(64, size, 10, 0).fit(X, y, 1200).predict(D) for name, size in units.items()}
    errors = {name: np.mean(reading != d) for name, reading in says.items()}
    assert errors["8"] > errors["none"] + 0.01 > errors["32"] + 0.02
    assert errors["none"] > errors["32"] > errors["128"] + 0.005 > errors["256"] + 0.005
    stored = {m: np.mean(figures.nearest(X[:, :m], y[:m], D[:, :10_000]) != d[:10_000]) for m in (2000, 8000)}
    assert stored[8000] < 0.6 * errors["256"] < errors["256"] < stored[2000]
    wrong = np.stack([says[name] != d for name in ("32", "128")])
    same, apart = (np.mean(figures.sampled(wrong, 300, same=same) < 0) for same in (True, False))
    assert 0.05 < same < 0.2 < apart < 0.35

    X, y = meters.draw(3000, 0.3, 50)
    D, d = meters.draw(20_000, 0.3, 3)
    weights = np.where(y == 0, 10, 1) / np.where(y == 0, 10, 1).mean()
    plain, careful = (
        [meters.Network(64, (64,), 10, seed).fit(X, y, 800, weights=use).predict(D) for seed in range(3)]
        for use in (None, weights)
    )
    assert np.mean([says != d for says in plain]) < np.mean([says != d for says in careful]) < 0.14
    missed = [np.mean([(says != d) & (d == 0) for says in network]) for network in (plain, careful)]
    assert 0.003 < missed[0] < 0.006
    assert missed[1] < 0.7 * missed[0]


def test_a_vote_whose_ties_the_most_careful_reader_decides_is_better_than_each_reader(lesson):
    meters, _, _ = lesson
    T, t = meters.draw(20_000, 0.25, 9)
    readings = [meters.reader(T, 0.25, own, seed) for seed, own in enumerate((0.45, 0.35, 0.35, 0.25, 0.2))]
    hasty, *_, experienced, expert = (np.mean(reading != t) for reading in readings)
    three, five = (np.mean(meters.vote(some[::-1]) != t) for some in (readings[:3], readings))
    assert five < expert < experienced < three < hasty / 3


def test_the_network_with_a_cheap_threshold_costs_less_than_half_as_much_as_the_neuron(lesson):
    meters, figures, _ = lesson
    neuron = figures.cost_of(figures.alarms()["one neuron, weight 20"], 100).mean()
    (V, v), (Z, z) = meters.wheels(10_000, 0.05, 0.2, 900), meters.wheels(20_000, 0.05, 0.2, 2)
    X, y = meters.wheels(4000, 0.05, 0.2, 10)
    weights = np.where(y == 1, 5, 1).astype(np.float32)
    network = meters.Network(64, (32,), 2, 0).fit(X, y, 1000, weights=weights / weights.mean())

    def cost(scores, truth, threshold):
        return 1000 * np.mean(np.where(truth == 1, 100 * (scores <= threshold), scores > threshold))

    scores = softmax(network.logits(V), axis=0)[1]
    cheapest = min(np.quantile(scores, np.linspace(0, 1, 400)), key=lambda threshold: cost(scores, v, threshold))
    assert 350 < cost(softmax(network.logits(Z), axis=0)[1], z, cheapest) < neuron / 2
