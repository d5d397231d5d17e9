"""What an officer can do with a register, by window or by command."""
