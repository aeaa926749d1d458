"""One run of a solved notebook: its outputs, what is recorded of it, and how well its graders measure.

The cells run once, in a process of their own; everything that is proved of a notebook is proved with their namespace.
"""

from dataclasses import asdict, dataclass

import numpy as np

from grading import notebooks
from grading.authoring import author, record, solved
from grading.proof import mistakes, mutants, naming, styles
from helpers import check
from helpers.checks import codec, quiz

HIDDEN_SEED = 1  # fixed, so that the page of the graders is the same each time; a class gets a secret one
REPORTS = {
    "mistakes": mistakes.MistakesReport,
    "mutants": mutants.MutantsReport,
    "styles": styles.StylesReport,
    "naming": naming.NamingReport,
}
_Check = check.Check  # the real one, in whose place a recorder stands while a notebook runs


@dataclass
class NotebookRun:
    """What one run of a solved notebook gave.

    outputs: a list for each code cell, as a notebook stores them; None where only what the graded cells need has run.
    references: the "visible" and the "hidden" document, as `record.record` makes them. reports: from each part of
    `REPORTS` that was wanted to a list.
    """

    outputs: list | None
    references: dict[str, dict]
    reports: dict[str, list]


class _ShownRecorder(record.Recorder):
    """Records an exercise after it has shown the card that the notebook's own `check` shows."""

    def __init__(self, notebook, folder="."):
        super().__init__(notebook, folder)
        self.check = _Check(notebook, folder)

    def take(self, function, variables, caller):
        self.check.answer(function, variables, caller)
        state = np.random.get_state()  # cells below go on with the numbers that they would have drawn
        super().take(function, variables, caller)
        np.random.set_state(state)


def run(path, parts, most=None, everything=False):
    """Return the `NotebookRun` of the solved notebook `path`, which runs once in a process of its own.

    Arguments: parts, the names of those `REPORTS` that are wanted; most, how many mutants of an exercise are run, then
    on one draw of hidden cases and styles on the visible ones (default: every one, on all); everything, whether every
    cell runs and its outputs are kept.
    """
    return read(document(path, parts, most, everything))


def document(path, parts, most=None, everything=False):
    """Return the JSON document of what `run` returns."""
    return solved.apart("grading.proof.notebook_run", path, list(parts), most, everything)


def read(document):
    """Return the `NotebookRun` that a JSON document holds."""
    reports = {part: [REPORTS[part](**item) for item in items] for part, items in document["reports"].items()}
    return NotebookRun(document["outputs"], document["references"], reports)


def main(path, out, parts, most=None, everything=False):
    """In the process: do as `run`, and write the JSON document to the file `out`."""
    cells, graded, outputs = {}, [], [] if everything else None
    recorder = _ShownRecorder if everything else record.Recorder
    seeds = {"visible": record.VISIBLE_SEED, "hidden": HIDDEN_SEED}
    names = _NeededNames(path)
    for cell, namespace in record.recording(path, seeds, recorder, outputs):
        name, needed = notebooks.grade_id(cell) or "", names.before(cell, namespace)
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cells[name] = cell.source, needed
        elif name.startswith("check_"):
            name = name.removeprefix("check_")
            graded.append((name, *cells[name], needed))
    references = {kind: record.Recorder.documents[kind] for kind in seeds}
    reports = _reports(path, graded, namespace, references, parts, most) if parts else {}
    written = {part: [asdict(item) for item in items] for part, items in reports.items()}
    codec.write(out, {"outputs": outputs, "references": references, "reports": written})


class _NeededNames:
    """The names that cells give which the graded ones need: what a check may rely on in any notebook.

    A function that forgets to begin with `plain = {}` must not be right because a cell with a figure has one.
    """

    def __init__(self, path):
        self.needed = {
            cell.id for cell in solved.needed([cell for cell in notebooks.read(path).cells if cell.cell_type == "code"])
        }
        self.last, self.values, self.others = None, {}, set()

    def before(self, cell, namespace):
        """Return a copy of the namespace before `cell` runs, without the names of cells that are not needed."""
        changed = {name for name, value in namespace.items() if self.values.get(name, self) is not value}
        if self.last is None or self.last in self.needed:
            self.others -= changed
        else:
            self.others |= changed - self.values.keys()
        self.last, self.values = cell.id, dict(namespace)
        return {name: value for name, value in namespace.items() if name not in self.others}


def _reports(path, graded, namespace, references, parts, most):
    """Return the reports of `parts`.

    Arguments: graded, a list of (exercise, source of its solution cell, copies of the namespace before and after that
    has run); namespace, the notebook's own, where its functions look up names; references and most, as above.
    """
    exercises = check.declared(path.stem, ".")
    written = author.read(".", path.stem, exercises)
    solutions = styles.read_all(path, exercises)
    held_out, verdicts = naming.read(path, exercises), naming.read_verdicts(path)
    defined = {name: {} for name in solutions}
    reports, stored = {part: [] for part in parts}, record.stored(path).get("exercises", {})
    for name, source, before, after in graded:
        namespace.clear()
        namespace.update(after)  # later cells have given names of this exercise's functions other values
        exercise = exercises[name]
        recorded = [references[kind]["exercises"][name] for kind in ("visible", "hidden")]
        if most and "cases" in recorded[1]:
            recorded[1] = recorded[1] | {"cases": recorded[1]["cases"][: len(recorded[0]["cases"])]}
        if "mistakes" in reports:
            known = written.explanations.get(name, {})
            if not isinstance(exercise, quiz.Question):
                known = author.wrong_versions(written.mistakes.get(name, {}), source, after, name)
            report = mistakes.report(path.stem, exercise, recorded, known)
            if not record.agrees(stored.get(name), recorded[0]):
                report.problems.append("its reference is not what the notebook gives: run `course record`")
            reports["mistakes"].append(report)
        if "mutants" in reports and not isinstance(exercise, quiz.Question):
            known = written.equivalent.get(name, ())
            reports["mutants"].append(mutants.report(path.stem, exercise, source, before, recorded, known, most))
        if "styles" in reports:
            judged = recorded if most is None else [recorded[0], None]
            reports["styles"].append(styles.report(path.stem, exercise, before, judged, solutions, defined))
        if "naming" in reports and not isinstance(exercise, quiz.Question):
            reports["naming"].append(naming.report(path.stem, exercise, before, recorded, held_out, verdicts))
    return reports
