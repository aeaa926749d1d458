"""The exercises of the week: tolerances and judges. No answer is in this file."""

import copy
from functools import cache
from pathlib import Path

import numpy as np

from helpers.checks import demands
from helpers.checks.exercise import Exercise, load, portable

# --------------------------------------------------------------------------------------- 1_face_recognition


@portable
def face_stand_in(image_path, model):
    """Return an encoding (1, n) that depends on every letter of a path and on the model, a matrix (n, 7)."""
    import numpy as np

    letters = np.array([ord(letter) for letter in str(image_path)], float)
    waves = np.sin(np.outer(np.arange(1, 8), letters) / 7 + np.arange(len(letters))).sum(axis=1)
    return (np.asarray(model) @ waves)[np.newaxis]


face_network = load(Path(__file__).with_name("face_network.py"))
FACE_DOORS = 32  # for one call
FACE_SLACK = 1.6  # times the allowed rate: what chance may add with so few people


@cache
def _face_pool(unseen=None):
    """Return encodings of people and their numbers, our own or others, given as bytes."""
    E, who = face_network.known_people(unseen)
    return E.astype(np.float64), who


def face_doors(seed, residents, unseen=None):
    """Yield for each door: enrolled, visitors, tuning, owners, and for each visitor the row enrolled, or -1.

    At some doors most visitors are strangers, at others most are residents.
    """
    E, who = _face_pool(unseen)
    rng = np.random.default_rng(seed)
    for _ in range(FACE_DOORS):
        people, busy = rng.permutation(who.max() + 1), rng.uniform()
        count = 4 + round((1 - busy) * min(50, (len(people) - residents - 4) // 2))
        known, strangers, others = np.split(people, [residents, residents + count])
        first = np.array([rng.choice(np.flatnonzero(who == person)) for person in known])
        coming = np.flatnonzero(np.isin(who, known))
        coming = rng.permutation(np.setdiff1d(coming, first))[: max(4, round(busy * 4 * residents))]
        coming = np.concatenate([coming, np.flatnonzero(np.isin(who, strangers))])
        coming, tuning = rng.permutation(coming), rng.permutation(np.flatnonzero(np.isin(who, others)))
        row = {person: number for number, person in enumerate(known)}
        truth = np.array([row.get(person, -1) for person in who[coming]])
        yield E[first], E[coming], E[tuning], rng.permutation(who.max() + 1)[who[tuning]], truth


def face_reached(recognize, far, residents, seed, unseen=None):
    """Return over all doors the shares of strangers let in, of residents recognized and confused, and what is wrong."""
    strangers, right, confused = [], [], []
    for enrolled, visitors, tuning, owners, truth in face_doors(seed, residents, unseen):
        found = recognize(*copy.deepcopy((enrolled, visitors, tuning, owners)), far)
        if found is None:
            return 1.0, 0.0, 0.0, demands.RETURN_MISSING
        found = np.asarray(found) if isinstance(found, (list, tuple)) else found
        if sentence := demands.array(found, truth.shape, "result"):
            return 1.0, 0.0, 0.0, sentence
        if found.dtype.kind not in "iu":
            sentence = f"the entries are `{found.dtype}`, not whole numbers: what does `np.ones` or `np.full` return?"
            return 1.0, 0.0, 0.0, sentence
        if found.min() < -1 or found.max() >= residents:
            return 1.0, 0.0, 0.0, f"each entry is a row of `enrolled`, a whole number below {residents}, or -1."
        strangers.append(found[truth < 0] >= 0)
        right.append(found[truth >= 0] == truth[truth >= 0])
        confused.append((found[truth >= 0] >= 0) & ~right[-1])
    return *(float(np.mean(np.concatenate(kind))) for kind in (strangers, right, confused)), None


def face_judge_recognize(recognize, far, residents, target, seed, unseen=None):
    """Judge recognition at several doors: by the share of strangers let in, then by that of residents recognized."""
    let_in, right, confused, sentence = face_reached(recognize, far, residents, seed, unseen)
    if sentence:
        return sentence
    if let_in == right == confused == 0:
        return "Nobody is let in, at any door: no stranger, and no resident either."
    if let_in == right + confused == 1:
        return "Everybody is let in under some name: how far may the nearest person be?"
    if confused > right:
        return f"Of the residents {right:.1%} are recognized, {confused:.1%} taken for somebody else: who is nearest?"
    where = f"At {FACE_DOORS} doors with {residents} people enrolled, {let_in:.1%} of the strangers are let in"
    if let_in > FACE_SLACK * far:
        return (
            f"{where}, allowed is {far:.0%}. A stranger is compared with everybody who is enrolled there: "
            "whose distances to these people tell how near strangers come?"
        )
    if right < target:
        return (
            f"{where}, allowed is {far:.0%}; only {right:.1%} of the residents are recognized, asked is {target:.1%}. "
            "How near do strangers come to anybody at such a door?"
        )
    return None


EXERCISES = {
    "1_face_recognition": [
        Exercise(name="triplet_loss", lesson="Triplet loss", flows=("y_pred",), rtol=1e-4, atol=1e-5),
        Exercise(name="hard_triplets", lesson="Triplet loss", leaves=("E", "labels")),
        Exercise(name="choose_threshold", lesson="What face recognition is", leaves=("distances", "same")),
        Exercise(name="verify", lesson="What face recognition is", functions=(face_stand_in,)),
        Exercise(name="who_is_it", lesson="One-shot learning", functions=(face_stand_in,)),
        Exercise(
            name="recognize",
            lesson="One-shot learning",
            judge=face_judge_recognize,
            leaves=("enrolled", "visitors", "tuning", "owners"),
            seconds=60,
        ),
    ],
}
