"""Draw the course's hand signs: 64x64 pictures of hands that show a number from 0 to 5.

    python data/make/signs.py                     writes data/signs_train.h5 and data/signs_test.h5
    python data/make/signs.py --sheet sheet.png   writes a sheet of pictures to look at

Every person shows each of the six numbers once, and nobody is in both files. A picture is an independent draw of
gesture, view, background and light; `hand.py` bends the hand and lights it.
"""

import argparse
from pathlib import Path

import h5py
import numpy as np
from hand import FINGERS, Gesture, Person, View, build, cast_shadow, outline, shade
from PIL import Image, ImageFilter
from scenery import ACCENTS, GROUNDS, INK, draw_room, draw_wall, draw_wallpaper
from scipy.spatial.transform import Rotation
from sketch import CANVAS, SIZE, Sketch, box, ellipse, light_up, mix, rgb, shrink, smooth_noise

TRAIN_PEOPLE, TEST_PEOPLE, NUMBERS, SEED = 180, 40, 6, 2025

# A fully connected network learns a shape only where it keeps seeing it: these keep most hands upright and in place.
JITTER, TURN = 1.0, 5.5  # pixels, degrees
RIGHT = 0.65  # share of right hands
CONTRAST = 0.13  # between the brightness of hand and background, each from 0 to 1
LIT, GAIN = 0.85, {"light": 1.12, "dark": 1.0}  # how bright hands come out on average, and the backgrounds

SKINS = [  # back of the hand and palm, from the darkest to the lightest
    ("#33201a", "#8a6150"),
    ("#4a2d21", "#a07059"),
    ("#63402d", "#b07f66"),
    ("#7f5539", "#c08d70"),
    ("#9c6b47", "#cf9c7c"),
    ("#b98560", "#dcab8b"),
    ("#d1a07a", "#e6b799"),
    ("#dfae86", "#e8b698"),
    ("#e8bd99", "#ecbda2"),
    ("#f0ccae", "#f0c3ac"),
]
POLISH = ["#c2304a", "#7d2248", "#e77f9f", "#3f7fc4", "#2f8f83", "#e9e2d2"]
CLOTH = [*ACCENTS, "#2a3a55", "#39393b", "#54391f", "#c4b48f", "#f2efe8", "#244233"]

UPRIGHT, SIDEWAYS = 0.0, 38.0
GESTURES = {  # number: how often, fingers raised, ways to hold the thumb, angle by which the hand leans
    0: [(1.0, "", ("across", "across", "holding", "beside"), UPRIGHT)],
    1: [
        (0.8, "index", ("holding", "across"), UPRIGHT),
        (0.12, "thumb", ("out",), SIDEWAYS),
        (0.08, "little", ("across",), UPRIGHT),
    ],
    2: [
        (0.72, "index middle", ("holding",), UPRIGHT),
        (0.22, "thumb index", ("out", "wide"), UPRIGHT),
        (0.06, "index little", ("holding",), UPRIGHT),
    ],
    3: [
        (0.5, "index middle ring", ("holding", "tucked"), UPRIGHT),
        (0.38, "thumb index middle", ("out", "wide"), UPRIGHT),
        (0.12, "middle ring little", ("across",), UPRIGHT),
    ],
    4: [(0.92, "index middle ring little", ("tucked",), UPRIGHT), (0.08, "thumb index middle ring", ("out",), UPRIGHT)],
    5: [(1.0, "thumb index middle ring little", ("out", "out", "wide"), UPRIGHT)],
}


# ---------------------------------------------------------------- people and gestures


