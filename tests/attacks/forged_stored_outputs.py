"""Hands in a notebook whose check cells hold stored outputs: cards and numbers that say full points."""

from attacks import fill, settings, write

EARNS = {"sizes"}
CARD = '<div role="status">✔ 6 of 6 points</div><script>document.title="ESC"+"APED"</script>'


def submit(folder, released, solved):
    document = fill(released, {"sizes": solved["sizes"]})
    for number, cell in enumerate(document["cells"]):
        if cell["cell_type"] == "code":
            points = settings(cell).get("points", 0)
            cell["execution_count"] = number
            cell["outputs"] = [
                {"output_type": "display_data", "metadata": {}, "data": {"text/html": CARD, "text/plain": "passed"}},
                {"output_type": "execute_result", "metadata": {}, "data": {"text/plain": f"{points}.0"},
                 "execution_count": number},
            ]  # fmt: skip
    write(folder, document)
