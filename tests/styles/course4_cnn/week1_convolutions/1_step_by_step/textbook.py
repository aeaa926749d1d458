# %% zero_pad
def zero_pad(X, pad):
    m, rows, columns, channels = X.shape
    side = np.zeros((m, rows, pad, channels))
    wide = np.concatenate([side, X, side], axis=2)
    top = np.zeros((m, pad, columns + 2 * pad, channels))
    return np.concatenate([top, wide, top], axis=1)


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return float(np.tensordot(a_slice_prev, W, axes=3)) + float(b[0, 0, 0])


# %% conv_forward
def output_size(size, f, stride, pad=0):
    return int(np.floor((size + 2 * pad - f) / stride + 1))


def conv_forward(A_prev, W, b, hparameters):
    f, stride, pad = W.shape[0], hparameters["stride"], hparameters["pad"]
    X = zero_pad(A_prev, pad)
    n_H = output_size(A_prev.shape[1], f, stride, pad)
    n_W = output_size(A_prev.shape[2], f, stride, pad)
    Z = np.zeros((A_prev.shape[0], n_H, n_W, W.shape[3]))
    for h in range(n_H):
        for w in range(n_W):
            window = X[:, stride * h : stride * h + f, stride * w : stride * w + f, :, np.newaxis]
            Z[:, h, w, :] = np.sum(window * W, axis=(1, 2, 3)) + b[0, 0, 0]
    cache = (A_prev, W, b, hparameters)
    return Z, cache


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H = int(np.floor((A_prev.shape[1] - f) / stride + 1))
    n_W = int(np.floor((A_prev.shape[2] - f) / stride + 1))
    A = np.zeros((A_prev.shape[0], n_H, n_W, A_prev.shape[3]))
    for h in range(n_H):
        for w in range(n_W):
            window = A_prev[:, stride * h : stride * h + f, stride * w : stride * w + f]
            if mode == "max":
                A[:, h, w] = window.max(axis=1).max(axis=1)
            else:
                A[:, h, w] = window.mean(axis=1).mean(axis=1)
    cache = (A_prev, hparameters)
    return A, cache


# %% conv_backward
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    f, stride, pad = W.shape[0], hparameters["stride"], hparameters["pad"]
    X = zero_pad(A_prev, pad)
    dX = np.zeros_like(X)
    dW = np.zeros_like(W)
    db = np.sum(np.sum(np.sum(dZ, axis=0), axis=0), axis=0)[np.newaxis, np.newaxis, np.newaxis]
    for h in range(dZ.shape[1]):
        for w in range(dZ.shape[2]):
            for u in range(f):
                for v in range(f):
                    row, column = stride * h + u, stride * w + v
                    dX[:, row, column] += dZ[:, h, w] @ W[u, v].T
                    dW[u, v] += X[:, row, column].T @ dZ[:, h, w]
    dA_prev = dX[:, pad : X.shape[1] - pad, pad : X.shape[2] - pad]
    return dA_prev, dW, db


# %% create_mask_from_window
def create_mask_from_window(x):
    largest = np.sort(x, axis=None)[-1]
    return np.where(x >= largest, True, False)


# %% distribute_value
def distribute_value(dz, shape):
    (n_H, n_W) = shape
    return np.outer(np.ones(n_H), np.ones(n_W)) * dz / n_H / n_W


# %% pool_backward
def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    dA_prev = np.zeros(A_prev.shape)
    for h in range(dA.shape[1]):
        for w in range(dA.shape[2]):
            rows, columns = slice(stride * h, stride * h + f), slice(stride * w, stride * w + f)
            window = A_prev[:, rows, columns]
            if mode == "max":
                mask = (window == window.max(axis=(1, 2), keepdims=True)).astype(float)
            else:
                mask = np.ones_like(window)
            mask /= mask.sum(axis=(1, 2), keepdims=True)
            dA_prev[:, rows, columns] += mask * dA[:, h : h + 1, w : w + 1]
    return dA_prev


# %% conv_fast
def conv_fast(A_prev, W, b, hparameters):
    f, stride, pad = W.shape[0], hparameters["stride"], hparameters["pad"]
    X = np.ascontiguousarray(zero_pad(A_prev, pad), dtype=float)
    m, rows, columns, channels = X.shape
    n_H, n_W = (rows - f) // stride + 1, (columns - f) // stride + 1
    a, r, c, k = X.strides
    windows = np.lib.stride_tricks.as_strided(
        X, (m, n_H, n_W, f, f, channels), (a, r * stride, c * stride, r, c, k), writeable=False
    )
    matrix = windows.reshape(m * n_H * n_W, f * f * channels)
    return (matrix @ W.reshape(f * f * channels, -1)).reshape(m, n_H, n_W, -1) + b


# %% conv_transpose
def conv_transpose(Z, W, hparameters, input_shape):
    f, stride, pad = W.shape[0], hparameters["stride"], hparameters["pad"]
    m, rows, columns, channels = input_shape
    stretched = np.zeros((m, (Z.shape[1] - 1) * stride + 1, (Z.shape[2] - 1) * stride + 1, Z.shape[3]))
    stretched[:, ::stride, ::stride] = Z
    full = conv_fast(
        stretched, W[::-1, ::-1].transpose(0, 1, 3, 2), np.zeros((1, 1, 1, channels)), {"stride": 1, "pad": f - 1}
    )
    canvas = np.zeros((m, max(rows + 2 * pad, full.shape[1]), max(columns + 2 * pad, full.shape[2]), channels))
    canvas[:, : full.shape[1], : full.shape[2]] = full
    return canvas[:, pad : pad + rows, pad : pad + columns]


# %% telling_cases
def telling_cases():
    rng = np.random.default_rng(11)
    table = [
        (1, 1, 1, 1, 1, 1, 1),
        (1, 1, 1, 1, 0, 0, 0),
        (1, 0, 0, 0, 1, 1, 1),
        (0, 1, 0, 0, 1, 0, 0),
        (0, 0, 1, 0, 0, 1, 0),
        (0, 0, 0, 1, 0, 0, 1),
    ]
    cases = []
    for pad, stride, even, wide, many, deep, broad in table:
        hparameters = {"pad": 2 * pad, "stride": 1 + 2 * stride}
        f = 4 if even else 1 + 2 * 1
        A_prev = rng.normal(size=(1 + many, 6 + wide, 7 - wide, 1 + 2 * deep))
        W = rng.normal(size=(f, f, 1 + 2 * deep, 1 + broad))
        b = rng.normal(size=(1, 1, 1, 1 + broad))
        Z, cache = conv_forward(A_prev, W, b, hparameters)
        cases.append((rng.normal(size=Z.shape), cache))
    return cases
