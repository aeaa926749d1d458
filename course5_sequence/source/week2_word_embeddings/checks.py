"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
import csv
from functools import cache
from pathlib import Path

import numpy as np

from helpers import data, pretrained
from helpers.checks import demands, models
from helpers.checks.exercise import Exercise, portable
from helpers.checks.quiz import Question

# ------------------------------------------------------------------------------------------ 2_emojify

EMOJI_GROUPS = 12  # of one call, of four sentences each
EMOJI_SOLVED = 4  # of these must be told wholly
EMOJI_ORDINARY = 0.7  # of the sentences by theme
EMOJI_WIDEST = 200  # numbers for one sentence
EMOJI_SHOTS = 10  # sentences of a sixth class


@portable
def emoji_layer_stand_in(word_to_vec_map, word_to_index):
    """Return a frozen embedding of another size, in the place of the learner's."""
    import keras

    return keras.layers.Embedding(23, 3, trainable=False, name="stand_in")


@cache
def _emoji_vectors():
    """Return GloVe's words, as places in a dictionary, and their vectors."""
    words, vectors = pretrained.glove()
    return {word: place for place, word in enumerate(words)}, vectors.astype(np.float64)


@cache
def _emoji_negation():
    """Return the groups that come with the notebook, to train on and to test on: two lists of lists of sentences."""
    parts = {"train": {}, "test": {}}
    with Path(__file__).with_name("emoji_negation.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            parts[row["part"]].setdefault(row["group"], []).append(row["sentence"])
    return [list(part.values()) for part in parts.values()]


def emoji_judge_model(
    model, X, Y, word_to_vec_map, learning_rate=None, num_iterations=None, A=None, W=None, b=None, slips=()
):
    """Judge softmax regression where the initial values of W make no difference any more, or none from the beginning.

    Arguments: those of the function; A, the averages of the sentences; W, the right matrix, the mean of its rows
    subtracted, or None where W is not looked at; b, the right biases; slips, pairs of a sentence and wrong biases.
    """
    more = {} if learning_rate is None else {"learning_rate": learning_rate, "num_iterations": num_iterations}
    answer = model(X.copy(), Y.copy(), word_to_vec_map, **more)
    if answer is None:
        return demands.RETURN_MISSING
    if not isinstance(answer, (tuple, list)) or len(answer) != 3:
        return "Return three things, `pred`, `W` and `b`."
    pred, own, bias = answer
    n_y, n_h = len(b), A.shape[1]
    for value, shape, name in ((own, (n_y, n_h), "W"), (bias, (n_y,), "b")):
        if sentence := demands.array(value, shape, name, floats=True):
            return sentence
    if np.size(pred) != len(Y):
        return f"`pred` has {np.size(pred)} entries for {len(Y)} sentences."
    centred = own - own.mean(axis=0)
    if W is not None and np.abs(centred).max() < 0.1 * np.abs(W).max():
        return f"`W` is almost where it began after {num_iterations} passes: look at its update."
    if np.abs(bias - b).max() > 2e-3 * (1 + np.abs(b).max()):
        return _emoji_bias(bias, b, num_iterations, slips)
    if W is not None:
        off = np.abs(centred - W).max()
        if off > 5e-3 * (1 + np.abs(W).max()):
            return (
                f"`b` is correct, `W` is not: with the mean of its rows subtracted, an entry is off by {off:.2g}, "
                f"where the largest is {np.abs(W).max():.2g}."
            )
    best = (A @ own.T + bias).argmax(axis=1)
    if not np.array_equal(np.ravel(pred), best):
        return "`pred` does not fit the `W` and `b` that are returned: it is the most probable class for each sentence."
    return None


def _emoji_bias(bias, right, num_iterations, slips):
    """Say how a vector of biases differs from the right one."""
    where = "the default number of passes" if num_iterations is None else f"{num_iterations} passes"
    if not np.any(bias):
        return f"`b` is still zero after {where}: it is updated as well."
    for sentence, wrong in slips:
        if np.allclose(bias, wrong, rtol=1e-3, atol=1e-4):
            return sentence
    mine, wanted = (", ".join(f"{value:.3f}" for value in part) for part in (bias, right))
    return f"`b` is [{mine}] after {where}, expected [{wanted}]: one update for each sentence, in their order."


def emoji_judge_layer(pretrained_embedding_layer, word_to_vec_map, word_to_index, rows=None):
    """Judge an embedding layer: its kind, its size, its rows, and that it is frozen.

    Arguments: those of the function; rows, the right matrix.
    """
    layer = pretrained_embedding_layer(copy.deepcopy(word_to_vec_map), dict(word_to_index))
    if layer is None:
        return demands.RETURN_MISSING
    if isinstance(layer, np.ndarray):
        return "The result is an array: return the layer that holds it."
    try:
        described, matrices = models.layers(layer), models.weights(layer)
    except models.ModelError as error:
        if "no input" in str(error):
            return "The layer has no matrix yet: build it, then give it its rows."
        return f"{error}."
    if len(described) != 1 or described[0]["class"] != "Embedding":
        return f"Return a layer `Embedding`, not {described[0]['class'] if described else 'an empty model'}."
    if described[0]["settings"].get("mask_zero"):
        return "Leave `mask_zero` as it is by default: section 6 shows what a mask changes."
    matrix = np.asarray(matrices[0])
    if matrix.shape[1] != rows.shape[1]:
        return f"A row has {matrix.shape[1]} numbers, the vectors have {rows.shape[1]}: the dictionary says how many."
    if len(matrix) != len(rows):
        return f"There are {len(matrix)} rows, expected are {len(rows)}: which one is for no word?"
    if np.allclose(matrix, rows, atol=1e-6):
        trainable = described[0]["trainable"]
        return None if trainable == 0 else "The rows are correct, but training would change them: freeze the layer."
    if np.allclose(matrix[:-1], rows[1:], atol=1e-6):
        return "Each vector stands one row too early: row 0 is for no word."
    if not np.isclose(matrix[:, np.newaxis], rows[1:], atol=1e-6).all(axis=2).any():
        return "No row is the vector of a word: has the matrix of the layer been set?"
    wrong = int(np.abs(matrix - rows).max(axis=1).argmax())
    return f"Row {wrong} is not the vector of the word whose index is {wrong}." if wrong else "Row 0 must hold zeros."


def emoji_judge_masked(mask_padding, model, X, right=None):
    """Judge a model whose padding is masked by what it computes, and by its weights.

    Arguments: model, given; X, indices of words (m, T) with zeros anywhere; right, the probabilities.
    """
    before = [np.array(weights) for weights in models.weights(model)]
    masked = mask_padding(model)
    if masked is None:
        return demands.RETURN_MISSING
    try:
        after = models.weights(masked)
        P = models.predict(masked, X)
    except models.ModelError as error:
        return f"{error}."
    if len(after) != len(before) or any(
        one.shape != other.shape or not np.allclose(one, other) for one, other in zip(after, before)
    ):
        return "The weights are not those of the model that was given: use its layers again."
    if sentence := demands.array(P, right.shape, "result"):
        return sentence
    if np.allclose(P, right, rtol=1e-3, atol=1e-4):
        return None
    alone, far = models.predict(model, X), np.abs(P - right).max(axis=1)
    if np.allclose(P, alone, rtol=1e-4, atol=1e-5):
        return "It computes what the model computes that was given: padding still changes the answer."
    return f"For {int(np.sum(far > 1e-3))} of {len(X)} rows the probabilities are others than without the padding."


def emoji_judge_negation(negation_features, groups=None, chosen=None, seed=None):
    """Judge features by what ridge regression makes of them: on sentences by theme, and on groups with negation.

    Arguments: groups, lists of four sentences that nobody has, or None for those that come with the notebook; chosen,
    the places of those to be judged on; seed, of the order in which the sentences come.
    """
    return emoji_negation_reached(negation_features, groups, chosen, seed)[2]


def emoji_negation_reached(negation_features, groups=None, chosen=None, seed=None):
    """Return the number of groups that are told wholly, the share of ordinary sentences, and what is wrong, or None."""
    emoji, (train, test) = data.load_emoji(), _emoji_negation()
    asked = [(test if groups is None else groups)[place] for place in chosen]
    parts = [emoji.X_train, np.ravel(train), emoji.X_test, np.ravel(asked)]
    ends = np.cumsum([len(part) for part in parts])
    sentences = np.concatenate(parts)
    order = np.random.default_rng(seed).permutation(len(sentences))
    places, vectors = _emoji_vectors()
    words = sorted({word for sentence in sentences for word in sentence.lower().split()} & set(places))
    F = negation_features(sentences[order], {word: vectors[places[word]].copy() for word in words})
    if F is None:
        return 0, 0.0, demands.RETURN_MISSING
    if not isinstance(F, np.ndarray) or F.ndim != 2 or len(F) != len(sentences) or F.shape[1] > EMOJI_WIDEST:
        shape = F.shape if isinstance(F, np.ndarray) else type(F).__name__
        return 0, 0.0, f"The result is {shape}; it is an array ({len(sentences)}, d) with d at most {EMOJI_WIDEST}."
    if sentence := demands.array(F, F.shape, "result"):
        return 0, 0.0, sentence
    features = np.empty(F.shape)
    features[order] = F
    ordinary, negated = np.split(features, ends[:3])[2:]
    labels = np.concatenate([emoji.Y_train, np.tile([2, 3, 3, 2], len(train))])
    scores = _emoji_ridge(features[: ends[1]], labels)
    share = float(np.mean(scores(ordinary).argmax(axis=1) == emoji.Y_test))
    values = scores(negated)
    glad = (values[:, 2] > values[:, 3]).reshape(-1, 4)
    solved = int(np.sum((glad == [True, False, False, True]).all(axis=1)))
    return solved, share, _emoji_negation_wrong(solved, share, glad)


def _emoji_ridge(F, labels):
    """Return a function from features to scores (m, 5): ridge regression on standardized features."""
    from scipy.linalg import lstsq  # here, because it takes a while

    mean, scale = F.mean(axis=0), F.std(axis=0) + 1e-9

    def rows(F):
        return np.column_stack([(F - mean) / scale, np.ones(len(F))])

    X, targets = rows(F), (labels[:, np.newaxis] == range(5)).astype(float)
    extra = np.sqrt(0.1 * len(F)) * np.eye(X.shape[1])
    solution = lstsq(np.vstack([X, extra]), np.vstack([targets, np.zeros((len(extra), 5))]))[0]
    return lambda F: rows(F) @ solution


def _emoji_negation_wrong(solved, share, glad):
    """Say what features lack, if anything."""
    reached = (
        f"Of {len(glad)} groups, {solved} are told wholly, {EMOJI_SOLVED} are asked; "
        f"of the test set by theme, {share:.1%}, asked are {EMOJI_ORDINARY:.1%}."
    )
    if solved < EMOJI_SOLVED:
        if solved == 0 and (glad[:, 0] == glad[:, 2]).mean() > 0.5:
            return f"{reached} Mostly the negated sentence gets the class of the one without negation."
        return f"{reached} In what does a negated word differ from the same word without negation?"
    if share < EMOJI_ORDINARY:
        return f"{reached} Negation is told, but food and baseball have become hard to see: what was thrown away?"
    return None


@cache
def _emoji_averages(sentences):
    """Return averages (m, 50) for a tuple of sentences, by a matrix of how often each has which word."""
    places, vectors = _emoji_vectors()
    split = [[places[word] for word in sentence.lower().split() if word in places] for sentence in sentences]
    used = sorted({place for row in split for place in row})
    counts = np.array([np.bincount(np.searchsorted(used, row), minlength=len(used)) for row in split])
    return (counts / counts.sum(axis=1, keepdims=True)) @ vectors[used]


def emoji_draws(seed, draws, unseen=None):
    """Yield averages and labels of five classes, averages of ten sentences of a sixth; averages to classify, labels.

    Arguments: draws, how many for each further class; unseen, [name, sentence] of classes that nobody has, or None.
    """
    emoji = data.load_emoji()
    if unseen is None:
        with Path(__file__).with_name("emoji_more.csv").open(encoding="utf-8") as file:
            unseen = [[row["class"], row["sentence"]] for row in csv.DictReader(file)]
    old, test = (_emoji_averages(tuple(part)) for part in (emoji.X_train, emoji.X_test))
    rng = np.random.default_rng(seed)
    for name in dict.fromkeys(name for name, _ in unseen):
        new = _emoji_averages(tuple(sentence for other, sentence in unseen if other == name))
        for _ in range(draws):
            part = rng.permutation(len(old))[:170]
            new = new[rng.permutation(len(new))]
            asked = np.vstack([test, new[EMOJI_SHOTS:]])
            labels = np.append(emoji.Y_test, np.full(len(new) - EMOJI_SHOTS, 5))
            order = rng.permutation(len(asked))
            yield old[part], emoji.Y_train[part], new[:EMOJI_SHOTS], asked[order], labels[order]


def emoji_sixth_reached(add_class, seed, draws, unseen=None):
    """Return over all draws the share of the old classes and of the new one that is correct, and what is wrong."""
    old, new = [], []
    for A, Y, A_new, A_test, labels in emoji_draws(seed, draws, unseen):
        answer = add_class(A.copy(), Y.copy(), A_new.copy(), A_test.copy())
        if answer is None:
            return 0.0, 0.0, demands.RETURN_MISSING
        if sentence := demands.array(answer, labels.shape, "result"):
            return 0.0, 0.0, sentence
        if not np.isin(answer, range(6)).all():
            return 0.0, 0.0, "Each entry is a class, a whole number from 0 to 5."
        correct = answer == labels
        old.append(correct[labels < 5].mean())
        new.append(correct[labels == 5].mean())
    return float(np.mean(old)), float(np.mean(new)), None


def emoji_judge_sixth(add_class, seed=None, draws=None, targets=None, unseen=None):
    """Judge a sixth class by the share of sentences that are correct, of the five old classes and of the new one."""
    old, new, sentence = emoji_sixth_reached(add_class, seed, draws, unseen)
    if sentence:
        return sentence
    reached = (
        f"Of the new class {new:.1%} are recognized, asked are {targets[1]:.1%}; of the old classes {old:.1%} are "
        f"classified correctly, asked are {targets[0]:.1%}."
    )
    if new == 0 or old == 0:
        return f"{reached} The new class is {'never' if new == 0 else 'always'} the answer."
    if new < targets[1] and old < targets[0]:
        return f"{reached} Both are missed: do single sentences decide, and are `A` and `A_test` treated alike?"
    if new < targets[1]:
        return f"{reached} Ten sentences stand against 170: how much does a mistake on each of them cost?"
    if old < targets[0]:
        return f"{reached} The new class takes sentences from the others."
    return None


# ------------------------------------------------------------------------------------------- together

EXERCISES = {
    "0_lesson": [
        Question("q1", "A topic"),
        Question("q2", "A topic"),
        Question("q3", "A topic"),
        Question("q4", "A topic"),
        Question("q5", "A topic"),
        Question("q6", "A topic"),
        Question("q7", "A topic"),
        Question("q8", "A topic"),
        Question("q9", "A topic"),
        Question("q10", "A topic"),
    ],
    "1_word_vectors": [
        Exercise(name="row_means"),
    ],
    "2_emojify": [
        Exercise(name="sentence_to_avg", leaves=("word_to_vec_map",)),
        Exercise(name="model", judge=emoji_judge_model, uses=("sentence_to_avg",), leaves=("word_to_vec_map",)),
        Exercise(name="sentences_to_indices", leaves=("word_to_index",)),
        Exercise(name="pretrained_embedding_layer", judge=emoji_judge_layer),
        Exercise(name="Emojify_V2", functions=(emoji_layer_stand_in,), seconds=60),
        Exercise(name="mask_padding", judge=emoji_judge_masked, seconds=60),
        Exercise(name="negation_features", judge=emoji_judge_negation, leaves=("word_to_vec_map",), seconds=60),
        Exercise(name="add_class", judge=emoji_judge_sixth, leaves=("A", "Y", "A_new", "A_test"), seconds=60),
    ],
    "3_learning_embeddings": [
        Exercise(name="row_means"),
    ],
}
