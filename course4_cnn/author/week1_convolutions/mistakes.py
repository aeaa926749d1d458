"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, only, result

MISTAKES = {
    "1_step_by_step": {
        "zero_pad": {
            "There are zeros after the last row and column only: each side gets `pad` of them.": edit(
                "(pad, pad), (pad, pad)", "(0, pad), (0, pad)"
            ),
            "The channels are padded as well: zeros go around height and width alone.": edit(
                "(pad, pad), (0, 0)", "(pad, pad), (pad, pad)"
            ),
            "Only the rows are padded: the columns need zeros as well.": edit(
                "(pad, pad), (pad, pad)", "(pad, pad), (0, 0)"
            ),
            "The examples are padded, and the columns are not: the axes are examples, rows, columns, channels.": edit(
                "(0, 0), (pad, pad), (pad, pad)", "(pad, pad), (pad, pad), (0, 0)"
            ),
            "The outermost pixels are copied outwards: the pad is made of zeros.": edit(
                "(0, 0)))", '(0, 0)), mode="edge")'
            ),
            "With a pad of 0 nothing is left: the slice `0:-0` is empty.": code("""
                def zero_pad(X, pad):
                    m, n_H, n_W, n_C = X.shape
                    padded = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))
                    padded[:, pad:-pad, pad:-pad] = X
                    return padded
            """),
        },
        "conv_single_step": {
            "The bias is missing.": edit(" + b.item()", ""),
            "The result still has the shape of the bias, (1, 1, 1): one number is asked for.": edit(".item()", ""),
            "The bias is added to every product, `f * f * n_C_prev` times: add it once, after the sum.": edit(
                "a_slice_prev * W) + b.item()", "a_slice_prev * W + b)"
            ),
            "The products are averaged: the response is their sum.": edit("np.sum", "np.mean"),
            "The channels are not added up: one number comes out of all of them.": edit("* W)", "* W, axis=(0, 1))"),
            "The filter is turned upside down: a layer multiplies entry by entry, as they lie.": edit(
                "* W)", "* W[::-1, ::-1])"
            ),
        },
        "conv_forward": {
            "The windows move by 1 whatever the stride: where does the window of output row `h` start?": edit(
                "h * stride, w * stride", "h, w"
            ),
            "The pad is ignored: the windows lie on the padded picture.": [
                edit("zero_pad(A_prev, pad)", "zero_pad(A_prev, 0)"),
                edit("zero_pad(A_prev, pad)", "A_prev"),
            ],
            "The number of windows leaves out the pad: it is that of the padded picture.": edit(
                "_ = padded.shape", "_ = A_prev.shape"
            ),
            "There is a window too few in each direction: count the first one, too.": edit(
                "(rows - f) // stride + 1, (columns - f) // stride + 1", "(rows - f) // stride, (columns - f) // stride"
            ),
            "The number of windows is rounded up: one that sticks out is left out.": edit(
                "(rows - f) // stride + 1",
                "-(-(rows - f) // stride) + 1",
                "(columns - f) // stride + 1",
                "-(-(columns - f) // stride) + 1",
                "window = padded[i,",
                "padded = np.pad(zero_pad(A_prev, pad), ((0, 0), (0, f), (0, f), (0, 0)))\n        window = padded[i,",
            ),
            "Rows and columns are exchanged where the window starts.": edit(
                "h * stride, w * stride", "w * stride, h * stride"
            ),
            "Every output has as many rows as columns: pictures need not be square.": edit(
                "(columns - f)", "(rows - f)"
            ),
            "The bias is that of the first filter for all of them.": edit("b[..., c]", "b[..., 0]"),
            "All filters give the response of the first one: take the filter of the loop.": edit(
                "W[..., c]", "W[..., 0]"
            ),
            "All examples give the response of the first picture.": edit("padded[i,", "padded[0,"),
            "The cache holds the padded pictures: keep `A_prev` as it was given.": edit("(A_prev, W", "(padded, W"),
            "The cache lacks the hyperparameters: it is `(A_prev, W, b, hparameters)`.": edit(
                "b, hparameters)\n    ###", "b)\n    ###"
            ),
            **only(0, "Z", "return `Z` and the cache."),
            "The outputs hold whole numbers: `Z` needs room for fractions.": edit("W.shape[3]))", "W.shape[3]), int)"),
        },
        "pool_forward": {
            "The mode is ignored: there is only the maximum.": edit('np.max if mode == "max" else np.mean', "np.max"),
            "The modes are exchanged.": edit("==", "!="),
            "The largest entry of all channels is taken: each channel is pooled on its own.": edit(
                "axis=(0, 1)", "axis=None"
            ),
            "The windows move by 1 whatever the stride: where does the window of output row `h` start?": edit(
                "h * stride, w * stride", "h, w"
            ),
            "The windows move by their own side: the stride is another number.": edit(
                'f, stride = hparameters["f"], hparameters["stride"]', 'f = stride = hparameters["f"]'
            ),
            "The stride is taken for the side of the window.": edit(
                'f, stride = hparameters["f"], hparameters["stride"]', 'f = stride = hparameters["stride"]'
            ),
            "A window of negative numbers gives 0: the search for the maximum starts at 0.": edit(
                "= reduce(", "= np.maximum(0, reduce(", "(0, 1))", "(0, 1)))"
            ),
            "The sum of the window is returned, not its mean.": edit("np.mean", "np.sum"),
            "Every output has as many rows as columns: pictures need not be square.": edit(
                "(columns - f)", "(rows - f)"
            ),
            'The default of `mode` is "max".': edit('mode="max"):', 'mode="average"):'),
            **only(0, "A", "return `A` and the cache."),
        },
        "conv_backward": {
            "`dA_prev` still has the ring of zeros around it: it has the shape of `A_prev`.": edit(
                "dA[:, pad : pad + rows, pad : pad + columns]", "dA"
            ),
            "With a pad of 0 the gradient is empty: the slice `0:-0` selects nothing.": edit(
                "dA[:, pad : pad + rows, pad : pad + columns]", "dA[:, pad:-pad, pad:-pad]"
            ),
            "The gradient is cut at the wrong end: the ring of zeros is on all sides.": edit(
                "dA[:, pad : pad + rows, pad : pad + columns]", "dA[:, :rows, :columns]"
            ),
            "Where windows overlap only the last one counts for `dA_prev`: gradients add up.": edit(
                "dA[window] +=", "dA[window] ="
            ),
            "`dW` is that of the last window alone: every window adds to it.": edit("dW[..., c] +=", "dW[..., c] ="),
            "The filter is turned upside down in the backward pass: entry by entry, each pixel gets the weight that it met.": edit(
                "* W[..., c]", "* W[::-1, ::-1, :, c]"
            ),
            "The gradients are divided by the number of examples: here `dZ` is the gradient of the cost, and all add up.": [
                edit(", dW, db\n", ", dW / len(dZ), db / len(dZ)\n"),
                edit(", dW, db\n", " / len(dZ), dW / len(dZ), db / len(dZ)\n"),
            ],
            "`dW` is taken from the pictures without their padding: the windows of the forward pass lay on the padded ones.": edit(
                "* padded[window]", "* np.pad(A_prev, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))[window]"
            ),
            "`db` is one number for all filters: each bias has the gradient of its own outputs.": edit(
                "np.sum(dZ, axis=(0, 1, 2)).reshape(b.shape)", "np.full(b.shape, np.sum(dZ))"
            ),
            "`db` has one axis only: it has the shape of `b`, (1, 1, 1, n_C).": edit(".reshape(b.shape)", ""),
            "`db` is a mean: a bias belongs to every output, and their gradients add up.": edit(
                "db = np.sum", "db = np.mean"
            ),
            "The windows move by 1 whatever the stride: visit those of the forward pass.": edit(
                "h * stride, w * stride", "h, w"
            ),
            "All examples add to the gradient of the first picture.": edit("window = i,", "window = 0,"),
            "`dA_prev` and `dW` are exchanged: return `(dA_prev, dW, db)`.": result(
                lambda parts: (parts[1], parts[0], parts[2])
            ),
        },
        "create_mask_from_window": {
            "Only the first maximum is marked: mark every place where the window is largest.": code("""
                def create_mask_from_window(x):
                    return np.arange(x.size).reshape(x.shape) == np.argmax(x)
            """),
            "The smallest entries are marked.": edit("np.max", "np.min"),
            "The mask holds the entries themselves: asked are `True` and `False`.": edit(
                "x == np.max(x)", "x * (x == np.max(x))"
            ),
            "All entries are marked but the largest.": edit("==", "!="),
            "The entries are compared by their size without the sign.": edit(
                "x == np.max(x)", "np.abs(x) == np.max(np.abs(x))"
            ),
            "The maximum of each column is marked: the window has one maximum.": edit("np.max(x)", "np.max(x, axis=0)"),
            "The position is returned: asked is an array of the shape of the window.": edit(
                "x == np.max(x)", "np.unravel_index(np.argmax(x), x.shape)"
            ),
        },
        "distribute_value": {
            "Each entry gets the whole gradient: the window shares it.": edit(" / (rows * columns)", ""),
            "The gradient is divided by the number of rows: divide it by the number of entries.": edit(
                " * columns)", ")"
            ),
            "The gradient is divided by the number of rows plus that of columns.": edit(
                "rows * columns", "rows + columns"
            ),
            "The shares are rounded down to whole numbers.": edit("dz / (", "dz // ("),
            "One share is returned: asked is an array of the shape of the window.": edit(
                "np.full(shape, dz / (rows * columns))", "dz / (rows * columns)"
            ),
            "The window is turned: rows come first in `shape`.": edit("np.full(shape,", "np.full(shape[::-1],"),
            "The gradient is multiplied by the number of entries.": edit("dz / (", "dz * ("),
        },
        "pool_backward": {
            "Each of several equal maxima gets the whole gradient: they share it.": edit(" / mask.sum()", ""),
            "Of several equal maxima the first gets the whole gradient: here they share it equally.": edit(
                "mask = create_mask_from_window(A_prev[window])",
                "mask = np.arange(f * f).reshape(f, f) == np.argmax(A_prev[window])",
            ),
            "Where windows overlap only the last one counts: gradients add up.": edit(
                "dA_prev[window] +=", "dA_prev[window] ="
            ),
            "The mode is ignored: there is only the maximum.": edit('mode == "max"', "True"),
            "The modes are exchanged.": edit("==", "!="),
            "Each entry of a mean gets the whole gradient: divide it by the number of entries.": edit(
                "distribute_value(dA[i, h, w, c], (f, f))", "dA[i, h, w, c]"
            ),
            "The maximum is looked for in the gradient: it is in `A_prev`.": edit(
                "(A_prev[window])", "(dA_prev[window])"
            ),
            "The maximum itself is multiplied in: the derivative is 1 where the maximum is, and 0 elsewhere.": edit(
                "mask * dA", "A_prev[window] * mask * dA"
            ),
            "All channels use the maximum of the first one: each has a mask of its own.": edit(
                "(A_prev[window])", "(A_prev[window[:3] + (0,)])"
            ),
            "The windows move by 1 whatever the stride: visit those of the forward pass.": edit(
                "h * stride, w * stride", "h, w"
            ),
            "The windows move by their own side: the stride is another number.": edit(
                'f, stride = hparameters["f"], hparameters["stride"]', 'f = stride = hparameters["f"]'
            ),
            "The gradient has the shape of the output: it has the shape of `A_prev`.": code("""
                def pool_backward(dA, cache, mode="max"):
                    return dA
            """),
        },
        # The judges in checks.py say these sentences, and those for the transpose and for the test cases.
        "conv_fast": {
            "it is not ten times as fast as a loop over windows and filters": [
                code("""
                    def conv_fast(A_prev, W, b, hparameters):
                        return conv_forward(A_prev, W, b, hparameters)[0]
                """),
                code("""
                    def conv_fast(A_prev, W, b, hparameters):
                        stride, pad, f = hparameters["stride"], hparameters["pad"], len(W)
                        padded, filters = zero_pad(A_prev, pad), W.reshape(-1, W.shape[3])
                        m, rows, columns, _ = padded.shape
                        Z = np.zeros((m, (rows - f) // stride + 1, (columns - f) // stride + 1, W.shape[3]))
                        for h, w in np.ndindex(Z.shape[1:3]):
                            window = padded[:, h * stride : h * stride + f, w * stride : w * stride + f]
                            Z[:, h, w] = window.reshape(m, -1) @ filters + b[0, 0, 0]
                        return Z
                """),
                code("""
                    remembered = {}


                    def conv_fast(A_prev, W, b, hparameters):
                        key = A_prev.tobytes(), W.tobytes(), b.tobytes(), *hparameters.values()
                        if key not in remembered:
                            remembered[key] = conv_forward(A_prev, W, b, hparameters)[0]
                        return remembered[key]
                """),
            ],
            "use NumPy, and arrange the numbers yourself": [
                code("""
                    from scipy.signal import correlate


                    def conv_fast(A_prev, W, b, hparameters):
                        stride = hparameters["stride"]
                        found = [
                            [correlate(one, W[..., c], "valid", "direct")[::stride, ::stride, 0] for c in range(W.shape[3])]
                            for one in zero_pad(A_prev, hparameters["pad"])
                        ]
                        return np.moveaxis(np.array(found), 1, 3) + b[0, 0]
                """),
                code("""
                    def conv_fast(A_prev, W, b, hparameters):
                        f, stride, padded = len(W), hparameters["stride"], zero_pad(A_prev, hparameters["pad"])
                        m, rows, columns, n_C_prev = padded.shape
                        Z = np.zeros((m, rows - f + 1, columns - f + 1, W.shape[3])) + b[0, 0]
                        for i, h, r, k, c in np.ndindex(m, rows - f + 1, f, n_C_prev, W.shape[3]):
                            Z[i, h, :, c] += np.convolve(padded[i, h + r, :, k], W[r, ::-1, k, c], "valid")
                        return Z[:, ::stride, ::stride]
                """),
                code("""
                    def conv_fast(A_prev, W, b, hparameters):
                        import tensorflow as tf

                        stride = hparameters["stride"]
                        return tf.nn.conv2d(zero_pad(A_prev, hparameters["pad"]), W, stride, "VALID").numpy() + b[0, 0]
                """),
                code("""
                    from sklearn.feature_extraction.image import extract_patches_2d


                    def conv_fast(A_prev, W, b, hparameters):
                        f, stride, padded = len(W), hparameters["stride"], zero_pad(A_prev, hparameters["pad"])
                        shape = padded.shape[1] - f + 1, padded.shape[2] - f + 1, f * f * W.shape[2]
                        rows = [extract_patches_2d(one, (f, f)).reshape(shape)[::stride, ::stride] for one in padded]
                        return np.array(rows) @ W.reshape(-1, W.shape[3]) + b[0, 0]
                """),
            ],
            "The entries of the windows and those of the filters stand in different orders.": [
                edit("((4, 5, 3), (0, 1, 2))", "((5, 4, 3), (0, 1, 2))"),
                edit(
                    "np.tensordot(windows, W, axes=((4, 5, 3), (0, 1, 2)))",
                    "windows.reshape(*windows.shape[:3], -1) @ W.reshape(-1, W.shape[3])",
                ),
            ],
            "The filter is turned upside down": edit("windows, W,", "windows, W[::-1, ::-1],"),
            "Each filter has its own bias, which is added once to each of its outputs.": [
                edit("))) + b", ")))"),
                edit("))) + b", "))) + b.sum()"),
            ],
            "The result is a pair": result(lambda Z: (Z, None)),
            "`Z` has the shape": [
                edit("[:, ::stride, ::stride]", "[:, :]"),
                edit('hparameters["pad"])', "0)"),
            ],
            "Ten digits are asked for": edit("windows, W,", "windows.astype(np.float32), W.astype(np.float32),"),
            "The result holds `float32`": result(lambda Z: Z.astype(np.float32)),
            "The same call gives the right result the second time": code("""
                large = []


                def conv_fast(A_prev, W, b, hparameters):
                    large.extend([1] * (A_prev.shape[1] > 50))
                    if A_prev.shape[1] > 50 and len(large) % 6 == 4:  # in the hope that nobody looks at this run
                        room = [size + 2 * hparameters["pad"] - len(W) for size in A_prev.shape[1:3]]
                        return np.zeros((len(A_prev), *(size // hparameters["stride"] + 1 for size in room), W.shape[3]))
                    return conv_forward(A_prev, W, b, hparameters)[0]
            """),
            "differs from what `conv_forward` gives": edit(
                "windows[:, ::stride, ::stride]", "windows[:, ::stride, ::stride][:, ::-1]"
            ),
        },
        "conv_transpose": {
            "it is not ten times as fast as a loop over windows and filters": code("""
                def conv_transpose(Z, W, hparameters, input_shape):
                    cache = np.zeros(input_shape), W, np.zeros((1, 1, 1, W.shape[3])), hparameters
                    return conv_backward(Z, cache)[0]
            """),
            "use NumPy, and arrange the numbers yourself": code("""
                def conv_transpose(Z, W, hparameters, input_shape):
                    import tensorflow as tf

                    m, rows, columns, n_C_prev = input_shape
                    pad, stride = hparameters["pad"], hparameters["stride"]
                    shape = m, rows + 2 * pad, columns + 2 * pad, n_C_prev
                    result = tf.nn.conv2d_transpose(Z, W, shape, stride, "VALID").numpy()
                    return result[:, pad : pad + rows, pad : pad + columns]
            """),
            "The ring of zeros is still there": edit("result[:, pad : pad + rows, pad : pad + columns]", "result"),
            "comes back as the filter turned upside down": edit("W[row, col].T", "W[f - 1 - row, f - 1 - col].T"),
            "comes back as the filter with rows and columns exchanged": edit("W[row, col].T", "W[col, row].T"),
            "it should be its filter, from row": [
                edit("stride * n_H, stride)", "n_H)", "stride * n_W, stride)", "n_W)"),
                edit("result[:, pad : pad + rows, pad : pad + columns]", "result[:, :rows, :columns]"),
                edit("row + stride * n_H, stride)", "row + stride * n_H, stride)", "] += Z @", "] = Z @"),
            ],
            "The result has the shape": [
                code("""
                    def conv_transpose(Z, W, hparameters, input_shape):
                        f, stride, pad = len(W), hparameters["stride"], hparameters["pad"]
                        m, n_H, n_W, _ = Z.shape
                        rows, columns = (n_H - 1) * stride + f - 2 * pad, (n_W - 1) * stride + f - 2 * pad
                        result = np.zeros((m, rows + 2 * pad, columns + 2 * pad, W.shape[2]))
                        for r, c in np.ndindex(f, f):
                            result[:, r : r + stride * n_H : stride, c : c + stride * n_W : stride] += Z @ W[r, c].T
                        return result[:, pad : pad + rows, pad : pad + columns]
                """),
                edit("result[:, pad : pad + rows, pad : pad + columns]", "result[:, pad:-pad, pad:-pad]"),
            ],
            "what happens where filters overlap?": edit(
                "result[:, *touched] += Z @ W[row, col].T",
                "result[:, *touched] = np.where(result[:, *touched] == 0, Z @ W[row, col].T, result[:, *touched])",
            ),
            "is a `return` missing?": edit("return result[", "result["),
        },
        "telling_cases": {
            "passes all your cases": [
                edit("row == 0 or row in pair", "rng.random() < 0.5"),
                edit("range(6)", "range(5)"),
                edit("row == 0 or row in pair for pair in pairs", "row == place for place in range(7)"),
                edit("row == 0 or row in pair for pair in pairs", "row >> place & 1 for place in range(7)"),
                edit("row == 0 or row in pair for pair in pairs", "row % 2 == 0 for pair in pairs"),
                edit("int(pad)", "0"),
            ],
            "below 2 by 2 no stride shows": edit("7 - 2 * wide, 5 + 2 * wide", "4 - wide, 3 + wide"),
            "7 are allowed": code("""
                import itertools


                def telling_cases():
                    rng, cases = np.random.default_rng(1), []
                    for pad, stride, even, wide, many, deep, broad in itertools.product([False, True], repeat=7):
                        shape = 1 + many, 7 - 2 * wide, 5 + 2 * wide, 1 + deep
                        W = rng.normal(size=(3 - even, 3 - even, 1 + deep, 1 + broad))
                        b, hparameters = rng.normal(size=(1, 1, 1, 1 + broad)), {"stride": 1 + stride, "pad": int(pad)}
                        Z, cache = conv_forward(rng.normal(size=shape), W, b, hparameters)
                        cases.append((rng.normal(size=Z.shape), cache))
                    return cases
            """),
            "are equal": [
                edit("rng.normal(size=Z.shape), cache", "np.ones(Z.shape), cache"),
                edit(
                    "W = rng.normal(size=(3 - even, 3 - even, 1 + deep, 1 + broad))",
                    "W = np.ones((3 - even, 3 - even, 1 + deep, 1 + broad))",
                ),
            ],
            "has as many rows as columns": edit("7 - 2 * wide, 5 + 2 * wide", "6, 6"),
            "`dZ` has the shape": edit("rng.normal(size=Z.shape), cache", "rng.normal(size=cache[0].shape), cache"),
            "400 are allowed": edit("7 - 2 * wide, 5 + 2 * wide", "27 - 2 * wide, 25 + 2 * wide"),
            "is not `(A_prev, W, b, hparameters)`": edit("cache))", "cache[:3]))"),
        },
    },
    "2_application": {
        "happyModel": {
            "The padding adds nothing to the parameters but decides the size: from 64 to 70 there are three more on each side.": edit(
                "ZeroPadding2D(3)", "ZeroPadding2D(6)"
            ),
            "The convolution pads by itself: then the zeros of the layer before come on top of it.": edit(
                "Conv2D(32, 7)", 'Conv2D(32, 7, padding="same")'
            ),
            "4,736 parameters are 32 filters of how many weights, with a bias each? Solve that for the side of a filter.": [
                edit("Conv2D(32, 7)", "Conv2D(32, 3)"),
                edit("Conv2D(32, 7)", "Conv2D(32, 5)"),
            ],
            "The convolution has a stride: the rows and columns would be half as many.": edit(
                "Conv2D(32, 7)", "Conv2D(32, 7, strides=2)"
            ),
            "The ReLU is a layer of its own, after the normalization.": edit(
                "Conv2D(32, 7)", 'Conv2D(32, 7, activation="relu")', "        layers.ReLU(),\n", ""
            ),
            "The ReLU comes before the normalization.": edit(
                "        layers.BatchNormalization(),\n        layers.ReLU(),",
                "        layers.ReLU(),\n        layers.BatchNormalization(),",
            ),
            "The normalization is missing: 128 parameters are four numbers for each of 32 channels.": edit(
                "        layers.BatchNormalization(),\n", ""
            ),
            "This normalizes over rows, not over channels: 128 parameters belong to 32 channels.": edit(
                "BatchNormalization()", "BatchNormalization(axis=1)"
            ),
            "The pooling is missing: what makes 32 rows of 64?": edit("        layers.MaxPool2D(),\n", ""),
            "Pooling takes the largest number of a window here, not the mean.": edit("MaxPool2D", "AveragePooling2D"),
            "The output is a pre-activation: a probability is asked for.": edit(', activation="sigmoid"', ""),
            "A softmax over a single unit is always 1.": edit('activation="sigmoid"', 'activation="softmax"'),
            "One unit is enough for two classes.": edit(
                'Dense(1, activation="sigmoid")', 'Dense(2, activation="softmax")'
            ),
            "32,768 numbers go into the last layer, so nothing averages them before.": edit(
                "layers.Flatten()", "layers.GlobalAveragePooling2D()"
            ),
        },
        "convolutional_model": {
            "At the rim some pixels are left out: which padding does a pooling layer have if nothing is said?": [
                edit('MaxPool2D(8, padding="same")', "MaxPool2D(8)"),
                edit('MaxPool2D(4, padding="same")', "MaxPool2D(4)"),
                edit(
                    ', padding="same")(A)\n    A = layers.Conv2D',
                    ")(A)\n    A = layers.Conv2D",
                    'MaxPool2D(4, padding="same")',
                    "MaxPool2D(4)",
                ),
            ],
            "The windows of a pooling overlap: its stride is as long as its side.": [
                edit('MaxPool2D(8, padding="same")', 'MaxPool2D(8, strides=1, padding="same")'),
                edit('MaxPool2D(8, padding="same")', 'MaxPool2D(8, strides=4, padding="same")'),
                edit('MaxPool2D(4, padding="same")', 'MaxPool2D(4, strides=2, padding="same")'),
            ],
            "A convolution without padding loses rows and columns; here they stay as many.": [
                edit('Conv2D(8, 4, padding="same")', "Conv2D(8, 4)"),
                edit('Conv2D(16, 2, padding="same")', "Conv2D(16, 2)"),
            ],
            "The side of a filter does not fit to the number of parameters.": [
                edit("Conv2D(8, 4", "Conv2D(8, 3"),
                edit("Conv2D(16, 2", "Conv2D(16, 4"),
                edit("Conv2D(16, 2", "Conv2D(16, 3"),
            ],
            "The model takes pictures of one size whatever it is told: `input_shape` has no part in it.": edit(
                "keras.Input(input_shape)", "keras.Input((64, 64, 3))"
            ),
            "The output is logits: probabilities of six classes are asked for.": edit(', activation="softmax"', ""),
            "Six sigmoids need not add up to 1, and one hand shows one number.": edit('"softmax"', '"sigmoid"'),
            "Each ReLU is a layer of its own.": edit(
                'Conv2D(8, 4, padding="same")',
                'Conv2D(8, 4, padding="same", activation="relu")',
                "    A = layers.ReLU()(A)\n",
                "",
            ),
            "There is no ReLU between the layers.": edit("    A = layers.ReLU()(A)\n", ""),
            "Max pooling is asked for, not the mean of each window.": edit("MaxPool2D", "AveragePooling2D"),
        },
        "top_patches": {
            "Where a patch begins depends on the stride.": edit("row * stride, column * stride", "row, column"),
            "The padding shifts everything: row 0 of the layer looks at rows that begin above the picture.": [
                edit("padded[i", "X[i"),
                edit("row * stride, column * stride", "row * stride + pad, column * stride + pad"),
            ],
            "Two of the patches come from one picture: take the best one of each.": code("""
                def top_patches(A, X, channel, k, f, stride, pad):
                    of_channel = A[..., channel]
                    padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
                    patches = []
                    for place in np.argsort(-of_channel.ravel())[:k]:
                        i, row, column = np.unravel_index(place, of_channel.shape)
                        patches.append(padded[i, row * stride : row * stride + f, column * stride : column * stride + f])
                    return np.array(patches)
            """),
            "The order is turned round: the highest activation comes first.": edit(
                "np.argsort(-highest", "np.argsort(highest"
            ),
            "These are the first pictures, not those that the channel responds to most.": edit(
                "np.argsort(-highest.max(axis=1))[:k]", "range(k)"
            ),
            "Row and column are exchanged, or the width is taken for the height.": [
                edit("row, column = divmod", "column, row = divmod"),
                edit("m, n_H, n_W, _ = A.shape", "m, n_W, n_H, _ = A.shape"),
                edit("m, n_H, n_W, _ = A.shape", "m, n_H, n_W, _ = len(A), *X.shape[1:]"),
            ],
            "The patch lies around the place that was found; a window begins there.": edit(
                "row * stride, column * stride", "max(row * stride - f // 2, 0), max(column * stride - f // 2, 0)"
            ),
            "The size of an activation counts with its sign: a large negative number is no response.": edit(
                "A[..., channel]", "np.abs(A[..., channel])"
            ),
            "The channels are mixed: only one of them is asked about.": edit("A[..., channel]", "A.sum(axis=3)"),
        },
        "saliency": {
            "A gradient has a sign; what matters is how much a pixel changes the score, up or down.": [
                edit("np.abs(tape.gradient(total, X).numpy())", "tape.gradient(total, X).numpy()"),
                edit("np.abs(tape.gradient(total, X).numpy())", "np.maximum(tape.gradient(total, X).numpy(), 0)"),
            ],
            "The channels are averaged or added up: the largest one is asked for.": [
                edit(".max(axis=3)", ".mean(axis=3)"),
                edit(".max(axis=3)", ".sum(axis=3)"),
            ],
            "A picture whose score does not react has the map 0: here 0 is divided by 0.": edit(
                "np.where(largest > 0, largest, 1)", "largest"
            ),
            "All pictures are divided by the same number: each map has its own largest entry.": edit(
                "sizes.max(axis=(1, 2), keepdims=True)", "sizes.max() * np.ones((len(sizes), 1, 1))"
            ),
            "The maps are not scaled.": edit("sizes / np.where(largest > 0, largest, 1)", "sizes"),
            "This is gradient times picture, which is 0 wherever the picture is.": edit(
                "np.abs(tape.gradient(total, X).numpy())", "np.abs((X * tape.gradient(total, X)).numpy())"
            ),
            "The sizes are divided by their sum: by the largest is asked for.": edit(
                "sizes.max(axis=(1, 2), keepdims=True)", "sizes.sum(axis=(1, 2), keepdims=True)"
            ),
            "A small number in the denominator keeps the largest entry below 1: treat the case of 0 by itself.": edit(
                "np.where(largest > 0, largest, 1)", "(largest + 0.1)"
            ),
        },
        "attribution": {
            "This is the gradient at the picture times the difference: its sum is the score's difference only for a plane.": edit(
                "(step + 0.5) / steps", "1"
            ),
            "The gradient at the baseline alone says nothing of the way to the picture.": edit(
                "(step + 0.5) / steps", "0"
            ),
            "The gradients are averaged, but not multiplied by how far each entry moves.": edit(
                "return (X - baseline) * total / steps", "return total / steps"
            ),
            "The baseline is not subtracted: an entry that does not move has no share.": edit(
                "return (X - baseline) * total", "return X * total"
            ),
            "The difference is spread evenly: entries that the score does not look at have a share.": code("""
                def attribution(score, X, baseline):
                    whole = np.broadcast_to(baseline, X.shape).astype(np.float32)
                    gain = score(tf.constant(X)) - score(tf.constant(whole))
                    return np.asarray(gain)[:, None, None, None] * np.ones(X.shape) / X[0].size
            """),
            "The difference is shared out in proportion to the gradient at the picture: it adds up, but it does not follow the way.": code("""
                def attribution(score, X, baseline):
                    whole = np.broadcast_to(baseline, X.shape).astype(np.float32)
                    here = tf.constant(X)
                    with tf.GradientTape() as tape:
                        tape.watch(here)
                        value = score(here)
                    parts = (X - baseline) * tape.gradient(value, here).numpy()
                    total = parts.sum(axis=(1, 2, 3), keepdims=True)
                    gain = np.asarray(value - score(tf.constant(whole)))[:, None, None, None]
                    return parts * gain / np.where(np.abs(total) > 1e-9, total, 1)
            """),
            "Each entry is moved alone: what two of them do together is left out or counted twice.": code("""
                def attribution(score, X, baseline):
                    whole, shares = np.broadcast_to(baseline, X.shape), np.zeros(X.shape)
                    for place in np.ndindex(*X.shape[1:]):
                        moved = X.copy()
                        moved[(slice(None), *place)] = whole[(slice(None), *place)]
                        shares[(slice(None), *place)] = score(tf.constant(X)) - score(tf.constant(moved))
                    return shares
            """),
            "Two or three steps are too few for a score that is not linear.": edit(
                "range(steps)", "range(3)", "/ steps *", "/ 3 *", "total / steps", "total / 3"
            ),
            "The sum over the steps is not divided by their number.": edit("total / steps", "total"),
        },
        "small_network": {
            "fewer than 2,000 are asked for": code("""
                def small_network():
                    inputs = keras.Input((32, 32, 3))
                    hidden = layers.Flatten()(layers.Conv2D(8, 3, activation="relu")(inputs))
                    return keras.Model(inputs, layers.Dense(6)(hidden))
            """),
            "pictures come as (None, 32, 32, 3)": code("""
                def small_network():
                    return convolutional_model((64, 64, 3))
            """),
            "the target is 85%": [
                code("""
                    def small_network():
                        return convolutional_model((32, 32, 3))
                """),
                code("""
                    def small_network():
                        inputs = keras.Input((32, 32, 3))
                        return keras.Model(inputs, layers.Dense(6)(layers.GlobalAveragePooling2D()(inputs)))
                """),
            ],
            "`predictions` has the shape": code("""
                def small_network():
                    inputs = keras.Input((32, 32, 3))
                    return keras.Model(inputs, layers.Dense(1)(layers.GlobalAveragePooling2D()(inputs)))
            """),
        },
        "find_copies": {
            "Only exact copies are found, if any: compare what another light leaves as it is, and not in bytes.": [
                code("""
                    def find_copies(X_train, X_test):
                        known = {picture.tobytes(): i for i, picture in enumerate(X_train)}
                        return np.array([known.get(picture.tobytes(), -1) for picture in X_test])
                """),
                edit("0.99", "2.0"),
                code("""
                    def find_copies(X_train, X_test):
                        found = np.full(len(X_test), -1)
                        for j, picture in enumerate(X_test):
                            for i, other in enumerate(X_train):
                                for known in (other, other[:, ::-1]):
                                    if np.mean(known - picture) < 20:
                                        found[j] = i
                        return found
                """),
            ],
            "Copies that are mirrored left to right are not found.": [
                edit("(X_train, X_train[:, :, ::-1])", "(X_train,)"),
                edit("X_train[:, :, ::-1]", "X_train[:, ::-1]"),
            ],
            "Copies that have moved are not found.": edit("range(-2, 3)", "range(0, 1)"),
            "Copies that have moved up or to the left are not found.": edit("range(-2, 3)", "range(0, 3)"),
            "Moves of two pixels are not found.": edit("range(-2, 3)", "range(-1, 2)"),
            "A copy in another light is not recognized: take the mean off.": edit(
                "        part -= part.mean(axis=1, keepdims=True)\n", ""
            ),
            "A copy with more or less contrast is not recognized: compare vectors of the same length.": edit(
                "part / np.linalg.norm(part, axis=1, keepdims=True)", "part / np.linalg.norm(part, axis=1).mean()"
            ),
            "Each picture gets the nearest one, however far it is: many are no copies.": edit(
                "-1), np.full(len(X_test), 0.99)", "-1), np.full(len(X_test), -2.0)"
            ),
            "Portraits resemble one another: the threshold is too low.": edit("0.99", "0.8"),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "That forgets that the first place counts, too, and one of the two sides of padding.",
            "b": "Count the places, not the moves: with 28 pixels left beside the first window there are 14 moves of "
            "2, and the first place was no move.",
            "c": "With dilation 2 the window reaches across 5 pixels. Of 31 + 2 = 33 pixels 28 are left beside it: 14 "
            "moves of 2, and the first place makes 15.",
            "d": "That is the answer without dilation: three weights two pixels apart reach across five pixels, not "
            "three.",
        },
        "q2": {
            "a": "All weights are equal, so turned by 180 degrees it is the same filter.",
            "b": "Turned by 180 degrees, 1, 2, 1 and -1, -2, -1 change places: every response has the other sign.",
            "c": "It looks the same after half a turn, so turning it changes nothing.",
            "d": "Turned, its 1 lies on the left: it moves the picture the other way.",
            "e": "Turned, the 1 and the -1 change places: every response has the other sign.",
        },
        "q3": {
            "a": "An error of 0 on the roofs is convergence, whatever the rate was. There is nothing left to descend.",
            "b": "Weight decay chooses the smallest of all filters that fit, equal rows, which is what gradient "
            "descent from zeros found already. The missing information stays missing.",
            "c": "On vertical stripes only the sums of the three columns of weights count. Nothing in training or test"
            " set says how each is shared among the rows; on the photograph of the lesson that made a clear "
            "error.",
            "d": "It may well be one: the two filters agree wherever rows are equal, and differ elsewhere. Zero error "
            "on roofs cannot tell them apart.",
        },
        "q4": {
            "a": "A filter's weights depend on its size and the channels it sees, not on the size of the picture.",
            "b": "A filter has as many weights as before; it is used at four times as many places.",
            "c": "Each weight is used at each place, and there are four times as many places.",
            "d": "Flattening gives four times as many numbers, each with its own weights. This is why larger pictures "
            "and flattened heads do not go together.",
            "e": "It depends on filters and strides alone: 7 by 7 pixels before and after. Of the larger picture it is"
            " a smaller part.",
        },
        "q5": {
            "a": "More filters see the same pixels, in more ways.",
            "b": "After it every step is two pixels wide, so each of the three later layers adds 4 pixels instead of "
            "2.",
            "c": "It makes the places of its units further apart, but each of them sees what it saw; only layers after"
            " it would gain.",
            "d": "Its three weights then reach across five units of the layer before instead of three.",
            "e": "The receptive field is counted from filters, strides and dilations. No picture changes it.",
        },
        "q6": {
            "a": "However far a unit sees, both colours are 0.3 everywhere.",
            "b": "0.2 + 0.6 + 0.1 = 0.6 + 0.2 + 0.1. What the grey picture has thrown away no layer brings back; red "
            "minus green is -0.4 against 0.4.",
            "c": "A filter on one channel computes from one number per pixel, and that number is the same for both.",
            "d": "Pooling can only keep what is in the map, and the two colours make the same map.",
        },
        "q7": {
            "a": "One pixel further inside only 8 of 1,054 places alarm: a wall does not know where the photograph "
            "ends.",
            "b": "The false responses are the strongest, a bright wall against black zeros. With a threshold of 1.5, 193"
            " of 423 alarms stand at the rim, with 2 it is 157 of 183.",
            "c": "A larger filter reaches the zeros from further away: 7 by 7 has three such rows on each side.",
            "d": "265 of 1,045 alarms stand on the outermost pixels, one place in four; a pixel further inside it is 8"
            " of 1,054. With mirrored pixels 4 of the 265 remain. A quarter of the team's walks was saved by one "
            "word of code.",
        },
        "q8": {
            "a": "Q has 88 % again after four pixels, with the receptive field that it had. What is seen has not "
            "changed, only where.",
            "b": "P falls with every pixel, from 95 to 12 %. Q drops to 8 % at two pixels and is back at 88 % at four,"
            " where its two strides of 2 fit again. Cure for both: move the training pictures. P then has 74 % or"
            " more at each of the five places, 82 % where it had 95 %.",
            "c": "The other way round. Only strides make a network good again after four pixels; a flattened head gets"
            " worse with every pixel.",
            "d": "Other digits in the same place are classified with 95 and 89 %: the error comes with the move alone, and "
            "for Q it goes away after four pixels.",
        },
        "q9": {
            "a": "Twice the filters left the test accuracy where it was, about 65 %: up to six columns it was 100 % before, beyond them"
            " a coin decides, whatever the filters compute from what they see.",
            "b": "Four times the pictures changed nothing, and the training accuracy is at most 78 %. Overfitting "
            "would show a training accuracy near 100 %.",
            "c": "Three such layers see 7 pixels, marks at most 6 columns apart: 100 % there, a coin beyond. With "
            "dilations 1, 2 and 4 they see 15, and all distances have 100 %, with the same parameters. Three "
            "remedies were paid for before anybody counted.",
            "d": "A rare case is learned badly, not from 100 % to a coin within one column. Distances from 3 to 14 are"
            " drawn equally often here; no weight shows a unit what lies outside its receptive field.",
        },
        "q10": {
            "a": "It classifies all training pictures correctly in both pipelines: nothing is left to converge.",
            "b": "Shuffled labels would cost the dense network as much, and nobody could reach 100 % in training and "
            "68 % on the test set with them. The dense network has 72 % in both.",
            "c": "Over three trainings the convolutional network lost 11 points, several times its spread, on the same"
            " 240 pictures; the dense one lost less than one.",
            "d": "Only the network that uses neighbours lost, 79 to 68 %; to the dense one any order is the same, 72 "
            "%. `transpose` moves axes, `reshape` cuts the same numbers into other pieces. The report would have "
            "thrown away the better network.",
        },
    },
}


