"""Displays outputs of all kinds with markup that leaves the place where a page puts them: pictures, widgets."""
# earns: double sizes
# %% double
def double(x):
    return 2 * x
# %% free after double
from IPython.display import Javascript, display

RUN = "document.title='ESC'+'APED'"
BREAK = f'"\'></script></style></pre></textarea></title><script>{RUN}</script><img src=x onerror="{RUN}">'
display(Javascript(RUN))
for kind in (
    "image/png", "image/jpeg", "image/gif", "text/plain", "text/latex", "text/markdown", "application/javascript",
    "application/json", "application/vnd.jupyter.widget-view+json", "application/vnd.plotly.v1+json", "application/pdf",
    "application/vnd.vega.v5+json", "text/vnd.mermaid", f"text/html;{BREAK}", BREAK,
):  # fmt: skip
    display({kind: BREAK}, raw=True, metadata={kind: {"width": BREAK, "height": BREAK, "alt": BREAK}})
display({"application/vnd.jupyter.widget-view+json": {"model_id": BREAK, "version_major": 2}}, raw=True)
display({"text/latex": r"$\href{javascript:" + RUN + r"}{x} \unicode{" + BREAK + r"}$"}, raw=True)
# %% sizes
m, n = 3, 4
