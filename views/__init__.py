"""What a person sees, as plain values, and the rights to read it. Knows no messenger."""
