// The target's files are on their way.
