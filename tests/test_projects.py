"""The simulated projects: replay, undo, costs, the noise of what is observed, and the table behind them."""

import json
from dataclasses import replace

import numpy as np
import pytest

from grading.notebooks import ROOT
from helpers import panel, project, simulator
from helpers.project import AXES, COSTS, Project, draw

SEEDS = range(30)


def wander(seed, most=8):
    """Return a project after possible actions chosen at random."""
    rng, one = np.random.default_rng(seed), Project(draw(seed))
    while not one.shipped and len(one.actions) < most:
        one.act(str(rng.choice(one.possible())))
    return one


@pytest.mark.parametrize("seed", SEEDS)
def test_a_run_is_its_actions(seed):
    one = wander(seed)
    again = Project(draw(seed), one.actions)
    assert again.observe() == one.observe()
    assert (again.true_error, again.succeeded) == (one.true_error, one.succeeded)
    assert json.loads(json.dumps(one.observe())) == one.observe()  # plain numbers, texts and lists


@pytest.mark.parametrize("seed", SEEDS)
def test_undo_is_the_run_without_the_last_action(seed):
    one = wander(seed)
    without = Project(draw(seed), one.actions[:-1])
    assert one.undo() == without.observe()
    for _ in range(len(one.actions)):
        one.undo()
    assert one.observe() == Project(draw(seed)).observe()
    with pytest.raises(ValueError, match="no action to undo"):
        one.undo()


@pytest.mark.parametrize("action", ["", "collect", "Ship", None])
def test_an_unknown_action_is_named_and_loses_nothing(action):
    one = Project(draw(3))
    before = one.observe()
    with pytest.raises(ValueError, match=r"there is no action .*expected one of: look at 100 errors, .*ship"):
        one.act(action)
    assert one.observe() == before


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


def test_what_is_not_possible_says_why():
    settings = replace(draw(3), weeks=1.0, money=1.0, length=2, hidden=40)
    one = Project(settings)
    for action, why in (
        ("collect field", "takes 2 weeks, and 1 are left"),
        ("enlarge dev set", "costs 2 thousand"),
        ("train longer", "nothing left to do"),
        ("larger network", "nothing left to do"),
    ):
        with pytest.raises(ValueError, match=why):
            one.act(action)
    assert one.actions == []


