"""What staff say and press: lists, cards, acts."""
