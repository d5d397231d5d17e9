"""The officer's verbs by what they are done to; `Register` has them all.

Each opens a change, says what Undo calls it, and leaves the rules to `acts`.
"""
