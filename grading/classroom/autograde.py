"""Autograde a week: every submission a job, the jobs to workers here or on a cluster, the results into the gradebook.

Only this process writes: result files first, then the gradebook. So a run can be interrupted at any point; the next one
goes on from the result files.
"""

import contextlib
import shutil
import time
from collections import deque
from concurrent.futures import FIRST_COMPLETED, CancelledError, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path

from nbgrader.api import MissingEntry
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from grading.classroom import converters, interrupts, job, results, worker
from grading.classroom.gradebook import Writer
from grading.intake import rebuild
from grading.sandbox import warm

ATTEMPTS = 3  # of a job whose worker is lost, before a person must look
DOUBTFUL = 6  # jobs that fail for the machine's sake, one after the other, before it is asked whether it can grade
LOOK_SECONDS = 0.2  # between two looks whether the run has been interrupted
AHEAD = 4  # jobs handed out for each worker, so that none waits and little is lost


@dataclass
class Graded:
    """What became of one submission.

    problem: why it could not be graded, if so; page_problem: why its feedback was not written. notes: for the report.
    earned and points: of all exercises. seconds: of grading it. fresh: whether it was graded now, not earlier.
    """

    student: str
    problem: str = ""
    page_problem: str = ""
    notes: list[str] = field(default_factory=list)
    earned: float = 0.0
    points: float = 0.0
    seconds: float = 0.0
    fresh: bool = True


def grade_week(course, week, feedback=True, settings=None, jobs=1, cluster=None, force=False, students=None):
    """Autograde the submissions of one week, write feedback, and return a list of `Graded`, one for each student.

    Arguments: settings, a dictionary of limits (`cell_seconds`, `notebook_seconds`, `memory`) and `unconfined`; jobs,
    how many processes grade on this machine; cluster, the address of a Dask scheduler whose workers grade instead;
    force, whether to grade again what has not changed; students, their names (default: all who handed something in).
    Raises FileNotFoundError, saying what to do, if there is no release or no submission, and RuntimeError if nothing
    can be graded here.
    """
    course = Path(course)
    package = job.package(course, week)
    students = _students(course, week, students)
    if not cluster and not (settings or {}).get("unconfined") and not shutil.which("bwrap"):
        raise RuntimeError(warm.MISSING)
    with contextlib.ExitStack() as stack:
        stack.enter_context(results.only_writer(course))
        config = converters.configuration(course)
        writer = stack.enter_context(Writer(course, config))
        try:
            stored = writer.stored(week)
            writer.book.find_assignment(week)
        except MissingEntry:
            raise FileNotFoundError(
                f"the gradebook of {course.name} does not know {week}: run `course release {course.name} {week}` first."
            ) from None
        run = _Run(course, package, writer, stored, settings, force, feedback)
        run.progress = stack.enter_context(_progress())
        local = stack.enter_context(_local(jobs))
        submit, ahead = (local.submit, jobs * AHEAD) if not cluster else stack.enter_context(_cluster(cluster))
        run.interrupts = stack.enter_context(interrupts.deferred())
        return run.go(students, submit, local.submit, ahead)


def _students(course, week, names):
    there = rebuild.students(course, week)
    if not there:
        raise FileNotFoundError(
            f"{course.name} has no submissions of {week}: run `course collect {course.name} FOLDER`, or put each "
            f"student's notebooks into {course.name}/submitted/STUDENT/{week}/."
        )
    for name in names or ():
        if name not in there:
            raise FileNotFoundError(f"there is no {course.name}/submitted/{name}/{week}/.")
    return sorted(set(names)) if names else there


@contextlib.contextmanager
def _local(jobs):
    """Yield an executor whose threads have one worker each; at the end, however it comes, no worker is left."""
    executor = ThreadPoolExecutor(jobs)
    try:
        yield executor
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise
    finally:
        worker.close_all()
        executor.shutdown(wait=True)


@contextlib.contextmanager
def _cluster(address):
    """Yield how to submit a job to a Dask scheduler, and how many jobs to hand out at a time."""
    try:
        from distributed import Client
    except ImportError:
        raise RuntimeError(
            "grading on a cluster needs dask.distributed: pip install distributed (the version in requirements.txt)"
        ) from None
    try:
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RuntimeError(f"no Dask scheduler answers at {address}: {error}") from None
    with client:
        executor, held = client.get_executor(pure=False, retries=0), {}

        def submit(function, task, package):
            if package.key not in held:  # as a task: one that is lost with its workers is made again, other data is not
                held[package.key] = client.submit(_same, package)
            return executor.submit(function, task, held[package.key])

        try:
            yield submit, AHEAD * max(8, sum(client.nthreads().values()))
        finally:
            executor.shutdown(wait=False)


def _same(package):
    return package


def _progress():
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[failures]}"),
        transient=True,
    )


