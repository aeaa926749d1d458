"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit

MISTAKES = {
    "1_step_by_step": {
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

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "Vocabulary, examples, steps: one-hot columns of 500 entries, 20 examples, 12 steps.",
            "b": "A column of 40 entries for each of 20 examples and 12 steps.",
            "c": "It leads from 40 hidden units to 40 hidden units: 1,600 entries. 20,000 are 500 times 40, the entries of"
            " the two matrices that touch the vocabulary.",
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
            "a": "It shows sentences of thirty words at most. In the memory task with 30 steps the simple networks of this"
            " lesson fail, and gated ones that begin by keeping do not.",
            "b": "One training of three is an accident until more say otherwise, and 0.01 is less than the spread between "
            "trainings (0.04 for the LSTM). What happens over longer distances another experiment says: the memory "
            "task.",
            "c": "All have about 15,000: the simple network has twice as many units as the LSTM for that.",
            "d": "The three LSTMs have 4.10, 4.18 and 4.10: the spread is larger than the difference.",
        },
        "q7": {
            "a": "All six get the same batches, and two of them reach a cost of 0.002 and less on them: nothing is wrong "
            "with the labels.",
            "b": "The costs rise to several times 0.69, that of a guess: a network that only fails to learn stays *at* "
            "0.69, one that is thrown about does not. With the norm cut at 0.3 all six trainings learn the task: from "
            "update 83 on at the latest the cost stays below 0.1. It cost one argument, after a week of reading sequences.",
            "c": "A network that has memorized its batches has a low cost on them; these costs are high.",
            "d": "Then the norms would be small and the costs would stay near 0.69, quietly. And two of the same networks "
            "do learn 40 steps.",
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
            "a": "With the state handed on, the same network is correct at all distances, with gradients that are cut at "
            "the same places. It learns within a piece to hold a switch, and what can be held for five steps can be "
            "held for fifty.",
            "b": "Then the accuracy would depend on the distance alone. Here, at the same distance, it depends on whether "
            "a piece ends in between.",
            "c": "One line too low: the zeros belong before the loop. With the state handed on, accuracy is 100 % at all "
            "distances. The larger network was built in vain; a table by distance *and* by place in the piece would "
            "have shown it in a minute.",
            "d": "At a distance of 4 to 6 the examples are the same in both lines, and one is at 50 %, the other at 100 %.",
        },
    },
}
