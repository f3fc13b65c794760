# NAME_TITLE
NAME_SLUG-title = （标题）
