"""What the solved notebooks of course 2, week 1 teach, against independent implementations."""

from types import ModuleType

import numpy as np
import pytest
from conftest import solved_functions
from numpy.polynomial import hermite_e
from scipy.optimize import approx_fprime, minimize
from scipy.special import expit
from sklearn.linear_model import Ridge
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from grading import notebooks
from helpers import data

WEEK = notebooks.ROOT / "course2_improving" / "source" / "week1_practical_aspects"
NAMES = ("W1", "b1", "W2", "b2", "W3", "b3")


def solved(notebook):
    """Return the functions of a solved notebook, and those of the module beside it."""
    given = ModuleType("network")
    exec(compile((WEEK / "network.py").read_text(), "network.py", "exec"), given.__dict__)
    functions = {name: value for name, value in vars(given).items() if callable(value)}
    return functions | solved_functions(WEEK / f"{notebook}.ipynb", network=given, **functions)


@pytest.fixture(scope="module")
def starts():
    return solved("1_initialization")


@pytest.fixture(scope="module")
def regularized():
    return solved("2_regularization")


@pytest.fixture(scope="module")
def checked():
    return solved("3_gradient_checking")


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def network(rng, sizes=(3, 6, 4, 1), m=9):
    """Return parameters, X and Y at random."""
    parameters = {}
    for layer in (1, 2, 3):
        parameters[f"W{layer}"] = rng.normal(size=(sizes[layer], sizes[layer - 1]))
        parameters[f"b{layer}"] = rng.normal(size=(sizes[layer], 1))
    return parameters, rng.normal(size=(sizes[0], m)), (rng.random((1, m)) < 0.5).astype(int)


def slopes(cost, parameters):
    """Return the finite differences of a cost of a dictionary, as a dictionary."""
    found = {}
    for name, value in parameters.items():
        flat = approx_fprime(
            value.ravel(), lambda at, name=name, value=value: cost(parameters | {name: at.reshape(value.shape)}), 1e-7
        )
        found[f"d{name}"] = flat.reshape(value.shape)
    return found


def gradients_agree(grads, expected):
    for name, value in expected.items():
        np.testing.assert_allclose(grads[name], value, rtol=1e-4, atol=1e-6, err_msg=name)


def keras_network(parameters, hidden=("relu", "relu"), penalty=0.0, rate=None):
    """Return a Keras network with these parameters, an L2 penalty on its kernels, and Dropout of a rate."""
    import keras

    layers = [keras.layers.Input((parameters["W1"].shape[1],))]
    for number, activation in enumerate((*hidden, "sigmoid"), start=1):
        W, b = parameters[f"W{number}"], parameters[f"b{number}"]
        layers.append(
            keras.layers.Dense(
                len(b),
                activation,
                kernel_regularizer=keras.regularizers.L2(penalty) if penalty else None,
                kernel_initializer=keras.initializers.Constant(W.T),
                bias_initializer=keras.initializers.Constant(b[:, 0]),
                dtype="float64",
            )
        )
        if rate is not None and number < 3:
            layers.append(keras.layers.Dropout(rate, dtype="float64"))
    return keras.Sequential(layers)


def keras_gradients(model, X, Y):
    """Return cost and gradients of a Keras network, by TensorFlow's automatic differentiation."""
    import keras
    import tensorflow as tf

    with tf.GradientTape() as tape:
        answers = model(X.T, training=False)
        cost = tf.reduce_mean(keras.losses.binary_crossentropy(Y.T.astype(float), answers)) + sum(model.losses)
    found = tape.gradient(cost, model.trainable_variables)
    return float(cost), {f"d{name}": np.transpose(value).reshape(-1, value.shape[0]) if name[0] == "W" else
                         np.reshape(value, (-1, 1)) for name, value in zip(NAMES, found)}  # fmt: skip


def test_he_is_keras_he_normal(starts):
    import keras

    made = starts["initialize_parameters_he"]([300, 200, 100])
    for name, shape in (("W1", (300, 200)), ("W2", (200, 100))):
        theirs = np.array(keras.initializers.HeNormal(seed=1)(shape))
        assert abs(made[name].std() / theirs.std() - 1) < 0.03
        assert made[name].shape == shape[::-1]


