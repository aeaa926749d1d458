"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.quiz import Question

EXERCISES = {
    "0_lesson": [
        Question("q1", "Localization"),
        Question("q2", "Sliding windows and their convolutional form"),
        Question("q3", "Intersection over union"),
        Question("q4", "The YOLO algorithm"),
        Question("q5", "Transposed convolutions"),
        Question("q6", "U-Net"),
        Question("q7", "Bounding box predictions"),
        Question("q8", "Non-max suppression"),
        Question("q9", "Object detection"),
        Question("q10", "Semantic segmentation"),
    ],
}
