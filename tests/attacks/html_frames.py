"""Displays frames, objects and portals that hold documents with scripts."""
# earns: double sizes
# %% double
def double(x):
    return 2 * x
# %% free after double
from IPython.display import HTML, IFrame, display

RUN = "top.document.title='ESC'+'APED'"
display(HTML(f"<iframe srcdoc=\"<script>{RUN}</script>\"></iframe>"))
display(HTML(f'<iframe src="javascript:{RUN}"></iframe><frameset onload="{RUN}"><frame src="javascript:{RUN}">'))
display(HTML(f'<object data="data:text/html,<script>{RUN}</script>"></object><embed src="javascript:{RUN}">'))
display(HTML(f"<template shadowrootmode=open><script>{RUN}</script></template><link rel=import href=data:,x>"))
display(IFrame(f"javascript:{RUN}", 10, 10), IFrame("http://192.0.2.1/", 10, 10))
# %% sizes
m, n = 3, 4
