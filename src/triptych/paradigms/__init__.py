"""Parts that tasks share: the rule language, classical pipelines, networks."""
