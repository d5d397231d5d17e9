"""Models: what the register holds, as Qt's views ask for it."""
