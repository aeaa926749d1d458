"""What the solved notebook on style transfer teaches, against NumPy, SciPy, finite differences and the stored runs."""

import csv
import io

import numpy as np
import pytest
from conftest import solved_functions
from PIL import Image
from scipy.optimize import minimize

from grading import notebooks
from helpers import data

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week4_faces_and_style"
LAYERS = [(f"layer {number}", 0.25) for number in range(4)]


@pytest.fixture(scope="module")
def tf():
    return pytest.importorskip("tensorflow")


@pytest.fixture(scope="module")
def network(tf):
    import sys

    sys.path.insert(0, str(WEEK))
    try:
        import style_network
    finally:
        sys.path.remove(str(WEEK))
    return style_network


@pytest.fixture(scope="module")
def solved(tf, network):
    from keras import optimizers

    return solved_functions(
        WEEK / "2_style_transfer.ipynb",
        tf=tf,
        optimizers=optimizers,
        style_network=network,
        clip_0_1=network.clip_0_1,
        STYLE_LAYERS=LAYERS,
    )


@pytest.fixture
def rng():
    return np.random.default_rng(44)


@pytest.fixture(scope="module")
def runs():
    with (WEEK / "style_runs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_costs_are_those_of_numpy(solved, tf, rng):
    a_S, a_G = rng.normal(size=(2, 1, 3, 5, 4)).astype(np.float32)
    content = solved["compute_content_cost"]([None, tf.constant(a_S)], [None, tf.constant(a_G)])
    assert float(content) == pytest.approx(((a_S - a_G) ** 2).mean() / 4, rel=1e-5)
    grams = [np.einsum("hwi,hwj->ij", a[0], a[0]) for a in (a_S, a_G)]
    np.testing.assert_allclose(solved["gram_matrix"](tf.constant(a_S.reshape(15, 4).T)), grams[0], rtol=1e-4, atol=1e-5)
    style = solved["compute_layer_style_cost"](tf.constant(a_S), tf.constant(a_G))
    assert float(style) == pytest.approx(((grams[0] - grams[1]) ** 2).sum() / (2 * 60) ** 2, rel=1e-4)


def test_the_gram_matrix_forgets_where_things_are(solved, tf, rng):
    A = rng.normal(size=(4, 30)).astype(np.float32)
    mixed = A[:, rng.permutation(30)]
    np.testing.assert_allclose(
        solved["gram_matrix"](tf.constant(A)), solved["gram_matrix"](tf.constant(mixed)), atol=1e-4
    )


def test_the_gradient_of_the_style_cost_is_that_of_differences(solved, tf, rng):
    a_S, a_G, direction = rng.normal(size=(3, 1, 4, 3, 2)).astype(np.float32)
    cost = solved["compute_layer_style_cost"]
    with tf.GradientTape() as tape:
        variable = tf.Variable(a_G)
        J = cost(tf.constant(a_S), variable)
    slope = float(tf.reduce_sum(tape.gradient(J, variable) * direction))
    ends = [float(cost(tf.constant(a_S), tf.constant(a_G + step * direction))) for step in (-1e-2, 1e-2)]
    assert (ends[1] - ends[0]) / 2e-2 == pytest.approx(slope, rel=1e-2)


def test_matched_colours_are_those_of_a_numerical_search(solved, rng):
    """The matrix is free, nine numbers: none with the same statistics moves the pixels less."""
    style, content = rng.random((6, 7, 3)) ** [1, 2, 3], rng.random((5, 4, 3)) * [0.3, 0.8, 0.5]
    found = solved["match_colours"](style, content)
    rows, target = style.reshape(-1, 3), content.reshape(-1, 3)
    made = found.reshape(-1, 3)
    np.testing.assert_allclose(made.mean(axis=0), target.mean(axis=0), atol=1e-9)
    np.testing.assert_allclose(np.cov(made.T), np.cov(target.T), atol=1e-9)
    root = np.linalg.cholesky(np.cov(target.T)) @ np.linalg.inv(np.linalg.cholesky(np.cov(rows.T)))
    white = np.linalg.inv(np.linalg.cholesky(np.cov(target.T)))

    def moved(angles):
        """How far the pixels move with one more rotation of the cloud that keeps its covariance."""
        skew = np.array([[0, angles[0], angles[1]], [-angles[0], 0, angles[2]], [-angles[1], -angles[2], 0]])
        rotation = np.linalg.solve(np.eye(3) + skew, np.eye(3) - skew)
        M = np.linalg.inv(white) @ rotation @ white @ root
        return (((rows - rows.mean(axis=0)) @ M.T + target.mean(axis=0) - rows) ** 2).sum()

    best = min(
        minimize(moved, start, method="Nelder-Mead", options={"maxiter": 4000}).fun for start in rng.normal(size=(6, 3))
    )
    assert ((made - rows) ** 2).sum() <= best * (1 + 1e-6)


def test_a_texture_has_the_correlations_that_nobody_asked_for(solved, network, tf):
    tf.random.set_seed(2)
    original = network.picture("strokes")[:, 40:104, 8:72]
    made = solved["synthesize_texture"](network.texture_features, network.texture_targets(original), (64, 80))
    noise = np.random.default_rng(1).random((64, 80, 3))

    def neighbours(picture):
        grey = np.asarray(picture).mean(axis=2)
        return np.corrcoef(grey[:, :-1].ravel(), grey[:, 1:].ravel())[0, 1]

    assert abs(neighbours(made) - neighbours(original[0])) < 0.2
    assert abs(neighbours(noise)) < 0.1 < neighbours(original[0]) - 0.2


def test_a_picture_of_ones_own_can_be_used_and_a_damaged_one_is_named(network, tmp_path):
    rng = np.random.default_rng(5)
    file = tmp_path / "mine.jpg"
    Image.fromarray(rng.integers(0, 256, (90, 130, 3)).astype(np.uint8)).save(file)
    picture = network.picture(str(file), 40)
    assert picture.shape == (1, 40, 40, 3)
    assert 0 <= picture.numpy().min() <= picture.numpy().max() <= 1
    file.write_bytes(file.read_bytes()[:400])
    with pytest.raises(ValueError, match=r"mine\.jpg is not a whole picture"):
        network.picture(str(file), 40)
    with pytest.raises(FileNotFoundError, match=r"there is no picture gone\.jpg"):
        network.picture(str(tmp_path / "gone.jpg"), 40)


def test_the_stored_runs_say_what_the_text_says(runs):
    def of(experiment, **more):
        return [row for row in runs if row["experiment"] == experiment and all(row[k] == v for k, v in more.items())]

    beta = [(float(row["content"]), float(row["style"])) for row in of("beta")]
    assert beta == sorted(beta)
    assert [row[1] for row in beta] == sorted((row[1] for row in beta), reverse=True)
    for pair in ("mosaic", "strokes", "engraving"):
        rates = {row["setting"]: float(row["style"]) for row in of("rate", style_picture=pair)}
        assert rates["0.005"] > 3 * rates["0.05"]
        rough = [float(row["variation"]) for row in of("variation", style_picture=pair)]
        assert rough == sorted(rough, reverse=True)


def test_the_stored_pictures_are_whole_and_small():
    with np.load(data.FOLDER / "style_pictures.npz") as file:
        sizes = {Image.open(io.BytesIO(file[name].tobytes())).size for name in file.files}
        assert sum(file[name].size for name in file.files) < 500_000
    assert sizes == {(160, 160)}
