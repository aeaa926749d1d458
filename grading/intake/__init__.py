"""What students hand in, read as data: archives, which notebook and which cell is which, the rebuilt notebook.

Everything here may be hostile, so that nothing is run and every part has a limit. Never import what executes a notebook
or knows a hidden case.
"""
