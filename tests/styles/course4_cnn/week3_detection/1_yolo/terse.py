# %% iou
def iou(a, b):
    s = np.clip(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0, None).prod()
    return s / (np.subtract(a[2:], a[:2]).prod() + np.subtract(b[2:], b[:2]).prod() - s)


# %% yolo_head
def yolo_head(feats, anchors, num_classes):
    _, R, C, _ = feats.shape
    f = tf.reshape(feats, [-1, R, C, len(anchors), num_classes + 5])
    t, s, o, c = tf.split(f, [2, 2, 1, num_classes], axis=-1)
    n = np.array([C, R], np.float32)
    g = np.stack(np.meshgrid(np.arange(C), np.arange(R)), -1).astype(np.float32)[:, :, None]
    return (tf.sigmoid(t) + g) / n, tf.exp(s) * (anchors / n), tf.sigmoid(o), tf.nn.softmax(c)


# %% yolo_filter_boxes
def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
    s = box_confidence * box_class_probs
    m = tf.reduce_any(s >= threshold, -1)
    return tf.reduce_max(s, -1)[m], boxes[m], tf.argmax(s, -1)[m]


# %% yolo_non_max_suppression
def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
    far = (tf.reduce_max(tf.abs(boxes)) * 3 + 1) * tf.cast(classes, tf.float32)[:, None] if len(scores) else 0.0
    k = tf.image.non_max_suppression(boxes + far, scores, max_boxes, iou_threshold)
    return tf.gather(scores, k), tf.gather(boxes, k), tf.gather(classes, k)


# %% yolo_eval
def yolo_eval(yolo_outputs, image_shape=(720.0, 1280.0), max_boxes=10, score_threshold=0.6, iou_threshold=0.5):
    xy, wh, o, c = yolo_outputs
    s, b, k = yolo_filter_boxes(yolo_boxes_to_corners(xy, wh), o, c, score_threshold)
    return yolo_non_max_suppression(s, scale_boxes(b, image_shape), k, max_boxes, iou_threshold)


# %% average_precision
def average_precision(found, truths, iou_threshold=0.5):
    r = [(-s, i, tuple(b)) for i, (S, B) in enumerate(found) for s, b in zip(S, B)]
    seen, p, h = set(), [], 0
    for n, (_, i, b) in enumerate(sorted(r), 1):
        v, k = max([(iou(b, t), k) for k, t in enumerate(truths[i])], default=(0, 0))
        if v >= iou_threshold and (i, k) not in seen:
            seen.add((i, k))
            h += 1
            p.append((h / n, n))
    best = [max(q for q, _ in p[j:]) for j in range(len(p))]
    return sum(best) / sum(map(len, truths))


# %% encode_boxes
def encode_boxes(boxes, classes, anchors, grid, num_classes):
    T = np.zeros((*grid, len(anchors), num_classes + 5), "f")
    for (a, b, c, d), n in zip(boxes * (grid * 2), classes):
        y, x, h, w = (a + c) / 2, (b + d) / 2, c - a, d - b
        s = np.minimum([w, h], anchors).prod(1)
        s = s / (w * h + np.prod(anchors, 1) - s)
        C = T[int(y), int(x)]
        s[C[:, 4] == 1] = -1
        k = s.argmax()
        if s[k] >= 0:
            C[k, :5], C[k, 5 + n] = (x - int(x), y - int(y), np.log(w / anchors[k, 0]), np.log(h / anchors[k, 1]), 1), 1
    return T


# %% mended_detect
def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
    xy, wh, o, c = (np.array(p).reshape(-1, p.shape[-1]) for p in outputs)
    B = np.hstack([xy - wh / 2, xy + wh / 2])[:, [1, 0, 3, 2]] * np.float32([*image_shape, *image_shape])
    s, k, t = (o * c).max(1), c.argmax(1), []
    on = s >= score_threshold
    while on.any():
        i = int(np.where(on, s, -1).argmax())
        t.append(i)
        on[i] = False
        for j in np.flatnonzero(on & (k == k[i])):
            s[j] *= np.exp(-(iou(B[i], B[j]) ** 2) / sigma)
        on &= s >= score_threshold
    return s[t], B[t], k[t]
