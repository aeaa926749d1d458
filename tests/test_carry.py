"""Error carried forward: one mistake costs once."""

import copy
import inspect
import json
import re

import numpy as np
import pytest
from conftest import solutions

from grading import notebooks
from grading.authoring import author, record
from helpers import check
from helpers.checks import carry, codec
from helpers.checks.exercise import load
from helpers.checks.grade import grade

WEEK = notebooks.ROOT / "course1_nn" / "source" / "week2_logistic_regression"
NAME = "2_logistic_regression"
WRONG_SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(z))"
BUILT_ON_OTHERS = ("propagate", "optimize", "predict", "model")


@pytest.fixture(autouse=True)
def quiet():
    """Wrong solutions divide by zero; that is no news."""
    with np.errstate(all="ignore"):
        yield


@pytest.fixture(scope="module")
def solved():
    return {name: source for name, source in solutions(WEEK / f"{NAME}.ipynb").items() if "\ndef " in f"\n{source}"}


@pytest.fixture
def written(solved):
    """Return a function that runs the solved cells with some exchanged, and returns the namespace with its `check`."""

    def run(**changed):
        namespace = {"np": np, "check": check.Check(NAME, WEEK)}
        for name, source in solved.items():
            exec(changed.get(name, source), namespace)
        return namespace

    return run


def card(namespace, name, capsys):
    exec(f"check({name})", namespace)
    return capsys.readouterr().out


def test_a_wrong_function_costs_its_own_points_only(written, capsys):
    namespace = written(sigmoid=WRONG_SIGMOID)
    assert "✘ `sigmoid`" in card(namespace, "sigmoid", capsys)
    for name in BUILT_ON_OTHERS:
        text = card(namespace, name, capsys)
        assert f"✔ `{name}`: all" in text
        assert f"`{name}` is right and keeps its points" in text
        assert "mend `sigmoid` first" in text


def test_an_argument_that_an_earlier_function_changes_costs_that_one_only(capsys):
    week = notebooks.ROOT / "course2_improving" / "source" / "week3_tuning_and_frameworks"
    namespace = {"np": np, "check": check.Check("2_batch_normalization", week)}
    namespace["norm_network"] = load(week / "norm_network.py")
    for name, source in solutions(week / "2_batch_normalization.ipynb").items():
        if name == "update_running":
            source += "\n\n_right = update_running\n\n\ndef update_running(running, *others, **named):\n"
            source += "    new = _right(running, *others, **named)\n    running.update(new)\n    return running\n"
        if "\ndef " in f"\n{source}":
            exec(source, namespace)
    assert "changes its argument `running` in place" in card(namespace, "update_running", capsys)
    text = card(namespace, "forward_propagation", capsys)
    assert "✔ `forward_propagation`: all" in text
    assert "in place" not in text
    assert "mend `update_running` first" in text


def test_with_right_functions_nothing_is_said_of_them(written, capsys):
    namespace = written()
    for name in BUILT_ON_OTHERS:
        text = card(namespace, name, capsys)
        assert f"✔ `{name}`: all" in text
        assert "mend" not in text


def test_an_unwritten_function_costs_its_own_points_only(written, capsys):
    namespace = written(propagate="def propagate(w, b, X, Y):\n    raise NotImplementedError")
    assert "✔ `optimize`" in card(namespace, "optimize", capsys)
    assert "mend `propagate` first" in card(namespace, "model", capsys)


def test_a_function_that_is_wrong_itself_is_not_saved(solved, written, capsys):
    uphill = solved["optimize"].replace("w - ", "w + ")
    assert uphill != solved["optimize"]
    text = card(written(optimize=uphill), "optimize", capsys)
    assert "✘ `optimize`: 0 of 6" in text
    assert "mend" not in text
    text = card(written(sigmoid=WRONG_SIGMOID, optimize=uphill), "optimize", capsys)
    assert "✘ `optimize`: 0 of 6" in text
    assert "`sigmoid` fails its own check too: mend it first" in text


def test_a_judged_exercise_says_what_to_mend_first(solved, written, capsys):
    lazy = solved["optimize"].replace("w - ", "w + ")
    challenge = next(name for name in solved if name == "train_on_raw_features")
    text = card(written(optimize=lazy), challenge, capsys)
    assert "✘ `train_on_raw_features`: 0 of 4" in text
    assert "`optimize` fails its own check too: mend it first" in text


