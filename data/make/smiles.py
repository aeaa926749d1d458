"""Draw the course's smiles: 64x64 portraits of people who smile or do not.

    python data/make/smiles.py                     writes data/smiles_train.h5 and data/smiles_test.h5
    python data/make/smiles.py --sheet sheet.png   writes a sheet of pictures to look at

Every picture is another person, drawn independently: head, hair, glasses, pose, background and light. Only the mouth
and, less reliably, the eyes depend on the label. Half of the mouths of both kinds show teeth and are lighter than the
skin, the others are as much darker, so that what tells a smile is where the corners are, and a weighted sum of pixels
says little. Lengths are in half heights of the face: (0, 0) is its middle, y points down.
"""

import argparse
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
from PIL import Image, ImageFilter
from scenery import GROUNDS, INK, WHITE, draw_room, draw_wall, draw_wallpaper
from signs import CLOTH, SKINS, draw_curtain, draw_plaster
from sketch import SIZE, Place, Sketch, curve, ellipse, light_up, mix, rgb, stroke, symmetric

TRAIN, TEST, SEED = 600, 150, 2041
JITTER, TURN, UNIT = 0.5, 1.6, (26.2, 27.8)  # pixels, degrees, pixels
CONTRAST = (0.3, 0.44)  # between the mouth and the skin

HAIR = ["#1a1412", "#2a1b14", "#3d2618", "#5b3a21", "#7a5230", "#a8783f", "#cda35c", "#e0c48a", "#8c3b1e", "#9a948e"]
SCARF = ["#3f7fc4", "#8f56b0", "#2f8f83", "#c2304a", "#e9e2d2", "#2a3a55", "#39393b", "#c98c82"]
FRAME = ["#1c1515", "#1c1515", "#5b3a21", "#8c1f2f", "#2a3a55", "#b9a15a"]
IRIS = ["#3a2415", "#4a2f1a", "#5f4022", "#4f6f8f", "#5d7a4a"]


@dataclass
class Face:
    """What stays the same while somebody smiles or stops: colours, shape, and where the face looks."""

    skin: np.ndarray
    hair: np.ndarray
    lip: np.ndarray
    width: float
    chin: float
    look: float  # to which side, from -1 to 1
    nod: float  # down if positive


# ---------------------------------------------------------------- mouths: what the label means


def choose_mouth(rng, smiling, teeth):
    """Return half width, lift of the corners and opening in the middle of a mouth that shows its teeth or doesn't."""
    opening = rng.choice([0.0, rng.uniform(0.06, 0.16)])
    if smiling:
        return rng.uniform(0.36, 0.46), rng.uniform(0.2, 0.3), opening
    kind = rng.choice(["down", "straight", "straight" if teeth else "surprised"], p=[0.6, 0.25, 0.15])
    if kind == "down":
        return rng.uniform(0.34, 0.44), rng.uniform(-0.3, -0.18), opening
    if kind == "straight":
        return rng.uniform(0.3, 0.44), rng.uniform(-0.06, 0.02), opening
    return rng.uniform(0.14, 0.2), rng.uniform(-0.03, 0.0), rng.uniform(0.16, 0.28)


def draw_mouth(sketch, rng, face, mouth, teeth):
    """A mouth of the same outline, lighter than the skin if it shows teeth, else darker; pale lips around it."""
    half, lift, opening = mouth
    x, y = 0.16 * face.look, 0.47 + 0.1 * face.nod - 0.25 * lift
    across = np.linspace(-1, 1, 9)
    bend, slant = 1 - across**2, rng.normal(0, 0.012)
    height = rng.uniform(0.08, 0.12) * (1 - across**8) + opening * bend
    middle = y - 0.5 * lift + slant * across + 1.05 * lift * bend
    upper = curve(np.stack([x + half * across, middle - 0.4 * height], axis=1), closed=False)
    lower = curve(np.stack([x + half * across, middle + 0.6 * height], axis=1), closed=False)
    lips, thick = mix(face.skin, face.lip, 0.35), rng.uniform(0.05, 0.08)
    sketch.fill(stroke(lower[::4] + np.array([0, 0.5 * thick]), thick, thick), lips)
    sketch.fill(stroke(upper[::4] - np.array([0, 0.4 * thick]), 0.8 * thick, 0.8 * thick), lips)
    paint = face.skin + rng.uniform(*CONTRAST) * np.array([1.0, 1.0, 0.85] if teeth else [-0.62, -1.25, -1.05])
    sketch.fill(np.concatenate([upper, lower[::-1]]), np.clip(paint, 0.03, 1))
    if rng.random() < (0.4 if lift > 0.08 else 0.3):  # folds, more often beside a smile
        draw_folds(sketch, face, x, y, half)


