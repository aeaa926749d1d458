# %% triplet_loss
def triplet_loss(y_true, y_pred, alpha=0.2):
    anchor, positive, negative = y_pred[0], y_pred[1], y_pred[2]
    # Step 1: Compute the (encoding) distance between the anchor and the positive
    pos_dist = tf.reduce_sum(tf.square(tf.subtract(anchor, positive)), axis=-1)
    # Step 2: Compute the (encoding) distance between the anchor and the negative
    neg_dist = tf.reduce_sum(tf.square(tf.subtract(anchor, negative)), axis=-1)
    # Step 3: subtract the two previous distances and add alpha.
    basic_loss = tf.add(tf.subtract(pos_dist, neg_dist), alpha)
    # Step 4: Take the maximum of basic_loss and 0.0. Sum over the training examples.
    loss = tf.reduce_sum(tf.maximum(basic_loss, 0.0))
    return loss


# %% hard_triplets
def hard_triplets(E, labels, alpha):
    products = E @ E.T
    lengths = np.diag(products)
    distances = lengths[:, np.newaxis] - 2 * products + lengths[np.newaxis, :]
    triplets = []
    for anchor in range(len(labels)):
        positives = [i for i in range(len(labels)) if labels[i] == labels[anchor] and i != anchor]
        negatives = [i for i in range(len(labels)) if labels[i] != labels[anchor]]
        for positive in positives:
            semi_hard = [i for i in negatives if distances[anchor, i] > distances[anchor, positive]]
            if semi_hard:
                negative = semi_hard[int(np.argmin(distances[anchor, semi_hard]))]
            else:
                negative = negatives[int(np.argmax(distances[anchor, negatives]))]
            loss = distances[anchor, positive] - distances[anchor, negative] + alpha
            if loss > 0:
                triplets.append((anchor, positive, negative))
    return np.array(triplets, dtype=np.int64).reshape((len(triplets), 3))


# %% choose_threshold
def choose_threshold(distances, same, far):
    different_distances = distances[same == False]
    same_distances = distances[same == True]
    number_allowed = int(len(different_distances) * far)
    threshold = np.sort(different_distances)[number_allowed]
    false_accept_rate = np.count_nonzero(different_distances < threshold) / different_distances.shape[0]
    false_reject_rate = 1 - np.count_nonzero(same_distances < threshold) / same_distances.shape[0]
    return threshold, false_accept_rate, false_reject_rate


# %% verify
def verify(image_path, identity, database, model):
    encoding = img_to_encoding(image_path, model)
    dist = np.linalg.norm(tf.subtract(database[identity], encoding))
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
    min_dist = float("inf")
    identity = None
    for name, db_enc in database.items():
        dist = np.linalg.norm(db_enc - encoding)
        if dist < min_dist:
            min_dist, identity = dist, name
    if min_dist > THRESHOLD:
        print("Not in the database.")
    return min_dist, identity


# %% recognize
def recognize(enrolled, visitors, tuning, owners, far):
    K = len(enrolled)
    wrong, total = [], 0
    distance = lambda X, Y: np.sqrt(np.maximum((X**2).sum(1)[:, None] + (Y**2).sum(1)[None] - 2 * X @ Y.T, 0))
    smallest = np.sort(distance(tuning, enrolled).min(axis=1))
    threshold = smallest[int(np.floor(far * len(smallest)))]
    D = distance(visitors, enrolled)
    best = np.argmin(D, axis=1)
    best[D[np.arange(len(D)), best] >= threshold] = -1
    return best
