"""Draw the course's cat pictures: 64x64 cats, and dogs, foxes, rabbits, birds and things that are not cats.

    python data/make/cats.py                     writes data/cats_train.h5 and data/cats_test.h5
    python data/make/cats.py --sheet sheet.png   writes a sheet of pictures to look at

Every picture is an independent draw of subject, pose, fur, background and light.
Animals are drawn in units of their own head: (0, 0) is the middle of the head, 1 its radius, y points down.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
from PIL import Image
from scenery import ACCENTS, BACKGROUNDS, INK, PINK, THINGS, WHITE, draw_obstacle
from sketch import (
    SIZE,
    Place,
    Sketch,
    box,
    curve,
    ellipse,
    light_up,
    mirrored,
    mix,
    rgb,
    shrink,
    smooth_noise,
    soft_step,
    stroke,
    symmetric,
)

TRAIN, TEST, SEED = 600, 300, 2024

# A fully connected network learns a shape only where it keeps seeing it, so subjects move by few pixels.
# Were all animals lighter than their background, one linear template of a cat's outline would do. With both
# kinds, a template that fits the one is wrong for the other: that is what takes hidden units.
JITTER, LIGHT_ON_DARK = 0.9, 0.62

FURS = {  # pairs of fur and marking
    "light": ["#f4ede0 #c9a87c", "#f2c17a #c9762b", "#e8e6e3 #9a9793", "#f0a34e #b8591c", "#bcc8d4 #7d8b9b"],
    "dark": ["#2b2726 #6b5f57", "#4a3527 #8d6c4d", "#39434f #8793a1", "#38343a #d8cfc4", "#60361f #b27c4c"],
}
EYES = ["#8fce4a", "#f2c230", "#5fb7e8", "#e59a2e", "#8a5223", "#6b3f1f"]
NOSES = ["#e58f96", "#c9686f", "#4a2f2c", "#1c1515"]


# ---------------------------------------------------------------- fur


@dataclass
class Coat:
    """An animal's colours: `paint` is the patterned fur, the size of the canvas."""

    paint: np.ndarray
    base: np.ndarray
    marking: np.ndarray
    ears: np.ndarray
    paws: np.ndarray
    bib: np.ndarray
    line: np.ndarray  # whiskers and closed eyes, visible on the fur
    eye: str
    nose: str
    asleep: bool


def stripes(place):
    """Tabby stripes: upright on the forehead, level on the cheeks, across the body."""
    x, y = place.grid()
    side = np.abs(x)
    forehead = np.sin(15 * x * (1 + 0.2 * y) + np.pi / 2) * (side < 0.62) * (y < -0.3) * (y > -0.95)
    cheeks = np.sin(13 * (y - 0.25 * side)) * (side > 0.6) * (side < 1.1) * (y > -0.25) * (y < 0.8)
    body = np.sin(8.5 * (y + 0.15 * np.cos(4 * x)) + 3.2 * side) * ((y > 0.85) | (side > 1.1))
    return soft_step(np.maximum(np.maximum(forehead, cheeks), body) - 0.25, 0.7)[..., None]


def choose_coat(rng, kind, place, tone):
    """Pick colours of the given tone and a pattern, and paint the fur with them."""
    base, marking = (rgb(colour) for colour in rng.choice(FURS[tone]).split())
    base = np.clip(base * rng.uniform(0.9, 1.1), 0, 1)
    # Tabby stripes are for cats; other animals are spotted or plain more often instead.
    shares = [0.35, 0.15, 0.2, 0.15, 0.15] if kind == "cat" else [0.0, 0.3, 0.35, 0.2, 0.15]
    pattern = rng.choice(["tabby", "patches", "plain", "bib", "points"], p=shares)
    amount = np.zeros((1, 1, 1), np.float32)
    if pattern == "tabby":
        amount = 0.75 * stripes(place)
    if pattern == "patches":
        amount = soft_step(smooth_noise(rng, 7) - 0.62)
    fluff = 1 + 0.12 * (smooth_noise(rng, 48) - 0.5)
    bib = mix(base, WHITE, 0.85 if pattern == "bib" else 0.14)
    points = mix(base, marking, 0.9)
    return Coat(
        paint=mix(base, marking, amount) * fluff,
        base=base,
        marking=marking,
        ears=points if pattern == "points" else base,
        paws=points if pattern == "points" else bib,
        bib=bib,
        line=rgb(INK) if tone == "light" else mix(base, WHITE, 0.6),
        eye=rng.choice(EYES),
        nose=rng.choice(NOSES),
        asleep=rng.random() < 0.12,
    )


