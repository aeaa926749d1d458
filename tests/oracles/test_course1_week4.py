"""What the solved notebooks of course 1, week 4 teach, against finite differences and automatic differentiation."""

import json

import numpy as np
import pytest
from conftest import solved_functions
from scipy import stats
from scipy.optimize import approx_fprime
from scipy.special import expit
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

from grading import notebooks
from grading.authoring import author
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course1_nn" / "source" / "week4_deep_networks"
SIZES = [[4, 1], [3, 5, 1], [5, 4, 3, 1], [2, 6, 3, 4, 1]]
every_depth = pytest.mark.parametrize("sizes", SIZES, ids=lambda sizes: "-".join(map(str, sizes)))


@pytest.fixture(scope="module")
def steps():
    """What the notebook defines: the solved functions and those it gives."""
    return solved_functions(WEEK / "1_step_by_step.ipynb", expit=expit)


@pytest.fixture(scope="module")
def given():
    """The module of building blocks that the application starts from."""
    return load(WEEK / "network.py")


@pytest.fixture(scope="module")
def trained(given):
    """The two solved training programs of the application."""
    names = {name: getattr(given, name) for name in given.__all__}
    return solved_functions(WEEK / "2_application.ipynb", **names)


@pytest.fixture
def rng():
    return np.random.default_rng(4)


def network(rng, sizes):
    """Return parameters for layers of these sizes, of ordinary size."""
    made = {}
    for index in range(1, len(sizes)):
        made[f"W{index}"] = rng.normal(size=(sizes[index], sizes[index - 1])) / np.sqrt(sizes[index - 1])
        made[f"b{index}"] = rng.normal(size=(sizes[index], 1))
    return made


def problem(rng, sizes, m=9):
    return rng.normal(size=(sizes[0], m)), rng.integers(0, 2, (1, m)), network(rng, sizes)


def flat(arrays):
    return np.concatenate([array.ravel() for array in arrays])


def folded(vector, like):
    """Return the numbers of `vector` in the names and shapes of the dictionary `like`."""
    ends = np.cumsum([array.size for array in like.values()])
    parts = np.split(vector, ends[:-1])
    return {name: part.reshape(array.shape) for (name, array), part in zip(like.items(), parts)}


def close(found, expected):
    np.testing.assert_allclose(found, expected, rtol=1e-4, atol=1e-6)


