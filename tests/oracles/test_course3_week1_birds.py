"""What the solved bird project teaches, against simulation, root finding and the simulator's own truth."""

from dataclasses import replace

import numpy as np
import pytest
from conftest import solved_functions
from scipy.optimize import brentq, curve_fit
from scipy.stats import norm

from grading import notebooks
from helpers import project
from helpers.checks.exercise import load

PATH = notebooks.ROOT / "course3_strategy" / "source" / "week1_strategy" / "2_simulator_birds.ipynb"


@pytest.fixture(scope="module")
def birds():
    """The functions of the solved notebook."""
    return solved_functions(PATH, norm=norm, project=project)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def observation(rng, **others):
    one = {"target": 0.12, "human_error": 0.03, "train_error": 0.08, "train_dev_error": 0.15, "dev_error": 0.19}
    one |= {"human_size": 500, "field": 700, "web": 300, "train_dev_size": 1000, "dev_size": 400}
    one |= {"dev_missed": 0.16, "dev_false_alarms": 0.1, "miss_cost": 1, "metric_miss_cost": 1}
    return one | {"latency": 5.0, "latency_limit": 6.0} | others


def test_standard_errors_of_gaps_are_those_of_simulated_measurements(birds, rng):
    one = observation(rng)
    found, spread = birds["gaps"](one)
    truth = [one[name] for name in ("human_error", "train_error", "train_dev_error", "dev_error")]
    measured = np.array([rng.binomial(n, p, 20_000) / n for n, p in zip((500, 1000, 1000, 400), truth)])
    np.testing.assert_allclose(found, np.diff(truth))
    np.testing.assert_allclose(spread, np.diff(measured, axis=0).std(1), rtol=0.03)


@pytest.mark.parametrize("cost", [1, 5])
def test_the_chance_is_the_share_of_simulated_measurements_on_the_right_side(birds, rng, cost):
    one = observation(rng, miss_cost=cost, metric_miss_cost=cost, dev_size=2000)
    error = (cost * one["dev_missed"] + one["dev_false_alarms"]) / (cost + 1)
    missed, alarms = (rng.binomial(1000, one[name], 50_000) / 1000 for name in ("dev_missed", "dev_false_alarms"))
    drawn = (cost * missed + alarms) / (cost + 1)
    for target in (error - 0.01, error, error + 0.004):
        assert birds["chance"](one | {"target": target}) == pytest.approx(np.mean(drawn <= target), abs=0.03)


def test_chances_are_kept_in_simulated_projects(birds):
    """Of the projects that ship with a chance near p, about a share of p meets the goal."""
    chances, met = [], []
    for seed in range(400):
        settings = replace(project.draw([3, seed]), dev_from_web=False, changes=None, latency_limit=20.0)
        one = project.Project(settings)
        target = round(one.true_error + (seed % 9 - 4) * 0.006, 4)
        one = project.Project(replace(settings, target=target))
        chances.append(birds["chance"](one.observe()))
        met.append(one.true_error <= target)
    chances, met = np.array(chances), np.array(met)
    assert met[chances > 0.8].mean() > 0.75
    assert met[chances < 0.2].mean() < 0.25
    assert chances.mean() == pytest.approx(met.mean(), abs=0.08)


def test_the_number_of_pictures_is_where_a_fitted_curve_meets_the_target(birds, rng):
    sizes = np.array([200.0, 500, 1500, 4000])
    errors = 0.03 + 1.2 * sizes**-0.4 * rng.uniform(0.98, 1.02, 4)
    (level, slope), _ = curve_fit(lambda x, a, b: a + b * x, np.log(sizes), np.log(errors - 0.03))
    root = brentq(lambda x: 0.03 + np.exp(level + slope * x) - 0.05, 0, 30)
    assert birds["pictures_needed"](sizes, errors, 0.05, 0.03) == pytest.approx(np.exp(root), rel=1e-4)
    assert birds["pictures_needed"](sizes, errors, 0.03, 0.03) == np.inf


def test_at_the_break_even_both_models_cost_the_same(birds, rng):
    for _ in range(200):
        first, second, share = rng.uniform(0, 0.5, 2), rng.uniform(0, 0.5, 2), rng.uniform(0.05, 0.95)

        def difference(cost, first=first, second=second, share=share):
            missed, alarms = first - second
            return cost * share * missed + (1 - share) * alarms

        found = birds["break_even"](tuple(first), tuple(second), share)
        if found is None:
            assert difference(1e-9) * difference(1e9) > 0
        else:
            assert found == pytest.approx(brentq(difference, 1e-9, 1e9), rel=1e-6)


def test_forecasts_are_nearer_to_the_truth_than_what_is_measured(birds):
    off = {"forecast": [], "measured": []}
    for seed in range(150):
        settings = replace(project.draw([4, seed]), dev_from_web=False, changes=None, weeks=99.0, money=99.0)
        one = project.Project(settings, ["look at 100 errors"])
        seen, truth = one.observe(), one.true_error
        off["forecast"].append(birds["forecast"](seen, []) - truth)
        off["measured"].append(seen["dev_error"] - truth)
    spread = {name: np.sqrt(np.mean(np.square(values))) for name, values in off.items()}
    assert spread["forecast"] < 0.8 * spread["measured"]


@pytest.mark.parametrize("kind", ["web", "changes", "slow", "sound"])
def test_the_policy_meets_most_goals_of_each_kind(birds, kind):
    checks = load(PATH.with_name("checks.py"))
    reached, _ = checks.birds_reached(birds["policy"], 9, kind, 40)
    assert np.mean([one.succeeded for one in reached]) > 0.8
    assert all(one.shipped for one in reached)


def test_what_the_text_says_of_the_table():
    """The sizes of networks, wrong labels, pictures from the web, and the training error as a fingerprint."""
    table = project.table()
    error, train = table[..., 1:3].mean(-1), table[..., 0]
    plain = error[:, :, :, 0, :, 0, 2]  # field, web, units, wrong, seed
    assert train[0, 0, :, 0, 0, 0, 2].mean(-1).max() < 0.01
    assert np.ptp(plain[0, 0, :, 0].mean(-1)) < 0.025 < np.ptp(plain[0, 0, 0, 0])
    assert (plain[3, 0, 0, 0] - plain[3, 0, 2, 0] > 0.015).all() and train[3, 0, 0, 0, 0, 0, 2].mean() > 0.085
    assert plain[3, 0, 2, 2].mean() > plain[1, 0, 2, 0].mean()
    added = (plain[:, 2] - plain[:, 0])[:, :, 0].mean(-1)
    assert (added[:, 1] > 0).all() and (np.diff(added) < 0).all()
    field, web = (np.array(project.AXES[name]) for name in ("field", "web"))
    mixed = np.moveaxis(table, (0, 1), (-2, -1))
    held_out = (mixed[..., 1:3, :, :].mean(-3) * field[:, None] + mixed[..., 3:5, :, :].mean(-3) * web) / (
        field[:, None] + web
    )
    above = (mixed[..., 0, :, :] - held_out > 0.01).mean((0, 1, 3, 4, 5, 6, 7))
    assert above[0] < 0.005 and above[1] > 0.84
