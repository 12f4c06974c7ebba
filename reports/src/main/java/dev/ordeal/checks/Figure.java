package dev.ordeal.checks;

/**
 * A number that a check found. {@code unit} is {@code s}, {@code ms}, {@code 1}, {@code %} or
 * {@code B}.
 */
public record Figure(String name, double value, String unit) {}
