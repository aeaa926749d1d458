"""The exercises of week 1: their tolerances and properties. No answer is in this file."""

import numpy as np

from helpers.checks.demands import RETURN_MISSING, array, finite
from helpers.checks.exercise import Exercise
from helpers.checks.networks import outputs
from helpers.checks.quiz import Question
from helpers.checks.words import short

# -------------------------------------------------------------------------------------------------- the challenges

TARGET = 0.0032  # the noise of `town_data` alone costs 0.0025
TOLERANCE = 1e-7


def judge_interpolation(interpolating_network, x, y, at):
    """Judge a network that joins points by straight lines; `at` (k,) are sizes between and at the points."""
    answer = interpolating_network(x.copy(), y.copy())
    if problem := _problem(answer, units=None):
        return f"`interpolating_network(x, y)`: {problem}"
    W1, b1, W2, b2 = (np.asarray(part, dtype=float) for part in answer)
    if len(W1) > len(x):
        return f"The network has {len(W1)} hidden units for {len(x)} points; at most {len(x)} are allowed."
    errors = np.abs(outputs(at[None], W1, b1, W2, b2, "relu") - np.interp(at, x, y))
    at_points = np.abs(outputs(x[None], W1, b1, W2, b2, "relu") - y)
    if at_points.max() > TOLERANCE * (1 + np.abs(y).max()):
        k = int(at_points.argmax())
        return f"At point {k} of 0 to {len(x) - 1} the prediction is off by {at_points[k]:.3g}."
    if errors.max() > TOLERANCE * (1 + np.abs(y).max()):
        return f"The points are met, but between them, at {at[errors.argmax()]:.3g}, it is off by {errors.max():.3g}."
    return None


def town_data(seed):
    """Return X, Y for training and X_test, Y_test: prices with two kinks and noise of standard deviation 0.05."""
    rng = np.random.default_rng(seed)
    first, second, slope = rng.uniform(0.3, 1.1), rng.uniform(1.5, 2.6), rng.uniform(1.5, 2.5)
    change = rng.choice([rng.uniform(2, 3.5), -rng.uniform(1.6, 2.2) * slope])
    m = int(rng.integers(200, 301))
    X = rng.uniform(0.1, 3, (1, m + 1000))
    Y = slope * np.clip(X - first, 0, None) + change * np.clip(X - second, 0, None) + 0.05 * rng.normal(size=X.shape)
    return X[:, :m], Y[:, :m], X[:, m:], Y[:, m:]


def cost_in_town(parameters, X, Y):
    """Return the cost of a network whose only input is the size."""
    from sklearn.metrics import mean_squared_error  # here, because it takes seconds

    return mean_squared_error(Y[0], outputs(X, *parameters, "relu"))


def judge_fit(fit_network, seed):
    """Judge the four parameters on 1,000 houses of the town that the function has not seen."""
    X, Y, X_test, Y_test = town_data(seed)
    answer = fit_network(X.copy(), Y.copy())
    if problem := _problem(answer, units=2):
        return f"`fit_network(X, Y)`: {problem}"
    W1, b1, W2, b2 = parameters = [np.asarray(part, dtype=float) for part in answer]
    J, J_train = cost_in_town(parameters, X_test, Y_test), cost_in_town(parameters, X, Y)
    if J <= TARGET:
        return None
    text = f"On 1,000 unseen houses the cost is {J:.3g}; the target is {TARGET:g}"
    alone = [outputs(np.array([[0.1, 3]]), W1[[k]], b1[[k]], W2[:, [k]], b2, "relu") for k in (0, 1)]
    active = np.ptp(alone, axis=1) > 0.05
    if not any(active):
        return text + ". Neither hidden unit has an effect: the prediction is the same for every size."
    if not all(active):
        return text + ". Only one of the two hidden units has an effect, so there is at most one kink."
    kinks = (-b1 / np.where(W1 == 0, 1e-9, W1)).ravel()
    if np.sum((kinks > 0.15) & (kinks < 2.9)) < 2:
        return text + ". Fewer than two kinks lie between the sizes 0.15 and 2.9."
    if abs(kinks[0] - kinks[1]) < 0.05 and (W1[0, 0] > 0) == (W1[1, 0] > 0):
        return text + ". Both kinks are at the same size."
    if J_train <= TARGET:
        return text + f", although it is {J_train:.3g} on the training set."
    return text + "."


def _problem(answer, units):
    """Return what is wrong with the kind or the shapes of the parameters for so many hidden units; None if nothing."""
    if answer is None:
        return RETURN_MISSING
    if not isinstance(answer, (tuple, list)) or len(answer) != 4:
        return f"the result is {short(answer, 40)}, expected four values, `(W1, b1, W2, b2)`."
    try:
        *layers, b2 = (np.asarray(part, dtype=float) for part in answer)
    except (TypeError, ValueError):
        return "one of the four parameters is not made of numbers."
    n = units or (len(layers[0]) if layers[0].ndim == 2 else 1)
    for name, part, shape in zip(("W1", "b1", "W2"), layers, ((n, 1), (n, 1), (1, n))):
        if problem := array(part, shape, name):
            return problem
    if b2.size != 1:
        return f"`b2` has the shape {b2.shape}, expected a single number."
    return finite(b2, "b2")


EXERCISES = {
    "0_lesson": [
        Question("q1", "One neuron"),
        Question("q2", "One neuron"),
        Question("q3", "From one neuron to a network"),
        Question("q4", "From one neuron to a network"),
        Question("q5", "Why now? Algorithms"),
        Question("q6", "Supervised learning: questions with known answers"),
        Question("q7", "Supervised learning: questions with known answers"),
        Question("q8", "Supervised learning: questions with known answers"),
        Question("q9", "Why now? Data"),
        Question("q10", "When does it work well, and when not?"),
    ],
    "1_first_neuron": [
        Exercise(name="neuron", lesson="One neuron"),
        Exercise(name="mean_squared_error"),
        Exercise(name="grid_search", uses=("neuron", "mean_squared_error")),
        Exercise(
            name="finite_differences",
            lesson="week2_logistic_regression#Derivatives as slopes",
            uses=("neuron", "mean_squared_error"),
            atol=1e-6,
        ),
        Exercise(name="gradient", lesson="week2_logistic_regression#Gradient descent", uses=("neuron",), rtol=1e-7),
        Exercise(name="network", lesson="From one neuron to a network", uses=("neuron",)),
        Exercise(
            name="huber_gradient", lesson="week2_logistic_regression#Gradient descent", uses=("neuron",), rtol=1e-7
        ),
        Exercise(name="interpolating_network", lesson="From one neuron to a network", judge=judge_interpolation),
        Exercise(name="fit_network", lesson="From one neuron to a network", judge=judge_fit),
    ],
}