def test_the_table_is_whole_and_its_checksum_is_known(tmp_path, monkeypatch):
    values = project.table()
    assert values.shape == (*map(len, AXES.values()), 3, len(project.QUANTITIES))
    assert values.min() >= 0 and values.max() <= 1
    assert project.CHECKSUM in (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    damaged = tmp_path / "birds.npz"
    damaged.write_bytes(project.FILE.read_bytes()[:-1])
    monkeypatch.setattr(project, "FILE", damaged)
    project.table.cache_clear()
    with pytest.raises(ValueError, match=r"birds\.npz is damaged"):
        project.table()
    damaged.unlink()
    with pytest.raises(FileNotFoundError, match=r"birds\.npz is missing"):
        project.table()
    monkeypatch.undo()
    project.table.cache_clear()


def test_at_the_points_of_the_table_it_is_the_training_and_between_them_it_is_inside():
    rng = np.random.default_rng(0)
    for _ in range(200):
        place = [int(rng.integers(len(values))) for values in AXES.values()]
        settings = {name: values[index] for (name, values), index in zip(AXES.items(), place)}
        run = int(rng.integers(3))
        found = project.trained(run=run, **settings)
        np.testing.assert_allclose(list(found.values()), project.table()[(*place, run)], atol=1e-12)
        field, wrong = float(rng.uniform(200, 6000)), float(rng.uniform(0, 0.25))
        between = project.trained(run=run, **settings | {"field": field, "wrong": wrong})
        low = [
            min(np.searchsorted(AXES[name], value, side="right") - 1, len(AXES[name]) - 2)
            for name, value in (("field", field), ("wrong", wrong))
        ]
        near = project.table()[
            low[0] : low[0] + 2, place[1], place[2], place[3], low[1] : low[1] + 2, place[5], place[6], run
        ]
        assert (near.min((0, 1)) - 1e-9 <= list(between.values())).all()
        assert (list(between.values()) <= near.max((0, 1)) + 1e-9).all()
        columns = {name: np.array([value]) for name, value in (settings | {"field": field, "wrong": wrong}).items()}
        many = simulator.trained_many(project.WORLD, project.table(), run, columns)
        np.testing.assert_allclose(many[0], list(between.values()), atol=1e-12)


def test_measured_errors_have_the_noise_of_their_sets():
    settings = replace(draw(3), dev_from_web=False, dev_size=400, changes=None)
    truth, measured, train_dev = Project(settings).true_error, [], []
    for seed in range(600):
        one = Project(replace(settings, seed=seed)).observe()
        measured.append(one["dev_error"])
        train_dev.append(one["train_dev_error"])
    rates = Project(settings)._rates()
    expected = np.sqrt(sum(rates[name] * (1 - rates[name]) for name in ("missed", "false_alarms")) / 200 / 4)
    assert abs(np.mean(measured) - truth) < 4 * expected / np.sqrt(600)
    assert 0.88 < np.std(measured) / expected < 1.12  # four standard errors of a standard deviation of 600
    assert abs(np.corrcoef(measured, train_dev)[0, 1]) < 0.17


def test_measuring_again_brings_nothing_new():
    one = Project(draw(3))
    assert one.observe()["dev_error"] == one.observe()["dev_error"]
    before = one.observe()["dev_error"]
    one.act("look at 100 errors")
    assert one.observe()["dev_error"] == before


def test_the_goal_changes_in_its_week_and_the_metric_follows_when_it_is_asked_to():
    settings = replace(draw(3), changes=1.0, weeks=9.0, money=9.0, length=0)
    one = Project(settings)
    assert one.observe()["miss_cost"] == 1 and "change metric" not in one.possible()
    one.act("train longer")
    assert (one.observe()["miss_cost"], one.observe()["metric_miss_cost"]) == (5, 1)
    assert one.observe()["target"] == round(settings.later, 4)
    before, plain = one.true_error, "each error counting once"
    assert plain not in "".join(panel.text(one.observe()))
    one.act("change metric")
    assert one.observe()["metric_miss_cost"] == 5
    assert plain in "".join(panel.text(one.observe()))
    assert one.true_error < before


def test_most_drawn_projects_differ_and_none_has_met_its_goal():
    drawn = [draw([1, seed]) for seed in range(200)]
    assert len({one.seed for one in drawn}) == 200
    assert np.mean([Project(one, ["ship"]).succeeded for one in drawn]) < 0.05
    assert draw([1, 7]) == drawn[7]


def test_the_panel_has_a_text_a_picture_and_buttons(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    one = Project(draw(3))
    shown = panel._Panel(one, tmp_path / "run.json")
    shown.buttons["look at 100 errors"].click()
    assert one.actions == ["look at 100 errors"]
    assert "looked at 100 errors" in shown.status.value
    undo, save, restore = shown.others
    save.click()
    undo.click()
    assert one.actions == []
    restore.click()
    assert one.actions == ["look at 100 errors"]
    shown.file.write_text("{")
    restore.click()
    assert "damaged" in shown.log.value
    assert one.actions == ["look at 100 errors"]
    assert all(button.disabled == (action not in one.possible()) for action, button in shown.buttons.items())


def test_the_table_is_what_the_program_trains(monkeypatch):
    """A few of the trainings again; only roundings may differ between processors, and grow a little in training."""
    monkeypatch.syspath_prepend(ROOT / "data" / "make")
    import projects

    assert list(projects.AXES.values())[:3] == [AXES["field"], AXES["web"], AXES["hidden"]]
    jobs = [(600, 0, 0.0, 0.0, 0, 1), (200, 1500, 1.5, 0.1, 1, 1)]
    found = projects.train(projects.draw_all(), jobs, hidden=10, updates=100)
    table = project.table()
    for values, place in zip(found, ((1, 0, 1, 0, 0, 0, 0, 1), (0, 1, 1, 1, 1, 1, 0, 1))):
        np.testing.assert_allclose(values, table[place], atol=0.02)
