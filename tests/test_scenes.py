"""The drawn streets: what is said of a picture is in it, and the user's own streets are read."""

import itertools
import re
import shutil

import numpy as np
import pytest
from PIL import Image
from skimage.color import rgb2lab

from helpers import data, scenes, street

COUNT = len(scenes.STUFF)


@pytest.fixture(scope="module")
def made():
    """Scenes of several sizes and kinds."""
    rng = np.random.default_rng
    small = [scenes.scene(rng([1, i])) for i in range(60)]
    return [*small, *(scenes.scene(rng([2, i]), 160, 160, crowd=i % 2 == 1) for i in range(12))]


def test_shapes_and_types(made):
    for item, shape in ((made[0], (96, 128)), (made[-1], (160, 160))):
        assert item.picture.shape == (*shape, 3)
        assert item.mask.shape == item.instances.shape == shape
        assert item.picture.dtype == item.mask.dtype == item.instances.dtype == np.uint8
        assert (item.boxes.dtype, item.classes.dtype) == (np.float32, np.int64)
        assert item.boxes.shape == (len(item.classes), 4)
        assert item.picture.reshape(-1, 3).std(axis=0).min() > 15
    empty = street.View(4, 4, 4, (2, 2), 1, "day", (0, 1, 0), ("#000000", "#ffffff"), 9, 0)
    assert street.project(empty, [(0, 1, 2)]) == [(6, 6)]


def test_boxes_are_around_what_the_map_of_instances_shows(made):
    assert sum(len(item.boxes) for item in made) > 300
    for item in made:
        assert set(np.unique(item.instances)) - {0, scenes.LOST} == set(range(1, len(item.boxes) + 1))
        for k, (box, kind) in enumerate(zip(item.boxes, item.classes), 1):
            rows, columns = np.nonzero(item.instances == k)
            assert box.tolist() == [rows.min(), columns.min(), rows.max() + 1, columns.max() + 1]
            assert np.all(item.mask[rows, columns] == COUNT + kind)
            assert len(rows) >= scenes.SMALLEST


def test_a_mask_says_object_where_the_map_of_instances_does(made):
    for item in made:
        assert item.mask.max() < len(scenes.LABELS)
        assert np.array_equal(item.mask >= COUNT, item.instances > 0)


def test_every_class_occurs_and_lights_and_signs_are_rare():
    many = scenes.scenes(120, seed=5)
    share = np.bincount(many.masks.ravel(), minlength=len(scenes.LABELS)) / many.masks.size
    assert len(share) == len(scenes.LABELS) == len(scenes.COLOURS)
    assert share.min() > 0.0003
    assert share[COUNT + scenes.LIGHT] < 0.008
    assert share[COUNT + scenes.SIGN] < 0.008
    assert share.max() < 0.45  # no class is nearly everything
    boxes = np.bincount(np.concatenate(many.classes), minlength=len(scenes.CLASSES))
    assert boxes.min() > 20


def test_the_same_seed_draws_the_same():
    first, second = scenes.scenes(3, seed=8), scenes.scenes(4, seed=8)
    assert np.array_equal(first.pictures, second.pictures[:3])
    assert np.array_equal(first.masks, second.masks[:3])
    assert all(np.array_equal(a, b) for a, b in zip(first.boxes, second.boxes))
    assert len({picture.tobytes() for picture in second.pictures}) == 4
    assert not np.array_equal(scenes.scenes(1, seed=9).pictures[0], first.pictures[0])


