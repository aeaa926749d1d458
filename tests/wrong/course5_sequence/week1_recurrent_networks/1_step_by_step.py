# %% rnn_cell_forward: The two matrices of the state are exchanged, which the shapes allow where they are square
def rnn_cell_forward(xt, a_prev, parameters):
    Wax, Waa, Wya = parameters["Wax"], parameters["Waa"], parameters["Wya"]
    a_next = np.tanh(np.dot(Waa.T, a_prev) + np.dot(Wax, xt) + parameters["ba"])
    yt_pred = softmax(np.dot(Wya, a_next) + parameters["by"])
    return a_next, yt_pred, (a_next, a_prev, xt, parameters)


# %% rnn_forward: The cache of the last step is kept instead of the list of all
def rnn_forward(x, a0, parameters):
    n_x, m, T_x = x.shape
    n_y, n_a = parameters["Wya"].shape
    a, y_pred, a_next = np.zeros((n_a, m, T_x)), np.zeros((n_y, m, T_x)), a0
    for t in range(T_x):
        a_next, yt, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t], y_pred[:, :, t] = a_next, yt
    return a, y_pred, (cache, x)


# %% rnn_cell_backward: The gradient of the biases is that of the whole batch in every unit
def rnn_cell_backward(da_next, cache):
    a_next, a_prev, xt, p = cache
    dtanh = (1 - a_next**2) * da_next
    return {
        "dxt": np.dot(p["Wax"].T, dtanh),
        "da_prev": np.dot(p["Waa"].T, dtanh),
        "dWax": np.dot(dtanh, xt.T),
        "dWaa": np.dot(dtanh, a_prev.T),
        "dba": np.full(p["ba"].shape, np.sum(dtanh)),
    }


# %% rnn_backward: The gradient is carried, but multiplied by the one of the step instead of added
def rnn_backward(da, caches):
    steps, x = caches
    dx, carried = np.zeros(x.shape), np.ones(da.shape[:2])
    sums = {"dWax": 0, "dWaa": 0, "dba": 0}
    for t in reversed(range(x.shape[2])):
        grads = rnn_cell_backward(da[:, :, t] * carried, steps[t])
        carried, dx[:, :, t] = grads["da_prev"], grads["dxt"]
        for name in sums:
            sums[name] = sums[name] + grads[name]
    return {"dx": dx, "da0": carried, **sums}


# %% lstm_cell_forward: All gates use the weights of the forget gate
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    concat = np.concatenate((a_prev, xt), axis=0)
    ft = sigmoid(np.dot(parameters["Wf"], concat) + parameters["bf"])
    it = sigmoid(np.dot(parameters["Wf"], concat) + parameters["bi"])
    cct = np.tanh(np.dot(parameters["Wc"], concat) + parameters["bc"])
    c_next = ft * c_prev + it * cct
    ot = sigmoid(np.dot(parameters["Wf"], concat) + parameters["bo"])
    a_next = ot * np.tanh(c_next)
    yt_pred = softmax(np.dot(parameters["Wy"], a_next) + parameters["by"])
    return a_next, c_next, yt_pred, (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)


# %% lstm_forward: The cell state is handed over in both places, so that the gates read it instead of the hidden state
def lstm_forward(x, a0, parameters):
    a_next, c_next = a0, np.zeros_like(a0)
    states, cells, outputs, caches = [], [], [], []
    for t in range(x.shape[-1]):
        a_next, c_next, yt, cache = lstm_cell_forward(x[..., t], c_next if t else a0, c_next, parameters)
        states, cells, outputs = [*states, a_next], [*cells, c_next], [*outputs, yt]
        caches.append(cache)
    return np.stack(states, 2), np.stack(outputs, 2), np.stack(cells, 2), (caches, x)


# %% lstm_cell_backward: The derivative of tanh is added where it should be multiplied
def lstm_cell_backward(da_next, dc_next, cache):
    a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, p = cache
    n_a = len(a_next)
    dc = dc_next + da_next * ot + (1 - np.tanh(c_next) ** 2)
    d = {
        "f": dc * c_prev * ft * (1 - ft),
        "i": dc * cct * it * (1 - it),
        "c": dc * it * (1 - cct**2),
        "o": da_next * np.tanh(c_next) * ot * (1 - ot),
    }
    both = np.concatenate([a_prev, xt])
    back = sum(p["W" + g].T @ d[g] for g in d)
    grads = {"da_prev": back[:n_a], "dxt": back[n_a:], "dc_prev": dc * ft}
    for g in d:
        grads["dW" + g], grads["db" + g] = d[g] @ both.T, d[g].sum(axis=1, keepdims=True)
    return grads


