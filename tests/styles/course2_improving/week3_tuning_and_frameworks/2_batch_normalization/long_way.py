# %% batch_norm_forward
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    m = Z.shape[1]
    mu = 1 / m * np.sum(Z, axis=1).reshape(-1, 1)
    centred = Z - mu
    var = 1 / m * np.sum(np.power(centred, 2), axis=1).reshape(-1, 1)
    inverse = 1.0 / np.sqrt(var + epsilon)
    Z_norm = np.multiply(centred, inverse)
    cache = dict(Z=Z, Z_norm=Z_norm, mu=mu, var=var, gamma=gamma, beta=beta, epsilon=epsilon, inverse=inverse)
    return np.add(np.multiply(gamma, Z_norm), beta), cache


# %% batch_norm_backward
def batch_norm_backward(dZ_tilde, cache):
    # Station by station, as the way forward went.
    Z_norm, var, gamma, epsilon = (cache[name] for name in ("Z_norm", "var", "gamma", "epsilon"))
    m = dZ_tilde.shape[1]
    inverse = 1 / np.sqrt(var + epsilon)
    centred = Z_norm / inverse
    dbeta = dZ_tilde.sum(axis=1).reshape(-1, 1)
    dgamma = (dZ_tilde * Z_norm).sum(axis=1).reshape(-1, 1)
    dZ_norm = dZ_tilde * gamma
    dvar = np.sum(dZ_norm * centred * (-0.5) * inverse**3, axis=1, keepdims=True)
    dmu = np.sum(-dZ_norm * inverse, axis=1, keepdims=True) + dvar * np.mean(-2 * centred, axis=1, keepdims=True)
    dZ = dZ_norm * inverse + dvar * 2 * centred / m + dmu / m
    return dZ, dgamma, dbeta


# %% update_running
def update_running(running, mu, var, momentum=0.9):
    new_mu = running["mu"] * momentum + mu * (1 - momentum)
    new_var = running["var"] * momentum + var * (1 - momentum)
    return dict(mu=new_mu, var=new_var)


# %% batch_norm_predict
def batch_norm_predict(Z, gamma, beta, running, epsilon=1e-5):
    scale = gamma / np.sqrt(running["var"] + epsilon)
    return scale * Z + (beta - scale * running["mu"])


# %% forward_propagation
def forward_propagation(X, parameters, running, training=True):
    hidden = [int(name[5:]) for name in parameters if name.startswith("gamma")]
    L = len(hidden) + 1
    caches, statistics = {"A0": X}, {}
    for l in hidden:
        W, gamma, beta = parameters[f"W{l}"], parameters[f"gamma{l}"], parameters[f"beta{l}"]
        Z = W @ caches[f"A{l - 1}"]
        if training:
            Z_tilde, caches[f"norm{l}"] = batch_norm_forward(Z, gamma, beta, 1e-5)
            statistics[l] = update_running(running[l], caches[f"norm{l}"]["mu"], caches[f"norm{l}"]["var"], 0.9)
        else:
            Z_tilde = batch_norm_predict(Z, gamma, beta, running[l], epsilon=1e-5)
        caches[f"Z_tilde{l}"] = Z_tilde
        caches[f"A{l}"] = Z_tilde * (Z_tilde > 0)
    AL = norm_network.softmax(parameters[f"W{L}"] @ caches[f"A{L - 1}"] + parameters[f"b{L}"])
    caches[f"A{L}"] = AL
    return (AL, caches, statistics) if training else (AL, caches, running)


# %% fold
def fold(parameters, running, epsilon=1e-5):
    # The plain layer is found by asking the old one about zeros and about every unit column.
    sizes = sum(1 for name in parameters if name[0] == "W")
    plain = {}
    for l in range(1, sizes + 1):
        W = parameters[f"W{l}"]
        asked = np.hstack([np.zeros((W.shape[1], 1)), np.eye(W.shape[1])])
        if l == 1 and 0 in running:
            asked = batch_norm_predict(asked, parameters["gamma0"], parameters["beta0"], running[0], epsilon)
        told = W @ asked
        if l in running:
            told = batch_norm_predict(told, parameters[f"gamma{l}"], parameters[f"beta{l}"], running[l], epsilon)
        else:
            told = told + parameters[f"b{l}"]
        plain[f"b{l}"] = told[:, :1]
        plain[f"W{l}"] = told[:, 1:] - told[:, :1]
    return plain


# %% find_bugs
def find_bugs(calls):
    bugs = []
    for call in calls:
        Z, old, new = call["Z"], call["running"], call["new"]
        mu = np.mean(Z, axis=1, keepdims=True)
        var = np.mean((Z - mu) ** 2, axis=1, keepdims=True)
        updated = not (np.allclose(new["mu"], old["mu"]) and np.allclose(new["var"], old["var"]))
        if updated:
            # new = old + share * (seen - old): how large is the share?
            share = np.mean((new["mu"] - old["mu"]) / (mu - old["mu"]))
            if share > 0.5:
                bugs.append("shares exchanged")
            seen = old["var"] + (new["var"] - old["var"]) / share
            if np.abs(seen - np.sqrt(var)).max() < np.abs(seen - var).max():
                bugs.append("deviation averaged")
        if call["training"]:
            continue
        if updated:
            bugs.append("update at test")
        by_batch = (Z - mu) / np.sqrt(var + 1e-5)
        by_old = (Z - old["mu"]) / np.sqrt(old["var"] + 1e-5)
        made = call["Z_tilde"]
        scaled = (made - call["beta"]) / call["gamma"]
        if np.allclose(made, by_batch) or np.allclose(made, by_old):
            bugs.append("bare at test")
            scaled = made
        if np.allclose(scaled, by_batch):
            bugs.append("batch at test")
    return set(bugs)