class _Run:
    """One run of `grade_week`."""

    def __init__(self, course, package, writer, stored, settings, force, feedback):
        self.course, self.package, self.writer, self.stored = course, package, writer, stored
        self.settings, self.force, self.feedback = settings, force, feedback
        self.graded, self.attempts, self.pages_due = {}, {}, []
        self.failures = 0  # one after the other
        self.started = time.monotonic()

    def go(self, students, submit, submit_here, ahead):
        """Grade all `students`; jobs go to `submit`, at most `ahead` at a time, feedback pages to `submit_here`."""
        self.submit = submit
        self.bar = self.progress.add_task(f"Grading {self.package.week}", total=len(students), rate="", failures="")
        waiting, again, pending, pages = deque(students), deque(), {}, {}
        while waiting or again or pending or pages:
            if self.interrupts:
                raise KeyboardInterrupt
            while (waiting or again) and len(pending) < ahead:
                if task := again.popleft() if again else self._next(waiting.popleft()):
                    pending[submit(worker.grade, task, self.package)] = task
            for future in wait([*pending, *pages], LOOK_SECONDS, FIRST_COMPLETED).done if pending or pages else ():
                if future in pages:
                    self._written(pages.pop(future), future)
                    continue
                task = pending.pop(future)
                if result := self._result(task, future):
                    results.write(self.course, result)
                    self._take(result)
                else:
                    again.append(task)
            while self.pages_due:
                student = self.pages_due.pop()
                pages[submit_here(worker.feedback, self.course, self.package.week, student)] = student
        return [self.graded[student] for student in students]

    def _next(self, student):
        """Return the job of a student, or None if there is nothing to run: it has a result already, or no notebook."""
        if problem := rebuild.id_problem(student):
            return self._leave_out(student, problem)
        try:
            task = job.make(self.course, self.package, student, self.settings)
        except Exception as error:  # whatever lies there
            return self._leave_out(student, f"it cannot be read ({type(error).__name__}: {error})")
        if not task["notebooks"] and not task["others"]:
            problem = rebuild.place_problem(self.course, self.package.week, student)
            result = job.failed(task, self.package, problem or "no notebook was handed in")
            results.write(self.course, result)
            self._take(result)
            return None
        known = None if self.force else results.read(self.course, self.package.week, student, task["key"])
        if known is None or known["outcome"] == "failed":
            return task
        results.choose(self.course, known)
        self._take(known, fresh=False)
        return None

    def _leave_out(self, student, problem):
        """Note why a student's submission is not graded."""
        self.graded[student] = Graded(student, problem=problem)
        self.progress.update(self.bar, advance=1)

    def _result(self, task, future):
        """Return what a job has made, or None if it must be tried again; after the last attempt, that it failed."""
        try:
            result = future.result()
        except (Exception, CancelledError) as error:  # a lost worker, never the student's doing
            trouble, attempts = str(error) or type(error).__name__, self.attempts.get(task["key"], 0) + 1
            self.attempts[task["key"]] = attempts
            if attempts < ATTEMPTS:
                return None
            self.failures += 1
            if self.failures >= DOUBTFUL:
                self._must_grade_the_release()
                self.failures = 0
            return job.failed(task, self.package, f"{trouble} ({ATTEMPTS} attempts)")
        self.failures = 0
        return result

    def _must_grade_the_release(self):
        """Raise RuntimeError, saying why, if not even the untouched release can be graded: then it is the machine."""
        for _ in range(ATTEMPTS):
            future = self.submit(worker.grade, job.untouched(self.package, self.settings), self.package)
            while not wait([future], LOOK_SECONDS).done:
                if self.interrupts:
                    raise KeyboardInterrupt
            try:
                future.result()
                return
            except (Exception, CancelledError) as error:
                trouble = str(error) or type(error).__name__
        raise RuntimeError(f"nothing can be graded here, not even the week as it was released: {trouble}")

    def _take(self, result, fresh=True):
        """Bring the gradebook in step with a result, and note it for the report."""
        try:
            if not self.writer.is_stored(result, self.stored):
                self.writer.store(result)
        except (OSError, RuntimeError):  # trouble with the disk or the gradebook: the run ends
            raise
        except Exception as error:  # one submission never stops the others
            self._leave_out(result["student"], f"it cannot be stored ({type(error).__name__}: {error})")
            return
        student, (earned, points) = result["student"], results.total(result)
        notes = [f"{name}: {note}" for name, sentences in result["notes"].items() for note in sentences]
        if problem := rebuild.stamp_problem(self.course / "submitted" / student / self.package.week):
            notes.append(problem)
        self.graded[student] = Graded(
            student,
            problem=result["trouble"],
            notes=notes,
            earned=earned,
            points=points,
            seconds=result["seconds"]["total"],
            fresh=fresh,
        )
        if self.feedback and result["outcome"] == "graded" and self._is_page_due(result):
            self.pages_due.append(student)
        rate = (1 + self.progress.tasks[self.bar].completed) / (time.monotonic() - self.started)
        failures = sum(bool(item.problem) for item in self.graded.values())
        shown = f"{failures} not graded" if failures else ""
        self.progress.update(self.bar, advance=1, rate=f"{60 * rate:.0f} a minute", failures=shown)

    def _is_page_due(self, result):
        """Return whether a feedback page is missing or older than its graded notebook."""
        place = Path(result["student"]) / result["week"]
        for name in result["notebooks"]:
            page = self.course / "feedback" / place / f"{name}.html"
            graded = self.course / "autograded" / place / f"{name}.ipynb"
            if not page.is_file() or page.stat().st_mtime < graded.stat().st_mtime:
                return True
        return False

    def _written(self, student, future):
        try:
            future.result()
        except (Exception, CancelledError) as error:
            self.graded[student].page_problem = f"the feedback page was not written: {error}"
