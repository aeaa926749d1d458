# %% initialize_with_zeros: The weights have only one axis
def initialize_with_zeros(dim):
    w = np.zeros(dim)
    b = 0
    return w, b

# %% initialize_with_zeros: The weights are a row
def initialize_with_zeros(dim):
    return np.zeros((1, dim)), 0.0

# %% initialize_with_zeros: The sizes are handed to np.zeros as two arguments
def initialize_with_zeros(dim):
    w = np.zeros(dim, 1)
    b = 0.0
    return w, b

# %% propagate: m is the number of features
def propagate(w, b, X, Y):
    m = X.shape[0]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    return {"dw": dw, "db": db}, cost

# %% propagate: The minus of the cost is forgotten
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, cost

# %% propagate: The error is label minus answer
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dZ = Y - A
    grads = {"dw": np.dot(X, dZ.T) / m, "db": np.sum(dZ) / m}
    return grads, cost

# %% propagate: The gradient has no 1/m
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    grads = {"dw": np.dot(X, dZ.T), "db": np.sum(dZ)}
    return grads, cost

# %% propagate: The second term of the loss takes log(A) instead of log(1 - A)
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(A)) / m
    dZ = A - Y
    return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, cost

# %% propagate: The sigmoid is forgotten, so the answers are the plain sums
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = np.dot(w.T, X) + b
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost

# %% propagate: Cost and gradient are returned in the wrong order
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return cost, {"dw": dw, "db": db}

# %% propagate: The slope of the sigmoid is multiplied once more into dZ
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dZ = (A - Y) * A * (1 - A)
    return {"dw": np.dot(X, dZ.T) / m, "db": np.mean(dZ)}, cost

# %% optimize: The step goes up the slope
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs

# %% optimize: The cost is kept for every step
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if print_cost and i % 100 == 0:
            print(i, cost)
    return {"w": w, "b": b}, grads, costs

# %% optimize: Costs are kept only when they are printed
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if print_cost and i % 100 == 0:
            costs.append(cost)
            print(f"step {i}: {cost}")
    return {"w": w, "b": b}, grads, costs

# %% optimize: The gradient is computed once, before the loop
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    grads, cost = propagate(w, b, X, Y)
    for i in range(num_iterations):
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    params = {"w": w, "b": b}
    return params, grads, costs

# %% optimize: The gradient is computed once more after the loop, at the improved parameters
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    grads, cost = propagate(w, b, X, Y)
    return {"w": w, "b": b}, grads, costs

# %% optimize: The loop starts at 1 and so makes one step too few
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(1, num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs

# %% predict: The probabilities are returned without a threshold
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return A

# %% predict: An answer of exactly 0.5 counts as 1
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A >= 0.5).astype(int)

# %% predict: The threshold 0.5 is applied to z before the sigmoid
def predict(w, b, X):
    Z = np.dot(w.T, X) + b
    return np.where(Z > 0.5, 1, 0)

# %% predict: The loop runs over the rows of A, so only the first example is judged
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[0]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction

# %% model: The untrained zeros are used for the predictions
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test),
            "Y_prediction_train": predict(w, b, X_train), "w": w, "b": b,
            "learning_rate": learning_rate, "num_iterations": num_iterations}

# %% model: The number of steps and the learning rate are not handed on to optimize
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train)
    w, b = params["w"], params["b"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test),
            "Y_prediction_train": predict(w, b, X_train), "w": w, "b": b,
            "learning_rate": learning_rate, "num_iterations": num_iterations}

# %% model: The start takes its size from the number of examples
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[1])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w = params["w"]
    b = params["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    return {"costs": costs, "Y_prediction_test": Y_prediction_test,
            "Y_prediction_train": Y_prediction_train, "w": w, "b": b,
            "learning_rate": learning_rate, "num_iterations": num_iterations}

# %% model: The predictions for training and test are swapped
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_train),
            "Y_prediction_train": predict(w, b, X_test), "w": w, "b": b,
            "learning_rate": learning_rate, "num_iterations": num_iterations}

# %% train_on_raw_features: The features are normalized but the weights are not turned back to raw units
def train_on_raw_features(X, Y):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    X = (X - mean) / std
    w, b = initialize_with_zeros(X.shape[0])
    params, _, _ = optimize(w, b, X, Y, 2000, 0.5)
    return params["w"], params["b"]

# %% train_on_raw_features: The spread is divided out of the weights but the mean is left out of the bias
def train_on_raw_features(X, Y):
    mean = X.mean(axis=1, keepdims=True)
    std = X.std(axis=1, keepdims=True)
    w, b = initialize_with_zeros(X.shape[0])
    params, _, _ = optimize(w, b, (X - mean) / std, Y, 2000, 0.5)
    w = params["w"] / std
    b = params["b"]
    return w, b
