"""What is drawn on the canvas: the photo, one item per overlay layer, one per editable box, and the aids."""
