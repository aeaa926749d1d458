# %% iou
def iou(box1, box2):
    left = box1[0] if box1[0] > box2[0] else box2[0]
    top = box1[1] if box1[1] > box2[1] else box2[1]
    right = box1[2] if box1[2] < box2[2] else box2[2]
    bottom = box1[3] if box1[3] < box2[3] else box2[3]
    if right <= left or bottom <= top:
        return 0.0
    inter = (right - left) * (bottom - top)
    area1 = (box1[2] - box1[0]) * (box1[3] - box1[1])
    area2 = (box2[2] - box2[0]) * (box2[3] - box2[1])
    return inter / (area1 + area2 - inter)


# %% yolo_head
def yolo_head(feats, anchors, num_classes):
    numbers = 5 + num_classes
    rows, columns = feats.shape[1], feats.shape[2]
    xs = tf.reshape(tf.range(columns, dtype=tf.float32), (1, 1, columns))
    ys = tf.reshape(tf.range(rows, dtype=tf.float32), (1, rows, 1))
    xy, wh, confidence, probs = [], [], [], []
    for a in range(len(anchors)):
        one = feats[..., a * numbers : (a + 1) * numbers]
        x = (tf.sigmoid(one[..., 0]) + xs) / columns
        y = (tf.sigmoid(one[..., 1]) + ys) / rows
        w = tf.exp(one[..., 2]) * float(anchors[a][0]) / columns
        h = tf.exp(one[..., 3]) * float(anchors[a][1]) / rows
        xy.append(tf.stack([x, y], axis=-1))
        wh.append(tf.stack([w, h], axis=-1))
        confidence.append(tf.sigmoid(one[..., 4:5]))
        probs.append(tf.nn.softmax(one[..., 5:], axis=-1))
    return tuple(tf.stack(part, axis=3) for part in (xy, wh, confidence, probs))


# %% yolo_filter_boxes
def yolo_filter_boxes(boxes, box_confidence, box_class_probs, threshold=0.6):
    flat_boxes = tf.reshape(boxes, (-1, 4)).numpy()
    confidence = tf.reshape(box_confidence, (-1,)).numpy()
    probs = tf.reshape(box_class_probs, (-1, box_class_probs.shape[-1])).numpy()
    scores, kept, classes = [], [], []
    for i in range(len(confidence)):
        best = 0
        for k in range(probs.shape[1]):
            if probs[i, k] > probs[i, best]:
                best = k
        score = confidence[i] * probs[i, best]
        if score >= np.float32(threshold):
            scores.append(score)
            kept.append(flat_boxes[i])
            classes.append(best)
    return tf.constant(scores), tf.constant(np.array(kept)), tf.constant(classes, tf.int64)


# %% yolo_non_max_suppression
def yolo_non_max_suppression(scores, boxes, classes, max_boxes=10, iou_threshold=0.5):
    s, b, c = scores.numpy(), boxes.numpy(), classes.numpy()
    kept = []
    for i in np.argsort(-s):
        clash = False
        for j in kept:
            if c[i] == c[j] and iou(b[i], b[j]) > iou_threshold:
                clash = True
        if not clash:
            kept.append(int(i))
    kept = np.array(kept[:max_boxes], int)
    return tf.constant(s[kept]), tf.constant(b[kept]), tf.constant(c[kept])


# %% yolo_eval
def yolo_eval(yolo_outputs, image_shape=(720.0, 1280.0), max_boxes=10, score_threshold=0.6, iou_threshold=0.5):
    box_xy = yolo_outputs[0]
    box_wh = yolo_outputs[1]
    corners = yolo_boxes_to_corners(box_xy, box_wh)
    scores, boxes, classes = yolo_filter_boxes(
        boxes=corners, box_confidence=yolo_outputs[2], box_class_probs=yolo_outputs[3], threshold=score_threshold
    )
    boxes = scale_boxes(boxes, image_shape)
    scores, boxes, classes = yolo_non_max_suppression(
        scores=scores, boxes=boxes, classes=classes, max_boxes=max_boxes, iou_threshold=iou_threshold
    )
    return scores, boxes, classes


