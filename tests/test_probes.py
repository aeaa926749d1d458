"""What a call does besides returning, and what it calls: in a student's notebook and when graded."""

import copy

import numpy as np
import pytest
from conftest import write_week

from grading.authoring import record
from grading.authoring.record import Recorder
from grading.sandbox.session import Session
from grading.sandbox.warm import Warm
from helpers.check import declared
from helpers.checks import probes
from helpers.checks.grade import grade

pytestmark = pytest.mark.xdist_group("session")
CHECKS = """
import numpy as np

from helpers.checks.exercise import Exercise, portable


@portable
def cube(x):
    return x**3


def is_noise(function, m, spread):
    return None if np.shape(function(m, spread)) == (m,) else "The shape is wrong."


EXERCISES = {
    "1_probes": [
        Exercise(name="step", leaves=("parameters", "grads")),
        Exercise(name="noise", judge=is_noise, anew=True),
        Exercise(name="start"),
        Exercise(name="slope", functions=(cube,), rtol=1e-4),
        Exercise(name="fixed"),
    ]
}
"""
CASES = """
import numpy as np
from checks import cube

from helpers.checks.exercise import call, call_with


def step_cases(rng):
    parameters = {"W": rng.normal(size=(2, 3)), "b": np.zeros((2, 1))}
    return [call(parameters, rng.normal(size=(2, 3)), rate=0.1), call(parameters, rng.normal(size=(2, 3)))]


def slope_cases(rng):
    return [call_with({"power": cube, "width": 0.5}, rng.normal(size=3)), call(rng.normal(size=2))]


CASES = {
    "1_probes": {
        "step": step_cases,
        "noise": lambda rng: [call(int(rng.integers(1, 100)), 0), call(int(rng.integers(20, 50)), 1.0)],
        "start": lambda rng: [call(int(n)) for n in rng.integers(1, 1000, 2)],
        "slope": slope_cases,
        "fixed": lambda rng: [call(1.0)] + [call(rng.normal())],
    }
}
"""
MISTAKES = """
def power(x):
    return x**2


def one_sided(x):
    return (power(x + width) - power(x)) / width


width = 1e-3
MISTAKES = {"1_probes": {"slope": {"The difference is one-sided.": one_sided}}}
PARTS = {"1_probes": {"start": {0: "It begins at zero.", "1.db": "One for each row."}}}
"""
SOLVED = """
def step(parameters, grads, rate=0.5):
    return {"W": parameters["W"] - rate * grads, "b": parameters["b"]}


def noise(m, spread):
    return spread * np.random.randn(m)


def start(n):
    return np.zeros((2, 1)), {"dW": np.arange(3.0), "db": 2.0 * n}


def power(x):
    return x**2


width = 1e-3


def slope(x):
    return (power(x + width) - power(x - width)) / (2 * width)


def fixed(x):
    return 2 * x
"""
NAMES = ("step", "noise", "start", "slope", "fixed")


def run(source):
    namespace = {"np": np}
    exec(SOLVED + source, namespace)
    return namespace


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    week = tmp_path_factory.mktemp("probes") / "source" / "week1_probes"
    write_week(week, CHECKS, CASES, MISTAKES)
    return week


def recorded_in(folder, monkeypatch, source=""):
    monkeypatch.setattr(Recorder, "documents", {})
    monkeypatch.setattr(Recorder, "seeds", {"visible": 0, "hidden": 7})
    check = Recorder("1_probes", folder)
    exec("\n".join(f"check({name})" for name in NAMES), run(source) | {"check": check})
    return Recorder.documents["visible"]["exercises"], Recorder.documents["hidden"]["exercises"]


@pytest.fixture(scope="module")
def recorded(folder):
    with pytest.MonkeyPatch.context() as patch:
        yield copy.deepcopy(recorded_in(folder, patch))


@pytest.fixture(scope="module")
def warm():
    with Warm(()) as parent:
        yield parent


@pytest.fixture(params=["in the notebook", "when graded"])
def judged(request, folder, recorded):
    """Grade a function after some source has run, in this process or in a confined one."""
    exercises, (visible, hidden) = declared("1_probes", folder), recorded
    graded = request.param == "when graded"
    session = Session(request.getfixturevalue("warm"), {}) if graded else None

    def judge(name, source=""):
        if graded:
            session.run("import numpy as np")
            session.run(SOLVED + source)
        names = session.names if graded else run(source)
        return grade(exercises[name], names.get(name), visible[name], hidden[name] if graded else None, names)

    yield judge
    if session:
        session.end()


IN_PLACE = """
def step(parameters, grads, rate=0.5):
    parameters["W"] -= rate * grads
    return parameters
"""
REPLACED = """
def step(parameters, grads, rate=0.5):
    parameters["W"] = parameters["W"] - rate * grads
    return parameters
"""


def test_what_leaves_its_arguments_and_draws_anew_is_right(judged):
    for name in NAMES:
        result = judged(name)
        assert (result.fraction, result.status, result.side_effects) == (1, "pass", [])


@pytest.mark.parametrize("source", [IN_PLACE, REPLACED])
def test_changing_an_argument_costs_a_quarter_once(judged, source):
    result = judged("step", source)
    assert (result.fraction, result.status) == (0.75, "fail")
    text = result.card().text()
    assert text.startswith("✘ `step`: all 2 visible checks passed")
    assert "changes its argument `parameters` in place" in text


def test_an_argument_that_may_be_changed_costs_nothing(folder, recorded):
    exercise = declared("1_probes", folder)["fixed"]
    assert grade(exercise, run("")["fixed"], recorded[0]["fixed"]).fraction == 1


