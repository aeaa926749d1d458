"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.quiz import Question
from helpers.checks.exercise import Exercise

EXERCISES = {
    "0_lesson": [
        Question("q1", "Orthogonalization"),
        Question("q2", "A single-number metric"),
        Question("q3", "Satisficing and optimizing metrics"),
        Question("q4", "Train, dev and test distributions"),
        Question("q5", "Understanding human-level performance"),
        Question("q6", "When to change the dev set or the metric"),
        Question("q7", "Sizes of dev and test sets"),
        Question("q8", "A single-number metric"),
        Question("q9", "Orthogonalization"),
        Question("q10", "Avoidable bias"),
    ],
    "1_metrics_and_human_level": [
        Exercise(name="row_means"),
    ],
    "2_simulator_birds": [
        Exercise(name="row_means"),
    ],
}
