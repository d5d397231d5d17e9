"""An officer's own file as it comes in: a CSV, a workbook, a letter or the clipboard becomes grids.

What a file is, is told by its content, never by its name. Nothing here knows what a cell means;
nothing is written.
"""
