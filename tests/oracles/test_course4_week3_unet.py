"""What the solved notebook on the U-Net teaches, against scikit-learn and hand counts, and what its table says."""

import csv

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week3_detection"


@pytest.fixture(scope="module")
def given():
    return load(WEEK / "unet_network.py")


@pytest.fixture(scope="module")
def solved():
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    return solved_functions(WEEK / "2_unet.ipynb", keras=keras, layers=keras.layers, tf=tf)


@pytest.fixture
def rng():
    return np.random.default_rng(71)


def test_the_scores_are_scikit_learns(solved, rng):
    from sklearn.metrics import confusion_matrix, f1_score, jaccard_score

    for n in (2, 5, 13, 23):
        masks = rng.integers(0, n, (3, 7, 5)).astype(np.uint8)
        guesses = np.where(rng.random(masks.shape) < 0.5, masks, rng.integers(0, n, masks.shape))
        gone = rng.integers(n)
        masks[masks == gone] = guesses[guesses == gone] = (gone + 1) % n
        confusion, iou, dice, mean_iou = solved["segmentation_scores"](masks, guesses, n)
        flat, labels = (masks.ravel(), guesses.ravel()), np.arange(n)
        np.testing.assert_array_equal(confusion, confusion_matrix(*flat, labels=labels))
        there = np.setdiff1d(labels, np.setdiff1d(labels, np.concatenate(flat)))
        assert np.isnan(iou[gone])
        assert np.isnan(dice[gone])
        np.testing.assert_allclose(iou[there], jaccard_score(*flat, labels=there, average=None))
        np.testing.assert_allclose(dice[there], f1_score(*flat, labels=there, average=None))
        assert mean_iou == pytest.approx(jaccard_score(*flat, labels=there, average="macro"))


def kernels(widths_in, width):
    """Return the parameters of two 3 by 3 convolutions."""
    return 9 * widths_in * width + width + 9 * width * width + width


@pytest.mark.parametrize(("filters", "classes"), [(32, 23), (8, 13), (3, 2)])
def test_parameters_are_those_of_the_plan(solved, filters, classes):
    model = solved["unet_model"]((32, 48, 3), filters, classes)
    levels = [filters * 2**level for level in range(5)]
    down = sum(kernels(before, width) for before, width in zip([3, *levels], levels))
    up = sum(9 * 2 * width * width + width + kernels(2 * width, width) for width in levels[:4])
    end = 9 * filters**2 + filters + filters * classes + classes
    assert model.count_params() == down + up + end
    assert model.output_shape == (None, 32, 48, classes)


def test_what_the_original_network_has(solved):
    assert solved["unet_model"]().count_params() == 8_640_471


def test_skip_connections_carry_what_pooling_loses(solved, given, rng):
    """A pixel that moves within a window of the lowest level changes the answer near it, without skips not there."""
    import keras

    keras.utils.set_random_seed(1)
    model = solved["unet_model"]((32, 32, 3), 4, 3)
    blocked = given.without_skips(model)
    assert blocked.count_params() == model.count_params()
    blocked.set_weights(model.get_weights())
    X = rng.random((1, 32, 32, 3)).astype(np.float32)
    assert not np.allclose(model(X), blocked(X))


def test_our_streets(given):
    sets = given.streets()
    assert [len(pictures) for pictures, _ in sets] == [320, 60, 80]
    for pictures, masks in sets:
        assert pictures.shape == (len(masks), 96, 128, 3)
        assert masks.shape == pictures.shape[:3]
        assert pictures.dtype == masks.dtype == np.uint8
        assert set(np.unique(masks)) == set(range(13))
    everything = np.concatenate([pictures for pictures, _ in sets])
    assert len(np.unique(everything.reshape(len(everything), -1), axis=0)) == len(everything)


def test_masks_belong_to_their_pictures(given):
    """They are those of scenes drawn anew, and pictures differ from these by what JPEG loses."""
    from helpers import scenes

    pictures, masks = given.streets()[2]
    drawn = scenes.scenes(2, 103)
    np.testing.assert_array_equal(masks[:2], drawn.masks)
    assert np.abs(pictures[:2].astype(int) - drawn.pictures).mean() < 5
    assert np.abs(pictures[1::-1].astype(int) - drawn.pictures).mean() > 20  # each with the other


