"""From statistics to pages a person reads."""
