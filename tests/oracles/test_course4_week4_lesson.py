"""What the lesson of week 4 of course 4 is given and measures, against independent implementations."""

import sys

import numpy as np
import pytest
from scipy import signal
from scipy.spatial.distance import cdist

from grading import notebooks

WEEK = notebooks.ROOT / "course4_cnn" / "source" / "week4_faces_and_style"
AUTHOR = notebooks.ROOT / "course4_cnn" / "author" / "week4_faces_and_style"


@pytest.fixture(scope="module")
def lesson():
    """The modules of the lesson and the program that made its table: (networks, figures, runs)."""
    paths = [str(WEEK), str(AUTHOR)]
    sys.path[:0] = paths
    try:
        import lesson_figures
        import lesson_networks
        import lesson_runs

        yield lesson_networks, lesson_figures, lesson_runs
    finally:
        for path in {*paths, str(notebooks.ROOT)} & set(sys.path):
            sys.path.remove(path)
        for name in ("lesson_figures", "lesson_networks", "lesson_runs"):
            sys.modules.pop(name, None)


def test_distances(lesson):
    networks, _, _ = lesson
    rng = np.random.default_rng(0)
    A, B = rng.normal(size=(7, 5)), rng.normal(size=(9, 5))
    assert np.allclose(networks.distances(A, B), cdist(A, B))


def test_doors_with_independent_comparisons(lesson):
    """Where no stranger is like two residents, the share let in is that of independent comparisons."""
    networks, _, _ = lesson
    E = np.random.default_rng(0).normal(size=(100, 2, 400))
    E[:, 1] = 0.9 * E[:, 0] + 0.1 * E[:, 1]
    E /= np.linalg.norm(E, axis=2, keepdims=True)
    found, _ = networks.doors(E, 0.01, (1, 10, 50))
    assert np.allclose(found[:, 0], 1 - 0.99 ** np.array([1, 10, 50]), atol=0.06)
    assert np.allclose(found[:, 1], 1)
    assert np.all(found[:, 2] == 0)


def test_letters_of_training_and_test_differ(lesson):
    networks, _, _ = lesson
    seen, unseen = networks.letters(networks.SEEN), networks.letters(("Georgian",))
    assert (len(seen), len(unseen)) == (193, 80)
    assert not set(seen) & set(unseen)
    first, second = ({networks.glyph(code, networks.FONTS[0]).tobytes() for code in codes} for codes in (seen, unseen))
    assert not first & second
    X, y = networks.album(("Greek",), 3, 5)
    assert X.shape == (3 * len(networks.letters(("Greek",))), 24, 24, 1)
    assert np.array_equal(np.bincount(y), np.full(y.max() + 1, 3))
    assert X.std(axis=(1, 2, 3)).min() > 0.2


def test_pairs_and_accepted(lesson):
    networks, _, _ = lesson
    E = np.repeat(np.arange(30.0), 20)[:, None] + np.tile(np.arange(20), 30)[:, None] / 100
    A, B, alike = networks.some_pairs(E, 5000, 3, 0.1)
    assert np.array_equal(alike, A[:, 0].astype(int) == B[:, 0].astype(int))
    assert alike.mean() == pytest.approx(0.1, abs=0.02)
    assert not np.any(A[alike] == B[alike])
    scores = np.concatenate([np.arange(1000.0), [500, 985, 995, 2000]])
    truth = np.arange(1004) >= 1000
    assert networks.accepted(scores, truth, 0.01) == 0.5


def test_one_shot_is_a_nearest_neighbour(lesson):
    networks, _, _ = lesson
    rng = np.random.default_rng(0)
    E = np.eye(30)[:, None] + 0.01 * rng.normal(size=(30, 20, 30))
    assert networks.one_shot(E, E, 20, draws=50) == 1
    noise = rng.normal(size=(30, 20, 30))
    assert networks.one_shot(noise, noise, 5, draws=2000) == pytest.approx(0.2, abs=0.05)


def test_units_see_what_the_table_of_layers_says(lesson):
    """A unit depends on the pixels around its middle and on no other."""
    networks, _, _ = lesson
    X = np.random.default_rng(0).uniform(0, 255, (1, 256, 256, 3)).astype(np.float32)
    before = networks.volumes(X)
    for k, (sees, apart, first) in enumerate(networks.LAYERS.values()):
        for place in (2, 3):
            middle = first + apart * place
            half = sees // 2
            for column, moves in ((middle + half, True), (middle + half + 1, False)):
                if column < 256:
                    changed = X.copy()
                    changed[:, :, column] = 255 - changed[:, :, column]
                    after = networks.volumes(changed)[k]
                    differs = np.abs(after - before[k])[0, :, place].max()
                    assert differs > 0 if moves else differs < 1e-2, (k, place, column)


