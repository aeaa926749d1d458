"""A call of what a call returned: `call(8, heads=2).then(X, training=False)`.

It checks a class of the learner's, or a function that makes a model, by what the object computes. Before it is called
it gets weights that were recorded. Which is which its own order says, layer by layer: of two layers of the same class
and shapes the first gets what the reference's first has, and if the result is wrong then, the other orders are tried.
"""

import hashlib
import itertools
import json
from collections import Counter

import numpy as np

from helpers.checks import codec, models
from helpers.checks.crossing import ModelError
from helpers.checks.exercise import Call

ORDERS = 48  # that are tried
SHOWN = 8  # shapes in a sentence


class Then:
    """A student's function or class whose result is called, and stands for what comes out.

    Arguments: function; call, the `Call` of what it returns; weights, the recorded ones: dictionaries with `layer` and
    `arrays`.
    """

    def __init__(self, function, call, weights):
        self.function, self.call, self.weights = function, call, weights
        self.made, self.orders = None, iter(())

    def __call__(self, *positional, **named):
        """Call the function, and then its result with the recorded weights."""
        self.made = self.function(*positional, **named)
        self.orders = orders(models.facts(self.made, self.call), self.weights)
        return next(self.others())

    def others(self):
        """Yield the results with the weights in other orders."""
        for values in self.orders:
            yield models.call(self.made, *self.call.positional, weights=values, **self.call.named)


def orders(facts, recorded):
    """Yield lists of arrays, the recorded weights in the orders that fit those of a model; ModelError if none does."""
    units = [(layer, tuple(tuple(facts["shapes"][place]) for place in places)) for layer, places in facts["units"]]
    wanted = [(unit["layer"], tuple(array.shape for array in unit["arrays"])) for unit in recorded]
    if Counter(units) == Counter(wanted):
        places = [places for _, places in facts["units"]]
        yield from _arranged(places, units, wanted, [unit["arrays"] for unit in recorded])
        return
    arrays = [array for unit in recorded for array in unit["arrays"]]
    places = [[place] for _, group in facts["units"] for place in group]
    shapes, right = [tuple(facts["shapes"][place]) for (place,) in places], [array.shape for array in arrays]
    if Counter(shapes) != Counter(right):
        raise ModelError(f"its weights have the shapes {_words(shapes)}, expected {_words(right)}")
    yield from _arranged(places, shapes, right, [[array] for array in arrays])


def _arranged(places, keys, wanted, blocks):
    """Yield the arrays of `blocks` at `places`, where each key is one that is wanted, in at most `ORDERS` ways."""
    kinds = list(dict.fromkeys(keys))
    own = [[index for index, key in enumerate(keys) if key == kind] for kind in kinds]
    right = [[index for index, key in enumerate(wanted) if key == kind] for kind in kinds]
    ways = [[*itertools.islice(itertools.permutations(group), ORDERS)] for group in right]
    for way in itertools.islice(itertools.product(*ways), ORDERS):
        values = {}
        for group, chosen in zip(own, way):
            for index, block in zip(group, chosen):
                values |= dict(zip(places[index], blocks[block]))
        yield [values[place] for place in sorted(values)]


def _words(shapes):
    more = f", ... ({len(shapes)} in all)" if len(shapes) > SHOWN else ""
    return (", ".join(map(str, sorted(shapes)[:SHOWN])) or "of none") + more


def draw(facts, seed):
    """Return new weights for a model, as they are recorded, in the order of its units; `seed` is any value for JSON."""
    digest = hashlib.sha256(json.dumps(seed).encode()).digest()
    rng = np.random.default_rng(int.from_bytes(digest[:8], "big"))
    drawn = [models.draw(shape, name, rng) for shape, name in zip(facts["shapes"], facts["names"])]
    return [{"layer": layer, "arrays": [drawn[place] for place in places]} for layer, places in facts["units"]]


def encode(call, weights):
    """Return the second call of a case, and its weights, as an object for JSON."""
    weights = [{"layer": unit["layer"], "arrays": codec.encode(unit["arrays"])} for unit in weights]
    return {"arguments": codec.encode(call.positional), "named": codec.encode(call.named), "weights": weights}


def calls(case, functions=()):
    """Return the `Call` of what a recorded case makes, and its weights; None if it has none.

    Arguments: functions, the `Portable` functions that may be named in it.
    """
    if "next" not in case:
        return None
    content = case["next"]
    weights = [{"layer": unit["layer"], "arrays": codec.decode(unit["arrays"])} for unit in content["weights"]]
    return Call(*(codec.decode(content[key], functions) for key in ("arguments", "named"))), weights
