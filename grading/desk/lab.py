"""JupyterLab as this project opens it: a student's desk, or an instructor's with nbgrader's own panels.

A student's is what the environment is set to, so that it opens on a hub, too. An instructor's settings lie in a folder
of their own, which only `course instructor` names.
"""

import json
import os
import sys
from pathlib import Path

from helpers import files

# Markdown opens rendered, long lines of code wrap, a slider's picture is saved, no news.
OVERRIDES = {
    "@jupyterlab/docmanager-extension:plugin": {"defaultViewers": {"markdown": "Markdown Preview"}},
    "@jupyterlab/notebook-extension:tracker": {"codeCellConfig": {"lineWrap": True}},
    "@jupyter-widgets/jupyterlab-manager:plugin": {"saveState": True},
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}
# Validate without blocking the server. If both were on, ours would still answer: the server goes by the alphabet.
VALIDATION = {"nbgrader.server_extensions.validate_assignment": False, "grading.desk.validation": True}
# What only an instructor has a use for: on a student's desk it shows panels that do nothing, and errors in the log.
SERVER_PARTS = ("nbgrader.server_extensions.formgrader", "nbgrader.server_extensions.course_list")
PANELS = tuple(f"@jupyter/nbgrader:{name}" for name in ("create-assignment", "formgrader", "course-list", "menu"))
CONFIGURATION = "etc/jupyter"
INSTRUCTOR = "etc/jupyter-instructor"


def configure():
    """Write the settings of both desks into this environment, as far as they are not there."""
    settings = {"share/jupyter/lab/settings/overrides.json": OVERRIDES}
    for folder, instructor in ((CONFIGURATION, False), (INSTRUCTOR, True)):
        extensions = {**VALIDATION, **dict.fromkeys(SERVER_PARTS, instructor)}
        # The name comes after nbgrader.json, which switches nbgrader's own on.
        settings[f"{folder}/jupyter_server_config.d/nbgrader_validate.json"] = {
            "ServerApp": {"jpserver_extensions": extensions}
        }
        settings[f"{folder}/labconfig/page_config.json"] = {"disabledExtensions": dict.fromkeys(PANELS, not instructor)}
    for name, content in settings.items():
        path, text = Path(sys.prefix) / name, json.dumps(content, indent=1)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            files.write(path, text.encode())


def open_student(folder, arguments=()):
    """Become JupyterLab in the student's `folder`, with the start page; further arguments are passed on."""
    os.chdir(folder)
    _become("/lab/tree/start.md", arguments, {})


def open_instructor(course, arguments=()):
    """Become JupyterLab with formgrader, beside the folder `course`; further arguments are passed on."""
    os.chdir(course.parent)
    folders = [str(Path(sys.prefix) / INSTRUCTOR), os.environ.get("JUPYTER_CONFIG_PATH", "")]
    variables = {"COURSE": str(course), "JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, folders))}
    _become("/lab?formgrader=true", arguments, variables)


def _become(address, arguments, variables):
    configure()
    tools = Path(sys.executable).parent
    # JupyterLab's terminals and formgrader call programs by name; they are beside this Python, activated or not.
    path = f"{tools}{os.pathsep}{os.environ.get('PATH', '')}"
    words = ["jupyter", "lab", f"--LabApp.default_url={address}", *arguments]
    os.execvpe(tools / words[0], words, {**os.environ, "PATH": path, **variables})
