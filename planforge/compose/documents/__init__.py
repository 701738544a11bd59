"""The Word documents, a module each: ``compose(context, service) -> Document``."""
