"""The simulated driving projects: replay, undo, costs, what is observed, and the table behind them."""

import json
from dataclasses import replace

import numpy as np
import pytest

from grading.notebooks import ROOT
from helpers import driving, panel, project, simulator
from helpers.driving import AXES, COSTS, Project, draw

SEEDS = range(20)


def wander(seed, most=8):
    """Return a project after possible actions chosen at random."""
    rng, one = np.random.default_rng(seed), Project(draw(seed))
    while not one.shipped and len(one.actions) < most:
        one.act(str(rng.choice(one.possible())))
    return one


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_is_its_actions_and_undo_takes_back_one(seed):
    one = wander(seed)
    again = Project(draw(seed), one.actions)
    assert again.observe() == one.observe()
    assert (again.true_error, again.succeeded) == (one.true_error, one.succeeded)
    assert json.loads(json.dumps(one.observe())) == one.observe()  # plain numbers, texts and lists
    assert one.undo() == Project(draw(seed), one.actions).observe()


@pytest.mark.parametrize("seed", SEEDS)
def test_an_action_costs_what_it_says_and_no_budget_goes_below_zero(seed):
    rng, one = np.random.default_rng(seed), Project(draw(seed))
    while not one.shipped:
        before, action = (one.weeks_left, one.money_left), str(rng.choice(one.possible()))
        weeks, money = one.cost(action)
        one.act(action)
        assert (before[0] - one.weeks_left, before[1] - one.money_left) == (weeks, money)
        assert one.weeks_left >= 0 and one.money_left >= 0
    for action in COSTS:
        with pytest.raises(ValueError, match="the project is over"):
            one.act(action)


def test_labels_that_are_missing_are_paid_for_by_their_number():
    one = Project(replace(draw(3), fleet=2000, foggy=100, archive=1900, missing=0.5, money=99.0, weeks=99.0))
    assert one.cost("complete labels") == (1, 2) and one.cost("clean labels") == (1, 4)
    one.act("complete labels")
    assert one.observe()["missing"] == 0
    with pytest.raises(ValueError, match="nothing left to do"):
        one.act("complete labels")


