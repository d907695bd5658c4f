"""Rules suggested by sparse learners, as a beginning for somebody who writes rules."""
