"""placeholder"""

ROWS = (1, 2, 3, 4, 5)


def figures(sizes, times):
    return iter(())