# %% lstm_backward: The gradient of the cell state is not replaced, so that it is that of the last step at every step
def lstm_backward(da, caches):
    steps, x = caches
    dx, da_prev, dc = np.zeros(x.shape), np.zeros(da.shape[:2]), np.zeros(da.shape[:2])
    sums, kept = {}, None
    for t in reversed(range(x.shape[2])):
        grads = lstm_cell_backward(da[:, :, t] + da_prev, dc if kept is None else kept, steps[t])
        kept = grads["dc_prev"] if kept is None else kept
        da_prev, dx[:, :, t] = grads["da_prev"], grads["dxt"]
        for name in grads:
            if name[1] in "Wb":
                sums[name] = sums.get(name, 0) + grads[name]
    return {"dx": dx, "da0": da_prev, **sums}


# %% gru_cell_forward: The candidate reads the old state twice, once reset and once as it is
def gru_cell_forward(xt, a_prev, parameters):
    p, both, n_a = parameters, np.concatenate([a_prev, xt]), len(a_prev)
    zt = sigmoid(p["Wz"] @ both + p["bz"])
    rt = sigmoid(p["Wr"] @ both + p["br"])
    hht = np.tanh(p["Wh"] @ both + p["Wh"][:, :n_a] @ (rt * a_prev) + p["bh"])
    a_next = zt * a_prev + (1 - zt) * hht
    return a_next, softmax(p["Wy"] @ a_next + p["by"]), (a_next, a_prev, zt, rt, hht, xt, p)


# %% gru_forward: The array of states is filled with the last state at every step
def gru_forward(x, a0, parameters):
    T_x, state, caches = x.shape[2], a0, []
    a = np.zeros(a0.shape + (T_x,))
    y = np.zeros((len(parameters["by"]), x.shape[1], T_x))
    for t in range(T_x):
        state, y[:, :, t], cache = gru_cell_forward(x[:, :, t], state, parameters)
        a[:] = state[:, :, None]
        caches.append(cache)
    return a, y, (caches, x)


# %% smallest_case: All sizes shrink together
def smallest_case(backward):
    def wrong(size):
        rng = np.random.default_rng(0)
        a, _, caches = rnn_forward(*given.random_rnn(rng, size, size, size, size))
        da = rng.normal(size=a.shape)
        mine, theirs = rnn_backward(da, caches), backward(da, caches)
        return any(mine[k].shape != theirs[k].shape or np.abs(mine[k] - theirs[k]).max() > 1e-4 for k in mine)

    sizes = [size for size in (1, 2, 3, 4) if wrong(size)]
    return (sizes[0],) * 4 if sizes else None


# %% mended_backward: The gradient of the gate is taken to have the wrong sign, and is turned
def mended_backward(da, caches):
    n_a, carried, dx = len(da), 0, []
    totals = {"dWf": 0, "dbf": 0, "dWh": 0, "dbh": 0}
    for t, (a_prev, f, h, xt, p) in reversed(list(enumerate(caches))):
        da_next, both = da[:, :, t] + carried, np.concatenate([a_prev, xt])
        dz = {"f": -da_next * (a_prev - h) * f * (1 - f), "h": da_next * (1 - f) * (1 - h**2)}
        carried = f * da_next + p["Wf"][:, :n_a].T @ dz["f"] + p["Wh"][:, :n_a].T @ dz["h"]
        dx.insert(0, p["Wf"][:, n_a:].T @ dz["f"] + p["Wh"][:, n_a:].T @ dz["h"])
        for g in "fh":
            totals["dW" + g] = totals["dW" + g] + dz[g] @ both.T
            totals["db" + g] = totals["db" + g] + np.sum(dz[g], axis=1, keepdims=True)
    return {"dx": np.stack(dx, axis=2), **totals}


# %% remembering_lstm: The forget gate stays open, so that marked numbers add up, and one unit is read
def remembering_lstm():
    W = {"W" + g: np.zeros((1, 3)) for g in "fico"}
    b = {"bf": np.array([[50.0]]), "bi": np.array([[-50.0]]), "bo": np.array([[50.0]]), "bc": np.array([[-0.05]])}
    W["Wi"][0, 2], W["Wc"][0, 1] = 100, 0.1
    return {**W, **b, "Wy": np.array([[48.0], [0.0]]), "by": np.zeros((2, 1))}
