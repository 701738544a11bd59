"""Service types, system types, forms, roles and scenarios; resolves the types that a record names."""
