"""Events, participants, commitments and initiatives, built from values and mentions."""
