"""The students' edition: what is in it, what never is, how it is brought up to date, and that it works by itself."""

import ast
import json
import os
import re
import shutil
import subprocess

import pytest
from conftest import BIN, command, options, server, solutions
from typer.testing import CliRunner

from grading import notebooks
from grading.classroom import converters
from grading.classroom.publish import Changes, edition, publish
from grading.desk import commands, doctor, workspace
from grading.intake import archive

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("publish")]
WEEK = "course1_nn/week1_toy"
NOTEBOOK = f"{WEEK}/1_toy.ipynb"
LEAST = 20  # characters without spaces from which on an answer is long enough to be looked for

GIVEN = {  # what a week gives although another grades it, and why
    "week2_logistic_regression/2_logistic_regression: sigmoid": "one line, which the lesson works out",
    "week2_optimization/1_optimization_methods: update_parameters_with_gd": "the step of course 1, from then on given",
}


@pytest.fixture(scope="module")
def everything():
    """The bytes of every file of the edition of all courses."""
    return edition()


def squeezed(text):
    """Return code or text without what may differ between two copies of it."""
    return re.sub(r"\s+", "", text)


def texts(everything):
    """Return every text in the edition, squeezed: that of each file, and of each cell of a notebook."""
    for name, content in everything.items():
        if name.endswith(".ipynb"):
            for cell in json.loads(content)["cells"]:
                yield name, squeezed("".join(cell["source"]))
        elif not name.endswith((".h5", ".npz", ".png", ".zip")):
            yield name, squeezed(content.decode())


def segment(lines, node):
    """Return the text of a node, from the lines of its source as bytes; `ast.get_source_segment` takes 20 times as long."""
    part = lines[node.lineno - 1 : node.end_lineno]
    part[-1] = part[-1][: node.end_col_offset]
    part[0] = part[0][node.col_offset :]
    return b"\n".join(part).decode()


def answers():
    """Return where each solution and each known mistake stands, by its squeezed code: bodies of solutions, since they
    would help under any name, and whole mistakes as they are written, since an expression of one may be right elsewhere.
    """
    places = {}
    for path in notebooks.sources():
        for name, source in solutions(path).items():
            lines = source.encode().split(b"\n")
            for node in ast.parse(source).body:
                body = node.body[1:] if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) else [node]
                code = "\n".join(segment(lines, item) for item in body)
                places[squeezed(code)] = f"{path.parent.name}/{path.stem}: {name}"
    for path in notebooks.ROOT.glob("course*/author/*/mistakes.py"):
        lines = path.read_bytes().split(b"\n")
        for node in ast.walk(ast.parse(path.read_bytes())):
            written = isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("edit", "code")
            if isinstance(node, ast.Lambda | ast.FunctionDef) or written:
                code = segment(lines, node)
                places[squeezed(code)] = f"{path.parent.name}, mistakes.py: {code.splitlines()[0]}"
    return {code: place for code, place in places.items() if len(code) >= LEAST}


def test_it_holds_no_solution_and_no_known_mistake(everything):
    places = answers()
    assert len(places) > 500  # the test has something to look for
    pieces = list(texts(everything))
    whole = "\0".join(text for _, text in pieces)
    shown = {place: [name for name, text in pieces if code in text] for code, place in places.items() if code in whole}
    assert {place: names for place, names in shown.items() if place not in GIVEN} == {}


def test_what_is_for_authors_and_instructors_is_not_in_it(everything):
    assert {name.partition("/")[0] for name in everything} == {
        ".gitignore", "LICENSE", "Makefile", "README.md", "common.mk", "course1_nn", "course2_improving",
        "course3_strategy", "course4_cnn", "course5_sequence", "data", "environment.yml", "grading", "helpers", "images",
        "pyproject.toml", "requirements.txt",
    }  # fmt: skip
    parts = {part for name in everything for part in name.split("/")}
    assert not parts & {
        "source",
        "author",
        "hidden",
        "make",
        "cases.py",
        "mistakes.py",
        "unseen.npz",
        "nbgrader_config.py",
    }
    rooms = {name.split("/")[1] for name in everything if name.startswith("grading/")}
    assert rooms == {"__init__.py", "notebooks.py", "prefork.py", "text.py", "intake", "desk"}
    assert not [name for name, content in everything.items() if b"END SOLUTION" in content and name.endswith(".ipynb")]
    for name, content in everything.items():
        if name.endswith(".md"):
            for target in re.findall(r"\]\(([^)#]+)[^)]*\)", content.decode()):
                place = os.path.normpath(os.path.join(os.path.dirname(name), target))
                assert target.startswith("https://") or place in everything, f"{name}: {target}"


