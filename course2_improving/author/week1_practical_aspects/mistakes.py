"""The known mistakes of week 1, the explanations of its quiz, and what its cases need; never released to students."""

from functools import partial

import numpy as np

# --------------------------------------------------------------- what `checks.py` needs and must not show to students


def reg_cache(X, parameters, masks=None, keep_prob=1.0):
    """Return the cache of a forward pass, without masks or with them."""
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    one, two = (mask / keep_prob for mask in masks) if masks else (1, 1)
    Z1 = W1 @ X + b1
    A1 = Z1.clip(0) * one
    Z2 = W2 @ A1 + b2
    A2 = Z2.clip(0) * two
    Z3 = W3 @ A2 + b3
    A3 = 1 / (1 + np.exp(-Z3))
    if masks:
        return Z1, masks[0], A1, W1, b1, Z2, masks[1], A2, W2, b2, Z3, A3, W3, b3
    return Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3


def check_cache(parameters, X):
    """Return what the forward pass of the third notebook keeps; parameters may be complex."""
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.where(Z2.real > 0, Z2, 0)
    Z3 = W3 @ A2 + b3
    return Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, 1 / (1 + np.exp(-Z3)), W3, b3


def check_cost(parameters, X, Y):
    """Return the mean cross-entropy of that network."""
    answers = check_cache(parameters, X)[9]
    return -np.mean(Y * np.log(answers) + (1 - Y) * np.log(1 - answers))


def check_slopes(cost, parameters, X, Y):
    """Return the gradient of a cost of complex numbers to all digits (Squire and Trapp, 1998)."""
    found = {}
    for name, value in parameters.items():
        slopes = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            step = np.zeros(value.shape, dtype=complex)
            step[place] = 1e-30j
            slopes[place] = np.imag(cost(parameters | {name: value + step}, X, Y)) / 1e-30
        found[f"d{name}"] = slopes
    return found


# ------------------------------------------------------------------------------ right versions, with knobs to get wrong


def _init_start(layers_dims, *, weights=np.zeros, bias=lambda size: np.zeros((size, 1)), first=1, last=None):
    """Return W1, b1, ...; weights, a function of the shape."""
    made = {}
    for layer in range(first, len(layers_dims) if last is None else last(layers_dims)):
        made[f"W{layer}"] = weights((layers_dims[layer], layers_dims[layer - 1]))
        made[f"b{layer}"] = bias(layers_dims[layer])
    return made


def _init_turned(layers_dims, weights):
    return {
        name: value.T if name[0] == "W" else value for name, value in _init_start(layers_dims, weights=weights).items()
    }


def _init_from_zero(layers_dims, weights):
    made = _init_start(layers_dims, weights=weights)
    return {f"{name[0]}{int(name[1:]) - 1}": value for name, value in made.items()}


def _init_normal(shape, scale=10.0):
    return scale * np.random.randn(*shape)


def _init_he(shape, *, size=lambda shape: np.sqrt(2 / shape[1]), draw=np.random.randn):
    return draw(*shape) * size(shape)


def _init_relu(z):
    return np.maximum(0, z)


def _init_expit(z):
    return 1 / (1 + np.exp(-z))


def _init_rms(A):
    return np.sqrt(np.mean(A**2))


