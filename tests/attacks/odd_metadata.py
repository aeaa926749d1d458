"""Answers rightly in a notebook whose ids, metadata, outputs and attachments are of wrong kinds or far too long."""

from attacks import code, fill, markdown, settings, write

EARNS = {"double", "noise", "sizes", "q1", "q2"}


def submit(folder, released, solved):
    document = fill(released, solved)
    for number, cell in enumerate(document["cells"]):
        cell["id"] = ["same", "../../../etc", "x" * 10_000, 5, None, "<script>"][number % 6]
        cell["execution_count"], cell["outputs"] = "many", {"not": "a list"}
        cell["metadata"]["deep"] = {"x": {"x": {"x": [0] * 1000}}}
        if settings(cell):
            settings(cell).update({"checksum": ["x"], "cell_type": {}, "__class__": "os.system", "constructor": {}})
    odd = [dict(code("1"), metadata=[]), dict(code("1"), metadata={"nbgrader": [1]}), None, 5, "cell", [], {}]
    names = (["double"], {}, 5, None, "", "double\0")
    odd += [dict(code("1"), metadata={"nbgrader": {"grade_id": name}}) for name in names]
    odd += [dict(markdown("![x](attachment:x)"), attachments={"../x": {"text/html": "<script>"}})]
    odd += [{"cell_type": "heading", "source": "x"}, {"cell_type": ["code"], "source": "x"}]
    document["cells"] += odd
    document["metadata"] = "none"
    write(folder, document)
