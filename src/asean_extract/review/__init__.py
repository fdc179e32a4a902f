"""What a reviewer looks at: differences, scores, explanations, gaps."""
