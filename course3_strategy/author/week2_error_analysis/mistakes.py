"""The known mistakes of the week and the explanations of its quiz; never released to students."""

import numpy as np

from grading.authoring.slips import code, edit, given, result


def _constant(start, layer, rate):
    """Return a version of `next_run` that spends all steps in one way, whatever the task."""
    return lambda task, runs: (
        None if runs else {"start": start, "trainable_from": layer, "learning_rate": rate, "steps": task["steps_left"]}
    )


def _by_number(few, many):
    """Return a version of `next_run` that looks at nothing but the number of pictures."""
    return lambda task, runs: _constant(*(few if task["pictures"] < 100 else many))(task, runs)


def _random(task, runs):
    """Try something, 60 steps at a time."""
    rng = np.random.default_rng([task["pictures"], len(runs)])
    start, layer, rate = (("base", 2, 0.01), ("base", 1, 0.003), ("base", 0, 0.003), ("random", 0, 0.003))[
        rng.integers(4)
    ]
    return {"start": start, "trainable_from": layer, "learning_rate": rate, "steps": min(60, task["steps_left"])}


def _driving_until(*order):
    """Return a policy that takes the first possible action of a list until the dev error is at the target."""

    def policy(observation):
        if observation["dev_error"] <= observation["target"] and observation["latency"] <= observation["latency_limit"]:
            return "ship"
        return next(action for action in (*order, "ship") if action in observation["possible"])

    return policy


def _driving_in_order(*order):
    """Return a policy that takes the actions of a list, each once, until the dev error is at the target."""

    def policy(observation):
        if observation["dev_error"] <= observation["target"] and observation["latency"] <= observation["latency_limit"]:
            return "ship"
        left = [action for action in order if action not in observation["actions"]]
        return next(action for action in (*left, "ship") if action in observation["possible"])

    return policy


def _driving_random(observation):
    """Choose any action that is possible."""
    seed = [len(observation["actions"]), round(1e4 * observation["train_error"])]
    return str(np.random.default_rng(seed).choice(observation["possible"]))


