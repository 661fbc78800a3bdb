"""Front matter: YAML and field lists in, checked values and problems out."""
