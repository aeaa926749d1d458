"""The exercises of the week: tolerances and judges. No answer is in this file."""

import numpy as np

from helpers.checks import demands
from helpers.checks.exercise import Exercise
from helpers.checks.quiz import Question

# ------------------------------------------------------------------------------------------- 1_word_vectors

VECTORS_GONE, VECTORS_LOST = 0.75, 0.1


def vectors_world(seed):
    """Return a drawn vocabulary in which an association and another relation are planted.

    Its parts are arrays of unit vectors: "one" and "other" (16, n), the words of two lists, which differ in the
    association and in the relation; "keep" (6, 2, n), pairs in the relation; and, held out, "first" and "second"
    (12, n), words that are associated with "left" and "right" (12, n), and "pairs" (12, 2, n), in the relation.
    """
    rng = np.random.default_rng(seed)
    n = int(rng.integers(20, 27))
    along, across = np.linalg.qr(rng.normal(size=(n, 2)))[0].T
    slant = rng.choice([-0.15, 0.15])
    relation = slant * along + np.sqrt(1 - slant**2) * across

    def words(place, kind, theme=None):
        theme = rng.normal(0, 1 / np.sqrt(n), n) if theme is None else theme
        return theme + place * along + kind * relation + rng.normal(0, 0.12 / np.sqrt(n), n)

    def pair():
        theme, place = rng.normal(0, 1 / np.sqrt(n), n), rng.choice([-0.5, 0.5])
        return [words(place, kind, theme) for kind in (-1, 1)]

    world = {
        "one": [words(-1, -1.7) for _ in range(16)],
        "other": [words(1, 1.7) for _ in range(16)],
        "keep": [pair() for _ in range(6)],
    }
    for name, place in {"first": -0.7, "second": 0.7, "left": -1, "right": 1}.items():
        world[name] = [words(place, kind) for kind in (-1, 1) * 6]
    world["pairs"] = [pair() for _ in range(12)]
    return {name: _vectors_unit(np.array(part)) for name, part in world.items()}


def _vectors_unit(rows):
    """Return vectors in the last axis, each divided by its norm."""
    return np.apply_along_axis(lambda row: row / max(np.sqrt(np.sum(row**2)), 1e-12), -1, rows)


def _vectors_named(world, seed):
    """Return what the student's function is given: two lists of words, pairs of words, and their vectors."""
    sizes = {"one": 16, "other": 16, "keep": 12}
    numbers = iter(np.random.default_rng(seed + 1).permutation(900)[: sum(sizes.values())] + 100)
    names = {part: [f"w{next(numbers)}" for _ in range(size)] for part, size in sizes.items()}
    n = world["one"].shape[-1]
    vectors = dict(
        zip(
            (word for part in names.values() for word in part),
            np.concatenate([world[part].reshape(-1, n) for part in sizes]),
        )
    )
    pairs = list(zip(names["keep"][::2], names["keep"][1::2]))
    return names["one"], names["other"], pairs, vectors


def vectors_reached(find_direction, seed):
    """Return which part of the held-out association goes, what the held-out analogies lose, and what is wrong."""
    world = vectors_world(seed)
    n = world["one"].shape[-1]
    g = find_direction(*_vectors_named(world, seed))
    if g is None:
        return 0.0, 1.0, demands.RETURN_MISSING
    if sentence := demands.array(g, (n,), "the direction"):
        return 0.0, 1.0, sentence
    if not np.any(np.abs(g) > 1e-9):
        return 0.0, 1.0, "the direction is the zero vector, which can be taken out of nothing."
    line = np.linalg.qr(np.asarray(g, float)[:, np.newaxis])[0]
    off = np.eye(n) - line @ line.T
    after = {name: part @ off for name, part in world.items()}
    gone = 1 - _vectors_association(after) / _vectors_association(world)
    before, now = _vectors_analogies(world), _vectors_analogies(after)
    if gone < VECTORS_GONE:
        offset = np.diff(world["keep"].mean(axis=0), axis=0)[0]
        share = np.corrcoef(line[:, 0], offset)[0, 1]
        cause = (
            f" The direction has a correlation of {abs(share):.2f} with what tells the pairs of `keep` apart: "
            "what else do your two lists differ in?"
            if abs(share) > 0.3
            else ""
        )
        return (
            gone,
            before - now,
            (
                f"of the association of held-out words {1 - gone:.2f} is left; at most {1 - VECTORS_GONE:.2f} may "
                f"be.{cause}"
            ),
        )
    if before - now > VECTORS_LOST:
        return (
            gone,
            before - now,
            (
                f"of the held-out analogies a share of {before:.2f} is answered before, and {now:.2f} after: the "
                "relation is damaged."
            ),
        )
    return gone, before - now, None


def vectors_judge_direction(find_direction, seed):
    """Judge a direction by words, and by pairs, that the function has not seen."""
    return vectors_reached(find_direction, seed)[2]


def _vectors_association(world):
    """Return how much more alike the first words are to the left ones than the second words are."""
    middle = {name: part.mean(axis=0) for name, part in world.items()}
    return np.vdot(middle["first"] - middle["second"], middle["left"] - middle["right"])


def _vectors_analogies(world):
    """Return the share of held-out analogies that are answered correctly, with the words asked about as candidates."""
    names = ("first", "second", "left", "right")
    rows = _vectors_unit(
        np.concatenate([world["pairs"].reshape(-1, world["one"].shape[-1]), *(world[k] for k in names)])
    )
    hits = []
    for i, j in np.ndindex(12, 12):
        if i != j:
            goal = rows[2 * j] + rows[2 * i + 1] - rows[2 * i]
            goal = _vectors_unit(goal)
            hits.append(np.sum((rows - goal) ** 2, axis=1).argmin() == 2 * j + 1)
    return float(np.mean(hits))


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
        Exercise(name="cosine_similarity", leaves=("u", "v")),
        Exercise(name="complete_analogy", uses=("cosine_similarity",), leaves=("word_to_vec_map",)),
        Exercise(name="score_analogies", leaves=("questions", "vectors")),
        Exercise(name="weat", leaves=("X", "Y", "A", "B")),
        Exercise(name="neutralize", leaves=("g", "word_to_vec_map")),
        Exercise(name="equalize", leaves=("bias_axis", "word_to_vec_map")),
        Exercise(name="find_direction", judge=vectors_judge_direction, leaves=("word_to_vec_map",)),
    ],
    "2_emojify": [
        Exercise(name="row_means"),
    ],
    "3_learning_embeddings": [
        Exercise(name="row_means"),
    ],
}
