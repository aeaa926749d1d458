"""What a student's commands do: the workspace, resetting, packing, JupyterLab's Validate and its warm kernels.

With `intake` it is all that the students' edition has of `grading`, so that no answer may lie here; `commands` is the
edition's `course`. Never import `classroom`, `plugin` or `proof`, nor `authoring` but where `material` does.
"""
