"""What authors, instructors and students run, in rooms; `cli` is the `course` command that calls them.

The rooms, from the lowest to the highest, are `ROOMS`: each may import those before it, never one after it, and all may
import `helpers` and the modules beside this file but `cli`.
"""

ROOMS = ("intake", "sandbox", "authoring", "desk", "classroom", "plugin", "proof")
