"""Pages that show a hostile submission, opened in a real browser: nothing of it runs, and all that is honest is seen."""

import io
import os
import re
import shutil
import subprocess
import time
import urllib.error
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import BIN, CHROMIUM, command, fill, hand_in, server, solutions
from nbformat.v4 import new_code_cell, new_markdown_cell
from nbgrader.api import Gradebook
from PIL import Image
from rich.console import Console

from grading import notebooks
from grading.classroom import autograde, converters, report
from grading.plugin import pages
from grading.sandbox import session
from helpers.checks.card import Card

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("pages")]
WEEK = "week1_toy"
# Four colours that are seen where four honest things are: two cards, a picture, a cell of a table.
COLOURS = {"good card": "#eef6fc", "bad card": "#fdf3ec", "picture": "#c000c0", "table": "#00b050"}


def run(name):
    """Return a program that leaves a mark on the page."""
    return f"top.document.documentElement.classList.add('ran-{name}')"


def display(kind, text, **metadata):
    """Return a cell that displays `text` as a kind of data."""
    metadata = {kind: metadata} if metadata else None
    return f"from IPython.display import display\ndisplay({ {kind: text}!r}, raw=True, metadata={metadata!r})"


HTML = {  # these run wherever HTML is shown as it stands
    "script": "<script>RUN</script>",
    "spelling": "<ScRiPt\n>RUN</sCrIpT\t>",
    "source": '<script src="data:text/javascript,RUN"></script>',
    "module": '<script type="module">RUN</script>',
    "picture": '<img src="x" onerror="RUN">',
    "slashes": '<img/src="x"/onerror="RUN">',
    "svg": '<svg onload="RUN"></svg>',
    "foreign": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;" src=x onerror="RUN">',
    "details": '<details open ontoggle="RUN">x</details>',
    "focus": '<input autofocus onfocus="RUN">',
    "animation": '<style>@keyframes x{}</style><b style="animation:x 1s" onanimationstart="RUN">x</b>',
    "video": '<video><source onerror="RUN"></video>',
    "document": '<iframe srcdoc="<script>RUN</script>"></iframe>',
    "frame": '<iframe src="javascript:RUN"></iframe>',
    "object": '<object data="nothing" onerror="RUN"></object>',
    "page": '<body onpageshow="RUN">',
}
NEVER = {  # these leave a mark only if a page is made without care for the place where it puts them
    "javascript": display("application/javascript", run("javascript")),
    "png": display("image/png", f'"><script>{run("png")}</script>'),
    "png-size": display("image/png", "AAAA", width=f'1 onerror="{run("png-size")}"'),
    "jpeg": display("image/jpeg", f'x" onerror="{run("jpeg")}'),
    "svg-data": display("image/svg+xml", f'<svg xmlns="http://www.w3.org/2000/svg"><script>{run("svg-data")}</script></svg>'),
    "latex": display("text/latex", f"$</div><script>{run('latex')}</script>$"),
    "plain": display("text/plain", f"</pre><script>{run('plain')}</script>"),
    "widget": display("application/vnd.jupyter.widget-view+json", f"</script><script>{run('widget')}</script>"),
    "other": display(f"text/html;<script>{run('other')}</script>", "x"),
    "printed": f"print('''\x1b[31m</pre><script>{run('printed')}</script>\x1b[1;<script>m''')",
    "raised": f"raise ValueError('''</pre><script>{run('raised')}</script>''')",
}  # fmt: skip
MARKDOWN = {
    **{f"cell-{name}": HTML[name] for name in ("script", "picture", "svg", "document")},
    "cell-fence": "```mermaid\n</pre><script>RUN</script>\n```",
    "cell-table": '| a |\n|---|\n| <img src=x onerror="RUN"> |',
    "cell-title": '![x](x "\\"onerror=\\"RUN")',
    "cell-formula": "$$</script><script>RUN</script>$$",
}
LINKS = """[a](javascript:RUN) [b](JaVaScRiPt:RUN)
<a href=" &#106;avascript:RUN">c</a> <a href="data:text/html,RUN">d</a>"""
# Formgrader reads the configuration, which is a program, in any folder that an address names.
COVERS = """<span style="padding:3000px;background:#fff">x</span>

<span style="border:3000px solid #fff;line-height:0">x</span><b style="font-size:3000px;line-height:0">█</b>"""
PROGRAM = '<img src="/formgrader/?path=course1_nn/submitted/mallory/week1_toy"> ![](/formgrader/?path=course1_nn/submitted/mallory/week1_toy)'
HONEST = """
import base64, io
from IPython.display import HTML, display
from PIL import Image

file = io.BytesIO()
Image.new("RGB", (60, 60), "#c000c0").save(file, "PNG")
display({"image/png": file.getvalue(), "text/plain": "a square"}, raw=True)
HTML('''<div><style scoped>.dataframe tbody tr th { vertical-align: top; }</style>
<table border="1" class="dataframe"><thead><tr style="text-align: right;"><th></th><th>points</th></tr></thead>
<tbody><tr><th>0</th><td style="background:#00b050">honest</td></tr></tbody></table></div>''')
"""


