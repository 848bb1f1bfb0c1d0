package org.netwright.host;

import java.util.Optional;

/**
 * What a plugin bound to a name: an object, or the class that Guice makes it from.
 *
 * @param made the object, if the plugin gave one
 */
record Binding(Kind kind, String name, Class<?> type, Optional<Object> made) {}
