"""The skeleton of a new notebook: everything that one exercise, or the quiz of a lesson, needs, for an author to fill.

`course record` and `course verify` pass on it as it stands.
"""

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path

from grading import notebooks
from helpers import files

NAMES = {
    "week": (r"week\d+_[a-z0-9_]+", "week2_logistic_regression"),
    "notebook": (r"\d+_[a-z0-9_]+", "1_step_by_step, or 0_lesson for a lesson"),
}
QUESTIONS = 10
EXERCISE = "row_means"  # the example, which the author replaces

TITLE = """# TITLE: a question that the notebook answers

One sentence of promise.

**You build** `row_means`.

**It takes** MINUTES minutes and assumes what the lesson of this week teaches.
In a code cell that says `raise NotImplementedError`, write your own lines.
The check under it tells you how you are doing.
"""
SETUP = """import numpy as np
from helpers import plot
from helpers.check import Check
from helpers.widgets import slider

check = Check("{notebook}")
np.random.seed(1)"""
MOTIVATE = """## 1. The question

Why this is needed, in one paragraph, and one equation with the shape of every symbol:

$$
c_i = \\frac{1}{m} \\sum_{j=1}^{m} X_{ij}
$$

$X$ has the shape $(n, m)$ and $c$ the shape $(n, 1)$.

**Exercise: `row_means`.**
Return $c$.

<details><summary>Hint</summary>

A question first, then a smaller case; at last the shape of the code, never the line.

</details>
"""
SOLUTION = '''def row_means(X):
    """Compute the mean of every row.

    Arguments: X (n, m).
    Returns: c (n, 1).
    """
    ### BEGIN SOLUTION
    n, m = X.shape
    return np.sum(X, axis=1, keepdims=True) / m
    ### END SOLUTION'''
PREDICT = """**Predict** the smallest case that can be worked by hand.
"""
TRY = "print(row_means(np.array([[1.0, 2, 3], [4, 5, 9]])))"
NOTICE = """What the number means, what would have gone wrong, and where it is used next.

## 2. Challenge: NAME

Graded tasks with no more than a signature and a target; at least 35 points of the 100.
"""
SUMMARY = """## What you have built

| function | what it does | where it returns |
|---|---|---|
| `row_means` | the mean of every row | |

**Open questions**, with no check:

1. A question.

**Next:** what comes now.
"""
LESSON = """# Week N: TITLE

One sentence of promise.

**Time:** MINUTES minutes.
**Assumes:** what the week before has built.

## A topic

Show, ask for a prediction, then define.
"""
QUIZ = f"""## Quiz

{QUESTIONS} questions, one point each.
Replace `...` by one letter, such as `q1 = "a"`.
Where the question says *all that apply*, replace it by a set such as `{{"a", "d"}}`.
Run the answer's cell and the check below it; the card tells you why.
"""
QUESTION = """### Question {number}

A question.

- **(a)** the right answer
- **(b)** a wrong one
- **(c)** another wrong one
"""
HAND_IN = """## Hand in

Save this notebook (Ctrl-S), run the cell below, click on its button, and hand in the file that it names.
"""
SUBMIT = "from helpers.submit import submit\n\nsubmit()"

CASES = '''def {function}(rng):
    """One case by hand; then several rows and columns, never equally many."""
    cases = [call(rng.integers(1, 10, (2, 3)).astype(float))]
    for _ in range(3):
        n = int(rng.integers(2, 5))
        cases.append(call(rng.normal(1, 2, (n, n + int(rng.integers(1, 4)))).round(2)))
    return cases
'''
MISTAKES = """"row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code('''
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            '''),
        },"""
STYLES = {
    "library": "row_means = lambda X: X.mean(axis=1, keepdims=True)",
    "loops": "def row_means(X):\n    return np.array([[sum(row) / len(row)] for row in X])",
}


@dataclass
class Addition:
    """What a notebook adds to a file of its week.

    about: the file's docstring if it is new; imports: lines; code: functions, which stand before the tables; tables:
    for the name of each table the entries of the notebook.
    """

    about: str
    imports: list[str] = field(default_factory=list)
    code: str = ""
    tables: dict[str, list[str]] = field(default_factory=dict)