def hostile(released, solved):
    """Return a submission with one wrong answer, an honest picture and table, and every vector."""
    notebook = fill(released, {**solved, "double": "def double(x):\n    print('<b>printed</b>')\n    return -2 * x"})
    cells = [
        new_code_cell(HONEST),
        new_markdown_cell("**Honest** *words*, $a<b$"),
        new_markdown_cell("![pasted](attachment:x.png)"),
        new_markdown_cell(COVERS),
        new_code_cell(display("text/html", COVERS)),
    ]
    for name, html in HTML.items():
        cells.append(new_code_cell(display("text/html", html.replace("RUN", run(name)))))
    cells.append(new_code_cell(display("text/markdown", f"<script>{run('markdown')}</script>")))
    cells += [new_code_cell(source) for source in NEVER.values()]
    cells += [new_markdown_cell(text.replace("RUN", run(name))) for name, text in MARKDOWN.items()]
    cells += [new_markdown_cell(LINKS.replace("RUN", run("link"))), new_markdown_cell(PROGRAM)]
    cells.append(new_code_cell(display("text/html", f"<!--><script>{run('comment')}</script-->")))  # may hide the rest
    notebook.cells += cells
    return notebook


@pytest.fixture(scope="module")
def graded(toy_master, tmp_path_factory, chromium):
    """The toy course after release, the hostile submission, autograding and feedback."""
    folder = Path(shutil.copytree(toy_master, tmp_path_factory.mktemp("pages") / "course1_nn"))
    command("course", "release", folder)
    solved = solutions(folder / "source" / WEEK / "1_toy.ipynb")
    released = notebooks.read(folder / "release" / WEEK / "1_toy.ipynb")
    program = f"open({str(folder / 'ran')!r}, 'w')"
    hand_in(folder, "mallory", WEEK, {"1_toy.ipynb": hostile(released, solved), "nbgrader_config.py": program})
    # with what no check needs, too, or nothing that only shows something would be shown
    command("nbgrader", "autograde", WEEK, f"--course-dir={folder}", "--RunConfined.everything=True")
    return folder


def feedback(folder, *options):
    """Write the feedback page and return its address."""
    command("nbgrader", "generate_feedback", WEEK, f"--course-dir={folder}", "--force", *options)
    return (folder / "feedback" / "mallory" / WEEK / "1_toy.html").as_uri()


def browse(address, *options):
    """Open an address in a browser without a network, and return what it prints."""
    words = ["--headless", "--disable-gpu", "--hide-scrollbars", "--virtual-time-budget=5000"]
    words += ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
    words += ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses to have one for root
    done = subprocess.run([CHROMIUM, *words, *options, address], capture_output=True, text=True, timeout=120)
    return done.stdout


def opened(address):
    """Open a page; return its document as it is when all has run, and the names of the vectors that have."""
    document = BeautifulSoup(browse(address, "--dump-dom"), "html.parser")
    assert "Student's answer" in document.get_text()  # or it would be no page at all
    marks = document.html.get("class", [])
    return document, {mark.removeprefix("ran-") for mark in marks if mark.startswith("ran-")}


def colours(address, tmp_path):
    """Return which of the honest things of `COLOURS` are to be seen on a page."""
    browse(address, "--window-size=1000,3500", f"--screenshot={tmp_path / 'page.png'}")
    picture = Image.open(io.BytesIO((tmp_path / "page.png").read_bytes())).convert("RGB")
    counts = {f"#{red:02x}{green:02x}{blue:02x}": count for count, (red, green, blue) in picture.getcolors(2**24)}
    return {name for name, colour in COLOURS.items() if counts.get(colour, 0) > 300}


