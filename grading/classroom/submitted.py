"""Writing what is collected: the newest of each notebook into `submitted/STUDENT/WEEK/`, and a record of it.

COURSE/submitted/STUDENT/WEEK/             the notebooks, and nbgrader's `timestamp.txt`
COURSE/submitted/STUDENT/WEEK.earlier/     what was there before
COURSE/collected/WEEK/STUDENT.json         the record; it lies apart, because it is not the student's
"""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

from grading.classroom.exports import Owner
from grading.intake import rebuild
from grading.intake.archive import Refused
from grading.intake.rebuild import STAMP
from helpers import files


def record(course, week, student):
    """Return what was noted of what is collected of a student: {} if there is nothing.

    Otherwise a dictionary: student, number, platform ("Moodle", "Canvas" or ""), as in `Owner`; notebooks, when each
    was handed in, by name.
    """
    try:
        document = json.loads(_record_path(course, week, student).read_bytes())
        times = {name: datetime.fromisoformat(time) for name, time in document["notebooks"].items()}
        known = all(isinstance(document[name], str) for name in ("student", "number", "platform"))
        return document if known and all(time.tzinfo for time in times.values()) else {}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _record_path(course, week, student):
    return Path(course) / "collected" / week / f"{student}.json"


def merge(course, notebooks, group):
    """Put the newest of each notebook that a student's offers for a week have into its place, whole.

    What is there is replaced only by something newer.
    Arguments: notebooks, the names of the week's; group, the offers, each of which is told what has become of it.
    Returns pairs (offer, why it is refused). Raises OSError if a file cannot be written.
    """
    student, week = group[0].student, group[0].week
    target, before = course / "submitted" / student / week, record(course, week, student)
    contents, refused = _load(course, group, before)
    if not contents:
        return refused
    there = _there(target, notebooks)
    handed_in = _times(target, there, before)
    newest, outcomes = _newest(contents, there, handed_in)
    fresh = {name: content for name, (_, content) in newest.items()}
    times = handed_in | {name: offer.times[name] for name, (offer, _) in newest.items()}
    now = _described(contents, before, times)
    earlier = _put(target, there | fresh, max(handed_in.values(), default=None), now) if fresh else None
    if now != before:
        files.write(_record_path(course, week, student), json.dumps(now, indent=1).encode())
    others = {name: handed_in[name] for name in set(there) - set(fresh)}
    for offer, _ in contents:
        _tell(offer, outcomes[id(offer)], earlier and earlier.relative_to(course), others)
    return refused


def _load(course, group, before):
    """Return pairs of an offer and its notebooks, of those that can be taken, and pairs (offer, why it cannot).

    Arguments: before, the record of what is there.
    """
    contents, refused = [], []
    for offer in group:
        problem = rebuild.place_problem(course, offer.week, offer.student)
        try:
            if problem:
                raise Refused(f"cannot be put into its place: {problem}")
            if before.get("number") and offer.owner.number not in ("", before["number"]):
                raise Refused(f"would replace that of another student of this name, number {before['number']}")
            contents.append((offer, {name: _as_utf8(content) for name, content in offer.load().items()}))
        except Refused as reason:
            refused.append((offer, str(reason)))
    return contents, refused


def _newest(contents, there, handed_in):
    """Return what is taken, {name: (offer, bytes)}, and {id of an offer: pairs (notebook, what becomes of it)}.

    Arguments: contents, pairs of an offer and its notebooks; there and handed_in, the notebooks that there are and when
    each was handed in.
    """
    newest, outcomes = {}, {id(offer): [] for offer, _ in contents}
    for name in sorted({name for _, loaded in contents for name in loaded}):
        *older, (offer, content) = sorted(
            [(offer, loaded[name]) for offer, loaded in contents if name in loaded],
            key=lambda pair: (pair[0].times[name], pair[0].again, pair[0].places[name]),
        )
        for other, _ in older:
            outcomes[id(other)].append((name, f"superseded by {offer.places[name]}"))
        if content == there.get(name):
            outcomes[id(offer)].append((name, "unchanged"))
        elif name in there and handed_in[name] >= offer.times[name]:
            outcomes[id(offer)].append((name, "older than what is there"))
        else:
            outcomes[id(offer)].append((name, "new"))
            newest[name] = offer, content
            offer.notes += [f"{name} {problem}" for problem in _problems(content)]
    return newest, outcomes