def draw_folds(sketch, face, x, y, half):
    """The two lines that run from the nose past the mouth."""
    for side in (-1, 1):
        line = [(x + side * 0.2, y - 0.26), (x + side * (half + 0.05), y - 0.12), (x + side * (half + 0.1), y + 0.06)]
        sketch.fill(stroke(line, 0.03, 0.04), mix(face.skin, INK, 0.45), opacity=0.5)


# ---------------------------------------------------------------- the rest of a face


def draw_eyes(sketch, rng, face, smiling):
    """Two eyes and their brows; the eyes of those who smile are often, not always, narrowed."""
    narrow = rng.random() < (0.4 if smiling else 0.3)
    height = rng.uniform(0.05, 0.07) if narrow else rng.uniform(0.08, 0.125)
    raised, slope, iris = rng.uniform(0, 0.12), rng.normal(0, 0.05), rng.choice(IRIS)
    x, y = 0.17 * face.look, -0.12 + 0.1 * face.nod
    closed = rng.random() < 0.04
    for side in (-1, 1):
        middle = x + side * 0.33 * face.width / 0.76
        sketch.fill(ellipse(middle, y, 0.2, height + 0.07), mix(face.skin, INK, 0.3), opacity=0.6, blur=0.03)
        if closed:
            sketch.fill(stroke([(middle - 0.14, y), (middle, y + 0.05), (middle + 0.14, y)], 0.05, 0.05), INK)
        else:
            sketch.fill(ellipse(middle, y, 0.15, height + 0.02), mix(INK, face.skin, 0.15))
            sketch.fill(ellipse(middle, y + 0.01, 0.135, height), mix("#f3eee8", face.skin, 0.3))
            sketch.fill(ellipse(middle + 0.05 * face.look, y, 0.075, min(height, 0.085)), iris)
            sketch.fill(ellipse(middle + 0.05 * face.look, y, 0.04, min(height, 0.045)), INK)
        brow = [
            (middle - side * 0.16, y - 0.19 - raised - slope),
            (middle + side * 0.02, y - 0.24 - raised),
            (middle + side * 0.18, y - 0.18 - raised + slope),
        ]
        sketch.fill(stroke(brow, 0.075, 0.04), mix(face.hair, INK, 0.35), opacity=0.9)


def draw_nose(sketch, face, rng):
    """Ridge, tip and two nostrils."""
    x, y = 0.2 * face.look, 0.2 + 0.1 * face.nod
    wide = rng.uniform(0.1, 0.15)
    sketch.fill(ellipse(x, y, wide, 0.09), mix(face.skin, WHITE, 0.1), volume=0.5)
    side = np.sign(face.look) or 1
    ridge = [(0.1 * face.look - side * 0.03, y - 0.3), (x - side * wide * 0.7, y - 0.02), (x - side * wide, y + 0.04)]
    sketch.fill(stroke(ridge, 0.03, 0.06), mix(face.skin, INK, 0.4), opacity=0.5)
    for nostril in (-0.55, 0.55):
        sketch.fill(ellipse(x + nostril * wide, y + 0.07, 0.035, 0.02), mix(face.skin, INK, 0.75))


def draw_glasses(sketch, rng, face):
    """Round or square frames, now and then sunglasses."""
    paint, dark = rng.choice(FRAME), rng.random() < 0.15
    x, y = 0.17 * face.look, -0.1 + 0.1 * face.nod
    width, height, corners = rng.uniform(0.22, 0.27), rng.uniform(0.17, 0.22), rng.uniform(2, 4)
    angle = np.linspace(0, 2 * np.pi, 33)
    cos, sin = np.cos(angle), np.sin(angle)
    round_off = (np.abs(cos) ** corners + np.abs(sin) ** corners) ** (-1 / corners)
    for side in (-1, 1):
        lens = np.stack([x + side * 0.33 + width * cos * round_off, y + height * sin * round_off], axis=1)
        sketch.fill(lens, "#20242c" if dark else "#e8f2f6", opacity=0.9 if dark else 0.14)
        sketch.fill(stroke(lens[::2], 0.05, 0.05), paint)
        arm = [(x + side * (0.33 + width), y - 0.03), (side * face.width * 1.02, y - 0.06)]
        sketch.fill(stroke(arm, 0.05, 0.05), paint)
    sketch.fill(stroke([(x - 0.1, y - 0.03), (x, y - 0.06), (x + 0.1, y - 0.03)], 0.05, 0.05), paint)