def test_all_data_and_whatever_lies_beside_a_notebook_is_in_it(everything):
    """What a notebook reads is there for a student, too: a kind of file that is not released is found here."""
    data = [path for path in (notebooks.ROOT / "data").rglob("*.*") if "make" not in path.parts and path.is_file()]
    assert {path.relative_to(notebooks.ROOT).as_posix() for path in data} <= set(everything)
    weights = [name for name in everything if name.startswith("data/weights/")]
    assert len(weights) == 12 and "data/NOTICE.md" in everything  # what must go with them wherever they go
    ignored = (notebooks.ROOT / ".gitignore").read_text(encoding="utf-8").split()  # what a cell writes
    beside = [
        path
        for week in {path.parent for path in notebooks.sources()}
        for path in week.rglob("*.*")
        if path.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(path.parts) and path.name not in ignored
    ]
    assert len(beside) > 100
    names = {path.relative_to(notebooks.ROOT).as_posix().replace("/source/", "/") for path in beside}
    assert names <= set(everything)


def test_one_course_alone_is_an_edition_too():
    names = edition(["course2_improving"])
    assert {name.partition("/")[0] for name in names if name.startswith("course")} == {"course2_improving"}
    page = names["README.md"].decode()
    assert "- [Course 2: Improving networks](course2_improving/README.md)" in page
    assert "course1_nn/README.md" not in page
    assert "## How a student works" in page and "## Notation" in page and "{" not in page.partition("## How")[0]
    out = command("course", "publish", "nowhere", "course9", expect=1)
    assert "there is no course 'course9'" in out


def project(root):
    """Copy what the project has beside its courses to `root`."""
    for name in ("edition", "helpers", "grading", "data", "images"):
        shutil.copytree(notebooks.ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "make"))
    for name in ("README.md", "LICENSE", "pyproject.toml", "requirements.txt", "environment.yml"):
        shutil.copy(notebooks.ROOT / name, root)
    return root


@pytest.fixture
def root(toy_master, tmp_path):
    """A project with the toy course only."""
    root = project(tmp_path / "project")
    shutil.copytree(toy_master, root / "course1_nn")
    for name in ("README.md", "glossary.md"):
        (root / "course1_nn" / name).write_text("# Course 1\n\n[1_toy](source/week1_toy/1_toy.ipynb)\n")
    return root


def change(root, text, number=0):
    """Let an author add to a cell of the solved notebook."""
    path = root / "course1_nn" / "source" / "week1_toy" / "1_toy.ipynb"
    notebook = notebooks.read(path)
    notebook.cells[number].source += text
    notebooks.write(path, notebook)


def state(folder):
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_publishing_again_brings_only_what_changed(root, tmp_path):
    folder = tmp_path / "edition"
    changes = publish(folder, root=root)
    assert NOTEBOOK in changes.added and not changes.replaced and not changes.removed
    assert "SECRET" not in (folder / NOTEBOOK).read_text()
    for name in ("README.md", "glossary.md"):
        assert "](week1_toy/1_toy.ipynb)" in (folder / "course1_nn" / name).read_text()
    (folder / "syllabus.md").write_text("the instructor's own")
    before = state(folder)
    assert publish(folder, root=root) == Changes()
    assert {path for path, time in state(folder).items() if before[path] != time} == {folder / ".edition.json"}
    change(root, " improved")
    (root / WEEK.replace("/", "/source/") / "extra.py").write_text("x = 3\n")
    assert publish(folder, root=root) == Changes([f"{WEEK}/extra.py"], [NOTEBOOK])
    (root / WEEK.replace("/", "/source/") / "extra.py").unlink()
    assert publish(folder, root=root) == Changes(removed=[f"{WEEK}/extra.py"])
    assert not (folder / WEEK / "extra.py").exists()
    assert (folder / "syllabus.md").read_text() == "the instructor's own"


