"""Reports: what goes out, as files: tables, workbooks, contact cards, calendars, pictures."""
