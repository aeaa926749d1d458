"""What the solved notebook on faces teaches, against TensorFlow, scikit-learn, brute force and its own numbers."""

import csv

import numpy as np
import pytest
from conftest import solved_functions
from scipy.spatial.distance import cdist, pdist
from sklearn.metrics import roc_curve

from grading import notebooks
from helpers import faces, pretrained
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week4_faces_and_style"
NOTEBOOK = WEEK / "1_face_recognition.ipynb"


@pytest.fixture(scope="module")
def given():
    return load(WEEK / "face_network.py")


@pytest.fixture(scope="module")
def solved():
    tf = pytest.importorskip("tensorflow")
    return solved_functions(NOTEBOOK, tf=tf, np=np)


@pytest.fixture(scope="module")
def rows():
    with open(WEEK / "face_runs.csv", encoding="utf-8") as file:
        return [
            {key: value if key == "choice" else float(value) for key, value in row.items()}
            for row in csv.DictReader(file)
        ]


@pytest.fixture
def rng():
    return np.random.default_rng(44)


def test_the_triplet_loss_is_that_of_one_triplet_after_the_other(solved, rng):
    tf = pytest.importorskip("tensorflow")
    parts = [rng.normal(size=(7, 5)).astype(np.float32) for _ in range(3)]
    right = sum(
        max(np.linalg.norm(a - p) ** 2 - np.linalg.norm(a - n) ** 2 + 0.7, 0) for a, p, n in zip(*parts, strict=True)
    )
    found = solved["triplet_loss"](None, [tf.constant(part) for part in parts], 0.7)
    assert found.shape == ()
    np.testing.assert_allclose(found, right, rtol=1e-5)


def test_one_point_for_all_costs_the_margin_for_each_triplet(solved):
    tf = pytest.importorskip("tensorflow")
    np.testing.assert_allclose(solved["triplet_loss"](None, [tf.ones((9, 4))] * 3), 9 * 0.2, rtol=1e-5)


def test_the_triplets_are_those_of_brute_force(solved, rng):
    for _ in range(20):
        labels = rng.integers(0, 4, 14)
        labels[:2] = 0, 1
        E, alpha = rng.normal(size=(14, 3)) + 0.8 * labels[:, np.newaxis], rng.uniform(0.1, 3)
        D, right = cdist(E, E, "sqeuclidean"), []
        for a in range(14):
            for p in range(14):
                if a == p or labels[a] != labels[p]:
                    continue
                negatives = sorted((D[a, n], n) for n in range(14) if labels[n] != labels[a])
                beyond = [pair for pair in negatives if pair[0] > D[a, p]]
                far, n = beyond[0] if beyond else negatives[-1]
                if D[a, p] - far + alpha > 0:
                    right.append([a, p, n])
        assert solved["hard_triplets"](E, labels, alpha).tolist() == right
    assert solved["hard_triplets"](np.array([[0.0], [0.1], [9.0], [9.1]]), np.array([0, 0, 1, 1]), 0.2).shape == (0, 3)


def test_the_threshold_is_the_largest_on_the_roc_curve(solved, rng):
    for far in (0.0, 0.013, 0.1, 0.37, 0.9):
        same = rng.random(400) < 0.3
        distances = np.where(same, rng.gamma(6, 0.1, 400), rng.gamma(14, 0.09, 400)).round(2)  # with many ties
        threshold, accepts, rejects = solved["choose_threshold"](distances, same, far)
        false_accepts, true_accepts, _ = roc_curve(same, -distances, drop_intermediate=False)
        assert accepts == pytest.approx(false_accepts[false_accepts <= far].max())
        assert rejects == pytest.approx(1 - true_accepts[false_accepts <= far].max())
        assert np.mean(distances[~same] <= threshold) > far  # a pair at the threshold would be one too many


def test_a_door_answers_by_the_distance_to_the_nearest(solved, rng):
    functions = solved_functions(NOTEBOOK, THRESHOLD=0.5)
    functions["verify"].__globals__["img_to_encoding"] = lambda path, model: np.array([[float(path), 0.0]])
    database = {"ada": np.array([[0.0, 0.3]]), "ben": np.array([[2.0, 0.0]])}
    dist, door_open = functions["verify"]("0", "ada", database, None)
    assert dist == pytest.approx(0.3) and door_open is True
    assert functions["verify"]("0", "ben", database, None)[1] is False
    assert functions["who_is_it"]("1.9", database, None) == (pytest.approx(0.1), "ben")
    assert functions["who_is_it"]("50", database, None) == (pytest.approx(48.0), "ben")


