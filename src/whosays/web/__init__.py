"""Floor 8: the web app. Pages are made on the server; what is typed in a report is only text."""
