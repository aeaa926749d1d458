"""What the solved notebooks of course 3, week 2 teach, against independent implementations."""

import itertools

import numpy as np
import pytest
from conftest import solved_functions
from scipy.interpolate import interp1d
from scipy.optimize import brentq
from scipy.stats import bootstrap, norm, sem, ttest_rel
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import zero_one_loss
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


def test_the_first_reviews_alone_are_no_sample(errors, wild):
    """Where the annotators' care changes on the way, reviews of the first pictures miss the difference too often."""
    rows = []
    for seed in range(200):
        labels, first, second, true = wild.draw_situation([8, seed])
        truth = np.full(len(true), -1)
        chosen = np.flatnonzero(first != second)[:120]
        truth[chosen] = true[chosen]
        _, low, high = errors["mend"](labels, first, second, 120, truth)
        rows.append(low - 1e-9 <= np.mean(first == true) - np.mean(second == true) <= high + 1e-9)
    assert np.mean(rows) < 0.8


def test_with_weak_regularization_no_threshold_finds_the_wrong_labels(errors, wild):
    """With a strong one it hardly matters whether the model has learned from the label that it is asked about."""

    def reached(strength, own):
        """Return precision where few labels are wrong and recall where many are, at the best threshold."""
        rows = []
        for kind, share in enumerate((0.03, 0.14)):
            for seed in range(6):
                X, labels, wrong = wild.draw_labels([7, kind, seed], share)
                model = LogisticRegression(C=strength, max_iter=300)
                if own:
                    found = model.fit(X, labels).predict_proba(X)
                else:
                    found = cross_val_predict(model, X, labels, method="predict_proba")
                flags = found[np.arange(len(X)), labels] < np.linspace(0.01, 0.5, 50)[:, None]
                rows.append(((flags & wrong).sum(axis=1) + 1e-9) / ((wrong if kind else flags).sum(axis=-1) + 1e-9))
        return max(np.reshape(rows, (2, 6, 50)).mean(axis=1).T, key=min)

    assert min(reached(1, own=True)) < 0.62
    assert min(reached(1, own=False)) < 0.66
    strong = [reached(0.02, own) for own in (True, False)]
    assert np.min(strong) > 0.68
    assert np.abs(strong[0] - strong[1]).max() < 0.08


# ------------------------------------------------------------------------------------------ 3_transfer_and_multitask


@pytest.fixture(scope="module")
def tasks():
    return load(WEEK / "transfer_tasks.py")


@pytest.fixture(scope="module")
def transfer(tasks):
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    return solved_functions(
        WEEK / "3_transfer_and_multitask.ipynb", keras=keras, tf=tf, tasks=tasks, transfer_tasks=tasks
    )


def test_the_masked_loss_is_keras_binary_cross_entropy_of_the_labels_that_are_there(transfer):
    import keras
    import tensorflow as tf

    rng = np.random.default_rng(0)
    for missing in (0, 0.3, 0.9):
        labels, logits = (rng.random((9, 4)) < 0.5).astype("float32"), rng.normal(0, 3, (9, 4)).astype("float32")
        labels[rng.random((9, 4)) < missing] = np.nan
        there = ~np.isnan(labels)
        expected = keras.losses.BinaryCrossentropy(from_logits=True)(labels[there], logits[there])
        found = transfer["masked_loss"](tf.constant(labels), tf.constant(logits))
        assert float(found) == pytest.approx(float(expected), rel=1e-5)


def test_the_gradient_of_the_masked_loss_agrees_with_finite_differences(transfer):
    import tensorflow as tf

    labels = tf.constant([[1, np.nan], [0, 1], [np.nan, 0]], tf.float32)
    logits = np.array([[0.5, -2], [1, 0.2], [3, -1]], np.float32)
    with tf.GradientTape() as tape:
        variable = tf.Variable(logits)
        loss = transfer["masked_loss"](labels, variable)
    gradient = tape.gradient(loss, variable).numpy()
    for index in np.ndindex(logits.shape):
        step = np.zeros_like(logits)
        step[index] = 0.01
        up, down = (float(transfer["masked_loss"](labels, tf.constant(logits + s))) for s in (step, -step))
        assert gradient[index] == pytest.approx((up - down) / 0.02, abs=1e-4)


def test_errors_are_scikit_learns_zero_one_losses(transfer):
    rng = np.random.default_rng(1)
    labels, logits = (rng.random((40, 5)) < 0.5).astype(float), rng.normal(size=(40, 5))
    labels[rng.random((40, 5)) < 0.4] = np.nan
    labels[:, 2] = np.nan
    found = transfer["per_task_errors"](labels, logits)
    for task in (0, 1, 3, 4):
        there = ~np.isnan(labels[:, task])
        assert found[task] == pytest.approx(zero_one_loss(labels[there, task], logits[there, task] > 0))
    assert np.isnan(found[2])


def test_the_crossing_is_a_root_of_scipys_interpolation(transfer):
    sizes, rng = np.array([5.0, 10, 20, 40, 80]), np.random.default_rng(2)
    for _ in range(20):
        difference = np.sort(rng.normal(0, 0.1, 5)) + rng.normal(0, 0.01, (7, 5))
        low, crossing, high = transfer["crossing_point"](sizes, 0.3 + difference, np.full((7, 5), 0.3))
        mean = difference.mean(axis=0)
        if mean[0] < 0 < mean[-1] and np.all(np.diff(mean) > 0):
            root = brentq(interp1d(np.log(sizes), mean), np.log(5), np.log(80))
            assert crossing == pytest.approx(np.exp(root))
            assert low <= crossing <= high
        clear = np.abs(mean) > 2 * sem(difference)
        assert low == max(sizes[clear & (mean < 0)], default=0)


