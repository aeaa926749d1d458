# %% triplet_loss
def triplet_loss(y_true, y_pred, alpha=0.2):
    import keras

    a, p, n = (keras.ops.convert_to_tensor(part) for part in y_pred)
    return keras.ops.sum(keras.ops.relu(
        keras.ops.sum(keras.ops.square(a - p), axis=-1) - keras.ops.sum(keras.ops.square(a - n), axis=-1) + alpha))


# %% hard_triplets
def hard_triplets(E, labels, alpha):
    from scipy.spatial.distance import cdist

    D = np.ma.masked_array(cdist(E, E, "sqeuclidean"))
    rows = []
    for a in range(len(D)):
        negatives = labels != labels[a]
        for p in np.where(~negatives)[0]:
            if p == a:
                continue
            candidates = np.where(negatives & (D[a] > D[a, p]))[0]
            n = min(candidates, key=lambda i: D[a, i]) if candidates.size else max(np.where(negatives)[0], key=lambda i: D[a, i])
            if D[a, p] + alpha > D[a, n]:
                rows.append([a, p, n])
    return np.asarray(rows, int).reshape(-1, 3)


# %% choose_threshold
def choose_threshold(distances, same, far):
    others = distances[np.logical_not(same)]
    place = int(np.floor(far * others.size))
    threshold = np.partition(others, place)[place]
    return float(threshold), float((others < threshold).mean()), 1 - float((distances[same] < threshold).mean())


# %% verify
def verify(image_path, identity, database, model):
    from scipy.spatial.distance import euclidean

    dist = euclidean(np.ravel(img_to_encoding(image_path, model)), np.ravel(database[identity]))
    door_open = bool(np.less(dist, THRESHOLD))
    return dist, door_open


# %% who_is_it
def who_is_it(image_path, database, model):
    from scipy.spatial.distance import cdist

    names = list(database)
    d = cdist(img_to_encoding(image_path, model), np.concatenate([database[name] for name in names]))[0]
    return d.min(), names[int(d.argmin())]


# %% recognize
def recognize(enrolled, visitors, tuning, owners, far):
    from sklearn.neighbors import NearestNeighbors

    search = NearestNeighbors(n_neighbors=1).fit(enrolled)
    strangers, _ = search.kneighbors(tuning)
    distances, rows = search.kneighbors(visitors)
    return np.where(distances[:, 0] < np.quantile(strangers, far, method="lower"), rows[:, 0], -1)
