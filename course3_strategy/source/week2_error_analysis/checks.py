"""The exercises of the week: tolerances and judges. No answer is in this file."""

from pathlib import Path

import numpy as np

from helpers.checks.demands import RETURN_MISSING
from helpers.checks.exercise import Exercise, load
from helpers.checks.quiz import Question
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

ERRORS_SITUATIONS, ERRORS_REVIEWS = 150, 120
ERRORS_COVERED, ERRORS_WIDTH, ERRORS_RIGHT, ERRORS_WRONG = 0.84, 0.044, 0.72, 0.04


def errors_decided(mend, seed):
    """Return the shares covered, right and wrong, the mean width of the intervals, and a sentence."""
    rows, verdicts = [], set()
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
        verdicts.add(verdict)
        rows.append(
            (
                low - 1e-9 <= after <= high + 1e-9,
                verdict == true,
                verdict not in (true, "undecided"),
                high - low,
            )
        )
    always = f"the verdict is always {min(verdicts)!r}." if verdicts in ({"keep"}, {"switch"}) else None
    return *(float(mean) for mean in np.mean(np.array(rows, dtype=float), axis=0)), always


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
    return None if ends[0] <= ends[1] else "`low` is above `high`."


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
        return f"{told}{wrong:.0%} of the verdicts are wrong: what if the interval contains 0?"
    if right < ERRORS_RIGHT:
        return f"{told}{right:.0%} of the verdicts are right and decided; at least {ERRORS_RIGHT:.0%} is asked for."
    return None


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
        Exercise(name="row_means"),
    ],
    "3_transfer_and_multitask": [
        Exercise(name="row_means"),
    ],
}
