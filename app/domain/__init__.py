"""What an officer keeps and the rules it obeys: pure Python, no Qt, no SQL."""
