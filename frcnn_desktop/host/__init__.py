"""The machine: its folders, resources, environment, crash reports, licences, downloads."""