def draw_beard(sketch, rng, face):
    """A full beard, a moustache, or the shadow of one; the mouth is drawn upon it."""
    paint, x, y = mix(face.hair, INK, 0.1), 0.12 * face.look, 0.1 * face.nod
    kind = rng.choice(["full", "moustache", "shadow"])
    if kind == "moustache":
        for side in (-1, 1):
            line = [(x, 0.33 + y), (x + side * 0.16, 0.33 + y), (x + side * 0.28, 0.38 + y)]
            sketch.fill(stroke(line, 0.12, 0.05), paint)
        return
    chin = face.chin * 1.02
    inner = [(0.66, 0.0), (0.44, 0.26), (0.16, 0.29), (-0.16, 0.29), (-0.44, 0.26), (-0.66, 0.0)]
    outer = [(-0.74, 0.1), (-0.66, 0.52), (-0.34, 0.98 * chin), (0, 1.05 * chin), (0.34, 0.98 * chin), (0.66, 0.52)]
    shape = np.array([*inner, *outer, (0.74, 0.1)]) * [face.width / 0.76, 1]
    sketch.fill(curve(shape), paint, volume=0.3, opacity=0.92 if kind == "full" else 0.3, blur=0.02)


def draw_head(sketch, face, rng):
    """Neck, ears and face."""
    skin, width = face.skin, face.width
    sketch.fill(curve([(-0.34, 0.5), (0.34, 0.5), (0.42, 1.7), (-0.42, 1.7)]), mix(skin, INK, 0.22))
    for side in (-1, 1):
        sketch.fill(ellipse(side * width * 1.02 - 0.06 * face.look, 0.0, 0.11, 0.2), mix(skin, INK, 0.1), volume=0.5)
    jaw = rng.uniform(0.8, 0.96)
    outline = [
        (0, -0.98),
        (width * 0.72, -0.82),
        (width, -0.2),
        (width * jaw, 0.4),
        (width * 0.5, 0.88 * face.chin),
        (0, face.chin),
    ]
    sketch.fill(symmetric(outline), skin, volume=0.5)
    if rng.random() < 0.4:
        for side in (-1, 1):
            rosy = ellipse(side * 0.42 + 0.12 * face.look, 0.2, 0.17, 0.13)
            sketch.fill(rosy, mix(skin, "#d8433b", 0.3), opacity=0.5, blur=0.07)


def draw_shoulders(sketch, rng):
    """What the person wears."""
    cloth, other = rng.choice(CLOTH, 2, replace=False)
    wide = rng.uniform(1.25, 1.6)
    sketch.fill(
        curve([(-wide, 3.2), (-wide, 1.75), (-0.5, 1.28), (0, 1.42), (0.5, 1.28), (wide, 1.75), (wide, 3.2)]),
        cloth,
        volume=0.3,
    )
    if rng.random() < 0.5:
        collar = stroke([(-0.5, 1.26), (0, 1.5), (0.5, 1.26)], 0.14, 0.14)
        sketch.fill(collar, mix(cloth, other, 0.6))


# ---------------------------------------------------------------- hair, before and after the head is drawn


def hair_behind(sketch, rng, face, style):
    """What hangs or stands behind the head."""
    paint, width = mix(face.hair, INK, 0.15), face.width
    if style == "long":
        sketch.fill(
            symmetric(
                np.array([(0, -1.22), (1.1, -0.9), (1.32, 0.1), (1.35, 1.3), (0.4, 1.45), (0, 1.3)]) * [width, 1]
            ),
            paint,
            volume=0.4,
        )
    elif style == "bob":
        sketch.fill(
            symmetric(np.array([(0, -1.2), (1.1, -0.9), (1.35, 0.0), (1.25, 0.66), (0.5, 0.6), (0, 0.6)]) * [width, 1]),
            paint,
            volume=0.4,
        )
    elif style == "curly":
        for angle in np.linspace(-0.25 * np.pi, 1.25 * np.pi, 15):
            size = rng.uniform(0.3, 0.42)
            x, y = width * 1.15 * np.cos(angle), -0.35 - 0.8 * np.sin(angle)
            sketch.fill(ellipse(x, y, size, size), mix(paint, INK, rng.uniform(0, 0.25)), volume=0.5)
    elif style == "bun":
        sketch.fill(ellipse(rng.normal(0, 0.1), -1.2, 0.38, 0.34), paint, volume=0.5)
    elif style == "scarf":
        cloth = rgb(face.hair)
        sketch.fill(
            symmetric(
                np.array([(0, -1.24), (1.15, -0.85), (1.3, 0.1), (1.15, 1.2), (0.65, 1.7), (0, 1.8)]) * [width, 1]
            ),
            cloth,
            volume=0.4,
        )


