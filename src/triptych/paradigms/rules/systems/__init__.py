"""Estimators made of rules: lists, score cards and procedures."""
