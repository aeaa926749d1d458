# %% rnn_cell_forward
def rnn_cell_forward(xt, a_prev, parameters):
    n_a, m = a_prev.shape
    a_next = np.zeros((n_a, m))
    for i in range(m):
        z = parameters["Wax"].dot(xt[:, i]) + parameters["Waa"].dot(a_prev[:, i]) + parameters["ba"][:, 0]
        a_next[:, i] = np.tanh(z)
    scores = np.dot(parameters["Wya"], a_next) + parameters["by"]
    yt_pred = np.zeros(scores.shape)
    for i in range(m):
        powers = np.exp(scores[:, i] - scores[:, i].max())
        yt_pred[:, i] = powers / powers.sum()
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)


# %% rnn_forward
def rnn_forward(x, a0, parameters):
    n_x, m, T_x = x.shape
    n_y, n_a = parameters["Wya"].shape
    a, y_pred = np.zeros((n_a, m, T_x)), np.zeros((n_y, m, T_x))
    caches = []
    a_next = a0.copy()
    for t in range(T_x):
        a_next, yt, cache = rnn_cell_forward(x[..., t], a_next, parameters)
        a[:, :, t] = a_next
        y_pred[:, :, t] = yt
        caches.append(cache)
    return a, y_pred, (caches, x)


# %% rnn_cell_backward
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, parameters = cache
    n_a, m = a_next.shape
    grads = {
        "dxt": np.zeros(xt.shape),
        "da_prev": np.zeros(a_prev.shape),
        "dWax": np.zeros((n_a, len(xt))),
        "dWaa": np.zeros((n_a, n_a)),
        "dba": np.zeros((n_a, 1)),
    }
    for i in range(m):
        for u in range(n_a):
            dz = da_next[u, i] - da_next[u, i] * a_next[u, i] ** 2
            grads["dxt"][:, i] += parameters["Wax"][u] * dz
            grads["da_prev"][:, i] += parameters["Waa"][u] * dz
            grads["dWax"][u] += dz * xt[:, i]
            grads["dWaa"][u] += dz * a_prev[:, i]
            grads["dba"][u, 0] += dz
    return grads


# %% rnn_backward
def rnn_backward(da, caches):
    steps, x = caches
    dx = np.zeros(x.shape)
    da_prevt = np.zeros(da.shape[:2])
    dWax = dWaa = dba = 0.0
    for t in range(da.shape[2] - 1, -1, -1):
        grads = rnn_cell_backward(da[:, :, t] + da_prevt, steps[t])
        dx[:, :, t] = grads["dxt"]
        da_prevt = grads["da_prev"]
        dWax = dWax + grads["dWax"]
        dWaa = dWaa + grads["dWaa"]
        dba = dba + grads["dba"]
    return {"dx": dx, "da0": da_prevt, "dWax": dWax, "dWaa": dWaa, "dba": dba}


# %% lstm_cell_forward
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_a, m = a_prev.shape
    both = np.zeros((n_a + len(xt), m))
    both[:n_a] = a_prev
    both[n_a:] = xt
    gates = {}
    for gate in "fico":
        z = parameters["W" + gate].dot(both) + parameters["b" + gate]
        gates[gate] = np.tanh(z) if gate == "c" else 1 / (1 + np.exp(-z))
    c_next = gates["f"] * c_prev + gates["i"] * gates["c"]
    a_next = gates["o"] * np.tanh(c_next)
    yt_pred = softmax(parameters["Wy"].dot(a_next) + parameters["by"])
    cache = (a_next, c_next, a_prev, c_prev, gates["f"], gates["i"], gates["c"], gates["o"], xt, parameters)
    return a_next, c_next, yt_pred, cache


# %% lstm_forward
def lstm_forward(x, a0, parameters):
    m, T_x = x.shape[1:]
    n_y, n_a = parameters["Wy"].shape
    a, c, y = np.zeros((n_a, m, T_x)), np.zeros((n_a, m, T_x)), np.zeros((n_y, m, T_x))
    caches = []
    for t in range(T_x):
        before = (a[:, :, t - 1], c[:, :, t - 1]) if t else (a0, np.zeros((n_a, m)))
        a[:, :, t], c[:, :, t], y[:, :, t], cache = lstm_cell_forward(x[:, :, t], *before, parameters)
        caches.append(cache)
    return a, y, c, (caches, x)


# %% lstm_cell_backward
def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters = cache
    n_a, m = a_next.shape
    th = np.tanh(c_next)
    dot = da_next * th * ot * (1 - ot)
    dc = dc_next + ot * (1 - np.square(th)) * da_next
    dcct = dc * it * (1 - np.square(cct))
    dit = dc * cct * it * (1 - it)
    dft = dc * c_prev * ft * (1 - ft)
    result = {"dc_prev": dc * ft, "da_prev": np.zeros((n_a, m)), "dxt": np.zeros(xt.shape)}
    for gate, d in (("f", dft), ("i", dit), ("c", dcct), ("o", dot)):
        result["dW" + gate] = np.zeros((n_a, n_a + len(xt)))
        result["db" + gate] = np.zeros((n_a, 1))
        for i in range(m):
            read = np.hstack([a_prev[:, i], xt[:, i]])
            result["dW" + gate] += np.outer(d[:, i], read)
            result["db" + gate][:, 0] += d[:, i]
        W = parameters["W" + gate]
        result["da_prev"] += W[:, :n_a].T.dot(d)
        result["dxt"] += W[:, n_a:].T.dot(d)
    return result


