"""What students and instructors click and type, in a real browser on the servers that `make lab` and `make instructor` start.

Every step leaves a picture in `screenshots/`, to be looked at.
"""

import json
import os
import re
import shutil

import pytest
from conftest import TOKEN, command, earned, fill, hand_in, options, server, solutions
from playwright.sync_api import expect, sync_playwright
from test_kernels import wait_until

from grading import notebooks
from grading.classroom import autograde, converters

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("browser")]
SCREENSHOTS = notebooks.ROOT / "screenshots"
WEEK = "week2_logistic_regression"
NOTEBOOK, TITLE = f"course1_nn/{WEEK}/1_python_basics.ipynb", "Python and NumPy for deep learning"
OFFLINE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PANEL = "Create Assignment"  # of nbgrader's, for authors
SOURCE = notebooks.ROOT / NOTEBOOK.replace("/week", "/source/week")
SECONDS = 60  # to wait at most; most of it is for machines that do much else
expect.set_options(timeout=1000 * SECONDS)


class Lab:
    """The server of `make lab` on the workspace `place`; it can be stopped and started again."""

    def __init__(self, place):
        self.place = place

    def start(self):
        def words(port):
            return ["make", "lab", f"WORKSPACE={self.place}", f"LAB_ARGS={' '.join(options(port))}"]

        # JupyterLab's settings and layout are kept beside the workspace, not in the user's own folder.
        config = {"JUPYTER_CONFIG_DIR": str(self.place.parent / "config")}
        self.running = server(words, self.place.parent / "lab.log", **config)
        self.address = self.running.__enter__().address

    def stop(self):
        self.running.__exit__(None, None, None)

    def saved(self):
        """Return the notebook as it is on disk."""
        return notebooks.read(self.place / NOTEBOOK)


@pytest.fixture(scope="module")
def browser(chromium):
    SCREENSHOTS.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        words = ["--disable-gpu", "--disable-background-networking", OFFLINE]
        running = playwright.chromium.launch(
            executable_path=chromium, args=words, chromium_sandbox=os.geteuid() != 0
        )  # Chromium refuses to have a sandbox for root
        yield running
        running.close()


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    running = Lab(tmp_path_factory.mktemp("student") / "my work")
    running.start()
    running.released = running.saved()
    yield running
    running.stop()


@pytest.fixture
def page(browser):
    """A page of a laptop's size; nothing is left of an earlier one."""
    tab = browser.new_page(viewport={"width": 1280, "height": 900})
    tab.set_default_timeout(1000 * SECONDS)
    yield tab
    tab.close()


