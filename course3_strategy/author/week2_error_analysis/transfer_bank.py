"""Draw the tasks on which `next_run` is graded, and what three fixed plans reach on each: `transfer_bank.npz`.

python course3_strategy/author/week2_error_analysis/transfer_bank.py    # two minutes
"""

import sys
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve()
sys.path.insert(0, str(HERE.parents[2] / "source" / HERE.parent.name))

import transfer_tasks as tasks  # noqa: E402

PLANS = (("base", 2, 0.01), ("base", 0, 0.003), ("random", 0, 0.003))  # start, first layer that trains, learning rate


def main():
    """Store seeds (kinds, tasks) and the lowest of the plans' test errors on each."""
    seeds = np.random.default_rng(77310429).integers(2**40, size=(4, 36))
    lowest = np.ones(seeds.shape)
    for kind, place in np.ndindex(seeds.shape):
        for start, layer, rate in PLANS:
            plan = {"start": start, "trainable_from": layer, "learning_rate": rate, "steps": tasks.BUDGET}
            error, _ = tasks.play(lambda task, runs, plan=plan: plan, kind, int(seeds[kind, place]))
            lowest[kind, place] = min(lowest[kind, place], error)
    np.savez_compressed(HERE.with_name("transfer_bank.npz"), seeds=seeds, lowest=lowest)
    print(lowest.mean(axis=1))


if __name__ == "__main__":
    main()
