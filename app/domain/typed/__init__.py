"""The grammar of dates as people type them; `typed_dates` is the way in."""
