"""What the officer sees and works with: layout and wiring, no rules."""