def shoot(page, name, shown=None):
    """Keep a picture of the page; `shown` is brought into its middle before, which JupyterLab may have to make room for."""
    for _ in range(2 if shown else 0):
        shown.evaluate("element => element.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(200)
    page.screenshot(path=SCREENSHOTS / f"{name}.png")


def open_start_page(page, lab):
    page.goto(f"{lab.address}/?token={TOKEN}")
    start = page.locator(".jp-MarkdownViewer")
    expect(start.get_by_role("heading", level=1)).to_be_visible()
    return start


def begin(lab, **answers):
    """Write the notebook as it is released, with some solution cells replaced and no progress noted."""
    (lab.place / ".progress" / NOTEBOOK).with_suffix(".json").unlink(missing_ok=True)
    (lab.place / NOTEBOOK).write_text(json.dumps(fill(lab.released, answers)), encoding="utf-8")


def open_notebook(page, lab, start=None, notebook=NOTEBOOK):
    """Open a notebook, from the start page if it is open, and wait for its kernel."""
    if start:
        start.get_by_role("link", name=TITLE).last.click()
    else:
        page.goto(f"{lab.address}/lab/tree/{notebook}?reset&token={TOKEN}")
    expect(page.get_by_role("tab", name=notebook.split("/")[-1])).to_have_attribute("aria-selected", "true")
    # The status bar says so too where a narrow page has no place for the notebook's own indicator.
    expect(page.get_by_role("button", name="Python 3 (ipykernel) | Idle")).to_be_visible()


def cell(page, name, source=SOURCE):
    """Return the cell with a grade id or, for those that have none, an id."""
    names = [notebooks.grade_id(item) or item.id for item in notebooks.read(source).cells]
    return page.locator(f'.jp-NotebookPanel:visible .jp-Notebook-cell[data-windowed-list-index="{names.index(name)}"]')


def outputs(page, name, source=SOURCE):
    """Return what a cell shows."""
    return cell(page, name, source).locator(".jp-OutputArea-output")


def run(page, name, source=SOURCE):
    """Click into a code cell that has not been run, run it with the keys for it, and wait until it is done."""
    waiting = page.locator(".jp-NotebookPanel:visible .jp-InputPrompt", has_text="[*]")
    expect(waiting).to_have_count(0)  # or the kernel drops this one with those that wait behind an error
    page.wait_for_timeout(500)
    cell(page, name, source).locator(".cm-content").click()
    page.keyboard.press("Shift+Enter")
    expect(cell(page, name, source).locator(".jp-InputPrompt")).to_have_text(re.compile(r"\[\d+\]"))


def write(page, name, code):
    """Type a line of code in the place of the one that says what is missing."""
    cell(page, name).locator(".cm-line", has_text="raise NotImplementedError").click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type(code)
    expect(cell(page, name).locator(".cm-content")).to_contain_text(code)


def menu(page, *names):
    """Click through JupyterLab's menu."""
    page.get_by_role("menubar").get_by_text(names[0], exact=True).click()
    for name in names[1:]:
        page.locator(".lm-Menu").get_by_text(name, exact=True).click()


def test_the_start_page_leads_to_a_notebook_and_run_all_says_what_to_do_first(page, lab):
    start = open_start_page(page, lab)
    expect(start.get_by_role("row", name=TITLE)).to_contain_text("0 of 100")
    expect(page.get_by_role("tab", name="Property Inspector")).to_be_visible()
    assert page.get_by_role("tab", name=PANEL).count() == 0
    assert page.get_by_role("menubar").get_by_text("Nbgrader").count() == 0
    shoot(page, "start")
    first = start.locator("p", has_text="Begin with").get_by_role("link")
    title = first.text_content()
    first.click()
    expect(page.locator(".jp-Notebook").get_by_role("heading", level=1)).to_contain_text(title)
    page.get_by_role("tab", name="start.md").click()
    open_notebook(page, lab, start)
    menu(page, "Run", "Run All Cells")
    message = outputs(page, "code-12")
    expect(message).to_have_text(
        "`basic_sigmoid` is not written yet: replace `raise NotImplementedError` with your code, run that cell, "
        "then run this one again."
    )
    card = outputs(page, "check_test").get_by_role("alert")
    expect(card).to_contain_text("✘ test")
    shoot(page, "run-all", message)
    assert page.get_by_role("alert").count() == 1
    assert page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]').count() == 1


def test_a_known_mistake_gets_its_likely_cause_and_validate_lists_what_the_cards_do(page, lab):
    answers = solutions(SOURCE) | {"L1": "def L1(yhat, y):\n    return np.sum(yhat - y)"}
    begin(lab, **{name: answers[name] for name in answers if name not in ("sigmoid", "nearest_columns")})
    open_notebook(page, lab)
    write(page, "sigmoid", "return 1 / (1 + np.exp(x))")
    menu(page, "Run", "Run All Cells")
    mistake = outputs(page, "check_sigmoid").get_by_role("alert")
    cause = "The curve runs downhill: what is asked for at 3 comes out at -3. Look at the sign of the exponent."
    expect(mistake).to_contain_text("✘ sigmoid: 0 of 6 visible checks passed")
    expect(mistake.get_by_text(cause)).to_be_hidden()  # the learner thinks first
    shoot(page, "mistake", mistake)
    mistake.get_by_text("Show the likely cause").click()
    expect(mistake.get_by_text(cause)).to_be_visible()
    shoot(page, "mistake-cause", mistake)

    expect(outputs(page, "code-50")).to_contain_text("`nearest_columns` is not written yet")  # there Run All ends
    run(page, "check_nearest_columns")
    reached = [name for name in answers if name not in ("cosine_similarities", "mended_report")]
    bad = [name for name in reached if outputs(page, f"check_{name}").get_by_role("alert").count()]
    assert bad == ["sigmoid", "L1", "nearest_columns"]
    assert all(outputs(page, f"check_{name}").get_by_role("status").count() for name in reached if name not in bad)
    page.get_by_role("button", name="Validate").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Validation Results")
    shoot(page, "validate")
    listed = dialog.locator("pre").all_text_contents()
    assert listed[::2] == [f"check({name})" for name in bad]
    assert f"Likely cause: {cause}" in " ".join(listed[1].replace("`", "").split())
    dialog.get_by_role("button", name="Ok").click()

    # The first click opens the lesson at its beginning, a later one goes to the section, once what is above it stands.
    section = page.locator(".jp-Notebook:visible").get_by_role("heading", name="Vectorization")
    for _ in range(10):
        page.get_by_role("tab", name="1_python_basics.ipynb").click()
        mistake.get_by_role("link", name="Vectorization").click()
        expect(page.get_by_role("tab", name="0_lesson.ipynb")).to_have_attribute("aria-selected", "true")
        page.wait_for_timeout(1000)
        if 0 < section.bounding_box()["y"] < 900:
            break
    expect(section).to_be_in_viewport()
    shoot(page, "mistake-lesson")


