"""The known mistakes of the week and the explanations of its quiz; never released to students."""

MISTAKES = {}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {
            "a": "One photograph of each member is all it has to learn from, and every week it has to be trained again, with all of its outputs. For strangers, too, its 400 probabilities add up to 1; a threshold on them was not trained.",
            "b": "Better than training everything, but the head is fitted again each week, and for strangers, too, the 400 probabilities add up to 1; a threshold on them was not trained.",
            "c": 'How to compare is learned from many other people, once. Whoever joins is one more row in the database, whoever leaves one less, and the threshold can say "nobody".',
            "d": "Each of them has a single positive example, and every new member needs another network. All of them have to learn how faces differ, each on its own.",
        },
        "q2": {
            "a": "Both pictures go through the same weights, and a distance does not depend on the order.",
            "b": "The same picture through the same weights gives the same encoding, whatever the weights are. With separate weights it does not, as the lesson measured.",
            "c": "The two branches share their weights, which are stored once and updated once.",
            "d": "Each picture goes through the network alone; the two meet only in the distance.",
            "e": "It has learned to compare, which carries over to people it has never seen. In the lesson, the letters of the test were of an alphabet that no network was trained on.",
        },
        "q3": {
            "a": "0.5 + 0.2 is less than 0.9: the inequality holds, and the loss is 0.",
            "b": "The order is correct, but not by the margin: 0.3 + 0.2 is 0.5, so the loss is 0.1. The negative is semi-hard.",
            "c": "The negative is nearer than the positive: 0.6 + 0.2 is 0.8, so the loss is 0.3.",
            "d": "0.1 + 0.2 is 0.3, and the negative is further away than that: the loss is 0.",
            "e": "The loss is the whole margin, 0.2. But the gradient is 0 where all three encodings agree, which is why a collapsed network hardly moves.",
        },
        "q4": {
            "a": "In the lesson, photographs without their colours cost about a quarter of another photograph in the first layer, and as much in the last.",
            "b": "In the lesson, a shift by 4 pixels cost about half of another photograph in the first layer and a tenth in the last; losing the colours cost about a quarter in both.",
            "c": "A unit sees its receptive field, 3 pixels in the first layer and 207 in the last. The table of changes shows how differently the layers respond.",
            "d": "In the lesson, noise cost twice as much in the last layer as in the first.",
        },
        "q5": {
            "a": "A sum over all places does not depend on their order, as long as the channels stay together at each place.",
            "b": "Then products are taken of activations from different places: only the diagonal stays as it is. What is active together is what the other entries hold.",
            "c": "Mirroring the feature maps is a permutation of their places, the same one for each channel.",
            "d": "Each product becomes four times as large.",
            "e": "An edge that rises to the right becomes one that rises to the left, and other channels respond to it. Mirrored pictures have mirrored activations only if the filters come in mirrored pairs or are symmetric.",
        },
        "q6": {
            "a": "20 - 3 + 1 = 18 in each direction, and one number for each filter.",
            "b": "27 weights for each of 16 channels and 32 filters, and 32 biases: 13,824 + 32.",
            "c": "That is 27 times 32 weights and 32 biases, without the 16 channels. A filter has its own weights for each channel.",
            "d": "There are 18 by 18 by 18 places with 13,824 products at each: 80.6 million.",
            "e": "A filter of 3 by 3 by 3 also weights the slices above and below; slice by slice, the spirals of the lesson cannot be told apart.",
        },
        "q7": {
            "a": "All rows use the same pictures; only the number of people enrolled differs from row to row.",
            "b": "With one person enrolled, the rate is what the contract says. What has changed is the number of comparisons.",
            "c": "Then the staff would be refused more often. Here about as many as before get in under their own name, and it is visitors who get in too often.",
            "d": "One comparison in a hundred goes wrong, and each visitor causes 80. The museum had bought a rate for verification and used it for recognition, and paid for a guard at the door. A contract has to say how many people will be enrolled.",
        },
        "q8": {
            "a": "Then the loss would go up and down. Here it stands at the margin in each of the trainings, and with a rate five times smaller it ends there, too.",
            "b": "Distances of 0.03 between encodings of unit length, which can be 2 apart: the network has collapsed. Pulling everything together lowers the loss of the hardest triplets, down to the margin. Semi-hard negatives avoid that. For three weeks the team had looked at nothing but the loss.",
            "c": "The loss of a collapsed network is the margin, whatever that is: with a margin of 1 the same training ends at 1.000.",
            "d": "With semi-hard negatives, the same network names 45 % of the Georgian letters correctly, with 20 to choose from. What is wrong is what this training asks for.",
        },
        "q9": {
            "a": "There are a hundred times as many pairs of two people as of one: even if few are taken for one person, they are most of the alarms. With the corrected logit no pair here is above 0.9: the company needs a lower threshold and patience, or a better encoder. Hundreds of files were opened in vain.",
            "b": "On held-out pairs, half and half, nine in ten alarms are correct, which is no overfitting. More pairs in the same proportion teach the same odds.",
            "c": "That raises more alarms, and an even smaller share of them is correct.",
            "d": "On pairs as in training, its probabilities are good. A distance has the same problem with rare pairs, and no logit that one could correct.",
        },
        "q10": {
            "a": "The transfers of the lesson use this network, with the cost of each layer divided by its value for the content picture. In a larger network the layers differ in size, too.",
            "b": "That multiplies the costs of all layers by the same number; their shares stay the same.",
            "c": "Squared sums over places are largest in layers with many places and large activations; divided by their values for the content picture, all layers begin with the same share. Print the parts of a cost before you add them. The team had tuned the weight of the style for a month.",
            "d": "Their gradient is a small part of the sum, however many updates there are. What the late layers need is a larger weight.",
        },
    }
}
