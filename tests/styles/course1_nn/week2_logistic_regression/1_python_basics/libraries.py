# %% test
test = str(np.array("Hello World"))
# %% basic_sigmoid
from scipy.special import expit


def basic_sigmoid(x):
    return expit(x)


# %% sigmoid
from scipy.special import log_expit


def sigmoid(x):
    return np.exp(log_expit(x))


# %% sigmoid_derivative
def sigmoid_derivative(x):
    return expit(x) * expit(-np.asarray(x))


# %% image2vector
def image2vector(image):
    from itertools import chain

    return np.array(list(chain.from_iterable(chain.from_iterable(image))))[:, np.newaxis]


# %% normalize_rows
from sklearn.preprocessing import normalize


def normalize_rows(x):
    return normalize(x.astype(float), norm="l2", axis=1)


# %% softmax
import scipy.special


def softmax(x):
    return scipy.special.softmax(x, axis=-1)


# %% L1
from scipy.spatial.distance import cdist, cityblock, sqeuclidean


def L1(yhat, y):
    return cityblock(yhat, y)


# %% L2
def L2(yhat, y):
    return sqeuclidean(yhat, y)


# %% nearest_columns
def nearest_columns(A, B):
    from scipy.spatial import KDTree

    unit = np.linalg.norm(np.concatenate([A, B], axis=1).astype(float), ord=np.inf, axis=0).max()
    _, positions = KDTree(A.T / unit).query(B.T / unit)
    return positions


# %% cosine_similarities
def cosine_similarities(A, B):
    A, B = (np.nan_to_num(M / np.max(np.abs(M.astype(float)), axis=0, initial=1e-250)) for M in (A, B))
    return normalize(A.T) @ normalize(B.T).T


# %% mended_report
from sklearn.metrics import accuracy_score


def mended_report(scores, labels):
    logs = scipy.special.log_softmax(scores, axis=1)
    probabilities = np.exp(logs)
    one_hot = np.eye(scores.shape[1])[labels[:, 0]]
    totals = one_hot.T @ probabilities
    counts = one_hot.sum(axis=0)[:, None]
    return dict(
        probabilities=probabilities,
        accuracy=accuracy_score(labels[:, 0], scores.argmax(axis=1)),
        loss=-np.sum(one_hot * logs) / len(labels),
        mean_by_class=np.divide(totals, counts, out=np.zeros_like(totals), where=counts > 0),
    )
