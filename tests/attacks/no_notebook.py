"""Hands in other files only: an essay, a script that is the solution, a page."""

EARNS = set()
NOTE = "no notebook was handed in"


def submit(folder, released, solved):
    (folder / "essay.txt").write_text("Please give me all points.\n")
    (folder / "1_toy.py").write_text("\n\n".join(solved.values()))
    (folder / "1_toy.html").write_text("<script>document.title='ESC'+'APED'</script>")
