import re
import runpy
import shutil

import h5py
import numpy as np
import pytest

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


def test_our_own_damaged_file_is_noticed(tmp_path, monkeypatch):
    for path in data.FOLDER.glob("*.h5"):
        shutil.copy(path, tmp_path)
    monkeypatch.setattr(data, "FOLDER", tmp_path)
    path = tmp_path / "cats_test.h5"
    content = bytearray(path.read_bytes())
    content[5000] ^= 1
    path.write_bytes(content)
    with pytest.raises(ValueError, match=r"cats_test\.h5 is damaged.*git checkout data"):
        data.load_cats()
    path.unlink()
    with pytest.raises(FileNotFoundError, match=r"cats_test\.h5 is missing"):
        data.load_cats()


def test_the_folder_is_small_and_its_readme_knows_every_file():
    files = [path for path in data.FOLDER.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 25 * 2**20
    readme = (data.FOLDER / "README.md").read_text()
    for name, checksum in data.CHECKSUMS.items():
        assert name in readme
        assert checksum in readme
    assert {path.name for path in files if path.suffix == ".h5"} == set(data.CHECKSUMS)


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
