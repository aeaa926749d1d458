"""The figures of the notebook on jazz."""

import jazz_network as net
import numpy as np

from helpers import music, plot
from helpers.plot import BLUE, GREEN, GREY, ORANGE

ROLL = "A piano roll: time in bars from left to right, pitch upwards, a bar for each note, pale rows for chord tones."


def draw_roll(notes, changes, bars=4, title=None):
    """Return a piano roll of the first bars of a solo: notes, and behind them the tones of each chord."""
    figure, axes = plot.figure(width=8.2, height=3.2)
    place = 0
    for root, kind, eighths in changes:
        if place >= 8 * bars:
            break
        width = min(eighths, 8 * bars - place)
        tones = {(root + tone) % 12 for tone in music.TONES[kind]}
        rows = [pitch for pitch in range(music.LOW, music.HIGH + 1) if pitch % 12 in tones]
        axes.barh(rows, width / 8, left=place / 8 + 1, height=0.9, color=GREEN, alpha=0.16)
        axes.axvline(place / 8 + 1, color=GREY, linewidth=0.8)
        axes.text(place / 8 + 1.03, music.HIGH + 1.2, music.chord_name((root, kind)), fontsize=9)
        place += eighths
    place = 0
    for pitch, eighths in notes:
        if pitch and place < 8 * bars:
            axes.barh(pitch, 0.92 * eighths / 8, left=place / 8 + 1, height=0.8, color=BLUE)
        place += eighths
    names = range(music.LOW, music.HIGH + 1, 12)
    axes.set_yticks(list(names), [music.value_name((pitch, 1)).split("/")[0] for pitch in names])
    axes.set_xticks(range(1, bars + 2))
    axes.set(xlabel="bar", ylabel="pitch", xlim=(1, bars + 1), ylim=(music.LOW - 1, music.HIGH + 3.5), title=title)
    axes.grid(False)
    return figure


def roll(notes, changes, bars=4, title=None):
    """Return a piano roll and its alternative text."""
    places = np.cumsum([0, *(eighths for _, eighths in notes)])[:-1]
    shown = [note for note, place in zip(notes, places) if place < 8 * bars and note[0]]
    pitches = [music.value_name((number(pitch for pitch, _ in shown), 1)).split("/")[0] for number in (min, max)]
    alt = f"A piano roll of {bars} bars: {len(shown)} notes from {pitches[0]} to {pitches[1]}, chord tones shaded."
    return draw_roll(notes, changes, bars, title), alt


def temperatures(play, changes):
    """Return a function that draws a solo at a temperature. Arguments: play, from a temperature to notes."""
    return lambda temperature: draw_roll(play(temperature), changes, 4, f"temperature {temperature:g}")


LABELS = {
    "corpus": "held-out choruses",
    "uniform": "values uniformly at random",
    "frequencies": "values as frequent as in the corpus",
    "blind": "network, not told the chord",
    "root": "network, told root and kind",
    "tones": "network, told the chord tones",
}


def table(column):
    """Return a column of the stored runs at temperature 1, {solos: list of numbers}."""
    found = {}
    for row in net.rows():
        if row["setting"] in ("", "4 keys") and row["temperature"] in ("", "1.0"):
            found.setdefault(row["solos"], []).append(float(row[column]))
    return found


def strong():
    """Show the share of chord tones on strong beats for each kind of solos, a dot for each seed."""
    found = table("strong")
    figure, axes = plot.figure(width=7.5, height=2.9)
    for place, name in enumerate(LABELS):
        axes.plot(found[name], np.full(len(found[name]), place), "o", color=BLUE, alpha=0.7)
        axes.plot([np.mean(found[name])], [place], "|", color=ORANGE, markersize=20, markeredgewidth=3)
    axes.set_yticks(range(len(LABELS)), list(LABELS.values()), fontsize=9)
    axes.set(xlabel="share of chord tones on strong beats", xlim=(0, 1.05), ylim=(len(LABELS) - 0.5, -0.5))
    means = "; ".join(f"{label} {np.mean(found[name]):.2f}" for name, label in LABELS.items())
    return figure, f"A dot for each seed, a bar for the mean, of the share of chord tones on strong beats: {means}."
