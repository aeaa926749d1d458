"""The inputs of week 4: generators of visible and hidden cases, and what was measured of the judges."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from checks import (
    APPLICATION_COVERED,
    APPLICATION_GOAL,
    APPLICATION_TARGET,
    APPLICATION_TRIES,
    STEPS_CLOSE,
    STEPS_ENOUGH,
    application_answers,
    application_cost,
    application_intervals,
    application_split,
)

from grading.authoring.author import Margin
from helpers.checks.exercise import call


def labels(rng, m, ones=None):
    """Labels (1, m), in random order: so many ones, or some of both kinds if m > 1."""
    if ones is None:
        ones = rng.integers(1, m) if m > 1 else rng.integers(2)
    return (rng.permutation(m) < ones).astype(int).reshape(1, m)


# ------------------------------------------------------------------------------------ step by step: networks to draw


def steps_sizes(rng, count, most=7):
    """Return `count` different sizes from 2, so that exchanged axes show."""
    return [int(size) for size in rng.choice(np.arange(2, most + 1), count, replace=False)]


def steps_parameters(rng, sizes):
    """Return W1, b1, W2, ... for layers of these sizes, with no entry near 0."""

    def entries(*shape):
        return (rng.uniform(0.2, 1, shape) * rng.choice([-1, 1], shape)).round(3)

    parameters = {}
    for index in range(1, len(sizes)):
        parameters[f"W{index}"] = entries(sizes[index], sizes[index - 1])
        parameters[f"b{index}"] = entries(sizes[index], 1)
    return parameters


def steps_network(rng, sizes, m, forward, inner=lambda cache: cache[1]):
    """Return X, parameters, and AL and caches, which `forward` makes of them.

    Drawn again until every hidden layer has numbers of both signs inside, which `inner` takes from its cache, well away
    from 0, and no answer is extreme.
    """
    while True:
        X, parameters = rng.uniform(-2, 2, (sizes[0], m)).round(3), steps_parameters(rng, sizes)
        AL, caches = forward(X, parameters)
        inside = [inner(cache) for cache in caches]
        mixed = all(Z.min() < -0.1 < 0.1 < Z.max() for Z in inside[:-1])
        if mixed and min(np.abs(Z).min() for Z in inside) > 0.01 and np.abs(inside[-1]).max() < 4:
            return X, parameters, AL, caches


def steps_forward(linear_activation_forward, kind):
    """Return the forward pass of a network with one hidden layer of this kind."""

    def forward(X, parameters):
        W1, b1, W2, b2 = parameters.values()
        A1, first = linear_activation_forward(X, W1, b1, kind)
        A2, last = linear_activation_forward(A1, W2, b2, "sigmoid")
        return A2, [first, last]

    return forward


def steps_whole(rng, *shape):
    """Return whole numbers of both signs, none of them 0."""
    return rng.choice([-3.0, -2, -1, 1, 2, 3], shape)


def steps_start_cases(rng):
    """Small sizes, then sizes whose spread can be told, exchanged axes visible."""
    return [
        call(*steps_sizes(rng, 2, 12), int(rng.integers(1, 4))),
        *(
            call(int(rng.integers(30, 40)), int(rng.integers(41, 60)), int(rng.integers(7, 12)))
            for _ in range(3)
        ),
    ]  # fmt: skip


def steps_start_deep_cases(rng):
    """Small layers, a single layer, then deep networks whose spread can be told."""

    def deep():
        sizes = rng.permutation(np.arange(15, 45))[: rng.integers(3, 6)]
        return call([*map(int, sizes), int(rng.integers(14, 20))])

    return [call([*steps_sizes(rng, 3, 9), 1]), call([int(rng.integers(3, 40)), 1]), deep(), deep(), deep()]


def _steps_spread(parameters):
    """Return how close the spread of the worst large matrix is to 0.01, and how close it must be; None: all small."""
    spreads = [value.std() for name, value in parameters.items() if name[0] == "W" and value.size >= STEPS_ENOUGH]
    return (min(min(spread / 0.01, 0.01 / spread) for spread in spreads), STEPS_CLOSE) if spreads else None


def steps_spread(initialize_parameters, n_x, n_h, n_y):
    """Return how close the spread comes to 0.01."""
    return _steps_spread(initialize_parameters(n_x, n_h, n_y))


def steps_spread_deep(initialize_parameters_deep, layer_dims):
    """Return how close the spread comes to 0.01."""
    return _steps_spread(initialize_parameters_deep(layer_dims))


# --------------------------------------------------------------------------------------------- one layer, all layers


def steps_linear_cases(rng):
    """A layer of whole numbers, then random ones; one with a single example, one with a single unit."""

    def layer(n_prev, n, m):
        parameters = steps_parameters(rng, [n_prev, n])
        return call(rng.uniform(-2, 2, (n_prev, m)).round(3), parameters["W1"], parameters["b1"])

    n, n_prev, m = steps_sizes(rng, 3)
    return [
        call(*(steps_whole(rng, 2, columns) for columns in (2, 2, 1))),
        layer(n_prev, n, m),
        layer(n_prev, n, 1),
        layer(n_prev, 1, m),
        layer(*steps_sizes(rng, 3)),
    ]


def steps_activation_cases(rng, linear_activation_forward):
    """Both activations, in layers of different sizes; one with a single example."""
    forward = steps_forward(linear_activation_forward, "relu")

    def layer(n_prev, n, m, kind):
        # two layers are drawn: the first is a hidden one, with numbers of both signs inside
        X, parameters, _, _ = steps_network(rng, [n_prev, n, 1], m, forward)
        return call(X, parameters["W1"], parameters["b1"], kind)

    return [
        layer(2, 2, 2, "relu"),
        layer(2, 2, 2, "sigmoid"),
        layer(*steps_sizes(rng, 3), "relu"),
        layer(*steps_sizes(rng, 3), "sigmoid"),
        layer(*steps_sizes(rng, 2), 1, "relu"),
        layer(*steps_sizes(rng, 3), "sigmoid"),
    ]


def steps_networks(rng, L_model_forward):
    """Yield what `steps_network` returns for one to four layers; the sizes differ from layer to layer."""
    for layers, m in ((2, 2), (1, 4), (2, 5), (3, None), (4, None), (3, 8)):
        m = m or int(rng.integers(3, 7))
        yield steps_network(rng, [*steps_sizes(rng, layers), 1], m, L_model_forward)


def steps_forward_cases(rng, L_model_forward):
    """One to four layers."""
    return [call(X, parameters) for X, parameters, _, _ in steps_networks(rng, L_model_forward)]


def steps_cost_cases(rng):
    """Answers in tenths, both labels in random order, a single example, only zeros, and outputs of exactly 1 and 0."""

    def answers(m):
        return rng.uniform(0.05, 0.95, (1, m)).round(3)

    m = int(rng.integers(4, 9))
    return [
        call(rng.integers(1, 10, (1, 2)) / 10, np.array([[1, 1]])),
        call(rng.integers(1, 10, (1, 3)) / 10, labels(rng, 3)),
        call(answers(m), labels(rng, m)),
        call(answers(1), np.array([[1]])),
        call(answers(5), np.zeros((1, 5), int)),
        call(answers(m + 1), labels(rng, m + 1)),
        call(np.append([[1.0, 0.0]], answers(2), axis=1), np.array([[1, 0, 0, 1]])),
    ]


def steps_linear_backward_cases(rng):
    """Layers of whole numbers, then random ones; one with a single example, one with one unit."""

    def layer(n_prev, n, m):
        parameters = steps_parameters(rng, [n_prev, n])
        A_prev = rng.uniform(-2, 2, (n_prev, m)).round(3)
        return call(rng.uniform(-1, 1, (n, m)).round(3), (A_prev, parameters["W1"], parameters["b1"]))

    def whole(n):
        dZ = steps_whole(rng, n, 2) / 2
        return call(dZ, (steps_whole(rng, 2, 2), steps_whole(rng, n, 2), steps_whole(rng, n, 1)))

    n_prev, n, m = steps_sizes(rng, 3)
    return [
        whole(1),
        whole(2),
        layer(n_prev, n, m),
        layer(n_prev, n, 1),
        layer(n_prev, 1, m),
        layer(*steps_sizes(rng, 3)),
    ]


def steps_activation_backward_cases(rng, linear_activation_forward):
    """Both activations, with both signs in Z and dA; one with a single example."""

    def layer(n_prev, n, m, kind):
        _, _, _, (cache, _) = steps_network(rng, [n_prev, n, 1], m, steps_forward(linear_activation_forward, kind))
        sizes, order = rng.uniform(0.2, 1, (n, m)).round(3), rng.permutation(n * m).reshape(n, m)
        return call(sizes * np.where(order % 2, 1, -1), cache, kind)

    return [
        layer(2, 2, 2, "relu"),
        layer(*steps_sizes(rng, 3), "sigmoid"),
        layer(*steps_sizes(rng, 3), "relu"),
        layer(*steps_sizes(rng, 3), "sigmoid"),
        layer(*steps_sizes(rng, 3), "relu"),
        layer(*steps_sizes(rng, 2), 1, "sigmoid"),
    ]


def steps_backward_cases(rng, L_model_forward):
    """One to four layers, with labels of both kinds; and correct outputs of exactly 1 and 0."""
    cases = [call(AL, labels(rng, AL.size), caches) for _, _, AL, caches in steps_networks(rng, L_model_forward)]
    X = np.append([[50.0, -800.0]], rng.uniform(-2, 2, (1, 3)).round(3), axis=1)
    AL, caches = L_model_forward(X, {"W1": np.ones((1, 1)), "b1": np.zeros((1, 1))})
    return [*cases, call(AL, np.array([[1, 0, 0, 1, 0]]), caches)]


def steps_update_cases(rng):
    """One to four layers, with gradients of the shapes that belong to them; in the first one a weight stands still."""

    def network(layers, m, rate):
        sizes = [*steps_sizes(rng, layers), 1]
        params, grads = steps_parameters(rng, sizes), {}
        for index in range(layers, 0, -1):
            grads[f"dA{index - 1}"] = rng.uniform(-1, 1, (sizes[index - 1], m)).round(3)
            grads[f"dW{index}"] = rng.uniform(-1, 1, params[f"W{index}"].shape).round(3)
            grads[f"db{index}"] = rng.uniform(-1, 1, params[f"b{index}"].shape).round(3)
        return call(params, grads, rate)

    first = network(2, 2, rng.integers(1, 10) / 10)
    first.positional[1]["dW1"][0, 0] = 0
    return [
        first,
        network(1, 4, 0.5),
        network(2, 3, round(rng.uniform(0.01, 0.09), 3)),
        network(3, 5, round(rng.uniform(0.2, 0.9), 3)),
        network(4, 6, 2.0),
    ]


def steps_failing_cases(rng):
    """A correct backward pass, and faults of five kinds, the details of which depend on a number."""
    return [call(kind=kind, number=int(rng.integers(10**6))) for kind in (1, 0, 3, 5, 6, 9)]


def steps_failing_hidden_cases(rng):
    """Correct ones and faults of all kinds."""
    return [call(kind=kind, number=int(rng.integers(10**6))) for kind in (0, 2, 3, 4, 5, 7, 8, 9, 10, 11, 0)]


def steps_random_caches(rng, sizes, m):
    """Return AL, Y and caches of random numbers that belong to no network; what a layer gives, the next one reads."""
    A = [rng.uniform(-0.9, 0.9, (size, m)) for size in sizes]
    caches = [
        (A[layer], rng.uniform(-1, 1, (size, before)), A[layer + 1])
        for layer, (before, size) in enumerate(pairwise(sizes))
    ]
    return A[-1], rng.uniform(-2, 2, A[-1].shape), caches


def steps_mend_cases(rng, tanh_forward):
    """Networks that predict numbers: two to four layers, one to three outputs; and caches of random numbers."""

    def forward(X, parameters):
        arrays = list(parameters.values())
        return tanh_forward(X, list(zip(arrays[::2], arrays[1::2], strict=True)))

    def network(layers, m, outputs):
        sizes = [size + 1 for size in steps_sizes(rng, layers, 6)] + [outputs]
        _, _, AL, caches = steps_network(rng, sizes, m, forward, inner=lambda cache: cache[2])
        return call(AL, AL + rng.uniform(0.2, 1, AL.shape).round(3) * rng.choice([-1, 1], AL.shape), caches)

    return [
        network(2, 1, 1),
        network(2, 5, 1),
        network(3, 4, 1),
        network(3, int(rng.integers(5, 8)), 3),
        call(*steps_random_caches(rng, [*steps_sizes(rng, 4), 2], int(rng.integers(3, 7)))),
        call(*steps_random_caches(rng, [*steps_sizes(rng, 3), 1], 6)),
    ]


def steps_skip_cases(rng, skip_forward):
    """By hand, a block of a network, a single example, saturated units, and caches of random numbers.

    Where units are saturated, `db` alone tests all nine digits: in `dA_prev` and `dW` the other term is far larger.
    """

    def drawn(*shape):
        return (rng.uniform(0.2, 1, shape) * rng.choice([-1, 1], shape)).round(3)

    def block(n, n_prev, m, bias=1.0):
        W, b = drawn(n, n_prev), bias * drawn(n, 1)
        return call(drawn(n_prev, m), skip_forward(drawn(n_prev, m), W, b)[1])

    def made_up(n, n_prev, m, size):
        return call(drawn(n_prev, m), (drawn(n_prev, m), drawn(n, n_prev), size * drawn(n, m)))

    return [
        call(steps_whole(rng, 1, 1), skip_forward(*(steps_whole(rng, 1, 1) for _ in range(3)))[1]),
        block(*steps_sizes(rng, 3)),
        block(*steps_sizes(rng, 2), 1),
        block(*steps_sizes(rng, 3), 1e6),
        made_up(*steps_sizes(rng, 3), 2.0),
        made_up(*steps_sizes(rng, 3), 1e6),
    ]


# ------------------------------------------------------------------------------------------- 2_application: counting


def application_count_cases(rng):
    """One that can be counted by hand, one for pictures, a single layer, then random ones."""

    def sizes(count):
        return [int(size) for size in rng.permutation(np.arange(2, 12))[:count]]

    return [
        call((*map(int, rng.integers(2, 10, 2)), 1)),
        call((3 * int(rng.integers(8, 65)) ** 2, int(rng.integers(2, 30)), 1)),
        call([int(rng.integers(4, 30)), 1]),
        call(sizes(4)),
        call(tuple(sizes(5))),
        call(sizes(3)),
    ]


# ---------------------------------------------------------------------------- 2_application: two programs that train
#
# A program that trains may draw its first parameters with a seed of its own. So its result is compared with itself: one
# step more must be a step against the slopes, and the costs that it keeps must be those of the parameters it returns.


def _application_problem(rng, n, m):
    """Return X (n, m) and Y (1, m) of two overlapping clouds."""
    Y = labels(rng, m, m // 2)
    direction = rng.uniform(0.4, 0.8, (n, 1)) * rng.choice([-1, 1], (n, 1))
    return (direction * (2 * Y - 1) + rng.normal(0, 1, (n, m))).round(3), Y


def _application_sizes(rng, hidden):
    """Return n_x, sizes of hidden layers (all different) and m."""
    n, m, *sizes = (int(size) for size in rng.permutation(np.arange(3, 10))[: hidden + 2])
    return [n, *sizes, 1], m + 8


def _application_reach_case(rng, hidden):
    """Two clouds far apart, which any working program learns."""
    n, m = 5, 40
    Y = labels(rng, m, m // 2)
    direction = rng.uniform(0.8, 1.2, (n, 1)) * rng.choice([-1, 1], (n, 1))
    X = (direction * (2 * Y - 1) + rng.normal(0, 0.5, (n, m))).round(3)
    return call(X, Y, (n, *hidden, 1), learning_rate=0.2, num_iterations=400, goal=True)


def application_two_layer_cases(rng):
    """A few steps, just over 100 and 200, positional arguments, the defaults, and a goal."""
    dims = [_application_sizes(rng, 1) for _ in range(5)]
    problems = [_application_problem(rng, sizes[0], m) for sizes, m in dims]
    return [
        call(*problems[0], tuple(dims[0][0]), learning_rate=0.1, num_iterations=3),
        call(*problems[1], tuple(dims[1][0]), learning_rate=0.05, num_iterations=100),
        call(*problems[2], dims[2][0], 0.03, int(rng.integers(200, 202)), True),
        call(*problems[3], tuple(dims[3][0])),
        _application_reach_case(rng, [6]),
    ]


def application_deep_cases(rng):
    """As for two layers, with one to four layers."""
    dims = [_application_sizes(rng, hidden) for hidden in (2, 3, 1, 0, 2)]
    problems = [_application_problem(rng, sizes[0], m) for sizes, m in dims]
    return [
        call(*problems[0], dims[0][0], learning_rate=0.1, num_iterations=3),
        call(*problems[1], tuple(dims[1][0]), learning_rate=0.05, num_iterations=100),
        call(*problems[2], dims[2][0], 0.03, int(rng.integers(200, 202)), True),
        call(*problems[3], tuple(dims[3][0])),
        call(*problems[4], dims[4][0], learning_rate=0.02, num_iterations=100),
        _application_reach_case(rng, [8, 6]),
    ]


def application_reached(model, X, Y, layers_dims, *positional, goal=False, **named):
    """Return one over the cost reached and one over the cost to reach; None where there is no goal."""
    if not goal:
        return None
    parameters, _ = model(X, Y, layers_dims, *positional, **named)
    return 1 / application_cost(parameters, X, Y), 1 / APPLICATION_GOAL


# ----------------------------------------------------------------------------------- 2_application: sure and wrong


def application_surest_cases(rng):
    """Few answers, no two equally sure; many; one undecided; fewer mistakes than asked for; one mistake."""

    def answers(m):
        return 0.5 + rng.choice([-1, 1], (1, m)) * rng.permutation(np.arange(1, 50))[:m] / 101

    def problem(AL, mistakes):
        return AL, (AL > 0.5) ^ labels(rng, AL.size, mistakes)

    undecided = np.append(answers(11), [[0.5]], axis=1)
    _, Y = problem(undecided, 6)
    Y[0, -1] = 1
    order = rng.permutation(12)
    return [
        call(*problem(answers(6), 4), 2),
        call(*problem(answers(30), 14), 5),
        call(*problem(answers(20), 10), 4),
        call(undecided[:, order], Y[:, order], 12),
        call(*problem(answers(8), 1), 3),
    ]


@cache
def _application_unseen():
    """Return the pictures (m, 16, 16, 3) and the labels (m,) of `unseen.npz`, which is never released."""
    with np.load(Path(__file__).with_name("unseen.npz")) as file:
        return file["pictures"], file["labels"]


def application_small_cases(rng):
    """Another division of the pictures that everybody has."""
    return [call(seed=int(rng.integers(1, 10**6)))]


def application_small_hidden_cases(rng):
    """Another division to train on, and to judge by 300 pictures that nobody has, about half of them mirrored."""
    pictures, labels = _application_unseen()
    chosen, mirrored = rng.permutation(len(pictures))[:300], rng.random(300) < 0.5
    pictures = np.where(mirrored[:, None, None, None], pictures[chosen, :, ::-1], pictures[chosen])
    return [call(seed=int(rng.integers(1, 10**6)), unseen=(pictures.tobytes(), labels[chosen].tobytes()))]


def application_share(train_small, seed, unseen=None):
    """Return the share of 300 unseen pictures that the small network is right for, and the share to reach."""
    pictures, Y, others, Y_others = application_split(seed, unseen)
    for left_out in APPLICATION_TRIES:
        answer = train_small(pictures[left_out:], Y[:, left_out:])
        share = np.mean((application_answers(*answer, others) > 0.5) == Y_others)
        if share >= APPLICATION_TARGET:
            break
    return share, APPLICATION_TARGET


def application_interval_cases(rng):
    """Four times 400 pairs of networks."""
    return [call(seed=int(rng.integers(1, 10**6))) for _ in range(4)]


def application_covered(difference_interval, seed):
    """Return the smaller share of intervals that contain the true difference, and the share to reach."""
    return application_intervals(difference_interval, seed)[0].min(), APPLICATION_COVERED


CASES = {
    "1_step_by_step": {
        "initialize_parameters": steps_start_cases,
        "initialize_parameters_deep": steps_start_deep_cases,
        "linear_forward": steps_linear_cases,
        "linear_activation_forward": steps_activation_cases,
        "L_model_forward": steps_forward_cases,
        "compute_cost": steps_cost_cases,
        "linear_backward": steps_linear_backward_cases,
        "linear_activation_backward": steps_activation_backward_cases,
        "L_model_backward": steps_backward_cases,
        "update_parameters": steps_update_cases,
        "failing_case": steps_failing_cases,
        "mended_backward": steps_mend_cases,
        "skip_backward": steps_skip_cases,
    },
    "2_application": {
        "count_parameters": application_count_cases,
        "two_layer_model": application_two_layer_cases,
        "L_layer_model": application_deep_cases,
        "surest_mistakes": application_surest_cases,
        "train_small": application_small_cases,
        "difference_interval": application_interval_cases,
    },
}


HIDDEN = {
    "1_step_by_step": {
        "failing_case": steps_failing_hidden_cases,
    },
    "2_application": {
        "train_small": application_small_hidden_cases,
    },
}


MARGINS = {
    "1_step_by_step": {
        "failing_case": Margin("Nothing is drawn when it is judged: a case shows a fault or does not."),
        "initialize_parameters": Margin(
            (
                "4,000 calls of the solved function, none failed. The spread of the worst matrix came as close as "
                "0.970 on average and 0.857 at worst; 0.7 is 16.7 standard deviations (of the logarithm) below, "
                "probability 3e-63. A mean beyond six standard errors has a probability of 2e-9 per matrix."
            ),
            steps_spread,
        ),
        "initialize_parameters_deep": Margin(
            (
                "4,000 calls of the solved function, none failed. The spread of the worst matrix came as close as "
                "0.959 on average and 0.836 at worst; 0.7 is 16.5 standard deviations (of the logarithm) below, "
                "probability 1e-61. A mean beyond six standard errors has a probability of 2e-9 per matrix."
            ),
            steps_spread_deep,
        ),
    },
    "2_application": {
        "two_layer_model": Margin(
            (
                "With the goal as the case: 400 trainings of the solution, none failed. The cost reached fits at "
                "least 177 times into the 0.35 allowed, 38 standard deviations (of the logarithm) away."
            ),
            application_reached,
        ),
        "L_layer_model": Margin(
            (
                "With the goal as the case: 400 trainings of the solution, none failed. The cost reached fits at "
                "least 22 times into the 0.35 allowed, on average 536 times; 7.5 standard deviations (of the "
                "logarithm) away, a probability of 4e-14."
            ),
            application_reached,
        ),
        "train_small": Margin(
            (
                "14 trainings of the solution with as many cameras. All were right for at least 0.810 of the unseen "
                "pictures, on average for 0.840; 0.78 is 3.9 standard deviations (of the logarithm) away, probability "
                "5e-5 for one training. One that misses is repeated without ten of the pictures."
            ),
            application_share,
        ),
        "difference_interval": Margin(
            (
                "60 times 400 pairs of networks, none failed. Of the half that is covered less often the solution's "
                "intervals contain the true difference in 0.942 on average and 0.900 at worst; 0.87 is 5.5 standard "
                "deviations (of the logarithm) away, a probability of 2e-8. Their width is 0.990 to 1.008 times the "
                "narrowest in each half; 0.93 to 1.12 is allowed."
            ),
            application_covered,
        ),
    },
}
