"""What building a binder means: which documents, what changes on disk, and how nothing is lost."""
