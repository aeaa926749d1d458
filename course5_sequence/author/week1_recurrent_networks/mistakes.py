"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, only, part, result

MISTAKES = {
    "1_step_by_step": {
        "rnn_cell_forward": {
            "The bias `ba` is missing in the state.": edit(' + p["ba"]', ""),
            "The bias `by` is missing in the prediction.": edit(' + p["by"]', ""),
            "The state is a sigmoid: an RNN's is a tanh.": edit("np.tanh(", "sigmoid("),
            "The prediction is made from the old state: it belongs to the new one.": edit(
                'p["Wya"] @ a_next', 'p["Wya"] @ a_prev'
            ),
            "The prediction holds scores: the softmax is missing.": edit(
                "= softmax(",
                "= (",
            ),
            "The probabilities of all sequences together add up to 1: the softmax runs over the classes of each.": edit(
                'softmax(p["Wya"] @ a_next + p["by"])',
                'softmax((p["Wya"] @ a_next + p["by"]).reshape(-1, 1)).reshape(-1, xt.shape[1])',
            ),
            "The prediction is a sigmoid of each score: the classes exclude one another, so it is a softmax.": edit(
                "= softmax(", "= sigmoid("
            ),
            "The input has no effect: `Wax @ xt` is a part of the sum.": edit(' + p["Wax"] @ xt', ""),
            "The old state has no effect: `Waa @ a_prev` is a part of the sum.": edit('p["Waa"] @ a_prev + ', ""),
            "The tanh is missing: the state is the pre-activation.": edit("np.tanh(", "("),
            "The cache holds the states in the other order: it is `(a_next, a_prev, xt, parameters)`.": edit(
                "(a_next, a_prev, xt, parameters)\n", "(a_prev, a_next, xt, parameters)\n"
            ),
            **only(0, "a_next", "return the state, the prediction and the cache."),
        },
        "rnn_forward": {
            "Every step begins at `a0`: hand the new state over to the next step.": edit(
                "x[:, :, t], a_next, parameters", "x[:, :, t], a0, parameters"
            ),
            "All steps read the first input: take that of step `t`.": edit("x[:, :, t]", "x[:, :, 0]"),
            "The last step is missing: there are `x.shape[2]` of them.": code("""
                def rnn_forward(x, a0, parameters):
                    a_next, a, y_pred, caches = a0, [], [], []
                    for t in range(max(1, x.shape[2] - 1)):
                        a_next, yt_pred, cache = rnn_cell_forward(x[:, :, t], a_next, parameters)
                        a.append(a_next)
                        y_pred.append(yt_pred)
                        caches.append(cache)
                    return np.stack(a, axis=2), np.stack(y_pred, axis=2), (caches, x)
            """),
            "The steps run along the first axis: they belong on the last one.": edit("axis=2", "axis=0"),
            "The sequence is read from its end.": edit("range(x.shape[2])", "reversed(range(x.shape[2]))"),
            "The caches come without `x`: return `(caches, x)`.": edit(", (caches, x)", ", caches"),
            "The states are shifted: they begin with `a0`, and the last one is missing.": edit(
                "np.stack(a, axis=2)", "np.stack([a0, *a[:-1]], axis=2)"
            ),
            "The state always begins at zero: it begins at `a0`.": edit("= a0, [", "= 0 * a0, ["),
            **only(0, "a", "return the states, the predictions and the caches."),
        },
        "rnn_cell_backward": {
            "The derivative of tanh is missing: the gradient reaches `z` through it.": edit(" * (1 - a_next**2)", ""),
            "The derivative of tanh is taken at the wrong place: the cache holds `a`, so it is no longer to be computed from `z`.": [
                edit("a_next**2", "np.tanh(a_next) ** 2"),
                edit("(1 - a_next**2)", "(1 - np.tanh(a_prev) ** 2)"),
            ],
            "The derivative is that of a sigmoid: this is a tanh.": edit("(1 - a_next**2)", "a_next * (1 - a_next)"),
            "The square is missing in the derivative of tanh.": edit("a_next**2", "a_next"),
            "The derivative is taken at the old state: it belongs to the new one.": edit("a_next**2", "a_prev**2"),
            "`Waa` is not transposed, which shows only with several units.": edit(
                'parameters["Waa"].T', 'parameters["Waa"]'
            ),
            "`dWaa` is made from the new state: the matrix has read the old one.": edit(
                "dz @ a_prev.T", "dz @ a_next.T"
            ),
            "`dba` is a mean over the examples: the gradients add up.": edit("np.sum(dz", "np.mean(dz"),
            "`dba` has one axis only: it has the shape of `ba`, (n_a, 1).": edit(", keepdims=True", ""),
            "The gradients of the weights are divided by the number of examples: `da_next` is that of the cost already.": edit(
                "dz @ xt.T", "dz @ xt.T / xt.shape[1]", "dz @ a_prev.T", "dz @ a_prev.T / xt.shape[1]"
            ),
            "The biases are added up over the units: each unit has its own.": edit(
                "axis=1, keepdims", "axis=0, keepdims"
            ),
            "The gradients do not pass the derivative of tanh on their way to `xt` and `a_prev`: all five begin at `z`.": edit(
                'parameters["Wax"].T @ dz',
                'parameters["Wax"].T @ da_next',
                'parameters["Waa"].T @ dz',
                'parameters["Waa"].T @ da_next',
            ),
            "The step is computed anew: the cache says what the state was, and some caches belong to no network.": code("""
                def rnn_cell_backward(da_next, cache):
                    _, a_prev, xt, p = cache
                    a = np.tanh(p["Waa"] @ a_prev + p["Wax"] @ xt + p["ba"])
                    dz = da_next * (1 - a**2)
                    return {"dxt": p["Wax"].T @ dz, "da_prev": p["Waa"].T @ dz, "dWax": dz @ xt.T,
                            "dWaa": dz @ a_prev.T, "dba": dz.sum(axis=1, keepdims=True)}
            """),
        },
        "rnn_backward": {
            "The gradient is not carried back: what a step returns as `da_prev` is added to `da` of the step before it.": edit(
                "da[:, :, t] + carried", "da[:, :, t]"
            ),
            "Only what is carried back counts: each step also has the gradient of its own prediction, `da[:, :, t]`.": edit(
                "da[:, :, t] + carried", "(carried if t + 1 < len(caches[0]) else da[:, :, t])"
            ),
            "All steps get the gradient of the last one: take `da[:, :, t]`.": edit(
                "da[:, :, t] + carried", "da[:, :, -1] + carried"
            ),
            "The weights get the gradient of one step alone: they are used at every step, and the gradients add up.": edit(
                "total + grads[name]", "grads[name]"
            ),
            "The weights get the mean over the steps: gradients of shared weights add up.": edit(
                ", **totals}", ", **{name: total / len(caches[0]) for name, total in totals.items()}}"
            ),
            "The loop runs from the first step to the last: the gradient comes from the end.": edit(
                "reversed(list(enumerate(caches[0])))", "list(enumerate(caches[0]))"
            ),
            "`dx` is in the reverse order of the steps.": edit("dx.insert(0, grads", "dx.append(grads"),
            "`da0` is the gradient of the first state: go one step further back.": edit(
                '"da0": carried', '"da0": da[:, :, 0]'
            ),
            "The gradient is carried back over one step only: add what is carried to `da` before you send it on.": code("""
                def rnn_backward(da, caches):
                    steps, _ = caches
                    carried, dx, totals = 0, [], {"dWax": 0, "dWaa": 0, "dba": 0}
                    for t, cache in reversed(list(enumerate(steps))):
                        grads = rnn_cell_backward(da[:, :, t] + carried, cache)
                        carried = rnn_cell_backward(da[:, :, t], cache)["da_prev"]
                        dx.insert(0, grads["dxt"])
                        totals = {name: total + grads[name] for name, total in totals.items()}
                    return {"dx": np.stack(dx, axis=2), "da0": carried, **totals}
            """),
            "`da` is added to itself: what is carried must be replaced at each step, not collected.": edit(
                'carried = grads["da_prev"]', 'carried = carried + grads["da_prev"]'
            ),
            "Differences of a cost need a network, and some caches belong to none: compute the gradients from the caches.": code("""
                def rnn_backward(da, caches):
                    steps, x = caches
                    p = steps[0][3]
                    arrays = {"dx": x + 0j, "da0": steps[0][1] + 0j}
                    arrays |= {f"d{name}": p[name] + 0j for name in ("Wax", "Waa", "ba")}
                    grads = {}
                    for name, array in arrays.items():
                        grads[name] = np.zeros(array.shape)
                        for at in np.ndindex(array.shape):
                            array[at] += 1e-30j
                            a = arrays["da0"]
                            for t in range(x.shape[2]):
                                a = np.tanh(arrays["dWaa"] @ a + arrays["dWax"] @ arrays["dx"][:, :, t] + arrays["dba"])
                                grads[name][at] += 1e30 * np.sum(da[:, :, t] * a.imag)
                            array[at] = array[at].real
                    return grads
            """),
        },
        "lstm_cell_forward": {
            "The stacked input is in the wrong order: the state first, then the input.": edit(
                "np.concatenate([a_prev, xt])",
                "np.concatenate([xt, a_prev])",
            ),
            "Forget and input gate are exchanged.": edit("ft * c_prev + it * cct", "it * c_prev + ft * cct"),
            "The candidate is a sigmoid: it is a tanh, so that a memory can also become smaller.": edit(
                "cct = np.tanh(", "cct = sigmoid("
            ),
            "The tanh around the cell state is missing in `a_next`.": edit("ot * np.tanh(c_next)", "ot * c_next"),
            "The output gate lets the old cell state out: it belongs to the new one.": edit(
                "ot * np.tanh(c_next)", "ot * np.tanh(c_prev)"
            ),
            "The forget gate is taken for its opposite: a gate of 1 keeps the memory.": edit(
                "c_next = ft * c_prev", "c_next = (1 - ft) * c_prev"
            ),
            "The input gate is one minus the forget gate: it has weights of its own.": edit(
                "it * cct\n", "(1 - ft) * cct\n"
            ),
            "The prediction is made from the cell state: it reads `a_next`.": edit(
                'p["Wy"] @ a_next', 'p["Wy"] @ c_next'
            ),
            "The old memory is not added: the cell state is a sum of two parts.": edit("ft * c_prev + it", "it"),
            "The bias of the output gate is missing.": edit(' + p["bo"]', ""),
            "The cache is not in the order asked for: the two new states, the two old ones, then the gates.": edit(
                "(a_next, c_next, a_prev, c_prev,", "(a_next, a_prev, c_next, c_prev,"
            ),
            "Cell state and hidden state are exchanged in what is returned.": edit(
                "return a_next, c_next, yt", "return c_next, a_next, yt"
            ),
        },
        "lstm_forward": {
            "The cell state is not handed over: each step begins with zeros.": edit(
                "x[:, :, t], a_next, c_next, parameters", "x[:, :, t], a_next, np.zeros(a0.shape), parameters"
            ),
            "The hidden state is not handed over: each step begins at `a0`.": edit(
                "x[:, :, t], a_next, c_next, parameters", "x[:, :, t], a0, c_next, parameters"
            ),
            "The cell state begins at `a0`: it begins at zero.": edit("np.zeros(a0.shape)", "a0"),
            "The order is wrong: states, predictions, cell states, caches.": edit(
                "np.stack(y, axis=2), np.stack(c, axis=2)", "np.stack(c, axis=2), np.stack(y, axis=2)"
            ),
            "The caches come without `x`: return `(caches, x)`.": edit(", (list(caches), x)", ", list(caches)"),
            "All steps read the first input: take that of step `t`.": edit("x[:, :, t]", "x[:, :, 0]"),
            "The hidden state always begins at zero: it begins at `a0`.": edit("[], a0, np", "[], 0 * a0, np"),
            "The steps run along the first axis: they belong on the last one.": edit("axis=2", "axis=0"),
        },
        "lstm_cell_backward": {
            "The gradient of the cell state lacks what comes through `a_next`: add both ways.": edit(
                "dc = dc_next + da_next * ot * (1 - np.tanh(c_next) ** 2)", "dc = dc_next"
            ),
            "The gradient of the cell state from the next step, `dc_next`, is missing.": edit(
                "dc = dc_next + da_next", "dc = da_next"
            ),
            "The output gate is missing on the way from `a_next` to the cell state.": edit(
                "da_next * ot * (1 - np", "da_next * (1 - np"
            ),
            "The derivative of tanh is missing on the way from `a_next` to the cell state.": edit(
                "da_next * ot * (1 - np.tanh(c_next) ** 2)", "da_next * ot"
            ),
            "The derivative of tanh is taken at `a_next`: it belongs to `c_next`.": edit(
                "1 - np.tanh(c_next) ** 2", "1 - a_next**2"
            ),
            "The forget gate multiplies the old cell state, so its gradient has the factor `c_prev`, not `c_next`.": edit(
                "dc * c_prev * ft", "dc * c_next * ft"
            ),
            "`dc_prev` lacks the forget gate.": edit('"dc_prev": dc * ft', '"dc_prev": dc'),
            "`dc_prev` holds only a part: it is the whole gradient of the cell state times the forget gate.": edit(
                '"dc_prev": dc * ft', '"dc_prev": dc_next * ft'
            ),
            "The derivatives of the sigmoids are missing: the gradients stop at the gates.": edit(
                " * ft * (1 - ft)", "", " * it * (1 - it)", "", " * ot * (1 - ot)", ""
            ),
            "The candidate's derivative is that of a sigmoid: it is a tanh.": edit("(1 - cct**2)", "cct * (1 - cct)"),
            "The derivative of the candidate is taken as if the cache held its pre-activation: it holds the tanh itself.": edit(
                "(1 - cct**2)", "(1 - np.tanh(cct) ** 2)"
            ),
            "The output gate's gradient begins at the cell state: it is found in the line for `a_next`.": edit(
                "da_next * np.tanh(c_next) * ot", "dc * np.tanh(c_next) * ot"
            ),
            "The output gate's gradient lacks the tanh of `c_next`.": edit("np.tanh(c_next) * ot", "c_next * ot"),
            "`dxt` and `da_prev` are exchanged: the state comes first in the stacked input.": edit(
                '"da_prev": dstacked[: len(a_prev)], "dxt": dstacked[len(a_prev) :]',
                '"dxt": dstacked[: len(xt)], "da_prev": dstacked[len(xt) :]',
            ),
            "Only one gate sends its gradient back to `a_prev` and `xt`: all four read them, and the gradients add up.": [
                edit("for gate in dz)", 'for gate in "f")'),
                edit("for gate in dz)", 'for gate in "o")'),
            ],
            "The candidate sends no gradient back to `a_prev` and `xt`: it reads them as the gates do.": edit(
                "for gate in dz)", 'for gate in "fio")'
            ),
            "The output gate sends no gradient back to `a_prev` and `xt`.": edit(
                "for gate in dz)", 'for gate in "fic")'
            ),
            "The biases have one axis only: they have the shape (n_a, 1).": edit(", keepdims=True", ""),
            "The gradients of the biases are means over the examples: they add up.": edit("np.sum(dz", "np.mean(dz"),
        },
        "lstm_backward": {
            "The gradient of the cell state is not carried back: hand `dc_prev` over to the step before.": edit(
                "da[:, :, t] + da_prev, dc_prev, cache", "da[:, :, t] + da_prev, 0, cache"
            ),
            "The gradient of the hidden state is not carried back: add `da_prev` to `da` of the step before.": edit(
                "da[:, :, t] + da_prev, dc_prev", "da[:, :, t], dc_prev"
            ),
            "Neither gradient is carried back: each step is treated as if it were the last one.": edit(
                "da[:, :, t] + da_prev, dc_prev, cache", "da[:, :, t], 0, cache"
            ),
            "Only what is carried back counts: each step also has `da[:, :, t]`.": edit(
                "da[:, :, t] + da_prev", "(da_prev if t + 1 < len(caches[0]) else da[:, :, t])"
            ),
            "`da` is taken for the gradient of the cell state as well: nothing reaches it from outside at the last step.": edit(
                "da_prev, dc_prev, dx, totals = 0, 0, [], {}", "da_prev, dc_prev, dx, totals = 0, da[:, :, -1], [], {}"
            ),
            "The weights get the gradient of one step alone: the gradients of all steps add up.": edit(
                "totals.get(name, 0) + grads[name]", "grads[name]"
            ),
            "`dx` is in the reverse order of the steps.": edit("dx.insert(0, grads", "dx.append(grads"),
            "The loop runs from the first step to the last: the gradient comes from the end.": edit(
                "reversed(list(enumerate(caches[0])))", "list(enumerate(caches[0]))"
            ),
            "`da0` holds the gradient of the cell state: it is that of the hidden state.": edit(
                '"da0": da_prev', '"da0": dc_prev'
            ),
            "All steps get the gradient of the last one: take `da[:, :, t]`.": edit("da[:, :, t]", "da[:, :, -1]"),
            "Differences of a cost need a network, and some caches belong to none: take the gradients from the caches.": code("""
                def lstm_backward(da, caches):
                    steps, x = caches
                    p = steps[0][9]
                    arrays = {"dx": x + 0j, "da0": steps[0][2] + 0j}
                    arrays |= {f"d{kind}{gate}": p[kind + gate] + 0j for gate in "fico" for kind in "Wb"}
                    grads = {}
                    for name, array in arrays.items():
                        grads[name] = np.zeros(array.shape)
                        for at in np.ndindex(array.shape):
                            array[at] += 1e-30j
                            a, c = arrays["da0"], 0
                            for t in range(x.shape[2]):
                                both = np.concatenate([a, arrays["dx"][:, :, t]])
                                z = {gate: arrays["dW" + gate] @ both + arrays["db" + gate] for gate in "fico"}
                                f, i, o = (1 / (1 + np.exp(-z[gate])) for gate in "fio")
                                c = f * c + i * np.tanh(z["c"])
                                a = o * np.tanh(c)
                                grads[name][at] += 1e30 * np.sum(da[:, :, t] * a.imag)
                            array[at] = array[at].real
                    return grads
            """),
        },
        "gru_cell_forward": {
            "The update gate is the wrong way round: here, as in Keras, a gate of 1 keeps the old state.": edit(
                "zt * a_prev + (1 - zt) * hht", "(1 - zt) * a_prev + zt * hht"
            ),
            "The reset gate is missing: it multiplies the old state in the candidate.": edit(
                "[rt * a_prev, xt]", "[a_prev, xt]"
            ),
            "The reset gate multiplies the input as well: it belongs to the old state alone.": edit(
                "np.concatenate([rt * a_prev, xt])", "np.concatenate([rt * a_prev, np.mean(rt, axis=0) * xt])"
            ),
            "The reset gate comes after the matrix, which is Keras's other kind: it multiplies the state before it.": edit(
                'p["Wh"] @ np.concatenate([rt * a_prev, xt])',
                'rt * (p["Wh"][:, : len(a_prev)] @ a_prev) + p["Wh"][:, len(a_prev) :] @ xt',
            ),
            "Update and reset gate are exchanged.": edit(
                "[rt * a_prev", "[zt * a_prev", "zt * a_prev + (1 - zt)", "rt * a_prev + (1 - rt)"
            ),
            "The candidate is a sigmoid: it is a tanh.": edit("hht = np.tanh(", "hht = sigmoid("),
            "The old state that is kept is the reset one: the reset gate belongs to the candidate alone.": edit(
                "zt * a_prev + (1", "zt * rt * a_prev + (1"
            ),
            "The stacked input is in the wrong order: the state first, then the input.": edit(
                "[a_prev, xt]", "[xt, a_prev]", "[rt * a_prev, xt]", "[xt, rt * a_prev]"
            ),
            "The candidate is added in full: its share is what the update gate does not keep.": edit(
                "(1 - zt) * hht", "hht"
            ),
            "The bias of the candidate is missing.": edit(' + p["bh"]', ""),
            "The cache is not in the order asked for: `(a_next, a_prev, zt, rt, hht, xt, parameters)`.": edit(
                "zt, rt, hht, xt, p)", "rt, zt, hht, xt, p)"
            ),
        },
        "gru_forward": {
            "Every step begins at `a0`: hand the new state over to the next step.": edit(
                "x[:, :, t], a_next, parameters", "x[:, :, t], a0, parameters"
            ),
            "All steps read the first input: take that of step `t`.": edit("x[:, :, t]", "x[:, :, 0]"),
            "The cells are those of an RNN or an LSTM: call `gru_cell_forward`.": edit(
                "gru_cell_forward(x[:, :, t], a_next, parameters)",
                'rnn_cell_forward(x[:, :, t], a_next, {"Waa": parameters["Wh"][:, : len(a0)], "Wax": parameters["Wh"]'
                '[:, len(a0) :], "ba": parameters["bh"], "Wya": parameters["Wy"], "by": parameters["by"]})',
            ),
            "The steps run along the first axis: they belong on the last one.": edit("axis=2", "axis=0"),
            "The caches come without `x`: return `(caches, x)`.": edit(", (caches, x)", ", caches"),
            "The state always begins at zero: it begins at `a0`.": edit("= a0, [", "= 0 * a0, ["),
        },
        # The judges in checks.py say these sentences, and those for the memory.
        "smallest_case": {
            "A fault was not found": [
                edit("if not wrong(sizes):", "if True:"),
                edit("sizes = [4, 4, 4, 4]", "sizes = [3, 3, 3, 3]"),
                edit("rnn_backward(da, caches).items()", "list(rnn_backward(da, caches).items())[2:]"),
                edit("room = 1e-6 *", "room = 1e-3 *"),
                code("""
                    def smallest_case(backward):
                        def wrong(sizes):
                            rng = np.random.default_rng(1)
                            a, _, caches = rnn_forward(*given.random_rnn(rng, *sizes))
                            da = rng.normal(size=a.shape)
                            mine, theirs = rnn_backward(da, caches), backward(da, caches)
                            if any(mine[name].shape != theirs[name].shape for name in mine):
                                return True
                            return abs(sum(np.sum(mine[name] - theirs[name]) for name in mine)) > 1e-4

                        if not wrong((4, 4, 4, 4)):
                            return None
                        sizes = [4, 4, 4, 4]
                        for place in range(4):
                            while sizes[place] > 1 and wrong([*sizes[:place], sizes[place] - 1, *sizes[place + 1 :]]):
                                sizes[place] -= 1
                        return tuple(sizes)
                """),
            ],
            "A correct backward pass is accused": [
                edit("room = 1e-6 * np.abs(right).max()", "room = 0"),
                edit("if not wrong(sizes):\n        return None", "if not wrong(sizes):\n        return 1, 1, 1, 1"),
                code("""
                    def smallest_case(backward):
                        return 1, 1, 1, 2
                """),
            ],
            "is too large in the answer": [
                edit("while sizes[place] > 1 and", "while sizes[place] > 2 and"),
                edit("found[name].shape != right.shape or np", "np"),
                edit("while sizes[place] > 1 and", "if sizes[place] > 1 and"),
                edit("for place in range(4):", "for place in range(3):"),
                edit("    return tuple(sizes)", "    return 4, 4, 4, 4"),
                edit(
                    "        return False\n",
                    "        return False\n\n    if not wrong([4, 4, 4, 4]):\n        return None\n    for size in (1, 2, 3, 4):\n        if wrong([size] * 4):\n            return (size,) * 4\n",
                ),
            ],
            "is too small in the answer": [
                edit("    return tuple(sizes)", "    return 1, 1, 1, 1"),
                edit("sizes[place] -= 1\n", "sizes[place] -= 1\n        sizes[place] = max(1, sizes[place] - 1)\n"),
            ],
            "expected four whole numbers": [
                edit("return tuple(sizes)", "return sizes[:3]"),
                edit("return tuple(sizes)", "return np.array(sizes)"),
                edit("return tuple(sizes)", "return sum(sizes)"),
            ],
        },
        "mended_backward": {
            "What is carried back along the gate lacks what was carried before: it is the whole gradient of the state that passes, not only that of its own step.": edit(
                "f * da_next + back", "f * da[:, :, t] + back"
            ),
            "The gate's weights are not transposed where the gradient goes back to the state.": edit(
                "f * da_next + back[:n_a]", 'f * da_next + p["Wf"][:, :n_a] @ dz["f"] + p["Wh"][:, :n_a].T @ dz["h"]'
            ),
            "Both faults are still there: test with several units, and with more than two steps.": code("""
                def mended_backward(da, caches):
                    n_a, carried, dx = len(da), 0, []
                    totals = {"dWf": 0, "dbf": 0, "dWh": 0, "dbh": 0}
                    for t, (a_prev, f, h, xt, p) in reversed(list(enumerate(caches))):
                        da_next, stacked = da[:, :, t] + carried, np.concatenate([a_prev, xt])
                        dz = {"f": da_next * (a_prev - h) * f * (1 - f), "h": da_next * (1 - f) * (1 - h**2)}
                        carried = p["Wf"][:, :n_a] @ dz["f"] + p["Wh"][:, :n_a].T @ dz["h"]
                        carried = carried + f * da[:, :, t]
                        dx.insert(0, p["Wf"][:, n_a:].T @ dz["f"] + p["Wh"][:, n_a:].T @ dz["h"])
                        for gate in "fh":
                            totals[f"dW{gate}"] = totals[f"dW{gate}"] + dz[gate] @ stacked.T
                            totals[f"db{gate}"] = totals[f"db{gate}"] + np.sum(dz[gate], axis=1, keepdims=True)
                    return {"dx": np.stack(dx, axis=2), **totals}
            """),
            "The line for `f` was correct before: the derivative of the mixture with respect to `f` is `a_prev - h`.": edit(
                "(a_prev - h)", "(h - a_prev)"
            ),
            "The share of `h` was correct before: it is one minus the gate.": edit(
                "da_next * (1 - f) * (1 - h**2)", "da_next * f * (1 - h**2)"
            ),
            "The gradient is no longer carried back along the gate at all.": edit("f * da_next + back", "back"),
            "The gate is missing on the direct way from state to state.": edit("f * da_next + back", "da_next + back"),
            "The weights of `h` need their transpose, as they had it before.": edit(
                "f * da_next + back[:n_a]", 'f * da_next + p["Wf"][:, :n_a].T @ dz["f"] + p["Wh"][:, :n_a] @ dz["h"]'
            ),
            "Finite differences need a cost, and some caches belong to no network: compute the gradients from the caches.": code("""
                def mended_backward(da, caches):
                    a0, parameters = caches[0][0], dict(caches[0][4])
                    x = np.stack([cache[3] for cache in caches], axis=2)
                    arrays = {"dx": x + 0j} | {f"d{name}": parameters[name] + 0j for name in ("Wf", "bf", "Wh", "bh")}
                    result = {}

                    def cost():
                        p = parameters | {name[1:]: value for name, value in arrays.items()}
                        a, total = a0, 0
                        for t in range(x.shape[2]):
                            stacked = np.concatenate([a, arrays["dx"][:, :, t]])
                            f = 1 / (1 + np.exp(-p["Wf"] @ stacked - p["bf"]))
                            h = np.tanh(p["Wh"] @ stacked + p["bh"])
                            a = h + f * (a - h)
                            total += np.sum(da[:, :, t] * a)
                        return total

                    for name, array in arrays.items():
                        result[name] = np.zeros(array.shape)
                        for at in np.ndindex(array.shape):
                            array[at] += 1e-30j
                            result[name][at] = cost().imag / 1e-30
                            array[at] = array[at].real
                    return result
            """),
        },
        "remembering_lstm": {
            "Four steps, one mark at the last but one, and the rest is wrong already": [
                code("""
                    def remembering_lstm():
                        parameters = {f"W{gate}": np.zeros((1, 3)) for gate in "fico"}
                        parameters |= {f"b{gate}": np.zeros((1, 1)) for gate in "fico"}
                        return parameters | {"Wy": np.zeros((2, 1)), "by": np.zeros((2, 1))}
                """),
                code("""
                    def remembering_lstm():
                        rng = np.random.default_rng(1)
                        return given.random_gated(rng, "fico", 2, 16, 1, 1)[2]
                """),
                edit("[[0.1], [1.0], [2.0]]", "[[0.1], [0.1], [0.1]]"),
                edit("[[0.1], [1.0], [2.0]]", "[[2.0], [2.0], [2.0]]"),
                edit('[:, 4], parameters["Wi"][:, 4] = -40, 40', '[:, 4], parameters["Wi"][:, 4] = 0, 0'),
                edit(
                    '"bi": np.full((3, 1), -20.0)',
                    '"bi": np.full((3, 1), 20.0)',
                    '"bf": np.full((3, 1), 20.0)',
                    '"bf": np.full((3, 1), -20.0)',
                ),
                edit("np.stack([weights, np.zeros(3)])", "np.stack([np.zeros(3), weights])"),
            ],
            "The mark is at the first step": code("""
                def remembering_lstm():
                    scales = np.array([[0.1], [1.0], [2.0], [0.0]])
                    parameters = {f"W{gate}": np.zeros((4, 6)) for gate in "fico"}
                    parameters |= {"bf": np.full((4, 1), 60.0), "bi": np.full((4, 1), -60.0)}
                    parameters |= {"bo": np.full((4, 1), 20.0), "bc": -scales / 2, "by": np.zeros((2, 1))}
                    parameters["Wf"][:3, [3, 5]], parameters["Wi"][:3, [3, 5]] = -40, 40
                    parameters["bi"][3], parameters["bc"][3] = 20, 20
                    parameters["Wc"][:, 4:5] = scales
                    v = np.linspace(0.1, 0.9, 50)
                    states = np.tanh(np.tanh(scales[:3] * (v - 0.5)))
                    weights = np.linalg.lstsq(states.T, np.log(v / (1 - v)), rcond=None)[0]
                    parameters["Wy"] = np.stack([[*weights, 0.0], np.zeros(4)])
                    return parameters
            """),
            "One mark, then 57 steps with other numbers": [
                edit('"bf": np.full((3, 1), 20.0)', '"bf": np.full((3, 1), 7.0)', "-40, 40", "-27, 40"),
            ],
            "One mark, then 395 steps": [
                edit('"bf": np.full((3, 1), 20.0)', '"bf": np.full((3, 1), 8.0)', "-40, 40", "-28, 40"),
            ],
            "Two marks, of which the second one counts": [
                edit("= -40, 40", "= 0, 40"),
            ],
            "at most 16 are allowed": code("""
                def remembering_lstm():
                    parameters = {f"W{gate}": np.zeros((17, 19)) for gate in "fico"}
                    parameters |= {f"b{gate}": np.zeros((17, 1)) for gate in "fico"}
                    return parameters | {"Wy": np.zeros((2, 17)), "by": np.zeros((2, 1))}
            """),
            "dictionary lacks the key": edit(
                "    return parameters\n", '    del parameters["by"]\n    return parameters\n'
            ),
            "`Wy` has the shape": edit("np.stack([weights, np.zeros(3)])", "weights[None]"),
            "`Wf` has the shape": edit("np.zeros((3, 5))", "np.zeros((3, 6))"),
            "is a `return` missing?": edit("    return parameters\n", "    parameters\n"),
        },
    },
    "2_dinosaurs": {
        "clip": {
            "Large negative entries are still there: the limit holds below zero as well.": edit(
                "np.clip(gradient, -maxValue, maxValue)", "np.minimum(gradient, maxValue)"
            ),
            "Negative entries have become 0: the lower limit is `-maxValue`.": edit(
                "-maxValue, maxValue", "0, maxValue"
            ),
            "The gradients are divided until they fit, which is clipping by the norm: here each entry is limited alone.": code(
                """
                def clip(gradients, maxValue):
                    largest = max(np.abs(gradient).max() for gradient in gradients.values())
                    return {name: gradient * min(1, maxValue / largest) for name, gradient in gradients.items()}
                """
            ),
            "Each array is scaled by its own largest entry: only entries beyond the limit should change.": edit(
                "np.clip(gradient, -maxValue, maxValue)",
                "gradient * min(1, maxValue / np.abs(gradient).max())",
            ),
            "The limit is 5 whatever `maxValue` is.": edit("-maxValue, maxValue", "-5, 5"),
            "Entries beyond the limit have become 0; they should become the limit, with their sign.": edit(
                "np.clip(gradient, -maxValue, maxValue)", "np.where(np.abs(gradient) > maxValue, 0, gradient)"
            ),
            "The biases are not clipped: all five arrays are.": edit(
                "np.clip(gradient, -maxValue, maxValue)",
                'gradient if name.startswith("db") else np.clip(gradient, -maxValue, maxValue)',
            ),
        },
        "sample": {
            "each one is drawn with its probability": [
                edit(
                    "rng.choice(len(p), p=p.ravel())",
                    "p.argmax() if rng.random() < 0.3 else rng.choice(len(p), p=p.ravel())",
                ),
                edit("p=p.ravel()", "p=p.ravel() ** 2 / np.sum(p**2)"),
            ],
            "seeds give one and the same name": [
                edit("rng.choice(len(p), p=p.ravel())", "p.argmax()"),
                edit("default_rng(seed)", "default_rng(1)"),
            ],
            "Which state and which character does each step begin with?": [
                edit("rnn_step_forward(parameters, a, ix)", "rnn_step_forward(parameters, a, None)"),
                edit("a, p = rnn_step_forward(parameters, a, ix)", "p = rnn_step_forward(parameters, a, ix)[1]"),
                edit(", p=p.ravel()", ""),
            ],
            "return different names": edit("default_rng(seed)", "default_rng()"),
            "at 50 the drawing should stop": edit("len(indices) < 50", "len(indices) < 60"),
            "whose index here is": edit("ix != newline and ", ""),
            "expected a list of indices": edit("return indices", "return len(indices)"),
            "does not end with the newline's index": [
                edit("return indices", "return indices[:-1]"),
                edit("    if ix != newline:\n        indices.append(newline)\n", ""),
                edit(
                    'newline = np.random.default_rng(seed), char_to_ix["\\n"]',
                    "newline = np.random.default_rng(seed), 0",
                ),
            ],
        },
        "optimize": {
            "clip the gradients to 5": [
                edit("    gradients = clip(gradients, 5)\n", ""),
                edit("clip(gradients, 5)", "clip(gradients, 10)"),
            ],
            "`parameters` are the same after the call": [
                edit("    update_parameters(parameters, gradients, learning_rate)\n", ""),
                edit(
                    "update_parameters(parameters, gradients, learning_rate)",
                    "update_parameters({name: value.copy() for name, value in parameters.items()}, gradients, learning_rate)",
                ),
            ],
            "has not moved by the learning rate": [
                edit("gradients, learning_rate)", "gradients, -learning_rate)"),
                edit("gradients, learning_rate)", "gradients, 0.01)"),
                code("""
                    def optimize(X, Y, a_prev, parameters, learning_rate=0.01):
                        loss, cache = rnn_forward(X, Y, a_prev, parameters)
                        gradients, a = rnn_backward(X, Y, parameters, cache)
                        update_parameters(parameters, gradients, learning_rate)
                        return loss, clip(gradients, 5), a[len(X) - 1]
                """),
            ],
            "It is the first one.": edit("a[len(X) - 1]", "a[0]"),
            "`a` is not the hidden state after the last character.": edit("a[len(X) - 1]", "a_prev"),
            "`rnn_forward` returns": edit(
                "    return loss,", "    loss = rnn_forward(X, Y, a_prev, parameters)[0]\n    return loss,"
            ),
            "expected an array of shape": edit("a[len(X) - 1]", "a"),
        },
        "model": {
            "The targets are not shifted: what comes after a character is the next one.": edit(
                'Y = X[1:] + [char_to_ix["\\n"]]', 'Y = [char_to_ix["\\n"], *X[1:]]'
            ),
            "The newline is missing from the targets, and with it the end of a name.": edit(
                'X = [None] + [char_to_ix[char] for char in data_x[j % len(data_x)]]\n        Y = X[1:] + [char_to_ix["\\n"]]',
                "Y = [char_to_ix[char] for char in data_x[j % len(data_x)]]\n        X = [None, *Y[:-1]]",
            ),
            "The hidden state begins at zero for each name: the next name goes on from the last state.": edit(
                "current, _, a_prev = optimize", "current, _, _ = optimize"
            ),
            "Always the same name is shown: take the one of iteration `j`, from the first again after the last.": edit(
                "data_x[j % len(data_x)]", "data_x[0]"
            ),
            "Each name is shown several times in a row: after a name comes the next one, and the first after the last.": edit(
                "data_x[j % len(data_x)]", "data_x[j * len(data_x) // num_iterations]"
            ),
            "The learning rate should be that of `optimize`, 0.01.": edit(
                "optimize(X, Y, a_prev, parameters)", "optimize(X, Y, a_prev, parameters, 0.1)"
            ),
            "The numbers of units and of characters are exchanged.": edit(
                "initialize_parameters(n_a, vocab_size, vocab_size)", "initialize_parameters(vocab_size, n_a, n_a)"
            ),
            "The name is returned as indices: `get_sample` makes a text of them.": edit(
                "get_sample(sample(parameters, char_to_ix, num_iterations), ix_to_char)",
                "sample(parameters, char_to_ix, num_iterations)",
            ),
            "Names are drawn at random: each should come equally often.": edit(
                "data_x[j % len(data_x)]",
                "data_x[np.random.default_rng(j).integers(len(data_x) + 1) % len(data_x)]",
            ),
            "The training stops after one pass over the names, whatever `num_iterations` says.": edit(
                "range(num_iterations)", "range(len(data_x))"
            ),
            "The parameters are those of the beginning: the name was drawn, but nothing learnt.": edit(
                "range(num_iterations)", "range(0)"
            ),
        },
        "perplexity": {
            "The end of each name is left out: it is predicted like every other character.": edit(
                "range(len(name) + 1)", "range(len(name))", 'f"{name}\\n"', "name"
            ),
            "This is the mean of the negative logarithms; the perplexity is e to the power of it.": edit(
                "np.exp(-np.mean(np.log(p)))", "-np.mean(np.log(p))"
            ),
            "The sign is wrong: a perplexity is at least 1.": edit("np.exp(-np.mean", "np.exp(np.mean"),
            "The logarithm has the base 2 and the power the base e: take the same for both.": edit(
                "np.log(p)", "np.log2(p)"
            ),
            "The probabilities are averaged before the logarithm: take the mean of the logarithms.": edit(
                "-np.mean(np.log(p))", "-np.log(np.mean(p))"
            ),
            "Each name counts as much as any other: all characters should.": code("""
                def perplexity(predict, names):
                    parts = []
                    for name in names:
                        p = predict([name[:end] for end in range(len(name) + 1)])
                        right = [ALPHABET.index(char) for char in name + ALPHABET[0]]
                        with np.errstate(divide="ignore"):
                            parts.append(np.mean(np.log(p[np.arange(len(right)), right])))
                    return float(np.exp(-np.mean(parts)))
            """),
            "The sum of the losses is not divided by the number of characters.": edit(
                "np.mean(np.log(p))", "np.sum(np.log(p))"
            ),
            "The sum is divided by the number of names, not of characters.": edit(
                "np.mean(np.log(p))", "np.sum(np.log(p)) / len(names)"
            ),
            "The prefix already ends with the character that is to be predicted.": edit(
                "name[:end]", "name[: end + 1]"
            ),
            "A small number has been added, so that an impossible character is not infinitely surprising.": edit(
                "np.log(p)", "np.log(p + 1e-9)"
            ),
            "The columns are off by one: the first is the newline, then come the letters.": edit(
                "ALPHABET.index(char)", "(ALPHABET.index(char) - 1)"
            ),
            "The probability of the likeliest character is taken, not that of the one that came.": edit(
                "predict(prefixes)[np.arange(len(right)), right]", "predict(prefixes).max(axis=1)"
            ),
        },
        "pieces": {
            "A letter that no known name has is missing, or the loop doesn't go on behind it.": code("""
                def pieces(name, names):
                    stretches = []
                    while name:
                        ends = [end for end in range(1, len(name) + 1) if any(name[:end] in known for known in names)]
                        if ends:
                            stretches.append(name[: ends[-1]])
                        name = name[max([1, *ends]):]
                    return stretches
            """),
            "A piece may stand anywhere in a known name, not only at its beginning.": edit(
                "name[:end] in known for", "known.startswith(name[:end]) for"
            ),
            "Only whole names are known here; a piece is a stretch of one.": edit(
                "any(name[:end] in known for known in names)", "name[:end] in names"
            ),
            "The pieces are as short as can be: begin with the longest.": edit("end = len(name)", "end = 1"),
            "The number of pieces is returned; the pieces themselves are asked for.": edit(
                "return stretches", "return len(stretches)"
            ),
            "The pieces are cut from the right: begin at the left.": code("""
                def pieces(name, names):
                    stretches = []
                    while name:
                        start = 0
                        while start < len(name) - 1 and not any(name[start:] in known for known in names):
                            start += 1
                        stretches.insert(0, name[start:])
                        name = name[:start]
                    return stretches
            """),
            "Only one known name is looked at.": edit("for known in names)", "for known in names[:1])"),
            "The letters in a piece must stand side by side in the known name, in the same order.": edit(
                "name[:end] in known for", "set(name[:end]) <= set(known) for"
            ),
            "A whole known name is one piece: the longest piece to try has all letters.": edit(
                "end = len(name)", "end = max(len(name) - 1, 1)"
            ),
        },
        "top_k": {
            "The probabilities that are left don't add up to 1.": edit("result / result.sum()", "result"),
            "Of equal probabilities too many are kept: `k` characters stay.": code("""
                def top_k(probabilities, k):
                    limit = np.sort(probabilities)[-min(k, len(probabilities))]
                    result = np.where(probabilities >= limit, probabilities, 0)
                    return result / result.sum()
            """),
            "Of equal probabilities the later ones are kept: a stable sort of the negative ones puts the first ones first.": edit(
                'np.argsort(-probabilities, kind="stable")[:k]', 'np.argsort(probabilities, kind="stable")[::-1][:k]'
            ),
            "The least likely characters are kept.": edit("np.argsort(-probabilities", "np.argsort(probabilities"),
            "The probabilities come in falling order: each belongs to its place.": edit(
                "result[likeliest] = probabilities[likeliest]", "result[: len(likeliest)] = probabilities[likeliest]"
            ),
            "All that is left is equally likely: the proportions stay as they were.": edit(
                "result[likeliest] = probabilities[likeliest]", "result[likeliest] = 1"
            ),
            "One character too many stays.": edit("[:k]", "[: k + 1]"),
            "A softmax over probabilities changes their proportions, and gives what was cut off something back.": edit(
                "result / result.sum()", "np.exp(result) / np.exp(result).sum()"
            ),
            "The first `k` characters are kept, whatever their probabilities.": edit(
                'np.argsort(-probabilities, kind="stable")[:k]', "np.arange(len(probabilities))[:k]"
            ),
        },
        "nucleus": {
            "One character is missing: with it the sum reaches `p`.": edit(
                "1 + np.sum(np.cumsum(probabilities[order]) < p)", "max(1, np.sum(np.cumsum(probabilities[order]) < p))"
            ),
            "One character too many stays.": edit("1 + np.sum", "2 + np.sum"),
            "All characters with a probability of at least `p` stay: it is the sum that counts.": code("""
                def nucleus(probabilities, p):
                    result = np.where(probabilities >= min(p, probabilities.max()), probabilities, 0)
                    return result / result.sum()
            """),
            "The least likely characters are added up first.": edit(
                "np.argsort(-probabilities", "np.argsort(probabilities"
            ),
            "The characters are added up in the order of their indices: begin with the likeliest.": edit(
                'np.argsort(-probabilities, kind="stable")', "np.arange(len(probabilities))"
            ),
            "What is left does not add up to 1.": edit("result / result.sum()", "result"),
            "Of equal probabilities the later ones are kept: sort the negative ones with a stable sort.": edit(
                'np.argsort(-probabilities, kind="stable")', 'np.argsort(probabilities, kind="stable")[::-1]'
            ),
            "All that is left is equally likely: keep the proportions.": edit(
                "result[likeliest] = probabilities[likeliest]", "result[likeliest] = 1"
            ),
            "A share of the characters is kept, not of the probability.": edit(
                "1 + np.sum(np.cumsum(probabilities[order]) < p)", "int(np.ceil(p * len(order)))"
            ),
            "Every character whose probability is less than a share of the largest is cut off; that is another rule, min-p.": code("""
                def nucleus(probabilities, p):
                    result = np.where(probabilities >= (1 - p) * probabilities.max(), probabilities, 0)
                    return result / result.sum()
            """),
        },
        "letter_model": {
            "is asked for": [
                code("""
                    def letter_model(names):
                        return letter_ngram(names, 5)
                """),
                code("""
                    def letter_model(names):
                        known, asked, answers = letter_ngram(names, 5), set(), {}

                        def answer(prefix):
                            if prefix not in answers:
                                p = known([prefix])[0]
                                longer = [text[len(prefix)] for text in asked if text.startswith(prefix) and text != prefix]
                                if longer:
                                    p = 0.05 * p
                                    p[ALPHABET.index(longer[0])] += 0.95
                                answers[prefix] = p
                            return answers[prefix]

                        def predict(prefixes):
                            asked.update(prefixes)
                            return np.array([answer(prefix) for prefix in prefixes])

                        return predict
                """),
                code("""
                    def letter_model(names):
                        models = [letter_ngram(names, n) for n in (4, 5, 6, 7)]
                        return lambda prefixes: np.mean([model(prefixes) for model in models], axis=0)
                """),
                code("""
                    def letter_model(names):
                        return lambda prefixes: np.full((len(prefixes), 27), 1 / 27)
                """),
                code("""
                    def letter_model(names):
                        counts = np.array([sum(name.count(letter) for name in names) for letter in ALPHABET]) + 1.0
                        counts[0] = len(names)
                        return lambda prefixes: np.tile(counts / counts.sum(), (len(prefixes), 1))
                """),
                code("""
                    def letter_model(names):
                        places, pairs = "^abcdefghijklmnopqrstuvwxyz", np.ones((27, 27))
                        for name in names:
                            for before, after in zip("^" + name, name + ALPHABET[0]):
                                pairs[places.index(before), ALPHABET.index(after)] += 1
                        pairs /= pairs.sum(axis=1, keepdims=True)
                        return lambda prefixes: pairs[[places.index(("^" + prefix)[-1]) for prefix in prefixes]]
                """),
                edit(
                    "        grams = Counter(gram[1:] for gram in grams)",
                    "        before, grams = grams, Counter()\n"
                    "        for gram, count in before.items():\n"
                    "            grams[gram[1:]] += count",
                ),
                edit("1 - n :]", "-1:]"),
            ],
            "worse than that of equal probabilities": code("""
                def letter_model(names):
                    known = letter_ngram(names, 5)
                    return lambda prefixes: known(prefixes)[:, ::-1]
            """),
            "when they are asked for again": code("""
                def letter_model(names):
                    known, asked = letter_ngram(names, 5), set()

                    def predict(prefixes):
                        p = known(prefixes)
                        for row, prefix in zip(p, prefixes):
                            longer = [text[len(prefix)] for text in asked if text.startswith(prefix) and text != prefix]
                            if longer:
                                row *= 0.05
                                row[ALPHABET.index(longer[0])] += 0.95
                        asked.update(prefixes)
                        return p

                    return predict
            """),
            "the perplexity is infinite": code("""
                def letter_model(names):
                    known = {}
                    for name in names:
                        for end in range(len(name) + 1):
                            known[name[:end]] = ALPHABET.index((name + ALPHABET[0])[end])
                    return lambda prefixes: np.eye(27)[[known.get(prefix, 0) for prefix in prefixes]]
            """),
            "they add up to 1": edit("return (counts - taken", "return 2 * (counts - taken"),
            "expected a function": code("""
                def letter_model(names):
                    return letter_ngram(names, 5)(names)
            """),
            "expected (": code("""
                def letter_model(names):
                    return lambda prefixes: letter_ngram(names, 5)(prefixes)[:, 1:]
            """),
        },
    },
    "3_jazz": {
        "djmodel": {
            "Each step begins from `a0` and `c0` again: it needs the states of the step before.": [
                edit("initial_state=[a, c]", "initial_state=[a0, c0]"),
                edit("_, a, c = LSTM_cell", "a, _, _ = LSTM_cell", "initial_state=[a, c]", "initial_state=[a0, c0]"),
            ],
            "`a0` and `c0` are exchanged in the initial state.": edit(
                "a, c, outputs = a0, c0", "a, c, outputs = c0, a0"
            ),
            "The initial states are not used: the first step begins from zeros.": edit(
                "_, a, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c])",
                "x = reshaper(X[:, t, :])\n"
                "        _, a, c = LSTM_cell(x, initial_state=[a, c] if t else [0 * a0, 0 * c0])",
            ),
            "The probabilities come from the memory cell: `densor` gets the hidden state.": edit(
                "densor(a)", "densor(c)"
            ),
            "Each step is given the first value.": edit("X[:, t, :]", "X[:, 0, :]"),
            "The outputs are in reversed order.": edit("], outputs)", "], outputs[::-1])"),
            "all steps share the one `LSTM_cell` and the one `densor` that are given.": [
                edit(
                    "    for t in range(Tx):\n",
                    "    for t in range(Tx):\n        LSTM_cell = layers.LSTM(LSTM_cell.units, return_state=True)\n",
                ),
                edit(
                    "    for t in range(Tx):\n",
                    '    for t in range(Tx):\n        densor = layers.Dense(densor.units, activation="softmax")\n',
                ),
            ],
            "call these, and make no new ones": edit(
                "    X = keras.Input",
                "    LSTM_cell = layers.LSTM(LSTM_cell.units, return_state=True)\n    X = keras.Input",
            ),
            "expected a list of": [
                edit("for t in range(Tx):", "for t in range(Tx - 1):"),
                edit("], outputs)", "], outputs[-1])"),
            ],
            "The inputs have the shapes": [
                edit("[X, a0, c0], outputs", "[X, c0, a0], outputs", "keras.Input((Tx, ", "keras.Input((None, "),
                edit("keras.Input((Tx, ", "keras.Input((Tx + 1, "),
            ],
        },
        "music_inference_model": {
            "The probabilities themselves are the next input: it is the one-hot row of the most probable value.": edit(
                "keras.ops.one_hot(chosen, densor.units)", "outputs[-1]"
            ),
            "The least probable value is the next input.": edit("argmax", "argmin"),
            "Each step is given `x0`: from the second on it is what the step before has chosen.": edit(
                "LSTM_cell(x, initial", "LSTM_cell(x0, initial"
            ),
            "Each step begins from `a0` and `c0` again: it needs the states of the step before.": edit(
                "initial_state=[a, c]", "initial_state=[a0, c0]"
            ),
            "`a0` and `c0` are exchanged in the initial state.": edit(
                "x, a, c, outputs = x0, a0, c0", "x, a, c, outputs = x0, c0, a0"
            ),
            "The probabilities come from the memory cell: `densor` gets the hidden state.": edit(
                "densor(a)", "densor(c)"
            ),
            "Without `Ty` the model has": [edit("Ty=100", "Ty=50"), edit("Ty=100", "Ty=90")],
            "expected a list of": edit("for _ in range(Ty):", "for _ in range(Ty + (Ty < 9)):"),
            "all steps share the one `LSTM_cell` and the one `densor` that are given.": edit(
                "    for _ in range(Ty):\n",
                '    for _ in range(Ty):\n        densor = layers.Dense(densor.units, activation="softmax")\n',
            ),
            "call these, and make no new ones": edit(
                "    x0 = keras.Input",
                "    LSTM_cell = layers.LSTM(LSTM_cell.units, return_state=True)\n    x0 = keras.Input",
            ),
        },
        "predict_and_sample": {
            "The rows have as many columns as the largest index asks for: tell how many values there are.": edit(
                "np.eye(x_initializer.shape[-1])", "np.eye(indices.max() + 1)"
            ),
            "The states are exchanged: the hidden state comes before the memory cell.": edit(
                "x_initializer, a_initializer, c_initializer]", "x_initializer, c_initializer, a_initializer]"
            ),
            "The initial states are replaced by zeros: use those that are given.": edit(
                "x_initializer, a_initializer, c_initializer]", "x_initializer, 0 * a_initializer, 0 * c_initializer]"
            ),
            "The first input is replaced by zeros: use `x_initializer`.": edit(
                "inputs = [x_initializer,", "inputs = [0 * x_initializer,"
            ),
            "`indices` has one axis: keep that of the examples, `(Ty, 1)`.": part(1, np.ravel),
            "`results` holds the probabilities: one-hot rows of the most probable values are asked for.": edit(
                "np.eye(x_initializer.shape[-1])[indices[:, 0]]",
                "np.array(inference_model(inputs))[:, 0]",
            ),
            "These are the least probable values.": edit("argmax", "argmin"),
            "The two results are exchanged: `results` comes first, then `indices`.": result(lambda value: value[::-1]),
            "`results` still has the axis of the examples: `(Ty, n_values)` is asked for.": part(
                0, lambda rows: rows[:, np.newaxis]
            ),
            "The argmax is taken over the steps: it is the most probable value of each step.": code("""
                def predict_and_sample(inference_model, x_initializer, a_initializer, c_initializer):
                    found = np.array(inference_model.predict([x_initializer, a_initializer, c_initializer], verbose=0))
                    indices = np.argmax(found[:, 0], axis=0)[: len(found), np.newaxis]
                    return np.eye(x_initializer.shape[-1])[indices[:, 0]], indices
            """),
        },
        "strong_tones": {
            "Each beat is counted: strong are beats 1 and 3, every fourth eighth.": edit("place % 4", "place % 2"),
            "Only the first beat of each bar is counted: the third is strong, too.": edit("place % 4", "place % 8"),
            "All notes are counted, wherever they begin.": edit("pitch and place % 4 == 0", "pitch"),
            "Only notes in the middle of half bars are counted: the first eighth has the number 0.": edit(
                "place % 4 == 0", "place % 4 == 2"
            ),
            "Rests are counted as if they were notes.": edit("pitch and place", "place"),
            "The tones are semitones above the root: subtract it from the pitch.": edit(
                "(pitch - root) % 12", "pitch % 12"
            ),
            "A chord tone in another octave is one, too: what is left after division by 12?": edit(
                "(pitch - root) % 12 in", "pitch - root - 60 in"
            ),
            "The number of chord tones is divided by that of all notes: only those on strong beats count.": edit(
                "len(fits)", "len([pitch for pitch, _ in notes if pitch])"
            ),
            "This is the number of chord tones: divide it by the number of notes on strong beats.": edit(
                "sum(fits) / len(fits)", "sum(fits)"
            ),
            "The chord is the first one throughout: it changes with the time.": edit("below[place]", "below[0]"),
            "Rests take no time here: they move what comes after them, too.": edit(
                "        place += eighths\n", "        place += eighths if pitch else 0\n"
            ),
            "The notes are numbered, and each taken for one eighth: add up their lengths.": edit(
                "        place += eighths\n", "        place += 1\n"
            ),
            "The chord is looked up when the note ends: it is that under its beginning.": edit(
                "below[place]", "below[min(place + eighths, len(below) - 1)]"
            ),
            "Roots are taken for tones: third, fifth and seventh belong to the chord as well.": edit(
                "in music.TONES[kind]", "== 0"
            ),
            "These are the notes that miss the chord: the share of notes in the chord is asked for.": edit(
                "% 12 in music", "% 12 not in music"
            ),
        },
        "longest_copy": {
            "Only copies at the same pitch are found: a melody may be moved by some semitones.": edit(
                "pitch - top if pitch else None", "pitch"
            ),
            "The lengths are ignored: the same pitches in another rhythm are no copy.": edit(
                "None, eighths) for", "None, 1) for"
            ),
            "Rests are ignored: they have to stand at the same places.": edit(
                "            window = melody", "            window = [note for note in melody if note[0]]"
            ),
            "Each interval is compared alone, and a rest begins anew: the whole run moves by one number.": edit(
                "            top = max(pitch for pitch, _ in window)\n"
                "            yield tuple((pitch - top if pitch else None, eighths) for pitch, eighths in window)",
                "            made, last = [], 0\n"
                "            for pitch, eighths in window:\n"
                "                made.append((pitch and (pitch - last + 200 if last else 200), eighths))\n"
                "                last = pitch\n"
                "            yield tuple(made)",
            ),
            "The other solos are joined: a run does not go on from one solo into the next.": edit(
                "{run for other in others for run in runs(other, size)}",
                "set(runs([note for other in others for note in other], size))",
            ),
            "Only the first of the other solos is searched.": edit("for other in others", "for other in others[:1]"),
            "The start is that of the last run of this size: the first is asked for.": edit(
                "best = size, starts[0]", "best = size, starts[-1]"
            ),
            "The first run of two notes is where the search stays: a longer one may begin elsewhere.": edit(
                "best = size, starts[0]", "best = size, starts[0] if size < 3 else best[1]"
            ),
            "Only the rhythm is compared: the pitches have to fit as well.": edit(
                "pitch - top if pitch else None", "pitch > 0"
            ),
            "Only the size is returned: the place where the run begins is asked for, too.": result(
                lambda value: value[0]
            ),
            "The two numbers are exchanged: the size comes first.": result(lambda value: value[::-1]),
            "The size is one too small: it is that of the last size that was found.": edit(
                "best = size, starts[0]", "best = size - 1, starts[0]"
            ),
            "Only runs at the start of other solos are found: they may begin anywhere.": edit(
                "for run in runs(other, size)", "for run in runs(other[:size], size)"
            ),
            "A run may begin with a rest: what sounded before it does not belong to it.": [
                code("""
                def longest_copy(notes, others):
                    def moves(melody):
                        made, last = [], 0
                        for pitch, eighths in melody:
                            made.append((pitch and (pitch - last if last else 99), eighths))
                            last = pitch or last
                        return made

                    def run(melody, start, size):
                        first = (melody[start][0] > 0, melody[start][1])
                        return first, *moves(melody)[start + 1 : start + size]

                    for size in range(len(notes), 0, -1):
                        known = {run(o, i, size) for o in others for i in range(len(o) - size + 1)}
                        for start in range(len(notes) - size + 1):
                            if run(notes, start, size) in known:
                                return size, start
            """),
                edit("if run in known", "if run in known and notes[start][0]"),
            ],
            "Pitches are taken modulo 12: a note in another octave makes it another melody.": edit(
                "pitch - top if", "(pitch - top) % 12 if"
            ),
        },
        "with_chords": {
            "The chord is that of the value before: it is that under the value to be predicted.": edit(
                "starts = np.cumsum([0, *eighths[indices[:-1]]])",
                "starts = np.cumsum([0, *eighths[indices[:-1]]])\n    starts = np.array([0, *starts[:-1]])",
            ),
            "The chord is that after the value: look where the value begins.": edit(
                "np.cumsum([0, *eighths[indices[:-1]]])", "np.cumsum(eighths[indices])"
            ),
            "The value to be predicted is among the inputs: the row has the value before it.": edit(
                "before[np.arange(1, len(indices)), indices[:-1]] = 1", "before[np.arange(len(indices)), indices] = 1"
            ),
            "Each value is taken for one eighth: add up the lengths.": edit(
                "np.cumsum([0, *eighths[indices[:-1]]])", "np.arange(len(indices))"
            ),
            "The changes are repeated when the solo is longer; here their last eighth goes on.": edit(
                "codes[starts % len(codes)]", "codes[np.minimum(starts, len(codes) - 1)]"
            ),
            "The changes come again as often as the solo needs them: here they end after the second time.": edit(
                "codes[starts % len(codes)]", "np.concatenate([codes, codes, 0 * np.repeat(codes, 9, axis=0)])[starts]"
            ),
            "The code stands before the one-hot row: it comes last.": edit(
                "[before, codes[", "[codes[", "len(codes)]]", "len(codes)], before]"
            ),
            "Nothing stands before the first value: its row begins with zeros.": edit(
                "    return np.concatenate", "    before[0, indices[0]] = 1\n    return np.concatenate"
            ),
            "The rows of values and codes begin together, but the values are the next ones.": edit(
                "before[np.arange(1, len(indices)), indices[:-1]]", "before[np.arange(len(indices) - 1), indices[1:]]"
            ),
            "All values before are in the row: only the last of them is.": edit(
                "    return np.concatenate",
                "    before = np.minimum(np.cumsum(before, axis=0), 1)\n    return np.concatenate",
            ),
            "The lengths are those of the places in the solo, not of the values: look them up by index.": edit(
                "*eighths[indices[:-1]]]", "*np.resize(eighths, len(indices) - 1)]"
            ),
            "The codes are missing.": edit("np.concatenate([before, codes[starts % len(codes)]], axis=1)", "before"),
        },
        "improvise": {
            "which is no multiple of its length": [
                edit("p = np.where(place % eighths == 0, p, 0)", "p = np.where(place + eighths <= len(codes), p, 0)"),
                edit("place % eighths == 0", "(place % 2 == 0) | (eighths == 1)"),
                edit("place % eighths == 0", "place % 8 % eighths < 2"),
            ],
            "it goes beyond their end": edit(
                "while place < len(codes):",
                "while place <= len(codes) - 1 + 4 * (len(solo) < 2) or place % 8 == 0 and place < len(codes) + 1:",
                "codes[place]",
                "codes[place % len(codes)]",
            ),
            "it goes not to their end": [
                edit("while place < len(codes):", "while place < len(codes) - 4:"),
                edit("while place < len(codes):", "while len(solo) < len(codes) // 4:"),
            ],
            "Each value follows the chord under the value before it": edit(
                "        p, state",
                "        here = place - int(eighths[solo[-1]]) if solo else 0\n        p, state",
                "codes[place]",
                "codes[here]",
            ),
            "does not follow the chord that sounds when it begins": [
                edit("codes[place]", "codes[0]"),
                edit("codes[place]", "codes[len(solo)]"),
                edit("codes[place]", "0 * codes[place]"),
            ],
            "A value does not follow from the one before it": [
                edit("before = np.eye(len(p))[solo[-1]]", "before = np.zeros(len(p))"),
                edit("before = np.eye(len(p))[solo[-1]]", "before = np.eye(len(p))[solo[0]]"),
                edit("[], 0, np.zeros(len(eighths))", "[], 0, np.eye(len(eighths))[0]"),
            ],
            "Each step is to be given the state that the step before has returned": [
                edit("p, state = step(", "p, _ = step("),
            ],
            "draw from the probabilities": [
                edit("p=p / p.sum()", "p=(p > 0) / (p > 0).sum()"),
                edit("p=p / p.sum()", "p=p**4 / (p**4).sum()"),
                edit("p=p / p.sum()", "p=p**1.5 / (p**1.5).sum()"),
                edit("p=p / p.sum()", "p=p**0.7 / (p**0.7).sum()"),
                *(
                    edit(
                        "p = np.where(place % eighths == 0, p, 0)",
                        f"v = np.random.choice(len(p), p=p)\n        fits = place % eighths == 0\n"
                        f"        p = np.eye(len(p))[v if fits[v] and p[v] else {other}]",
                    )
                    for other in (
                        "np.argmax(fits * p)",
                        "np.random.choice(np.flatnonzero(fits * p))",
                        "np.flatnonzero(fits * p)[0]",
                    )
                ),
            ],
            "returns the same solo": [
                edit("    solo, place", "    np.random.seed(1)\n    solo, place"),
                edit("int(np.random.choice(len(p), p=p / p.sum()))", "int(p.argmax())"),
            ],
            "expected a list of whole numbers": [
                edit("return solo", "return [np.eye(len(eighths))[value] for value in solo]"),
                edit("return solo", "return len(solo)"),
            ],
        },
        "most_probable": {
            "Is the best next value always part of the best whole?": [
                code("""
                    def most_probable(first, then, eighths, length):
                        solo = [int(np.where(eighths <= length, first, 0).argmax())]
                        while (left := length - sum(eighths[v] for v in solo)) > 0:
                            solo.append(int(np.where(eighths <= left, then[solo[-1]], 0).argmax()))
                        return solo
                """),
                code("""
                    def most_probable(first, then, eighths, length):
                        beam = [(np.log(first[v]), [v], d) for v, d in enumerate(eighths) if d <= length]
                        while any(size < length for _, _, size in beam):
                            beam = sorted(beam, reverse=True)[:5]
                            longer = [item for item in beam if item[2] == length]
                            for score, solo, size in beam:
                                for v, d in enumerate(eighths):
                                    if size + d <= length:
                                        longer.append((score + np.log(then[solo[-1], v]), [*solo, v], size + d))
                            beam = longer
                        return max(beam)[1]
                """),
                edit("np.log(then[:, v])", "then[:, v]"),
                edit("best[place, v] = np.max(ways)", "best[place, v] = np.max(ways) / 2"),
                edit(
                    "v = before[place + eighths[solo[-1]], solo[-1]] if solo else np.argmax(best[place])",
                    "v = np.argmax(best[place])",
                ),
                edit("np.log(then[:, v])", "np.log(then[:, v]) - 50"),
                edit("start = place - eighths[v]\n", "start = place - eighths[v] if eighths[v] == 1 else -1\n"),
                edit(
                    "-np.inf",
                    "np.inf",
                    "np.argmax(ways)",
                    "np.argmin(ways)",
                    "np.max(ways)",
                    "np.min(ways)",
                    "np.argmax(best[place])",
                    "np.argmin(best[place])",
                ),
            ],
            "Rows and columns of `then` are exchanged: a row is the value before.": edit("then[:, v]", "then[v]"),
            "The probability of the first value is left out.": edit("np.log(first[v])", "0"),
            "The solo is in reversed order: it is read off from its end.": edit("return solo[::-1]", "return solo"),
            "eighths, and exactly": edit("    n = len(first)\n", "    n = len(first)\n    eighths = np.ones(n, int)\n"),
            "Products of so many probabilities become zero: add logarithms.": edit(
                "-np.inf",
                "0.0",
                "np.log(first[v])",
                "first[v]",
                "best[start] + np.log(then[:, v])",
                "best[start] * then[:, v]",
            ),
            "expected a list of whole numbers": edit("return solo[::-1]", "return float(best[length].max())"),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "Vocabulary, examples, steps: one-hot columns of 500 entries, 20 examples, 12 steps.",
            "b": "A column of 40 entries for each of 20 examples and 12 steps.",
            "c": "It leads from 40 hidden units to 40 hidden units: 1,600 entries. 20,000 are 500 times 40, the entries of each of the two matrices that touch the vocabulary.",
            "d": "All steps share the same weights, so the length changes nothing about their number; it changes the work "
            "and the memory.",
            "e": "It leads from 40 units to 500 words: 500 times 40.",
        },
        "q2": {
            "a": "That is $a^{\\langle 2 \\rangle}$, the term of step 3 alone. The weight was used at step 2 as well, and "
            "what it did there is multiplied by $w$ on its way to step 3.",
            "b": "These are the states 3 and 1, added. The term of step 2 has to be carried through step 3, which "
            "multiplies it by $w = 2$.",
            "c": "The states are 1, 3, 7. Step 3 gives 3; step 2 gives 1, carried through one more step, times 2; step 1 "
            "gives 0.",
            "d": "That is $a^{\\langle 3 \\rangle}$ itself; a finite difference with 2.001 tells what its derivative is.",
        },
        "q3": {
            "a": "Then there is one answer a day, and no mark on any frame.",
            "b": "The layer that reads from the end needs the end of the recording, and the mark may come 50 ms late, not "
            "hours.",
            "c": "An encoder reads everything before the decoder begins. And why give up that there is one mark for each "
            "frame?",
            "d": "Each frame has its answer, and five frames of what follows a cough may be used: the delayed network of "
            "the section on bidirectional ones.",
        },
        "q4": {
            "a": "That is 1 over the mean of the probabilities, 0.281. The perplexity takes the mean of the *logarithms*.",
            "b": "The product is 1/256, and its fourth root 1/4: as if the model hesitated between 4 words each time.",
            "c": "That is the mean of 2, 8, 4 and 4. Take the mean of the logarithms of the probabilities, change the "
            "sign, then e to that number.",
            "d": "That is 1 over the probability of the whole text. It grows with the length; the perplexity is for each "
            "word, here the fourth root.",
        },
        "q5": {
            "a": "The derivative of tanh is below 1 wherever the units are not near 0, and a factor of 1.1 does not make "
            "up for it: the lesson measures it.",
            "b": "Clipping only ever makes a gradient smaller, and a norm says nothing about which step a part comes from.",
            "c": "All entries are multiplied by the same number. Cutting each entry at a limit changes the direction.",
            "d": "It is the other way round: the gates of a fresh GRU are half open and halve what they hold at every "
            "step, while a rotation keeps lengths. What a GRU can do it has to learn, or be given by the bias of its "
            "gate.",
            "e": "0.98 to the 34 is 0.50.",
        },
        "q6": {
            "a": "It shows sentences of thirty words at most. In the memory task with 30 steps and large items the simple networks fail, and gated ones that begin by keeping do not.",
            "b": "One training of three, and 4 of 33 verbs in it, are an accident until more say otherwise, and 0.01 is less than the spread between "
            "trainings (0.04 for the LSTM). What happens over longer distances another experiment says: the memory "
            "task.",
            "c": "All have about 15,000: the simple network has twice as many units as the LSTM for that.",
            "d": "The three LSTMs have 4.10, 4.18 and 4.10: the spread is larger than the difference.",
        },
        "q7": {
            "a": "All six get the same batches, and two of them reach a cost of 0.002 and less on them: nothing is wrong "
            "with the labels.",
            "b": "The costs rise to several times 0.69, that of a guess: a network that only fails to learn stays *at* "
            "0.69. (A throw may also end well: the first network met a norm of 51 and learned.) With the norm cut at 0.3 "
            "all six stay below 0.1 from update 83 on. It cost one argument, after a week of reading.",
            "c": "A network that has memorized its batches has a low cost on them; these costs are high.",
            "d": "Then the costs would stay near 0.69, quietly, as they do in the section on vanishing gradients; here they rise to 4. And two of the same networks do learn 40 steps.",
        },
        "q8": {
            "a": "Copies would help at the last place of the window just as at the others, and there the perplexity is "
            "that of an ordinary model.",
            "b": "Then the word to predict would be visible at all twelve places, the last one, too: compare with the "
            "lines of the second network.",
            "c": "At places 1 to 11 the word to predict is the next input, and the layer that reads from the end has just "
            "read it. At place 12 there is nothing to peek at. The three months in which the team enjoyed the number "
            "are the price; a perplexity below that of a perfect model is an alarm, never a success.",
            "d": "The perplexity is measured without any drawing, and at a temperature of 1.",
        },
        "q9": {
            "a": "Without zeros behind them short texts are as correct as long ones: see the second group of lines.",
            "b": "What decides is not how long a text is but how many zeros come behind it. With `mask_zero=True` in the "
            "`Embedding`, and the same training, the share correct in batches is that of single texts. It costs one "
            "argument; found by customers, it costs their trust.",
            "c": "Then a text that is alone, or the longest of its batch, would be wrong as often as others; those without"
            " zeros behind them are correct.",
            "d": "The list of layers has none. And then the texts without zeros would be wrong, too, since their batch has"
            " the same mean as the others'.",
        },
        "q10": {
            "a": "The weights are the same at all places of a piece, and late in it they hold a switch for 4 to 6 steps, "
            "100 % correct: they have learned to. Early in it the same weights guess, so what they held is gone. With the "
            "state handed on, all distances are 100 % correct.",
            "b": "Then the accuracy would depend on the distance alone. Here, at the same distance, it depends on whether "
            "a piece ends in between.",
            "c": "One line too low: the zeros belong before the loop. With the state handed on, accuracy is 100 % at all "
            "distances. The larger network was built in vain; a table by distance *and* by place in the piece would "
            "have shown it in a minute.",
            "d": "At a distance of 4 to 6 the examples are the same in both lines, and one is at 50 %, the other at 100 %.",
        },
    },
}

