"""What the solved notebooks of course 2, week 3 teach, against independent implementations."""

import numpy as np
import pytest
from conftest import solved_functions
from scipy.optimize import approx_fprime
from scipy.special import expit, logsumexp, softmax
from scipy.stats import chisquare, geom, kstest, loguniform, ttest_rel
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from grading import notebooks
from grading.authoring import author
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course2_improving" / "source" / "week3_tuning_and_frameworks"


@pytest.fixture(scope="module")
def network():
    return load(WEEK / "tuning_network.py")


@pytest.fixture(scope="module")
def solved(network):
    return solved_functions(WEEK / "1_hyperparameter_tuning.ipynb", network=network, tuning_network=network)


def test_the_logarithmic_scale_is_the_quantile_function_of_scipys_distribution(solved):
    r = np.linspace(0, 1, 21)
    np.testing.assert_allclose(solved["log_scale"](r, 3e-5, 0.7), loguniform(3e-5, 0.7).ppf(r))


def test_memories_are_log_uniform(solved):
    beta = solved["momentum_scale"](np.random.default_rng(0).random(4000), 0.9, 0.999)
    assert kstest(1 / (1 - beta), loguniform(10, 1000).cdf).pvalue > 0.01


def test_units_are_log_uniform(solved):
    ranges = {"learning_rate": (0.01, 1), "beta": (0.5, 0.9), "hidden": (3, 9)}
    found = solved["settings_at"](np.random.default_rng(1).random((7000, 3)), ranges)
    units, counts = np.unique([one["hidden"] for one in found], return_counts=True)
    assert units.tolist() == list(range(3, 10))
    assert chisquare(counts, 7000 * np.diff(loguniform(3, 10).cdf(np.arange(3, 11)))).pvalue > 0.01


def test_the_number_of_trials_is_a_quantile_of_the_geometric_distribution(solved):
    for share, chance, failing in ((0.05, 0.95, 0.0), (0.3, 0.8, 0.5), (0.01, 0.6, 0.2)):
        assert solved["trials_needed"](share, chance, failing) == geom.ppf(chance, share * (1 - failing))


def test_two_settings_are_compared_as_by_scipys_paired_t_statistic(solved):
    rng, verdicts = np.random.default_rng(5), []
    for _ in range(200):
        first, second = rng.normal(0.02, 0.03, (2, 8)) + rng.normal(0, 0.1, 8) - [[0], [rng.choice([0, 0.03, -0.03])]]
        first[rng.random(8) < 0.1] = np.nan
        t = ttest_rel(first, second, nan_policy="omit").statistic
        verdict, errors = solved["compare"](first, second)
        assert errors == pytest.approx(t, rel=1e-9)
        verdicts.append(verdict)
        assert verdict == ("undecided" if abs(t) <= 2 else "first" if t > 0 else "second")
    assert len(set(verdicts)) == 3


def test_the_best_is_that_of_numpy(solved):
    scores = np.random.default_rng(2).normal(size=50)
    scores[[0, 7, 49]] = np.nan
    best, found = solved["search"](lambda place: scores[place], list(range(50)))
    assert best == np.nanargmax(scores)
    np.testing.assert_array_equal(found, scores)


def test_early_stopping_is_that_of_keras(solved):
    keras = pytest.importorskip("keras")
    rng, model = np.random.default_rng(3), keras.Sequential()
    for _ in range(200):
        costs = np.cumsum(rng.normal(-0.05, 0.3, 25)).round(3)
        patience, min_delta = int(rng.integers(1, 6)), float(rng.choice([0, 0.1235]))
        watch = keras.callbacks.EarlyStopping(monitor="cost", patience=patience, min_delta=min_delta, mode="min")
        model.stop_training = False
        watch.set_model(model)
        watch.on_train_begin()
        for epoch, cost in enumerate(costs):
            watch.on_epoch_end(epoch, {"cost": cost})
            if model.stop_training:
                break
        assert solved["early_stopping"](costs, patience, min_delta) == (watch.best_epoch, epoch)


def test_the_networks_gradient_is_that_of_finite_differences(network):
    rng = np.random.default_rng(4)
    parameters = network.initialize(3, seed=1)
    X, Y = rng.normal(size=(64, 5)), np.eye(10)[rng.integers(10, size=5)].T
    found = network.gradients(X, Y, parameters)
    for name, value in parameters.items():

        def cost(flat, name=name, shape=value.shape):
            return network.cost(X, Y, parameters | {name: flat.reshape(shape)})

        np.testing.assert_allclose(found[name].ravel(), approx_fprime(value.ravel(), cost, 1e-7), atol=1e-5)


