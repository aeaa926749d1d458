"""Which student an offer is of: the id from the name, and that no two students become one."""

import unicodedata
from itertools import groupby

from grading.classroom.exports import MOODLE
from grading.intake import rebuild

PARTICIPANT = "Participant"  # Moodle's name for everybody whose name it does not give


def identify(offers, known):
    """Give each offer its student's id; return pairs (offer, why it must be refused).

    Arguments: known, the names of those who have submissions already.
    """
    refused = []
    nameless = _nameless(offers)
    for offer in offers:
        name = offer.owner.name
        if offer.owner.platform == MOODLE and name in nameless:
            name = f"{name} {offer.owner.number}"
        offer.student = rebuild.usable(name)
        if problem := rebuild.id_problem(offer.student):
            refused.append((offer, problem))
        elif offer.student != name:
            offer.notes.append(f"the name {name!a} is written {offer.student}")
        if offer.claimed and offer.claimed != name:
            offer.notes.append(f"packed under the name {offer.claimed}")
    unusable = {id(offer) for offer, _ in refused}
    usable = sorted((offer for offer in offers if id(offer) not in unusable), key=_key)
    for key, group in groupby(usable, _key):
        group = list(group)
        alike = [name for name in known if _fold(name) == key and name != group[0].student]
        for offer in group:
            if problem := _mistaken(offer, group, alike):
                refused.append((offer, problem))
    return refused


def _nameless(offers):
    """Return the names that Moodle gives instead of students' own: one word, in whatever language, for several."""
    numbers = {}
    for offer in offers:
        if offer.owner.platform == MOODLE and len(offer.owner.name.split()) == 1:
            numbers.setdefault((offer.owner.name, offer.week), set()).add(offer.owner.number)
    return {PARTICIPANT} | {name for (name, _), several in numbers.items() if len(several) > 1}


def _mistaken(offer, group, alike):
    """Return why an offer may be another student's, or None.

    Arguments: group, the offers whose ids are the same to some file systems; alike, the ids of submissions that are so.
    """
    rivals = {other.owner for other in group if not _same_student(offer, other)}
    others = sorted(f"{owner.name} {owner.number}".strip() for owner in rivals)
    if others and (not offer.owner.number or any(owner.number for owner in rivals)):
        return f"would fall together with that of another student: {', '.join(others)}"
    if alike:
        return f"would fall together with that of another student: submitted/{alike[0]}"
    claims = {other.claimed for other in group if other.claimed and not other.owner.number}
    if len(claims) > 1 and offer.claimed and not offer.owner.number:
        return f"lies with archives of other students: {', '.join(sorted(claims))}"
    return None


def _same_student(offer, other):
    """Return whether two offers of one name are one student's. In each assignment Moodle gives a student a number."""
    if offer.owner.platform == other.owner.platform == MOODLE and offer.week != other.week:
        return offer.owner.name == other.owner.name
    return offer.owner == other.owner


def _fold(name):
    """Return what is the same for two names that some file systems take for one."""
    return unicodedata.normalize("NFC", name).casefold()


def _key(offer):
    return _fold(offer.student)
