"""The press: makes a Word file or a PDF of a paper, in a process of its own."""
