"""What the solved notebook on transfer learning teaches, against SciPy, the stored runs and other splits."""

import csv

import numpy as np
import pytest
from conftest import solved_functions
from scipy.special import expit
from sklearn.linear_model import LogisticRegression

from grading import notebooks
from helpers import data, pretrained

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week2_case_studies"


@pytest.fixture(scope="module")
def keras():
    return pytest.importorskip("keras")


@pytest.fixture(scope="module")
def solved(keras):
    def small(input_shape):
        inputs = keras.Input(input_shape)
        hidden = keras.layers.Conv2D(5, 3, strides=2)(inputs)
        return keras.Model(inputs, keras.layers.ReLU()(keras.layers.BatchNormalization()(hidden)))

    flip = keras.layers.RandomFlip
    return solved_functions(
        WEEK / "3_mobilenet_transfer.ipynb",
        keras=keras,
        layers=keras.layers,
        LogisticRegression=LogisticRegression,
        preprocess_input=keras.applications.mobilenet_v2.preprocess_input,
        mobilenet_v2=small,
        IMG_SIZE=(20, 20),
        BATCH_SIZE=16,
        model2=None,
        data_augmenter=lambda: keras.Sequential([flip("horizontal")]),
    )


@pytest.fixture(scope="module")
def runs():
    found = {}
    with (WEEK / "transfer_runs.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault((row["method"], int(row["pictures"])), []).append(float(row["accuracy"]))
    return found


@pytest.fixture(scope="module")
def known():
    with np.load(data.FOLDER / "alpaca_features.npz") as file:
        return file["features"] / 50, file["labels"].astype(int)


def test_augmentation_only_acts_in_training(solved, keras):
    augment, X = solved["data_augmenter"](), np.random.default_rng(1).uniform(0, 255, (8, 12, 12, 3)).astype("float32")
    assert np.array_equal(augment(X, training=False), X)
    assert not np.array_equal(augment(X, training=True), X)


def test_the_model_is_the_head_on_the_features(solved):
    model = solved["alpaca_model"]((20, 16), solved["data_augmenter"]())
    X = np.random.default_rng(2).integers(0, 256, (5, 20, 16, 3)).astype("uint8")
    F = solved["pooled_features"](model.layers[2], X, 2)
    w, b = model.layers[-1].get_weights()
    np.testing.assert_allclose(model(X.astype("float32"), training=False), F @ w + b, rtol=1e-4, atol=1e-5)
    assert len(model.trainable_weights) == 2


def test_training_the_head_leaves_the_base(solved, keras):
    model = solved["alpaca_model"]((20, 20), solved["data_augmenter"]())
    before = model.layers[2].get_weights()
    model.compile("sgd", keras.losses.BinaryCrossentropy(from_logits=True))
    model.fit(np.full((4, 20, 20, 3), 90.0, "float32"), np.array([0, 1, 1, 1]), verbose=0)
    assert all(np.array_equal(one, other) for one, other in zip(before, model.layers[2].get_weights()))


def test_features_do_not_depend_on_the_batches(solved):
    model = solved["alpaca_model"]((20, 20), solved["data_augmenter"]()).layers[2]
    X = np.random.default_rng(3).uniform(0, 255, (7, 20, 20, 3)).astype("float32")
    copy = X.copy()
    parts = [solved["pooled_features"](model, X, size) for size in (1, 3, 7, 50)]
    for part in parts:
        np.testing.assert_allclose(part, parts[0], rtol=1e-4, atol=1e-5)
    assert np.array_equal(X, copy)


def test_the_shipped_features_are_those_of_the_network(solved, known):
    pictures = data.load_alpacas().train_x[:4]
    F = solved["pooled_features"](pretrained.mobilenet_v2(), pictures, 2)
    assert np.abs(F - known[0][0, :4])[F < 5].max() < 0.03


def test_a_logit_of_zero_is_one_half(keras):
    logits, labels = np.array([[0.2], [-0.2], [0.7], [-3]], "float32"), np.array([[1], [0], [0], [1]], "float32")
    metric = keras.metrics.BinaryAccuracy(threshold=0.0)
    metric.update_state(labels, logits)
    assert float(metric.result()) == np.mean((expit(logits) > 0.5) == labels)


def test_fit_moves_the_averages_of_a_nested_normalization_unless_it_is_frozen(keras):
    norm = keras.layers.BatchNormalization()
    inner, inputs = keras.Sequential([keras.Input((4,)), norm]), keras.Input((4,))
    outer, moved = keras.Model(inputs, inner(inputs, training=False)), []
    for norm.trainable in (True, False):
        outer.compile("sgd", "mse")
        before = norm.moving_mean.numpy()
        outer.fit(np.full((8, 4), 5.0), np.zeros((8, 4)), verbose=0)
        moved.append(float(np.abs(norm.moving_mean - before).max()))
    assert moved[0] > 0.01
    assert moved[1] == 0


def test_a_small_head_uses_64_features(solved, known):
    (left, right), labels = known
    shares = []
    for seed in range(6):
        rng = np.random.default_rng(seed)
        some = np.concatenate([rng.choice(np.flatnonzero(labels == label), 20, replace=False) for label in (0, 1)])
        rest = np.setdiff1d(np.arange(len(labels)), some)
        w, b = solved["small_transfer"](np.concatenate([left[some], right[some]]), np.tile(labels[some], 2))
        assert np.count_nonzero(w) <= 64
        shares.append(np.mean((left[rest] @ w + b > 0) == labels[rest]))
    assert np.mean(shares) > 0.8


def test_mended_features_are_standardized_and_apart(solved):
    rng = np.random.default_rng(4)
    X, y = rng.integers(0, 256, (9, 20, 20, 3)).astype("uint8"), np.arange(9) % 2
    F_train, y_train, F_val, y_val = solved["mended_transfer"](lambda batch, training: batch, X, y, 3)
    np.testing.assert_allclose(F_train.mean(axis=0), 0, atol=1e-4)
    np.testing.assert_allclose(F_train.std(axis=0), 1, rtol=1e-3)
    np.testing.assert_allclose(F_train[:6], F_train[6:], atol=1e-3)  # a mean does not change when mirrored
    assert np.array_equal(y_train, [*y[:6], *y[:6]])
    assert np.array_equal(y_val, y[6:])
    means = X.mean(axis=(1, 2))
    np.testing.assert_allclose(
        F_val, (means[6:] - means[:6].mean(axis=0)) / means[:6].std(axis=0), rtol=1e-2, atol=1e-2
    )


def test_copies_in_the_validation_set_flatter(known):
    (left, right), labels = known
    honest, leaked = [], []
    for seed in range(20):
        some = np.random.default_rng(seed).permutation(len(labels))[:60]
        model = LogisticRegression(C=0.1, max_iter=1000)
        F = np.concatenate([left[some[:40]], right[some[:20]]])
        model.fit(F, np.concatenate([labels[some[:40]], labels[some[:20]]]))
        honest.append(model.score(left[some[40:]], labels[some[40:]]))
        leaked.append(model.score(right[some[20:40]], labels[some[20:40]]))
    assert np.mean(leaked) > np.mean(honest) + 0.05


def test_headlines_over_seeds(runs):
    mean = {name: np.mean(values) for name, values in runs.items()}
    assert mean["frozen", 100] >= 0.9
    for n in (30, 100):
        assert np.mean(np.subtract(runs["fine-tuned", n], runs["frozen", n][:5])) > 0
    for name in (("from scratch", 100), ("longer from scratch", 100)):
        assert mean[name] < mean["frozen", name[1]] - 0.1
