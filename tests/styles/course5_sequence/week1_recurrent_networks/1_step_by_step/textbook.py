# %% rnn_cell_forward
def rnn_cell_forward(xt, a_prev, parameters):
    Wax = parameters["Wax"]
    Waa = parameters["Waa"]
    Wya = parameters["Wya"]
    ba = parameters["ba"]
    by = parameters["by"]
    a_next = np.tanh(np.dot(Wax, xt) + np.dot(Waa, a_prev) + ba)
    yt_pred = softmax(np.dot(Wya, a_next) + by)
    cache = (a_next, a_prev, xt, parameters)
    return a_next, yt_pred, cache


# %% rnn_forward
def rnn_forward(x, a0, parameters):
    caches = []
    n_x, m, T_x = x.shape
    n_y, n_a = parameters["Wya"].shape
    a = np.zeros((n_a, m, T_x))
    y_pred = np.zeros((n_y, m, T_x))
    a_next = a0
    for t in range(T_x):
        a_next, yt_pred, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        y_pred[:, :, t] = yt_pred
        caches.append(cache)
    caches = (caches, x)
    return a, y_pred, caches


# %% rnn_cell_backward
def rnn_cell_backward(da_next, cache):
    (a_next, a_prev, xt, parameters) = cache
    Wax = parameters["Wax"]
    Waa = parameters["Waa"]
    dtanh = (1 - a_next**2) * da_next
    dxt = np.dot(Wax.T, dtanh)
    dWax = np.dot(dtanh, xt.T)
    da_prev = np.dot(Waa.T, dtanh)
    dWaa = np.dot(dtanh, a_prev.T)
    dba = np.sum(dtanh, axis=1, keepdims=True)
    return {"dxt": dxt, "da_prev": da_prev, "dWax": dWax, "dWaa": dWaa, "dba": dba}


# %% rnn_backward
def rnn_backward(da, caches):
    (caches, x) = caches
    (a1, a0, x1, parameters) = caches[0]
    n_a, m, T_x = da.shape
    n_x, m = x1.shape
    dx = np.zeros((n_x, m, T_x))
    dWax = np.zeros((n_a, n_x))
    dWaa = np.zeros((n_a, n_a))
    dba = np.zeros((n_a, 1))
    da_prevt = np.zeros((n_a, m))
    for t in reversed(range(T_x)):
        gradients = rnn_cell_backward(da[:, :, t] + da_prevt, caches[t])
        da_prevt = gradients["da_prev"]
        dx[:, :, t] = gradients["dxt"]
        dWax += gradients["dWax"]
        dWaa += gradients["dWaa"]
        dba += gradients["dba"]
    return {"dx": dx, "da0": da_prevt, "dWax": dWax, "dWaa": dWaa, "dba": dba}


# %% lstm_cell_forward
def lstm_cell_forward(xt, a_prev, c_prev, parameters):
    n_x, m = xt.shape
    n_y, n_a = parameters["Wy"].shape
    concat = np.zeros((n_a + n_x, m))
    concat[:n_a, :] = a_prev
    concat[n_a:, :] = xt
    ft = sigmoid(np.dot(parameters["Wf"], concat) + parameters["bf"])
    it = sigmoid(np.dot(parameters["Wi"], concat) + parameters["bi"])
    cct = np.tanh(np.dot(parameters["Wc"], concat) + parameters["bc"])
    c_next = np.multiply(ft, c_prev) + np.multiply(it, cct)
    ot = sigmoid(np.dot(parameters["Wo"], concat) + parameters["bo"])
    a_next = np.multiply(ot, np.tanh(c_next))
    yt_pred = softmax(np.dot(parameters["Wy"], a_next) + parameters["by"])
    cache = (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters)
    return a_next, c_next, yt_pred, cache


