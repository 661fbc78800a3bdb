// Sphinx's search takes excerpts from the element with role="main". Our pages have <main> without
// the redundant attribute, which the Nu HTML checker warns about.
{
  const textOf = Search.htmlToText;
  Search.htmlToText = (page, anchor) => textOf(page.replace("<main ", '<main role="main" '), anchor);
}
