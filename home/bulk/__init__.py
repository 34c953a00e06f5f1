"""Large amounts of invented content, made at once, to measure with."""
