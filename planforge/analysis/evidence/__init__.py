"""What a record and its attached files show of the requirements that the hospital is judged on."""
