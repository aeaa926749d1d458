"""Brings time stamps, user names and grades of its own."""

from attacks import fill, write

EARNS = {"double", "q1"}


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"], "q1": solved["q1"]}))
    (folder / "timestamp.txt").write_text("1970-01-01 00:00:00.000000 UTC\n")
    (folder / "user.txt").write_text("../another_student\n")
    (folder / "results.json").write_text('{"score": 14, "exercises": {"double": {"points": 6, "status": "pass"}}}')
    (folder / "grades.csv").write_text("student,exercise,earned\nada,double,0\n")
    (folder / "gradebook.db").write_bytes(b"SQLite format 3\0" + bytes(4080))
    (folder / "1_toy.html").write_text("<script>document.title='ESC'+'APED'</script><h1>14 of 14</h1>")
