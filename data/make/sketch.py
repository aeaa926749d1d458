"""A small drawing kit: smooth outlines, filled as if lit from one side, at four times the final size."""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE, OVERSAMPLE = 64, 4
CANVAS = SIZE * OVERSAMPLE


def rgb(colour):
    """Turn "#rrggbb" (or a colour that is an array already) into three floats from 0 to 1."""
    if isinstance(colour, str):
        return np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)], np.float32) / 255
    return np.asarray(colour, np.float32)


def mix(first, second, amount):
    """Blend two colours (or whole pictures); `amount` 0 gives the first, 1 the second."""
    return rgb(first) + (rgb(second) - rgb(first)) * np.asarray(amount, np.float32)


def soft_step(value, width=0.08):
    """Go smoothly from 0 to 1 where `value` crosses zero."""
    return np.clip(value / width + 0.5, 0, 1)


def smooth_noise(rng, cells):
    """Random field from 0 to 1 over the canvas, with about `cells` bumps from side to side."""
    coarse = Image.fromarray((rng.random((cells, cells)) * 255).astype(np.uint8))
    fine = coarse.resize((CANVAS, CANVAS), Image.Resampling.BICUBIC)
    return np.asarray(fine, np.float32)[..., None] / 255


# ---------------------------------------------------------------- outlines: (n, 2) arrays of points


def box(left, top, right, bottom):
    """Outline of an upright rectangle."""
    return np.array([(left, top), (right, top), (right, bottom), (left, bottom)], float)


def ellipse(x, y, width, height, turn=0.0):
    """Outline of an ellipse around (x, y) with half axes `width` and `height`, turned by `turn` radians."""
    angle = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    across, along = width * np.cos(angle), height * np.sin(angle)
    cos, sin = np.cos(turn), np.sin(turn)
    return np.stack([x + across * cos - along * sin, y + across * sin + along * cos], axis=1)


def curve(points, closed=True, steps=8):
    """Smooth (Catmull-Rom) line through the given points."""
    points = np.asarray(points, float)
    ends = (points[-1:], points[:2]) if closed else (points[:1], points[-1:])
    padded = np.concatenate([ends[0], points, ends[1]])[:, None]
    before, start, end, after = padded[:-3], padded[1:-2], padded[2:-1], padded[3:]
    t = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    bend = (2 * before - 5 * start + 4 * end - after) * t**2 + (3 * start - before - 3 * end + after) * t**3
    line = (start + 0.5 * ((end - before) * t + bend)).reshape(-1, 2)
    return line if closed else np.concatenate([line, points[-1:]])


def stroke(points, start_width, end_width):
    """Outline of a brush stroke along the points, from one width to the other, with a round end."""
    line = curve(points, closed=False)
    tangent = np.gradient(line, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1)[:, None] + 1e-9
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    half = np.linspace(start_width, end_width, len(line))[:, None] / 2
    angle = np.arctan2(normal[-1, 1], normal[-1, 0]) - np.linspace(0, np.pi, 9)
    cap = line[-1] + half[-1] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return np.concatenate([line + half * normal, cap, (line - half * normal)[::-1]])


def mirrored(outline):
    """Return the outline and its mirror image, for ears, paws and cheeks."""
    outline = np.asarray(outline, float)
    return outline, outline * [-1, 1]


def symmetric(right_half):
    """Smooth outline from the points of its right half, listed from the top middle to the bottom middle."""
    left_half = [(-x, y) for x, y in right_half[-2:0:-1]]
    return curve(list(right_half) + left_half)


# ---------------------------------------------------------------- the canvas


