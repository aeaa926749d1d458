"""What the solved notebook on YOLO teaches, against other implementations, and bounds of what its text says."""

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers import pretrained, scenes
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week3_detection"


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


@pytest.fixture(scope="module")
def made():
    """The program that trained the network, which has a detector and a mean average precision of its own."""
    return load(notebooks.ROOT / "data" / "make" / "street_yolo.py")


@pytest.fixture(scope="module")
def solved(tf):
    keras = pytest.importorskip("keras")
    return solved_functions(WEEK / "1_yolo.ipynb", keras=keras, tf=tf)


@pytest.fixture(scope="module")
def streets():
    return scenes.scenes(24, 3003, 128, 160, "day")


@pytest.fixture(scope="module")
def feats(streets):
    network = pretrained.street_yolo()
    return network(pretrained.preprocess(streets.pictures, "street_yolo"), training=False)


def boxes_of(rng, count):
    corners = rng.integers(0, 30, (count, 2))
    return np.concatenate([corners, corners + rng.integers(1, 20, (count, 2))], axis=1)


def test_iou_counts_pixels(solved):
    rng = np.random.default_rng(1)
    for one, other in zip(boxes_of(rng, 60), boxes_of(rng, 60)):
        masks = np.zeros((2, 50, 50), bool)
        for mask, (x1, y1, x2, y2) in zip(masks, (one, other)):
            mask[y1:y2, x1:x2] = True
        expected = masks.all(axis=0).sum() / masks.any(axis=0).sum()
        assert solved["iou"](one, other) == pytest.approx(expected)
        assert solved["iou"](one, other) == pytest.approx(solved["iou"](other, one))


def test_the_detector_equals_that_of_the_training_program(solved, made, feats):
    anchors = pretrained.STREET_ANCHORS
    for one in np.asarray(feats)[:6]:
        scores, boxes, classes = solved["yolo_eval"](
            solved["yolo_head"](one[None], anchors, 7), (128.0, 160.0), 1000, 0.05, 0.45
        )
        found = made.decode(one.reshape(16, 20, 3, 12), anchors)
        stay = made.suppress(*found)
        order = sorted(stay, key=lambda i: -found[1][i])
        np.testing.assert_allclose(scores, found[1][order], rtol=1e-4)
        np.testing.assert_allclose(boxes, found[0][order], atol=1e-2)
        assert classes.numpy().tolist() == found[2][order].tolist()


def test_targets_equal_those_of_the_training_program_where_no_anchor_is_taken(solved, made, streets):
    anchors, size = pretrained.STREET_ANCHORS, [128, 160, 128, 160]
    compared = 0
    for boxes, classes in zip(streets.boxes, streets.classes):
        target = solved["encode_boxes"](boxes / size, classes, anchors, (16, 20), 7)
        other = made.targets_of(boxes, classes, anchors)
        if other[..., 4].sum() == len(boxes):
            np.testing.assert_allclose(target, other, atol=1e-4)
            compared += 1
        assert target[..., 4].sum() >= other[..., 4].sum()
        assert np.isfinite(target).all()
    assert compared > 8


def test_average_precision_equals_another_implementation(solved, made):
    rng = np.random.default_rng(4)
    for limit_draw in range(12):
        truths = [(boxes_of(rng, int(rng.integers(0, 5))).astype(float), None) for _ in range(6)]
        truths = [(boxes, np.zeros(len(boxes), int)) for boxes, _ in truths]
        if not sum(len(boxes) for boxes, _ in truths):
            continue
        found = []
        for boxes, _ in truths:
            near = np.concatenate([boxes, boxes[:2], boxes_of(rng, 2)]) + rng.normal(
                0, 0.6, (len(boxes) + len(boxes[:2]) + 2, 4)
            )
            near[:, 2:] = np.maximum(near[:, 2:], near[:, :2] + 0.1)
            found.append((near, rng.random(len(near)), np.zeros(len(near), int)))
        mine = solved["average_precision"](
            [(scores, boxes) for boxes, scores, _ in found], [boxes for boxes, _ in truths]
        )
        assert mine == pytest.approx(made.precision_area(found, truths, 0)), limit_draw


def test_average_precision_of_nothing_and_of_everything(solved):
    truth = np.array([[0.0, 0, 4, 4], [9, 9, 12, 14]])
    none = (np.zeros(0), np.zeros((0, 4)))
    assert solved["average_precision"]([none], [truth]) == 0
    assert solved["average_precision"]([(np.array([0.2, 0.4]), truth)], [truth]) == pytest.approx(1)


def test_no_boxes_give_no_boxes(solved, tf):
    empty = tf.zeros(0), tf.zeros((0, 4)), tf.zeros(0, tf.int64)
    assert [tuple(part.shape) for part in solved["yolo_non_max_suppression"](*empty)] == [(0,), (0, 4), (0,)]


def test_soft_suppression_without_overlap_changes_nothing_and_with_a_small_sigma_is_hard(solved, feats):
    outputs = solved["yolo_head"](feats[:1], pretrained.STREET_ANCHORS, 7)
    scores, _, _ = solved["mended_detect"](outputs, (128.0, 160.0), 0.3, 1e-9)
    hard = solved["yolo_eval"](outputs, (128.0, 160.0), 1000, 0.3, 1e-6)[0]
    np.testing.assert_allclose(np.sort(scores), np.sort(hard), rtol=1e-5)


def test_the_detector_finds_what_the_text_says(solved, made, streets, feats):
    found = []
    for one in np.asarray(feats):
        result = made.decode(one.reshape(16, 20, 3, 12), pretrained.STREET_ANCHORS, 0.02)
        found.append([part[made.suppress(*result)] for part in result])
    areas = [made.precision_area(found, list(zip(streets.boxes, streets.classes)), kind) for kind in (0, 4)]
    assert areas[0] > 0.5
    assert areas[1] > 0.3


def test_the_table_of_the_training_is_whole():
    table = load(WEEK / "yolo_figures.py").runs()
    assert table["update"].tolist() == list(range(100, 2600, 100))
    assert table["mAP"][-1] > 0.9 * table["mAP"].max()