def test_a_seed_inside_costs_half(judged):
    result = judged("noise", "\ndef noise(m, spread):\n    np.random.seed(3)\n    return spread * np.random.randn(m)\n")
    assert (result.fraction, result.status) == (0.5, "fail")
    assert "a seed is probably set inside" in result.card().text()
    assert judged(
        "noise", "\ndef noise(m, spread):\n    return spread * np.random.default_rng().normal(size=m)\n"
    ).alone


def test_whole_numbers_in_the_place_of_floats_are_wrong(judged):
    source = SOLVED[SOLVED.index("def start") : SOLVED.index("def power")]
    result = judged("start", source.replace("(2, 1)", "(2, 1), dtype=int"))
    assert result.fraction == 0
    assert "`result[0]` holds whole numbers (`int64`)" in result.visible[0]
    assert judged("start", source.replace("np.arange(3.0)", "np.arange(3)")).fraction == 1  # they may be whole


def test_a_function_must_call_the_earlier_one(judged):
    own = "\ndef slope(x):\n    return ((x + width) ** 2 - (x - width) ** 2) / (2 * width)\n"
    result = judged("slope", own)
    assert [sentence is None for sentence in result.visible] == [False, True]
    assert "with another `power` and another `width`: the result differs" in result.visible[0]
    assert judged("slope").alone  # everything is back in its place


def test_a_known_mistake_sees_the_replaced_functions_too(judged):
    one_sided = "\ndef slope(x):\n    return (power(x + width) - power(x)) / width\n"
    assert judged("slope", one_sided).diagnosis == "The difference is one-sided."


def test_the_first_wrong_part_is_named(judged):
    both = "\ndef start(n):\n    return np.ones((2, 1)), {'dW': np.arange(3.0), 'db': n}\n"
    assert "The first part that is wrong is `0`: It begins at zero." in judged("start", both).card().text()
    later = both.replace("ones", "zeros")
    assert judged("start", later).part == "The first part that is wrong is `1.db`: One for each row."
    short = "\ndef start(n):\n    return np.zeros((2, 1)), {'dW': np.arange(3.0)}\n"
    assert judged("start", short).part == ""  # the comparison says that it lacks the key
    assert judged("start").part == ""


def test_no_hidden_case_is_a_visible_one(recorded):
    visible, hidden = ([case["arguments"] for case in item["fixed"]["cases"]] for item in recorded)
    assert len(visible) == 2 and len(hidden) == 2  # the case made by hand comes with every draw
    assert not [case for case in hidden if case in visible]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("lambda rng: [call(1.0)] + [call(rng.normal())]", "lambda rng: [call(1.0)]", "fixed has no hidden case"),
        ('leaves=("parameters", "grads")', 'leaves=("params",)', "step has no parameter params"),
        ("judge=is_noise, anew=True", "judge=is_noise, leaves=('n',)", "noise has no parameter n"),
        ("functions=(cube,), ", "", "slope does not declare cube in `functions`"),
    ],
)
def test_declarations_that_cannot_hold_are_named(tmp_path, monkeypatch, old, new, words):
    assert old in CHECKS + CASES
    week = tmp_path / "source" / "week1_probes"
    write_week(week, CHECKS.replace(old, new), CASES.replace(old, new), MISTAKES)
    with pytest.raises(ValueError, match=words):
        recorded_in(week, monkeypatch)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (IN_PLACE, "the solved step changes parameters"),
        ("\ndef noise(m, spread):\n    np.random.seed(1)\n    return np.random.randn(m)\n", "noise is to draw anew"),
    ],
)
def test_a_reference_that_does_what_is_forbidden_is_named(folder, monkeypatch, source, words):
    with pytest.raises((ValueError, RuntimeError), match=words):
        recorded_in(folder, monkeypatch, source)


def test_a_part_that_no_result_has_is_named(tmp_path, monkeypatch):
    week = tmp_path / "source" / "week1_probes"
    write_week(week, CHECKS, CASES, MISTAKES.replace("1.db", "1.dV"))
    with pytest.raises(ValueError, match=r"the result of start has no part 1\.dV"):
        recorded_in(week, monkeypatch)


def test_a_change_is_seen_at_any_depth():
    def deep(x):
        x["a"][1][0] = 5

    def grows(x):
        x["c"] = 1

    def same(x):
        x["a"][1][0] = 1.0

    value = {"a": (np.nan, np.ones(2)), "b": {1, 2}}
    changes = [probes.observe(function, (copy.deepcopy(value),), {}, False)[1] for function in (deep, grows, same)]
    assert changes == [[0], [0], []]


def test_the_definitions_of_functions_are_what_they_need_and_no_more():
    cells = [
        "import numpy as np\nimport math\n\ncheck = object()\nnp.random.seed(1)\nprint('drawn')",
        "%matplotlib inline",
        "rate = 0.5\nX = 1 / 0\ntable = {}\ntable['a'] = rate",
        "def inner(X):\n    return rate * np.sum(X)",
        "def outer(y):\n    def deep():\n        return inner(y) + table['a']\n\n    return deep()\n\n\ndef unasked():\n    return X",
    ]
    text = record.definitions(cells, {"outer"})
    namespace = {}
    exec(text, namespace)
    assert namespace["outer"]([1, 3]) == 2.5
    assert not {"math", "check", "X", "unasked"} & namespace.keys()
    assert "print" not in text and "seed" not in text
