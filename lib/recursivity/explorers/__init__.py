"""What readers turn: the explorers of each chapter, a part and a name at a time."""
