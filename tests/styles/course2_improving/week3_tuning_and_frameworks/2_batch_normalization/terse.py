# %% batch_norm_forward
def batch_norm_forward(Z, gamma, beta, epsilon=1e-5):
    mu, var = np.c_[Z.mean(1)], np.c_[Z.var(1)]
    N = (Z - mu) * (var + epsilon) ** -0.5
    return gamma * N + beta, {"Z_norm": N, "mu": mu, "var": var, "gamma": gamma, "epsilon": epsilon}


# %% batch_norm_backward
def batch_norm_backward(dZ_tilde, cache):
    N = cache["Z_norm"]
    dgamma, dbeta = np.einsum("ij,ij->i", dZ_tilde, N)[:, None], np.einsum("ij->i", dZ_tilde)[:, None]
    dZ = cache["gamma"] * (cache["var"] + cache["epsilon"]) ** -0.5 * (dZ_tilde - (dbeta + N * dgamma) / N.shape[1])
    return dZ, dgamma, dbeta


# %% update_running
update_running = lambda running, mu, var, momentum=0.9: {
    k: momentum * running[k] + (1 - momentum) * v for k, v in {"mu": mu, "var": var}.items()
}


# %% batch_norm_predict
batch_norm_predict = lambda Z, gamma, beta, running, epsilon=1e-5: (
    gamma * (Z - running["mu"]) / (running["var"] + epsilon) ** 0.5 + beta
)


# %% forward_propagation
from functools import reduce


def forward_propagation(X, parameters, running, training=True):
    cache, new = {"A0": X}, {**running}

    def hidden(A, l):
        Z, *own = parameters[f"W{l}"] @ A, parameters[f"gamma{l}"], parameters[f"beta{l}"]
        if training:
            T, c = batch_norm_forward(Z, *own)
            cache[f"norm{l}"], new[l] = c, update_running(running[l], c["mu"], c["var"])
        else:
            T = batch_norm_predict(Z, *own, running[l])
        cache[f"A{l}"] = T.clip(min=0)
        return cache[f"A{l}"]

    A, L = reduce(hidden, sorted(running), X), len(running) + 1
    return norm_network.softmax(parameters[f"W{L}"] @ A + parameters[f"b{L}"]), cache, new


# %% fold
def fold(parameters, running, epsilon=1e-5):
    p, plain = parameters, {}
    scale = {l: p[f"gamma{l}"] * (r["var"] + epsilon) ** -0.5 for l, r in running.items()}
    shift = {l: p[f"beta{l}"] - scale[l] * r["mu"] for l, r in running.items()}
    for l in range(1, 1 + sum(name[0] == "W" for name in p)):
        W = scale.get(l, 1) * p[f"W{l}"]
        plain[f"b{l}"] = shift.get(l, p.get(f"b{l}")) + (W @ shift.get(0, np.zeros((W.shape[1], 1))) if l == 1 else 0)
        plain[f"W{l}"] = W * scale[0].T if l == 1 and 0 in scale else W
    return plain


# %% find_bugs
def find_bugs(calls):
    found, close = set(), np.allclose
    for c in calls:
        _, s = batch_norm_forward(c["Z"], c["gamma"], c["beta"])
        old, new, test = c["running"], c["new"], not c["training"]
        if not close(new["var"], old["var"]):
            found |= {"update at test"} if test else set()
            w = 0.9 if close(new["mu"], 0.1 * old["mu"] + 0.9 * s["mu"]) else 0.1
            found |= {"shares exchanged"} if w == 0.9 else set()
            found |= set() if close(new["var"], (1 - w) * old["var"] + w * s["var"]) else {"deviation averaged"}
        if test:
            full = c["gamma"] * s["Z_norm"] + c["beta"]
            bare = batch_norm_predict(c["Z"], 1, 0, old)
            found |= {"batch at test"} if close(c["Z_tilde"], full) or close(c["Z_tilde"], s["Z_norm"]) else set()
            found |= {"bare at test"} if close(c["Z_tilde"], bare) or close(c["Z_tilde"], s["Z_norm"]) else set()
    return found
