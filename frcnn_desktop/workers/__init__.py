"""Work off the GUI thread: frozen messages, thread lifecycle, one service per worker. QtCore only."""
