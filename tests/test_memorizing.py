"""What is released must not earn points: a table of the visible answers, and the helpers in `checks.py`."""

import copy
import inspect
import json
from collections import Counter
from itertools import permutations

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from grading import notebooks
from helpers import check, data
from helpers.checks import codec
from helpers.checks.compare import parts
from helpers.checks.exercise import Call, Exercise, load
from helpers.checks.grade import grade
from helpers.checks.guard import run

pytestmark = pytest.mark.slow
WEEKS = {}
for path in notebooks.sources():
    WEEKS.setdefault(f"{path.parents[2].name}/{path.parent.name}", []).append(path)
MOST = 0.03  # of a week's points


@pytest.fixture(scope="module")
def recorded(run_of):
    """A function from the path of a solved notebook to its exercises' visible and hidden references."""
    return lambda path: [run_of(path).references[kind]["exercises"] for kind in ("visible", "hidden")]


def functions(path):
    """Return the exercises of a notebook that grade a function."""
    declared = check.declared(path.stem, path.parent).values()
    return [item for item in declared if isinstance(item, Exercise) and not item.variables]


def numbers(value):
    """Return all numbers in a call's arguments or in a value, in order; a text is the numbers of its letters."""
    if isinstance(value, str):
        return [float(ord(letter)) for letter in value]
    if codec.is_tensor(value):
        value = codec.array(value)
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return [number for item in value for number in numbers(item)]
    if isinstance(value, (bool, int, float, np.number, np.ndarray)) and np.asarray(value).dtype.kind in "biuf":
        array = np.asarray(value, dtype=float).ravel()
        return np.nan_to_num(array, nan=-7e77, posinf=8e77, neginf=-8e77).tolist()  # no distance from itself is NaN
    return []


def distance(one, other):
    """Return how unlike two lists of numbers are: first in length, then in value."""
    return abs(len(one) - len(other)), sum(abs(a - b) for a, b in zip(one, other))


def memorizing(exercise, visible, otherwise):
    """Return a function that answers the visible calls from the released reference.

    Arguments: otherwise, what it does with another call: "fail"; "nearest", it answers as for the call most like it;
    "commonest", it answers as it does most often.
    """
    table = [
        (numbers([codec.decode(case[part], exercise.functions) for part in ("arguments", "named")]), case["output"])
        for case in visible["cases"]
    ]
    texts = Counter(json.dumps(output) for _, output in table)

    def function(*positional, **named):
        values = numbers([positional, named])
        near, output = min(((distance(values, known), output) for known, output in table), key=lambda pair: pair[0])
        if near > (0, 1e-12):
            if otherwise == "fail":
                raise KeyError("this call is not in the table")
            if otherwise == "commonest":
                output = json.loads(texts.most_common(1)[0][0])
        return codec.decode(output)

    return function


@pytest.mark.parametrize("otherwise", ["fail", "nearest", "commonest"])
@pytest.mark.parametrize("week", WEEKS)
def test_a_table_of_the_visible_answers_earns_next_to_nothing(week, otherwise, recorded):
    earned, points = {}, 0
    for path in WEEKS[week]:
        visible, hidden = recorded(path)
        points += sum(item["points"] for item in visible.values())
        for exercise in functions(path):
            if not exercise.judge and not any("replaced" in case for case in visible[exercise.name]["cases"]):
                answer = memorizing(exercise, visible[exercise.name], otherwise)
                result = grade(exercise, answer, visible[exercise.name], hidden[exercise.name])
                # No gradient flows through a table, so that where one must, not even visible answers count.
                assert exercise.flows or not any(result.visible), f"the table of {exercise.name} lacks a visible answer"
                earned[f"{path.stem}/{exercise.name}"] = result.fraction * visible[exercise.name]["points"]
    assert sum(earned.values()) < MOST * points, {name: round(item, 2) for name, item in earned.items() if item}


@pytest.mark.parametrize("week", WEEKS)
def test_no_hidden_call_is_a_visible_one(week, recorded):
    """Also of what is judged, for which the reference holds no answers."""
    for path in WEEKS[week]:
        visible, hidden = recorded(path)
        for exercise in functions(path):
            known, unseen = (
                {json.dumps([case["arguments"], case["named"], case.get("replaced")]) for case in document["cases"]}
                for document in (visible[exercise.name], hidden[exercise.name])
            )
            known.discard(json.dumps([*map(codec.encode, ((), {})), None]))  # there is only one such call
            assert not known & unseen, exercise.name


