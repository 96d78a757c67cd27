"""What a person does with the mouse between press and release, one class each."""
