"""Reading the files of content/: text in, frozen values and a list of problems out. No Django, no database."""