def test_strangers_get_in_at_the_rate_that_is_allowed(solved):
    checks = load(WEEK / "checks.py")
    for residents, far, least in ((5, 0.2, 0.8), (20, 0.1, 0.45), (50, 0.05, 0.2)):
        found = [checks.face_reached(solved["recognize"], far, residents, seed) for seed in range(4)]
        assert np.mean([item[0] for item in found]) < 1.5 * far
        assert np.mean([item[1] for item in found]) > least


def test_at_a_door_for_many_nearly_as_many_strangers_get_in_as_with_independent_comparisons(given, solved, rng):
    E, who = given.known_people()
    shares = {1: [], 5: [], 20: [], 50: []}
    for _ in range(60):
        people = rng.permutation(120)
        mine = np.isin(who, people[:60])
        threshold, *_ = solved["choose_threshold"](*given.pairs(E[mine], who[mine]), 0.05)
        for K, found in shares.items():
            enrolled = E[5 * rng.choice(people[:60], K, replace=False) + rng.integers(5, size=K)]
            found.append(given.let_in(E[~mine], enrolled, threshold))
    for K, found in shares.items():
        assert 1 - 0.95**K - 0.06 < np.mean(found) < 1 - 0.95**K + 0.03, K
    residents = [np.mean([checked[1] for checked in _doors(solved, 0.1, K)]) for K in (5, 20, 50)]
    assert residents[0] > residents[1] + 0.1 > residents[2] + 0.2


def _doors(solved, far, residents):
    checks = load(WEEK / "checks.py")
    return [checks.face_reached(solved["recognize"], far, residents, seed) for seed in range(3)]


def test_the_stored_runs_show_what_the_text_says(rows):
    by = {name: [row for row in rows if row["choice"] == name] for name in {row["choice"] for row in rows}}
    assert all(row["different"] < 0.05 for row in by["hardest"])  # collapsed
    for good, poor in zip(by["semi-hard"], by["random"], strict=True):
        assert good["accepted"] > poor["accepted"] > 0.3
    for one, other in zip(by["contrastive"], by["semi-hard"], strict=True):
        assert one["one_shot"] > other["one_shot"] and one["accepted"] < other["accepted"]
    assert by["pixels"][0]["one_shot"] < 0.2 < min(row["one_shot"] for row in by["semi-hard"]) / 2


def test_learned_weights_win_nothing_over_the_distance(given):
    linear_model = pytest.importorskip("sklearn.linear_model")
    E, who = given.known_people()
    for seed in range(3):
        mine = np.isin(who, np.random.default_rng(seed).permutation(120)[:60])
        i, j, equal = given.some_pairs(who[mine])
        unit = linear_model.LogisticRegression(max_iter=500).fit(np.abs(E[mine][i] - E[mine][j]), equal)
        a, b = np.triu_indices(300, 1)
        one, two, same = E[~mine][a], E[~mine][b], who[~mine][a] == who[~mine][b]
        learned = given.accepted(unit.decision_function(np.abs(one - two)), same)
        equal_weights = given.accepted(-np.linalg.norm(one - two, axis=1), same)
        assert abs(learned - equal_weights) < 0.06 and min(learned, equal_weights) > 0.55
        assert np.mean(unit.coef_ < 0) > 0.8


