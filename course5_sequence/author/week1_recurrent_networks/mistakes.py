"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit, only

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
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "3_jazz": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
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
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q2": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q3": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q4": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q5": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q6": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q7": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q8": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q9": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q10": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
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
}
