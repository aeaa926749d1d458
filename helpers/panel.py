"""A panel to steer a simulated project by hand: buttons, a log, the errors with their error bars, undo, save, restore.

Standard widgets, so that Tab moves between the buttons and Space or Enter presses one. Where there is no front end (a
static page, CI) the same output carries a picture and the text of the observation.
"""

import json
from html import escape
from pathlib import Path

from IPython.display import display
from ipywidgets import HTML, Button, GridBox, HBox, Layout, VBox

from helpers import driving, files, plot

COLOURS = {"human": plot.GREY, "train": plot.BLUE, "train-dev": plot.ORANGE, "dev": plot.GREEN}
ALT = (
    "the errors of a project with bars of two standard errors, beside the goal, and how the dev error moved with each "
    "action"
)


def panel(project, file=None):
    """Show the panel of a project; whatever is pressed acts on `project`, whose `actions` are the run.

    Arguments: project, a `Project`; file, where *save* writes the run, in the folder of the notebook (default:
        "birds_run.json" for the birds).
    """
    shown = _Panel(project, Path(file or f"{project.world.name}_run.json"))
    bundle = shown.box._repr_mimebundle_()
    bundle["image/png"] = plot.png(draw(project))
    bundle["text/plain"] = f"[Panel: {ALT}.]\n{text(project.observe())}"
    display(bundle, metadata={"image/png": {"alt": ALT}}, raw=True)


def text(observation):
    """Return an observation as a few lines of text."""
    return "\n".join(_birds(observation) if "web" in observation else _driving(observation))


def _percent(value):
    return "not measured" if value is None else f"{value:.1%}"


def _birds(one):
    """Return the lines on an observation of a bird project."""
    goal = f"goal: at most {one['target']:.1%}" + _metric(one["miss_cost"])
    plain = "" if one["metric_miss_cost"] == 1 else " (each error counting once)"
    lines = [
        f"{one['weeks_left']:g} weeks and {one['money_left']:g} thousand left; {goal}, {one['latency_limit']:g} ms",
        f"errors: human {_percent(one['human_error'])}, train {_percent(one['train_error'])}{plain}, "
        f"train-dev {_percent(one['train_dev_error'])}, dev {_percent(one['dev_error'])} "
        f"on {one['dev_size']:,} pictures{_metric(one['metric_miss_cost'])}",
        f"pictures to train: {one['field']:,} field, {one['web']:,} web",
        f"network: {one['hidden']} hidden units, {one['latency']:g} ms; regularization {one['regularization']} of 2, "
        f"length {one['length']} of 2, {'augmented' if one['augmented'] else 'not augmented'}",
    ]
    if one["looked_from_web"] is not None:
        lines.append(
            f"looked at 100 errors: {one['looked_from_web']} from the web, {one['looked_undecidable']} undecidable"
        )
    if one["looked_wrong_labels"] is not None:
        lines.append(f"looked at 100 training labels: {one['looked_wrong_labels']} wrong")
    return lines


def _metric(miss_cost):
    return "" if miss_cost == 1 else f", a missed bird counting {miss_cost}-fold"


def _driving(one):
    """Return the lines on an observation of a driving project."""
    weight = one["pedestrian_weight"]
    counting = "" if weight == 1 else f", pedestrians counting {weight}-fold"

    def three(shares):
        return ", ".join(f"{share:.1%}" for share in shares)

    lines = [
        f"{one['weeks_left']:g} weeks and {one['money_left']:g} thousand left; goal: at most {one['target']:.1%} "
        f"with {one['use_foggy']:.0%} fog{counting}, {one['latency_limit']:g} ms",
        f"errors: human {_percent(one['human_error'])}, train {_percent(one['train_error'])}, "
        f"train-dev {_percent(one['train_dev_error'])}, dev {_percent(one['dev_error'])}",
        f"dev: pedestrian, car, light: {three(one['clear_errors'])} on {one['clear_size']:,} clear pictures, "
        f"{three(one['foggy_errors'])} on {one['foggy_size']:,} in fog",
        f"pictures to train: {one['fleet']:,} clear, {one['foggy']:,} in fog, {one['archive']:,} from the archive; "
        f"{one['missing']:.0%} of their labels missing; synthetic fog: "
        f"{('none', 'one recording', 'many recordings')[one['synthetic']]}",
        f"network: {one['hidden']} hidden units, {one['latency']:g} ms; length {one['length']} of 1, "
        f"first layer {'from the colleague' if one['transferred'] else 'our own'}",
    ]
    if one["tried_error"] is not None:
        lines.append(f"colleague's network, tried on {driving.TRIED} clear pictures: {one['tried_error']:.1%}")
    if one["looked_foggy"] is not None:
        lines.append(f"looked at 100 errors: {one['looked_foggy']} in fog, {one['looked_undecidable']} undecidable")
    if one["looked_wrong_labels"] is not None:
        lines.append(f"looked at 100 training labels: {one['looked_wrong_labels']} wrong")
    return lines


def bars(observation):
    """Return (name, error or None, number of independent answers that it was measured on) of the errors to draw."""
    one = observation
    found = [("human", one["human_error"], one["human_size"]), ("train", one["train_error"], _pictures(one))]
    found.append(("train-dev", one["train_dev_error"], one["train_dev_size"]))
    if "web" in one:
        return [*found, ("dev", one["dev_error"], one["dev_size"])]
    found = [(name, error, size and 3 * size) for name, error, size in found]
    for weather in ("clear", "foggy"):
        errors = one[f"{weather}_errors"]
        found.append((f"dev\n{weather}", sum(errors) / 3, 3 * one[f"{weather}_size"]))
    return found


