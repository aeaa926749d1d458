"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
import functools
from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.special import expit, log_expit

from helpers import driving
from helpers.checks import models
from helpers.checks.codec import tensor
from helpers.checks.demands import RETURN_MISSING, array
from helpers.checks.exercise import Exercise, load, portable
from helpers.checks.quiz import Question
from helpers.checks.tensors import is_tensor
from helpers.checks.words import short

# ------------------------------------------------------------------------------------- 1_errors_and_mismatch: sources

wild = load(Path(__file__).with_name("wild.py"))
PARTS = ("train", "train_dev", "dev", "test")


def errors_judge_split(split_sources, target, scene, share, seed):
    """Judge a split of two sources: what is in which part, of what size, and whether a scene is in two of them."""
    found = split_sources(target.copy(), scene.copy(), share, seed)
    if sentence := _errors_unusable(found, len(target)):
        return sentence
    for part in ("dev", "test"):
        if not target[found[part]].all():
            return f"{(~target[found[part]]).sum()} of {len(found[part])} pictures in `{part}` are not from the target."
    scenes = {part: set(scene[found[part]].tolist()) for part in PARTS}
    for number, one in enumerate(PARTS):
        for other in PARTS[number + 1 :]:
            if both := scenes[one] & scenes[other]:
                return f"{len(both)} scenes have pictures in `{one}` and in `{other}`."
    if sentence := _errors_sizes(scenes, target, scene, share):
        return sentence
    again, fresh = (split_sources(target.copy(), scene.copy(), share, number) for number in (seed, seed + 1))
    if any(set(np.ravel(again[part])) != set(found[part].tolist()) for part in PARTS):
        return "two calls with the same seed give different parts."
    if all(set(np.ravel(fresh[part])) == set(found[part].tolist()) for part in PARTS):
        return "another seed gives the same parts: the scenes are to be drawn at random."
    order = np.unique(scene[target])
    for part in ("dev", "test"):
        place = np.searchsorted(order, list(scenes[part])).mean() / len(order)
        if abs(place - 0.5) > 0.3:
            return f"the scenes in `{part}` are the first or the last ones: draw them at random."
    return None


def _errors_unusable(found, count):
    if found is None:
        return RETURN_MISSING
    if not isinstance(found, dict) or not set(PARTS) <= set(found):
        return f"the result is {short(found, 40)}, expected a dictionary with the keys {', '.join(PARTS)}."
    for part in PARTS:
        indices = found[part]
        if not isinstance(indices, np.ndarray) or indices.ndim != 1 or indices.dtype.kind not in "iu":
            return f"`{part}` is {short(indices, 40)}, expected an array of indices (whole numbers)."
        if len(indices) and not 0 <= indices.min() <= indices.max() < count:
            return f"`{part}` holds indices outside of 0 to {count - 1}."
    counts = np.bincount(np.concatenate([found[part] for part in PARTS]), minlength=count)
    if counts.max() > 1:
        return f"{(counts > 1).sum()} pictures are in more than one place."
    return f"{(counts == 0).sum()} of {count} pictures are in no part." if counts.min() == 0 else None


def _errors_sizes(scenes, target, scene, share):
    ours = set(scene[target].tolist())
    wanted = share * len(ours)
    for part in ("dev", "test"):
        if abs(len(scenes[part]) - wanted) > 1:
            return f"`{part}` has {len(scenes[part])} of {len(ours)} target scenes, about {wanted:.0f} are asked for."
    held = scenes["dev"] | scenes["test"]
    for name, rest in (("target", ours - held), ("other source", set(scene[~target].tolist()))):
        got = len(scenes["train_dev"] & rest)
        if abs(got - share * len(rest)) > 1:
            return (
                f"`train_dev` has {got} of {len(rest)} scenes of the {name} that are left, about "
                f"{share * len(rest):.0f} are asked for: it is to have the distribution of `train`."
            )
    return None


# ---------------------------------------------------------------------------- 1_errors_and_mismatch: wrong labels

ERRORS_SETS = 8  # sets with few wrong labels, and as many with many
ERRORS_PRECISION, ERRORS_RECALL = 0.66, 0.62
ERRORS_FEW, ERRORS_MANY = (0.02, 0.04), (0.12, 0.16)


