"""What the notebooks import: data, pictures, sliders, checks and quizzes."""
