"""Below all rooms: documents, the recording of reads, and the outbox of changes."""
