"""The made-up towns of this week: every function draws the sizes and the prices of m houses from a seed.

Sizes X are in hundreds of square metres, prices Y in hundreds of thousands, both of shape (1, m).
"""

import numpy as np


def draw_houses(m, seed):
    """A town where a price rises in a straight line from some size on; nobody pays for a house that is smaller."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(0.1, 2.2, (1, m))
    return X, (3 * X - 1.2 + 0.3 * rng.normal(size=(1, m))).clip(0)


def draw_villas(m, seed):
    """A town where the price of a further square metre changes twice: at 50 and at 180 square metres."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(0.1, 3, (1, m))
    return X, 1.5 * (X - 0.5).clip(0) + 3 * (X - 1.8).clip(0) + 0.05 * rng.normal(size=(1, m))


def draw_old_town(m, seed):
    """A town where the price follows a curve with several hills."""
    rng = np.random.default_rng(seed)
    X = rng.uniform(0, 3, (1, m))
    return X, 2 + X + np.sin(4 * X) + 0.2 * rng.normal(size=(1, m))
