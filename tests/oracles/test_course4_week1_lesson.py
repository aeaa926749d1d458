"""What the lesson of week 1 of course 4 is given and measures, against independent implementations."""

import numpy as np
import pytest
import tensorflow as tf
from conftest import lesson_modules


@pytest.fixture(scope="module")
def lesson():
    with lesson_modules("course4_cnn/week1_convolutions") as modules:
        yield modules


def test_a_feature_map_is_tensorflows(lesson):
    _, figures, _ = lesson
    for kernel in (*figures.FILTERS.values(), figures.SOBEL):
        theirs = tf.nn.conv2d(figures.grey()[None, :, :, None], kernel[:, :, None, None], 1, "VALID")
        assert np.allclose(figures.filtered(figures.grey(), kernel), theirs[0, :, :, 0])


def test_gradient_descent_finds_the_filter_where_the_pictures_determine_it(lesson):
    networks, figures, _ = lesson
    pictures = np.random.default_rng(0).normal(size=(4, 12, 12))
    answers = np.stack([figures.filtered(picture, figures.SOBEL) for picture in pictures])
    history = networks.learn_filter(pictures, answers, rate=0.1)
    assert history.shape == (301, 3, 3)
    assert not history[0].any()
    assert np.allclose(history[-1], figures.SOBEL, atol=1e-3)
    stripes = np.repeat(pictures[:, :1], 12, axis=1)
    answers = np.stack([figures.filtered(stripe, figures.SOBEL) for stripe in stripes])
    found = networks.learn_filter(stripes, answers, rate=0.1)[-1]
    assert np.allclose(found, np.tile([4 / 3, 0, -4 / 3], (3, 1)), atol=1e-3)


def test_a_convolution_is_the_matrix_that_the_lesson_shows(lesson):
    _, figures, _ = lesson
    kernel = np.random.default_rng(1).normal(size=(3, 3, 1, 1)).astype(np.float32)
    matrix = figures.as_matrix(lambda x: tf.nn.conv2d(x, kernel, 1, "VALID"), 6)
    picture = np.random.default_rng(2).normal(size=(6, 6))
    assert matrix.shape == (16, 36)
    assert np.allclose(matrix @ picture.ravel(), figures.filtered(picture, kernel[:, :, 0, 0]).ravel(), atol=1e-5)


@pytest.mark.parametrize("padding", [0, 1, 2])
def test_uses_of_a_pixel_are_the_gradient_of_the_sum_of_all_outputs(lesson, padding):
    _, figures, _ = lesson
    x = tf.Variable(np.ones((1, 8, 8, 1)))
    with tf.GradientTape() as tape:
        pads = [[0, 0], [padding, padding], [padding, padding], [0, 0]]
        total = tf.reduce_sum(tf.nn.conv2d(x, np.ones((3, 3, 1, 1)), 1, pads))
    assert np.allclose(figures.used(padding), tape.gradient(total, x)[0, :, :, 0])


def test_the_slider_of_strides_counts_as_tensorflow_does(lesson):
    _, figures, _ = lesson
    for choice, (kernel, stride, dilation) in figures.CHOICES.items():
        row = tf.nn.conv1d(np.ones((1, 12, 1)), np.ones((kernel, 1, 1)), stride, "VALID", dilations=dilation)
        assert f": {row.shape[1]} outputs" in figures.strides(choice).axes[0].get_title()


def test_the_receptive_field_is_what_walking_back_through_the_layers_gives(lesson):
    _, figures, _ = lesson
    for depth in range(1, len(figures.LAYERS) + 1):
        first = last = 0
        for kernel, stride in reversed(figures.LAYERS[:depth]):
            first, last = first * stride, last * stride + kernel - 1
        assert figures.seen(depth) == last - first + 1
        assert figures.core(depth) <= figures.seen(depth)


def test_a_convolution_moves_with_the_picture_and_what_thins_out_does_not(lesson):
    _, figures, _ = lesson
    found = figures.differences()
    assert np.all(found["convolution"] < 1e-6)
    for name, values in found.items():
        assert np.all(values[::2] < 1e-6), name
    one = {name: values[1] for name, values in found.items()}
    assert one["stride 2"] > one["max pooling"] > one["average pooling"] > one["max pooling, blurred"] > 0.1


def test_the_pictures_are_what_they_are_said_to_be(lesson):
    networks, _, _ = lesson
    X, y = networks.placed(200, 3, place=(4, 4))
    assert X.shape == (200, 16, 16, 1)
    assert set(y) == set(range(10))
    rim = np.ones((16, 16), dtype=bool)
    rim[4:12, 4:12] = False
    assert abs(X[:, rim].std() - 0.1) < 0.01
    assert np.array_equal(np.sort(networks.permuted(X).reshape(200, -1)), np.sort(X.reshape(200, -1)))
    X, y, distances = networks.spots(300, 1)
    for picture, same, distance in zip(X[..., 0], y, distances):
        (row, column), (other, far) = sorted(map(tuple, np.argwhere(picture > 1)), key=lambda place: place[1])
        assert (far - column, abs(other - row)) == (distance, 1 - same)


def test_the_blur_keeps_a_plain_area_and_halves_the_size(lesson):
    networks, _, _ = lesson
    found = networks.blur(3)(np.full((1, 12, 12, 3), 5, dtype=np.float32)).numpy()
    assert found.shape == (1, 6, 6, 3)
    assert np.allclose(found[:, 1:-1, 1:-1], 5)
    steps = np.zeros((1, 12, 12, 2), dtype=np.float32)
    steps[..., 1] = 1
    assert not networks.blur(2)(steps)[..., 0].numpy().any()


def test_what_the_lesson_says_of_dense_networks_and_moved_digits(lesson):
    networks, _, _ = lesson
    for seed in range(2):
        X, y = networks.placed(1000, seed, place=(4, 4))
        model = networks.train(networks.dense(seed, 128), X, y)
        shares = []
        for step in (0, 1, 2):
            Z, z = networks.placed(797, 97, place=(4, 4 + step), test=True)
            shares.append(np.mean(networks.predicted(model, Z) == z))
        assert shares[0] > 0.85
        assert 0.2 < shares[1] < 0.6
        assert shares[2] < 0.25


def test_the_table_is_whole_and_says_what_the_lesson_says(lesson):
    _, figures, runs = lesson
    for experiment in runs.EXPERIMENTS:
        assert len(figures.runs(experiment.__name__)) > 1
    convolution, *dense = [figures.tests(name, "1000 as they are") for name in figures.LOOK]
    assert convolution.min() > 1.5 * np.max(dense)
    convolution, *dense = [figures.tests(name, "1000 permuted") for name in figures.LOOK]
    assert convolution.max() < np.max(dense)
    far = figures.more("far")["as it is", ""].mean(axis=0)
    assert far[:4].min() > 95
    assert far[4:].max() < 60
    moved = figures.more("moved")["strides", "average"]
    assert moved[:, 4].min() > 85 > 25 > moved[:, 2].max()


def test_a_row_of_the_table_can_be_repeated(lesson):
    networks, figures, runs = lesson
    X, y = networks.placed(300, 0)
    Z, z = networks.placed(797, 99, test=True)
    model = networks.train(networks.network(0), X, y, runs.STEPS, 0.003)
    again = [100 * runs.share(model, X, y), 100 * runs.share(model, Z, z)]
    assert np.allclose(again, figures.runs("why_slow")["convolutional", "300 as they are"][0], atol=12)
