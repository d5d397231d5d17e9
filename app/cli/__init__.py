"""Every command that needs no window. Nothing here loads Qt."""