@dataclass
class Place:
    """Where local coordinates lie: origin and unit length in final pixels, tilt, and mirroring."""

    x: float = 0.0
    y: float = 0.0
    unit: float = 1.0
    tilt: float = 0.0
    mirror: int = 1

    def to_canvas(self, outline):
        """Take local points to canvas pixels."""
        x, y = np.asarray(outline, float).T * [[self.mirror], [1]]
        cos, sin = np.cos(self.tilt), np.sin(self.tilt)
        turned = np.stack([x * cos - y * sin, x * sin + y * cos], axis=1)
        return (turned * self.unit + [self.x, self.y]) * OVERSAMPLE

    def grid(self):
        """Local coordinates of every canvas pixel, for patterns that belong to the fur."""
        y, x = np.mgrid[:CANVAS, :CANVAS] / OVERSAMPLE
        x, y = (x - self.x) / self.unit, (y - self.y) / self.unit
        cos, sin = np.cos(self.tilt), np.sin(self.tilt)
        return (x * cos + y * sin) * self.mirror, y * cos - x * sin


class Sketch:
    """A picture in progress: pixels, where we are drawing, and where the light comes from."""

    def __init__(self, light):
        self.pixels = np.zeros((CANVAS, CANVAS, 3), np.float32)
        self.light = light
        self.place = Place()

    def fill(self, outline, paint, volume=0.0, opacity=1.0, blur=0.0):
        """Fill an outline with a colour or a canvas of paint; `volume` rounds it, `blur` softens its edge."""
        points = self.place.to_canvas(outline)
        soft = blur * self.place.unit * OVERSAMPLE
        low = np.clip(points.min(axis=0) - 3 * soft - 2, 0, CANVAS).astype(int)
        high = np.clip(points.max(axis=0) + 3 * soft + 3, 0, CANVAS).astype(int)
        if (high - low).min() < 1:
            return
        stencil = Image.new("L", tuple(int(side) for side in high - low))
        ImageDraw.Draw(stencil).polygon([tuple(point) for point in points - low], fill=255)
        if soft:
            stencil = stencil.filter(ImageFilter.GaussianBlur(soft))
        cover = np.asarray(stencil, np.float32)[..., None] / 255
        window = (slice(low[1], high[1]), slice(low[0], high[0]))
        paint = rgb(paint)
        paint = paint[window] if paint.ndim == 3 else paint
        if volume and min(cover.shape[:2]) > 2:
            paint = paint * self._relief(stencil, volume)
        self.pixels[window] += (np.clip(paint, 0, 1) - self.pixels[window]) * cover * opacity

    def _relief(self, stencil, volume):
        """Light and shade of a cushion of this outline: brighter towards the light, darker near the rim."""
        depth = 0.12 * min(stencil.size) + 1
        height = np.asarray(stencil.filter(ImageFilter.GaussianBlur(depth)), np.float32) / 255
        down, right = np.gradient(height)
        facing = -(right * self.light[0] + down * self.light[1]) * depth
        return (1 + volume * (1.6 * facing + 0.9 * (np.clip(height, 0.3, 1) - 0.85)))[..., None]


# ---------------------------------------------------------------- the camera


def light_up(pixels, rng):
    """Brightness, warm or cold light, light from one side, darker corners."""
    y, x = np.mgrid[:CANVAS, :CANVAS] / CANVAS * 2 - 1
    angle = rng.uniform(0, 2 * np.pi)
    side = 1 + rng.uniform(0, 0.22) * (x * np.cos(angle) + y * np.sin(angle))
    corners = 1 - rng.uniform(0, 0.22) * (x**2 + y**2) / 2
    warmth = rng.normal(0, 0.06)
    gain = rng.uniform(0.71, 0.94) * np.array([1 + warmth, 1, 1 - warmth])
    return pixels * (side * corners)[..., None] * gain


def shrink(pixels, rng):
    """Reduce the canvas to the final picture, a little soft or noisy as photographs are."""
    picture = Image.fromarray((np.clip(pixels, 0, 1) * 255).astype(np.uint8))
    picture = picture.filter(ImageFilter.GaussianBlur(float(rng.choice([0, 0, 1.5]))))
    small = np.asarray(picture.resize((SIZE, SIZE), Image.Resampling.LANCZOS), float)
    small += rng.normal(0, rng.choice([0, 1.5]), small.shape)
    # 64 levels for each colour look the same at this size, and the files are half as large.
    return (np.clip(np.round(small / 4), 0, 63) * 4).astype(np.uint8)