# In the page: what is wider than its place, and how well every text of a card stands out from what is behind it.
WIDE = """element => [element, ...element.querySelectorAll("*")]
    .filter(item => item.scrollWidth > item.clientWidth + 1 && getComputedStyle(item).display !== "inline")
    .map(item => `${item.tagName} ${item.scrollWidth} > ${item.clientWidth}: ${item.textContent.slice(0, 60)}`)"""
CONTRASTS = """card => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const luminance = colour => numbers(colour).slice(0, 3).map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const ground = element => {
        const colour = getComputedStyle(element).backgroundColor;
        return numbers(colour)[3] === 0 ? ground(element.parentElement) : colour;
    };
    return [card, ...card.querySelectorAll("*")].map(element => {
        const found = [getComputedStyle(element).color, ground(element)].map(luminance).sort((one, other) => one - other);
        return (found[1] + 0.05) / (found[0] + 0.05);
    });
}"""


def test_at_twice_the_size_nothing_is_too_wide_and_cards_are_legible_in_both_themes(browser, lab):
    page = browser.new_page(viewport={"width": 640, "height": 450}, device_scale_factor=2)
    page.set_default_timeout(1000 * SECONDS)
    begin(lab, test='test = "Hello World"')
    start = open_start_page(page, lab)
    page.keyboard.press("Control+b")  # folds the list of files
    shoot(page, "large-start", start.get_by_role("table").first)
    assert start.evaluate(WIDE) == []

    open_notebook(page, lab, start)
    menu(page, "Run", "Run All Cells")
    expect(outputs(page, "code-12")).to_contain_text("is not written yet")
    run(page, "check_basic_sigmoid")
    cards = [
        outputs(page, "check_test").get_by_role("status"),
        outputs(page, "check_basic_sigmoid").get_by_role("alert"),
    ]
    for theme in ("Dark", "Light"):
        menu(page, "Settings", "Theme", f"JupyterLab {theme}")
        expect(page.locator("body")).to_have_attribute("data-jp-theme-name", f"JupyterLab {theme}")
        for card in cards:
            shoot(page, f"large-{card.get_attribute('role')}-{theme.lower()}", card)
            assert card.evaluate(WIDE) == []
            assert min(card.evaluate(CONTRASTS)) >= 4.5
    page.close()