def test_what_is_hidden_has_no_box():
    """A car behind a bus, then a bit beside it, then alone: `VISIBLE` of it has to be seen."""
    rng = np.random.default_rng(3)
    view = scenes._camera(rng, 120, 160, "day", False)
    view.x, view.middle, view.eye, view.focal = 0.0, (80, 60), 1.5, 150
    ground = scenes._street(rng, False)[0]
    far = {x: street.Thing(scenes.CAR, x, 24.0, 0.0, 0.0, 1.0, 1) for x in (0.0, 3.1, 8.0)}
    bus = street.Thing(scenes.BUS, 0.0, 13.0, 0.0, 0.0, 0.0, 2)
    found = {x: scenes._render(view, [ground, car, bus], 1) for x, car in far.items()}
    alone = {x: scenes._render(view, [ground, car], 1) for x, car in far.items()}
    for x, item in found.items():
        (whole,) = [np.count_nonzero(alone[x].instances)]
        seen = np.count_nonzero(item.mask == COUNT + scenes.CAR)
        assert (scenes.CAR in item.classes) == (seen >= scenes.VISIBLE * whole and seen >= scenes.SMALLEST)
        assert scenes.BUS in item.classes
    assert [scenes.CAR in item.classes for item in found.values()] == [False, True, True]
    sliver = [street.Thing(scenes.CAR, x, 8.0, 0.0, 0.0, 1.0, 1) for x in (-5.6, 0.0)]
    items = [scenes._render(view, [ground, car], 1) for car in sliver]
    assert [len(item.boxes) for item in items] == [0, 1]  # cut off by the picture's edge
    assert np.count_nonzero(items[0].instances == scenes.LOST) > scenes.SMALLEST


def overlaps(boxes, others):
    """Return the intersection over union of each box with each other one."""
    low, high = np.maximum(boxes[:, None, :2], others[None, :, :2]), np.minimum(boxes[:, None, 2:], others[None, :, 2:])
    both = np.prod(np.clip(high - low, 0, None), axis=-1)
    first, second = (np.prod(item[:, 2:] - item[:, :2], axis=-1) for item in (boxes, others))
    return both / (first[:, None] + second[None] - both)


def test_a_crowd_overlaps_more_than_a_street():
    worst = {}
    for crowd in (False, True):
        many = scenes.scenes(16, seed=4, height=160, width=160, crowd=crowd)
        people = [boxes[classes == scenes.PERSON] for boxes, classes in zip(many.boxes, many.classes)]
        worst[crowd] = np.mean([np.sum(np.triu(overlaps(boxes, boxes), 1) > 0.3) for boxes in people])
    assert worst[True] > 2
    assert worst[True] > 3 * worst[False]


def test_a_drive_is_smooth_and_goes_on():
    frames = list(scenes.drive(np.random.default_rng(6), 12, weather="day"))
    assert len(frames) == 12
    kept = []
    for before, after in itertools.pairwise(frames):
        same = overlaps(before.boxes, after.boxes) * (before.classes[:, None] == after.classes[None])
        large = np.prod(before.boxes[:, 2:] - before.boxes[:, :2], axis=1) > 60
        kept += list(same[large].max(axis=1))
        assert np.mean(before.mask == after.mask) > 0.9
    assert np.mean(np.array(kept) > 0.5) > 0.8
    first, *_, last = scenes.drive(np.random.default_rng(6), 12, weather="day", speed=0)
    moved, stood = (np.mean(a.mask != b.mask) for a, b in ((frames[0], frames[-1]), (first, last)))
    assert moved > 2 * stood > 0  # the camera moves, and so does the traffic
    still = list(scenes.drive(np.random.default_rng(6), 12, weather="day"))
    assert all(np.array_equal(a.picture, b.picture) for a, b in zip(frames, still))


def test_weather_changes_the_light():
    means = {name: scenes.scenes(6, 1, weather=name).pictures.mean() for name in scenes.WEATHERS}
    assert means["dusk"] < 0.8 * min(value for name, value in means.items() if name != "dusk")


# What red, green and blue (linear) look like to those who see no red or no green, by Machado and others (2009).
SIGHTS = {
    "all": np.eye(3),
    "no green": np.array([[0.3673, 0.8606, -0.2280], [0.2801, 0.6725, 0.0474], [-0.0118, 0.0429, 0.9689]]),
    "no red": np.array([[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]]),
}


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_colours_are_far_apart(sight):
    colours = np.array([street.rgb(colour) for colour in scenes.COLOURS]) / 255
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4) @ SIGHTS[sight].T
    seen = np.clip(linear, 0, 1)
    seen = np.where(seen <= 0.0031308, 12.92 * seen, 1.055 * seen ** (1 / 2.4) - 0.055)
    lab = rgb2lab(seen[None])[0]
    away = np.linalg.norm(lab[:, None] - lab[None], axis=-1) + 1000 * np.eye(len(lab))
    assert away.min() > 25


