"""The interview: questionnaires as data, an engine that knows no screen, and the front ends that put its questions."""
