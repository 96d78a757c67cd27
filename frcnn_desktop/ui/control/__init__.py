"""What happens when: opening, saving, detecting and editing, between services, document and panels."""
