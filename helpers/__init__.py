"""What the notebooks import: data, pictures, sliders, checks and quizzes."""

import os

# TensorFlow reads these when it is imported, which is after these helpers (a notebook's figures need them): no messages
# about the processor, and the same order of sums on every one.
TENSORFLOW = {"TF_CPP_MIN_LOG_LEVEL": "3", "TF_ENABLE_ONEDNN_OPTS": "0"}
for name, value in TENSORFLOW.items():
    os.environ.setdefault(name, value)
