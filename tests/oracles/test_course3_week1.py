"""What the solved notebooks of course 3, week 1 teach, against independent implementations."""

import itertools

import numpy as np
import pytest
from conftest import solved_functions
from scipy.stats import binom, binomtest, norm
from sklearn.metrics import f1_score, precision_recall_curve, precision_recall_fscore_support

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course3_strategy" / "source" / "week1_strategy"

# ---------------------------------------------------------------------------------------- metrics and human level


@pytest.fixture(scope="module")
def models():
    return load(WEEK / "metrics_models.py")


@pytest.fixture(scope="module")
def metrics():
    return solved_functions(WEEK / "1_metrics_and_human_level.ipynb", norm=norm)


def test_precision_recall_and_f_are_those_of_scikit_learn(metrics):
    rng = np.random.default_rng(0)
    for beta in (0.5, 1.0, 2.0):
        y, scores = rng.random((40, 5)) < 0.2, rng.random((40, 5)).round(1)
        y[0] = True
        found = metrics["threshold_metrics"](y, scores, 0.6, beta=beta)
        expected = precision_recall_fscore_support(y, scores >= 0.6, beta=beta, zero_division=0)
        for name, values in zip(("precision", "recall", "f"), expected):
            np.testing.assert_allclose(found[name], values)
        assert found["macro"] == pytest.approx(expected[2].mean())
    assert metrics["threshold_metrics"](y, scores, 0.6)["macro"] == pytest.approx(
        f1_score(y, scores >= 0.6, average="macro", zero_division=0)
    )


def test_the_threshold_is_the_best_of_scikit_learns_curve(metrics):
    rng = np.random.default_rng(1)
    for limit in (0.3, 0.6, 0.9, 1.0):
        y = np.append(rng.random(60) < 0.4, True).astype(int)
        scores = (0.3 * y + rng.random(61)).round(1)
        precision, recall, thresholds = precision_recall_curve(y, scores)
        enough = precision[:-1] >= limit
        found = metrics["best_threshold"](y, scores, limit)
        assert (found is None) == (not enough.any())
        if found:
            assert found[2] == pytest.approx(recall[:-1][enough].max())
            assert np.isclose(thresholds, found[0]).any()


def test_the_interval_is_scipys_wilson_interval(metrics):
    for errors, m, level in ((0, 30, 0.95), (7, 30, 0.9), (30, 30, 0.99), (123, 4000, 0.95)):
        expected = binomtest(errors, m).proportion_ci(level, method="wilson")
        np.testing.assert_allclose(metrics["error_interval"](errors, m, level), expected, atol=1e-12)


def test_paired_intervals_cover_the_truth_where_models_hardly_disagree(metrics):
    """Over all numbers of disagreements, by their exact probabilities."""
    m, gained, lost = 60, 0.04, 0.01
    covered = 0.0
    for a, b in itertools.product(range(15), range(10)):
        weight = binom.pmf(a, m, gained) * binom.pmf(b, m - a, lost / (1 - gained))
        kinds = np.arange(m)
        low, high = metrics["paired_difference"](kinds < a, (kinds >= a) & (kinds < a + b))
        covered += weight * (low <= gained - lost <= high)
    assert 0.93 < covered < 0.995


def test_the_size_of_a_dev_set_gives_the_power_that_was_asked_for(metrics):
    rng = np.random.default_rng(2)
    for difference, disagreement, power in ((0.02, 0.06, 0.8), (0.05, 0.3, 0.9)):
        m = metrics["dev_set_size"](difference, disagreement, power=power)
        shares = [(disagreement + difference) / 2, (disagreement - difference) / 2, 1 - disagreement]
        gained, lost, _ = rng.multinomial(m, shares, 40_000).T
        noticed = gained - lost > 1.96 * np.sqrt(disagreement * m)
        assert np.mean(noticed) == pytest.approx(power, abs=0.015)


