"""Folders of posts: what the importers of Jekyll, Hugo, Pelican and ABlog share.

To write an importer of another program, in this order:

- :mod:`.walk` lists the files of a site in a stable order; no link leads out of the folder.
- :mod:`.source_file` reads a file: its head as data (YAML, TOML, JSON or a field list, by the
  readers of ``core.frontmatter``), its body, and the line on which that begins. A program with
  another kind of head gives a function that returns it.
- :mod:`.data` has ``Data`` (texts, lists and mappings; scalars stay as written) and reads
  configurations and data files.
- :mod:`.fields` maps keys, also those of other programs, to the fields of a post.
- :mod:`.dates` has dates as precise as they are written, in the zone of the blog.
- :mod:`.states` returns why a post is a draft: marked so, in the future, expired.
- :mod:`.authors` reads tables of authors.
- :mod:`.excerpts` finds the text before ``<!--more-->``.
- :mod:`.posts` puts it together: ``post_from`` returns an ``ImportedPost`` from a file and its
  fields; the format adds addresses, folder and body by ``dataclasses.replace``.

Bodies are converted later by :mod:`sphinx_anthology.importing.markdown`, when all addresses are
known. A format whose Markdown has template tags resolves them first, with
``importing.markdown.text_builder``. Links may then lead to an address of a post or, from its
``source_path``, to its file: ``/posts/a.md``, or ``a.md`` in a file of the same folder.
"""