def check(address, tmp_path):
    """Assert what holds for each page that shows the hostile submission."""
    document, ran = opened(address)
    assert ran == set()
    links = [link["href"] for link in document.select("#notebook a[href]")]
    assert not [link for link in links if not link.startswith(("#", "https://"))]
    assert {"a", "b", "c", "d"} <= {link.get_text() for link in document.select("#notebook a")}
    text = document.get_text()
    for words in (
        "Show the likely causeThe sign is wrong.",
        "<b>printed</b>",
        "Honest words, $a<b$",
        "honest",
        "pasted",
    ):
        assert words in text
    assert colours(address, tmp_path) == set(COLOURS)


def test_a_feedback_page_runs_nothing_and_shows_all_that_is_honest(graded, tmp_path):
    check(feedback(graded), tmp_path)


# Without the care of this project; the rest cannot leave the place where nbconvert puts it.
RUN_IF_UNFILTERED = set(HTML) | {"markdown"} | set(MARKDOWN) - {"cell-formula", "cell-title"}
RAW = ["--HTMLExporter.sanitize_html=False", "--HTMLExporter.filters={}"]


@pytest.fixture
def unpasted(graded):
    """The graded notebook without the pasted picture, at which nbconvert's own filter gives up."""
    path = graded / "autograded" / "mallory" / WEEK / "1_toy.ipynb"
    original = path.read_text(encoding="utf-8")
    path.chmod(0o644)
    path.write_text(original.replace("attachment:", ""), encoding="utf-8")
    yield
    path.write_text(original, encoding="utf-8")


def test_without_the_filters_a_feedback_page_runs_them(graded, unpasted):
    plain = "--GenerateFeedback.exporter_class=nbconvert.exporters.HTMLExporter"
    assert RUN_IF_UNFILTERED - opened(feedback(graded, *RAW, plain))[1] == set()


def test_the_policy_of_a_feedback_page_stops_what_would_get_through(graded, unpasted):
    assert opened(feedback(graded, *RAW))[1] == set()


@contextmanager
def formgrader(folder, log, more=""):
    """Start an instructor's server, with more lines of configuration; yield what asks it and the page's address."""
    (folder.parent / "nbgrader_config.py").write_text(
        f"load_subconfig('nbgrader_config.py', path={str(notebooks.ROOT)!r})\nc = get_config()\n{more}\n"
    )
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        number = book.find_submission_notebook("1_toy", WEEK, "mallory").id

    def words(port):
        return [BIN / "jupyter", "lab", "--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token="]

    with server(words, log, cwd=folder.parent, COURSE=str(folder)) as ask:
        yield ask, f"{ask.address}/formgrader/submissions/{number}/?index=0"


def test_formgraders_page_runs_nothing_and_shows_all_that_is_honest(graded, tmp_path):
    with formgrader(graded, tmp_path / "lab.log") as (ask, address):
        check(address, tmp_path)
        document, _ = opened(address)
        assert document.select_one("input.score#check_double")  # its own fields are there
        assert not (graded / "ran").exists()
        with pytest.raises(urllib.error.HTTPError, match="403"):  # by a link in a mail, say
            ask(f"/formgrader/?path=course1_nn/submitted/mallory/{WEEK}")
        assert not (graded / "ran").exists()
        assert "formgrader" in ask("/formgrader/")[1].lower()


def test_without_the_filters_formgraders_page_runs_them(graded, unpasted, tmp_path):
    more = "c.HTMLExporter.sanitize_html = False\nc.HTMLExporter.filters = {}"
    with formgrader(graded, tmp_path / "lab.log", more) as (_, address):
        assert RUN_IF_UNFILTERED - opened(address)[1] == set()


def test_only_what_a_page_can_show_is_taken_over():
    shown = {"image/png": "iVBORw0KGgo=\n", "text/html": "<b>x</b>", "text/plain": "x"}
    assert session._shown(shown) == shown
    assert session._shown({"text/html": ["x"], "application/javascript": "x", "x/y": "x"}) == {}
    for text in ('"><script>', "iVBORw0KGgo", 'AAAA" onerror=', "é"):
        assert session._shown({"image/png": text, "image/jpeg": text}) == {}


CLIPPED = '<div style="overflow: auto">{}</div>'  # what leaves its place is not seen


