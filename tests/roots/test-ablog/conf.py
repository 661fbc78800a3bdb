project = "Field notes"
author = "Ada Nova"
language = "en"
extensions = ["myst_parser", "ablog"]
exclude_patterns = ["_build"]
html_theme = "alabaster"
html_sidebars = {
    "**": [
        "about.html",
        "ablog/postcard.html",
        "ablog/recentposts.html",
        "ablog/tagcloud.html",
        "ablog/categories.html",
        "ablog/archives.html",
        "ablog/authors.html",
        "ablog/languages.html",
        "ablog/locations.html",
        "postcard.html",
        "recentposts.html",
    ]
}

blog_title = "Notes from the field"
blog_baseurl = "https://blog.example.org/"
blog_path = "blog"
blog_authors = {
    "ada": ("Ada Nova", "https://ada.example.org"),
    "ben": ("Ben Vega", None),
}
blog_default_author = "ada"
blog_languages = {"en": ("English", None), "nl": ("Nederlands", None)}
blog_default_language = "en"
blog_locations = {"Oslo": ("Oslo, Norway", "https://oslo.example.org")}
blog_post_pattern = ["20*/*.rst", "notes/*.md"]
blog_feed_archives = True
blog_feed_fulltext = True
blog_feed_subtitle = "What we saw"
post_date_format = "%b %d, %Y"
post_date_format_short = "%d %B"
post_auto_image = 0
