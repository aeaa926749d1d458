"""Brings configuration and start-up files for every program that may run in its folder."""

from attacks import fill, write

EARNS = {"double"}
CODE = "print('ESC' + 'APED: a start-up file of the student ran')\n"
CONFIG = CODE + "c = get_config()\nc.Autograde.exporter_class = 'os.system'\nc.Execute.allow_errors = True\n"


def submit(folder, released, solved):
    write(folder, fill(released, {"double": solved["double"]}))
    for name in ("sitecustomize.py", "usercustomize.py", "conftest.py", "setup.py", "startup.py", "manage.py"):
        (folder / name).write_text(CODE)
    for name in ("nbgrader_config.py", "jupyter_config.py", "jupyter_nbconvert_config.py", "ipython_config.py"):
        (folder / name).write_text(CONFIG)
    for name in (".ipython/profile_default/startup/00.py", ".jupyter/jupyter_config.py", ".config/matplotlib/x.py"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(CODE)
    (folder / "evil.pth").write_text(f"import sys; {CODE}")
    (folder / "pyvenv.cfg").write_text("home = .\n")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -p evil\n")
    (folder / "matplotlibrc").write_text("backend: module://evil\n")
    (folder / "matplotlib").mkdir()
    (folder / ".env").write_text("NBGRADER_EXECUTION=student\n")