def hair_before(sketch, rng, face, style):
    """What lies on the forehead."""
    paint, width, part = face.hair, face.width, rng.uniform(-0.5, 0.5)
    line = -0.55 + rng.uniform(-0.12, 0.1)
    if style == "bald":
        return
    if style == "scarf":
        edge = [(0, -1.24), (width * 1.12, -0.8), (width * 1.24, 0.1), (width * 0.98, 0.75), (width * 0.97, 0.0)]
        rim = [(width * 0.75, -0.6), (0, -0.74)]
        half = np.array(edge + rim)
        for side in (half, half * [-1, 1]):
            sketch.fill(side, mix(paint, INK, 0.08), volume=0.2)
        return
    if style == "cap":
        cloth = rng.choice(SCARF)
        sketch.fill(symmetric([(0, -1.28), (width * 0.85, -1.08), (width * 1.12, -0.45), (0, -0.5)]), cloth, volume=0.5)
        sketch.fill(stroke([(-width * 1.1, -0.5), (0, -0.6), (width * 1.1, -0.5)], 0.22, 0.22), mix(cloth, INK, 0.3))
        return
    crown = [(-width * 1.06, -0.15), (-width * 1.04, -0.75), (-0.4, -1.18), (0.4, -1.18), (width * 1.04, -0.75)]
    fringe = [(width * 1.06, -0.15), (width * 0.88, line), (part, line - rng.uniform(0, 0.2)), (-width * 0.88, line)]
    sketch.fill(curve(crown + fringe), paint, volume=0.45)
    for _ in range(5):  # strands
        x = rng.uniform(-0.6, 0.6)
        strand = [(x * 0.6 + part * 0.3, -1.08), (x, -0.9), (x * 1.15, line - 0.08)]
        sketch.fill(stroke(strand, 0.03, 0.05), mix(paint, rng.choice([INK, WHITE]), 0.2), opacity=0.7)


STYLES = ["short", "long", "bob", "curly", "bun", "bald", "cap", "scarf"]
SHARES = [0.28, 0.2, 0.12, 0.14, 0.08, 0.06, 0.06, 0.06]


# ---------------------------------------------------------------- one picture


def draw_blurred(sketch, rng, tone):
    """A wall or a room out of focus."""
    rng.choice([draw_wall, draw_room, draw_wallpaper])(sketch, rng, tone)
    for _ in range(rng.integers(0, 5)):
        spot = ellipse(*rng.uniform(0, 64, 2), *rng.uniform(5, 12, 2))
        sketch.fill(spot, rng.choice(GROUNDS[rng.choice(["light", "dark"])]), opacity=0.6)
    soft = Image.fromarray((np.clip(sketch.pixels, 0, 1) * 255).astype(np.uint8))
    soft = soft.filter(ImageFilter.GaussianBlur(float(rng.uniform(5, 14))))
    sketch.pixels[:] = np.asarray(soft, np.float32) / 255


def choose_face(rng, style):
    """Draw a person."""
    place = rng.uniform(2, len(SKINS) - 1.6)
    lower = min(int(place), len(SKINS) - 2)
    skin = mix(SKINS[lower][0], SKINS[lower + 1][0], place - lower) * (1 + rng.normal(0, 0.02, 3))
    shades = len(HAIR) if place > 5 else 4  # fair hair goes with fair skin
    hair = rgb(rng.choice(SCARF) if style == "scarf" else rng.choice(HAIR[:shades]))
    lip = mix(mix(skin, "#a5383f", rng.uniform(0.3, 0.5)), INK, rng.uniform(0.15, 0.3))
    lip = mix(skin, "#8e2436", rng.uniform(0.4, 0.6)) if rng.random() < 0.15 else lip
    face = Face(np.clip(skin, 0, 1), hair, lip, rng.uniform(0.7, 0.82), rng.uniform(0.97, 1.08), 0, 0)
    face.look, face.nod = np.clip(rng.normal(0, 0.1), -1, 1), np.clip(rng.normal(0, 0.1), -1, 1)
    return face


