# %% iou
def iou(box1, box2):
    both = tf.constant([list(map(float, box1)), list(map(float, box2))], tf.float64)
    side = tf.maximum(tf.reduce_min(both[:, 2:], axis=0) - tf.reduce_max(both[:, :2], axis=0), 0)
    common = tf.reduce_prod(side)
    return float(common / (tf.reduce_sum(tf.reduce_prod(both[:, 2:] - both[:, :2], axis=1)) - common))


# %% yolo_head
def yolo_head(feats, anchors, num_classes):
    ops = keras.ops
    m, rows, columns, _ = feats.shape
    feats = ops.reshape(feats, (m, rows, columns, len(anchors), 5 + num_classes))
    x, y = ops.meshgrid(ops.arange(columns, dtype="float32"), ops.arange(rows, dtype="float32"))
    grid = ops.expand_dims(ops.stack([x, y], axis=-1), 2)
    cells = ops.convert_to_tensor([float(columns), float(rows)])
    box_xy = ops.divide(ops.sigmoid(feats[..., 0:2]) + grid, cells)
    box_wh = ops.exp(feats[..., 2:4]) * ops.convert_to_tensor(anchors, dtype="float32") / cells
    return box_xy, box_wh, ops.sigmoid(feats[..., 4:5]), ops.softmax(feats[..., 5:], axis=-1)


# %% yolo_filter_boxes
def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
    scores, classes = tf.math.top_k(box_confidence * box_class_probs, k=1)
    scores, classes = tf.squeeze(scores, -1), tf.cast(tf.squeeze(classes, -1), tf.int64)
    places = tf.where(tf.greater_equal(scores, threshold))
    return tf.gather_nd(scores, places), tf.gather_nd(boxes, places), tf.gather_nd(classes, places)


# %% yolo_non_max_suppression
def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
    chosen = []
    for kind in tf.unique(classes)[0]:
        masked = tf.where(classes == kind, scores, -1.0)
        keep = tf.image.non_max_suppression(boxes, masked, max_boxes, iou_threshold, score_threshold=0.0)
        chosen.extend(int(i) for i in keep)
    chosen = sorted(chosen, key=lambda i: float(scores[i]), reverse=True)[:max_boxes]
    chosen = tf.constant(chosen, tf.int32)
    return tf.gather(scores, chosen), tf.gather(boxes, chosen), tf.gather(classes, chosen)


# %% yolo_eval
def yolo_eval(yolo_outputs, image_shape=(720.0, 1280.0), max_boxes=10, score_threshold=0.6, iou_threshold=0.5):
    box_xy, box_wh, box_confidence, box_class_probs = yolo_outputs
    h, w = image_shape
    y1x1 = (box_xy - box_wh / 2)[..., ::-1] * tf.constant([h, w], tf.float32)
    y2x2 = (box_xy + box_wh / 2)[..., ::-1] * tf.constant([h, w], tf.float32)
    boxes = tf.concat([y1x1, y2x2], axis=-1)
    scores, boxes, classes = yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=score_threshold)
    return yolo_non_max_suppression(scores, boxes, classes, max_boxes=max_boxes, iou_threshold=iou_threshold)


# %% average_precision
def average_precision(found, truths, iou_threshold=0.5):
    scores = np.concatenate([np.asarray(scores, float) for scores, _ in found])
    owner = np.concatenate([np.full(len(scores), i) for i, (scores, _) in enumerate(found)]).astype(int)
    boxes = np.concatenate([np.reshape(boxes, (-1, 4)) for _, boxes in found])
    order = np.argsort(scores)[::-1]
    true_positive = np.zeros(len(order))
    open_targets = {(i, j) for i, real in enumerate(truths) for j in range(len(real))}
    for rank, d in enumerate(order):
        shares = np.array([iou(boxes[d], truth) for truth in truths[owner[d]]])
        if len(shares) and shares.max() >= iou_threshold:
            key = (owner[d], shares.argmax())
            if key in open_targets:
                open_targets.discard(key)
                true_positive[rank] = 1
    cumulated = true_positive.cumsum()
    recall = np.r_[0, cumulated / sum(len(real) for real in truths)]
    precision = np.r_[0, cumulated / np.arange(1, len(order) + 1)]
    envelope = np.flip(np.maximum.accumulate(np.flip(precision)))
    return np.sum(np.diff(recall) * envelope[1:])


# %% encode_boxes
def encode_boxes(boxes, classes, anchors, grid, num_classes):
    cells = np.asarray(boxes) * np.array([grid[0], grid[1], grid[0], grid[1]])
    centres = (cells[:, :2] + cells[:, 2:]) / 2
    sides = (cells[:, 2:] - cells[:, :2])[:, ::-1]
    floors = np.floor(centres).astype(int)
    one_hot = np.eye(num_classes)[np.asarray(classes)]
    target = np.zeros((*grid, len(anchors), 5 + num_classes), np.float32)
    for (row, column), centre, side, label in zip(floors, centres, sides, one_hot):
        zero = np.zeros(2)
        shares = np.array([iou(np.r_[zero, side], np.r_[zero, anchor]) for anchor in anchors])
        free = target[row, column, :, 4] == 0
        if not free.any():
            continue
        k = np.argmax(np.where(free, shares, -np.inf))
        place = (centre - [row, column])[::-1]
        target[row, column, k] = np.concatenate([place, np.log(side) - np.log(anchors[k]), [1.0], label])
    return target


# %% mended_detect
def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
    xy, wh, confidence, probs = (tf.reshape(part, (-1, part.shape[-1])) for part in outputs)
    boxes = scale_boxes(yolo_boxes_to_corners(xy, wh), image_shape).numpy()
    ranked = (confidence * probs).numpy()
    kinds, now = ranked.argmax(1), ranked.max(1)
    result, alive = [], set(np.flatnonzero(now >= score_threshold).tolist())
    while alive:
        best = max(alive, key=lambda i: now[i])
        alive.remove(best)
        result.append((now[best], boxes[best], kinds[best]))
        for i in list(alive):
            if kinds[i] == kinds[best]:
                now[i] = now[i] * np.exp(-np.square(iou(boxes[i], boxes[best])) / sigma)
                if now[i] < score_threshold:
                    alive.remove(i)
    scores, kept, classes = zip(*result)
    return np.array(scores), np.stack(kept), np.array(classes)
