"""From the solved notebook to what is released: its references and hidden cases, and the students' version.

This is the only room, with `proof`, that runs solutions and reads `author/`. Never import what grades a class.
"""
