"""Writes `declared.csv`: the fingerprint of each claim and the date of its first commit."""

from triptych.claims.declared.history import write_declarations

if __name__ == "__main__":
    write_declarations()
