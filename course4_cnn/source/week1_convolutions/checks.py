"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.exercise import Exercise
from helpers.checks.quiz import Question

EXERCISES = {
    "0_lesson": [
        Question("q1", "Strided convolutions"),
        Question("q2", "Edge detection"),
        Question("q3", "More edge detection"),
        Question("q4", "One layer of a convolutional network"),
        Question("q5", "A simple example"),
        Question("q6", "Convolutions over volumes"),
        Question("q7", "Padding"),
        Question("q8", "Pooling"),
        Question("q9", "A simple example"),
        Question("q10", "Why convolutions"),
    ],
    "1_step_by_step": [
        Exercise(name="row_means"),
    ],
    "2_application": [
        Exercise(name="row_means"),
    ],
}
