"""The archive: the only room that speaks SQL. It contains no rule of the office."""
