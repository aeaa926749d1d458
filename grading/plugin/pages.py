"""Pages that show what a student wrote or displayed, feedback and formgrader's: nothing of it runs in a browser.

nbconvert puts HTML into its pages as it stands. Here every piece of it, from an output, a Markdown cell or a check
card, is cut down to an allow-list of elements that only show something.
"""

import re
from html import escape

import nh3
from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import ansi
from nbconvert.filters.markdown_mistune import InvalidNotebook, IPythonRenderer, MarkdownWithMath
from pygments.token import STANDARD_TYPES

# The work for a hostile piece grows with the square or the cube of its size: about a second at these limits.
TAGS_LIMIT, MARKDOWN_LIMIT = 2_000, 10_000  # elements of a piece of HTML, characters of a piece of Markdown
# nbconvert copies the rest of a text at every code for colours, and the rest of a code at each of its parts.
COLOURS_LIMIT = 300_000_000  # characters of a text times its codes and their parts
PIECES = 20  # of that size, on a page

TEXT = {"b", "br", "code", "del", "em", "hr", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
BLOCKS = {"blockquote", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"li", "ol", "p", "pre", "summary", "ul"}
TABLES = {"caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}
# No id, name or data-*: formgrader's own scripts find what they work on by them.
ATTRIBUTES = {
    "*": {"style", "title"},
    "a": {"href"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start"},
    "table": {"border"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
}
CLASSES = {"div": {"highlight"}, "span": set(STANDARD_TYPES.values()) - {""}, "table": {"dataframe"}}
# Nothing that leaves its place, such as position, or that covers what stands beside it.
STYLES = {
    "background", "background-color", "border", "border-bottom", "border-collapse", "border-color", "border-left",
    "border-radius", "border-right", "border-spacing", "border-style", "border-top", "border-width", "color",
    "font-family", "font-size", "font-style", "font-weight", "height", "line-height", "list-style-type", "margin",
    "margin-bottom", "margin-left", "margin-right", "margin-top", "max-width", "min-width", "overflow-wrap", "padding",
    "padding-bottom", "padding-left", "padding-right", "padding-top", "text-align", "text-decoration",
    "vertical-align", "white-space", "width",
}  # fmt: skip
LINK = re.compile(r"https://|#|mailto:")
# A picture is data or lies beside the page. An address of the server would be asked for with the instructor's rights.
PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp|svg\+xml);base64,|(?!.*\.\.)\w[\w./ -]*$")
UNSAFE_STYLE = re.compile(r"url|image|\\|-\s*[.\d(]|calc", re.IGNORECASE)

# What runs in a feedback page is MathJax, and nothing else even if something got through.
POLICY = (
    "script-src https://cdnjs.cloudflare.com/ajax/libs/mathjax/ 'unsafe-eval'; "
    "object-src 'none'; frame-src 'none'; base-uri 'none'; form-action 'none'"
)


def _attribute(tag, name, value):
    """Return the value that an attribute may have, or None."""
    if name == "href":
        return value if LINK.match(value) else None
    if name == "src":
        return value if PICTURE.match(value) else None
    if name == "style":
        return None if UNSAFE_STYLE.search(value) else value
    return value


_cleaner = nh3.Cleaner(
    tags={"a", "img"} | TEXT | BLOCKS | LISTS | TABLES,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    tag_attribute_values={"div": {"role": {"alert", "status"}}},
    allowed_classes=CLASSES,
    filter_style_properties=STYLES,
    url_schemes={"https", "mailto", "data"},
)


@pass_context
def clean_html(context, html):
    """Return a piece of HTML without anything that could run; jinja's filter of this name in nbconvert's templates.

    Nothing of it is seen outside its place: paddings, borders and large letters of a line of text do not move what
    stands above it, but would be painted over it.
    """
    html = str(html)
    if not _fits(context, html.count("<"), TAGS_LIMIT, "tags"):
        return _left_out(html)
    cleaned = _cleaner.clean(html)
    # Elements that are never closed come again in each that follows.
    return f'<div style="overflow: auto">{cleaned}</div>' if len(cleaned) <= 5 * len(html) else _left_out(html)


@pass_context
def markdown2html(context, source):
    """Return Markdown as HTML without anything that could run; jinja's filter of this name."""
    if not _fits(context, len(source), MARKDOWN_LIMIT, "Markdown"):
        return _left_out(source)
    try:
        # Without the sign after a heading that links to it: the names that links lead to are taken out.
        html = MarkdownWithMath(renderer=IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source)
    except InvalidNotebook:  # it has a picture that was pasted in; those are not taken over from a submission
        html = f"<pre>{escape(source)}</pre>"
    return clean_html(context, html)


@pass_context
def ansi2html(context, text):
    """Return what was printed as HTML, with its colours unless that would take long; jinja's filter of this name."""
    codes = text.count("\x1b")
    if codes and not _fits(context, len(text) * (codes + text.count(";")), COLOURS_LIMIT, "colours"):
        return escape(ansi.strip_ansi(text))
    return ansi.ansi2html(text)


def _fits(context, amount, limit, kind):
    """Return whether there is room on the page for a piece."""
    used = context["resources"].setdefault("pages", {})
    used[kind] = used.get(kind, 0) + amount
    return amount <= limit and used[kind] <= PIECES * limit


def _left_out(text):
    return f"<pre>[{len(text):,} characters that are too much for this page]</pre>"


class FeedbackExporter(HTMLExporter):
    """Writes feedback pages: as nbgrader has them, and with a policy on what a browser may run in them."""

    def from_notebook_node(self, nb, resources=None, **options):
        """Return the page of a notebook, and the resources."""
        page, resources = super().from_notebook_node(nb, resources, **options)
        policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        return page.replace("<head>", f"<head>\n{policy}", 1), resources
