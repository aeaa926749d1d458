"""The exercises of week 3: their inputs, tolerances and properties. No answer is in this file."""

import numpy as np
from scipy.special import expit

from helpers.checks.exercise import Exercise
from helpers.checks.quiz import Question
from helpers.checks.words import short

PLANAR_SPREAD = 0.01, 0.15  # of the weights, and how far off it may be, as a share


def planar_judge_start(initialize_parameters, n_x, n_h, n_y):
    """Judge shapes, zero biases and the spread of the weights, whatever random numbers were drawn."""
    made = initialize_parameters(n_x, n_h, n_y)
    asked = f"`initialize_parameters({n_x}, {n_h}, {n_y})`: "
    wrong = _planar_shapes(made, {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)})
    if wrong:
        return asked + wrong
    for name in ("b1", "b2"):
        if np.any(made[name]):
            return f"{asked}`{name}` is not zero: only the weights need to differ at the start."
        if made[name].dtype.kind != "f":
            return f"{asked}`{name}` holds whole numbers (`{made[name].dtype}`), into which no step fits: let it hold "
            "floats."
    for name in ("W1", "W2"):
        weights = np.asarray(made[name], dtype=float)
        if not weights.any():
            return f"{asked}All weights of `{name}` are zero: then all hidden units stay the same for ever."
        if weights.size > 1 and len(np.unique(weights)) <= weights.size / 2:
            return f"{asked}Some weights of `{name}` are the same: draw each one on its own."
        if np.abs(weights).max() > 20 * PLANAR_SPREAD[0]:
            return f"{asked}The weights of `{name}` are too large: is the factor 0.01 missing?"
        if weights.size > 1000 and (sentence := _planar_spread(weights, name)):
            return asked + sentence
    return None


def _planar_spread(weights, name):
    wanted, share = PLANAR_SPREAD
    if abs(weights.mean()) > wanted / 4:
        return f"All weights of `{name}` lie on one side of zero: use `randn`, which draws both signs, not `rand`."
    if not 1 - share < weights.std() / wanted < 1 + share:
        return f"The standard deviation of `{name}` is {weights.std():.2g}, expected about {wanted}."
    return None


def _planar_shapes(made, shapes):
    """Return a sentence if `made` is not a dictionary of arrays of these shapes, else None."""
    if made is None:
        return "the result is None: is a `return` missing?"
    if not isinstance(made, dict):
        return f"the result is {short(made, 40)}, expected a dictionary with the keys {', '.join(shapes)}."
    for name, shape in shapes.items():
        if name not in made:
            return f"the dictionary lacks the key {name}."
        found = made[name]
        if not isinstance(found, np.ndarray) or found.dtype.kind not in "biuf":
            return f"`{name}` is {short(found, 40)}, expected an array of shape {shape}."
        if found.shape != shape:
            turned = " It is the transpose of what is asked for." if found.shape == shape[::-1] else ""
            return f"`{name}` has the shape {found.shape}, expected {shape}.{turned}"
        if not np.isfinite(found).all():
            return f"`{name}` holds NaN or an infinite value."
    return None


# --------------------------------------------------------------------------------------------------------- training


def planar_band(seed, m):
    """Return X (2, m) and Y (1, m): 1 for the points in a band across the plane, about one in four."""
    rng = np.random.default_rng(seed)
    # The band lies off the origin: one through it starts on a saddle, which takes long to leave.
    angle, middle = rng.uniform(0, 2 * np.pi), rng.uniform(0.6, 0.9)
    across = np.where(
        rng.random(1000 + m) < 0.27,
        rng.uniform(-0.45, 0.45, 1000 + m),
        rng.uniform(0.75, 2.5, 1000 + m) * rng.choice([-1, 1], 1000 + m),
    )
    along = rng.uniform(-1.5, 1.5, 1000 + m)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    X, Y = turn @ np.array([across + middle, along]), (np.abs(across) < 0.6).astype(int).reshape(1, -1)
    return X[:, :m], Y[:, :m], X[:, m:], Y[:, m:]


def planar_sides(seed, m):
    """Return X (2, m) and Y (1, m): 1 on one side of a line through the origin, with a gap between the sides."""
    rng = np.random.default_rng(seed)
    angle, across = rng.uniform(0, 2 * np.pi), rng.uniform(0.5, 1.5, m) * rng.permutation(np.arange(m) % 2 * 2 - 1)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turn @ np.array([across, rng.uniform(-1, 1, m)]), (across > 0).astype(int).reshape(1, -1)


PLANAR_TARGET, PLANAR_TRIES = 0.9, 3
# On points that a line parts, the cost falls in proportion to 1 / steps: it counts the steps, whatever the start.
PLANAR_COST = 3.3e-5


def planar_judge_model(nn_model, seed, n_h, options):
    """Judge few steps by how far the last bias has come, and long training by unseen points."""
    for attempt in range(PLANAR_TRIES):  # one training in a hundred gets stuck, whoever wrote it
        X, Y, X_new, Y_new = planar_band(seed + attempt, 60)
        if not options:
            X, Y = planar_sides(seed, 40)
        made = nn_model(X, Y, n_h, **options)
        sentence = _planar_judge_made(made, X, Y, X_new, Y_new, n_h, options)
        if sentence is None:
            return None
        if "unseen points" not in sentence:
            break
    return sentence


