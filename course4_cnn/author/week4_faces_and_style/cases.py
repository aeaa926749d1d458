"""The inputs of the week: generators of visible and hidden cases."""

from pathlib import Path

import numpy as np
import tensorflow as tf
from checks import FACE_SLACK, STYLE_FAR, face_reached, face_stand_in, style_texture_reached, style_updates

from grading.authoring.author import Margin
from helpers.checks.exercise import call, call_with

# ----------------------------------------------------------------------------------- 1_face_recognition


def _face_triplets(rng, m, n, near, far):
    """Return anchors, positives and negatives at about these distances."""
    anchor = rng.normal(size=(m, n))
    return [tf.constant(anchor + shift * rng.normal(size=(m, n)) / np.sqrt(n), tf.float32) for shift in (0, near, far)]


def face_loss_cases(rng):
    """One triplet; some with a loss and some without; another margin; few with one, most far off; many numbers."""
    sizes = [int(size) for size in rng.integers(3, 7, 3)]
    return [
        call(None, _face_triplets(rng, 1, 3, 0.5, 0.5)),
        call(None, _face_triplets(rng, sizes[0] + 4, sizes[0], 1.0, 1.1)),
        call(None, _face_triplets(rng, sizes[1] + 3, sizes[1], 1.0, 1.4), round(float(rng.uniform(0.5, 1.5)), 2)),
        call(None, _face_triplets(rng, sizes[2] + 9, sizes[2], 0.7, 1.3), alpha=round(float(rng.uniform(0.3, 0.6)), 2)),
        call(None, _face_triplets(rng, 2, 20, 1.5, 0.8), 0.0),
    ]


def _face_batch(rng, people, each, n, spread):
    """Return encodings, in mixed order, and whose they are; no two distances are equal."""
    labels = rng.permutation(np.repeat(rng.choice(90, people, replace=False), each))
    middles = {label: rng.normal(size=n) for label in np.unique(labels)}
    E = np.stack([middles[label] + spread * rng.normal(size=n) for label in labels])
    return E.round(3), labels


def face_hard_cases(rng):
    """By hand in one dimension; mixed people; one picture only of somebody; near people; far ones; nothing left."""
    line = rng.permutation(40)[:6].reshape(6, 1) + rng.uniform(0.05, 0.95, (6, 1)).round(3)
    E, labels = _face_batch(rng, 3, 3, int(rng.integers(2, 5)), 0.8)
    lonely = labels.copy()
    lonely[int(rng.integers(len(labels)))] = 99
    near, whose = _face_batch(rng, 4, int(rng.integers(3, 5)), 2, 2.5)
    apart, owners = _face_batch(rng, int(rng.integers(2, 4)), 2, 4, 0.01)
    return [
        call(line, rng.permutation([0, 0, 0, 1, 1, 1]), round(float(rng.uniform(80, 300)), 1)),
        call(E, labels, round(float(rng.uniform(0.4, 1.2)), 2)),
        call(E[::-1].copy(), lonely, round(float(rng.uniform(1, 3)), 2)),
        call(near, whose, round(float(rng.uniform(0.05, 0.3)), 2)),
        call(*_face_batch(rng, 5, 2, 3, 0.5), round(float(rng.uniform(0.5, 4)), 2)),
        call(apart * 5, owners, 0.01),
    ]


def _face_pairs(rng, count, share, digits):
    """Return distances of pairs and whether both are of one person."""
    same = np.zeros(count, bool)
    same[rng.permutation(count)[: max(2, round(share * count))]] = True
    distances = np.where(same, rng.gamma(6, 0.1, count), rng.gamma(14, 0.09, count)).round(digits)
    return distances, same


