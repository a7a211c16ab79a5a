"""Training of the shipped models: data → fit → folder and card; the package never imports it."""