def choose_person(rng, tone):
    """Draw a person; `tone` goes from 0, the darkest skin, to 1, the lightest."""
    place = tone * (len(SKINS) - 1)
    lower = min(int(place), len(SKINS) - 2)
    back, palm = (mix(dark, light, place - lower) for dark, light in zip(SKINS[lower], SKINS[lower + 1]))
    warmth = rng.normal(0, 0.025)  # from olive to rosy
    tint = np.array([1 + warmth, 1 - 0.4 * warmth, 1 - 0.6 * warmth], np.float32)
    polished = rng.random() < 0.14
    return Person(
        finger_length=rng.uniform(0.9, 1.08),
        thickness=rng.uniform(0.86, 1.13),
        width=rng.uniform(0.92, 1.07),
        length_of={finger: rng.normal(1, 0.025) for finger in FINGERS},
        back=np.clip(back * tint, 0, 1),
        palm=np.clip(palm * tint, 0, 1),
        nail=rgb(rng.choice(POLISH)) if polished else mix(palm, "#f4c6bd", 0.35),
        nail_length=rng.uniform(1.15, 1.45) if polished else rng.uniform(0.85, 1.1),
        ring=str(rng.choice(["ring", "middle", "index"])) if rng.random() < 0.16 else None,
        metal=rgb(rng.choice(["#e2b84f", "#cfd3da"])),
    )


def choose_gesture(rng, number):
    """Draw one way to show the number; return it, and the angle by which the hand leans."""
    ways = GESTURES[number]
    _, raised, thumbs, lean = ways[rng.choice(len(ways), p=[way[0] for way in ways])]
    raised = tuple(raised.split())
    curl, bend = rng.uniform(0, 9), {}
    for finger in FINGERS:
        if finger in raised:
            bend[finger] = (rng.normal(2, 5), curl + abs(rng.normal(0, 4)), curl + abs(rng.normal(0, 3)))
        else:
            bend[finger] = (rng.normal(80, 4), rng.normal(100, 4), rng.normal(62, 5))
    return Gesture(raised, str(rng.choice(thumbs)), rng.uniform(0.25, 1.05), bend), lean


# ---------------------------------------------------------------- backgrounds, in pixels of the picture


def draw_plain(sketch, rng, tone):
    """One colour."""
    sketch.pixels[:] = mix(rng.choice(GROUNDS[tone]), rng.choice(GROUNDS[tone]), 0.3)


def draw_plaster(sketch, rng, tone):
    """A rough wall, in patches."""
    draw_wall(sketch, rng, tone)
    sketch.pixels *= 0.9 + 0.12 * smooth_noise(rng, 9) + 0.1 * smooth_noise(rng, 60)


def draw_planks(sketch, rng, tone):
    """Wooden planks with grain, upright or level."""
    wood = mix(rng.choice(["#9a6b41", "#7a5232", "#b98a56", "#8a7a68"]), rng.choice(GROUNDS[tone]), 0.5)
    width, start = rng.uniform(11, 18), rng.uniform(0, 12)
    grain = smooth_noise(rng, 64)[:, :, 0]
    grain = np.asarray(Image.fromarray(grain).resize((CANVAS, CANVAS * 6), Image.Resampling.BICUBIC))[:CANVAS]
    sketch.pixels[:] = wood * (0.86 + 0.28 * grain[..., None])
    for count in range(7):
        x = start + (count - 1) * width
        sketch.fill(box(x, -1, x + width, 65), mix(wood, rng.choice([INK, "#fbf7f0"]), 0.25), opacity=0.4)
        sketch.fill(box(x - 0.35, -1, x + 0.35, 65), mix(wood, INK, 0.6))
    if rng.random() < 0.5:
        sketch.pixels[:] = sketch.pixels.swapaxes(0, 1).copy()


def draw_bricks(sketch, rng, tone):
    """A brick wall, painted or bare."""
    brick, joint = mix(rng.choice(GROUNDS[tone]), "#9c5a44", 0.35), mix(rng.choice(GROUNDS[tone]), "#b9b2a6", 0.35)
    sketch.pixels[:] = joint
    for row in range(9):
        for column in range(-1, 5):
            x, y = 17 * column + 8.5 * (row % 2), 8 * row - 3
            shade_of = mix(brick, rng.choice([INK, "#fbf7f0"]), rng.uniform(0, 0.14))
            sketch.fill(box(x + 0.6, y + 0.6, x + 16.4, y + 7.4), shade_of, volume=0.15)
    sketch.pixels *= 0.94 + 0.12 * smooth_noise(rng, 64)