def cleaned(html):
    return pages.clean_html({"resources": {}}, html)


@pytest.mark.parametrize("good", [True, False])
def test_cards_stay_as_they_are(good):
    html = Card(good, "`f`: title", ["a `line`", "x < y & z"], "the `sign` is wrong", "printed\n<b>").html()
    ours, theirs = BeautifulSoup(cleaned(html), "html.parser"), BeautifulSoup(CLIPPED.format(html), "html.parser")
    for soup in (ours, theirs):
        for element in soup.find_all(style=True):
            element["style"] = re.sub(r"(?<!\d)\.(\d)", r"0.\1", element["style"])
    assert str(ours) == str(theirs)


@pytest.mark.parametrize(
    "html",
    [
        '<b id="check_double" name="x" data-toggle="tooltip" data-html="true">x</b>',
        '<b class="modal score full-credit">x</b>',
        '<b style="position:fixed;inset:0;z-index:9">x</b>',
        '<b style="margin-top:-900px">x</b>',
        '<b style="background:url(http://192.0.2.1/seen)">x</b>',
        '<button>x</button><input><form action="/"></form>',
        '<a href="http://127.0.0.1:8888/formgrader/?path=x">x</a><a href="/formgrader/?path=x">x</a>',
        '<img src="/x"><img src="//x/x"><img src="../x"><img src="http://x/x"><img src="x?path=x"><img src="x%2f..%2f">',
        '<img src="\t/x"><img src="\\x">',
    ],
)
def test_nothing_reaches_into_the_page_around_it(html):
    rest = cleaned(html)
    assert not re.search(
        r"(?:id|name|data-\w+|class|src|href|action)=|position|margin|url|<(?:button|input|form)", rest
    )


def test_what_lies_beside_the_page_is_shown():
    html = '<img src="images/neuron.svg" alt="a neuron">'
    assert cleaned(html) == CLIPPED.format(html)


@pytest.mark.parametrize(
    "piece", ["<b><p>" * 50_000, "".join(f"<b a{i}><p>" for i in range(900)), "<div>" * 1_900], ids=len
)
def test_a_piece_that_would_take_long_takes_seconds_at_most(piece):
    resources, started = {"resources": {}}, time.monotonic()
    for _ in range(30):
        assert len(pages.clean_html(resources, piece)) < 1_000_000
    assert time.monotonic() - started < 40
    assert "too much for this page" in pages.clean_html(resources, piece)
    assert "too much for this page" in pages.markdown2html(resources, "\\\\[" * 5_000)


@pytest.mark.parametrize(
    "text",
    ["\x1b[31mx" * 160_000, "\x1b[" * 400_000, "\x1b[" + "1;" * 400_000 + "m", "\x1b[1mx\x1b[0m;;;<b>" * 60_000],
    ids=["colours", "beginnings", "parts", "mixed"],
)
def test_codes_for_terminals_take_no_time(text):
    started = time.monotonic()
    shown = pages.ansi2html({"resources": {}}, text)
    assert time.monotonic() - started < 10  # nbconvert takes minutes
    assert "\x1b[31m" not in shown and "<b>" not in shown


def test_usual_colours_are_shown():
    trace = "\x1b[31mValueError\x1b[39m: <no>; " * 300
    assert (
        pages.ansi2html({"resources": {}}, trace).count('<span class="ansi-red-fg">ValueError</span>: &lt;no&gt;')
        == 300
    )


def test_a_folder_that_cannot_be_a_student_is_not_graded(toy):
    converters.release_week(toy, WEEK)
    released = notebooks.read(toy / "release" / WEEK / "1_toy.ipynb")
    for name in ("O'Brien, Tim (2)", "<img src=x onerror=1>", "x\x1b]8;;https:", "[bold]x", 'a";top.x=1;"'):
        hand_in(toy, name, WEEK, {"1_toy.ipynb": released})
    results = {result.student: result.problem for result in autograde.grade_week(toy, WEEK, feedback=False)}
    assert [name for name, problem in results.items() if not problem] == ["O'Brien, Tim (2)"]
    assert all("cannot be a student's id" in problem for problem in results.values() if problem)
    printed = io.StringIO()
    for table in report.tables(converters.scores(toy), {}):
        Console(file=printed, width=200).print(table)
    assert "[bold]x" in printed.getvalue() and "\x1b" not in printed.getvalue()
