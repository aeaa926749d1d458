"""Displays SVG pictures with scripts, handlers, foreign HTML and references."""
# earns: double sizes
# %% double
def double(x):
    return 2 * x
# %% free after double
from IPython.display import SVG, display

RUN = "document.title='ESC'+'APED'"
OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
display(SVG(f"{OPEN}><script>{RUN}</script></svg>"))
display(SVG(f'{OPEN} onload="{RUN}"><rect width="9" height="9"/></svg>'))
FOREIGN = f'<img xmlns="http://www.w3.org/1999/xhtml" src="x" onerror="{RUN}"/>'
display(SVG(f"{OPEN}><foreignObject>{FOREIGN}</foreignObject></svg>"))
display(SVG(f'{OPEN}><a xlink:href="javascript:{RUN}"><text y="20">x</text></a><use href="data:,x#a"/></svg>'))
display(SVG(f'{OPEN}><animate onbegin="{RUN}" attributeName="x" dur="1s"/></svg>'))
display(SVG(f'{OPEN}><a><set attributeName="href" to="javascript:{RUN}"/><text y="20">x</text></a></svg>'))
display({"image/svg+xml": f"<svg><style><img src=x onerror={RUN}></style></svg><script>{RUN}</script>"}, raw=True)
# %% sizes
m, n = 3, 4
