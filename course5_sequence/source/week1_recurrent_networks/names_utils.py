"""What the notebook on names is given: the recurrent network one name at a time, and its bookkeeping.

Shapes as in the notebook before: a hidden state has the shape (n_a, 1). A character is its number, or None before the
first one, where the input is a vector of zeros; multiplying a matrix by a one-hot vector takes one of its columns.
"""

import numpy as np


def softmax(x):
    """Return probabilities of numbers (n, 1), shifted by the largest so that nothing overflows."""
    powers = np.exp(x - np.max(x))
    return powers / powers.sum(axis=0)


def smooth(loss, cur_loss):
    """Return the moving average of the loss after one more name."""
    return loss * 0.999 + cur_loss * 0.001


def get_initial_loss(vocab_size, seq_length):
    """Return the loss of names of a length under equal probabilities, where the moving average begins."""
    return seq_length * np.log(vocab_size)


def get_sample(sample_ix, ix_to_char):
    """Return the text of a list of indices, its first letter in upper case."""
    return "".join(ix_to_char[ix] for ix in sample_ix).capitalize()


def print_sample(sample_ix, ix_to_char):
    """Print the text of a list of indices, which ends its line itself."""
    print(get_sample(sample_ix, ix_to_char), end="")


def initialize_parameters(n_a, n_x, n_y):
    """Return small random weights and biases of 0, the same at every call."""
    rng = np.random.default_rng(1)
    shapes = {"Wax": (n_a, n_x), "Waa": (n_a, n_a), "Wya": (n_y, n_a)}
    parameters = {name: rng.normal(0, 0.01, shape) for name, shape in shapes.items()}
    return parameters | {"b": np.zeros((n_a, 1)), "by": np.zeros((n_y, 1))}


def rnn_step_forward(parameters, a_prev, ix):
    """Return the next hidden state (n_a, 1) and the probabilities of the next character (n_y, 1)."""
    hidden = parameters["b"] + parameters["Waa"].dot(a_prev)
    if ix is not None:
        hidden = hidden + parameters["Wax"][:, [ix]]
    a_next = np.tanh(hidden)
    return a_next, softmax(parameters["by"] + parameters["Wya"].dot(a_next))


def rnn_forward(X, Y, a0, parameters):
    """Return the loss of one name, the sum over its characters, and a cache for `rnn_backward`.

    Arguments: X, the indices of the inputs, None for the first; Y, those of the targets; a0 (n_a, 1).
    """
    a, states, outputs, loss = a0, [a0], [], 0.0
    for ix, target in zip(X, Y, strict=True):
        a, p = rnn_step_forward(parameters, a, ix)
        states.append(a)
        outputs.append(p)
        loss -= np.log(p[target, 0])
    return loss, (outputs, states)


def rnn_backward(X, Y, parameters, cache):
    """Return the gradients of the loss of one name, and its hidden states, a list."""
    outputs, states = cache
    gradients = {f"d{name}": np.zeros_like(value) for name, value in parameters.items()}
    later = np.zeros_like(states[0])
    for t in range(len(X) - 1, -1, -1):
        error = outputs[t].copy()
        error[Y[t]] -= 1
        gradients["dWya"] += error @ states[t + 1].T
        gradients["dby"] += error
        flat = parameters["Wya"].T @ error + later
        flat *= 1 - np.square(states[t + 1])
        gradients["db"] += flat
        gradients["dWaa"] += flat @ states[t].T
        if X[t] is not None:
            gradients["dWax"][:, [X[t]]] += flat
        later = parameters["Waa"].T @ flat
    return gradients, states[1:]


def update_parameters(parameters, gradients, lr):
    """Take one step of gradient descent: the arrays in `parameters` themselves change."""
    for name, value in parameters.items():
        value -= lr * gradients[f"d{name}"]
    return parameters


def sharpen(probabilities, temperature):
    """Return the probabilities (..., n) at a temperature: below 1 the likely ones gain, above 1 the others do."""
    with np.errstate(divide="ignore"):
        scores = np.log(probabilities) / temperature
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