def test_hidden_cases_are_carried_too(written):
    namespace, graded = written(sigmoid=WRONG_SIGMOID), check.Check(NAME, WEEK, WEEK / "reference" / f"{NAME}.json")
    exercise, visible = graded.exercises["propagate"], graded.visible["propagate"]
    text = graded.assess(exercise, namespace["propagate"], {}, namespace)[0].text()
    assert "all 8 visible checks passed, all 8 hidden checks passed; 18 of 18 points" in text
    alone = grade(exercise, namespace["propagate"], visible, visible)
    # At w = 0 both sigmoids give 1/2, and the last case brings a sigmoid of its own.
    assert [sentence is None for sentence in alone.hidden] == [True] + [False] * 6 + [True]
    assert namespace["sigmoid"](50.0) < 0.5  # the student's own is back in its place


def test_nobody_gets_a_second_guess_where_the_earlier_functions_are_right(solved, written, capsys):
    guesses = (
        solved["optimize"].replace("def optimize", "def right")
        + "\n\nasked = []\n\n\ndef optimize(*positional, **named):\n    asked.append(1)\n"
        "    return right(*positional, **named) if len(asked) % 2 == 0 else None\n"
    )
    right = guesses.replace("% 2 == 0", "> 0")
    assert "✔ `optimize`: all" in card(written(optimize=right), "optimize", capsys)
    namespace = written(optimize=guesses)
    namespace["asked"] += [1]  # so that each case is wrong when it is asked first, and right when it is asked again
    exercise, visible = namespace["check"].exercises["optimize"], namespace["check"].visible["optimize"]
    one = {**visible, "cases": visible["cases"][:1]}
    namespace["asked"].clear()
    assert grade(exercise, namespace["optimize"], one, None, namespace, dict).visible[0] is not None
    assert len(namespace["asked"]) == 1


def test_no_card_that_is_green_is_to_be_mended(solved, written, capsys):
    whole = solved["initialize_with_zeros"].replace("np.zeros((dim, 1))", "np.zeros((dim, 1), dtype=int)")
    in_place = solved["optimize"].replace("w = w - ", "w -= ")
    assert whole != solved["initialize_with_zeros"] and in_place != solved["optimize"]
    namespace = written(initialize_with_zeros=whole, optimize=in_place)
    assert "holds whole numbers" in card(namespace, "initialize_with_zeros", capsys)
    for name in ("propagate", "optimize", "predict", "model", "train_on_raw_features"):
        text = card(namespace, name, capsys)
        for names in re.findall(r"mend `(\w+)` first|`(\w+)` fails its own check", text):
            assert "✘" in card(namespace, next(filter(None, names)), capsys)


PLANAR = notebooks.ROOT / "course1_nn" / "source" / "week3_shallow_networks"
TRAINED = "1_planar_classification"
IMPORTS = "import numpy as np\n\nfrom planar_utils import sigmoid"


def written_with(cells, **changed):
    """Run the cells of that week with some exchanged, and return the namespace."""
    namespace = {}
    with check._importing_from(PLANAR):
        exec(IMPORTS, namespace)
    for name, source in cells.items():
        exec(changed.get(name, source), namespace)
    return namespace


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    """The solved cells of a week that judges a trained network, and its `Check` of few cases, as when graded."""
    cells = solutions(PLANAR / f"{TRAINED}.ipynb")
    cells = {name: source for name, source in cells.items() if "\ndef " in f"\n{source}"}
    hidden = codec.read(PLANAR / "reference" / f"{TRAINED}.json")
    hidden["exercises"]["nn_model"]["cases"] = hidden["exercises"]["nn_model"]["cases"][:2]  # those of few steps
    uses = check.declared(TRAINED, PLANAR)["nn_model"].uses
    hidden["solutions"] = record.definitions([IMPORTS, *cells.values()], uses)
    path = tmp_path_factory.mktemp("hidden") / "hidden.json"
    codec.write(path, hidden)
    graded = check.Check(TRAINED, PLANAR, path)
    graded.visible = hidden["exercises"]
    return cells, graded


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("backward_propagation", ", keepdims=True", ""),
        ("forward_propagation", "sigmoid(Z2)", "sigmoid(-Z2)"),
        ("update_parameters", " - learning_rate", " + learning_rate"),
        ("layer_sizes", "return", "return None and"),
    ],
)
def test_one_mistake_costs_once_where_a_trained_model_is_judged(trained, name, right, wrong, monkeypatch):
    cells, graded = trained
    assert right in cells[name]
    namespace = written_with(cells, **{name: cells[name].replace(right, wrong)})
    nn_model = namespace["nn_model"]
    card, earned, _ = graded.assess(graded.exercises["nn_model"], nn_model, {}, namespace)
    assert earned == 12 and f"mend `{name}` first" in card.text()
    assert graded.assess(graded.exercises[name], namespace[name], {}, namespace)[1] < graded.points(
        graded.exercises[name]
    )
    monkeypatch.setattr(graded, "mode", "student")  # where nothing can take the place of what is wrong
    monkeypatch.setattr(graded, "hidden", {})
    monkeypatch.setattr(graded, "solutions", {})
    card, _, _ = graded.assess(graded.exercises["nn_model"], nn_model, {}, namespace)
    assert card.lines[0] == f"`{name}` fails its own check too: mend it first, then run this check again."


