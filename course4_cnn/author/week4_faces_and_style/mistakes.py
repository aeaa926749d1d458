"""The known mistakes of the week and the explanations of its quiz; never released to students."""

MISTAKES = {}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "One photograph of each is all it has to learn from, and it has to be trained anew every week, with all of its outputs. The lesson's classifier of that kind was far behind encodings that had learned from other letters.",
            "b": 'Better than training everything, but the head is fitted anew each week, and it never says "none of them": whoever rings gets one of the 400 names.',
            "c": 'Comparing is learned from many other people, once. Who joins is one more row in the database, who leaves one less, and a threshold says "nobody".',
            "d": "Each of them has a single positive example, and somebody must train one for each new member. What they all have to learn, how faces differ, each learns alone.",
        },
        "q2": {
            "a": "Both go through the same weights, and a distance does not depend on the order.",
            "b": "The same picture through the same weights gives the same encoding, whatever the weights are. With two networks it is not so, as the lesson measured.",
            "c": "The two copies share their weights, which are stored once and updated once.",
            "d": "Each picture goes through the network alone; they meet in the distance only.",
            "e": "That is what it is for: it has learned to compare. The letters of the lesson's test were of an alphabet that it had never seen.",
        },
        "q3": {
            "a": "0.5 + 0.2 is less than 0.9: nothing is missing.",
            "b": "0.3 + 0.2 is 0.5, and 0.1 is missing to that, although the order is correct: a semi-hard triplet.",
            "c": "The negative is nearer than the positive: 0.3 is missing.",
            "d": "0.1 + 0.2 is 0.3, and 0.35 is more.",
            "e": "The whole margin is missing, 0.2. (Its gradient is a special case: at the very point where all three agree, it is zero, so that a collapsed network stays where it is.)",
        },
        "q4": {
            "a": "In the lesson the loss of the colours was about a quarter of the distance to another photograph in the first layer, and as much in the last.",
            "b": "A move by 4 pixels was half of the distance to another photograph in the first layer and a tenth in the last; the loss of the colours was a quarter in both.",
            "c": "A unit of the first layer sees 3 pixels. But even where units see nearly the whole photograph, what their activations forgive is not the same, as the table of changes says.",
            "d": "In the lesson noise cost the last layer twice as much as the first one.",
        },
        "q5": {
            "a": "A sum over all places does not depend on their order, as long as two channels stay together at each place.",
            "b": 'Then products are taken of activations that were at different places: the diagonal stays, all else changes. It is what "together" means.',
            "c": "A mirrored feature map has the same places in another order, the same for each channel.",
            "d": "Each product becomes four times as large.",
            "e": "An edge that rises to the right becomes one that rises to the left, and other channels answer to it. The lesson's layers are not built of pairs of mirrored filters.",
        },
        "q6": {
            "a": "20 - 3 + 1 = 18 in each direction, and one number for each filter.",
            "b": "27 weights for each of 16 channels and 32 filters, and 32 biases: 13,824 + 32.",
            "c": "27 times 32, and 32 biases: the 16 channels are missing. A filter has weights of its own for each channel.",
            "d": "18 by 18 by 18 places, 13,824 products at each: 80.6 million.",
            "e": "A filter of 3 by 3 by 3 also weighs the slices above and below; the lesson's spirals cannot be told apart slice by slice.",
        },
        "q7": {
            "a": "The numbers are from one set of pictures, in one light; only the number of people enrolled differs from row to row.",
            "b": "With one person enrolled, the rate is still what the contract says. It is the number of comparisons that has changed.",
            "c": "Then the staff would be refused more often, and visitors as before. Here the staff get in as always.",
            "d": "One comparison in a hundred goes wrong, and each visitor makes 80 of them. The museum had bought a number for verification, and used it for recognition. Write into the contract how many people will be enrolled.",
        },
        "q8": {
            "a": "The loss stands at the margin, to three digits, in each of the trainings. Weights that jump about would not agree so well; and near one point for all, the gradients of a triplet are nearly zero, whatever the rate.",
            "b": "Distances of 0.02 where up to 2 is possible: the network has collapsed. It found that pulling everything together lowers the loss of the hardest triplets fastest. Semi-hard negatives, or random ones at first, keep it apart. The team had looked at nothing but the loss, for three weeks.",
            "c": "The loss of a collapsed network is the margin, whatever it is: with 1 it would stand at 1.",
            "d": "The same network, with semi-hard negatives, names half of the Georgian letters among 20. It is what the training asks for that is wrong.",
        },
        "q9": {
            "a": "A hundred times as many pairs of two people as of one: even if few of them are taken for one person, they are most of the alarms. The clerks had opened hundreds of files in vain. Measure with pairs as they come.",
            "b": "On held-out pairs, half and half, nine in ten alarms are correct: this is no overfitting. More pairs in the wrong proportion bring the same bias.",
            "c": "Then there are more alarms, and a still smaller share of them is correct.",
            "d": "On pairs as in training, its probabilities are good. A distance has the same trouble with rare pairs, and no probability that one could correct.",
        },
        "q10": {
            "a": "The lesson's transfers used this network, with each layer's cost divided by its size, and a larger network has layers of different sizes, too.",
            "b": "Then all layers pull harder, in the same proportion: the first two still have nine tenths of the gradient.",
            "c": "Sums over many places, squared, are largest where there are most places and the activations are large. A cost without units adds apples and elephants: print the parts before the sum. The team had tuned the weight of the style for a month.",
            "d": "They have next to no part in the gradient. Longer training makes the first layers agree still better.",
        },
    }
}
