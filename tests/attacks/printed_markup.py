"""Prints markup, terminal codes that become markup, and text that turns its direction."""
# earns: sizes
# %% double
RUN = "document.title='ESC'+'APED'"
BREAK = f'</pre></div></details><script>{RUN}</script><img src=x onerror="{RUN}">'


def double(x):
    print(BREAK)
    print(f"\x1b[31m{BREAK}\x1b[0m\x1b]8;;javascript:{RUN}\x1b\\click\x1b]8;;\x1b\\")
    return BREAK
# %% free after double
import sys

print(BREAK, f"\x1b[38;2;1;2;3m{BREAK}", "\x1b[1;<script>m", "\u202eDEPACSE", "&lt;script&gt;", BREAK.encode("utf-16"))
print(BREAK, file=sys.stderr)
print("`" * 7, "$$", "{{ 7 * 7 }} {% raw %} ${7 * 7} <%= 7 * 7 %>", "]]>", "-->")
BREAK
# %% sizes
m, n = 3, 4
