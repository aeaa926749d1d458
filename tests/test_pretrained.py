"""The pretrained networks answer as they were found to when their files were made, and a damaged file is noticed."""

import json
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path

import h5py
import numpy as np
import pytest
import skimage.data
from PIL import Image, ImageFilter
from sklearn.datasets import load_sample_image

from grading import notebooks
from helpers import data, pretrained, weights

# One worker imports Keras once, and builds each network once.
pytestmark = pytest.mark.xdist_group("pretrained")
EXPECTED = json.loads((Path(__file__).parent / "expected" / "pretrained.json").read_text(encoding="utf-8"))
TOLERANCE = EXPECTED["tolerance"]
PHOTOS = {
    "china": lambda: load_sample_image("china.jpg"),
    "flower": lambda: load_sample_image("flower.jpg"),
    "chelsea": skimage.data.chelsea,
    "coffee": skimage.data.coffee,
    "astronaut": skimage.data.astronaut,
    "rocket": skimage.data.rocket,
    "motorcycle": lambda: skimage.data.stereo_motorcycle()[0],
    "coins": skimage.data.coins,
}
FIRST = list(PHOTOS)[:5]


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """Nothing may be downloaded."""

    def refuse(*_, **__):
        raise AssertionError("something is downloaded")

    monkeypatch.setattr("socket.socket.connect", refuse)
    monkeypatch.setattr("socket.getaddrinfo", refuse)


def standard(names, size):
    """Return some of the photographs, (m, size, size, 3)."""
    return np.stack([pretrained.standard_picture(PHOTOS[name](), size) for name in names])


def answers(network, pictures, name):
    """Return what a network answers, an array."""
    return np.asarray(network(pretrained.preprocess(pictures, name)))


# ---------------------------------------------------------------- networks


@pytest.mark.slow
def test_mobilenet_finds_the_same_features():
    network = pretrained.mobilenet_v2()
    assert network.count_params() == 2_257_984 and network.output_shape == (None, 5, 5, 1280)
    features = answers(network, standard(FIRST, 160), "mobilenet_v2").mean(axis=(1, 2))
    norms = np.linalg.norm(features, axis=1)
    expected = EXPECTED["mobilenetv2_160_notop"]
    for row, norm, name in zip(features, norms, FIRST):
        wanted = expected["global_average_pooled_1280"][name]
        assert np.allclose(row[:5], wanted["first5"], atol=TOLERANCE["feature"] * norm)
        assert np.allclose([norm, row.max()], [wanted["norm"], wanted["max"]], rtol=TOLERANCE["feature"])
        assert row.argmax() == wanted["argmax"]
        assert np.allclose([row.mean(), np.mean(row == 0)], [wanted["mean"], wanted["zeros"]], atol=0.01)
    cosines = features @ features.T / np.outer(norms, norms)
    for pair, cosine in expected["cosine_between_photos"].items():
        first, second = map(FIRST.index, pair.split("-"))
        assert abs(cosines[first, second] - cosine) < 0.005


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "file", "parameters"),
    [("squeezenet", "squeezenet11", 1_235_496), ("efficientnet_lite0", "efficientnet_lite0", 4_694_024)],
)
def test_a_classifier_gives_the_same_probabilities(name, file, parameters):
    network = getattr(pretrained, name)()
    assert network.count_params() == parameters
    probabilities = answers(network, standard(PHOTOS, 224), name)
    assert np.allclose(probabilities.sum(axis=1), 1, atol=1e-3)
    top = pretrained.top_classes(probabilities)
    for row, photo, found in zip(probabilities, PHOTOS, top):
        wanted = EXPECTED[file]["top5"][photo]
        assert np.allclose(
            [row[number] for number, _, _ in wanted], [p for *_, p in wanted], atol=TOLERANCE["probability"]
        )
        assert found[0][:2] == tuple(wanted[0][:2])
        assert [p for *_, p in found] == sorted((p for *_, p in found), reverse=True)


