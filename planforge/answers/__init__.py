"""The record's files made a plan and back: reading with every problem at its place, schema, migration, starters."""
