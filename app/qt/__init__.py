"""The window: a Qt front end on the same services as the commands."""
