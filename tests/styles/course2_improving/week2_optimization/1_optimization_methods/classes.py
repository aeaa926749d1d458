# %% update_parameters_with_gd
class Descent:
    def __init__(self, rate):
        self.rate = rate

    def __call__(self, value, slope):
        return np.subtract(value, np.multiply(self.rate, slope))


def update_parameters_with_gd(parameters, grads, learning_rate):
    step = Descent(learning_rate)
    return dict((name, step(parameters[name], grads["d" + name])) for name in sorted(parameters, reverse=True))


# %% random_mini_batches
class Deck:
    def __init__(self, X, Y, seed):
        self.pairs = list(zip(X.T, Y.T))
        import random

        random.Random(seed).shuffle(self.pairs)

    def deal(self, count):
        hand, self.pairs = self.pairs[:count], self.pairs[count:]
        xs, ys = zip(*hand)
        return np.array(xs).T, np.array(ys).T


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    deck, found = Deck(X, Y, seed), []
    while deck.pairs:
        found.append(deck.deal(mini_batch_size))
    return found


# %% exponentially_weighted_average
class Average:
    def __init__(self, beta):
        self.beta, self.v, self.weight = beta, 0.0, 0.0

    def add(self, value):
        self.v = self.beta * self.v + (1 - self.beta) * value
        self.weight = self.beta * self.weight + (1 - self.beta)


def exponentially_weighted_average(values, beta, bias_correction=True):
    average, found = Average(beta), []
    for value in values:
        average.add(value)
        found.append(average.v / (average.weight if bias_correction else 1))
    return tuple(found)


# %% initialize_velocity
from collections import OrderedDict


def initialize_velocity(parameters):
    return OrderedDict(("d" + name, np.full(item.shape, 0.0)) for name, item in parameters.items())


# %% update_parameters_with_momentum
class Ball:
    def __init__(self, value, velocity):
        self.value, self.velocity = value, velocity

    def push(self, slope, beta, rate):
        self.velocity = np.average([self.velocity, slope], axis=0, weights=[beta, 1 - beta])
        self.value = self.value - rate * self.velocity


def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    balls = {name: Ball(item, v["d" + name]) for name, item in parameters.items()}
    for name, ball in balls.items():
        ball.push(grads["d" + name], beta, learning_rate)
    return {name: ball.value for name, ball in balls.items()}, {"d" + n: ball.velocity for n, ball in balls.items()}


# %% update_parameters_with_rmsprop
class Root:
    def __init__(self, s, beta, epsilon):
        self.s, self.beta, self.epsilon = s, beta, epsilon

    def scale(self, g):
        self.s = self.beta * self.s + (1 - self.beta) * np.abs(g) ** 2
        return g / (np.sqrt(self.s) + self.epsilon)


def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    roots = {key: Root(item, beta, epsilon) for key, item in s.items()}
    moved = {
        name: item - learning_rate * roots["d" + name].scale(grads["d" + name]) for name, item in parameters.items()
    }
    return moved, {key: root.s for key, root in roots.items()}


# %% initialize_adam
class Zeros(dict):
    def __init__(self, parameters):
        super().__init__({"d" + name: np.zeros(np.shape(item)) for name, item in parameters.items()})


def initialize_adam(parameters):
    return Zeros(parameters), Zeros(parameters)


# %% update_parameters_with_adam
class Adam:
    def __init__(self, t, learning_rate, beta1, beta2, epsilon):
        self.t, self.rate, self.beta1, self.beta2, self.epsilon = t, learning_rate, beta1, beta2, epsilon

    def step(self, p, g, v, s):
        v = self.beta1 * v + (1 - self.beta1) * g
        s = self.beta2 * s + (1 - self.beta2) * g * g
        v_hat, s_hat = v / (1 - self.beta1**self.t), s / (1 - self.beta2**self.t)
        return p - self.rate * v_hat / (s_hat**0.5 + self.epsilon), v, s, v_hat, s_hat


def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    adam = Adam(t, learning_rate, beta1, beta2, epsilon)
    found = tuple({} for _ in range(5))
    for name, item in parameters.items():
        key = "d" + name
        for place, (result, value) in enumerate(zip(found, adam.step(item, grads[key], v[key], s[key]))):
            result[key if place else name] = value
    return found


