"""What the lesson of week 2 of course 4 is given and measures, against independent implementations."""

import keras
import numpy as np
import pytest
from conftest import lesson_modules
from keras import layers


@pytest.fixture(scope="module")
def lesson():
    with lesson_modules("course4_cnn/week2_case_studies") as modules:
        yield modules


def trainable(model):
    """Count the weights that training changes; in our lists a convolution before a normalization has no bias."""
    found = sum(int(np.prod(weight.shape)) for weight in model.trainable_weights)
    biased = 0
    for layer in model.layers:
        if isinstance(layer, layers.Conv2D) and layer.use_bias and "conv" in layer.name and model.name == "resnet50":
            biased += layer.filters
    return found - biased


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("ResNet-50", "ResNet50"),
        ("MobileNet", "MobileNet"),
        ("MobileNetV2", "MobileNetV2"),
        ("EfficientNet-B0", "EfficientNetB0"),
    ],
)
def test_parameters_are_those_of_keras(lesson, ours, theirs):
    networks, _, _ = lesson
    model = getattr(keras.applications, theirs)(weights=None)
    assert networks.FAMOUS[ours]().parameters == trainable(model)
    del model
    keras.backend.clear_session()


@pytest.mark.parametrize(
    ("name", "parameters", "operations"),
    [
        # Published: VGG-16 in Keras's documentation; MobileNet, MobileNetV2, EfficientNet-B0, GoogLeNet, ResNet-50 in
        # the papers' tables, to the digits that they give.
        ("LeNet-5", 61706, 416520),
        ("AlexNet", 60.97e6, 724e6),
        ("VGG-16", 138357544, 15.47e9),
        ("GoogLeNet", 7.0e6, 1.58e9),
        ("ResNet-50", 25.56e6, 3.86e9),
        ("MobileNet", 4.23e6, 569e6),
        ("MobileNetV2", 3.5e6, 300e6),
        ("EfficientNet-B0", 5.29e6, 0.39e9),
    ],
)
def test_counts_are_the_published_ones(lesson, name, parameters, operations):
    networks, _, _ = lesson
    net = networks.FAMOUS[name]()
    assert net.parameters == pytest.approx(parameters, rel=5e-3)
    assert net.operations == pytest.approx(operations, rel=2e-2)


def test_the_family_is_near_the_papers_table(lesson):
    networks, _, _ = lesson
    for depth, width, resolution, paper in networks.FAMILY.values():
        found = networks.efficientnet(depth, width, resolution).operations / 1e9
        assert found == pytest.approx(paper, rel=0.06)


def test_a_bottleneck_and_a_separable_convolution_cost_what_a_loop_counts(lesson):
    networks, _, _ = lesson
    places = 28 * 28
    assert networks.squeezed(28, 192, None, 32, 5) == sum(5 * 5 * 192 for _ in range(32)) * places
    assert networks.squeezed(28, 192, 16, 32, 5) == (sum(192 for _ in range(16)) + sum(400 for _ in range(32))) * places
    whole, parts = networks.separated(28, 64, 128, 3)
    assert parts / whole == pytest.approx(1 / 128 + 1 / 9)


def test_stacks_are_what_they_are_said_to_be(lesson):
    networks, _, _ = lesson
    X, y = networks.placed(16, 0)
    for depth in (4, 20):
        for residual in (False, True):
            model = networks.stack(0, depth, residual, width=4)
            convolutions = [layer for layer in model.layers if isinstance(layer, layers.Conv2D)]
            assert len(convolutions) + 1 == depth
            assert sum(isinstance(layer, layers.Add) for layer in model.layers) == residual * (depth - 2) // 2
            assert networks.gradient_sizes(model, X, y).shape == (depth - 1,)
    model = networks.stack(1, 6, True, width=8, start="zeros")
    found = networks.without_pairs(model, X, y, True)
    assert np.allclose(found, networks.share(model, X, y))  # a pair that adds nothing can be taken out


def test_gradients_at_initialization(lesson):
    networks, _, _ = lesson
    for seed in range(2):
        X, y = networks.placed(64, seed + 20)
        ratio = {}
        for kind, residual in (("plain", False), ("residual", True)):
            sizes = networks.gradient_sizes(networks.stack(seed + 20, 56, residual), X, y)
            ratio[kind] = sizes[1] / sizes[-1]
        assert ratio["plain"] > 100 > 30 > ratio["residual"] > 1


