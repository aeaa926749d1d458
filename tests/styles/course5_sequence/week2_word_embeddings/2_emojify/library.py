# %% row_means
row_means = lambda X: X.mean(axis=1, keepdims=True)
