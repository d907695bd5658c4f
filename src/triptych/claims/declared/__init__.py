"""When each claim was declared, and what had been scored or tried before.

`python -m triptych.claims.declared` writes `declared.csv` anew from the history of the files.
"""
