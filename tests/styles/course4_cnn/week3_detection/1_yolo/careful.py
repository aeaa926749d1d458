# %% iou
def iou(box1, box2):
    box1, box2 = [np.asarray(box, dtype=np.float64) for box in (box1, box2)]
    if box1.shape != (4,) or box2.shape != (4,):
        raise ValueError("a box has four numbers")
    upper_left = np.maximum(box1[:2], box2[:2])
    lower_right = np.minimum(box1[2:], box2[2:])
    sides = lower_right - upper_left
    intersection = float(np.prod(sides)) if np.all(sides > 0) else 0.0
    union = float(np.prod(box1[2:] - box1[:2]) + np.prod(box2[2:] - box2[:2])) - intersection
    return intersection / union if union > 0 else 0.0


# %% yolo_head
def yolo_head(feats, anchors, num_classes):
    feats = tf.convert_to_tensor(feats, dtype=tf.float32)
    anchors_tensor = tf.reshape(tf.constant(anchors, dtype=tf.float32), (1, 1, 1, len(anchors), 2))
    rows, columns = int(feats.shape[1]), int(feats.shape[2])
    feats = tf.reshape(feats, (-1, rows, columns, len(anchors), num_classes + 5))
    row_index = tf.tile(tf.reshape(tf.range(rows), (rows, 1)), (1, columns))
    column_index = tf.tile(tf.reshape(tf.range(columns), (1, columns)), (rows, 1))
    cells = tf.cast(tf.stack([column_index, row_index], axis=-1), tf.float32)
    cells = tf.reshape(cells, (1, rows, columns, 1, 2))
    dims = tf.reshape(tf.constant([columns, rows], dtype=tf.float32), (1, 1, 1, 1, 2))
    box_xy = (1 / (1 + tf.exp(-feats[..., 0:2])) + cells) / dims
    box_wh = tf.math.exp(feats[..., 2:4]) * anchors_tensor / dims
    logits = feats[..., 5:]
    powers = tf.exp(logits - tf.reduce_max(logits, axis=-1, keepdims=True))
    box_class_probs = powers / tf.reduce_sum(powers, axis=-1, keepdims=True)
    box_confidence = tf.math.sigmoid(tf.expand_dims(feats[..., 4], axis=-1))
    return box_xy, box_wh, box_confidence, box_class_probs


# %% yolo_filter_boxes
def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
    class_scores = tf.multiply(box_confidence, box_class_probs)
    best_class = tf.math.argmax(class_scores, axis=-1, output_type=tf.int64)
    best_score = tf.math.reduce_max(class_scores, axis=-1, keepdims=False)
    filtering_mask = tf.math.logical_not(tf.math.less(best_score, threshold))
    scores = tf.boolean_mask(best_score, filtering_mask)
    kept = tf.boolean_mask(boxes, filtering_mask)
    classes = tf.boolean_mask(best_class, filtering_mask)
    return scores, kept, classes


# %% yolo_non_max_suppression
def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
    kept_scores, kept_boxes, kept_classes = [], [], []
    for label in sorted({int(label) for label in classes}):
        mask = tf.equal(classes, label)
        own_scores, own_boxes = tf.boolean_mask(scores, mask), tf.boolean_mask(boxes, mask)
        chosen = tf.image.non_max_suppression(
            own_boxes, own_scores, tf.size(own_scores), iou_threshold=float(iou_threshold)
        )
        kept_scores.append(tf.gather(own_scores, chosen))
        kept_boxes.append(tf.gather(own_boxes, chosen))
        kept_classes.append(tf.fill(tf.shape(chosen), tf.cast(label, classes.dtype)))
    if not kept_scores:
        return scores, boxes, classes
    all_scores = tf.concat(kept_scores, 0)
    _, best = tf.math.top_k(all_scores, k=min(max_boxes, len(all_scores)))
    return (
        tf.gather(all_scores, best),
        tf.gather(tf.concat(kept_boxes, 0), best),
        tf.gather(tf.concat(kept_classes, 0), best),
    )


# %% yolo_eval
def yolo_eval(yolo_outputs, image_shape=(720.0, 1280.0), max_boxes=10, score_threshold=0.6, iou_threshold=0.5):
    if len(yolo_outputs) != 4:
        raise ValueError("expected four tensors")
    box_xy, box_wh, box_confidence, box_class_probs = yolo_outputs
    boxes = yolo_boxes_to_corners(box_xy, box_wh)
    scores, boxes, classes = yolo_filter_boxes(boxes, box_confidence, box_class_probs, score_threshold)
    scores, boxes, classes = yolo_non_max_suppression(scores, boxes, classes, max_boxes, iou_threshold)
    boxes = scale_boxes(boxes, (float(image_shape[0]), float(image_shape[1])))
    return scores, boxes, classes


