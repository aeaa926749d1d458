"""The known mistakes of the week and the explanations of its quiz; never released to students."""

MISTAKES = {}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "There is no true box, and four zeros are a lie: the network then learns the mixture of boxes and "
            "zeros wherever it is not sure, so that boxes shrink.",
            "b": "Three zeros for the class are as invented as four for the box: the classes share one object among "
            "them, and here there is none. Whether there is one the first number says.",
            "c": "It has to be 0. A box and a class of nothing are neither right nor wrong, so their parts are masked.",
            "d": "Then the network never sees an empty picture, and says that there is an object in each.",
        },
        "q2": {
            "a": "92 - 28 = 64 pixels are left beside the first window, 16 moves of 4, so 17 rows; 128 - 28 = 100, "
            "so 26 columns.",
            "b": "Two poolings by 2 let it look at every fourth place only.",
            "c": "One step of the output is as many pixels as all strides multiplied: 2 times 2.",
            "d": "It computes the same products and sums; those that windows share it computes once.",
            "e": "Then the window that is cut out has zeros around it, where the street has its neighbours. The scores "
            "differ, as the lesson measured.",
        },
        "q3": {
            "a": "It covers all 600 pixels, and 28 times 42 = 1,176 are covered in all: 0.51.",
            "b": "18 of 30 columns are shared: 360 of 840, 0.43. A move by a third of the width is the limit.",
            "c": "All of the prediction lies in the true box, but it is only 280 of 600: 0.47.",
            "d": "25 times 17 = 425 are shared, and 1,200 - 425 = 775 are covered: 0.55.",
            "e": "Twice as high and twice as wide is four times the area: 600 of 2,400, 0.25.",
        },
        "q4": {
            "a": "Five anchors, each with a score, four numbers for the box and 20 for the classes: 5 times 25.",
            "b": "13 times 13 times 5. That most of the scores are low is what training has to teach.",
            "c": "Only the cell in which its middle lies has to find it; otherwise every object would be found many "
            "times over.",
            "d": "Both are like the same anchor, and there is one place for it in the cell: one car is lost.",
            "e": "Only its middle has to lie in the cell; height and width may have any size.",
        },
        "q5": {
            "a": "14 by 14 is what padding would leave: without it the last window of 4 ends at 6 times 2 + 4 = 16.",
            "b": "One, two and four is what a filter of 3 by 3 does. With 4 every second place in each direction "
            "belongs to two windows, and the others do, too.",
            "c": "6 times 2 + 4 = 16, and each place belongs to two windows in rows and to two in columns.",
            "d": "Sixteen would be all weights of the filter; with stride 2 a place gets every second weight in each "
            "direction, 2 times 2.",
        },
        "q6": {
            "a": "At edges it does not: with 900 updates the U-Net without skip connections of the lesson was still "
            "clearly behind the one that had all three and 300 updates.",
            "b": "What is large survives the poolings. Where exactly an edge runs survives only in part, and 600 more "
            "updates brought back about half of what was lost there; the early volumes know it at once.",
            "c": "It is the small volumes in the middle that see the whole picture, and they are still there; what is "
            "missing is where exactly things are.",
            "d": "It trains: the gradient reaches the first layers through the small volumes, and the large areas are "
            "found.",
        },
        "q7": {
            "a": "Near the diagonal rows and columns are nearly equal, so that a swap is hardly noticed. One team stored "
            "(y1, x1, y2, x2), the other (x1, y1, x2, y2). In the correct order the same boxes have about 0.5 and 0.3. "
            "Draw one box into its picture before you compute averages.",
            "b": "Rare objects would be bad in the log of the training as well, or the training windows good everywhere"
            " and the test windows bad everywhere. Here the *place* decides, whatever the object.",
            "c": "The dense layer sees the whole window, and why should the other diagonal be bad?",
            "d": "The outputs are good. Nothing has to be trained anew to compare them with the correct numbers.",
        },
        "q8": {
            "a": "There is no training here and no cost: the true boxes themselves are thrown away.",
            "b": "A box that is scaled up overlaps more with its neighbours, not less, and it is no longer the box.",
            "c": "The scores are drawn at random, the same for all classes, and no score threshold is used.",
            "d": "Bicycles that overlap with no other bicycle can only have lost to another class. A rider's box lies on "
            "the box of the bicycle, and the better score drops the other. Suppression for each class keeps 85 % of the "
            "bicycles. Until then half of all riders had none.",
        },
        "q9": {
            "a": "The streets are those from which the held-out windows were cut. What has changed is which windows one "
            "looks at, not the world.",
            "b": "Suppression merges alarms that overlap. At a threshold of 0.3 about five false alarms are left on each "
            "street of the lesson, each at a place of its own, and there are fewer vehicles than that to find.",
            "c": "A small share of a very large number is a large number. Hard negatives of the training streets brought "
            "the false alarms of the lesson's classifier down to about a third, with hardly a vehicle lost, and without "
            "a single new street.",
            "d": "With fewer windows there are fewer false alarms, and fewer vehicles found as well: those that stand "
            "between two windows are missed. Nothing makes a false alarm rarer among them.",
        },
        "q10": {
            "a": "The masks themselves are wrong, before any network has seen them.",
            "b": "Numbers of labels have no order: between sky (0) and vegetation (4) bilinear resizing writes 1, 2 and 3. Resize "
            "masks by taking the nearest pixel (`Image.Resampling.NEAREST`), and count the labels before and after.",
            "c": "Weights do not change masks, and these shares are counted in the masks.",
            "d": "The labels are counted before any layer has computed anything.",
        },
    },
}
