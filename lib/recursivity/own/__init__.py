"""Your own data: tools that read a reader's file on the reader's machine.

Each tool is a package that answers with the course's models: `followers` (a list of who follows
whom) and `table` (a chain of stages, or flows between sectors). They share a reader that decides
nothing without a note and names whatever it cannot read.
"""
