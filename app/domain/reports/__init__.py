"""What a report says, before it is a file, a print or a picture: values only."""
