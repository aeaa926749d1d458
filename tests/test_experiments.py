"""Tables of experiments: numbers by case and setting, in the order of the seeds; a name that is not there is told."""

import statistics

import numpy as np
import pytest

from helpers import experiments

TABLE = """experiment,case,setting,seed,train,test,more
depth,plain,20,0,0.5,0.25,1 2 3
depth,plain,20,1,0.75,,4 5 6
depth,residual,20,0,1,0.5,7 8 9
width,plain,8,0,0.1,0.2,
"""


@pytest.fixture
def table(tmp_path):
    """Return the path of a small table."""
    path = tmp_path / "runs.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_runs_are_arrays_of_seeds_and_numbers(table):
    shares = experiments.runs(table, "depth", "train", "test", scale=100)
    assert list(shares) == [("plain", "20"), ("residual", "20")]
    np.testing.assert_array_equal(shares["plain", "20"], [[50, 25], [75, np.nan]])
    np.testing.assert_array_equal(shares["residual", "20"], [[100, 50]])


def test_a_column_may_hold_several_numbers(table):
    np.testing.assert_array_equal(experiments.runs(table, "depth", "more")["plain", "20"], [[1, 2, 3], [4, 5, 6]])
    assert np.isnan(experiments.runs(table, "width", "more")["plain", "8"]).all()


def test_rows_are_texts_of_one_experiment(table):
    (row,) = experiments.rows(table, "width")
    assert row["case"] == "plain" and row["test"] == "0.2"


def test_an_experiment_that_is_not_there_is_told_with_those_that_are(table):
    with pytest.raises(ValueError, match="no experiment 'dept'; it holds depth, width"):
        experiments.runs(table, "dept", "train")


def test_spread_is_mean_and_standard_deviation_of_a_sample():
    numbers = [3.0, 4.5, 9.0]
    assert experiments.spread(numbers, ".2f") == f"5.50 (sd {statistics.stdev(numbers):.2f})"
