"""From the ledger's views to files; private persons masked on request."""
