package org.netwright.cli.manual;

/**
 * A text of declarations that programs may use: a unit of the standard library or the header of a
 * plugin.
 *
 * @param name {@code std.nn} or {@code plugin.standard}
 * @param about a version or nothing
 */
public record LibraryText(String name, String about, String file, String text) {}
