# %% test
test = f"{'hello world'.title()}"
# %% basic_sigmoid
from math import exp

basic_sigmoid = lambda x: exp(min(x, 0)) / (1 + exp(-abs(x)))
# %% sigmoid
sigmoid = lambda x: np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))
# %% sigmoid_derivative
sigmoid_derivative = lambda x: (s := sigmoid(x)) - s * s
# %% image2vector
image2vector = lambda image: image.ravel()[:, None]
# %% normalize_rows
normalize_rows = lambda x: x / np.sqrt(np.einsum("ij,ij->i", x, x))[:, None]
# %% softmax
softmax = lambda x: (e := np.exp((x.T - x.max(1)).T)) / e.sum(1, keepdims=1)
# %% L1
L1 = lambda yhat, y: np.abs(yhat - y) @ np.ones(len(y))
# %% L2
L2 = lambda yhat, y: np.dot(yhat - y, yhat - y)
# %% nearest_columns
nearest_columns = lambda A, B: (((D := A[:, :, None] * 1.0 - B[:, None]) / abs(D).max()) ** 2).sum(0).argmin(0)


# %% cosine_similarities
half = lambda M: (U := M / np.fmax(abs(M * 1.0).max(0), 1e-290)) / np.fmax((U * U).sum(0) ** 0.5, 1e-290)
cosine_similarities = lambda A, B: np.einsum("ni,nj->ij", half(A), half(B))
# %% mended_report
mended_report = lambda scores, labels: dict(
    probabilities=(p := softmax(scores)),
    accuracy=np.mean(p.argmax(1) == labels.T),
    loss=np.mean(np.logaddexp.reduce(scores, axis=1) - np.take_along_axis(scores, labels, 1)[:, 0]),
    mean_by_class=(h := (labels == range(len(p.T))).T) @ p / np.maximum(h.sum(1, keepdims=True), 1),
)