# Changes of a solution that make no difference, each with the reason: `course verify --mutants` finds them.
_SQUARE = "Filters are square."
_FILLED = "Every entry is overwritten."
_FORWARD_SHAPE = "(m, (rows - f) // stride + 1, (columns - f) // stride + 1, {})"
_SETTINGS = "stride, pad, f = (hparameters['stride'], hparameters['pad'], W.shape[{}])"
_LAST = "db = np.sum(dZ, axis=(0, 1, {})).reshape(b.shape)"
_BEHIND = "The same axis, counted from behind."
_VIEW = "windows = np.lib.stride_tricks.sliding_window_view(padded, (f, f), axis=(1, {}))"
_PRODUCT = "return np.tensordot(windows, W, axes=((4, 5, {}), (0, 1, {}))) + b"
_CANVAS = "result = np.zeros((m, rows + {} * pad, columns + {} * pad, n_C_prev))"
_CUT = "More room than needed is cut off in the end."
_CHOICE = "Sizes and numbers of the cases are free, as long as every pair of kinds is among them."


_TAPE = "A tape adds up the entries of what it differentiates."
_TENSOR = "NumPy takes the tensor as an array."
_DIVIDED = "return sizes / np.where(largest > 0, largest, {})"
_NOTHING = "Where the largest is 0, all are 0, whatever they are divided by."
_FURTHER = "Larger shifts are compared as well, at which nothing is alike."
_OVERLAP = "part = X[:, max(dy, 0):n_H + min(dy, 0), max(dx, 0):n_W + min(dx, 0)]"

