"""Tables, checklists and figures made from the record and the analysis, shared by Word and Excel documents."""