# %% update_lr
from fractions import Fraction


def update_lr(learning_rate0, epoch_num, decay_rate):
    return float(Fraction(learning_rate0) / (1 + Fraction(decay_rate) * epoch_num))


# %% schedule_lr_decay
class Stairs:
    def __init__(self, interval):
        self.interval = interval

    def count(self, epoch):
        return divmod(epoch, self.interval)[0]


def schedule_lr_decay(learning_rate0, epoch_num, decay_rate, time_interval=1000):
    return update_lr(learning_rate0, Stairs(time_interval).count(epoch_num), decay_rate)


# %% cosine_decay
def cosine_decay(learning_rate0, epoch_num, num_epochs, learning_rate_min=0.0):
    turned = np.exp(1j * np.pi * epoch_num / num_epochs)
    middle, half = (learning_rate0 + learning_rate_min) / 2, (learning_rate0 - learning_rate_min) / 2
    return middle + half * turned.real


# %% update_parameters_with_adamw
class AdamW:
    """Adam for one array, with its decay."""

    def __init__(self, rate, decay, beta1, beta2, epsilon, t):
        self.rate, self.decay, self.betas, self.epsilon, self.t = rate, decay, (beta1, beta2), epsilon, t

    def update(self, value, slope, v, s, decays):
        one, two = self.betas
        v, s = one * v + (1 - one) * slope, two * s + (1 - two) * slope * slope
        move = v / (1 - one**self.t) / (np.sqrt(s / (1 - two**self.t)) + self.epsilon)
        kept = 1 - self.rate * self.decay if decays else 1
        return kept * value - self.rate * move, v, s


def update_parameters_with_adamw(
    parameters, grads, v, s, t, learning_rate=0.001, weight_decay=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    rule = AdamW(learning_rate, weight_decay, beta1, beta2, epsilon, t)
    new, new_v, new_s = {}, {}, {}
    for name, value in parameters.items():
        d = "d" + name
        new[name], new_v[d], new_s[d] = rule.update(value, grads[d], v[d], s[d], name[0] == "W")
    return new, new_v, new_s


# %% average_with_changing_beta
class Mean:
    total, weights = 0.0, 0.0

    def add(self, value, beta):
        self.total = beta * self.total + (1 - beta) * value
        self.weights = beta * self.weights + (1 - beta)
        return self.total / self.weights


def average_with_changing_beta(values, betas):
    mean = Mean()
    return np.array([mean.add(value, beta) for value, beta in zip(values, betas)])


# %% my_step
class Ball:
    """Momentum in the averaged form; the mean of the second half of its path."""

    def __init__(self, w, largest, smallest, left):
        self.beta = 1 - 2 * (smallest / largest) ** 0.5
        self.rate = 1 / largest / (1 - self.beta)
        self.velocity, self.path, self.half = np.zeros_like(w), [], left // 2

    def roll(self, w, gradient, left):
        self.velocity = self.beta * self.velocity + (1 - self.beta) * gradient
        w = w - self.rate * self.velocity
        if left <= self.half:
            self.path.append(w)
        return np.mean(self.path, axis=0) if left == 1 else w


def my_step(w, gradient, memory, largest, smallest, left):
    ball = memory or Ball(w, largest, smallest, left)
    return ball.roll(w, gradient, left), ball


# %% judge_race
class Racer:
    def __init__(self, name, validation, test):
        means = np.mean(validation, axis=1)
        best = int(means.argmax())
        self.name, self.inside, self.found = name, 0 < best < len(means) - 1, test[best]


def judge_race(validation, test):
    one, other = (Racer(name, validation[name], test[name]) for name in validation)
    if not (one.inside and other.inside):
        return "widen"
    away = one.found - other.found
    if len(away) == 1:
        return "not shown"
    ratio = away.mean() / (np.std(away, ddof=1) / np.sqrt(len(away)))
    return "not shown" if abs(ratio) <= 2 else (one if ratio > 0 else other).name


# %% reading
reading = ["a", "b", "d", "e"]
