# %% q1
q1 = set("ad")
# %% q2
q2 = {"b"}
# %% q3
q3 = "D "
# %% q4
q4 = "a"
# %% q5
q5 = frozenset("acd")
# %% q6
q6 = ["D", "b", "a"]
# %% q7
q7 = ["C"]
# %% q8
q8 = "d"
# %% q9
q9 = {"c"}
# %% q10
q10 = "A"