def _init_signal(X, parameters, *, size=_init_rms, bend=_init_relu, end=None, bias=1, first=True,
                 layers=lambda n: n // 2, keep="A", returned=lambda found: found):  # fmt: skip
    A, found, last = X, [size(X)] if first else [], layers(len(parameters))
    for layer in range(1, last + 1):
        Z = parameters[f"W{layer}"] @ A + bias * parameters[f"b{layer}"]
        A = (end if end and layer == last else bend)(Z)
        found.append(size(A if keep == "A" else Z))
    return returned(found)


def _init_any(layers_dims, activation, *, gain=None, first=1.0):
    made = {}
    for layer in range(1, len(layers_dims)):
        square = first if layer == 1 and first else gain(activation)
        made[f"W{layer}"] = np.random.randn(layers_dims[layer], layers_dims[layer - 1]) / np.sqrt(
            layers_dims[layer - 1] * square
        )
        made[f"b{layer}"] = np.zeros((layers_dims[layer], 1))
    return made


def _init_square(activation):
    return np.mean(activation(np.random.randn(100_000)) ** 2)


_INIT_COMMON = {
    "transpose": "It is the transpose of what is asked for.",
}

# ------------------------------------------------------------------------------------------------------ regularization


def _reg_squares(parameters, names=("W1", "W2", "W3")):
    return sum(np.sum(parameters[name] ** 2) for name in names)


def _reg_entropy(A3, Y):
    return -np.mean(Y * np.log(A3) + (1 - Y) * np.log(1 - A3))


def _reg_price(parameters, lambd, m):
    return lambd / (2 * m) * _reg_squares(parameters)


def _reg_price_of(names, parameters, lambd, m):
    return lambd / (2 * m) * _reg_squares(parameters, names)


def _reg_cost(A3, Y, parameters, lambd, *, price=_reg_price, entropy=_reg_entropy):
    return entropy(A3, Y) + price(parameters, lambd, Y.shape[1])


def _reg_back(X, Y, cache, masks=(1, 1), *, gate=lambda Z: Z > 0, error=lambda A3, Y: A3 - Y,
              count=lambda X: X.shape[1]):  # fmt: skip
    """Return the right slopes; masks, what dA1 and dA2 are multiplied by."""
    m = count(X)
    Z1, A1, _, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = error(A3, Y)
    dA2 = W3.T @ dZ3 * masks[1]
    dZ2 = dA2 * gate(Z2)
    dA1 = W2.T @ dZ2 * masks[0]
    dZ1 = dA1 * gate(Z1)
    found = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for layer, dZ, inputs in ((3, dZ3, A2), (2, dZ2, A1), (1, dZ1, X)):
        found[f"dW{layer}"], found[f"db{layer}"] = dZ @ inputs.T / m, dZ.sum(axis=1, keepdims=True) / m
    return found


def _back_early(gradients, m):
    """Return gradients whose dZ and dA have the division by m that belongs to dW and db."""
    return {name: item / m if name[1] in "ZA" else item for name, item in gradients.items()}


_BACK_EARLY = (
    "The division by `m` stands in `dZ3` already, so that all `dZ` and `dA` have it: they are asked for without, and "
    "the "
    "division belongs to `dW` and `db`."
)


def _reg_decay(W, lambd, m):
    return lambd / m * W


def _reg_backward(X, Y, cache, lambd, *, decay=_reg_decay, layers=(1, 2, 3), biases=False, keep=True,
                  count=lambda X: X.shape[1], **other):  # fmt: skip
    m, found = count(X), _reg_back(X, Y, cache, **other)
    for layer in layers:
        W, b = cache[4 * layer - 2], cache[4 * layer - 1]
        found[f"dW{layer}"] = keep * found[f"dW{layer}"] + decay(W, lambd, m)
        if biases:
            found[f"db{layer}"] = found[f"db{layer}"] + lambd / m * b
    return found


def _reg_weight_decay(name, cache, lambd, m):
    """Return what the price adds to the slope of this name: 0 but for weights."""
    return lambd / m * cache[4 * int(name[2]) - 2] if name[:2] == "dW" else 0


def _reg_mask(A, keep_prob):
    return np.random.rand(*A.shape) < keep_prob


def _reg_masked(A, D, keep_prob):
    return A * D / keep_prob


def _reg_forward(X, parameters, keep_prob=0.5, *, mask=_reg_mask, use=_reg_masked, inputs=False, last=None, second=True,
                 bend=_init_relu, end=_init_expit, through=lambda plain, dropped: dropped,
                 pack=lambda A3, cache: (A3, cache)):  # fmt: skip
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    if inputs:
        X = _reg_masked(X, _reg_mask(X, keep_prob), keep_prob)
    Z1 = W1 @ X + b1
    plain = bend(Z1)
    D1 = mask(plain, keep_prob)
    A1 = use(plain, D1, keep_prob)
    Z2 = W2 @ through(plain, A1) + b2
    A2 = bend(Z2)
    D2 = mask(A2, keep_prob)
    A2 = use(A2, D2, keep_prob) if second else A2
    Z3 = W3 @ A2 + b3
    A3 = end(Z3)
    if last:
        A3 = A3 * _reg_mask(A3, keep_prob)
    return pack(A3, (Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3))


def _reg_forward_seeded(X, parameters, keep_prob=0.5):
    np.random.seed(1)
    return _reg_forward(X, parameters, keep_prob)


def _reg_without_masks(A3, cache):
    return A3, _reg_split(cache)[0]


def _reg_forward_other_default(X, parameters, keep_prob=0.86):
    return _reg_forward(X, parameters, keep_prob)


def _reg_split(cache):
    """Return the cache without its masks, and the masks."""
    Z1, D1, A1, W1, b1, Z2, D2, A2, W2, b2, Z3, A3, W3, b3 = cache
    return (Z1, A1, W1, b1, Z2, A2, W2, b2, Z3, A3, W3, b3), (D1, D2)


def _reg_backward_dropout(X, Y, cache, keep_prob, *, use=lambda D, keep_prob: D / keep_prob, layers=(1, 2),
                          other=lambda D, keep_prob: 1, **back):  # fmt: skip
    """Return the slopes; use, what is multiplied with in these layers, and other, in the others."""
    plain, (D1, D2) = _reg_split(cache)
    masks = [(use if layer in layers else other)(D, keep_prob) for layer, D in ((1, D1), (2, D2))]
    return _reg_back(X, Y, plain, masks, **back)


def _reg_other_share(D, keep_prob):
    with np.errstate(all="ignore"):
        return D / np.float64(1 - keep_prob)


def _reg_backward_late(X, Y, cache, keep_prob):
    """Return dA2 and dA1 as they were before the mask and the division."""
    found = _reg_backward_dropout(X, Y, cache, keep_prob)
    W2, W3 = cache[8], cache[12]
    return found | {"dA2": W3.T @ found["dZ3"], "dA1": W2.T @ found["dZ2"]}


def _reg_mean_square(X):
    return np.mean(X**2, axis=1, keepdims=True)


def _reg_expected(w, b, X, Y, keep_prob, *, factor=lambda p: (1 - p) / p, size=_reg_mean_square, in_cost=0.5,
                  in_errors=0.5, in_slope=1.0, mean=True, bias=np.mean, turned=1,
                  slope=lambda price, w: price * w):  # fmt: skip
    m = X.shape[1] if mean else 1
    errors = w.T @ X + b - Y
    price = factor(keep_prob) * size(X)
    cost = in_errors * np.sum(errors**2) / m + in_cost * np.sum(price * w**2)
    dw = turned * X @ errors.T / m + in_slope * slope(price, w)
    return cost, {"dw": dw, "db": turned * float(bias(errors))}


def _reg_expected_together(w, b, X, Y, keep_prob):
    m, inputs, factor = X.shape[1], w.T @ X, (1 - keep_prob) / keep_prob
    errors = inputs + b - Y
    cost = (np.sum(errors**2) + factor * np.sum(inputs**2)) / (2 * m)
    return cost, {"dw": X @ (errors + factor * inputs).T / m, "db": float(np.mean(errors))}


def _reg_changed(result, **changes):
    """Return a cost and its gradient with some entries of the gradient changed by functions."""
    cost, grads = result
    return cost, {name: changes.get(name, lambda item: item)(item) for name, item in grads.items()}


def _reg_drawn(w, b, X, Y, keep_prob):
    cost, dw, db, generator = 0.0, 0.0, 0.0, np.random.default_rng(0)
    for _ in range(200):
        dropped = X * (generator.random(X.shape) < keep_prob) / keep_prob
        errors = w.T @ dropped + b - Y
        cost, dw, db = cost + np.mean(errors**2) / 2, dw + dropped @ errors.T / X.shape[1], db + np.mean(errors)
    return cost / 200, {"dw": dw / 200, "db": db / 200}


# ------------------------------------------------------------------------------------------------- gradient checking


def _check_relative(claimed, measured):
    return np.linalg.norm(claimed - measured) / (np.linalg.norm(claimed) + np.linalg.norm(measured))


def _check_central(J, theta, epsilon):
    return (J(theta + epsilon) - J(theta - epsilon)) / (2 * epsilon)


def _check_forward_only(J, theta, epsilon):
    return (J(theta + epsilon) - J(theta)) / epsilon


def _check_halved(J, theta, epsilon):
    return (J(theta + epsilon) - J(theta - epsilon)) / epsilon


def _check_precedence(J, theta, epsilon):
    return (J(theta + epsilon) - J(theta - epsilon)) / 2 * epsilon


def _check_backward_only(J, theta, epsilon):
    return (J(theta) - J(theta - epsilon)) / epsilon


def forward_propagation(x, theta):
    """Return the notebook's cost; a check puts others in its place."""
    return theta * x


def backward_propagation(x, theta):
    """Return the notebook's slope; a check puts others in its place."""
    return x


def _check_one(x, theta, epsilon=1e-7, print_msg=False, *, slope=_check_central, compare=_check_relative, fixed=None):
    return compare(
        backward_propagation(x, theta),
        slope(lambda value: forward_propagation(x, value), theta, fixed or epsilon),
    )


def _check_one_nudges_x(x, theta, epsilon=1e-7, print_msg=False):
    return _check_relative(
        backward_propagation(x, theta), _check_central(lambda value: forward_propagation(value, theta), x, epsilon)
    )


def _check_one_exchanged(x, theta, epsilon=1e-7, print_msg=False):
    return _check_relative(
        backward_propagation(theta, x), _check_central(lambda value: forward_propagation(value, x), theta, epsilon)
    )


def _check_one_alone(x, theta, epsilon=1e-7, print_msg=False):
    return _check_relative(x, _check_central(lambda value: value * x, theta, epsilon))


def _check_one_own_slope(x, theta, epsilon=1e-7, print_msg=False):
    return _check_relative(x, _check_central(lambda value: forward_propagation(x, value), theta, epsilon))


def _check_one_own_cost(x, theta, epsilon=1e-7, print_msg=False):
    return _check_relative(backward_propagation(x, theta), _check_central(lambda value: value * x, theta, epsilon))


def _check_pass(X, Y, parameters):
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.maximum(0, Z2)
    A3 = 1 / (1 + np.exp(-(W3 @ A2 + b3)))
    return -np.mean(Y * np.log(A3) + (1 - Y) * np.log(1 - A3))


def _check_column(arrays, names):
    return np.concatenate([arrays[name].reshape(-1, 1) for name in names])


def _check_arrays(theta, like):
    found, start = {}, 0
    for name, value in like.items():
        found[name] = theta[start : start + value.size].reshape(value.shape)
        start += value.size
    return found


def _check_nudge_copy(theta, i, epsilon):
    theta = theta.copy()
    theta[i] += epsilon
    return theta


def _check_nudge_stays(theta, i, epsilon):
    theta[i] += epsilon
    return theta


def _check_nudge_all(theta, i, epsilon):
    return theta + epsilon


def _check_many(parameters, gradients, X, Y, epsilon=1e-7, print_msg=False, *, slope=_check_central, fixed=None,
                compare=_check_relative, nudge=_check_nudge_copy, entries=lambda theta: range(len(theta)),
                names=lambda parameters, gradients: [f"d{name}" for name in parameters]):  # fmt: skip
    theta = _check_column(parameters, parameters)
    claimed = _check_column(gradients, names(parameters, gradients))
    measured = np.zeros(theta.shape)
    for i in entries(theta):
        measured[i] = slope(
            lambda step, i=i: _check_pass(X, Y, _check_arrays(nudge(theta, i, step), parameters)), 0.0, fixed or epsilon
        )
    return compare(claimed, measured)


def _check_backward(X, Y, cache, *, last=True, below=1, bend=lambda Z1, A1: 1 - A1**2, gate=lambda Z2, A2: Z2 > 0,
                    error=lambda A3, Y: A3 - Y, count=lambda X: X.shape[1]):  # fmt: skip
    """Return the slopes; below, what dW2 takes: 0 for Z1, 1 for A1, 2 for A2."""
    m = count(X)
    Z1, A1, _, _, Z2, A2, W2, _, _, A3, W3, _ = cache
    dZ3 = error(A3, Y)
    dA2 = W3.T @ dZ3
    dZ2 = dA2 * gate(Z2, A2)
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * bend(Z1, A1)
    found = {"dZ3": dZ3, "dA2": dA2, "dZ2": dZ2, "dA1": dA1, "dZ1": dZ1}
    for layer, dZ, inputs in ((3, dZ3, A2), (2, dZ2, (Z1, A1, A2)[below]), (1, dZ1, X)):
        found[f"dW{layer}"] = dZ @ inputs.T / m
        found[f"db{layer}"] = dZ.sum(axis=1, keepdims=True) / (m if last or layer < 3 else 1)
    return found


def _check_changed(gradients, **changes):
    """Return gradients of which some are changed by functions."""
    return gradients | {name: change(gradients[name]) for name, change in changes.items()}


def _check_bent_wrong(Z1, A1):
    return 1 - A1


def _check_inspect(cost, parameters, gradients, X, Y, *, differ=None, name="d{}", order=sorted,
                   slope=_check_central, epsilon=1e-5, say=lambda names, every: names):  # fmt: skip
    wrong = []
    for key, value in parameters.items():
        measured = np.zeros(value.shape)
        for place in np.ndindex(value.shape):
            unit = np.zeros(value.shape)
            unit[place] = 1

            def moved(step, key=key, value=value, unit=unit):
                return cost(parameters | {key: value + step * unit}, X, Y)

            measured[place] = slope(moved, 0.0, epsilon)
        if (differ or _check_far)(gradients[f"d{key}"], measured):
            wrong.append(name.format(key))
    return order(say(wrong, [name.format(key) for key in parameters]))


def _check_far(claimed, measured):
    lengths = np.linalg.norm(claimed) + np.linalg.norm(measured)
    return np.linalg.norm(claimed - measured) > 1e-3 * lengths + 1e-9


def _check_first(claimed, measured):
    return np.ravel(claimed)[:1], np.ravel(measured)[:1]


def _check_zero_wrong(claimed, measured):
    with np.errstate(all="ignore"):
        return not _check_relative(claimed, measured) < 1e-3


def _check_ratio(claimed, measured):
    with np.errstate(all="ignore"):
        return not np.linalg.norm(claimed - measured) / (np.linalg.norm(claimed) + np.linalg.norm(measured)) < 1e-7


_CHECK_HALVED = "The slope is twice too large: the two nudged values are `2 * epsilon` apart."
_CHECK_PRECEDENCE = "`/ 2 * epsilon` divides by 2 and multiplies by epsilon: put parentheses around `2 * epsilon`."
_CHECK_ONE_SIDED = "The slope is measured from one side only: nudge both ways."
_CHECK_ABSOLUTE = "The difference is not divided by the size of the two slopes."
_CHECK_FIXED = "The nudge is `1e-7` whatever `epsilon` is."
_CHECK_SQUARES = "These are the squares of the lengths: take `np.linalg.norm` as it is."
_CHECK_PRODUCT = "Below the line the two lengths are multiplied: they are to be added."
_CHECK_HALF_SIZE = "Below the line is the length of the claimed slope alone: add that of the measured one."


def _check_squared(claimed, measured):
    return np.linalg.norm(claimed - measured) ** 2 / (np.linalg.norm(claimed) ** 2 + np.linalg.norm(measured) ** 2)


def _check_multiplied(claimed, measured):
    return np.linalg.norm(claimed - measured) / (np.linalg.norm(claimed) * np.linalg.norm(measured))


def _check_by_claimed(claimed, measured):
    return np.linalg.norm(claimed - measured) / np.linalg.norm(claimed)


def _check_unscaled(claimed, measured):
    return np.linalg.norm(claimed - measured)


def _check_by_measured(claimed, measured):
    return np.linalg.norm(claimed - measured) / np.linalg.norm(measured)


def _check_by_difference(claimed, measured):
    return np.linalg.norm(claimed - measured) / (np.linalg.norm(claimed) - np.linalg.norm(measured))


def _check_by_length_of_sum(claimed, measured):
    return np.linalg.norm(claimed - measured) / np.linalg.norm(claimed + measured)


def _check_of_lengths(claimed, measured):
    one, other = np.linalg.norm(claimed), np.linalg.norm(measured)
    return abs(one - other) / (one + other)


def _check_doubled(claimed, measured):
    return 2 * _check_relative(claimed, measured)


_CHECK_COMPARISONS = [
    ("Below the line is the length of the measured slope alone: add that of the claimed one.", _check_by_measured),
    ("Below the line the two lengths are subtracted: they are to be added.", _check_by_difference),
    (
        "The result is twice too large: below the line stands the sum of the two lengths, not their mean.",
        _check_doubled,
    ),
    (_CHECK_ABSOLUTE, _check_unscaled),
    (_CHECK_SQUARES, _check_squared),
    (_CHECK_PRODUCT, _check_multiplied),
    (_CHECK_HALF_SIZE, _check_by_claimed),
]
_CHECK_SLOPES = [
    (_CHECK_HALVED, _check_halved),
    (_CHECK_PRECEDENCE, _check_precedence),
    (_CHECK_ONE_SIDED, _check_forward_only),
    ("The slope is measured from below only: nudge both ways.", _check_backward_only),
    (
        "The slope has the wrong sign: it is the cost above minus the cost below.",
        lambda J, theta, epsilon: -_check_central(J, theta, epsilon),
    ),
]

MISTAKES = {
    "0_lesson": {},
    "1_initialization": {
        "initialize_parameters_zeros": {
            "It is the transpose of what is asked for.": partial(_init_turned, weights=np.zeros),
            "`b1` is not zero": partial(_init_start, bias=lambda size: np.ones((size, 1))),
            "`W1` is not zero": partial(_init_start, weights=np.ones),
            "it ends before the last layer.": partial(_init_start, last=lambda layers_dims: len(layers_dims) - 1),
            "take the sizes from the argument": lambda layers_dims: _init_start([2, 10, 5, 1]),
            "holds whole numbers (int64)": partial(
                _init_start, weights=partial(np.zeros, dtype=int), bias=lambda size: np.zeros((size, 1), int)
            ),
            "the dictionary lacks the key b1; it has": lambda layers_dims: {
                name: item for name, item in _init_start(layers_dims).items() if name[0] == "W"
            },
            "the layers are counted from 0": partial(_init_from_zero, weights=np.zeros),
            "expected (2, 1).": partial(_init_start, bias=np.zeros),
            "`b1` has the shape (1, 2)": partial(_init_start, bias=lambda size: np.zeros((1, size))),
            "the dictionary lacks the key W4": partial(_init_start, last=lambda layers_dims: min(4, len(layers_dims))),
            "the dictionary lacks the key W2": partial(_init_start, last=lambda layers_dims: 2),
            "expected a dictionary": lambda layers_dims: tuple(_init_start(layers_dims).values()),
        },
        "initialize_parameters_random": {
            "multiply them by 10.": partial(_init_start, weights=partial(_init_normal, scale=1)),
            "`randn` draws both signs alike, `rand` only positive numbers.": partial(
                _init_start, weights=lambda shape: 10 * np.random.rand(*shape)
            ),
            "10 is the standard deviation, not the variance.": partial(
                _init_start, weights=partial(_init_normal, scale=10**0.5)
            ),
            "this is the 0.01 of course 1": partial(_init_start, weights=partial(_init_normal, scale=0.01)),
            "multiply standard normal numbers by 10, once.": partial(
                _init_start, weights=partial(_init_normal, scale=100)
            ),
            "All weights of `W1` are zero": _init_start,
            "Some weights of `W1` are the same: draw each one on its own.": partial(
                _init_start, weights=lambda shape: np.full(shape, _init_normal((1,))[0])
            ),
            "`b1` is not zero: only the weights need to differ at the start.": partial(
                _init_start, weights=_init_normal, bias=lambda size: np.random.randn(size, 1)
            ),
            _INIT_COMMON["transpose"]: partial(_init_turned, weights=_init_normal),
            "it ends before the last layer.": partial(
                _init_start, weights=_init_normal, last=lambda layers_dims: len(layers_dims) - 1
            ),
            "they are divided by 10 instead of multiplied": partial(
                _init_start, weights=partial(_init_normal, scale=0.1)
            ),
            "the spread of uniform numbers between -10 and 10": partial(
                _init_start, weights=lambda shape: np.random.uniform(-10, 10, shape)
            ),
            "the spread of uniform numbers between -5 and 5": partial(
                _init_start, weights=lambda shape: 10 * np.random.rand(*shape) - 5
            ),
            "The spread depends on the number of inputs": partial(_init_start, weights=lambda shape: _init_he(shape)),
            "holds whole numbers": partial(_init_start, weights=lambda shape: np.random.randint(-17, 18, shape)),
            "take the sizes from the argument": lambda layers_dims: _init_start([2, 10, 5, 1], weights=_init_normal),
        },
        "signal_sizes": {
            "The inputs are left out: the list begins with the size of `X`.": partial(_init_signal, first=False),
            "This is the standard deviation, which takes off the mean first: activations of ReLU are not around 0.": partial(
                _init_signal, size=np.std
            ),
            "The root is missing.": partial(_init_signal, size=lambda A: np.mean(A**2)),
            "The squares are added up: a mean does not grow with the number of activations.": partial(
                _init_signal, size=np.linalg.norm
            ),
            "The mean comes before the square: signs cancel.": partial(
                _init_signal, size=lambda A: np.sqrt(np.mean(A) ** 2)
            ),
            "This is the mean of the absolute values: square, mean, root.": partial(
                _init_signal, size=lambda A: np.mean(np.abs(A))
            ),
            "There is no ReLU in the layers.": partial(_init_signal, bend=lambda Z: Z),
            "The sizes are those of the sums `Z`, before ReLU.": partial(_init_signal, keep="Z"),
            "The biases are not added.": partial(_init_signal, bias=0),
            "The last layer is left out: there are `len(parameters) // 2`.": partial(
                _init_signal, layers=lambda n: n // 2 - 1
            ),
            "The layers use tanh: all of them have ReLU here.": partial(_init_signal, bend=np.tanh),
            "The layers use the sigmoid: all of them have ReLU here.": partial(_init_signal, bend=_init_expit),
            "The last layer has no ReLU: here every layer has one.": partial(_init_signal, end=lambda Z: Z),
            "The last layer has a sigmoid, as for a yes or no: here every layer has ReLU.": partial(
                _init_signal, end=_init_expit
            ),
            "The list ends after layer 1, however many there are: where does the `return` stand?": partial(
                _init_signal, layers=lambda n: 1
            ),
            "Only the last size is returned: the list holds one for X and one for every layer.": partial(
                _init_signal, returned=lambda found: found[-1]
            ),
            "This is the variance: it takes off the mean first, and the root is missing.": partial(
                _init_signal, size=np.var
            ),
            (
                "The squares are divided by the number of examples alone: a mean over all entries has units times "
                "examples of them."
            ): partial(_init_signal, size=lambda A: np.sqrt(np.sum(A**2) / A.shape[1])),
            (
                "The squares are divided by the number of units alone: a mean over all entries has units times "
                "examples of them."
            ): partial(_init_signal, size=lambda A: np.sqrt(np.sum(A**2) / A.shape[0])),
            "The root is taken before the division: it covers the sum and not the mean.": partial(
                _init_signal, size=lambda A: np.linalg.norm(A) / A.size
            ),
            (
                "Every example has a size of its own here, and these are averaged: the mean of all entries comes "
                "before "
                "the root."
            ): partial(_init_signal, size=lambda A: np.sqrt(np.mean(A**2, axis=0)).mean()),
            (
                "Every unit has a size of its own here, and these are averaged: the mean of all entries comes before "
                "the root."
            ): partial(_init_signal, size=lambda A: np.sqrt(np.mean(A**2, axis=1)).mean()),
            "This is the largest activation: all entries count, by their squares.": partial(
                _init_signal, size=lambda A: np.abs(A).max()
            ),
            "This is the plain mean of the entries: square them first.": partial(_init_signal, size=np.mean),
            "The biases are subtracted: Z is W A plus b.": partial(_init_signal, bias=-1),
        },
        "initialize_parameters_he": {
            "ReLU throws half away, so the 1 becomes a 2.": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: np.sqrt(1 / shape[1]))
            ),
            "The root is missing": partial(_init_start, weights=partial(_init_he, size=lambda shape: 2 / shape[1])),
            "The spread belongs to the number of units": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: np.sqrt(2 / shape[0]))
            ),
            "the fraction stands on its head.": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: np.sqrt(shape[1] / 2))
            ),
            "Glorot's compromise": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: np.sqrt(2 / sum(shape)))
            ),
            "`randn` draws both signs alike, `rand` only positive numbers.": partial(
                _init_start, weights=partial(_init_he, draw=np.random.rand)
            ),
            "the factor sqrt(2 / inputs) is missing.": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: 1)
            ),
            _INIT_COMMON["transpose"]: partial(_init_turned, weights=_init_he),
            "expected about": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: 10 * np.sqrt(2 / shape[1]))
            ),
            "The root is taken of the inputs alone": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: 2 / np.sqrt(shape[1]))
            ),
            "The root is taken of the 2 alone": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: np.sqrt(2) / shape[1])
            ),
            "multiplied by sqrt(2 * inputs)": partial(
                _init_start, weights=partial(_init_he, size=lambda shape: np.sqrt(2 * shape[1]))
            ),
            "draw normal ones.": partial(
                _init_start,
                weights=lambda shape: np.sqrt(2 / shape[1]) * np.random.uniform(-1, 1, shape),
            ),
            "this is the 0.01 of course 1": partial(_init_start, weights=partial(_init_normal, scale=0.01)),
            "those of the exercise before": partial(_init_start, weights=_init_normal),
            "the spread that fits the first one": lambda layers_dims: _init_start(
                layers_dims, weights=partial(_init_he, size=lambda shape: np.sqrt(2 / layers_dims[0]))
            ),
            "the number of layers: look at the index.": lambda layers_dims: _init_start(
                layers_dims, weights=partial(_init_he, size=lambda shape: np.sqrt(2 / len(layers_dims)))
            ),
            "`b1` is not zero: only the weights need to differ at the start.": partial(
                _init_start, weights=_init_he, bias=lambda size: 0.1 * np.random.randn(size, 1)
            ),
        },
        "initialize_parameters_for": {
            "This is He's rule": partial(_init_any, gain=lambda activation: 0.5),
            "whatever the activation is": partial(_init_any, gain=lambda activation: 1),
            "What enters layer 1 has not passed the activation": partial(_init_any, gain=_init_square, first=None),
            "the target is 0.6 to 1.67": [
                partial(_init_any, gain=lambda activation: np.var(activation(np.random.randn(100_000)))),
                partial(_init_any, gain=lambda activation: np.mean(activation(np.random.rand(100_000)) ** 2)),
                partial(_init_any, gain=lambda activation: 2 * _init_square(activation)),
            ],
            "every layer changes it by the same factor": partial(
                _init_any, gain=lambda activation: _init_square(activation) ** 2
            ),
        },
    },
    "2_regularization": {
        "compute_cost_with_regularization": {
            "The price is not divided by 2: half of the squares makes the derivative plain.": partial(
                _reg_cost, price=lambda parameters, lambd, m: lambd / m * _reg_squares(parameters)
            ),
            (
                "The price is not divided by the number of examples: is `m` in it, and does it count the columns of "
                "`Y`?"
            ): partial(_reg_cost, price=lambda parameters, lambd, m: lambd / 2 * _reg_squares(parameters)),
            "`lambd` is left out of the price.": partial(
                _reg_cost, price=lambda parameters, lambd, m: _reg_squares(parameters) / (2 * m)
            ),
            "The biases are charged too: they go free.": partial(
                _reg_cost,
                price=lambda parameters, lambd, m: lambd / (2 * m) * _reg_squares(parameters, tuple(parameters)),
            ),
            "The roots of the sums are added: take the squares as they are.": partial(
                _reg_cost,
                price=lambda parameters, lambd, m: (
                    lambd / (2 * m) * sum(np.linalg.norm(parameters[name]) for name in ("W1", "W2", "W3"))
                ),
            ),
            "The sizes of the weights are charged, not their squares: that is L1 regularization.": partial(
                _reg_cost,
                price=lambda parameters, lambd, m: (
                    lambd / (2 * m) * sum(np.abs(parameters[name]).sum() for name in ("W1", "W2", "W3"))
                ),
            ),
            "Only `W1` is charged: all layers are.": partial(_reg_cost, price=partial(_reg_price_of, ("W1",))),
            "The last layer goes free: its weights `W3` are charged too.": partial(
                _reg_cost,
                price=partial(_reg_price_of, ("W1", "W2")),
            ),
            "The cross-entropy is missing: the price is added to it.": partial(_reg_cost, entropy=lambda A3, Y: 0.0),
            "This is the cross-entropy alone.": partial(_reg_cost, price=lambda parameters, lambd, m: 0.0),
            "`/ 2 * m` divides by 2 and multiplies by m: look at what stands below the line of the price.": partial(
                _reg_cost, price=lambda parameters, lambd, m: lambd / 2 * m * _reg_squares(parameters)
            ),
            "The weights of a layer are added up before they are squared: square every entry first.": partial(
                _reg_cost,
                price=lambda parameters, lambd, m: (
                    lambd / (2 * m) * sum(np.sum(parameters[name]) ** 2 for name in ("W1", "W2", "W3"))
                ),
            ),
            "The price has the mean of the squares of each layer: it has their sum.": partial(
                _reg_cost,
                price=lambda parameters, lambd, m: (
                    lambd / (2 * m) * sum(np.mean(parameters[name] ** 2) for name in ("W1", "W2", "W3"))
                ),
            ),
            (
                "The price has the root of all squares together, the length of the weights: take the squares as they "
                "are."
            ): partial(
                _reg_cost,
                price=lambda parameters, lambd, m: lambd / (2 * m) * np.sqrt(_reg_squares(parameters)),
            ),
            "The first layer goes free: its weights `W1` are charged too.": partial(
                _reg_cost, price=partial(_reg_price_of, ("W2", "W3"))
            ),
            "The second layer goes free: its weights `W2` are charged too.": partial(
                _reg_cost, price=partial(_reg_price_of, ("W1", "W3"))
            ),
            "`W1` is charged twice and `W2` goes free: compare the terms of the sum letter by letter.": partial(
                _reg_cost, price=partial(_reg_price_of, ("W1", "W1", "W3"))
            ),
            "`W2` is charged twice and `W3` goes free: compare the terms of the sum letter by letter.": partial(
                _reg_cost, price=partial(_reg_price_of, ("W1", "W2", "W2"))
            ),
            "Only `W3` is charged, as if each layer's price replaced that of the one before: add them up.": partial(
                _reg_cost, price=partial(_reg_price_of, ("W3",))
            ),
            "The price is divided by the 211 training examples, whatever comes in: count the columns of `Y`.": partial(
                _reg_cost, price=lambda parameters, lambd, m: _reg_price(parameters, lambd, 211)
            ),
            (
                "The price is divided by `m` twice: the mean of the cross-entropy is in `compute_cost` already, and "
                "the "
                "price has its own."
            ): partial(_reg_cost, price=lambda parameters, lambd, m: _reg_price(parameters, lambd, m * m)),
            "The whole sum is divided by `m` once more: `compute_cost` returns a mean already.": lambda A3, Y, parameters, lambd: (
                _reg_cost(A3, Y, parameters, lambd) / Y.shape[1]
            ),
            "The cross-entropy and the price are returned apart: add them to one number.": lambda A3, Y, parameters, lambd: (
                _reg_entropy(A3, Y),
                _reg_price(parameters, lambd, Y.shape[1]),
            ),
            "The cross-entropy is multiplied by `m`, a sum: `compute_cost` returns the mean, which stays as it is.": partial(
                _reg_cost, entropy=lambda A3, Y: _reg_entropy(A3, Y) * Y.shape[1]
            ),
            "The price is subtracted: large weights would be rewarded.": partial(
                _reg_cost, price=lambda *arguments: -_reg_price(*arguments)
            ),
        },
        "backward_propagation_with_regularization": {
            _BACK_EARLY: lambda X, Y, cache, lambd: _back_early(_reg_backward(X, Y, cache, lambd), X.shape[1]),
            "The slope of the price is `lambd / m * W`: the 2 of the square cancels that below the line.": partial(
                _reg_backward, decay=lambda W, lambd, m: lambd / (2 * m) * W
            ),
            "The derivative of a square brings a 2, which cancels the one in `lambd / (2 * m)`; yours stays.": partial(
                _reg_backward, decay=lambda W, lambd, m: 2 * lambd / m * W
            ),
            "`lambd * W` is not divided by `m`.": partial(_reg_backward, decay=lambda W, lambd, m: lambd * W),
            "The squares of the weights are added: the derivative of a square is not a square.": partial(
                _reg_backward, decay=lambda W, lambd, m: lambd / m * W**2
            ),
            "The price pushes weights up: its slope is added, not subtracted.": partial(
                _reg_backward, decay=lambda W, lambd, m: -lambd / m * W
            ),
            "The biases are charged too: they go free.": partial(_reg_backward, biases=True),
            "The gradient has no price in it: add `lambd / m * W` to each `dW`.": partial(_reg_backward, layers=()),
            "Only `dW3` has its price: all layers need it.": partial(_reg_backward, layers=(3,)),
            "`dW1` lacks its price.": partial(_reg_backward, layers=(2, 3)),
            "The price has taken the place of the gradient: add them.": partial(_reg_backward, keep=False),
            "One number is added to all weights: each has a price of its own.": partial(
                _reg_backward, decay=lambda W, lambd, m: lambd / (2 * m) * np.sum(W**2)
            ),
            (
                "One number, made of the sum of all weights, is added to every entry: each weight has a price of its "
                "own."
            ): partial(_reg_backward, decay=lambda W, lambd, m: lambd / m * np.sum(W)),
            "The price is divided by the number of inputs: examples are columns, so where does `m` come from?": partial(
                _reg_backward, count=lambda X: X.shape[0]
            ),
            "All slopes are divided by the number of inputs: examples are columns, so where does `m` come from?": lambda X, Y, cache, lambd: {
                name: item + _reg_weight_decay(name, cache, lambd, X.shape[0])
                for name, item in _reg_back(X, Y, cache, count=lambda X: X.shape[0]).items()
            },
            "The price is divided by the 211 training examples, whatever comes in: count the columns of `X`.": partial(
                _reg_backward, count=lambda X: 211
            ),
            "The slopes themselves are charged: it is the weights that the price grows with.": lambda X, Y, cache, lambd: {
                name: item * (1 + (lambd / X.shape[1] if name[:2] == "dW" else 0))
                for name, item in _reg_back(X, Y, cache).items()
            },
            "`dW2` lacks its price.": partial(_reg_backward, layers=(1, 3)),
            "`dW3` lacks its price.": partial(_reg_backward, layers=(1, 2)),
            "Only `dW1` has its price: all layers need it.": partial(_reg_backward, layers=(1,)),
            "Only `dW2` has its price: all layers need it.": partial(_reg_backward, layers=(2,)),
            "The price is not multiplied by `lambd`: `lambd / m` stands before each weight.": partial(
                _reg_backward, decay=lambda W, lambd, m: W / m
            ),
            "`/ 2 * m` divides by 2 and multiplies by m: look at what stands below the line of the price.": partial(
                _reg_backward, decay=lambda W, lambd, m: lambd / 2 * m * W
            ),
            "`lambd` times the sign of each weight is added: that is the slope of an L1 price, not of squares.": partial(
                _reg_backward, decay=lambda W, lambd, m: lambd / m * np.sign(W)
            ),
            (
                "The gates of ReLU are missing: no error passes a unit whose sum is negative. Compare `dZ2` with `dA2`."
            ): partial(_reg_backward, gate=lambda Z: 1),
            "All errors have the wrong sign: `dZ3` is the answer minus the label.": partial(
                _reg_backward, error=lambda A3, Y: Y - A3
            ),
            "The slopes without their price are not divided by `m`: the cost is a mean over the examples.": lambda X, Y, cache, lambd: {
                name: item + _reg_weight_decay(name, cache, lambd, X.shape[1])
                for name, item in _reg_back(X, Y, cache, count=lambda X: 1).items()
            },
        },
        "forward_propagation_with_dropout": {
            "a seed is probably set inside the function": _reg_forward_seeded,
            "`A1` is not divided by `keep_prob`.": partial(_reg_forward, use=lambda A, D, keep_prob: A * D),
            "it is 1 where the random number is below `keep_prob`.": partial(
                _reg_forward, mask=lambda A, keep_prob: np.random.rand(*A.shape) > keep_prob
            ),
            "compare the random numbers with `keep_prob`.": partial(
                _reg_forward, mask=lambda A, keep_prob: np.random.rand(*A.shape)
            ),
            "`D1` keeps": partial(_reg_forward, mask=lambda A, keep_prob: np.random.randn(*A.shape) < keep_prob),
            "Every unit and every example needs a number of its own.": partial(
                _reg_forward, mask=lambda A, keep_prob: np.random.rand(len(A), 1) < keep_prob
            ),
            "is the same for every example": partial(
                _reg_forward,
                mask=lambda A, keep_prob: np.repeat(np.random.rand(len(A), 1) < keep_prob, A.shape[1], axis=1),
            ),
            "the inputs are left alone": partial(_reg_forward, inputs=True),
            "the output layer has no dropout.": partial(_reg_forward, last=True),
            "`A2` is the activation without dropout, in the cache": partial(_reg_forward, second=False),
            "has not met its mask: multiply it by `D` too.": partial(
                _reg_forward, use=lambda A, D, keep_prob: A / keep_prob
            ),
            "it is to be divided, so that its mean stays.": partial(
                _reg_forward, use=lambda A, D, keep_prob: A * D * keep_prob
            ),
            "divide by `keep_prob`.": partial(
                _reg_forward, use=lambda A, D, keep_prob: A * D / max(1 - keep_prob, 1e-3)
            ),
            "expected about 50%": _reg_forward_other_default,
            "has not met the ReLU": partial(_reg_forward, bend=lambda Z: Z),
            "is divided by `keep_prob` twice.": partial(_reg_forward, use=lambda A, D, keep_prob: A * D / keep_prob**2),
            "the sigmoid is missing.": partial(_reg_forward, end=lambda Z: Z),
            "`A1` after mask and division goes in.": partial(_reg_forward, through=lambda plain, dropped: plain),
            "the mask stands behind the activation in the cache": partial(
                _reg_forward,
                pack=lambda A3, cache: (
                    A3,
                    tuple(cache[i] for i in (0, 2, 1, 3, 4, 5, 7, 6, 8, 9, 10, 11, 12, 13)),
                ),
            ),
            "in the cache at least": partial(
                _reg_forward,
                pack=lambda A3, cache: (A3, (*cache[:2], cache[0].clip(0), *cache[3:])),
            ),
            "expected the pair `A3, cache`.": partial(_reg_forward, pack=lambda A3, cache: A3),
            "expected a tuple of 14": partial(
                _reg_forward,
                pack=_reg_without_masks,
            ),
        },
        "backward_propagation_with_dropout": {
            _BACK_EARLY: lambda X, Y, cache, keep_prob: _back_early(
                _reg_backward_dropout(X, Y, cache, keep_prob), X.shape[1]
            ),
            "`dA2` and `dA1` are not divided by `keep_prob`: the activations were.": partial(
                _reg_backward_dropout, use=lambda D, keep_prob: D * 1
            ),
            "The masks are left out: a unit that was off gets no blame.": partial(
                _reg_backward_dropout, use=lambda D, keep_prob: 1 / keep_prob
            ),
            "There is no dropout in this backward pass.": partial(_reg_backward_dropout, layers=()),
            "Layer 1 has neither mask nor division: what became of `A1` on the way forward?": partial(
                _reg_backward_dropout, layers=(2,)
            ),
            "Layer 2 has neither mask nor division: what became of `A2` on the way forward?": partial(
                _reg_backward_dropout, layers=(1,)
            ),
            "`dA1` is not divided by `keep_prob`: `A1` was.": partial(
                _reg_backward_dropout, layers=(2,), other=lambda D, keep_prob: D * 1
            ),
            "`dA2` is not divided by `keep_prob`: `A2` was.": partial(
                _reg_backward_dropout, layers=(1,), other=lambda D, keep_prob: D * 1
            ),
            "Layer 1 lacks its mask `D1`: a unit that was off gets no blame.": partial(
                _reg_backward_dropout, layers=(2,), other=lambda D, keep_prob: 1 / keep_prob
            ),
            "Layer 2 lacks its mask `D2`: a unit that was off gets no blame.": partial(
                _reg_backward_dropout, layers=(1,), other=lambda D, keep_prob: 1 / keep_prob
            ),
            "The slopes are divided by `1 - keep_prob`: look at what the activations were divided by.": partial(
                _reg_backward_dropout, use=_reg_other_share
            ),
            "The slopes are divided by `keep_prob` twice in each layer: once is what happened to the activations.": partial(
                _reg_backward_dropout, use=lambda D, keep_prob: D / keep_prob**2
            ),
            (
                "`dA2` and `dA1` are returned as they were before mask and division; all that follows from them is "
                "right."
            ): _reg_backward_late,
            (
                "The gates of ReLU are missing: no error passes a unit whose sum is negative. Compare `dZ2` with `dA2`."
            ): partial(_reg_backward_dropout, gate=lambda Z: 1),
            "All slopes are divided by the number of inputs: examples are columns, so where does `m` come from?": partial(
                _reg_backward_dropout, count=lambda X: X.shape[0]
            ),
            "Nothing is divided by `m`: the cost is a mean over the examples.": partial(
                _reg_backward_dropout, count=lambda X: 1
            ),
            "All errors have the wrong sign: `dZ3` is the answer minus the label.": partial(
                _reg_backward_dropout, error=lambda A3, Y: Y - A3
            ),
            "The slopes are multiplied by `keep_prob`: divide, as on the way forward.": partial(
                _reg_backward_dropout, use=lambda D, keep_prob: D * keep_prob
            ),
            "The masks are turned round: blame goes to the units that were off.": partial(
                _reg_backward_dropout, use=lambda D, keep_prob: (1 - D) / keep_prob
            ),
            "These are new masks: use `D1` and `D2` of the cache.": partial(
                _reg_backward_dropout,
                use=lambda D, keep_prob: np.random.default_rng(0).permuted(np.asarray(D), axis=None) / keep_prob,
            ),
        },
        "expected_dropout_cost": {
            "This is the cost without dropout: the errors also spread.": partial(_reg_expected, factor=lambda p: 0),
            "The factor is that of dropout without the division by `keep_prob`: here inputs are divided by it.": partial(
                _reg_expected, factor=lambda p: p * (1 - p)
            ),
            "The factor is `1 - keep_prob`, which forgets the square of the division.": partial(
                _reg_expected, factor=lambda p: 1 - p
            ),
            "The factor stands on its head: little is kept, much is spread.": partial(
                _reg_expected, factor=lambda p: p / (1 - p)
            ),
            (
                "The variance of the inputs stands where their mean square belongs: a large constant input "
                "is dropped too."
            ): partial(_reg_expected, size=lambda X: np.var(X, axis=1, keepdims=True)),
            "The price does not depend on the inputs: dropping a large one costs more.": partial(
                _reg_expected, size=lambda X: np.ones((len(X), 1))
            ),
            "The mean of the squares of each input is missing: you have their sum.": partial(
                _reg_expected, size=lambda X: np.sum(X**2, axis=1, keepdims=True)
            ),
            "All inputs have one price: each has its own.": partial(
                _reg_expected, size=lambda X: np.full((len(X), 1), np.mean(X**2))
            ),
            "The cost lacks the half in its second part.": partial(_reg_expected, in_cost=1.0),
            "The gradient lacks the second part of the cost.": partial(_reg_expected, in_slope=0.0),
            "The gradient has a 2 too many in its second part.": partial(_reg_expected, in_slope=2.0),
            "The errors are not averaged over the examples.": partial(_reg_expected, mean=False),
            "The half is missing in the cost of the errors: their mean square is halved.": partial(
                _reg_expected, in_errors=1.0
            ),
            "The factor has the square of `keep_prob` below the line: where does the second one cancel?": partial(
                _reg_expected, factor=lambda p: (1 - p) / p**2
            ),
            (
                "The factor is `1 / keep_prob`, that of the mean square of an input after dropout: its variance is "
                "less."
            ): partial(_reg_expected, factor=lambda p: 1 / p),
            "All inputs of an example are dropped together here: each one is dropped or kept for itself.": _reg_expected_together,
            "`db` is the sum of the errors: it is their mean.": partial(_reg_expected, bias=np.sum),
            "The slope of the second part lacks the weight: the derivative of a square is linear in `w`.": partial(
                _reg_expected, slope=lambda price, w: price
            ),
            "`dw` is a row: it has the shape of `w`, a column.": lambda w, b, X, Y, keep_prob: _reg_changed(
                _reg_expected(w, b, X, Y, keep_prob), dw=lambda dw: dw.reshape(1, -1)
            ),
            "The errors have the wrong sign in the gradient: they are the answer minus `Y`.": partial(
                _reg_expected, turned=-1
            ),
            "The result comes from masks drawn at random: it is to be exact.": _reg_drawn,
        },
    },
    "3_gradient_checking": {
        "forward_propagation": {
            "The cost is the product of `theta` and `x`, not their sum.": lambda x, theta: theta + x,
            "This is `x` alone: the cost depends on `theta` too.": lambda x, theta: x,
            "This is `theta` alone: the cost depends on `x` too.": lambda x, theta: theta,
            "The cost is linear in `theta`: there is no square.": lambda x, theta: theta**2 * x,
            "The cost has no square of `x`: it is the product of the two.": lambda x, theta: theta * x**2,
            "The product is halved: the cost has no half.": lambda x, theta: theta * x / 2,
            "The sign is turned: the cost is the plain product.": lambda x, theta: -theta * x,
            "`theta` is divided by `x`: the cost is their product.": lambda x, theta: theta / x,
        },
        "backward_propagation": {
            "This is the derivative with respect to `x`; asked is the one with respect to `theta`.": lambda x, theta: (
                theta
            ),
            "This is the cost itself, not its derivative.": lambda x, theta: theta * x,
            "The derivative of `theta * x` is not 1: a nudge of `theta` counts `x` times.": lambda x, theta: 1,
            "This is the sum of both derivatives: asked is the one with respect to `theta` alone.": lambda x, theta: (
                x + theta
            ),
            "This is 0, the derivative of a constant: the cost depends on `theta`.": lambda x, theta: 0,
            "The sign is turned.": lambda x, theta: -x,
            "There is a square of `x`: how does the cost change if `theta` grows by 1?": lambda x, theta: x**2,
        },
        "gradient_check": [
            *((sentence, partial(_check_one, slope=slope)) for sentence, slope in _CHECK_SLOPES),
            *((sentence, partial(_check_one, compare=compare)) for sentence, compare in _CHECK_COMPARISONS),
            (_CHECK_FIXED, partial(_check_one, fixed=1e-7)),
            ("`x` is nudged: the parameter is `theta`, and `x` stays as it is.", _check_one_nudges_x),
            ("`x` and `theta` are exchanged in the calls: look at the order in the first lines.", _check_one_exchanged),
            (
                "Neither of your two functions is called: with another cost and another slope in their place the "
                "result "
                "must follow them.",
                _check_one_alone,
            ),
            (
                "`backward_propagation` is not called: what it claims is to be checked, whatever it returns.",
                _check_one_own_slope,
            ),
            (
                "`forward_propagation` is not called: the slope of whatever it returns is to be measured.",
                _check_one_own_cost,
            ),
            (
                "The sign of the difference is kept: a length has none.",
                partial(
                    _check_one,
                    compare=lambda claimed, measured: (claimed - measured) / (abs(claimed) + abs(measured)),
                ),
            ),
            (
                "This is the claimed slope: return the difference.",
                partial(_check_one, compare=lambda claimed, measured: claimed),
            ),
            (
                "This is the measured slope: return the difference.",
                partial(_check_one, compare=lambda claimed, measured: measured),
            ),
            (
                "This is a verdict: return the number.",
                partial(_check_one, compare=lambda *both: _check_relative(*both) < 1e-6),
            ),
        ],
        "gradient_check_n": [
            *((sentence, partial(_check_many, slope=slope)) for sentence, slope in _CHECK_SLOPES),
            *((sentence, partial(_check_many, compare=compare)) for sentence, compare in _CHECK_COMPARISONS),
            (
                "Below the line is the length of the sum: take the two lengths first, then add them.",
                partial(_check_many, compare=_check_by_length_of_sum),
            ),
            (
                "Above the line the lengths are subtracted: take the length of the difference, which also sees "
                "directions.",
                partial(_check_many, compare=_check_of_lengths),
            ),
            (_CHECK_FIXED, partial(_check_many, fixed=1e-7)),
            (
                "One of the two costs is that of `theta` itself: the second nudge starts where the first one has led. "
                "Which array is nudged, and is it a fresh copy each time?",
                partial(_check_many, nudge=_check_nudge_stays),
            ),
            (
                "All measured slopes are 0, because both costs are the same number: are the two nudged arrays one and "
                "the "
                "same?",
                partial(_check_many, slope=lambda J, theta, epsilon: 0.0),
            ),
            (
                "`forward_propagation_n` returns a pair, the cost and a cache: the two costs are subtracted, not the "
                "pairs.",
                lambda *given, **named: () - (),
            ),
            (
                "Each nudge is a share of its number, as in `theta * (1 + epsilon)`: it is `epsilon` for all of them.",
                partial(_check_many, nudge=lambda theta, i, step: _check_nudge_copy(theta, i, step * theta[i])),
            ),
            (
                "The first number is never nudged: places are counted from 0.",
                partial(_check_many, entries=lambda theta: range(1, len(theta))),
            ),
            (
                "Only the last slope is kept: each of them has its own place in a column like `theta`.",
                partial(_check_many, compare=lambda claimed, measured: _check_relative(claimed, measured[-1])),
            ),
            (
                "The measured slopes are a row or flat, so that every slope is compared with every other: keep the "
                "shape "
                "of `theta`.",
                partial(_check_many, compare=lambda claimed, measured: _check_relative(claimed, measured[:, 0])),
            ),
            (
                "The differences are added up without squares: take the lengths of the columns.",
                partial(
                    _check_many,
                    compare=lambda claimed, measured: (
                        np.abs(claimed - measured).sum() / (np.abs(claimed).sum() + np.abs(measured).sum())
                    ),
                ),
            ),
            (
                "This is a verdict: return the number.",
                partial(_check_many, compare=lambda *both: _check_relative(*both) < 1e-6),
            ),
            (
                "These are the measured slopes: return the difference.",
                partial(_check_many, compare=lambda claimed, measured: measured),
            ),
            (
                "All numbers are nudged at once: nudge one, and leave the others.",
                partial(_check_many, nudge=_check_nudge_all),
            ),
            (
                "The last number is never nudged: go round `range(len(theta))`.",
                partial(_check_many, entries=lambda theta: range(len(theta) - 1)),
            ),
            (
                "The gradients are taken in the order of their dictionary: `gradients_to_vector` has that of "
                "the parameters.",
                partial(
                    _check_many,
                    names=lambda parameters, gradients: [name for name in gradients if name[1:] in parameters],
                ),
            ),
            (
                "This is the largest difference of a single number: take the lengths of the two columns.",
                partial(_check_many, compare=lambda claimed, measured: np.abs(claimed - measured).max()),
            ),
        ],
        "backward_propagation_n": {
            _BACK_EARLY: lambda X, Y, cache: _back_early(_check_backward(X, Y, cache), X.shape[1]),
            "This is the draft, with its three mistakes.": partial(
                _check_backward, last=False, below=0, bend=_check_bent_wrong
            ),
            "One mistake is mended, two are left: `dW2` and `dZ1`.": partial(
                _check_backward, below=0, bend=_check_bent_wrong
            ),
            "One mistake is mended, two are left: `db3` and `dZ1`.": partial(
                _check_backward, last=False, bend=_check_bent_wrong
            ),
            "One mistake is mended, two are left: `db3` and `dW2`.": partial(_check_backward, last=False, below=0),
            "One mistake is left: `db3` is not divided by `m`.": partial(_check_backward, last=False),
            "One mistake is left: `dW2` needs what entered layer 2, the activations of layer 1.": partial(
                _check_backward, below=0
            ),
            "One mistake is left: the slope of tanh is `1 - A1**2`.": partial(_check_backward, bend=_check_bent_wrong),
            "The slope of tanh is `1 - A1**2`: it takes the activation, not the sum `Z1`.": partial(
                _check_backward, bend=lambda Z1, A1: 1 - Z1**2
            ),
            "Layer 1 has tanh: this is the slope of ReLU.": partial(_check_backward, bend=lambda Z1, A1: Z1 > 0),
            "Layer 1 has tanh: this is the slope of the sigmoid.": partial(
                _check_backward, bend=lambda Z1, A1: A1 * (1 - A1)
            ),
            "Layer 2 has ReLU: its slope is 1 or 0, not the activation.": partial(
                _check_backward, gate=lambda Z2, A2: A2
            ),
            "Layer 2 has ReLU: where its sum is negative, no error passes.": partial(
                _check_backward, gate=lambda Z2, A2: 1
            ),
            "All signs are turned: the error is answer minus label.": partial(
                _check_backward, error=lambda A3, Y: Y - A3
            ),
            "Nothing is divided by `m`: the cost is a mean.": partial(_check_backward, count=lambda X: 1),
            "All slopes are divided by the number of inputs: examples are columns, so where does `m` come from?": partial(
                _check_backward, count=lambda X: X.shape[0]
            ),
            "`db3` is divided by `m` twice: one division makes a mean of the sum.": lambda *given: _check_changed(
                _check_backward(*given), db3=lambda item: item / given[0].shape[1]
            ),
            "`dW2` takes the activations of layer 2, those that it makes: it needs what entered layer 2.": partial(
                _check_backward, below=2
            ),
            "Layer 1: the slope of tanh takes the square of `A1`, and yours has twice `A1`.": partial(
                _check_backward, bend=lambda Z1, A1: 1 - 2 * A1
            ),
            "Layer 1: the square is there, but the 1 is missing; the slope of tanh is 1 minus it.": partial(
                _check_backward, bend=lambda Z1, A1: A1**2
            ),
            "Layer 1: no slope of tanh is in `dZ1`.": partial(_check_backward, bend=lambda Z1, A1: 1),
            "All biases have lost their second axis: `keepdims=True` keeps the columns (n, 1).": lambda *given: (
                _check_changed(_check_backward(*given), db1=np.ravel, db2=np.ravel, db3=np.ravel)
            ),
        },
        "wrong_gradients": {
            "These are the right ones: name the wrong.": partial(
                _check_inspect, say=lambda names, every: [name for name in every if name not in names]
            ),
            "The names lack their `d`: a gradient is called `dW`, its parameter `W`.": partial(
                _check_inspect, name="{}"
            ),
            "The names come in the order of the parameters: sort them.": partial(_check_inspect, order=list),
            "A small gradient is called right because its error is small too: compare with its own length.": partial(
                _check_inspect, differ=lambda claimed, measured: np.linalg.norm(claimed - measured) > 1e-2
            ),
            (
                "The limit is too strict for small gradients, or 0 divided by 0 counts as wrong: errors are "
                "at least 1 %."
            ): partial(_check_inspect, differ=_check_ratio, epsilon=1e-7),
            "Only the lengths are compared: a gradient of the right length can point anywhere.": partial(
                _check_inspect,
                differ=lambda claimed, measured: (
                    abs(np.linalg.norm(claimed) - np.linalg.norm(measured)) > 1e-3 * np.linalg.norm(measured) + 1e-9
                ),
            ),
            "Only the sums of the entries are compared: errors in two entries can cancel.": partial(
                _check_inspect,
                differ=lambda claimed, measured: (
                    abs(claimed.sum() - measured.sum()) > 1e-3 * np.abs(measured).sum() + 1e-9
                ),
            ),
            (
                "Everything is called wrong: the measured slope is twice too large, since the nudges are `2 "
                "* epsilon` apart."
            ): partial(_check_inspect, slope=_check_halved),
            "Only the first gradient that is wrong is named: where does the `return` stand?": partial(
                _check_inspect, order=lambda names: names[:1]
            ),
            "This is how many are wrong: name them.": partial(_check_inspect, order=len),
            "This is whether all are right: name the wrong ones.": partial(
                _check_inspect, order=lambda names: not names
            ),
            "Only the first entry of each array is looked at: an error may be in any other.": partial(
                _check_inspect, differ=lambda claimed, measured: _check_far(*_check_first(claimed, measured))
            ),
            (
                "The fraction turns into 0 divided by 0 where a slope is rightly zero, and counts as wrong: what if "
                "both "
                "lengths are 0?"
            ): partial(_check_inspect, differ=_check_zero_wrong),
            "Nothing is ever called wrong.": partial(_check_inspect, differ=lambda claimed, measured: False),
            "Everything is called wrong, whatever was measured.": partial(
                _check_inspect, differ=lambda claimed, measured: True
            ),
        },
    },
}