def _planar_judge_made(made, X, Y, X_new, Y_new, n_h, options):
    asked = f"`nn_model(X, Y, {', '.join([str(n_h), *(f'{key}={item}' for key, item in options.items())])})`: "
    if isinstance(made, dict) and np.shape(made.get("W1")) == (4, 2) and n_h != 4:
        return f"{asked}There are 4 hidden units, whatever `n_h` is: the size of the hidden layer is an argument."
    wrong = _planar_shapes(made, {"W1": (n_h, 2), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)})
    if wrong:
        return asked + wrong
    rows = made["W1"].round(6)
    if not options:
        sentence = _planar_default(made, X, Y)
    elif options["num_iterations"] < 10:
        sentence = _planar_counted(made, Y, options["num_iterations"])
    elif len(np.unique(rows, axis=0)) == 1:
        sentence = "All hidden units have the same weights: did they start from zeros?"
    else:
        sentence = _planar_trained(made, X_new, Y_new, options["num_iterations"])
    return sentence and asked + sentence


def _planar_default(made, X, Y):
    """Judge training with the default number of steps by the cost that it leaves."""
    cost, _ = _planar_verdict(made, X, Y)
    if cost <= PLANAR_COST:
        return None
    return (
        f"the cost on the points to learn from is {cost:.2g} at the end, and 10,000 steps bring it to about 2e-05. "
        "Are there 10,000 steps when `num_iterations` is not given, and does each go on from what the one before left?"
    )


def _planar_counted(made, Y, steps):
    """Judge a few steps: while the weights are small, the last bias follows from the share of ones alone."""
    if max(np.abs(made[name]).max() for name in ("W1", "W2")) > 0.5:
        return f"The weights are far too large after {steps} steps: do they start small, and is `num_iterations` used?"
    way, up, same = [0.0], [0.0], [0.0]
    for _ in range(steps + 1):
        way.append(way[-1] - 1.2 * (expit(way[-1]) - Y.mean()))
        up.append(up[-1] + 1.2 * (expit(up[-1]) - Y.mean()))
        same.append(same[-1] - 1.2 * (0.5 - Y.mean()))
    found = float(made["b2"][0, 0])

    def at(value):
        return abs(found - value) < 0.02

    if at(way[steps]):
        return None
    if at(0):
        return (
            "The parameters are those of the start: is a step made, and is the name `parameters` given to what the "
            "update returns?"
        )
    if at(way[steps + 1]):
        return "There is one step too many: `range(num_iterations)` makes `num_iterations` steps."
    if at(way[steps - 1]):
        return "There is one step too few: `range(num_iterations)` makes `num_iterations` steps."
    if at(up[steps]):
        return "The steps go uphill: away from the gradient is the way down."
    if at(same[steps]):
        return "Every step takes the same gradient: forward and backward belong inside the loop."
    return f"After {steps} steps with learning rate 1.2 `b2` should be about {way[steps]:.2f}; yours is {found:.2f}."


def _planar_trained(made, X, Y, steps):
    _, share = _planar_verdict(made, X, Y)
    if share >= PLANAR_TARGET:
        return None
    text = f"after {steps:,} steps it is right for {share:.0%} of 1,000 unseen points; at least {PLANAR_TARGET:.0%} are"
    if max(np.abs(made[name]).max() for name in ("W1", "W2")) < 0.5:
        return f"{text} expected. The weights have hardly moved."
    return f"{text} expected."


def _planar_verdict(made, X, Y):
    """Return the cost of a trained network on X and Y and the share of examples that it is right for."""
    from sklearn.metrics import log_loss  # here, because it takes a while
    from sklearn.neural_network import MLPRegressor

    network = MLPRegressor(activation="tanh")
    network.coefs_, network.intercepts_ = ([made[f"{name}{layer}"].T for layer in (1, 2)] for name in "Wb")
    network.intercepts_ = [column[0] for column in network.intercepts_]
    network.n_layers_, network.out_activation_ = 3, "logistic"
    said = network._forward_pass([X.T, None, None])[-1][:, 0]
    return log_loss(Y[0], said), np.mean((said > 0.5) == Y[0])


EXERCISES = {
    "0_lesson": [
        Question("q1", "Representing a network"),
        Question("q2", "All examples at once, and why that is right"),
        Question("q3", "All examples at once, and why that is right"),
        Question("q4", "Activation functions"),
        Question("q5", "Activation functions"),
        Question("q6", "Activation functions"),
        Question("q7", "Why it must not be a straight line"),
        Question("q8", "Backpropagation, the idea"),
        Question("q9", "Random initialization"),
        Question("q10", "Gradient descent for a network"),
    ],
    "1_planar_classification": [
        Exercise(name="sizes", lesson="Representing a network", variables=("shape_X", "shape_Y", "m")),
        Exercise(
            name="layer_sizes",
            lesson="Representing a network",
        ),
        Exercise(
            name="initialize_parameters",
            lesson="Random initialization",
            judge=planar_judge_start,
            anew=True,
        ),
        Exercise(
            name="forward_propagation",
            lesson="All examples at once, and why that is right",
        ),
        Exercise(
            name="compute_cost",
            lesson="week2_logistic_regression#The cost function and where it comes from",
        ),
        Exercise(
            name="backward_propagation",
            lesson="Gradient descent for a network",
        ),
        Exercise(
            name="update_parameters",
            lesson="Gradient descent for a network",
            leaves=("parameters",),
        ),
        Exercise(
            name="nn_model",
            lesson="Gradient descent for a network",
            judge=planar_judge_model,
            uses=(
                "layer_sizes",
                "initialize_parameters",
                "forward_propagation",
                "compute_cost",
                "backward_propagation",
                "update_parameters",
            ),
            seconds=30,
        ),
        Exercise(name="predict", lesson="Computing the output", uses=("forward_propagation",)),
        Exercise(name="prelu_gradients", lesson="Activation functions", uses=("compute_cost",)),
    ],
}
