"""The files for whoever takes the project on: they can be read, and agree with one another."""

import json
import re
import tomllib

import pytest
import yaml

from grading.notebooks import ROOT


def read(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_one_version_is_named_everywhere():
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert yaml.safe_load(read("CITATION.cff"))["version"] == version
    released = re.findall(r"^## (\d+\.\d+\.\d+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert released[0] == version
    assert released == sorted(released, key=lambda text: [*map(int, text.split("."))], reverse=True)


@pytest.mark.parametrize("form", ["check", "problem"])
def test_an_issue_form_asks_what_is_needed(form):
    document = yaml.safe_load(read(f".github/ISSUE_TEMPLATE/{form}.yml"))
    assert document["name"] and document["description"]
    assert any(field.get("validations", {}).get("required") for field in document["body"])
    assert len({field["id"] for field in document["body"]}) == len(document["body"])


def test_the_workflow_and_the_hook_do_what_a_person_types():
    steps = yaml.safe_load(read(".github/workflows/tests.yml"))["jobs"]["tests"]["steps"]
    assert steps[-1] == {"run": ".ci/run"}
    (repository,) = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"]
    assert [hook["entry"] for hook in repository["hooks"]] == ["make lint"]


def test_the_container_has_what_ci_installs():
    installed = set(re.findall(r"apt-get install -y -qq (\w+)", read(".ci/run")))
    assert installed == {"bubblewrap", "chromium"}
    assert installed <= set(read("Dockerfile").split())
    container = json.loads(re.sub(r"^//.*$", "", read(".devcontainer/devcontainer.json"), flags=re.MULTILINE))
    assert (ROOT / ".devcontainer" / container["build"]["dockerfile"]).is_file()
    for name in re.findall(r"^COPY .*learner ([^.].*) \./$", read("Dockerfile"), re.MULTILINE):
        assert all((ROOT / part).is_file() for part in name.split())
