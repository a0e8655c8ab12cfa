"""Values and pure functions: the document, what is wrong with it, and what became of it."""