# %% average_precision
def average_precision(found, truths, iou_threshold=0.5):
    everything = []
    for picture in range(len(found)):
        scores = found[picture][0]
        for d in range(len(scores)):
            everything.append((float(scores[d]), picture, d))
    everything.sort(reverse=True)
    used = [[False] * len(boxes) for boxes in truths]
    total = sum(len(boxes) for boxes in truths)
    hits, recalls, precisions = 0, [0.0], [0.0]
    for place, (_, picture, d) in enumerate(everything):
        best, target = 0.0, -1
        for t, truth in enumerate(truths[picture]):
            share = iou(found[picture][1][d], truth)
            if share > best:
                best, target = share, t
        if target >= 0 and best >= iou_threshold and not used[picture][target]:
            used[picture][target] = True
            hits += 1
        recalls.append(hits / total)
        precisions.append(hits / (place + 1))
    for i in range(len(precisions) - 2, -1, -1):
        if precisions[i + 1] > precisions[i]:
            precisions[i] = precisions[i + 1]
    area = 0.0
    for i in range(1, len(recalls)):
        area += (recalls[i] - recalls[i - 1]) * precisions[i]
    return area


# %% encode_boxes
def encode_boxes(boxes, classes, anchors, grid, num_classes):
    rows, columns = grid
    target = np.zeros((rows, columns, len(anchors), 5 + num_classes), dtype=np.float32)
    for i in range(len(boxes)):
        y1, x1, y2, x2 = boxes[i]
        x, y = (x1 + x2) / 2 * columns, (y1 + y2) / 2 * rows
        w, h = (x2 - x1) * columns, (y2 - y1) * rows
        row, column = int(np.floor(y)), int(np.floor(x))
        candidates = []
        for k in range(len(anchors)):
            pw, ph = anchors[k]
            candidates.append((iou((-w / 2, -h / 2, w / 2, h / 2), (-pw / 2, -ph / 2, pw / 2, ph / 2)), k))
        candidates.sort(key=lambda pair: pair[0], reverse=True)
        for _, k in candidates:
            if target[row, column, k, 4] == 0:
                target[row, column, k, 0] = x - column
                target[row, column, k, 1] = y - row
                target[row, column, k, 2] = np.log(w / anchors[k][0])
                target[row, column, k, 3] = np.log(h / anchors[k][1])
                target[row, column, k, 4] = 1
                target[row, column, k, 5 + classes[i]] = 1
                break
    return target


# %% mended_detect
def mended_detect(outputs, image_shape, score_threshold=0.05, sigma=0.3):
    xy, wh, confidence, probs = (np.reshape(part, (-1, part.shape[-1])) for part in outputs)
    height, width = image_shape
    candidates = []
    for i in range(len(xy)):
        kind = int(np.argmax(probs[i]))
        score = confidence[i, 0] * probs[i, kind]
        y1, y2 = (xy[i, 1] - wh[i, 1] / 2) * height, (xy[i, 1] + wh[i, 1] / 2) * height
        x1, x2 = (xy[i, 0] - wh[i, 0] / 2) * width, (xy[i, 0] + wh[i, 0] / 2) * width
        if score >= score_threshold:
            candidates.append([score, [y1, x1, y2, x2], kind])
    taken = []
    while candidates:
        best = max(range(len(candidates)), key=lambda i: candidates[i][0])
        top = candidates.pop(best)
        taken.append(top)
        for other in candidates:
            if other[2] == top[2]:
                other[0] = other[0] * np.exp(-(iou(top[1], other[1]) ** 2) / sigma)
        candidates = [other for other in candidates if other[0] >= score_threshold]
    return (
        np.array([one[0] for one in taken], np.float32),
        np.array([one[1] for one in taken], np.float32),
        np.array([one[2] for one in taken]),
    )