def errors_found(suspects, seed):
    """Return the mean precision where few labels are wrong, the mean recall where many are, and a sentence.

    The sentence says what is unusable, or that always the same number of labels is flagged.
    """
    means, counts = [], set()
    for kind, share in enumerate((ERRORS_FEW, ERRORS_MANY)):
        reached = []
        for number in range(ERRORS_SETS):
            key = [seed, kind, number]
            one = wild.draw_labels(key, np.random.default_rng(key).uniform(*share))
            found = suspects(one.X.copy(), one.labels.copy())
            if found is None:
                return 0.0, 0.0, RETURN_MISSING
            found = np.asarray(found)
            if found.shape != one.labels.shape or found.dtype != bool:
                return 0.0, 0.0, f"the result is {short(found, 40)}, expected a boolean array {one.labels.shape}."
            hits = np.sum(found & one.wrong)
            counts.add(int(found.sum()))
            reached.append((hits / max(found.sum(), 1), hits / max(one.wrong.sum(), 1)))
        means.append(np.mean(reached, axis=0))
    always = f"{counts.pop()} labels are flagged in every set." if len(counts) == 1 else None
    return float(means[0][0]), float(means[1][1]), always


def errors_judge_suspects(suspects, seed):
    """Judge precision where few labels are wrong, and recall where many are."""
    precision, recall, sentence = errors_found(suspects, seed)
    if sentence:
        return f"`suspects` on new sets: {sentence}"
    if precision >= ERRORS_PRECISION and recall >= ERRORS_RECALL:
        return None
    cause = "Which of the examples that you flag are merely hard?"
    if precision >= ERRORS_PRECISION:
        cause = "Has the model that doubts a label learned from it? And how many do you flag in each set?"
    return (
        f"`suspects` on {2 * ERRORS_SETS} new sets: precision {precision:.2f} where few labels are wrong (at least "
        f"{ERRORS_PRECISION} is asked for), recall {recall:.2f} where many are (at least {ERRORS_RECALL}). {cause}"
    )


# -------------------------------------------------------------------------- 1_errors_and_mismatch: is mending worth it

ERRORS_SITUATIONS, ERRORS_REVIEWS, ERRORS_RENAMED = 500, 120, 20
ERRORS_COVERED, ERRORS_WIDTH, ERRORS_RIGHT, ERRORS_WRONG = 0.9, 0.042, 0.8, 0.04


def errors_decided(mend, seed):
    """Return the shares covered, right and wrong, the mean width of the intervals, and a sentence."""
    rows = []
    for number in range(ERRORS_SITUATIONS):
        one = wild.draw_situation([seed, number])
        hidden = np.full(len(one.true), -1)
        chosen = mend(one.labels.copy(), one.first.copy(), one.second.copy(), ERRORS_REVIEWS, hidden.copy())
        if sentence := _errors_unreviewable(chosen, len(hidden)):
            return 0.0, 0.0, 0.0, 9.0, f"the first call: {sentence}"
        hidden[np.asarray(chosen)] = one.true[np.asarray(chosen)]
        told = mend(one.labels.copy(), one.first.copy(), one.second.copy(), ERRORS_REVIEWS, hidden.copy())
        if sentence := _errors_undecided(told):
            return 0.0, 0.0, 0.0, 9.0, f"the second call: {sentence}"
        verdict, low, high = told
        before, after = (np.mean(one.first == by) - np.mean(one.second == by) for by in (one.labels, one.true))
        true = "keep" if before * after > 0 else "switch"
        rows.append(
            (
                low - 1e-9 <= after <= high + 1e-9,
                verdict == true,
                verdict not in (true, "undecided"),
                high - low,
            )
        )
    return *(float(mean) for mean in np.mean(np.array(rows, dtype=float), axis=0)), None


def _errors_unreviewable(chosen, count):
    if chosen is None:
        return RETURN_MISSING
    indices = np.asarray(chosen)
    if indices.ndim != 1 or indices.dtype.kind not in "iu":
        return f"the result is {short(chosen, 40)}, expected indices of pictures to review."
    if len(indices) > ERRORS_REVIEWS:
        return f"it asks for {len(indices)} reviews; {ERRORS_REVIEWS} are allowed."
    if len(indices) and not 0 <= indices.min() <= indices.max() < count:
        return f"it asks for pictures outside of 0 to {count - 1}."
    return "it asks for a picture twice." if len(set(indices.tolist())) < len(indices) else None


def _errors_undecided(told):
    if told is None:
        return RETURN_MISSING
    if not isinstance(told, (tuple, list)) or len(told) != 3:
        return f"the result is {short(told, 40)}, expected a verdict, low and high."
    verdict, *ends = told
    if verdict not in ("keep", "switch", "undecided"):
        return f"the verdict is {short(verdict, 30)}, expected 'keep', 'switch' or 'undecided'."
    if not all(isinstance(end, (int, float, np.number)) and np.isfinite(end) for end in ends):
        return f"the ends of the interval are {short(ends, 40)}, expected two numbers."
    if ends[0] > ends[1]:
        return "`low` is above `high`."
    if min(abs(ends[0]), abs(ends[1])) > 1e-9 and (ends[0] < 0 < ends[1]) != (verdict == "undecided"):
        return f"the verdict is {verdict!r}, the interval {ends[0]:.3f} to {ends[1]:.3f}: what does it leave open?"
    return None