# ---------------------------------------------------------------- heads


def draw_eyes(sketch, coat, look, x, y, width, height, pupil=0.75):
    """Two eyes: dark rim, iris, pupil (narrow or round) and a spark of light; or both closed, content."""
    for side in (-1, 1):
        centre = side * x + look * 0.12
        if coat.asleep:
            lid = [(centre - width, y - 0.05), (centre, y + 0.1), (centre + width, y - 0.05)]
            sketch.fill(stroke(lid, 0.1, 0.1), coat.line)
            continue
        sketch.fill(ellipse(centre, y, width * 1.22, height * 1.2, side * -0.25), INK)
        sketch.fill(ellipse(centre, y, width, height, side * -0.25), coat.eye)
        sketch.fill(ellipse(centre + look * 0.05, y, width * pupil, height * 0.92), INK)
        sketch.fill(ellipse(centre + width * 0.3, y - height * 0.4, width * 0.28, width * 0.28), WHITE)


def draw_snout(sketch, coat, x, y):
    """Two round whisker pads and a small triangular nose, for cats and rabbits."""
    for side in (-0.2, 0.2):
        sketch.fill(ellipse(x + side, y + 0.2, 0.27, 0.22), coat.bib, volume=0.3)
    sketch.fill(curve([(x - 0.14, y), (x + 0.14, y), (x, y + 0.16)]), coat.nose)


def draw_cat_head(sketch, rng, coat, look):
    """Wide round head, two upright triangular ears, large eyes, small nose, whiskers."""
    ear = curve([(0.95, -0.2), (0.98, -0.8), (0.88, -1.32), (0.8, -1.34), (0.45, -1.0), (0.12, -0.6)])
    inner_ear = curve([(0.84, -0.55), (0.86, -0.85), (0.82, -1.16), (0.55, -0.88), (0.4, -0.68)])
    for outer, inner in zip(mirrored(ear), mirrored(inner_ear)):
        sketch.fill(outer, coat.ears, volume=0.4)
        sketch.fill(inner, mix(PINK, coat.ears, 0.75))
    head = [(0, -0.86), (0.6, -0.76), (0.98, -0.3), (1.08, 0.15), (0.88, 0.58), (0.4, 0.84), (0, 0.88)]
    sketch.fill(symmetric(head), coat.paint, volume=0.55)
    draw_eyes(sketch, coat, look, 0.45, -0.08, 0.25, 0.27, pupil=rng.uniform(0.25, 0.8))
    nose = look * 0.15
    draw_snout(sketch, coat, nose, 0.24)
    for side in (-1, 1):
        smile = [(nose, 0.4), (nose + side * 0.08, 0.55), (nose + side * 0.26, 0.52)]
        sketch.fill(stroke(smile, 0.06, 0.05), INK)
        for lift in (-0.16, 0.0, 0.16):
            whisker = [(nose + side * 0.35, 0.42 + lift * 0.4), (nose + side * 1.25, 0.37 + lift * 1.6)]
            sketch.fill(stroke(whisker, 0.06, 0.03), coat.line, opacity=0.7)


