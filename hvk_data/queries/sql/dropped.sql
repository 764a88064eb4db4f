SELECT id, reason, n FROM dropped ORDER BY id;
