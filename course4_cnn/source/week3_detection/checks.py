"""The exercises of the week: tolerances and judges. No answer is in this file."""

from helpers.checks.exercise import Exercise

EXERCISES = {
    "1_yolo": [
        Exercise(name="iou", lesson="Intersection over union", leaves=("box1", "box2")),
        Exercise(name="yolo_head", lesson="Anchor boxes", rtol=1e-4, atol=1e-6),
        Exercise(name="yolo_filter_boxes", lesson="The YOLO algorithm", rtol=1e-4, atol=1e-6),
        Exercise(name="yolo_non_max_suppression", lesson="Non-max suppression", rtol=1e-4, atol=1e-6),
        Exercise(
            name="yolo_eval",
            lesson="The YOLO algorithm",
            uses=("yolo_filter_boxes", "yolo_non_max_suppression"),
            rtol=1e-4,
            atol=1e-4,
        ),
        Exercise(
            name="average_precision", lesson="Non-max suppression", uses=("iou",), leaves=("found", "truths"), rtol=1e-7
        ),
        Exercise(
            name="encode_boxes",
            lesson="Bounding box predictions",
            uses=("iou",),
            leaves=("boxes", "classes", "anchors"),
            rtol=1e-4,
            atol=1e-6,
        ),
        Exercise(
            name="mended_detect",
            lesson="Non-max suppression",
            uses=("iou",),
            leaves=("outputs",),
            rtol=1e-4,
            atol=1e-4,
        ),
    ],
}