def draw_curtain(sketch, rng, tone):
    """Cloth in soft folds."""
    x = np.arange(CANVAS) / CANVAS
    folds = sum(np.sin(2 * np.pi * (rng.uniform(2, 8) * x + rng.random())) for _ in range(3)) / 3
    sketch.pixels[:] = rgb(rng.choice(GROUNDS[tone])) * (0.88 + 0.2 * folds[None, :, None])


def draw_blurred(sketch, rng, tone):
    """Something far away and out of focus: lights, furniture, a window."""
    draw_wall(sketch, rng, tone)
    for _ in range(rng.integers(3, 8)):
        x, y = rng.uniform(0, 64, 2)
        paint = mix(rng.choice(GROUNDS[tone]), rng.choice(ACCENTS), rng.uniform(0, 0.35))
        if rng.random() < 0.5:
            radius = rng.uniform(4, 11)
            shape = ellipse(x, y, radius, radius)
        else:
            width, height = rng.uniform(5, 15, 2)
            shape = box(x - width, y - height, x + width, y + height)
        sketch.fill(shape, paint, opacity=rng.uniform(0.5, 0.9))
    soft = Image.fromarray((np.clip(sketch.pixels, 0, 1) * 255).astype(np.uint8))
    soft = soft.filter(ImageFilter.GaussianBlur(float(rng.uniform(6, 14))))
    sketch.pixels[:] = np.asarray(soft, np.float32) / 255


BACKGROUNDS = [draw_plain, draw_plain, draw_wall, draw_wall, draw_plaster, draw_planks, draw_bricks]
BACKGROUNDS += [draw_curtain, draw_blurred, draw_blurred, draw_room, draw_wallpaper]


def draw_background(sketch, rng, tone, person):
    """Draw any of them that the hand stands out from."""
    for _ in range(6):
        rng.choice(BACKGROUNDS)(sketch, rng, tone)
        sketch.pixels *= GAIN[tone]
        colour = np.median(sketch.pixels, axis=(0, 1))
        if min(abs(colour.mean() - LIT * side.mean()) for side in (person.back, person.palm)) > CONTRAST:
            return


# ---------------------------------------------------------------- one picture


def frame(rng, gesture, lean):
    """Choose the view: side, left or right hand, tilt, size and place."""
    towards_us = rng.random() < (0.85 if not gesture.raised else 0.65)
    turn = Rotation.from_euler(
        "zxy",
        [lean + rng.normal(0, TURN), rng.normal(0, 7), rng.normal(0, 11) + (0 if towards_us else 180)],
        degrees=True,
    )
    mirror = 1 if rng.random() < RIGHT else -1
    # Fewer fingers fill less of the picture: such a hand comes a little nearer and moves to the middle.
    raised = set(gesture.raised) - {"thumb"}
    closeness, up = (1.0, 0.0) if raised else (1.16, 0.42)
    unit = 24 * closeness * rng.uniform(0.93, 1.07) * CANVAS / SIZE
    middle = turn.apply([0.05, 0.98 - up, 0.1]) * [mirror, -1, 1] * unit
    x, y = np.array([32, 33]) * CANVAS / SIZE - middle[:2] + rng.normal(0, JITTER * CANVAS / SIZE, 2)
    return View(turn, mirror, unit, x, y)