# %% average_precision
def average_precision(found, truths, iou_threshold=0.5):
    if len(found) != len(truths):
        raise ValueError("one entry for each picture")
    total = sum(len(boxes) for boxes in truths)
    flat = [
        {"score": float(score), "picture": i, "box": np.array(box, float)}
        for i, (scores, boxes) in enumerate(found)
        for score, box in zip(scores, boxes)
    ]
    flat.sort(key=lambda one: one["score"], reverse=True)
    unmatched = {i: set(range(len(boxes))) for i, boxes in enumerate(truths)}
    curve, hits = [], 0
    for rank, one in enumerate(flat, start=1):
        candidates = truths[one["picture"]]
        if len(candidates):
            shares = [iou(one["box"], candidate) for candidate in candidates]
            j = int(np.argmax(shares))
            if shares[j] >= iou_threshold and j in unmatched[one["picture"]]:
                unmatched[one["picture"]].remove(j)
                hits += 1
        curve.append((hits / total, hits / rank))
    area, ceiling, right = 0.0, 0.0, None
    for recall, precision in reversed(curve):
        if right is not None:
            area += (right - recall) * ceiling
        ceiling, right = max(ceiling, precision), recall
    return area + (right or 0.0) * ceiling


# %% encode_boxes
def encode_boxes(boxes, classes, anchors, grid, num_classes):
    anchors = np.asarray(anchors, float)
    rows, columns = int(grid[0]), int(grid[1])
    target = np.zeros((rows, columns, anchors.shape[0], 5 + num_classes), dtype="float32")
    taken = np.zeros((rows, columns, anchors.shape[0]), dtype=bool)
    for box, label in zip(np.asarray(boxes, float), np.asarray(classes, int)):
        height, width = (box[2] - box[0]) * rows, (box[3] - box[1]) * columns
        center_y, center_x = rows * (box[0] + box[2]) / 2, columns * (box[1] + box[3]) / 2
        row = min(int(center_y), rows - 1)
        column = min(int(center_x), columns - 1)
        shares = [iou([0.0, 0.0, width, height], [0.0, 0.0, aw, ah]) for aw, ah in anchors]
        ranking = [int(k) for k in np.argsort(-np.array(shares), kind="stable") if not taken[row, column, k]]
        if not ranking:
            continue
        k = ranking[0]
        taken[row, column, k] = True
        target[row, column, k, 0:2] = center_x - column, center_y - row
        target[row, column, k, 2:4] = np.log(width / anchors[k, 0]), np.log(height / anchors[k, 1])
        target[row, column, k, 4] = 1.0
        target[row, column, k, 5 + label] = 1.0
    return target


# %% mended_detect
def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
    if not sigma > 0:
        raise ValueError("sigma must be positive")
    xy, wh, confidence, probs = [np.reshape(np.array(part), (-1, part.shape[-1])) for part in outputs]
    height, width = float(image_shape[0]), float(image_shape[1])
    half = wh / 2
    boxes = np.stack(
        [
            (xy[:, 1] - half[:, 1]) * height,
            (xy[:, 0] - half[:, 0]) * width,
            (xy[:, 1] + half[:, 1]) * height,
            (xy[:, 0] + half[:, 0]) * width,
        ],
        axis=1,
    )
    classes = np.argmax(confidence * probs, axis=1)
    scores = confidence[:, 0] * probs[np.arange(len(probs)), classes]
    remaining = [int(i) for i in np.where(scores >= score_threshold)[0]]
    picked, picked_scores = [], []
    while remaining:
        best = remaining[int(np.argmax([scores[i] for i in remaining]))]
        picked.append(best)
        picked_scores.append(scores[best])
        remaining.remove(best)
        survivors = []
        for i in remaining:
            if classes[i] == classes[best]:
                scores[i] = scores[i] * np.exp(-(iou(boxes[best], boxes[i]) ** 2) / sigma)
            if scores[i] >= score_threshold:
                survivors.append(i)
        remaining = survivors
    return np.array(picked_scores), boxes[picked], classes[picked]