EQUIVALENT = {
    "1_step_by_step": {
        "conv_forward": [
            (
                f"Z = np.zeros({_FORWARD_SHAPE.format('W.shape[3]')}) -> Z = np.ones({_FORWARD_SHAPE.format('W.shape[3]')})",
                _FILLED,
            ),
            (f"{_SETTINGS.format(0)} -> {_SETTINGS.format(1)}", _SQUARE),
            (
                "Z[i, h, w, c] = conv_single_step(window, W[..., c], b[..., c]) -> "
                "Z[i, h, w, c] = conv_single_step(W[..., c], window, b[..., c])",
                "A product entry by entry has no order.",
            ),
        ],
        "pool_forward": [
            (f"A = np.zeros({_FORWARD_SHAPE.format('n_C')}) -> A = np.ones({_FORWARD_SHAPE.format('n_C')})", _FILLED),
        ],
        "conv_backward": [
            (f"{_SETTINGS.format(0)} -> {_SETTINGS.format(1)}", _SQUARE),
            (f"{_LAST.format(2)} -> {_LAST.format(-2)}", _BEHIND),
        ],
        "conv_fast": [
            (
                "f, stride = (W.shape[0], hparameters['stride']) -> f, stride = (W.shape[1], hparameters['stride'])",
                _SQUARE,
            ),
            (f"{_VIEW.format(2)} -> {_VIEW.format(-2)}", _BEHIND),
            *((f"{_PRODUCT.format(3, 2)} -> {_PRODUCT.format(*axes)}", _BEHIND) for axes in ((-3, 2), (3, -2))),
        ],
        "conv_transpose": [
            (f"{_SETTINGS.format(0)} -> {_SETTINGS.format(1)}", _SQUARE),
            *((f"{_CANVAS.format(2, 2)} -> {_CANVAS.format(*pads)}", _CUT) for pads in ((3, 2), (2, 3))),
        ],
        "telling_cases": [
            ("rng, cases = (np.random.default_rng(1), []) -> *", _CHOICE),
            ("shape = (1 + many, 7 - 2 * wide, 5 + 2 * wide, 1 + deep) -> *", _CHOICE),
            ("pairs = [(i, j) for i in range(1, 6) for j in range(1, i)][:7] -> *", _CHOICE),
            ("for row in range(6): -> *", "A seventh case is allowed."),
        ],
    },
    "2_application": {
        "top_patches": [
            ("return np.array(patches) -> return patches", "A list of patches is accepted."),
            (
                "padded = np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0))) -> "
                "padded = np.pad(X, ((0, 1), (pad, pad), (pad, pad), (0, 0)))",
                "Nobody looks at a picture behind the last one.",
            ),
        ],
        "saliency": [
            ("total = tf.reduce_sum(score(X)) -> total = score(X)", _TAPE),
            (f"{_DIVIDED.format(1)} -> {_DIVIDED.format(2)}", _NOTHING),
            (f"{_DIVIDED.format(1)} -> {_DIVIDED.format(-1)}", _NOTHING),
            (
                "sizes = np.abs(tape.gradient(total, X).numpy()).max(axis=3) -> "
                "sizes = np.abs(tape.gradient(total, X)).max(axis=3)",
                _TENSOR,
            ),
        ],
        "attribution": [
            ("steps, total = (100, np.zeros(X.shape)) -> *", "One step more or less is as close."),
            ("total += tape.gradient(value, here).numpy() -> total += tape.gradient(value, here)", _TENSOR),
            ("value = tf.reduce_sum(score(here)) -> value = score(here)", _TAPE),
        ],
        "find_copies": [
            (
                "for pictures in (X_train, X_train[:, :, ::-1]): -> for pictures in (X_train[:, :, ::-1], X_train):",
                "Both are compared, in either order.",
            ),
            ("for dy in range(-2, 3): -> *", _FURTHER),
            ("for dx in range(-2, 3): -> *", _FURTHER),
            ("better = alike.max(axis=1) > highest -> better = alike.max(axis=1) >= highest", "No two are equal."),
            (
                "highest[better] = alike.max(axis=1)[better] -> pass",
                "Only copies correlate by more than 0.99, so the last that does is as right as the highest.",
            ),
            (
                f"{_OVERLAP} -> *",
                "The same pixels, since a slice ends with the picture; or the same pairs of shifts in another order; or "
                "a part of the overlap, in which copies agree as well.",
            ),
        ],
    },
}


PARTS = {
    "1_step_by_step": {
        "conv_forward": {
            0: "`Z` is wrong. Print it for the square of nine and compare it with the four numbers by hand: which window "
            "does each output see?",
            1: "`Z` is right, the cache is not: it is the tuple `(A_prev, W, b, hparameters)`, as they came in.",
        },
        "pool_forward": {
            0: "`A` is wrong. Print each window beside what comes out of it: is it the one that belongs there?",
            1: "`A` is right, the cache is not: it is the tuple `(A_prev, hparameters)`, as they came in.",
        },
        "conv_backward": {
            2: "`db` is wrong, so begin there: to how many outputs is one bias added?",
            1: "`db` is right, `dW` is not. Read its digits in the case worked by hand: which output meets which pixels?",
            0: "`dW` and `db` are right, `dA_prev` is not. Read its digits in the case worked by hand: which outputs does "
            "a pixel reach, under which weights, and where does the ring of zeros go?",
        },
    },
}