def test_what_was_changed_in_the_edition_is_named_and_nothing_is_written(root, tmp_path):
    folder = tmp_path / "edition"
    publish(folder, root=root)
    (folder / "README.md").write_text("my own")
    change(root, " improved")
    before = state(folder)
    with pytest.raises(ValueError, match=r"not as they were published last: README\.md\. Delete or rename"):
        publish(folder, root=root)
    assert state(folder) == before
    (folder / "README.md").unlink()
    assert publish(folder, root=root) == Changes(["README.md"], [NOTEBOOK])


def git(folder, *words):
    identity = ["-c", "user.name=somebody", "-c", "user.email=somebody@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def solve(path):
    """Let a student write a solution into a notebook, as JupyterLab saves it."""
    path.write_text(path.read_text().replace("raise NotImplementedError", "return 2 * x", 1))


@pytest.fixture
def pulled(root, tmp_path):
    """The edition as a repository, and a student's clone with a workspace; a function that publishes and pulls."""
    folder, clone = tmp_path / "edition", tmp_path / "clone"
    publish(folder, root=root)
    git(folder, "init")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "Publish")
    git(tmp_path, "clone", folder, clone)
    workspace.update(clone / "workspace", clone)

    def pull(*words):
        publish(folder, root=root)
        git(folder, "add", ".")
        git(folder, "commit", "-m", "Publish again")
        git(clone, *words)
        return workspace.update(clone / "workspace", clone)

    pull.clone = clone
    return pull


def test_a_student_who_pulls_keeps_the_work_in_the_workspace(root, pulled):
    mine = pulled.clone / "workspace" / NOTEBOOK
    solve(mine)
    change(root, " improved")
    changes = pulled("pull", "--ff-only")
    assert changes.beside == [(NOTEBOOK, "1_toy.new.ipynb")]
    assert "return 2 * x" in mine.read_text()
    assert "toy notebook improved" in mine.with_name("1_toy.new.ipynb").read_text()


def test_nbgitpullers_merge_keeps_what_a_student_wrote_into_the_edition_itself(root, pulled):
    """What it does when the link is followed: commit the student's changes, fetch, merge with `-X ours`."""
    mine = pulled.clone / NOTEBOOK
    solve(mine)
    change(root, " improved")
    change(root, "  # again", number=2)  # the cell that the student changed
    git(pulled.clone, "commit", "-am", "Automatic commit by nbgitpuller", "--allow-empty")
    pulled("pull", "--no-rebase", "--no-edit", "-X", "ours")
    text = mine.read_text()
    assert "return 2 * x" in text and "toy notebook improved" in text
    assert notebooks.read(mine).cells


