"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit, result

# ------------------------------------------------------------------------------------------ together

MISTAKES = {
    "1_yolo": {
        "iou": {
            "Boxes that lie apart get a result other than 0: a side of the common part is negative there, and counts as 0.": [
                edit("max(width, 0) * max(height, 0)", "width * height"),
                edit("max(width, 0) * max(height, 0)", "abs(width) * abs(height)"),
            ],
            "The common part is counted twice in the union: subtract it once from the sum of the areas.": edit(
                " - common)", ")"
            ),
            "The common part is divided by the smaller area: a box within another has not an IoU of 1.": edit(
                "(sum(areas) - common)", "min(areas)"
            ),
            "The common part is divided by the larger area: the union is larger still where the boxes differ.": edit(
                "(sum(areas) - common)", "max(areas)"
            ),
            "The common part is divided by the area of the first box: the result must not depend on the order.": edit(
                "(sum(areas) - common)", "areas[0]"
            ),
            "Sides are a pixel too long: between coordinates 2 and 5 there are 3 units, not 4.": edit(
                "(box1[0], box2[0])\n",
                "(box1[0], box2[0]) + 1\n",
                "(box1[1], box2[1])\n",
                "(box1[1], box2[1]) + 1\n",
                "(x2 - x1) * (y2 - y1)",
                "(x2 - x1 + 1) * (y2 - y1 + 1)",
            ),
            "The union is taken for the smallest box around both: the corners that neither covers do not belong to it.": code("""
                def iou(box1, box2):
                    width = max(min(box1[2], box2[2]) - max(box1[0], box2[0]), 0)
                    height = max(min(box1[3], box2[3]) - max(box1[1], box2[1]), 0)
                    around = (max(box1[2], box2[2]) - min(box1[0], box2[0])) * (max(box1[3], box2[3]) - min(box1[1], box2[1]))
                    return width * height / around
            """),
            "The last two numbers are taken for width and height: they are the second corner.": code("""
                def iou(box1, box2):
                    (a, b, w, h), (c, d, u, v) = box1, box2
                    common = max(min(a + w, c + u) - max(a, c), 0) * max(min(b + h, d + v) - max(b, d), 0)
                    return common / (w * h + u * v - common)
            """),
            "The area of the common part is returned: divide it by that of the union.": edit(
                "common / (sum(areas) - common)", "common"
            ),
            "This is the Dice coefficient, twice the common part over the sum of the areas: another measure.": edit(
                "common / (sum(areas) - common)", "2 * common / sum(areas)"
            ),
            "One number comes out for all pairs of boxes: look at the corners.": code("""
                def iou(box1, box2):
                    return 0.0
            """),
        },
        "yolo_head": {
            "The cells are numbered the wrong way round: x counts columns, y counts rows.": edit(
                "grid[:, :, tf.newaxis]", "grid[:, :, tf.newaxis, ::-1]"
            ),
            "x is divided by the number of rows and y by the number of columns.": edit(
                "[columns, rows]", "[rows, columns]"
            ),
            "The centres are in cells: divide them by the number of columns and rows.": edit(
                "+ grid) / size", "+ grid)"
            ),
            "The sizes are in cells: divide them by the number of columns and rows, too.": edit(
                "* anchors / size", "* anchors"
            ),
            "Every box has a size of its own without its anchor: the exponential is a factor on the anchor's shape.": edit(
                " * anchors", ""
            ),
            "Width and height of the anchors are exchanged.": edit("* anchors", "* np.asarray(anchors)[:, ::-1]"),
            "Sizes are not put through the exponential: they may become negative.": edit(
                "tf.exp(feats[..., 2:4])", "feats[..., 2:4]"
            ),
            "A sigmoid stands where sizes need an exponential: boxes can only be smaller than their anchors.": edit(
                "tf.exp(feats[..., 2:4])", "tf.sigmoid(feats[..., 2:4])"
            ),
            "The centre lacks its sigmoid: it leaves its cell.": edit("tf.sigmoid(feats[..., :2])", "feats[..., :2]"),
            "The cell is added within the sigmoid: only the place in the cell goes through it.": edit(
                "tf.sigmoid(feats[..., :2]) + grid", "tf.sigmoid(feats[..., :2] + grid)"
            ),
            "The cell is missing: all centres lie in the first cell.": edit(" + grid)", ")"),
            "The confidence is still a logit.": edit("tf.sigmoid(feats[..., 4:5])", "feats[..., 4:5]"),
            "The classes are still logits: a softmax makes probabilities of them.": edit(
                "tf.nn.softmax(feats[..., 5:])", "feats[..., 5:]"
            ),
            "Each class has a sigmoid of its own: here the probabilities of the classes add up to 1.": edit(
                "tf.nn.softmax(feats", "tf.sigmoid(feats"
            ),
            "The softmax runs over the anchors: the classes of one anchor compete.": edit(
                "feats[..., 5:])", "feats[..., 5:], axis=-2)"
            ),
            "The last axis is split the wrong way: the numbers of one anchor lie together.": edit(
                "(-1, rows, columns, len(anchors), 5 + num_classes))",
                "(-1, rows, columns, 5 + num_classes, len(anchors)))\n    feats = tf.einsum('mrcka->mrcak', feats)",
            ),
            "The confidence has lost its last axis: its shape is (m, rows, columns, A, 1).": edit(
                "feats[..., 4:5]", "feats[..., 4]"
            ),
            "The confidence comes first: here the order is xy, wh, confidence, classes.": result(
                lambda parts: (parts[2], parts[0], parts[1], parts[3])
            ),
            "The corner of the cell is taken for the centre of the box: add where in the cell it lies.": edit(
                "tf.sigmoid(feats[..., :2]) + grid", "0 * feats[..., :2] + grid"
            ),
        },
        "yolo_filter_boxes": {
            "A score that equals the threshold is dropped: at least means that it stays.": edit(">=", ">"),
            "The mask looks at the confidence alone: it is the score of the class that must be high enough.": edit(
                "mask = scores", "mask = box_confidence[..., 0]"
            ),
            "The scores are probabilities of classes: multiply them by the confidence.": edit(
                "box_confidence * box_class_probs", "box_class_probs"
            ),
            "The scores that are returned are confidences: a score is that of the best class.": edit(
                "in (scores, boxes", "in (box_confidence[..., 0], boxes"
            ),
            "The results are in another order: scores, boxes, classes.": result(
                lambda parts: (parts[1], parts[0], parts[2])
            ),
            "A box comes back once for each class above the threshold: only its best class counts.": code("""
                def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
                    box_scores = box_confidence * box_class_probs
                    places = tf.where(box_scores >= threshold)
                    return tf.gather_nd(box_scores, places), tf.gather_nd(boxes, places[:, :-1]), places[:, -1]
            """),
            "The class is that of the least score.": edit("tf.argmax", "tf.argmin"),
            "What scores too low is kept, and what scores high is dropped.": edit(">=", "<"),
            "The default of `threshold` is 0.6.": edit("threshold=0.6", "threshold=0.5"),
            "The threshold that is given is ignored.": edit(">= threshold", ">= 0.6"),
            "The classes count from 1: the first class is number 0.": result(
                lambda parts: (parts[0], parts[1], parts[2] + 1)
            ),
            "The kept boxes are sorted by score: they stay in the order of the grid.": code("""
                def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
                    box_scores = box_confidence * box_class_probs
                    scores = tf.reduce_max(box_scores, axis=-1)
                    mask = scores >= threshold
                    parts = [tf.boolean_mask(part, mask) for part in (scores, boxes, tf.argmax(box_scores, axis=-1))]
                    order = tf.argsort(parts[0], direction="DESCENDING")
                    return tuple(tf.gather(part, order) for part in parts)
            """),
            "Nothing is dropped: apply the mask to all three.": edit("tf.boolean_mask(part, mask)", "part"),
            "The mask compares the mean score of the classes: the best one decides.": edit(
                "mask = scores", "mask = tf.reduce_mean(box_scores, axis=-1)"
            ),
        },
        "yolo_non_max_suppression": {
            "Classes suppress each other: a box may be removed only by one of its own class.": code("""
                def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
                    stay = tf.image.non_max_suppression(boxes, scores, max_boxes, iou_threshold)
                    return tuple(tf.gather(part, stay) for part in (scores, boxes, classes))
            """),
            "What stays comes class after class: the highest score of all comes first.": edit(
                'tf.argsort(tf.gather(scores, kept), direction="DESCENDING")[:max_boxes]',
                "tf.range(len(kept))[:max_boxes]",
            ),
            "`max_boxes` is applied to each class and not to all together: cut after sorting.": edit(
                "[:max_boxes]", ""
            ),
            "The lowest scores come first.": edit('"DESCENDING"', '"ASCENDING"'),
            "The lowest scores are kept where there are too many.": edit("[:max_boxes]", "[-max_boxes:]"),
            "Positions among the boxes of one class are taken for positions among all: look up where those boxes are.": edit(
                "tf.gather(places, stay)", "tf.cast(stay, tf.int64)"
            ),
            "The limit of IoU that is given is ignored.": edit(
                "max_boxes, iou_threshold)\n        kept", "max_boxes, 0.5)\n        kept"
            ),
            "The default of `iou_threshold` is 0.5.": edit("iou_threshold=0.5", "iou_threshold=0.6"),
            "The default of `max_boxes` is 10.": edit("max_boxes=10", "max_boxes=20"),
            "Nothing is suppressed: of boxes that overlap the lower ones must go.": edit(
                "max_boxes, iou_threshold)\n        kept", "max_boxes, 1.0)\n        kept"
            ),
            "One box of each class stays: a class may have several objects.": edit(
                "own_scores, max_boxes, iou", "own_scores, 1, iou"
            ),
            "The list is cut before duplicates are removed, so that too little is left.": edit(
                "kept = tf.constant([], tf.int64)",
                'first = tf.argsort(scores, direction="DESCENDING")[:max_boxes]\n    scores, boxes, classes = (tf.gather(part, first) for part in (scores, boxes, classes))\n    kept = tf.constant([], tf.int64)',
            ),
            "The results are in another order: first scores, then boxes and classes.": result(
                lambda parts: (parts[1], parts[0], parts[2])
            ),
            "Only the boxes of one class come back.": edit(
                "tf.concat([kept, tf.gather(places, stay)], axis=0)", "tf.gather(places, stay)"
            ),
            "A box is removed by any higher one that it overlaps, even by one that was removed itself.": code("""
                def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
                    order = np.argsort(-scores.numpy())
                    parts = [part.numpy()[order] for part in (scores, boxes, classes)]
                    stay = [
                        i for i in range(len(order))
                        if not any(parts[2][j] == parts[2][i] and iou(parts[1][i], parts[1][j]) > iou_threshold for j in range(i))
                    ]
                    return tuple(tf.constant(part[stay[:max_boxes]]) for part in parts)
            """),
        },
        "yolo_eval": {
            "The boxes are fractions of the picture: scale them to its pixels.": edit(
                "scale_boxes(yolo_boxes_to_corners(box_xy, box_wh), image_shape)",
                "yolo_boxes_to_corners(box_xy, box_wh)",
            ),
            "Height and width of the picture are exchanged.": edit("image_shape)\n", "image_shape[::-1])\n"),
            "Boxes are centres and sizes: find their corners first.": edit(
                "yolo_boxes_to_corners(box_xy, box_wh)", "tf.concat([box_xy, box_wh], axis=-1)"
            ),
            "The boxes are (x1, y1, x2, y2): keep the order of `yolo_boxes_to_corners`.": edit(
                "yolo_boxes_to_corners(box_xy, box_wh), image_shape)\n",
                "yolo_boxes_to_corners(box_xy, box_wh), image_shape)\n    boxes = tf.gather(boxes, [1, 0, 3, 2], axis=-1)\n",
            ),
            "The score threshold is ignored.": edit("box_class_probs, score_threshold)", "box_class_probs)"),
            "The limit of IoU is not passed on.": edit("max_boxes, iou_threshold)\n", "max_boxes)\n"),
            "The number of boxes is not passed on.": edit("*kept, max_boxes, iou", "*kept, 10, iou"),
            "The two thresholds are exchanged.": edit(
                "probs, score_threshold)",
                "probs, iou_threshold)",
                "max_boxes, iou_threshold)\n",
                "max_boxes, score_threshold)\n",
            ),
            "Duplicates are still there: apply non-max suppression.": edit(
                "yolo_non_max_suppression(*kept, max_boxes, iou_threshold)", "kept"
            ),
            "The defaults are those of other functions: 10 boxes, a score of 0.6, an IoU of 0.5.": edit(
                "score_threshold=0.6, iou_threshold=0.5", "score_threshold=0.5, iou_threshold=0.6"
            ),
            "Confidence and probabilities of classes are exchanged when boxes are filtered.": edit(
                "boxes, box_confidence, box_class_probs, s",
                "boxes, box_class_probs[..., :1], tf.ones_like(box_class_probs) * box_confidence, s",
            ),
            "All boxes are those of a picture of 720 by 1280 pixels: use `image_shape`.": edit(
                "box_wh), image_shape)", "box_wh), (720.0, 1280.0))"
            ),
        },
        "average_precision": {
            "An object counts as hit each time that a box lies on it: only the first box is a hit.": edit(
                " and target not in taken", ""
            ),
            "The precision is not replaced by the largest at this place or after it.": edit(
                "    precision = np.maximum.accumulate(precision[::-1])[::-1]\n", ""
            ),
            "Each precision is replaced by the largest before it, not after it.": edit(
                "np.maximum.accumulate(precision[::-1])[::-1]", "np.maximum.accumulate(precision)"
            ),
            "The detections are taken picture by picture: sort those of all pictures together.": edit(
                "sorted(rows, key=lambda row: -row[0])", "sorted(rows, key=lambda row: (row[1], -row[0]))"
            ),
            "The lowest scores come first.": edit("-row[0]", "row[0]"),
            "The threshold that is given is ignored.": edit(">= iou_threshold", ">= 0.5"),
            "The default of `iou_threshold` is 0.5.": edit("iou_threshold=0.5", "iou_threshold=0.6"),
            "The area is divided by the hits: objects that nobody found belong to recall as well.": edit(
                "sum(len(boxes) for boxes in truths)", "max(sum(hits), 1)"
            ),
            "The area is divided by the number of detections: recall counts objects.": edit(
                "sum(len(boxes) for boxes in truths)", "len(hits)"
            ),
            "Detections in pictures without an object are left out: they are wrong, and cost precision.": edit(
                "        target = picture",
                "        if not len(truths[picture]):\n            continue\n        target = picture",
            ),
            "A box whose best object is taken goes to another one: its target is the one with the largest IoU, taken or not.": edit(
                "[iou(box, truth) for truth in truths[picture]]",
                "[iou(box, truth) * ((picture, k) not in taken) for k, truth in enumerate(truths[picture])]",
            ),
            "A box that misses uses up its target: only a hit does.": edit(
                "        if hits[-1]:\n            taken.add(target)", "        taken.add(target)"
            ),
            "The precision is averaged at eleven recalls: the area below the whole curve is asked for.": edit(
                "np.sum(precision[hits]) / sum(len(boxes) for boxes in truths)",
                "float(np.mean([max([0, *precision[np.cumsum(hits) / sum(map(len, truths)) >= r - 1e-9]]) for r in np.linspace(0, 1, 11)]))",
            ),
            "The precision of all detections together is returned.": code("""
                def average_precision(found, truths, iou_threshold=0.5):
                    hits = total = 0
                    for (scores, boxes), real in zip(found, truths):
                        total += len(boxes)
                        hits += sum(max([iou(box, other) for box in boxes], default=0) >= iou_threshold for other in real)
                    return float(hits / total)
            """),
            "The recall of all detections together is returned.": code("""
                def average_precision(found, truths, iou_threshold=0.5):
                    hits = [
                        max([iou(box, other) for box in boxes], default=0) >= iou_threshold
                        for (_, boxes), real in zip(found, truths) for other in real
                    ]
                    return float(np.mean(hits))
            """),
            "Each picture gets an average precision of its own, and those are averaged: sort all detections together.": code("""
                def average_precision(found, truths, iou_threshold=0.5):
                    areas = []
                    for (scores, boxes), real in zip(found, truths):
                        if not len(real):
                            continue
                        hits, taken = [], set()
                        for i in np.argsort(-np.asarray(scores)):
                            shares = [iou(boxes[i], other) for other in real]
                            best = int(np.argmax(shares))
                            hits.append(shares[best] >= iou_threshold and best not in taken)
                            if hits[-1]:
                                taken.add(best)
                        hits = np.array(hits, bool)
                        precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
                        areas.append(np.maximum.accumulate(precision[::-1])[::-1][hits].sum() / len(real))
                    return float(np.mean(areas))
            """),
            "Boxes of all pictures are compared with the objects of the first one.": edit(
                "in truths[picture]]", "in truths[0]]"
            ),
        },
        "encode_boxes": {
            "Every object goes to the first anchor: take the one whose shape fits best.": edit(
                "np.argsort(shares)[::-1]", "range(len(anchors))"
            ),
            "The anchor that fits worst is taken.": edit("np.argsort(shares)[::-1]", "np.argsort(shares)"),
            "A second object overwrites the first where cell and anchor are the same: it goes to the next best free anchor.": edit(
                "            if not slot[4]:\n                slot[:4] = x % 1, y % 1, *np.log(size / anchors[k])\n                slot[[4, 5 + kind]] = 1\n                break",
                "            slot[:] = 0\n            slot[:4] = x % 1, y % 1, *np.log(size / anchors[k])\n            slot[[4, 5 + kind]] = 1\n            break",
            ),
            "A second object is left out where cell and anchor are the same, though another anchor is free.": edit(
                "                break", "            break"
            ),
            "An object whose best anchor is taken goes to the first free anchor, not to the next best.": edit(
                "for k in np.argsort(shares)[::-1]:", "for k in [int(np.argmax(shares)), *range(len(anchors))]:"
            ),
            "An object is written for all anchors of its cell: one of them is responsible.": edit(
                "\n                break", ""
            ),
            "Row and column of the cell are exchanged.": edit("int(y), int(x)", "int(x) % grid[0], int(y) % grid[1]"),
            "The place in the cell has y first: x comes first.": edit("x % 1, y % 1", "y % 1, x % 1"),
            "The centre is a fraction of the picture: the target holds where in its cell it lies.": edit(
                "x % 1, y % 1", "x / grid[1], y / grid[0]"
            ),
            "The centre is in cells from the corner of the picture: only its place in the cell is asked for.": edit(
                "x % 1, y % 1", "x, y"
            ),
            "The sizes are ratios to the anchor: take their logarithms.": edit(
                "np.log(size / anchors[k])", "size / anchors[k]"
            ),
            "The logarithms have the wrong sign: divide the box by the anchor, not the anchor by the box.": edit(
                "size / anchors[k]", "anchors[k] / size"
            ),
            "The anchor is not used: the logarithm is that of the size divided by the anchor's.": edit(
                "size / anchors[k]", "size"
            ),
            "Sizes are fractions of the picture, and anchors are in cells: use one unit.": edit(
                "np.log(size / anchors[k])", "np.log(size / np.array(grid[::-1]) / anchors[k])"
            ),
            "The height comes first in the sizes: as in the anchors the width does.": edit(
                "[x2 - x1, y2 - y1]", "[y2 - y1, x2 - x1]"
            ),
            "Confidence is missing: it is 1 where there is an object.": edit("[[4, 5 + kind]] = 1", "[5 + kind] = 1"),
            "The classes begin one place too early: place 4 is the confidence.": edit("5 + kind]]", "4 + kind]]"),
            "The boxes are taken for (x1, y1, x2, y2).": edit(
                "y1, x1, y2, x2 = box", "y1, x1, y2, x2 = box[[1, 0, 3, 2]]"
            ),
            "The cell is that of the upper left corner: the one with the centre is responsible.": edit(
                "int(y), int(x)", "int(max(y1, 0)), int(max(x1, 0))"
            ),
            "The cell nearest to the centre is taken: it is the one that holds it, so round down.": edit(
                "int(y), int(x)", "min(round(y), grid[0] - 1), min(round(x), grid[1] - 1)"
            ),
            "The anchor is chosen by its area: the shapes are compared by IoU.": edit(
                "[iou((0, 0, *size), (0, 0, *anchor)) for anchor in anchors]",
                "[-abs(np.prod(size) - np.prod(anchor)) for anchor in anchors]",
            ),
        },
        "mended_detect": {
            "Nothing is mended: look at the picture first.": code("""
                def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
                    return broken_detect(outputs, image_shape, score_threshold, sigma)
            """),
            "The boxes are twice as wide and high as they should be: the centre is in the middle.": edit(
                "yolo_boxes_to_corners(xy, wh)", "yolo_boxes_to_corners(xy, 2 * wh)"
            ),
            "Boxes of other classes lose score, too: which classes lie on one another in a street?": edit(
                "same = left[classes[left] == classes[best]]", "same = left"
            ),
            "The scores that are returned are those before any was lowered, so duplicates rank as high as the first box.": edit(
                "    classes = np.argmax(probs, axis=1)\n",
                "    classes, before = np.argmax(probs, axis=1), scores.copy()\n",
                "return scores[taken]",
                "return before[taken]",
            ),
            "The order was fixed before scores were lowered: next comes the highest score now.": code("""
                def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
                    xy, wh, confidence, probs = (tf.reshape(part, (-1, part.shape[-1])) for part in outputs)
                    boxes = scale_boxes(yolo_boxes_to_corners(xy, wh), image_shape).numpy()
                    scores, classes, taken = np.max(confidence * probs, axis=1), np.argmax(probs, axis=1), []
                    for best in np.argsort(-scores):
                        if scores[best] < score_threshold:
                            continue
                        later = [i for i in np.flatnonzero(classes == classes[best]) if i not in taken and i != best]
                        taken.append(best)
                        for i in later:
                            scores[i] *= np.exp(-(iou(boxes[best], boxes[i]) ** 2) / sigma)
                    return scores[taken], boxes[taken], classes[taken]
            """),
            "This is hard suppression: soft-NMS lowers the scores of boxes that overlap.": code("""
                def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
                    found = yolo_eval(outputs, image_shape, 1000, score_threshold, 0.5)
                    return tuple(part.numpy() for part in found)
            """),
            "The IoU is not squared in the exponent.": edit("(shares**2)", "shares"),
            "The exponent is multiplied by sigma: it is divided by it.": edit("/ sigma", "* sigma"),
            "Scores are lowered by the factor 1 - IoU: here it is the exponential.": edit(
                "np.exp(-(shares**2) / sigma)", "1 - shares"
            ),
            "`sigma` is always 0.3: use the one that is given.": edit("/ sigma", "/ 0.3"),
            "Boxes that have fallen below the threshold come back: drop them.": edit(
                "        left = left[scores[left] >= score_threshold]\n", ""
            ),
            "The score is the confidence alone: multiply it by the probability of the class.": edit(
                "np.max(confidence * probs, axis=1)", "np.max(confidence, axis=1)"
            ),
            "The boxes are (x1, y1, x2, y2): y comes first.": result(
                lambda parts: (parts[0], parts[1][:, [1, 0, 3, 2]], parts[2])
            ),
            "Height and width of the picture are exchanged.": edit(
                "image_shape).numpy()", "image_shape[::-1]).numpy()"
            ),
            "A mended box is not scaled to the picture.": edit(
                "scale_boxes(yolo_boxes_to_corners(xy, wh), image_shape).numpy()",
                "yolo_boxes_to_corners(xy, wh).numpy()",
            ),
        },
    },
}