def create(course: Path, week: str, notebook: str) -> list[Path]:
    """Write the skeleton of a notebook with its files, all or none; return the paths, the notebook's first.

    Arguments: course, its folder; week and notebook, names such as week2_logistic_regression and 1_python_basics.
    Files of the week that exist are added to. Raises ValueError if a name is none or FileExistsError if it is taken.
    """
    for kind, name in (("week", week), ("notebook", notebook)):
        pattern, example = NAMES[kind]
        if not re.fullmatch(pattern, name):
            raise ValueError(
                f"{name!r} is no name of a {kind}: a number and words in small letters, such as {example}."
            )
    folder = Path(course) / "source" / week
    path = folder / f"{notebook}.ipynb"
    styles = Path(course).parent / "tests" / "styles" / Path(course).name / week / notebook
    if path.exists() or styles.exists():
        existing = path if path.exists() else styles
        raise FileExistsError(f"there is already a {existing.relative_to(Path(course).parent)}.")
    lesson = notebook.startswith("0_")
    texts = {path: notebooks.canonical(_notebook(notebook, lesson))}
    for name, addition in _additions(notebook, lesson).items():
        file = (folder if name == "checks.py" else Path(course) / "author" / week) / name
        texts[file] = added(file, notebook, addition)
    for name, text in _styles(lesson).items():
        texts[styles / f"{name}.py"] = text
    for file, text in texts.items():
        files.write(file, text.encode())
    return list(texts)


def _notebook(notebook, lesson):
    """Return the notebook: title, set-up, one exercise of five cells or a quiz, what comes next, handing in."""
    from nbformat.v4 import new_markdown_cell, new_notebook

    def prose(identity, text):
        return new_markdown_cell(text, id=identity)

    cells = [prose("title", LESSON if lesson else TITLE), _code("setup", SETUP.format(notebook=notebook), locked=True)]
    if lesson:
        cells.append(prose("quiz", QUIZ))
        for number in range(1, QUESTIONS + 1):
            cells += [
                prose(f"question-{number}", QUESTION.format(number=number)),
                _code(f"q{number}", f'### BEGIN SOLUTION\nq{number} = "a"\n### END SOLUTION', solution=True),
                _code(f"check_q{number}", f"check(q{number}=q{number})", grade=True, locked=True, points=1),
            ]
    else:
        cells += [
            prose("motivate", MOTIVATE),
            _code(EXERCISE, SOLUTION, solution=True),
            prose("predict", PREDICT),
            _code("", TRY, id="try"),
            _code(f"check_{EXERCISE}", f"check({EXERCISE})", grade=True, locked=True, points=100),
            prose("notice", NOTICE),
            prose("summary", SUMMARY),
        ]
    return new_notebook(cells=[*cells, prose("hand-in", HAND_IN), _code("submit", SUBMIT, locked=True)])


def _code(grade_id, source, id=None, **settings):
    """Return a code cell, with nbgrader's metadata if it has a `grade_id`."""
    from nbformat.v4 import new_code_cell

    cell = new_code_cell(source, id=id or grade_id.replace("_", "-"))
    if grade_id:
        plain = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3}
        cell.metadata.nbgrader = {**plain, "grade_id": grade_id, **settings}
    return cell


