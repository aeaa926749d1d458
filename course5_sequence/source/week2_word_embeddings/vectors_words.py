"""Word lists of the notebook on word vectors: pairs for analogies, and words for tests of association."""

from itertools import permutations

PAIRS = {  # kind: pairs of words, in the same relation
    "capital of a country": (
        "paris france, berlin germany, madrid spain, rome italy, vienna austria, athens greece, lisbon portugal, "
        "warsaw poland, stockholm sweden, oslo norway, helsinki finland, copenhagen denmark, dublin ireland, "
        "moscow russia, kiev ukraine, ankara turkey, cairo egypt, tehran iran, baghdad iraq, kabul afghanistan, "
        "tokyo japan, beijing china, hanoi vietnam, bangkok thailand, havana cuba, lima peru, ottawa canada"
    ),
    "country and people": (
        "france french, germany german, spain spanish, italy italian, austria austrian, greece greek, "
        "portugal portuguese, poland polish, sweden swedish, norway norwegian, denmark danish, ireland irish, "
        "russia russian, ukraine ukrainian, turkey turkish, egypt egyptian, iran iranian, japan japanese, "
        "china chinese, vietnam vietnamese, thailand thai, cuba cuban, brazil brazilian, canada canadian"
    ),
    "man and woman": (
        "man woman, boy girl, father mother, son daughter, brother sister, husband wife, king queen, prince princess, "
        "uncle aunt, nephew niece, grandfather grandmother, he she, his her, actor actress, brothers sisters, "
        "sons daughters"
    ),
    "singular and plural": (
        "car cars, dog dogs, cat cats, bird birds, horse horses, cow cows, tree trees, apple apples, house houses, "
        "road roads, river rivers, book books, song songs, letter letters, machine machines, city cities, "
        "country countries, child children, man men, woman women, eye eyes, hand hands, finger fingers, cloud clouds"
    ),
    "comparative": (
        "large larger, small smaller, big bigger, high higher, low lower, long longer, short shorter, fast faster, "
        "slow slower, strong stronger, weak weaker, warm warmer, old older, young younger, "
        "cheap cheaper, hard harder, easy easier, good better, bad worse, great greater, bright brighter, tall taller"
    ),
    "past tense": (
        "go went, see saw, take took, give gave, come came, find found, know knew, think thought, say said, tell told, "
        "run ran, fly flew, write wrote, speak spoke, sing sang, swim swam, buy bought, sell sold, win won, lose lost, "
        "play played, walk walked, look looked, move moved"
    ),
    "opposite by un-": (
        "able unable, aware unaware, certain uncertain, clear unclear, comfortable uncomfortable, fair unfair, "
        "happy unhappy, known unknown, likely unlikely, limited unlimited, pleasant unpleasant, stable unstable, "
        "successful unsuccessful, usual unusual, changed unchanged"
    ),
}

LISTS = {  # words for tests of association; the first four are those of Caliskan et al. (2017), the others are ours
    "career": "executive management professional corporation salary office business career",
    "family": "home parents children family cousins marriage wedding relatives",
    "men": "male man boy brother he him his son",
    "women": "female woman girl sister she her hers daughter",
    "science": "science technology physics chemistry engineering astronomy laboratory mathematics",
    "arts": "poetry art dance literature novel symphony drama sculpture",
    "instruments": "guitar piano violin flute cello trumpet drum saxophone",
    "weapons": "gun rifle bomb sword knife missile pistol grenade",
    "good": "good nice wonderful excellent beautiful lovely pleasure happy joy love peace friend",
    "bad": "bad terrible horrible awful ugly nasty evil sad pain hate war enemy",
    "pleasant": "gift hope smile brilliant perfect pleasant gentle lucky fun celebrate",
    "unpleasant": "poison fear cry stupid worst unpleasant cruel lonely boring misery",
    "several men": "men boys fathers sons brothers husbands kings princes actors gentlemen",
    "one woman": "woman girl mother daughter sister wife queen princess actress lady",
    "one man": "man boy father son brother husband king prince actor gentleman",
    "several women": "women girls mothers daughters sisters wives queens actresses ladies females",
}
# None of these pairs shares a word with the lists "men" and "women".
DEFINING = (
    "father mother, king queen, prince princess, uncle aunt, nephew niece, grandfather grandmother, husband wife, "
    "actor actress"
)
OCCUPATIONS = (
    "engineer mechanic captain architect physicist programmer carpenter nurse dancer librarian secretary teacher "
    "designer lawyer novelist farmer"
)


def pairs(text):
    """Return the pairs in a text, or those of a kind in `PAIRS`, as a list of two words each."""
    return [tuple(pair.split()) for pair in PAIRS.get(text, text).split(", ")]


def listed(name):
    """Return the words of a list."""
    return LISTS[name].split()


def questions(kinds=tuple(PAIRS), step=1):
    """Return analogies (kind, a, b, c, d), each pair of a kind with each other; of these every `step`-th."""
    every = [(kind, *one, *other) for kind in kinds for one, other in permutations(pairs(kind), 2)]
    return every[::step]