def test_products_are_sums_over_places(lesson):
    networks, _, _ = lesson
    V = np.random.default_rng(0).normal(size=(2, 3, 4, 5))
    for one, found in zip(V, networks.products(V)):
        rows = one.reshape(12, 5)
        assert np.allclose(found, sum(np.outer(row, row) for row in rows) / 12)
    places = np.random.default_rng(1).permutation(12)
    shuffled = V.reshape(2, 12, 5)[:, places].reshape(V.shape)
    assert np.allclose(networks.products(shuffled), networks.products(V))


def test_tiles_keep_all_pixels(lesson):
    networks, _, _ = lesson
    X = np.random.default_rng(0).uniform(size=(2, 32, 32, 3))
    found = networks.shuffled(X, 8, np.random.default_rng(1))
    assert not np.allclose(found, X)
    assert np.allclose(np.sort(found.reshape(2, -1)), np.sort(X.reshape(2, -1)))
    assert {found[0, i : i + 8, j : j + 8].tobytes() for i in (0, 8, 16, 24) for j in (0, 8, 16, 24)} == {
        X[0, i : i + 8, j : j + 8].tobytes() for i in (0, 8, 16, 24) for j in (0, 8, 16, 24)
    }
    assert np.array_equal(networks.shuffled(X, 32, np.random.default_rng(1)), X)


def test_what_does_not_change_costs_nothing(lesson):
    networks, _, _ = lesson
    photos = np.concatenate([networks.standard(name, 96) for name in networks.PHOTOS[:3]])
    assert np.allclose(networks.Yardstick(photos)(lambda X, rng: X), 0)


def test_costs_of_a_transfer_are_0_and_1_for_the_two_pictures(lesson):
    networks, _, _ = lesson
    content, style = networks.standard("coffee", 96), networks.standard("gravel", 96)
    costs = networks.Transfer(content, style)
    assert np.allclose(costs.costs(content), [0, 1], atol=1e-4)
    assert np.allclose(costs.costs(style), [1, 0], atol=1e-4)


def test_bars_have_equal_means_and_different_products(lesson):
    networks, _, _ = lesson
    first, second = (networks.by_hand(networks.bars(12, kind, kind)) for kind in (0, 1))
    assert np.allclose(first.mean(axis=(0, 1, 2)), second.mean(axis=(0, 1, 2)), rtol=0.1)
    red_vertical = [networks.products(V)[:, 0, 2] for V in (first, second)]
    assert red_vertical[0].min() > 1.3 * red_vertical[1].max()


def test_series_have_the_beats_that_they_say(lesson):
    networks, _, _ = lesson
    X, y = networks.series(60, 3)
    for row, label in zip(X[..., 0], y):
        peaks, _ = signal.find_peaks(row - signal.medfilt(row, 15), height=0.3, distance=20)
        gaps = np.diff(peaks)
        if label != 1:
            assert (gaps.max() > 1.6 * np.median(gaps)) == (label == 2)


def test_spirals_turn_as_their_labels_say(lesson):
    networks, _, _ = lesson
    X, y = networks.spirals(200, 3)
    weights = np.maximum(X[..., 0] - 0.8, 0)
    rows, columns = np.mgrid[:12, :12] - 5.5
    total = weights.sum(axis=(2, 3)) + 1e-9
    centre = np.stack([(weights * axis).sum(axis=(2, 3)) / total for axis in (rows, columns)], axis=2)
    centre -= centre.mean(axis=1, keepdims=True)
    turns = centre[:, :-1, 1] * centre[:, 1:, 0] - centre[:, :-1, 0] * centre[:, 1:, 1]
    assert np.mean((turns.sum(axis=1) > 0) == y) > 0.97
    assert np.array_equal(y[::2], 1 - y[1::2])


def test_work_of_a_network_for_volumes(lesson):
    networks, _, _ = lesson
    model = networks.volume_network(0, "volume")
    assert networks.multiply_adds(model) == 12**3 * 27 * 6 + 6**3 * 27 * 6 * 12 + 3**3 * 27 * 12 * 24 + 24 * 2


def test_numbers_of_the_quiz():
    from keras import layers

    layer = layers.Conv3D(32, 3)
    assert layer(np.zeros((1, 20, 20, 20, 16), np.float32)).shape == (1, 18, 18, 18, 32)
    assert layer.count_params() == 13856
    assert pytest.approx(81e6, rel=0.01) == 18**3 * 27 * 16 * 32
    triplets = {"a": (0.5, 0.9), "b": (0.3, 0.4), "c": (0.6, 0.5), "d": (0.1, 0.35), "e": (0.0, 0.0)}
    assert {letter for letter, (near, far) in triplets.items() if far < near + 0.2} == {"b", "c", "e"}


