# %% batch_norm_forward: The statistics are taken down the columns, over the units
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    mu = Z.mean(axis=0, keepdims=True)
    var = Z.var(axis=0, keepdims=True)
    Z_norm = (Z - mu) / np.sqrt(var + epsilon)
    return gamma * Z_norm + beta, {"Z_norm": Z_norm, "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}

# %% batch_norm_forward: epsilon is added after the root
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    mu = Z.mean(axis=1, keepdims=True)
    var = Z.var(axis=1, keepdims=True)
    Z_norm = (Z - mu) / (np.sqrt(var) + epsilon)
    return gamma * Z_norm + beta, {"Z_norm": Z_norm, "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}

# %% batch_norm_forward: The sums are divided by the variance, without a root
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    mu = np.mean(Z, axis=1, keepdims=True)
    var = np.var(Z, axis=1, keepdims=True)
    Z_norm = (Z - mu) / (var + epsilon)
    Z_tilde = gamma * Z_norm + beta
    return Z_tilde, {"Z_norm": Z_norm, "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}

# %% batch_norm_forward: The variance is divided by m - 1, as in statistics
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    m = Z.shape[1]
    mu = np.mean(Z, axis=1, keepdims=True)
    var = np.sum((Z - mu)**2, axis=1, keepdims=True) / (m - 1)
    Z_norm = (Z - mu) / np.sqrt(var + epsilon)
    Z_tilde = gamma * Z_norm + beta
    return Z_tilde, {"Z_norm": Z_norm, "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}

# %% batch_norm_forward: The statistics have no keepdims, shape (n,)
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    mu = Z.mean(axis=1)
    var = Z.var(axis=1)
    Z_norm = (Z - mu) / np.sqrt(var + epsilon)
    return gamma * Z_norm + beta, {"Z_norm": Z_norm, "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}

# %% batch_norm_forward: gamma is multiplied with a matrix product
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    mu = Z.mean(axis=1, keepdims=True)
    var = Z.var(axis=1, keepdims=True)
    Z_norm = (Z - mu) / np.sqrt(var + epsilon)
    Z_tilde = np.dot(gamma, Z_norm) + beta
    return Z_tilde, {"Z_norm": Z_norm, "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}

# %% batch_norm_backward: The mean and the variance are taken for constants, only the direct route is kept
def batch_norm_backward(dZ_tilde, cache):
    Z_norm, var, gamma, epsilon = cache["Z_norm"], cache["var"], cache["gamma"], cache["epsilon"]
    dgamma = np.sum(dZ_tilde * Z_norm, axis=1, keepdims=True)
    dbeta = np.sum(dZ_tilde, axis=1, keepdims=True)
    dZ = gamma * dZ_tilde / np.sqrt(var + epsilon)
    return dZ, dgamma, dbeta

# %% batch_norm_backward: The route through the variance is missing
def batch_norm_backward(dZ_tilde, cache):
    Z_norm, var, gamma, epsilon = cache["Z_norm"], cache["var"], cache["gamma"], cache["epsilon"]
    dgamma = np.sum(dZ_tilde * Z_norm, axis=1, keepdims=True)
    dbeta = np.sum(dZ_tilde, axis=1, keepdims=True)
    dZ_norm = gamma * dZ_tilde
    dZ = (dZ_norm - dZ_norm.mean(axis=1, keepdims=True)) / np.sqrt(var + epsilon)
    return dZ, dgamma, dbeta

# %% batch_norm_backward: dgamma and dbeta are means instead of sums
def batch_norm_backward(dZ_tilde, cache):
    Z_norm, var, gamma, epsilon = cache["Z_norm"], cache["var"], cache["gamma"], cache["epsilon"]
    dgamma = np.mean(dZ_tilde * Z_norm, axis=1, keepdims=True)
    dbeta = np.mean(dZ_tilde, axis=1, keepdims=True)
    dZ_norm = gamma * dZ_tilde
    dZ = (dZ_norm - dZ_norm.mean(axis=1, keepdims=True)
          - Z_norm * (dZ_norm * Z_norm).mean(axis=1, keepdims=True)) / np.sqrt(var + epsilon)
    return dZ, dgamma, dbeta

# %% batch_norm_backward: gamma is left out of the slope of Z
def batch_norm_backward(dZ_tilde, cache):
    Z_norm, var, gamma, epsilon = cache["Z_norm"], cache["var"], cache["gamma"], cache["epsilon"]
    dgamma = np.sum(dZ_tilde * Z_norm, axis=1, keepdims=True)
    dbeta = np.sum(dZ_tilde, axis=1, keepdims=True)
    dZ_norm = dZ_tilde
    dZ = (dZ_norm - dZ_norm.mean(axis=1, keepdims=True)
          - Z_norm * (dZ_norm * Z_norm).mean(axis=1, keepdims=True)) / np.sqrt(var + epsilon)
    return dZ, dgamma, dbeta

# %% batch_norm_backward: The bracket takes sums of the rows where means belong
def batch_norm_backward(dZ_tilde, cache):
    Z_norm, var, gamma, epsilon = cache["Z_norm"], cache["var"], cache["gamma"], cache["epsilon"]
    dgamma = np.sum(dZ_tilde * Z_norm, axis=1, keepdims=True)
    dbeta = np.sum(dZ_tilde, axis=1, keepdims=True)
    dZ_norm = gamma * dZ_tilde
    dZ = (dZ_norm - dZ_norm.sum(axis=1, keepdims=True)
          - Z_norm * (dZ_norm * Z_norm).sum(axis=1, keepdims=True)) / np.sqrt(var + epsilon)
    return dZ, dgamma, dbeta

# %% batch_norm_backward: dgamma is computed from dZ_norm, so gamma is in it twice
def batch_norm_backward(dZ_tilde, cache):
    Z_norm, var, gamma, epsilon = cache["Z_norm"], cache["var"], cache["gamma"], cache["epsilon"]
    dZ_norm = gamma * dZ_tilde
    dgamma = np.sum(dZ_norm * Z_norm, axis=1, keepdims=True)
    dbeta = np.sum(dZ_tilde, axis=1, keepdims=True)
    dZ = (dZ_norm - dZ_norm.mean(axis=1, keepdims=True)
          - Z_norm * (dZ_norm * Z_norm).mean(axis=1, keepdims=True)) / np.sqrt(var + epsilon)
    return dZ, dgamma, dbeta

# %% batch_norm_backward: The cache is unpacked like a tuple, which gives its keys
def batch_norm_backward(dZ_tilde, cache):
    Z_norm, mu, var, gamma, epsilon = cache
    dgamma = np.sum(dZ_tilde * Z_norm, axis=1, keepdims=True)
    dbeta = np.sum(dZ_tilde, axis=1, keepdims=True)
    dZ_norm = gamma * dZ_tilde
    dZ = (dZ_norm - dZ_norm.mean(axis=1, keepdims=True)
          - Z_norm * (dZ_norm * Z_norm).mean(axis=1, keepdims=True)) / np.sqrt(var + epsilon)
    return dZ, dgamma, dbeta

# %% update_running: momentum and 1 - momentum are swapped, as in PyTorch
def update_running(running, mu, var, momentum=0.9):
    return {"mu": (1 - momentum) * running["mu"] + momentum * mu,
            "var": (1 - momentum) * running["var"] + momentum * var}

# %% update_running: The root of the variance is averaged
def update_running(running, mu, var, momentum=0.9):
    std = momentum * np.sqrt(running["var"]) + (1 - momentum) * np.sqrt(var)
    return {"mu": momentum * running["mu"] + (1 - momentum) * mu, "var": std**2}

# %% batch_norm_predict: The statistics of the examples at hand are used, not the running ones
def batch_norm_predict(Z, gamma, beta, running, epsilon=1e-5):
    Z_tilde, _ = batch_norm_forward(Z, gamma, beta, epsilon)
    return Z_tilde

# %% batch_norm_predict: The scale and shift are left out
def batch_norm_predict(Z, gamma, beta, running, epsilon=1e-5):
    return (Z - running["mu"]) / np.sqrt(running["var"] + epsilon)

# %% batch_norm_predict: The running variance is taken for the spread, without a root
def batch_norm_predict(Z, gamma, beta, running, epsilon=1e-5):
    Z_norm = (Z - running["mu"]) / (running["var"] + epsilon)
    return gamma * Z_norm + beta

# %% forward_propagation: The running statistics are used in training too
def forward_propagation(X, parameters, running, training=True):
    A, cache, running = X, {"A0": X}, dict(running)
    L = len(running) + 1
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A
        gamma, beta = parameters[f"gamma{l}"], parameters[f"beta{l}"]
        Z_tilde = batch_norm_predict(Z, gamma, beta, running[l])
        if training:
            _, norm = batch_norm_forward(Z, gamma, beta)
            cache[f"norm{l}"] = norm
            running[l] = update_running(running[l], norm["mu"], norm["var"])
        A = norm_network.relu(Z_tilde)
        cache[f"A{l}"] = A
    return norm_network.softmax(parameters[f"W{L}"] @ A + parameters[f"b{L}"]), cache, running

# %% forward_propagation: The statistics are updated at test time as well
def forward_propagation(X, parameters, running, training=True):
    A, cache, running = X, {"A0": X}, dict(running)
    L = len(running) + 1
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A
        gamma, beta = parameters[f"gamma{l}"], parameters[f"beta{l}"]
        Z_tilde, norm = batch_norm_forward(Z, gamma, beta)
        if training:
            cache[f"norm{l}"] = norm
        else:
            Z_tilde = batch_norm_predict(Z, gamma, beta, running[l])
        running[l] = update_running(running[l], norm["mu"], norm["var"])
        A = norm_network.relu(Z_tilde)
        cache[f"A{l}"] = A
    return norm_network.softmax(parameters[f"W{L}"] @ A + parameters[f"b{L}"]), cache, running

# %% forward_propagation: The ReLU comes before the normalization
def forward_propagation(X, parameters, running, training=True):
    A, cache, running = X, {"A0": X}, dict(running)
    L = len(running) + 1
    for l in range(1, L):
        Z = norm_network.relu(parameters[f"W{l}"] @ A)
        gamma, beta = parameters[f"gamma{l}"], parameters[f"beta{l}"]
        if training:
            A, norm = batch_norm_forward(Z, gamma, beta)
            cache[f"norm{l}"] = norm
            running[l] = update_running(running[l], norm["mu"], norm["var"])
        else:
            A = batch_norm_predict(Z, gamma, beta, running[l])
        cache[f"A{l}"] = A
    return norm_network.softmax(parameters[f"W{L}"] @ A + parameters[f"b{L}"]), cache, running

# %% forward_propagation: The last layer has no bias
def forward_propagation(X, parameters, running, training=True):
    A, cache, running = X, {"A0": X}, dict(running)
    L = len(running) + 1
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A
        gamma, beta = parameters[f"gamma{l}"], parameters[f"beta{l}"]
        if training:
            Z_tilde, norm = batch_norm_forward(Z, gamma, beta)
            cache[f"norm{l}"] = norm
            running[l] = update_running(running[l], norm["mu"], norm["var"])
        else:
            Z_tilde = batch_norm_predict(Z, gamma, beta, running[l])
        A = norm_network.relu(Z_tilde)
        cache[f"A{l}"] = A
    return norm_network.softmax(parameters[f"W{L}"] @ A), cache, running

# %% forward_propagation: The ReLU is used in the last layer instead of the softmax
def forward_propagation(X, parameters, running, training=True):
    A, cache, running = X, {"A0": X}, dict(running)
    L = len(running) + 1
    for l in range(1, L):
        Z = parameters[f"W{l}"] @ A
        gamma, beta = parameters[f"gamma{l}"], parameters[f"beta{l}"]
        if training:
            Z_tilde, norm = batch_norm_forward(Z, gamma, beta)
            cache[f"norm{l}"] = norm
            running[l] = update_running(running[l], norm["mu"], norm["var"])
        else:
            Z_tilde = batch_norm_predict(Z, gamma, beta, running[l])
        A = norm_network.relu(Z_tilde)
        cache[f"A{l}"] = A
    return norm_network.relu(parameters[f"W{L}"] @ A + parameters[f"b{L}"]), cache, running

# %% fold: The running mean is left out of the new bias
def fold(parameters, running, epsilon=1e-5):
    plain, L = {}, sum(name.startswith("W") for name in parameters)
    for l in range(1, L + 1):
        W = parameters[f"W{l}"]
        b = parameters[f"b{l}"] if f"b{l}" in parameters else np.zeros((W.shape[0], 1))
        if l == 1 and 0 in running:
            scale = parameters["gamma0"] / np.sqrt(running[0]["var"] + epsilon)
            b = b + W @ (parameters["beta0"] - scale * running[0]["mu"])
            W = W * scale.T
        if l in running:
            scale = parameters[f"gamma{l}"] / np.sqrt(running[l]["var"] + epsilon)
            W, b = scale * W, scale * b + parameters[f"beta{l}"]
        plain[f"W{l}"], plain[f"b{l}"] = W, b
    return plain

# %% fold: The normalization of the inputs is not folded in
def fold(parameters, running, epsilon=1e-5):
    plain, L = {}, sum(name.startswith("W") for name in parameters)
    for l in range(1, L + 1):
        W = parameters[f"W{l}"]
        if l in running:
            scale = parameters[f"gamma{l}"] / np.sqrt(running[l]["var"] + epsilon)
            plain[f"W{l}"] = scale * W
            plain[f"b{l}"] = parameters[f"beta{l}"] - scale * running[l]["mu"]
        else:
            plain[f"W{l}"], plain[f"b{l}"] = W, parameters[f"b{l}"]
    return plain

# %% find_bugs: Both modes are held against the update, so a healthy layer at test time seems to lack it
def find_bugs(calls):
    bugs = set()
    for call in calls:
        made, seen = batch_norm_forward(call["Z"], call["gamma"], call["beta"])
        right = update_running(call["running"], seen["mu"], seen["var"])
        swapped = update_running(call["running"], seen["mu"], seen["var"], 0.1)
        if np.allclose(call["new"]["mu"], swapped["mu"]):
            bugs.add("shares exchanged")
        if not np.allclose(call["new"]["var"], right["var"]):
            bugs.add("deviation averaged")
        if not call["training"]:
            if np.allclose(call["Z_tilde"], made):
                bugs.add("batch at test")
            if np.allclose(call["Z_tilde"], seen["Z_norm"]):
                bugs.add("bare at test")
            if np.allclose(call["new"]["mu"], right["mu"]):
                bugs.add("update at test")
    return bugs

# %% find_bugs: The function returns after the first bug that it finds
def find_bugs(calls):
    for call in calls:
        made, seen = batch_norm_forward(call["Z"], call["gamma"], call["beta"])
        if call["training"]:
            if not np.allclose(call["new"]["mu"], update_running(call["running"], seen["mu"], seen["var"])["mu"]):
                return {"shares exchanged"}
            if not np.allclose(call["new"]["var"], update_running(call["running"], seen["mu"], seen["var"])["var"]):
                return {"deviation averaged"}
        else:
            if not np.allclose(call["new"]["mu"], call["running"]["mu"]):
                return {"update at test"}
            if np.allclose(call["Z_tilde"], made):
                return {"batch at test"}
            if not np.allclose(call["Z_tilde"], batch_norm_predict(call["Z"], call["gamma"], call["beta"], call["running"])):
                return {"bare at test"}
    return set()
