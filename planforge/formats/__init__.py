"""The formats a document leaves in and comes back from: Word, Excel, Markdown, HTML, plain text."""
