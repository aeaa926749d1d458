# %% zero_pad: The channels are padded as well
def zero_pad(X, pad):
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (pad, pad)))

# %% conv_single_step: The channels are averaged instead of added
def conv_single_step(a_slice_prev, W, b):
    s = np.multiply(a_slice_prev, W)
    return float(s.sum(axis=(0, 1)).mean() + b[0, 0, 0])

# %% conv_forward: Rows and columns of the start are exchanged
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters["stride"], hparameters["pad"]
    f, n_C = W.shape[0], W.shape[3]
    m, H, V, _ = A_prev.shape
    n_H, n_W = int((H - f + 2 * p) / s) + 1, int((V - f + 2 * p) / s) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    P = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = P[i, w * s:w * s + f, h * s:h * s + f, :]
                    Z[i, h, w, c] = conv_single_step(piece, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)

# %% conv_forward: Every picture is the first one
def conv_forward(A_prev, W, b, hparameters):
    s, p = hparameters["stride"], hparameters["pad"]
    f, n_C = W.shape[0], W.shape[3]
    m, H, V, _ = A_prev.shape
    n_H, n_W = (H - f + 2 * p) // s + 1, (V - f + 2 * p) // s + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    P = zero_pad(A_prev, p)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = P[0, h * s:h * s + f, w * s:w * s + f, :]
                    Z[i, h, w, c] = conv_single_step(piece, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)

# %% pool_forward: The stride is taken for the side of the window
def pool_forward(A_prev, hparameters, mode="max"):
    f = hparameters["f"]
    s = f
    m, H, V, C = A_prev.shape
    A = np.zeros((m, (H - f) // s + 1, (V - f) // s + 1, C))
    for h in range(A.shape[1]):
        for w in range(A.shape[2]):
            piece = A_prev[:, h * s:h * s + f, w * s:w * s + f]
            A[:, h, w] = piece.max(axis=(1, 2)) if mode == "max" else piece.mean(axis=(1, 2))
    return A, (A_prev, hparameters)

# %% conv_backward: The filter is turned upside down for the inputs
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    s, p, f = hp["stride"], hp["pad"], W.shape[0]
    P = zero_pad(A_prev, p)
    dP, dW, db = np.zeros_like(P), np.zeros_like(W), np.zeros_like(b)
    m, n_H, n_W, n_C = dZ.shape
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    g = dZ[i, h, w, c]
                    dP[i, h * s:h * s + f, w * s:w * s + f] += W[::-1, ::-1, :, c] * g
                    dW[:, :, :, c] += P[i, h * s:h * s + f, w * s:w * s + f] * g
                    db[:, :, :, c] += g
    return dP[:, p:dP.shape[1] - p, p:dP.shape[2] - p], dW, db

# %% conv_backward: The gradient is cut with a slice that is empty without a pad
def conv_backward(dZ, cache):
    A_prev, W, b, hp = cache
    s, p, f = hp["stride"], hp["pad"], W.shape[0]
    P = zero_pad(A_prev, p)
    dA, dP, dW, db = np.zeros_like(A_prev), np.zeros_like(P), np.zeros_like(W), np.zeros_like(b)
    m, n_H, n_W, n_C = dZ.shape
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    dP[i, h * s:h * s + f, w * s:w * s + f] += W[..., c] * dZ[i, h, w, c]
                    dW[..., c] += P[i, h * s:h * s + f, w * s:w * s + f] * dZ[i, h, w, c]
                    db[..., c] += dZ[i, h, w, c]
        dA[i] = dP[i, p:-p, p:-p, :]
    return dA, dW, db

# %% create_mask_from_window: Only the first maximum is marked
def create_mask_from_window(x):
    mask = np.zeros(x.shape, dtype=bool)
    mask[np.unravel_index(np.argmax(x), x.shape)] = True
    return mask

# %% distribute_value: The gradient is divided by the number of rows
def distribute_value(dz, shape):
    return np.ones(shape) * dz / shape[0]

# %% pool_backward: Every tied maximum gets the whole gradient
def pool_backward(dA, cache, mode="max"):
    A_prev, hp = cache
    s, f = hp["stride"], hp["f"]
    dA_prev = np.zeros_like(A_prev)
    m, n_H, n_W, n_C = dA.shape
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = A_prev[i, h * s:h * s + f, w * s:w * s + f, c]
                    if mode == "max":
                        dA_prev[i, h * s:h * s + f, w * s:w * s + f, c] += create_mask_from_window(piece) * dA[i, h, w, c]
                    else:
                        dA_prev[i, h * s:h * s + f, w * s:w * s + f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev

# %% conv_fast: One matrix product per position
def conv_fast(A_prev, W, b, hparameters):
    s, p, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    P = zero_pad(A_prev, p)
    n_H, n_W = (P.shape[1] - f) // s + 1, (P.shape[2] - f) // s + 1
    Z = np.zeros((len(P), n_H, n_W, W.shape[3]))
    M = W.reshape(-1, W.shape[3])
    for h in range(n_H):
        for w in range(n_W):
            Z[:, h, w] = P[:, h * s:h * s + f, w * s:w * s + f].reshape(len(P), -1) @ M + b[0, 0]
    return Z

# %% conv_transpose: The window starts do not follow the stride
def conv_transpose(Z, W, hparameters, input_shape):
    s, p, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    m, H, V, C = input_shape
    out = np.zeros((m, H + 2 * p, V + 2 * p, C))
    _, n_H, n_W, _ = Z.shape
    for r in range(f):
        for c in range(f):
            out[:, r:r + n_H, c:c + n_W] += Z @ W[r, c].T
    return out[:, p:p + H, p:p + V]

# %% telling_cases: Six cases that change one property at a time
def telling_cases():
    rng = np.random.default_rng(0)
    base = dict(pad=0, stride=1, f=3, shape=(1, 6, 5, 1), n=1)
    variants = [{}, {"pad": 1}, {"stride": 2}, {"f": 2}, {"shape": (2, 5, 6, 2)}, {"n": 2}]
    out = []
    for v in variants:
        k = {**base, **v}
        A, W, b = rng.normal(size=k["shape"]), rng.normal(size=(k["f"], k["f"], k["shape"][3], k["n"])), rng.normal(size=(1, 1, 1, k["n"]))
        Z, cache = conv_forward(A, W, b, {"stride": k["stride"], "pad": k["pad"]})
        out.append((rng.normal(size=Z.shape), cache))
    return out
