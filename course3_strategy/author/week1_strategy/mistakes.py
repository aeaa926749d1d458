"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import around, code, edit, given, result

MISTAKES = {
    "1_metrics_and_human_level": {
        "threshold_metrics": {
            "A score that equals the threshold is flagged, too: `>=`.": edit(
                "scores >= thresholds", "scores > thresholds"
            ),
            "`beta` acts the other way round: it belongs to the recall, so its square multiplies the number of positives.": edit(
                "chosen + beta**2 * positives\n", "beta**2 * chosen + positives\n"
            ),
            "`beta` is squared, above and below.": edit("beta**2", "beta"),
            "`beta` plays no part: that is $F_1$ whatever it is.": given(
                lambda y, scores, thresholds, beta=1.0: (y, scores, thresholds)
            ),
            "A class without an example counts in the macro average: leave it out.": edit("f[positives > 0]", "f"),
            "The macro average is the mean of the F-scores, not an F-score of mean precision and recall.": code("""
                def threshold_metrics(y, scores, thresholds, beta=1.0):
                    flagged = scores >= thresholds
                    hits = np.sum(flagged * (y > 0), axis=0)
                    chosen, positives = flagged.sum(axis=0), np.sum(y > 0, axis=0)
                    P, R = hits / np.maximum(chosen, 1), hits / np.maximum(positives, 1)
                    f = (1 + beta**2) * hits / np.maximum(chosen + beta**2 * positives, 1e-9)
                    p, r = P[positives > 0].mean(), R[positives > 0].mean()
                    macro = (1 + beta**2) * p * r / max(beta**2 * p + r, 1e-9)
                    return {"precision": P, "recall": R, "f": f, "macro": macro}
            """),
            "The counts of all classes are added before the F-score is taken (a micro average): average the F-scores of the classes.": edit(
                "np.mean(f[positives > 0])",
                "(1 + beta**2) * hits.sum() / max(chosen.sum() + beta**2 * positives.sum(), 1e-9)",
            ),
            "The classes are weighted by their examples: in the macro average they all count the same.": edit(
                "np.mean(f[positives > 0])", "np.sum(f * positives) / positives.sum()"
            ),
            "Precision and recall are exchanged: precision is a share of what is flagged.": edit(
                "np.maximum(chosen, 1)",
                "np.maximum(positives , 1)",
                "np.maximum(positives, 1)",
                "np.maximum(chosen, 1)",
            ),
            "A class for which nothing is flagged gets precision 1 here; it is to be 0.": edit(
                '"precision": hits / np.maximum(chosen, 1)',
                '"precision": np.where(chosen > 0, hits / np.maximum(chosen, 1), 1)',
            ),
            "That is the accuracy of every class in the place of its precision.": edit(
                '"precision": hits / np.maximum(chosen, 1)', '"precision": np.mean(flagged == (y > 0), axis=0)'
            ),
            "An empty denominator gives nan here; it is to give 0.": code("""
                def threshold_metrics(y, scores, thresholds, beta=1.0):
                    flagged = scores >= thresholds
                    with np.errstate(all="ignore"):
                        hits = np.sum(flagged * (y > 0), axis=0)
                        P, R = hits / flagged.sum(axis=0), hits / np.sum(y > 0, axis=0)
                        f = (1 + beta**2) * P * R / (beta**2 * P + R)
                    return {"precision": P, "recall": R, "f": f, "macro": np.nanmean(f)}
            """),
        },
        "best_threshold": {
            "A score that equals the threshold is flagged, too: `>=`.": edit(
                "flagged = scores >= threshold",
                "flagged = scores > threshold",
                "np.sum(flagged)",
                "max(np.sum(flagged), 1)",
            ),
            "The search stops where precision first falls below the limit: it may rise again.": code("""
                def best_threshold(y, scores, minimum_precision):
                    best = None
                    for threshold in np.unique(scores)[::-1]:
                        flagged = scores >= threshold
                        hits = np.sum(y[flagged])
                        found = threshold, hits / np.sum(flagged), hits / np.sum(y)
                        if found[1] < minimum_precision:
                            break
                        if best is None or found[2] > best[2]:
                            best = found
                    return best
            """),
            "Of thresholds with the same recall the one with the highest precision is asked for.": edit(
                "recall >= best[2]", "recall > best[2]"
            ),
            "That is the threshold with the highest precision: precision is the limit, recall is to be as high as possible.": edit(
                "recall >= best[2]", "precision >= best[1]"
            ),
            "That is the threshold with the highest F-score: here one number is a limit, the other one is optimized.": edit(
                "recall >= best[2]",
                "precision * recall / (precision + recall) > best[1] * best[2] / (best[1] + best[2])",
            ),
            "The limit just met is good enough.": edit(
                "precision >= minimum_precision", "precision > minimum_precision"
            ),
            "The limit is put on the recall here: it is on the precision.": edit(
                "precision >= minimum_precision and (best is None or recall >= best[2])",
                "recall >= minimum_precision and (best is None or precision >= best[1])",
            ),
            "If no threshold reaches the limit, `None` is asked for, not the best there is.": edit(
                "    return best", "    return best or (max(scores), float(y[scores == max(scores)].mean()), 0.0)"
            ),
            "The limit is not looked at: lowering the threshold to the smallest score flags everything.": edit(
                "precision >= minimum_precision and ", ""
            ),
            "Examples with equal scores are taken one by one: a threshold flags all of them or none.": code("""
                def best_threshold(y, scores, minimum_precision):
                    order, best = np.argsort(-scores, kind="stable"), None
                    hits = np.cumsum(y[order])
                    for k, place in enumerate(order):
                        precision, recall = hits[k] / (k + 1), hits[k] / y.sum()
                        if precision >= minimum_precision and (best is None or recall > best[2]):
                            best = (scores[place], precision, recall)
                    return best
            """),
            "Recall is a share of the positive examples; this divides by all examples.": edit(
                "hits / np.sum(y)", "hits / len(y)"
            ),
            "Only the threshold is returned: precision and recall belong to the answer.": edit(
                "    return best", "    return best and best[0]"
            ),
        },
        "error_interval": {
            "That is the normal interval: its standard error is computed at the measured share, not at the compatible ones.": [
                code("""
                def error_interval(errors, m, level=0.95):
                    z, share = norm.ppf((1 + level) / 2), errors / m
                    half = z * np.sqrt(share * (1 - share) / m)
                    return max(share - half, 0.0), min(share + half, 1.0)
            """),
                code("""
                def error_interval(errors, m, level=0.95):
                    z, share = norm.ppf((1 + level) / 2), errors / m
                    half = z * np.sqrt(share * (1 - share) / m)
                    return share - half, share + half
            """),
            ],
            "`norm.ppf(level)` leaves all that is missing on one side: there is half of it on either side.": edit(
                "(1 + level) / 2", "level"
            ),
            "`z` is 1.96 whatever the level is.": edit("norm.ppf((1 + level) / 2)", "1.96"),
            "Both sides are to be squared, `z` too.": edit("z**2", "z"),
            "The ends are those of the share of correct examples: `errors` counts the wrong ones.": given(
                lambda errors, m, level=0.95: (m - errors, m, level)
            ),
            "The ends are exchanged: the lower one comes first.": result(lambda ends: ends[::-1]),
            "Two successes and two failures are added, then the normal interval is taken: a good approximation of the compatible rates, but not them.": code("""
                def error_interval(errors, m, level=0.95):
                    z, share = norm.ppf((1 + level) / 2), (errors + 2) / (m + 4)
                    half = z * np.sqrt(share * (1 - share) / (m + 4))
                    return max(share - half, 0.0), min(share + half, 1.0)
            """),
            "That is the exact interval of Clopper and Pearson: here the ends are solutions of a quadratic equation.": code("""
                def error_interval(errors, m, level=0.95):
                    from scipy.stats import binomtest
                    found = binomtest(int(errors), int(m)).proportion_ci(level)
                    return found.low, found.high
            """),
            "Middle and half width are returned: the two ends are asked for.": result(
                lambda ends: ((ends[0] + ends[1]) / 2, (ends[1] - ends[0]) / 2)
            ),
        },
        "paired_difference": {
            "The halves are missing: half an example is added to each of the four cells.": edit(
                "len(first) + 2", "len(first)", " + 0.5", ""
            ),
            "Half an example in each of four cells makes two examples more; `m` has to know.": edit(
                "len(first) + 2", "len(first)"
            ),
            "A whole example is added to the cells: half of one is asked for.": edit("+ 2", "+ 4", "+ 0.5", "+ 1"),
            "The halves are in the two cells of disagreement only: the other two get theirs, too, so that there are two examples more.": edit(
                "len(first) + 2", "len(first) + 1"
            ),
            "The difference has the other sign: it is the first model's error minus the second one's.": given(
                lambda first, second, level=0.95: (second, first, level)
            ),
            "The two error rates are treated as independent: both models see the same examples, and only those on which they disagree count.": edit(
                "gained + lost - (gained - lost) ** 2",
                "np.mean(first) * (1 - np.mean(first)) + np.mean(second) * (1 - np.mean(second))",
            ),
            "The square of the mean is not taken off: the variance is the mean of the squares minus it.": edit(
                " - (gained - lost) ** 2", ""
            ),
            "The standard deviation is that of one example: the mean of many varies less.": edit(
                "(gained - lost) ** 2) / m)", "(gained - lost) ** 2))"
            ),
            "`level` is ignored: `z` is 1.96 whatever it is.": edit("norm.ppf((1 + level) / 2)", "1.96"),
            "`norm.ppf(level)` leaves all that is missing on one side: there is half of it on either side.": edit(
                "(1 + level) / 2", "level"
            ),
            "This divides by the number of disagreements: the difference is a share of all examples.": edit(
                "m = len(first) + 2", "m = np.sum(first != second) + 1"
            ),
        },
        "dev_set_size": {
            "The two models are treated as if each had its own dev set: the disagreement is what varies.": edit(
                "np.sqrt(disagreement)",
                "np.sqrt(2 * disagreement)",
                "np.sqrt(disagreement - difference**2)",
                "np.sqrt(2 * disagreement - difference**2)",
            ),
            "The standard deviation of the left bell is used for both: where the difference is real, its square is taken off.": edit(
                "disagreement - difference**2", "disagreement"
            ),
            "The standard deviation of the right bell is used for both: the line is drawn as if there were no difference.": edit(
                "np.sqrt(disagreement)", "np.sqrt(disagreement - difference**2)"
            ),
            "The power plays no part: with this many examples the difference is noticed in half of the cases.": edit(
                "((left + right) / difference)", "(left / difference)"
            ),
            "`norm.ppf(level)` leaves all that is missing on one side: there is half of it on either side.": edit(
                "norm.ppf((1 + level) / 2)", "norm.ppf(level)"
            ),
            "The power is split over two sides: only one side of the right bell falls below the line.": edit(
                "norm.ppf(power)", "norm.ppf((1 + power) / 2)"
            ),
            "The two squares are added; it is the distances that add up to the difference.": edit(
                "((left + right) / difference) ** 2", "(left**2 + right**2) / difference**2"
            ),
            "This is rounded to the nearest number: with fewer examples than needed the power is missed.": edit(
                "np.ceil(((left + right) / difference) ** 2)", "np.floor(((left + right) / difference) ** 2)"
            ),
            "The distances are divided by the root of $m$: square at the end.": edit(" ** 2))", "))"),
            "`level` is ignored: `z` is 1.96 whatever it is.": edit("norm.ppf((1 + level) / 2)", "1.96"),
            "`power` is ignored: it is 80 % whatever is asked for.": edit("norm.ppf(power)", "norm.ppf(0.8)"),
        },
        "human_level": {
            "The annotators' own votes are among those that they are compared with: take them out first.": edit(
                "winner(total - marks)", "winner(total)"
            ),
            "An undecided vote of the others is taken for a label, so that every label differs from it.": edit(
                "(table >= 0) & (others >= 0)", "table >= 0"
            ),
            "What is not labelled counts as a label that differs.": edit("(table >= 0) & (others >= 0)", "others >= 0"),
            "Where two labels are equally frequent the smaller one wins here: the vote is -1, undecided.": edit(
                " & (np.sum(counts == top[..., None], axis=-1) == 1)", ""
            ),
            "The best one is taken by the lowest error or the lower end of the interval: somebody with a handful of labels has both easily.": [
                edit("np.argmin(ends)", "np.argmin(wrong / compared)"),
                edit("int(n))[1]", "int(n))[0]"),
            ],
            "That is the annotator with the highest upper end: the lowest is the best.": edit("np.argmin", "np.argmax"),
            "The vote asks for more than half of the votes: the most frequent label wins, however few it has.": edit(
                "(np.sum(counts == top[..., None], axis=-1) == 1)", "(2 * top > counts.sum(axis=-1))"
            ),
            "The errors are shares of all examples: only those count that somebody has labelled and on which the others' vote is decided.": edit(
                "wrong / compared", "wrong / table.shape[1]"
            ),
            "Agreement comes back where the errors are asked for.": edit(
                '"errors": wrong / compared', '"errors": 1 - wrong / compared'
            ),
            "The missing labels, -1, are counted as a class: where many are missing, they win the vote.": code("""
                def human_level(table):
                    def winner(counts):
                        ordered = np.sort(counts, axis=-1)
                        return np.where(ordered[..., -1] > ordered[..., -2], counts.argmax(axis=-1) - 1, -1)

                    marks = (table[:, :, None] == np.arange(-1, table.max() + 1)).astype(int)
                    total = marks.sum(axis=0)
                    others = winner(total - marks)
                    compared = (table >= 0) & (others >= 0)
                    wrong, compared = np.sum(compared & (table != others), axis=1), compared.sum(axis=1)
                    ends = [error_interval(int(k), int(n))[1] for k, n in zip(wrong, compared)]
                    return {"vote": winner(total), "errors": wrong / np.maximum(compared, 1), "best": int(np.argmin(ends))}
            """),
        },
        "diagnose": {
            "The training error occurs in both gaps, so it counts twice in their difference and its variance four times.": [
                edit("[1, 4, 1]", "[1, 2, 1]"),
                edit("[1, 4, 1]", "[1, 1, 1]"),
            ],
            "The gaps are exchanged: the avoidable bias is training error minus human level.": edit(
                "bias, variance = np.diff(shares)", "variance, bias = np.diff(shares)"
            ),
            "The variance here is dev error minus human level: it is dev minus training error.": edit(
                "bias, variance = np.diff(shares)", "bias, variance = shares[1:] - shares[0]"
            ),
            "The probability is that of the other gap being the larger one.": edit(
                "(bias - variance) /", "(variance - bias) /"
            ),
            "The gaps use the plain shares; the smoothed ones are for the variances alone.": edit(
                "np.diff(shares)", "np.diff(smooth)"
            ),
            "The variances are computed from the plain shares: with no errors at all that is certainty.": edit(
                "variances = smooth * (1 - smooth)", "variances = shares * (1 - shares) + 1e-12"
            ),
            "`first` looks at the larger gap alone and is never undecided.": edit(
                '    first = "variance" if probability <= 1 - sure else first',
                '    first = "bias" if bias > variance else "variance"',
            ),
            "`sure` plays no part: it is 0.9 whatever is asked for.": given(
                lambda human, train, dev, sure=0.9: (human, train, dev)
            ),
            "The limit for the variance is `1 - sure`.": edit("probability <= 1 - sure", "probability <= 0.5"),
            "That is divided by the variance: its root, the standard error, is needed.": edit(
                "np.sqrt(variances @ [1, 4, 1])", "(variances @ [1, 4, 1])"
            ),
            "The standard errors are added: for independent numbers the variances add up.": edit(
                "np.sqrt(variances @ [1, 4, 1])", "(np.sqrt(variances) @ [1, 2, 1])"
            ),
        },
        "pareto_front": {
            "Only a model that is better in every respect dominates here: at least as good in all and better in one is enough.": edit(
                "np.all(measures <= measures[model], axis=1)", "np.all(measures < measures[model], axis=1)"
            ),
            "Equal models dominate each other here: being better in one respect is missing.": edit(
                "if not np.any(no_worse & better)", "if np.sum(no_worse) == 1"
            ),
            "The limits are not looked at, or one of them is enough: a model must be within all of them.": [
                edit("np.flatnonzero(np.all(measures <= limits, axis=1))", "range(len(measures))"),
                edit("np.all(measures <= limits", "np.any(measures <= limits"),
            ],
            "A model that just meets a limit is within it.": edit("measures <= limits", "measures < limits"),
            "These are the dominated ones: the front is the others.": edit("if not np.any", "if np.any"),
            "Only the models that are best in one of the respects are left: a model may be best in none and dominated by nobody.": code("""
                def pareto_front(measures, limits):
                    inside = np.flatnonzero(np.all(measures <= limits, axis=1))
                    if not len(inside):
                        return []
                    lowest = measures[inside].min(axis=0)
                    return [int(one) for one in inside if np.any(measures[one] == lowest)]
            """),
            "The numbers count the models within the limits only: number them as they were given.": code("""
                def pareto_front(measures, limits):
                    inside = measures[np.all(measures <= limits, axis=1)]
                    return [one for one in range(len(inside)) if not np.any(
                        np.all(inside <= inside[one], axis=1) & np.any(inside < inside[one], axis=1))]
            """),
            "That compares the sum of the measures, which adds milliseconds to megabytes.": code("""
                def pareto_front(measures, limits):
                    inside = np.flatnonzero(np.all(measures <= limits, axis=1))
                    return [int(inside[measures[inside].sum(axis=1).argmin()])] if len(inside) else []
            """),
        },
        "choose_model": {
            "at least one lead is called real that is chance": [
                edit("1 - 0.05 / pairs", "0.95"),
                edit("paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0", "one != top"),
                edit(
                    "paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0",
                    "wrong[one].mean() > wrong[top].mean() + 0.01",
                ),
            ],
            "Which examples say something about a difference": [
                # no lead is real; the fastest is shipped
                edit("paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0", "False"),
                # a fixed limit on the difference; separate intervals; an unpaired interval of the difference
                edit(
                    "paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0",
                    "wrong[one].mean() > wrong[top].mean() + 0.04",
                ),
                edit(
                    "paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0",
                    "error_interval(wrong[one].sum(), wrong.shape[1])[0] > error_interval(wrong[top].sum(), wrong.shape[1])[1]",
                ),
                edit(
                    "paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0",
                    "wrong[one].mean() - wrong[top].mean() > 1.96 * np.sqrt((wrong[one].var() + wrong[top].var()) / wrong.shape[1])",
                ),
                # the difference has the wrong sign
                edit("wrong[one], wrong[top], 1", "wrong[top], wrong[one], 1"),
            ],
            "the leads are judged well, but the fastest model": [
                # the top score; the fastest; the smallest
                edit("int(min((one for one in fits if one not in worse), key=lambda one: latency[one]))", "int(top)"),
                edit(
                    "(one for one in fits if one not in worse), key=lambda one: latency[one]",
                    "(one for one in fits if one not in worse), key=lambda one: size[one]",
                ),
            ],
            "the model that is shipped is among those that are worse.": edit(
                "(one for one in fits if one not in worse), key", "fits, key"
            ),
            "that is beyond a limit.": [
                lambda wrong, latency, size, max_latency, max_size: (int(wrong.mean(axis=1).argmin()), []),
                lambda wrong, latency, size, max_latency, max_size: (0, []),
                edit("(latency <= max_latency) & (size <= max_size)", "latency <= max_latency"),
                edit("(latency <= max_latency) & (size <= max_size)", "size <= max_size"),
            ],
            "no model is within the limits": edit("return None, []", "return 0, []"),
            "expected a pair": result(lambda pair: pair[0]),
            "expected a list of their numbers": around(
                lambda solved, *call: (solved(*call)[0], np.isin(np.arange(12), solved(*call)[1]))
            ),
        },
        "product_cost": {
            "The mean is taken over the dev set as it is: in use the classes have other shares.": code("""
                def product_cost(y, predictions, costs, review, mix):
                    return np.where(predictions < 0, review, costs[y, predictions]).mean(axis=1)
            """),
            "-1 has been taken for an index, and the last column of the costs was paid: what is passed on costs `review`.": edit(
                "np.where(predictions < 0, review, costs[y, predictions])", "costs[y, predictions]"
            ),
            "Rows and columns of the costs are exchanged: the first index is the truth.": edit(
                "costs[y, predictions]", "costs[predictions, y]"
            ),
            "A prediction that is passed on counts as free: it costs `review`.": edit("< 0, review,", "< 0, 0,"),
            "What is passed on is left out of the mean: the gardener is paid for it.": code("""
                def product_cost(y, predictions, costs, review, mix):
                    total = np.zeros(len(predictions))
                    for kind in np.flatnonzero(mix):
                        for model, row in enumerate(predictions):
                            kept = (y == kind) & (row >= 0)
                            total[model] += mix[kind] * np.sum(costs[kind, row[kept]]) / max(kept.sum(), 1)
                    return total
            """),
            "A class that does not occur in use is missing from the dev set, and its mean is nan: leave it out.": code("""
                def product_cost(y, predictions, costs, review, mix):
                    import warnings
                    paid = np.where(predictions < 0, review, costs[y, predictions])
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore")
                        return sum(mix[kind] * paid[:, y == kind].mean(axis=1) for kind in range(len(mix)))
            """),
            "Each class counts the same: weigh them by their shares in use.": edit("mix[kind] * ", "1 / len(mix) * "),
            "The shares of use multiply the sums over the dev set: take the mean of every class first.": edit(
                "paid[:, y == kind].mean(axis=1)", "paid[:, y == kind].sum(axis=1) / len(y)"
            ),
            "That is the error rate: the costs play no part.": lambda y, predictions, costs, review, mix: np.mean(
                predictions != y, axis=1
            ),
            "Correct predictions are free here: the diagonal need not be 0.": edit(
                "costs[y, predictions])", "costs[y, predictions] * (predictions != y))"
            ),
            "That is the cost of all models together: one number for each is asked for.": result(np.sum),
        },
    },
    "2_simulator_birds": {
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
    "1_metrics_and_human_level": {
        "threshold_metrics": {
            "precision": "the precision. Which examples does it look at, which of them does it count, and what if there are none?",
            "recall": "the precision is right, the recall is not. Which examples does it look at, and what if there are none?",
            "f": "precision and recall are right, the F-score is not. Which of the two does `beta` favour, and what if both are 0?",
            "macro": "the F-scores are right, their average is not. What is averaged, and over which classes?",
        },
        "best_threshold": {
            "0": "the threshold. Which ones reach the limit, which of those has the highest recall, and what if two have the same?",
            "1": "the threshold is right, the precision there is not. Of what is it a share?",
            "2": "threshold and precision are right, the recall is not. Of what is it a share?",
        },
        "human_level": {
            "vote": "the vote. What if two labels are equally frequent at the top, and what if nobody has labelled an example?",
            "errors": "the vote is right, the errors are not. With whose votes is an annotator compared, and on which examples?",
            "best": "vote and errors are right, the best annotator is not. Which end of whose interval is the lowest?",
        },
        "diagnose": {
            "bias": "the avoidable bias. Which two errors does it compare, and in which order?",
            "variance": "the avoidable bias is right, the variance is not. Which two errors does it compare?",
            "probability": "the gaps are right, the probability is not. What is the standard error of their difference?",
            "first": "the probability is right, the verdict is not. From which probability on is it `bias`, up to which `variance`?",
        },
    },
}

EQUIVALENT = {
    "1_metrics_and_human_level": {
        "threshold_metrics": [
            (
                "f = (1 + beta ** 2) * hits / (bottom + (bottom == 0)) -> f = (1 + beta ** 2) * hits / (bottom - (bottom == 0))",
                "Where the denominator is 0 there are no hits, and 0 divided by -1 is 0, too.",
            ),
        ],
        "error_interval": [
            (
                "return ((-b - root) / (2 * a), min((-b + root) / (2 * a), 1.0)) -> "
                "return ((-b - root) / (2 * a), (-b + root) / (2 * a))",
                "The upper end is above 1 by rounding only.",
            ),
            (
                "return ((-b - root) / (2 * a), min((-b + root) / (2 * a), 1.0)) -> "
                "return ((-b - root) / (2 * a), min((-b + root) / (2 * a), 2.0))",
                "The upper end is above 1 by rounding only.",
            ),
            (
                "z = norm.ppf((1 + level) / 2) -> z = norm.ppf((1 - level) / 2)",
                "Only the square of z is used, and the normal distribution is symmetric.",
            ),
        ],
    },
}
