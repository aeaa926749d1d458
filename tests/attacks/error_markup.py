"""Raises errors whose names, texts, tracebacks and source lines are markup."""
# earns: sizes
# %% double
RUN = "document.title='ESC'+'APED'"
BREAK = f'</pre></code></li><script>{RUN}</script><img src=x onerror="{RUN}">'


def double(x):
    raise type(BREAK, (Exception,), {})(BREAK)
# %% noise
def noise(m):
    raise ValueError("`</code>`")  # </pre><script>document.title='ESC'+'APED'</script>
# %% free after noise
class Shown(Exception):
    def _render_traceback_(self):
        return [BREAK, f"\x1b[31m{BREAK}\x1b[0m"]


Shown.__name__ = Shown.__qualname__ = BREAK
raise Shown(BREAK)
# %% sizes
m, n = 3, 4
