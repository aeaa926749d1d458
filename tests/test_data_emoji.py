"""The sentences of the notebook on emoji: ours, and files in the form of the original exercise."""

import csv
from collections import Counter

import numpy as np
import pytest

from grading import notebooks
from helpers import data
from helpers.checks.exercise import load

TRAIN = """I love my cat,0,,
"Pass me the ball, please",1,, [1]
 so much fun at the fair ,2,,
"nobody came, again",3
lunch is served,4,,
"""
TEST = "what a catch\t,1\ni burnt the soup\t,4\n\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "train_emoji.csv").write_text(TRAIN, encoding="utf-8")
    (tmp_path / "tesss.csv").write_text(TEST, encoding="utf-8")
    yield tmp_path
    data.in_use.pop("emoji", None)


def test_our_sentences_have_five_classes_in_seven_themes():
    emoji = data.load_emoji()
    assert emoji.X_train.shape == (200,) and emoji.X_test.shape == (80,)
    assert not set(emoji.themes_train) & set(emoji.themes_test)
    counts = Counter(zip([*emoji.themes_train, *emoji.themes_test], [*emoji.Y_train, *emoji.Y_test], strict=True))
    assert len(counts) == 35 and set(counts.values()) == {8}
    sentences = [sentence.lower() for sentence in (*emoji.X_train, *emoji.X_test)]
    assert len(set(sentences)) == len(sentences)
    assert all(3 <= len(sentence.split()) <= 10 for sentence in sentences)
    assert "X_train: <U" in repr(emoji) and data.in_use["emoji"] is None


def test_our_file_is_what_its_program_writes():
    program = load(notebooks.ROOT / "data" / "make" / "emoji.py")
    with (notebooks.ROOT / "data" / "emoji.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    assert [[sentence, str(label), theme] for sentence, label, theme in program.rows()] == rows


def test_files_of_the_original_exercise_are_read(folder):
    emoji = data.load_emoji(folder)
    assert emoji.X_train.tolist() == [
        "I love my cat",
        "Pass me the ball, please",
        "so much fun at the fair",
        "nobody came, again",
        "lunch is served",
    ]
    np.testing.assert_array_equal(emoji.Y_train, range(5))
    assert emoji.X_test.tolist() == ["what a catch", "i burnt the soup"] and emoji.Y_test.tolist() == [1, 4]
    assert set(emoji.themes_train) == {""} and data.in_use["emoji"] == folder


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("train_emoji.csv", "hello,5,,\n", "line 1 of train_emoji.csv is 'hello,5,,'"),
        ("train_emoji.csv", "hello,0\nno label\n", "line 2 of train_emoji.csv"),
        ("tesss.csv", "", "tesss.csv is empty; expected a sentence and a label"),
        ("tesss.csv", " ,3\n", "line 1 of tesss.csv"),
    ],
)
def test_a_bad_file_is_named(folder, name, text, sentence):
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ValueError) as error:
        data.load_emoji(folder)
    assert sentence in str(error.value)


def test_other_bytes_and_a_missing_file_are_named(folder):
    (folder / "tesss.csv").write_bytes(b"caf\xe9,1\n")
    with pytest.raises(ValueError, match=r"tesss\.csv is not a text file in UTF-8"):
        data.load_emoji(folder)
    (folder / "tesss.csv").unlink()
    with pytest.raises(FileNotFoundError, match=r"there is no file tesss\.csv"):
        data.load_emoji(folder)