def face_threshold_cases(rng):
    """A few pairs; a rate that leaves a part of a pair; equal distances; none allowed; nearly all allowed."""

    def rate(same, low, high):
        """Return a rate between two whole numbers of pairs."""
        others = int(np.sum(~same))
        return round((int(rng.integers(low * others, high * others)) + 0.7) / others, 5)

    cases = []
    for count, share, digits, low, high in ((12, 0.4, 2, 0.2, 0.6), (60, 0.3, 3, 0.05, 0.3), (90, 0.2, 3, 0.1, 0.4)):
        distances, same = _face_pairs(rng, count + int(rng.integers(9)), share, digits)
        cases.append(call(distances, same, rate(same, low, high)))
    distances, same = _face_pairs(rng, 50 + int(rng.integers(9)), 0.4, 3)
    level = float(np.sort(distances[~same])[12])
    tied = np.flatnonzero(~same)[np.argsort(distances[~same])[8:15]]  # seven pairs of two people
    distances[tied] = level
    distances[np.flatnonzero(same)[:3]] = level  # and three of one
    others = int(np.sum(~same))
    cases.append(call(distances, same, round((11 + 0.7) / others, 5)))
    cases.append(call(*_face_pairs(rng, 40 + int(rng.integers(9)), 0.5, 3), 0.0))
    distances, same = _face_pairs(rng, 30 + int(rng.integers(9)), 0.5, 3)
    cases.append(call(distances, same, round(1 - 1.3 / int(np.sum(~same)), 5)))
    return cases


def _face_door(rng, *ranges):
    """Return a path, names, a database and a model; each person's distance lies in its range, in this order."""
    size = int(rng.integers(3, 7))
    model = rng.normal(0, 0.3, (size, 7)).round(2)
    path = "images/" + "".join(rng.choice(list("abcdefghijklmnopqrstuvwxyz"), 5)) + f"_{int(rng.integers(10))}.jpg"
    names = [str(name) for name in rng.permutation(["ada", "ben", "cleo", "dan", "eva", "finn", "gita", "hugo"])]
    here, database = face_stand_in(path, model), {}
    for name, limits in zip(names, ranges, strict=False):
        away = rng.normal(size=(1, size))
        database[name] = here + rng.uniform(*limits) * away / np.linalg.norm(away)
    return path, names[: len(ranges)], database, model


NEAR, BETWEEN, BEYOND, FAR, AWAY = (0.2, 0.33), (0.4, 0.5), (0.58, 0.7), (0.75, 0.95), (1.2, 3.0)


def face_verify_cases(rng):
    """A friend; a stranger, and somebody else who is nearer; other thresholds; distances around 1 and beyond."""
    plans = (
        (0.53, 1, (AWAY, NEAR, BETWEEN)),
        (0.53, 2, (NEAR, AWAY, BEYOND)),
        (0.14, 1, (AWAY, NEAR)),
        (0.72, 1, (FAR, BEYOND, AWAY)),
        (1.1, 1, (AWAY, FAR)),
        (0.53, 1, (NEAR, AWAY, FAR)),
    )
    cases = []
    for threshold, place, ranges in plans:
        path, names, database, model = _face_door(rng, *ranges)
        changed = {"img_to_encoding": face_stand_in, "THRESHOLD": round(threshold + float(rng.uniform(0, 0.01)), 3)}
        cases.append(call_with(changed, path, names[place], database, model))
    return cases


def face_who_cases(rng):
    """Several people; two below the threshold; a single one; strangers, also far ones."""
    plans = (
        (AWAY, NEAR, FAR),
        (AWAY, BETWEEN, NEAR, FAR, AWAY),
        (NEAR,),
        (FAR, AWAY, BEYOND, AWAY),
        (BETWEEN, AWAY, FAR, NEAR, BETWEEN, AWAY, BEYOND),
        ((1.7, 3.0), (1.2, 1.6), (1.7, 3.0)),
    )
    cases = []
    for ranges in plans:
        path, _, database, model = _face_door(rng, *ranges)
        cases.append(call_with({"img_to_encoding": face_stand_in, "THRESHOLD": 0.53}, path, database, model))
    return cases


FACE_SHARE = 0.87  # of the residents that the solution recognizes, an answer must recognize at least so many


def _face_recognize(rng, recognize, unseen=None):
    """Return a call for a few people enrolled, for some and for many, with a rate that does not depend on them."""
    cases = []
    for least, most in ((4, 9), (14, 26), (36, 51)):
        residents, seed = int(rng.integers(least, most)), int(rng.integers(10**6))
        far = round(float(rng.uniform(0.06, 0.2)), 2)
        _, right, *_ = face_reached(recognize, far, residents, seed, unseen)
        more = {} if unseen is None else {"unseen": unseen}
        cases.append(call(far=far, residents=residents, target=round(FACE_SHARE * right, 3), seed=seed, **more))
    return cases


def face_recognize_cases(rng, recognize):
    """Doors of people whose encodings everybody has."""
    return _face_recognize(rng, recognize)


