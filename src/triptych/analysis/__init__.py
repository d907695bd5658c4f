"""From records to statistics; needs neither torch nor scikit-learn."""
