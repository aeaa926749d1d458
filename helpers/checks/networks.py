"""What a network with given parameters answers, by scikit-learn: for judges of trained parameters."""

import numpy as np

LARGE = 1e100


def outputs(X, W1, b1, W2, b2, activation):
    """Return the weighted sums of the output unit, an array (m,); what overflows is a large number.

    Arguments: X (n_x, m); W1 (n_h, n_x); b1 (n_h, 1); W2 (1, n_h); b2, one number; activation, the name that
    scikit-learn has for that of the hidden layer, such as "relu" or "tanh".
    """
    from sklearn.neural_network import MLPRegressor  # here, because it takes seconds

    network = MLPRegressor(hidden_layer_sizes=(len(W1),), activation=activation, random_state=0)
    network.partial_fit(X[:, :1].T, [0.0])  # makes the layers, whose numbers are then replaced
    network.coefs_, network.intercepts_ = [W1.T, W2.T], [np.ravel(b1), np.ravel(b2)]
    with np.errstate(over="ignore", invalid="ignore"):
        return np.nan_to_num(network.predict(X.T), nan=LARGE, posinf=LARGE, neginf=-LARGE)