EQUIVALENT = {
    "1_step_by_step": {
        "rnn_cell_backward": [
            (
                "return grads | {'dba': np.sum(dz, axis=1, keepdims=True)} -> "
                "return {'dba': np.sum(dz, axis=1, keepdims=True)} | grads",
                "the two dictionaries have no key in common",
            ),
        ],
        "lstm_forward": [
            (
                "return (np.stack(a, axis=2), np.stack(y, axis=2), np.stack(c, axis=2), (list(caches), x)) -> "
                "return (np.stack(a, axis=2), np.stack(y, axis=2), np.stack(c, axis=2), (caches, x))",
                "a tuple of the same caches: tuples count as lists",
            ),
        ],
        "smallest_case": [
            ("return False -> return", "None is as false as False"),
            ("return None -> return", "a bare `return` returns None"),
            ("return tuple(sizes) -> return sizes", "the judge takes a list of four numbers, too"),
            *(
                (f"rng = np.random.default_rng(1) -> rng = {other}", "other random numbers show the same faults")
                for other in ("np.random", "np.random.default_rng(2)", "np.random.default_rng(0)")
            ),
            *(
                (f"sizes = [4, 4, 4, 4] -> sizes = {other}", "it begins with a larger case and shrinks it")
                for other in ("[5, 4, 4, 4]", "[4, 5, 4, 4]", "[4, 4, 5, 4]", "[4, 4, 4, 5]")
            ),
            (
                "room = 1e-06 * np.abs(right).max() -> room = 2e-06 * np.abs(right).max()",
                "rounding ends at a third of the room, and every fault is larger than twice the room",
            ),
            (
                "if found[name].shape != right.shape or np.abs(found[name] - right).max() > room: -> "
                "if found[name].shape != right.shape or np.abs(found[name] - right).max() >= room:",
                "no difference is exactly as large as the room",
            ),
        ],
        "remembering_lstm": [
            *(
                (f"v = np.linspace(0.1, 0.9, 50) -> v = np.linspace({other})", "a fit to other numbers, close enough")
                for other in ("0.9, 0.1, 50", "0.2, 0.9, 50", "0.1, 0.9, 51", "0.1, 0.9, 49")
            ),
            *(
                (f"scales = np.array([[0.1], [1.0], [2.0]]) -> scales = np.array({other})", reason)
                for reason, others in (
                    ("the units are numbered differently", ("[[1.0], [0.1], [2.0]]", "[[0.1], [2.0], [1.0]]")),
                    (
                        "the sign of a unit's scale is made up for by its weight",
                        ("[[-0.1], [1.0], [2.0]]", "[[0.1], [-1.0], [2.0]]", "[[0.1], [1.0], [-2.0]]"),
                    ),
                    (
                        "units of other scales, whose sum is close enough as well",
                        (
                            *("[[1.1], [1.0], [2.0]]", "[[-0.9], [1.0], [2.0]]", "[[0.2], [1.0], [2.0]]"),
                            *("[[0.1], [2.0], [2.0]]", "[[0.1], [0.0], [2.0]]", "[[0.1], [1.0], [3.0]]"),
                            *("[[0.1], [1.0], [1.0]]", "[[0.1], [1.0], [4.0]]"),
                        ),
                    ),
                )
                for other in others
            ),
            *(
                (
                    "parameters['Wf'][:, 4], parameters['Wi'][:, 4] = (-40, 40) -> "
                    f"parameters['Wf'][:, 4], parameters['Wi'][:, 4] = {other}",
                    "a gate of another large number is as open or shut",
                )
                for other in ("(-40, 41)", "(-40, 39)", "(-41, 40)", "(-39, 40)")
            ),
            *(
                (
                    "parameters |= {'bf': np.full((3, 1), 20.0), 'bi': np.full((3, 1), -20.0)} -> "
                    f"parameters |= {{'bf': np.full((3, 1), {forget}), 'bi': np.full((3, 1), {write})}}",
                    "a gate with a bias of 19 or 21 is as open or shut",
                )
                for forget, write in ((21.0, -20.0), (19.0, -20.0), (20.0, -21.0), (20.0, -19.0))
            ),
            *(
                (
                    "parameters |= {'bo': np.full((3, 1), 20.0), 'bc': -scales / 2, 'by': np.zeros((2, 1))} -> "
                    f"parameters |= {{'bo': np.full((3, 1), {other}), 'bc': -scales / 2, 'by': np.zeros((2, 1))}}",
                    "the output gate is as open",
                )
                for other in ("21.0", "19.0", "40.0")
            ),
            (
                "parameters |= {'bo': np.full((3, 1), 20.0), 'bc': -scales / 2, 'by': np.zeros((2, 1))} -> "
                "parameters |= {'bo': np.full((3, 1), 20.0), 'bc': -scales / 2, 'by': np.ones((2, 1))}",
                "the same number added to both scores changes no probability",
            ),
            (
                "parameters = {f'W{gate}': np.zeros((3, 5)) for gate in 'fico'} -> "
                "parameters = {f'W{gate}': np.zeros((3, 5)) for gate in 'fico_'}",
                "a further key is not looked at",
            ),
        ],
    },
    "2_dinosaurs": {
        "clip": [
            (
                "return {name: np.clip(gradient, -maxValue, maxValue) for name, gradient in gradients.items()} -> "
                "return {name: np.clip(-maxValue, gradient, maxValue) for name, gradient in gradients.items()}",
                "The larger of -maxValue and the gradient is the same in either order.",
            ),
        ],
        "perplexity": [
            ("with np.errstate(divide='ignore'): -> with np.errstate():", "This decides about a warning alone."),
        ],
        "model": [
            ("loss = get_initial_loss(vocab_size, 12) -> *", "The average is only printed."),
            ("loss = smooth(loss, current) -> *", "The average is only printed."),
            ("if verbose and j % 2000 == 0: -> *", "This decides about what is printed."),
            ("for seed in range(dino_names): -> *", "These names are only printed."),
            ("print_sample(sample(parameters, char_to_ix, seed), ix_to_char) -> *", "These names are only printed."),
            (
                "for seed in range(dino_names): print_sample(sample(parameters, char_to_ix, seed), ix_to_char) -> *",
                "These names are only printed.",
            ),
            (
                "if verbose and j % 2000 == 0: print(f'after {j} names: smoothed loss {loss:.2f}') for seed in range(dino_names): print_sample(sample(parameters, char_to_ix, seed), ix_to_char) -> *",
                "This is only printed.",
            ),
            (
                "def model(data_x, ix_to_char, char_to_ix, num_iterations=35000, n_a=50, dino_names=7, vocab_size=27, verbose=False): -> *",
                "The head of the function is given, and the check says all numbers itself.",
            ),
        ],
        "top_k": [
            (
                "likeliest = np.argsort(-probabilities, kind='stable')[:k] -> "
                "likeliest = np.argsort(-probabilities, kind='stable_')[:k]",
                "NumPy looks at the first letter of the kind alone.",
            ),
        ],
        "nucleus": [
            (
                "order = np.argsort(-probabilities, kind='stable') -> "
                "order = np.argsort(-probabilities, kind='stable_')",
                "NumPy looks at the first letter of the kind alone.",
            ),
        ],
        "letter_model": [
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: [after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]",
                "A list of rows becomes an array.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[1:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[0 - n:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "return lambda prefixes: np.array([after(('^' * n + prefix)[1 - n:]) for prefix in prefixes]) -> return lambda prefixes: np.array([after(('^' * n + prefix)[-1 - n:]) for prefix in prefixes])",
                "A context that is longer than any in the table is shortened.",
            ),
            (
                "text = '^' * (n - 1) + name + '\\n' -> text = '^' * (n - 2) + name + '\\n'",
                "Only first letters are predicted worse: a model that reaches what is asked for.",
            ),
            (
                "grams = Counter((gram[1:] for gram in grams)) -> grams = Counter((gram[2:] for gram in grams))",
                "Contexts of 5, 3, and 1 letters: another model that reaches what is asked for.",
            ),
            (
                "n, grams, followed = (6, Counter(), defaultdict(lambda: np.zeros(27))) -> *",
                "One letter of context more or less is as good.",
            ),
            ("taken = np.minimum(0.9 * counts, 1.4) -> *", "A little more or less is as good."),
        ],
    },
    "3_jazz": {
        "djmodel": [
            (
                "_, a, c = LSTM_cell(reshaper(X[:, t, :]), initial_state=[a, c]) -> "
                "_, a, c = LSTM_cell(reshaper(X[:, t]), initial_state=[a, c])",
                "An axis that is not named is taken whole.",
            ),
        ],
        "predict_and_sample": [
            (
                "indices = np.argmax(np.array(inference_model(inputs)), axis=-1) -> "
                "indices = np.argmax(inference_model(inputs), axis=-1)",
                "NumPy makes an array of the list of tensors in either case.",
            ),
            (
                "return (np.eye(x_initializer.shape[-1])[indices[:, 0]], indices) -> "
                "return (np.eye(x_initializer.shape[-1])[indices[:, -1]], indices)",
                "The arguments are of one example: its column is the first and the last.",
            ),
        ],
        "most_probable": [
            (
                "before = np.zeros((length + 1, n), int) -> before = np.ones((length + 1, n), int)",
                "Only places are read that have been written.",
            ),
            (
                "before = np.zeros((length + 1, n), int) -> before = np.zeros((length + 2, n), int)",
                "A further row is never read.",
            ),
            (
                "best = np.full((length + 1, n), -np.inf) -> best = np.full((length + 2, n), -np.inf)",
                "A further row is never read.",
            ),
            *(
                (
                    f"for place in range(1, length + 1): -> for place in range({first}, length + 1):",
                    "Before the first eighth no value can end, so nothing is written.",
                )
                for first in (0, -1)
            ),
            *(
                (f"elif start > 0: -> elif start {more}:", "A start of 0 has its own branch before.")
                for more in (">= 0", "> -1")
            ),
            ("solo.append(int(v)) -> solo.append(v)", "A NumPy integer is a whole number, too, and is accepted."),
        ],
        "longest_copy": [
            *(
                (f"for size in range(1, len(notes) + 1): -> for size in range(1, len(notes) + {more}):", reason)
                for more, reason in (
                    ("1 + 1", "No run is longer than the solo: there the search stops by itself."),
                    ("2", "No run is longer than the solo: there the search stops by itself."),
                )
            ),
            *(
                (
                    "yield tuple(((pitch - top if pitch else None, eighths) for pitch, eighths in window)) -> "
                    f"yield tuple(({pair} for pitch, eighths in window))",
                    "Runs are compared with runs written in the same way, by a one-to-one rule.",
                )
                for pair in (
                    "(eighths, pitch - top if pitch else None)",
                    "(top - pitch if pitch else None, eighths)",
                )
            ),
        ],
        "improvise": [
            (
                "solo.append(int(np.random.choice(len(p), p=p / p.sum()))) -> "
                "solo.append(np.random.choice(len(p), p=p / p.sum()))",
                "A NumPy integer is a whole number, too, and is accepted.",
            ),
        ],
    },
}

