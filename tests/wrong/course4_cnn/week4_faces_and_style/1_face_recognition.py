# %% triplet_loss: The margin is added after the cut at zero
def triplet_loss(y_true, y_pred, alpha=0.2):
    a, p, n = y_pred
    d = tf.reduce_sum(tf.square(a - p), -1) - tf.reduce_sum(tf.square(a - n), -1)
    return tf.reduce_sum(tf.maximum(d, 0.0) + alpha)


# %% triplet_loss: The three parts are taken in the order anchor, negative, positive
def triplet_loss(y_true, y_pred, alpha=0.2):
    anchor, negative, positive = y_pred
    pos = tf.reduce_sum(tf.square(anchor - positive), axis=1)
    neg = tf.reduce_sum(tf.square(anchor - negative), axis=1)
    return tf.reduce_sum(tf.maximum(pos - neg + alpha, 0.0))


# %% triplet_loss: Only the worst triplet of the batch counts
def triplet_loss(y_true, y_pred, alpha=0.2):
    a, p, n = y_pred
    d = tf.reduce_sum((a - p) ** 2, axis=1) - tf.reduce_sum((a - n) ** 2, axis=1) + alpha
    return tf.maximum(tf.reduce_max(d), 0.0)


# %% hard_triplets: The negatives are compared with the largest distance of any positive of the anchor
def hard_triplets(E, labels, alpha):
    D = ((E[:, None, :] - E[None, :, :]) ** 2).sum(axis=-1)
    out = []
    for a in range(len(labels)):
        pos = [i for i in range(len(labels)) if labels[i] == labels[a] and i != a]
        neg = np.array([i for i in range(len(labels)) if labels[i] != labels[a]])
        if not pos:
            continue
        worst = max(D[a, p] for p in pos)
        ok = neg[D[a, neg] > worst]
        n = ok[np.argmin(D[a, ok])] if len(ok) else neg[np.argmax(D[a, neg])]
        for p in pos:
            if D[a, n] - D[a, p] < alpha:
                out.append([a, p, n])
    return np.array(out, dtype=int).reshape(-1, 3)


# %% hard_triplets: Where no negative is further, a random one is taken
def hard_triplets(E, labels, alpha):
    rng = np.random.default_rng(0)
    D = ((E[:, None, :] - E[None, :, :]) ** 2).sum(axis=-1)
    out = []
    for a in range(len(labels)):
        neg = np.where(labels != labels[a])[0]
        for p in np.where(labels == labels[a])[0]:
            if p == a:
                continue
            cand = neg[D[a, neg] > D[a, p]]
            n = cand[D[a, cand].argmin()] if len(cand) else rng.choice(neg)
            if D[a, n] < D[a, p] + alpha:
                out.append((a, p, n))
    return np.array(out, dtype=int).reshape(-1, 3)


# %% hard_triplets: The rows are ordered by the positive first
def hard_triplets(E, labels, alpha):
    D = ((E[:, None, :] - E[None, :, :]) ** 2).sum(axis=-1)
    out = []
    for p in range(len(labels)):
        for a in range(len(labels)):
            if a == p or labels[a] != labels[p]:
                continue
            neg = np.where(labels != labels[a])[0]
            cand = neg[D[a, neg] > D[a, p]]
            n = cand[D[a, cand].argmin()] if len(cand) else neg[D[a, neg].argmax()]
            if D[a, n] < D[a, p] + alpha:
                out.append((a, p, n))
    return np.array(out, dtype=int).reshape(-1, 3)


# %% choose_threshold: The threshold lies halfway between the last accepted and the first refused pair
def choose_threshold(distances, same, far):
    diff = np.sort(distances[~same])
    k = int(far * len(diff))
    t = (diff[k - 1] + diff[k]) / 2 if k else diff[0] / 2
    return t, np.mean(diff < t), np.mean(distances[same] >= t)


# %% choose_threshold: The meaning of same is turned around
def choose_threshold(distances, same, far):
    diff = np.sort(distances[same.astype(bool)])
    t = diff[int(far * len(diff))]
    return t, np.mean(diff < t), np.mean(distances[~same] >= t)


# %% choose_threshold: The two rates are returned in the other order
def choose_threshold(distances, same, far):
    diff = np.sort(distances[~same])
    t = diff[int(far * len(diff))]
    return t, np.mean(distances[same] >= t), np.mean(diff < t)


# %% verify: The door opens when the distance is larger than the threshold and prints the contrary
def verify(image_path, identity, database, model):
    dist = np.linalg.norm(img_to_encoding(image_path, model) - database[identity])
    door_open = not dist < THRESHOLD
    print("come in" if not door_open else "go away")
    return dist, door_open


# %% verify: The distance is one minus the cosine
def verify(image_path, identity, database, model):
    a, b = img_to_encoding(image_path, model).ravel(), database[identity].ravel()
    dist = 1 - a @ b / np.linalg.norm(a) / np.linalg.norm(b)
    return dist, bool(dist < THRESHOLD)


# %% who_is_it: The loop compares with the first distance and never updates the minimum
def who_is_it(image_path, database, model):
    encoding = img_to_encoding(image_path, model)
    min_dist = 100
    for name, known in database.items():
        dist = np.linalg.norm(encoding - known)
        if dist < 100:
            min_dist, identity = dist, name
    return min_dist, identity


# %% recognize: The rate is divided by the number of people, but the distances are of pairs of one person
def recognize(enrolled, visitors, tuning, owners, far):
    D = np.linalg.norm(tuning[:, None] - tuning[None], axis=2)
    same = (owners[:, None] == owners[None]) & ~np.eye(len(owners), dtype=bool)
    t = np.quantile(D[same], 1 - far / len(enrolled))
    d = np.linalg.norm(visitors[:, None] - enrolled[None], axis=2)
    return np.where(d.min(axis=1) < t, d.argmin(axis=1), -1)


# %% recognize: The share of all visitors is let in, not that of strangers
def recognize(enrolled, visitors, tuning, owners, far):
    d = np.linalg.norm(visitors[:, None] - enrolled[None], axis=2)
    t = np.quantile(d.min(axis=1), far)
    return np.where(d.min(axis=1) < t, d.argmin(axis=1), -1)