def test_the_workspace_is_the_same_from_the_edition_and_from_the_project(everything, tmp_path):
    for name, content in everything.items():
        if name.startswith("course"):
            path = tmp_path / "edition" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    workspace.update(tmp_path / "one", tmp_path / "edition")
    workspace.update(tmp_path / "two")
    one, two = ({path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()} for place in
                (tmp_path / "one", tmp_path / "two"))  # fmt: skip
    assert {name for name in one | two if one.get(name) != two.get(name)} == {workspace.Path(workspace.MANIFEST)}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The edition of one week, installed by its own Makefile."""
    place = tmp_path_factory.mktemp("installed")
    root, folder = project(place / "project"), place / "edition"
    converters.copy_week(notebooks.ROOT / "course1_nn", "week1_introduction", root / "course1_nn")
    for name in ("README.md", "glossary.md"):
        shutil.copy(notebooks.ROOT / "course1_nn" / name, root / "course1_nn")
    publish(folder, root=root)
    environment = {name: value for name, value in os.environ.items() if name not in ("VIRTUAL_ENV", "PYTHONPATH")}
    process = subprocess.run(
        ["make", ".venv/installed", f"PYTHON={BIN / 'python'}"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    if process.returncode and os.environ.get("CI") != "true":
        pytest.skip("the packages cannot be had")
    assert process.returncode == 0, process.stderr
    return folder


def inside(folder, *words, expect=0):
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == expect, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_make_test_proves_the_installation(installed):
    out = inside(installed, "make", "test")
    assert "course1_nn/week1_introduction/1_first_neuron.ipynb: the set-up" in out
    assert "This installation works." in out


def test_make_lab_opens_the_students_desk_in_the_edition(installed, tmp_path):
    def words(port):
        return ["make", "lab", f"LAB_ARGS={' '.join(options(port))}"]

    with server(words, tmp_path / "lab.log", cwd=installed) as ask:
        assert ask("/")[0].startswith("/lab/tree/start.md")
        assert "Course 1" in json.loads(ask("/api/contents/start.md")[1])["content"]
        assert "@jupyter/nbgrader:create-assignment" in ask("/lab")[1].partition("disabledExtensions")[2][:300]
    log = (tmp_path / "lab.log").read_text()
    assert not re.search(r"^\[E |Traceback", log, re.MULTILINE), log


def test_a_students_commands_work_in_the_edition(installed):
    week = "week1_introduction"
    inside(installed, ".venv/bin/course", "workspace")
    mine = installed / "workspace" / "course1_nn" / week / "1_first_neuron.ipynb"
    untouched = mine.read_bytes()
    solved = solutions(notebooks.ROOT / "course1_nn" / "source" / week / mine.name)
    notebook = notebooks.read(mine)
    for cell in notebook.cells:
        cell.source = solved.get(notebooks.grade_id(cell), cell.source)
    notebooks.write(mine, notebook)
    out = inside(installed, ".venv/bin/course", "submit", week, "--name", "ada")
    assert re.search(r"0_lesson .* 0 of 10 ", out) and re.search(r"1_first_neuron .* 100 of 100 ", out)
    (packed,), _ = archive.read((installed / "workspace" / f"ada_{week}.zip").read_bytes())
    assert set(packed.notebooks) == {"0_lesson.ipynb", "1_first_neuron.ipynb"}
    first = next(iter(solved))
    assert f"{first} in" in inside(installed, ".venv/bin/course", "reset", mine.name, first)
    inside(installed, ".venv/bin/course", "reset", mine.name)
    assert mine.read_bytes() == untouched
    assert "What a neural network is" in inside(installed, "make", "progress")
    commands = inside(installed, ".venv/bin/course", "--help")
    assert "doctor" in commands and not re.search(r"│ (release|grade|verify|publish)\b", commands)


def test_the_doctor_names_packages_and_notebooks_that_do_not_work(root, tmp_path):
    lock = 'numpy==0.1\nno-such-package==1.0\nother==1.0 ; sys_platform == "never"\n'
    numpy, missing = doctor.other_packages(lock)
    assert re.fullmatch(r"numpy is [\d.]+; the lock has ==0\.1", numpy)
    assert missing == "no-such-package is missing; the lock has ==1.0"
    assert doctor.other_packages((notebooks.ROOT / "requirements.txt").read_text()) == []
    lines = []
    assert doctor.examine(root, lines.append) == []
    assert lines == [f"{NOTEBOOK}: the set-up", f"{NOTEBOOK}: all of it, untouched"]
    change(root, "\nimport no_such_module", number=1)
    (problem,) = doctor.examine(root, lines.append)
    assert "1_toy.ipynb: " in problem and "No module named 'no_such_module'" in problem


def test_the_doctor_names_files_that_are_missing_or_changed_and_fails(root, tmp_path, monkeypatch):
    folder = tmp_path / "edition"
    publish(folder, root=root)
    assert doctor.changed_files(folder) == doctor.changed_files(root) == []
    (folder / "data" / "field.h5").unlink()
    solve(folder / NOTEBOOK)
    assert doctor.changed_files(folder) == [
        f"{NOTEBOOK} is not as it was published: get it again, and keep a copy if it is your work.",
        "data/field.h5 is missing: get it again (`git checkout data/field.h5`).",
    ]
    for problems in (["data/field.h5 is missing."], []):
        monkeypatch.setattr(doctor, "examine", lambda problems=problems, **_: problems)
        run = CliRunner().invoke(commands.app, ["doctor"])
        assert run.exit_code == len(problems)
        assert ("This installation works." in run.output) == (problems == [])
