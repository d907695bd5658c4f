"""`triptych walk`: one item through all three contenders."""
