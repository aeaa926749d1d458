"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import around, code, edit, given, result


def _birds_until(*order):
    """Return a policy that takes the first possible action of a list until the dev error is at the target."""

    def policy(observation):
        shipping = observation["dev_error"] <= observation["target"]
        return next(action for action in (*order, "ship")[-shipping:] if action in observation["possible"])

    return policy


def _birds_in_order(*order):
    """Return a policy that takes the actions of a list, each once, until the dev error is at the target."""

    def policy(observation):
        if observation["dev_error"] <= observation["target"] and observation["latency"] <= observation["latency_limit"]:
            return "ship"
        left = [action for action in order if action not in observation["actions"]]
        return next(action for action in (*left, "ship") if action in observation["possible"])

    return policy


def _birds_random(observation):
    """Choose any action that is possible."""
    return str(np.random.default_rng(len(observation["actions"])).choice(observation["possible"]))


# ------------------------------------------------------------------------------------------- simulator: a bird project

BIRDS_MISTAKES = {
    "gaps": {
        "Standard errors do not add up: the variances do, and the root comes last.": edit(
            "np.sqrt(variances[1:] + variances[:-1])", "np.sqrt(variances[1:]) + np.sqrt(variances[:-1])"
        ),
        "These are variances: a standard error is the root of one.": edit(
            "np.sqrt(variances[1:] + variances[:-1])", "variances[1:] + variances[:-1]"
        ),
        "Both ends of a gap are measured: the variances of both count, not that of one.": [
            edit("np.sqrt(variances[1:] + variances[:-1])", "np.sqrt(variances[1:])"),
            edit("np.sqrt(variances[1:] + variances[:-1])", "np.sqrt(variances[:-1])"),
        ],
        "The training error is measured on the pictures from the web, too.": edit(' + one["web"]', ""),
        "The gaps have the wrong sign: an error that grows along the chain is a positive gap.": edit(
            "np.diff(shares)", "-np.diff(shares)"
        ),
        "A target has no error of measurement: its variance is 0.": edit("np.inf if unmeasured", "1000 if unmeasured"),
        "Without a human level the target takes its place, not 0.": edit(
            'one["target"] if unmeasured', "0.0 if unmeasured"
        ),
    },
    "chance": {
        "A metric that is not that of the goal says nothing about it: the answer is 0.": edit(
            ' or one["metric_miss_cost"] != one["miss_cost"]', ""
        ),
        "A network that is too slow does not meet the goal, whatever its error: the answer is 0.": edit(
            'one["latency"] > one["latency_limit"] or ', ""
        ),
        "A latency equal to the limit keeps to it.": edit('one["latency"] > ', 'one["latency"] >= '),
        "Each rate is measured on half of the dev set.": edit('observation["dev_size"] / 2', 'observation["dev_size"]'),
        "A measurement multiplied by a weight has a variance multiplied by the square of that weight.": edit(
            "weights**2 * careful", "weights * careful"
        ),
        "The two rates are weighted: a miss counts c times, and the weights add up to 1.": edit(
            'np.array([one["miss_cost"], 1]) / (one["miss_cost"] + 1)', "np.array([0.5, 0.5])"
        ),
        "A rate of 0 is not known exactly: compute its variance from (k + 1) / (n + 2).": edit(
            "(rates * half + 1) / (half + 2)", "np.maximum(rates, 1e-12)"
        ),
        "That is the probability that the goal is missed.": edit(
            '(one["target"] - np.sum(weights * rates))', '(np.sum(weights * rates) - one["target"])'
        ),
        "The measured error itself is the weighted mean of the measured rates; only its variance is computed carefully.": edit(
            "np.sum(weights * rates)", "np.sum(weights * careful)"
        ),
    },
    "pictures_needed": {
        "The floor is not subtracted before the logarithm: the power law is that of the error above it.": edit(
            "errors - floor), 1", "errors), 1"
        ),
        "The target has to be measured from the floor, too.": edit(
            "np.log(target - floor) - level", "np.log(target) - level"
        ),
        "A line through the errors themselves is no power law: take logarithms of both sides.": code("""
            def pictures_needed(sizes, errors, target, floor=0.0):
                slope, level = np.polyfit(sizes, errors - floor, 1)
                if target <= floor or slope >= 0:
                    return np.inf
                return (target - floor - level) / slope
        """),
        "That is the logarithm of the number of pictures.": edit(
            "return np.exp((np.log(target - floor) - level) / slope)", "return (np.log(target - floor) - level) / slope"
        ),
        "Where the fitted curve does not fall, no number of pictures helps.": edit(" or slope >= 0", ""),
        "At the floor and below it no number of pictures is enough.": edit("target <= floor or ", ""),
        "It returns how many pictures are missing; what is asked for is how many are needed in all.": edit(
            "/ slope)", "/ slope) - np.max(sizes)"
        ),
        "Only the slopes between the first and the last number count here; a fit uses all of them.": code("""
            def pictures_needed(sizes, errors, target, floor=0.0):
                x, y = np.log(sizes), np.log(errors - floor)
                slope = (y[-1] - y[0]) / (x[-1] - x[0])
                if target <= floor or slope >= 0:
                    return np.inf
                return np.exp(x[0] + (np.log(target - floor) - y[0]) / slope)
        """),
    },
    "break_even": {
        "A cost of a miss is above 0: where the solution is not, one model is better at every cost.": edit(
            "fewer_alarms * more_missed <= 0", "more_missed == 0"
        ),
        "That is the cost turned upside down: what a false alarm costs against a miss.": edit(
            "fewer_alarms / more_missed", "more_missed / fewer_alarms"
        ),
        "The shares of the two kinds of pictures are missing: false alarms come from `1 - share` of them.": code("""
            def break_even(first, second, share=0.5):
                fewer_alarms, more_missed = first[1] - second[1], second[0] - first[0]
                return None if fewer_alarms * more_missed <= 0 else fewer_alarms / more_missed
        """),
        "The shares are exchanged: misses come from `share` of the pictures.": code("""
            def break_even(first, second, share=0.5):
                fewer_alarms, more_missed = share * (first[1] - second[1]), (1 - share) * (second[0] - first[0])
                return None if fewer_alarms * more_missed <= 0 else fewer_alarms / more_missed
        """),
        "A pair holds the misses first and the false alarms second.": code("""
            def break_even(first, second, share=0.5):
                fewer_alarms, more_missed = (1 - share) * (first[0] - second[0]), share * (second[1] - first[1])
                return None if fewer_alarms * more_missed <= 0 else fewer_alarms / more_missed
        """),
    },
    "forecast": {
        "The actions make no difference to it.": edit("state = project.after(state, action)", "pass"),
        "It does not use the measured `dev_error`.": [
            edit("return typical(state) + offset", "return typical(state)"),
            edit("return typical(state) + offset", "return typical(state) + usual"),
        ],
        "It does not use `metric_miss_cost`": edit('observation, observation["metric_miss_cost"]', "observation, 1"),
        "unsupported operand type": edit("cleaned if looked is None else looked / 100", "looked / 100"),
        "It does not use `looked_wrong_labels`.": [
            edit("cleaned if looked is None else looked / 100", "0.0"),
        ],
        "How far does the measurement count": [
            edit("usual + (difference - usual) * spread / (spread + noise)", "2 * difference"),
            edit("usual + (difference - usual) * spread / (spread + noise)", "difference"),
            edit("usual + (difference - usual) * spread / (spread + noise)", "difference * spread / (spread + noise)"),
            edit(
                "usual + (difference - usual) * spread / (spread + noise)",
                "usual + (difference - usual) * noise / (spread + noise)",
            ),
            edit("return typical(state) + offset", "return typical(state) - offset"),
            edit('state["wrong"] = cleaned if looked is None else looked / 100', 'state["wrong"] = (looked or 0) / 10'),
            lambda observation, actions: (
                0.75 * observation["dev_error"]
                + 0.0001 * (observation["looked_wrong_labels"] or 0) * len(actions)
                + 0.0001 * observation["metric_miss_cost"]
            ),
        ],
        "expected a number.": lambda observation, actions: [observation["dev_error"]],
        "is a `return` missing?": lambda observation, actions: None,
    },
    "policy": {
        "It does the same in every project": [
            lambda observation: "ship",
            lambda observation: "look at 100 errors" if not observation["actions"] else "ship",
        ],
        "Of the": [
            _birds_random,
            edit("if forecast(one, []) <= goal", 'if one["dev_error"] <= one["target"]'),
            edit("if forecast(one, []) <= goal", "if chance(one) >= 0.5"),
            _birds_until("collect field"),
            _birds_until("collect field", "collect web"),
            _birds_until("larger network"),
            _birds_until("larger network", "train longer"),
            _birds_until("clean labels", "collect field"),
            _birds_in_order(
                "look at 100 errors",
                "train longer",
                "larger network",
                "regularize less",
                "augment",
                "clean labels",
                "collect field",
            ),
            _birds_in_order("larger network", "train longer", "regularize more", "collect field", "clean labels"),
            _birds_in_order(
                "move dev set",
                "change metric",
                "clean labels",
                "train longer",
                "larger network",
                "collect field",
                "regularize less",
                "augment",
            ),
        ],
        "whose dev set comes from the web": [
            edit('if one["looked_from_web"] and "move dev set" in possible', "if False"),
            edit('if "look at 100 errors" in possible and "look at 100 errors" not in one["actions"]', "if False"),
        ],
        "whose goal changes": edit('if "change metric" in possible', "if False"),
        "with too slow a network": edit(
            'if one["latency"] > one["latency_limit"] and "smaller network" in possible', "if False"
        ),
        "with a dev set from the field, a goal that stays": edit(
            'if "look at 100 errors" in possible and "look at 100 errors" not in one["actions"]:\n'
            '        return "look at 100 errors"\n    if one["looked_from_web"] and "move dev set" in possible',
            'if "move dev set" in possible',
        ),
        "expected the name of an action": [
            edit('return min(ranked)[2][0] if ranked else "ship"', 'return min(ranked)[2] if ranked else "ship"'),
            edit('return "look at 100 errors"', 'return "look"'),
        ],
        "is a `return` missing?": lambda observation: None,
    },
}


