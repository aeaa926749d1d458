"""The sequences and the small networks of the lesson: names in sentences, a small language, numbers in words.

A batch of whole numbers has the shape (examples, steps); 0 fills up what is short, and a target of -1 does not count.
"""

import os
import re

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

from collections import Counter, defaultdict, namedtuple
from functools import cache

import keras
import numpy as np
import tensorflow as tf
from keras import layers

CELLS = {"RNN": layers.SimpleRNN, "GRU": layers.GRU, "LSTM": layers.LSTM}


# ---------------------------------------------------------------- training


def train(
    model, X, Y, steps=400, rate=0.01, batch=32, seed=0, clip=1.0, clipping="global_clipnorm", plain=False, decay=True
):
    """Train a network that gives logits, with Adam and a cosine decay of the rate, or with plain gradient descent.

    Return the losses and the norms of the gradients before clipping, one of each for every update.
    """
    X, Y = _several(X), tf.constant(Y)
    limit = {clipping: clip} if clip else {}
    schedule = keras.optimizers.schedules.CosineDecay(rate, steps) if decay else rate
    optimizer = keras.optimizers.SGD(rate, **limit) if plain else keras.optimizers.Adam(schedule, **limit)
    optimizer.build(model.trainable_variables)

    @tf.function(autograph=False)
    def step(some):
        inputs = [tf.gather(part, some) for part in X]
        with tf.GradientTape() as tape:
            value = loss(model(inputs if len(inputs) > 1 else inputs[0], training=True), tf.gather(Y, some))
        gradients = tape.gradient(value, model.trainable_variables)
        optimizer.apply(gradients, model.trainable_variables)
        return value, tf.linalg.global_norm(gradients)

    rng = np.random.default_rng(seed)
    found = [step(tf.constant(rng.integers(0, len(Y), batch))) for _ in range(steps)]
    return np.array([[float(value), float(norm)] for value, norm in found]).T


def _several(X):
    return [tf.constant(part) for part in (X if isinstance(X, (list, tuple)) else [X])]


def loss(logits, targets):
    """Return the mean cross-entropy over the targets that count."""
    counts = tf.cast(targets >= 0, tf.float32)
    costs = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.maximum(targets, 0), logits)
    return tf.reduce_sum(costs * counts) / tf.reduce_sum(counts)


def outputs(model, X, batch=100):
    """Return the logits of a network, computed for a few examples at a time."""
    X = _several(X)
    parts = [[part[k : k + batch] for part in X] for k in range(0, len(X[0]), batch)]
    return np.concatenate([model(some if len(some) > 1 else some[0], training=False) for some in parts])


def correct(model, X, Y):
    """Return the share of targets for which the largest logit is the correct one."""
    counts = Y >= 0
    return np.mean((outputs(model, X).argmax(axis=-1) == Y)[counts])


def padded(rows, steps, fill=0, front=False):
    """Return lists of whole numbers as one array, filled up behind (or in front)."""
    result = np.full((len(rows), steps), fill, np.int32)
    for line, row in zip(result, rows):
        if len(row):
            line[slice(-len(row), None) if front else slice(len(row))] = row
    return result


def reader(
    cell, units, kinds, answers, steps, seed=0, every=False, embed=8, depth=1, both=False, spread=None, **options
):
    """Return a network that reads sequences: an embedding, recurrent layers, logits at the end or at every step.

    With `spread` the embedding begins with entries of this standard deviation.
    """
    keras.utils.set_random_seed(seed)
    first = keras.initializers.RandomNormal(stddev=spread) if spread else "uniform"
    model = keras.Sequential([layers.Input((steps,), dtype="int32"), layers.Embedding(kinds, embed, first)])
    for k in range(depth):
        layer = CELLS[cell](units, return_sequences=every or k < depth - 1, **options)
        model.add(layers.Bidirectional(layer) if both else layer)
    model.add(layers.Dense(answers))
    return model


# ---------------------------------------------------------------- which words are names?