# %% lstm_backward
def lstm_backward(da, caches):
    steps, x = caches
    n_a, m, T_x = da.shape
    dx = np.zeros(x.shape)
    da_prevt, dc_prevt = np.zeros((n_a, m)), np.zeros((n_a, m))
    total = {}
    for t in reversed(range(T_x)):
        grads = lstm_cell_backward(da[:, :, t] + da_prevt, dc_prevt, steps[t])
        da_prevt, dc_prevt = grads["da_prev"], grads["dc_prev"]
        dx[:, :, t] = grads["dxt"]
        for gate in "fico":
            for kind in ("dW", "db"):
                total[kind + gate] = total.get(kind + gate, 0) + grads[kind + gate]
    total["dx"] = dx
    total["da0"] = da_prevt
    return total


# %% gru_cell_forward
def gru_cell_forward(xt, a_prev, parameters):
    n_a, m = a_prev.shape
    zt, rt, hht = np.zeros((n_a, m)), np.zeros((n_a, m)), np.zeros((n_a, m))
    for i in range(m):
        read = np.hstack([a_prev[:, i], xt[:, i]])
        zt[:, i] = sigmoid(parameters["Wz"] @ read + parameters["bz"][:, 0])
        rt[:, i] = sigmoid(parameters["Wr"] @ read + parameters["br"][:, 0])
        read = np.hstack([rt[:, i] * a_prev[:, i], xt[:, i]])
        hht[:, i] = np.tanh(parameters["Wh"] @ read + parameters["bh"][:, 0])
    a_next = hht + zt * (a_prev - hht)
    yt_pred = softmax(np.dot(parameters["Wy"], a_next) + parameters["by"])
    return a_next, yt_pred, (a_next, a_prev, zt, rt, hht, xt, parameters)


# %% gru_forward
def gru_forward(x, a0, parameters):
    m, T_x = x.shape[1:]
    n_y, n_a = parameters["Wy"].shape
    a, y = np.zeros((n_a, m, T_x)), np.zeros((n_y, m, T_x))
    caches, state = [], a0
    for t in range(T_x):
        state, y[:, :, t], cache = gru_cell_forward(x[:, :, t], state, parameters)
        a[:, :, t] = state
        caches.append(cache)
    return a, y, (caches, x)


# %% smallest_case
def smallest_case(backward):
    rng = np.random.default_rng(8)
    for total in range(4, 17):
        for n_x in range(1, 5):
            for n_a in range(1, 5):
                for m in range(1, 5):
                    T_x = total - n_x - n_a - m
                    if not 1 <= T_x <= 4:
                        continue
                    x, a0, parameters = given.random_rnn(rng, n_x, n_a, m, T_x)
                    a, _, caches = rnn_forward(x, a0, parameters)
                    da = rng.normal(size=a.shape)
                    right, found = rnn_backward(da, caches), backward(da, caches)
                    for name in right:
                        if np.shape(found[name]) != np.shape(right[name]):
                            return n_x, n_a, m, T_x
                        if np.abs(found[name] - right[name]).max() > 1e-6 * np.abs(right[name]).max():
                            return n_x, n_a, m, T_x
    return None


# %% mended_backward
def mended_backward(da, caches):
    n_a, m, T_x = da.shape
    p = caches[0][4]
    grads = {"dWf": 0, "dbf": 0, "dWh": 0, "dbh": 0}
    dx = np.zeros((len(caches[0][3]), m, T_x))
    later = np.zeros((n_a, m))
    for t in range(T_x - 1, -1, -1):
        a_prev, f, h, xt, _ = caches[t]
        total = da[:, :, t] + later
        later = np.zeros((n_a, m))
        dzf = total * (a_prev - h) * f * (1 - f)
        dzh = total * (1 - f) * (1 - h * h)
        for i in range(m):
            read = np.hstack([a_prev[:, i], xt[:, i]])
            grads["dWf"] = grads["dWf"] + np.outer(dzf[:, i], read)
            grads["dWh"] = grads["dWh"] + np.outer(dzh[:, i], read)
            back = p["Wf"].T @ dzf[:, i] + p["Wh"].T @ dzh[:, i]
            later[:, i] = back[:n_a] + f[:, i] * total[:, i]
            dx[:, i, t] = back[n_a:]
        grads["dbf"] = grads["dbf"] + dzf.sum(axis=1, keepdims=True)
        grads["dbh"] = grads["dbh"] + dzh.sum(axis=1, keepdims=True)
    return {"dx": dx, **grads}


# %% remembering_lstm
def remembering_lstm():
    n_a = 4
    parameters = {"Wy": np.zeros((2, n_a)), "by": np.zeros((2, 1))}
    for gate, of_mark, bias in (("f", -60, 30), ("i", 60, -30), ("o", 0, 30), ("c", 0, 0)):
        parameters["W" + gate] = np.zeros((n_a, n_a + 2))
        parameters["b" + gate] = np.zeros((n_a, 1))
        for u in range(n_a):
            parameters["W" + gate][u, n_a + 1] = of_mark
            parameters["b" + gate][u, 0] = bias
    numbers = np.linspace(0.1, 0.9, 81)
    said = []
    for u, scale in enumerate((0.1, 0.7, 1.4, 2.1)):
        parameters["Wc"][u, n_a] = scale
        parameters["bc"][u, 0] = -scale / 2
        said.append(np.tanh(np.tanh(scale * (numbers - 0.5))))
    wanted = np.log(numbers) - np.log(1 - numbers)
    weights = np.linalg.lstsq(np.array(said).T, wanted, rcond=None)[0]
    parameters["Wy"][0] = weights / 2
    parameters["Wy"][1] = -weights / 2
    return parameters