def test_signals_keep_their_size_only_with_hes_rule(starts, rng):
    X = rng.normal(size=(400, 200))
    he = starts["initialize_parameters_he"]([400] * 21)
    sizes = np.array(starts["signal_sizes"](X, he, starts["relu"]))
    assert 0.5 < sizes[-1] < 2
    lecun = {name: value / np.sqrt(2) for name, value in he.items()}
    np.testing.assert_allclose(
        starts["signal_sizes"](X, lecun, starts["relu"]), sizes * 2.0 ** (-np.arange(21) / 2), rtol=1e-9
    )


def test_the_sizes_of_gradients_are_those_of_tensorflow(starts, rng):
    import tensorflow as tf

    parameters, X, _ = network(rng)
    dZ = rng.normal(size=(1, X.shape[1]))
    with tf.GradientTape() as tape:
        Z1 = tf.constant(parameters["W1"] @ X + parameters["b1"])
        tape.watch(Z1)
        Z2 = parameters["W2"] @ tf.tanh(Z1) + parameters["b2"]
        cost = tf.reduce_sum(dZ * (parameters["W3"] @ tf.tanh(Z2) + parameters["b3"]))
    theirs = [*tape.gradient(cost, [Z1, Z2]), dZ]
    ours = starts["gradient_sizes"](dZ, X, parameters, np.tanh, lambda Z: 1 - np.tanh(Z) ** 2)
    np.testing.assert_allclose(ours, [np.sqrt(np.mean(np.square(item))) for item in theirs], rtol=1e-9)


@pytest.mark.parametrize("activation", [np.tanh, np.cos, np.abs, lambda z: np.maximum(0, z), lambda z: z * expit(z)])
def test_the_start_for_any_activation_has_the_spread_of_gaussian_quadrature(starts, activation):
    at, weights = hermite_e.hermegauss(120)
    square = weights @ activation(at) ** 2 / weights.sum()
    made = starts["initialize_parameters_for"]([250, 300, 200], activation)
    assert abs(made["W1"].std() * np.sqrt(250) - 1) < 0.03
    assert abs(made["W2"].std() * np.sqrt(300 * square) - 1) < 0.05


@pytest.mark.slow
def test_the_circles_are_learned_from_hes_start_and_from_no_other(starts):
    """The headlines: half of the points from zeros, most by luck from large numbers, at least 96 % from He's."""
    X, Y, test_X, test_Y = starts["load_circles"]()
    found = {}
    for start in ("zeros", "random", "he"):
        np.random.seed(8)
        trained = starts["model"](X, Y, 0.05, 3000, print_cost=False, initialization=start)
        found[start] = np.mean(starts["predict"](trained, test_X) == test_Y)
    assert found["zeros"] == 0.5
    assert 0.8 < found["random"] < 0.93
    assert found["he"] >= 0.96
    library = MLPClassifier((10, 5), solver="lbfgs", max_iter=2000, random_state=1).fit(X.T, Y[0])
    assert library.score(test_X.T, test_Y[0]) > 0.9


def test_the_price_and_its_gradient_are_those_of_keras(regularized, rng):
    parameters, X, Y = network(rng)
    lambd, m = 0.9, X.shape[1]
    answers, cache = regularized["forward_propagation"](X, parameters)
    cost = regularized["compute_cost_with_regularization"](answers, Y, parameters, lambd)
    grads = regularized["backward_propagation_with_regularization"](X, Y, cache, lambd)
    theirs, expected = keras_gradients(keras_network(parameters, penalty=lambd / (2 * m)), X, Y)
    assert np.isclose(cost, theirs, rtol=1e-5)
    gradients_agree(grads, expected)


def test_dropout_has_the_masks_statistics_of_keras(regularized, rng):
    parameters, X, _ = network(rng, sizes=(4, 200, 150, 1), m=60)
    np.random.seed(2)
    _, (_, D1, A1, *_) = regularized["forward_propagation_with_dropout"](X, parameters, 0.7)
    import keras

    plain = np.maximum(0, parameters["W1"] @ X + parameters["b1"])
    theirs = np.array(keras.layers.Dropout(0.3, seed=1)(plain, training=True))
    assert abs(np.mean(D1) - np.mean(theirs[plain > 0] != 0)) < 0.03
    kept = np.asarray(D1, dtype=bool) & (plain > 0) & (theirs != 0)
    np.testing.assert_allclose(A1[kept], theirs[kept], rtol=1e-5)  # what both have kept is divided by 0.7 in both


