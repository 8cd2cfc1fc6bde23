"""The components of the pipeline that Rasa loads."""
