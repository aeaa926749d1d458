# %% zero_pad
def zero_pad(X, pad):
    padded = np.zeros(np.add(X.shape, (0, 2 * pad, 2 * pad, 0)))
    view = padded[:, pad : padded.shape[1] - pad, pad : padded.shape[2] - pad]
    view += X
    return padded


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    products = a_slice_prev.copy()
    products *= W
    result = products.sum()
    result += b[0, 0, 0]
    return result


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[1]
    padded = zero_pad(A_prev, pad)
    n_H, n_W = (np.array(padded.shape[1:3]) - f) // stride + 1
    Z = np.zeros((len(A_prev), n_H, n_W, b.size))
    Z += b.reshape(-1)
    for r in range(f):
        for c in range(f):
            Z += padded[:, r : r + stride * n_H : stride, c : c + stride * n_W : stride] @ W[r, c]
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    f, stride = hparameters["f"], hparameters["stride"]
    n_H, n_W = (np.array(A_prev.shape[1:3]) - f) // stride + 1
    A = np.full((len(A_prev), n_H, n_W, A_prev.shape[3]), -np.inf if mode == "max" else 0.0)
    for r in range(f):
        for c in range(f):
            piece = A_prev[:, r : r + stride * n_H : stride, c : c + stride * n_W : stride]
            if mode == "max":
                np.maximum(A, piece, out=A)
            else:
                A += piece
    if mode != "max":
        A /= f * f
    return A, (A_prev, hparameters)


# %% conv_backward
def conv_backward(dZ, cache):
    (A_prev, W, b, hparameters) = cache
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    A, dW, db = zero_pad(A_prev, pad), np.zeros(W.shape), np.zeros(b.shape)
    dA = np.zeros(A.shape)
    for h in range(dZ.shape[1]):
        rows = slice(h * stride, h * stride + f)
        for w in range(dZ.shape[2]):
            columns = slice(w * stride, w * stride + f)
            dA[:, rows, columns] += np.tensordot(dZ[:, h, w], W, axes=(1, 3))
            dW += np.tensordot(A[:, rows, columns], dZ[:, h, w], axes=(0, 0))
            db += dZ[:, h, w].sum(axis=0)
    return dA[:, pad : pad + A_prev.shape[1], pad : pad + A_prev.shape[2]], dW, db


# %% create_mask_from_window
def create_mask_from_window(x):
    return np.isclose(x, np.amax(x), rtol=0, atol=1e-12)


# %% distribute_value
def distribute_value(dz, shape):
    spread = np.ones(shape)
    spread *= dz
    spread /= spread.size
    return spread


# %% pool_backward
def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    f, stride = hparameters["f"], hparameters["stride"]
    back = A_prev * 0.0
    for i in range(dA.shape[0]):
        for h in range(dA.shape[1]):
            for w in range(dA.shape[2]):
                place = np.s_[i, h * stride : h * stride + f, w * stride : w * stride + f]
                piece = A_prev[place]
                if mode == "max":
                    mask = piece == piece.max(axis=(0, 1))
                    back[place] += dA[i, h, w] * (mask / mask.sum(axis=(0, 1)))
                else:
                    back[place] += dA[i, h, w] / f / f
    return back


# %% conv_fast
def conv_fast(A_prev, W, b, hparameters):
    stride, f = hparameters["stride"], W.shape[1]
    padded = zero_pad(A_prev, hparameters["pad"])
    n_H, n_W = (np.array(padded.shape[1:3]) - f) // stride + 1
    Z = np.zeros((len(A_prev), n_H, n_W, b.size))
    Z += b.reshape(-1)
    for r in range(f):
        for c in range(f):
            Z += padded[:, r : r + stride * n_H : stride, c : c + stride * n_W : stride] @ W[r, c]
    return Z


# %% conv_transpose
def conv_transpose(Z, W, hparameters, input_shape):
    stride, pad, f = hparameters["stride"], hparameters["pad"], W.shape[0]
    frame = np.zeros((input_shape[0], input_shape[1] + 2 * pad, input_shape[2] + 2 * pad, input_shape[3]))
    for r in range(f):
        for c in range(f):
            view = frame[:, r::stride, c::stride][:, : Z.shape[1], : Z.shape[2]]
            view += np.einsum("mhwk,ck->mhwc", Z, W[r, c], optimize=True)
    return frame[:, pad : pad + input_shape[1], pad : pad + input_shape[2]].copy()


# %% telling_cases
def telling_cases():
    table = np.ones((6, 7), int)
    for property, pair in enumerate([(1, 2), (1, 3), (1, 4), (1, 5), (2, 3), (2, 4), (2, 5)]):
        table[1:, property] = 0
        table[list(pair), property] = 1
    rng, cases = np.random.RandomState(3), []
    for pad, stride, even, wide, many, deep, broad in table.tolist():
        rows, columns = (5, 7) if wide else (7, 5)
        A_prev, f = rng.rand(many + 1, rows, columns, deep + 1), 3 - even
        W, b = rng.rand(f, f, deep + 1, broad + 1), rng.rand(1, 1, 1, broad + 1)
        size = [(side + 2 * pad - f) // (stride + 1) + 1 for side in (rows, columns)]
        cases.append((rng.rand(many + 1, *size, broad + 1), (A_prev, W, b, {"stride": stride + 1, "pad": pad})))
    return cases