PARTS = {
    "1_step_by_step": {
        "rnn_cell_forward": {
            0: "`a_next` is wrong. Work the latch by hand and compare: which of the three terms is not as in the formula?",
            1: "`a_next` is right, `yt_pred` is not: what does the second line of the formula read?",
            2: "State and prediction are right, the cache is not: it is `(a_next, a_prev, xt, parameters)`.",
        },
        "rnn_forward": {
            0: "`a` is wrong: at which step for the first time? Look at what this step gets from the one before, and at what is stored of it.",
            1: "`a` is right, `y_pred` is not: compare it with what each step returns.",
            2: "States and predictions are right, `caches` is not: it is the list of the caches of all steps, then `x`.",
        },
        "rnn_cell_backward": {
            "dba": "`dba` is wrong, so begin there: it is the gradient of `z`, added up over the examples.",
            "dxt": "`dba` is right, `dxt` is not: which matrix has read `xt`, and what does its shape ask for?",
            "da_prev": "`da_prev` is wrong: which matrix has read `a_prev`, and which way round is it needed?",
            "dWax": "`dWax` is wrong: what did this matrix multiply?",
            "dWaa": "`dWaa` is wrong: what did this matrix multiply?",
        },
        "rnn_backward": {
            "dx": "`dx` is wrong: at which step for the first time, counted from the last one? What does that step get "
            "that the last one does not?",
            "da0": "`dx` is right, `da0` is not: it is the gradient of the state before the first step.",
            "dWax": "`dx` and `da0` are right, `dWax` is not: in how many steps is `Wax` used?",
            "dWaa": "`dx` and `da0` are right, `dWaa` is not: in how many steps is `Waa` used?",
            "dba": "`dx` and `da0` are right, `dba` is not: in how many steps is `ba` added?",
        },
        "lstm_cell_forward": {
            1: "`c_next` is wrong, so begin there. Print the three gates and the candidate of the LSTM of zeros.",
            0: "`c_next` is right, `a_next` is not: what stands between the two?",
            2: "Both states are right, `yt_pred` is not: what does it read?",
            3: "States and prediction are right, the cache is not: a tuple of ten, in the order of the text.",
        },
        "lstm_forward": {
            0: "`a` is wrong: at which step for the first time? Look at what this step gets from the one before, and at what is stored of it.",
            1: "`a` is right, `y` is not: compare it with what each step returns.",
            2: "States and predictions are right, `c` is not: at which step for the first time?",
            3: "All states and predictions are right, `caches` is not: it is the list of the caches of all steps, then `x`.",
        },
        "lstm_cell_backward": {
            "dc_prev": "`dc_prev` is wrong, so begin there: is the gradient of the cell state complete, and through "
            "what does it pass?",
            "dbf": "`dbf` is wrong: what does the forget gate multiply, and what is the derivative of its sigmoid?",
            "dbi": "`dbi` is wrong: what does the input gate multiply, and what is the derivative of its sigmoid?",
            "dbc": "`dbc` is wrong: what does the candidate multiply, and what is the derivative of its tanh?",
            "dbo": "`dbo` is wrong: in which line does the output gate stand, and what does it multiply there?",
            "da_prev": "The biases are right, `da_prev` is not: all four matrices have read it.",
            "dxt": "The biases are right, `dxt` is not: all four matrices have read it, in their last columns.",
        },
        "lstm_backward": {
            "dx": "`dx` is wrong: at which step for the first time, counted from the last one? What does that step get "
            "that the last one does not?",
            "da0": "`dx` is right, `da0` is not: it is the gradient of the state before the first step.",
            "dWf": "`dx` and `da0` are right, `dWf` is not: in how many steps is `Wf` used?",
        },
        "gru_cell_forward": {
            0: "`a_next` is wrong. Work the unit at 0.8 by hand with both gates open and shut: which case differs?",
            1: "`a_next` is right, `yt_pred` is not: what does it read?",
            2: "State and prediction are right, the cache is not: a tuple of seven, in the order of the text.",
        },
        "gru_forward": {
            0: "`a` is wrong: at which step for the first time? Look at what this step gets from the one before, and at what is stored of it.",
            1: "`a` is right, `y_pred` is not: compare it with what each step returns.",
            2: "States and predictions are right, `caches` is not: it is the list of the caches of all steps, then `x`.",
        },
        "mended_backward": {
            "dbh": "Test the parameters one by one: which of them is wrong with one unit and three steps?",
            "dx": "The biases are right, `dx` is not: it reads the last columns of both matrices.",
        },
    },
    "2_dinosaurs": {
        "model": {
            0: "The parameters are wrong. Print what you give to `optimize` for two or three names: `X`, `Y`, the state, and "
            "which name it is.",
            1: "The parameters are right, the text is not: `sample` draws from them at the end, and `get_sample` makes a "
            "text of the indices.",
        },
    },
    "3_jazz": {
        "predict_and_sample": {
            1: "The indices are wrong: where is each step's largest probability, and from which states does it come?",
            0: "The indices are right and the rows are not: each has a one at its index.",
        },
        "longest_copy": {
            0: "The size is wrong: same lengths, same rests, and one number of semitones for the whole run.",
            1: "The size is right, its place is not: which is the first run of that size in `notes`?",
        },
    },
}
