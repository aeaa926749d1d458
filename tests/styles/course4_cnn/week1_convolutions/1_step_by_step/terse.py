# %% zero_pad
def zero_pad(X, pad):
    return np.pad(X, [(0, 0), (pad, pad), (pad, pad), (0, 0)], mode="constant", constant_values=0)


# %% conv_single_step
def conv_single_step(a_slice_prev, W, b):
    return np.vdot(a_slice_prev, W) + np.squeeze(b)


# %% conv_forward
def conv_forward(A_prev, W, b, hparameters):
    s, f = hparameters["stride"], len(W)
    windows = np.lib.stride_tricks.sliding_window_view(zero_pad(A_prev, hparameters["pad"]), (f, f), (1, 2))
    return np.einsum("mhwcij,ijck->mhwk", windows[:, ::s, ::s], W) + b[0, 0], [A_prev, W, b, hparameters]


# %% pool_forward
def pool_forward(A_prev, hparameters, mode="max"):
    s, f = hparameters["stride"], hparameters["f"]
    windows = np.lib.stride_tricks.sliding_window_view(A_prev, (f, f), (1, 2))[:, ::s, ::s]
    return {"max": np.max, "average": np.mean}[mode](windows, (4, 5)), (A_prev, hparameters)


# %% conv_backward
def conv_backward(dZ, cache):
    A_prev, W, b, hparameters = cache
    s, p, f = hparameters["stride"], hparameters["pad"], len(W)
    P = zero_pad(A_prev, p)
    dP, dW = np.zeros_like(P, dtype=float), np.empty_like(W)
    for r, c in np.ndindex(f, f):
        at = np.s_[:, r : r + s * dZ.shape[1] : s, c : c + s * dZ.shape[2] : s]
        dP[at] += dZ @ W[r, c].T
        dW[r, c] = np.einsum("mhwk,mhwc->ck", dZ, P[at])
    return dP[:, p : dP.shape[1] - p, p : dP.shape[2] - p], dW, dZ.sum((0, 1, 2), keepdims=True)


# %% create_mask_from_window
create_mask_from_window = lambda x: np.equal(x, x.max())


# %% distribute_value
distribute_value = lambda dz, shape: np.full(shape, dz) / np.prod(shape)


# %% pool_backward
def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    s, f = hparameters["stride"], hparameters["f"]
    at = lambda r, c: np.s_[:, r : r + s * dA.shape[1] : s, c : c + s * dA.shape[2] : s]
    A = np.max([A_prev[at(*rc)] for rc in np.ndindex(f, f)], axis=0)
    masks = {rc: (A_prev[at(*rc)] == A) if mode == "max" else np.ones(A.shape) for rc in np.ndindex(f, f)}
    back = np.zeros(A_prev.shape)
    for rc, mask in masks.items():
        back[at(*rc)] += dA * mask / sum(masks.values())
    return back


# %% conv_fast
def conv_fast(A_prev, W, b, hparameters):
    s, f = hparameters["stride"], len(W)
    windows = np.lib.stride_tricks.sliding_window_view(zero_pad(A_prev, hparameters["pad"]), (f, f), (1, 2))
    return np.einsum("mhwcij,ijck->mhwk", windows[:, ::s, ::s], W, optimize=True) + b[0, 0]


# %% conv_transpose
def conv_transpose(Z, W, hparameters, input_shape):
    s, p, f = hparameters["stride"], hparameters["pad"], len(W)
    m, rows, columns, n_C_prev = input_shape
    spread = np.zeros((m, rows + 2 * p + f - 1, columns + 2 * p + f - 1, Z.shape[3]))
    spread[:, f - 1 : f - 1 + s * Z.shape[1] : s, f - 1 : f - 1 + s * Z.shape[2] : s] = Z
    turned = W[::-1, ::-1].swapaxes(2, 3)
    windows = np.lib.stride_tricks.sliding_window_view(spread, (f, f), (1, 2))
    return np.tensordot(windows, turned, ((4, 5, 3), (0, 1, 2)))[:, p : p + rows, p : p + columns]


# %% telling_cases
def telling_cases():
    rng, out = np.random.default_rng(5), []
    for pad, stride, even, wide, many, deep, broad in search(rng):
        shape = (1 + many, 7, 6, 1 + deep) if not wide else (1 + many, 6, 7, 1 + deep)
        W = rng.random((3 + even, 3 + even, 1 + deep, 1 + broad))
        Z, cache = conv_forward(rng.random(shape), W, rng.random((1, 1, 1, 1 + broad)), dict(stride=1 + stride, pad=pad))
        out.append([rng.random(Z.shape), cache])
    return out


def search(rng):
    while True:
        columns = [rng.permutation([0, 0, 0, 1, 1, 1]) for _ in range(7)]
        columns = [c if c[0] else 1 - c for c in columns]
        if len({tuple(c) for c in columns}) == 7:
            return np.array(columns).T.tolist()
