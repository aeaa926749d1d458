"""What the solved Keras tutorial teaches, against Keras, closed forms and finite differences; and its tables of runs."""

import csv
from collections import defaultdict

import numpy as np
import pytest
from conftest import solved_functions

from grading import notebooks
from helpers import data
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week2_case_studies"


@pytest.fixture(scope="module")
def solved():
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    names = {"keras": keras, "layers": keras.layers, "tf": tf}
    path, classes = WEEK / "1_keras_tutorial.ipynb", dict(names, np=np)
    for cell in notebooks.read(path).cells:
        if notebooks.grade_id(cell) in ("WarmupHoldDecay", "KeepBest"):
            exec(compile(cell.source, path.name, "exec"), classes)
    return classes | solved_functions(path, **names)


@pytest.fixture
def rng():
    return np.random.default_rng(42)


def test_the_small_network_reads_smiles(solved):
    keras, given = pytest.importorskip("keras"), load(WEEK / "keras_given.py")
    happy = data.load_happy()
    X, X_test = (given.scale(given.mouth(part)) for part in (happy.train_set_x_orig, happy.test_set_x_orig))
    keras.utils.set_random_seed(1)
    model = solved["HappyModel"]((16, 16, 3))
    assert model.count_params() < 2000
    model.compile(keras.optimizers.Adam(0.005), "binary_crossentropy", metrics=["accuracy"], jit_compile=False)
    model.fit(X, happy.train_set_y[0], batch_size=32, epochs=6, verbose=0)
    assert model.evaluate(X_test, happy.test_set_y[0], verbose=0)[1] > 0.85


@pytest.mark.parametrize(("m", "size"), [(40, 16), (30, 10)])
def test_a_pass_holds_each_example_once_and_the_next_one_another_order(solved, rng, m, size):
    X, y = rng.integers(0, 256, (m, 2, 2, 1)).astype(np.uint8), np.arange(m)
    batches = solved["make_dataset"](X, y, size, lambda X: X + 1, True)
    passes = [[(pictures.numpy(), labels.numpy()) for pictures, labels in batches] for _ in range(2)]
    orders = [np.concatenate([labels for _, labels in one]) for one in passes]
    assert [len(labels) for _, labels in passes[0]] == [size] * (m // size) + [m % size] * (m % size > 0)
    assert all(sorted(order) == list(range(m)) for order in orders) and not np.array_equal(*orders)
    np.testing.assert_array_equal(np.concatenate([part for part, _ in passes[0]]), X[orders[0]] + np.float32(1))


def test_updates_follow_the_schedule(solved):
    keras = pytest.importorskip("keras")
    schedule = solved["WarmupHoldDecay"](0.2, 2, 2, 6)
    optimizer, variable = keras.optimizers.SGD(schedule), keras.Variable(np.zeros(1, np.float32))
    places = []
    for _ in range(8):
        optimizer.apply([np.ones(1, np.float32)], [variable])
        places.append(float(variable.numpy()[0]))
    np.testing.assert_allclose(-np.diff([0, *places]), [0.1, 0.2, 0.2, 0.2, 0.2, 0.1, 0, 0], atol=1e-6)


def test_the_best_weights_are_those_of_the_lowest_loss_of_a_real_training(solved, rng):
    keras = pytest.importorskip("keras")
    X = rng.normal(size=(40, 3)).astype(np.float32)
    y = X[:, :1] + rng.normal(size=(40, 1)).astype(np.float32)
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(20, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.05), "mse", jit_compile=False)
    keep = solved["KeepBest"]("val_loss", 30, 0.5)
    history = model.fit(
        X[:20], y[:20], validation_data=(X[20:], y[20:]), epochs=30, verbose=0, callbacks=[keep]
    ).history
    loss = model.evaluate(X[20:], y[20:], verbose=0)
    assert loss == pytest.approx(min(history["val_loss"]), rel=1e-4) and loss < history["val_loss"][-1]


def test_the_gradient_after_a_climb_is_that_of_finite_differences(solved, rng):
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3, activation="tanh"), keras.layers.Dense(1)])
    X, y, rho = rng.normal(size=(8, 2)).astype(np.float32), rng.normal(size=(8, 1)).astype(np.float32), 0.4
    start = np.concatenate([part.ravel() for part in model.get_weights()]).astype(float)

    def loss(w):
        W, b, V, c = w[:6].reshape(2, 3), w[6:9], w[9:12].reshape(3, 1), w[12:]
        return np.mean((np.tanh(X @ W + b) @ V + c - y) ** 2)

    def slope(w, h=1e-5):
        return np.array([(loss(w + h * e) - loss(w - h * e)) / (2 * h) for e in np.eye(len(w))])

    here = slope(start)
    right = slope(start + rho * here / np.linalg.norm(here))
    found = solved["sharpness_gradients"](model, X, y, lambda y, z: tf.reduce_mean((z - y) ** 2), rho)
    np.testing.assert_allclose(np.concatenate([np.ravel(part) for part in found]), right, rtol=1e-3, atol=1e-4)


def test_the_mended_training_is_far_better_than_the_sick_one(solved):
    keras, given = pytest.importorskip("keras"), load(WEEK / "keras_given.py")
    keras.utils.set_random_seed(1)
    task = given.draw_task(1)
    model, history = solved["mended_training"](task.X, task.y, task.X_val, task.y_val, 8)
    assert np.mean((model.predict(task.X_test, verbose=0)[:, 0] > 0) == task.y_test) > 0.9
    assert min(history["val_loss"]) < 0.3


def test_the_table_of_runs_says_what_the_text_says():
    runs = defaultdict(list)
    with open(WEEK / "keras_runs.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            scores = [float(row[part]) for part in ("training", "validation", "test")]
            runs[row["method"], row["rate"], row["strength"]].append(scores)
    assert {len(rows) for rows in runs.values()} == {5}

    def best(method, *strengths):
        settings = [one for one in runs if one[0] == method and (not strengths or one[2] in strengths)]
        chosen = max(settings, key=lambda setting: np.mean(runs[setting], axis=0)[1])
        return chosen, np.array(runs[chosen])[:, 2]

    (_, plain), (l2_setting, l2), (adamw_setting, adamw) = best("Adam", "240"), best("L2"), best("AdamW")
    assert (l2_setting[2], adamw_setting[2]) == ("0.01", "3")  # neither at an end of its grid
    assert np.sum(l2 > plain) == 4 and l2.mean() - plain.mean() > 0.03
    assert abs(adamw.mean() - plain.mean()) < plain.std(ddof=1)
    assert (
        max(np.mean(runs[one, "0.01", strength], axis=0)[2] for one, strength in (("L2", "0.1"), ("AdamW", "30")))
        < 0.55
    )
    sam, tuned = best("SAM")[1], best("Adam")[1]
    assert np.all(sam > tuned + 0.01) and abs(sam.mean() - l2.mean()) < min(sam.std(ddof=1), l2.std(ddof=1))
    assert max(np.mean(runs["SAM", rate, "0.3"], axis=0)[2] for rate in ("0.001", "0.003", "0.01")) < 0.7