def take(pixels):
    """Reduce the canvas to the final picture, without noise, so that the files are small."""
    picture = Image.fromarray((np.clip(pixels, 0, 1) * 255).astype(np.uint8))
    small = np.asarray(picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS), float)
    return (np.clip(np.round(small / 4), 0, 63) * 4).astype(np.uint8)


def draw_picture(rng, smiling, teeth):
    """Draw one picture from beginning to end: background, person, light."""
    angle = rng.uniform(0, 2 * np.pi)
    sketch = Sketch(light=np.array([np.cos(angle), -abs(np.sin(angle))]))
    tone = rng.choice(["light", "dark"])
    backgrounds = [draw_blurred, draw_blurred, draw_blurred, draw_wall, draw_plaster, draw_curtain]
    rng.choice(backgrounds)(sketch, rng, tone)

    style = str(rng.choice(STYLES, p=SHARES))
    face = choose_face(rng, style)
    x, y = np.array([32, 31]) + rng.normal(0, JITTER, 2)
    tilt = np.deg2rad(rng.normal(0, TURN))
    sketch.place = Place(x, y, rng.uniform(*UNIT), tilt)
    draw_shoulders(sketch, rng)
    hair_behind(sketch, rng, face, style)
    draw_head(sketch, face, rng)
    if style not in ("long", "bob", "bun", "scarf") and rng.random() < 0.3:
        draw_beard(sketch, rng, face)
    draw_eyes(sketch, rng, face, smiling)
    draw_nose(sketch, face, rng)
    draw_mouth(sketch, rng, face, choose_mouth(rng, smiling, teeth), teeth)
    hair_before(sketch, rng, face, style)
    if rng.random() < 0.28:
        draw_glasses(sketch, rng, face)
    return take(light_up(np.clip(sketch.pixels * 0.95, 0, 1), rng))


def draw_set(rng, count):
    """Draw `count` pictures, half of them smiling, in mixed order: (count, 64, 64, 3) and labels (count,)."""
    kinds = rng.permutation(np.arange(count) % 4)  # half of each label show their teeth
    labels = kinds % 2
    return np.stack([draw_picture(rng, kind % 2 == 1, kind >= 2) for kind in kinds]), labels


# ---------------------------------------------------------------- files


def write_set(path, name, pictures, labels):
    """Write one file in the layout of the well-known data set of happy faces."""
    packing = {"compression": "gzip", "compression_opts": 9, "shuffle": True, "track_times": False}
    with h5py.File(path, "w") as file:
        file.create_dataset(f"{name}_set_x", data=pictures, chunks=(25, SIZE, SIZE, 3), **packing)
        file.create_dataset(f"{name}_set_y", data=labels, track_times=False)
        file.create_dataset("list_classes", data=np.arange(2), track_times=False)


def write_sheet(path, pictures, labels, columns=16, rows=5):
    """Write a sheet to look at, at twice their size: smiles above, the others below."""
    chosen = [pictures[labels == label][: rows * columns] for label in (1, 0)]
    grid = np.concatenate(chosen).reshape(2 * rows, columns, SIZE, SIZE, 3)
    sheet = Image.fromarray(grid.swapaxes(1, 2).reshape(2 * rows * SIZE, columns * SIZE, 3))
    sheet.resize((sheet.width * 2, sheet.height * 2), Image.Resampling.NEAREST).save(path)


def main():
    """Read the command line and write the two files, or a sheet."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    parser.add_argument("--sheet", type=Path, help="write this picture to look at instead of the data")
    arguments = parser.parse_args()
    if arguments.sheet:
        write_sheet(arguments.sheet, *draw_set(np.random.default_rng([SEED, 0]), 2 * 80))
        return
    for part, (name, count) in enumerate((("train", TRAIN), ("test", TEST))):
        pictures, labels = draw_set(np.random.default_rng([SEED, part]), count)
        write_set(arguments.folder / f"smiles_{name}.h5", name, pictures, labels)


if __name__ == "__main__":
    main()
