# %% triplet_loss
def triplet_loss(y_true, y_pred, alpha=0.2):
    anchors, positives, negatives = y_pred[0], y_pred[1], y_pred[2]
    total = tf.constant(0.0)
    for i in range(anchors.shape[0]):
        near = tf.reduce_sum(tf.square(anchors[i] - positives[i]))
        far = tf.reduce_sum(tf.square(anchors[i] - negatives[i]))
        total = total + tf.maximum(near - far + alpha, 0.0)
    return total


# %% hard_triplets
def hard_triplets(E, labels, alpha):
    m = E.shape[0]
    result = []
    for a in range(m):
        for p in range(m):
            if a == p or labels[a] != labels[p]:
                continue
            d_ap = np.sum((E[a] - E[p]) ** 2)
            best, farthest = None, None
            d_best, d_farthest = float("inf"), -1.0
            for n in range(m):
                if labels[n] == labels[a]:
                    continue
                d = np.sum((E[a] - E[n]) ** 2)
                if d > d_ap and d < d_best:
                    best, d_best = n, d
                if d > d_farthest:
                    farthest, d_farthest = n, d
            if best is None:
                best, d_best = farthest, d_farthest
            if d_ap - d_best + alpha > 0:
                result.append([a, p, best])
    if not result:
        return np.empty((0, 3), dtype=int)
    return np.array(result)


# %% choose_threshold
def choose_threshold(distances, same, far):
    strangers = []
    for i in range(len(distances)):
        if not same[i]:
            strangers.append(distances[i])
    best = None
    for t in sorted(set(strangers)):
        accepted = 0
        for d in strangers:
            if d < t:
                accepted += 1
        if accepted / len(strangers) <= far:
            best, reached = t, accepted / len(strangers)
    refused = [d for d, s in zip(distances, same) if s and d >= best]
    return best, reached, len(refused) / int(np.sum(same))


# %% verify
def verify(image_path, identity, database, model):
    encoding = img_to_encoding(image_path, model)
    dist = np.linalg.norm(encoding - database[identity])
    if dist < THRESHOLD:
        print("It's " + str(identity) + ", welcome in!")
        door_open = True
    else:
        print("It's not " + str(identity) + ", please go away")
        door_open = False
    return dist, door_open


# %% who_is_it
def who_is_it(image_path, database, model):
    encoding = img_to_encoding(image_path, model)
    min_dist = 100
    for (name, db_enc) in database.items():
        dist = np.linalg.norm(encoding - db_enc)
        if dist < min_dist:
            min_dist = dist
            identity = name
    if min_dist > THRESHOLD:
        print("Not in the database.")
    else:
        print("it's " + str(identity) + ", the distance is " + str(min_dist))
    return min_dist, identity


# %% recognize
def recognize(enrolled, visitors, tuning, owners, far):
    def nearest(x):
        best, where = float("inf"), -1
        for i, known in enumerate(enrolled):
            d = float(np.sqrt(np.sum((x - known) ** 2)))
            if d < best:
                best, where = d, i
        return best, where

    wrong = sorted(nearest(x)[0] for x in tuning)
    limit = wrong[int(far * len(wrong))]
    answers = []
    for x in visitors:
        d, where = nearest(x)
        answers.append(where if d < limit else -1)
    return np.array(answers)
