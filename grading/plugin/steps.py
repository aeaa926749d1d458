"""Steps of `nbgrader autograde` and formgrader that are those of `course grade`; `nbgrader_config.py` names them."""

from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer

from grading.intake import recognition
from grading.intake.rebuild import rebuild, take
from grading.sandbox.confine import Limits
from grading.sandbox.execute import execute


class SubmissionExporter(NotebookExporter):
    """Reads a submitted notebook for `nbgrader autograde`; an unreadable one becomes the untouched release."""

    def from_filename(self, filename, resources=None, **options):
        """Return the rebuilt notebook, or on nbgrader's second pass the file as it is."""
        if not self.parent._sanitizing:
            return super().from_filename(filename, resources, **options)
        path, course = Path(filename), Path(self.parent.coursedir.root)  # it may be a link: it is not followed
        week = resources["nbgrader"]["assignment"]
        master, hidden = course / "release" / week / path.name, course / "hidden" / week / f"{path.stem}.json"
        for needed in (master, hidden):
            if not needed.is_file():
                raise FileNotFoundError(f"{needed} is missing: run `course release {course.name} {week}` first")
        place = f"{course.resolve().name}/{week}/{path.stem}"
        notebook, _ = rebuild(master, take(path), place, recognition.owners(course))
        resources["metadata"] = {"name": path.stem, "path": str(path.parent)}
        return self.from_notebook_node(notebook, resources=resources, **options)


class RunConfined(NbGraderPreprocessor):
    """Run a submitted notebook as `nbgrader autograde` does, but confined and with the checks out of its reach."""

    unconfined = Bool(False, help="Run without bubblewrap: only on a machine that can be thrown away.").tag(config=True)
    everything = Bool(False, help="Run the cells that no check needs, too.").tag(config=True)
    cell_seconds = Integer(120, help="Time limit of one cell.").tag(config=True)
    notebook_seconds = Integer(600, help="Time limit of one notebook.").tag(config=True)
    memory = Integer(4096, help="MiB of memory for one notebook.").tag(config=True)

    def preprocess(self, nb, resources):
        """Run one notebook in place."""
        names = resources["nbgrader"]
        limits = Limits(notebook_seconds=self.notebook_seconds, cell_seconds=self.cell_seconds, memory=self.memory)
        course = Path(self.parent.parent.coursedir.root)
        confined = not self.unconfined
        execute(nb, course, names["assignment"], names["notebook"], limits, confined, self.everything)
        return nb, resources
