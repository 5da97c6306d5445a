"""What citizens say and press: a letter being written, followed up, their own data."""