def draw_dog_head(sketch, rng, coat, look):
    """Long head with a big nose on a long muzzle; ears hang down or, in some, stand up; at times a tongue."""
    hanging = [(0.5, -0.78), (0.9, -0.75), (1.2, -0.2), (1.25, 0.45), (1.0, 0.72), (0.8, 0.4), (0.72, -0.2)]
    upright = [(0.85, -0.2), (0.95, -0.7), (0.8, -1.25), (0.7, -1.25), (0.35, -0.85), (0.2, -0.5)]
    head = [(0, -0.9), (0.55, -0.8), (0.85, -0.3), (0.82, 0.2), (0.6, 0.65), (0.45, 1.0), (0, 1.15)]
    ear_paint = mix(coat.marking, coat.ears, 0.4)
    skull = (symmetric(head), coat.paint)
    # Upright ears only where the rest of the face is large enough to tell it from a cat.
    if sketch.place.unit < 15 or rng.random() < 0.75:
        layers = [skull, *((ear, ear_paint) for ear in mirrored(curve(hanging)))]
    else:
        layers = [*((ear, ear_paint) for ear in mirrored(curve(upright))), skull]
    for outline, paint in layers:
        sketch.fill(outline, paint, volume=0.55)
    nose = look * 0.2
    if rng.random() < 0.3:
        sketch.fill(ellipse(nose + 0.05, 1.08, 0.18, 0.3), "#e2727c", volume=0.3)
    muzzle = symmetric([(0, 0.0), (0.4, 0.35), (0.42, 0.75), (0, 0.98)])
    sketch.fill(muzzle + np.array([nose, 0]), coat.bib, volume=0.5)
    sketch.fill(ellipse(nose, 0.36, 0.25, 0.18), mix(coat.nose, INK, 0.6), volume=0.2)
    sketch.fill(ellipse(nose - 0.07, 0.3, 0.08, 0.04), WHITE, opacity=0.7)
    sketch.fill(stroke([(nose, 0.5), (nose, 0.72)], 0.06, 0.06), INK)
    sketch.fill(stroke([(nose - 0.3, 0.7), (nose, 0.78), (nose + 0.3, 0.7)], 0.06, 0.06), INK)
    draw_eyes(sketch, coat, look, 0.42, -0.14, 0.21, 0.22)


def draw_fox_head(sketch, rng, coat, look):
    """Pointed face with white cheeks, and large ears with dark tips."""
    ear = curve([(0.95, -0.1), (1.05, -0.9), (0.9, -1.45), (0.82, -1.45), (0.4, -0.9), (0.2, -0.5)])
    tip = curve([(1.03, -1.0), (0.9, -1.45), (0.82, -1.45), (0.62, -1.15)])
    for outer, end in zip(mirrored(ear), mirrored(tip)):
        sketch.fill(outer, coat.base, volume=0.4)
        sketch.fill(end, mix(coat.marking, INK, 0.6))
    face = [(0, -0.75), (0.6, -0.7), (1.0, -0.2), (1.2, 0.3), (0.7, 0.5), (0.25, 0.95), (0, 1.12)]
    sketch.fill(symmetric(face), coat.base, volume=0.5)
    cheek = [(1.12, 0.3), (0.65, 0.1), (0.3, 0.2), (0.1, 0.6), (0.1, 1.02), (0.3, 0.86), (0.7, 0.48)]
    for side in mirrored(curve(cheek)):
        sketch.fill(side, mix(coat.base, WHITE, rng.uniform(0.65, 0.85)), volume=0.3)
    sketch.fill(ellipse(look * 0.1, 0.98, 0.18, 0.14), INK)
    draw_eyes(sketch, coat, look, 0.43, -0.04, 0.22, 0.2)


def draw_rabbit_head(sketch, rng, coat, look):
    """Small round head under two long ears, cheeks, and two front teeth."""
    lean = rng.uniform(-0.15, 0.15)
    for side in (-1, 1):
        tip, turn = side * 0.45 + lean, side * 0.18 + lean
        sketch.fill(ellipse(tip, -1.2, 0.24, 0.75, turn), coat.ears, volume=0.5)
        sketch.fill(ellipse(tip, -1.15, 0.12, 0.55, turn), mix(PINK, coat.ears, 0.4))
    sketch.fill(ellipse(0, 0.1, 0.85, 0.82), coat.paint, volume=0.55)
    nose = look * 0.12
    sketch.fill(box(nose - 0.1, 0.62, nose + 0.1, 0.86), WHITE)
    draw_snout(sketch, coat, nose, 0.3)
    draw_eyes(sketch, coat, look, 0.46, -0.05, 0.22, 0.25)


HEADS = {"cat": draw_cat_head, "dog": draw_dog_head, "fox": draw_fox_head, "rabbit": draw_rabbit_head}


# ---------------------------------------------------------------- poses


def draw_shadow(sketch, x, y, width):
    """Soft shadow on the ground."""
    sketch.fill(ellipse(x, y, width, 0.18 * width), INK, opacity=0.35, blur=0.07 * width)


