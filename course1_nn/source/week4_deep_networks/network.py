"""A fully connected network of any depth, for what follows in this week: ReLU, and a sigmoid at the end.

Parameters are a dictionary with W1, b1, ..., WL, bL; columns are examples.
"""

import sys
from itertools import pairwise

import numpy as np
from scipy.special import expit as sigmoid  # 1 / (1 + exp(-z)), without overflow
from scipy.special import rel_entr  # relative entropy: for labels that are certain, the loss of an output

__all__ = ["backward", "cost", "forward", "initialize", "predict", "sigmoid"]


def initialize(layers_dims, seed=1):
    """Draw the weights, divided by the root of the size of the layer before; biases are zero. All are float32."""
    rng, parameters = np.random.default_rng(seed), {}
    for layer, (before, size) in enumerate(pairwise(layers_dims), start=1):
        weights = rng.standard_normal((size, before)) / np.sqrt(before)
        parameters[f"W{layer}"] = weights.astype(np.float32)
        parameters[f"b{layer}"] = np.zeros((size, 1), np.float32)
    return parameters


def _not_inside(name):
    """Raise RuntimeError if a function of this name is running: it is asked to do the same with its own formulas."""
    frame = sys._getframe()
    while frame := frame.f_back:
        if frame.f_code.co_name == name:
            raise RuntimeError(f"{name} writes its own forward and backward pass: use its formulas instead of this")


def forward(X, parameters):
    """Return the activations of all layers, a list: X itself, A1, ..., AL."""
    _not_inside("two_layer_model")
    activations, last = [X], len(parameters) // 2
    for layer in range(1, last + 1):
        Z = parameters[f"W{layer}"] @ activations[-1] + parameters[f"b{layer}"]
        activations.append(sigmoid(Z) if layer == last else np.maximum(Z, 0))
    return activations


def cost(AL, Y):
    """Return the mean cross-entropy of the outputs AL (1, m) for the labels Y (1, m)."""
    return np.mean(rel_entr(1 - Y, 1 - AL) + rel_entr(Y, AL))


def backward(activations, Y, parameters):
    """Return the gradients of the cost, in a dictionary with the keys of `parameters`."""
    _not_inside("two_layer_model")
    gradients = {}
    dZ = (activations[-1] - Y).astype(activations[-1].dtype) / Y.size
    for layer in range(len(parameters) // 2, 0, -1):
        A_before = activations[layer - 1]
        gradients[f"W{layer}"] = dZ @ A_before.T
        gradients[f"b{layer}"] = dZ.sum(axis=1, keepdims=True)
        if layer > 1:
            dZ = np.where(A_before > 0, parameters[f"W{layer}"].T @ dZ, 0)
    return gradients


def predict(X, parameters):
    """Return 1 where the network's output is above 0.5, else 0, as a row (1, m)."""
    return (forward(X, parameters)[-1] > 0.5).astype(int)
