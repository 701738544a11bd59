"""Templates and results made into documents, workbooks and one-page sheets."""