def test_good_settings_are_as_good_as_scikit_learns_network(network):
    digits = network.load_digits()
    mine = network.train({"learning_rate": 0.3, "beta": 0.9, "hidden": 60}, digits, epochs=20)
    theirs = MLPClassifier(60, max_iter=400, random_state=0).fit(digits.train_X.T, digits.train_Y.argmax(axis=0))
    score = theirs.score(digits.test_X.T, digits.test_Y.argmax(axis=0))
    assert network.accuracy(digits.test_X, digits.test_Y, mine.parameters) > score - 0.02


def test_the_judge_scores_the_settings_with_the_best_noisy_score(network):
    checks = load(WEEK / "checks.py")
    settings = {"learning_rate": 0.3, "beta": 0.9, "hidden": 60}
    reached, proposals, _ = checks.tuning_reached(lambda history, budget: settings, seed=5)
    tasks = [network.draw_task([5, number]) for number in range(checks.TUNING_TASKS)]
    assert reached == pytest.approx(np.mean([network.exact_score(settings, task) for task in tasks]))
    assert [len(task) for task in proposals] == [checks.TUNING_BUDGET] * checks.TUNING_TASKS


def test_the_tape_of_the_lesson_reads_what_tensorflows_tape_reads():
    tf = pytest.importorskip("tensorflow")
    w, b = tf.Variable(2.0), tf.Variable(1.0)
    with tf.GradientTape() as tape:
        cost = (w * 3.0 + b - 5.0) ** 2
    assert [float(slope) for slope in tape.gradient(cost, [w, b])] == [12.0, 4.0]


WEEK = notebooks.ROOT / "course2_improving" / "source" / "week3_tuning_and_frameworks"


@pytest.fixture(scope="module")
def norm_network():
    return load(WEEK / "norm_network.py")


@pytest.fixture(scope="module")
def norm(norm_network):
    names = ("batch at test", "update at test", "shares exchanged", "deviation averaged", "bare at test")
    return solved_functions(WEEK / "2_batch_normalization.ipynb", norm_network=norm_network, BUGS=names)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def columns(rng, n):
    """Return a scale, a shift, a mean and a variance for n units."""
    return rng.normal(size=(n, 1)), rng.normal(size=(n, 1)), rng.normal(size=(n, 1)), rng.uniform(0.3, 4, (n, 1))


def keras_layer(n, epsilon, momentum, gamma, beta, mu, var):
    """Return Keras's layer with these numbers; its examples are rows."""
    keras = pytest.importorskip("keras")
    layer = keras.layers.BatchNormalization(momentum=momentum, epsilon=epsilon, dtype="float64")
    layer.build((None, n))
    layer.set_weights([item[:, 0] for item in (gamma, beta, mu, var)])
    return layer


def test_forward_running_and_prediction_are_those_of_keras(norm, rng):
    gamma, beta, mu, var = columns(rng, 4)
    layer = keras_layer(4, 0.01, 0.8, gamma, beta, mu, var)
    Z = 3 + 2 * rng.normal(size=(4, 7))
    running = {"mu": mu, "var": var}
    seen = norm["batch_norm_predict"](Z, gamma, beta, running, 0.01)
    np.testing.assert_allclose(seen, layer(Z.T, training=False).numpy().T, rtol=1e-7)
    found, cache = norm["batch_norm_forward"](Z, gamma, beta, 0.01)
    np.testing.assert_allclose(found, layer(Z.T, training=True).numpy().T, rtol=1e-7)
    new = norm["update_running"](running, cache["mu"], cache["var"], 0.8)
    np.testing.assert_allclose(new["mu"][:, 0], layer.get_weights()[2], rtol=1e-7)
    np.testing.assert_allclose(new["var"][:, 0], layer.get_weights()[3], rtol=1e-7)


def test_backward_is_that_of_tensorflow_and_of_nudges(norm, rng):
    tf = pytest.importorskip("tensorflow")
    gamma, beta, *_ = columns(rng, 3)
    Z, slopes = 2 * rng.normal(size=(3, 6)), rng.normal(size=(3, 6))
    layer = keras_layer(3, 1e-5, 0.9, gamma, beta, np.zeros((3, 1)), np.ones((3, 1)))
    inputs = tf.Variable(Z.T)
    with tf.GradientTape() as tape:
        cost = tf.reduce_sum(layer(inputs, training=True) * slopes.T)
    dZ, dgamma, dbeta = tape.gradient(cost, [inputs, layer.gamma.value, layer.beta.value])
    mine = norm["batch_norm_backward"](slopes, norm["batch_norm_forward"](Z, gamma, beta)[1])
    np.testing.assert_allclose(mine[0], dZ.numpy().T, atol=1e-6)
    np.testing.assert_allclose(mine[1][:, 0], dgamma.numpy(), rtol=1e-6)
    np.testing.assert_allclose(mine[2][:, 0], dbeta.numpy(), rtol=1e-6)
    for place in [(0, 0), (1, 3), (2, 5)]:
        nudge = np.zeros(Z.shape)
        nudge[place] = 1e-6
        above, below = (norm["batch_norm_forward"](Z + way * nudge, gamma, beta)[0] for way in (1, -1))
        assert mine[0][place] == pytest.approx(np.sum(slopes * (above - below)) / 2e-6, abs=1e-6)


