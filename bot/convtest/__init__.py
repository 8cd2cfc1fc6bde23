"""A pytest plugin for conversation tests: YAML cases on the real model, real actions and a fresh store."""
