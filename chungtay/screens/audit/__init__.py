"""The auditor's room: who did what, when and from which post."""