_BACK = {
    "dZ3": "the error of the output layer. Is it the answer minus the label, with nothing divided yet?",
    "dW3": "`dZ3` is right. Look at what entered layer 3, at the transposition and at the division by `m`.",
    "db3": "`dZ3` is right. Look at the axis of the sum, at the kept axis and at the division by `m`.",
    "dA2": "`dZ3` is right. Look at the weights through which it goes back, and at what becomes of `A2` on the way "
    "forward.",
    "dZ2": "it is not the `dA2` that you return times the slope of layer 2's activation: which "
    "`dA2` enters it, and what is the slope taken of?",
    "dW2": "`dZ2` is right. Look at what entered layer 2, at the transposition and at the division by `m`.",
    "db2": "`dZ2` is right. Look at the axis of the sum, at the kept axis and at the division by `m`.",
    "dA1": "`dZ2` is right. Look at the weights through which it goes back, and at what becomes of `A1` on the way "
    "forward.",
    "dZ1": "it is not the `dA1` that you return times the slope of layer 1's activation: which "
    "`dA1` enters it, and what is the slope taken of?",
    "dW1": "`dZ1` is right. Look at what entered layer 1, at the transposition and at the division by `m`.",
    "db1": "`dZ1` is right. Look at the axis of the sum, at the kept axis and at the division by `m`.",
}
_CHARGED = (
    "`dZ{0}` is right. Look at the two terms of this slope: that of the cross-entropy and that of the price of `W{0}`."
)
# What to look at where no known mistake explains an answer: the first part that differs, in the order of computation.
PARTS = {
    "1_initialization": {
        "signal_sizes": {
            "0": "that of `X` itself, before any layer. Look at square, mean and root, and at their order.",
            "1": "that of layer 1; the size of `X` is right. Look at what the layer does with its weights, bias and "
            "ReLU.",
            "2": "that of layer 2; layer 1 is right. What goes into the second layer?",
            "3": "that of layer 3; the layers before are right. How far does the loop go, and what enters each layer?",
        },
    },
    "2_regularization": {
        "backward_propagation_with_regularization": _BACK
        | {f"dW{layer}": _CHARGED.format(layer) for layer in (1, 2, 3)},
        "backward_propagation_with_dropout": _BACK,
        "expected_dropout_cost": {
            "0": "the cost. It has two parts, the errors without dropout and what dropout adds: try `keep_prob` 1 to "
            "see the "
            "first one alone.",
            "1.dw": "the cost is right. Its two parts both depend on `w`: differentiate one after the other.",
            "1.db": "the cost and `dw` are right. Which of the two parts of the cost depends on `b`?",
        },
    },
    "3_gradient_checking": {"backward_propagation_n": _BACK},
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "Two million dev examples tell apart what nobody needs to tell apart. The examples are worth "
            "more in training.",
            "b": "This takes two thirds of the data away from training, where they help most.",
            "c": "100,000 examples each for dev and test show differences of a tenth of a percent, and nearly all "
            "data is learned from.",
            "d": "Examples that were trained on say nothing about overfitting: the network may know them by heart.",
        },
        "q2": {
            "a": "7 % above what is possible on the very pictures that it learned from, and only 1 % more on new ones.",
            "b": "The variance is the gap between dev and train, 1 %: what was learned carries over nearly completely.",
            "c": "The gaps are 7 % and 1 %: one is much larger than the other.",
            "d": "It would be so if 8 % were about what can be reached. Experts show that 1 % can.",
        },
        "q3": {
            "a": "With more examples the accidents of each weigh less.",
            "b": "The network is too free; a price on weights holds it back.",
            "c": "The training error is already near zero. Longer training learns more accidents by heart.",
            "d": "This adds freedom where there is too much. A larger network is a cure for bias.",
            "e": "Noise in the units keeps them from relying on accidents of single examples.",
        },
        "q4": {
            "a": "That leaves out the learning rate: the factor is 1 - 0.1 · 5 / 1000.",
            "b": "1 - α λ / m = 1 - 0.0005. Small, but it happens in every step.",
            "c": "That leaves out the division by m.",
            "d": "The sign is turned: the penalty makes weights smaller.",
        },
        "q5": {
            "a": "Nothing is switched off, and a large λ makes weights small.",
            "b": "Biases have no price; and a network without biases can still bend its border.",
            "c": "Around 0, tanh z is about z. Layers that are nearly straight make a network that is nearly straight.",
            "d": "The learning rate is a number of its own, which λ does not touch.",
        },
        "q6": {
            "a": "Then the same picture would get another answer each time.",
            "b": "That belongs to the original form of dropout, without the division in training. Inverted "
            "dropout has done it already.",
            "c": "That would make the sums of the next layer too large by a quarter.",
            "d": "The division in training kept the averages right, so that the network can be used as it is.",
        },
        "q7": {
            "a": "D has the shape (n, m): a column for each example.",
            "b": "A unit that was switched off had no part in the answer, so it gets no blame.",
            "c": "The masks change from step to step, and the cost with them; a single step can go up.",
            "d": "An input that may be missing cannot be relied on alone.",
        },
        "q8": {
            "a": "Then the same example would become another input, depending on the company it is in.",
            "b": "The network has learned what a number means after this very transformation; every later example "
            "must pass through the same.",
            "c": "Then the training would have seen something of the test set.",
            "d": "The network has never met raw inputs: they may be a thousand times too large.",
        },
        "q9": {
            "a": "That is the variance, 2 / 800. The standard deviation is its root.",
            "b": "That is the root of 2 / 50: what counts is how many numbers a unit adds up.",
            "c": "That is the root of 1 / 800, the rule for tanh. ReLU needs the 2.",
            "d": "The root of 2 / 800 = 1 / 400.",
        },
        "q10": {
            "a": "Each forward pass draws new masks, and the costs differ by far more than the nudge can do.",
            "b": "Then measured is the slope of another function than the one whose gradient is claimed.",
            "c": "A right gradient is right everywhere; checking after some steps is even advisable.",
            "d": "A nudge near the rounding of the numbers measures rounding. With 1e-7 it would be all right.",
        },
    }
}

# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_ONE_OUTPUT = "With one output unit there is one row: the product of a column and a row."
_ORDER = "The layers may be charged, added or written down in any order."
_WRITTEN = "Every entry is written before it is read."
_BOTH = "A nudge both ways is the same with the other sign."
_TWO = "Of two costs the second is the last."
_LIMIT = "Errors are at least 1 % and rounding is far below 0.1 %: any limit between will do."
_SAMPLE = "One number more or less among 100,000 makes no difference that matters."


def _exchange(text, before, after):
    """Return a change of one part of a line of the solution."""
    return f"{text} -> {text.replace(before, after, 1)}"


_SQUARE = "square = np.mean(activation(np.random.randn(100000)) ** 2)"
_CHARGED = "for name, W in (('dW1', W1), ('dW2', W2), ('dW3', W3)):"
_LAYERS = "for l, dZ, below in ((3, dZ3, A2), (2, dZ2, A1), (1, dZ1, X)):"
_ONE = "def gradient_check(x, theta, epsilon=1e-07, print_msg=False):"
_MANY = "def gradient_check_n(parameters, gradients, X, Y, epsilon=1e-07, print_msg=False):"
_LENGTHS = "size = np.linalg.norm(claimed) + np.linalg.norm(measured)"
_WRONG = "if np.linalg.norm(claimed - measured) > 0.001 * size + 1e-09:"
_ANY_LAYER = [
    (_exchange(_LAYERS, "(3, dZ3, A2), (2, dZ2, A1)", "(2, dZ2, A1), (3, dZ3, A2)"), _ORDER),
    (_exchange(_LAYERS, "(2, dZ2, A1), (1, dZ1, X)", "(1, dZ1, X), (2, dZ2, A1)"), _ORDER),
]