def plain_answers(X, parameters, hidden, last):
    """A forward pass of its own: example by example, without the notebook's functions."""
    answers = []
    for x in X.T:
        for index in range(1, len(parameters) // 2 + 1):
            z = parameters[f"W{index}"].dot(x) + parameters[f"b{index}"][:, 0]
            x = last(z) if index == len(parameters) // 2 else hidden(z)
        answers.append(x)
    return np.array(answers).T


def plain_cost(X, Y, parameters):
    answers = plain_answers(X, parameters, lambda z: z * (z > 0), expit)
    return log_loss(Y[0], answers[0], labels=[0, 1])


@every_depth
def test_the_forward_pass_and_the_cost(steps, rng, sizes):
    X, Y, parameters = problem(rng, sizes)
    AL, caches = steps["L_model_forward"](X, parameters)
    np.testing.assert_allclose(AL, plain_answers(X, parameters, lambda z: z * (z > 0), expit), rtol=1e-12)
    assert len(caches) == len(sizes) - 1
    assert np.isclose(steps["compute_cost"](AL, Y), plain_cost(X, Y, parameters), rtol=1e-12)


def test_the_forward_pass_is_that_of_scikit_learn(steps, rng):
    X, Y, parameters = problem(rng, [4, 6, 3, 1], m=40)
    library = MLPClassifier((6, 3), max_iter=1, warm_start=True, random_state=0)
    with pytest.warns(UserWarning, match="Maximum iterations"):
        library.fit(X.T, Y[0])
    library.coefs_ = [parameters[f"W{index}"].T for index in (1, 2, 3)]
    library.intercepts_ = [parameters[f"b{index}"][:, 0] for index in (1, 2, 3)]
    AL, _ = steps["L_model_forward"](X, parameters)
    np.testing.assert_allclose(AL[0], library.predict_proba(X.T)[:, 1], rtol=1e-9)


@every_depth
def test_all_slopes_agree_with_finite_differences(steps, rng, sizes):
    X, Y, parameters = problem(rng, sizes)
    grads = steps["L_model_backward"](*insert(steps["L_model_forward"](X, parameters), Y))
    slopes = approx_fprime(flat(parameters.values()), lambda v: plain_cost(X, Y, folded(v, parameters)), 1e-7)
    close(flat(grads["d" + name] for name in parameters), slopes)
    inputs = approx_fprime(X.ravel(), lambda v: plain_cost(v.reshape(X.shape), Y, parameters), 1e-7)
    close(grads["dA0"].ravel() / X.shape[1], inputs)


def insert(forward, Y):
    AL, caches = forward
    return AL, Y, caches


def test_linear_backward_agrees_with_finite_differences(steps, rng):
    """For a cost that is a mean over examples of any weighted sum of Z."""
    A, W, b, dZ = rng.normal(size=(3, 7)), rng.normal(size=(4, 3)), rng.normal(size=(4, 1)), rng.normal(size=(4, 7))
    like = {"A": A, "W": W, "b": b}

    def total(v):
        part = folded(v, like)
        return np.sum(dZ * (part["W"] @ part["A"] + part["b"])) / 7

    slopes = folded(approx_fprime(flat(like.values()), total, 1e-7), like)
    dA, dW, db = steps["linear_backward"](dZ, (A, W, b))
    close(dA, 7 * slopes["A"])
    close(dW, slopes["W"])
    close(db, slopes["b"])


@pytest.mark.parametrize(("kind", "squash"), [("relu", lambda z: z * (z > 0)), ("sigmoid", expit)])
def test_linear_activation_backward_agrees_with_finite_differences(steps, rng, kind, squash):
    A, W, b, dA = rng.normal(size=(3, 7)), rng.normal(size=(4, 3)), rng.normal(size=(4, 1)), rng.normal(size=(4, 7))
    like = {"A": A, "W": W, "b": b}

    def total(v):
        part = folded(v, like)
        return np.sum(dA * squash(part["W"] @ part["A"] + part["b"])) / 7

    slopes = folded(approx_fprime(flat(like.values()), total, 1e-7), like)
    _, cache = steps["linear_activation_forward"](A, W, b, kind)
    dA_prev, dW, db = steps["linear_activation_backward"](dA, cache, kind)
    close(dA_prev, 7 * slopes["A"])
    close(dW, slopes["W"])
    close(db, slopes["b"])


@every_depth
def test_the_challenge_agrees_with_finite_differences(steps, rng, sizes):
    sizes = [*sizes[:-1], 2]
    X, Y, parameters = rng.normal(size=(sizes[0], 6)), rng.normal(size=(2, 6)), network(rng, sizes)
    grads = steps["mended_backward"](*insert(steps["tanh_forward"](X, steps["as_list"](parameters)), Y))

    def cost(v):
        answers = plain_answers(X, folded(v, parameters), np.tanh, lambda z: z)
        return np.mean(np.linalg.norm(answers - Y, axis=0) ** 2) / 2

    slopes = approx_fprime(flat(parameters.values()), cost, 1e-7)
    close(flat(array for pair in grads for array in pair), slopes)


def test_the_suspect_passes_the_small_check_only(steps):
    suspicious, suspect = steps["suspicious"], steps["suspect_backward"]
    assert suspicious([2, 1, 1], 5, suspect) == []
    assert suspicious([2, 3, 1], 5, suspect) == ["db1"]
    assert "dW2" in suspicious([2, 1, 2], 5, suspect)
    assert suspicious([2, 1, 1, 1], 5, suspect) == ["dW1", "db1"]


def test_linear_backward_in_the_place_of_three_lines_leaves_a_bug(steps):
    def pasted(AL, Y, caches):
        grads, dA = [], AL - Y
        for A_prev, W, A in reversed(caches):
            dZ = dA * (1 - A**2) if len(grads) == 1 else dA
            dA, *pair = steps["linear_backward"](dZ, (A_prev, W, None))
            grads.insert(0, tuple(pair))
        return grads

    assert steps["suspicious"]([2, 3, 1], 5, pasted) == []
    assert steps["suspicious"]([2, 3, 3, 2], 5, pasted) == ["dW1", "db1"]


def test_the_block_with_a_skip_connection_agrees_with_finite_differences(steps, rng):
    A, W, b, dA = rng.normal(size=(3, 7)), rng.normal(size=(4, 3)), rng.normal(size=(4, 1)), rng.normal(size=(3, 7))
    like = {"A": A, "W": W, "b": b}

    def total(v):
        part = folded(v, like)
        Z = part["W"] @ part["A"] + part["b"]
        return np.sum(dA * (part["A"] + part["W"].T @ (Z / (1 + np.abs(Z))))) / 7

    measured = folded(approx_fprime(flat(like.values()), total, 1e-7), like)
    output, cache = steps["skip_forward"](A, W, b)
    assert np.isclose(np.sum(dA * output) / 7, total(flat(like.values())))
    dA_prev, dW, db = steps["skip_backward"](dA, cache)
    close(dA_prev, 7 * measured["A"])
    close(dW, measured["W"])
    close(db, measured["b"])


def test_outputs_of_exactly_0_and_1_give_numbers(steps):
    """The sigmoid of 40 is 1 in floating point."""
    AL, Y, A = np.array([[1.0, 0.0, 1.0]]), np.array([[1, 0, 0]]), np.array([[1.0, 2.0, 3.0]])
    assert 10 < steps["compute_cost"](AL, Y) < 13
    caches = [((A, np.ones((1, 1)), np.zeros((1, 1))), np.array([[40.0, -800.0, 40.0]]))]
    assert all(np.isfinite(array).all() for array in steps["L_model_backward"](AL, Y, caches).values())


@pytest.mark.parametrize("kind", range(12))
def test_faults_show_on_some_case_and_the_backward_pass_without_one_is_right(steps, kind):
    checks = load(WEEK / "checks.py")
    for number in range(3):
        suspect = checks._steps_suspect(kind, number)
        case = steps["failing_case"](suspect)
        assert (case is None) == (kind == 0)
        assert checks.steps_judge_failing(steps["failing_case"], kind, number) is None


def test_only_pairing_gives_narrow_intervals_that_hold(trained):
    """SciPy's interval of the mean difference is the same; two intervals, one per network, are half as wide again."""
    rng = np.random.default_rng(2)
    first = rng.random(400) < 0.8
    second = np.where(rng.random(400) < 0.8, first, rng.random(400) < 0.8)
    gain = second.astype(float) - first
    expected = stats.norm.interval(0.95, loc=gain.mean(), scale=stats.sem(gain))
    found = trained["difference_interval"](first, second)
    assert np.allclose(found, expected, rtol=0.01)
    apart = 2 * 1.96 * np.sqrt((first.var() + second.var()) / 400)
    assert apart > 1.4 * (found[1] - found[0])


def test_forward_and_backward_refuse_to_do_the_exercise(given):
    def two_layer_model():
        given.forward(np.ones((2, 3)), given.initialize((2, 1)))

    with pytest.raises(RuntimeError, match="writes its own"):
        two_layer_model()


def test_a_step_is_that_of_the_formula(steps, rng):
    X, Y, parameters = problem(rng, [3, 4, 1])
    before = {name: array.copy() for name, array in parameters.items()}
    grads = steps["L_model_backward"](*insert(steps["L_model_forward"](X, parameters), Y))
    after = steps["update_parameters"](parameters, grads, 0.3)
    for name in parameters:
        np.testing.assert_allclose((before[name] - after[name]) / 0.3, grads["d" + name], rtol=1e-9, atol=1e-12)
        assert np.array_equal(before[name], parameters[name])


@pytest.mark.slow
def test_all_slopes_agree_with_automatic_differentiation(steps, rng):
    """TensorFlow's, for every backward function and every depth."""
    tf = pytest.importorskip("tensorflow")
    for sizes in SIZES:
        X, Y, parameters = problem(rng, sizes)
        grads = steps["L_model_backward"](*insert(steps["L_model_forward"](X, parameters), Y))
        variables = {name: tf.Variable(array) for name, array in parameters.items()}
        inputs, A = tf.Variable(X), None
        with tf.GradientTape() as tape:
            A = tf.identity(inputs)
            for index in range(1, len(sizes)):
                Z = tf.matmul(variables[f"W{index}"], A) + variables[f"b{index}"]
                A = tf.nn.relu(Z)
            losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.constant(Y, Z.dtype), logits=Z)
            cost = tf.reduce_mean(losses)
        slopes = tape.gradient(cost, {**variables, "X": inputs})
        for name in parameters:
            np.testing.assert_allclose(grads["d" + name], slopes[name].numpy(), rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(grads["dA0"] / Y.size, slopes["X"].numpy(), rtol=1e-8, atol=1e-12)
    A, W, b, dA = (rng.normal(size=shape) for shape in ((3, 7), (4, 3), (4, 1), (4, 7)))
    for kind, squash in (("linear", tf.identity), ("relu", tf.nn.relu), ("sigmoid", tf.nn.sigmoid)):
        parts = [tf.Variable(array) for array in (A, W, b)]
        with tf.GradientTape() as tape:
            total = tf.reduce_sum(dA * squash(tf.matmul(parts[1], parts[0]) + parts[2])) / 7
        expected = [part.numpy() for part in tape.gradient(total, parts)]
        cache = (A, W, b) if kind == "linear" else steps["linear_activation_forward"](A, W, b, kind)[1]
        arguments = (dA, cache) if kind == "linear" else (dA, cache, kind)
        found = steps["linear_backward" if kind == "linear" else "linear_activation_backward"](*arguments)
        np.testing.assert_allclose(found[0] / 7, expected[0], rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(found[1], expected[1], rtol=1e-8, atol=1e-12)
        np.testing.assert_allclose(found[2], expected[2], rtol=1e-8, atol=1e-12)
    X, Y, parameters = rng.normal(size=(3, 8)), rng.normal(size=(2, 8)), network(rng, [3, 5, 4, 2])
    variables = {name: tf.Variable(array) for name, array in parameters.items()}
    with tf.GradientTape() as tape:
        A = tf.constant(X)
        for index in (1, 2, 3):
            Z = tf.matmul(variables[f"W{index}"], A) + variables[f"b{index}"]
            A = tf.tanh(Z)
        cost = tf.reduce_mean(tf.reduce_sum((Z - Y) ** 2, axis=0)) / 2
    slopes = tape.gradient(cost, variables)
    grads = steps["mended_backward"](*insert(steps["tanh_forward"](X, steps["as_list"](parameters)), Y))
    for name, found in zip(parameters, (array for pair in grads for array in pair), strict=True):
        np.testing.assert_allclose(found, slopes[name].numpy(), rtol=1e-8, atol=1e-12)


@every_depth
def test_the_given_building_blocks_agree_with_finite_differences(given, rng, sizes):
    X, Y, parameters = problem(rng, sizes)
    activations = given.forward(X, parameters)
    assert [len(A) for A in activations] == sizes
    np.testing.assert_allclose(activations[-1], plain_answers(X, parameters, lambda z: z * (z > 0), expit), rtol=1e-12)
    assert np.isclose(given.cost(activations[-1], Y), plain_cost(X, Y, parameters), rtol=1e-12)
    slopes = given.backward(activations, Y, parameters)
    assert list(slopes) != [] and set(slopes) == set(parameters)
    expected = approx_fprime(flat(parameters.values()), lambda v: plain_cost(X, Y, folded(v, parameters)), 1e-7)
    close(flat(slopes[name] for name in parameters), expected)
    assert np.array_equal(given.predict(X, parameters), activations[-1] > 0.5)


def test_the_given_start_keeps_the_size_of_sums(given):
    parameters = given.initialize([4000, 300, 1])
    assert parameters["W1"].shape == (300, 4000)
    assert np.isclose(parameters["W1"].std() * np.sqrt(4000), 1, rtol=0.01)
    assert not parameters["b1"].any()
    again = given.initialize([4000, 300, 1])
    assert all(np.array_equal(parameters[name], again[name]) for name in parameters)


@pytest.mark.parametrize(
    ("model", "sizes"),
    [("two_layer_model", (4, 8, 1)), ("L_layer_model", (4, 1)), ("L_layer_model", (4, 8, 6, 1))],
)
def test_the_training_programs_take_the_steps_of_finite_differences(trained, given, rng, model, sizes):
    X, Y = rng.normal(size=(4, 12)), rng.integers(0, 2, (1, 12))
    start = {name: array.astype(float) for name, array in given.initialize(sizes).items()}
    vector = flat(start.values())
    for _ in range(3):
        vector = vector - 0.2 * approx_fprime(vector, lambda v: plain_cost(X, Y, folded(v, start)), 1e-7)
    found, costs = trained[model](X, Y, sizes, 0.2, 3)
    np.testing.assert_allclose(flat(found[name] for name in start), vector, rtol=1e-4, atol=1e-5)
    assert np.allclose(costs, [plain_cost(X, Y, start)], rtol=1e-5)


def test_the_short_way_of_the_ready_made_runs_is_the_long_way(trained, given, rng):
    """More numbers than pictures: training in the directions that the pictures span gives the same network."""
    runs = author.load_beside(WEEK, "application_runs.py")
    runs.STEPS = 100
    X, X_test = (rng.normal(size=(50, m)).astype(np.float32) for m in (12, 9))
    X -= X.mean(axis=1, keepdims=True)
    Y, Y_test = rng.integers(0, 2, (1, 12)), rng.integers(0, 2, (1, 9))
    Q, R = np.linalg.qr(X)
    inside = Q.T @ X_test
    for hidden in ([], [4], [5, 3]):
        short = runs.run(hidden, 0.05, 1, (Q, R, Y, inside, X_test - Q @ inside, Y_test))
        parameters, costs = trained["L_layer_model"](X, Y, [50, *hidden, 1], 0.05, 101)
        assert np.allclose([short["costs"][0], short["costs"][-1]], costs, atol=2e-4)
        assert abs(short["valid"][-1] - 100 * np.mean(given.predict(X_test, parameters) == Y_test)) < 0.1


def test_the_ready_made_runs_are_as_the_text_says():
    """The first hidden layer adds ten points; at equal width the number of hidden layers makes no visible difference."""
    runs = json.loads((WEEK / "application_runs.json").read_text())
    found = {name: np.array(run["valid"]) for name, run in runs["depths"].items()}
    means = {name: values.mean() for name, values in found.items()}
    assert 9 < means["7"] - means["none"] < 12
    equal = ["20", "20, 20", "20, 20, 20", "20, 20, 20, 20"]
    assert [round(means[name], 1) for name in [*equal, "50"]] == [88.2, 88.5, 88.3, 88.2, 88.5]
    for name, ahead, room in zip(equal[1:], (0.3, 0.1, 0.0), (0.6, 1.0, 1.3), strict=True):
        difference = found[name] - found["20"]
        assert abs(difference.mean() - ahead) < 0.06
        assert abs(stats.t.ppf(0.975, 19) * stats.sem(difference) - room) < 0.06
    rates = {float(name): run for name, run in runs["rates"].items()}
    assert [round(rates[rate]["valid"][-1]) for rate in (0.02, 0.05, 0.1, 0.2, 1.0)] == [72, 84, 91, 91, 72]
    for rate in (0.1, 0.2, 1.0):
        assert np.diff(rates[rate]["costs"]).max() > 0.15
    assert np.ptp(rates[0.1]["valid"][-15:]) < 2
    assert rates[0.1]["costs"][-1] < 0.01