def test_the_network_and_its_slopes_are_those_of_tensorflow(norm, norm_network, rng):
    tf = pytest.importorskip("tensorflow")
    parameters, running = norm_network.initialize_parameters([5, 4, 3, 3])
    parameters = {name: value + 0.1 * rng.normal(size=value.shape) for name, value in parameters.items()}
    X, Y = rng.normal(size=(5, 8)), np.eye(3)[:, rng.integers(0, 3, 8)]
    variables = {name: tf.Variable(value) for name, value in parameters.items()}
    with tf.GradientTape() as tape:
        A = tf.constant(X)
        for layer in (1, 2):
            Z = variables[f"W{layer}"] @ A
            mean, variance = tf.nn.moments(Z, axes=[1], keepdims=True)
            own = variables[f"beta{layer}"], variables[f"gamma{layer}"]
            A = tf.nn.relu(tf.nn.batch_normalization(Z, mean, variance, *own, 1e-5))
        Z = variables["W3"] @ A + variables["b3"]
        cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(Y.T, tf.transpose(Z)))
    AL, cache, _ = norm["forward_propagation"](X, parameters, running)
    np.testing.assert_allclose(AL, tf.nn.softmax(Z, axis=0), rtol=1e-7)
    assert norm_network.compute_cost(AL, Y) == pytest.approx(float(cost), rel=1e-7)
    grads = norm["backward_propagation"](AL, Y, parameters, cache)
    for name, slope in tape.gradient(cost, variables).items():
        np.testing.assert_allclose(grads[f"d{name}"], slope, atol=1e-9, err_msg=name)


def test_the_plain_network_is_that_of_scikit_learn(norm_network, rng):
    parameters = norm_network.plain(norm_network.initialize_parameters([4, 6, 5, 3])[0])
    parameters |= {name: rng.normal(size=value.shape) for name, value in parameters.items() if name[0] == "b"}
    X, Y = rng.normal(size=(4, 30)), np.eye(3)[:, rng.integers(0, 3, 30)]
    theirs = MLPClassifier((6, 5)).partial_fit(X.T, Y.argmax(axis=0), classes=[0, 1, 2])
    theirs.coefs_ = [parameters[f"W{layer}"].T for layer in (1, 2, 3)]
    theirs.intercepts_ = [parameters[f"b{layer}"][:, 0] for layer in (1, 2, 3)]
    AL, inputs = norm_network.forward_plain(X, parameters)
    np.testing.assert_allclose(AL.T, theirs.predict_proba(X.T), rtol=1e-8)
    grads = norm_network.backward_plain(AL, Y, parameters, inputs)
    for name in ("W1", "b2", "W3"):
        nudge = np.zeros(parameters[name].shape)
        nudge[0, 0] = 1e-6
        costs = [
            norm_network.compute_cost(norm_network.forward_plain(X, parameters | {name: parameters[name] + way})[0], Y)
            for way in (nudge, -nudge)
        ]
        assert grads[f"d{name}"][0, 0] == pytest.approx((costs[0] - costs[1]) / 2e-6, abs=1e-7)


def test_a_folded_network_says_the_same(norm, norm_network, rng):
    parameters, running = norm_network.initialize_parameters([5, 4, 3, 3])
    parameters = {name: value + rng.normal(size=value.shape) for name, value in parameters.items()}
    running = {layer: {"mu": item["mu"] + 1, "var": item["var"] * 3} for layer, item in running.items()}
    X = rng.normal(size=(5, 20))
    right, _, _ = norm["forward_propagation"](X, parameters, running, training=False)
    np.testing.assert_allclose(norm_network.forward_plain(X, norm["fold"](parameters, running))[0], right, rtol=1e-9)
    gamma, beta, mu, var = columns(rng, 5)
    more = parameters | {"gamma0": gamma, "beta0": beta}
    folded = norm["fold"](more, {**running, 0: {"mu": mu, "var": var}})
    normalized = norm["batch_norm_predict"](X, gamma, beta, {"mu": mu, "var": var})
    right, _, _ = norm["forward_propagation"](normalized, parameters, running, training=False)
    np.testing.assert_allclose(norm_network.forward_plain(X, folded)[0], right, rtol=1e-9)


