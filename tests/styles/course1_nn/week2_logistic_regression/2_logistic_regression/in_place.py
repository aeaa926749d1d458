# %% sizes
(m_train, num_px, _, _), m_test = train_set_x_orig.shape, len(test_set_x_orig)


# %% flatten
def unroll(pictures):
    return np.stack([picture.ravel() for picture in pictures], axis=-1)


train_set_x_flatten, test_set_x_flatten = map(unroll, (train_set_x_orig, test_set_x_orig))


# %% sigmoid
def sigmoid(z):
    return np.exp(-np.logaddexp(0, -np.asarray(z)))


# %% initialize_with_zeros
def initialize_with_zeros(dim):
    return [np.zeros(shape=(dim, 1), dtype=np.float32), 0]


# %% propagate
def log_loss(z, y):
    return -np.log(sigmoid(np.where(y == 1, z, -z)))


def propagate(w, b, X, Y):
    Z = np.einsum("ij,ik->jk", w, X) + b
    A = sigmoid(Z)
    A_minus_Y = np.subtract(A, Y)
    dw = np.einsum("ik,jk->ij", X, A_minus_Y)
    dw /= Y.size
    cost = log_loss(Z, Y).mean()
    return {"db": A_minus_Y.mean(), "dw": dw}, np.array(cost)


# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w, costs, step = w.astype(float), [], 0
    while step < num_iterations:
        grads, cost = propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        if not step % 100:
            costs += [float(cost)]
            if print_cost:
                print("Cost after iteration", step, "is", cost)
        step += 1
    params = {}
    params["b"] = b
    params["w"] = w
    return params, grads, costs


# %% predict
def predict(w, b, X):
    Y_prediction = np.zeros((1, X.shape[1]))
    w = w.reshape(X.shape[0], 1)
    z = (w.T @ X + b)[0]
    for i in range(len(z)):
        if z[i] > 0:
            Y_prediction[0, i] = 1
    return Y_prediction


# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    start = initialize_with_zeros(len(X_train))
    params, grads, costs = optimize(
        *start, X_train, Y_train, learning_rate=learning_rate, num_iterations=num_iterations, print_cost=print_cost
    )
    d = dict(num_iterations=num_iterations, learning_rate=learning_rate, costs=costs, **params)
    for part, X in (("test", X_test), ("train", X_train)):
        d["Y_prediction_" + part] = predict(params["w"], params["b"], X)
    if print_cost:
        print("train accuracy", 100 - np.mean(np.abs(d["Y_prediction_train"] - Y_train)) * 100)
    return d


# %% cross_entropy_from_logits
def cross_entropy_from_logits(Z, Y):
    losses = np.logaddexp(0.0, -Z)
    losses *= Y
    losses += (1 - Y) * np.logaddexp(0.0, Z)
    return np.array(losses.mean())


# %% train_on_raw_features
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def train_on_raw_features(X, Y):
    scaler, neuron = StandardScaler(), LogisticRegression()
    make_pipeline(scaler, neuron).fit(X.T, Y[0])
    w = (neuron.coef_[0] / scaler.scale_)[:, None]
    return w, float(neuron.intercept_[0] - scaler.mean_ @ w[:, 0])


# %% noisy_label_gradient
def noisy_label_gradient(Z, Y, noise):
    dZ = np.where(Y == 1, -1.0, 1.0)
    q = np.exp(np.minimum(-dZ * Z, 0)) / (1 + np.exp(-np.abs(Z)))
    dZ *= (1 - 2 * noise) * q
    dZ *= np.exp(np.minimum(dZ * 0 + np.where(Y == 1, -Z, Z), 0)) / (1 + np.exp(-np.abs(Z)))
    dZ /= q + noise - 2 * noise * q
    return dZ
