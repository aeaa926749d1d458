"""What the lesson of week 3 of course 4 is given and measures, against independent implementations."""

import numpy as np
import pytest
from conftest import lesson_modules
from scipy import signal


@pytest.fixture(scope="module")
def lesson():
    with lesson_modules("course4_cnn/week3_detection") as modules:
        yield modules


def painted(box, shape=(60, 60)):
    """Return the pixels of a box of whole numbers."""
    y1, x1, y2, x2 = box
    pixels = np.zeros(shape, bool)
    pixels[y1:y2, x1:x2] = True
    return pixels


def test_overlaps_count_pixels(lesson):
    networks, _, _ = lesson
    rng = np.random.default_rng(0)
    corners, sizes = rng.integers(0, 30, (12, 2)), rng.integers(1, 30, (12, 2))
    boxes = np.concatenate([corners, corners + sizes], axis=1)
    found = networks.overlaps(boxes[:5], boxes)
    for i in range(5):
        for j in range(12):
            a, b = painted(boxes[i]), painted(boxes[j])
            assert found[i, j] == pytest.approx(np.sum(a & b) / np.sum(a | b), abs=1e-6)
    assert np.allclose(networks.paired(boxes[:5], boxes[5:10]), np.diag(networks.overlaps(boxes[:5], boxes[5:10])))


def test_boxes_of_the_quiz(lesson):
    networks, _, _ = lesson
    truth = [0, 0, 20, 30]
    tried = {
        "a": [-4, -6, 24, 36], "b": [0, 12, 20, 42], "c": [0, 0, 20, 14], "d": [3, 5, 23, 35], "e": [-10, -15, 30, 45],
    }  # fmt: skip
    found = {letter for letter, box in tried.items() if networks.overlaps(truth, box)[0, 0] >= 0.5}
    assert found == {"a", "d"}


def test_one_pass_gives_the_windows_scores_and_padding_does_not(lesson):
    networks, _, _ = lesson
    (street,) = networks.streets(1, 7)
    for padding, equal in (("valid", True), ("same", False)):
        model = networks.classifier(0, padding)
        whole = np.asarray(model(networks.scaled(street.picture[None])))[0, ..., 0]
        cut = np.stack([networks.cut(street, corner) for corner in networks.corners()])
        single = networks.outputs(model, cut)[..., 0]
        assert whole.shape == (19, 27)
        differs = np.abs(whole.ravel() - single.ravel()).max() / whole.std()
        assert differs < 1e-3 if equal else differs > 0.1


def test_work_is_what_loops_count(lesson):
    networks, _, _ = lesson
    model = networks.classifier(0)
    one = 22 * 22 * 27 * 8 + 8 * 8 * 16 * 8 * 16 + 1 * 16 * 16 * 32 + 32
    all_at_once = 94 * 126 * 27 * 8 + 44 * 60 * 16 * 8 * 16 + 19 * 27 * 16 * 16 * 32 + 19 * 27 * 32
    assert networks.work(model, (24, 24, 3)) == one
    assert networks.work(model, (96, 128, 3)) == all_at_once


def test_windows_to_locate_hold_one_object_or_none(lesson):
    networks, _, _ = lesson
    data = networks.located(6, 11)
    assert len(data.X) == len(data.present) == len(data.boxes) == len(data.person)
    assert 0.1 < data.present.mean() < 0.9
    boxes = data.boxes[data.present]
    assert boxes.min() >= 0
    assert boxes.max() <= 1
    assert np.all(boxes[:, 2:] > boxes[:, :2])
    assert not data.boxes[~data.present].any()


def test_arms_have_their_joints_where_the_picture_is_bright(lesson):
    networks, _, _ = lesson
    X, Y = networks.arms(60, 3)
    places = Y.round().astype(int)
    for joint in range(3):
        values = X[np.arange(60), places[:, joint, 0], places[:, joint, 1], 0]
        assert values.mean() > 0.85
    assert Y.min() >= 2
    assert Y.max() <= 29


def test_a_map_with_a_spot_gives_its_place(lesson):
    networks, _, _ = lesson

    class Drawn:
        def __call__(self, X, training=False):
            out = np.full((len(X), 16, 16, 3), -20.0)
            out[:, 3, 5], out[:, 3, 6] = 0, 0
            return out

    found = networks.joints_of(Drawn(), np.zeros((2, 32, 32, 1), np.float32), "maps")
    assert np.allclose(found, [[[6.5, 11.5]] * 3] * 2, atol=1e-3)