def _additions(notebook, lesson):
    """Return what the files of the week get: {name of a file: `Addition`}."""
    checks = Addition("The exercises of the week: tolerances and judges. No answer is in this file.")
    cases = Addition("The inputs of the week: generators of visible and hidden cases.")
    mistakes = Addition("The known mistakes of the week and the explanations of its quiz; never released to students.")
    if lesson:
        checks.imports = ["from helpers.checks.quiz import Question"]
        checks.tables["EXERCISES"] = [f'Question("q{number}", "A topic"),' for number in range(1, QUESTIONS + 1)]
        cases.tables["CASES"] = []
        mistakes.tables["MISTAKES"] = []
        explanation = '{"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."}'
        mistakes.tables["EXPLANATIONS"] = [f'"q{number}": {explanation},' for number in range(1, QUESTIONS + 1)]
    else:
        function = f"cases_of_{notebook.lstrip('0123456789_')}"
        checks.imports = ["from helpers.checks.exercise import Exercise"]
        checks.tables["EXERCISES"] = [f'Exercise(name="{EXERCISE}"),']
        cases.imports = ["from helpers.checks.exercise import call"]
        cases.code = CASES.format(function=function)
        cases.tables["CASES"] = [f'"{EXERCISE}": {function},']
        mistakes.imports = ["from grading.authoring.slips import code, edit"]
        mistakes.tables["MISTAKES"] = [MISTAKES]
    return {"checks.py": checks, "cases.py": cases, "mistakes.py": mistakes}


def _styles(lesson):
    """Return right solutions in other styles: {name of a file: its text}."""
    if lesson:
        answers = [f'# %% q{number}\nq{number} = {{"a"}}\n' for number in range(1, QUESTIONS + 1)]
        return {"sets": "".join(answers)}
    return {name: f"# %% {EXERCISE}\n{source}\n" for name, source in STYLES.items()}


def added(file: Path, notebook: str, addition: Addition) -> str:
    """Return the text of a week's Python file with what a notebook adds; `make format` orders its imports.

    Raises ValueError, naming the file, if it cannot be read, a table is no dictionary or has the notebook already.
    """
    text = "\n".join([f'"""{addition.about}"""', "", *addition.imports, ""])
    if file.is_file():
        text = file.read_text(encoding="utf-8")
    try:
        missing = [line for line in addition.imports if line not in text.split("\n")]
        text = _inserted(text, _after_imports(text), "".join(f"{line}\n" for line in missing))
        for table in addition.tables:
            if _table(text, table) is None:
                text += f"\n{table} = {{}}\n"
        if addition.code:
            first = min(_table(text, table).lineno for table in addition.tables)
            text = _inserted(text, first, f"\n{addition.code}\n\n")
        for table, entries in addition.tables.items():
            if entries:
                text = _with_entry(text, table, notebook, entries)
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"{file.name} cannot be added to: {error}") from None
    return text


def _inserted(text, line, more):
    """Return a text with `more` before a line, which is counted from 1."""
    lines = text.splitlines(keepends=True)
    return "".join([*lines[: line - 1], more, *lines[line - 1 :]])


def _after_imports(text):
    """Return the number of the line after the last import, or after the docstring."""
    tree = ast.parse(text)
    ends = [item.end_lineno for item in tree.body if isinstance(item, ast.Import | ast.ImportFrom)]
    return max(ends, default=tree.body[0].end_lineno if ast.get_docstring(tree) else 0) + 1


def _table(text, name):
    """Return the statement that sets a table, or None."""
    for item in ast.parse(text).body:
        if isinstance(item, ast.Assign) and [ast.unparse(target) for target in item.targets] == [name]:
            return item
    return None


def _with_entry(text, table, notebook, entries):
    """Return a text in which a table has an entry for the notebook, at its end."""
    value = _table(text, table).value
    if not isinstance(value, ast.Dict):
        raise ValueError(f"{table} is no dictionary written out")
    if notebook in [key.value for key in value.keys if isinstance(key, ast.Constant)]:
        raise ValueError(f"{table} speaks of {notebook} already")
    lines = text.split("\n")
    before, end = "\n".join(lines[: value.end_lineno - 1]), lines[value.end_lineno - 1]
    start = len(end.encode()[: value.end_col_offset - 1].decode())
    before = f"{before}\n{end[:start]}".rstrip()
    comma = "" if before.endswith((",", "{")) else ","
    left, right = "[]" if table == "EXERCISES" else "{}"
    inside = "".join(f"        {entry}\n" for entry in entries)
    entry = f'    "{notebook}": {left}\n{inside}    {right},\n'
    return "\n".join([f"{before}{comma}\n{entry}{end[start:]}", *lines[value.end_lineno :]])