def draw_tail(sketch, kind, coat, points):
    """A tail along the points: slim for a cat, short for a dog, a brush for a fox, a tuft for a rabbit."""
    if kind == "rabbit":
        sketch.fill(ellipse(*points[1], 0.4, 0.4), mix(coat.base, WHITE, 0.5), volume=0.4)
        return
    width = {"cat": 0.42, "dog": 0.36, "fox": 0.75}[kind]
    line = curve(points, closed=False)
    line = line[: len(line) * 3 // 4] if kind == "dog" else line
    sketch.fill(stroke(line[::4], width, width * 0.8), coat.paint, volume=0.4)
    tip = {"cat": coat.ears, "dog": coat.base, "fox": WHITE}[kind]
    sketch.fill(stroke(line[-12::4], width * 0.95, width * 0.75), tip, volume=0.4)


def draw_face(sketch, rng, kind, coat, look):
    """Close-up: the head, with shoulders running out of the picture."""
    shoulders = [(0, 0.4), (0.85, 0.8), (1.25, 1.6), (1.4, 2.6), (0, 2.7)]
    sketch.fill(symmetric(shoulders), coat.paint, volume=0.4)
    sketch.fill(symmetric([(0, 0.8), (0.45, 0.9), (0.4, 1.8), (0, 2.4)]), coat.bib, volume=0.2)
    if rng.random() < 0.25:
        collar = stroke([(-0.8, 0.92), (0, 1.25), (0.8, 0.92)], 0.2, 0.2)
        sketch.fill(collar, rng.choice(ACCENTS), volume=0.4)
    HEADS[kind](sketch, rng, coat, look)


def draw_sitting(sketch, rng, kind, coat, look):
    """Seen from the front: body below the head, forelegs together, tail to one side."""
    draw_shadow(sketch, 0, 3.3, 1.6)
    draw_tail(sketch, kind, coat, [(0.7, 3.0), (1.5, 3.05), (1.95, 2.5), (1.75, 1.7)])
    body = [(0, 0.3), (0.75, 0.9), (1.05, 1.9), (1.3, 2.9), (0.9, 3.3), (0, 3.3)]
    sketch.fill(symmetric(body), coat.paint, volume=0.5)
    sketch.fill(symmetric([(0, 0.8), (0.4, 0.9), (0.42, 1.6), (0, 2.2)]), coat.bib, volume=0.3)
    for leg in mirrored(stroke([(0.32, 1.7), (0.38, 2.5), (0.4, 3.15)], 0.5, 0.5)):
        sketch.fill(leg, coat.paint, volume=0.35)
    for paw in mirrored(ellipse(0.42, 3.2, 0.34, 0.2)):
        sketch.fill(paw, coat.paws, volume=0.35)
    HEADS[kind](sketch, rng, coat, look)


def draw_standing(sketch, rng, kind, coat, look):
    """In profile: body behind the head, four legs, tail up; the face is turned to us."""
    draw_shadow(sketch, 1.4, 2.95, 2.3)
    draw_tail(sketch, kind, coat, [(2.9, 0.9), (3.4, 0.5), (3.6, -0.2), (3.3, -0.9)])
    for x in (0.55, 2.35):
        far_leg = stroke([(x + 0.35, 1.2), (x + 0.3, 2.0), (x + 0.38, 2.75)], 0.5, 0.36)
        sketch.fill(far_leg, mix(coat.base, coat.marking, 0.3), volume=0.4)
    body = [(0, 0.2), (1.2, 0.3), (2.6, 0.35), (3.15, 0.9), (2.9, 1.75), (1.5, 1.75), (0.3, 1.8), (-0.2, 1)]
    sketch.fill(curve(body), coat.paint, volume=0.5)
    for x in (0.3, 2.6):
        sketch.fill(stroke([(x, 1.2), (x, 2.1), (x - 0.06, 2.85)], 0.6, 0.42), coat.paint, volume=0.4)
        sketch.fill(ellipse(x - 0.12, 2.88, 0.3, 0.17), coat.paws, volume=0.3)
    HEADS[kind](sketch, rng, coat, look)


def draw_curled(sketch, rng, kind, coat, look):
    """Lying in a ring: round back, head in front, tail around the side."""
    draw_shadow(sketch, 0.7, 1.15, 2.3)
    back = [(-0.8, 0.9), (-0.3, -0.4), (0.9, -0.95), (2.2, -0.5), (2.75, 0.5), (2.2, 1.2), (0.6, 1.3)]
    sketch.fill(curve(back), coat.paint, volume=0.55)
    draw_tail(sketch, kind, coat, [(2.5, 0.5), (2.2, 1.05), (1.4, 1.15), (0.7, 1.12)])
    HEADS[kind](sketch, rng, coat, look)


POSES = {  # how to draw it, how often, where the head is in the picture, and its radius, in pixels
    "face": (draw_face, 0.55, (32, 34), 19.5),
    "sitting": (draw_sitting, 0.2, (31, 22), 11.0),
    "standing": (draw_standing, 0.1, (22, 29), 9.5),
    "curled": (draw_curled, 0.15, (24, 35), 12.0),
}


OTHERS = ["dog", "fox", "rabbit", "bird", "tree", "house", "ball", "flower"]
SHARES = [0.36, 0.14, 0.2, 0.1, 0.05, 0.05, 0.05, 0.05]


# ---------------------------------------------------------------- one picture


def draw_picture(rng, is_cat):
    """Draw one picture from beginning to end: background, subject, obstacle, light."""
    tone, behind = ("light", "dark") if rng.random() < LIGHT_ON_DARK else ("dark", "light")
    sketch = Sketch(light=(rng.choice([-0.7, 0.7]), -0.7))
    rng.choice(BACKGROUNDS)(sketch, rng, behind)

    kind = "cat" if is_cat else str(rng.choice(OTHERS, p=SHARES))
    pose = rng.choice(list(POSES), p=[share for _, share, _, _ in POSES.values()])
    draw_pose, _, (x, y), unit = POSES[pose] if kind in HEADS else (None, None, (32, 31), 1.0)
    mirror = int(rng.choice([-1, 1]))
    x, y = 32 + mirror * (x - 32) + rng.normal(0, JITTER), y + rng.normal(0, JITTER)
    sketch.place = Place(x, y, unit * rng.uniform(0.92, 1.08), rng.normal(0, 0.09), mirror)
    coat = choose_coat(rng, kind, sketch.place, tone)
    if kind in HEADS:
        draw_pose(sketch, rng, kind, coat, look=rng.uniform(-1, 1))
    else:
        THINGS[kind](sketch, rng, coat)
    if rng.random() < 0.2:
        draw_obstacle(sketch, rng)
    return shrink(light_up(sketch.pixels, rng), rng)


def draw_set(rng, count):
    """Draw `count` pictures, half of them cats, in mixed order: (count, 64, 64, 3) and (count,)."""
    labels = rng.permutation(np.arange(count) % 2)
    return np.stack([draw_picture(rng, label == 1) for label in labels]), labels.astype(np.int64)


# ---------------------------------------------------------------- files


def write_set(path, name, pictures, labels):
    """Write one file in the layout of the well-known cat data set."""
    packing = {"compression": "gzip", "compression_opts": 9, "shuffle": True, "track_times": False}
    with h5py.File(path, "w") as file:
        file.create_dataset(f"{name}_set_x", data=pictures, chunks=(25, SIZE, SIZE, 3), **packing)
        file.create_dataset(f"{name}_set_y", data=labels, track_times=False)
        file.create_dataset("list_classes", data=np.array([b"non-cat", b"cat"], "S7"), track_times=False)


def write_sheet(path, pictures, labels, side=10):
    """Write a sheet to look at: cats on the left, everything else on the right, at twice their size."""
    halves = []
    for label in (1, 0):
        chosen = pictures[labels == label].reshape(side, side, SIZE, SIZE, 3)
        halves.append(chosen.swapaxes(1, 2).reshape(side * SIZE, side * SIZE, 3))
    gap = np.full((side * SIZE, 16, 3), 255, np.uint8)
    sheet = Image.fromarray(np.concatenate([halves[0], gap, halves[1]], axis=1))
    sheet.resize((sheet.width * 2, sheet.height * 2), Image.Resampling.NEAREST).save(path)


def main():
    """Read the command line and write the two files, or a sheet."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    parser.add_argument("--sheet", type=Path, help="write this picture to look at instead of the data")
    arguments = parser.parse_args()
    train_rng, test_rng = (np.random.default_rng([SEED, part]) for part in (0, 1))
    if arguments.sheet:
        write_sheet(arguments.sheet, *draw_set(train_rng, 200))
        return
    write_set(arguments.folder / "cats_train.h5", "train", *draw_set(train_rng, TRAIN))
    write_set(arguments.folder / "cats_test.h5", "test", *draw_set(test_rng, TEST))


if __name__ == "__main__":
    main()
