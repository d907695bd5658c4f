"""From records to statistics; needs neither torch nor the harness."""
