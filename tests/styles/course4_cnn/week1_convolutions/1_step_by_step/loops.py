# %% zero_pad
def zero_pad(X, pad):
    m, n_H, n_W, n_C = X.shape
    padded = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                padded[i, h + pad, w + pad] = X[i, h, w]
    return padded


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    total = 0.0
    for index in np.ndindex(W.shape):
        total += a_slice_prev[index] * W[index]
    return total + b[0, 0, 0]


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    n_H = int((n_H_prev - f + 2 * pad) / stride) + 1
    n_W = int((n_W_prev - f + 2 * pad) / stride) + 1
    Z = np.zeros((m, n_H, n_W, n_C))
    A_prev_pad = zero_pad(A_prev, pad)
    for i in range(m):
        for h in range(n_H):
            vert_start = h * stride
            for w in range(n_W):
                horiz_start = w * stride
                for c in range(n_C):
                    piece = A_prev_pad[i, vert_start : vert_start + f, horiz_start : horiz_start + f, :]
                    Z[i, h, w, c] = conv_single_step(piece, W[:, :, :, c], b[:, :, :, c])
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    m, n_H_prev, n_W_prev, n_C = A_prev.shape
    f = hparameters["f"]
    stride = hparameters["stride"]
    n_H = int(1 + (n_H_prev - f) / stride)
    n_W = int(1 + (n_W_prev - f) / stride)
    A = np.zeros((m, n_H, n_W, n_C))
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    piece = A_prev[i, h * stride : h * stride + f, w * stride : w * stride + f, c]
                    if mode == "max":
                        A[i, h, w, c] = np.max(piece)
                    elif mode == "average":
                        A[i, h, w, c] = np.mean(piece)
    return A, (A_prev, hparameters)


# %% conv_backward
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape
    f, f, n_C_prev, n_C = W.shape
    stride = hparameters["stride"]
    pad = hparameters["pad"]
    m, n_H, n_W, n_C = dZ.shape
    dA_prev = np.zeros(A_prev.shape)
    dW = np.zeros(W.shape)
    db = np.zeros(b.shape)
    A_prev_pad = zero_pad(A_prev, pad)
    dA_prev_pad = zero_pad(dA_prev, pad)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    top, left = h * stride, w * stride
                    piece = A_prev_pad[i, top : top + f, left : left + f, :]
                    dA_prev_pad[i, top : top + f, left : left + f, :] += W[:, :, :, c] * dZ[i, h, w, c]
                    dW[:, :, :, c] += piece * dZ[i, h, w, c]
                    db[:, :, :, c] += dZ[i, h, w, c]
        if pad:
            dA_prev[i] = dA_prev_pad[i, pad:-pad, pad:-pad, :]
        else:
            dA_prev[i] = dA_prev_pad[i]
    return dA_prev, dW, db


# %% create_mask_from_window
def create_mask_from_window(x):
    mask = np.zeros(x.shape, dtype=bool)
    for index in np.ndindex(x.shape):
        mask[index] = all(x[index] >= other for other in x.flat)
    return mask


# %% distribute_value
def distribute_value(dz, shape):
    n_H, n_W = shape
    average = dz / (n_H * n_W)
    return np.ones(shape) * average


# %% pool_backward
def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    stride, f = hparameters["stride"], hparameters["f"]
    m, n_H, n_W, n_C = dA.shape
    dA_prev = np.zeros(A_prev.shape)
    for i in range(m):
        for h in range(n_H):
            for w in range(n_W):
                for c in range(n_C):
                    top, left = h * stride, w * stride
                    if mode == "max":
                        mask = create_mask_from_window(A_prev[i, top : top + f, left : left + f, c])
                        share = dA[i, h, w, c] / np.count_nonzero(mask)
                        dA_prev[i, top : top + f, left : left + f, c] += share * mask
                    elif mode == "average":
                        dA_prev[i, top : top + f, left : left + f, c] += distribute_value(dA[i, h, w, c], (f, f))
    return dA_prev


# %% conv_fast
def conv_fast(A_prev, W, b, hparameters):
    stride, pad = hparameters["stride"], hparameters["pad"]
    padded = zero_pad_quickly(A_prev, pad)
    f, _, n_C_prev, n_C = W.shape
    m, rows, columns, _ = padded.shape
    n_H, n_W = (rows - f) // stride + 1, (columns - f) // stride + 1
    table = np.zeros((m, n_H, n_W, f * f * n_C_prev))
    for r in range(f):
        for c in range(f):
            start = (r * f + c) * n_C_prev
            piece = padded[:, r : r + stride * n_H : stride, c : c + stride * n_W : stride]
            table[..., start : start + n_C_prev] = piece
    return table @ W.reshape(-1, n_C) + b.reshape(-1)


def zero_pad_quickly(X, pad):
    m, n_H, n_W, n_C = X.shape
    padded = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
    padded[:, pad : pad + n_H, pad : pad + n_W] = X
    return padded


# %% conv_transpose
def conv_transpose(Z, W, hparameters, input_shape):
    stride, pad = hparameters["stride"], hparameters["pad"]
    f = W.shape[0]
    m, n_H, n_W, n_C = Z.shape
    _, rows, columns, n_C_prev = input_shape
    columns_of = Z.reshape(-1, n_C) @ W.reshape(-1, n_C).T
    columns_of = columns_of.reshape(m, n_H, n_W, f, f, n_C_prev)
    back = np.zeros((m, rows + 2 * pad, columns + 2 * pad, n_C_prev))
    for r in range(f):
        for c in range(f):
            back[:, r : r + stride * n_H : stride, c : c + stride * n_W : stride] += columns_of[:, :, :, r, c]
    return back[:, pad : rows + pad, pad : columns + pad]


# %% telling_cases
import itertools


def telling_cases():
    rng = np.random.default_rng(0)
    combinations = list(itertools.product([0, 1], repeat=7))

    def pairs(kind):
        return {(i, kind[i], j, kind[j]) for i in range(7) for j in range(i)}

    chosen = combinations
    while len(chosen) > 7:
        chosen, missing = [], set().union(*map(pairs, combinations))
        while missing:
            some = [combinations[k] for k in rng.permutation(128)]
            best = max(some, key=lambda kind: len(pairs(kind) & missing))
            chosen.append(best)
            missing -= pairs(best)
    cases = []
    for pad, stride, even, wide, many, deep, broad in chosen:
        f = 2 if even else 3
        A_prev = rng.normal(size=(1 + many, 5 if wide else 6, 6 if wide else 5, 1 + deep))
        W, b = rng.normal(size=(f, f, 1 + deep, 1 + broad)), rng.normal(size=(1, 1, 1, 1 + broad))
        Z, cache = conv_forward(A_prev, W, b, {"stride": 1 + stride, "pad": pad})
        cases.append((rng.normal(size=Z.shape), cache))
    return cases
