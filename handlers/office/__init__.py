"""What is the office's alone: reports, figures, who works here, who is turned away."""
