"""The hospital's vocabulary: frozen Pydantic models with French titles. Knows no paragraph and no file."""
