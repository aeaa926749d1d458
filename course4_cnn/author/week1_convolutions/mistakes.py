"""The known mistakes of the week and the explanations of its quiz; never released to students."""
from grading.authoring.slips import code, edit


MISTAKES = {
    "1_step_by_step": {
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
    "2_application": {
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
            "b": "Turned by 180 degrees, 1, 2, 1 and -1, -2, -1 change places: every answer has the other sign.",
            "c": "It looks the same upside down, so turning it changes nothing.",
            "d": "Turned, its 1 lies on the left: it moves the picture the other way.",
            "e": "Turned, the 1 and the -1 change places: every answer has the other sign.",
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
            "b": "The false answers are the strongest, a bright wall against black zeros. With a threshold of 1.5, 193"
            " of 423 alarms stand at the rim, with 2 it is 157 of 183.",
            "c": "A larger filter reaches the zeros from further away: 7 by 7 has three such rows on each side.",
            "d": "265 of 1,045 alarms stand on the outermost pixels, one place in four; a pixel further inside it is 8"
            " of 1,054. With mirrored pixels 4 of the 265 remain. A quarter of the team's walks was saved by one "
            "word of code.",
        },
        "q8": {
            "a": "Q reads 88 % again after four pixels, with the receptive field that it had. What is seen has not "
            "changed, only where.",
            "b": "P falls with every pixel, from 95 to 12 %. Q drops to 8 % at two pixels and is back at 88 % at four,"
            " where its two strides of 2 fit again. Cure for both: move the training pictures. P then has 74 % or"
            " more at every place, 82 % where it had 95 %.",
            "c": "The other way round. Only strides make a network good again after four pixels; a flattened head gets"
            " worse with every pixel.",
            "d": "Other digits in the same place are read with 95 and 89 %: the error comes with the move alone, and "
            "for Q it goes away after four pixels.",
        },
        "q9": {
            "a": "Twice the filters left the test accuracy at 65 %: up to six columns it was 100 % before, beyond them"
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
