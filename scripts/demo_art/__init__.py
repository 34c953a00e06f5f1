"""The shapes and scenes of the demo's illustrations, as SVG."""