@pytest.mark.slow
def test_vgg_has_the_same_activations():
    import keras

    network = pretrained.vgg16()
    assert network.count_params() == 2_915_648 and network.output_shape == (None, None, None, 512)
    layers = [f"block{number}_conv1" for number in (1, 2, 3, 4)]
    several = keras.Model(network.input, [network.get_layer(layer).output for layer in layers])
    for photo, picture in zip(FIRST, standard(FIRST, 224)):
        for layer, output in zip(layers, several(pretrained.preprocess(picture[None], "vgg16"))):
            wanted = EXPECTED["vgg16_block4_conv1"]["activation_mean_max"][photo][layer]
            found = [np.mean(output), np.max(output)]
            assert np.allclose(found, [wanted["mean"], wanted["max"]], rtol=TOLERANCE["feature"])


def boxes(raw, size, scale):
    """Return the boxes (left, top, right, bottom), scores and places of all anchors, as the detector's paper says."""
    grid = size // 32
    raw = np.asarray(raw).reshape(grid, grid, 5, 5)
    row, column, anchor = np.indices((grid, grid, 5))
    centre = np.stack([column, row], axis=-1) + 1 / (1 + np.exp(-raw[..., :2]))
    half = np.exp(raw[..., 2:4]) * pretrained.FACE_ANCHORS / 2
    scores = 1 / (1 + np.exp(-raw[..., 4]))
    corners = np.concatenate([centre - half, centre + half], axis=-1) * 32 / scale
    return corners.reshape(-1, 4), scores.ravel(), np.stack([row, column, anchor], axis=-1).reshape(-1, 3)