def test_augmentations_do_what_their_names_say(lesson):
    networks, _, _ = lesson
    rng = np.random.default_rng(0)
    X = rng.normal(size=(40, 16, 16, 1)).astype(np.float32)
    for name, other in (("mirror images", X[:, :, ::-1]), ("half turns", X[:, ::-1, ::-1])):
        found = networks.AUGMENTATIONS[name](X, rng)
        same = [np.array_equal(a, b) for a, b in zip(found, X)]
        changed = [np.array_equal(a, b) for a, b in zip(found, other)]
        assert all(a != b for a, b in zip(same, changed))
        assert 8 < sum(same) < 32
    moved = networks.shifted(X, rng)
    assert moved.shape == X.shape
    assert np.isin(moved[:, 4:12, 4:12].round(4), X.round(4)).all()


def test_directions_that_are_lost_by_a_relu(lesson):
    _, figures, _ = lesson
    lost = [1 - figures.recovered(2, seed)[1].mean() for seed in range(200)]
    assert np.mean(lost) == pytest.approx(0.75, abs=0.02)  # both of two random units are active in a quarter
    points, kept = figures.recovered(4, 3)
    rows = np.random.default_rng(3).normal(size=(4, 2))
    for point, one in zip(points.T[::20], kept[::20]):
        active = rows @ point > 0
        assert one == (np.linalg.matrix_rank(rows[active]) == 2)


def test_rank_and_directions_against_a_whole_decomposition(lesson):
    networks, _, _ = lesson
    rng = np.random.default_rng(0)
    volume = rng.normal(size=(1, 20, 20, 3)) @ rng.normal(size=(3, 10))
    assert networks.directions(volume, 0.999999) == 3
    x = keras.Input((8, 8, 4))
    model = keras.Model(x, layers.Conv2D(5, 3, name="one")(x))
    kernel = rng.normal(size=(3, 3, 4, 1)) * rng.normal(size=(1, 1, 1, 5))
    model.set_weights([kernel, np.zeros(5)])
    assert networks.rank_one(model)["one"] == pytest.approx(1, abs=1e-5)


def test_the_table_is_whole_and_says_what_the_lesson_says(lesson):
    _, figures, runs = lesson
    for experiment in runs.EXPERIMENTS:
        assert len(figures.runs(experiment.__name__)) > 1
    ratio = {name: sizes[:, 1] / sizes[:, -1] for name, sizes in figures.more("gradients").items()}
    assert ratio["plain 56", "with"].min() > 30 * ratio["residual 56", "with"].max()
    for (name, rate), shares in figures.runs("deep").items():
        if name.startswith("plain"):
            assert np.all(figures.runs("deep")[name.replace("plain", "residual"), rate][:, 0] >= shares[:, 0] - 1)
    for rate in ("0.003", "0.01"):
        left = figures.more("deep")["residual 20", rate][:, 1:] / figures.runs("deep")["residual 20", rate][:, :1] * 100
        assert left[:, :2].max() < 0.7 < left[:, 5:].min()
    tests = {name: shares[:, 1] for (name, kind), shares in figures.runs("augmentation").items() if kind == "digits"}
    assert np.all(tests["shifts"] > tests["none"])
    assert np.all(tests["none"] > np.maximum(tests["mirror images"], tests["half turns"]))
    transfer = figures.runs("transfer")
    ten = {name: transfer[name, "10"][:, 1] for name in ("trained, block 12", "random, block 12", "pixels")}
    assert ten["trained, block 12"].min() > max(ten["pixels"].max(), ten["random, block 12"].max())


def test_preprocessing_that_is_wrong_costs_what_the_lesson_says(lesson):
    networks, _, _ = lesson
    crops, _ = networks.windows()
    lite = networks.pretrained.efficientnet_lite0()
    right = networks.answers(lite, networks.WRONG["colours swapped"](crops[..., ::-1], "efficientnet_lite0"))
    scaled = networks.answers(lite, networks.WRONG["0 to 1 before the mean"](crops, "efficientnet_lite0"))
    assert right.max(axis=1).mean() > 0.3
    assert np.mean(scaled.argmax(1) == right.argmax(1)) < 0.2


def test_the_wide_volumes_of_squeezenet_are_redundant(lesson):
    networks, _, _ = lesson
    squeezenet = networks.pretrained.squeezenet()
    one = np.stack([networks.pretrained.standard_picture(photo, 224) for photo in networks.photos().values()])
    for _, volume in networks.volumes(squeezenet, one, ["fire2_concat", "fire5_concat", "fire8_concat"], "squeezenet"):
        assert 0.2 < networks.directions(volume) / volume.shape[-1] < 0.6
    assert all(0.2 < share < 0.6 for share in networks.rank_one(squeezenet).values())
