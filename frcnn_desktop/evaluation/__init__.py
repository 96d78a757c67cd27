"""How good detections and proposals are: VOC average precision, proposal recall. Arrays in, arrays out."""
