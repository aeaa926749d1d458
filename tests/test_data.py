import io
import re
import runpy
import shutil

import h5py
import numpy as np
import pytest
from PIL import Image
from scipy.io import loadmat, savemat
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

from helpers import data


@pytest.fixture
def original(tmp_path):
    """Small files in the format of the original exercise."""
    generator = np.random.default_rng(3)
    for kind, m in (("train", 7), ("test", 4)):
        with h5py.File(tmp_path / f"{kind}_catvnoncat.h5", "w") as file:
            file[f"{kind}_set_x"] = generator.integers(0, 256, (m, 64, 64, 3), dtype=np.uint8)
            file[f"{kind}_set_y"] = generator.integers(0, 2, m)
            file["list_classes"] = np.array([b"non-cat", b"cat"])
    return tmp_path


def test_our_cats():
    cats = data.load_cats()
    assert len(cats.train_set_x_orig) >= 400
    assert len(cats.test_set_x_orig) >= 100
    for x, y in ((cats.train_set_x_orig, cats.train_set_y), (cats.test_set_x_orig, cats.test_set_y)):
        assert x.dtype == np.uint8
        assert x.shape[1:] == (64, 64, 3)
        assert y.shape == (1, len(x))
        assert 0.45 <= y.mean() <= 0.55
        assert len({picture.tobytes() for picture in x}) == len(x)
        assert x.reshape(len(x), -1).std(axis=1).min() > 5  # no blank picture
    assert list(cats.classes) == [b"non-cat", b"cat"]
    train = {picture.tobytes() for picture in cats.train_set_x_orig}
    assert not any(picture.tobytes() in train for picture in cats.test_set_x_orig)


def test_repr_is_one_line_with_shapes():
    text = repr(data.load_cats())
    assert re.match(r"Cats\(train_set_x_orig: uint8 \(\d+, 64, 64, 3\), train_set_y: int64 \(1, \d+\), ", text)
    assert "\n" not in text


def test_the_original_files_are_read(original):
    cats = data.load_cats(folder=original)
    assert cats.train_set_x_orig.shape == (7, 64, 64, 3)
    assert cats.test_set_y.shape == (1, 4)
    assert data.in_use["cats"] == original
    data.load_cats()
    assert data.in_use["cats"] is None


def rewrite(path, **changes):
    with h5py.File(path) as file:
        content = {key: file[key][()] for key in file}
    with h5py.File(path, "w") as file:
        for key, value in (content | changes).items():
            if value is not None:
                file[key] = value


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "there is no file train_catvnoncat.h5 in the folder"),
        (lambda path: path.write_bytes(path.read_bytes()[:1000]), "train_catvnoncat.h5 is not a whole HDF5 file"),
        (lambda path: path.write_text("<html>404</html>"), "train_catvnoncat.h5 is not a whole HDF5 file"),
        (lambda path: rewrite(path, train_set_y=None), "lacks the key train_set_y; it has list_classes, train_set_x"),
        (lambda path: rewrite(path, train_set_x=np.zeros((7, 32, 32, 3), np.uint8)), "expected uint8 (m, 64, 64, 3)"),
        (lambda path: rewrite(path, train_set_x=np.zeros((7, 64, 64, 3))), "is float64 (7, 64, 64, 3), expected uint8"),
        (lambda path: rewrite(path, train_set_y=np.zeros(6)), "expected (7,) with values 0 and 1"),
        (lambda path: rewrite(path, train_set_y=np.arange(7)), "expected (7,) with values 0 and 1"),
    ],
)
def test_a_wrong_file_gets_a_sentence(original, damage, words):
    damage(original / "train_catvnoncat.h5")
    with pytest.raises((ValueError, FileNotFoundError), match=re.escape(words)):
        data.load_cats(folder=original)