def _described(contents, before, times):
    """Return the record of a submission: whose it is, and of which time each notebook is."""
    owner = next((offer.owner for offer, _ in contents if offer.owner.number), contents[-1][0].owner)
    if not owner.number and before:
        owner = Owner(before["student"], before["number"], before["platform"])
    whose = {"student": owner.name, "number": owner.number, "platform": owner.platform}
    return {**whose, "notebooks": {name: time.isoformat() for name, time in sorted(times.items())}}


def _tell(offer, outcomes, earlier, others):
    """Note what has become of an offer.

    Arguments: outcomes, pairs (notebook, what); earlier, where what was there is kept; others, {notebook that stayed:
    when it was handed in}.
    """
    rest = [outcome for _, outcome in outcomes if outcome != "new"]
    if len(rest) == len(outcomes):
        offer.outcome = max(rest, key=rest.count)
        offer.notes += [f"{name} is {outcome}" for name, outcome in outcomes if outcome != offer.outcome]
        return
    offer.outcome = f"new; the earlier one is {earlier}" if earlier else "new"
    offer.notes += [f"{name} is {outcome}" for name, outcome in outcomes if outcome != "new"]
    older = sorted(name for name in others if name not in offer.times)
    offer.notes += [f"{name} is still that of {others[name]:%Y-%m-%d %H:%M}" for name in older]


def _put(target, contents, when, now):
    """Put a submission into its place, and return where the earlier one is kept, None if there was none.

    Arguments: when, the time of the earlier one, or None; now, the new record.
    """
    last = max(map(datetime.fromisoformat, now["notebooks"].values()))
    stamp = f"{last:%Y-%m-%d %H:%M:%S} UTC"
    earlier = None
    if target.exists():
        when = when or datetime.fromtimestamp(int(target.stat().st_mtime), UTC)
        earlier = target.with_name(f"{target.name}.earlier") / f"{when:%Y-%m-%d_%H-%M-%S}"
        earlier = files.free(earlier, "again") if earlier.exists() else earlier
    _replace(target, {**contents, STAMP: stamp.encode()}, earlier)
    return earlier


def _replace(target, contents, earlier):
    """Put files into the folder `target`, all or none. One that is there becomes `earlier`."""
    fresh = target.with_name(f".{target.name}.part")
    shutil.rmtree(fresh, ignore_errors=True)  # of a run that was killed
    try:
        for name, content in contents.items():
            files.write(fresh / name, content)
        if earlier:
            earlier.parent.mkdir(exist_ok=True)
            target.rename(earlier)
        fresh.rename(target)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        if earlier and not target.exists():
            earlier.rename(target)
        raise


def _there(target, names):
    """Return the notebooks that are in `submitted/` already."""
    contents = {name: rebuild.take(target / name) for name in names if (target / name).is_file()}
    return {name: content for name, content in contents.items() if isinstance(content, bytes)}


def _times(target, there, before):
    """Return when each notebook that is in `submitted/` was handed in."""
    recorded = {name: datetime.fromisoformat(time) for name, time in before.get("notebooks", {}).items()}
    if stamp := rebuild.handed_in(target):
        usual = stamp.replace(tzinfo=UTC)
    else:
        usual = datetime.fromtimestamp(max((int((target / name).stat().st_mtime) for name in there), default=0), UTC)
    return {name: recorded.get(name, usual) for name in there}


def _problems(content):
    """Return why a notebook cannot be read, as a list of at most one end of a sentence."""
    try:
        rebuild.read_cells(content)
    except ValueError as error:
        return [str(error)]
    return []


def _as_utf8(content):
    """Return the bytes of a notebook in UTF-8, as Jupyter writes it, if they are in another encoding of Unicode."""
    try:
        text = content.decode(json.detect_encoding(content))
    except UnicodeError:
        return content
    return text.encode()