def test_annotators_are_compared_with_a_vote_counted_one_by_one(metrics, models):
    X, _ = models.noisy_digits(60, seed=3)
    table = models.annotate(X, seed=4)[:5]
    found = metrics["human_level"](table)
    wrong, compared = np.zeros(5), np.zeros(5)
    for column in table.T:
        for a, own in enumerate(column):
            others = np.delete(column, a)
            labels, counts = np.unique(others[others >= 0], return_counts=True)
            if own >= 0 and len(counts) and np.sum(counts == counts.max()) == 1:
                compared[a] += 1
                wrong[a] += labels[counts.argmax()] != own
    np.testing.assert_allclose(found["errors"], wrong / compared)


def test_the_diagnosis_is_as_sure_as_simulated_dev_sets_are(metrics):
    """Errors drawn anew around the measured ones: how often is the avoidable bias the larger gap?"""
    rng = np.random.default_rng(5)
    for human, train, dev in (((20, 900), (70, 800), (105, 1000)), ((30, 600), (40, 1200), (75, 900))):
        h, t, d = (rng.binomial(m, k / m, 100_000) / m for k, m in (human, train, dev))
        share = np.mean(t - h > d - t) + np.mean(t - h == d - t) / 2
        assert metrics["diagnose"](human, train, dev)["probability"] == pytest.approx(share, abs=0.02)


def test_everybody_off_the_front_is_beaten_by_somebody_on_it(metrics):
    measures = np.random.default_rng(6).integers(0, 9, (40, 3)).astype(float)
    front = metrics["pareto_front"](measures, np.array([9, 9, 9]))
    for model in range(40):
        beaten = any(
            (measures[one] <= measures[model]).all() and (measures[one] != measures[model]).any() for one in front
        )
        assert beaten == (model not in front)


def test_claims_of_equal_models_are_rare_and_those_of_different_ones_are_found(metrics, models):
    equal = [models.draw_equal(12, 800, seed) for seed in range(200)]
    claims = [metrics["choose_model"](wrong, np.ones(12), np.ones(12), 2, 2)[1] for wrong in equal]
    assert np.mean([len(worse) > 0 for worse in claims]) < 0.05
    shifted = equal[0].copy()
    shifted[3] |= np.random.default_rng(7).random(800) < 0.06
    assert metrics["choose_model"](shifted, np.arange(12.0), np.ones(12), 20, 2)[1] == [3]


def test_a_drawn_project_has_the_models_within_the_limits_that_it_promises(models):
    for number in (2, 3, 100):
        family = models.draw_project([3, number], number)
        fits = (family.latency <= family.max_latency) & (family.size <= family.max_size)
        best = family.errors[fits].min()
        assert fits.sum() == number and len(fits) == number + 2
        assert 1 <= np.sum(family.errors[fits] > best + 1e-12) <= 3
        assert np.any(family.latency[fits] == family.max_latency) and np.any(family.size[fits] == family.max_size)


def test_the_bayes_error_of_the_noisy_digits_is_below_that_of_every_annotator(models):
    X, y = models.noisy_digits(2000, seed=8)
    table = models.annotate(X, seed=9)
    bayes = np.mean(models.best_guesses(X) != y)
    assert 0.02 < bayes < 0.04
    for row in table[:5]:
        assert np.mean(row[row >= 0] != y[row >= 0]) > 2 * bayes


def test_costs_are_those_of_leaves_drawn_as_in_use(metrics, models):
    rng = np.random.default_rng(10)
    y, predictions = models.draw_leaves(seed=11)
    costs, mix = rng.integers(1, 50, (3, 3)), np.array([0.8, 0.15, 0.05])
    drawn = rng.choice(len(y), 200_000, p=(mix / np.bincount(y))[y])
    table = np.hstack([costs, np.full((3, 1), 2)])
    expected = [np.mean(table[y[drawn], row[drawn]]) for row in predictions]
    np.testing.assert_allclose(metrics["product_cost"](y, predictions, costs, 2, mix), expected, rtol=0.03)
