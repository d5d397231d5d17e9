"""Reports on paper: laid out by Qt's text engine, painted on a page, a PDF or the screen alike."""
