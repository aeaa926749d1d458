"""The project as a whole: the lock, the pages, and what must not stand in them."""

import ast
import graphlib
import re
import subprocess

import pytest
import yaml

from grading import ROOMS, notebooks
from grading.authoring.lock import environment
from grading.notebooks import ROOT


def tracked():
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def test_the_lock_is_exact_and_names_no_index():
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    assert len(lines) > 100
    for line in lines:
        assert re.match(r"^[a-z0-9_.-]+(\[[a-z,]+\])?==[^ ]+( ; .+)?$", line), line
    assert any(line.startswith("tensorflow-cpu==") and "x86_64" in line for line in lines)


def test_conda_users_get_the_same_pins():
    text = (ROOT / "environment.yml").read_text()
    assert text == environment((ROOT / "requirements.txt").read_text()), "run `make lock`"
    assert len(yaml.safe_load(text)["dependencies"][-1]["pip"]) > 100


def test_links_in_pages_exist():
    # The page of the students' edition is a template; `test_publish.py` follows its links.
    for page in [path for path in tracked() if path.suffix == ".md" and path.parent.name != "edition"]:
        for target in re.findall(r"\[[^\]]*\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def imports(source):
    """Return the names of the project's modules that a module imports, anywhere in it: `grading.desk.reset`."""
    names = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return [name for name in names if name.split(".")[0] in ("grading", "helpers")]


def wrong_imports(sources):
    """Return what is wrong with the imports of modules, as sentences: {name of a module: its text}."""
    problems, edges = [], {}
    for module, source in sources.items():
        package, *rest = module.split(".")
        room = rest[0] if rest[0] in ROOMS else ""
        for name in imports(source):
            name = name if name in sources else name.rpartition(".")[0]  # a name in a module, not a module
            target = name.split(".")[1] if name.startswith("grading.") else ""
            if package == "helpers" and name.split(".")[0] == "grading":
                problems.append(f"{module} is of helpers and imports {name}")
            beside = name.startswith("helpers.") and name.split(".")[1] not in ("checks", "files")
            if rest[0] == "checks" and beside:
                problems.append(f"{module} is the engine of checks and imports {name}")
            if room and target in ROOMS and ROOMS.index(target) > ROOMS.index(room):
                problems.append(f"{module} imports {name}, of a later room")
            if package == "grading" and not room and target in ROOMS and module != "grading.cli":
                problems.append(f"{module} is in no room and imports {name}")
            if name == "grading.cli":
                problems.append(f"{module} imports the commands")
            if name in sources and name.rpartition(".")[0] == module.rpartition(".")[0]:
                edges.setdefault(module, set()).add(name)
    try:
        graphlib.TopologicalSorter(edges).prepare()
    except graphlib.CycleError as error:
        problems.append(f"a circle: {' imports '.join(reversed(error.args[1]))}")
    return problems


def modules():
    """Return the texts of the modules of `grading` and `helpers`, by name."""
    paths = [path for package in ("grading", "helpers") for path in sorted((ROOT / package).rglob("*.py"))]
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths]
    return {name: path.read_text(encoding="utf-8") for name, path in zip(names, paths) if not name.endswith("__init__")}


def test_imports_point_one_way():
    sources = modules()
    assert {name.split(".")[1] for name in sources if name.count(".") == 2} == {*ROOMS, "checks"}
    assert not (problems := wrong_imports(sources)), "\n".join(problems)


@pytest.mark.parametrize(
    ("module", "line", "problem"),
    [
        ("grading.intake.archive", "from grading.sandbox import wire", "a later room"),
        ("grading.authoring.record", "def f():\n    import grading.proof.verify", "a later room"),
        ("grading.notebooks", "from grading.intake.needed import needed", "is in no room"),
        ("grading.text", "from grading.desk import reset", "is in no room"),
        ("grading.desk.packing", "from grading.cli import main", "imports the commands"),
        ("grading.authoring.slips", "from grading.authoring import author", "grading.authoring.author imports"),
        ("helpers.checks.words", "from helpers.checks.compare import parts", "a circle"),
        ("helpers.files", "from helpers import progress", "a circle"),
        ("helpers.checks.guard", "from helpers.progress import note", "is the engine of checks"),
        ("helpers.checks.guard", "from helpers import check", "is the engine of checks"),
        ("helpers.widgets", "try:\n    from grading import text\nexcept ImportError:\n    pass", "is of helpers"),
        ("helpers.checks.guard", "import grading.notebooks", "is of helpers"),
    ],
)
def test_an_import_the_other_way_is_seen(module, line, problem):
    sources = modules()
    assert module in sources
    (sentence,) = wrong_imports(sources | {module: f"{sources[module]}\n{line}\n"})
    assert problem in sentence


def test_released_code_imports_nothing_of_grading():
    for week in dict.fromkeys(path.parent for path in notebooks.sources()):
        for path in notebooks.released(week):
            if path.suffix == ".py":
                texts = [path.read_text(encoding="utf-8")]
            elif path.suffix == ".ipynb":
                texts = [cell.source for cell in notebooks.read(path).cells if cell.cell_type == "code"]
            else:
                continue
            for text in texts:
                assert not re.search(r"^\s*(from|import) grading\b", text, re.MULTILINE), path.name


def test_nothing_private_is_tracked():
    parts = {part for path in tracked() for part in path.relative_to(ROOT).parts}
    assert not parts & {
        "release",
        "workspace",
        "submitted",
        "autograded",
        "feedback",
        "hidden",
        "screenshots",
        "gradebook.db",
        ".venv",
    }


def test_the_makefile_explains_every_target():
    text = (ROOT / "Makefile").read_text() + (ROOT / "edition" / "common.mk").read_text()
    targets = set(re.findall(r"^([a-z]+):", text, re.MULTILINE))
    explained = set(re.findall(r"^([a-z]+):.*## ", text, re.MULTILINE))
    assert targets == explained
    for name in re.findall(
        r"`make ([a-z]+)", (ROOT / "README.md").read_text() + (ROOT / "CONTRIBUTING.md").read_text()
    ):
        assert name in targets