def _pictures(one):
    """Return the number of pictures to train."""
    return one["field"] + one["web"] if "web" in one else driving.pictures(one)


def draw(project):
    """Return the figure of a project: its errors now, and the dev error after each action."""
    one = project.observe()
    figure, (now, past) = plot.figure(1, 2, width=9, height=3, sharey=True, width_ratios=[1, 1.4])
    shown = bars(one)
    for place, (name, error, size) in enumerate(shown):
        if error is None:
            now.text(place, 0.002, "not\nmeasured", ha="center", va="bottom", fontsize=8, color=plot.GREY)
            continue
        spread = 2 * ((error - error**2) / size) ** 0.5
        now.bar(place, error, color=COLOURS[name.split("\n")[0]], alpha=0.75)
        now.errorbar(place, error, spread, color="black", capsize=4, linewidth=1.5)
    now.axhline(one["target"], color="black", linestyle="--", linewidth=1.2)
    now.text(-0.55, one["target"], "goal", va="bottom", fontsize=9)
    now.set(
        xlim=(-0.6, len(shown) - 0.4),
        xticks=range(len(shown)),
        xticklabels=[name for name, *_ in shown],
        ylabel="error",
        title="Errors now",
    )
    errors = _history(project)
    past.plot(errors, "o-", color=COLOURS["dev"])
    past.axhline(one["target"], color="black", linestyle="--", linewidth=1.2)
    past.set(xlabel="actions", title="Dev error so far", xlim=(-0.3, max(6, len(errors) - 0.7)))
    past.xaxis.get_major_locator().set_params(integer=True)
    return figure


def _history(project):
    """Return the dev error at the beginning and after each action."""
    again = type(project)(project.settings)
    errors = [again.observe()["dev_error"]]
    for action in project.actions:
        errors.append(again.act(action)["dev_error"])
    return errors


class _Panel:
    """The widgets and what they do."""

    def __init__(self, project, file):
        self.project, self.file = project, file
        self.status, self.picture, self.log = HTML(), HTML(), HTML()
        self.buttons = {action: Button(layout=Layout(width="auto")) for action in project.world.costs}
        for action, button in self.buttons.items():
            button.on_click(lambda _, action=action: self.change(lambda: self.project.act(action)))
        others = {"undo": self.project.undo, "save": self.save, "restore": self.restore}
        self.others = [Button(description=name, layout=Layout(width="auto")) for name in others]
        for button, function in zip(self.others, others.values()):
            button.on_click(lambda _, function=function: self.change(function))
        columns = Layout(grid_template_columns="repeat(auto-fill, minmax(17em, 1fr))", grid_gap="2px")
        grid = GridBox(list(self.buttons.values()), layout=columns)
        self.box = VBox([self.status, self.picture, grid, HBox(self.others), self.log])
        self.update()

    def change(self, function):
        """Do what a button is for, show the outcome, and say in the log what does not work."""
        message = ""
        try:
            result = function()
            message = result if isinstance(result, str) else ""
        except (ValueError, OSError) as error:
            message = str(error)
        self.update(message)

    def save(self):
        """Write the run into a small file, and return a sentence on it."""
        run = {"seed": self.project.settings.seed, "actions": self.project.actions}
        files.write(self.file, json.dumps(run, indent=1).encode())
        return f"Saved as {self.file.name}."

    def restore(self):
        """Read the run from the file. ValueError, saying what is wrong, if it is none of this project."""
        if not self.file.is_file():
            raise ValueError(f"There is no file {self.file.name} here yet: press save first.")
        try:
            run = json.loads(self.file.read_text(encoding="utf-8"))
            seed, actions = run["seed"], [str(action) for action in run["actions"]]
        except (ValueError, KeyError, TypeError):
            raise ValueError(f"{self.file.name} is damaged: expected the seed and the actions of a run.") from None
        if seed != self.project.settings.seed:
            raise ValueError(f"{self.file.name} is the run of another project: take another file name for this one.")
        again = type(self.project)(self.project.settings, actions)  # first, so that nothing is lost if it does not work
        self.project.__dict__.update(again.__dict__)
        return f"Restored from {self.file.name}."

    def update(self, message=""):
        """Show the project as it is now."""
        for action, button in self.buttons.items():
            weeks, money = self.project.cost(action)
            button.description = f"{action} ({weeks:g} w, {money:g} k)"
            button.tooltip = self.project.obstacle(action)
            button.disabled = bool(button.tooltip)
        ended = ""
        if self.project.shipped:
            word = "It meets its goal" if self.project.succeeded else "It misses its goal"
            ended = (
                f"\nShipped. {word}: the true error is {self.project.true_error:.1%}, "
                f"at most {self.project.target:.1%} is asked for."
            )
        shown = escape(text(self.project.observe()) + ended).replace("\n", "<br>")
        self.status.value = f'<div role="status" aria-live="polite" style="line-height:1.45">{shown}</div>'
        self.picture.value = plot.element(plot.png(draw(self.project)), ALT, 820)
        items = "".join(f"<li>{escape(action)}</li>" for action in self.project.actions)
        self.log.value = f'<div aria-live="polite"><b>{escape(message)}</b></div><ol>{items}</ol>'
