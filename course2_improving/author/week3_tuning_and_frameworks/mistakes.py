"""The known mistakes of week 3 and the explanations of its quiz; never released to students."""

import ast

import numpy as np

from grading.authoring.slips import code, edit, exchanged, given, in_place, only, result


def _by_logarithms(r, low, high):
    """Spread numbers as `log_scale` does, where an end of 0 gives -inf or nan in the place of an error."""
    return np.exp(np.log(low) + r * (np.log(high) - np.log(low)))


TUNING_ANOTHER = "Another path through the same settings, which reaches the target as well."


def _fixed_list(history, budget):
    """Propose the best of 6,000 lists of eight settings, found by measuring them on 150 tasks."""
    powers = [
        (0.97, 1.45, 1.18), (1.04, 0.85, 2.06), (-1.38, 1.61, 1.17), (0.61, 1.7, 2.08),
        (-1.79, 1.6, 1.88), (-1.81, 0.87, 1.56), (-0.49, 0.99, 2.19), (-0.26, 1.03, 1.37),
    ][len(history)]  # fmt: skip
    return {"learning_rate": 10 ** powers[0], "beta": 1 - 10 ** -powers[1], "hidden": round(10 ** powers[2])}


def _frozen(value):
    """Return a tensor of the same numbers that no tape connects with anything."""
    import tensorflow as tf

    return tf.stop_gradient(value)


def _ending(text):
    """Return a forward pass with TensorFlow that returns `text`, which may use Z3."""
    return edit("return parameters", "Z3 = parameters", "    ### END", f"    return {text}\n    ### END")


def _losses(text):
    """Return a loss with other summands, whose sum is returned."""
    call = "tf.keras.losses.categorical_crossentropy(\n        tf.transpose(labels), tf.transpose(logits), from_logits=True)"
    return edit(call, text)


