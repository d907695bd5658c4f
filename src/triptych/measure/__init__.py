"""What a trial's answers are worth: scores and losses per item."""