MISTAKES = {
    "1_errors_and_mismatch": {
        "split_sources": {
            "scenes have pictures in `train` and in `train_dev`": code("""
                def split_sources(target, scene, share, seed):
                    rng = np.random.default_rng(seed)
                    ours, others = rng.permutation(np.flatnonzero(target)), rng.permutation(np.flatnonzero(~target))
                    size = round(share * len(ours))
                    rest, held = ours[2 * size:], round(share * (len(ours) - 2 * size))
                    cut = round(share * len(others))
                    return {"dev": ours[:size], "test": ours[size:2 * size],
                            "train_dev": np.concatenate([rest[:held], others[:cut]]),
                            "train": np.concatenate([rest[held:], others[cut:]])}
            """),
            "are not from the target": edit(
                "for kind in (target, ~target))", "for kind in (target | ~target, target & ~target))"
            ),
            "scenes of the other source that are left": edit(
                '"train": rest, "train_dev": held', '"train": np.append(rest, pairs[1][0]), "train_dev": pairs[0][0]'
            ),
            "scenes of the target that are left": edit(
                '"train": rest, "train_dev": held', '"train": np.append(rest, pairs[0][0]), "train_dev": pairs[1][0]'
            ),
            "pictures are in more than one place": [
                # Train-dev is a part of train as well: then it says nothing about variance.
                edit('"train": rest', '"train": np.append(rest, held)'),
                # Test is the same as dev: choices made on dev would look good on it.
                edit('"test": test', '"test": dev'),
            ],
            "nother seed gives the same parts": [
                # The first scenes are taken, whatever the seed is: draw them at random.
                edit("rng.permutation(np.unique(scene[kind]))", "np.unique(scene[kind])"),
                # The seed is not used: draw with `np.random.default_rng(seed)`.
                edit("default_rng(seed)", "default_rng(0)"),
            ],
            "pictures are in no part": edit(
                "return {name: np.flatnonzero(np.isin(scene, part)) for name, part in parts.items()}", "return parts"
            ),
            "expected an array of indices": edit("np.flatnonzero(np.isin(scene, part))", "np.isin(scene, part)"),
        },
        "error_ceilings": {
            "The accuracy grows by a share of itself: what a cure can bring is a share of the *errors*.": edit(
                "accuracy + (1 - accuracy) * part", "accuracy + accuracy * part"
            ),
            "The share is added to the accuracy as it is: it is a share of the errors, and these are few.": edit(
                "(1 - accuracy) * part", "part"
            ),
            "These are ceilings of the error, not of the accuracy.": edit(
                "accuracy + (1 - accuracy) * part", "(1 - accuracy) * (1 - part)"
            ),
            "That is the interval of the normal approximation, which has no width at a share of 0: Wilson's is asked for.": edit(
                "(share + z**2 / (2 * n)) / (1 + z**2 / n)",
                "share",
                "z / (1 + z**2 / n) * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))",
                "z * np.sqrt(share * (1 - share) / n)",
            ),
            "`low` and `high` are ends of the interval of the share: carry them over to the accuracy.": edit(
                "found[name] = accuracy + (1 - accuracy) * part",
                'found[name] = accuracy + (1 - accuracy) * part if name == "ceiling" else part',
            ),
            "`alone` counts errors with several causes, too.": edit(
                "(causes & (causes.sum(axis=1, keepdims=True) == 1))", "causes"
            ),
            "`alone` is a share of the errors that have the cause: divide by all errors looked at.": edit(
                "== 1)).mean(axis=0)", "== 1)).sum(axis=0) / np.maximum(causes.sum(axis=0), 1)"
            ),
            "The shares are those of all marks in the table: divide by the number of errors.": edit(
                "causes.mean(axis=0)\n", "causes.sum(axis=0) / causes.sum()\n"
            ),
            "The interval is that of z = 1.96 whatever is given.": given(
                lambda causes, accuracy, z=0: (causes, accuracy)
            ),
            "The middle of the interval is the share itself; Wilson's middle lies a little towards one half.": edit(
                "(share + z**2 / (2 * n)) / (1 + z**2 / n)", "share"
            ),
        },
        "priorities": {
            "Each cause is counted on its own: errors with two causes are counted twice, or not cured by either.": code("""
                def priorities(causes, weeks, budget):
                    columns, best = range(causes.shape[1]), (0, 0, ())
                    for size in range(1, len(columns) + 1):
                        for chosen in itertools.combinations(columns, size):
                            cost, cured = weeks[list(chosen)].sum(), causes[:, chosen].sum()
                            if cost <= budget:
                                best = max(best, (cured, -cost, chosen))
                    return list(best[2])
            """),
            "An error is taken for cured when *one* of its causes is: it has to lose them all.": edit(
                "~causes[:, ~np.array(chosen)].any(axis=1)", "causes[:, list(chosen)].any(axis=1)"
            ),
            "Only errors with a single cause are counted: with two causes chosen, those with both vanish too.": edit(
                "~causes[:, ~np.array(chosen)].any(axis=1)",
                "(causes.sum(axis=1) == 1) & causes[:, list(chosen)].any(axis=1)",
            ),
            "The best errors per week come first, one by one: what is left of the budget may then fit nothing.": code("""
                def priorities(causes, weeks, budget):
                    chosen = []
                    for column in np.argsort(-causes.sum(axis=0) / weeks, kind="stable"):
                        if weeks[column] <= budget:
                            chosen.append(int(column))
                            budget = budget - weeks[column]
                    return sorted(chosen)
            """),
            "The most frequent causes come first, whatever they take.": code("""
                def priorities(causes, weeks, budget):
                    chosen = []
                    for column in np.argsort(-causes.sum(axis=0), kind="stable"):
                        if weeks[column] <= budget:
                            chosen.append(int(column))
                            budget = budget - weeks[column]
                    return sorted(chosen)
            """),
            "Of plans that cure equally many errors the one with the fewest weeks is asked for.": edit(
                "(cured, -cost, ", "(cured, cost, "
            ),
            "The budget has no part in it.": edit("cost <= budget", "cost < np.inf"),
            "A plan that takes just the budget is allowed: use `<=`.": edit("cost <= budget", "cost < budget"),
            "Only single causes are tried: several may fit into the budget.": edit(
                "cost <= budget", "cost <= budget and sum(chosen) == 1"
            ),
        },
        "find_label_errors": {
            "Every disagreement with the most probable class is flagged: a model is often wrong where it is unsure.": code("""
                def find_label_errors(labels, probabilities):
                    found = np.flatnonzero(probabilities.argmax(axis=1) != labels)
                    return found[np.argsort(probabilities[found, labels[found]])]
            """),
            "The threshold is one half for every class: classes differ in how sure the model is of them.": edit(
                "sure = np.where(", "thresholds[:] = 0.5\n    sure = np.where("
            ),
            "The thresholds are means over *all* examples: only those with that label count.": edit(
                "probabilities[labels == label, label].mean()", "probabilities[:, label].mean()"
            ),
            "The thresholds are means of the highest probability: take that of the label's own class.": edit(
                "probabilities[labels == label, label].mean()", "probabilities[labels == label].max(axis=1).mean()"
            ),
            "The median is taken in place of the mean.": edit(
                "probabilities[labels == label, label].mean()", "np.median(probabilities[labels == label, label])"
            ),
            "These examples are doubted because their own label is below its threshold: another class must be above its own.": code("""
                def find_label_errors(labels, probabilities):
                    means = [probabilities[labels == one, one].mean() if np.any(labels == one) else np.inf
                             for one in range(probabilities.shape[1])]
                    own = probabilities[np.arange(len(labels)), labels]
                    found = np.flatnonzero(own < np.array(means)[labels])
                    return found[np.argsort(own[found])]
            """),
            "An example without any class above its threshold is flagged, too: there the model does not know.": edit(
                "(sure.max(axis=1) >= 0) & ", ""
            ),
            "A class that no label names has no threshold, and its examples are flagged: nothing is known about it.": edit(
                "np.inf)", "0.0)"
            ),
            "The order is that of the set: the least probable label comes first.": edit(
                "found[np.argsort(probabilities[found, labels[found]])]", "found"
            ),
            "The most probable label comes first: turn the order round.": result(lambda found: found[::-1]),
            "These are truth values, one per example: return indices.": code("""
                def find_label_errors(labels, probabilities):
                    thresholds = np.full(probabilities.shape[1], np.inf)
                    for label in np.unique(labels):
                        thresholds[label] = probabilities[labels == label, label].mean()
                    sure = np.where(probabilities >= thresholds, probabilities, -1)
                    return (sure.max(axis=1) >= 0) & (sure.argmax(axis=1) != labels)
            """),
        },
        "corrected_accuracy": {
            "The share among the reviewed pictures is returned: apparent errors are reviewed more often than they occur.": code("""
                def corrected_accuracy(labels, predicted, reviewed, truth):
                    right = predicted[reviewed] == truth
                    n = len(right)
                    return right.mean(), np.sqrt(right.mean() * (1 - right.mean()) / (n - 1) * (1 - n / len(labels)))
            """),
            "Only apparent errors are corrected: among the pictures on which label and prediction agree, some are wrong alike.": edit(
                "seen.mean()", "(seen.mean() if group is not agrees else 1.0)"
            ),
            "Only pictures on which label and prediction agree are corrected: apparent errors may be right.": edit(
                "seen.mean()", "(seen.mean() if group is agrees else 0.0)"
            ),
            "The weight of a group is its share of the reviewed pictures: take its share of the whole set.": edit(
                "size / len(labels)", "len(seen) / len(reviewed)"
            ),
            "The variance is returned: the standard error is its root.": edit("np.sqrt(variance)", "variance"),
            "The standard errors are added: of independent groups the variances are, each with its weight squared.": edit(
                "variance += weight**2 * spread * (1 - len(seen) / size)",
                "variance += weight * np.sqrt(spread * (1 - len(seen) / size))",
                "np.sqrt(variance)",
                "variance",
            ),
            "A group that is reviewed completely has no noise left: the correction for finite sets is missing.": edit(
                " * (1 - len(seen) / size)", ""
            ),
            "Divide by n - 1 in the variance of a mean, as the text says.": edit("max(len(seen) - 1, 1)", "len(seen)"),
            "The weight enters the variance squared.": edit("weight**2 * spread", "weight * spread"),
        },
        "decompose": {
            "The largest gap is named although it may be noise.": edit(
                "clear = gaps > z * np.sqrt(noise[1:] + noise[:-1])", "clear = gaps > 0"
            ),
            "The first gap that is no noise is named: the largest of them is asked for.": edit(
                "np.where(clear, gaps, 0).argmax()", "clear.argmax()"
            ),
            "The last gap that is no noise is named: the largest of them is asked for.": edit(
                "np.where(clear, gaps, 0).argmax()", "3 - clear[::-1].argmax()"
            ),
            "Only the noise of the second set counts: both sets are samples.": edit(
                "noise[1:] + noise[:-1]", "noise[1:]"
            ),
            "The noise is added as standard errors: variances add, and the root comes last.": edit(
                "np.sqrt(noise[1:] + noise[:-1])", "(np.sqrt(noise[1:]) + np.sqrt(noise[:-1]))"
            ),
            "Gaps are taken without their sign: a gap below 0 is no trouble.": edit(
                "clear = gaps >", "clear = abs(gaps) >", "np.where(clear, gaps, 0)", "np.where(clear, abs(gaps), 0)"
            ),
            "The variance is measured against dev: train-dev is there to tell it from mismatch.": code("""
                def decompose(errors, counts, z=2.0):
                    rate = {step: errors[step] / counts[step] for step in errors}
                    added = {step: (errors[step] + 1) / (counts[step] + 2) for step in errors}
                    noise = {step: added[step] * (1 - added[step]) / (counts[step] + 2) for step in errors}
                    gaps, verdict, largest = {}, "undecided", 0
                    for name, one, other in (("bias", "human", "train"), ("variance", "train", "dev"),
                                             ("mismatch", "train_dev", "dev"), ("dev_overfitting", "dev", "test")):
                        gaps[name] = rate[other] - rate[one]
                        if gaps[name] > max(largest, z * np.sqrt(noise[one] + noise[other])):
                            verdict, largest = name, gaps[name]
                    return gaps, verdict
            """),
            "The bias is the whole training error: subtract what humans get wrong, too.": edit(
                "np.diff(wrong / count)", "np.diff(wrong / count * [0, 1, 1, 1, 1])"
            ),
            "The gaps are counts of errors: the sets have different sizes.": edit(
                "np.diff(wrong / count)", "np.diff(wrong)"
            ),
            "z is 2 whatever is given.": given(lambda errors, counts, z=0: (errors, counts)),
            "A set without errors has no noise here: add one error and one correct prediction first.": edit(
                ", (wrong + 1) / (count + 2)", ", wrong / count"
            ),
            "The gaps themselves are computed with the added error: it belongs to the noise alone.": edit(
                "np.diff(wrong / count)", "np.diff((wrong + 1) / (count + 2))"
            ),
        },
        "suspects": {
            "Which of the examples that you flag are merely hard?": [
                # Every example on which the model disagrees is flagged: many of them are merely hard.
                edit("found[np.arange(len(labels)), labels] < 0.14", "found.argmax(axis=1) != labels"),
                # The model has learned from the labels that it is asked about, and believes many of them.
                code("""
                def suspects(X, labels):
                    model = LogisticRegression(max_iter=500).fit(X, labels)
                    return model.predict_proba(X)[np.arange(len(labels)), labels] < 0.14
            """),
                # Every error of a model that has learned from all labels is flagged.
                code("""
                def suspects(X, labels):
                    return LogisticRegression(max_iter=500).fit(X, labels).predict(X) != labels
            """),
                # Confident learning alone flags many examples of two classes that are hard to tell apart.
                edit(
                    "return found[np.arange(len(labels)), labels] < 0.14",
                    "flags = np.zeros(len(labels), bool)\n    flags[find_label_errors(labels, found)] = True\n    return flags",
                ),
            ],
            "labels are flagged in every set": [
                # The 8 % with the least probable labels are flagged in every set, however many are wrong.
                edit(
                    "found[np.arange(len(labels)), labels] < 0.14",
                    "found[np.arange(len(labels)), labels].argsort().argsort() < 0.08 * len(labels)",
                ),
                # Nothing is flagged.
                code("""
                def suspects(X, labels):
                    return np.zeros(len(labels), dtype=bool)
            """),
                # Everything is flagged.
                code("""
                def suspects(X, labels):
                    return np.ones(len(labels), dtype=bool)
            """),
                # Random examples are flagged.
                code("""
                def suspects(X, labels):
                    return np.random.default_rng(0).random(len(labels)) < 0.08
            """),
            ],
        },
        "mend": {
            "Which pictures say nothing about the difference": [
                # Pictures are reviewed at random from the whole set: where both models say the same, the truth changes nothing.
                code("""
                def mend(labels, first, second, budget, truth):
                    if (truth < 0).all():
                        return np.random.default_rng(0).permutation(len(labels))[:budget]
                    seen = truth >= 0
                    lead = (first[seen] == truth[seen]) * 1.0 - (second[seen] == truth[seen])
                    half = 1.96 * lead.std() / np.sqrt(len(lead))
                    low, high = lead.mean() - half, lead.mean() + half
                    now = np.mean(first == labels) - np.mean(second == labels)
                    if low <= 0 <= high:
                        return "undecided", low, high
                    return "keep" if lead.mean() * now > 0 else "switch", low, high
            """),
                # What the labels say of a picture before it is reviewed is not used: the intervals are wider than need be.
                edit("kind = (labels == first) + 2 * (labels == second)", "kind = 0 * labels"),
                # Only one of the three kinds is reviewed: nothing is known about the others.
                edit(
                    "np.random.default_rng(0).permutation(np.flatnonzero(differ))[:budget]",
                    "np.flatnonzero(differ & (labels == first))[:budget]",
                ),
            ],
            "what does it leave open?": [
                # The verdict is the same for every interval.
                result(lambda told: told if isinstance(told, np.ndarray) else ("keep", *told[1:])),
                result(lambda told: told if isinstance(told, np.ndarray) else ("switch", *told[1:])),
                result(lambda told: told if isinstance(told, np.ndarray) else ("undecided", *told[1:])),
                # The sign of the estimate decides, even where the interval contains 0.
                edit('"undecided" if abs(mean) <= half else ', ""),
            ],
            "and for which do they stand?": [
                # The first pictures on which the models differ are reviewed; the annotators were not as careful later.
                edit(
                    "np.random.default_rng(0).permutation(np.flatnonzero(differ))[:budget]",
                    "np.flatnonzero(differ)[:budget]",
                ),
                # The groups are not told apart, and intervals of 80 % make up for it: they miss too often.
                edit(
                    "kind = (labels == first) + 2 * (labels == second)",
                    "kind = 0 * labels",
                    "1.96 * variance**0.5",
                    "1.28 * variance**0.5",
                ),
                # The accuracies on the given labels are compared, and the reviews have no part in it.
                edit("half = 1.96", "mean, half = now / len(labels), 1.96"),
                # Only apparent errors of the first model are reviewed, and mended in its favour.
                code("""
                def mend(labels, first, second, budget, truth):
                    wrong = np.flatnonzero(first != labels)
                    if (truth < 0).all():
                        return np.random.default_rng(0).permutation(wrong)[:budget]
                    seen = truth >= 0
                    now = np.mean(first == labels) - np.mean(second == labels)
                    mended = (first[seen] == truth[seen]) * 1.0 - (second[seen] == truth[seen])
                    change = mended + (second[seen] == labels[seen])
                    weight = len(wrong) / len(labels)
                    half = 1.96 * weight * change.std() / np.sqrt(seen.sum())
                    mean = now + weight * change.mean()
                    if abs(mean) <= half:
                        return "undecided", mean - half, mean + half
                    return "keep" if mean * now > 0 else "switch", mean - half, mean + half
            """),
                # The interval is that of the reviewed pictures, not of the whole test set.
                edit("group.sum() / len(labels)", "group.sum() / np.sum(differ)"),
                # The estimate is given without any room: it is a sample.
                edit("1.96 * variance**0.5", "0 * variance**0.5"),
            ],
            "of the verdicts are wrong": edit("mean * now > 0", "mean > 0"),
            # Reviews that say class 0 are taken for pictures without a review.
            "is 0 a class, too?": edit("truth >= 0", "truth > 0"),
        },
    },
    "2_simulator_driving": {
        "error_in_use": {
            "Standard errors do not add up: the variances do, and the root comes last.": edit(
                "np.sum(weights**2 * careful * (1 - careful) / sizes)",
                "np.sum(weights * np.sqrt(careful * (1 - careful) / sizes)) ** 2",
            ),
            "A measurement multiplied by a weight has a variance multiplied by the square of that weight.": edit(
                "weights**2", "weights"
            ),
            "That is the variance: a standard error is its root.": edit("np.sqrt(variance)", "variance"),
            "The labels count the same here; a pedestrian counts `pedestrian_weight` times as much as each other one.": edit(
                'np.array([one["pedestrian_weight"], 1, 1]) / (one["pedestrian_weight"] + 2)', "np.full(3, 1 / 3)"
            ),
            "The weights of the labels add up to 1: divide by their sum.": edit('(one["pedestrian_weight"] + 2)', "3"),
            "Clear weather and fog are exchanged: `use_foggy` is the share of fog.": edit(
                "[1 - fog, fog]", "[fog, 1 - fog]"
            ),
            "Those are the shares of weather in the dev set, not in use.": edit(
                'observation["use_foggy"] if use_foggy is None else use_foggy',
                'observation["foggy_size"] / (observation["foggy_size"] + observation["clear_size"])',
            ),
            "The second argument makes no difference: if it is given, it takes the place of the observation's share.": edit(
                'observation["use_foggy"] if use_foggy is None else use_foggy', 'observation["use_foggy"]'
            ),
            "A share of 0 is a share: ask whether the argument `is None`.": edit(
                'observation["use_foggy"] if use_foggy is None else use_foggy', 'use_foggy or observation["use_foggy"]'
            ),
            "A rate of 0 is not known exactly: compute its variance from (k + 1) / (n + 2).": edit(
                "(rates * sizes + 1) / (sizes + 2)", "rates"
            ),
            "The error is the weighted mean of the measured rates; only the variance is computed carefully.": edit(
                "return np.sum(weights * rates)", "return np.sum(weights * careful)"
            ),
            "Each label's error is measured on all pictures of its weather, not on a third of them.": edit(
                "(1 - careful) / sizes)", "(1 - careful) / sizes * 3)"
            ),
        },
        "allocate": {
            "Numbers like the shares in use: what varies more, or costs less, deserves more than its share.": code("""
                def allocate(shares, errors, prices, money):
                    numbers = money * shares / np.sum(shares * prices)
                    there = numbers > 0
                    variance = (shares[there] ** 2 * errors[there] * (1 - errors[there]) / numbers[there]).sum()
                    return numbers, np.sqrt(variance)
            """),
            "The price plays no part in the ratio of the numbers: of two kinds that vary alike, the cheaper gets more.": code("""
                def allocate(shares, errors, prices, money):
                    deviations = shares * np.sqrt(errors * (1 - errors))
                    numbers = money * deviations / np.sum(deviations * prices)
                    there = numbers > 0
                    return numbers, np.sqrt(np.sum(deviations[there] ** 2 / numbers[there]))
            """),
            "The numbers go with one over the root of the price, not with one over the price.": code("""
                def allocate(shares, errors, prices, money):
                    deviations = shares * np.sqrt(errors * (1 - errors))
                    numbers = money * deviations / prices / deviations.sum()
                    there = numbers > 0
                    return numbers, np.sqrt(np.sum(deviations[there] ** 2 / numbers[there]))
            """),
            "That is the money for each kind; divided by its price it is the number of pictures.": edit(
                "money * deviations / (np.sqrt(prices) * whole)", "money * deviations * np.sqrt(prices) / whole"
            ),
            "The numbers go with the standard deviation of an answer, not with its variance.": code("""
                def allocate(shares, errors, prices, money):
                    ideal = shares * errors * (1 - errors) / np.sqrt(prices)
                    numbers = money * ideal / np.sum(ideal * prices)
                    there = numbers > 0
                    variance = (shares[there] ** 2 * errors[there] * (1 - errors[there]) / numbers[there]).sum()
                    return numbers, np.sqrt(variance)
            """),
            "The numbers go with the share times the standard deviation; the error itself is neither.": code("""
                def allocate(shares, errors, prices, money):
                    ideal = shares * errors / np.sqrt(prices)
                    numbers = money * ideal / np.sum(ideal * prices)
                    there = numbers > 0
                    variance = (shares[there] ** 2 * errors[there] * (1 - errors[there]) / numbers[there]).sum()
                    return numbers, np.sqrt(variance)
            """),
            "The shares in use are missing: what hardly occurs need not be measured well.": edit(
                "deviations = shares * np", "deviations = np"
            ),
            "That is the variance: a standard error is its root.": edit("whole / np.sqrt(money)", "whole**2 / money"),
            "The numbers have to be scaled so that together they cost the money.": edit(
                "money * deviations / (np.sqrt(prices) * whole)",
                "money * deviations / np.sqrt(prices) / np.sum(deviations / np.sqrt(prices))",
            ),
        },
        "worth": {
            "These are losses: the action with the smallest one is taken.": edit(
                "np.argmin(now), now.min()", "np.argmax(now), now.max()", "later.min(axis=0)", "later.max(axis=0)"
            ),
            "That is the worth of knowing the state for certain: an outcome only makes some states more probable.": edit(
                "later = losses @ (likelihood * probabilities).T", "later = losses * probabilities"
            ),
            "The outcomes count the same here; each counts with its probability.": code("""
                def worth(losses, probabilities, likelihood):
                    now = losses @ probabilities
                    chances = likelihood @ probabilities
                    likelihood, chances = likelihood[chances > 0], chances[chances > 0]
                    later = losses @ (likelihood * probabilities).T / chances
                    return np.argmin(now), now.min() - np.mean(later.min(axis=0))
            """),
            "That is the loss to be expected with the measurement; its worth is what it saves.": edit(
                "now.min() - np.sum(later.min(axis=0))", "np.sum(later.min(axis=0))"
            ),
            "A measurement never makes the expected loss larger: the difference is the other way round.": edit(
                "now.min() - np.sum(later.min(axis=0))", "np.sum(later.min(axis=0)) - now.min()"
            ),
            "The action is chosen after the outcome, for each outcome another one: take the minimum before the sum.": edit(
                "np.sum(later.min(axis=0))", "later.sum(axis=1).min()"
            ),
            "The probabilities of the states are not used after the measurement.": edit(
                "(likelihood * probabilities).T", "likelihood.T / len(probabilities)"
            ),
            "The action is the one to take without the measurement.": edit(
                "np.argmin(now),", "np.argmin(later.min(axis=1)),"
            ),
            "Of equally good actions the first is asked for.": edit(
                "np.argmin(now),", "len(now) - 1 - np.argmin(now[::-1]),"
            ),
        },
        "posterior": {
            "It does not use `looked_wrong_labels`.": [
                lambda observation, candidates: np.full(len(candidates), 1 / len(candidates)),
                lambda observation, candidates: np.linspace(2, 1, len(candidates)) / 1.5 / len(candidates),
            ],
            "It does not use `train_error`": code("""
                def posterior(observation, candidates):
                    k = observation["looked_wrong_labels"]
                    likely = [1.0 if k is None else binom.pmf(k, 100, one["wrong"]) for one in candidates]
                    return np.array(likely) / np.sum(likely)
            """),
            "It does not use `tried_error`.": edit("7 if tried is None else 8", "7"),
            "too sure. What differs between two trainings": [
                code("""
                def posterior(observation, candidates):
                    def distance(state):
                        found = driving.trained(**roads.like(observation, **state))
                        measured = [observation["train_error"], *observation["clear_errors"]]
                        return np.sum((np.array(list(found.values())[:4]) - measured) ** 2)

                    distances = np.array([distance(state) for state in candidates])
                    best = distances == distances.min()
                    return best / best.sum()
            """),
            ],
            "probabilities are >= 0 and add up to 1": [
                edit("return likely / likely.sum()", "return likely"),
                edit("return likely / likely.sum()", "return np.array(scores)"),
            ],
            "is a `return` missing?": lambda observation, candidates: None,
        },
        "policy": {
            "It does the same in every project": [
                lambda observation: "ship",
                lambda observation: "look at 100 errors" if not observation["actions"] else "ship",
            ],
            "Of the": [
                _driving_random,
                _driving_until("collect fleet"),
                _driving_until("collect fleet", "collect fog", "buy archive"),
                _driving_until("larger network", "train longer"),
                _driving_until("fog from many recordings", "train longer"),
                _driving_until("start from colleague", "train longer"),
                _driving_until("complete labels", "clean labels", "collect fleet"),
                _driving_in_order("train longer", "larger network", "fog from many recordings", "complete labels"),
                _driving_in_order("fog from many recordings", "train longer", "complete labels", "collect fleet"),
                _driving_in_order(
                    "move dev set",
                    "look at 100 errors",
                    "clean labels",
                    "complete labels",
                    "fog from many recordings",
                    "train longer",
                    "larger network",
                ),
            ],
            # The weather, and the weights, of the dev set in the place of those of use.
            "far more fog in use than in the dev set": edit(
                'one, fog, possible = observation, observation["use_foggy"]',
                'fog = observation["foggy_size"] / observation["dev_size"]\n'
                '    one = observation | {"use_foggy": fog, "pedestrian_weight": 1}\n'
                '    fog, possible = one["use_foggy"]',
            ),
            "with many wrong labels": edit("[0.01, 0.04, 0.08, 0.12, 0.16, 0.2, 0.24]", "[0.01]"),
            "with few pictures, little time": [
                edit("*driving.plans(one)]", '*(p for p in driving.plans(one) if "start from colleague" not in p[0])]'),
                edit(
                    "likely.sum(axis=1), np.array",
                    "np.array([0, 1]), np.array",
                    "if driving.TRY in possible",
                    "if False",
                ),
            ],
            # What is measured plays no part.
            "with dev set, labels and latency in order": edit("level += (measured", "level += 0 * (measured"),
            "with too slow a network": edit('one["latency"] > one["latency_limit"] and', "one is None and"),
            "expected the name of an action": [
                edit("if measuring else best(chances)[0]", "if measuring else best(chances)"),
                edit('return "smaller network"', 'return "smaller"'),
            ],
            "is a `return` missing?": lambda observation: None,
        },
    },
    "3_transfer_and_multitask": {
        "masked_loss": {
            "What does a label that is missing do to a product?": [
                edit(
                    "known = tf.where(there, labels, 0.0)",
                    "known = labels",
                    "tf.where(there, losses, 0.0)",
                    "losses * tf.cast(there, tf.float32)",
                ),
                edit("tf.maximum(count, 1.0)", "count"),
                edit("tf.where(there, losses, 0.0)", "losses", "labels, 0.0)", "labels, labels)"),
            ],
            "a missing label still takes part behind `tf.where`": edit("tf.where(there, labels, 0.0)", "labels"),
            "The loss is": [
                edit("tf.where(there, losses, 0.0)", "losses"),
                edit("tf.maximum(count, 1.0)", "tf.cast(tf.size(labels), tf.float32)"),
                edit("/ tf.maximum(count, 1.0)", ""),
                edit("tf.maximum(count, 1.0)", "(count + 1.0)"),
                edit("logits=logits", "logits=tf.sigmoid(logits)"),
                edit("known = tf.where(there, labels, 0.0)", "known = 1 - tf.where(there, labels, 0.0)"),
                edit("tf.where(there, losses, 0.0)) /", "tf.where(there, losses, 0.0)) * -1 /"),
                code("""
                    def masked_loss(labels, logits):
                        there = tf.math.is_finite(labels)
                        known = tf.where(there, labels, 0.0)
                        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=known, logits=logits)
                        counts = tf.reduce_sum(tf.cast(there, tf.float32), axis=0)
                        sums = tf.reduce_sum(tf.where(there, losses, 0.0), axis=0)
                        return tf.reduce_mean(sums / tf.maximum(counts, 1.0))
                """),
                code("""
                    def masked_loss(labels, logits):
                        rows = tf.reduce_all(tf.math.is_finite(labels), axis=1)
                        labels, logits = tf.boolean_mask(labels, rows), tf.boolean_mask(logits, rows)
                        losses = tf.nn.sigmoid_cross_entropy_with_logits(labels=labels, logits=logits)
                        return tf.reduce_sum(losses) / tf.maximum(tf.cast(tf.size(losses), tf.float32), 1.0)
                """),
                code("""
                    def masked_loss(labels, logits):
                        there = tf.math.is_finite(labels)
                        known = tf.where(there, labels, 0.0)
                        a = tf.clip_by_value(tf.sigmoid(logits), 1e-7, 1 - 1e-7)
                        losses = -known * tf.math.log(a) - (1 - known) * tf.math.log(1 - a)
                        count = tf.reduce_sum(tf.cast(there, tf.float32))
                        return tf.reduce_sum(tf.where(there, losses, 0.0)) / tf.maximum(count, 1.0)
                """),
            ],
            "`result` has the shape": edit("tf.where(there, losses, 0.0))", "tf.where(there, losses, 0.0), axis=0)"),
            "The result is no tensor": result(lambda loss: float(loss)),
        },
        "per_task_errors": {
            "A question that nobody has answered has an unknown error: `nan`, not 0.": edit("np.nan)", "0.0)"),
            "A missing label counts as a wrong answer: `nan` differs from everything.": edit(" & there", ""),
            "This is divided by the number of pictures: divide by the labels that are there.": edit(
                "counts = there.sum(axis=0)", "counts = np.where(there.any(axis=0), len(labels), 0)"
            ),
            "A logit of 0 counts as yes: only a positive one does.": edit("logits > 0", "logits >= 0"),
            "The logits are compared with 0.5 as if they were probabilities.": edit("logits > 0", "logits > 0.5"),
            "These are accuracies: the share of *wrong* answers is asked for.": edit("!= (labels", "== (labels"),
            "These are counts: divide by the labels that are there.": edit(
                "np.divide(wrong.sum(axis=0), counts, out=unknown, where=counts > 0)",
                "np.where(counts > 0, wrong.sum(axis=0), np.nan)",
            ),
            "This is one error for all questions: one for each is asked for.": result(
                lambda errors: np.float64(errors[~np.isnan(errors)].mean()) if not np.isnan(errors).all() else np.nan
            ),
            "This is one error for each picture: the questions are the columns.": code("""
                def per_task_errors(labels, logits):
                    there = ~np.isnan(labels)
                    wrong = ((logits > 0) != (labels == 1)) & there
                    return wrong.sum(axis=1) / np.maximum(there.sum(axis=1), 1)
            """),
            "Pictures with a missing label are left out whole: their other labels count.": code("""
                def per_task_errors(labels, logits):
                    whole = ~np.isnan(labels).any(axis=1)
                    if not whole.any():
                        return np.full(labels.shape[1], np.nan)
                    return np.mean((logits[whole] > 0) != (labels[whole] == 1), axis=0)
            """),
            "A call changes its argument `labels` in place": edit(
                "    there = ~np.isnan(labels)",
                "    there = ~np.isnan(labels)\n    labels[~there] = 0",
            ),
        },
        "transfer_model": {
            "does `clone_model` copy weights?": edit("copy.set_weights(base.get_weights())", "pass"),
            "changes the weights of the base": edit(
                "keras.models.clone_model(base)", "keras.Sequential([keras.Input(base.input_shape[1:]), *base.layers])"
            ),
            "leave the base as it is": code("""
                def transfer_model(base, classes, trainable_from):
                    for number, layer in enumerate(base.layers):
                        layer.trainable = number >= trainable_from
                    copy = keras.models.clone_model(base)
                    copy.set_weights(base.get_weights())
                    head = keras.layers.Dense(classes)
                    return keras.Sequential([keras.Input(base.input_shape[1:]), *copy.layers[:-1], head])
            """),
            "which is to stay frozen": [
                edit("number >= trainable_from", "number > trainable_from - 2"),
                edit("number >= trainable_from", "True"),
            ],
            "leaves weights of layer": [
                edit("number >= trainable_from", "number < trainable_from"),
                edit("number >= trainable_from", "number > trainable_from"),
                edit("number >= trainable_from", "False"),
                edit(
                    "layer.trainable = number >= trainable_from",
                    "layer.trainable = layer.trainable and number >= trainable_from",
                ),
            ],
            "The rows of the output add up to 1": edit("Dense(classes)", 'Dense(classes, activation="softmax")'),
            "put through one dense layer": edit("Dense(classes)", 'Dense(classes, activation="relu")'),
            "one new layer after them": [
                edit("copy.layers[:-1]", "copy.layers"),
                edit("copy.layers[:-1]", "copy.layers[:-2]"),
            ],
            "the model returns the shape": edit("Dense(classes)", "Dense(classes + 1)"),
            "The new last layer does not train": edit("Dense(classes)", "Dense(classes, trainable=False)"),
            "expected a Keras model": result(lambda model: model.get_weights()),
        },
        "crossing_point": {
            "The crossing is interpolated on the sizes themselves: take their logarithms.": edit(
                "sizes[i] * (sizes[i + 1] / sizes[i]) ** share", "sizes[i] + (sizes[i + 1] - sizes[i]) * share"
            ),
            "The crossing is a size of the table: interpolate between the two.": [
                edit("sizes[i] * (sizes[i + 1] / sizes[i]) ** share", "sizes[i]"),
                edit("sizes[i] * (sizes[i + 1] / sizes[i]) ** share", "sizes[i + 1]"),
            ],
            "The crossing lies halfway between the two sizes, wherever the differences are 0.": edit(
                "mean[i] / (mean[i] - mean[i + 1])", "0.5"
            ),
            "a and b are exchanged: a is the method that is ahead at first.": given(
                lambda sizes, errors_a, errors_b: (sizes, errors_b, errors_a)
            ),
            "The seeds are not paired: compute the standard error of the differences.": edit(
                "2 * difference.std(axis=0, ddof=1) / np.sqrt(len(difference))",
                "2 * np.sqrt((errors_a.var(axis=0, ddof=1) + errors_b.var(axis=0, ddof=1)) / len(difference))",
            ),
            "The margin is the standard deviation of single seeds: the mean of n seeds varies less.": edit(
                " / np.sqrt(len(difference))", ""
            ),
            "The standard deviation is divided by n, not by n - 1.": edit(", ddof=1", ""),
            "The margin is one standard error, not two.": edit("2 * difference", "difference"),
            "The interval ignores the spread of the seeds.": edit("margin = 2 *", "margin = 0 *"),
            "`low` is the smallest of the sizes at which a is clearly better: take the largest.": edit(
                "low = max(", "low = min("
            ),
            "`high` is the largest of the sizes at which b is clearly better: take the smallest.": edit(
                "high = min(", "high = max("
            ),
            "Of several crossings the first one is asked for.": edit("turns[0]", "turns[-1]"),
            "Where a is never clearly better, `low` is 0.": edit("default=0)", "default=sizes[0])"),
            "Where b is never clearly better, `high` is infinite.": edit("default=np.inf)", "default=sizes[-1])"),
            "Without a crossing return `nan`.": edit("crossing = np.nan", "crossing = sizes[-1]"),
        },
        "two_stage": {
            "Across and down are exchanged: the first number is the column.": edit(
                "(across, down) in",
                "(down, across) in",
                "[width - size, height - size]",
                "[height - size, width - size]",
            ),
            "The window begins at the centre: half of it lies before.": edit(" - (size - 1) / 2", ""),
            "The window is off by a pixel: its centre lies (size - 1) / 2 after its first pixel.": edit(
                "(size - 1) / 2", "(size - 1) / 2 + 1"
            ),
            "The corner is always rounded down: take the nearest whole number.": [
                edit("np.rint(", "np.trunc("),
                edit("np.rint(", "np.floor("),
                edit("(size - 1) / 2", "size / 2"),
            ],
            "A window is moved so far inside that its last pixel is never the scene's.": edit(
                "[width - size, height - size]", "[width - size - 1, height - size - 1]"
            ),
            "The limits of columns and rows are exchanged.": edit(
                "[width - size, height - size]", "[height - size, width - size]"
            ),
            "The windows are transposed before they are flattened.": edit(".ravel()", ".T.ravel()"),
            "The logits are returned: the class is the position of the largest one.": edit(".argmax(axis=1)", ""),
            "The position of the smallest logit is returned.": edit("argmax", "argmin"),
            "The whole scenes are classified: `locate` has no say.": edit(
                "corners = np.clip(corners, 0, [width - size, height - size])",
                "corners = 0 * corners",
            ),
        },
        "sharing_pairs": {
            "How many comparisons does one table hold": [
                edit("/ (2 * k * (k - 1))", "/ 2"),
                edit("1 - 0.05 / (2 * k * (k - 1))", "0.99"),
                edit("* error", "* 0"),
                lambda alone, beside: [(i, j) for j in range(alone.shape[1]) for i in range(j)],
                lambda alone, beside: [(0, 1)],
                edit("gain[i, j] and not pain[i, j]", "gain[i, j]"),
                edit("stats.t.ppf(1 - 0.05 / (2 * k * (k - 1)), n - 1)", "2"),
                edit("stats.t.ppf(1 - 0.05 / (2 * k * (k - 1)), n - 1)", "3"),
                edit(
                    "stats.t.ppf(1 - 0.05 / (2 * k * (k - 1)), n - 1)", "stats.norm.ppf(1 - 0.05 / (2 * k * (k - 1)))"
                ),
                edit("mean < -limit, mean > limit", "mean > limit, mean < -limit"),
            ],
            "What do the two numbers of one seed have in common?": [
                lambda alone, beside: [],
                edit("gain, pain = helped | helped.T,", "gain, pain = helped & helped.T,"),
                edit(
                    "change.std(axis=0, ddof=1)",
                    "np.sqrt(beside.var(axis=0, ddof=1) + alone.var(axis=0, ddof=1)[:, None])",
                ),
                edit(" / np.sqrt(n)", ""),
                edit("stats.t.ppf(1 - 0.05 / (2 * k * (k - 1)), n - 1)", "5"),
            ],
            "the smaller number comes first": edit("[(i, j) for", "[(j, i) for"),
            "expected a list of pairs": [edit("[(i, j) for", "[i for"), lambda alone, beside: None],
        },
        "next_run": {
            "What do a few steps of each plan say about a task": [
                _constant("random", 0, 0.003),
                _constant("base", 2, 0.01),
                _constant("base", 1, 0.003),
                _constant("base", 0, 0.003),
                _constant("base", 0, 0.001),
                _by_number(("base", 2, 0.01), ("base", 0, 0.003)),
                _by_number(("base", 0, 0.003), ("random", 0, 0.003)),
                _by_number(("random", 0, 0.003), ("base", 0, 0.003)),
                _random,
                edit("min(range(3)", "max(range(3)"),
                edit("steps = 40", "steps = 100"),
                edit("    else:\n", "    elif len(runs) == 3:\n        return None\n    else:\n"),
            ],
            "nothing has been trained": lambda task, runs: None,
            "expected a dictionary or None": lambda task, runs: 2,
            "lacks the key 'steps'": edit(', "steps": steps', ""),
            "`steps` must be a whole number": edit('task["steps_left"]', "300"),
            "expected 'base', 'random' or an earlier run": edit('"base"', '"frozen"'),
            "an earlier run, must be a whole number": edit(
                "_, layer, rate = plans[start]", "_, layer, rate = plans[start]\n        start = 3"
            ),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "90 of 200 of 12 % are 5.4 points; but trains are nearly as frequent among the correct recordings, "
            "42 against 45 %.",
            "b": "40 of 200 is 2.4 points, and children are eight times as frequent among errors as among correct "
            "recordings: they cause them.",
            "c": "A high ceiling is no promise. 42 % of the correct recordings are from trains as well, so trains "
            "cause few of these errors.",
            "d": "90 + 40 of 200 errors are 7.8 points only if no error has both causes. Some have two, so it is 7.8 "
            "at most.",
            "e": "30 of 200 errors of 12 %. Among the correct recordings hardly a transcript is wrong, so these "
            "errors are most likely the labels' fault; mended by another rule, dev and test error could no longer be "
            "compared.",
        },
        "q2": {
            "a": "They are fairly robust against errors at random. This is a habit, and 5,000 more pictures would bring "
            "more of it.",
            "b": "Nine in ten disagreements are one habit, and a network learns a habit. The money goes where the wrong "
            "labels are, and a rule keeps them from coming back.",
            "c": "Most of the 1,000 would be correct already. You know where the wrong ones are.",
            "d": "That removes the hard pictures with correct labels, and keeps those on which the network has "
            "learned the habit.",
        },
        "q3": {
            "a": "A plan without errors to look at was the slowest of the three teams: its order is luck.",
            "b": "Then the errors set the schedule. In the lesson that saved 9 points against a plan after three "
            "weeks.",
            "c": "Of which kind? In the lesson 500 pictures with glare gained half as much as 500 of any kind, and "
            "taking the glare away five times as much.",
            "d": "The best on other people's pictures. A crude system on yours tells in days what your pictures need.",
        },
        "q4": {
            "a": "Variance is train-dev minus training error, 1 point. Held-out pictures of the same kind are no "
            "problem.",
            "b": "18 - 6: the largest gap by far, and fields are no harder for agronomists. No number says how the "
            "two kinds of picture differ, so look.",
            "c": "5 - 4 = 1 point, as far as agronomists show what is possible.",
            "d": "Dev and test error differ by half a point, so there is hardly any overfitting to the dev set.",
            "e": "The set must differ from the training set in nothing but having been seen.",
        },
        "q5": {
            "a": "From few to many: the base has seen less than the task itself brings.",
            "b": "The same kind of input, features that both need, and 500 times as many data for the base.",
            "c": "The inputs have nothing in common; no layer of the base can even be fed with them.",
            "d": "That is training from scratch.",
        },
        "q6": {
            "a": "Very many examples of the whole way, with correct answers, and for free.",
            "b": "That speaks for stages, which make do with few labels since each has a simple task.",
            "c": "The intermediate step limits all that follows it, and its labels are bad. A network that does not "
            "need the step is not limited by it.",
            "d": "Then somebody must be able to look in between, which the stages allow.",
            "e": "Elegance is no number. The three questions are about data, labels and the need to look in between.",
        },
        "q7": {
            "a": "The training error has been 2 % from the beginning. There was no bias to remove, and now there is "
            "none at all.",
            "b": "More pictures are a remedy for variance, but 500 of any kind gained 2 points in the lesson; errors "
            "would show of which kind they should be, and which cause is better taken away.",
            "c": "The two weeks gained 2 points. Teams that looked at the errors of such a system had cured two causes "
            "by then, and were at 18 %; this team got there in its fifth week.",
            "d": "10,000 dev pictures measure 29 % to within a point, and the progress with them.",
        },
        "q8": {
            "a": "That would show on other pictures of the same mixture. Here the dev number is true, but for a "
            "mixture that no user sends.",
            "b": "The training error is 2 %, and the error on held-out pictures of the archive 1 %. There is no "
            "variance to speak of.",
            "c": "Without the archive it has 33 % on phone pictures, 3 points more. The archive helps; only the dev "
            "set must not consist of it.",
            "d": "Nine of ten dev pictures were of the kind that no user sends. 300 phone pictures would have said "
            "29 % before the launch; so the customers said it.",
        },
        "q9": {
            "a": "The training error rises from 19 to 31 %: the network cannot even fit what it has seen. With 64 "
            "units the same company costs 1 point instead of 11, so a month of sorting would have sought "
            "enemies where only room was missing.",
            "b": "Then the training error would be low and the gap wide. It is 1 point.",
            "c": "With 64 units the same fifteen questions cost 1 point, so they do not disturb each other much.",
            "d": "All sixteen have the same weight and as many labels. More weight for one takes units from the other "
            "fifteen, which the product needs as well.",
        },
        "q10": {
            "a": "Held-out pictures of the synthetic kind have 9 %, so variance is small. Another 40,000 with the "
            "same spots would teach the same spots.",
            "b": "Under known spots the error is 9 %, so there is little bias to remove. A network four times as wide "
            "still has 20 % on real dirt.",
            "c": "The program had two photographs of dirt. The network learned them, and the dev set, with the same "
            "two, could not tell. The winter gained less than a point on real dirt; with 64 photographs, an "
            "afternoon's work, it would have gained more than 6.",
            "d": "Real dirt does not have to be harder: with many different spots the same network has 16 % on it.",
        },
    },
    "2_simulator_driving": {
        "d1": {
            "a": "That is the error of a dev set with 5 % fog in which all labels count the same. Weighted "
            "as in use it is 40.6 %, and the true error is 37.3 %.",
            "b": "It would say how far you could get. The question is where you are: in use at 40.6 %, "
            "weighted from the same dev set.",
            "c": "`error_in_use` gives 40.6 % with a standard error of 5.6 points: above the goal, though "
            "not precisely known. The true error is 37.3 %.",
            "d": "A larger dev set of the same weather measures the wrong mean more precisely. The weights "
            "are wrong, not the size.",
        },
        "d2": {
            "a": "From 28.2 to 26.3 %. Real fog brought 27.3 %: 300 pictures, for more money and time.",
            "b": "It rose to 28.6 %: the network overfits that one texture and pays for it in clear weather."
            " Look at the left panel of section 2.",
            "c": "27.7 %. More clear pictures hardly teach fog, and there are 3,250 of them already.",
            "d": "29.3 %, worse than before: another camera, and no fog.",
        },
        "d3": {
            "a": "One picture in ten is in fog. It brought 32.6 % instead of 33.2 %.",
            "b": "From 33.2 to 23.6 %, below the goal of 24.2 %. No other action that keeps to the limit came near.",
            "c": "31.5 %: the new labels are as wrong as the old ones.",
            "d": "32.1 %: true, but fog is a tenth of the use.",
        },
        "d4": {
            "a": "47.3 % after 48.1 %: most of these pictures come from the archive, and their labels teach little.",
            "b": "46.4 %, for two weeks and four thousand. In so short a training they were hardly seen.",
            "c": "44.0 %: it helps, but less.",
            "d": "From 48.1 to 38.6 %, below the goal of 41.0 %, for one week and no money. With hardly any "
            "data somebody else's features are better than none.",
        },
        "d5": {
            "a": "From 31.3 to 22.2 %, below the goal of 24.1 %. The colleague's task is even related; but "
            "there are 950 pictures, and the real trainings say that ten units of one's own are better.",
            "b": "Of 100 labels none was wrong. It stayed at 31.3 %. The two errors are within noise of each other.",
            "c": "35.0 %. A network that cannot fit its 950 pictures does not need more of another kind.",
            "d": "31.3 %: nine pictures of ten in use are clear.",
        },
        "d6": {
            "a": "The gap is read correctly, the price is not: 1,000 new pictures, with three of four labels"
            " missing again, take two weeks and four thousand, and in this training they made it worse:"
            " 36.2 %.",
            "b": "Nobody has tried it, and with ten units the trainings say no, whoever the colleague is. It"
            " went to 47.8 %: the colleague was not related.",
            "c": "From 32.0 to 21.5 %, for a week and one thousand. A label on a picture you have is the "
            "cheapest data there is.",
            "d": "35.9 %: the horizon of that camera is elsewhere.",
        },
        "d7": {
            "a": "With 20 pictures in fog, which make seven tenths of the use, the chance is about 54 %. The"
            " true error is 36.5 %.",
            "b": "It brings 1,000 pictures, of which 700 are in fog, and a standard error of about one "
            "point. The true error is 36.5 %, above the goal.",
            "c": "Of 1,000 more pictures of the same kind 50 are in fog: for the same price much less is "
            "known about what counts.",
            "d": "The goal is given. What is not known is where you are.",
        },
        "d8": {
            "a": "Weighted as in use the dev set says 40.9 %. The true error is 38.4 %, the goal 36.4 %.",
            "b": "It learns the archive well, and nobody drives there: 38.7 % after 38.4 %.",
            "c": "37.5 %, for two weeks and four thousand. 300 pictures, of which a third of the labels are "
            "given, among thousands.",
            "d": "From 38.4 to 33.4 %, below the goal. The error in use was above it, whatever the two other"
            " errors said.",
        },
        "d9": {
            "a": "`worth` says 0. Ask the trainings: related, this project would be at 36.0 %, and it is at 32.5 %.",
            "b": "It costs half a week. Knowing more never harms, but it is worth nothing where no outcome "
            "changes the action.",
            "c": "What is most uncertain is not what is most worth knowing. What would you do with the answer?",
            "d": "They tell it well: the two expectations are ten points or more apart, and the standard "
            "error is below two.",
        },
        "d10": {
            "a": "It would reach 24.9 %, and take 16 ms where 6 are allowed: it cannot be shipped.",
            "b": "28.1 %, above the goal of 26.1 %. 13 of 100 labels are wrong, but 79 of 100 are missing.",
            "c": "23.1 %, below the goal. Each alone leaves it far above, at 41.5 and 32.6 %: labels that a "
            "short training never uses are of no use, and neither is a long training without them.",
            "d": "29.7 %: new pictures with the same missing labels, for four times the money.",
        },
    },
}