def revealed(helpers, exercise, case):
    """Return the names of functions that, called with the arguments of an exercise, return a part of its answer.

    The arguments may come in any order, and one of the functions themselves may be among them.
    """
    arguments = [
        item for part in ("arguments", "named") for item in listed(codec.decode(case[part], exercise.functions))
    ]
    known = [array for item in arguments for array in arrays(item)]
    answers = [array for array in arrays(codec.decode(case["output"])) if not any(same(array, item) for item in known)]
    squashes = [item for item in helpers if len(inspect.signature(item).parameters) == 1]
    names = set()
    for helper in helpers:
        count = len([item for item in inspect.signature(helper).parameters.values() if item.default is item.empty])
        for further in ([], *([item] for item in squashes)):
            for chosen in (
                permutations([*arguments, *further], count) if count <= 4 else [[*arguments, *further][:count]]
            ):
                outcome = run(helper, Call(tuple(copy.deepcopy(list(chosen)))), 2)
                if any(same(array, answer) for array in arrays(outcome.value) for answer in answers):
                    names.add(helper.__name__)
    return names


def listed(value):
    return list(value.values() if isinstance(value, dict) else value)


def arrays(value):
    """Return the arrays of numbers in a value that are not the same everywhere."""
    items = [value, *(item for _, item in parts(value))]
    numeric = [np.asarray(item) for item in items if isinstance(item, (int, float, np.number, np.ndarray))]
    return [item for item in numeric if item.dtype.kind in "iuf" and (item.size == 1 or (item.size and np.ptp(item)))]


def same(one, other):
    return one.shape == other.shape and np.allclose(one, other, rtol=1e-9)


@pytest.mark.parametrize("week", WEEKS)
def test_no_helper_of_the_checks_returns_a_part_of_an_answer(week, recorded):
    revealing = {}
    for path in WEEKS[week]:
        module = vars(load(path.parent / "checks.py")).values()
        written = [item for item in module if inspect.isfunction(item) and item.__module__ == "checks"]
        helpers = [
            item for item in written if next(iter(inspect.signature(item).parameters), "rng") not in ("rng", "seed")
        ]
        for exercise in functions(path):
            if not exercise.judge:
                case = recorded(path)[1][exercise.name]["cases"][-1]
                revealing[exercise.name] = revealed(helpers, exercise, case)
    assert not {name: helpers for name, helpers in revealing.items() if helpers}


def test_a_small_network_earns_nothing_by_knowing_all_pictures_that_students_have(recorded):
    """One neuron that memorized them all, as they are: the cameras of the cases show them otherwise."""
    path = notebooks.ROOT / "course1_nn" / "source" / "week4_deep_networks" / "2_application.ipynb"
    exercise = check.declared(path.stem, path.parent)["train_small"]
    shrink, cats = load(path.with_name("pictures.py")).shrink, data.load_cats()
    everything = np.concatenate([cats.train_set_x_orig, cats.test_set_x_orig])
    X = shrink(np.concatenate([everything, everything[:, :, ::-1]]), 16).T
    Y = np.tile(np.concatenate([cats.train_set_y, cats.test_set_y], axis=1)[0], 2)
    neuron = LogisticRegression(C=1000, max_iter=3000).fit(X, Y)
    parameters = {"W1": neuron.coef_, "b1": neuron.intercept_.reshape(1, 1)}
    verdicts = grade(exercise, lambda pictures, Y: (16, parameters), *(item["train_small"] for item in recorded(path)))
    assert all([*verdicts.visible, *verdicts.hidden])
    assert verdicts.fraction == 0


def test_a_slow_loop_is_not_made_fast_by_a_memory():
    path = notebooks.ROOT / "course1_nn" / "source" / "week2_logistic_regression"
    judge = check.declared("1_python_basics", path)["nearest_columns"].judge
    memory = {}

    def nearest_columns(A, B):
        key = A.tobytes(), B.tobytes()
        if key not in memory:
            memory[key] = [min(range(A.shape[1]), key=lambda i: np.linalg.norm(A[:, i] - column)) for column in B.T]
        return memory[key]

    assert "not five times as fast" in judge(nearest_columns, seed=3)
    assert judge(nearest_columns, A=np.eye(2), B=np.eye(2)[:, ::-1]) is None
