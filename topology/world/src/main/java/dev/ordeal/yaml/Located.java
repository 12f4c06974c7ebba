package dev.ordeal.yaml;

/** A value and where it stands. */
public record Located<T>(Position position, T value) {}
