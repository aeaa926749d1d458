"""The exercises of the week: tolerances and judges. No answer is in this file."""

from functools import cache
from pathlib import Path

import numpy as np

from helpers import data
from helpers.checks import demands
from helpers.checks.exercise import Exercise, load
from helpers.checks.quiz import Question

# ---------------------------------------------------------------------------- 3_learning_embeddings: learn
learn_figures = load(Path(__file__).with_name("learn_figures.py"))
LEARN_TARGET = 0.185  # mean cosine similarity with the true vectors


@cache
def _learn_vectors():
    return data.load_word_vectors()


def learn_task(seed):
    """Return a task as `learn_figures.split` does, but in another alphabet, and all vectors rotated."""
    words, vectors, unseen, true = learn_figures.split(*_learn_vectors(), seed)
    rng = np.random.default_rng(seed + 1)
    letters = "abcdefghijklmnopqrstuvwxyz"
    other = str.maketrans(letters, "".join(rng.permutation(list(letters))))
    turn = np.linalg.qr(rng.normal(size=(len(vectors[0]), len(vectors[0]))))[0]
    words, unseen = ([word.translate(other) for word in some] for some in (words, unseen))
    return words, vectors @ turn, unseen, true @ turn


def learn_reached(unseen_vectors, seed):
    """Return the mean cosine similarity reached for one task, or None, and a sentence if there is none."""
    task = learn_task(seed)
    answers = unseen_vectors(list(task[0]), task[1].copy(), list(task[2]))
    if answers is None:
        return None, demands.RETURN_MISSING
    if sentence := demands.array(answers, task[3].shape, "the result"):
        return None, sentence
    return learn_figures.agreement(task, np.asarray(answers, float)), None


def learn_judge_unseen(unseen_vectors, seed):
    """Judge vectors of words from their spelling by the true ones."""
    reached, sentence = learn_reached(unseen_vectors, seed)
    if sentence:
        return sentence
    if reached >= LEARN_TARGET:
        return None
    start = f"the mean cosine similarity with the true vectors is {reached:.3f}, at least {LEARN_TARGET} is asked for"
    if reached < 0.03:
        return f"{start}: that is no more than chance. Does the spelling decide, and is row i the i-th unseen word?"
    if reached < 0.172:
        return f"{start}: better than chance. Do all n-grams of a word have a say, and many known words?"
    return f"{start}: close. What are the lengths of the n-grams, and how strong is the regularization?"


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
        Exercise(name="row_means"),
    ],
    "3_learning_embeddings": [
        Exercise(name="sampling", lesson="A topic"),
        Exercise(name="skipgram_pairs", lesson="A topic"),
        Exercise(name="sgns", lesson="A topic", rtol=1e-7, atol=1e-10),
        Exercise(name="sgd_step", lesson="A topic", uses=("sgns",)),
        Exercise(name="cooccurrence", lesson="A topic"),
        Exercise(name="glove", lesson="A topic", rtol=1e-7, atol=1e-10),
        Exercise(name="ideal_scores", lesson="A topic"),
        Exercise(name="unseen_vectors", lesson="A topic", judge=learn_judge_unseen, seconds=30),
    ],
}
