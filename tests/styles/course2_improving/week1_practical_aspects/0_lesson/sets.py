# %% q1
q1 = {"c"}
# %% q2
q2 = "A "
# %% q3
q3 = set("abe")
# %% q4
q4 = "b"
# %% q5
q5 = ["C"]
# %% q6
q6 = frozenset("d")
# %% q7
q7 = ["A", "B", "D"]
# %% q8
q8 = ("b",)
# %% q9
q9 = "d "
# %% q10
q10 = {"b", "A", "d"}