# %% lstm_forward
def lstm_forward(x, a0, parameters):
    caches = []
    n_x, m, T_x = x.shape
    n_y, n_a = parameters["Wy"].shape
    a = np.zeros((n_a, m, T_x))
    c = np.zeros((n_a, m, T_x))
    y = np.zeros((n_y, m, T_x))
    a_next = a0
    c_next = np.zeros((n_a, m))
    for t in range(T_x):
        a_next, c_next, yt, cache = lstm_cell_forward(x[:, :, t], a_next, c_next, parameters)
        a[:, :, t] = a_next
        c[:, :, t] = c_next
        y[:, :, t] = yt
        caches.append(cache)
    return a, y, c, (caches, x)


# %% lstm_cell_backward
def lstm_cell_backward(da_next, dc_next, cache):
    (a_next, c_next, a_prev, c_prev, ft, it, cct, ot, xt, parameters) = cache
    n_a, m = a_next.shape
    dot = da_next * np.tanh(c_next) * ot * (1 - ot)
    inner = dc_next + ot * (1 - np.square(np.tanh(c_next))) * da_next
    dcct = inner * it * (1 - np.square(cct))
    dit = inner * cct * it * (1 - it)
    dft = inner * c_prev * ft * (1 - ft)
    concat = np.concatenate((a_prev, xt), axis=0)
    Wf, Wi, Wc, Wo = parameters["Wf"], parameters["Wi"], parameters["Wc"], parameters["Wo"]
    da_prev = np.dot(Wf[:, :n_a].T, dft) + np.dot(Wi[:, :n_a].T, dit)
    da_prev += np.dot(Wc[:, :n_a].T, dcct) + np.dot(Wo[:, :n_a].T, dot)
    dxt = np.dot(Wf[:, n_a:].T, dft) + np.dot(Wi[:, n_a:].T, dit)
    dxt += np.dot(Wc[:, n_a:].T, dcct) + np.dot(Wo[:, n_a:].T, dot)
    return {
        "dxt": dxt,
        "da_prev": da_prev,
        "dc_prev": inner * ft,
        "dWf": np.dot(dft, concat.T),
        "dbf": np.sum(dft, axis=1, keepdims=True),
        "dWi": np.dot(dit, concat.T),
        "dbi": np.sum(dit, axis=1, keepdims=True),
        "dWc": np.dot(dcct, concat.T),
        "dbc": np.sum(dcct, axis=1, keepdims=True),
        "dWo": np.dot(dot, concat.T),
        "dbo": np.sum(dot, axis=1, keepdims=True),
    }


# %% lstm_backward
def lstm_backward(da, caches):
    (caches, x) = caches
    n_a, m, T_x = da.shape
    n_x = x.shape[0]
    dx = np.zeros((n_x, m, T_x))
    da_prevt = np.zeros((n_a, m))
    dc_prevt = np.zeros((n_a, m))
    grads = {f"dW{gate}": np.zeros((n_a, n_a + n_x)) for gate in "fico"}
    grads.update({f"db{gate}": np.zeros((n_a, 1)) for gate in "fico"})
    for t in reversed(range(T_x)):
        gradients = lstm_cell_backward(da[:, :, t] + da_prevt, dc_prevt, caches[t])
        da_prevt = gradients["da_prev"]
        dc_prevt = gradients["dc_prev"]
        dx[:, :, t] = gradients["dxt"]
        for name in grads:
            grads[name] += gradients[name]
    grads["dx"] = dx
    grads["da0"] = da_prevt
    return grads


# %% gru_cell_forward
def gru_cell_forward(xt, a_prev, parameters):
    concat = np.concatenate((a_prev, xt), axis=0)
    zt = sigmoid(np.dot(parameters["Wz"], concat) + parameters["bz"])
    rt = sigmoid(np.dot(parameters["Wr"], concat) + parameters["br"])
    reset = np.concatenate((np.multiply(rt, a_prev), xt), axis=0)
    hht = np.tanh(np.dot(parameters["Wh"], reset) + parameters["bh"])
    a_next = np.multiply(zt, a_prev) + np.multiply(1 - zt, hht)
    yt_pred = softmax(np.dot(parameters["Wy"], a_next) + parameters["by"])
    return a_next, yt_pred, (a_next, a_prev, zt, rt, hht, xt, parameters)


