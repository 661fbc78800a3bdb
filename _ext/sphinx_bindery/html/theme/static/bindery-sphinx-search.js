// Sphinx's search takes the words around what it finds from role="main", which the pages do not
// have: a <main> has that role anyway, and the Nu HTML checker warns of saying so.
{
  const textOf = Search.htmlToText;
  Search.htmlToText = (page, anchor) => textOf(page.replace("<main ", '<main role="main" '), anchor);
}