def test_our_signs():
    signs = data.load_signs()
    assert signs.train_set_x_orig.shape == (1080, 64, 64, 3)
    assert signs.test_set_x_orig.shape == (240, 64, 64, 3)
    for x, y in ((signs.train_set_x_orig, signs.train_set_y), (signs.test_set_x_orig, signs.test_set_y)):
        assert x.dtype == np.uint8
        assert y.dtype == np.int64
        assert y.shape == (1, len(x))
        assert np.array_equal(np.bincount(y[0]), [len(x) // 6] * 6)
        assert len({picture.tobytes() for picture in x}) == len(x)
        assert x.reshape(len(x), -1).std(axis=1).min() > 5  # no blank picture
    assert list(signs.classes) == [0, 1, 2, 3, 4, 5]
    train = {picture.tobytes() for picture in signs.train_set_x_orig}
    assert not any(picture.tobytes() in train for picture in signs.test_set_x_orig)
    assert repr(signs).startswith("Signs(train_set_x_orig: uint8 (1080, 64, 64, 3), train_set_y: int64 (1, 1080), ")


@pytest.fixture
def original_signs(tmp_path):
    """Small files in the format of the original exercise."""
    generator = np.random.default_rng(4)
    for kind, m in (("train", 12), ("test", 6)):
        with h5py.File(tmp_path / f"{kind}_signs.h5", "w") as file:
            file[f"{kind}_set_x"] = generator.integers(0, 256, (m, 64, 64, 3), dtype=np.uint8)
            file[f"{kind}_set_y"] = np.arange(m) % 6
            file["list_classes"] = np.arange(6)
    return tmp_path


def test_the_original_signs_are_read(original_signs):
    signs = data.load_signs(folder=original_signs)
    with h5py.File(original_signs / "train_signs.h5") as file:
        assert np.array_equal(signs.train_set_x_orig, file["train_set_x"])
    assert np.array_equal(signs.train_set_y, [[0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]])
    assert signs.test_set_x_orig.shape == (6, 64, 64, 3)
    assert data.in_use["signs"] == original_signs
    data.load_signs()
    assert data.in_use["signs"] is None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "there is no file test_signs.h5 in the folder"),
        (lambda path: path.write_bytes(path.read_bytes()[:1000]), "test_signs.h5 is not a whole HDF5 file"),
        (lambda path: path.write_text("<html>404</html>"), "test_signs.h5 is not a whole HDF5 file"),
        (lambda path: rewrite(path, test_set_x=None), "test_signs.h5 lacks the key test_set_x; it has list_classes"),
        (
            lambda path: rewrite(path, test_set_x=np.zeros((6, 64, 64), np.uint8)),
            "test_set_x in test_signs.h5 is uint8 (6, 64, 64)",
        ),
        (
            lambda path: rewrite(path, test_set_y=np.arange(5)),
            "test_set_y in test_signs.h5 has shape (5,), expected (6,)",
        ),
        (lambda path: rewrite(path, test_set_y=np.arange(6) + 1), "expected (6,) with values 0 to 5"),
    ],
)
def test_a_wrong_file_of_signs_gets_a_sentence(original_signs, damage, words):
    damage(original_signs / "test_signs.h5")
    with pytest.raises((ValueError, FileNotFoundError), match=re.escape(words)):
        data.load_signs(folder=original_signs)


def test_our_smiles():
    happy = data.load_happy()
    assert happy.train_set_x_orig.shape == (600, 64, 64, 3)
    assert happy.test_set_x_orig.shape == (150, 64, 64, 3)
    for x, y in ((happy.train_set_x_orig, happy.train_set_y), (happy.test_set_x_orig, happy.test_set_y)):
        assert x.dtype == np.uint8
        assert y.dtype == np.int64
        assert y.shape == (1, len(x))
        assert y.mean() == 0.5
        assert len({picture.tobytes() for picture in x}) == len(x)
        assert x.reshape(len(x), -1).std(axis=1).min() > 5  # no blank picture
    train = {picture.tobytes() for picture in happy.train_set_x_orig}
    assert not any(picture.tobytes() in train for picture in happy.test_set_x_orig)
    assert repr(happy).startswith("Happy(train_set_x_orig: uint8 (600, 64, 64, 3), train_set_y: int64 (1, 600), ")


@pytest.fixture
def original_happy(tmp_path):
    """Small files in the format of the original exercise."""
    generator = np.random.default_rng(5)
    for kind, m in (("train", 10), ("test", 6)):
        with h5py.File(tmp_path / f"{kind}_happy.h5", "w") as file:
            file[f"{kind}_set_x"] = generator.integers(0, 256, (m, 64, 64, 3), dtype=np.uint8)
            file[f"{kind}_set_y"] = np.arange(m) % 2
            file["list_classes"] = np.arange(2)
    return tmp_path


