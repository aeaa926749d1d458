# %% batch_norm_forward
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    n, m = Z.shape
    mu, var = np.zeros((n, 1)), np.zeros((n, 1))
    Z_norm, out = np.zeros((n, m)), np.zeros((n, m))
    for i in range(n):
        for j in range(m):
            mu[i, 0] += Z[i, j] / m
        for j in range(m):
            var[i, 0] += (Z[i, j] - mu[i, 0]) ** 2 / m
        for j in range(m):
            Z_norm[i, j] = (Z[i, j] - mu[i, 0]) / (var[i, 0] + epsilon) ** 0.5
            out[i, j] = gamma[i, 0] * Z_norm[i, j] + beta[i, 0]
    return out, {"epsilon": epsilon, "gamma": gamma, "var": var, "mu": mu, "Z_norm": Z_norm}


# %% batch_norm_backward
def batch_norm_backward(dZ_tilde, cache):
    N = cache["Z_norm"]
    n, m = N.shape
    dZ, dgamma, dbeta = np.zeros((n, m)), np.zeros((n, 1)), np.zeros((n, 1))
    for i in range(n):
        for j in range(m):
            dgamma[i] += dZ_tilde[i, j] * N[i, j]
            dbeta[i] += dZ_tilde[i, j]
        s = np.sqrt(cache["var"][i, 0] + cache["epsilon"])
        for j in range(m):
            for k in range(m):  # every entry moves every other one
                jacobian = ((j == k) - 1 / m - N[i, j] * N[i, k] / m) / s
                dZ[i, j] += jacobian * cache["gamma"][i, 0] * dZ_tilde[i, k]
    return dZ, dgamma, dbeta


# %% update_running
def update_running(running, mu, var, momentum=0.9):
    found = {}
    for name, value in (("mu", mu), ("var", var)):
        found[name] = running[name] + (1 - momentum) * (value - running[name])
    return found


# %% batch_norm_predict
def batch_norm_predict(Z, gamma, beta, running, epsilon=1e-5):
    out = []
    for row, g, b, mu, var in zip(Z, gamma, beta, running["mu"], running["var"]):
        out.append([g[0] * (z - mu[0]) / (var[0] + epsilon) ** 0.5 + b[0] for z in row])
    return np.array(out)


# %% forward_propagation
def forward_propagation(X, parameters, running, training=True):
    A, cache, new = X, {"A0": X}, {}
    l = 1
    while f"gamma{l}" in parameters:
        Z = np.dot(parameters["W" + str(l)], A)
        if not training:
            Z = batch_norm_predict(Z, parameters["gamma" + str(l)], parameters["beta" + str(l)], running[l])
            new[l] = running[l]
        else:
            Z, cache["norm" + str(l)] = batch_norm_forward(Z, parameters["gamma" + str(l)], parameters["beta" + str(l)])
            new[l] = update_running(running[l], cache["norm" + str(l)]["mu"], cache["norm" + str(l)]["var"])
        A = np.where(Z > 0, Z, 0)
        cache["A" + str(l)] = A
        l += 1
    Z = np.dot(parameters["W" + str(l)], A) + parameters["b" + str(l)]
    return np.exp(Z) / np.sum(np.exp(Z), axis=0, keepdims=True), cache, new


# %% fold
def fold(parameters, running, epsilon=1e-5):
    new, l = {}, 1
    while f"W{l}" in parameters:
        W = parameters[f"W{l}"].copy()
        b = np.zeros((W.shape[0], 1))
        if f"b{l}" in parameters:
            b += parameters[f"b{l}"]
        for i in range(W.shape[0]):
            if l in running:
                s = parameters[f"gamma{l}"][i, 0] / np.sqrt(running[l]["var"][i, 0] + epsilon)
                W[i] *= s
                b[i] = parameters[f"beta{l}"][i, 0] - s * running[l]["mu"][i, 0]
            if l == 1 and 0 in running:
                for j in range(W.shape[1]):
                    s = parameters["gamma0"][j, 0] / np.sqrt(running[0]["var"][j, 0] + epsilon)
                    b[i] += W[i, j] * (parameters["beta0"][j, 0] - s * running[0]["mu"][j, 0])
                    W[i, j] *= s
        new[f"W{l}"], new[f"b{l}"] = W, b
        l += 1
    return new


# %% find_bugs
def find_bugs(calls):
    remaining = []
    for a in (0, 1):
        for b in (0, 1):
            for c in (0, 1):
                for d in (0, 1):
                    for e in (0, 1):
                        remaining.append((a, b, c, d, e))
    for call in calls:
        Z, gamma, beta, old = call["Z"], call["gamma"], call["beta"], call["running"]
        made, cache = batch_norm_forward(Z, gamma, beta)
        still = []
        for a, b, c, d, e in remaining:
            tilde, new = made, old
            if not call["training"]:
                scale, shift = (1 + 0 * gamma, 0 * beta) if e else (gamma, beta)
                tilde = batch_norm_forward(Z, scale, shift)[0] if a else batch_norm_predict(Z, scale, shift, old)
            if call["training"] or b:
                new = update_running(old, cache["mu"], np.sqrt(cache["var"]) if d else cache["var"], [0.9, 0.1][c])
            fits = np.allclose(tilde, call["Z_tilde"])
            for key in ("mu", "var"):
                fits = fits and np.allclose(new[key], call["new"][key])
            if fits:
                still.append((a, b, c, d, e))
        remaining = still
    words = ["batch at test", "update at test", "shares exchanged", "deviation averaged", "bare at test"]
    return {words[i] for i in range(5) if remaining[0][i]}
