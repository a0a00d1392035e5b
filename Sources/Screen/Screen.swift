// The terminal: see Package.swift for what belongs here.