def test_probabilities_of_rare_pairs(lesson):
    """On clusters, a verifier trained on half and half is wrong about rare pairs, and its correction mends that."""
    networks, figures, _ = lesson
    rng = np.random.default_rng(0)
    E, F = (
        np.repeat(rng.normal(size=(count, 4)), 20, axis=0) + 0.6 * rng.normal(size=(20 * count, 4))
        for count in (150, 80)
    )
    verifier = networks.verifier(E)
    for share, wrong in ((0.5, False), (0.02, True)):
        found, corrected, alike = figures.predicted(verifier, F, share)
        assert alike.mean() == pytest.approx(share, abs=0.01)
        assert corrected.mean() == pytest.approx(alike.mean(), abs=0.04)
        assert (found.mean() > 4 * alike.mean()) == wrong


def test_doors_let_in_fewer_strangers_than_independent_comparisons(lesson):
    networks, figures, _ = lesson
    E = networks.face_encodings()
    assert E.shape == (100, 2, 128)
    found, _ = networks.doors(E, 0.01, figures.COUNTS)
    assert found[0, 0] == pytest.approx(0.01, abs=0.006)
    assert 0.2 < found[5, 0] < 0.37 < 1 - 0.99**50
    assert np.all(np.diff(found[:, 0]) > 0)
    assert np.all((found[:, 1] > 0.8) & (found[:, 1] < 0.93))
    assert np.abs(np.diff(found[:, 1])).max() < 0.02
    assert found[0, 2] == 0
    assert np.all(np.diff(found[:, 2]) > 0)
    assert 0.05 < found[-1, 2] < 0.1
    apart, others = networks.distances(E[:, 0], E[:, 1]), ~np.eye(100, dtype=bool)
    limit = np.quantile(apart[others], 0.01)
    accepted = np.sum((apart < limit) & others, axis=0)
    assert np.sum(accepted == 0) > 47


def test_what_layers_forgive(lesson):
    networks, _, _ = lesson
    photos = np.concatenate([networks.standard(name, 128) for name in networks.PHOTOS])
    measure = networks.Yardstick(photos)
    found = {name: measure(networks.CHANGES[name]) for name in ("shifted by 4 pixels", "grey", "noisy", "mirrored")}
    assert found["shifted by 4 pixels"][0, 0] > 3 * found["shifted by 4 pixels"][-1, 0]
    assert np.all((found["grey"][:, 0] > 0.12) & (found["grey"][:, 0] < 0.35))
    assert found["noisy"][-1, 0] > 1.5 * found["noisy"][0, 0]
    assert np.all(np.diff(found["mirrored"][:, 1]) > 0)
    cut = {tile: measure(lambda X, rng, tile=tile: networks.shuffled(X, tile, rng)) for tile in (4, 32, 64)}
    for tile in (32, 64):
        assert np.all(np.diff(cut[tile][:, 1]) > 0)
        assert cut[tile][:, 0].min() > 0.55
    assert cut[32][0, 1] < 0.1
    assert cut[32][-1, 1] > 0.35
    assert cut[4][:3, 1].min() > 1.5


def test_trained_channels_are_selective(lesson):
    """In late layers a trained channel responds strongly to few crops; pixels of the best patches say little."""
    networks, _, _ = lesson
    X, _ = networks.crops()
    shares, pixels = {}, {}
    for trained in (True, False):
        volumes = networks.volumes(X, trained)
        some = [networks.lively(V, 40) for V in volumes]
        shares[trained] = np.array([networks.reached(V, these).mean() for V, these in zip(volumes, some)])
        pixels[trained] = np.array([
            networks.alike(networks.best_patches(V, layer, X, these)).mean()
            for V, layer, these in zip(volumes, networks.LAYERS, some)
        ])  # fmt: skip
    assert shares[False].min() > 0.54
    assert shares[True][3] < 0.52
    assert shares[True][4] < 0.34
    assert pixels[True][1] > pixels[False][1] + 0.1
    assert np.abs(pixels[True] - pixels[False])[[0, 2, 3, 4]].max() < 0.06


def test_when_products_are_needed(lesson):
    networks, _, _ = lesson
    (A, B), kinds = networks.two_textures(24), np.repeat([0, 1], 24)
    shares = {}
    for name, V, W in (("hand", networks.by_hand(A), networks.by_hand(B)),
                       ("conv1", networks.volumes(A)[0], networks.volumes(B)[0])):  # fmt: skip
        for way, f in networks.WAYS.items():
            shares[name, way] = networks.nearest(f(V), kinds, f(W), kinds)
    assert shares["hand", "means"] < 0.75
    assert shares["hand", "products"] > 0.95
    assert shares["conv1", "means"] > 0.9
    one = {(direction, kind): networks.volumes(networks.bars(24, kind, 0, directions=direction))[0][..., 58].mean()
           for direction in ("horizontal", "vertical") for kind in (0, 1)}  # fmt: skip
    assert one["horizontal", 1] > 2 * max(mean for case, mean in one.items() if case != ("horizontal", 1))


