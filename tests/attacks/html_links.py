"""Displays links and forms that run code or send data when they are used, over the whole page."""
# earns: double sizes
# %% double
def double(x):
    return 2 * x
# %% free after double
from IPython.display import HTML, Markdown, display

RUN = "javascript:document.title='ESC'+'APED'"
COVER = "position:fixed;inset:0;z-index:99999;opacity:0"
display(HTML(f'<a href="{RUN}" style="{COVER}">next student</a>'))
display(HTML(f'<a href="java\nscript:{RUN[11:]}">a</a><a href=" &#106;avascript:{RUN[11:]}">b</a>'))
display(HTML(f'<form action="{RUN}"><button style="{COVER}">save</button></form><base href="http://192.0.2.1/">'))
display(HTML(f'<meta http-equiv="refresh" content="0;url={RUN}">'))
display(HTML('<meta http-equiv="refresh" content="1;url=http://192.0.2.1/">'))
display(HTML(f'<a href="data:text/html,<script>opener.document.title=1</script>" target=_blank>c</a>'))
display(Markdown(f"[look]({RUN}) ![x](x \"onerror=alert(1)\") <{RUN}>"))
# %% sizes
m, n = 3, 4
