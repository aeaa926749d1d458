"""Returns objects of types with hostile names: markup, a megabyte, names of types that the grader trusts."""
# earns: sizes
# %% double
def of(name):
    return type(name, (), {"__repr__": lambda self: name, "__module__": "numpy"})()


def double(x):
    return of("<script>document.title='ESC'+'APED'</script>")
# %% noise
def noise(m):
    return [of("ndarray"), of("Handle"), of("x" * 10**6), of("\n\u202e\x1b[31m"), of("TimeLimit")]
# %% sizes
m, n = 3, 4
# %% q1
q1 = of("str")
# %% q2
q2 = of("{'a', 'c'}")