TITLES, ARTICLES = ["captain", "aunt", "mr", "cousin"], ["the", "this", "that", "a"]
BOTH = ["rose", "mark", "bill", "grace", "hope", "may"]  # names, or not
PEOPLE, THINGS = ["laughed", "answered", "agreed"], ["expired", "doubled", "faded"]
NEUTRAL = ["remained", "returned", "mattered"]
BETWEEN = [["it", "is", "said"], ["as", "everybody", "here", "knows"], ["after", "so", "many", "years"]]
OPENINGS = ["well", "then", "yesterday", "today"]
TAGGED = ["", *dict.fromkeys([*TITLES, *ARTICLES, *BOTH, *PEOPLE, *THINGS, *NEUTRAL, *BETWEEN[0], *BETWEEN[1],
                              *BETWEEN[2], *OPENINGS, "and"])]  # fmt: skip
STEPS = 18
Tagged = namedtuple("Tagged", "X Y kinds")  # words, 1 for a name, and what decides: 1 past, 2 next word, 3 far ahead


def tagged(count, seed, opening=0):
    """Return sentences in which some words may be names or not, with `opening` words in front."""
    rng = np.random.default_rng(seed)
    rows, labels, kinds = [], [], []
    for _ in range(count):
        words = list(rng.choice(OPENINGS, opening))
        marks, decided = [0] * opening, [0] * opening
        for part in range(2):
            name, kind, word = rng.integers(2), rng.integers(1, 4), rng.choice(BOTH)
            verb = rng.choice(NEUTRAL if kind == 1 else PEOPLE if name else THINGS)
            before = [rng.choice(TITLES if name else ARTICLES)] if kind == 1 else []
            between = BETWEEN[rng.integers(3)] if kind == 3 else []
            clause = [*(["and"] if part else []), *before, word, *between, verb]
            place = clause.index(word)
            words += clause
            marks += [int(k == place and name) for k in range(len(clause))]
            decided += [int(kind) if k == place else 0 for k in range(len(clause))]
        rows.append([TAGGED.index(word) for word in words])
        labels.append(marks)
        kinds.append(decided)
    return Tagged(padded(rows, STEPS), padded(labels, STEPS, -1), padded(kinds, STEPS))


def tagger(kind, seed=0, units=16):
    """Return a network that says of each word whether it is a name: dense, a window of words, or recurrent."""
    keras.utils.set_random_seed(seed)
    ends = {
        "dense": [layers.Flatten(), layers.Dense(64, "relu"), layers.Dense(2 * STEPS), layers.Reshape((STEPS, 2))],
        "window": [layers.Conv1D(units, 3, padding="same", activation="relu"), layers.Dense(2)],
        "recurrent": [layers.GRU(units, return_sequences=True), layers.Dense(2)],
    }
    return keras.Sequential([layers.Input((STEPS,), dtype="int32"), layers.Embedding(len(TAGGED), 8), *ends[kind]])


def found_names(model, data, kind, delay=0):
    """Return the share correct of the words that may be names, where `kind` says what decides."""
    there = data.kinds == kind
    marks = np.roll(outputs(model, data.X).argmax(axis=-1), -delay, axis=1)
    return np.mean(marks[there] == data.Y[there])


def delayed(data, delay):
    """Return the data with every answer asked for `delay` steps later."""
    Y = np.roll(data.Y, delay, axis=1)
    Y[:, :delay] = -1
    return data._replace(Y=Y)


# ---------------------------------------------------------------- numbers in words

ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
LETTERS = " abcdefghijklmnopqrstuvwxyz."  # the first one fills up, the last one ends
LONGEST = 28