# %% gru_forward
def gru_forward(x, a0, parameters):
    caches = []
    n_x, m, T_x = x.shape
    n_y, n_a = parameters["Wy"].shape
    a = np.zeros((n_a, m, T_x))
    y_pred = np.zeros((n_y, m, T_x))
    a_next = a0
    for t in range(T_x):
        a_next, yt_pred, cache = gru_cell_forward(x[:, :, t], a_next, parameters)
        a[:, :, t] = a_next
        y_pred[:, :, t] = yt_pred
        caches.append(cache)
    return a, y_pred, (caches, x)


# %% smallest_case
def smallest_case(backward):
    def is_wrong(n_x, n_a, m, T_x):
        for seed in range(3):
            rng = np.random.default_rng(seed)
            x, a0, parameters = given.random_rnn(rng, n_x, n_a, m, T_x)
            a, _, caches = rnn_forward(x, a0, parameters)
            da = rng.normal(size=a.shape)
            expected = rnn_backward(da, caches)
            actual = backward(da, caches)
            for key, value in expected.items():
                if actual[key].shape != value.shape:
                    return True
                if np.max(np.abs(actual[key] - value)) > 1e-6 * np.max(np.abs(value)):
                    return True
        return False

    if not is_wrong(4, 4, 4, 4):
        return None
    n_x = n_a = m = T_x = 1
    while not is_wrong(n_x, 4, 4, 4):
        n_x += 1
    while not is_wrong(4, n_a, 4, 4):
        n_a += 1
    while not is_wrong(4, 4, m, 4):
        m += 1
    while not is_wrong(4, 4, 4, T_x):
        T_x += 1
    return n_x, n_a, m, T_x


# %% mended_backward
def mended_backward(da, caches):
    n_a, m, T_x = da.shape
    n_x = caches[0][3].shape[0]
    dx = np.zeros((n_x, m, T_x))
    dWf, dbf = np.zeros((n_a, n_a + n_x)), np.zeros((n_a, 1))
    dWh, dbh = np.zeros((n_a, n_a + n_x)), np.zeros((n_a, 1))
    da_prev = np.zeros((n_a, m))
    for t in reversed(range(T_x)):
        a_prev, f, h, xt, parameters = caches[t]
        Wf, Wh = parameters["Wf"], parameters["Wh"]
        da_next = da[:, :, t] + da_prev
        df = da_next * (a_prev - h)
        dh = da_next * (1 - f)
        dzf = df * f * (1 - f)
        dzh = dh * (1 - h**2)
        concat = np.concatenate((a_prev, xt), axis=0)
        dWf += np.dot(dzf, concat.T)
        dWh += np.dot(dzh, concat.T)
        dbf += np.sum(dzf, axis=1, keepdims=True)
        dbh += np.sum(dzh, axis=1, keepdims=True)
        dx[:, :, t] = np.dot(Wf[:, n_a:].T, dzf) + np.dot(Wh[:, n_a:].T, dzh)
        da_prev = f * da_next + np.dot(Wf[:, :n_a].T, dzf) + np.dot(Wh[:, :n_a].T, dzh)
    return {"dx": dx, "dWf": dWf, "dbf": dbf, "dWh": dWh, "dbh": dbh}


# %% remembering_lstm
def remembering_lstm():
    n_a = 2
    Wf, Wi, Wo, Wc = (np.zeros((n_a, n_a + 2)) for _ in range(4))
    bf, bi, bo, bc = (np.zeros((n_a, 1)) for _ in range(4))
    Wf[:, 3], bf[:] = -200, 100
    Wi[:, 3], bi[:] = 200, -100
    bo[:] = 100
    Wc[0, 2], bc[0] = 0.1, -0.05
    Wc[1, 2], bc[1] = 1, -0.5
    Wy = np.array([[208.6, -17.1], [0, 0]])
    by = np.zeros((2, 1))
    return {"Wf": Wf, "bf": bf, "Wi": Wi, "bi": bi, "Wc": Wc, "bc": bc, "Wo": Wo, "bo": bo, "Wy": Wy, "by": by}
