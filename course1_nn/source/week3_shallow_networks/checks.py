"""The exercises of week 3: their tolerances and properties. No answer is in this file."""

import numpy as np
from scipy.special import expit

from helpers.checks.demands import arrays
from helpers.checks.exercise import Exercise
from helpers.checks.networks import outputs
from helpers.checks.quiz import Question

NAMES = ("W1", "b1", "W2", "b2")
SPREAD, SPREAD_SHARE = 0.01, 0.15  # of the weights, and how far off it may be, as a share


def judge_start(initialize_parameters, n_x, n_h, n_y):
    """Judge shapes, zero biases and the spread of the weights, whatever random numbers were drawn."""
    parameters = initialize_parameters(n_x, n_h, n_y)
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    problem = arrays(parameters, shapes, floats=True) or _start_problem(parameters)
    return problem and f"`initialize_parameters({n_x}, {n_h}, {n_y})`: {problem}"


def _start_problem(parameters):
    for name in ("b1", "b2"):
        if np.any(parameters[name]):
            return f"`{name}` is not zero: only the weights need to differ at the start."
    for name in ("W1", "W2"):
        weights = np.asarray(parameters[name], dtype=float)
        if not weights.any():
            return f"All weights of `{name}` are zero: then all hidden units stay the same for ever."
        if weights.size > 1 and len(np.unique(weights)) <= weights.size / 2:
            return f"Some weights of `{name}` are the same: draw each one on its own."
        if np.abs(weights).max() > 20 * SPREAD:
            return f"The weights of `{name}` are too large: is the factor 0.01 missing?"
        if weights.size <= 1000:
            continue
        if abs(weights.mean()) > SPREAD / 4:
            return f"All weights of `{name}` lie on one side of zero: use `randn`, which draws both signs, not `rand`."
        if abs(weights.std() / SPREAD - 1) >= SPREAD_SHARE:
            return f"The standard deviation of `{name}` is {weights.std():.2g}, expected about {SPREAD}."
    return None


# --------------------------------------------------------------------------------------------------------- training


def _turned(angle, across, along):
    """Return the points (2, m) with these coordinates across and along a line at this angle."""
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turn @ np.array([across, along])


def band(seed, m):
    """Return X (2, m), Y (1, m), and 1,000 more of both: 1 in a band across the plane, for one point in four."""
    rng = np.random.default_rng(seed)
    # The band lies off the origin: one through it starts on a saddle, which takes long to leave.
    angle, middle = rng.uniform(0, 2 * np.pi), rng.uniform(0.6, 0.9)
    across = np.where(
        rng.random(1000 + m) < 0.27,
        rng.uniform(-0.45, 0.45, 1000 + m),
        rng.uniform(0.75, 2.5, 1000 + m) * rng.choice([-1, 1], 1000 + m),
    )
    X = _turned(angle, across + middle, rng.uniform(-1.5, 1.5, 1000 + m))
    Y = (np.abs(across) < 0.6).astype(int).reshape(1, -1)
    return X[:, :m], Y[:, :m], X[:, m:], Y[:, m:]


def sides(seed, m):
    """Return X (2, m) and Y (1, m): 1 on one side of a line through the origin, with a gap between the sides."""
    rng = np.random.default_rng(seed)
    angle, across = rng.uniform(0, 2 * np.pi), rng.uniform(0.5, 1.5, m) * rng.permutation(np.arange(m) % 2 * 2 - 1)
    return _turned(angle, across, rng.uniform(-1, 1, m)), (across > 0).astype(int).reshape(1, -1)


TARGET, TRIES = 0.9, 3
# On points that a line parts, the cost falls in proportion to 1 / steps: it counts the steps, whatever the start.
COST = 3.3e-5