def _face_unseen():
    """Return the encodings in `unseen_encodings.npz`, which is never released, as bytes."""
    with np.load(Path(__file__).with_name("unseen_encodings.npz")) as file:
        return file["E"].tobytes()


def face_recognize_hidden_cases(rng, recognize):
    """Doors of people whose encodings nobody has."""
    return _face_recognize(rng, recognize, _face_unseen())


def face_recognize_reached(recognize, far, residents, target, seed, unseen=None):
    """Return the share of residents recognized and the target; where too many strangers get in, those that do not."""
    let_in, right, *_ = face_reached(recognize, far, residents, seed, unseen)
    return (right, target) if let_in <= FACE_SLACK * far else (1 - let_in, 1 - FACE_SLACK * far)


# ------------------------------------------------------------------------------------- 2_style_transfer


def _style_activations(rng, *shape):
    """Return activations as after a ReLU, some of them 0, in float32."""
    return np.maximum(rng.normal(0.4, 1, shape), 0).round(3).astype(np.float32)


def _style_sizes(rng, low=2, high=7):
    """Return rows, columns and channels, three different numbers."""
    return [int(size) for size in rng.choice(np.arange(low, high), 3, replace=False)]


def style_content_cases(rng):
    """One entry by hand; two, three and four entries, of which the last counts; one place; one channel."""
    # Only the last entry of what is generated is a tensor, because only from it a gradient must flow.
    n_H, n_W, n_C = _style_sizes(rng)
    plans = [(1, (n_H, n_W, n_C)), (2, (n_C, n_H, n_W)), (3, (1, n_W, n_H)), (4, (n_W, n_C, 1)), (2, (2, 3, 8))]
    cases = []
    for entries, shape in plans:
        pairs = [[_style_activations(rng, 1, *shape) for _ in range(entries)] for _ in range(2)]
        generated = [*pairs[1][:-1], tf.constant(pairs[1][-1])]
        cases.append(call([tf.constant(part) for part in pairs[0]], generated))
    return cases


def style_gram_cases(rng):
    """By hand; more places than channels, more channels than places; one channel; one place; negative numbers."""
    n, m, _ = _style_sizes(rng)
    return [
        call(tf.constant(rng.integers(1, 9, (2, 3)), tf.float32)),
        call(tf.constant(_style_activations(rng, n, n + 4))),
        call(tf.constant(_style_activations(rng, m + 3, m))),
        call(tf.constant(rng.normal(size=(1, n + m)), tf.float32)),
        call(tf.constant(rng.normal(size=(m + 1, 1)), tf.float32)),
    ]


def style_layer_cases(rng):
    """Rows, columns and channels differ in number; one row; one channel; more channels than places."""
    n_H, n_W, n_C = _style_sizes(rng)
    shapes = [(n_H, n_W, n_C), (1, n_W, n_H), (n_C, n_H, 1), (2, 2, n_C + 4)]
    return [
        call(tf.constant(_style_activations(rng, 1, *shape)), tf.constant(2 * _style_activations(rng, 1, *shape)))
        for shape in shapes
    ]


def style_total_cases(rng):
    """The weights of the definition; others, by position and by name; one of them 0."""
    costs = [tf.constant(value, tf.float32) for value in rng.uniform(0.2, 9, 8).round(3)]
    first, second = (round(float(value), 2) for value in rng.uniform(2, 30, 2))
    return [
        call(costs[0], costs[1]),
        call(costs[2], costs[3], first, second),
        call(costs[4], costs[5], alpha=second),
        call(costs[6], costs[7], beta=first / 2),
    ]


def style_step_cases(rng, train_step):
    """Updates of small pictures with small networks, with the costs and the picture that come out."""
    return [_style_step_case(rng, train_step, updates) for updates in (2, 3)]


def _style_step_case(rng, train_step, updates):
    """Return a case in which numbers reach 0 and 1, where they are clipped."""
    while True:
        rows, columns = (int(size) for size in rng.choice(np.arange(4, 12), 2, replace=False))
        image, content, style = (
            rng.uniform(0.03, 0.97, (1, rows, columns, 3)).round(3).astype(np.float32) for _ in range(3)
        )
        kernels = [rng.normal(0, 0.5, (3, 3, 3, width)).round(2).astype(np.float32) for width in rng.integers(2, 5, 5)]
        slow = style_updates(train_step, image, kernels, content, style, 1e-6, 1)["picture"]
        rate = float(f"{1e-6 * 0.2 / np.abs(slow - image).max():.3g}")
        given = (image, kernels, content, style, rate)
        more, right = (style_updates(train_step, *given, number) for number in (updates + 1, updates))
        if right["picture"].min() == 0 and right["picture"].max() == 1:
            return call(given=[*given, updates], J=[float(J) for J in more["costs"]], picture=right["picture"])