def test_the_stored_errors_by_group_show_what_the_text_says():
    with open(WEEK / "face_groups.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    rates = {(row["training"], row["seed"], row["group"]): row for row in rows}
    for seed in "012":
        dark, light = (rates["5 % dark", seed, group] for group in ("dark", "light"))
        assert float(dark["false_accepts"]) > 50 * float(light["false_accepts"])
        assert float(light["false_rejects"]) > 0.94
        dark, light = (float(rates["50 % dark", seed, group]["false_accepts"]) for group in ("dark", "light"))
        assert 0.5 < dark / light < 2


def test_the_detector_and_the_network_know_the_astronaut_again(given):
    detector, network = pretrained.tiny_yolo_face(), pretrained.face_resnet()
    photograph, visits = given.astronaut()
    box = given.find_face(photograph, detector)
    np.testing.assert_allclose(box, (163.7, 75.3, 278.7, 185.9), atol=1)

    def encoding(picture):
        face = pretrained.face_picture(picture, given.find_face(picture, detector))
        return network(pretrained.preprocess(face[np.newaxis], "face_resnet")).numpy()

    enrolled = encoding(photograph)
    for name in ("mirrored", "darker", "turned", "smaller"):
        assert np.linalg.norm(encoding(visits[name]) - enrolled) < 0.53, name
    wide = given.cropped(photograph, box, 1.8)
    assert np.linalg.norm(network(pretrained.preprocess(wide[np.newaxis], "face_resnet")).numpy() - enrolled) > 0.53
    with pytest.raises(ValueError, match="no face"):
        given.find_face(np.zeros((100, 100, 3), np.uint8), detector)


def test_small_enlarged_faces_are_nearer_to_one_another_than_the_threshold_allows(given):
    data, network = pytest.importorskip("skimage.data"), pretrained.face_resnet()
    small = np.stack([given.enlarged(face) for face in data.lfw_subset()[:40]])
    E = np.concatenate([network(pretrained.preprocess(part, "face_resnet")).numpy() for part in np.split(small, 4)])
    assert 0.02 < np.mean(pdist(E) < 0.53) < 0.15


def test_photographs_are_named_after_their_folder_or_what_their_name_begins_with(given, tmp_path):
    for name in ("ada.jpg", "ada 2.JPG", "ben_3.png", "notes.txt", ".hidden.jpg", "cleo/first.jpeg"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    found = given.own_photographs(tmp_path)
    assert [(name, path.name) for name, path in found] == [
        ("ada", "ada 2.JPG"), ("ada", "ada.jpg"), ("ben", "ben_3.png"), ("cleo", "first.jpeg"),
    ]  # fmt: skip
    assert given.own_photographs(tmp_path / "none") == []


# ---------------------------------------------------------------- the drawn faces


def test_faces_are_drawn_alike_each_time_and_one_by_one(rng):
    people, takes = faces.people(np.random.default_rng(1), 5), faces.looks(np.random.default_rng(2), 5)
    pictures = faces.draw(people, takes, 32)
    assert pictures.shape == (5, 32, 32, 3) and pictures.dtype == np.uint8
    for number in range(5):
        alone = faces.draw(people[number : number + 1], takes[number : number + 1], 32)
        np.testing.assert_allclose(alone[0].astype(int), pictures[number], atol=1)
    assert faces.draw(people[:0], takes[:0], 32).shape == (0, 32, 32, 3)


def test_pixels_do_not_tell_who_somebody_is(given):
    pictures, who = given.album(6, 50, 5)
    assert given.first_seen(pictures.reshape(len(pictures), -1) / 255, who) < 0.25
    pictures, who = given.album(6, 50, 5)
    means = pictures.mean(axis=(1, 2)) / 255
    assert given.first_seen(means, who) < 0.3


def test_dark_and_light_skin_are_as_asked_for():
    dark, light = (faces.people(np.random.default_rng(3), 40, skin) for skin in ((0, 0.35), (0.65, 1)))
    assert dark["skin_colour"].mean(axis=1).max() < light["skin_colour"].mean(axis=1).min()


@pytest.mark.slow
def test_a_network_collapses_and_comes_back(given, solved):
    pictures, who = given.album(1, 240, 5)
    unseen, owners = given.album(2, 50, 5)
    network = given.build(1)
    given.train(network, pictures, who, solved["triplet_loss"], given.nearest_negatives, 150, 1)
    distances, same = given.pairs(given.encode(network, unseen), owners)
    assert distances.max() < 0.3
    history = given.train(network, pictures, who, solved["triplet_loss"], solved["hard_triplets"], 300, 1)
    distances, same = given.pairs(given.encode(network, unseen), owners)
    assert distances[~same].mean() - distances[same].mean() > 0.4
    assert given.accepted(-distances, same) > 0.35
    assert history[-1, 1] < 130
