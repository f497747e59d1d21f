"""Your own data: tools that read a reader's file on the reader's machine and answer with the course's models."""