def test_right_solutions_and_a_moved_slider_outlive_a_restart_and_earn_what_the_cards_say(page, lab, tmp_path):
    answers = solutions(SOURCE)
    begin(lab, **{name: answers[name] for name in answers if name != "sigmoid"})
    open_notebook(page, lab)
    write(page, "sigmoid", "return np.exp(-np.logaddexp(0, -x))")
    page.keyboard.press("Control+s")
    menu(page, "Run", "Run All Cells")
    right = outputs(page, "check_sigmoid").get_by_role("status")
    expect(right).to_contain_text("✔ sigmoid: all 6 visible checks passed")
    expect(right).to_contain_text("13 of 100 points of this notebook by visible checks.")
    last = outputs(page, "check_mended_report").get_by_role("status")
    expect(last).to_contain_text("100 of 100 points of this notebook by visible checks.")
    shoot(page, "right", right)
    figure = page.get_by_role("img", name="The sigmoid climbs from 0 to 1; its derivative is a hill")
    expect(figure).to_be_visible()

    button = outputs(page, "submit").get_by_role("button", name="Pack this week to hand in")
    expect(button).to_be_enabled()
    shoot(page, "submit-button", button)
    assert not list(lab.place.glob("*.zip"))  # Run All hands nothing in
    button.click()
    expect(button).to_be_disabled()
    card = outputs(page, "submit").get_by_role("alert")  # since other notebooks of the week are not written yet
    expect(card).to_contain_text("can be handed in, but lacks something", timeout=2000 * SECONDS)
    expect(card).to_contain_text(re.compile(r"1_python_basics\.ipynb: saved .*, 100 of 100 points by visible checks\."))
    shoot(page, "submit", card)
    expect(button).to_be_enabled()

    picture, words = outputs(page, "code-36").get_by_role("img"), "Four bars: the probabilities of four scores."
    expect(picture).to_have_attribute("alt", f"{words} (temperature T = 1)")
    before = picture.get_attribute("src")
    shoot(page, "slider-before", picture)
    outputs(page, "code-36").get_by_role("slider").press("ArrowRight")
    expect(picture).to_have_attribute("alt", f"{words} (temperature T = 2)")
    moved = picture.get_attribute("src")
    assert moved != before
    shoot(page, "slider-after", picture)

    page.keyboard.press("Control+s")
    assert wait_until(lambda: "T = 2" in (lab.place / NOTEBOOK).read_text(encoding="utf-8"), SECONDS)
    lab.stop()
    saved = lab.saved()
    lab.start()
    start = open_start_page(page, lab)
    expect(start.get_by_role("row", name=TITLE)).to_contain_text("100 of 100 ██████████ ✔")
    shoot(page, "restart-start")
    open_notebook(page, lab, start)
    expect(cell(page, "sigmoid").locator(".cm-content")).to_contain_text("return np.exp(-np.logaddexp(0, -x))")
    expect(right).to_contain_text("✔ sigmoid: all 6 visible checks passed")
    expect(figure).to_be_visible()
    expect(picture).to_have_attribute("src", moved)
    shoot(page, "restart-slider", picture)
    assert lab.saved() == saved

    folder = converters.copy_week(notebooks.ROOT / "course1_nn", WEEK, tmp_path / "course1_nn")
    (tmp_path / "downloads").mkdir()
    (archive,) = lab.place.glob(f"*_{WEEK}.zip")
    shutil.copy(archive, tmp_path / "downloads")
    converters.release_week(folder, WEEK)
    assert "1 put into course1_nn/submitted/, 0 not needed, 0 refused." in command(
        "course", "collect", folder, tmp_path / "downloads"
    )
    autograde.grade_week(folder, WEEK, feedback=False)
    graded = dict.fromkeys(("0_lesson", "1_python_basics", "2_logistic_regression"), 0)
    for score in converters.scores(folder, WEEK):
        graded[score.notebook] += score.earned
    assert graded == {"0_lesson": 0, "1_python_basics": 100, "2_logistic_regression": 0}


@pytest.fixture
def graded(toy):
    """The toy course with one submission, graded."""
    converters.release_week(toy, "week1_toy")
    released = notebooks.read(toy / "release" / "week1_toy" / "1_toy.ipynb")
    answers = solutions(toy / "source" / "week1_toy" / "1_toy.ipynb") | {
        "noise": "def noise(m):\n    return np.zeros(m)"
    }
    hand_in(toy, "ada", "week1_toy", {"1_toy.ipynb": fill(released, answers)})
    autograde.grade_week(toy, "week1_toy", feedback=False)
    return toy


