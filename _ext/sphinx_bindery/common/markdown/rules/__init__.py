"""Rules of markdown-it for syntax of other programs, which the Markdown parser adds to MyST's."""
