"""The front door: the only place where objects meet."""
