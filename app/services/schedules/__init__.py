"""The means by which each system starts the helper: texts they read, and how they get them."""