def test_dropouts_gradient_agrees_with_finite_differences_under_fixed_masks(regularized, rng):
    parameters, X, Y = network(rng)
    np.random.seed(3)
    _, cache = regularized["forward_propagation_with_dropout"](X, parameters, 0.6)
    one, two = cache[1], cache[6]

    def cost(moved):
        A = np.maximum(0, moved["W1"] @ X + moved["b1"]) * one / 0.6
        A = np.maximum(0, moved["W2"] @ A + moved["b2"]) * two / 0.6
        return log_loss(Y[0], expit(moved["W3"] @ A + moved["b3"])[0], labels=[0, 1])

    gradients_agree(regularized["backward_propagation_with_dropout"](X, Y, cache, 0.6), slopes(cost, parameters))


def test_dropout_on_average_is_ridge_regression(regularized, rng):
    """Where all inputs have the mean square 1, the best weights are those of ridge regression."""
    n, m, keep_prob = 6, 50, 0.7
    X = rng.normal(size=(n, m))
    X -= X.mean(axis=1, keepdims=True)
    X /= np.sqrt(np.mean(X**2, axis=1, keepdims=True))
    Y = rng.normal(size=(1, n)) @ X + rng.normal(size=(1, m))
    library = Ridge(alpha=m * (1 - keep_prob) / keep_prob).fit(X.T, Y[0])
    w, b = library.coef_.reshape(-1, 1), float(library.intercept_)
    _, grads = regularized["expected_dropout_cost"](w, b, X, Y, keep_prob)
    np.testing.assert_allclose(grads["dw"], 0, atol=1e-9)
    assert abs(grads["db"]) < 1e-9


def test_dropout_on_average_is_the_mean_over_all_masks(regularized, rng):
    w, X, Y = rng.normal(size=(4, 1)), rng.normal(size=(4, 5)), rng.normal(size=(1, 5))

    def everything(w, b):
        return regularized["over_all_masks"](w, b, X, Y, 0.4)

    cost, grads = regularized["expected_dropout_cost"](w, 0.3, X, Y, 0.4)
    assert np.isclose(cost, everything(w, 0.3), rtol=1e-12)
    dw = approx_fprime(w[:, 0], lambda at: everything(at.reshape(-1, 1), 0.3), 1e-7)
    np.testing.assert_allclose(grads["dw"][:, 0], dw, rtol=1e-4, atol=1e-5)
    assert np.isclose(grads["db"], (everything(w, 0.3 + 1e-5) - everything(w, 0.3 - 1e-5)) / 2e-5, rtol=1e-6)


def test_the_minimum_with_dropout_is_that_of_an_optimizer_and_of_ridge_regression(regularized, rng):
    n, m, keep_prob = 5, 40, 0.6
    X = rng.normal(1, 1, (n, m)) * np.array([[0.5], [1], [2], [1], [1]])
    Y = rng.normal(2, 3, (1, n)) @ X + rng.normal(size=(1, m))
    w, b = regularized["dropout_minimum"](X, Y, keep_prob)

    def cost(at):
        return regularized["expected_dropout_cost"](at[:n, None], at[n], X, Y, keep_prob)[0]

    found = minimize(cost, np.zeros(n + 1), tol=1e-12).x
    np.testing.assert_allclose([*w[:, 0], b], found, rtol=1e-3, atol=1e-4)
    size = np.sqrt(np.mean(X**2, axis=1, keepdims=True))
    library = Ridge(alpha=m * (1 - keep_prob) / keep_prob).fit((X / size).T, Y[0])
    np.testing.assert_allclose(w, library.coef_[:, None] / size, rtol=1e-9)
    assert np.isclose(b, library.intercept_)


@pytest.mark.slow
def test_both_ways_of_regularizing_help_on_the_field(regularized):
    """The headlines: on average about 93 % without, 95 % with L2, 96.5 % with dropout; and L2 leaves fewer pieces."""
    field = data.load_field()
    grid = np.reshape(np.meshgrid(np.linspace(-1.35, 1.3, 100), np.linspace(-1.45, 1.1, 100)), (2, -1))
    found, pieces = [], []
    for options in ({}, {"lambd": 0.7}, {"keep_prob": 0.7}):
        for seed in range(5):
            np.random.seed(seed)
            trained = regularized["model"](field.train_X, field.train_Y, 0.3, 8000, print_cost=False, **options)
            found.append(regularized["accuracy"](trained, field.test_X, field.test_Y))
            _, cache = regularized["forward_propagation"](grid, trained)
            pieces.append(len({tuple(column) for column in np.vstack([cache[0] > 0, cache[4] > 0]).T}))
    free, penalized, dropped = np.reshape(found, (3, 5)).mean(axis=1)
    assert 0.92 < free < 0.945
    assert 0.94 < penalized < 0.96
    assert 0.955 < dropped < 0.975
    assert np.all(np.array(pieces[5:10]) < 0.7 * np.array(pieces[:5]))