def test_the_original_happy_faces_are_read(original_happy):
    happy = data.load_happy(folder=original_happy)
    with h5py.File(original_happy / "train_happy.h5") as file:
        assert np.array_equal(happy.train_set_x_orig, file["train_set_x"])
    assert np.array_equal(happy.test_set_y, [[0, 1, 0, 1, 0, 1]])
    assert data.in_use["happy"] == original_happy
    data.load_happy()
    assert data.in_use["happy"] is None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "there is no file test_happy.h5 in the folder"),
        (lambda path: path.write_bytes(path.read_bytes()[:1000]), "test_happy.h5 is not a whole HDF5 file"),
        (lambda path: rewrite(path, test_set_y=None), "test_happy.h5 lacks the key test_set_y; it has list_classes"),
        (lambda path: rewrite(path, test_set_x=np.zeros((6, 64, 64, 3))), "is float64 (6, 64, 64, 3), expected uint8"),
        (lambda path: rewrite(path, test_set_y=np.arange(6)), "expected (6,) with values 0 and 1"),
    ],
)
def test_a_wrong_file_of_happy_faces_gets_a_sentence(original_happy, damage, words):
    damage(original_happy / "test_happy.h5")
    with pytest.raises((ValueError, FileNotFoundError), match=re.escape(words)):
        data.load_happy(folder=original_happy)


def test_our_field():
    field = data.load_field()
    assert field.train_X.shape == (2, 211)
    assert field.test_X.shape == (2, 200)
    for x, y in ((field.train_X, field.train_Y), (field.test_X, field.test_Y)):
        assert x.dtype == np.float64
        assert y.dtype == np.int64
        assert y.shape == (1, x.shape[1])
        assert set(y[0]) == {0, 1}
        assert 0.4 <= y.mean() <= 0.6
    train = {tuple(point) for point in field.train_X.T}
    assert not any(tuple(point) in train for point in field.test_X.T)
    assert repr(field).startswith("Field(train_X: float64 (2, 211), train_Y: int64 (1, 211), ")


def test_our_alpacas():
    alpacas = data.load_alpacas()
    assert alpacas.train_x.shape == (240, 160, 160, 3)
    assert alpacas.validation_x.shape == (120, 160, 160, 3)
    assert alpacas.classes == ["alpaca", "not alpaca"]
    for x, y in ((alpacas.train_x, alpacas.train_y), (alpacas.validation_x, alpacas.validation_y)):
        assert x.dtype == np.uint8
        assert y.dtype == np.int64
        assert y.shape == (len(x),)
        assert y.mean() == 0.5
        assert x.reshape(len(x), -1).std(axis=1).min() > 5  # no blank picture
    everything = np.concatenate([alpacas.train_x, alpacas.validation_x])
    assert len({picture.tobytes() for picture in everything}) == len(everything)
    assert (data.FOLDER / "alpacas.h5").stat().st_size < 2_500_000


