# %% triplet_loss
triplet_loss = lambda y_true, y_pred, alpha=0.2: tf.reduce_sum(tf.nn.relu(
    tf.reduce_sum((y_pred[0] - y_pred[1]) ** 2 - (y_pred[0] - y_pred[2]) ** 2, 1) + alpha))


# %% hard_triplets
def hard_triplets(E, labels, alpha):
    D, other = ((E[:, None] - E) ** 2).sum(2), labels[:, None] != labels
    rows = []
    for a, p in np.argwhere(~other & ~np.eye(len(E), dtype=bool)):
        far = other[a] & (D[a] > D[a, p])
        n = np.where(far, D[a], np.inf).argmin() if far.any() else np.where(other[a], D[a], -1).argmax()
        rows += [(a, p, n)] * bool(D[a, n] - D[a, p] < alpha)
    return np.array(rows, dtype=int).reshape(len(rows), 3)


# %% choose_threshold
def choose_threshold(distances, same, far):
    d = sorted(distances[~same])
    t = d[int(far * len(d))]
    return t, sum(x < t for x in d) / len(d), (distances[same] >= t).mean()


# %% verify
def verify(image_path, identity, database, model):
    d = float(np.sqrt(((img_to_encoding(image_path, model) - database[identity]) ** 2).sum()))
    return d, d < THRESHOLD


# %% who_is_it
def who_is_it(image_path, database, model):
    e = img_to_encoding(image_path, model)
    return min((float(np.linalg.norm(e - v)), k) for k, v in database.items())


# %% recognize
def recognize(enrolled, visitors, tuning, owners, far):
    D = lambda X: np.linalg.norm(X[:, None] - enrolled, axis=2)
    t = np.quantile(D(tuning).min(1), far)
    return [int(d.argmin()) if d.min() < t else -1 for d in D(visitors)]