def _errors_renamed(mend, seed):
    """Return a sentence if the interval depends on the numbers by which classes go."""
    for number in range(ERRORS_RENAMED):
        one = wild.draw_situation([seed, number])
        chosen = np.asarray(mend(*map(np.copy, one[:3]), ERRORS_REVIEWS, np.full(len(one.true), -1)))
        classes, found = np.arange(1 + max(each.max() for each in one)), []
        for names in (classes, np.roll(classes, 1)):
            truth = np.full(len(one.true), -1)
            truth[chosen] = names[one.true[chosen]]
            found.append(mend(*(names[each] for each in one[:3]), ERRORS_REVIEWS, truth)[1:])
        if np.abs(np.subtract(*found)).max() > 0.3 * (found[0][1] - found[0][0]):
            told = ", then ".join(f"{low:.3f} to {high:.3f}" for low, high in found)
            return f"the interval is {told} when the same classes are numbered otherwise: is 0 a class, too?"
    return None


def errors_judge_mend(mend, seed):
    """Judge the intervals and the verdicts over many situations."""
    covered, right, wrong, width, sentence = errors_decided(mend, seed)
    told = f"`mend` on {ERRORS_SITUATIONS} new situations: "
    if sentence:
        return told + sentence
    if covered < ERRORS_COVERED:
        return (
            f"{told}{covered:.0%} of the intervals hold the difference after mending, and about 95 % should. Which "
            "pictures were reviewed, and for which do they stand?"
        )
    if width > ERRORS_WIDTH:
        return (
            f"{told}the intervals are {width:.3f} wide on average; at most {ERRORS_WIDTH} is asked for. Which pictures "
            "say nothing about the difference, and what do you know of a picture before it is reviewed?"
        )
    if wrong > ERRORS_WRONG:
        return f"{told}{wrong:.0%} of the verdicts are wrong. Which model is ahead by the labels as they are given?"
    if right < ERRORS_RIGHT:
        return f"{told}{right:.0%} of the verdicts are right and decided; at least {ERRORS_RIGHT:.0%} is asked for."
    sentence = _errors_renamed(mend, seed)
    return told + sentence if sentence else None


transfer_tasks = load(Path(__file__).with_name("transfer_tasks.py"))


# ---------------------------------------------------------------------------------- 3: transfer and multi-task learning


@portable
def transfer_gradient(function, labels, logits):
    """Return what a loss gives, and its gradient with respect to the logits (None if none gets through)."""
    import tensorflow as tf

    with tf.GradientTape() as tape:
        tape.watch(logits)
        value = function(labels, logits)
    return value, tape.gradient(value, logits) if tf.is_tensor(value) else None


def transfer_judge_loss(masked_loss, labels, logits):
    """Judge the mean cross-entropy of the labels that are there, and its gradient, entry by entry."""
    return transfer_loss_off(masked_loss, labels, logits)[1]


def transfer_loss_off(masked_loss, labels, logits):
    """Return how many times the tolerance loss and gradient are off, and a sentence if they are too far off."""
    inner = getattr(masked_loss, "function", masked_loss)
    pair = tensor(labels), tensor(logits)
    told = (
        inner.beside(transfer_gradient, *pair) if isinstance(inner, models.Remote) else transfer_gradient(inner, *pair)
    )
    value, slopes = told
    if value is None:
        return np.inf, RETURN_MISSING
    if not is_tensor(value):
        return np.inf, "the result is no tensor: compute with TensorFlow from beginning to end."
    if sentence := array(value, (), "result", floats=True):
        return np.inf, sentence + (" What does a label that is missing do to a product?" if "NaN" in sentence else "")
    total, right, entries = 0.0, np.zeros(logits.shape), [index for index in np.ndindex(labels.shape)]
    entries = [index for index in entries if labels[index] == labels[index]]
    for index in entries:
        probability = expit(float(logits[index]))
        total -= log_expit(float(logits[index]) * (1 if labels[index] else -1))
        right[index] = (probability - labels[index]) / len(entries)
    total = total / len(entries) if entries else 0.0
    off = abs(float(np.asarray(value)) - total) / (2e-5 * (1 + total))
    if off > 1:
        return off, f"the loss is {float(np.asarray(value)):.4g}, expected {total:.4g}."
    if slopes is None:
        return (np.inf, "no gradient gets through to the logits.") if entries else (off, None)
    if not np.isfinite(np.asarray(slopes)).all():
        return (
            np.inf,
            "the loss is correct, but its gradient holds NaN: a missing label still takes part behind `tf.where`.",
        )
    wrong = np.abs(np.asarray(slopes) - right).max() / 2e-5
    return (wrong, "the loss is correct, its gradient is not.") if wrong > 1 else (max(off, wrong), None)