def parts_of(number):
    """Return the words of a number below 1,000, each with what it speaks of: 1 hundreds, 2 tens, 3 the rest."""
    hundreds, rest = divmod(number, 100)
    parts = [(ONES[hundreds], 1), ("hundred", 1)] if hundreds else []
    if rest >= 20:
        parts.append((TENS[rest // 10 - 2], 2))
        rest %= 10
    return [*parts, (ONES[rest], 3)] if rest or not parts else parts


def spelled(number):
    """Return a number in words: "two hundred seven"."""
    return " ".join(word for word, _ in parts_of(number))


def codes(text):
    """Return letters as whole numbers."""
    return [LETTERS.index(letter) for letter in text]


def digits(number):
    """Return the three digits of a number."""
    return [number // 100, number // 10 % 10, number % 10]


@cache
def numbers(seed=0):
    """Return 700 numbers to learn from and 300 others."""
    order = np.random.default_rng(seed).permutation(1000)
    return order[:700], order[700:]


def letters_of(some):
    """Return the letters of numbers, filled up in front."""
    return padded([codes(spelled(number)) for number in some], LONGEST, front=True)


def parity(seed, units=48, steps=400):
    """Many to one: read the letters, say at the end whether the number is odd. Return the share correct."""
    learn, held = numbers()
    model = reader("GRU", units, len(LETTERS), 2, LONGEST, seed)
    train(model, letters_of(learn), learn % 2, steps, seed=seed)
    return correct(model, letters_of(held), held % 2)


def marking(seed, units=48, steps=400):
    """Many to many, equally many: say of each letter what it speaks of. Return the share of numbers all correct."""

    def targets(some):
        rows = [[kind for word, kind in parts_of(n) for _ in word + " "][:-1] for n in some]
        return padded(rows, LONGEST, -1, front=True)

    learn, held = numbers()
    model = reader("GRU", units, len(LETTERS), 4, LONGEST, seed, every=True, both=True)
    train(model, letters_of(learn), targets(learn), steps, seed=seed)
    Y = targets(held)
    return np.mean(np.all((outputs(model, letters_of(held)).argmax(-1) == Y) | (Y < 0), axis=1))


def reading(seed, units=48, steps=400, cell="GRU", depth=1):
    """Many to many, not equally many: read the letters, then give three digits.

    Return the network and the share of numbers all correct.
    """
    learn, held = numbers()
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([layers.Input((LONGEST,), dtype="int32"), layers.Embedding(len(LETTERS), 8)])
    for k in range(depth):
        model.add(CELLS[cell](units, return_sequences=k < depth - 1))
    for layer in (layers.RepeatVector(3), CELLS[cell](units, return_sequences=True), layers.Dense(10)):
        model.add(layer)
    answers = np.array([digits(number) for number in range(1000)])
    train(model, letters_of(learn), answers[learn], steps, seed=seed)
    return model, np.mean(np.all(outputs(model, letters_of(held)).argmax(-1) == answers[held], axis=1))


def spelling(seed, units=64, steps=600):
    """One to many: from three digits, given once, to letters. Return the network and the share all correct."""
    learn, held = numbers()
    given = np.array([np.eye(10)[digits(number)].ravel() for number in range(1000)], np.float32)
    texts = [codes(spelled(number) + ".") for number in range(1000)]
    before = padded([[0, *text[:-1]] for text in texts], LONGEST)
    after = padded(texts, LONGEST, -1)
    keras.utils.set_random_seed(seed)
    start, letters = layers.Input((30,)), layers.Input((LONGEST,), dtype="int32")
    hidden = layers.GRU(units, return_sequences=True)(
        layers.Embedding(len(LETTERS), 8)(letters), initial_state=layers.Dense(units, "tanh")(start)
    )
    model = keras.Model([start, letters], layers.Dense(len(LETTERS))(hidden))
    train(model, (given[learn], before[learn]), after[learn], steps, seed=seed)
    texts = written(model, given[held])
    return model, np.mean([text == spelled(number) for text, number in zip(texts, held)])


def written(model, given):
    """Return what a spelling network writes, the most probable letter each time."""
    letters = np.zeros((len(given), LONGEST + 1), np.int32)
    for t in range(LONGEST):
        letters[:, t + 1] = outputs(model, (given, letters[:, :-1]), 300)[:, t].argmax(-1)
    return ["".join(LETTERS[k] for k in row[1:]).partition(".")[0] for row in letters]


# ---------------------------------------------------------------- a small language

NOUNS = {"one": ["boat", "dog", "child", "lamp", "key"], "many": ["boats", "dogs", "children", "lamps", "keys"]}
VERBS = {"one": ["is", "waits", "sleeps"], "many": ["are", "wait", "sleep"]}
SEEING = {"one": ["sees", "follows"], "many": ["see", "follow"]}
ADJECTIVES, PLACES, STATES = ["old", "small", "red", "quiet"], ["near", "behind", "beside"], ["late", "wet", "lost"]
ADVERBS = ["today", "here", "again"]
WORDS = ["", "the", ".", *NOUNS["one"], *NOUNS["many"], *VERBS["one"], *VERBS["many"], *SEEING["one"],
         *SEEING["many"], *ADJECTIVES, *PLACES, *STATES, *ADVERBS, "that"]  # fmt: skip
DEEPEST, SENTENCE = 5, 30


@cache
def following(state):
    """Return what may follow in the language: {word: (probability, next state)}; a state is what one must know."""
    kind, *rest = state
    if kind == "start":
        return {"the": (1, ("noun phrase", None, 0))}
    if kind == "article":
        return {"the": (1, ("noun phrase", *rest))}
    if kind in ("noun phrase", "noun"):
        subject, depth = rest
        share = 0.06 if kind == "noun phrase" else 0.1
        result = {word: (share, ("after", subject or number, number, depth)) for number in NOUNS
                  for word in NOUNS[number]}  # fmt: skip
        more = {word: (0.1, ("noun", *rest)) for word in ADJECTIVES} if kind == "noun phrase" else {}
        return result | more
    if kind == "after":
        subject, last, depth = rest
        go = 0.55 if depth < DEEPEST else 0
        result = {word: ((1 - go) / 3, ("state",) if word in ("is", "are") else ("end",)) for word in VERBS[subject]}
        if go:
            result |= {word: (go / 6, ("article", subject, depth + 1)) for word in PLACES}
            result["that"] = (go / 2, ("seeing", subject, last, depth + 1))
        return result
    if kind == "seeing":
        subject, last, depth = rest
        return {word: (0.5, ("article", subject, depth)) for word in SEEING[last]}
    if kind == "state":
        return {word: (1 / 3, ("end",)) for word in STATES}
    adverbs = {word: (0.4 / 3, ("stop",)) for word in ADVERBS} if kind == "end" else {}
    return adverbs | {".": (0.6 if kind == "end" else 1, None)}


Said = namedtuple("Said", "texts X Y logs verbs depths number")


def said(count, seed):
    """Return sentences of the language.

    Texts; words so far and next words; log-probabilities of the latter; where the verb comes, after how many phrases,
    and whether it is one of many.
    """
    rng = np.random.default_rng(seed)
    texts, logs, verbs, depths, number = [], [], [], [], []
    while len(texts) < count:
        state, text, log = ("start",), [], []
        while state is not None:
            choices = following(state)
            word = list(choices)[rng.choice(len(choices), p=[p for p, _ in choices.values()])]
            if state[0] == "after" and choices[word][1][0] in ("state", "end"):
                found = (len(text), state[3], state[1] == "many")
            log.append(np.log(choices[word][0]))
            state = choices[word][1]
            text.append(word)
        if len(text) <= SENTENCE:
            texts.append(text)
            logs.append(sum(log))
            for values, value in zip((verbs, depths, number), found):
                values.append(value)
    rows = [[WORDS.index(word) for word in text] for text in texts]
    return Said(texts, padded([[0, *row[:-1]] for row in rows], SENTENCE), padded(rows, SENTENCE, -1),
                np.array(logs), np.array(verbs), np.array(depths), np.array(number))  # fmt: skip


def allowed(text):
    """Return how many words of a text, from its beginning, the language allows; all of them if it is a sentence."""
    state = ("start",)
    for count, word in enumerate(text):
        if state is None or word not in following(state):
            return count
        state = following(state)[word][1]
    return len(text) if state is None else len(text) - 0.5


def perplexity(logs, count):
    """Return e to the mean of minus the log-probability of a word."""
    return np.exp(-np.sum(logs) / count)


def speaker(cell, seed=0, units=64, depth=1, embed=16, steps=SENTENCE, kinds=None, **options):
    """Return a network that gives logits of the next word, at every step."""
    kinds = kinds or len(WORDS)
    return reader(cell, units, kinds, kinds, steps, seed, every=True, embed=embed, depth=depth, **options)


def log_probabilities(model, X, Y):
    """Return the log-probability that a network gives to each target; 0 where it does not count."""
    logits = outputs(model, X)
    logs = (
        logits
        - np.log(np.sum(np.exp(logits - logits.max(-1, keepdims=True)), -1, keepdims=True))
        - logits.max(-1, keepdims=True)
    )
    return np.take_along_axis(logs, np.maximum(Y, 0)[..., None], -1)[..., 0] * (Y >= 0)


def judged(model, data):
    """Return the perplexity of a network on sentences, and for each of them whether its verb gets the right number.

    The three verbs of the right number must be more probable, together, than the three others.
    """
    logs = log_probabilities(model, data.X, data.Y)
    at_verb = outputs(model, data.X)[np.arange(len(data.verbs)), data.verbs]
    one, many = (np.sum(np.exp(at_verb[:, [WORDS.index(word) for word in VERBS[number]]]), 1)
                 for number in ("one", "many"))  # fmt: skip
    return perplexity(logs, np.sum(data.Y >= 0)), (many > one) == data.number


class Ngram:
    """A model that counts which item follows the last `order - 1` ones, and falls back on shorter pasts."""

    def __init__(self, texts, order, kinds, strength=1.0):
        self.order, self.kinds, self.strength = order, kinds, strength
        self.counts = defaultdict(Counter)
        for text in texts:
            for t, item in enumerate(text):
                for k in range(min(order, t + 1)):
                    self.counts[tuple(text[t - k : t])][item] += 1
        self.totals = {past: sum(counts.values()) for past, counts in self.counts.items()}

    def probability(self, item, past):
        """Return how probable an item is after a past: counts, mixed with what the next shorter past says."""
        result = 1 / self.kinds
        for k in range(min(self.order, len(past) + 1)):
            end = tuple(past[len(past) - k :])
            total = self.totals.get(end, 0)
            if total or self.strength:
                result = (self.counts[end][item] if total else 0) + self.strength * result
                result /= total + self.strength
        return result

    def perplexity(self, texts):
        """Return the perplexity on texts; infinite if something has the probability 0."""
        with np.errstate(divide="ignore"):
            logs = [np.log(self.probability(item, text[:t])) for text in texts for t, item in enumerate(text)]
        return np.exp(-np.mean(logs))


def agreement(ngram, data):
    """Return for each sentence whether an n-gram model gives its verb the right number; 0.5 if it cannot say."""
    result = []
    for text, place, many in zip(data.texts, data.verbs, data.number):
        one, others = (sum(ngram.probability(word, text[:place]) for word in VERBS[kind]) for kind in ("one", "many"))
        result.append(0.5 if np.isclose(one, others, rtol=1e-9) else float((others > one) == many))
    return np.array(result)


def drawn(model, count, temperature=1.0, seed=0, steps=SENTENCE, first=0):
    """Return sentences drawn from a network word by word; `first` is what stands before a sentence."""
    X = np.zeros((count, steps + 1), np.int32)
    X[:, 0] = first
    logits_of = tf.function(lambda rows: model(rows, training=False), autograph=False)
    for t in range(steps):
        logits = logits_of(tf.constant(X[:, :-1]))[:, t] / temperature
        X[:, t + 1] = tf.random.stateless_categorical(logits, 1, [seed, t], tf.int32)[:, 0]
    texts = [[WORDS[k] for k in row[1:]] for row in X]
    return [text[: text.index(".") + 1] if "." in text else text for text in texts]


# ---------------------------------------------------------------- memory


def recall(count, steps, seed, kinds=8):
    """Return sequences of random items; the first one is one of two, and it is asked for at the end."""
    rng = np.random.default_rng(seed)
    X = rng.integers(2, 2 + kinds, (count, steps))
    X[:, 0] = rng.integers(0, 2, count)
    return X.astype(np.int32), X[:, 0].astype(np.int32)


# What begins how: a cell, its learning rate, the bias of the gate that keeps, options of the layer.
MEMORIES = {
    "RNN, Glorot": ("RNN", 0.003, None, {"recurrent_initializer": "glorot_uniform"}),
    "RNN, rotation": ("RNN", 0.003, None, {}),
    "GRU": ("GRU", 0.01, None, {}),
    "GRU, keeps": ("GRU", 0.01, 4, {}),
    "LSTM": ("LSTM", 0.01, None, {}),
    "LSTM, keeps": ("LSTM", 0.01, 4, {}),
}


def keep(layer, bias):
    """Let the gate of a layer that keeps the old state begin with a bias (a sigmoid of 4 is 0.98)."""
    values = np.array(layer.cell.bias)
    units = layer.units
    if isinstance(layer, layers.GRU):  # Keras's order: update gate, which keeps if it is 1; reset gate; candidate
        values[0, :units] = bias
    else:  # input gate, forget gate, candidate, output gate
        values[units : 2 * units] = bias
    layer.cell.bias.assign(values)


def remember(memory, steps, seed=0, updates=200, units=16, rate=None, spread=1.0):
    """Train a network on `recall`; return it and its accuracy on held-out sequences."""
    cell, usual, bias, options = MEMORIES[memory]
    X, y = recall(2000, steps, seed)
    Z, z = recall(500, steps, 1000 + seed)
    model = reader(cell, units, 10, 2, steps, seed, spread=spread, **options)
    if bias:
        keep(model.layers[1], bias)
    train(model, X, y, updates, rate or usual, seed=seed)
    return model, correct(model, Z, z)


def reach(layer, steps=100, width=8, count=32, seed=0):
    """Return how large the gradient of a layer's last output is with respect to each input: (steps,).

    It is the norm of the gradient of a random combination of the last output's entries, averaged over examples.
    """
    rng = np.random.default_rng(seed)
    x, ends = rng.normal(size=(count, steps, width)), rng.normal(size=(count, layer.units))
    if not layer.built:
        layer.build((None, None, width))
    twin, gradient = _gradient(type(layer), layer.units, layer.activation, width)
    twin.set_weights(layer.get_weights())
    result = gradient(tf.constant(x, tf.float32), tf.constant(ends, tf.float32))
    return np.linalg.norm(np.array(result, float), axis=2).mean(axis=0)


@cache
def _gradient(kind, units, activation, width):
    """Return a layer and its compiled gradient with respect to the inputs: compiling takes longer than running."""
    layer = kind(units, activation=activation)
    layer.build((None, None, width))

    @tf.function(autograph=False)
    def gradient(x, ends):
        with tf.GradientTape() as tape:
            tape.watch(x)
            value = tf.reduce_sum(layer(x) * ends)
        return tape.gradient(value, x)

    return layer, gradient


def scaled_rnn(scale, seed=0, units=32, activation="tanh"):
    """Return a simple recurrent layer whose recurrent matrix is a random rotation times `scale`."""
    keras.utils.set_random_seed(seed)
    return layers.SimpleRNN(units, activation=activation, recurrent_initializer=keras.initializers.Orthogonal(scale))


@cache
def scaled_reach(scale, seed, activation):
    """Return `reach` of a simple recurrent layer whose recurrent matrix is a random rotation times `scale`."""
    return reach(scaled_rnn(scale, seed, activation=activation), seed=seed)


def coverage(lessons, sizes=(10, 30, 100, 300, 1000)):
    """Return sizes of vocabularies of the most frequent words, and which share of the last two lessons they miss."""
    counts = Counter(word for lesson in lessons[:-2] for sentence in lesson for word in words_in(sentence))
    order = [word for word, _ in counts.most_common()]
    held = [word for lesson in lessons[-2:] for sentence in lesson for word in words_in(sentence)]
    sizes = [*sizes, len(order)]
    return sizes, np.array([np.mean([word not in known for word in held]) for known in map(set, (
        order[:size] for size in sizes))])  # fmt: skip


def words_in(sentence):
    """Return the words of a sentence; marks of punctuation count as words."""
    return re.findall(r"[a-z0-9'-]+|[.,;:?]", sentence)


@cache
def fresh_reach(cell, seed, units=32):
    """Return `reach` of a cell as Keras initializes it."""
    keras.utils.set_random_seed(seed)
    return reach(CELLS[cell](units), seed=seed)


@cache
def lstm_reach(bias, seed, units=32):
    """Return `reach` of an LSTM whose forget gate begins with a bias."""
    keras.utils.set_random_seed(seed)
    layer = layers.LSTM(units)
    layer.build((None, None, 8))
    keep(layer, bias)
    return reach(layer, seed=seed)


def one_unit_cost(steps):
    """Return recurrent weights, the cost of a single unit after some steps for each, and its derivatives."""
    weights = np.linspace(0.5, 4, 3501)
    state = np.full_like(weights, -0.4)
    for _ in range(steps):
        state = np.tanh(weights * state + 0.4)
    costs = (state - 0.6) ** 2
    return weights, costs, np.gradient(costs, weights)


# ---------------------------------------------------------------- backpropagation through time


def through_time(x, y, units=16, seed=0, answers=2, head=None, weights=None):
    """Unroll a simple recurrent network into one cell for each step, all with the same weights.

    Return the loss after the last step, the gradients of it with respect to the recurrent matrix of each cell (one for
    each step), and the norms of its gradients with respect to the hidden states.
    """
    keras.utils.set_random_seed(seed)
    head = head or layers.Dense(answers)
    head.build((None, units))
    first = layers.SimpleRNNCell(units)
    first.build(x[:, 0].shape)
    cells = [layers.SimpleRNNCell(units) for _ in range(x.shape[1])]
    for cell in cells:
        cell.build(x[:, 0].shape)
        cell.set_weights(weights or first.get_weights())
    with tf.GradientTape(persistent=True) as tape:
        hidden = [tf.zeros((len(x), units))]
        for cell, given in zip(cells, tf.unstack(x, axis=1)):
            hidden.append(cell(given, hidden[-1:])[0])
        value = loss(head(hidden[-1]), y)
    parts = np.stack([tape.gradient(value, cell.recurrent_kernel) for cell in cells])
    norms = [np.linalg.norm(tape.gradient(value, state)) for state in hidden[1:]]
    return float(value), parts, np.array(norms), (cells[0].get_weights(), head)


def shared(x, y, weights, head):
    """Return the loss after the last step and its gradient with respect to the one recurrent matrix of a layer."""
    layer = layers.SimpleRNN(weights[0].shape[1])
    layer.build(x.shape)
    layer.set_weights(weights)
    with tf.GradientTape() as tape:
        value = loss(head(layer(x)), y)
    return float(value), tape.gradient(value, layer.cell.recurrent_kernel).numpy()


# ---------------------------------------------------------------- case files


def windows_of(data, width):
    """Return the language's sentences as one text, cut into windows: words so far and next words."""
    text = np.concatenate([[WORDS.index(word) for word in sentence] for sentence in data.texts])
    count = (len(text) - 1) // width
    return (text[: count * width].reshape(-1, width).astype(np.int32),
            text[1 : count * width + 1].reshape(-1, width).astype(np.int32))  # fmt: skip


def shifted(text):
    """Return letters as whole numbers from 1 on, so that 0, with which texts are filled up, is none of them."""
    return [1 + code for code in codes(text)]


def sorter(cell="LSTM", units=24, seed=0, updates=300):
    """Train a network that sorts numbers in words by size; texts are filled up behind, and what is filled up is masked.

    Return the network, and one with the same weights that was written without the mask; both take any length.
    """
    learn, _ = numbers()
    keras.utils.set_random_seed(seed)
    models = [
        keras.Sequential([layers.Input((None,), dtype="int32"), layers.Embedding(len(LETTERS) + 1, 8, mask_zero=masked),
                          CELLS[cell](units), layers.Dense(3)])
        for masked in (True, False)
    ]  # fmt: skip
    train(models[0], padded([shifted(spelled(k)) for k in learn], LONGEST), sizes_of(learn), updates, seed=seed)
    models[1].set_weights(models[0].get_weights())
    return models


def sizes_of(some):
    """Return 0 for numbers under 100, 1 under 500, 2 for the others."""
    return ((np.array(some) >= 100).astype(np.int32) + (np.array(some) >= 500)).astype(np.int32)


def served(model, some, batch=None):
    """Return what a network answers for numbers in batches, each filled up behind to its longest text.

    Without `batch` texts of equal length go together, so that nothing is filled up, as if each were alone. Return the
    answers, the lengths of the texts, and how many places were filled up behind each.
    """
    texts = [shifted(spelled(number)) for number in some]
    lengths = np.array([len(text) for text in texts])
    if batch:
        groups = [np.arange(k, min(k + batch, len(texts))) for k in range(0, len(texts), batch)]
    else:
        groups = [np.flatnonzero(lengths == length) for length in np.unique(lengths)]
    answers, filled = np.zeros((2, len(texts)), int)
    for group in groups:
        longest = lengths[group].max()
        answers[group] = np.argmax(model(tf.constant(padded([texts[k] for k in group], longest))), -1)
        filled[group] = longest - lengths[group]
    return answers, lengths, filled


SWITCHES, QUERY = 2, 2  # items 0 and 1 switch, item 2 asks which came last, the others mean nothing


def stream(count, steps, seed, noise=5):
    """Return streams of items, what is to be answered at a query, and how long ago the last switch was."""
    rng = np.random.default_rng(seed)
    X = rng.choice(3 + noise, (count, steps), p=[0.04, 0.04, 0.15, *[0.77 / noise] * noise]).astype(np.int32)
    Y, away = np.full((2, count, steps), -1, np.int32)
    for i in range(count):
        last = None
        for t in range(steps):
            if X[i, t] < SWITCHES:
                last = t
            elif X[i, t] == QUERY and last is not None:
                Y[i, t], away[i, t] = X[i, last], t - last
    return X, Y, away


def chunked(carry, seed=0, chunk=10, steps=60, updates=400, units=24):
    """Train on streams, one chunk at a time; with `carry` each chunk begins with the state in which the last one ended.

    Return for held-out streams whether each query is answered correctly, how far away the switch is, and at which
    place of its chunk the query stands.
    """
    keras.utils.set_random_seed(seed)
    items, before = layers.Input((chunk,), dtype="int32"), layers.Input((units,))
    hidden, after = layers.GRU(units, return_sequences=True, return_state=True)(
        layers.Embedding(8, 8)(items), initial_state=before
    )
    model = keras.Model([items, before], [layers.Dense(2)(hidden), after])
    optimizer = keras.optimizers.Adam(0.01, global_clipnorm=1.0)
    optimizer.build(model.trainable_variables)

    @tf.function(autograph=False)
    def step(some, answers, state):
        with tf.GradientTape() as tape:
            logits, state = model([some, state])
            value = loss(logits, answers)
        optimizer.apply(tape.gradient(value, model.trainable_variables), model.trainable_variables)
        return state

    X, Y, _ = stream(1000, steps, seed)
    rng = np.random.default_rng(seed)
    for _ in range(updates * chunk // steps):
        some, state = rng.integers(0, len(X), 64), tf.zeros((64, units))
        for start in range(0, steps, chunk):
            place = slice(start, start + chunk)
            after = step(tf.constant(X[some, place]), tf.constant(Y[some, place]), state)
            state = after if carry else state
    Z, z, away = stream(400, steps, 1000 + seed)
    state, answers = tf.zeros((400, units)), []
    for start in range(0, steps, chunk):
        logits, after = model([tf.constant(Z[:, start : start + chunk]), state])
        answers.append(np.argmax(logits, -1))
        state = after if carry else state
    asked = z >= 0
    places = np.tile(np.arange(steps) % chunk, (400, 1))
    return (np.concatenate(answers, 1) == z)[asked], away[asked], places[asked]