def test_a_folder_of_ones_own(given, solved, tmp_path, rng):
    from PIL import Image

    for part in ("CameraRGB", "CameraMask"):
        (tmp_path / part).mkdir()
    for number in range(10):
        picture = rng.integers(0, 256, (60, 80, 3)).astype(np.uint8)
        mask = np.zeros((60, 80, 3), np.uint8)
        mask[..., 0] = rng.integers(0, 23, (60, 80))
        Image.fromarray(picture).save(tmp_path / "CameraRGB" / f"{number}.png")
        Image.fromarray(mask).save(tmp_path / "CameraMask" / f"{number}.png")
    train, held, rest = given.streets(tmp_path)
    assert [len(pair[0]) for pair in (train, held, rest)] == [7, 1, 2]
    assert train[0].shape[1:] == (96, 128, 3)
    assert train[1].max() == 22
    model = solved["unet_model"](n_filters=2)
    given.fit(model, *train, 1, 0.001, 1, given.cross_entropy)
    assert given.predict(model, held[0]).shape == (1, 96, 128)


def test_the_stored_weights_are_an_early_stage(given, solved):
    from helpers import data

    assert (data.FOLDER / "street_unet.npz").stat().st_size < 1_300_000
    model = solved["unet_model"]((96, 128, 3), 8, 13)
    given.begin(model)
    X, Y = given.streets()[1]
    confusion, _, _, mean_iou = solved["segmentation_scores"](Y, given.predict(model, X), 13)
    _, accuracies, means = given.curve()
    assert np.trace(confusion) / confusion.sum() == pytest.approx(accuracies[-1], abs=0.01)
    assert mean_iou == pytest.approx(means[-1], abs=0.01)


def test_skip_connections_in_the_table():
    with (WEEK / "unet_runs.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2 * 3 * 4
    last = {
        kind: [float(row["mean_iou"]) for row in rows if row["network"] == kind and row["epoch"] == "4"]
        for kind in ("skips", "no skips")
    }
    assert len(last["skips"]) == len(last["no skips"]) == 3
    assert min(last["skips"]) > max(last["no skips"])


def test_rare_classes_in_the_table(given):
    """After six epochs cross-entropy has hardly any of the five rare classes, weights have some of most of them."""
    last = {row["loss"]: row for row in given.losses(epoch=6)}
    rare = {loss: [float(row[name]) for name in list(row)[-5:]] for loss, row in last.items()}
    assert max(rare["cross-entropy"]) < 0.02
    assert sum(value > 0.05 for value in rare["class weights"]) >= 3
    accuracy, mean_iou = ({loss: float(row[name]) for loss, row in last.items()} for name in ("accuracy", "mean_iou"))
    assert accuracy["class weights"] < accuracy["cross-entropy"]
    assert mean_iou["class weights"] > mean_iou["cross-entropy"]


def test_a_perfect_loss_for_accuracy_misses_the_rare_class(given):
    """Whatever is tried on top of it: of these losses only those of the two hints pass."""
    tf = pytest.importorskip("tensorflow")

    def weighted(power):
        def loss(labels, logits):
            share = tf.reduce_mean(tf.one_hot(labels, logits.shape[-1]), axis=[0, 1, 2])
            costs = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
            return tf.reduce_mean(tf.gather(share**-power, labels) * costs)

        return loss

    reached = {power: [] for power in (0.0, 0.5, 1.0)}
    for seed in (501, 502):
        pixels = given.Pixels(seed)
        best = pixels.best()
        for power, found in reached.items():
            weights, biases = given.fit_pixels(weighted(power), pixels.X, pixels.y, pixels.classes, given.EPOCHS)
            found.append(pixels.overlap((pixels.X_hidden @ weights + biases).argmax(axis=1))[0] / best)
    means = {power: np.mean(found) for power, found in reached.items()}
    assert means[0.5] > 0.8
    assert max(means[0.0], means[1.0]) < 0.75