EQUIVALENT = {
    "1_initialization": {
        "initialize_parameters_for": [
            (_exchange(_SQUARE, "100000", "100001"), _SAMPLE),
            (_exchange(_SQUARE, "100000", "99999"), _SAMPLE),
            (
                "parameters = {} -> pass",
                "A dictionary of this name is left from before, and each of its entries is replaced.",
            ),
        ],
    },
    "2_regularization": {
        "backward_propagation_with_regularization": [
            (_exchange(_CHARGED, "('dW1', W1), ('dW2', W2)", "('dW2', W2), ('dW1', W1)"), _ORDER),
            (_exchange(_CHARGED, "('dW2', W2), ('dW3', W3)", "('dW3', W3), ('dW2', W2)"), _ORDER),
        ],
        "backward_propagation_with_dropout": [
            *_ANY_LAYER,
            (_exchange("dA2 = np.dot(W3.T, dZ3) * D2 / keep_prob", "dot", "multiply"), _ONE_OUTPUT),
        ],
    },
    "3_gradient_checking": {
        "gradient_check": [
            (_exchange(_ONE, "1e-07", "-1e-07"), _BOTH),
        ],
        "gradient_check_n": [
            (_exchange(_MANY, "1e-07", "-1e-07"), _BOTH),
            (_exchange(_MANY, "1e-07", "2e-07"), "Twice the smallest nudge measures the same slopes, up to rounding."),
            (_exchange("measured = np.zeros(theta.shape)", "zeros", "ones"), _WRITTEN),
            (_exchange("measured[i] = (costs[0] - costs[1]) / (2 * epsilon)", "costs[1]", "costs[-1]"), _TWO),
        ],
        "backward_propagation_n": [
            *_ANY_LAYER,
            (_exchange("dA2 = np.dot(W3.T, dZ3)", "dot", "multiply"), _ONE_OUTPUT),
        ],
        "wrong_gradients": [
            (_exchange(_LENGTHS, "+", "-"), _LIMIT),
            (_exchange(_LENGTHS, " + np.linalg.norm(measured)", ""), _LIMIT),
            (_exchange(_LENGTHS, "np.linalg.norm(claimed) + ", ""), _LIMIT),
            (_exchange(_WRONG, "> 0.001", ">= 0.001"), _LIMIT),
            (_exchange(_WRONG, " + 1e-09", ""), "Slopes that are exactly zero are measured as exactly zero here."),
            (_exchange(_WRONG, "0.001 * size + ", ""), _LIMIT),
            (_exchange(_WRONG, "1e-09", "2e-09"), _LIMIT),
            (_exchange(_WRONG, "0.001", "0.002"), _LIMIT),
            (_exchange("measured = np.zeros(value.shape)", "zeros", "ones"), _WRITTEN),
            (_exchange("measured[place] = (costs[0] - costs[1]) / 2e-05", "costs[1]", "costs[-1]"), _TWO),
        ],
    },
}