# What to look at where no known mistake explains an answer.
PARTS = {
    "1_yolo": {
        "yolo_head": {
            0: "`box_xy` is wrong. Let all of `feats` be 0: then each centre is in the middle of its cell, as a fraction "
            "of the picture. Print it for a grid of 1 row and 2 columns.",
            1: "`box_xy` is right, `box_wh` is not. Let all of `feats` be 0: then each box has the shape of its anchor, "
            "as a fraction of the picture.",
            2: "Centres and sizes are right, the confidence is not: it belongs to number 4 of each anchor, from 0 to 1.",
            3: "All but the probabilities of the classes is right: they are the last numbers of each anchor, and add up "
            "to 1.",
        },
        "yolo_filter_boxes": {
            0: "The scores are wrong. Compute them by hand for three anchors and two classes: which product is the "
            "largest in each, and which of them are kept?",
            1: "The scores are right, the boxes are not: the same anchors must be kept, in the same order.",
            2: "Scores and boxes are right, the classes are not: where in the last axis is the largest score?",
        },
        "yolo_non_max_suppression": {
            0: "The scores are wrong. Print which boxes are kept of each class, and compare the limit with the IoU of each "
            "pair of that class.",
            1: "The scores are right, the boxes are not: gather both with the same positions.",
            2: "Scores and boxes are right, the classes are not: gather them with the same positions.",
        },
        "yolo_eval": {
            0: "The scores are wrong: print what is left after each step, and which threshold it was given.",
            1: "The scores are right, the boxes are not: print one before and after it was scaled.",
            2: "Scores and boxes are right, the classes are not.",
        },
        "mended_detect": {
            0: "The scores are wrong. Follow three boxes of two classes on paper: which is taken first, whose score is "
            "lowered, by which factor, and which is next?",
            1: "The scores are right, the boxes are not: compare one with its centre and its size.",
            2: "Scores and boxes are right, the classes are not.",
        },
    },
}