def test_an_instructor_grades_and_comments_and_the_feedback_says_so(page, graded, tmp_path):
    def words(port):
        return ["make", "instructor", f"COURSE={graded}", f"LAB_ARGS={' '.join(options(port))}"]

    with server(words, tmp_path / "lab.log", JUPYTER_CONFIG_DIR=str(tmp_path / "config")) as ask:
        page.goto(f"{ask.address}/?token={TOKEN}")
        inside = page.frame_locator("iframe")
        assignment = inside.get_by_role("row", name="week1_toy")
        shoot(page, "formgrader", assignment)
        expect(page.get_by_role("tab", name=PANEL)).to_be_visible()
        for name in ("Manual Grading", "week1_toy", "1_toy", "Submission #1"):
            inside.get_by_role("link", name=name, exact=True).click()
        score, comment = inside.locator("#check_noise"), inside.locator("#noise-comment")
        expect(score).to_have_attribute("placeholder", "0")
        expect(comment).to_have_attribute("placeholder", re.compile("Type any comments"))
        for field, text, kind in ((score, "1.5", "grade"), (comment, "Draw them **at random**.", "comment")):
            with page.expect_response(re.compile(rf"/formgrader/api/{kind}/\w+")):
                field.fill(text)
                field.press("Tab")
        shoot(page, "formgrader-submission")
        inside.get_by_role("link", name="Manual Grading").click()
        inside.get_by_role("link", name="Manage Assignments").click()
        assignment.locator(".generate-feedback a").click()
        expect(inside.get_by_role("dialog")).to_contain_text("Successfully generated feedback")
        shoot(page, "formgrader-feedback")
    assert earned(graded, "week1_toy")["ada"]["noise"] == 1.5
    page.goto((graded / "feedback" / "ada" / "week1_toy" / "1_toy.html").as_uri())
    expect(page.get_by_role("listitem").filter(has_text="Test cell (Score: 1.5 / 4.0)")).to_be_visible()
    text = page.get_by_text("Draw them at random.")
    expect(text.locator("strong")).to_have_text("at random")
    shoot(page, "feedback", text)


# A simulated project: the notebook, the cell with its panel, a run that meets the goal and one that does not.
PROJECTS = {
    "birds": (
        "course3_strategy/week1_strategy/2_simulator_birds.ipynb",
        "code-09",
        ["look at 100 errors", "move dev set", "train longer", "train longer", "change metric", "regularize less"],
        ["collect web", "train longer", "larger network"],
    ),
    "driving": (
        "course3_strategy/week2_error_analysis/2_simulator_driving.ipynb",
        "panel",
        ["look at 100 errors", "smaller network", "clean labels", "move dev set"],
        ["smaller network", "collect fleet"],
    ),
}


@pytest.mark.parametrize("name", PROJECTS)
def test_a_simulated_project_is_played_with_the_keyboard_undone_saved_and_shipped(page, lab, name):
    notebook, place, good, bad = PROJECTS[name]
    source = notebooks.ROOT / notebook.replace("/week", "/source/week")
    saved = lab.place / notebook.rsplit("/", 1)[0] / f"{name}_run.json"
    open_notebook(page, lab, notebook=notebook)
    for needed in ("setup", place):
        run(page, needed, source)
    panel = outputs(page, place, source)
    status, log = panel.get_by_role("status"), panel.get_by_role("listitem")

    def press(words):
        button = panel.get_by_role("button", name=re.compile(rf"^{words}( \(|$)"))
        expect(button).to_be_enabled()
        button.focus()
        page.keyboard.press("Space")

    expect(panel.get_by_role("img", name="the errors of a project")).to_be_visible()
    expect(status).to_contain_text("goal: at most")
    begun = status.inner_text()
    shoot(page, f"{name}-begun", panel.last)
    first, second = panel.get_by_role("button").all()[:2]
    first.focus()
    page.keyboard.press("Tab")
    expect(second).to_be_focused()
    for number, action in enumerate(good, 1):
        press(action)
        expect(log).to_have_count(number)
        expect(log.last).to_have_text(action)
    press("save")
    expect(panel.get_by_text(f"Saved as {saved.name}.")).to_be_visible()
    assert json.loads(saved.read_text())["actions"] == good
    press("ship")
    expect(status).to_contain_text("Shipped. It meets its goal: the true error is")
    shoot(page, f"{name}-well", panel.last)
    for number in range(len(good), -1, -1):
        press("undo")
        expect(log).to_have_count(number)
    assert status.inner_text() == begun
    press("undo")
    expect(panel.get_by_text("there is no action to undo")).to_be_visible()
    for action in (*bad, "ship"):
        press(action)
        expect(log.last).to_have_text(action)
    expect(status).to_contain_text("Shipped. It misses its goal: the true error is")
    ship = panel.get_by_role("button", name=re.compile("^ship"))
    expect(ship).to_be_disabled()
    expect(ship).to_have_attribute("title", re.compile("^the project is over"))
    page.set_viewport_size({"width": 800, "height": 900})
    shoot(page, f"{name}-badly", panel.last)
    assert panel.last.evaluate(WIDE) == []
    press("restore")
    expect(log).to_have_count(len(good))
