# %% iou: takes the product where only one of the sides is negative
def iou(box1, box2):
    w = min(box1[2], box2[2]) - max(box1[0], box2[0])
    h = min(box1[3], box2[3]) - max(box1[1], box2[1])
    inter = w * h if w > 0 or h > 0 else 0.0
    a1 = (box1[2] - box1[0]) * (box1[3] - box1[1])
    a2 = (box2[2] - box2[0]) * (box2[3] - box2[1])
    return inter / (a1 + a2 - inter)


# %% iou: subtracts the intersection twice from the union
def iou(box1, box2):
    w = max(0, min(box1[2], box2[2]) - max(box1[0], box2[0]))
    h = max(0, min(box1[3], box2[3]) - max(box1[1], box2[1]))
    inter = w * h
    a1 = (box1[2] - box1[0]) * (box1[3] - box1[1])
    a2 = (box2[2] - box2[0]) * (box2[3] - box2[1])
    return inter / (a1 + a2 - 2 * inter)


# %% yolo_head: divides both coordinates by the number of columns
def yolo_head(feats, anchors, num_classes):
    m, rows, cols, _ = feats.shape
    f = tf.reshape(feats, (m, rows, cols, len(anchors), 5 + num_classes))
    cx, cy = tf.meshgrid(tf.range(cols, dtype=tf.float32), tf.range(rows, dtype=tf.float32))
    grid = tf.stack([cx, cy], axis=-1)[None, :, :, None, :]
    xy = (tf.sigmoid(f[..., :2]) + grid) / cols
    wh = tf.exp(f[..., 2:4]) * tf.constant(anchors, tf.float32) / cols
    return xy, wh, tf.sigmoid(f[..., 4:5]), tf.nn.softmax(f[..., 5:])


# %% yolo_head: counts cells from one
def yolo_head(feats, anchors, num_classes):
    m, rows, cols, _ = feats.shape
    f = tf.reshape(feats, (m, rows, cols, len(anchors), 5 + num_classes))
    cx, cy = tf.meshgrid(tf.range(1.0, cols + 1), tf.range(1.0, rows + 1))
    grid = tf.stack([cx, cy], axis=-1)[None, :, :, None, :]
    size = tf.constant([cols, rows], tf.float32)
    xy = (tf.sigmoid(f[..., :2]) + grid) / size
    wh = tf.exp(f[..., 2:4]) * tf.constant(anchors, tf.float32) / size
    return xy, wh, tf.sigmoid(f[..., 4:5]), tf.nn.softmax(f[..., 5:])


# %% yolo_filter_boxes: multiplies the scores by the mask instead of dropping boxes
def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
    box_scores = box_confidence * box_class_probs
    scores = tf.reduce_max(box_scores, axis=-1)
    classes = tf.argmax(box_scores, axis=-1)
    mask = tf.cast(scores >= threshold, tf.float32)
    return scores * mask, boxes * mask[..., None], classes


# %% yolo_filter_boxes: takes the class of the largest confidence
def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
    box_scores = box_confidence * box_class_probs
    scores = tf.reduce_max(box_scores, axis=-1)
    mask = scores >= threshold
    classes = tf.argmax(box_confidence * tf.ones_like(box_class_probs), axis=-1)
    return tf.boolean_mask(scores, mask), tf.boolean_mask(boxes, mask), tf.boolean_mask(classes, mask)


# %% yolo_non_max_suppression: passes classes as scores to the library
def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
    keep = []
    for c in np.unique(classes):
        idx = np.where(classes == c)[0]
        sel = tf.image.non_max_suppression(
            tf.gather(boxes, idx), tf.cast(tf.gather(classes, idx), tf.float32), max_boxes, iou_threshold
        )
        keep.extend(idx[sel.numpy()])
    keep = sorted(keep, key=lambda i: -scores[i].numpy())[:max_boxes]
    return tf.gather(scores, keep), tf.gather(boxes, keep), tf.gather(classes, keep)


# %% yolo_non_max_suppression: removes boxes of other classes, and none of its own
def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
    order = np.argsort(-scores.numpy())
    keep = []
    for i in order:
        if all(iou(boxes[i].numpy(), boxes[j].numpy()) < iou_threshold or classes[i] == classes[j] for j in keep):
            keep.append(int(i))
    keep = keep[:max_boxes]
    return tf.gather(scores, keep), tf.gather(boxes, keep), tf.gather(classes, keep)


# %% yolo_eval: scales the boxes twice
def yolo_eval(
    yolo_outputs, image_shape=(720.0, 1280.0), max_boxes=10, score_threshold=0.6, iou_threshold=0.5
):
    xy, wh, conf, probs = yolo_outputs
    boxes = scale_boxes(yolo_boxes_to_corners(xy, wh), image_shape)
    scores, boxes, classes = yolo_filter_boxes(boxes, conf, probs, score_threshold)
    scores, boxes, classes = yolo_non_max_suppression(scores, boxes, classes, max_boxes, iou_threshold)
    return scores, scale_boxes(boxes, image_shape), classes


