"""The API: whatever a screen can do, said in JSON and documented by OpenAPI."""
