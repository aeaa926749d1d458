"""Draw rock, paper and scissors in the wild: 24x24 pictures in blur, fog and backlight, some cropped, some mislabelled.

    python data/make/wild_signs.py                     writes data/wild_signs.h5
    python data/make/wild_signs.py --sheet sheet.png   writes a sheet of pictures to look at

A scene is one hand of one person before one background, drawn as in `signs.py`; in half of the scenes the camera takes
a second picture a moment later. What spoils a picture belongs to the scene, so both pictures of a scene have it.
"""

import argparse
from pathlib import Path

import h5py
import numpy as np
from PIL import Image, ImageFilter
from signs import choose_person, draw_picture
from sketch import SIZE

SCENES, SMALL, SEED = 900, 24, 2031
FINGERS = (0, 5, 2)  # of rock, paper and scissors
CAUSES = {"blur": 0.2, "fog": 0.24, "backlight": 0.19, "cropped": 0.14}  # how often
WRONG = 0.08  # share of labels that are wrong
CAREFUL, HARDER = 0.01, 0.035  # errors of careful readers: at best, and so much more for each cause


def field(rng, cells):
    """Return a smooth random field from 0 to 1 over the picture."""
    coarse = Image.fromarray(rng.random((cells, cells)).astype(np.float32))
    return np.asarray(coarse.resize((SIZE, SIZE), Image.Resampling.BICUBIC))[..., None]


def crop(rng, pixels):
    """Cut off one or two sides, and enlarge what is left."""
    side = int(SIZE * rng.uniform(0.64, 0.76))
    x, y = rng.choice([0, SIZE - side], 2)
    window = Image.fromarray(pixels.astype(np.uint8)).crop((x, y, x + side, y + side))
    return np.asarray(window.resize((SIZE, SIZE), Image.Resampling.BICUBIC), float)


def backlight(rng, pixels):
    """Darken what is near and blend in a bright light from behind, at one side."""
    y, x = np.mgrid[:SIZE, :SIZE] / SIZE
    at = rng.choice([rng.uniform(0, 0.25), rng.uniform(0.75, 1)]), rng.uniform(0, 0.6)
    glow = np.exp(-(((x - at[0]) / 0.35) ** 2 + ((y - at[1]) / 0.45) ** 2))[..., None]
    return pixels * rng.uniform(0.28, 0.4) * (1 - glow) + glow * (255 - 0.25 * (255 - pixels))


def fog(rng, pixels):
    """Lay fog over the picture, in patches that no other picture has."""
    thick = rng.uniform(0.45, 0.65) + 0.5 * (field(rng, int(rng.integers(4, 9))) - 0.5)
    thick = np.clip(thick, 0, 0.92)
    return pixels * (1 - thick) + rng.uniform(185, 225) * thick


def blur(rng, pixels):
    """Put the picture out of focus."""
    soft = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))
    return np.asarray(soft.filter(ImageFilter.GaussianBlur(float(rng.uniform(2.2, 3.4)))), float)


def take(rng, pixels):
    """Take one small picture: the camera moves a little and has some noise."""
    moved = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).rotate(
        float(rng.normal(0, 2)),
        resample=Image.Resampling.BICUBIC,
        translate=tuple(rng.integers(-2, 3, 2).tolist()),
        fillcolor=tuple(int(number) for number in pixels.mean(axis=(0, 1))),
    )
    small = np.asarray(moved.resize((SMALL, SMALL), Image.Resampling.LANCZOS), float)
    small += rng.normal(0, 2.5, small.shape)
    return (np.clip(np.round(small / 4), 0, 63) * 4).astype(np.uint8)


def mislabel(rng, sign):
    """Return the label of somebody in a hurry, who takes scissors for paper more often than for rock, and so on."""
    return int((sign + rng.choice([1, 2], p=[0.3, 0.7])) % len(FINGERS))


def draw_scene(scene):
    """Draw one scene: its pictures and what is known about each."""
    rng = np.random.default_rng([SEED, scene + 1])
    sign = scene % len(FINGERS)
    pixels = draw_picture(rng, choose_person(rng, rng.random()), FINGERS[sign]).astype(float)
    spoilt = {name: rng.random() < share for name, share in CAUSES.items()}
    for name, spoil in (("cropped", crop), ("backlight", backlight), ("fog", fog), ("blur", blur)):
        if spoilt[name]:
            pixels = spoil(rng, pixels)
    rows = []
    for _ in range(1 + rng.integers(2)):
        row = {"x": take(rng, pixels), "checked": sign, "scene": scene, "causes": list(spoilt.values())}
        row["y"] = mislabel(rng, sign) if rng.random() < WRONG else sign
        hard = CAREFUL + HARDER * sum(spoilt.values())
        row["careful"] = mislabel(rng, sign) if rng.random() < hard else sign
        rows.append(row)
    return rows


def draw_set(scenes=SCENES):
    """Return the content of the file, its pictures in mixed order."""
    rows = [row for scene in range(scenes) for row in draw_scene(scene)]
    order = np.random.default_rng([SEED, scenes + 1]).permutation(len(rows))
    names = np.random.default_rng([SEED, scenes + 2]).permutation(scenes)  # so that a scene's number says nothing
    content = {key: np.array([rows[place][key] for place in order]) for key in rows[0]}
    content["scene"] = names[content["scene"]]
    return content | {"causes": content["causes"].astype(np.uint8), "list_causes": np.array(list(CAUSES), "S9")}


def write_sheet(path, content, columns=24, rows=16):
    """Write a sheet to look at, at four times the size."""
    grid = content["x"][: rows * columns].reshape(rows, columns, SMALL, SMALL, 3)
    sheet = Image.fromarray(grid.swapaxes(1, 2).reshape(rows * SMALL, columns * SMALL, 3))
    sheet.resize((sheet.width * 3, sheet.height * 3), Image.Resampling.NEAREST).save(path)


def main():
    """Read the command line and write the file, or a sheet."""
    here = Path(__file__).resolve().parents[1]
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--folder", type=Path, default=here, help="where to write (default: %(default)s)")
    parser.add_argument("--sheet", type=Path, help="write this picture to look at instead of the data")
    arguments = parser.parse_args()
    if arguments.sheet:
        write_sheet(arguments.sheet, draw_set(300))
        return
    packing = {"compression": "gzip", "compression_opts": 9, "shuffle": True, "track_times": False}
    with h5py.File(arguments.folder / "wild_signs.h5", "w") as file:
        for key, value in draw_set().items():
            options = packing if key == "x" else {"track_times": False}
            file.create_dataset(key, data=value, **options)


if __name__ == "__main__":
    main()
