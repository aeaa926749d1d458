# %% batch_norm_forward
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    mu = Z.mean(axis=1, keepdims=True)
    Z -= mu
    var = (Z * Z).mean(axis=1, keepdims=True)
    Z /= np.sqrt(var + epsilon)
    cache = {"Z_norm": Z.copy(), "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}
    Z *= gamma
    Z += beta
    return Z, cache


# %% batch_norm_backward
def batch_norm_backward(dZ_tilde, cache):
    dbeta = dZ_tilde.sum(axis=1, keepdims=True)
    work = dZ_tilde * cache["Z_norm"]
    dgamma = work.sum(axis=1, keepdims=True)
    dZ_tilde *= cache["gamma"]
    work *= cache["gamma"]
    work[:] = work.mean(axis=1, keepdims=True) * cache["Z_norm"] + dZ_tilde.mean(axis=1, keepdims=True)
    dZ_tilde -= work
    dZ_tilde /= (cache["var"] + cache["epsilon"]) ** 0.5
    return dZ_tilde, dgamma, dbeta


# %% update_running
import copy


def update_running(running, mu, var, momentum=0.9):
    running = copy.deepcopy(running)
    running["mu"] *= momentum
    running["mu"] += (1 - momentum) * mu
    running["var"] *= momentum
    running["var"] += (1 - momentum) * var
    return running


# %% batch_norm_predict
def batch_norm_predict(Z, gamma, beta, running, epsilon=1e-5):
    Z -= running["mu"]
    Z /= np.sqrt(running["var"] + epsilon)
    Z *= gamma
    Z += beta
    return Z


# %% forward_propagation
def forward_propagation(X, parameters, running, training=True):
    cache, A, L, running = {}, X, 0, running.copy()
    for l in list(running):
        cache[f"A{l - 1}"] = A
        Z = parameters[f"W{l}"] @ A
        if training:
            A, cache[f"norm{l}"] = batch_norm_forward(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"])
            norm = cache[f"norm{l}"]
            running[l] = update_running(running[l], norm["mu"], norm["var"])
        else:
            A = batch_norm_predict(Z, parameters[f"gamma{l}"], parameters[f"beta{l}"], running[l])
        A[A < 0] = 0
        L = l
    cache[f"A{L}"] = A
    Z = parameters[f"W{L + 1}"] @ A
    Z += parameters[f"b{L + 1}"]
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=0)
    return Z, cache, running


# %% fold
def fold(parameters, running, epsilon=1e-5):
    parameters, running = copy.deepcopy((parameters, running))
    layers = len([name for name in parameters if name.startswith("W")])
    for l, seen in running.items():
        seen["var"] += epsilon
        parameters[f"gamma{l}"] /= np.sqrt(seen["var"])
        parameters[f"beta{l}"] -= parameters[f"gamma{l}"] * seen["mu"]
        if l:
            parameters[f"W{l}"] *= parameters[f"gamma{l}"]
            parameters[f"b{l}"] = parameters[f"beta{l}"]
    if 0 in running:
        parameters["b1"] = parameters["b1"] + parameters["W1"] @ parameters["beta0"]
        parameters["W1"] *= parameters["gamma0"].T
    return {f"{kind}{l}": parameters[f"{kind}{l}"] for l in range(1, layers + 1) for kind in "Wb"}


# %% find_bugs
def find_bugs(calls):
    calls, bugs = copy.deepcopy(calls), set()
    for call in calls:
        _, seen = batch_norm_forward(call["Z"].copy(), call["gamma"], call["beta"])
        if not call["training"]:
            norms = {
                (plain, batch): seen["Z_norm"] if batch else batch_norm_predict(call["Z"].copy(), 1, 0, call["running"])
                for plain in (False, True)
                for batch in (False, True)
            }
            for (plain, batch), norm in norms.items():
                if np.allclose(norm if plain else call["gamma"] * norm + call["beta"], call["Z_tilde"]):
                    if plain:
                        bugs.add("bare at test")
                    if batch:
                        bugs.add("batch at test")
            if np.allclose(call["new"]["mu"], call["running"]["mu"]):
                continue
            bugs.add("update at test")
        for momentum in (0.9, 0.1):
            for power in (1, 0.5):
                new = update_running(call["running"], seen["mu"], seen["var"] ** power, momentum)
                if np.allclose(new["mu"], call["new"]["mu"]) and np.allclose(new["var"], call["new"]["var"]):
                    if momentum == 0.1:
                        bugs.add("shares exchanged")
                    if power == 0.5:
                        bugs.add("deviation averaged")
    return bugs
