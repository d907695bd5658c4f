"""What all tasks share: the rule language, classical pipelines, networks."""
