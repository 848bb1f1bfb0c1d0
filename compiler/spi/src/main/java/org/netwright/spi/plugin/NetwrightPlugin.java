package org.netwright.spi.plugin;

/**
 * What a plugin jar offers to {@code ServiceLoader}. Its header lies at {@code
 * META-INF/netwright/NAME.net}; its definitions are bound by {@link #configure}.
 */
public interface NetwrightPlugin {
  /** The level of this interface; a plugin built for another is refused by name. */
  int LEVEL = 1;

  /**
   * The name under which {@code use plugin.NAME.{…}} finds it: small letters, digits and {@code _}.
   */
  String name();

  /** The version shown and recorded with runs. */
  String version();

  /**
   * The level that the plugin was built for: write {@code return LEVEL;}. The Java compiler copies
   * the number into the plugin's own class, which is why this method has no default here.
   */
  int level();

  /** Binds each name that the header declares {@code external} to the class that defines it. */
  void configure(Definitions definitions);

  /**
   * Where a plugin binds its definitions. The host makes the objects with Guice, so classes may ask
   * for what they need.
   */
  interface Definitions {
    /**
     * @param kind an interface of {@code org.netwright.spi.definition}
     * @param name the name in the header
     * @param type the class; made once, when first asked for
     */
    <T> Definitions bind(Class<T> kind, String name, Class<? extends T> type);

    /** As {@link #bind(Class, String, Class)}, with an object. */
    <T> Definitions bind(Class<T> kind, String name, T definition);

    /**
     * A Guice module ({@code com.google.inject.Module}) with bindings that the plugin's classes
     * inject.
     */
    Definitions install(Object module);
  }
}
