"""The search of a site: Pagefind's index, and Sphinx's own."""
