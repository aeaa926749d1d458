"""A release is made beside the one that is there and takes its place at the end, whole or not at all.

nbgrader removes the former release before it makes the new one, and again when that fails; what it has written into the
gradebook by then stays. So its `GenerateAssignment`, which its command and formgrader's button use too
(`grading.plugin.adapt`), is given a copy of the week to work in. What it made there, the hidden cases, the references
and the gradebook then change together.
"""

import contextlib
import shutil
from pathlib import Path

from grading import notebooks
from grading.authoring import release
from grading.classroom import cells, converters, gradebook, interrupts, results

STAGE = Path("hidden", ".release")  # of a course: hidden cases lie in it


def release_weeks(converter, generate):
    """Make the releases that nbgrader's `GenerateAssignment` is asked for, and leave each former one until it is done.

    Arguments: generate, a function that runs nbgrader's own `start` of this converter. Raises NotReleased.
    """
    weeks = sorted({path.parent.name for path in _glob(converter.coursedir)})
    if not weeks:
        generate()  # which says what there is
    for week in weeks:
        try:
            _release(converter, week, generate)
        except (ValueError, RuntimeError, OSError) as error:
            converter.log.error("%s", error)
            raise release.NotReleased(str(error)) from None


def _glob(directory):
    return Path(directory.root).glob(f"{directory.source_directory}/{directory.assignment_id}/*.ipynb")


def _release(converter, week, generate):
    """Make the release of one week with nbgrader's own `generate`, then exchange everything that belongs to it."""
    directory, course = converter.coursedir, Path(converter.coursedir.root)
    settings = release.RecordReferences(parent=converter)
    converter.notes, converter.recorded = [], []
    with results.only_writer(course):
        _recover(course, week)
        with _stage(course, week) as stage:
            one = directory.notebook_id != "*" and (course / "release" / week).is_dir()  # of several of one seed
            seed, note = release.choose_seed(course, week, settings.seed or ("keep" if one else ""))
            release.write_seed(stage, week, seed)
            if settings.update:  # now: nbgrader begins with a copy of what lies beside the notebooks
                for path in sorted(stage.glob(f"source/{week}/*.ipynb")):
                    release.prepare(path)
            with _staged(converter, stage, week):
                generate()
            if not converter.recorded:  # there is a release, and --force was not given
                return
            converter.notes.append(note)
            converter.notes += _exchange(converter, week, stage, settings.change_cells)
    for note in converter.notes:
        converter.log.info("%s", note)


@contextlib.contextmanager
def _stage(course, week):
    """Yield a private course folder, not for long, with copies of all that the release of a week reads and writes."""
    folder = course / STAGE
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(mode=0o700, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        stage = converters.copy_week(course, week, folder / course.name)
        for part in (Path("release", week), Path("hidden", week)):
            if (course / part).is_dir():
                shutil.copytree(course / part, stage / part)
        yield stage
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _staged(converter, stage, week):
    """Let a converter work in another course folder, on one week, without the gradebook."""
    directory = converter.coursedir
    # To ask for the gradebook's address fixes it: it is made from the root at first.
    before = directory.root, directory.assignment_id, directory.db_url, converter.no_database
    directory.root, directory.assignment_id, converter.no_database = str(stage), week, True
    try:
        yield
    finally:
        directory.root, directory.assignment_id, directory.db_url, converter.no_database = before


def _exchange(converter, week, stage, change_cells):
    """Put release, hidden cases and references of the `stage` in the place of the former ones, and tell the gradebook.

    Returns sentences about what is to be known. Raises ValueError if exercises that have grades would come or go.
    """
    course = Path(converter.coursedir.root)
    parts = [part for part in _parts(week) if not _same(course / part, stage / part)]
    paths, notes = [course / part for part in parts], []
    with contextlib.ExitStack() as stack:
        for part, path in zip(parts, paths):
            stack.callback(shutil.rmtree, _beside(path, "new"), ignore_errors=True)
            shutil.copytree(stage / part, _beside(path, "new"))
        with interrupts.deferred() as interrupted:
            if converter.no_database:
                with _swapped(paths):
                    pass
            else:
                notes = _tell_gradebook(converter, week, stage, paths, change_cells)
        if interrupted:
            raise KeyboardInterrupt
    return notes


def _tell_gradebook(converter, week, stage, paths, change_cells):
    """Do to the gradebook what the new release asks for, and exchange the `paths` just before that is final."""
    directory, course = converter.coursedir, Path(converter.coursedir.root)
    released = {path.stem: notebooks.read(path) for path in sorted(stage.glob(f"release/{week}/*.ipynb"))}
    with contextlib.ExitStack() as stack, gradebook.opened(directory) as book:
        backup = None
        if change_cells:
            backup = gradebook.keep(Path(book.engine.url.database))
            stack.callback(backup.unlink)
        with gradebook.transaction(book) as commit:
            notes = cells.update(book, course.name, week, released, change_cells)
            with _swapped(paths):
                commit()
        stack.pop_all()
    return [*notes, f"the former gradebook is kept as {backup.name}"] if backup else notes


def _parts(week):
    return Path("release", week), Path("hidden", week), Path("source", week, "reference")


def _same(old, new):
    """Return whether two folders hold the same files."""
    contents = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (old, new)
    ]
    return contents[0] == contents[1]


def _beside(path, word):
    return path.with_name(f".{path.name}.{word}")


def _recover(course, week):
    """Clear up after a release that was killed: where a former one was left without its name, give that back."""
    for path in (course / part for part in _parts(week)):
        if _beside(path, "old").exists() and not path.exists():
            _beside(path, "old").rename(path)
        for word in ("old", "new"):
            shutil.rmtree(_beside(path, word), ignore_errors=True)


@contextlib.contextmanager
def _swapped(paths):
    """Put the folder `.NAME.new` in the place of each of the `paths`; put back what was there if the block fails."""
    done = []
    try:
        for path in paths:
            done.append(path)
            if path.exists():
                path.rename(_beside(path, "old"))
            _beside(path, "new").rename(path)
        yield
    except BaseException:
        for path in done:
            if not _beside(path, "new").exists():  # then it is at `path`
                shutil.rmtree(path)
            if _beside(path, "old").exists():
                _beside(path, "old").rename(path)
        raise
    for path in paths:
        shutil.rmtree(_beside(path, "old"), ignore_errors=True)