# ---------------------------------------------------------------- the user's own streets


@pytest.fixture
def original(tmp_path):
    """Small files as the simulator CARLA writes them: the class of a pixel is in red."""
    generator = np.random.default_rng(3)
    for part in ("CameraRGB", "CameraMask"):
        (tmp_path / part).mkdir()
    for i in range(3):
        picture, mask = generator.integers(0, 256, (48, 64, 4), np.uint8), np.zeros((48, 64, 4), np.uint8)
        mask[:, :, 0], mask[:, :, 3] = i + 10 * (np.arange(64) >= 32), 255
        Image.fromarray(picture).save(tmp_path / "CameraRGB" / f"0{i}.png")
        Image.fromarray(mask).save(tmp_path / "CameraMask" / f"0{i}.png")
    return tmp_path


def test_the_original_streets_are_read(original):
    streets = data.load_streets(original)
    assert streets.pictures.shape == (3, 96, 128, 3)
    assert streets.masks.shape == (3, 96, 128)
    assert streets.pictures.dtype == streets.masks.dtype == np.uint8
    assert list(streets.names) == ["00.png", "01.png", "02.png"]
    for i, mask in enumerate(streets.masks):
        assert np.all(mask[:, :64] == i)
        assert np.all(mask[:, 64:] == i + 10)  # no class in between: nearest neighbour
    assert data.in_use["streets"] == original
    assert data.load_streets(original, 48, 64).pictures.shape == (3, 48, 64, 3)
    with Image.open(original / "CameraRGB" / "01.png") as picture:
        whole = np.asarray(picture)[:, :, :3]
    assert np.array_equal(data.load_streets(original, 48, 64).pictures[1], whole)
    assert repr(streets).startswith("Streets(pictures: uint8 (3, 96, 128, 3), masks: uint8 (3, 96, 128)")


def test_a_mask_may_be_a_grey_picture(original):
    Image.fromarray(np.full((48, 64), 7, np.uint8)).save(original / "CameraMask" / "01.png")
    assert np.all(data.load_streets(original).masks[1] == 7)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda folder: shutil.rmtree(folder / "CameraRGB"), "there is no file CameraRGB/*.png in the folder"),
        (lambda folder: shutil.rmtree(folder / "CameraMask"), "there is no file CameraMask/*.png in the folder"),
        (
            lambda folder: (folder / "CameraMask" / "01.png").unlink(),
            "there is no file CameraMask/01.png in the folder",
        ),
        (lambda folder: (folder / "CameraRGB" / "02.png").unlink(), "there is no file CameraRGB/02.png in the folder"),
        (
            lambda folder: (folder / "CameraRGB" / "01.png").write_text("<html>404</html>"),
            "CameraRGB/01.png is not a whole PNG file",
        ),
        (
            lambda folder: (folder / "CameraMask" / "00.png").write_bytes(b""),
            "CameraMask/00.png is not a whole PNG file",
        ),
        (
            lambda folder: (folder / "CameraRGB" / "00.png").write_bytes(
                (folder / "CameraRGB" / "00.png").read_bytes()[:900]
            ),
            "CameraRGB/00.png is not a whole PNG file",
        ),
        (
            lambda folder: Image.new("RGB", (64, 40)).save(folder / "CameraMask" / "02.png"),
            "CameraMask/02.png has 40 x 64 pixels, expected 48 x 64 as CameraRGB/02.png",
        ),
        (
            lambda folder: Image.fromarray(np.zeros((48, 64), np.uint16)).save(folder / "CameraMask" / "02.png"),
            "CameraMask/02.png is a picture of the kind 'I;16', expected 8 bits",
        ),
    ],
)
def test_a_wrong_folder_of_streets_gets_a_sentence(original, damage, words):
    damage(original)
    with pytest.raises((ValueError, FileNotFoundError), match=re.escape(words)) as raised:
        data.load_streets(original)
    assert "\n" not in str(raised.value)
