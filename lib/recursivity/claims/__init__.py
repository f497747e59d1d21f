"""Claims under test, chapter by chapter: what each model must show, and where it must stop showing it."""
