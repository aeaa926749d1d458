"""The project as a whole: the lock, the pages, and what must not stand in them."""

import re
import subprocess

import yaml

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
    for page in [path for path in tracked() if path.suffix == ".md"]:
        for target in re.findall(r"\[[^\]]*\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            assert target.startswith("https://") or (page.parent / target).exists(), f"{page.name}: {target}"


def test_helpers_import_nothing_of_grading():
    for path in (ROOT / "helpers").glob("*.py"):
        assert not re.search(r"^\s*(from|import) grading", path.read_text(), re.MULTILINE), path.name


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
