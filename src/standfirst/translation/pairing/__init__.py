"""Two texts beside each other, free of Django: their paragraphs, which belong together, memory, glossary, TMX."""