def test_the_interval_holds_what_a_bootstrap_over_the_seeds_finds(transfer, tasks):
    runs, figures = tasks.load_runs(), load_figures()
    _, every, _, head = figures.chosen(runs["near"]).transpose(0, 2, 1)

    def crossing(order):
        return transfer["crossing_point"](np.array(tasks.SIZES), head[order], every[order])[1]

    low, point, high = transfer["crossing_point"](np.array(tasks.SIZES), head, every)
    found = bootstrap((np.arange(16),), crossing, vectorized=False, n_resamples=400, method="percentile", rng=0)
    lower, upper = np.nanpercentile(found.bootstrap_distribution, [2.5, 97.5])  # nan where no lines cross
    assert low <= lower <= point <= upper <= high


def load_figures():
    import sys

    sys.path.insert(0, str(WEEK))
    try:
        return load(WEEK / "transfer_figures.py")
    finally:
        sys.path.remove(str(WEEK))


def test_two_stages_find_what_stands_alone_in_a_scene(transfer, tasks):
    *_, centres = tasks.draw_scenes(3, 10)
    scenes = tasks.draw(
        tasks.draw_alphabet(6, np.random.default_rng(0)),
        np.zeros(len(centres), int),
        np.random.default_rng(1),
        16,
        centres,
        noise=0,
    ).reshape(-1, 16, 16)
    lost = []

    def ink(windows):
        lost.append(scenes.sum(axis=(1, 2)) + 256 - (windows.sum(axis=1) + 100))
        return windows

    transfer["two_stage"](scenes, lambda scenes: centres, ink, 10)
    assert np.mean(lost[0] < 2) > 0.9  # of the ink, hardly any lies outside of the window


def test_pairs_are_those_of_scipys_paired_t_test_with_bonferronis_correction(transfer):
    rng = np.random.default_rng(4)
    for _ in range(30):
        n, k = int(rng.integers(6, 15)), int(rng.integers(3, 6))
        alone = rng.normal(0.3, 0.03, (n, k))
        beside = alone[:, :, None] + rng.normal(0, 0.01, (n, k, k)) + rng.choice([-0.03, 0, 0, 0.03], (k, k))
        beside[:, range(k), range(k)] = alone
        verdict = np.zeros((k, k))
        for i, j in np.argwhere(~np.eye(k, dtype=bool)):
            test = ttest_rel(beside[:, i, j], alone[:, i])
            verdict[i, j] = np.sign(test.statistic) * (test.pvalue < 0.05 / (k * (k - 1)))
        expected = [
            (i, j)
            for i in range(k)
            for j in range(i + 1, k)
            if -1 in (verdict[i, j], verdict[j, i]) and 1 not in (verdict[i, j], verdict[j, i])
        ]
        assert sorted(transfer["sharing_pairs"](alone, beside)) == expected


def test_the_stored_runs_say_what_the_text_says(transfer, tasks):
    """Who wins with few and with many, and where sharing hurts; each by more than two standard errors."""
    runs, figures = tasks.load_runs(), load_figures()
    for kind in tasks.TARGETS:
        scratch, every, _, head = figures.chosen(runs[kind])
        for few in (2, 3):
            assert (head - every)[few].mean() < -2 * sem((head - every)[few])
        assert (head - every)[-1].mean() > 2 * sem((head - every)[-1])
        assert np.all((scratch - every).mean(axis=1) > -2 * sem(scratch - every, axis=1))
    narrow = runs["noise"][2, 0, 1, :, 0] - runs["noise"][2, 0, 0, :, 0]
    assert narrow.mean() < -2 * sem(narrow)
    related, _, noise = (runs[kind][:, 0, 1, :, 0] - wide for kind, wide in zip(tasks.QUESTIONS, runs["wide"]))
    assert related[0].mean() < -2 * sem(related[0])
    assert related[2].mean() > 2 * sem(related[2])
    assert np.all(noise.mean(axis=1) > 2 * sem(noise, axis=1))
    np.testing.assert_array_equal(runs["noise"][2, 0, 1], runs["noise"][2, 1, 1])  # the two losses are the same
    end_to_end, in_stages, _ = runs["stages"].transpose(2, 0, 1)
    assert (in_stages - end_to_end)[0].mean() < -2 * sem((in_stages - end_to_end)[0])
    assert (in_stages - end_to_end)[-1].mean() > 2 * sem((in_stages - end_to_end)[-1])


def test_the_given_networks_have_the_gradient_of_keras(tasks):
    """One step of the NumPy networks moves the weights as one step of Keras's Adam does."""
    keras = pytest.importorskip("keras")
    rng = np.random.default_rng(5)
    X, y = rng.normal(size=(20, 6)).astype("float32"), rng.integers(3, size=20)
    networks = tasks.Networks((6, 5, 3), [0])
    model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(5, activation="relu"), keras.layers.Dense(3)])
    model.set_weights([view[0] if view.shape[1] > 1 else view[0, 0] for view in networks.views()])
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(0.01), loss)
    model.fit(X, y, batch_size=20, epochs=5, verbose=0, shuffle=False)
    networks.train(X[None], np.eye(3, dtype="float32")[y][None], 5, 0.01)
    np.testing.assert_allclose(networks.logits(X)[0], model.predict(X, verbose=0), atol=1e-4)
