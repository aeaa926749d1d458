"""What a student's commands do: the workspace, resetting, packing, JupyterLab's Validate and its warm kernels.

It is part of the students' edition, so that no answer may lie here. Never import `classroom`, `plugin` or `proof`.
"""