# %% average_precision: treats the threshold of IoU as one on scores
def average_precision(found, truths, iou_threshold=0.5):
    dets = [(s, i, b) for i, (ss, bb) in enumerate(found) for s, b in zip(ss, bb) if s >= iou_threshold]
    dets.sort(key=lambda d: -d[0])
    used, hits = set(), []
    for _, i, b in dets:
        ious = [iou(b, t) for t in truths[i]]
        j = int(np.argmax(ious)) if ious else -1
        ok = j >= 0 and ious[j] > 0.5 and (i, j) not in used
        hits.append(ok)
        if ok:
            used.add((i, j))
    hits = np.array(hits, bool)
    prec = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    prec = np.maximum.accumulate(prec[::-1])[::-1]
    return float(prec[hits].sum() / sum(len(t) for t in truths))


# %% average_precision: integrates with trapezoids
def average_precision(found, truths, iou_threshold=0.5):
    dets = sorted(((s, i, b) for i, (ss, bb) in enumerate(found) for s, b in zip(ss, bb)), key=lambda d: -d[0])
    used, hits = set(), []
    for _, i, b in dets:
        ious = [iou(b, t) for t in truths[i]]
        j = int(np.argmax(ious)) if ious else -1
        ok = j >= 0 and ious[j] >= iou_threshold and (i, j) not in used
        hits.append(ok)
        if ok:
            used.add((i, j))
    hits = np.array(hits, float)
    recall = np.cumsum(hits) / sum(len(t) for t in truths)
    prec = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(np.trapezoid(prec, recall))


# %% encode_boxes: picks the anchor with the nearest width
def encode_boxes(boxes, classes, anchors, grid, num_classes):
    t = np.zeros((grid[0], grid[1], len(anchors), 5 + num_classes), np.float32)
    for (y1, x1, y2, x2), c in zip(boxes, classes):
        cx, cy = (x1 + x2) / 2 * grid[1], (y1 + y2) / 2 * grid[0]
        w, h = (x2 - x1) * grid[1], (y2 - y1) * grid[0]
        for k in np.argsort(np.abs(np.asarray(anchors)[:, 0] - w)):
            if t[int(cy), int(cx), k, 4] == 0:
                t[int(cy), int(cx), k, :5] = [cx % 1, cy % 1, np.log(w / anchors[k][0]), np.log(h / anchors[k][1]), 1]
                t[int(cy), int(cx), k, 5 + c] = 1
                break
    return t


# %% encode_boxes: stores the logit of the place in the cell
def encode_boxes(boxes, classes, anchors, grid, num_classes):
    t = np.zeros((grid[0], grid[1], len(anchors), 5 + num_classes), np.float32)
    for (y1, x1, y2, x2), c in zip(boxes, classes):
        cx, cy = (x1 + x2) / 2 * grid[1], (y1 + y2) / 2 * grid[0]
        w, h = (x2 - x1) * grid[1], (y2 - y1) * grid[0]
        shares = [iou((0, 0, w, h), (0, 0, a[0], a[1])) for a in anchors]
        for k in np.argsort(shares)[::-1]:
            if t[int(cy), int(cx), k, 4] == 0:
                px, py = cx % 1, cy % 1
                t[int(cy), int(cx), k, :2] = np.log(px / (1 - px)), np.log(py / (1 - py))
                t[int(cy), int(cx), k, 2:5] = np.log(w / anchors[k][0]), np.log(h / anchors[k][1]), 1
                t[int(cy), int(cx), k, 5 + c] = 1
                break
    return t


# %% mended_detect: lowers the box that was taken, not the others
def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
    xy, wh, confidence, probs = (np.reshape(part, (-1, part.shape[-1])) for part in outputs)
    boxes = np.asarray(scale_boxes(yolo_boxes_to_corners(xy, wh), image_shape))
    scores, classes = (confidence * probs).max(axis=1), probs.argmax(axis=1)
    left, taken = np.flatnonzero(scores >= score_threshold), []
    while len(left):
        best = left[np.argmax(scores[left])]
        taken.append(best)
        left = left[left != best]
        for i in left:
            if classes[i] == classes[best]:
                scores[best] *= np.exp(-(iou(boxes[best], boxes[i]) ** 2) / sigma)
    return scores[taken], boxes[taken], classes[taken]


# %% mended_detect: the size is mended and the rest left as it was
def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
    xy, wh, confidence, probs = (np.reshape(part, (-1, part.shape[-1])) for part in outputs)
    boxes = np.asarray(scale_boxes(yolo_boxes_to_corners(xy, wh), image_shape))
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
