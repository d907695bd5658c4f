"""Studies, one file each; the catalogue finds them."""