PARTS = {
    "2_simulator_driving": {
        "error_in_use": {
            "0": "the error. Which weights do the weathers have in use, and which the labels?",
            "1": "the error is right, the standard error is not. What does each weight do to the variance of its measurement?",
        },
        "allocate": {
            "0": "the numbers. How do share, variation and price act on them, and what do they cost together?",
            "1": "the numbers are right, the standard error is not. What is the variance of a weighted sum?",
        },
        "worth": {
            "0": "the action. Whose expected loss is the smallest before anything is measured?",
            "1": "the action is right, the worth is not. When is the action chosen, and how probable is each outcome?",
        },
    },
    "1_errors_and_mismatch": {
        "error_ceilings": {
            "share": "the share of the errors that have each cause. By how many is it divided?",
            "alone": "the share of errors that have one cause only. Of which errors is it a share?",
            "ceiling": "the accuracy if all errors with the cause vanished. What is left of 1 above the accuracy?",
            "low": "the ceiling is right, the low end is not. Wilson's interval is one of the share: what follows from it?",
            "high": "the low end is right, the high one is not. What is added to the middle?",
        },
        "corrected_accuracy": {
            "0": "the accuracy. Which groups of pictures are there, which share is correct in each, and how large are they?",
            "1": "the accuracy is right, its standard error is not. What is the variance of each group's share, and its weight?",
        },
        "decompose": {
            "0": "the gaps. Which two error rates lie at the ends of each?",
            "1": "the gaps are right, the verdict is not. Which of them exceed their noise, and which is the largest of these?",
        },
    },
}