def test_what_batch_normalization_buys(norm, norm_network):
    """One of the three initializations of the notebook's table, which may differ a little between processors."""
    X, Y, test_X, test_Y = norm_network.load()
    assert np.abs(X.mean(axis=1)).max() < 1e-12
    assert X.var() == pytest.approx(1)
    for scale, rate, without in ((1.0, 0.3, 0.93), (1.0, 1.0, 0), (0.3, 0.3, 0)):
        parameters, running = norm_network.initialize_parameters([64, 30, 30, 30, 30, 30, 10], scale)
        with np.errstate(all="ignore"):
            plain, _ = norm_network.train_plain(X, Y, norm_network.plain(parameters), rate)
            reached = norm_network.accuracy(norm_network.forward_plain(test_X, plain)[0], test_Y)
        assert reached > without if without else reached < 0.4
        parameters, running, _ = norm["train"](X, Y, parameters, running, rate)
        AL, _, _ = norm["forward_propagation"](test_X, parameters, running, training=False)
        assert norm_network.accuracy(AL, test_Y) > 0.93


def test_bugs_are_those_of_keras_in_the_wrong_mode(norm, rng):
    gamma, beta, mu, var = columns(rng, 3)
    calls = []
    for training in (True, False):
        layer = keras_layer(3, 1e-5, 0.9, gamma, beta, mu, var)
        Z = 3 + 2 * rng.normal(size=(3, 6))
        made = layer(Z.T, training=training).numpy().T
        new = {"mu": layer.get_weights()[2][:, None], "var": layer.get_weights()[3][:, None]}
        given = {"Z": Z, "gamma": gamma, "beta": beta, "running": {"mu": mu, "var": var}}
        calls.append(given | {"training": training, "Z_tilde": made, "new": new})
    assert norm["find_bugs"](calls) == set()
    assert norm["find_bugs"]([calls[0], calls[0] | {"training": False}]) == {"batch at test", "update at test"}


@pytest.fixture(scope="module")
def flow():
    tf = pytest.importorskip("tensorflow")
    return solved_functions(WEEK / "3_tensorflow_introduction.ipynb", tf=tf)


def test_tensors_agree_with_numpy_and_scipy(flow):
    checks = load(WEEK / "checks.py")
    z = np.linspace(-9, 9, 7)
    np.testing.assert_allclose(flow["sigmoid"](z), expit(z), rtol=1e-5)
    np.testing.assert_array_equal(flow["one_hot_matrix"](3, depth=5), np.eye(5)[3])
    for f, x, right in (
        (checks.bowl, np.array([1.0, -2.0]), [5.0, -1.0]),
        (checks.roots, np.array([4.0, 9.0]), [1 / 4, 1 / 6]),
        (checks.mixture, np.array([1.0, 5.0, 2.0]), [5.0, 10.0 + 3.0, 5.0]),
    ):
        np.testing.assert_allclose(flow["slope"](f, x), right, rtol=1e-6)


def test_the_network_is_keras_and_its_loss_that_of_scikit_learn(flow, rng):
    keras = pytest.importorskip("keras")
    sizes = [7, 5, 4, 3]
    parameters = {
        f"W{layer}": rng.normal(size=(sizes[layer], sizes[layer - 1])).astype(np.float32) for layer in (1, 2, 3)
    }
    parameters |= {f"b{layer}": rng.normal(size=(sizes[layer], 1)).astype(np.float32) for layer in (1, 2, 3)}
    dense = [keras.layers.Dense(sizes[layer], activation="relu" if layer < 3 else None) for layer in (1, 2, 3)]
    theirs = keras.Sequential([keras.Input((7,)), *dense])
    theirs.set_weights(
        [item for layer in (1, 2, 3) for item in (parameters[f"W{layer}"].T, parameters[f"b{layer}"][:, 0])]
    )
    X = rng.normal(size=(7, 9)).astype(np.float32)
    Z3 = flow["forward_propagation"](X, parameters)
    np.testing.assert_allclose(Z3, theirs(X.T).numpy().T, rtol=1e-4, atol=1e-5)
    labels = rng.integers(0, 3, 9)
    shares = softmax(np.asarray(Z3, dtype=float), axis=0)
    right = log_loss(labels, shares.T, normalize=False, labels=[0, 1, 2])
    mine = flow["compute_total_loss"](Z3, np.eye(3, dtype=np.float32)[:, labels])
    assert float(mine) == pytest.approx(right, rel=1e-4)