def test_the_table_is_whole_and_its_checksum_is_known():
    values = driving.table()
    assert values.shape == (*map(len, AXES.values()), 3, len(driving.QUANTITIES))
    assert values.min() >= 0 and values.max() <= 1
    assert driving.CHECKSUM in (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    np.testing.assert_array_equal(values[:, :, :, :, :, :, 0, 0], values[:, :, :, :, :, :, 0, 1])


def test_at_the_points_of_the_table_it_is_the_training():
    rng = np.random.default_rng(0)
    for _ in range(100):
        place = [int(rng.integers(len(values))) for values in AXES.values()]
        settings = {name: values[index] for (name, values), index in zip(AXES.items(), place)}
        run = int(rng.integers(3))
        found = driving.trained(run=run, **settings)
        np.testing.assert_allclose(list(found.values()), driving.table()[(*place, run)], atol=1e-12)
        settings |= {"fleet": float(rng.uniform(200, 6000)), "missing": float(rng.uniform(0, 0.85))}
        found = driving.trained(run=run, **settings)
        columns = {name: np.array([value]) for name, value in settings.items()}
        many = simulator.trained_many(driving.WORLD, driving.table(), run, columns)
        np.testing.assert_allclose(many[0], list(found.values()), atol=1e-12)


def test_what_is_looked_up_is_kept_and_nobody_can_change_it():
    settings = {name: values[0] for name, values in AXES.items()} | {"fleet": 300, "wrong": 0.1}
    found = [driving.trained(run=run, **settings) for run in (0, 1, 2, None)]
    np.testing.assert_allclose(np.mean([list(one.values()) for one in found[:3]], axis=0), list(found[3].values()))
    again = dict(found[3])
    found[3].clear()
    assert driving.trained(**settings) == driving.trained(**settings | {"wrong": np.array(0.1)}) == again
    with pytest.raises(ValueError, match="read-only"):
        driving.table()[:] = 0
    with pytest.raises(IndexError):
        driving.trained(run=3, **settings)
    with pytest.raises(ValueError, match="not in tuple"):
        driving.trained(**settings | {"hidden": 20})


def test_a_policy_that_changes_what_it_is_given_changes_nothing():
    def policy(seen):
        seen["possible"].append("collect fleet")
        seen["clear_errors"].clear()
        return "enlarge dev set" if len(seen["actions"]) < 2 else "collect fleet"

    settings = replace(draw(3), weeks=3.0, money=4.0)
    assert driving.play(policy, settings).actions == ["enlarge dev set"] * 2


def test_the_dev_set_is_measured_by_weather_and_moves_to_the_weather_of_use():
    settings = replace(draw(3), dev_size=400, dev_foggy=0.05, use_foggy=0.5, changes=None, weeks=9.0, money=9.0)
    one = Project(settings)
    seen = one.observe()
    assert (seen["clear_size"], seen["foggy_size"]) == (380, 20)
    mean = (380 * np.mean(seen["clear_errors"]) + 20 * np.mean(seen["foggy_errors"])) / 400
    assert seen["dev_error"] == pytest.approx(mean, abs=2e-4)
    one.act("move dev set")
    assert (one.observe()["clear_size"], one.observe()["foggy_size"]) == (500, 500)


def test_winter_comes_in_its_week():
    settings = replace(draw(3), changes=1.0, use_foggy=0.1, weeks=9.0, money=9.0)
    one = Project(settings)
    assert one.observe()["use_foggy"] == 0.1 and one.target == settings.target
    one.act("enlarge dev set")
    assert one.observe()["use_foggy"] == settings.winter_foggy and one.target == settings.later


def test_trying_a_network_measures_what_taking_it_over_gives():
    settings = replace(draw(3), transferred=0, undecidable=0.0, weeks=9.0, money=9.0)
    tried = []
    for seed in range(300):
        one = Project(replace(settings, seed=seed), [driving.TRY])
        tried.append(one.observe()["tried_error"])
    taken = Project(settings, ["start from colleague"])
    truth = float(np.mean(taken._rates()["clear"]))
    assert abs(np.mean(tried) - truth) < 4 * np.sqrt(truth * (1 - truth) / 900 / 300)
    assert driving.TRY not in taken.possible()


def test_projects_differ_and_none_has_met_its_goal():
    drawn = [draw([1, seed]) for seed in range(100)]
    assert len({one.seed for one in drawn}) == 100
    assert np.mean([Project(one, ["ship"]).succeeded for one in drawn]) < 0.05
    assert draw([1, 7]) == drawn[7]


def follows(actions):
    """Return a policy that takes these actions one after the other."""
    return lambda seen: actions[len(seen["actions"])]


def test_what_is_fixed_stays_and_a_given_budget_is_enough():
    for seed in range(4):
        one = draw([2, seed], (3, 3), fleet=250, missing=0.0, transferred=0, changes=None, use_foggy=0.1, dev_foggy=0.1)
        assert (one.fleet, one.use_foggy, one.weeks, one.money) == (250, 0.1, 3, 3)
        begun = Project(one, ["look at 100 errors", driving.TRY])
        plans = [order for actions, *_ in driving.plans(begun.observe()) for order in (actions, actions[::-1])]
        assert begun.true_error > one.target or begun.latency > one.latency_limit

        assert any(driving.play(follows([*begun.actions, *plan, "ship"]), one).succeeded for plan in plans)


def test_both_worlds_have_a_panel(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for world in (driving, project):
        one = world.Project(world.draw(3))
        shown = panel._Panel(one, tmp_path / f"{one.world.name}.json")
        shown.buttons["look at 100 errors"].click()
        assert "looked at 100 errors" in shown.status.value
        assert set(shown.buttons) == set(world.COSTS)
        assert all(button.disabled == (action not in one.possible()) for action, button in shown.buttons.items())
        _, save, restore = shown.others
        save.click()
        restore.click()
        assert one.actions == ["look at 100 errors"]


def test_the_table_is_what_the_program_trains(monkeypatch):
    """A few of the trainings again; only roundings may differ between processors, and grow a little in training."""
    monkeypatch.syspath_prepend(ROOT / "data" / "make")
    import driving as program

    assert [program.AXES[name] for name in list(AXES)[:6]] == [AXES[name] for name in list(AXES)[:6]]
    pool = program.Pool(program.draw_all())
    jobs = [(600, 0, 0, 0.0, 0.0, 2, 0, 1), (200, 300, 1500, 0.85, 0.25, 0, 0, 1)]
    found = program.train_jobs(pool, {}, jobs, hidden=10, updates=120)
    for values, place in zip(found, ((1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 1), (0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1))):
        np.testing.assert_allclose(values, driving.table()[place], atol=0.02)