def test_sums_divided_by_nothing_are_those_of_the_first_layers(lesson):
    networks, _, _ = lesson
    for first, second in zip(networks.CONTENTS, networks.STYLES):
        parts = networks.undivided(networks.standard(first, 128), networks.standard(second, 128))
        assert parts[:2].sum() > 0.8 * parts.sum()
        assert parts[3:].sum() < 0.03 * parts.sum()


def test_the_table_is_whole_and_says_what_the_lesson_says(lesson):
    _, figures, runs = lesson
    table = {experiment.__name__: figures.runs(experiment.__name__) for experiment in runs.EXPERIMENTS}
    once = {"pixels", "two networks, longer"}
    for found in table.values():
        assert all(len(rows) == (1 if case in once else len(runs.SEEDS)) for (case, _), rows in found.items())
    named = {case: rows[:, 3] for (case, _), rows in table["encoders"].items()}
    assert named["triplets"].min() > max(named["classifier"].max(), named["pairs"].max()) + 0.05
    assert min(named["classifier"].min(), named["pairs"].min()) > 1.7 * max(
        named["pixels"].max(), named["random"].max()
    )
    assert named["triplets"].min() > table["scratch"]["20", ""].max() + 0.05
    siamese = table["siamese"]
    assert siamese["one network", ""][:, 2].max() < 1e-6
    assert siamese["two networks", ""][:, 4].max() < 0.15 < siamese["one network", ""][:, 4].min()
    assert np.abs(siamese["two networks", ""][:, 2:4] - np.sqrt(0.5)).max() < 0.02
    assert siamese["two networks", ""][:, :2].max() < siamese["one network", ""][:, :2].min() - 0.1
    choice = {case: rows for (case, setting), rows in table["choice"].items() if not setting}
    assert choice["random"][:, 3].max() < 0.25 < choice["semi-hard"][:, 3].min()
    assert np.abs(choice["hardest"][:, 2] - 0.2).max() < 0.01
    assert choice["hardest"][:, 4:6].max() < 0.2
    assert choice["semi-hard"][:, 6].min() > choice["random"][:, 6].max()
    transfers = table["transfer"]
    shares = ("0.1", "0.25", "0.5", "0.75", "0.9")
    for k, (content, style) in enumerate(transfers["transfer", "1"][:, :2]):
        blends = np.array([(0, 1), *(transfers["blend", share][k, :2] for share in shares), (1, 0)])
        assert style < np.interp(content, *blends.T) - 0.15
    for beta in ("0.1", "10"):
        content, style = transfers["transfer", beta][2, :2]
        assert abs(style - np.interp(content, *blends.T)) < 0.1
    assert max(transfers["transfer", beta][:, 3].max() for beta in ("0.1", "1", "10")) < -0.4
    ecg = {case: rows[:, :3] for (case, _), rows in table["ecg"].items()}
    assert ecg["85"].min() > 0.9
    for case, highest in (("13", 0.65), ("29", 0.85)):
        assert ecg[case][:, 1].min() > 0.95
        assert ecg[case][:, [0, 2]].mean(axis=1).max() < highest
    assert ecg["dense"].mean(axis=1).max() < 0.7
    slices, channels, volume = (table["volume"][case, "600"] for case in ("slices", "channels", "volume"))
    assert np.abs(slices[:, 1] - 0.5).max() < 0.1
    assert channels[:, 1].min() > 0.95
    assert volume[:, 1].min() > 0.98
    assert np.ptp([rows[0, 2] for rows in (slices, channels, volume)]) < 0.1 * volume[0, 2]
    few_channels, few = (table["volume"][case, "100"] for case in ("channels", "volume"))
    assert few_channels[:, 0].min() > 0.95
    assert few_channels[:, 1].max() < 0.75
    assert few[:, 1].min() > 0.9


def test_probabilities_of_letters(lesson):
    """With half of the pairs of one letter most alarms are correct; with one in 100 few are, and corrected none."""
    networks, figures, _ = lesson
    X, y = networks.album(networks.SEEN, 20, 0)
    Z, _ = networks.album(("Georgian",), 20, 1)
    model, _ = networks.triplets(X, y)
    verifier, F = networks.verifier(networks.outputs(model, X)), networks.outputs(model, Z)
    correct = {}
    for share in (0.5, 0.1, 0.01):
        found, corrected, alike = figures.predicted(verifier, F, share)
        correct[share] = alike[found > 0.9].mean()
        assert np.sum(corrected > 0.9) <= np.sum(found > 0.9)
    assert correct[0.5] > 0.85
    assert 0.4 < correct[0.1] < 0.75
    assert correct[0.01] < 0.25
    assert np.sum(corrected > 0.9) < 15
