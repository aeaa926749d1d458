"""Weight decay and sharpness-aware minimization on few portraits: the runs that the Keras tutorial speaks of.

    python course4_cnn/author/week2_case_studies/keras_runs.py   writes keras_runs.csv beside the notebook, in 4 minutes

Both comparisons give each method its own choice of settings, made on portraits that neither train nor test it.
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
BATCH, FEW, MANY = 20, 80, 160
RATES = (0.001, 0.003)
STRENGTHS = {"none": (0,), "L2": (0.001, 0.01, 0.1, 1), "AdamW": (0.1, 1, 3, 10)}
RHOS = (0.02, 0.05, 0.1, 0.2, 0.5)


class Trainer:
    """One network, one optimizer and one compiled update, used again for every run."""

    def __init__(self):
        self.model = given.dense_ended((32, 32, 3))
        self.optimizer = keras.optimizers.Adam(0.001)
        self.optimizer.build(self.model.trainable_variables)
        self.penalty, self.decay, self.rho = (tf.Variable(0.0) for _ in range(3))
        self.update = tf.function(self._update)

    def _gradients(self, X, y):
        kernels = [variable for variable in self.model.trainable_variables if len(variable.shape) > 1]
        with tf.GradientTape() as tape:
            logits = self.model(X, training=True)[:, 0]
            value = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(y, logits))
            value += self.penalty * tf.add_n([tf.reduce_sum(kernel * kernel) for kernel in kernels])
        return tape.gradient(value, self.model.trainable_variables)

    def _update(self, X, y):
        variables = self.model.trainable_variables
        gradients = self._gradients(X, y)
        if self.rho > 0:
            norm = tf.linalg.global_norm(gradients)
            moves = [self.rho * gradient / norm for gradient in gradients]
            for variable, move in zip(variables, moves):
                variable.assign_add(move)
            gradients = self._gradients(X, y)
            for variable, move in zip(variables, moves):
                variable.assign_sub(move)
        self.optimizer.apply(gradients, variables)
        for variable in variables:
            if len(variable.shape) > 1:
                variable.assign(variable * (1 - self.optimizer.learning_rate * self.decay))

    def run(self, X, y, seed, rate, updates, penalty=0, decay=0, rho=0):
        """Train anew from a seed; the rate falls along a cosine."""
        keras.utils.set_random_seed(seed)
        self.model.set_weights(given.dense_ended((32, 32, 3)).get_weights())
        for variable in self.optimizer.variables:
            if "learning_rate" not in variable.path:
                variable.assign(np.zeros(variable.shape))
        for variable, value in ((self.penalty, penalty), (self.decay, decay), (self.rho, rho)):
            variable.assign(value)
        rng = np.random.default_rng(seed)
        order = np.concatenate([rng.permutation(len(X)) for _ in range(updates * BATCH // len(X))])
        for update, rows in enumerate(order.reshape(-1, BATCH)):
            self.optimizer.learning_rate.assign(rate * (1 + np.cos(np.pi * update / updates)) / 2)
            self.update(tf.constant(X[rows]), tf.constant(y[rows], tf.float32))
        return self.model

    def accuracy(self, X, y):
        """Return the share of correct predictions."""
        return float(np.mean((self.model(X)[:, 0].numpy() > 0) == y))


def main():
    """Make all runs and write their table."""
    happy = data.load_happy()
    X, X_test = (given.scale(given.halve(part)) for part in (happy.train_set_x_orig, happy.test_set_x_orig))
    y, y_test = happy.train_set_y[0], happy.test_set_y[0]
    X_val, y_val = X[400:], y[400:]
    trainer, rows = Trainer(), []

    def note(experiment, method, rate, strength, seed):
        scores = trainer.accuracy(X_val, y_val), trainer.accuracy(X_test, y_test)
        rows.append([experiment, method, rate, strength, seed, *(round(score, 4) for score in scores)])
        print(rows[-1], flush=True)

    for method, strengths in STRENGTHS.items():
        for rate, strength, seed in itertools.product(RATES, strengths, range(5)):
            setting = {"L2": {"penalty": strength / 100}, "AdamW": {"decay": strength}, "none": {}}[method]
            trainer.run(X[:FEW], y[:FEW], seed, rate, 160, **setting)
            note("decay", method, rate, strength / 100 if method == "L2" else strength, seed)
    noisy = np.where(np.random.default_rng(5).random(MANY) < 0.2, 1 - y[:MANY], y[:MANY])
    for seed in range(5):
        for updates in (240, 480):
            trainer.run(X[:MANY], noisy, seed, 0.003, updates)
            note("sharpness", f"Adam, {updates} updates", 0.003, 0, seed)
        for rho in RHOS:
            trainer.run(X[:MANY], noisy, seed, 0.003, 240, rho=rho)
            note("sharpness", "SAM, 240 updates", 0.003, rho, seed)
    with open(WEEK / "keras_runs.csv", "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([["experiment", "method", "rate", "strength", "seed", "validation", "test"], *rows])


if __name__ == "__main__":
    main()