def test_a_model_that_is_wrong_itself_is_not_saved(trained):
    cells, graded = trained
    flat = cells["backward_propagation"].replace(", keepdims=True", "")
    longer = cells["nn_model"].replace("range(num_iterations)", "range(num_iterations + 1)")
    namespace = written_with(cells, backward_propagation=flat, nn_model=longer)
    card, earned, _ = graded.assess(graded.exercises["nn_model"], namespace["nn_model"], {}, namespace)
    assert earned == 0 and "one update too many" in card.text()


@pytest.mark.parametrize("name", BUILT_ON_OTHERS)
def test_no_known_mistake_is_saved_by_right_earlier_functions(name, written, solved):
    namespace, visible = written(), check.Check(NAME, WEEK).visible[name]
    mistakes = author.read(WEEK, NAME, check.declared(NAME, WEEK)).mistakes[name]
    for sentence, wrong in author.wrong_versions(mistakes, solved[name], namespace, name):
        own = inspect.unwrap(wrong).__globals__  # that of a version written anew, in which it finds the other functions
        own = own if "sigmoid" in own else namespace
        assert grade(check.declared(NAME, WEEK)[name], wrong, visible, namespace=own).fraction < 1, sentence


@pytest.fixture
def tape():
    """The calls that a loop makes of `step(x, scale=2, print_it=False)`."""
    namespace = {"step": lambda x, scale=2, print_it=False: x * scale}
    original = namespace["step"]
    with carry.taping(namespace, ["step"]) as tapes:
        x = np.array([1.0, 3.0])
        for _ in range(3):
            x = namespace["step"](x)
    assert namespace["step"] is original
    return json.loads(json.dumps(carry.encode(tapes)))["step"]


def test_a_replay_answers_the_recorded_calls_and_leaves_the_others_to_the_student(tape):
    replay = carry.Replay(lambda *positional, **named: "own", tape, 1e-5, 1e-8)
    first = np.array([1.0, 3.0])
    assert replay(first).tolist() == [2, 6]
    assert replay(first).tolist() == [2, 6]  # asked twice
    assert replay(np.array([2.0, 6.0]) * (1 + 1e-9), scale=2, print_it=True).tolist() == [4, 12]
    assert replay(x=[4, 12], scale=2.0).tolist() == [8, 24]
    assert replay(first, 2).tolist() == [2, 6]  # from the start again
    for other in ((first, 3), (first + 1,), (first, 2, False, 4), ()):
        assert carry.Replay(lambda *positional, **named: "own", tape, 1e-5, 1e-8)(*other) == "own"
    assert replay(first, stride=2) == "own"


def test_a_replay_survives_what_the_student_does_to_its_answers(tape):
    replay = carry.Replay(None, tape, 1e-5, 1e-8)
    replay(np.array([1.0, 3.0]))[:] = 0
    assert replay(np.array([1.0, 3.0])).tolist() == [2, 6]


def test_an_argument_that_never_changes_is_stored_once(tape):
    assert len(tape["arguments"]["x"]) == 3
    assert len(tape["arguments"]["scale"]) == 1
    assert codec.decode(tape["defaults"]["scale"]) == 2


def test_the_place_is_restored_whatever_happens():
    namespace = {"a": 1}
    before = copy.copy(namespace)
    with pytest.raises(KeyError), carry.put(namespace, {"a": 2, "b": 3}):
        assert namespace == {"a": 2, "b": 3}
        raise KeyError
    assert namespace == before
