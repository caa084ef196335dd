"""The command line: reading files, mending them, writing reports and pages."""
