# %% iou
def iou(box1, box2):
    def length(axis):
        ends = sorted([(box1[axis], 0), (box1[axis + 2], 0), (box2[axis], 1), (box2[axis + 2], 1)])
        apart = min(box1[axis + 2], box2[axis + 2]) <= max(box1[axis], box2[axis])
        return 0 if apart else ends[2][0] - ends[1][0]

    area = lambda box: (box[2] - box[0]) * (box[3] - box[1])  # noqa: E731
    inner = length(0) * length(1)
    return inner / (area(box1) + area(box2) - inner)


# %% yolo_head
def yolo_head(feats, anchors, num_classes):
    rows, columns = feats.shape[1:3]
    per_anchor = tf.stack(tf.split(feats, len(anchors), axis=-1), axis=3)
    index = tf.range(rows * columns)
    grid = tf.stack([index % columns, index // columns], axis=-1)
    grid = tf.cast(tf.reshape(grid, (rows, columns, 1, 2)), feats.dtype)
    scale = 1 / np.array([columns, rows])
    parts = tf.split(per_anchor, (2, 2, 1, num_classes), axis=-1)
    xy = tf.add(tf.keras.activations.sigmoid(parts[0]), grid) * scale
    wh = tf.exp(parts[1] + np.log(np.array(anchors)) + np.log(scale))
    return xy, wh, tf.keras.activations.sigmoid(parts[2]), tf.keras.activations.softmax(parts[3])


# %% yolo_filter_boxes
def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
    flat = [np.reshape(part, (-1, part.shape[-1])) for part in (boxes, box_confidence, box_class_probs)]
    products = flat[1] * flat[2]
    winners = products.argmax(axis=1)
    best = np.take_along_axis(products, winners[:, None], axis=1)[:, 0]
    chosen = np.nonzero(best >= threshold)[0]
    return tf.constant(best[chosen]), tf.constant(flat[0][chosen]), tf.constant(winners[chosen])


# %% yolo_non_max_suppression
def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
    def survivors(queue):
        if not queue:
            return []
        first, *rest = queue
        clear = [i for i in rest if classes[i] != classes[first] or overlap(first, i) <= iou_threshold]
        return [first, *survivors(clear)]

    def overlap(i, j):
        return iou(boxes[i].numpy(), boxes[j].numpy())

    queue = sorted(range(len(scores)), key=lambda i: -float(scores[i]))
    kept = np.array(survivors(queue)[:max_boxes], dtype=int)
    return tuple(tf.gather(part, kept) for part in (scores, boxes, classes))


# %% yolo_eval
def yolo_eval(yolo_outputs, image_shape=(720.0, 1280.0), max_boxes=10, score_threshold=0.6, iou_threshold=0.5):
    xy, wh, *rest = yolo_outputs
    candidates = yolo_filter_boxes(scale_boxes(yolo_boxes_to_corners(xy, wh), image_shape), *rest, score_threshold)
    return yolo_non_max_suppression(*candidates, max_boxes=max_boxes, iou_threshold=iou_threshold)


# %% average_precision
def average_precision(found, truths, iou_threshold=0.5):
    claims = {}
    wrong = []
    for i, (scores, boxes) in enumerate(found):
        for score, box in zip(scores, boxes):
            shares = [iou(box, truth) for truth in truths[i]]
            if shares and max(shares) >= iou_threshold:
                claims.setdefault((i, shares.index(max(shares))), []).append(score)
            else:
                wrong.append(score)
    hits = [max(scores) for scores in claims.values()]
    wrong += [score for scores in claims.values() for score in scores if score != max(scores)]

    def precision(level):
        right = sum(score >= level for score in hits)
        return right / (right + sum(score >= level for score in wrong))

    levels = sorted(hits, reverse=True)
    replaced = [max(precision(level) for level in levels[place:]) for place in range(len(levels))]
    return sum(replaced) / sum(len(boxes) for boxes in truths)


# %% encode_boxes
def encode_boxes(boxes, classes, anchors, grid, num_classes):
    table = {}

    def shape_share(size, anchor):
        common = min(size[0], anchor[0]) * min(size[1], anchor[1])
        return common / (size[0] * size[1] + anchor[0] * anchor[1] - common)

    for (y1, x1, y2, x2), kind in zip(boxes, classes):
        y, x = (y1 + y2) / 2 * grid[0], (x1 + x2) / 2 * grid[1]
        size = (x2 - x1) * grid[1], (y2 - y1) * grid[0]
        free = [k for k in range(len(anchors)) if (int(y), int(x), k) not in table]
        if free:
            k = max(free, key=lambda k: shape_share(size, anchors[k]))
            numbers = [x - int(x), y - int(y), *(np.log(a / b) for a, b in zip(size, anchors[k])), 1]
            table[int(y), int(x), k] = numbers + [float(c == kind) for c in range(num_classes)]
    target = np.zeros((grid[0], grid[1], len(anchors), num_classes + 5), np.float32)
    for place, numbers in table.items():
        target[place] = numbers
    return target


# %% mended_detect
def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
    _, boxes, _ = yolo_filter_boxes(
        scale_boxes(yolo_boxes_to_corners(*outputs[:2]), image_shape), outputs[2], outputs[3], score_threshold
    )
    scores, _, classes = yolo_filter_boxes(outputs[2] * tf.ones(4), outputs[2], outputs[3], score_threshold)
    scores, boxes, classes = scores.numpy().copy(), boxes.numpy(), classes.numpy()
    shares = np.array([[iou(a, b) for b in boxes] for a in boxes])
    factors = np.where(classes[:, None] == classes[None], np.exp(-(shares**2) / sigma), 1)
    waiting, order = np.ones(len(scores), bool), []
    while np.any(waiting & (scores >= score_threshold)):
        best = np.argmax(np.where(waiting, scores, 0))
        order.append(best)
        waiting[best] = False
        scores = np.where(waiting, scores * factors[best], scores)
    return scores[order], boxes[order], classes[order]