def test_tiles_and_places(lesson):
    networks, _, _ = lesson
    boxes = networks.tiles(8, [(24, 24), (12, 24)])
    assert len(boxes) == 10 * 14 + 11 * 14
    assert boxes.min() >= 0
    assert np.all(boxes.max(axis=0) <= [96, 128, 96, 128])
    (street,) = networks.streets(1, 7)
    cells, _ = networks.cells_and_shapes(street.boxes, 16, np.array([(16, 16)]))
    for box, (row, column) in zip(street.boxes, cells):
        assert 16 * row <= (box[0] + box[2]) / 2 < 16 * (row + 1)
        assert 16 * column <= (box[1] + box[3]) / 2 < 16 * (column + 1)
    lost = [networks.without_a_place([street], side, [(16, 16)]) for side in (1, 32, 200)]
    assert lost[0] <= lost[1] <= lost[2] == pytest.approx(1 - 1 / len(street.boxes))


def test_segments_are_boxes_of_the_picture(lesson):
    networks, _, _ = lesson
    (street,) = networks.streets(1, 7)
    boxes = networks.proposals(street.picture)
    assert len(boxes) > 50
    assert boxes.min() >= 0
    assert np.all(boxes.max(axis=0) <= [96, 128, 96, 128])
    assert len(np.unique(boxes, axis=0)) == len(boxes)


def test_edges_and_coarse_masks(lesson):
    networks, _, _ = lesson
    mask = np.zeros((1, 8, 8), np.uint8)
    mask[:, :, 5:] = 3
    assert np.flatnonzero(networks.edges(mask)[0].all(axis=0)).tolist() == [4, 5]
    assert np.array_equal(np.unique(networks.coarse(mask[0], 4), axis=0), [[0] * 4 + [3] * 4])
    assert np.array_equal(networks.coarse(mask[0], 1), mask[0])


def test_contributions_of_a_transposed_convolution(lesson):
    _, figures, _ = lesson
    for size, stride in ((2, 2), (3, 2), (4, 2), (5, 2)):
        spread = np.zeros((4 * stride + 1, 4 * stride + 1))
        spread[::stride, ::stride] = 1
        found = figures.contributions(size, stride)
        assert np.allclose(found, signal.convolve2d(spread, np.ones((size, size))))


def test_the_table_is_whole_and_says_what_the_lesson_says(lesson):
    _, figures, runs = lesson
    table = {experiment.__name__: figures.runs(experiment.__name__) for experiment in runs.EXPERIMENTS}
    assert all(len(rows) == len(runs.SEEDS) for found in table.values() for rows in found.values())
    likes = {key: rows[:, 2] for key, rows in table["localize"].items()}
    best, slow = likes["masked", "flatten"].min(), likes["masked", "average"].max()
    assert best > max(likes["not masked", "flatten"].max(), slow) + 0.03
    assert likes["masked", "average, longer"].min() > slow + 0.02
    near, far = table["localize"]["masked", "flatten"][:, 5:7].T
    assert near.min() > 5 * far.max()
    for count in ("100", "1000"):
        assert table["landmarks"]["numbers", count][:, 1].min() > 2 * table["landmarks"]["maps", count][:, 1].max()
    random, hard = (table["windows"][kind, ""] for kind in ("random", "hard"))
    assert hard[:, 3].max() < 0.6 * random[:, 3].min()
    assert hard[:, 5].mean() > random[:, 5].mean() - 0.1
    assert table["people"]["street", "0.3"].min() > 0.97
    assert table["people"]["crowd", "0.5"].max() < 0.97
    kept, _, apart, alike = table["across"]["bicycle", "0.2"].T
    assert np.all(1 - kept > alike + 0.15)
    assert np.all(apart > kept + 0.3)
    found = {way: table["proposals"][way, "1000"][:, 0] for way in ("segments", "drawn", "random")}
    assert np.abs(found["segments"] - found["drawn"]).max() < 0.06
    assert found["random"].max() < 0.35


def test_what_networks_for_pixels_reach(lesson):
    _, figures, _ = lesson
    colour, near, far = (figures.runs("segment")[f"{sees} pixels", ""] for sees in (1, 9, 31))
    assert colour[:, 2].max() < near[:, 2].min()
    assert near[:, 2].max() < far[:, 2].min()
    assert np.abs(far[:, 1] - colour[:, 1]).max() < 0.06
    assert max(rows[:, 3:].max() for rows in (colour, near, far)) < 0.02
    edge, inside = ({case: rows[:, k] for (case, _), rows in figures.runs("skips").items()} for k in (1, 2))
    assert edge["all"].min() > edge["longer"].max() + 0.02 > edge["none"].min()
    assert inside["all"].mean() - inside["longer"].mean() < 0.04
    assert edge["finest"].mean() > edge["coarsest"].mean() + 0.02
    before, after, errors = (np.array([rows[:, k] for rows in figures.runs("paint").values()]) for k in range(3))
    assert max(before[3].max(), after[3].max()) < 1e-5
    assert min(before[:3].min(), after[:3].min()) > 0.004
    assert errors[3].mean() < errors[:3].mean(axis=1).min()
