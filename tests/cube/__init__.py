"""The cube must equal the slow reference, in every process, whatever happens to its file."""