def judge_model(nn_model, seed, n_h, options, biases):
    """Judge few steps by how far the last bias has come, and long training by unseen points.

    Arguments: biases, for few steps, says where the last bias is after them, and where if they are not as they should
    be: a dictionary with the key "right" and those of `MISCOUNTED`.
    """
    for attempt in range(TRIES):  # one training in a hundred gets stuck, whoever wrote it
        X, Y, X_new, Y_new = band(seed + attempt, 60)
        if not options:
            X, Y = sides(seed, 40)
        parameters = nn_model(X, Y, n_h, **options)
        problem = _shape_problem(parameters, n_h)
        if problem is None:
            parameters = {name: np.asarray(parameters[name], dtype=float) for name in NAMES}
            if biases:
                problem = _count_problem(parameters, options["num_iterations"], biases)
            elif options:
                problem = _training_problem(parameters, X_new, Y_new, options["num_iterations"])
            else:
                problem = _default_problem(parameters, X, Y)
        if problem is None or "unseen points" not in problem:
            break
    call = ", ".join([f"nn_model(X, Y, {n_h}", *(f"{key}={item}" for key, item in options.items())])
    return problem and f"`{call})`: {problem}"


def _shape_problem(parameters, n_h):
    if isinstance(parameters, dict) and np.shape(parameters.get("W1")) == (4, 2) and n_h != 4:
        return "There are 4 hidden units, whatever `n_h` is: the size of the hidden layer is an argument."
    return arrays(parameters, {"W1": (n_h, 2), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)})


def _default_problem(parameters, X, Y):
    """Judge training with the default number of steps by the cost that it leaves."""
    cost, _ = quality(parameters, X, Y)
    if cost <= COST:
        return None
    return (
        f"the cost on the points to learn from is {cost:.2g} at the end, and 10,000 steps bring it to about 2e-05. "
        "Are there 10,000 steps when `num_iterations` is not given, and does each go on from what the one before left?"
    )


MISCOUNTED = {
    "start": "The parameters are those of the start: is a step made, and is the name `parameters` given to what the "
    "update returns?",
    "more": "There is one step too many: `range(num_iterations)` makes `num_iterations` steps.",
    "fewer": "There is one step too few: `range(num_iterations)` makes `num_iterations` steps.",
    "uphill": "The steps go uphill: away from the gradient is the way down.",
    "same": "Every step takes the same gradient: forward and backward belong inside the loop.",
}


def _count_problem(parameters, steps, biases):
    """Judge a few steps: while the weights are small, the last bias follows from the share of ones alone."""
    if max(np.abs(parameters[name]).max() for name in ("W1", "W2")) > 0.5:
        return f"The weights are far too large after {steps} steps: do they start small, and is `num_iterations` used?"
    bias, right = parameters["b2"].item(), biases["right"]
    for case, sentence in {"right": None, **MISCOUNTED}.items():
        if abs(bias - biases[case]) < 0.02:
            return sentence
    return f"After {steps} steps with learning rate 1.2 `b2` should be about {right:.2f}; yours is {bias:.2f}."


def _training_problem(parameters, X, Y, steps):
    """Judge long training by the share of the unseen points X and Y that the network is right for."""
    if len(np.unique(parameters["W1"].round(6), axis=0)) == 1:
        return "All hidden units have the same weights: did they start from zeros?"
    _, share = quality(parameters, X, Y)
    if share >= TARGET:
        return None
    text = f"after {steps:,} steps it is right for {share:.0%} of 1,000 unseen points; at least {TARGET:.0%} are"
    if max(np.abs(parameters[name]).max() for name in ("W1", "W2")) < 0.5:
        return f"{text} expected. The weights have hardly moved."
    return f"{text} expected."


def quality(parameters, X, Y):
    """Return the cost of a trained network on X and Y and the share of examples that it is right for."""
    from sklearn.metrics import accuracy_score, log_loss  # here, because it takes a while

    sums = outputs(X, *(parameters[name] for name in NAMES), "tanh")
    return log_loss(Y[0], expit(sums)), accuracy_score(Y[0], sums > 0)


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
        Exercise(name="layer_sizes", lesson="Representing a network"),
        Exercise(name="initialize_parameters", lesson="Random initialization", judge=judge_start, anew=True),
        Exercise(name="forward_propagation", lesson="All examples at once, and why that is right"),
        Exercise(name="compute_cost", lesson="week2_logistic_regression#The cost function and where it comes from"),
        Exercise(name="backward_propagation", lesson="Gradient descent for a network"),
        Exercise(name="update_parameters", lesson="Gradient descent for a network", leaves=("parameters",)),
        Exercise(
            name="nn_model",
            lesson="Gradient descent for a network",
            judge=judge_model,
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
