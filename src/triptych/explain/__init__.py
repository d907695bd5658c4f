"""The phase `triptych explain`: measures explanations of the contenders that a run kept."""