EQUIVALENT = {
    "1_errors_and_mismatch": {
        "split_sources": [
            (
                "parts = {'train': rest, 'train_dev': held, 'dev': dev, 'test': test} -> "
                "parts = {'train': rest, 'train_dev': held, 'dev': test, 'test': dev}",
                "Dev and test are drawn alike: they may exchange their names.",
            ),
            (
                "pairs = [np.split(kind, [round(share * len(kind))]) for kind in (ours, others)] -> "
                "pairs = [np.split(kind, [round(share * len(kind))]) for kind in (others, ours)]",
                "The order of the two sources does not matter: their parts are joined.",
            ),
        ],
        "error_ceilings": [
            *(
                (
                    "for name, part in (('ceiling', share), ('low', middle - half), ('high', middle + half)): -> "
                    f"for name, part in ({other}):",
                    "The order of a dictionary's keys does not matter.",
                )
                for other in (
                    "('low', middle - half), ('ceiling', share), ('high', middle + half)",
                    "('ceiling', share), ('high', middle + half), ('low', middle - half)",
                )
            ),
            (
                "alone = (causes & (causes.sum(axis=1, keepdims=True) == 1)).mean(axis=0) -> "
                "alone = ((causes.sum(axis=1, keepdims=True) == 1) & causes).mean(axis=0)",
                "The order of the two conditions does not matter.",
            ),
        ],
        "priorities": [
            ("return list(max(plans)[2]) -> return max(plans)[2]", "A tuple of the same columns is taken, too."),
            (
                "for chosen in itertools.product([False, True], repeat=len(columns)): -> "
                "for chosen in itertools.product([True, False], repeat=len(columns)):",
                "The order of the plans does not matter: the best of all is taken.",
            ),
            (
                "cured = np.sum(~causes[:, ~np.array(chosen)].any(axis=1)) -> "
                "cured = np.mean(~causes[:, ~np.array(chosen)].any(axis=1))",
                "The largest share belongs to the largest number.",
            ),
        ],
        "find_label_errors": [
            (
                "for label in np.unique(labels): -> for label in labels:",
                "The same thresholds are computed several times.",
            ),
            (
                "sure = np.where(probabilities >= thresholds, probabilities, -1) -> "
                "sure = np.where(probabilities >= thresholds, probabilities, -2)",
                "Any number below 0 marks what is below its threshold.",
            ),
            (
                "found = np.flatnonzero((sure.max(axis=1) >= 0) & (sure.argmax(axis=1) != labels)) -> "
                "found = np.flatnonzero((sure.max(axis=1) > 0) & (sure.argmax(axis=1) != labels))",
                "A probability of 0 that is not below its threshold needs a class in which all have 0.",
            ),
            (
                "found = np.flatnonzero((sure.max(axis=1) >= 0) & (sure.argmax(axis=1) != labels)) -> "
                "found = np.flatnonzero((sure.argmax(axis=1) != labels) & (sure.max(axis=1) >= 0))",
                "The order of the two conditions does not matter.",
            ),
        ],
        "corrected_accuracy": [
            (
                "for group in (agrees, ~agrees): -> for group in (~agrees, agrees):",
                "The order of the two summands does not matter.",
            ),
            (
                "agrees, right = (labels == predicted, predicted[reviewed] == truth) -> "
                "agrees, right = (labels != predicted, predicted[reviewed] == truth)",
                "The two groups exchange their names, and both are treated alike.",
            ),
            (
                "spread = share * (1 - share) / max(len(seen) - 1, 1) -> "
                "spread = share * (1 - share) / max(1, len(seen) - 1)",
                "The order of the two does not matter.",
            ),
        ],
        "mend": [
            (
                "kind = (labels == first) + 2 * (labels == second) -> kind = labels == first",
                "Two groups in place of three are a stratified sample, too; the intervals are a little wider.",
            ),
            (
                "for number in range(3): -> *",
                "A fourth group would have no pictures: where models differ, one is wrong.",
            ),
            (
                "lead = (first == truth) * 1.0 - (second == truth) -> "
                "lead = (first == truth) / 1.0 - (second == truth)",
                "Dividing by 1 is the same as multiplying by it.",
            ),
            ("noise = 1.0 -> *", "A group without a review is rare and small; any noise of this size stands for it."),
            (
                "noise = max(seen.var(), 1 / len(seen)) / len(seen) * (1 - len(seen) / group.sum()) -> *",
                "Coverage, width and verdicts are judged over many situations, which a slightly other noise keeps.",
            ),
            *(
                (f"if (truth < 0).all(): -> if (truth {test}).all():", "It differs only if all reviews say class 0.")
                for test in ("<= 0", "< 1")
            ),
            (
                "return np.random.default_rng(0).permutation(np.flatnonzero(differ))[:budget] -> *",
                "Any random draw of pictures on which the models differ will do.",
            ),
            (
                "group = differ & (kind == number) -> group = (kind == number) & differ",
                "The order of the two conditions does not matter.",
            ),
            (
                "seen, weight = (lead[group & (truth >= 0)], group.sum() / len(labels)) -> "
                "seen, weight = (lead[(truth >= 0) & group], group.sum() / len(labels))",
                "The order of the two conditions does not matter.",
            ),
            *(
                (
                    "verdict = 'undecided' if abs(mean) <= half else 'keep' if mean * now > 0 else 'switch' -> "
                    f"verdict = 'undecided' if abs(mean) {least} half else 'keep' if mean {sign} 0 else 'switch'",
                    reason,
                )
                for least, sign, reason in (
                    ("<", "* now >", "It differs only if the two numbers are equal to the last digit."),
                    ("<=", "* now >=", "Neither is 0: one model is ahead, and a mean of 0 is undecided."),
                    (
                        "<=",
                        "/ now >",
                        "One model is ahead, so it is not 0, and a quotient has the sign of the product.",
                    ),
                )
            ),
        ],
        "suspects": [
            (
                "folds = StratifiedKFold(5, shuffle=True, random_state=0) -> *",
                "Any few folds will do: the examples are drawn independently and stand in no order.",
            ),
            (
                "found = cross_val_predict(model, X, labels, cv=folds, method='predict_proba') -> "
                "found = cross_val_predict(model, X, labels, method='predict_proba')",
                "The default folds will do, too: the examples are drawn independently and stand in no order.",
            ),
            *(
                (
                    f"model = LogisticRegression(C=0.02, max_iter=200) -> model = LogisticRegression({other})",
                    "The number of iterations is large enough either way.",
                )
                for other in ("C=0.02", "C=0.02, max_iter=201", "C=0.02, max_iter=199")
            ),
            (
                "model = LogisticRegression(C=0.02, max_iter=200) -> model = LogisticRegression(C=0.04, max_iter=200)",
                "That is strong regularization, too: the judge asks for precision and recall.",
            ),
            (
                "return found[np.arange(len(labels)), labels] < 0.14 -> "
                "return found[np.arange(len(labels)), labels] <= 0.14",
                "It differs only if a probability equals the threshold to the last digit.",
            ),
        ],
        "decompose": [
            (
                "clear = gaps > z * np.sqrt(noise[1:] + noise[:-1]) -> "
                "clear = gaps >= z * np.sqrt(noise[1:] + noise[:-1])",
                "It differs only if the two numbers are equal to the last digit, which rounding decides.",
            ),
            (
                "verdict = names[np.where(clear, gaps, 0).argmax()] if clear.any() else 'undecided' -> "
                "verdict = names[np.where(clear, gaps, -1).argmax()] if clear.any() else 'undecided'",
                "Gaps that are clear are above 0, so any smaller number stands for the others.",
            ),
        ],
    },
    "2_simulator_driving": {
        "error_in_use": [
            (
                "rates = np.array([one['clear_errors'], one['foggy_errors']]) -> "
                "rates = [one['clear_errors'], one['foggy_errors']]",
                "NumPy computes with a list of numbers as with an array of them.",
            ),
        ],
        "posterior": [
            *(
                (
                    f"{line} -> *",
                    "An estimate of how much projects and measurements vary: others reach the target, too.",
                )
                for line in (
                    "sizes = np.array([np.inf] + 3 * [one['clear_size']] + 3 * [one['foggy_size']] + [900])",
                    "half = np.array([0.0325] * 4 + [0.125] * 3 + [0.0325])",
                    "unsure = np.array([0.016] * 4 + [0.058] * 3 + [0.016])",
                    "expected = rates + half * (1 - 2 * rates)",
                    "width = np.sqrt(expected * (1 - expected) / sizes + unsure ** 2)",
                )
            ),
            *(
                (
                    f"{line} -> *",
                    "One measurement more or less moves the mean logarithm by less than the target leaves.",
                )
                for line in (
                    "measured = [one['train_error'], *one['clear_errors'], *one['foggy_errors'], tried or 0]",
                    "other = list(driving.trained(run=run, **settings | {'transferred': 1}).values())",
                    "parts = norm.logpdf(measured, expected, width)[:, :, :7 if tried is None else 8]",
                )
            ),
            *(
                (f"{line} -> *", "The training error tells the share of wrong labels nearly as well as the look does.")
                for line in (
                    "if one['looked_wrong_labels'] is not None: "
                    "wrong = [state['wrong'] for state in candidates] "
                    "scores += binom.logpmf(one['looked_wrong_labels'], 100, wrong)",
                    "scores += binom.logpmf(one['looked_wrong_labels'], 100, wrong)",
                )
            ),
            ("likely = np.exp(scores - scores.max()) -> *", "The logarithms are small here."),
            (
                "rates = np.zeros((len(candidates), 3, 8)) -> rates = np.ones((len(candidates), 3, 8))",
                "What is not filled afterwards is left out.",
            ),
            (
                "rates = np.zeros((len(candidates), 3, 8)) -> rates = np.zeros((len(candidates), 4, 8))",
                "A fourth training, in which nothing was wrong, is improbable in every state.",
            ),
            ("if tried is not None: -> if tried is not 0:", "Without a trial, what is computed for it is left out."),
        ],
        "policy": [
            (
                "shares = np.array([0.01, 0.04, 0.08, 0.12, 0.16, 0.2, 0.24]) -> *",
                "A share that is missing or absurd is improbable, and its neighbours take its place.",
            ),
            (
                "level, spread = (0.022 + 0.038 * fog, 0.012 + 0.023 * fog) -> *",
                "A first guess, which the measurement corrects where it matters.",
            ),
            (
                "level += (measured - usual[0] @ chances - level) * spread ** 2 / (spread ** 2 + error ** 2) -> *",
                "The weight of the measurement against the guess matters little, as long as it counts.",
            ),
            (
                "measuring = best(chances) == ['ship'] and error > 0.02 and ('move dev set' in possible) -> *",
                "Moving the dev set makes no difference that 60 projects of a kind could show, as the text says.",
            ),
            (
                "if one['latency'] > one['latency_limit'] and 'smaller network' in possible: -> "
                "if one['latency'] >= one['latency_limit'] and 'smaller network' in possible:",
                "No latency equals its limit: they are 5 and 16 ms, and 6 and 20.",
            ),
            (
                "good = errors <= 0.93 * one['target'] -> *",
                "The margin is an estimate: without it nearly as many succeed, as the text says.",
            ),
            *(
                (
                    f"plans = [([], 0, 0), *driving.plans(one)] -> plans = [([], {other}), *driving.plans(one)]",
                    "The plan without an action is among the cheapest, and where none is good another one is better.",
                )
                for other in ("-1, 0", "0, -1", "1, 0", "0, 1")
            ),
            (
                "plans = [([], 0, 0), *driving.plans(one)] -> plans = [*driving.plans(one), ([], 0, 0)]",
                "The level is then compared with the first plan, whose forecast differs little from that of none.",
            ),
            (
                "begun, usual = (roads.like(one, wrong=likely.sum(axis=0) @ shares), np.zeros((len(plans), 2))) -> "
                "begun, usual = (roads.like(one, wrong=likely.sum(axis=0) @ shares), np.ones((len(plans), 2)))",
                "Every row is filled afterwards.",
            ),
            (
                "begun, usual = (roads.like(one, wrong=likely.sum(axis=0) @ shares), np.zeros((len(plans), 2))) -> "
                "begun, usual = (roads.like(one, wrong=shares @ likely.sum(axis=0)), np.zeros((len(plans), 2)))",
                "The product of two vectors has no order.",
            ),
            (
                "begun, usual = (roads.like(one, wrong=likely.sum(axis=0) @ shares), np.zeros((len(plans), 2))) -> "
                "begun, usual = (roads.like(one, wrong=likely.mean(axis=0) @ shares), np.zeros((len(plans), 2)))",
                "That is half of the share: where many labels are wrong, half of them are reason enough to clean them.",
            ),
            (
                "likely, (measured, error) = (posterior(one, states).reshape(2, -1), error_in_use(one)) -> "
                "likely, (measured, error) = (posterior(one, states).reshape(2, -2), error_in_use(one))",
                "NumPy takes any negative size for the one to be found.",
            ),
            (
                "return 'move dev set' if measuring else best(chances)[0] -> "
                "return 'move dev set' if measuring else best(chances)[-1]",
                "The order of the actions in a plan makes no difference.",
            ),
            (
                "if driving.TRY in possible and best([1, 0]) != best([0, 1]): -> *",
                "A trial costs half a week and nothing else: whoever tries in some more projects reaches as many goals.",
            ),
            (
                "chances, prices = (likely.sum(axis=1), np.array([weeks + money / 3 for _, weeks, money in plans])) -> *",
                "Which of the plans that reach the goal is taken matters little: the budget pays for any of them.",
            ),
            (
                "good[0] |= errors[0] <= 0.99 * one['target'] and (not good.any()) -> *",
                "That no plan is good while the error is between these two is rare.",
            ),
            (
                "return plans[np.argmin(np.where(good, prices - 100, errors + (prices == 0)))][0] or ['ship'] -> *",
                "A good plan comes first, the cheapest of them, and without one an action that lowers the error most.",
            ),
        ],
    },
    "3_transfer_and_multitask": {
        "masked_loss": [
            *(
                (
                    f"known = tf.where(there, labels, 0.0) -> known = tf.where(there, labels, {other})",
                    "Any finite number stands for a missing label: its loss is left out afterwards.",
                )
                for other in ("1.0", "-1.0")
            ),
        ],
        "transfer_model": [
            (
                "return keras.Sequential([keras.Input(base.input_shape[1:]), *copy.layers[:-1], head]) -> "
                "return keras.Sequential([*copy.layers[:-1], head])",
                "Without an input layer Keras builds the model when it is called.",
            ),
            (
                "return keras.Sequential([keras.Input(base.input_shape[1:]), *copy.layers[:-1], head]) -> "
                "return keras.Sequential([keras.Input(base.input_shape[-1:]), *copy.layers[:-1], head])",
                "The inputs of the base have one axis beside that of the examples.",
            ),
        ],
        "per_task_errors": [
            (
                "wrong = ((logits > 0) != (labels == 1)) & there -> wrong = there & ((logits > 0) != (labels == 1))",
                "The order of the two conditions does not matter.",
            ),
            *(
                (
                    "return np.divide(wrong.sum(axis=0), counts, out=unknown, where=counts > 0) -> "
                    f"return np.divide(wrong.sum(axis=0), counts, out=unknown{where})",
                    "Zero divided by zero is nan, too; the warning is lost.",
                )
                for where in ("", ", where=counts >= 0", ", where=counts > -1")
            ),
        ],
        "crossing_point": [
            (
                "turns = np.flatnonzero((mean[:-1] < 0) & (mean[1:] >= 0)) -> "
                "turns = np.flatnonzero((mean[1:] >= 0) & (mean[:-1] < 0))",
                "The order of the two conditions does not matter.",
            ),
        ],
        "two_stage": [
            (
                "corners = np.clip(corners, 0, [width - size, height - size]) -> "
                "corners = np.clip(0, corners, [width - size, height - size])",
                "The larger of 0 and a corner, and then the smaller of that and the limit, either way.",
            ),
        ],
        "sharing_pairs": [
            (
                "limit = stats.t.ppf(1 - 0.05 / (2 * k * (k - 1)), n - 1) * error -> *",
                "The judge asks for two error rates, which a slightly different limit keeps, too.",
            ),
            (
                "mean, error = (change.mean(axis=0), change.std(axis=0, ddof=1) / np.sqrt(n)) -> *",
                "The judge asks for two error rates, which a slightly different standard error keeps, too.",
            ),
            *(
                (
                    f"helped, harmed = (mean < -limit, mean > limit) -> helped, harmed = {other}",
                    "It differs on the diagonal only, where all changes are 0, and no pair lies there.",
                )
                for other in ("(mean <= -limit, mean > limit)", "(mean < -limit, mean >= limit)")
            ),
            ("gain, pain = (helped | helped.T, harmed | harmed.T) -> *", "The order of the two does not matter."),
            *(
                (
                    "return [(i, j) for j in range(k) for i in range(j) if gain[i, j] and (not pain[i, j])] -> "
                    f"return [(i, j) for j in range(k) for i in range({last}) if {gain} and (not {pain})]",
                    "Gain and pain are symmetric, and on the diagonal nothing gains.",
                )
                for last, gain, pain in (
                    ("j + 1", "gain[i, j]", "pain[i, j]"),
                    ("j", "gain[j, i]", "pain[i, j]"),
                    ("j", "gain[i, j]", "pain[j, i]"),
                )
            ),
        ],
        "next_run": [
            (
                "plans = [('base', 2, 0.01), ('base', 0, 0.003), ('random', 0, 0.003)] -> *",
                "Other rates and another order of the plans reach the target, too: the judge asks for a test error.",
            ),
            ("steps = 40 -> *", "One step more or less for each plan reaches the target, too."),
            *(
                (
                    "start = min(range(3), key=lambda i: runs[i]['dev_error']) -> "
                    f"start = min(range({two}), key=lambda i: runs[i]['dev_error'])",
                    "From scratch leads by about three points on scrambled pixels only, and the target allows for that.",
                )
                for two in ("2", "3 - 1")
            ),
        ],
    },
}