@portable
def transfer_facts(function, parts, classes, trainable_from, frozen, seed):
    """Build a base, let the function make a new model of it, train that for one step; return what there is to see."""
    import keras
    import numpy as np
    import tensorflow as tf

    rng = np.random.default_rng(seed)
    inner = [getattr(keras.layers, name)(*arguments) for name, *arguments in parts]
    base = keras.Sequential([keras.Input((6,)), *inner, keras.layers.Dense(7)])
    base.set_weights(
        [rng.uniform(0.1, 1, w.shape) * (rng.choice([-1, 1], w.shape) if w.ndim > 1 else 1) for w in base.get_weights()]
    )
    for number in frozen:
        base.layers[number].trainable = False
    known = [one.copy() for one in base.get_weights()]
    flags = [bool(layer.trainable) for layer in base.layers]
    X = rng.normal(size=(40, 6)).astype("float32")
    body = keras.Model(base.inputs[0], base.layers[-2].output)
    model = function(base, classes, trainable_from)
    if not isinstance(model, keras.Model):
        return f"the result is of the type `{type(model).__name__}`, expected a Keras model."
    found, right = (keras.ops.convert_to_numpy(one(X)) for one in (model, body))
    before = [one.copy() for one in model.get_weights()]
    with tf.GradientTape() as tape:
        out = model(X, training=True)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(np.arange(40) % int(out.shape[1]), out))
    variables = model.trainable_variables
    for variable, slope in zip(variables, tape.gradient(loss, variables)):
        if slope is not None:
            variable.assign_sub(0.5 * slope)
    after = [one.copy() for one in model.get_weights()]
    now = [one.copy() for one in base.get_weights()]
    changed = [bool(layer.trainable) for layer in base.layers] != flags
    counts = [len(layer.get_weights()) for layer in base.layers[:-1]]
    return [found, right, before, after, known, now, changed, counts]


def transfer_judge_model(transfer_model, parts, classes, trainable_from, frozen, seed):
    """Judge the model by its weights, by which of them one training step changes, and by what happens to the base."""
    inner = getattr(transfer_model, "function", transfer_model)
    rest = parts, classes, trainable_from, frozen, seed
    told = inner.beside(transfer_facts, *rest) if isinstance(inner, models.Remote) else transfer_facts(inner, *rest)
    if isinstance(told, str):
        return told
    found, right, before, after, known, now, changed, counts = told
    if found.shape != (len(right), classes):
        return (
            f"for {len(right)} pictures the model returns the shape {found.shape}, expected ({len(right)}, {classes})."
        )
    shapes = [one.shape for one in known[:-2]] + [(right.shape[1], classes), (classes,)]
    if [one.shape for one in before] != shapes:
        return "the weights are not those of the base without its last layer, and of one new layer after them."
    if any(np.abs(mine - theirs).max() > 1e-6 for mine, theirs in zip(before[:-2], known)):
        return "below the new layer the weights are not those of the base: does `clone_model` copy weights?"
    kernel, bias = before[-2:]
    if np.abs(found - (right @ kernel + bias)).max() > 1e-3 * (1 + np.abs(found).max()):
        softly = np.abs(found.sum(axis=1) - 1).max() < 1e-3
        return (
            "the rows of the output add up to 1: return logits."
            if softly
            else "the output is not that of the base's last hidden layer, put through one dense layer."
        )
    place = 0
    for number, count in enumerate(counts):
        moved = [np.abs(after[i] - before[i]).max() > 0 for i in range(place, place + count)]
        place += count
        if count and number < trainable_from and any(moved):
            return (
                f"`trainable_from={trainable_from}`: one training step changes layer {number}, which is to stay frozen."
            )
        if count and number >= trainable_from and not all(moved):
            return f"`trainable_from={trainable_from}`: a training step leaves weights of layer {number} as they are."
    if not all(np.abs(after[i] - before[i]).max() > 0 for i in (-1, -2)):
        return "the new last layer does not train."
    if any(np.abs(mine - theirs).max() > 0 for mine, theirs in zip(known, now)):
        return "training the new model changes the weights of the base, which other tasks still need: copy its layers."
    if changed:
        return "afterwards layers of the base are frozen, or no longer are: leave the base as it is."
    return None


# Functions that cases of `two_stage` pass on.


