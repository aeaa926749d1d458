"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit, part, result

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
                    xy, wh, confidence, probs = (np.reshape(part, (-1, part.shape[-1])) for part in outputs)
                    height, width = image_shape
                    boxes = np.concatenate([xy - wh, xy + wh], axis=1)[:, [1, 0, 3, 2]]
                    boxes = boxes * np.array([height, width, height, width], np.float32)
                    scores, classes = (confidence * probs).max(axis=1), probs.argmax(axis=1)
                    left, taken, now = np.flatnonzero(scores >= score_threshold), [], scores.copy()
                    while len(left):
                        best = left[np.argmax(now[left])]
                        taken.append(best)
                        left = left[left != best]
                        shares = np.array([iou(boxes[best], boxes[i]) for i in left])
                        now[left] *= np.exp(-(shares**2) / sigma)
                        left = left[now[left] >= score_threshold]
                    return scores[taken], boxes[taken], classes[taken]
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
    "2_unet": {
        "segmentation_scores": {
            "The pairs are numbered in bytes, which overflow above 255: make the masks whole numbers of more bits first.": edit(
                "n_classes * masks.astype(int) + predictions", "masks * masks.dtype.type(n_classes) + predictions"
            ),
            "The union counts the correct pixels twice: they are in the row and in the column.": edit(
                "(total - both)", "total"
            ),
            "This matrix has a row for each class that is predicted: rows are those of the masks.": edit(
                "n_classes * masks.astype(int) + predictions", "n_classes * predictions.astype(int) + masks"
            ),
            "A class that is nowhere gets 0 and spoils the mean: its score is `nan`.": edit(
                "return confusion, iou, dice, np.nanmean(iou)",
                "return confusion, np.nan_to_num(iou), np.nan_to_num(dice), np.nan_to_num(iou).mean()",
            ),
            "The mean counts a class that is nowhere as 0: leave it out.": edit(
                "np.nanmean(iou)", "np.nan_to_num(iou).mean()"
            ),
            "A class that is nowhere gets 1, as if it had been found: there is nothing to find.": edit(
                "return confusion, iou, dice, np.nanmean(iou)",
                "iou, dice = np.nan_to_num(iou, nan=1), np.nan_to_num(dice, nan=1)\n    return confusion, iou, dice, iou.mean()",
            ),
            "The mean is `nan` as soon as one class is nowhere: which function leaves `nan` out?": edit(
                "np.nanmean(iou)", "np.mean(iou)"
            ),
            "A class that is predicted and never there has an IoU: it is 0, and counts.": edit(
                "iou, dice = both / (total - both), 2 * both / total",
                "iou, dice = both / (total - both), 2 * both / total\n"
                "    iou = np.where(confusion.sum(axis=1) == 0, np.nan, iou)",
            ),
            "This is the recall of each class: what is predicted too often costs nothing.": edit(
                "both / (total - both)", "both / confusion.sum(axis=1)"
            ),
            "This is the precision of each class: what is overlooked costs nothing.": edit(
                "both / (total - both)", "both / confusion.sum(axis=0)"
            ),
            "The Dice coefficient lacks its factor 2: a perfect prediction has 1.": edit(
                "2 * both / total", "both / total"
            ),
            "The mean is weighted by how often a class occurs: here each class counts the same.": edit(
                "np.nanmean(iou)", "np.nansum(iou * confusion.sum(axis=1)) / confusion.sum()"
            ),
            "The mean is that of the Dice coefficients: the mean IoU is asked for.": edit(
                "np.nanmean(iou)", "np.nanmean(dice)"
            ),
            "The last value is the pixel accuracy, which rare classes hardly touch: the mean IoU is asked for.": edit(
                "np.nanmean(iou)", "both.sum() / confusion.sum()"
            ),
            "The confusion matrix is divided by the number of pixels: it counts them.": part(
                0, lambda value: value / value.sum()
            ),
            "Class 0 is left out as if it were background: it is a class like the others.": edit(
                "np.nanmean(iou)", "np.nanmean(iou[1:])"
            ),
            "The matrix is as large as the largest class that occurs: it has `n_classes` rows and columns.": code("""
                def segmentation_scores(masks, predictions, n_classes):
                    n = 1 + int(max(masks.max(), predictions.max()))
                    confusion = np.zeros((n, n), int)
                    np.add.at(confusion, (masks.ravel(), predictions.ravel()), 1)
                    both, total = np.diag(confusion), confusion.sum(axis=0) + confusion.sum(axis=1)
                    with np.errstate(invalid="ignore"):
                        iou, dice = both / (total - both), 2 * both / total
                    return confusion, iou, dice, np.nanmean(iou)
            """),
            "The scores of single pictures are averaged: count over all pictures first.": code("""
                def segmentation_scores(masks, predictions, n_classes):
                    found = []
                    for mask, prediction in zip(np.atleast_2d(masks), np.atleast_2d(predictions)):
                        pairs = n_classes * mask.astype(int) + prediction
                        confusion = np.bincount(pairs.ravel(), minlength=n_classes**2).reshape(n_classes, -1)
                        both, total = np.diag(confusion), confusion.sum(axis=0) + confusion.sum(axis=1)
                        with np.errstate(invalid="ignore"):
                            found.append((confusion, both / (total - both), 2 * both / total))
                    def mean(values):
                        values = np.array(values)
                        known = ~np.isnan(values)
                        sums, counts = np.where(known, values, 0).sum(axis=0), known.sum(axis=0)
                        return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan)
                    matrices, ious, dices = zip(*found)
                    return sum(matrices), mean(ious), mean(dices), np.nanmean(mean(ious))
            """),
        },
        "conv_block": {
            "The skip connection leaves after the pooling: then it has lost where things are.": edit(
                "return layers.MaxPooling2D()(A) if max_pooling else A, A",
                "A = layers.MaxPooling2D()(A) if max_pooling else A\n    return A, A",
            ),
            "The two results are exchanged: what goes down comes first.": edit(
                "return layers.MaxPooling2D()(A) if max_pooling else A, A",
                "return A, layers.MaxPooling2D()(A) if max_pooling else A",
            ),
            "One convolution leads to the result: a level has two, and the second gets what the first returns.": edit(
                "range(2)", "range(1)"
            ),
            "The convolutions lose a row on each side: which padding keeps all?": edit('padding="same", ', ""),
            "The convolutions have no activation: two of them in a row are one weighted sum.": edit(
                'activation="relu", ', ""
            ),
            "The ReLU is a layer of its own: here it is the `activation` of its convolution.": edit(
                'activation="relu", kernel_initializer="he_normal"\n        )(A)',
                'kernel_initializer="he_normal"\n        )(A)\n        A = layers.ReLU()(A)',
            ),
            "A dropout layer is there although the share is 0.": edit("if dropout_prob > 0:", "if True:"),
            "There is no dropout layer, whatever the share.": edit("if dropout_prob > 0:", "if False:"),
            "The share of the dropout is fixed: it is `dropout_prob`.": edit("Dropout(dropout_prob)", "Dropout(0.3)"),
            "The skip connection leaves before the dropout: here it leaves after it.": edit(
                "    if dropout_prob > 0:", "    skip = A\n    if dropout_prob > 0:", "else A, A", "else A, skip"
            ),
            "Dropout comes after the pooling: the skip connection should get it, too.": edit(
                "    if dropout_prob > 0:\n        A = layers.Dropout(dropout_prob)(A)\n"
                "    return layers.MaxPooling2D()(A) if max_pooling else A, A",
                "    skip = A\n    A = layers.MaxPooling2D()(A) if max_pooling else A\n"
                "    return layers.Dropout(dropout_prob)(A) if dropout_prob > 0 else A, skip",
            ),
            "The pooling is always there: `max_pooling` has no part in it.": edit("if max_pooling else A, A", ", A"),
            "The pooling is never there: `max_pooling` has no part in it.": edit(
                "layers.MaxPooling2D()(A) if max_pooling else A, A", "A, A"
            ),
            "This takes the mean of each window: its maximum is asked for.": edit(
                "MaxPooling2D()", "AveragePooling2D(2)"
            ),
            "The second convolution has twice as many filters: both have `n_filters`.": edit(
                "for _ in range(2):", "for factor in (1, 2):", "n_filters, 3,", "factor * n_filters, 3,"
            ),
            "Only what goes down is returned: the skip connection is the second result.": result(
                lambda value: value[0]
            ),
            "One convolution is used twice, with one set of weights: make two.": code("""
                def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True):
                    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu")(inputs)
                    layer = layers.Conv2D(n_filters, 3, padding="same", activation="relu")
                    A = layer(layer(A))
                    if dropout_prob > 0:
                        A = layers.Dropout(dropout_prob)(A)
                    return layers.MaxPooling2D()(A) if max_pooling else A, A
            """),
        },
        "upsampling_block": {
            "The skip connection is not used: concatenate it.": edit("([up, contractive_input])", "([up, up])"),
            "The two tensors are concatenated in the other order: what comes from below is first.": edit(
                "[up, contractive_input]", "[contractive_input, up]"
            ),
            "The two tensors are added: they are put side by side, along the channels.": code("""
                def upsampling_block(expansive_input, contractive_input, n_filters=32):
                    beside = contractive_input.shape[-1]
                    up = layers.Conv2DTranspose(beside, 3, strides=2, padding="same")(expansive_input)
                    return conv_block(layers.Add()([up, contractive_input]), n_filters, max_pooling=False)[0]
            """),
            "The transposed convolution has an activation: none is asked for.": edit(
                'padding="same")(expansive_input)', 'padding="same", activation="relu")(expansive_input)'
            ),
            "Rows and columns are repeated without weights: a transposed convolution is asked for.": edit(
                'layers.Conv2DTranspose(n_filters, 3, strides=2, padding="same")(expansive_input)',
                "layers.UpSampling2D()(expansive_input)",
            ),
            "The transposed convolution without padding makes a row too many, which is cut off here: which padding doubles exactly?": edit(
                'layers.Conv2DTranspose(n_filters, 3, strides=2, padding="same")(expansive_input)',
                "layers.Cropping2D(((0, 1), (0, 1)))(layers.Conv2DTranspose(n_filters, 3, strides=2)(expansive_input))",
            ),
            "The filters of the transposed convolution are 2 by 2: here they are 3 by 3.": edit(
                "(n_filters, 3, strides=2", "(n_filters, 2, strides=2"
            ),
            "The transposed convolution keeps as many channels as come from below: it makes `n_filters`.": edit(
                "Conv2DTranspose(n_filters,", "Conv2DTranspose(expansive_input.shape[-1],"
            ),
            "One convolution follows: two are asked for.": edit(
                "return conv_block(merged, n_filters, max_pooling=False)[0]",
                'return layers.Conv2D(n_filters, 3, padding="same", activation="relu")(merged)',
            ),
            "No convolution follows: two are asked for.": edit(
                "return conv_block(merged, n_filters, max_pooling=False)[0]", "return merged"
            ),
            "The result is pooled: it has to stay as large as it has become.": edit(", max_pooling=False)[0]", ")[0]"),
            "The convolutions always have 32 filters: `n_filters` has no part in them.": edit(
                "conv_block(merged, n_filters,", "conv_block(merged, 32,"
            ),
            "The picture from the side is pooled to fit: double what comes from below instead.": edit(
                "strides=2, ", "strides=1, ", "contractive_input])", "layers.MaxPooling2D()(contractive_input)])"
            ),
        },
        "unet_model": {
            "The skip connections go to the wrong levels: the first that is made is the last that is used.": code("""
                def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
                    inputs = keras.Input(input_size)
                    A, skips = inputs, []
                    for level in range(5):
                        A, skip = conv_block(A, n_filters * 2**level, 0.3 * (level > 2), level < 4)
                        skips.append(skip)
                    for level in (3, 2, 1, 0):
                        side = skips[3 - level]
                        while side.shape[1] > 2 * A.shape[1]:
                            side = layers.MaxPooling2D()(side)
                        while side.shape[1] < 2 * A.shape[1]:
                            side = layers.UpSampling2D()(side)
                        A = upsampling_block(A, side, n_filters * 2**level)
                    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu")(A)
                    return keras.Model(inputs, layers.Conv2D(n_classes, 1)(A))
            """),
            "The lowest level is pooled: it is the turning point, and stays.": code("""
                def unet_model(input_size=(96, 128, 3), n_filters=32, n_classes=23):
                    inputs = keras.Input(input_size)
                    A, skips = inputs, []
                    for level in range(5):
                        A, skip = conv_block(A, n_filters * 2**level, 0.3 * (level > 2))
                        skips.append(skip)
                    A = layers.UpSampling2D()(A)
                    for level in (3, 2, 1, 0):
                        A = upsampling_block(A, skips[level], n_filters * 2**level)
                    A = layers.Conv2D(n_filters, 3, padding="same", activation="relu")(A)
                    return keras.Model(inputs, layers.Conv2D(n_classes, 1)(A))
            """),
            "There is no dropout: levels 4 and 5 have a share of 0.3.": edit("0.3 * (level > 2)", "0"),
            "All levels have dropout: only 4 and 5 do.": edit("0.3 * (level > 2)", "0.3"),
            "Dropout begins a level too early.": edit("level > 2", "level > 1"),
            "Only the lowest level has dropout: level 4 has it, too.": edit("level > 2", "level > 3"),
            "Every level has as many filters as the first: they double from level to level.": edit(
                "n_filters * 2**level, 0.3", "n_filters, 0.3"
            ),
            "The filters grow by a fixed number: they double from level to level.": edit(
                "n_filters * 2**level, 0.3", "n_filters * (1 + level), 0.3"
            ),
            "The expanding path keeps its filters: they are halved from level to level.": edit(
                "skips[level], n_filters * 2**level", "skips[level], n_filters * 8"
            ),
            "The blocks of the expanding path have as many filters as the level below: use those of their own level.": edit(
                "skips[level], n_filters * 2**level", "skips[level], n_filters * 2 ** (level + 1)"
            ),
            "The network has four levels: the table has five.": edit(
                "range(5)", "range(4)", "level < 4", "level < 3", "(3, 2, 1, 0)", "(2, 1, 0)"
            ),
            "The last convolution turns logits into probabilities: no activation is asked for.": edit(
                "layers.Conv2D(n_classes, 1)", 'layers.Conv2D(n_classes, 1, activation="softmax")'
            ),
            "The last convolution looks at 3 by 3 pixels: it is 1 by 1.": edit(
                "layers.Conv2D(n_classes, 1)", 'layers.Conv2D(n_classes, 3, padding="same")'
            ),
            "The 3 by 3 convolution before the last one is missing.": edit(
                '    A = layers.Conv2D(\n        n_filters, 3, padding="same", activation="relu", '
                'kernel_initializer="he_normal"\n    )(A)\n',
                "",
            ),
            "There are always 23 classes: `n_classes` has no part in it.": edit(
                "Conv2D(n_classes, 1)", "Conv2D(23, 1)"
            ),
            "The pictures always have one size: `input_size` has no part in it.": edit(
                "keras.Input(input_size)", "keras.Input((96, 128, 3))"
            ),
            "The first level always has 32 filters: `n_filters` has no part in it.": edit(
                "    inputs = keras.Input", "    n_filters = 32\n    inputs = keras.Input"
            ),
            "The answer is the class of each pixel: return the logits, of which a loss can be computed.": edit(
                "layers.Conv2D(n_classes, 1)(A))", "keras.ops.argmax(layers.Conv2D(n_classes, 1)(A), axis=-1))"
            ),
            "The expanding path gets no skip connections: it reads its own input twice.": edit(
                "upsampling_block(A, skips[level],", "upsampling_block(A, layers.UpSampling2D()(A),"
            ),
        },
        "rare_loss": {
            "its pixels weigh too little": [
                code("""
                    def rare_loss(labels, logits):
                        return tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))
                """),
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        return tf.reduce_mean((wanted - tf.nn.softmax(logits)) ** 2)
                """),
                code("""
                    def rare_loss(labels, logits):
                        costs = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)
                        return tf.reduce_mean((1 - tf.exp(-costs)) ** 2 * costs)
                """),
                code("""
                    def rare_loss(labels, logits):
                        return keras.losses.Dice()(tf.one_hot(labels, logits.shape[-1]), tf.nn.softmax(logits))
                """),
                edit("frequency**-0.5", "frequency**-0.1"),
            ],
            "its pixels weigh too much": [
                edit("frequency**-0.5", "frequency**-1.0"),
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        costs = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits)[..., None]
                        return tf.reduce_mean(
                            tf.math.divide_no_nan(
                                tf.reduce_sum(wanted * costs, axis=[0, 1, 2]), tf.reduce_sum(wanted, axis=[0, 1, 2])
                            )
                        )
                """),
            ],
            "mean IoU of the other classes is": [
                edit("frequency**-0.5", "frequency**-2.0"),
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        frequency = tf.reduce_mean(wanted, axis=[0, 1, 2])
                        rare = tf.argmin(tf.where(frequency > 0, frequency, 1.0))
                        p = tf.gather(tf.nn.softmax(logits), rare, axis=-1)
                        return tf.reduce_mean(-tf.gather(wanted, rare, axis=-1) * tf.math.log(p + 1e-7))
                """),
                code("""
                    def rare_loss(labels, logits):
                        return tf.reduce_mean(logits**2)
                """),
            ],
            "expected one number": edit("tf.reduce_mean(weights * costs)", "weights * costs"),
            "result is no tensor": result(lambda value: value.numpy() if hasattr(value, "numpy") else value),
            "o gradient gets through to the logits": [
                code("""
                    def rare_loss(labels, logits):
                        found = tf.one_hot(tf.argmax(logits, axis=-1), logits.shape[-1])
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        both = tf.reduce_sum(found * wanted, axis=[0, 1, 2])
                        return 1 - tf.reduce_mean(2 * both / (tf.reduce_sum(found + wanted, axis=[0, 1, 2]) + 1))
                """),
                code("""
                    def rare_loss(labels, logits):
                        return tf.constant(1.0)
                """),
            ],
            "he loss fails inside a graph": code("""
                def rare_loss(labels, logits):
                    counts = np.bincount(labels.numpy().ravel(), minlength=logits.shape[-1])
                    weights = tf.gather(tf.constant(1 / np.sqrt(np.maximum(counts, 1)), tf.float32), labels)
                    return tf.reduce_mean(weights * tf.nn.sparse_softmax_cross_entropy_with_logits(labels, logits))
            """),
            "is NaN or infinite for a batch in which a class is missing": [
                code("""
                    def rare_loss(labels, logits):
                        wanted = tf.one_hot(labels, logits.shape[-1])
                        weights = tf.reduce_mean(wanted, axis=[0, 1, 2]) ** -0.5
                        return -tf.reduce_mean(tf.reduce_sum(wanted * weights * tf.nn.log_softmax(logits), axis=-1))
                """),
                code("""
                    def rare_loss(labels, logits):
                        wanted, p = tf.one_hot(labels, logits.shape[-1]), tf.nn.softmax(logits)
                        recall = tf.reduce_sum(wanted * p, axis=[0, 1, 2]) / tf.reduce_sum(wanted, axis=[0, 1, 2])
                        return 1 - tf.reduce_mean(recall)
                """),
            ],
            "is a `return` missing?": result(lambda value: None),
        },
        "mended_evaluation": {
            "This is the draft as it was: compare each line with the list.": edit(
                ', method="nearest").numpy()[..., 0]',
                ').numpy()[..., 0].astype("uint8")',
                "Y[:, :, ::-1]])",
                "Y])",
                "    known",
                "    Y = np.minimum(Y, n_classes - 1)\n    known",
                "np.argmax(network(X), axis=-1)",
                "np.argmax(tf.nn.softmax(network(X), axis=1), axis=-1)",
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.mean([np.nan_to_num(segmentation_scores(y, p, n_classes)[1]).mean() for y, p in zip(Y, P)])",
            ),
            "The masks are interpolated: between class 2 and class 6 there is no class 4.": edit(
                ', method="nearest").numpy()[..., 0]', ').numpy()[..., 0].astype("uint8")', "Y < 255", "Y < n_classes"
            ),
            "The masks are interpolated and rounded: a number between two labels is still none.": edit(
                ', method="nearest").numpy()[..., 0]',
                ').numpy()[..., 0].round().astype("uint8")',
                "Y < 255",
                "Y < n_classes",
            ),
            "The mirrored pictures have the masks of the others: mirror both.": edit("Y[:, :, ::-1]])", "Y])"),
            "The masks are turned upside down: rows are axis 1, columns axis 2.": edit(
                "Y[:, :, ::-1]])", "Y[:, ::-1]])"
            ),
            "Picture and mask are both turned upside down: mirror them left to right.": edit(
                "[:, :, ::-1]", "[:, ::-1]"
            ),
            "The softmax runs along the rows, so that pixels of a column share their probabilities: classes are the last axis.": edit(
                "np.argmax(network(X), axis=-1)", "np.argmax(tf.nn.softmax(network(X), axis=1), axis=-1)"
            ),
            "Pixels without a label count as the last class.": edit(
                "    known = Y < 255\n", "    Y = np.minimum(Y, n_classes - 1)\n    known = Y < 255\n"
            ),
            "Pixels without a label count as class 0.": edit(
                "    known = Y < 255\n", "    Y = np.where(Y < n_classes, Y, 0)\n    known = Y < 255\n"
            ),
            "The score is right; but pixels without a label have lost their 255.": edit(
                "return X, Y, P,", "return X, np.minimum(Y, n_classes - 1), P,"
            ),
            "Class 0 is left out of the score as if it were background.": edit("Y < 255", "(Y < 255) & (Y > 0)"),
            "The mean of the pictures' scores is another number: count over all pictures first.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.mean([segmentation_scores(y[k], p[k], n_classes)[3] for y, p, k in zip(Y, P, known)])",
            ),
            "A class that occurs nowhere counts as 0 in the mean.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.nan_to_num(segmentation_scores(Y[known], P[known], n_classes)[1]).mean()",
            ),
            "This score is the pixel accuracy; the list asks for the mean IoU.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]", "np.mean(Y[known] == P[known])"
            ),
            "This score is the mean Dice coefficient; the list asks for the mean IoU.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "np.nanmean(segmentation_scores(Y[known], P[known], n_classes)[2])",
            ),
            "Only the original pictures are scored: their mirror images count as well.": edit(
                "segmentation_scores(Y[known], P[known], n_classes)[3]",
                "segmentation_scores(Y[: len(masks)][known[: len(masks)]], P[: len(masks)][known[: len(masks)]], n_classes)[3]",
            ),
            "The pictures go from 0 to 255: divide them.": edit(".numpy() / 255", ".numpy()"),
            "The pictures lose their gradations too: only labels need the nearest pixel.": edit(
                "tf.image.resize(pictures, size)", 'tf.image.resize(pictures, size, method="nearest")'
            ),
            "Each picture is followed by its mirror image: all originals come first.": edit(
                "    P = np",
                "    order = np.arange(len(X)).reshape(2, -1).T.ravel()\n    X, Y = X[order], Y[order]\n    P = np",
            ),
            "The mirror images are missing.": edit(
                "    X, Y = np.concatenate([X, X[:, :, ::-1]]), np.concatenate([Y, Y[:, :, ::-1]])\n", ""
            ),
            "Masks and predictions are exchanged in the score's confusion matrix, which leaves the IoU as it is; look at the shapes.": result(
                lambda value: (value[0], value[2], value[1], value[3])
            ),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "There is no true box, and four zeros are a lie: the network then learns the mixture of boxes and "
            "zeros wherever it is not sure, so that boxes shrink.",
            "b": "A softmax always gives the classes a sum of 1: three zeros are no target that it can reach, and no other "
            "is true. Whether there is an object the first number says.",
            "c": "It has to be 0. A box and a class of nothing are neither right nor wrong, so their parts are masked.",
            "d": "Then the network never sees an empty picture, and says that there is an object in each.",
        },
        "q2": {
            "a": "92 - 28 = 64 pixels are left beside the first window, 16 moves of 4, so 17 rows; 128 - 28 = 100, "
            "so 26 columns.",
            "b": "Two poolings by 2 let it look at every fourth place only.",
            "c": "One step of the output is as many pixels as all strides multiplied: 2 times 2.",
            "d": "It computes the same products and sums; those that windows share it computes once.",
            "e": "Then the window that is cut out has zeros around it, where the street has its neighbours. The scores "
            "differ, as the lesson measured.",
        },
        "q3": {
            "a": "It covers all 600 pixels, and 28 times 42 = 1,176 are covered in all: 0.51.",
            "b": "18 of 30 columns are shared: 360 of 840, 0.43. A move by a third of the width is the limit.",
            "c": "All of the prediction lies in the true box, but it is only 280 of 600: 0.47.",
            "d": "25 times 17 = 425 are shared, and 1,200 - 425 = 775 are covered: 0.55.",
            "e": "Twice as high and twice as wide is four times the area: 600 of 2,400, 0.25.",
        },
        "q4": {
            "a": "Five anchors, each with a score, four numbers for the box and 20 for the classes: 5 times 25.",
            "b": "13 times 13 times 5. That most of the scores are low is what training has to teach.",
            "c": "Only the cell in which its middle lies has to find it; otherwise every object would be found many "
            "times over.",
            "d": "Both are like the same anchor, and there is one place for it in the cell: one car is lost.",
            "e": "Only its middle has to lie in the cell; height and width may have any size.",
        },
        "q5": {
            "a": "14 by 14 is what padding would leave: without it the last window of 4 ends at 6 times 2 + 4 = 16.",
            "b": "That is what a filter of 3 by 3 does. With 4 by 4 each place away from the rim belongs to two windows in "
            "rows and to two in columns.",
            "c": "6 times 2 + 4 = 16, and away from the rim each place belongs to two windows in rows and to two in columns.",
            "d": "Sixteen would be all weights of the filter; with stride 2 a place gets every second weight in each "
            "direction, 2 times 2.",
        },
        "q6": {
            "a": "At edges it does not: with 900 updates the U-Net without skip connections of the lesson was still "
            "clearly behind the one that had all three and 300 updates.",
            "b": "What is large survives the poolings. Where exactly an edge runs survives only in part, and 600 more "
            "updates brought back about half of what was lost there; the early volumes know it at once.",
            "c": "It is the small volumes in the middle that see the whole picture, and they are still there; what is "
            "missing is where exactly things are.",
            "d": "It trains: the gradient reaches the first layers through the small volumes, and the large areas are "
            "found.",
        },
        "q7": {
            "a": "Near the diagonal rows and columns are nearly equal, so that a swap is hardly noticed. The localizer "
            "was trained with (y1, x1, y2, x2), the report reads (x1, y1, x2, y2). In the correct order the same boxes have about 0.5 and 0.3. "
            "Draw one box into its picture before you compute averages.",
            "b": "Rare objects would be bad in the log of the training as well, or the training windows good everywhere"
            " and the test windows bad everywhere. Here the *place* decides, whatever the object.",
            "c": "The dense layer sees the whole window, and why should the other diagonal be bad?",
            "d": "The outputs are good. Nothing has to be trained anew to compare them with the correct numbers.",
        },
        "q8": {
            "a": "A lower threshold drops more boxes, not fewer: all whose IoU with a better one is above it.",
            "b": "The order decides which of two boxes stays, not that one of them goes: now riders would be lost.",
            "c": "The scores are drawn at random, the same for all classes, and no score threshold is used.",
            "d": "Bicycles that overlap with no other bicycle can only have lost to another class. A rider's box lies on "
            "the box of the bicycle, and the better score drops the other. Suppression for each class keeps 85 % of the "
            "bicycles.",
        },
        "q9": {
            "a": "The streets are those from which the held-out windows were cut. What has changed is which windows one "
            "looks at, not the world.",
            "b": "Suppression merges alarms that overlap. At a threshold of 0.3 about five false alarms are left on each "
            "street of the lesson, each at a place of its own, and there are fewer vehicles than that to find.",
            "c": "A small share of a very large number is a large number. Hard negatives of the training streets brought "
            "the false alarms of the lesson's classifier down to about a third, at the price of some windows with a "
            "vehicle (80 % correct, before 93 %), and without a single new street.",
            "d": "With fewer windows there are fewer false alarms, and fewer vehicles found as well: those that stand "
            "between two windows are missed. Nothing makes a false alarm rarer among them.",
        },
        "q10": {
            "a": "The masks themselves are wrong, before any network has seen them.",
            "b": "The numbers of labels are names, and their order means nothing: between sky (0) and vegetation (4) bilinear resizing writes 1, 2 and 3. Resize "
            "masks by taking the nearest pixel (`Image.Resampling.NEAREST`), and count the labels before and after.",
            "c": "Weights do not change masks, and these shares are counted in the masks.",
            "d": "The labels are counted before any layer has computed anything.",
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
    "2_unet": {
        "segmentation_scores": [
            ("with np.errstate(invalid='ignore'): -> *", "It only silences a warning."),
        ],
        "conv_block": [
            (
                "def conv_block(inputs=None, n_filters=32, dropout_prob=0, max_pooling=True): -> *",
                "The inputs are always given, and a share below 0 is no dropout, as 0 is none.",
            ),
            (
                "A = layers.Conv2D(n_filters, 3, padding='same', activation='relu', kernel_initializer='he_normal')(A) "
                "-> A = layers.Conv2D(n_filters, 3, padding='same', activation='relu')(A)",
                "The check compares layers and settings, not the values that kernels begin with, as the text says.",
            ),
        ],
        "upsampling_block": [
            (
                "return conv_block(merged, n_filters, max_pooling=False)[0] -> *",
                "Without pooling both results are the same tensor.",
            ),
        ],
        "unet_model": [
            (
                "A = layers.Conv2D(n_filters, 3, padding='same', activation='relu', kernel_initializer='he_normal')(A) "
                "-> A = layers.Conv2D(n_filters, 3, padding='same', activation='relu')(A)",
                "The check compares layers and settings, not the values that kernels begin with, as the text says.",
            ),
        ],
        "rare_loss": [
            (
                "frequency = tf.reduce_mean(tf.one_hot(labels, logits.shape[-1]), axis=[0, 1, 2]) -> "
                "frequency = tf.reduce_mean(tf.one_hot(labels, logits.shape[-1]), axis=[0, 1, -2])",
                "Of four axes, the last but one is axis 2.",
            ),
        ],
        "mended_evaluation": [
            (
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest').numpy()[..., 0] -> "
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest').numpy()[..., -1]",
                "The axis that is taken away has one entry: the first and the last are the same.",
            ),
            (
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest').numpy()[..., 0] -> "
                "Y = tf.image.resize(masks[..., np.newaxis], size, method='nearest')[..., 0]",
                "A line below, `np.concatenate` makes an array of it.",
            ),
            ("known = Y < 255 -> known = Y < 254", "Labels are below `n_classes`, or 255."),
            (
                "X = tf.image.resize(pictures, size).numpy() / 255 -> X = tf.image.resize(pictures, size) / 255",
                "A line below, `np.concatenate` makes an array of it.",
            ),
            (
                "return (X, Y, P, segmentation_scores(Y[known], P[known], n_classes)[3]) -> "
                "return (X, Y, P, segmentation_scores(P[known], Y[known], n_classes)[3])",
                "The IoU of a class stays the same when masks and predictions are exchanged.",
            ),
        ],
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
    "2_unet": {
        "segmentation_scores": {
            0: "Start with the matrix: the entry in row i and column j counts pixels of class i for which j is predicted.",
            1: "The matrix is right, the IoU of the classes is not: which of its numbers make the intersection, and which the union?",
            2: "Matrix and IoU are right, the Dice coefficients are not: compare them with 2 IoU / (1 + IoU).",
            3: "All scores of the classes are right, their mean is not: which classes take part in it?",
        },
        "mended_evaluation": {
            0: "The pictures are prepared wrongly: look at their size, their range and their order.",
            1: "The pictures are right, their masks are not: print the labels before and after each line.",
            2: "Pictures and masks are right, the predictions are not: over which axis does each function run?",
            3: "Everything is right but the score: which pixels and which classes count in it?",
        },
    },
}