def draw_picture(rng, person, number):
    """Draw one picture from beginning to end: background, shadow, hand, light."""
    gesture, lean = choose_gesture(rng, number)
    view = frame(rng, gesture, lean)
    # Hands of every colour are seen before backgrounds that are darker and lighter, so that no single template of a
    # light hand on a dark ground will do.
    brightness = float(person.back.mean() + person.palm.mean()) / 2
    tone = "dark" if rng.random() < np.clip(brightness * 1.6 - 0.45, 0.1, 0.66) else "light"
    sketch = Sketch(light=(0, 0))
    draw_background(sketch, rng, tone, person)

    sleeve = rng.uniform(0.1, 0.5) if rng.random() < 0.55 else None
    cloth = (*rng.choice(CLOTH, 2, replace=False), str(rng.choice(["plain", "plain", "stripes", "knit"])))
    hand = build(person, gesture, view, (rng.normal(-lean * 0.4, 8), rng.normal(0, 6), sleeve), cloth, rng)

    side = rng.choice([-1, 1]) * rng.uniform(0.15, 0.75)
    light = np.array([side, -rng.uniform(0.25, 0.7), rng.uniform(0.6, 0.95)])
    light /= np.linalg.norm(light)
    strength = rng.uniform(0.62, 0.95)
    lit = shade(hand, light, strength, ambient=0.95 - 0.6 * strength, unit=view.unit)
    if rng.random() < 0.6:
        shadow = cast_shadow(hand, light, rng.uniform(1.5, 6)) * rng.uniform(0.2, 0.5)
        sketch.pixels *= 1 - shadow
    cover = outline(hand)
    pixels = sketch.pixels + (lit - sketch.pixels) * cover
    return shrink(light_up(np.clip(pixels * 1.08, 0, 1), rng), rng)


def plan_set(part, people):
    """Choose the skin of every person (people,) and the order of the pictures (6 * people,) of one part of the data."""
    rng = np.random.default_rng([SEED, part])
    # Skin colours come evenly from the whole range, in both parts.
    tones = rng.permutation((np.arange(people) + rng.random(people)) / people)
    return tones, rng.permutation(NUMBERS * people)


def draw_person(part, number, tone):
    """Draw the six pictures of the person with this number: (6, 64, 64, 3), zero fingers first."""
    rng = np.random.default_rng([SEED, part, number + 1])  # a list that ends in 0 would give the stream of the plan
    person = choose_person(rng, tone)
    return np.stack([draw_picture(rng, person, fingers) for fingers in range(NUMBERS)])


def draw_set(part, people):
    """Draw all pictures of one part, in mixed order: (6 * people, 64, 64, 3), and their labels, (6 * people,)."""
    tones, order = plan_set(part, people)
    pictures = np.concatenate([draw_person(part, number, tone) for number, tone in enumerate(tones)])
    return pictures[order], np.tile(np.arange(NUMBERS), people)[order]


# ---------------------------------------------------------------- files


def write_set(path, name, pictures, labels):
    """Write one file in the layout of the well-known data set of hand signs."""
    packing = {"compression": "gzip", "compression_opts": 9, "shuffle": True, "track_times": False}
    with h5py.File(path, "w") as file:
        file.create_dataset(f"{name}_set_x", data=pictures, chunks=(24, SIZE, SIZE, 3), **packing)
        file.create_dataset(f"{name}_set_y", data=labels, track_times=False)
        file.create_dataset("list_classes", data=np.arange(NUMBERS), track_times=False)


def write_sheet(path, pictures, labels, columns=16, rows=2):
    """Write a sheet to look at: a few rows for each number, at twice their size."""
    chosen = [pictures[labels == number][: rows * columns] for number in range(NUMBERS)]
    grid = np.concatenate(chosen).reshape(rows * NUMBERS, columns, SIZE, SIZE, 3)
    sheet = Image.fromarray(grid.swapaxes(1, 2).reshape(rows * NUMBERS * SIZE, columns * SIZE, 3))
    sheet.resize((sheet.width * 2, sheet.height * 2), Image.Resampling.NEAREST).save(path)


def main():
    """Read the command line and write the two files, or a sheet."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    parser.add_argument("--sheet", type=Path, help="write this picture to look at instead of the data")
    arguments = parser.parse_args()
    if arguments.sheet:
        write_sheet(arguments.sheet, *draw_set(0, 32))
        return
    write_set(arguments.folder / "signs_train.h5", "train", *draw_set(0, TRAIN_PEOPLE))
    write_set(arguments.folder / "signs_test.h5", "test", *draw_set(1, TEST_PEOPLE))


if __name__ == "__main__":
    main()
