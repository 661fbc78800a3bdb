"""Folders of posts: what the importers of Jekyll, Hugo, Pelican and ABlog share.

The parts of an importer of another program, in the order of their use:

- :mod:`.walk` lists the files of a site in a stable order, without links that lead out of it.
- :mod:`.source_file` reads a file: its front matter as data (YAML, TOML, JSON or a field list, by
  the readers of ``core.frontmatter``), its body, and the line on which that begins. A program with
  another kind of front matter passes a function that returns it.
- :mod:`.data` has ``Data`` (texts, lists and mappings; scalars stay as written) and reads
  configurations and data files.
- :mod:`.fields` maps keys, also those of other programs, to the fields of a post.
- :mod:`.dates` parses dates as precisely as they are written, in the time zone of the blog.
- :mod:`.draft_reasons` returns why a post is a draft: marked as one, in the future, expired.
- :mod:`.authors` reads the authors in data files and configurations.
- :mod:`.excerpts` splits off the text before ``<!--more-->``.
- :mod:`.embed_urls` has the URLs of videos and gists.
- :mod:`.posts` returns an ``ImportedPost`` from a file and its fields (``post_from``); the format
  adds addresses, folder and body by ``dataclasses.replace``.

Bodies are converted later by :mod:`sphinx_anthology.importing.markdown`, when all addresses are
known. A format whose Markdown has template tags resolves them first, with
``importing.markdown.text_builder``. Links may then lead to an address of a post or, from its
``source_path``, to its file: ``/posts/a.md``, or ``a.md`` in a file of the same folder.
"""
