"""The exercises of week 3: their tolerances and properties. No answer is in this file."""

import numpy as np
from scipy.special import expit

from helpers.checks.demands import arrays
from helpers.checks.exercise import Exercise, portable
from helpers.checks.networks import outputs
from helpers.checks.quiz import Question

NAMES = ("W1", "b1", "W2", "b2")
SPREAD, SPREAD_SHARE = 0.01, 0.15  # standard deviation of the weights, and how far off it may be, as a share


def judge_initialization(initialize_parameters, n_x, n_h, n_y):
    """Judge shapes, zero biases and the standard deviation of the weights, whatever random numbers were drawn."""
    parameters = initialize_parameters(n_x, n_h, n_y)
    shapes = {"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (n_y, n_h), "b2": (n_y, 1)}
    problem = arrays(parameters, shapes, floats=True) or _initial_problem(parameters)
    return problem and f"`initialize_parameters({n_x}, {n_h}, {n_y})`: {problem}"


def _initial_problem(parameters):
    for name in ("b1", "b2"):
        if np.any(parameters[name]):
            return f"`{name}` is not zero: only the weights need to differ at initialization."
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
    # The band lies off the origin: for one through it small weights lie near a saddle, which takes long to leave.
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
# On points that a line parts, the cost falls in proportion to 1 / updates: it counts them, whatever the first weights.
COST = 3.3e-5


def judge_model(nn_model, seed, n_h, options, biases):
    """Judge few updates by how far the last bias has come, and long training by unseen points.

    Arguments: biases, for few updates, says where the last bias is after them, and where if they are not as they should
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
    """Judge training with the default number of updates by the cost that it leaves."""
    cost, _ = quality(parameters, X, Y)
    if cost <= COST:
        return None
    return (
        f"the training cost is {cost:.2g} at the end, and 10,000 iterations bring it to about 2e-05. "
        "Are there 10,000 iterations when `num_iterations` is not given, and does each go on from the one before?"
    )


MISCOUNTED = {
    "start": "The parameters are still the initial ones: is an update made, and is the name `parameters` given to "
    "what it returns?",
    "more": "There is one update too many: `range(num_iterations)` makes `num_iterations` of them.",
    "fewer": "There is one update too few: `range(num_iterations)` makes `num_iterations` of them.",
    "uphill": "The updates go uphill: the cost falls against the gradient.",
    "same": "Every update takes the same gradient: the forward and the backward pass belong inside the loop.",
}


def _count_problem(parameters, steps, biases):
    """Judge a few updates: while the weights are small, the last bias follows from the share of ones alone."""
    if max(np.abs(parameters[name]).max() for name in ("W1", "W2")) > 0.5:
        return (
            f"After {steps} updates the weights are far too large: are they small at first, is `num_iterations` used?"
        )
    bias, right = parameters["b2"].item(), biases["right"]
    for case, sentence in {"right": None, **MISCOUNTED}.items():
        if abs(bias - biases[case]) < 0.02:
            return sentence
    return f"After {steps} updates with learning rate 1.2 `b2` should be about {right:.2f}; yours is {bias:.2f}."


def _training_problem(parameters, X, Y, steps):
    """Judge long training by the accuracy on the unseen points X and Y."""
    if len(np.unique(parameters["W1"].round(6), axis=0)) == 1:
        return "All hidden units have the same weights: were they all equal at first?"
    _, share = quality(parameters, X, Y)
    if share >= TARGET:
        return None
    text = f"after {steps:,} updates its accuracy on 1,000 unseen points is {share:.0%}; at least {TARGET:.0%} is"
    if max(np.abs(parameters[name]).max() for name in ("W1", "W2")) < 0.5:
        return f"{text} expected. The weights have hardly moved."
    return f"{text} expected."


def quality(parameters, X, Y):
    """Return the cost of a trained network on X and Y and its accuracy."""
    from sklearn.metrics import accuracy_score, log_loss  # here, because it takes a while

    sums = outputs(X, *(parameters[name] for name in NAMES), "tanh")
    return log_loss(Y[0], expit(sums)), accuracy_score(Y[0], sums > 0)


# ------------------------------------------------------------------------------------------------------ challenges

# Gradients of units with tiny weights into the output are tiny, too, and are compared all the same.
TINY = 1e-21


@portable
def quick_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Return a network whose hidden layer is fixed by `n_h`, and whose output is fitted by least squares: no chance."""
    import numpy as np

    rng = np.random.default_rng(n_h)
    W1, b1 = rng.normal(size=(n_h, len(X))), rng.normal(size=(n_h, 1))
    hidden = np.vstack([np.tanh(W1 @ X + b1), np.ones_like(Y)])
    gram = hidden @ hidden.T + 1e-3 * np.eye(n_h + 1)
    row = np.linalg.solve(gram, hidden @ (8.0 * Y.T - 4)).T
    return {"W1": W1, "b1": b1, "W2": row[:, :-1], "b2": row[:, -1:]}


def judge_smallest(smallest_network, parameters, units):
    """Judge a network that must compute what the given one does, with so many hidden units, which are the fewest."""
    given = {name: parameters[name].copy() for name in NAMES}
    smaller = smallest_network(parameters)
    n_x = given["W1"].shape[1]
    units_left = np.shape(smaller["W1"])[0] if isinstance(smaller, dict) and np.ndim(smaller.get("W1")) == 2 else units
    shapes = {"W1": (units_left, n_x), "b1": (units_left, 1), "W2": (1, units_left), "b2": (1, 1)}
    if problem := arrays(smaller, shapes):
        return problem
    X = np.random.default_rng(units).normal(size=(n_x, 50)) * np.repeat([1.5, 20], 25)  # near 0, and far from it
    before, after = (
        outputs(X, *(each[name] for name in NAMES), "tanh") if len(each["W1"]) else np.full(50, each["b2"].item())
        for each in (given, smaller)
    )
    worst = np.abs(before - after).argmax()
    if abs(before[worst] - after[worst]) > 1e-9 * max(1, np.abs(before).max()):
        return (
            f"it is another function: for x = {X[:, worst].round(2).tolist()} the pre-activation of the output is "
            f"{before[worst]:.3f} in the given network; yours, which has {units_left} units, is off by "
            f"{abs(before[worst] - after[worst]):.1g}."
        )
    if units_left > units:
        return f"the function is the same, and {units_left} of {len(given['W1'])} hidden units are left: fewer will do."
    return None


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
        Question("q10", "From one example to all"),
    ],
    "1_planar_classification": [
        Exercise(name="sizes", lesson="Representing a network", variables=("shape_X", "shape_Y", "m")),
        Exercise(name="layer_sizes", lesson="Representing a network"),
        Exercise(name="initialize_parameters", lesson="Random initialization", judge=judge_initialization, anew=True),
        Exercise(name="forward_propagation", lesson="All examples at once, and why that is right"),
        Exercise(name="compute_cost", lesson="week2_logistic_regression#The cost function and where it comes from"),
        Exercise(name="backward_propagation", lesson="From one example to all", atol=TINY),
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
        Exercise(
            name="choose_hidden_size",
            lesson="Training, validation, test",
            functions=(quick_model,),
            uses=("forward_propagation", "predict"),
        ),
        Exercise(name="smallest_network", lesson="Random initialization", judge=judge_smallest),
        Exercise(name="prelu_gradients", lesson="Activation functions", atol=TINY),
    ],
}