# Mutants that make no difference: `before -> after`, and why.
EQUIVALENT = {
    "1_yolo": {
        "iou": [
            (
                "width = min(box1[2], box2[2]) - max(box1[0], box2[0]) -> width = min(box2[2], box1[2]) - max(box1[0], box2[0])",
                "The smaller of two numbers does not depend on their order.",
            ),
            (
                "width = min(box1[2], box2[2]) - max(box1[0], box2[0]) -> width = min(box1[2], box2[2]) - max(box2[0], box1[0])",
                "The larger of two numbers does not depend on their order.",
            ),
            (
                "height = min(box1[3], box2[3]) - max(box1[1], box2[1]) -> height = min(box2[3], box1[3]) - max(box1[1], box2[1])",
                "The smaller of two numbers does not depend on their order.",
            ),
            (
                "height = min(box1[3], box2[3]) - max(box1[1], box2[1]) -> height = min(box1[3], box2[3]) - max(box2[1], box1[1])",
                "The larger of two numbers does not depend on their order.",
            ),
            (
                "common = max(width, 0) * max(height, 0) -> common = max(0, width) * max(height, 0)",
                "The larger of two numbers does not depend on their order.",
            ),
            (
                "common = max(width, 0) * max(height, 0) -> common = max(width, 0) * max(0, height)",
                "The larger of two numbers does not depend on their order.",
            ),
            (
                "areas = [(x2 - x1) * (y2 - y1) for x1, y1, x2, y2 in (box1, box2)] -> areas = [(x2 - x1) * (y2 - y1) for x1, y1, x2, y2 in (box2, box1)]",
                "The areas are only added up.",
            ),
            (
                "width = min(box1[2], box2[2]) - max(box1[0], box2[0]) -> width = min(box1[-2], box2[2]) - max(box1[0], box2[0])",
                "Place 2 of four is the last but one.",
            ),
            (
                "width = min(box1[2], box2[2]) - max(box1[0], box2[0]) -> width = min(box1[2], box2[-2]) - max(box1[0], box2[0])",
                "Place 2 of four is the last but one.",
            ),
        ],
        "yolo_non_max_suppression": [
            (
                "kept = tf.concat([kept, tf.gather(places, stay)], axis=0) -> kept = tf.concat([tf.gather(places, stay), kept], axis=0)",
                "What is kept is sorted by score afterwards.",
            ),
            (
                "places = tf.where(classes == kind)[:, 0] -> places = tf.where(classes == kind)[:, -1]",
                "`tf.where` of a vector has one column.",
            ),
        ],
        "yolo_eval": [
            (
                "kept = yolo_filter_boxes(boxes, box_confidence, box_class_probs, score_threshold) -> kept = yolo_filter_boxes(boxes, box_class_probs, box_confidence, score_threshold)",
                "The filter only multiplies the two.",
            ),
        ],
        "average_precision": [
            (
                "target = (picture, np.argmax(shares)) -> target = (np.argmax(shares), picture)",
                "The pair is a name, which is only compared with other such names.",
            ),
            (
                "shares = [iou(box, truth) for truth in truths[picture]] + [0] -> shares = [iou(truth, box) for truth in truths[picture]] + [0]",
                "IoU does not depend on the order of the boxes.",
            ),
            (
                "shares = [iou(box, truth) for truth in truths[picture]] + [0] -> shares = [iou(box, truth) for truth in truths[picture]] + [-1]",
                "Both are below any limit of a hit.",
            ),
        ],
        "encode_boxes": [
            (
                "shares = [iou((0, 0, *size), (0, 0, *anchor)) for anchor in anchors] -> shares = [iou((0, 0, *anchor), (0, 0, *size)) for anchor in anchors]",
                "IoU does not depend on the order of the boxes.",
            ),
            (
                "slot[[4, 5 + kind]] = 1 -> slot[[5 + kind, 4]] = 1",
                "Both places get the same number.",
            ),
        ],
        "mended_detect": [
            (
                "shares = np.array([iou(boxes[best], boxes[i]) for i in same]) -> shares = np.array([iou(boxes[i], boxes[best]) for i in same])",
                "IoU does not depend on the order of the boxes.",
            ),
        ],
    },
}
