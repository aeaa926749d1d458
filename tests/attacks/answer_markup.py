"""Answers with markup wherever an answer may be shown: values, keys, names of functions, a quiz letter."""
# earns:
# %% double
RUN = "document.title='ESC'+'APED'"
BREAK = f'</code></li></ul></div><script>{RUN}</script><img src=x onerror="{RUN}">`'


def double(x):
    return {BREAK: BREAK, "key": [BREAK]}


double.__name__ = double.__qualname__ = double.__doc__ = BREAK
# %% noise
def noise(m):
    return BREAK
# %% sizes
m, n = BREAK, [BREAK]
# %% q1
q1 = BREAK
# %% q2
q2 = {BREAK, "a"}