@portable
def transfer_peak(scenes):
    """Return the places (m, 2), across and down, of the largest pixel, a little off."""
    import numpy as np

    flat = scenes.reshape(len(scenes), -1).argmax(axis=1)
    return np.stack([flat % scenes.shape[2] + 0.2, flat // scenes.shape[2] - 0.3], axis=1)


@portable
def transfer_corner(scenes):
    """Return places (m, 2) close to the lower left corner and beyond it."""
    import numpy as np

    m, height, _ = scenes.shape
    return np.stack([np.linspace(-1.3, 0.8, m), height - np.linspace(1.8, -0.7, m)], axis=1)


@portable
def transfer_weigh(windows):
    """Return four logits of flat windows (m, pixels); each looks at other pixels."""
    import numpy as np

    n = windows.shape[1]
    return windows @ np.cos(np.arange(4 * n).reshape(n, 4) ** 1.5)


# Challenge: which questions share a network? Tables are drawn whose truth is known.

TRANSFER_TABLES, TRANSFER_FALSE, TRANSFER_FOUND = 360, 0.09, 0.88


def transfer_table(rng, planted, few):
    """Return errors alone (seeds, k) and beside each other (seeds, k, k), the pairs to find and the pairs to leave.

    Arguments: planted, whether anything makes a difference; few, whether there are few seeds, and large differences.
    """
    n, k = int(rng.integers(4, 6) if few else rng.integers(20, 31)), int(rng.integers(4, 8))
    size = 0.2 if few else 0.0135
    level = rng.uniform(0.3, 0.45, k) + 0.04 * rng.normal(size=(n, k))
    effect, good, bad = np.zeros((k, k)), [], []
    if planted:
        pairs = rng.permutation([(i, j) for j in range(k) for i in range(j)])
        for number, (i, j) in enumerate(pairs[:4]):
            i, j = (i, j) if rng.random() < 0.5 else (j, i)
            if number < 2:  # one is helped, the other may be, or nothing happens to it
                effect[i, j], effect[j, i] = -size, -size * (rng.random() < 0.5)
                good.append((min(i, j), max(i, j)))
            else:  # one is helped at the other's cost, or both suffer
                effect[i, j], effect[j, i] = (-size, size) if number == 2 else (size, size)
                bad.append((min(i, j), max(i, j)))
    alone = level + 0.01 * rng.normal(size=(n, k))
    beside = level[:, :, None] + effect + 0.01 * rng.normal(size=(n, k, k))
    beside[:, range(k), range(k)] = alone
    return alone.round(4), beside.round(4), good, bad


def transfer_shares(sharing_pairs, seed):
    """Return the share of tables with a pair that is not to be there, and the share of pairs found, and a sentence."""
    false, found, there = 0, 0, 0
    for number in range(TRANSFER_TABLES):
        alone, beside, good, _ = transfer_table(np.random.default_rng([seed, number]), number % 3 == 0, number % 2 == 0)
        told = sharing_pairs(alone, beside)
        try:
            pairs = {(int(i), int(j)) for i, j in told}
        except (TypeError, ValueError):
            return 1.0, 0.0, f"the result is {short(told, 40)}, expected a list of pairs of whole numbers."
        if any(not 0 <= i < j < alone.shape[1] for i, j in pairs):
            return 1.0, 0.0, f"the pairs are {short(sorted(pairs), 40)}: the smaller number comes first, from 0 on."
        false += bool(pairs - set(good))
        found, there = found + len(pairs & set(good)), there + len(good)
    return false / TRANSFER_TABLES, found / there, None


def transfer_judge_pairs(sharing_pairs, seed):
    """Judge decisions on many tables, in two of three of which nothing differs."""
    false, found, sentence = transfer_shares(sharing_pairs, seed)
    call = f"`sharing_pairs` on {TRANSFER_TABLES} tables: "
    if sentence:
        return call + sentence
    if false > TRANSFER_FALSE:
        return (
            f"{call}{false:.0%} of them give a pair that should not be there, at most {TRANSFER_FALSE:.0%} may. "
            "How many comparisons does one table hold, and what may happen to the other question of a pair?"
        )
    if found < TRANSFER_FOUND:
        return (
            f"{call}{found:.0%} of the pairs that gain are found, at least {TRANSFER_FOUND:.0%} are asked for. "
            "What do the two numbers of one seed have in common?"
        )
    return None


# Challenge: a budget of gradient steps.

TRANSFER_EXCESS = {"few": 0.03, "many": 0.05}


def transfer_judge_run(next_run, drawn, reached):
    """Judge the mean test error over tasks with few and with many pictures, against what three fixed plans reach."""
    errors, sentence = transfer_errors(next_run, drawn)
    if sentence:
        return f"`next_run` on a task: {sentence}"
    for size, most in TRANSFER_EXCESS.items():
        if errors[size] > reached[size] + most:
            return (
                f"`next_run` on {sum((kind < 2) == (size == 'few') for kind, _ in drawn)} tasks with {size} pictures: "
                f"the test error is {errors[size]:.1%} on average; at most {reached[size] + most:.1%} is asked for. "
                "What do a few steps of each plan say about a task, and are the steps left well spent?"
            )
    return None


def transfer_errors(next_run, drawn):
    """Return mean test errors with few and with many pictures, and a sentence if a run cannot be made.

    Arguments: drawn, tasks: pairs of a kind and a seed.
    """
    found = {"few": [], "many": []}
    try:
        for kind, seed in drawn:
            found["few" if kind < 2 else "many"].append(transfer_tasks.play(next_run, int(kind), int(seed))[0])
    except ValueError as error:
        return {}, str(error)
    return {size: float(np.mean(errors)) for size, errors in found.items()}, None


# --------------------------------------------------------------------------------- 2_simulator_driving: hidden states

DRIVING_STATES, DRIVING_SCORE, DRIVING_OFF = 600, -0.92, 0.1  # observations, mean log score, distance to calibration


def driving_judge_posterior(posterior, seed):
    """Judge probabilities of hidden states by their log score and by their calibration, on projects drawn anew."""
    (score, sure, right), sentence = driving_score(posterior, seed)
    if sentence:
        return f"`posterior` on a new project: {sentence}"
    call = f"`posterior` on {DRIVING_STATES} new projects: "
    if sure - right > DRIVING_OFF:
        return (
            f"{call}the most probable state has a probability of {sure:.2f} on average, and is the true one in "
            f"{right:.0%} of them: too sure. What differs between two trainings with the same settings?"
        )
    if score < DRIVING_SCORE:
        return (
            f"{call}the logarithm of the probability of the true state is {score:.2f} on average, at least "
            f"{DRIVING_SCORE:.2f} is asked for. {driving_unused(posterior, seed)}"
        )
    if right - sure > DRIVING_OFF:
        return (
            f"{call}the most probable state has a probability of {sure:.2f} on average, and is the true one in "
            f"{right:.0%} of them: not sure enough."
        )
    return None


def driving_score(posterior, seed):
    """Return (mean log score, mean probability of the most probable state, how often it is true), and a sentence."""
    scores, sure, right = [], [], []
    for observation, candidates, true in driving_observed(seed):
        found = posterior(dict(observation), [dict(one) for one in candidates])
        if found is None:
            return (-99.0, 0.0, 0.0), RETURN_MISSING
        try:
            found = np.asarray(found, dtype=float)
        except (TypeError, ValueError):
            return (-99.0, 0.0, 0.0), f"the result is {short(found, 40)}, expected an array of probabilities."
        if found.shape != (len(candidates),) or not np.isfinite(found).all():
            return (-99.0, 0.0, 0.0), f"the result is {short(found, 60)}, expected {len(candidates)} probabilities."
        if (found < 0).any() or abs(found.sum() - 1) > 1e-6:
            told = short(found.round(3), 60)
            return (-99.0, 0.0, 0.0), f"the result is {told}; probabilities are >= 0 and add up to 1."
        scores.append(np.log(max(found[true], 1e-6)))
        sure.append(found.max())
        right.append(found.argmax() == true)
    return (float(np.mean(scores)), float(np.mean(sure)), float(np.mean(right))), None


def driving_unused(posterior, seed):
    """Return a question that what a posterior does not make use of suggests."""
    seen = driving_observed(seed)[:40]

    def ignores(name, value):
        return all(
            np.array_equal(posterior(one | {name: value}, list(states)), posterior(dict(one), list(states)))
            for one, states, _ in seen
            if one[name] is not None
        )

    if ignores("looked_wrong_labels", 90):
        return "It does not use `looked_wrong_labels`."
    if ignores("train_error", 0.45):
        return "It does not use `train_error`: what do wrong labels do to it?"
    if ignores("tried_error", 0.6):
        return "It does not use `tried_error`."
    if ignores("clear_errors", [0.45, 0.45, 0.45]):
        return "It does not use `clear_errors`."
    return "How far from its expectation may each measurement be, and how much does it then count?"


def driving_observed(seed):
    """Return (observation, states that are equally probable, number of the true one) of projects drawn anew."""
    return copy.deepcopy(_driving_observed(seed))  # whoever is given one may change it


@functools.lru_cache(8)
def _driving_observed(seed):
    rng, found = np.random.default_rng([seed, 1]), []
    for number in range(DRIVING_STATES):
        shares = [0.0, *np.sort(rng.uniform(0.04, 0.25, 3)).round(3).tolist()]
        candidates = [{"wrong": wrong, "related": related} for wrong in shares for related in (0, 1)]
        true = int(rng.integers(len(candidates)))
        settings = replace(driving.draw([seed, 3, number]), weeks=99.0, money=99.0, **candidates[true])
        begun = driving.Project(settings)
        for action, share in (("look at 100 errors", 0.4), ("try colleague's network", 0.6)):
            if rng.random() < share and action in begun.possible():
                begun.act(action)
        found.append((begun.observe(), candidates, true))
    return found


# ------------------------------------------------------------------------------------- 2_simulator_driving: a policy


DRIVING_KINDS = {  # of projects, by what is wrong with them, apart from data and network
    "all": "new projects",
    "weather": "new projects with far more fog in use than in the dev set",
    "labels": "new projects with many wrong labels",
    "colleague": "new projects with few pictures, little time, and a colleague's network",
    "slow": "new projects that begin with too slow a network",
    "sound": "new projects with dev set, labels and latency in order",
}

DRIVING_FEW = {  # what the projects with few pictures have in common
    **{"foggy": 0, "archive": 0, "missing": 0.0, "synthetic": 0, "transferred": 0, "hidden": 40},
    **{"changes": None, "use_foggy": 0.1, "dev_foggy": 0.1, "latency_limit": 20.0},
}

DRIVING_MENDED = {"hidden": 40, "length": 1, "latency_limit": 20.0}  # where labels are wrong, little else is
DRIVING_SOUND = {  # hardly a label is undecidable, which a dev set of this size shows
    **DRIVING_MENDED,
    **{"changes": None, "dev_size": 1000, "missing": 0.0, "wrong": 0.01, "undecidable": 0.01, "unreadable": 0.05},
}


def driving_judge_policy(policy, seed, kind, projects, share):
    """Judge the share of projects of a kind, drawn anew, that a policy brings to their goal.

    It ends as soon as so many have failed that the rest cannot make up for them.
    """
    reached, sentence = driving_reached(policy, seed, kind, projects, share)
    if sentence:
        return f"`policy` on new projects: {sentence}"
    done = sum(one.succeeded for one in reached)
    if done >= share * projects:
        return None
    out_of_reach = ", which is out of reach" if len(reached) < projects else ""
    return (
        f"`policy` brings {done} of {len(reached)} {DRIVING_KINDS[kind]} to their goal; "
        f"at least {share:.0%} of {projects} are asked for{out_of_reach}. {driving_reasons(reached)}"
    )


@functools.lru_cache(64)  # a check is run again and again on the same cases
def driving_draw(seed, kind, projects):
    """Return the settings of so many projects of a kind, drawn anew."""
    rng, found = np.random.default_rng([seed, 4]), []
    for number in range(projects):
        fog = float(rng.choice([0.3, 0.5, 0.7]))
        few = {"fleet": int(rng.integers(4, 6)) * 50, "related": int(rng.random() < 0.6)}
        many = {"wrong": round(float(rng.uniform(0.2, 0.25)), 3), "fleet": int(rng.integers(20, 60)) * 50}
        many |= {"synthetic": int(rng.integers(1, 3))}
        fixed = {
            "all": {},
            "weather": {"dev_foggy": 0.05, "use_foggy": fog, "changes": None, "latency_limit": 20.0},
            "labels": {**DRIVING_MENDED, **many},
            "colleague": {**DRIVING_FEW, **few},
            "slow": {"hidden": 40, "latency_limit": 6.0},
            "sound": {**DRIVING_SOUND, "dev_foggy": max(fog, 0.5), "use_foggy": max(fog, 0.5)},
        }[kind]
        budget = (3, 3) if kind == "colleague" else None
        found.append(driving.draw([seed, number], budget, **fixed))
    return found


class DrivingUnusable(Exception):
    """What a policy returned that is no action."""


def driving_reached(policy, seed, kind, projects, share=0.0):
    """Return the projects as a policy has left them, and a sentence if it returns what is no action.

    The last ones are left out once so many have failed that the share is out of reach.
    """
    reached, failed = [], 0

    def asked(observation):
        action = policy(observation)
        if not isinstance(action, str) or action not in driving.COSTS:
            raise DrivingUnusable(action)
        return action

    for settings in driving_draw(seed, kind, projects):
        try:
            reached.append(driving.play(asked, settings))
            failed += not reached[-1].succeeded
            if projects - failed < share * projects:
                break
        except DrivingUnusable as error:
            if error.args[0] is None:
                return [], RETURN_MISSING
            return [], f"it returns {short(error.args[0], 40)}, expected the name of an action, such as 'train longer'."
    return reached, None


def driving_reasons(reached):
    """Return a sentence that says what the failed projects have in common."""
    if all(one.actions == reached[0].actions for one in reached):
        return "It does the same in every project: what does the observation say about this one?"
    failed = [one for one in reached if not one.succeeded]
    shipped = [one for one in failed if one.shipped]
    slow = [one for one in shipped if one.latency > one.settings.latency_limit]
    rest = [one for one in shipped if one not in slow]
    other = [one for one in rest if one.state["dev_foggy"] < one.use_foggy]
    counts = {
        "never shipped": len(failed) - len(shipped),
        "shipped too slow a network": len(slow),
        "shipped too large an error with less fog in the dev set than in use": len(other),
        "shipped too large an error with a dev set like the use": len(rest) - len(other),
    }
    return f"Of the {len(failed)} others, {', '.join(f'{count} {what}' for what, count in counts.items() if count)}."


# ---------------------------------------------------------------------------------------------------------- exercises

EXERCISES = {
    "0_lesson": [
        Question("q1", "Carrying out error analysis"),
        Question("q2", "Cleaning up incorrectly labelled data"),
        Question("q3", "Build a first system, then iterate"),
        Question("q4", "Bias and variance with mismatched data"),
        Question("q5", "Transfer learning"),
        Question("q6", "When to learn end to end"),
        Question("q7", "Build a first system, then iterate"),
        Question("q8", "Training and testing on different distributions"),
        Question("q9", "Multi-task learning"),
        Question("q10", "Addressing mismatch"),
    ],
    "1_errors_and_mismatch": [
        Exercise(
            name="split_sources", lesson="Training and testing on different distributions", judge=errors_judge_split
        ),
        Exercise(name="error_ceilings", lesson="Carrying out error analysis", rtol=1e-6),
        Exercise(name="priorities", lesson="Carrying out error analysis"),
        Exercise(name="find_label_errors", lesson="Cleaning up incorrectly labelled data"),
        Exercise(name="corrected_accuracy", lesson="Cleaning up incorrectly labelled data", rtol=1e-6),
        Exercise(name="decompose", lesson="Bias and variance with mismatched data", rtol=1e-6),
        Exercise(
            name="suspects", lesson="Cleaning up incorrectly labelled data", judge=errors_judge_suspects, seconds=60
        ),
        Exercise(name="mend", lesson="Cleaning up incorrectly labelled data", judge=errors_judge_mend, seconds=60),
    ],
    "2_simulator_driving": [
        Exercise(name="error_in_use", lesson="Training and testing on different distributions", atol=1e-9),
        Exercise(name="allocate", lesson="Training and testing on different distributions", rtol=1e-6, atol=1e-9),
        Exercise(name="worth", lesson="Carrying out error analysis", atol=1e-9),
        Question("d1", "Training and testing on different distributions"),
        Question("d2", "Addressing mismatch"),
        Question("d3", "Cleaning up incorrectly labelled data"),
        Question("d4", "Transfer learning"),
        Question("d5", "Transfer learning"),
        Question("d6", "Multi-task learning"),
        Question("d7", "Training and testing on different distributions"),
        Question("d8", "Bias and variance with mismatched data"),
        Question("d9", "Build a first system, then iterate"),
        Question("d10", "Addressing mismatch"),
        Exercise(
            name="posterior",
            lesson="Cleaning up incorrectly labelled data",
            judge=driving_judge_posterior,
            leaves=("observation", "candidates"),
            seconds=60,
        ),
        Exercise(
            name="policy",
            lesson="Build a first system, then iterate",
            judge=driving_judge_policy,
            uses=("error_in_use", "posterior"),
            seconds=60,
        ),
    ],
    "3_transfer_and_multitask": [
        Exercise(name="masked_loss", lesson="Multi-task learning", judge=transfer_judge_loss, seconds=30),
        Exercise(name="per_task_errors", lesson="Multi-task learning", leaves=("labels",)),
        Exercise(name="transfer_model", lesson="Transfer learning", judge=transfer_judge_model, seconds=30),
        Exercise(name="crossing_point", lesson="Transfer learning"),
        Exercise(
            name="two_stage",
            lesson="End-to-end deep learning",
            functions=(transfer_peak, transfer_corner, transfer_weigh),
        ),
        Exercise(
            name="sharing_pairs",
            lesson="Multi-task learning",
            judge=transfer_judge_pairs,
            leaves=("alone", "beside"),
            seconds=60,
        ),
        Exercise(name="next_run", lesson="Transfer learning", judge=transfer_judge_run, seconds=60),
    ],
}
