"""What the solved notebooks of course 3, week 2 teach, against independent implementations."""

import itertools

import numpy as np
import pytest
from conftest import solved_functions
from scipy.stats import norm
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course3_strategy" / "source" / "week2_error_analysis"

# --------------------------------------------------------------------------------------------- 1_errors_and_mismatch


@pytest.fixture(scope="module")
def wild():
    return load(WEEK / "wild.py")


@pytest.fixture(scope="module")
def errors(wild):
    names = {"itertools": itertools, "LogisticRegression": LogisticRegression, "wild": wild}
    names |= {"StratifiedKFold": StratifiedKFold, "cross_val_predict": cross_val_predict}
    return solved_functions(WEEK / "1_errors_and_mismatch.ipynb", **names)


def noisy_predictions(wild, seed):
    """Return labels, some of them wrong, and out-of-fold probabilities."""
    one = wild.draw_labels(seed, 0.12)
    model = LogisticRegression(C=0.1, max_iter=300)
    return one.labels, cross_val_predict(model, one.X, one.labels, method="predict_proba")


@pytest.mark.parametrize("seed", range(5))
def test_label_errors_are_those_of_cleanlab(errors, wild, seed):
    count = pytest.importorskip("cleanlab.count")
    labels, probabilities = noisy_predictions(wild, seed)
    _, off = count.compute_confident_joint(labels, probabilities, return_indices_of_off_diagonals=True, calibrate=False)
    found = errors["find_label_errors"](labels, probabilities)
    assert sorted(found) == sorted(off)
    assert (np.diff(probabilities[found, labels[found]]) >= 0).all()


def test_ceilings_are_at_the_shares_that_wilsons_test_does_not_refuse(errors):
    causes = np.zeros((37, 3), bool)
    causes[:9, 0] = causes[30:, 2] = True
    found = errors["error_ceilings"](causes, 0.8)
    shares = (np.stack([found["low"], found["high"]]) - 0.8) / 0.2
    assert found["low"][1] == pytest.approx(0.8)
    for end in shares[:, [0, 2]]:
        z = (causes.mean(axis=0)[[0, 2]] - end) / np.sqrt(end * (1 - end) / 37)
        np.testing.assert_allclose(2 * norm.sf(abs(z)), 2 * norm.sf(1.96), rtol=1e-9)


def test_a_corrected_accuracy_is_unbiased_and_its_error_that_of_many_reviews(errors):
    rng = np.random.default_rng(2)
    labels, predicted = rng.integers(0, 4, (2, 300))
    predicted = np.where(rng.random(300) < 0.75, labels, predicted)
    true = np.where(rng.random(300) < 0.2, predicted, np.where(rng.random(300) < 0.1, (labels + 1) % 4, labels))
    groups = [np.flatnonzero(kind) for kind in (labels == predicted, labels != predicted)]
    told = []
    for _ in range(3000):
        reviewed = np.concatenate([rng.permutation(group)[:25] for group in groups])
        told.append(errors["corrected_accuracy"](labels, predicted, reviewed, true[reviewed]))
    estimates, noise = np.array(told).T
    assert estimates.mean() == pytest.approx(np.mean(predicted == true), abs=0.004)
    assert np.sqrt(np.mean(noise**2)) == pytest.approx(estimates.std(), rel=0.05)


def test_a_verdict_is_seldom_given_where_all_sets_are_alike(errors):
    rng, steps = np.random.default_rng(3), ("human", "train", "train_dev", "dev", "test")
    counts = dict(zip(steps, (300, 900, 300, 300, 300)))
    wrong = [{step: rng.binomial(counts[step], 0.1) for step in steps} for _ in range(2000)]
    share = np.mean([errors["decompose"](one, counts)[1] != "undecided" for one in wrong])
    assert 0.04 < share < 0.11  # four gaps, each above two standard errors with a probability of 2.3 %


def test_one_texture_of_fog_is_memorized(errors, wild):
    """The synthetic fog that was trained on looks far better than real fog, with one texture much more than with many."""
    hands = wild.load()
    pictures, answers = wild.load_studio_test()
    players = np.flatnonzero(hands.target)
    real = players[hands.causes[players, 1] & (hands.causes[players].sum(axis=1) == 1)]
    studio = np.flatnonzero(~hands.target)
    excess = {}
    for count in (1, 500):
        fields = wild.patches(np.random.default_rng(count), count)
        drawn = wild.features(wild.add_fog(hands.pictures[studio], fields))
        model = wild.train(np.concatenate([hands.X[studio], drawn]), np.tile(hands.y[studio], 2))
        own = np.mean(wild.predict(model, wild.features(wild.add_fog(pictures, fields, 99))) == answers)
        excess[count] = own - np.mean(wild.predict(model, hands.X[real]) == hands.true[real])
    assert excess[1] > excess[500] + 0.05


def test_reviews_where_models_differ_decide_most_situations(errors, wild):
    rows = []
    for seed in range(100):
        labels, first, second, true = wild.draw_situation([9, seed])
        truth = np.full(len(true), -1)
        chosen = errors["mend"](labels, first, second, 120, truth)
        assert (first[chosen] != second[chosen]).all()
        truth[chosen] = true[chosen]
        _, low, high = errors["mend"](labels, first, second, 120, truth)
        rows.append(low - 1e-9 <= np.mean(first == true) - np.mean(second == true) <= high + 1e-9)
    assert np.mean(rows) > 0.86
