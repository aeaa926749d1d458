"""The exercises of week 1: their tolerances and properties. No answer is in this file."""

import numpy as np

from helpers.checks.demands import RETURN_MISSING, array, finite
from helpers.checks.exercise import Exercise
from helpers.checks.networks import outputs
from helpers.checks.quiz import Question
from helpers.checks.words import short

# --------------------------------------------------------------------------------------------------- the challenge

TARGET = 0.04


def town_data(seed):
    """Return X, Y to learn from and X_new, Y_new to judge on: prices with two bends and a scatter of 0.15."""
    rng = np.random.default_rng(seed)
    first, second, slope = rng.uniform(0.4, 0.7), rng.uniform(1.4, 2.0), rng.uniform(1.5, 2.5)
    change = rng.choice([rng.uniform(2, 3.5), -rng.uniform(1.6, 2.2) * slope])
    m = int(rng.integers(200, 301))
    X = rng.uniform(0.1, 3, (1, m + 1000))
    Y = slope * np.clip(X - first, 0, None) + change * np.clip(X - second, 0, None) + 0.15 * rng.normal(size=X.shape)
    return X[:, :m], Y[:, :m], X[:, m:], Y[:, m:]


def cost_in_town(parameters, X, Y):
    """Return the cost of a network whose only input is the size."""
    from sklearn.metrics import mean_squared_error  # here, because it takes seconds

    return mean_squared_error(Y[0], outputs(X, *parameters, "relu"))


def judge_fit(fit_network, seed):
    """Judge the four parameters on 1,000 houses of the town that the function has not seen."""
    X, Y, X_new, Y_new = town_data(seed)
    answer = fit_network(X.copy(), Y.copy())
    if problem := _problem(answer):
        return f"`fit_network(X, Y)`: {problem}"
    W1, b1, W2, b2 = parameters = [np.asarray(part, dtype=float) for part in answer]
    J, J_seen = cost_in_town(parameters, X_new, Y_new), cost_in_town(parameters, X, Y)
    if J <= TARGET:
        return None
    text = f"On 1,000 unseen houses the cost is {J:.3g}; the target is {TARGET:g}"
    alone = [outputs(np.array([[0.1, 3]]), W1[[k]], b1[[k]], W2[:, [k]], b2, "relu") for k in (0, 1)]
    active = np.ptp(alone, axis=1) > 0.05
    if not any(active):
        return text + ". Both neurons are without effect: the answer is the same for every size."
    if not all(active):
        return text + ". Only one of the two neurons has an effect, so there is one bend at most."
    bends = (-b1 / np.where(W1 == 0, 1e-9, W1)).ravel()
    if np.sum((bends > 0.15) & (bends < 2.9)) < 2:
        return text + ". Fewer than two bends lie between the sizes 0.15 and 2.9."
    if abs(bends[0] - bends[1]) < 0.05 and (W1[0, 0] > 0) == (W1[1, 0] > 0):
        return text + ". Both neurons bend at the same place."
    if J_seen <= TARGET:
        return text + f", although it is {J_seen:.3g} on the houses to learn from."
    return text + "."


def _problem(answer):
    """Return what is wrong with the kind or the shapes of the parameters; None if all is well."""
    if answer is None:
        return RETURN_MISSING
    if not isinstance(answer, (tuple, list)) or len(answer) != 4:
        return f"the result is {short(answer, 40)}, expected four values, `(W1, b1, W2, b2)`."
    try:
        *layers, b2 = (np.asarray(part, dtype=float) for part in answer)
    except (TypeError, ValueError):
        return "one of the four parameters is not made of numbers."
    for name, part, shape in zip(("W1", "b1", "W2"), layers, ((2, 1), (2, 1), (1, 2))):
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
            name="slopes_by_nudging",
            lesson="week2_logistic_regression#Derivatives as slopes",
            uses=("neuron", "mean_squared_error"),
            atol=1e-6,
        ),
        Exercise(name="gradient", lesson="week2_logistic_regression#Gradient descent", uses=("neuron",)),
        Exercise(name="network", lesson="From one neuron to a network", uses=("neuron",)),
        Exercise(
            name="fit_network",
            lesson="From one neuron to a network",
            judge=judge_fit,
            # The best single neuron, fitted to the 1,000 houses themselves, has a cost of at least 0.063 on 300 seeds.
        ),
    ],
}