def test_log_sum_exp_and_the_loss_of_several_classes_are_those_of_scipy_and_tensorflow(flow, rng):
    tf = pytest.importorskip("tensorflow")
    for scale in (1, 40, 5000):
        logits = tf.constant(scale * rng.normal(size=(5, 7)), tf.float32)
        one, several = np.eye(5)[:, rng.integers(0, 5, 7)], (rng.random((5, 7)) < 0.5).astype(float)
        several[0] = 1
        np.testing.assert_allclose(flow["log_sum_exp"](logits), tf.reduce_logsumexp(logits, axis=0), rtol=1e-6)
        usual = tf.nn.softmax_cross_entropy_with_logits(one.T, tf.transpose(tf.cast(logits, tf.float64)))
        mine = flow["partial_label_loss"](logits, tf.constant(one, tf.float32))
        assert float(mine) == pytest.approx(float(tf.reduce_sum(usual)), rel=1e-4, abs=1e-3)
        exact = logits.numpy().astype(float)
        right = np.sum(logsumexp(exact, axis=0) - logsumexp(exact, axis=0, b=several))
        mine = flow["partial_label_loss"](logits, tf.constant(several, tf.float32))
        assert float(mine) == pytest.approx(right, rel=1e-4, abs=1e-3)


def test_the_start_has_glorots_size(flow):
    for name, value in flow["initialize_parameters"]().items():
        spread = value.numpy().std()
        assert spread == 0 if name[0] == "b" else 0.8 < spread / np.sqrt(2 / sum(value.shape)) < 1.25


def test_pictures_that_fool_stay_within_bounds_and_noise_does_not_fool(flow):
    tf = pytest.importorskip("tensorflow")
    checks, cases = load(WEEK / "checks.py"), author.load_beside(WEEK, "cases.py")
    for network, epsilon in zip(checks.FLOW_NETWORKS, cases.FLOW_EPSILONS):
        X, target = checks.flow_pictures(network, 7)
        made = flow["fool"](network, tf.constant(X), target, epsilon).numpy()
        assert np.abs(made - X).max() <= epsilon + 1e-6
        assert np.abs(made).max() <= 1
        assert np.mean(network(made).argmax(axis=0) == target) == 1
        noise = X + epsilon * np.random.default_rng(1).choice([-1, 1], X.shape)
        assert np.mean(network(noise).argmax(axis=0) == target) < 0.5


@pytest.fixture(scope="module")
def keras_solved():
    keras, tf = pytest.importorskip("keras"), pytest.importorskip("tensorflow")
    return solved_functions(WEEK / "4_keras.ipynb", keras=keras, layers=keras.layers, tf=tf)


def test_the_smoothed_loss_is_that_of_keras_for_one_hot_labels(keras_solved):
    keras = pytest.importorskip("keras")
    rng = np.random.default_rng(5)
    y, logits = rng.integers(7, size=50), rng.normal(0, 3, (50, 7)).astype("float32")
    for smoothing in (0, 0.1, 0.7):
        right = keras.losses.categorical_crossentropy(
            np.eye(7, dtype="float32")[y], logits, from_logits=True, label_smoothing=smoothing
        )
        np.testing.assert_allclose(keras_solved["smoothed_loss"](y, logits, smoothing), right, rtol=1e-4)


def test_warm_up_and_cosine_are_those_of_keras(keras_solved):
    keras = pytest.importorskip("keras")
    schedule = keras.optimizers.schedules.CosineDecay(0.0, 50, warmup_target=0.3, warmup_steps=10)
    found = [keras_solved["warmup_cosine"](step, 0.3, 10, 60) for step in range(75)]
    np.testing.assert_allclose(found, [float(schedule(step)) for step in range(75)], atol=1e-6)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_a_copy_in_keras_has_the_probabilities_of_scikit_learns_network(keras_solved):
    rng = np.random.default_rng(6)
    X, y = rng.normal(size=(80, 5)), rng.integers(3, size=80)
    theirs = MLPClassifier((7, 4), max_iter=20, random_state=1).fit(X, y)
    parameters = {}
    for layer, (kernel, bias) in enumerate(zip(theirs.coefs_, theirs.intercepts_), 1):
        parameters |= {f"W{layer}": kernel.T, f"b{layer}": bias[:, None]}
    found = softmax(keras_solved["to_keras"](parameters).predict(X, verbose=0), axis=1)
    np.testing.assert_allclose(found, theirs.predict_proba(X), atol=1e-5)