def test_colours_do_not_tell_alpacas():
    alpacas = data.load_alpacas()
    pictures = np.concatenate([alpacas.train_x, alpacas.validation_x])
    labels = np.concatenate([alpacas.train_y, alpacas.validation_y])
    kinds = (pictures // 64).astype(int) @ [16, 4, 1]
    histograms = np.stack([np.bincount(one.ravel(), minlength=64) for one in kinds]) / 160**2
    for C in (1, 10, 100):
        shares = cross_val_score(LogisticRegression(C=C, max_iter=2000), histograms, labels, cv=10)
        assert shares.mean() < 0.75


@pytest.fixture
def original_alpacas(tmp_path):
    """Small files in the format of the original exercise."""
    generator = np.random.default_rng(6)
    for name, count in (("alpaca", 6), ("not alpaca", 5)):
        (tmp_path / name).mkdir()
        for number in range(count):
            size = tuple(int(side) for side in generator.integers(100, 300, 2))
            Image.new("RGB", size, (250, 20 * number, 0 if name == "alpaca" else 250)).save(
                tmp_path / name / f"{number}.{'jpg' if number else 'jpeg'}"
            )
    return tmp_path


def test_the_original_alpacas_are_read(original_alpacas):
    alpacas = data.load_alpacas(folder=original_alpacas)
    assert alpacas.train_x.shape == (9, 160, 160, 3)
    assert alpacas.validation_x.shape == (2, 160, 160, 3)
    for x, y in ((alpacas.train_x, alpacas.train_y), (alpacas.validation_x, alpacas.validation_y)):
        assert np.array_equal(x[:, 80, 80, 2] > 100, y == 1)
    again = data.load_alpacas(folder=original_alpacas)
    assert all(np.array_equal(one, other) for one, other in zip(alpacas[:4], again[:4]))
    assert data.in_use["alpacas"] == original_alpacas
    data.load_alpacas()
    assert data.in_use["alpacas"] is None


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: shutil.rmtree(path.parent), "there are 0 JPEG files in the folder"),
        (lambda path: path.write_bytes(path.read_bytes()[:300]), "not alpaca/1.jpg is not a whole JPEG file"),
        (lambda path: path.write_bytes(path.read_bytes()[:-100]), "not alpaca/1.jpg is not a whole JPEG file"),
        (lambda path: path.write_text("<html>404</html>"), "not alpaca/1.jpg is not a whole JPEG file"),
        (lambda path: path.write_bytes(b""), "not alpaca/1.jpg is not a whole JPEG file"),
    ],
)
def test_a_wrong_file_of_alpacas_gets_a_sentence(original_alpacas, damage, words):
    damage(original_alpacas / "not alpaca" / "1.jpg")
    with pytest.raises((ValueError, FileNotFoundError), match=re.escape(words)) as raised:
        data.load_alpacas(folder=original_alpacas)
    assert "\n" not in str(raised.value)


def test_the_alpacas_are_what_the_program_draws(monkeypatch):
    """The program draws the first pictures of each part again; only roundings may differ between processors."""
    monkeypatch.syspath_prepend(data.FOLDER / "make")
    program = runpy.run_path(str(data.FOLDER / "make" / "alpacas.py"))
    alpacas = data.load_alpacas()
    for part, pictures, y in ((0, alpacas.train_x, alpacas.train_y), (1, alpacas.validation_x, alpacas.validation_y)):
        labels = np.random.default_rng([program["SEED"], part]).permutation(np.arange(len(y)) % 2)
        assert np.array_equal(labels, y)
        for number in range(2):
            generator = np.random.default_rng([program["SEED"], part, number + 1])
            drawn = program["draw_picture"](generator, labels[number])
            with Image.open(io.BytesIO(program["jpeg"](drawn))) as image:
                assert np.mean(np.abs(np.asarray(image).astype(int) - pictures[number]) <= 3) > 0.99


