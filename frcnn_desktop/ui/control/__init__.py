"""What happens when: the open folder, saving, detection and editing, between services, document and panels."""