def _style_colours(rng, rows, columns, directions=3):
    """Return a picture whose colours spread in so many directions."""
    axes = rng.normal(0, 0.07, (directions, 3)) + 0.05 * rng.normal(size=(1, 3))
    middle = rng.uniform(0.35, 0.65, 3)
    return np.clip(middle + rng.normal(size=(rows, columns, directions)) @ axes, 0, 1).round(4)


def style_colour_cases(rng):
    """Colours of all kinds; pictures of other sizes; two grey content pictures, with one direction; two directions."""
    sizes = [(int(rows), int(columns)) for rows, columns in rng.integers(7, 12, (10, 2))]
    directions = (3, 3, 1, 1, 2)
    cases = []
    for number, kind in enumerate(directions):
        style = _style_colours(rng, *sizes[2 * number])
        content = _style_colours(rng, *sizes[2 * number + 1], kind)
        if number == 2:
            content = np.repeat(content.mean(axis=2, keepdims=True), 3, axis=2)
        cases.append(call(style, content))
    return cases


def style_texture_cases(rng):
    """Two textures, with little and with much contrast; new ones of other sizes."""
    seeds = 2 * rng.integers(10**6, size=2) + [0, 1]
    return [call(seed=int(seed), shape=shape) for seed, shape in zip(seeds, ((32, 40), (40, 32)))]


def style_texture_error(synthesize_texture, seed=None, shape=None):
    """Return the allowed relative error and the one of the worst layer: the second must be smaller."""
    return -style_texture_reached(synthesize_texture, seed, shape)[0], -STYLE_FAR


# --------------------------------------------------------------------------------------------- together

CASES = {
    "1_face_recognition": {
        "triplet_loss": face_loss_cases,
        "hard_triplets": face_hard_cases,
        "choose_threshold": face_threshold_cases,
        "verify": face_verify_cases,
        "who_is_it": face_who_cases,
        "recognize": face_recognize_cases,
    },
    "2_style_transfer": {
        "compute_content_cost": style_content_cases,
        "gram_matrix": style_gram_cases,
        "compute_layer_style_cost": style_layer_cases,
        "total_cost": style_total_cases,
        "train_step": style_step_cases,
        "match_colours": style_colour_cases,
        "synthesize_texture": style_texture_cases,
    },
}

HIDDEN = {
    "1_face_recognition": {
        "recognize": face_recognize_hidden_cases,
    },
}

MARGINS = {
    "1_face_recognition": {
        "recognize": Margin(
            "Each case draws its doors, its people enrolled and its rate. Thirty judgements of the solution for each "
            "of ten kinds of doors, on both sets of people: the strangers let in are 1.01 to 1.09 times the allowed "
            "share (standard deviation 0.05 to 0.13, at most 1.35), and above 1.6 times an answer is refused; asked "
            "is 0.87 of the residents that the solution itself recognizes there. Other right programs reach 0.90 to "
            "1.08 of them (thresholds from pairs for the rate divided by the people enrolled, whitened distances). "
            "Twice the rate lets in 1.68 to 2.41 times; to let in a share of all visitors passes with some shares at "
            "some doors, but with no share at all of them.",
            face_recognize_reached,
        ),
    },
    "2_style_transfer": {
        "train_step": Margin(
            "Nothing is drawn when it is judged: costs and pictures are recorded; float32 rounds by 1e-6."
        ),
        "match_colours": Margin(
            "Nothing is drawn when it is judged. The solution's mean, covariance and symmetry are off by 1e-6 at most; "
            "2e-3, 3 % and 2 % are allowed."
        ),
        "synthesize_texture": Margin(
            "Runs of the solution, worst relative error of a layer: thirty textures with little contrast ended at "
            "0.002 to 0.021, thirty others at 0.004 to 0.032; 0.3 is allowed. Its logarithm is 5.2 standard "
            "deviations away for the worse of the two kinds.",
            style_texture_error,
        ),
    },
}
