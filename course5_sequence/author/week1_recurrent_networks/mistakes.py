"""The known mistakes of the week and the explanations of its quiz; never released to students."""

from grading.authoring.slips import code, edit

MISTAKES = {
    "1_step_by_step": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "2_dinosaurs": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
    "3_jazz": {
        "row_means": {
            "These are the sums of the rows: divide them by the number of columns.": edit(" / m", ""),
            "This is divided by the number of rows; a row has as many numbers as there are columns.": edit(
                "/ m", "/ n"
            ),
            "These are the means of the columns: a row runs along the second axis.": code("""
                def row_means(X):
                    return np.mean(X, axis=0, keepdims=True)
            """),
        },
    },
}

EXPLANATIONS = {
    "0_lesson": {
        "q1": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q2": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q3": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q4": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q5": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q6": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q7": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q8": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q9": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
        "q10": {"a": "Why this is right.", "b": "Why this is wrong.", "c": "Why that is wrong."},
    },
}
