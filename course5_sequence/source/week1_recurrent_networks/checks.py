"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.quiz import Question
from helpers.checks.exercise import Exercise

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
    "1_step_by_step": [
        Exercise(name="row_means"),
    ],
    "2_dinosaurs": [
        Exercise(name="row_means"),
    ],
    "3_jazz": [
        Exercise(name="row_means"),
    ],
}
