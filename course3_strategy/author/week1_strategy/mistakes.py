"""The known mistakes of the week and the explanations of its quiz; never released to students."""
from grading.authoring.slips import code, edit


MISTAKES = {
    "1_metrics_and_human_level": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code('''
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            '''),
        },
    },
    "2_simulator_birds": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code('''
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            '''),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "The training error is far above people's, and more updates act on it.",
            "b": "That acts on the gap between training and dev error, which is half a point, and may raise the "
            "training error.",
            "c": "More pictures close the gap to the dev set. There is hardly one; the network fails on what it "
            "has seen.",
            "d": "A larger network can fit more of the training set, and that is the curve which is wrong.",
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
            "b": "They say precisely how the models do in the studio, where no customer is.",
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
            "b": "That is a problem of hitting the target, not of the target: look at the two gaps.",
            "c": "Then the dev set is no sample of what the network will meet, and choices on it aim beside the users.",
            "d": "The labels are worse than the network, so the measured error is mostly theirs. Label anew, with "
            "a vote of experts.",
        },
        "q7": {
            "a": "All 200 networks have that gap between training and dev error. It does not explain why this "
            "one's test error is so much higher than its own dev error.",
            "b": "The mean of all networks is the same on both sets, so the sets are alike.",
            "c": "All 200 have the same mean on both sets; only the chosen one falls. They promised 8 % and "
            "delivered 16 %, worse than the mean of their own night. With 2,000 dev pictures the same 200 "
            "networks gave one with 12.7 %.",
            "d": "The mean of the 200 agrees on both sets, so the test set is all right. The dev error of the "
            "winner was lucky because it was chosen for it.",
        },
        "q8": {
            "a": "Compute it: the share of true wheels that are found is nearly the same in both lines.",
            "b": "Then recall and the rate of false alarms would be worse in the field. Compute both.",
            "c": "Both rates are as before. A lower threshold would find a few more wheels and add many false alarms.",
            "d": "72 and 75 % of the wheels are found, and 15 % of the others give a false alarm, in both lines. "
            "With 5 % such wheels instead of 50 %, precision falls from 83 to 21 %: 2,842 looks in vain. The "
            "network with weight 5 would have asked for some 200, and found 58 %.",
        },
        "q9": {
            "a": "The gap between training error and the large test set is small when the training stops. More "
            "pictures act on the gap.",
            "b": "The training error falls at every epoch, and fast: no sign of a rate that is too large. One of "
            "40 pictures is 2.5 points, and that is the jump.",
            "c": "One picture of 40 stopped a run in which the training error still fell by a point every time. "
            "Trained on, it reached 2 and 8.3 % instead of 10.8 and 13.6 %, with decay 1 even 7.8 %. The team"
            " shipped the 13.6 % and paid for pictures as well.",
            "d": "Without any decay the run stops just as early, and with as large a training error.",
        },
        "q10": {
            "a": "On the 4 by 4 pixels the same kind of reader misreads 25 %, so there was 1 point of avoidable "
            "bias, not 27. The year gained 3 points. With 8 by 8 pixels the network of the first day has 5 %.",
            "b": "It has helped on the training set, by 7 points, and on the dev set by 3. That is not how bias "
            "goes away: whether 0.2 % can be reached was never measured.",
            "c": "The gap has grown because the training error fell. Weight decay, in the last line, gains 0.3 points.",
            "d": "Differences of 3 points are seen over six trainings. Knowing 27 % more exactly moves nothing.",
        },
    },
}
