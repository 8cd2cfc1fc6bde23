"""What the conversations of a run reach of the project, and what they leave out."""