BIRDS_EXPLANATIONS = {
    "d1": {
        "a": "The standard errors are computed correctly, of the wrong thing: all 100 errors are pictures "
        "from the web. The true error of this project is 25 %.",
        "b": "That helps, as it turns out, but with this dev set you could not see it: more field pictures "
        "hardly move an error that is measured on the web.",
        "c": "A dev set from the wrong source makes every other number worthless. The true error on field "
        "pictures is 25 %, more than three times what is measured.",
        "d": "The labels are bad indeed, 18 of 100. But whatever you mend, this dev set would not show it, "
        "and you would not know when to ship.",
    },
    "d2": {
        "a": "Train error 20.3 %, train-dev error 21.6 %: more pictures close a gap of about one point. In "
        "the real trainings 1,000 more left the error at 22 %.",
        "b": "Augmentation works against variance, and there is hardly any: it makes the training set harder "
        "for a network that cannot fit it. The error rose to 23 %.",
        "c": "They differ by less than half a point; nothing depends on that gap. The distance of the "
        "training error to the goal is five points.",
        "d": "The gap is between the training error and the goal, so bias. Regularization is what holds this "
        "network back: the error went from 21.9 to 15.8 %. A larger network reached 18.9 %.",
    },
    "d3": {
        "a": "A gap of 19 points with 200 pictures, and both weeks and money for 1,000 more: the error went "
        "from 22.1 to 19.2 %, the largest step of all single actions here, and the other gaps can wait.",
        "b": "It fits its pictures already, to 2.8 %. Longer training brought the error from 22.1 to 21.3 %, "
        "not to the goal.",
        "c": "A rule from the days of smaller models: the smaller network reached 22.3 %, no better. With "
        "200 pictures the size hardly matters, as the first figure shows.",
        "d": "Right gap, weak tool: it brought 0.4 points. With 200 pictures there is too little to learn "
        "from, however the network is held back.",
    },
    "d4": {
        "a": "Bias raises both errors. A network that does worse on what it was trained on than on held-out "
        "pictures is not too small, its training labels disagree with it. It has 40 units already, too slow for "
        "the limit.",
        "b": "Train-dev labels are checked, training labels are not: a training error above the train-dev "
        "error is the fingerprint of wrong ones. 18 % of them are wrong here, and cleaning brought the "
        "true error from 17.0 to 13.8 %.",
        "c": "With 400 pictures the standard error is 1.7 points, and the gap to the goal 1.9: six to one at "
        "best. The train-dev error, on 1,000 pictures of the same camera, says 16 %, above the goal. "
        "The true error is 17.0 %. And 16 ms are more than the limit of 6.",
        "d": "The sign is wrong: variance is a train-dev error *above* the training error.",
    },
    "d5": {
        "a": "It learns the web well, and the goal is the field. The error with 2,000 more from the web "
        "stayed at 18.9 %.",
        "b": "There is no variance to speak of: train error 3.5 %, train-dev error 4.7 %. It did help a "
        "little, to 16.4 %, since mirrored field pictures are field pictures.",
        "c": "The only large gap is the mismatch. 1,000 field pictures brought the true error from 19.5 to "
        "14.3 %, below the goal.",
        "d": "Find out where before you pay: train and train-dev error are small. The larger network reached "
        "17.8 %, above the goal, and would be too slow here.",
    },
    "d6": {
        "a": "The gap is 0.2 points, the standard error two. That is a coin: `chance` says about 0.5. The "
        "true error is 15.5 %.",
        "b": "1,000 more pictures, and the dev error was 16.3 %: not there yet. One more step, regularizing "
        "less, reached a true error of 13.9 %, and there was a week for it.",
        "c": "There is no money for that: it costs four thousand, and three are left.",
        "d": "It would tell how far you could get, not how far you are.",
    },
    "d7": {
        "a": "12.2 % is the error of the old goal, 9 % the target of the new one: they cannot be compared. "
        "Collecting brought the error by the new goal to 11.8 % only, since nobody moved the threshold.",
        "b": "Compute again: $(5 \\cdot 10.5 + 14.0) / 6 = 11.1$ %, above the goal of 9 %.",
        "c": "The training error is one of the old metric, too. The larger network stayed at 12.1 % by the new goal.",
        "d": "Half a week and no money: the true error by the new goal went from 12.4 to 8.5 %, below the "
        "target of 9 %. No single other action came near.",
    },
    "d8": {
        "a": "Against bias, yes, but 40 units take 16 ms and the limit is 6. A better network that may not "
        "be shipped has cost a week and a thousand.",
        "b": "Two tools against bias, and the satisficing metric rules one out. Longer training brought the "
        "true error from 19.6 to 14.2 %.",
        "c": "Variance is 2.4 points, bias five. 1,000 more pictures left the error at 19.4 %.",
        "d": "It makes the training set harder for a network that has not learned the one it has: 21.6 %.",
    },
    "d9": {
        "a": "There is not one picture from the web in this project, so what should mismatch? On 200 "
        "pictures a difference of 2.1 points has a standard error of three.",
        "b": "`gaps` gives 8.9 points with an error of 1.9 for the variance, and 2.1 with 3.1 for the "
        "mismatch. Act on the first, and leave the second alone.",
        "c": "The standard error of the dev error is 2.8 points, so that 17.6 % is less than one of them "
        "away. The true error is just below the goal.",
        "d": "7.6 points are a lot, but fewer than 8.9, and the difference between the two gaps is not "
        "beyond noise either.",
    },
    "d10": {
        "a": "Both work against bias, and the dev set would have been at 17.2 %, above the goal. The true "
        "error came down to 16.5 %, just below it: too close to know.",
        "b": "Pictures from the web raise the error on field pictures in a network this small: 22.3 %.",
        "c": "The network is held back twice, by regularization at its strongest and by the shortest "
        "training. Each alone leaves it above the goal, at 19.7 and 18.7 %; together they reach 14.5 "
        "%.",
        "d": "More of one is less than one of each: 18.8 %. A network that is regularized that strongly "
        "stops improving.",
    },
}


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
                # not corrected; a fixed level; corrected for the models, not for their pairs
                edit("1 - 0.05 / pairs", "0.95"),
                edit("1 - 0.05 / pairs", "0.99"),
                edit("1 - 0.05 / pairs", "0.998"),
                edit("1 - 0.05 / pairs", "1 - 0.05 / len(fits)"),
                edit("1 - 0.05 / pairs", "1 - 0.05 / max(len(fits) - 1, 1)"),
                # every lead; a fixed difference
                edit("paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0", "one != top"),
                edit(
                    "paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0",
                    "wrong[one].mean() > wrong[top].mean() + 0.004",
                ),
            ],
            "Which examples say something about a difference": [
                # a fixed level or number of examples that would do for a hundred models
                edit("1 - 0.05 / pairs", "0.99995"),
                edit(
                    "paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)[0] > 0",
                    "np.sum(wrong[one]) - np.sum(wrong[top]) > 45",
                ),
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
            "one model just meets both limits": [
                edit("latency <= max_latency", "latency < max_latency"),
                edit("size <= max_size", "size < max_size"),
            ],
            "two of three models have the lowest measured error": edit(
                "(wrong[one].mean(), latency[one])", "wrong[one].mean()"
            ),
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
            "The shares of use multiply the sums over the dev set: take the mean of every class first.": [
                edit("paid[:, y == kind].mean(axis=1)", "paid[:, y == kind].sum(axis=1) / len(y)"),
                # Every picture is weighed by the share of its class: a class with many pictures counts more.
                code("""
                def product_cost(y, predictions, costs, review, mix):
                    paid = np.where(predictions < 0, review, costs[y, predictions])
                    return np.average(paid, axis=1, weights=mix[y])
            """),
            ],
            "That is the error rate: the costs play no part.": lambda y, predictions, costs, review, mix: np.mean(
                predictions != y, axis=1
            ),
            "Correct predictions are free here: the diagonal need not be 0.": edit(
                "costs[y, predictions])", "costs[y, predictions] * (predictions != y))"
            ),
            "That is the cost of all models together: one number for each is asked for.": result(np.sum),
        },
    },
    "2_simulator_birds": BIRDS_MISTAKES,
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "The training error is far above people's, and more updates act on it.",
            "b": "That acts on the gap between training and dev error, which is half a point, and may raise the "
            "training error, the one that is too high.",
            "c": "More pictures narrow the gap to the dev set. There is hardly one; the network fails on what it "
            "was trained on.",
            "d": "A larger network can fit more of the training set, and the gap from there to people is the large one.",
            "e": "A larger dev set measures the dev error better; here both errors agree and are both too high.",
        },
        "q2": {
            "a": "At 30 euros P costs 1,800 + 100 and Q 900 + 700. Which is less?",
            "b": "At 30: P 1,900, Q 1,600, R 1,900. At 60: P 3,700, Q 2,500, R 2,200. The more a miss costs, the "
            "more false alarms are worth it.",
            "c": "P has the fewest mistakes, but its misses cost 30 times as much as a false alarm. Add up euros.",
            "d": "At 30 euros Q is the cheapest. At 60 compute again: R misses 20 fewer, for 900 more false alarms.",
        },
        "q3": {
            "a": "S has the smallest error, but needs 14 milliseconds: beyond a limit it is worth nothing.",
            "b": "T does not fit into the memory.",
            "c": "U keeps the limits, and so does a better one. Below a limit there is no credit for being smaller.",
            "d": "U and V keep both limits, and of these V has the smaller error. That U is faster earns it nothing.",
        },
        "q4": {
            "a": "28 against 8 is no accident (a fair coin does that in about 1 of 1,000 cases), and it was "
            "measured on what customers record.",
            "b": "They say precisely how the models do in the studio, where no customer records.",
            "c": "Then 98 % of the votes come from the studio, and K wins again.",
            "d": "The two models differ on 36 recordings, 28 to 8. Small sets show large differences, if they are "
            "the right sets.",
        },
        "q5": {
            "a": "The best possible classifier is at least as good as anybody on these sounds, so the workshop's "
            "error is an upper estimate.",
            "b": "The workshop shows that 3.5 points of the training error can be avoided: mechanics are not the "
            "limit.",
            "c": "5 - 1.5 = 3.5 against 7 - 5 = 2. The Bayes error may be even lower than the workshop's.",
            "d": "5 - 5 = 0 against 2: the other standard turns the advice around.",
        },
        "q6": {
            "a": "The metric no longer ranks as the users do: it aims at the wrong target.",
            "b": "Then the dev set is no sample of what the network will meet, and choices on it miss what users need.",
            "c": "That is a problem of hitting the target, not of the target: look at the two gaps.",
            "d": "The labels are worse than the network, so the measured error is mostly theirs. Label anew, with "
            "a vote of experts.",
        },
        "q7": {
            "a": "All 200 networks have that gap between training and dev error, and more pictures would help them all. It "
            "does not explain why this one's test error is so much higher than its own dev error.",
            "b": "The mean of all networks is the same on both sets, so the sets are alike.",
            "c": "On average the 200 do about as well on both sets; only the chosen one gets worse. The team promised 8 % and "
            "delivered 16 %, worse than their mean. Chosen on 2,000 dev pictures, the best of the same 200 has "
            "12.7 % on the test set.",
            "d": "The mean of the 200 is about the same on both sets, so the test set is all right. The dev error of the "
            "winner is lucky because the winner was chosen by it.",
        },
        "q8": {
            "a": "Compute it: the share of true wheels that are found is nearly the same in both lines.",
            "b": "Then recall and the rate of false alarms would be worse in the field. Compute both.",
            "c": "Both rates are as before. A lower threshold would find a few more wheels and add many false alarms.",
            "d": "72 and 75 % of the wheels are found, and 15 % of the others give a false alarm, in both lines. "
            "With 5 % such wheels instead of 50 %, precision falls from 83 to 21 %: 2,842 looks in vain. The "
            "network with weight 5 would have cost some 200 of them, and found 58 %.",
        },
        "q9": {
            "a": "The gap between training error and the large test set is small when the training stops. More "
            "pictures act on the gap.",
            "b": "Without decay the training error falls in every round, and fast: no sign of a rate that is too large. One "
            "of 40 pictures is 2.5 points, and that is the jump.",
            "c": "One picture of 40 stopped a run in which the training error still fell by a point every time. "
            "Trained on, it reached 2 and 8.3 % instead of 10.8 and 13.6 %, with decay 1 even 7.8 %. The team "
            "shipped the 13.6 % and paid for pictures as well.",
            "d": "Without any decay the run stops just as early, and with as large a training error.",
        },
        "q10": {
            "a": "On the 4 by 4 pixels the same kind of reader misreads 25 %, so there was 1 point of avoidable "
            "bias, not 27. The year gained 3 points. With 8 by 8 pixels the network of the first day has 5 %.",
            "b": "It has helped on the training set, by 7 points, and on the dev set by 3. That is how overfitting begins, not "
            "how bias goes away: nobody has measured whether 0.2 % can be reached.",
            "c": "The gap has grown because the training error fell. Weight decay, in the last line, gains 0.3 points.",
            "d": "Differences of 3 points are seen over six trainings. Knowing 27 % more exactly moves nothing.",
        },
    },
    "2_simulator_birds": BIRDS_EXPLANATIONS,
}

