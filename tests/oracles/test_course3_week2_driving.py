"""What the solved driving project teaches, against simulation, optimization and the simulator's own truth."""

from dataclasses import replace

import numpy as np
import pytest
from conftest import solved_functions
from scipy.optimize import minimize
from scipy.stats import binom, norm

from grading import notebooks
from helpers import driving
from helpers.checks.exercise import load

WEEK = notebooks.ROOT / "course3_strategy" / "source" / "week2_error_analysis"


@pytest.fixture(scope="module")
def roads():
    return load(WEEK / "roads.py")


@pytest.fixture(scope="module")
def solved(roads):
    """The functions of the solved notebook."""
    return solved_functions(WEEK / "2_simulator_driving.ipynb", driving=driving, roads=roads, binom=binom, norm=norm)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7])
def test_the_error_in_use_is_that_of_simulated_use_and_so_is_its_standard_error(solved, share):
    rng, clear, foggy = np.random.default_rng(3), np.array([0.1, 0.2, 0.15]), np.array([0.3, 0.25, 0.4])
    weights = np.array([4, 1, 1]) / 6
    one = {"use_foggy": 0.5, "pedestrian_weight": 4, "clear_size": 400, "foggy_size": 150}
    error, spread = solved["error_in_use"](one | {"clear_errors": clear, "foggy_errors": foggy}, share)
    where = rng.random(200_000) < share
    wrong = rng.random((200_000, 3)) < np.where(where[:, None], foggy, clear)
    assert error == pytest.approx((wrong @ weights).mean(), abs=0.004)
    measured = [rng.binomial(n, rates, (40_000, 3)) / n @ weights for n, rates in ((400, clear), (150, foggy))]
    assert spread == pytest.approx(np.std((1 - share) * measured[0] + share * measured[1]), rel=0.03)


@pytest.mark.parametrize("seed", range(4))
def test_no_other_dev_set_for_the_same_money_measures_better(solved, seed):
    rng = np.random.default_rng(seed)
    shares, errors, prices = rng.dirichlet(np.ones(3)), rng.uniform(0.05, 0.4, 3), rng.uniform(1, 6, 3)
    numbers, spread = solved["allocate"](shares, errors, prices, 1000)

    def variance(spent):
        return np.sum(shares**2 * errors * (1 - errors) * prices / spent)

    found = minimize(
        variance,
        np.full(3, 1000 / 3),
        bounds=[(1e-3, None)] * 3,
        constraints={"type": "eq", "fun": lambda spent: spent.sum() - 1000},
        options={"ftol": 1e-14, "maxiter": 500},
    )
    assert numbers @ prices == pytest.approx(1000)
    assert spread**2 == pytest.approx(variance(numbers * prices))
    assert spread**2 <= found.fun * (1 + 1e-6)
    assert spread**2 == pytest.approx(found.fun, rel=1e-3)


def test_the_worth_is_what_simulated_teams_save(solved):
    rng = np.random.default_rng(4)
    losses, probabilities = rng.uniform(0, 1, (3, 4)), rng.dirichlet(np.ones(4))
    likelihood = rng.dirichlet(np.full(3, 0.5), 4).T
    action, worth = solved["worth"](losses, probabilities, likelihood)
    states = rng.choice(4, 200_000, p=probabilities)
    outcomes = (rng.random(200_000) > likelihood.cumsum(0)[:, states]).sum(0)
    later = 0.0
    for outcome in range(3):
        chosen = states[outcomes == outcome]
        later += losses[:, chosen].sum(1).min() / len(states)  # the best action in hindsight of this outcome
    assert losses[action, states].mean() - later == pytest.approx(worth, abs=0.003)
    assert solved["worth"](losses, probabilities, np.ones((1, 4)))[1] == pytest.approx(0)


def test_probabilities_of_hidden_states_are_kept(solved):
    """Of the states that are given a probability near p, about a share of p is true; it may be a little too modest."""
    given, true = [], []
    for number in range(250):
        rng = np.random.default_rng([5, number])
        candidates = [{"wrong": wrong, "related": related} for wrong in (0.0, 0.12, 0.24) for related in (0, 1)]
        state = int(rng.integers(6))
        settings = replace(driving.draw([6, number]), weeks=99.0, money=99.0, **candidates[state])
        one = driving.Project(settings)
        if "try colleague's network" in one.possible():
            one.act("try colleague's network")
        given += solved["posterior"](one.observe(), candidates).tolist()
        true += [place == state for place in range(6)]
    given, true = np.array(given), np.array(true)
    for low, high in ((0, 0.05), (0.05, 0.5), (0.5, 0.9), (0.9, 1.01)):
        inside = (given >= low) & (given < high)
        assert -0.1 < true[inside].mean() - given[inside].mean() < 0.22


def test_what_the_policy_forecasts_is_what_happens_on_average(solved):
    runs = [driving.play(solved["policy"], driving.draw([7, number])) for number in range(40)]
    assert np.mean([run.succeeded for run in runs]) > 0.8
    assert all(run.shipped for run in runs)


def test_a_policy_that_has_failed_too_often_is_played_no_further():
    checks = load(WEEK / "checks.py")
    reached, _ = checks.driving_reached(lambda seen: "ship", 1, "sound", 30, 0.7)
    assert len(reached) == 10 and not any(one.succeeded for one in reached)
    assert len(checks.driving_reached(lambda seen: "ship", 1, "sound", 30)[0]) == 30
    card = checks.driving_judge_policy(lambda seen: "ship", 1, "sound", 30, 0.7)
    assert "brings 0 of 10 new projects" in card and "at least 70% of 30 are asked for" in card


def test_the_prose_on_trainings_holds(roads):
    curves = roads.learning_curves()
    fog, first, archive = (curves[title][1] for title in ("synthetic fog", "first layer", "pictures from the archive"))
    assert abs(fog["one recording"] - fog["none"]).mean() < 0.015
    assert (fog["many"].mean(-1)[1:] < fog["none"].mean(-1)[1:] - 0.015).all()
    assert first["related"][0].max() < first["own"][0].min()
    assert first["related"][2:].min() > first["own"][2:].mean()
    assert (archive["6,000"].mean(-1) > archive["0"].mean(-1)).all()