@pytest.mark.slow
def test_cross_validation_on_the_field_finds_a_plateau(regularized):
    """Three values of lambd within about a point, and guessing at 20."""
    field = data.load_field()
    regularized["validate"].__globals__.update(
        train_X=field.train_X, train_Y=field.train_Y, fifths=np.random.default_rng(0).permutation(211) % 5
    )
    found = [np.mean(regularized["validate"](lambd=lambd)) for lambd in (0.1, 0.7, 3, 20)]
    assert np.ptp(found[:3]) < 0.015
    assert found[3] < 0.6


def test_without_biases_smaller_weights_leave_the_decision_boundary_of_a_relu_network_where_it_is(regularized, rng):
    parameters, X, _ = network(rng, m=200)
    logits = [
        regularized["forward_propagation"](
            X, {name: factor * value * (name[0] == "W") for name, value in parameters.items()}
        )[1][8]
        for factor in (1, 0.1)
    ]
    np.testing.assert_allclose(logits[1], 1e-3 * logits[0], rtol=1e-9, atol=1e-15)


def test_the_mended_backward_pass_is_that_of_tensorflow(checked, rng):
    parameters, X, Y = network(rng)
    cost, cache = checked["forward_propagation_n"](X, Y, parameters)
    grads = checked["backward_propagation_n"](X, Y, cache)
    theirs, expected = keras_gradients(keras_network(parameters, hidden=("tanh", "relu")), X, Y)
    assert np.isclose(cost, theirs, rtol=1e-5)
    gradients_agree(grads, expected)


def test_the_check_tells_the_draft_from_the_mended_pass(checked, rng):
    parameters, X, Y = network(rng)
    _, cache = checked["forward_propagation_n"](X, Y, parameters)
    flagged = checked["gradient_check_n"](parameters, checked["draft"](X, Y, cache), X, Y)
    passed = checked["gradient_check_n"](parameters, checked["backward_propagation_n"](X, Y, cache), X, Y)
    assert flagged > 0.1
    assert passed < 1e-6
    claimed = checked["draft"](X, Y, cache)
    measured = slopes(lambda moved: checked["forward_propagation_n"](X, Y, moved)[0], parameters)
    bad = {name for name, value in measured.items() if not np.allclose(claimed[name], value, rtol=1e-3, atol=1e-5)}
    assert bad == {"dW1", "db1", "dW2", "db3"}


def test_the_inspector_finds_what_was_spoilt_in_a_network_of_tensorflow(checked, rng):
    parameters, X, Y = network(rng)
    _, grads = keras_gradients(keras_network(parameters, hidden=("tanh", "tanh")), X, Y)

    def cost(moved, X, Y):
        A = np.tanh(moved["W2"] @ np.tanh(moved["W1"] @ X + moved["b1"]) + moved["b2"])
        return log_loss(Y[0], expit(moved["W3"] @ A + moved["b3"])[0], labels=[0, 1])

    assert checked["wrong_gradients"](cost, parameters, grads, X, Y) == []
    spoilt = grads | {"dW2": -grads["dW2"], "db1": 1.05 * grads["db1"]}
    assert checked["wrong_gradients"](cost, parameters, spoilt, X, Y) == ["dW2", "db1"]


@pytest.mark.parametrize(
    ("cost", "theta", "derivative", "cause"),
    [
        (lambda theta, x: np.maximum(0, theta - x) + theta, 2 + 4e-8, 2.0, "kink"),
        (lambda theta, x: np.tanh((theta - x) / 3e-6) * 3e-6 + theta, 2 + 1e-6, 1 + np.cosh(1 / 3) ** -2, "truncation"),
        (lambda theta, x: theta + 3e6 * x, 1.0, 1.0, "rounding"),
        (lambda theta, x: np.sqrt(2) * theta + x, 4e6, np.sqrt(2), "rounding"),
    ],
)
def test_the_cause_of_a_failed_check_is_found_for_costs_of_other_shapes(checked, cost, theta, derivative, cause):
    assert checked["why_it_failed"](cost, 2.0, [theta, theta], [derivative, -1.1 * derivative]) == [cause, "bug"]
