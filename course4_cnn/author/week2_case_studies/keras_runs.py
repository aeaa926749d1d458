"""Weight decay and sharpness-aware minimization with wrong labels: the runs that the Keras tutorial speaks of.

    python course4_cnn/author/week2_case_studies/keras_runs.py   writes keras_runs.csv beside the notebook, in 5 minutes

Each seed draws its own training, validation and test set from all 750 portraits, and the first weights. Each method has
its own choice of settings, made on the validation sets.
"""

import csv
import itertools
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from helpers import data
from helpers.checks.exercise import load

WEEK = Path(__file__).resolve().parents[2] / "source" / "week2_case_studies"
given = load(WEEK / "keras_given.py")
SEEDS, BATCH, COUNT, VALIDATION = range(5), 20, 160, 200
RATES = (0.001, 0.003, 0.01)
UPDATES = (60, 120, 240, 480)
PENALTIES, DECAYS = (0.001, 0.01, 0.1, 1), (0.03, 0.3, 3, 30)
RHOS = (0.01, 0.03, 0.1, 0.3)


class Trainer:
    """One network, one optimizer and one compiled training, used again for every run."""

    def __init__(self, shape):
        self.shape, self.model = shape, given.dense_ended(shape)
        self.optimizer = keras.optimizers.Adam(0.001)
        self.optimizer.build(self.model.trainable_variables)
        self.penalty, self.decay, self.rho, self.rate = (tf.Variable(0.0) for _ in range(4))
        self.train = tf.function(self._train, reduce_retracing=True, autograph=False)

    def _gradients(self, X, y):
        kernels = [variable for variable in self.model.trainable_variables if len(variable.shape) > 1]
        with tf.GradientTape() as tape:
            logits = self.model(X, training=True)[:, 0]
            value = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, logits))
            value += self.penalty * tf.add_n([tf.reduce_sum(kernel * kernel) for kernel in kernels])
        return tape.gradient(value, self.model.trainable_variables)

    def _climbed(self, X, y, gradients):
        variables = self.model.trainable_variables
        norm = tf.linalg.global_norm(gradients)
        moves = [self.rho * gradient / norm for gradient in gradients]
        for variable, move in zip(variables, moves):
            variable.assign_add(move)
        gradients = self._gradients(X, y)
        for variable, move in zip(variables, moves):
            variable.assign_sub(move)
        return gradients

    def _train(self, X, y):
        updates, variables = tf.shape(X)[0], self.model.trainable_variables

        def update(step):
            share = tf.cast(step, tf.float32) / tf.cast(updates, tf.float32)
            self.optimizer.learning_rate.assign(self.rate * (1 + tf.cos(np.pi * share)) / 2)
            gradients = self._gradients(X[step], y[step])
            gradients = tf.cond(self.rho > 0, lambda: self._climbed(X[step], y[step], gradients), lambda: gradients)
            self.optimizer.apply(gradients, variables)
            for variable in variables:
                if len(variable.shape) > 1:
                    variable.assign(variable * (1 - self.optimizer.learning_rate * self.decay))
            return [step + 1]

        tf.while_loop(lambda step: step < updates, update, [0], parallel_iterations=1)

    def run(self, X, y, seed, rate, updates, penalty=0, decay=0, rho=0):
        """Train anew from a seed; the rate falls along a cosine."""
        keras.utils.set_random_seed(seed)
        self.model.set_weights(given.dense_ended(self.shape).get_weights())
        for variable in self.optimizer.variables:
            if "learning_rate" not in variable.path:
                variable.assign(np.zeros(variable.shape))
        for variable, value in ((self.penalty, penalty), (self.decay, decay), (self.rho, rho), (self.rate, rate)):
            variable.assign(value)
        rng = np.random.default_rng(seed)
        order = np.concatenate([rng.permutation(len(X)) for _ in range(updates * BATCH // len(X))]).reshape(-1, BATCH)
        self.train(tf.constant(X[order]), tf.constant(y[order], tf.float32))

    def accuracy(self, X, y):
        """Return the share of correct predictions."""
        return round(float(np.mean((self.model(X)[:, 0].numpy() > 0) == y)), 4)


def parts(seed):
    """Return the training, validation and test set of a seed, each as pictures and labels, shuffled.

    A fifth of the labels that are trained with is wrong, and none of the others.
    """
    happy = data.load_happy()
    X = np.concatenate([given.scale(given.mouth(part)) for part in (happy.train_set_x_orig, happy.test_set_x_orig)])
    y = np.concatenate([happy.train_set_y[0], happy.test_set_y[0]])
    order = np.random.default_rng(seed).permutation(len(X))
    y[order[: COUNT // 5]] = 1 - y[order[: COUNT // 5]]
    return [(X[rows], y[rows]) for rows in np.split(order, [COUNT, COUNT + VALIDATION])]


def main():
    """Make all runs and write their table."""
    trainer, rows = Trainer((16, 16, 3)), []

    def note(experiment, method, rate, strength, seed, sets, updates=240, **setting):
        trainer.run(*sets[0], seed, rate, updates, **setting)
        rows.append([experiment, method, rate, strength, seed, *(trainer.accuracy(*part) for part in sets)])
        print(rows[-1], flush=True)

    for seed, rate in itertools.product(SEEDS, RATES):
        sets = parts(seed)
        for updates in UPDATES:
            note("updates", "Adam", rate, updates, seed, sets, updates)
        for strength in PENALTIES:
            note("decay", "L2", rate, strength, seed, sets, penalty=strength)
        for strength in DECAYS:
            note("decay", "AdamW", rate, strength, seed, sets, decay=strength)
        for rho in RHOS:
            note("sharpness", "SAM", rate, rho, seed, sets, rho=rho)
    with open(WEEK / "keras_runs.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        head = ["experiment", "method", "rate", "strength", "seed", "training", "validation", "test"]
        writer.writerows([head, *rows])


if __name__ == "__main__":
    main()
