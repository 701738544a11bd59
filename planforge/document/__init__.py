"""The vocabulary of pages: headings, tables, checklists, one-page sheets, workbooks. Knows no hospital."""
