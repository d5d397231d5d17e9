"""An officer's own table as it comes in: what it says, what is read from it, what is asked about.

Nothing here opens a file or a register: a `Grid` of cells goes in, proposals and questions come
out.
"""