BIRDS_ANOTHER = "Another program that reaches what is asked for: the forecasts are as near, as many projects succeed."

BIRDS_ANOTHER = (
    "Another policy, which brings as many projects to their goal as are asked for: the order of plans that all reach it, "
    "a reserve, and spending what is left are the writer's choice."
)

METRICS_WHOLE = "It is the same whole number, of another type."

EQUIVALENT = {
    "1_metrics_and_human_level": {
        "threshold_metrics": [
            (
                "f = (1 + beta ** 2) * hits / (bottom + (bottom == 0)) -> f = (1 + beta ** 2) * hits / (bottom - (bottom == 0))",
                "Where the denominator is 0 there are no hits, and 0 divided by -1 is 0, too.",
            ),
            (
                "def threshold_metrics(y, scores, thresholds, beta=1.0): -> "
                "def threshold_metrics(y, scores, thresholds, beta=-1.0):",
                "Only the square of beta is used.",
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
            (
                "def error_interval(errors, m, level=0.95): -> def error_interval(errors, m, level=-0.95):",
                "Only the square of z is used, and the normal distribution is symmetric.",
            ),
            (
                "return ((-b - root) / (2 * a), min((-b + root) / (2 * a), 1.0)) -> "
                "return ((-b - root) / (2 * a), min(1.0, (-b + root) / (2 * a)))",
                "The order of the two does not matter.",
            ),
        ],
        "paired_difference": [
            (
                f"{name} = (np.sum({one} & ~{other}) + 0.5) / m -> {name} = (np.sum(~{other} & {one}) + 0.5) / m",
                "The order of the two conditions does not matter.",
            )
            for name, one, other in (("gained", "first", "second"), ("lost", "second", "first"))
        ],
        "dev_set_size": [
            (
                "return int(np.ceil(((left + right) / difference) ** 2)) -> "
                "return np.ceil(((left + right) / difference) ** 2)",
                METRICS_WHOLE,
            ),
        ],
        "human_level": [
            *(
                (
                    f"marks = (table[:, :, None] == np.arange(table.max() + 1)).astype(int) -> marks = {other}",
                    reason,
                )
                for other, reason in (
                    (
                        "table[:, :, None] == np.arange(table.max() + 1)",
                        "A sum of truth values is a whole number, too.",
                    ),
                    (
                        "(table[:, :, None] == np.arange(table.max() + 2)).astype(int)",
                        "Nobody gives the label that is one too large, so it wins no vote.",
                    ),
                )
            ),
            *(
                (f"{line} -> {other}", "The order of the two conditions does not matter.")
                for line, other in (
                    (
                        "compared = (table >= 0) & (others >= 0)",
                        "compared = (others >= 0) & (table >= 0)",
                    ),
                    (
                        "alone = (top > 0) & (np.sum(counts == top[..., None], axis=-1) == 1)",
                        "alone = (np.sum(counts == top[..., None], axis=-1) == 1) & (top > 0)",
                    ),
                    (
                        "wrong = np.sum(compared & (table != others), axis=1)",
                        "wrong = np.sum((table != others) & compared, axis=1)",
                    ),
                )
            ),
            (
                "return {'vote': winner(total), 'errors': wrong / compared, 'best': int(np.argmin(ends))} -> "
                "return {'vote': winner(total), 'errors': wrong / compared, 'best': np.argmin(ends)}",
                METRICS_WHOLE,
            ),
            *(
                (
                    "ends = [error_interval(int(k), int(n))[1] for k, n in zip(wrong, compared)] -> "
                    f"ends = [error_interval({other} for k, n in zip(wrong, compared)]",
                    reason,
                )
                for other, reason in (
                    ("int(k), int(n))[-1]", "An interval has two ends, so the last one is the second."),
                    ("k, int(n))[1]", METRICS_WHOLE),
                    ("int(k), n)[1]", METRICS_WHOLE),
                )
            ),
        ],
        "diagnose": [
            (
                "counts = np.array([human, train, dev], dtype=float) -> counts = np.array([human, train, dev])",
                "The division makes floats of whole numbers, too.",
            ),
            *(
                (
                    f"{line} -> {other}",
                    "It differs only if a probability equals the limit to the last digit.",
                )
                for line, other in (
                    (
                        "first = 'bias' if probability >= sure else 'undecided'",
                        "first = 'bias' if probability > sure else 'undecided'",
                    ),
                    (
                        "first = 'variance' if probability <= 1 - sure else first",
                        "first = 'variance' if probability < 1 - sure else first",
                    ),
                )
            ),
            *(
                (f"{line} -> {line.replace('[:, 1]', '[:, -1]')}", "Each is a pair, so the last one is the second.")
                for line in (
                    "shares = counts[:, 0] / counts[:, 1]",
                    "variances = smooth * (1 - smooth) / counts[:, 1]",
                    "smooth = (counts[:, 0] + 1) / (counts[:, 1] + 2)",
                )
            ),
            (
                "probability = norm.cdf((bias - variance) / np.sqrt(variances @ [1, 4, 1])) -> "
                "probability = norm.cdf((bias - variance) / np.sqrt([1, 4, 1] @ variances))",
                "The scalar product of two vectors is the same either way round.",
            ),
        ],
        "pareto_front": [
            (
                "if not np.any(no_worse & better): -> if not np.any(better & no_worse):",
                "The order of the two conditions does not matter.",
            ),
            ("front.append(int(model)) -> front.append(model)", METRICS_WHOLE),
        ],
        "choose_model": [
            (
                "fits = np.flatnonzero((latency <= max_latency) & (size <= max_size)) -> "
                "fits = np.flatnonzero((size <= max_size) & (latency <= max_latency))",
                "The order of the two conditions does not matter.",
            ),
            (
                "pairs = max(len(fits) * (len(fits) - 1) / 2, 1) -> *",
                "The judge asks for rates, which a somewhat other number of comparisons keeps, too.",
            ),
            (
                "top = min(fits, key=lambda one: (wrong[one].mean(), latency[one])) -> "
                "top = min(fits, key=lambda one: (wrong[one].sum(), latency[one]))",
                "All models are measured on equally many examples.",
            ),
            *(
                (
                    "worse = [int(one) for one in fits if paired_difference(wrong[one], wrong[top], 1 - 0.05 / pairs)"
                    f"[0] > 0] -> worse = [{one} for one in fits if paired_difference(wrong[one], wrong[top], "
                    f"1 - {share} / pairs)[0] {above} 0]",
                    reason,
                )
                for one, share, above, reason in (
                    ("one", "0.05", ">", METRICS_WHOLE),
                    ("int(one)", "0.05", ">=", "It differs only if an end of an interval is exactly 0."),
                    (
                        "int(one)",
                        "0.1",
                        ">",
                        "One end counts, so that with 0.1 fewer than 5 % of the claims fail, too.",
                    ),
                )
            ),
            (
                "return (int(min((one for one in fits if one not in worse), key=lambda one: latency[one])), worse) -> "
                "return (min((one for one in fits if one not in worse), key=lambda one: latency[one]), worse)",
                METRICS_WHOLE,
            ),
        ],
    },
    "2_simulator_birds": {
        "forecast": [
            (
                "names = ('field', 'web', 'hidden', 'regularization', 'augmented', 'length') -> *",
                "The order of the settings in a dictionary makes no difference.",
            ),
            (
                "cleaned = 0.03 if 'clean labels' in one['actions'] else 0.08 -> *",
                "What to assume where nobody has looked is the writer's choice.",
            ),
            (
                "state['wrong'] = cleaned if looked is None else looked / 100 -> *",
                "A share that is a hundredth of itself off forecasts as well.",
            ),
            (
                "noise = one['dev_error'] * (1 - one['dev_error']) / one['dev_size'] -> *",
                "Another estimate of the noise, near this one, forecasts as well: it decides about a weight only.",
            ),
            (
                "usual, spread = (0.025, 0.015 ** 2) -> usual, spread = (0.025, (-0.015) ** 2)",
                "The square is the same.",
            ),
        ],
        "policy": [
            *(
                (f"{line} -> *", BIRDS_ANOTHER)
                for line in (
                    "if forecast(one, []) <= goal: return 'ship'",
                    "if forecast(one, []) <= goal:",
                    "goal = 0.95 * one['target']",
                    "if 'look at 100 errors' in possible and 'look at 100 errors' not in one['actions']:",
                    "return min(ranked)[2][0] if ranked else 'ship'",
                    "ranked.append((error > goal, weeks + money / 4 if error <= goal else error, actions))",
                )
            ),
            (
                "if one['latency'] > one['latency_limit'] and 'smaller network' in possible: -> "
                "if one['latency'] >= one['latency_limit'] and 'smaller network' in possible:",
                "No latency equals a limit.",
            ),
        ],
        "pictures_needed": [
            (
                "if target <= floor or slope >= 0: -> if target < floor or slope >= 0:",
                "At the floor the logarithm of 0 leads to infinity, too.",
            ),
            (
                "if target <= floor or slope >= 0: -> if target <= floor or slope > 0:",
                "A fitted slope is never 0 to the last digit.",
            ),
        ],
        "break_even": [
            ("return None -> return", "A function that returns nothing returns None."),
            (
                "fewer_alarms = (1 - share) * (first[1] - second[1]) -> fewer_alarms = (1 - share) * (first[-1] - second[1])",
                "The second of a pair is its last.",
            ),
            (
                "fewer_alarms = (1 - share) * (first[1] - second[1]) -> fewer_alarms = (1 - share) * (first[1] - second[-1])",
                "The second of a pair is its last.",
            ),
        ],
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
