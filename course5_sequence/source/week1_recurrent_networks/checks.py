"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.exercise import Exercise
from helpers.checks.quiz import Question

EXERCISES = {
    "0_lesson": [
        Question("q1", "The recurrent model"),
        Question("q2", "Backpropagation through time"),
        Question("q3", "Kinds of recurrent networks"),
        Question("q4", "Language models and generation"),
        Question("q5", "Vanishing gradients"),
        Question("q6", "Long short-term memory"),
        Question("q7", "Vanishing gradients"),
        Question("q8", "Bidirectional recurrent networks"),
        Question("q9", "Notation"),
        Question("q10", "Backpropagation through time"),
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