MISTAKES = {
    "1_hyperparameter_tuning": {
        "log_scale": {
            "The ends themselves are taken for exponents: undo the logarithm of what lies between *their* logarithms.": lambda r, low, high: (
                10.0 ** (low + r * (high - low))
            ),
            "The ends are put into the exponential as they are: what lies between their logarithms belongs there.": lambda r, low, high: (
                np.exp(low + r * (high - low))
            ),
            "The factor is added to `low`: on this scale one multiplies.": edit("low * (", "low + ("),
            "The difference of the ends is taken to the power of `r`: it is their quotient.": edit(
                "high / low", "high - low"
            ),
            "The difference of the ends is in a power of `r` that starts at `low`: it is their quotient that acts.": edit(
                "* (high / low)", "+ (high - low)"
            ),
            "`r` multiplies the factor `high / low`: it is its power.": edit("** r", "* r"),
            "`low` has no part in it: at `r = 0` this gives 1.": edit("low * (high / low)", "high"),
            "The middle comes out whatever `r` is: where does `r` go in?": lambda r, low, high: (
                np.sqrt(low * high) + 0 * r
            ),
            "`high` is added as a logarithm, not the way from `low` to it: at `r = 1` both logarithms count.": edit(
                "(high / low)", "high"
            ),
            "That is the linear scale, `low + r * (high - low)`: draw evenly in factors instead.": lambda r, low, high: (
                low + r * (high - low)
            ),
            "Undo the logarithm: what is asked for is $x$, not $\\log x$.": result(np.log),
            "Undo the logarithm: what is asked for is $x$, not its power of ten.": result(np.log10),
            "`np.log` is undone by `np.exp`; `10 **` undoes `np.log10`.": result(lambda x: 10 ** np.log(x)),
            "`np.log10` is undone by `10 **`; `np.exp` undoes `np.log`.": result(lambda x: np.exp(np.log10(x))),
            "The ends are exchanged: `r = 0` is to give `low`.": given(lambda r, low, high: (r, high, low)),
            "`low` is left out at the end: the factor `(high / low) ** r` is to be multiplied by it.": edit(
                "low * (", "("
            ),
            "The exponent goes from 0 down to that of `low`: the end `high` is not used.": edit(
                "low * (high / low)", "low"
            ),
            "The exponents are whole numbers here, and so each result is a power of ten: do not round them.": result(
                lambda x: 10.0 ** np.round(np.log10(x))
            ),
        },
        "momentum_scale": {
            "That is a linear scale of beta: spread `1 - beta` evenly in factors.": lambda r, low, high: (
                low + r * (high - low)
            ),
            "That spreads `beta` itself in factors: spread `1 - beta`.": [
                edit("1 - log_scale(r, 1 - low, 1 - high)", "log_scale(r, low, high)"),
                _by_logarithms,
            ],
            "The ends go in as they are and the result is taken from 1: turn the ends into `1 - beta` as well.": [
                edit("1 - low, 1 - high", "low, high"),
                lambda r, low, high: 1 - _by_logarithms(r, low, high),
            ],
            "The range is from 0.9 to 0.999 whatever is given: take `low` and `high`.": edit(
                "1 - low, 1 - high", "0.1, 0.001"
            ),
            "That is the average of the two scales: `1 - beta` alone is spread in factors.": edit(
                "return 1 -", "return (1 + low + r * (high - low) -", "1 - high)", "1 - high)) / 2"
            ),
            "The result is negative, `1 - beta` with its sign turned: take it from 1.": edit("return 1 -", "return -"),
            "That is `1 - beta`: take it from 1 once more.": edit("return 1 -", "return"),
            "The ends are exchanged: `r = 0` is to give `low`, where `1 - beta` is `1 - low`.": given(
                lambda r, low, high: (r, high, low)
            ),
            "That is the window `1 / (1 - beta)`: turn it into beta.": edit("return 1 -", "return 1 /"),
            "That spreads the window `1 / (1 - beta)` on a linear scale: it acts by factors.": lambda r, low, high: (
                1 - 1 / (1 / (1 - low) + r * (1 / (1 - high) - 1 / (1 - low)))
            ),
        },
        "settings_at": {
            "The units are a share of `high`: they go from `low` to `high`.": edit(
                "log_scale(c, low, high + 1)", "c * high"
            ),
            "The units are rounded up: then `low` can never come out. Cut off instead.": edit(
                "int(log_scale(c, low, high + 1))", "int(np.ceil(log_scale(c, low, high)))"
            ),
            "The units are the middle of their range whatever `r` is: they have a column of their own.": edit(
                "int(log_scale(c, low, high + 1))", "(low + high) // 2"
            ),
            "Learning rate and units have each other's column.": edit("a, b, c in", "c, b, a in"),
            "`beta` and units have each other's column.": edit("a, b, c in", "a, c, b in"),
            "`1 - beta` is stored under `beta`: which of the two does `momentum_scale` return?": edit(
                "momentum", "1 - momentum"
            ),
            "`beta` is spread over the range of the learning rate: each setting has a range of its own.": edit(
                'momentum_scale(b, *ranges["beta"])', 'log_scale(b, *ranges["learning_rate"])'
            ),
            "This is one dictionary of columns: return a list with a dictionary for every row.": result(
                lambda rows: {name: np.array([one[name] for one in rows]) for name in rows[0]}
            ),
            "Only the last candidate is left: a new dictionary is needed for every row, and all go into the list.": result(
                lambda rows: rows[-1:]
            ),
            "The largest number of units can hardly ever come out: how far does the range go before you cut off?": edit(
                "high + 1", "high"
            ),
            "The units are rounded: cut off what comes after the point instead.": [
                edit("int(log", "round(log"),
                edit("int(log", "round(log", "high + 1", "high"),
            ],
            "The units are one too many: they go from `low` to `high`.": edit("int(log", "1 + int(log"),
            "`hidden` is to be a whole number.": edit(
                "int(log_scale(c, low, high + 1))", "log_scale(c, low, high + 1)"
            ),
            "The units are on a linear scale here: use `log_scale`, then cut off.": [
                edit("int(log_scale(c, low, high + 1))", "low + int(c * (high - low + 1))"),
                edit("int(log_scale(c, low, high + 1))", "round(low + c * (high - low))"),
            ],
            "`beta` has a scale of its own: `momentum_scale`.": edit("momentum_scale", "log_scale"),
            "`beta` is on a linear scale here: use `momentum_scale`.": edit(
                "momentum_scale(b, *", "np.interp(b, [0, 1], "
            ),
            "The learning rate is on a linear scale here: use `log_scale`.": edit(
                "log_scale(a, *", "np.interp(a, [0, 1], "
            ),
            "All three settings come from the first column: each has a column of its own.": edit(
                "in r:", "in r[:, [0, 0, 0]]:"
            ),
            "The columns of the learning rate and of `beta` are exchanged.": edit("a, b, c in", "b, a, c in"),
            "This returns the first candidate only: return a list of them all.": result(lambda rows: rows[0]),
        },
        "search": {
            "Return the best settings, not their place in the list.": edit(
                "return best", "return None if best is None else candidates.index(best)"
            ),
            "The search ends after the first candidate: where does the `return` stand?": edit(
                "in candidates:", "in candidates[:1]:"
            ),
            "Where no candidate has a score, the best one is None: `np.nanargmax` raises an error there.": edit(
                "return best", "return candidates[np.nanargmax(scores)]"
            ),
            "nan has been turned into 0, which is a score like any other: candidates without a score never win.": edit(
                "return best, scores", "return candidates[np.argmax(np.nan_to_num(scores))], np.nan_to_num(scores)"
            ),
            "The last candidate is never scored: how far does the loop go?": edit(
                "in candidates:", "in candidates[:-1]:"
            ),
            "The pairs of settings and scores come back as one list: return the best settings and the scores alone.": lambda evaluate, candidates: [
                (one, evaluate(one)) for one in candidates
            ],
            "The scores come first: return the best settings, then the scores.": edit(
                "return best, scores", "return scores, best"
            ),
            "The highest score is returned for the list of all.": edit("return best, scores", "return best, highest"),
            "The last candidate that beats the one before it wins: compare with the highest score of all so far.": edit(
                "best, highest = settings, score", "best = settings\n        highest = score"
            ),
            "Return the best settings, not their score.": edit("return best", "return highest"),
            "A score may be below zero: start with `-np.inf` as the highest one.": edit("-np.inf", "0.0"),
            "Of equal scores the first one wins: use `>`, not `>=`.": edit("score > highest", "score >= highest"),
            "That finds the lowest score: the highest is the best.": edit(
                "-np.inf", "np.inf", "score > highest", "score < highest"
            ),
            "Failed trainings belong into the list of scores, too, as nan.": edit(
                "return best, scores", "return best, [score for score in scores if score == score]"
            ),
            "The scores are to stand in the order of the candidates: do not sort them.": edit(
                "return best, scores", "return best, sorted(scores, reverse=True)"
            ),
            "A first candidate without a score stays the best one, since nothing is above nan.": edit(
                "None, -np.inf", "candidates[0], evaluate(candidates[0])"
            ),
            "`np.argmax` takes nan for the highest: candidates without a score must not win.": edit(
                "return best", "return candidates[np.argmax(scores)]"
            ),
            "The list of the scores is missing: return the best settings and the scores.": edit(
                "return best, scores", "return best"
            ),
        },
        "narrow": {
            "All values with a score count: the best `keep` of them do.": edit("[order[:keep]]", ""),
            "The largest values are kept, not those with the best scores: sort by the scores.": edit(
                "-scores[", "-values["
            ),
            "The first values of the list are kept, whatever their scores: are the places sorted by the scores, or the scores on their own?": edit(
                "order[:keep]", ":keep"
            ),
            "One candidate too few is kept.": edit(":keep", ":max(keep - 1, 1)"),
            "One candidate too many is kept.": edit(":keep", ":keep + 1"),
            "The range stays within the old values: it may go beyond them, since the top may lie outside.": edit(
                "best.min() / room",
                "max(best.min() / room, values.min())",
                "best.max() * room",
                "min(best.max() * room, values.max())",
            ),
            "The room lies around the single best value: the range goes from the smallest to the largest of the kept.": edit(
                ".min()", "[0]", ".max()", "[0]"
            ),
            "These are ends of the scores: the range is one of the values.": edit("values[scored]", "scores[scored]"),
            "Those are the worst candidates: the best have the highest scores.": edit("-scores", "scores"),
            "Give the range room on both sides: divide the low end by `room`, multiply the high one.": edit(
                "/ room", "", "* room", ""
            ),
            "The low end has no room: divide it by `room`.": edit("/ room", ""),
            "The high end has no room: multiply it by `room`.": edit("* room", ""),
            "The scale is logarithmic: the room is a factor, not something to add and take off.": edit(
                "/ room", "- room", "* room", "+ room"
            ),
            "`room` makes the range tighter here: divide the low end by it, multiply the high one.": edit(
                "* room", "/ room", "min() /", "min() *"
            ),
            "A candidate without a score counts as the best one here: leave nan out first.": edit(
                "~np.isnan(scores)", "slice(None)", "(-scores[scored])", "(scores)[::-1]"
            ),
            "If fewer than `keep` have a score, values of failed trainings are taken here: leave nan out first.": edit(
                "~np.isnan(scores)", "slice(None)"
            ),
            "The best three are always taken: use `keep`.": edit(":keep", ":3"),
            "The room is always 2: use `room`.": edit("/ room", "/ 2", "* room", "* 2"),
            "The ends are exchanged: return `(low, high)`.": result(lambda ends: ends[::-1]),
            "That goes from the best to the last of the kept in order of score: take smallest and largest.": edit(
                ".min()", "[0]", ".max()", "[-1]"
            ),
        },
        "diagnose": {
            "`n` is the number of epochs, one less than the entries: then a quarter of it begins elsewhere.": edit(
                "len(train_costs) - 1", "len(train_costs)"
            ),
            "`train_costs[-n // 4]` is another place: without parentheses the sign goes first, and the 1 is missing.": edit(
                "-1 - n // 4", "-n // 4"
            ),
            "The last quarter begins one epoch late: the entry before it is the one to compare with.": edit(
                "-1 - n // 4", "-(n // 4)"
            ),
            "The quarter is taken from the start of the curve: it is the last one.": edit("-1 - n // 4", "n // 4"),
            "To fall by more than 10 % is to end below 0.9 of the cost before: yours takes a difference of 0.1.": edit(
                "last < 0.9 *", "last + 0.1 <"
            ),
            "A curve that still falls is called `underfits` here: compare the last cost with that of a quarter of the epochs before, not of one epoch, and do so before the verdict is `underfits`.": edit(
                "-1 - n // 4", "-2"
            ),
            "Any cost above the first one counts as divergence here: only the last cost is asked.": edit(
                "last > train", "np.nanmax(train_costs) > train"
            ),
            "20 % above is a factor of 1.2: yours adds 0.2.": edit("1.2 *", "0.2 +"),
            "The last dev cost is compared with the one before it: compare with the lowest of all.": edit(
                "np.min(dev_costs)", "dev_costs[-2]"
            ),
            "The highest dev cost decides here, wherever it stands: it is the last one that counts.": edit(
                "dev_costs[-1]", "np.max(dev_costs[1:])"
            ),
            "The lowest training cost is compared with the target: the last one counts.": edit(
                "last > target", "np.nanmin(train_costs) > target"
            ),
            "Nothing ever overfits here: the last dev cost is asked, if the training cost meets the target.": edit(
                '"overfits"', '"fine"'
            ),
            "The dev cost is compared with the target: the target is that of the training cost.": edit(
                "last > target", "dev_costs[-1] > target"
            ),
            "A cost that is nan is above nothing: ask for a finite number first.": edit(
                "not np.isfinite(last) or ", ""
            ),
            "A cost that ends above its first value diverges, even when it is a finite number.": edit(
                " or last > train_costs[0]", ""
            ),
            "A cost that ends where it began does not diverge: it must be above the first one.": edit(
                "last > train", "last >= train"
            ),
            "`too slow` is decided by the last quarter of the epochs, not by the whole curve.": edit(
                "-1 - n // 4", "0"
            ),
            "Too slow and underfits are exchanged: what still falls is too slow.": edit("last < 0.9", "last >= 0.9"),
            "A dev cost above the training cost is usual: compare the last dev cost with the lowest dev cost.": edit(
                "np.min(dev_costs)", "last"
            ),
            "A dev cost that is a little above its lowest one is noise: it must be more than 20 % above.": edit(
                "1.2 * ", ""
            ),
            "The dev cost has to be compared with its lowest value, not with its first.": edit(
                "np.min(dev_costs)", "dev_costs[0]"
            ),
            "The rules have an order: a training cost above the target comes before the dev cost.": edit(
                "if last > target",
                'if dev_costs[-1] > 1.2 * np.min(dev_costs):\n        return "overfits"\n    if last > target',
            ),
            "A training cost that just meets the target is good enough: it must be above it.": edit(
                "last > target", "last >= target"
            ),
        },
        "early_stopping": {
            "The last epoch is that of the whole list: the training has stopped before.": edit(
                "return best, epoch", "return best, len(dev_costs) - 1"
            ),
            "The last epoch is always the best one plus `patience`: the costs may end before that.": edit(
                "return best, epoch", "return best, best + patience"
            ),
            "`min_delta` is a share of the best cost here: it is a difference.": edit(
                "- min_delta", "* (1 - min_delta)"
            ),
            "The best cost is compared with the first one for ever: it becomes that of each new best epoch.": edit(
                "dev_costs[best]", "dev_costs[0]"
            ),
            "The epoch of the stop is returned one too early: it is the last one that was run.": edit(
                "return best, epoch", "return best, epoch - 1"
            ),
            "How many epochs were run is returned: return the number of the last one, counted from 0.": edit(
                "return best, epoch", "return best, epoch + 1"
            ),
            "Only the best epoch is returned: the last one that was run is asked for too.": edit(
                "return best, epoch", "return best"
            ),
            "The highest cost is taken for the best: lower is better.": edit("cost <", "-cost < -"),
            "The training stops at the first epoch that is no improvement: it has `patience`.": edit(
                "== patience", "== 1"
            ),
            "It never stops before the end of the list: count the epochs since the best one.": edit(
                "break", "continue"
            ),
            "That is the lowest cost of the whole list: costs after the stop would never have been computed.": edit(
                "return best", "return np.nanargmin(dev_costs)"
            ),
            "A cost is compared with that of the epoch before: compare it with the best one so far.": edit(
                "dev_costs[best]", "dev_costs[epoch - 1]"
            ),
            "The count must begin again at a new best epoch: `patience` epochs *in a row*.": edit(
                "best = 0",
                "best = gains = 0",
                "best = epoch",
                "best, gains = epoch, gains + 1",
                "epoch - best",
                "epoch - gains",
            ),
            "It stops one epoch too late: after `patience` epochs without a new best one.": edit(
                "== patience", "> patience"
            ),
            "It stops one epoch too early: after `patience` epochs without a new best one.": edit(
                "== patience", "== max(patience - 1, 1)"
            ),
            "`min_delta` is not used: an epoch must be more than that below the best one.": edit("- min_delta", ""),
            "`min_delta` has the wrong sign: an epoch must be that much *below* the best one.": edit(
                "- min_delta", "+ min_delta"
            ),
            "An equal cost is no improvement: it must be lower.": edit("cost <", "cost <="),
            "The two are exchanged: return the best epoch first.": edit("return best, epoch", "return epoch, best"),
            "Return the number of the best epoch, not its cost.": edit("return best", "return dev_costs[best]"),
            "Count epochs from 0, which is the cost before the first one.": edit(
                "return best, epoch", "return best + 1, epoch + 1"
            ),
        },
        "trials_needed": {
            "Trials that fail cannot be hits: where does `failing` go in?": edit(" * (1 - failing)", ""),
            "`failing` is the share that fails: the others can be hits.": edit("(1 - failing)", "failing"),
            "Rounded down, the chance is just missed: the smallest number that is enough.": edit("np.ceil", "np.floor"),
            "Rounded to the nearest, the chance is just missed at times: the smallest number that is enough.": edit(
                "np.ceil", "np.round"
            ),
            "That is one trial too many.": edit("return int(", "return 1 + int("),
            "The number of trials is a whole number.": edit("int(np.ceil(", "((("[1:]),
            "The chances of single trials are added here; but two hits in one search count once.": edit(
                "np.log(1 - chance) / np.log(1 - share * (1 - failing))", "chance / (share * (1 - failing))"
            ),
            "That many trials give one hit *on average*, whatever `chance` is.": edit(
                "np.log(1 - chance) / np.log(1 - share * (1 - failing))", "1 / (share * (1 - failing))"
            ),
            "With the probability `chance` all trials miss here: at least one hit is asked for.": edit(
                "np.log(1 - chance)", "np.log(chance)"
            ),
            "That is for trials that are all hits: at least one is asked for. What is the probability that all miss?": edit(
                "np.log(1 - chance) / np.log(1 - share", "np.log(chance) / np.log(share"
            ),
        },
        "compare": {
            "The scores belong together by seed: look at the differences seed by seed, which are far less noisy.": code("""
                def compare(first, second):
                    first, second = (np.array(one)[~np.isnan(one)] for one in (first, second))
                    error = np.sqrt(first.var(ddof=1) / len(first) + second.var(ddof=1) / len(second))
                    t = (first.mean() - second.mean()) / error
                    return "undecided" if abs(t) <= 2 else "first" if t > 0 else "second", t
            """),
            "That is the standard deviation of the differences: the mean of n of them has a smaller standard error.": edit(
                " / np.sqrt(len(difference))", ""
            ),
            "The standard deviation divides by n here, too small for few seeds: by n - 1, since the mean is estimated.": edit(
                "ddof=1", "ddof=0"
            ),
            "One standard error is exceeded by chance one time in three: two are asked for.": edit(
                "abs(t) <= 2", "abs(t) <= 1"
            ),
            "The number of seeds counts those that failed, too.": edit("len(difference)", "len(first)"),
            "The higher mean wins here, however small the difference: compare it with its standard error.": edit(
                "abs(t) <= 2", "abs(t) <= 0"
            ),
            "The two are exchanged: the higher score is the better one.": edit("t > 0", "t < 0"),
            "Nothing is ever decided: how many standard errors is the mean difference away from 0?": edit(
                "abs(t) <= 2", "abs(t) <= np.inf"
            ),
            "A failed training makes the mean nan: leave out the seeds at which either has no score.": edit(
                "difference = difference[~np.isnan(difference)]", "pass"
            ),
            "A failed training counts as 0 here: leave out the seeds at which either has no score.": edit(
                "difference[~np.isnan(difference)]", "np.nan_to_num(first) - np.nan_to_num(second)"
            ),
            "Only a difference in favour of `first` is noticed: what of its sign?": edit("abs(t)", "t"),
        },
        "propose": {
            "`learning_rate` is always 0.316": edit("if not history:", "if True:"),
            "`learning_rate` is always": edit(
                '("learning_rate", 0.05), ("learning_rate", 20), ', "", ', ("learning_rate", 3.2)]', "] * 2"
            ),
            "`beta` is always": [
                edit('"beta": 1 - 1 / np.clip(best["window"], 3, 100)', '"beta": 0.944'),
                lambda history, budget: {
                    "learning_rate": 10 ** (1.5 - 4 * len(history) / 7),
                    "beta": 0.9,
                    "hidden": 60,
                },
            ],
            "`hidden` is always": edit('round(np.clip(best["hidden"], 8, 250))', "45"),
            "The proposals are the same in every task": [
                _fixed_list,
                lambda history, budget: {
                    "learning_rate": (0.03, 3.0)[len(history) % 2],
                    "beta": (0.87, 0.97)[len(history) // 2 % 2],
                    "hidden": (20, 100)[len(history) // 4 % 2],
                },
                lambda history, budget: (
                    lambda r: {
                        "learning_rate": 10 ** (4 * r[0] - 2.5),
                        "beta": 1 - 10 ** (-0.5 - 1.5 * r[1]),
                        "hidden": round(10 ** (0.9 + 1.5 * r[2])),
                    }
                )(np.random.default_rng(len(history)).random(3)),
            ],
            "When a score comes back": [
                edit("max(history", "min(history"),
                lambda history, budget: (
                    lambda r: {
                        "learning_rate": 10 ** (4 * r[0] - 2.5),
                        "beta": 1 - 10 ** (-0.5 - 1.5 * r[1]),
                        "hidden": round(10 ** (0.9 + 1.5 * r[2])),
                    }
                )(np.random.default_rng().random(3)),
            ],
            "expected a dictionary.": lambda history, budget: (1.0, 0.9, 60),
            "lacks the key 'beta'.": edit('"beta": ', '"momentum": '),
            "is outside of the range": edit("8, 250", "400, 500"),
            "expected a whole number.": edit("round(np.clip", "(0.3 + np.clip"),
            "is a `return` missing?": lambda history, budget: None,
        },
    },
    "2_batch_normalization": {
        "batch_norm_forward": {
            "Sums over the examples are divided by the number of units: a mean divides by how many are added up.": edit(
                "Z.mean(axis=1, keepdims=True)",
                "Z.sum(axis=1, keepdims=True) / len(Z)",
                "Z.var(axis=1, keepdims=True)",
                "((Z - mu) ** 2).sum(axis=1, keepdims=True) / len(Z)",
            ),
            "The variance is the mean of the squares as they are: take off the mean before squaring.": edit(
                "Z.var(", "(Z**2).mean("
            ),
            "`var` holds a sum of squares: a variance is their mean.": edit("Z.var(", "Z.shape[1] * Z.var("),
            "`beta` is not added.": edit("Z_norm + beta", "Z_norm"),
            "`gamma` is not used: it scales each unit.": edit("gamma * Z_norm", "Z_norm"),
            "`beta` is subtracted: it is added.": edit("Z_norm + beta", "Z_norm - beta"),
            "The cache holds under `Z_norm` what is scaled and shifted already: keep it from before.": edit(
                '"Z_norm": Z_norm', '"Z_norm": gamma * Z_norm + beta'
            ),
            "The cache holds under `Z_norm` `Z - mu`: divide it by the standard deviation too.": edit(
                '"Z_norm": Z_norm', '"Z_norm": Z - mu'
            ),
            "`mu` and `var` are flat: `keepdims=True` keeps them columns, (n, 1).": edit(
                '"mu": mu, "var": var', '"mu": mu[:, 0], "var": var[:, 0]'
            ),
            "Only the cache is returned: return `Z_tilde`, then the cache.": result(lambda pair: pair[1]),
            **only(0, "Z_tilde", "the backward pass needs the cache too."),
            "Mean and variance are taken over the units, of each example: take them over the examples, `axis=1`.": edit(
                "axis=1", "axis=0"
            ),
            "One mean and one variance are taken of the whole array: every unit, a row, has its own.": edit(
                "Z.mean(axis=1, keepdims=True)",
                "np.full((len(Z), 1), Z.mean())",
                "Z.var(axis=1, keepdims=True)",
                "np.full((len(Z), 1), Z.var())",
            ),
            "The variance divides here: divide by its root.": edit("np.sqrt", ""),
            "`epsilon` is added to the root: it belongs under the root, to the variance.": edit(
                "np.sqrt(var + epsilon)", "(np.sqrt(var) + epsilon)"
            ),
            "`epsilon` is left out, or always 1e-5: use the argument.": edit("var + epsilon", "var + 1e-5"),
            "This variance is divided by m - 1 (`ddof=1`): divide by m.": edit("Z.var(", "Z.var(ddof=1, "),
            "The mean is not subtracted.": edit("(Z - mu)", "Z"),
            "`gamma` and `beta` are exchanged.": edit("gamma * Z_norm + beta", "beta * Z_norm + gamma"),
            "`gamma` and `beta` are not used: the result is `Z_norm` itself.": edit("gamma * Z_norm + beta", "Z_norm"),
            "`gamma` multiplies `beta` too: scale first, then shift.": edit(
                "gamma * Z_norm + beta", "gamma * (Z_norm + beta)"
            ),
            "The cache holds standard deviations under `var`: it asks for variances.": edit(
                '"var": var', '"var": np.sqrt(var)'
            ),
            "The cache holds variances with `epsilon` added: keep them as they are.": edit(
                '"var": var', '"var": var + epsilon'
            ),
        },
        "batch_norm_backward": {
            "`dZ` is measured by finite differences, which are far off for a unit that hardly varies: use the cache.": code("""
                def batch_norm_backward(dZ_tilde, cache):
                    Z_norm, epsilon, gamma = (cache[name] for name in ("Z_norm", "epsilon", "gamma"))
                    Z, dZ = Z_norm * np.sqrt(cache["var"] + epsilon) + cache["mu"], np.zeros(Z_norm.shape)
                    for index in np.ndindex(Z.shape):
                        step = np.zeros(Z.shape)
                        step[index] = 1e-5
                        above, below = (batch_norm_forward(Z + h, gamma, 0, epsilon)[0] for h in (step, -step))
                        dZ[index] = np.sum(dZ_tilde * (above - below)) / 2e-5
                    return dZ, (dZ_tilde * Z_norm).sum(axis=1, keepdims=True), dZ_tilde.sum(axis=1, keepdims=True)
            """),
            "In `dZ` both terms have sums where the means over the examples belong.": edit("np.mean", "np.sum"),
            "In `dZ` both terms are divided by the number of units: the means run over the examples.": edit(
                "np.mean(", "1 / len(dZ_norm) * np.sum("
            ),
            "In `dZ` the two means are those of `dZ_tilde`: they are of `dZ_norm`, which `gamma` has multiplied.": edit(
                "np.mean(dZ_norm", "np.mean(dZ_tilde"
            ),
            "In `dZ` the first mean is that of `dZ_tilde`: it is of `dZ_norm`, which `gamma` has multiplied.": edit(
                "np.mean(dZ_norm,", "np.mean(dZ_tilde,"
            ),
            "In `dZ` the second mean has `dZ_tilde` in it: it is `dZ_norm` that meets `Z_norm` there.": edit(
                "np.mean(dZ_norm *", "np.mean(dZ_tilde *"
            ),
            "In `dZ` the last mean is not multiplied by `Z_norm`.": edit("Z_norm * stretch", "stretch"),
            "`gamma` is in `dZ` twice: in `dZ_norm` once, and that is enough.": edit(
                'cache["gamma"]', 'cache["gamma"] ** 2'
            ),
            "`epsilon` is added to the root: it belongs under it, as in the forward pass.": edit(
                '["var"] + cache["epsilon"])', '["var"]) + cache["epsilon"]'
            ),
            "`dZ` is multiplied by the root of the variance: divide by it.": edit("/ deviation", "* deviation"),
            "In `dZ` the first term is added: both are subtracted.": edit("- shift", "+ shift"),
            "In `dZ` the second term is added: both are subtracted.": edit("- Z_norm", "+ Z_norm"),
            "`dgamma` takes `dZ_norm`, which `gamma` has multiplied already: it takes `dZ_tilde`.": edit(
                "dZ_tilde * Z_norm", 'cache["gamma"] * dZ_tilde * Z_norm'
            ),
            "`dgamma` and `dbeta` are single numbers: each unit has its own.": edit(
                "return dZ, dgamma, dbeta", "return dZ, dgamma.sum(), dbeta.sum()"
            ),
            "`dZ` comes last: the order is `dZ`, `dgamma`, `dbeta`.": edit(
                "return dZ, dgamma, dbeta", "return dgamma, dbeta, dZ"
            ),
            "`dZ` takes mean and variance for constants: they move with every entry of `Z`, which makes two more terms.": edit(
                "- shift - Z_norm * stretch", ""
            ),
            "In `dZ` the route through the variance is missing.": edit("- Z_norm * stretch", ""),
            "In `dZ` the route through the mean is missing.": edit("- shift", ""),
            "In `dZ` the factor `gamma` is missing.": edit('cache["gamma"] *', ""),
            "`dZ` is not divided by the root of the variance.": edit("/ deviation", ""),
            "`dZ` is divided by the variance, not by its root.": edit("np.sqrt", ""),
            "`epsilon` is not that of the cache: it was under the root in the forward pass.": edit(
                'cache["epsilon"]', "1e-5"
            ),
            "`dgamma` and `dbeta` are means: they are sums here, since the 1/m of the cost is in `dZ_tilde` already.": edit(
                "np.sum", "np.mean"
            ),
            **exchanged(1, 2, ("dgamma", "dbeta")),
            "`dgamma` and `dbeta` have lost an axis: use `keepdims=True`.": edit(
                "return dZ, dgamma, dbeta", "return dZ, dgamma[:, 0], dbeta[:, 0]"
            ),
            "`dgamma` takes `Z` before it is normalized: it is `Z_norm` that `gamma` multiplies.": edit(
                "dZ_tilde * Z_norm", 'dZ_tilde * (Z_norm * np.sqrt(cache["var"] + cache["epsilon"]) + cache["mu"])'
            ),
            "The signs of the two terms in `dZ` are wrong: both are subtracted.": edit(
                "- shift - Z_norm", "+ shift + Z_norm"
            ),
        },
        "update_running": {
            "A call changes its argument `running` in place": edit(
                "return {", "running |= {", "    ### END", "    return running\n    ### END"
            ),
            "`momentum` is 0.99 where it is not given: look at the default in the first line.": edit(
                "momentum=0.9", "momentum=0.99"
            ),
            "The averages are corrected as Adam's are, by `1 - momentum`: these begin at useful values and need none.": edit(
                "momentum * running", "momentum / (1 - momentum) * running", "+ (1 - momentum) *", "+"
            ),
            "Mean and variance have each other's new values.": given(
                lambda running, mu, var, momentum=0.9: (running, var, mu, momentum)
            ),
            "The result is a pair: return a dictionary with `mu` and `var`.": result(lambda new: tuple(new.values())),
            "The old values come back: the new ones are mixed in and returned.": lambda running, mu, var, momentum=0.9: (
                dict(running)
            ),
            "The two shares are equal, as in a plain mean: the old value counts `momentum`.": edit(
                "    return", "    momentum = 0.5\n    return"
            ),
            "The old values are not weighed: `momentum` stands before them.": edit("momentum * running", "running"),
            "The distance from the old to the new value has the wrong sign: the average moves towards the new one.": edit(
                "momentum * running", "(2 - momentum) * running", "+ (1", "- (1"
            ),
            "`momentum` and 1 - `momentum` are exchanged: it is the old value that counts `momentum`.": edit(
                "    return", "    momentum = 1 - momentum\n    return"
            ),
            "`momentum` is always 0.9: use the argument.": edit("    return", "    momentum = 0.9\n    return"),
            "The variance is not updated.": edit('momentum * running["var"] + (1 - momentum) * var', 'running["var"]'),
            "The mean is not updated.": edit('momentum * running["mu"] + (1 - momentum) * mu', 'running["mu"]'),
            "The old values are replaced instead of averaged.": lambda running, mu, var, momentum=0.9: {
                "mu": mu,
                "var": var,
            },
            "The root of the variance is averaged: average the variance itself.": edit("* var", "* np.sqrt(var)"),
            "The new values are added whole, without the factor 1 - `momentum`.": edit("(1 - momentum) * ", ""),
        },
        "batch_norm_predict": {
            "`beta` is not added.": edit("Z_norm + beta", "Z_norm"),
            "`gamma` is not used: it scales each unit.": edit("gamma * Z_norm", "Z_norm"),
            "`gamma` multiplies `beta` too: scale first, then shift.": edit(
                "gamma * Z_norm + beta", "gamma * (Z_norm + beta)"
            ),
            "The variance is that of the examples at hand: use the running one.": edit(
                'running["var"]', "Z.var(axis=1, keepdims=True)"
            ),
            "The mean is not subtracted.": edit(' - running["mu"]', ""),
            "Nothing is divided by the standard deviation: the running variance has no part in it.": edit(
                '/ np.sqrt(running["var"] + epsilon)', ""
            ),
            "`Z` is multiplied by the root of the variance: divide by it.": edit("/ np", "* np"),
            "A cache is returned too: at test time `Z_tilde` alone is asked for.": result(
                lambda Z_tilde: (Z_tilde, {})
            ),
            "Mean and variance are those of the examples at hand: at test time the running ones are used.": edit(
                'running["mu"]', "Z.mean(axis=1, keepdims=True)", 'running["var"]', "Z.var(axis=1, keepdims=True)"
            ),
            "The mean is that of the examples at hand: use the running one.": edit(
                'running["mu"]', "Z.mean(axis=1, keepdims=True)"
            ),
            "The variance divides here: divide by its root.": edit("np.sqrt", ""),
            "`epsilon` is added to the root: it belongs under it.": edit(
                'np.sqrt(running["var"] + epsilon)', '(np.sqrt(running["var"]) + epsilon)'
            ),
            "`epsilon` is left out, or always 1e-5: use the argument.": edit("+ epsilon", "+ 1e-5"),
            "`gamma` and `beta` are not used: training has learned them, and they stay.": edit(
                "gamma * Z_norm + beta", "Z_norm"
            ),
            "`gamma` and `beta` are exchanged.": edit("gamma * Z_norm + beta", "beta * Z_norm + gamma"),
            "The running mean is added, not subtracted.": edit('- running["mu"]', '+ running["mu"]'),
        },
        "forward_propagation": {
            **in_place("running", "dict(running)", "running"),
            "The softmax runs over the examples: the probabilities of one example, a column, add up to 1.": edit(
                "norm_network.softmax", "(lambda Z: norm_network.softmax(Z.T).T)"
            ),
            "The softmax runs over the whole array: the probabilities of one example, a column, add up to 1.": edit(
                "norm_network.softmax", "(lambda Z: np.exp(Z) / np.exp(Z).sum())"
            ),
            "The last layer has a sigmoid: it has a softmax.": edit(
                "norm_network.softmax", "(lambda Z: 1 / (1 + np.exp(-Z)))"
            ),
            "The cache holds activations from before ReLU.": edit(
                'cache[f"A{l}"] = A =', 'cache[f"A{l}"] = Z_tilde\n        A ='
            ),
            "The hidden layers have tanh: use ReLU.": edit("norm_network.relu", "np.tanh"),
            "The momentum of the running statistics is not 0.9: what does `update_running` take if it is given none?": edit(
                'norm["var"])', 'norm["var"], 0.99)'
            ),
            "The running statistics become those of the mini-batch: `update_running` mixes them into the old ones.": edit(
                'norm["var"])', 'norm["var"], 0)'
            ),
            "The last layer's outputs alone are returned: the cache and the running statistics are asked for too.": result(
                lambda three: three[0]
            ),
            "The running statistics come before the cache: the order is AL, cache, running.": edit(
                "return AL, cache, running", "return AL, running, cache"
            ),
            "`training=False` is ignored: then the running statistics are used and nothing is updated.": edit(
                "if training", "if True"
            ),
            "The running statistics are used in training too: there, a mini-batch is normalized by its own.": edit(
                "Z_tilde, norm =", "Z_tilde, (_, norm) = batch_norm_predict(Z, gamma, beta, running[l]),"
            ),
            "The running statistics are not updated in training.": edit("running[l] = update", "update"),
            "The running statistics are updated at test time too: leave them as they are.": edit(
                "running[l])\n",
                "running[l])\n            running[l] = update_running(running[l], Z.mean(1, keepdims=True), Z.var(1, keepdims=True))\n",
            ),
            "ReLU comes before the normalization: normalize `Z`.": edit(
                '(parameters[f"W{l}"] @ A,',
                '(norm_network.relu(parameters[f"W{l}"] @ A),',
                "norm_network.relu(Z_tilde)",
                "Z_tilde",
            ),
            "ReLU is missing in the hidden layers.": edit("norm_network.relu", ""),
            "The last layer has a ReLU: it has a softmax only.": edit("norm_network.softmax", "norm_network.relu"),
            "The softmax at the end is missing.": edit("norm_network.softmax", ""),
            "The bias of the last layer is missing.": edit('+ parameters[f"b{last}"]', ""),
            "Only the statistics of layer 1 are updated.": edit("= update", "= running[l] if l > 1 else update"),
            "The cache lacks `A0`, the input of layer 1.": edit('{"A0": X}', "{}"),
        },
        "fold": {
            "`gamma` is not divided by the standard deviation: the running variance belongs into the scale.": edit(
                '/ np.sqrt(running[l]["var"] + epsilon)', ""
            ),
            "The scale is not multiplied by `gamma`: it belongs above the line.": edit(
                'parameters[f"gamma{l}"] /', "1 /"
            ),
            "`beta` is scaled together with the mean: it is added after the scaling.": edit(
                "W = scale * W", 'W, b = scale * W, scale * (parameters[f"beta{l}"] - running[l]["mu"])'
            ),
            "The running mean is added: it is subtracted, times the scale.": edit(
                "W = scale * W", 'W, b = scale * W, b + 2 * scale * running[l]["mu"]'
            ),
            "The running variance is multiplied into the scale: divide by its root.": edit("/ np", "* np"),
            "`beta` is lost: it is part of the bias.": edit(
                "W = scale * W", 'W, b = scale * W, b - parameters[f"beta{l}"]'
            ),
            "The weights stay as they were: the scale multiplies them, row by row.": edit("W = scale * W", ""),
            "The bias of the last layer is lost.": edit(
                "W = scale * W", 'W = scale * W\n        elif f"W{l + 1}" not in parameters:\n            b = 0 * b'
            ),
            "The bias of layer 1 takes `W1` after layer 0 has scaled it: the shift of layer 0 passes through `W1` before.": edit(
                "W @ shift", "W * scale.T @ shift"
            ),
            **in_place("parameters", "return plain", "parameters.update(plain)\n    return plain"),
            "`epsilon` is always 1e-5: use the argument.": edit("+ epsilon", "+ 1e-5"),
            "The running mean has no part in the biases.": edit(
                "W = scale * W", 'W, b = scale * W, parameters[f"beta{l}"]'
            ),
            "The running mean is subtracted from `beta` as it is: it passes the same scale as `W` does.": edit(
                "W = scale * W", 'W, b = scale * W, parameters[f"beta{l}"] - running[l]["mu"]'
            ),
            "`epsilon` is added to the root: it belongs under it.": edit(
                'np.sqrt(running[l]["var"] + epsilon)', '(np.sqrt(running[l]["var"]) + epsilon)'
            ),
            "The scale divides by the variance, not by its root.": edit("np.sqrt", ""),
            "The normalization of the inputs, layer 0, is lost.": edit("l == 1 and", "l == 0 and"),
            "Layer 0 is carried through the old `W1`: if layer 1 is normalized too, its scale comes in between.": edit(
                "W @ shift", 'parameters["W1"] @ shift'
            ),
            "Layer 0 changes `W1` only: its shift moves `b1` as well.": edit("b + W @ shift", "b"),
            "The bias of a hidden layer without normalization is lost.": edit(
                "W = scale * W", 'W = scale * W\n        elif f"W{l + 1}" in parameters:\n            b = 0 * b'
            ),
        },
        "find_bugs": {
            "Every layer is healthy here: what would a healthy one have returned, in both modes?": lambda calls: set(),
            "All five bugs are reported, whatever the layer did: compare with what each bug would do.": edit(
                "return bugs", "return set(BUGS)"
            ),
            "A healthy layer is said to have bugs: the empty set fits it.": edit("range(2 **", "range(1, 2 **"),
            "At most one bug is reported: a layer may have several at once.": [
                edit("return bugs", "return set(sorted(bugs)[:1])"),
                edit("number >> k & 1", "number == k + 1"),
            ],
            "Only the calls in training are looked at: some bugs show at test time.": edit(
                "for call in calls)", 'for call in calls if call["training"])'
            ),
            "Only the calls at test time are looked at: an update shows in training.": edit(
                "for call in calls)", 'for call in calls if not call["training"])'
            ),
            "Only the first call is looked at: a bug shows in one of the modes, and calls come in any order.": edit(
                "for call in calls)", "for call in calls[:1])"
            ),
            "`Z_tilde` alone is compared: some bugs show in the running statistics.": edit(
                "in pairs)", "in pairs[:1])"
            ),
            "The running statistics alone are compared: some bugs show in `Z_tilde`.": edit(
                "in pairs)", "in pairs[1:])"
            ),
            "Exchanged shares and an averaged deviation cannot both be found: each is tried without the other.": edit(
                "if all(agrees", 'if not bugs >= {"shares exchanged", "deviation averaged"} and all(agrees'
            ),
            "A list or a tuple is returned: the result is a set.": [
                result(sorted),
                result(lambda bugs: tuple(sorted(bugs))),
            ],
            "One name alone is returned as a text: the result is a set of names.": result(
                lambda bugs: " ".join(sorted(bugs))
            ),
            "Two of the updates' bugs are reported as one: what does the new variance say that the new mean does not?": result(
                lambda bugs: bugs - {"deviation averaged"}
            ),
            "The layers that do not use gamma and beta are missed: compare with `Z_norm` as well.": result(
                lambda bugs: bugs - {"bare at test"}
            ),
        },
    },
    "3_tensorflow_introduction": {
        "linear_function": {
            "`*` multiplies entry by entry: use `tf.matmul` or `@`.": edit("tf.matmul(W, X)", "tf.multiply(W, X.T)"),
            "`b` is not added.": edit("+ b", ""),
            "`b` is subtracted.": edit("+ b", "- b"),
            "The result is flat: keep the column, shape (4, 1).": result(lambda column: column[:, 0]),
            "`X` and `b` are added before `W` multiplies.": edit("X) + b", "X + b[:3])"),
            "`b` is added twice.": edit("+ b", "+ b + b"),
            "The result has the numbers of the cell above, whatever stands in `X`, `W` and `b`: use these names.": edit(
                "return tf.matmul(W, X) + b", "return own", "def ", "own = tf.matmul(W, X) + b\n\ndef "
            ),
            "The result is made of numbers drawn inside, whatever stands in `X`, `W` and `b`: use these names.": edit(
                "    return",
                "    np.random.seed(1)\n    X, W, b = np.random.randn(3, 1), np.random.randn(4, 3), np.random.randn(4, 1)\n    return",
            ),
            "The result is float32: the arrays are float64, and TensorFlow keeps that if nothing is cast.": edit(
                "tf.matmul(W, X) + b", "tf.cast(tf.matmul(W, X) + b, tf.float32)"
            ),
            "The numbers are right, but this is a NumPy array: use TensorFlow's functions, which return tensors.": edit(
                "tf.matmul(W, X)", "W @ X"
            ),
            "The transpose of the result is returned: keep the column, shape (4, 1).": result(
                lambda column: column[None, :, 0]
            ),
        },
        "sigmoid": {
            "This is 1 / (1 + exp(z)): the sign in the exponent is missing.": edit("tf.cast", "-tf.cast"),
            "This is tanh.": edit("keras.activations.sigmoid", "tanh"),
            "This is the derivative of the sigmoid.": result(lambda a: a * (1 - a)),
            "This is a ReLU.": edit("activations.sigmoid", "activations.relu"),
            "`z` is cut to a whole number: cast it to `tf.float32`, not to an integer.": edit(
                "tf.cast(z", "tf.cast(tf.cast(z, tf.int32)"
            ),
            "This is the hard sigmoid, which is piecewise linear.": edit(
                "activations.sigmoid", "activations.hard_sigmoid"
            ),
            "This is a softmax over the entries of `z`.": edit(
                "tf.keras.activations.sigmoid(tf.cast(z, tf.float32))",
                "tf.exp(z := tf.cast(z, tf.float32)) / tf.reduce_sum(tf.exp(z))",
            ),
            "The exponential is not divided into 1.": edit("tf.keras.activations.sigmoid(", "1 + tf.exp(-"),
            "This is the exponential of -z alone.": edit("tf.keras.activations.sigmoid(", "tf.exp(-"),
            "This is softplus, whose derivative is the sigmoid.": edit("activations.sigmoid", "activations.softplus"),
            "This is the logarithm of the sigmoid.": edit("activations.sigmoid", "activations.log_sigmoid"),
            "This is swish, `z` times its sigmoid.": edit("activations.sigmoid", "activations.swish"),
            "The output is rounded to 0 or 1: return the sigmoid itself.": edit(
                "tf.keras", "tf.round(tf.keras", "float32))", "float32)))"
            ),
            "The values are right, but the type is float64: cast `z` to `tf.float32` before anything else.": edit(
                "tf.float32", "tf.float64"
            ),
            "The values are right, but this is no tensor: leave `.numpy()` and NumPy's functions away.": result(
                np.asarray
            ),
            "The values are right, but the tensor is made of a NumPy array at the end, so that no gradient gets through: compute with TensorFlow from beginning to end.": edit(
                "tf.keras", "tf.constant(tf.keras", "float32))", "float32)).numpy())"
            ),
        },
        "one_hot_matrix": {
            "The result is a column: flatten it to the shape (depth,).": result(lambda row: row[:, None]),
            "The result has two axes: flatten it to the shape (depth,).": result(lambda row: row[None]),
            "`depth` is always 6: use the argument.": edit("label, depth)", "label, 6)"),
            "Classes are counted from 1: the first one is class 0.": edit("(label, depth)", "(label - 1, depth)"),
            "The 1 stands one place too far: the first class is class 0.": edit("(label, depth)", "(label + 1, depth)"),
            "0 and 1 are exchanged.": result(lambda row: 1 - row),
            "This is the label itself.": edit("tf.one_hot(label, depth)", "tf.cast(label, tf.float32)"),
            "There is one class too many: they are counted from 0 to depth - 1.": edit(
                "label, depth)", "label, depth + 1)"
            ),
            "Whole numbers come out: the network and its loss are float32, which `tf.one_hot` makes by itself.": [
                edit("label, depth)", "label, depth, dtype=tf.int32)"),
                edit("label, depth)", "label, depth, dtype=tf.int64)"),
            ],
            "The result is float64: the network and its loss are float32, which `tf.one_hot` makes by itself.": edit(
                "label, depth)", "label, depth, dtype=tf.float64)"
            ),
            "The numbers are right, but this is no tensor: NumPy does not work inside a pipeline.": edit(
                "tf.one_hot(label, depth)", "np.eye(depth)[label]"
            ),
            "This is a whole table, a row for every class: return the one row of the label.": edit(
                "tf.one_hot(label, depth)", "tf.eye(depth)"
            ),
        },
        "slope": {
            "This is the value of `f`, not its gradient.": edit("return tape.gradient(value, x)", "return value"),
            "The derivatives are added up: return one for every entry of `x`.": edit(
                "tape.gradient(value, x)", "tf.reduce_sum(tape.gradient(value, x))"
            ),
            "The result is None: either `return` is missing, or `tape.gradient` found no recorded way from its second argument to its first. Is `x` a variable or watched, is `f` called inside of the `with` block, and does `gradient` get the value first, then `x`?": edit(
                "tf.Variable", "tf.constant"
            ),
            "The gradient is float32: `x` is an array of float64, and its type is kept if nothing is cast.": edit(
                "tf.Variable(x", "tf.Variable(x, dtype=tf.float32"
            ),
            "The numbers are right, but this is no tensor: leave `.numpy()` away.": result(np.asarray),
            "The pair of value and gradient is returned: the gradient alone is asked for.": edit(
                "return", "return value,"
            ),
            "The gradient stands in a list: return the tensor in it.": result(lambda slopes: [slopes]),
            "Only the first derivative is returned: there is one for every entry of `x`.": result(
                lambda slopes: slopes[0]
            ),
            "The derivatives are divided by how many there are: each one counts in full.": result(
                lambda slopes: slopes / np.size(slopes)
            ),
            "The sign is wrong.": result(lambda slopes: -slopes),
            "These are finite differences, which lose digits where the value is large: let a tape differentiate.": [
                code(
                    """
                    def slope(f, x):
                        x, found = np.array(x, dtype=float), np.zeros(np.shape(x))
                        for index in np.ndindex(x.shape):
                            step = np.zeros(x.shape)
                            step[index] = h
                            above, below = f(tf.constant(x + step)), f(tf.constant(x - step))
                            found[index] = (float(above) - float(below)) / (2 * h)
                        return tf.constant(found)

                    h = STEP
                """.replace("STEP", str(h))
                )
                for h in (1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
            ],
            "This is the gradient of the square of `f`.": edit("= f(x)", "= f(x) ** 2"),
        },
        "initialize_parameters": {
            "It is the transpose of what is asked for.": edit("(sizes[l], sizes[l - 1])", "(sizes[l - 1], sizes[l])"),
            "is a constant": edit("tf.Variable", ""),
            "All weights of `W1` are zero": edit("GlorotNormal", "Zeros"),
            "The weights of `W1` have the standard deviation 1,": edit("GlorotNormal()", "RandomNormal(stddev=1.0)"),
            "expected about 0.23, the root of 2 / (inputs + units).": edit(
                "GlorotNormal()", "RandomNormal(stddev=0.01)"
            ),
            "The weights of `W1` have the standard deviation 0.28,": edit("GlorotNormal", "HeNormal"),
            "The mean of `W1` is not 0": edit("GlorotNormal()", "RandomUniform(0, 0.02)"),
            "Some weights of `W1` are the same": edit("GlorotNormal()", "Constant(0.0127)"),
            "`b1` has the shape (25,), expected (25, 1).": edit("(sizes[l], 1)", "(sizes[l],)"),
            "`b1` is far from zero": edit("tf.zeros", "5 * tf.ones"),
            "The dictionary has the key 'W4' too": result(lambda parameters: {**parameters, "W4": parameters["W3"]}),
            "The dictionary lacks the key W3": edit("range(1, 4)", "range(1, 3)"),
            "has the type float64, expected float32": edit("sizes[l - 1])", 'sizes[l - 1]), "float64"'),
        },
        "forward_propagation": {
            "The last layer has a ReLU: `Z3` is the pre-activation itself.": _ending("tf.nn.relu(Z3)"),
            "The last layer has a softmax: `Z3` is the pre-activation itself, and the loss brings the softmax along.": _ending(
                "tf.nn.softmax(Z3, axis=0)"
            ),
            "The last layer has a softmax over the examples: `Z3` is the pre-activation itself, without any softmax.": _ending(
                "tf.nn.softmax(Z3)"
            ),
            "The last layer has a sigmoid: `Z3` is the pre-activation itself, and the loss brings a softmax along.": _ending(
                "tf.sigmoid(Z3)"
            ),
            "The biases are not added.": edit(
                '+ parameters["b1"]', "", '+ parameters["b2"]', "", '+ parameters["b3"]', ""
            ),
            "The bias of the first layer is not added.": edit('+ parameters["b1"]', ""),
            "The bias of the second layer is not added.": edit('+ parameters["b2"]', ""),
            "The bias of the last layer is not added.": edit('+ parameters["b3"]', ""),
            "The first layer has no ReLU: does layer 2 take `A1` or `Z1`?": edit("A1 = tf.nn.relu", "A1 = "),
            "The second layer has no ReLU: does layer 3 take `A2` or `Z2`?": edit("A2 = tf.nn.relu", "A2 = "),
            "The hidden layers have no ReLU.": edit("tf.nn.relu", ""),
            "The hidden layers have tanh: use ReLU.": edit("tf.nn.relu", "tf.tanh"),
            "The hidden layers have a sigmoid: use ReLU.": edit("tf.nn.relu", "tf.sigmoid"),
            "The hidden layers have a leaky ReLU: use the plain one.": edit("tf.nn.relu", "tf.nn.leaky_relu"),
            "The third layer is missing.": _ending("A2"),
            "`Z3` is transposed: examples are columns.": _ending("tf.transpose(Z3)"),
            "The largest class is returned: return the logits of all classes.": _ending("tf.argmax(Z3)"),
            "The numbers are right, but the tensor is made of a NumPy array at the end, so that no gradient gets through: compute with TensorFlow from beginning to end.": _ending(
                "tf.constant(Z3.numpy())"
            ),
            "The numbers are right, but this is a NumPy array: the tape sees none of NumPy's functions, so use TensorFlow's.": result(
                np.asarray
            ),
            "`Z3` is right, and its type is float64: what is cast here? Everything in this network is float32.": _ending(
                "tf.cast(Z3, tf.float64)"
            ),
        },
        "log_sum_exp": {
            "holds NaN or an infinite value. Which exponential overflows": [
                code("""
                    def log_sum_exp(logits):
                        return tf.math.log(tf.reduce_sum(tf.exp(logits), axis=0))
                """),
                edit("axis=0, keepdims=True", "keepdims=True"),
                edit("reduce_max", "reduce_min"),
                edit("reduce_max(logits, axis=0, keepdims=True)", "reduce_mean(logits, axis=0, keepdims=True)"),
                code("""
                    def log_sum_exp(logits):
                        total = tf.reduce_sum(tf.exp(tf.cast(logits, tf.float64)), axis=0)
                        return tf.cast(tf.math.log(total), tf.float32)
                """),
            ],
            "It calls the library's `reduce_logsumexp`": code("""
                def log_sum_exp(logits):
                    return tf.reduce_logsumexp(logits, axis=0)
            """),
            "It calls the library's `log_softmax`": code("""
                def log_sum_exp(logits):
                    return logits[0] - tf.nn.log_softmax(logits, axis=0)[0]
            """),
            "It calls the library's `LogSoftmax`": code("""
                def log_sum_exp(logits):
                    return logits[0] - tf.raw_ops.LogSoftmax(logits=tf.transpose(logits))[:, 0]
            """),
            "The numbers differ": [
                edit("logits - largest", "tf.maximum(logits - largest, -1.0)"),
                edit("return largest[0] + ", "return "),
                code("""
                    def log_sum_exp(logits):
                        return tf.reduce_max(logits, axis=0)
                """),
                code("""
                    def log_sum_exp(logits):
                        return tf.math.log(tf.reduce_sum(tf.exp(tf.clip_by_value(logits, -80, 80)), axis=0))
                """),
            ],
            "`result` has the shape": [edit("axis=0))", "axis=1))"), edit("largest[0] +", "largest +")],
            "The result is None": edit("return largest", "largest"),
            "The result is no tensor": result(np.asarray),
            "No gradient gets through": result(_frozen),
            "its gradient with respect to the logits is not": edit("largest[0] + ", "tf.stop_gradient(largest)[0] + "),
        },
        "compute_total_loss": {
            "This is the mean over the examples: return the sum.": edit("reduce_sum", "reduce_mean"),
            "The softmax runs over the examples instead of the classes: Keras expects examples in rows, so transpose both.": edit(
                "tf.transpose", ""
            ),
            "The softmax runs over the examples, and this is a mean: Keras expects examples in rows, and the sum is asked for.": edit(
                "tf.transpose", "", "reduce_sum", "reduce_mean"
            ),
            "The logits are taken for probabilities: say `from_logits=True`.": edit("True", "False"),
            "Large logits are cut off: let the loss do the softmax itself (`from_logits=True`).": edit(
                "tf.transpose(logits), from_logits=True", "tf.nn.softmax(tf.transpose(logits))"
            ),
            "A confident network gives NaN or infinity here: softmax and logarithm are computed one after the other. Which function does both in one step?": _losses(
                "-labels * tf.math.log(tf.exp(logits) / tf.reduce_sum(tf.exp(logits), axis=0))"
            ),
            "This is a binary cross-entropy of every entry: the six classes share one softmax.": _losses(
                "tf.nn.sigmoid_cross_entropy_with_logits(labels, logits)"
            ),
            "This is the mean of a binary cross-entropy: the six classes share one softmax.": edit(
                "categorical", "binary", "reduce_sum", "reduce_mean"
            ),
            "The losses are not added up.": edit("return tf.reduce_sum(losses)", "return losses"),
            "`logits` and `labels` are exchanged.": edit("(logits, labels)", "(labels, logits)"),
            "The sign is wrong: a loss is positive.": result(lambda total: -total),
            "The sum is divided by the number of classes: add up the losses of the examples, and no more.": edit(
                "reduce_sum(losses)", "reduce_sum(losses) / len(logits)"
            ),
            "This is the loss of the first example: return the sum over all.": edit(
                "return tf.reduce_sum(losses)", "return losses[0]"
            ),
            "This is a sum of squared differences: the loss is a cross-entropy.": _losses("(logits - labels) ** 2"),
            "The softmax is applied twice, once by you and once by `from_logits=True`: hand over the logits as they are.": edit(
                "tf.transpose(logits)", "tf.nn.softmax(tf.transpose(logits))"
            ),
            "The number is right, but the tensor is made of a plain number at the end, so that no gradient gets through: compute with TensorFlow from beginning to end.": edit(
                "tf.reduce_sum(losses)", "tf.constant(float(tf.reduce_sum(losses)))"
            ),
            "The number is right, but it is no tensor: NumPy's functions, `float(...)` and `.numpy()` cut off the tape.": result(
                float
            ),
        },
        "partial_label_loss": {
            "The numbers differ": [
                code("""
                    def partial_label_loss(logits, allowed):
                        shares = allowed / tf.reduce_sum(allowed, axis=0)
                        return tf.reduce_sum(log_sum_exp(logits) - tf.reduce_sum(shares * logits, axis=0))
                """),
                code("""
                    def partial_label_loss(logits, allowed):
                        return tf.reduce_sum(allowed * (log_sum_exp(logits) - logits))
                """),
                code("""
                    def partial_label_loss(logits, allowed):
                        best = tf.reduce_max(tf.where(allowed > 0, logits, -np.inf), axis=0)
                        return tf.reduce_sum(log_sum_exp(logits) - best)
                """),
                edit("tf.where(allowed > 0, logits, -np.inf)", "logits * allowed"),
                edit("tf.where(allowed > 0, logits, -np.inf)", "tf.where(allowed > 0, logits, -100.0)"),
                edit("reduce_sum", "reduce_mean"),
                result(lambda total: -total),
                code("""
                    def partial_label_loss(logits, allowed):
                        share = tf.reduce_sum(tf.nn.softmax(logits, axis=0) * allowed, axis=0)
                        return -tf.reduce_sum(tf.math.log(tf.maximum(share, 1e-7)))
                """),
            ],
            "holds NaN or an infinite value. Which exponential overflows": [
                code("""
                    def partial_label_loss(logits, allowed):
                        share = tf.reduce_sum(tf.nn.softmax(logits, axis=0) * allowed, axis=0)
                        return -tf.reduce_sum(tf.math.log(share))
                """),
                edit("tf.where(allowed > 0, logits, -np.inf)", "logits + (1 - allowed) * -np.inf"),
            ],
            "It calls the library's `softmax_cross_entropy_with_logits`": code("""
                def partial_label_loss(logits, allowed):
                    labels = tf.transpose(allowed / tf.reduce_sum(allowed, axis=0))
                    return tf.reduce_sum(tf.nn.softmax_cross_entropy_with_logits(labels, tf.transpose(logits)))
            """),
            "`result` has the shape": edit("tf.reduce_sum(log", "(log"),
            "The result is no tensor": result(float),
            "No gradient gets through": result(_frozen),
        },
        "fool": {
            "is the gradient still the same after a step?": edit("range(12)", "range(1)", "0.2 * ", ""),
            "of the pictures are classified as asked": [
                edit("- step", "+ step"),
                edit(
                    "range(12)",
                    "range(1)",
                    "0.2 * ",
                    "",
                    "- step",
                    "+ step",
                    "    target,",
                    "    tf.argmax(network(X)),",
                ),
                lambda network, X, target, epsilon: X,
                edit("tape.gradient(losses, changed)", "tf.random.normal(X.shape)"),
                code("""
                    def fool(network, X, target, epsilon):
                        read, numbers = np.argmax(network(X), axis=0), np.array(X)
                        wanted = [numbers[:, read == k].mean(axis=1) if k in read else 0 * numbers[:, 0] for k in target]
                        return tf.constant(np.clip(np.transpose(wanted), numbers - epsilon, numbers + epsilon))
                """),
                code("""
                    def fool(network, X, target, epsilon):
                        best, score = X, np.full(len(target), -np.inf)
                        for _ in range(100):
                            noise = np.random.choice([-epsilon, epsilon], X.shape)
                            tried = np.clip(X + noise, -1, 1).astype("float32")
                            logits = np.array(network(tf.constant(tried)))
                            own = logits[target, range(len(target))] - logits.max(axis=0)
                            best = np.where(own > score, tried, best)
                            score = np.maximum(score, own)
                        return tf.constant(best)
                """),
                edit(
                    "tf.nn.sparse_softmax_cross_entropy_with_logits(",
                    "-tf.nn.sparse_softmax_cross_entropy_with_logits(",
                ),
            ],
            "`epsilon` allows": edit("X - epsilon, X + epsilon", "X - 3 * epsilon, X + 3 * epsilon"),
            "pixels lie between -1 and 1": edit("near, -1, 1", "near, -9, 9"),
            "the result is None": lambda network, X, target, epsilon: None,
            "`result` has the shape": result(lambda changed: np.transpose(changed)),
        },
    },
    "4_keras": {
        "to_keras": {
            "they are probabilities": edit("if l < last else None", 'if l < last else "softmax"'),
            "negative logits are cut off": edit(" if l < last else None", ""),
            "the biases are missing": edit("b.ravel()", "0 * b.ravel()"),
            "from those of the NumPy network": [
                edit('"relu" if l < last else None', "None"),
                edit('"relu" if', '"tanh" if'),
                edit("W.T", "W.reshape(W.T.shape)"),
                edit("model.layers[-1].set_weights([W.T, b.ravel()])", "pass"),
                edit("W.T, b.ravel()", "W.T, -b.ravel()"),
            ],
            "is not compatible with provided weight shape": edit("W.T, b.ravel()", "W, b"),
            "`predictions` has the shape": edit("range(1, last + 1)", "range(1, last)"),
        },
        "build_model": {
            "The normalization subtracts each unit's mean, and with it the bias of the dense layer before: switch that off.": edit(
                ", use_bias=False", ""
            ),
            "The last layer has no normalization after it, so its bias does something: keep it.": edit(
                "layers.Dense(classes)", "layers.Dense(classes, use_bias=False)"
            ),
            "The model ends in a softmax: logits are asked for.": edit(
                "layers.Dense(classes)", 'layers.Dense(classes, activation="softmax")'
            ),
            "The ReLU comes before the normalization: normalize the pre-activation.": edit(
                "layers.BatchNormalization",
                "layers.Activation",
                "layers.ReLU()",
                "layers.BatchNormalization()",
                "Activation()",
                'Activation("relu")',
            ),
            "The dropout comes before the ReLU: it belongs after it.": edit(
                "        model.add(layers.ReLU())\n",
                "",
                "layers.Dropout(rate))",
                "layers.Dropout(rate))\n        model.add(layers.ReLU())",
            ),
            "A dropout with the rate 0 does nothing: leave it out.": edit("if rate:", "if True:"),
            "`rate` is the share that dropout *drops*; this drops the others.": edit(
                "Dropout(rate)", "Dropout(1 - rate)"
            ),
            "Dropout acts on the inputs too: it is asked for after each hidden layer.": edit(
                "    for size", "    if rate:\n        model.add(layers.Dropout(rate))\n    for size"
            ),
            "There is no normalization.": edit("        model.add(layers.BatchNormalization())\n", ""),
            "There is no ReLU between the layers.": edit("        model.add(layers.ReLU())\n", ""),
            "A layer normalizes each example over its units, `LayerNormalization`: batch normalization is asked for.": edit(
                "BatchNormalization", "LayerNormalization"
            ),
            "The ReLU is an argument of the dense layer and acts before the normalization.": edit(
                "use_bias=False", 'use_bias=False, activation="relu"', "        model.add(layers.ReLU())\n", ""
            ),
            "Only the first hidden layer is built.": edit("in hidden", "in hidden[:1]"),
        },
        "smoothed_loss": {
            "The labels come as floats at times: cast them before they choose anything.": edit(
                "tf.cast(y, tf.int32)", "y"
            ),
            "The logarithm of a softmax is minus infinity where the softmax is 0: take both in one step.": edit(
                "tf.nn.log_softmax(logits)", "tf.math.log(tf.nn.softmax(logits))"
            ),
            "The softmax is applied twice.": edit("log_softmax(logits)", "log_softmax(tf.nn.softmax(logits))"),
            "The random label may be the right one as well: average over all classes.": edit(
                "tf.reduce_mean(logs, axis=1)", "(tf.reduce_sum(logs, axis=1) - correct) / (logits.shape[1] - 1)"
            ),
            "The classes are added up: with `k` classes each of them counts a `k`-th.": edit(
                "reduce_mean(logs", "reduce_sum(logs"
            ),
            "The example's own label counts fully: its share is what the smoothing leaves.": edit(
                "-(1 - smoothing) * correct", "-correct"
            ),
            "The two shares are exchanged.": edit("-(1 - smoothing)", "-smoothing", "- smoothing", "- (1 - smoothing)"),
            "The sign is wrong: a loss is positive.": result(lambda loss: -loss),
            "One number for each example is asked for; Keras takes the mean itself.": edit(
                "return -", "return tf.reduce_mean(-", "axis=1)\n", "axis=1))\n"
            ),
            "The mean runs over the examples: it is over the classes.": edit(
                "tf.reduce_mean(logs, axis=1)", "tf.reduce_mean(logs)"
            ),
            "There is no smoothing in it.": edit(
                " - smoothing * tf.reduce_mean(logs, axis=1)", "", "(1 - smoothing) * ", ""
            ),
            "The logits themselves are averaged: their logarithms of probabilities are asked for.": edit(
                "tf.reduce_mean(logs", "tf.reduce_mean(logits"
            ),
        },
        "warmup_cosine": {
            "The cosine is not shifted: half the peak too much is taken off.": edit(
                "(1 + np.cos(np.pi * share)) / 2", "np.cos(np.pi * share)"
            ),
            "A whole period of the cosine ends at the peak again: take half of one.": edit(
                "np.pi * share", "2 * np.pi * share"
            ),
            "A quarter of a period: in the middle the rate should have halved.": edit(
                "(1 + np.cos(np.pi * share)) / 2", "np.cos(np.pi * share / 2)"
            ),
            "The rate falls along a line after the warm-up.": edit("(1 + np.cos(np.pi * share)) / 2", "(1 - share)"),
            "After `total` the cosine rises again: what stays at its end?": edit(
                "min(1, (step - warmup) / (total - warmup))", "(step - warmup) / (total - warmup)"
            ),
            "The share of the way is counted from step 0: it begins at `warmup`.": edit(
                "(step - warmup) / (total - warmup)", "step / total"
            ),
            "The warm-up counts twice: from `warmup` to `total` there are fewer steps than `total`.": edit(
                "/ (total - warmup)", "/ total"
            ),
            "There is no warm-up.": edit("if step < warmup:", "if False:"),
            "The warm-up begins above 0: step 0 has the rate 0.": edit(
                "peak * step / warmup", "peak * (step + 1) / (warmup + 1)"
            ),
            "`peak` has no part in the cosine.": edit("return peak * (1", "return (1"),
            "The whole peak is halved.": edit("peak * step / warmup", "peak * step / warmup / 2", ")) / 2", ")) / 4"),
        },
        "make_optimizer": {
            "has one axis only, and it decays": [
                edit("var_list=[variable for variable in model.trainable_variables if len(variable.shape) < 2]", ""),
                edit(
                    "var_list=[variable for variable in model.trainable_variables if len(variable.shape) < 2]",
                    'var_names=["bias", "gamma", "beta"]',
                ),
                edit(
                    "var_list=[variable for variable in model.trainable_variables if len(variable.shape) < 2]",
                    'var_names=["bias"]',
                ),
                edit("len(variable.shape) < 2", '"norm" in variable.path'),
            ],
            "does not decay": [
                edit("AdamW(learning_rate, weight_decay=weight_decay)", "Adam(learning_rate)"),
                edit(" if len(variable.shape) < 2", ""),
                edit("len(variable.shape) < 2", "len(variable.shape) != 2"),
            ],
            "expected": [
                edit(", weight_decay=weight_decay", ""),
                edit("weight_decay=weight_decay", "weight_decay=weight_decay * learning_rate"),
                lambda model, learning_rate, weight_decay: None,
                lambda model, learning_rate, weight_decay: "adamw",
            ],
            "Adam moves it by": [
                edit("AdamW(learning_rate", "SGD(learning_rate"),
                edit("AdamW(learning_rate", "RMSprop(learning_rate"),
            ],
        },
        "mended": {
            "the model is to return logits": edit("layers.Dense(4)", 'layers.Dense(4, activation="softmax")'),
            "whose weights are these": [
                edit(", restore_best_weights=True", ""),
                edit("from_logits=True", ""),
                edit("EarlyStopping(patience=5", 'EarlyStopping(monitor="loss", patience=5'),
                code("""
                    def mended(X, y, X_val, y_val):
                        return draft(X, y, X_val, y_val)
                """),
            ],
            "what does that metric compare": edit(
                '["accuracy"]', '[keras.metrics.CategoricalAccuracy(name="accuracy")]'
            ),
            "has the model learned from it": [
                edit("X, y, batch_size", "np.concatenate([X, X_val]), np.concatenate([y, y_val]), batch_size"),
                edit(
                    "X, y, batch_size", "np.concatenate([X, X_val[::2]]), np.concatenate([y, y_val[::2]]), batch_size"
                ),
                edit("X, y, batch_size", "X_val, y_val, batch_size"),
            ],
            "above the lowest one possible": [
                edit("verbose=0,", "verbose=0, shuffle=False,"),
                edit("hidden = layers.ReLU()(hidden)", "pass"),
                edit("Adam(0.01)", "Adam(0.0)", "epochs=40", "epochs=2"),
            ],
            "expected the model and its history": result(lambda told: told[0]),
            "expected a dictionary": result(lambda told: (told[0], {"loss": told[1]["loss"]})),
        },
        "shrink": {
            "parameters compute the same": [
                lambda parameters: parameters,
                edit("np.all(row <= 0) or ", ""),
                edit(" or not after[:, j].any()", ""),
                edit("if not row[:-1].any():", "if False:"),
                edit("for i in kept:", "for i in []:"),
                edit("np.allclose(row, factor * rows[i])", "np.allclose(row, rows[i])"),
                edit(" * last", ""),
            ],
            "does not compute what the given one computes": [
                edit("after[:, i] += factor", "after[:, i] += 1"),
                edit("after[:, i] += factor * after[:, j]", "pass"),
                edit("bias += row[-1] * after[:, [j]]", "pass"),
                edit("row <= 0", "row[:-1] <= 0"),
                edit("np.allclose(row, factor * rows[i])", "np.allclose(np.abs(row), np.abs(factor * rows[i]))"),
                edit(
                    "factor = np",
                    "factor = 1 / np",
                    "1 / np.linalg.norm(row) / np.linalg.norm(rows[i])",
                    "np.linalg.norm(rows[i]) / np.linalg.norm(row)",
                    "np.allclose(row, factor * rows[i])",
                    "np.allclose(factor * row, rows[i])",
                ),
                edit("np.all(row <= 0)", "np.linalg.norm(row) < 2"),
                edit(
                    "np.all(row <= 0)",
                    "np.all(row[:-1] @ np.random.exponential(size=(len(row) - 1, 500)) + row[-1] <= 0)",
                ),
                code("""
                    def shrink(parameters):
                        small = dict(parameters)
                        A = np.random.exponential(size=(small["W1"].shape[1], 500))
                        for l in range(1, len(small) // 2):
                            A = np.maximum(small[f"W{l}"] @ A + small[f"b{l}"], 0)
                            Z, kept = small[f"W{l + 1}"] @ A + small[f"b{l + 1}"], list(range(len(A)))
                            for j in range(len(A)):
                                fewer = [i for i in kept if i != j]
                                H = np.vstack([A[fewer], np.ones(500)]).T
                                if np.allclose(H @ np.linalg.lstsq(H, Z.T)[0], Z.T):
                                    kept = fewer
                            H = np.vstack([A[kept], np.ones(500)]).T
                            fit, A = np.linalg.lstsq(H, Z.T)[0].T, A[kept]
                            small |= {f"W{l}": small[f"W{l}"][kept], f"b{l}": small[f"b{l}"][kept],
                                      f"W{l + 1}": fit[:, :-1], f"b{l + 1}": fit[:, -1:]}
                        return small
                """),
            ],
            "expected a dictionary": lambda parameters: None,
            "A call changes its argument `parameters` in place": edit("dict(parameters)", "parameters"),
        },
    },
}

# What to look at where no known mistake explains an answer: the first part that differs, in the order of computation.
PARTS = {
    "1_hyperparameter_tuning": {
        "search": {
            "1": "the list of scores. It has one for each candidate, in their order, nan where a training failed.",
            "0": "the scores are right, the best candidate is not. What is compared with what, and what if a score is nan, equal or below zero?",
        },
        "narrow": {
            "0": "the low end. Which candidates are kept, which of their values is the smallest, and what does `room` do there?",
            "1": "the low end is right, the high one is not. Which of the kept values is the largest, and what does `room` do there?",
        },
        "early_stopping": {
            "0": "the best epoch. When does an epoch become the best, and which costs must not be seen any more?",
            "1": "the best epoch is right. When does the training stop, and what if it never does?",
        },
    },
    "2_batch_normalization": {
        "batch_norm_forward": {
            "1.mu": "the means. Over which axis do they run, and how many numbers does each one average?",
            "1.var": "`mu` is right. From what is the mean taken off before squaring, and what are the squares divided by?",
            "1.Z_norm": "`mu` and `var` are right. What is subtracted, what is under the root, and where is `epsilon`?",
            "1.gamma": "it is to be kept as it was given.",
            "1.epsilon": "it is to be kept as it was given.",
            "0": "`Z_norm` is right. Look at the last line: what scales it, what shifts it, in which order?",
        },
        "batch_norm_backward": {
            "1": "`dgamma`. Which two arrays are multiplied, and over which axis does the sum run?",
            "2": "`dgamma` is right. `dbeta` is a sum over the examples as well: of what?",
            "0": "`dgamma` and `dbeta` are right. Take the three terms of `dZ` one after the other, and what all of them are divided by.",
        },
        "update_running": {
            "mu": "what weighs the old mean, what the new one?",
            "var": "`mu` is right, and `var` is mixed alike: compare the two lines letter by letter.",
        },
        "forward_propagation": {
            "1.A1": "the activation of layer 1. What is multiplied, which statistics normalize it, and what follows then?",
            "2.1": "`A1` is right. Look at the running statistics of layer 1: when are they updated, and with what?",
            "1.A2": "layer 1 is right. What goes into layer 2, and which of the parameters does it take?",
            "0": "the hidden layers are right. Look at the last layer: weights, bias, and what follows.",
        },
        "fold": {
            "W1": "what does the normalization of layer 1 do to each row, and that of the inputs to each column?",
            "b1": "`W1` is right. What remains of the normalization if `Z` is 0, and what does layer 0 add?",
            "W2": "layer 1 is right. Does this layer have a normalization, and what does it do to each row?",
            "b2": "all before it is right. What remains of the normalization if `Z` is 0, or is there a plain bias?",
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "A grid repeats its values: each learning rate comes together with all values of the others.",
            "b": "Three values each in four settings are 3 to the power of 4 = 81 trainings; at random, all 81 differ.",
            "c": "Nine values would fit two hyperparameters: 9 times 9 = 81. Here are four.",
            "d": "The grid tries 3, but two random draws hardly ever share a learning rate.",
        },
        "q2": {
            "a": "That is the linear scale: 90 % of the draws are above 0.01.",
            "b": "Draw the logarithm uniformly, then undo it; this takes the logarithm of a uniform draw, which is negative.",
            "c": "That covers 0.00001 to 1, one power of ten too many.",
            "d": "The exponent is uniform between -5 and -1.",
        },
        "q3": {
            "a": "It spans five powers of ten, and acts by factors.",
            "b": "One layer more is a difference of the same kind everywhere, and there are few whole numbers: a linear scale will do.",
            "c": "The averaging window 1 / (1 - beta) goes from 10 to 10,000 updates, by factors.",
            "d": "It spans less than a factor of 2: a linear scale will do.",
        },
        "q4": {
            "a": "All three lie at the upper end, so the best may well be above 0.09: this box leaves it out.",
            "b": "Most of these trainings would go to rates that have already been seen to be worse.",
            "c": "The best lie at the end of the range, so the next one reaches beyond it, on a logarithmic scale.",
            "d": "The most important setting is not settled yet, and epsilon is the least important one.",
        },
        "q5": {
            "a": "With a single training, attention is what is left to spend.",
            "b": "That would take 450 days.",
            "c": "A change that does harm can then be taken back.",
            "d": "The ranges carry over roughly, though not the very best values.",
        },
        "q6": {
            "a": "That is before the normalization.",
            "b": "The mean is beta, and the standard deviation gamma: the variance is its square.",
            "c": "2 is the standard deviation; the variance is its square.",
            "d": "That scales and shifts z itself, without normalizing it first.",
        },
        "q7": {
            "a": "These are the weights alone; each unit also has a gamma and a beta.",
            "b": "Weights and one number per unit. But a unit has two: gamma and beta.",
            "c": "30 times 20 weights, 20 gammas and 20 betas; a bias would be subtracted with the mean.",
            "d": "That counts biases, too, which the mean takes off again.",
        },
        "q8": {
            "a": "Running averages of the mean and the variance stand for all the training examples.",
            "b": "With a single example z - mu is 0, and the prediction is the same for every picture.",
            "c": "They are parameters, like the weights.",
            "d": "With fixed mean and variance it does not.",
        },
        "q9": {
            "a": "The loss looks at the true class alone, and dz is the prediction minus (0, 0, 1).",
            "b": "The true class is the third one, not the one with the highest probability.",
            "c": "The loss is correct, but the gradient has the wrong sign: it is the prediction minus the label.",
            "d": "The probability of the true class counts, 0.3, and the derivatives of the wrong classes are not 0.",
        },
        "q10": {
            "a": "That is why an if or a loop is no trouble: what was run is what is recorded.",
            "b": "It never sees the text, only the operations.",
            "c": "Each operation knows its own derivative; the tape multiplies and adds them from the end.",
            "d": "It differentiates whatever was recorded, correct or not.",
        },
    },
}

TUNING_MOVES = ast.literal_eval(
    "[('learning_rate', 0.05), ('learning_rate', 20), ('window', 3.2), ('window', 0.31), ('hidden', 2.8), ('hidden', 0.36), ('learning_rate', 3.2)]"
)


def _moves(changed):
    """Return the mutant of `propose` that has another list of moves."""
    return f"moves = {TUNING_MOVES} -> moves = {changed}"


def _other_paths():
    """Yield mutants of `propose` with another factor for one move, or with two moves exchanged."""
    factors = {
        0: [-0.95, -0.05, 0.1],
        1: [21, 19],
        2: [4.2, 2.2, 6.4],
        3: [-0.69, -0.31, 0.62],
        4: [3.8, 1.7999999999999998, 5.6],
        5: [-0.64, -0.36, 0.72],
        6: [4.2, 2.2, -3.2, 6.4],
    }
    for place, others in factors.items():
        for factor in others:
            changed = (TUNING_MOVES[place][0], factor)
            yield _moves([*TUNING_MOVES[:place], changed, *TUNING_MOVES[place + 1 :]])
    for one, two in [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)]:
        moves = list(TUNING_MOVES)
        moves[one], moves[two] = moves[two], moves[one]
        yield _moves(moves)


EQUIVALENT = {
    "1_hyperparameter_tuning": {
        "diagnose": [
            (
                "if dev_costs[-1] > 1.2 * np.min(dev_costs): -> if dev_costs[-1] >= 1.2 * np.min(dev_costs):",
                "It differs only if the two numbers are equal to the last digit, which rounding decides.",
            ),
            (
                "return 'too slow' if last < 0.9 * train_costs[-1 - n // 4] else 'underfits' -> "
                "return 'too slow' if last <= 0.9 * train_costs[-1 - n // 4] else 'underfits'",
                "It differs only if the two numbers are equal to the last digit, which rounding decides.",
            ),
        ],
        "trials_needed": [
            (
                "return int(np.ceil(np.log(1 - chance) / np.log(1 - share * (1 - failing)))) -> "
                "return np.ceil(np.log(1 - chance) / np.log(1 - share * (1 - failing)))",
                "A float that is a whole number is as good as an int.",
            ),
        ],
        "compare": [
            (
                "if abs(t) <= 2: -> if abs(t) < 2:",
                "It differs only if the two numbers are equal to the last digit, which rounding decides.",
            ),
            (
                "return ('first' if t > 0 else 'second', t) -> return ('first' if t >= 0 else 'second', t)",
                "Whatever is within two standard errors has been found to be undecided before.",
            ),
            (
                "return ('first' if t > 0 else 'second', t) -> return ('first' if t > 1 else 'second', t)",
                "Whatever is within two standard errors has been found to be undecided before.",
            ),
            (
                "return ('first' if t > 0 else 'second', t) -> return ('first' if t > -1 else 'second', t)",
                "Whatever is within two standard errors has been found to be undecided before.",
            ),
        ],
        "propose": [
            *((diff, TUNING_ANOTHER) for diff in _other_paths()),
            *(
                (diff, TUNING_ANOTHER)
                for diff in (
                    "best[name] *= factor -> best[name] /= factor",
                    "best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))[0]) -> best = max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))[0]",
                    "name, factor = moves[len(history) - 1] -> name, factor = moves[1 - len(history)]",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': np.clip(best['learning_rate'], 0.003, 30), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': 10 ** (-0.5), 'beta': 0.944, 'hidden': 45} -> return {'learning_rate': 10 ** (-0.5), 'beta': 0.944, 'hidden': 46}",
                    "return {'learning_rate': 10 ** (-0.5), 'beta': 0.944, 'hidden': 45} -> return {'learning_rate': 10 ** (-0.5), 'beta': 0.944, 'hidden': 44}",
                    "name, factor = moves[len(history) - 1] -> name, factor = moves[len(history) - 2]",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(best['learning_rate']), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(0.003, best['learning_rate'], 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(best['hidden'])}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(8, best['hidden'], 250))}",
                    "return {'learning_rate': 10 ** (-0.5), 'beta': 0.944, 'hidden': 45} -> return {'learning_rate': 11 ** (-0.5), 'beta': 0.944, 'hidden': 45}",
                    "return {'learning_rate': 10 ** (-0.5), 'beta': 0.944, 'hidden': 45} -> return {'learning_rate': 9 ** (-0.5), 'beta': 0.944, 'hidden': 45}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], -0.997, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], -0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.006, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 31)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 29)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / best['window'], 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(3, best['window'], 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 9, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 7, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], -8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 251))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 249))}",
                    "return {'learning_rate': 10 ** (-0.5), 'beta': 0.944, 'hidden': 45} -> return {'learning_rate': 10 ** (-1.0), 'beta': 0.944, 'hidden': 45}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 4, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 2, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], -3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 101), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 100), 'hidden': round(np.clip(best['hidden'], 8, 250))} -> return {'learning_rate': float(np.clip(best['learning_rate'], 0.003, 30)), 'beta': 1 - 1 / np.clip(best['window'], 3, 99), 'hidden': round(np.clip(best['hidden'], 8, 250))}",
                    "best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))[0]) -> best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1]))[0])",
                    "best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))[0]) -> best = dict(max(history, key=lambda pair: np.nan_to_num(pair[-1], nan=-1))[0])",
                    "best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))[0]) -> best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-2))[0])",
                    "best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-1))[0]) -> best = dict(max(history, key=lambda pair: np.nan_to_num(pair[1], nan=-0))[0])",
                )
            ),
        ],
    },
    "2_batch_normalization": {
        "find_bugs": [
            (
                "for number in range(2 ** len(BUGS)): -> for number in range(2 ** len(BUGS) + 1):",
                "The last number stands for no bug once more, and the loop has ended before.",
            ),
            (
                "for number in range(2 ** len(BUGS)): -> for number in range(3 ** len(BUGS)):",
                "Larger numbers repeat the sets of bugs, and the loop has ended before.",
            ),
            (
                "pairs = ((made, call['Z_tilde']), (new['var'], call['new']['var'])) -> "
                "pairs = ((new['var'], call['new']['var']), (made, call['Z_tilde']))",
                "All pairs must agree, in any order.",
            ),
            (
                "pairs = ((made, call['Z_tilde']), (new['var'], call['new']['var'])) -> "
                "pairs = ((call['Z_tilde'], made), (new['var'], call['new']['var']))",
                "Which of two arrays agrees with the other makes a difference only in the tolerance.",
            ),
            (
                "pairs = ((made, call['Z_tilde']), (new['var'], call['new']['var'])) -> "
                "pairs = ((made, call['Z_tilde']), (call['new']['var'], new['var']))",
                "Which of two arrays agrees with the other makes a difference only in the tolerance.",
            ),
            (
                "return all((np.allclose(one, other) for one, other in pairs)) -> "
                "return all((np.allclose(other, one) for one, other in pairs))",
                "Which of two arrays agrees with the other makes a difference only in the tolerance.",
            ),
            (
                "bugs = {name for k, name in enumerate(BUGS) if number >> k & 1} -> "
                "bugs = {name for k, name in enumerate(BUGS) if 1 & number >> k}",
                "The bits of a number are the same from both sides.",
            ),
        ],
    },
    "3_tensorflow_introduction": {
        "log_sum_exp": [
            (
                "return largest[0] + tf.math.log(tf.reduce_sum(tf.exp(logits - largest), axis=0)) -> "
                "return largest[-1] + tf.math.log(tf.reduce_sum(tf.exp(logits - largest), axis=0))",
                "The array of the largest entries has a single row.",
            ),
        ],
        "fool": [
            (
                "for _ in range(12): -> *",
                "Another number of steps reaches the target as well, and any that does is right.",
            ),
            (
                "step = 0.2 * epsilon * tf.sign(tape.gradient(losses, changed)) -> "
                "step = 0.2 * epsilon / tf.sign(tape.gradient(losses, changed))",
                "Dividing by a sign is multiplying with it.",
            ),
            (
                "step = 0.2 * epsilon * tf.sign(tape.gradient(losses, changed)) -> "
                "step = 0.4 * epsilon * tf.sign(tape.gradient(losses, changed))",
                "Steps of another length reach the target as well, since what goes too far is cut off.",
            ),
        ],
    },
    "4_keras": {
        "mended": [
            (f"{line} -> *", "Any network, optimizer and patience that reach the target are accepted.")
            for line in (
                "hidden = layers.Dense(64)(inputs)",
                "hidden = layers.BatchNormalization()(hidden)",
                "model.compile(keras.optimizers.Adam(0.01), loss, metrics=['accuracy'])",
                "stop = keras.callbacks.EarlyStopping(patience=5, restore_best_weights=True)",
                "history = model.fit(X, y, batch_size=32, epochs=40, validation_data=(X_val, y_val), verbose=0, "
                "callbacks=[stop])",
            )
        ],
        "warmup_cosine": [
            (
                "share = min(1, (step - warmup) / (total - warmup)) -> "
                "share = min((step - warmup) / (total - warmup), 1)",
                "The smaller of two numbers is the same in either order.",
            ),
        ],
        "shrink": [
            (
                "if np.allclose(row, factor * rows[i]): -> if np.allclose(factor * rows[i], row):",
                "Of two rows that are equal up to rounding either may set the tolerance.",
            ),
        ],
    },
}
