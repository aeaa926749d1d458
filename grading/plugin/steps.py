"""Steps of `nbgrader autograde` and formgrader that are those of `course grade`; `nbgrader_config.py` names them."""

from pathlib import Path

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Bool, Integer

from grading.intake import recognition
from grading.intake.rebuild import handed_in, keep_stamps, place_problem, rebuild, take
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


def take_notebooks_only():
    """Keep nbgrader from copying the other files of a submission: links, pipes, whatever else is in it.

    nbgrader has no setting for that: its list of names to ignore holds for the released files too. The small files of
    its exchange are kept, and `timestamp.txt` counts only if it is a file that holds a time.
    """
    copy_all = BaseConverter.init_assignment

    def init_assignment(self, assignment_id, student_id):
        if isinstance(self, Autograde) and (problem := place_problem(self.coursedir.root, assignment_id, student_id)):
            raise ValueError(problem)
        ignored = self.coursedir.ignore
        if isinstance(self, Autograde):
            self.coursedir.ignore = ["*"]
        try:
            copy_all(self, assignment_id, student_id)
        finally:
            self.coursedir.ignore = ignored
        if isinstance(self, Autograde):
            names = (assignment_id, student_id)
            keep_stamps(self._format_source(*names), self._format_dest(*names))

    def get_existing_timestamp(self, dest_path):
        return handed_in(dest_path)

    if BaseConverter.init_assignment.__module__ != __name__:
        BaseConverter.init_assignment = init_assignment
        CourseDirectory.get_existing_timestamp = get_existing_timestamp


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
