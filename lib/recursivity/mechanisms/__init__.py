"""The family of mechanisms: what returns in several chapters, each with a picture of it."""