@pytest.mark.slow
@pytest.mark.parametrize("size", [416, 320, 224, 160])
def test_the_detector_finds_the_same_faces(size):
    network = pretrained.tiny_yolo_face((size, size, 3))
    assert network.count_params() == 193_321
    assert network.output_shape == (None, size // 32, size // 32, 25)
    for photo in FIRST:
        picture, scale = pretrained.letterbox(PHOTOS[photo](), size)
        raw = answers(network, picture[None], "tiny_yolo_face")[0]
        wanted = EXPECTED["tiny_yolo_face"]["detections"][f"{photo}@{size}"]
        corners, scores, places = boxes(raw, size, scale)
        assert abs(scores.max() - wanted["max_score"]) < TOLERANCE["score"]
        likely = scores > 0.5
        if wanted["boxes_xyxy"]:
            best = scores.argmax()
            assert np.abs(corners[best] - wanted["boxes_xyxy"][0]).max() < TOLERANCE["box"]
            assert places[best].tolist() == wanted["cell_row_col_anchor"][0]
        else:
            assert not likely.any()
        if (photo, size) == ("astronaut", 416):
            assert likely.sum() == 1
            values = raw.reshape(13, 13, 5, 5)[3, 5, 2]
            assert np.allclose(values, EXPECTED["tiny_yolo_face"]["raw_astronaut_416_row3_col5_anchor2"], atol=0.02)


@pytest.mark.slow
def test_faces_have_the_same_distances():
    network = pretrained.face_resnet()
    assert network.count_params() == 5_607_488
    photo, wanted = skimage.data.astronaut(), EXPECTED["face_resnet"]
    left, top, right, bottom = box = wanted["astronaut_crop_xyxy"]
    (detected,) = EXPECTED["tiny_yolo_face"]["detections"]["astronaut@416"]["boxes_xyxy"]
    face = pretrained.face_picture(photo, detected)
    assert np.array_equal(face, pretrained.face_picture(photo, box))
    whole = Image.fromarray(face.astype(np.uint8))
    others = {
        "mirrored": face[:, ::-1],
        "grey": np.asarray(whole.convert("L").convert("RGB"), np.float32),
        "blur 1.5": np.asarray(whole.filter(ImageFilter.GaussianBlur(1.5)), np.float32),
        "brightness 0.7": np.clip(face * 0.7, 0, 255),
        "brightness 1.4": np.clip(face * 1.4, 0, 255),
    }
    for x, y in ((9, 0), (-9, 0), (0, 9), (0, -9)):
        name = f"shift {x:+d},0" if x else f"shift 0,{y:+d}"
        others[name] = pretrained.face_picture(photo, (left + x, top + y, right + x, bottom + y))
    for name in wanted["distance_to_augmented"]:
        if numbers := re.findall(r"crop \d+ px \((\d+),(\d+),(\d+),(\d+)\)", name):
            others[name] = pretrained.face_picture(photo, list(map(int, numbers[0])))
    vector, *rest = answers(network, np.stack([face, *others.values()]), "face_resnet")
    assert np.allclose(vector[:5], wanted["first5"], atol=TOLERANCE["face"])
    assert abs(np.linalg.norm(vector) - wanted["norm"]) < TOLERANCE["face"]
    distances = dict(zip(others, np.linalg.norm(rest - vector, axis=1)))
    for name, distance in distances.items():
        assert abs(distance - wanted["distance_to_augmented"][name]) < TOLERANCE["face"], distances
    strangers = np.stack(
        [pretrained.standard_picture(np.rint(one * 255), 150) for one in skimage.data.lfw_subset()[:100]]
    )
    distances = np.linalg.norm(answers(network, strangers, "face_resnet") - vector, axis=1)
    assert distances.argmin() == wanted["lfw_subset_first_100"]["argmin"]
    found = [distances.min(), np.median(distances)]
    assert np.allclose(
        found, [wanted["lfw_subset_first_100"][key] for key in ("min", "median")], atol=TOLERANCE["face"]
    )


def ids_of(text, pieces):
    """Return the ids of a text's pieces: the longest piece first, in lower case and without accents."""
    numbers = {piece: number for number, piece in enumerate(pieces)}
    text = "".join(one for one in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(one) != "Mn")
    ids = [numbers["[CLS]"]]
    for word in re.findall(r"\w+|[^\w\s]", text):
        start = 0
        while start < len(word):
            ends = (end for end in range(len(word), start, -1) if ("##" * (start > 0) + word[start:end]) in numbers)
            end = next(ends)
            ids.append(numbers["##" * (start > 0) + word[start:end]])
            start = end
    return [*ids, numbers["[SEP]"]]


@pytest.mark.slow
@pytest.mark.parametrize(("rest", "count", "place"), [(False, 12_000, 1), (True, 30_522, 2)])
def test_sentences_have_the_same_cosines(rest, count, place):
    network, pieces = pretrained.minilm(rest=rest)
    assert len(pieces) == len(set(pieces)) == count
    wanted = EXPECTED["minilm_l3_12k"]
    pairs = wanted["pairs_cosine_float32_original__12k__12k_and_rest"]
    sentences = sorted({sentence for pair in pairs for sentence in pair.split(" | ")})
    rows = [ids_of(sentence, pieces) for sentence in sentences]
    ids = np.array([row + [0] * (max(map(len, rows)) - len(row)) for row in rows])
    tokens = np.asarray(network(ids)) * (ids != 0)[..., None]
    vectors = tokens.sum(axis=1) / np.linalg.norm(tokens.sum(axis=1), axis=1, keepdims=True)
    for pair, cosines in pairs.items():
        first, second = (vectors[sentences.index(sentence)] for sentence in pair.split(" | "))
        assert abs(first @ second - cosines[place]) < TOLERANCE["sentence"]
    if not rest:
        for sentence, numbers in wanted["ids_12k_of"].items():
            assert rows[sentences.index(sentence)] == numbers
        for sentence, values in wanted["first5_12k_of"].items():
            assert np.allclose(vectors[sentences.index(sentence)][:5], values, atol=TOLERANCE["sentence"])
    alone = np.asarray(network(np.array([rows[0]])))[0]  # padding changes nothing
    assert np.allclose(alone, np.asarray(network(ids[:1]))[0, : len(rows[0])], atol=1e-4)


@pytest.mark.slow
def test_networks_without_weights_and_of_other_sizes():
    network = pretrained.mobilenet_v2((96, 96, 3), weights=None)
    assert network.output_shape == (None, 3, 3, 1280)
    with np.load(weights.FOLDER / "mobilenetv2_160_notop.npz") as file:
        assert not np.allclose(network.get_layer("Conv1").kernel, file["Conv1/kernel"], atol=1e-3)
    assert pretrained.squeezenet((None, None, 3), weights=None).output_shape == (None, 1000)


# ---------------------------------------------------------------- words and classes


def test_classes():
    classes = pretrained.imagenet_classes()
    assert all(array.shape == (1000,) for array in classes)
    assert list(classes.wnid) == sorted(set(classes.wnid))
    expected = dict(EXPECTED["imagenet_classes"])
    for name, numbers in expected.pop("duplicate_names").items():
        assert np.flatnonzero(classes.name == name).tolist() == numbers
    assert {str(number): classes.name[int(number)] for number in expected} == expected
    assert pretrained.top_classes(np.eye(1000)[[967]], 2)[0][0] == (967, "espresso", 1.0)
    with pytest.raises(ValueError, match=re.escape("probabilities have shape (1, 10), expected (m, 1000).")):
        pretrained.top_classes(np.zeros((1, 10)))


def test_words():
    words, vectors = pretrained.glove()
    assert vectors.shape == (20_000, 50) and vectors.dtype == np.float32 and len(set(words)) == 20_000
    assert words[:6] == ["the", ",", ".", "of", "to", "and"]
    place = {word: number for number, word in enumerate(words)}
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    expected = EXPECTED["glove_6b_50d_20k"]
    for question, answer in expected.items():
        if "::" not in question:
            continue
        a, b, c = re.split(":+", question)
        target = units[place[b]] - units[place[a]] + units[place[c]]
        cosines = units @ target / np.linalg.norm(target)
        cosines[[place[a], place[b], place[c]]] = -1
        assert words[cosines.argmax()] == answer[0] and abs(cosines.max() - answer[1]) < TOLERANCE["word"]
    for word, cosine in expected["cos_to(woman-man)"].items():
        direction = vectors[place["woman"]] - vectors[place["man"]]
        assert abs(units[place[word]] @ direction / np.linalg.norm(direction) - cosine) < TOLERANCE["word"]
    assert not set(expected["absent"]) & set(words)


def test_the_original_words_are_read(tmp_path):
    path = tmp_path / "glove.6B.50d.txt"
    path.write_text("the 0.1 0.2 -3\n, 1 2 3\n", encoding="utf-8")
    words, vectors = pretrained.glove(path)
    assert words == ["the", ","] and np.allclose(vectors, [[0.1, 0.2, -3], [1, 2, 3]])
    for text, sentence in (
        ("the 1 2 3\nof 1 2\n", "line 2 of glove.6B.50d.txt is not a word and 3 numbers: 'of 1 2'."),
        ("the 1 2 x\n", "line 1 of glove.6B.50d.txt is not a word and numbers: 'the 1 2 x'."),
        ("", "glove.6B.50d.txt is empty; expected a word and its numbers on each line."),
    ):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(ValueError, match=re.escape(sentence)):
            pretrained.glove(path)
    path.unlink()
    with pytest.raises(FileNotFoundError, match=re.escape("there is no file glove.6B.50d.txt in the folder")):
        pretrained.glove(path)


# ---------------------------------------------------------------- pictures


def test_a_picture_of_any_kind_becomes_a_standard_one(tmp_path):
    photo = skimage.data.coffee()
    square = pretrained.standard_picture(photo, 64)
    assert square.shape == (64, 64, 3) and square.dtype == np.float32 and 0 <= square.min() < square.max() <= 255
    image = Image.fromarray(photo)
    assert np.array_equal(pretrained.standard_picture(image, 64), square)
    assert np.array_equal(pretrained.standard_picture(np.dstack([photo, np.full(photo.shape[:2], 9)]), 64), square)
    grey = pretrained.standard_picture(skimage.data.coins(), 64)
    assert np.array_equal(grey[..., 0], grey[..., 2])
    image.save(tmp_path / "a.png")
    assert np.array_equal(pretrained.standard_picture(tmp_path / "a.png", 64), square)
    turned = image.transpose(Image.Transpose.ROTATE_90)
    exif = turned.getexif()
    exif[0x0112] = 6  # how a telephone says that a picture lies on its side
    turned.save(tmp_path / "b.png", exif=exif)
    assert np.array_equal(pretrained.standard_picture(tmp_path / "b.png", 64), square)
    with pytest.raises(FileNotFoundError, match=re.escape("there is no picture c.png in the folder")):
        pretrained.standard_picture(tmp_path / "c.png", 64)
    (tmp_path / "a.png").write_bytes((tmp_path / "a.png").read_bytes()[:5000])
    with pytest.raises(ValueError, match=re.escape("a.png is not a whole picture (")):
        pretrained.standard_picture(tmp_path / "a.png", 64)
    with pytest.raises(ValueError, match=re.escape("(height, width, 3) numbers from 0 to 255, not float64 (2, 3, 5).")):
        pretrained.standard_picture(np.zeros((2, 3, 5)), 64)


def test_a_letterbox_keeps_the_shape():
    photo = np.full((100, 200, 3), 200, np.uint8)
    picture, scale = pretrained.letterbox(photo, 64)
    assert scale == 0.32 and picture.shape == (64, 64, 3)
    assert np.all(picture[:32] == 200) and not picture[32:].any()


def test_a_face_at_the_edge_is_filled_with_black():
    face = pretrained.face_picture(np.full((50, 50, 3), 100, np.uint8), (-20, 10, 20, 40), 40)
    assert not face[:, :18].any() and np.all(face[:, 22:] == 100)


def test_pictures_are_prepared_for_each_network():
    picture = np.array([[[0, 127.5, 255]]], np.float32)
    assert np.allclose(pretrained.preprocess(picture, "mobilenet_v2"), [[[-1, 0, 1]]])
    assert np.allclose(pretrained.preprocess(picture, "efficientnet_lite0"), (picture - 127) / 128)
    bgr = [[[255 - 104.00699, 127.5 - 116.66877, -122.67892]]]
    assert np.allclose(pretrained.preprocess(picture, "vgg16"), bgr, atol=1e-4)
    assert pretrained.preprocess(picture.astype(np.uint8), "squeezenet").dtype == np.float32
    assert np.array_equal(picture, [[[0, 127.5, 255]]])
    with pytest.raises(ValueError, match="there is no network 'vgg' for pictures; there are mobilenet_v2, "):
        pretrained.preprocess(picture, "vgg")


@pytest.mark.slow
def test_gradients_flow_through_the_preparation():
    import tensorflow as tf

    picture = tf.Variable(tf.ones((1, 2, 2, 3)))
    with tf.GradientTape() as tape:
        result = tf.reduce_sum(pretrained.preprocess(picture, "efficientnet_lite0"))
    assert np.allclose(tape.gradient(result, picture), 1 / 128)


# ---------------------------------------------------------------- files


@pytest.mark.parametrize(
    ("damage", "error", "sentence"),
    [
        (lambda path: path.unlink(), FileNotFoundError, "is missing from the course's folder `data/weights`."),
        (lambda path: path.write_bytes(path.read_bytes()[:1000]), ValueError, "is truncated: it has 1,000 bytes of"),
        (
            lambda path: path.write_bytes(path.read_bytes()[:-1] + b"x"),
            ValueError,
            "is damaged: its SHA-256 checksum starts with",
        ),
        (lambda path: path.write_bytes(path.read_bytes() + b"x"), ValueError, "is damaged: its SHA-256 checksum"),
    ],
)
def test_our_own_damaged_file_gets_a_sentence(tmp_path, monkeypatch, damage, error, sentence):
    for name, load in (
        ("tiny_yolo_face.npz", pretrained.tiny_yolo_face),
        ("imagenet_classes.npz", pretrained.imagenet_classes),
    ):
        shutil.copy(weights.FOLDER / name, tmp_path)
        damage(tmp_path / name)
        with monkeypatch.context() as patch:
            patch.setattr(weights, "FOLDER", tmp_path)
            with pytest.raises(error, match=re.escape(f"{name} {sentence}")) as raised:
                load()
        assert str(raised.value).endswith("Get it again with `git checkout data`.")


@pytest.fixture(scope="module")
def small():
    """A function that builds a small network, whose weights differ from one to the next."""
    import keras

    def build(name="small", units=2):
        inputs = keras.Input((4, 4, 3))
        x = keras.layers.Conv2D(2, 3, name="first")(inputs)
        x = keras.layers.BatchNormalization(name="norm")(x)
        return keras.Model(inputs, keras.layers.Dense(units, name="last")(x), name=name)

    return build


def write_as_keras_did(path, network, **more):
    """Write the format of Keras's published weights: what is in it is found by the names of the layers."""
    with h5py.File(path, "w") as file:
        layers = [layer for layer in network.layers if layer.weights]
        file.attrs["layer_names"] = [layer.name.encode() for layer in layers]
        for layer in layers:
            group = file.create_group(layer.name)
            names = [f"{layer.name}_W{number}:0" for number in range(len(layer.weights))]
            group.attrs["weight_names"] = [name.encode() for name in names]
            for name, weight in zip(names, layer.weights):
                group[name] = np.asarray(more.get(layer.name, weight))


def same(one, other):
    return all(np.array_equal(a, b) for a, b in zip(one.get_weights(), other.get_weights()))


@pytest.mark.slow
def test_files_of_the_user_are_read(small, tmp_path):
    source = small()
    write_as_keras_did(tmp_path / "old.h5", source)
    source.save_weights(tmp_path / "new.weights.h5")
    source.save(tmp_path / "whole.h5")
    arrays = {weight.path: np.asarray(weight) for weight in source.weights}
    np.savez(tmp_path / "ours.npz", **arrays)
    for name in ("old.h5", "new.weights.h5", "whole.h5", "ours.npz"):
        network = small()
        assert not same(source, network)
        found, file = weights.of_user(tmp_path / name, network)
        weights.fill(network, found, file)
        assert same(source, network), name


@pytest.mark.slow
def test_files_of_the_user_that_do_not_fit_get_a_sentence(small, tmp_path):
    source, path = small(), tmp_path / "a.h5"

    def refused(sentence, network=source):
        before = network.get_weights()
        with pytest.raises((ValueError, FileNotFoundError), match=re.escape(sentence)) as raised:
            weights.fill(network, *weights.of_user(path, network))
        assert "\n" not in str(raised.value)
        assert all(np.array_equal(a, b) for a, b in zip(before, network.get_weights()))

    refused("there is no file a.h5 in the folder")
    write_as_keras_did(path, source)
    refused("a.h5 does not fit other: last/kernel is float32 (2, 2), expected floats (2, 3).", small("other", units=3))
    write_as_keras_did(path, source, last=np.zeros(2, np.int64))
    refused("a.h5 does not fit small: last/kernel is int64 (2,), expected floats (2, 2).")
    with h5py.File(path, "a") as file:
        file.attrs["layer_names"] = [b"first", b"norm"]
    refused("a.h5 does not fit small: it has 0 weights for the layer last, expected 2.")
    with h5py.File(path, "w") as file:
        file["x"] = 1
    refused("a.h5 holds no weights of a Keras network: it has x.")
    path.write_bytes(b"<html>404</html>" * 99)
    refused("a.h5 is not a whole HDF5 file: it may be truncated or another format (")
    path = tmp_path / "a.npz"
    arrays = {weight.path: np.asarray(weight) for weight in source.weights}
    np.savez(path, **{name: array for name, array in arrays.items() if "last" not in name})
    refused("a.npz does not fit small: it lacks last/kernel and 1 more.")
    np.savez(path, **arrays, more=np.zeros(2))
    refused("a.npz does not fit small, which has no more.")
    np.savez(path, **(arrays | {"last/bias": np.array([object()])}))
    refused("a.npz is not a whole file of arrays (.npz): ")
    path.write_bytes(path.read_bytes()[:500])
    refused("a.npz is not a whole file of arrays (.npz): ")
    path = tmp_path / "a.pkl"
    path.write_bytes(b"x")
    refused("a.pkl is no file of weights that is read here: expected .h5 of Keras, or .npz as ours.")


@pytest.mark.slow
def test_kerass_own_weights_only_by_name(monkeypatch, tmp_path):
    import keras

    with pytest.raises(ValueError, match="Keras has no ImageNet weights for squeezenet; there are ours, or a file of"):
        pretrained.squeezenet(weights="imagenet")
    asked = []

    def get_file(name, *_, **__):
        asked.append(name)
        raise Exception(f"URL fetch failure on {name}")  # as Keras does

    for module in ("mobilenet_v2", "vgg16"):
        monkeypatch.setattr(f"keras.src.applications.{module}.file_utils.get_file", get_file)
    for build in (pretrained.mobilenet_v2, pretrained.vgg16):
        with pytest.raises(OSError, match=r"Keras could not get its ImageNet weights for .*, from its cache or from"):
            build(weights="imagenet")
    assert len(asked) == 2
    # Where there are some (here the network's own, written as Keras publishes them), they are used.
    published = keras.applications.VGG16(include_top=False, weights=None, input_shape=(32, 32, 3))
    write_as_keras_did(tmp_path / "vgg16_notop.h5", published)
    monkeypatch.setattr(
        "keras.src.applications.vgg16.file_utils.get_file", lambda *_, **__: tmp_path / "vgg16_notop.h5"
    )
    for chosen in ("imagenet", tmp_path / "vgg16_notop.h5"):
        network = pretrained.vgg16((32, 32, 3), weights=chosen)
        assert network.layers[-1].name == "block4_conv1" and network.count_params() == 2_915_648
        assert np.array_equal(network.get_layer("block4_conv1").kernel, published.get_layer("block4_conv1").kernel)


def test_the_module_itself_imports_no_keras():
    program = "import sys; from helpers import pretrained; pretrained.glove(); print('keras' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=notebooks.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"


def test_keras_is_there_before_a_notebook_that_needs_it():
    for line in ("from helpers import plot, pretrained", "import helpers.pretrained"):
        assert notebooks.heavy(f'"{line}\\n"') == ("tensorflow",)
    assert notebooks.heavy("Start from a pretrained network: it is important.\nimport numpy") == ()


# ---------------------------------------------------------------- what lies in data/weights


def test_the_folder_and_its_notice():
    files = {path.name: path for path in weights.FOLDER.iterdir()}
    assert set(files) == {*weights.FILES, "apache-2.0.txt"}
    assert sum(path.stat().st_size for path in files.values()) <= 45_000_000
    notice, readme = ((data.FOLDER / name).read_text(encoding="utf-8") for name in ("NOTICE.md", "README.md"))
    for name, (size, checksum) in weights.FILES.items():
        assert f"| `{name}` | {size:,} | `{checksum}` |" in notice
        assert f"| `weights/{name}` | " in readme
        assert notice.count(f"`{name}`") >= 3  # its package and licence, what is certain, its checksum
    for word in ("ImageNet", "BSDS500", "Stanford Dogs", "VGG Face", "FaceScrub", "danielbuechele", "vultilion"):
        assert word in notice
    credits = Path(sys.modules["sklearn"].__file__).parent / "datasets" / "images" / "README.txt"
    for author in re.findall(r"reserved by (\w+)", credits.read_text(encoding="utf-8")):
        assert author in notice


def test_no_array_is_a_pickle():
    for name in weights.FILES:
        with np.load(weights.FOLDER / name, allow_pickle=False) as file:
            assert {file[key].dtype.kind for key in file.files} <= set("fiU")
