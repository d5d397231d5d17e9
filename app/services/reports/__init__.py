"""Reports: put together from what the register holds, and written as files."""
