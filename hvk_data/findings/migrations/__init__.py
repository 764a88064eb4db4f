"""How a database of any earlier version of the program is led to today's tables, by Alembic.

A change of form is a new file in ``versions/`` with ``upgrade()``, the next number in
``tables.REVISIONS``, and the same change in ``tables.py``; the tests compare the three. A migration
that has once been released is never edited. There is no way down: an older program refuses a newer
database instead.
"""
