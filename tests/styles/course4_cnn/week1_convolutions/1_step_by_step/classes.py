# %% zero_pad
class Padding:
    def __init__(self, pad):
        self.around = [(0, 0), (pad, pad), (pad, pad), (0, 0)]

    def __call__(self, X):
        return np.pad(X, self.around)


def zero_pad(X, pad):
    return Padding(pad)(X)


# %% conv_single_step
class Filter:
    def __init__(self, W, b):
        self.W, self.b = W.ravel(), b.ravel()[0]

    def __call__(self, window):
        return np.dot(window.ravel(), self.W) + self.b


def conv_single_step(a_slice_prev, W, b):
    return Filter(W, b)(a_slice_prev)


# %% conv_forward
class Windows:
    def __init__(self, size, f, stride):
        self.f, self.stride = f, stride
        self.counts = tuple(1 + (side - f) // stride for side in size)

    def __iter__(self):
        for place in np.ndindex(*self.counts):
            yield place, tuple(slice(self.stride * k, self.stride * k + self.f) for k in place)


def conv_forward(A_prev, W, b, hparameters):
    padded = zero_pad(A_prev, hparameters["pad"])
    windows = Windows(padded.shape[1:3], len(W), hparameters["stride"])
    Z = np.empty((len(padded), *windows.counts, W.shape[-1]))
    for place, window in windows:
        for i, picture in enumerate(padded):
            for c in range(W.shape[-1]):
                Z[(i, *place, c)] = conv_single_step(picture[window], W[..., c], b[..., c])
    return Z, (A_prev, W, b, hparameters)


# %% pool_forward
class Pool:
    def __init__(self, f, stride):
        self.f, self.stride = f, stride

    def windows(self, A):
        rows, columns = (1 + (side - self.f) // self.stride for side in A.shape[1:3])
        for h in range(rows):
            for w in range(columns):
                top, left = h * self.stride, w * self.stride
                yield A[:, top : top + self.f, left : left + self.f]

    def __call__(self, A, how):
        rows, columns = (1 + (side - self.f) // self.stride for side in A.shape[1:3])
        found = np.array([how(window, axis=(1, 2)) for window in self.windows(A)])
        return found.swapaxes(0, 1).reshape(len(A), rows, columns, A.shape[3])


def pool_forward(A_prev, hparameters, mode="max"):
    return Pool(**hparameters)(A_prev, np.amax if mode == "max" else np.average), (A_prev, hparameters)


# %% conv_backward
class Layer:
    def __init__(self, A_prev, W, b, hparameters):
        self.shape, self.W, self.b = A_prev.shape, W, b
        self.stride, self.pad = hparameters["stride"], hparameters["pad"]
        self.padded = zero_pad(A_prev, self.pad)

    def table(self):
        """The rows of the windows' entries, as positions in one padded picture."""
        f = len(self.W)
        places = np.arange(self.padded[0].size).reshape(self.padded[0].shape)
        view = np.lib.stride_tricks.sliding_window_view(places, (f, f), (0, 1))[:: self.stride, :: self.stride]
        return view.transpose(0, 1, 3, 4, 2).reshape(view.shape[0] * view.shape[1], -1)

    def backward(self, dZ):
        table, filters = self.table(), self.W.reshape(-1, self.W.shape[3])
        back, dW = np.zeros((len(dZ), self.padded[0].size)), np.zeros(filters.shape)
        for i, picture in enumerate(self.padded):
            g = dZ[i].reshape(len(table), -1)
            np.add.at(back[i], table, g @ filters.T)
            dW += picture.ravel()[table].T @ g
        _, rows, columns, _ = self.shape
        inside = back.reshape(self.padded.shape)[:, self.pad :, self.pad :][:, :rows, :columns]
        return inside, dW.reshape(self.W.shape), np.sum(dZ, axis=(0, 1, 2)).reshape(self.b.shape)


def conv_backward(dZ, cache):
    return Layer(*cache).backward(dZ)


# %% create_mask_from_window
class Mask:
    def __call__(self, x):
        return ~(x < x.max())


create_mask_from_window = Mask()


# %% distribute_value
class Share:
    def __init__(self, shape):
        self.shape = shape

    def of(self, dz):
        return np.broadcast_to(dz / np.prod(self.shape), self.shape)


def distribute_value(dz, shape):
    return Share(shape).of(dz)


# %% pool_backward
class PoolBackward:
    def __init__(self, A_prev, f, stride):
        self.A_prev, self.f, self.stride = A_prev, f, stride

    def shares(self, window, mode):
        if mode == "average":
            return distribute_value(1, window.shape)
        mask = create_mask_from_window(window)
        return mask / mask.sum()

    def __call__(self, dA, mode):
        back = np.zeros(self.A_prev.shape)
        for (i, h, w, c), g in np.ndenumerate(dA):
            top, left = h * self.stride, w * self.stride
            at = np.s_[i, top : top + self.f, left : left + self.f, c]
            back[at] += g * self.shares(self.A_prev[at], mode)
        return back


def pool_backward(dA, cache, mode="max"):
    A_prev, hparameters = cache
    return PoolBackward(A_prev, **hparameters)(dA, mode)


# %% conv_fast
class Columns:
    def __init__(self, W, b, stride, pad):
        self.W, self.b, self.stride, self.pad = W, b, stride, pad

    def positions(self, shape):
        f = len(self.W)
        places = np.arange(np.prod(shape)).reshape(shape)
        view = np.lib.stride_tricks.sliding_window_view(places, (f, f), (0, 1))[:: self.stride, :: self.stride]
        return view.transpose(0, 1, 3, 4, 2)

    def __call__(self, A_prev):
        padded = zero_pad(A_prev, self.pad)
        table = self.positions(padded.shape[1:])
        rows = padded.reshape(len(padded), -1)[:, table.reshape(*table.shape[:2], -1)]
        return rows @ self.W.reshape(-1, self.W.shape[3]) + self.b[0, 0, 0]


def conv_fast(A_prev, W, b, hparameters):
    return Columns(W, b, hparameters["stride"], hparameters["pad"])(A_prev)


# %% conv_transpose
class Stamp:
    def __init__(self, W, stride, pad):
        self.W, self.stride, self.pad = W, stride, pad

    def __call__(self, Z, shape):
        m, rows, columns, n_C_prev = shape
        paper = np.zeros((m, rows + 2 * self.pad, columns + 2 * self.pad, n_C_prev))
        for (r, c), weights in zip(np.ndindex(self.W.shape[:2]), self.W.reshape(-1, *self.W.shape[2:])):
            self.press(paper, Z @ weights.T, r, c)
        return paper[:, self.pad :, self.pad :][:, :rows, :columns]

    def press(self, paper, ink, r, c):
        m, n_H, n_W, _ = ink.shape
        paper[:, r + self.stride * np.arange(n_H)[:, None], c + self.stride * np.arange(n_W)] += ink


def conv_transpose(Z, W, hparameters, input_shape):
    return Stamp(W, **hparameters)(Z, input_shape)


# %% telling_cases
import itertools


class Suite:
    names = "pad stride even wide many deep broad".split()

    def __init__(self, seed):
        self.rng = np.random.default_rng(seed)

    def rows(self):
        halves = [set(half) | {0} for half in itertools.combinations(range(1, 6), 2)]
        columns = [halves[k] for k in self.rng.permutation(10)[:7]]
        return [{name: row in half for name, half in zip(self.names, columns)} for row in range(6)]

    def case(self, pad, stride, even, wide, many, deep, broad):
        f, (rows, columns) = (2, 3)[not even], ((8, 5), (5, 8))[wide]
        cache = (
            self.rng.normal(size=(1 + many, rows, columns, 1 + deep)),
            self.rng.normal(size=(f, f, 1 + deep, 1 + broad)),
            self.rng.normal(size=(1, 1, 1, 1 + broad)),
            {"stride": 2 if stride else 1, "pad": 1 if pad else 0},
        )
        return self.rng.normal(size=conv_forward(*cache)[0].shape), cache


def telling_cases():
    suite = Suite(4)
    return [suite.case(**row) for row in suite.rows()]
