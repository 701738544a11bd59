"""The interview as a local web form: a request in, a page out; plain HTML, no script."""
