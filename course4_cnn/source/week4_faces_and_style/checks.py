"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.quiz import Question

EXERCISES = {
    "0_lesson": [
        Question("q1", "One-shot learning"),
        Question("q2", "Siamese networks"),
        Question("q3", "Triplet loss"),
        Question("q4", "The content cost"),
        Question("q5", "The style cost"),
        Question("q6", "1-D and 3-D generalizations"),
        Question("q7", "What face recognition is"),
        Question("q8", "Triplet loss"),
        Question("q9", "Verification as binary classification"),
        Question("q10", "The cost"),
    ],
}
