"""Classical pipelines that tasks share."""