def test_the_unseen_alpacas_are_kept_apart(monkeypatch):
    monkeypatch.syspath_prepend(data.FOLDER / "make")
    unseen = runpy.run_path(str(data.FOLDER / "make" / "unseen_alpacas.py"))
    with np.load(unseen["PATH"]) as file:
        features, labels = file["features"], file["labels"]
    assert unseen["PATH"].parent.parent.name == "author"  # nothing that lies there is released
    assert features.shape == (2, unseen["COUNT"], 1280)
    assert np.array_equal(np.bincount(labels), [unseen["COUNT"] // 2] * 2)
    with np.load(unseen["OPEN"]) as file:
        known = file["features"]
    assert not {one.tobytes() for one in known[0]} & {one.tobytes() for one in features[0]}


@pytest.fixture
def original_field(tmp_path):
    """A small file in the format of the original exercise, which keeps more in it than is used."""
    generator = np.random.default_rng(5)
    content = {"X": generator.normal(size=(9, 2)), "Xval": generator.normal(size=(5, 2)), "ypred": np.zeros((5, 1))}
    savemat(tmp_path / "data.mat", content | {"y": np.eye(9, 1, dtype=np.uint8), "yval": np.eye(5, 1)})
    return tmp_path


def test_the_original_field_is_read(original_field):
    field = data.load_field(folder=original_field)
    assert np.array_equal(field.train_X, loadmat(original_field / "data.mat")["X"].T)
    assert np.array_equal(field.train_Y, [[1, 0, 0, 0, 0, 0, 0, 0, 0]])
    assert field.train_Y.dtype == np.int64
    assert field.test_X.shape == (2, 5)
    assert np.array_equal(field.test_Y, [[1, 0, 0, 0, 0]])
    assert data.in_use["field"] == original_field
    data.load_field()
    assert data.in_use["field"] is None


def change(path, **changes):
    content = {key: value for key, value in loadmat(path).items() if not key.startswith("__")} | changes
    savemat(path, {key: value for key, value in content.items() if value is not None})


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda path: path.unlink(), "there is no file data.mat in the folder"),
        (lambda path: path.write_bytes(path.read_bytes()[:300]), "data.mat is not a whole MATLAB file"),
        (lambda path: path.write_bytes(path.read_bytes()[:-8]), "data.mat is not a whole MATLAB file"),
        (lambda path: path.write_bytes(b""), "data.mat is not a whole MATLAB file"),
        (lambda path: path.write_text("<html>404</html>" * 40), "data.mat is not a whole MATLAB file"),
        (lambda path: change(path, yval=None), "data.mat lacks the key yval; it has X, Xval, y"),
        (
            lambda path: change(path, X=np.zeros((9, 3))),
            "X in data.mat is float64 (9, 3), expected (m, 2) finite numbers",
        ),
        (
            lambda path: change(path, X=np.full((9, 2), np.nan)),
            "X in data.mat is float64 (9, 2), expected (m, 2) finite numbers",
        ),
        (lambda path: change(path, X="field"), "expected (m, 2) finite numbers"),
        (lambda path: change(path, yval=np.zeros((4, 1))), "yval in data.mat has shape (4, 1), expected (5, 1)"),
        (lambda path: change(path, y=np.full((9, 1), 2)), "expected (9, 1) with values 0 and 1"),
    ],
)
def test_a_wrong_file_of_the_field_gets_a_sentence(original_field, damage, words):
    damage(original_field / "data.mat")
    with pytest.raises((ValueError, FileNotFoundError), match=re.escape(words)) as raised:
        data.load_field(folder=original_field)
    assert "expected a MATLAB file with the keys X, y, Xval and yval" in str(raised.value) or "MATLAB" not in words
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "load"),
    [
        ("alpacas.h5", data.load_alpacas),
        ("cats_test.h5", data.load_cats),
        ("signs_train.h5", data.load_signs),
        ("signs_test.h5", data.load_signs),
        ("smiles_test.h5", data.load_happy),
        ("field.h5", data.load_field),
    ],
)
def test_our_own_damaged_file_is_noticed(tmp_path, monkeypatch, name, load):
    for path in data.FOLDER.glob("*.h5"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    path = tmp_path / name
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    with pytest.raises(ValueError, match=rf"{name} is damaged.*git checkout data"):
        load()
    path.unlink()
    with pytest.raises(FileNotFoundError, match=rf"{name} is missing"):
        load()


def test_the_folder_is_small_and_its_readme_knows_every_file():
    files = [path for path in data.FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 80_000_000
    readme = (data.FOLDER / "README.md").read_text()
    for name, checksum in data.CHECKSUMS.items():
        assert name in readme
        assert checksum in readme
    ours = {path.name for path in files if path.suffix in (".h5", ".txt") and path.parent == data.FOLDER}
    assert ours | {"jazz.npz"} == set(data.CHECKSUMS)


def test_the_pictures_are_what_the_program_draws(monkeypatch):
    """The program draws the first pictures of each file again; only roundings may differ between processors."""
    monkeypatch.syspath_prepend(data.FOLDER / "make")
    program = runpy.run_path(str(data.FOLDER / "make" / "cats.py"))
    cats = data.load_cats()
    for part, pictures, y in (
        (0, cats.train_set_x_orig, cats.train_set_y),
        (1, cats.test_set_x_orig, cats.test_set_y),
    ):
        generator = np.random.default_rng([program["SEED"], part])
        labels = generator.permutation(np.arange(len(pictures)) % 2)
        assert np.array_equal(labels, y[0])
        drawn = np.stack([program["draw_picture"](generator, label == 1) for label in labels[:8]])
        assert np.mean(drawn == pictures[:8]) > 0.999


def test_the_pictures_that_no_student_has_are_what_the_program_draws(monkeypatch):
    monkeypatch.syspath_prepend(data.FOLDER / "make")
    cats, unseen = (runpy.run_path(str(data.FOLDER / "make" / name)) for name in ("cats.py", "unseen_cats.py"))
    with np.load(unseen["PATH"]) as file:
        seed, pictures, y = (file[name] for name in ("seed", "pictures", "labels"))
    assert unseen["PATH"].parent.parent.name == "author"  # nothing that lies there is released
    assert unseen["PATH"].stat().st_size < 1_500_000
    generator = np.random.default_rng(seed.item())
    assert np.array_equal(generator.permutation(np.arange(unseen["COUNT"]) % 2), y)
    drawn = np.stack([cats["draw_picture"](generator, label == 1) for label in y[:8]])
    assert np.mean(unseen["shrink"](drawn, unseen["SIDE"]) == pictures[:8]) > 0.999
    ours = data.load_cats()
    known = unseen["shrink"](np.concatenate([ours.train_set_x_orig, ours.test_set_x_orig]), unseen["SIDE"])
    assert not {picture.tobytes() for picture in known} & {picture.tobytes() for picture in pictures}


@pytest.fixture
def signs_program(monkeypatch):
    monkeypatch.syspath_prepend(data.FOLDER / "make")
    return runpy.run_path(str(data.FOLDER / "make" / "signs.py"))


def test_the_signs_are_what_the_program_draws(signs_program):
    """The program draws one person of each file again; only roundings may differ between processors."""
    signs = data.load_signs()
    for part, people, pictures, y in (
        (0, signs_program["TRAIN_PEOPLE"], signs.train_set_x_orig, signs.train_set_y),
        (1, signs_program["TEST_PEOPLE"], signs.test_set_x_orig, signs.test_set_y),
    ):
        tones, order = signs_program["plan_set"](part, people)
        assert np.array_equal(order % 6, y[0])
        for fingers, picture in enumerate(signs_program["draw_person"](part, 1, tones[1])):
            (place,) = np.flatnonzero(order == 6 + fingers)
            assert np.mean(picture == pictures[place]) > 0.999


def test_the_signs_that_no_student_has_are_what_the_program_draws(monkeypatch):
    monkeypatch.syspath_prepend(data.FOLDER / "make")
    unseen = runpy.run_path(str(data.FOLDER / "make" / "unseen_signs.py"))
    with np.load(unseen["PATH"]) as file:
        seed, pictures, labels = (file[name] for name in ("seed", "pictures", "labels"))
    assert unseen["PATH"].parent.parent.name == "author"  # nothing that lies there is released
    assert unseen["PATH"].stat().st_size < 1_500_000
    assert np.array_equal(np.bincount(labels), [unseen["PEOPLE"]] * 6)
    assert np.mean(unseen["draw_hands"](seed.item(), 1) == pictures[6:12]) > 0.999


def test_the_smiles_are_what_the_program_draws(monkeypatch):
    """The program draws the first pictures of each file again; only roundings may differ between processors."""
    monkeypatch.syspath_prepend(data.FOLDER / "make")
    program = runpy.run_path(str(data.FOLDER / "make" / "smiles.py"))
    happy = data.load_happy()
    for part, pictures, y in (
        (0, happy.train_set_x_orig, happy.train_set_y),
        (1, happy.test_set_x_orig, happy.test_set_y),
    ):
        generator = np.random.default_rng([program["SEED"], part])
        kinds = generator.permutation(np.arange(len(pictures)) % 4)
        assert np.array_equal(kinds % 2, y[0])
        drawn = np.stack([program["draw_picture"](generator, kind % 2 == 1, kind >= 2) for kind in kinds[:6]])
        assert np.mean(drawn == pictures[:6]) > 0.999


def test_the_field_is_what_the_program_draws():
    field = data.load_field()
    drawn = runpy.run_path(str(data.FOLDER / "make" / "field.py"))["draw_sets"]()
    for stored, again in zip(field, drawn.values()):
        assert np.allclose(stored, again.T, atol=0.0011)  # thousandths, and the last may be rounded otherwise


def test_our_wild_signs():
    wild = data.load_wild_signs()
    assert wild.x.shape == (1328, 24, 24, 3)
    assert wild.x.dtype == np.uint8
    for labels in (wild.y, wild.checked, wild.careful):
        assert labels.shape == (len(wild.x),)
        assert set(labels) == {0, 1, 2}
    assert 0.06 < np.mean(wild.y != wild.checked) < 0.1
    assert wild.causes.shape == (len(wild.x), 4)
    assert list(wild.names) == ["blur", "fog", "backlight", "cropped"]
    assert set(np.bincount(wild.scene)) == {1, 2}
    # What is true of a scene is true of both of its pictures.
    for values in (wild.checked[:, None], wild.causes):
        first = {}
        assert all(np.array_equal(first.setdefault(one, row), row) for one, row in zip(wild.scene.tolist(), values))
    assert len({picture.tobytes() for picture in wild.x}) == len(wild.x)
    assert wild.x.reshape(len(wild.x), -1).std(axis=1).min() > 3  # no blank picture


def test_a_missing_file_of_wild_signs_gets_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    with pytest.raises(FileNotFoundError, match=re.escape("wild_signs.h5 is missing")):
        data.load_wild_signs()
    (tmp_path / "wild_signs.h5").write_bytes(b"damaged")
    with pytest.raises(ValueError, match=re.escape("wild_signs.h5 is damaged")):
        data.load_wild_signs()


def test_our_dinosaurs():
    names = data.load_dinosaurs()
    assert len(names) == 1133
    assert names == sorted(set(names))
    assert all(name.isascii() and name.isalpha() and name.islower() and 3 <= len(name) <= 23 for name in names)
    assert {"tyrannosaurus", "kol", "archaeopteryx"} <= set(names)


def test_the_original_dinosaurs_are_read(tmp_path):
    (tmp_path / "dinos.txt").write_bytes(b"Aachenosaurus\r\nAardonyx\r\n\r\n Abdallahsaurus \r\n")
    assert data.load_dinosaurs(folder=tmp_path) == ["aachenosaurus", "aardonyx", "abdallahsaurus"]
    assert data.in_use["dinosaurs"] == tmp_path
    data.load_dinosaurs()
    assert data.in_use["dinosaurs"] is None


def test_our_verse():
    text = data.load_verse()
    assert text.startswith("of man's first disobedience, and the fruit\n")
    assert text.endswith("accursed, and in a cursed hour, he hies.\n")
    assert len(text) == 80_109
    assert len(set(text)) == 40


def test_the_original_verse_is_read(tmp_path):
    (tmp_path / "shakespeare.txt").write_bytes("\ufeffTHE SONNETS\r\n".encode() + b"From fairest creatures\r\n" * 300)
    text = data.load_verse(folder=tmp_path)
    assert text.startswith("the sonnets\nfrom fairest creatures\nfrom")
    assert data.in_use["verse"] == tmp_path
    data.load_verse()


@pytest.mark.parametrize(
    ("load", "name", "content", "message"),
    [
        (data.load_dinosaurs, "dinos.txt", b"Aardonyx\nT. rex\n", "dinos.txt, line 2: 't. rex', expected one name"),
        (data.load_dinosaurs, "dinos.txt", b"\n\n", "dinos.txt holds no name"),
        (data.load_dinosaurs, "dinos.txt", b"\xff\xfe\x00", "dinos.txt is no text in UTF-8"),
        (data.load_verse, "shakespeare.txt", b"Thou art", "shakespeare.txt has 8 characters, expected at least 5,000"),
    ],
)
def test_a_text_that_cannot_be_used_gets_a_sentence(load, name, content, message, tmp_path):
    with pytest.raises(FileNotFoundError, match=re.escape(f"the folder should hold the original file {name}")):
        load(folder=tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ValueError, match=re.escape(message)):
        load(folder=tmp_path)


def test_a_damaged_text_of_ours_gets_a_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    (tmp_path / "dinosaurs.txt").write_bytes(b"damaged")
    with pytest.raises(ValueError, match=re.escape("dinosaurs.txt is damaged")):
        data.load_dinosaurs()
    with pytest.raises(FileNotFoundError, match=re.escape("paradise.txt is missing")):
        data.load_verse()


def test_the_verse_is_what_the_program_cuts_out():
    program = runpy.run_path(str(data.FOLDER / "make" / "paradise.py"))
    text = "Preface \n \nBook I \n \n\nOf Man's first disobedience, and   the fruit \n  Of that \nBook II   \nAccursed, and in a cursed hour, he hies. \nBook III\nHail"
    right = "Of Man's first disobedience, and the fruit\nOf that\nAccursed, and in a cursed hour, he hies.\n"
    assert program["first_books"](text) == right
