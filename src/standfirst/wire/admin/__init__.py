"""The newsroom's admin: importing a page, and confirming what was read from it."""
