package org.netwright.host;

import java.nio.file.Path;
import java.util.Optional;
import org.netwright.host.HeaderReader.Declared;
import org.netwright.spi.diagnostic.Diagnostic;
import org.netwright.spi.diagnostic.Hint;
import org.netwright.spi.diagnostic.Related;
import org.netwright.spi.plugin.NetwrightPlugin;
import org.netwright.spi.source.Span;

/** The sentences about plugins: each names the jar and the cure. Codes NW501 to NW519. */
final class PluginMessages {
  private static final String SERVICE = "META-INF/services/" + NetwrightPlugin.class.getName();

  private PluginMessages() {}

  private static Diagnostic error(String code, String message, String hint) {
    return Diagnostic.error(code, Span.NONE, message).with(Hint.of(hint));
  }

  static Diagnostic unreadable(Path jar, Exception cause) {
    return error(
        "NW501",
        "the plugin jar " + jar + " cannot be read: " + reason(cause),
        "the file is cut or is no jar; copy or build it again, or remove it");
  }

  static Diagnostic folderMissing(Path folder) {
    return error(
        "NW501",
        "the plugin folder " + folder + " cannot be listed",
        "create it, or give the folder that holds the jars");
  }

  static Diagnostic noService(Path jar) {
    return error(
        "NW502",
        jar + " is no plugin: it has no file " + SERVICE,
        "add that file with the name of the class that implements NetwrightPlugin, or remove the jar");
  }

  static Diagnostic noPluginClass(Path jar, String className, String why) {
    return error(
        "NW503",
        jar + " names " + className + " as its plugin, but " + why,
        "name a public class with a constructor without parameters that implements NetwrightPlugin in "
            + SERVICE);
  }

  static Diagnostic wrongLevel(Path origin, String name, int level) {
    String older = level < NetwrightPlugin.LEVEL ? "build the plugin again" : "update Netwright";
    return error(
        "NW504",
        "the plugin "
            + name
            + " in "
            + origin
            + " was built for level "
            + level
            + " of the plugin interface; this Netwright has level "
            + NetwrightPlugin.LEVEL,
        older + ", or use a version of the plugin for level " + NetwrightPlugin.LEVEL);
  }

  static Diagnostic failed(Path origin, String doing, Throwable cause) {
    return error(
        "NW505",
        "the plugin in " + origin + " failed " + doing + ": " + reason(cause),
        cause instanceof LinkageError && !(cause instanceof ExceptionInInitializerError)
            ? "a class it needs is missing or of another version: the jar must bundle what it uses, "
                + "and be built for level "
                + NetwrightPlugin.LEVEL
            : "this is a mistake in the plugin; tell its author, or remove the jar");
  }

  static Diagnostic bundlesInterface(Path jar, String entry) {
    return error(
        "NW506",
        jar + " bundles the plugin interface itself (" + entry + ")",
        "give netwright-spi the scope `provided` in the plugin's build, so that host and plugin share one");
  }

  static Diagnostic bundlesShared(Path jar, String packageName) {
    return Diagnostic.warning(
            "NW507",
            Span.NONE,
            jar + " bundles " + packageName + ", which is not used: the host's own is")
        .with(Hint.of("give it the scope `provided` in the plugin's build"));
  }

  static Diagnostic duplicateName(String name, Path first, Path second) {
    return error(
        "NW508",
        "two plugins are called " + name + ": " + first + " and " + second + "; the first is used",
        "remove one of the jars");
  }

  static Diagnostic badName(Path origin, String name) {
    return error(
        "NW509",
        "the plugin in " + origin + " is called \"" + name + "\"",
        "a name begins with a small letter and has small letters, digits and `_`");
  }

  static Diagnostic noHeader(Path origin, String name) {
    return error(
        "NW510",
        "the plugin "
            + name
            + " in "
            + origin
            + " has no header META-INF/netwright/"
            + name
            + ".net",
        "declare there, as `external`, each thing that the plugin binds");
  }

  static Diagnostic headerTooLong(Path origin, String name, long limit) {
    return error(
        "NW510",
        "the header of the plugin "
            + name
            + " in "
            + origin
            + " is longer than "
            + limit
            + " bytes",
        "a header holds signatures and their manual; move the rest elsewhere");
  }

  static Diagnostic notBound(Path origin, Declared declared) {
    return Diagnostic.error(
            "NW511",
            declared.place(),
            "the header declares "
                + shown(declared)
                + ", but the plugin in "
                + origin
                + " binds no such "
                + declared.kind())
        .with(Hint.of("bind it in the plugin's `configure`, or remove the declaration"));
  }

  static Diagnostic notDeclared(Path origin, Binding binding) {
    return error(
        "NW512",
        "the plugin in "
            + origin
            + " binds "
            + shown(binding)
            + ", which its header does not declare",
        "declare `external " + shown(binding) + "(…)` in the header, or remove the binding");
  }

  static Diagnostic otherKind(Path origin, Declared declared, Binding binding) {
    return Diagnostic.error(
            "NW513",
            declared.place(),
            "the header declares "
                + shown(declared)
                + ", but the plugin in "
                + origin
                + " binds "
                + binding.name()
                + " as "
                + binding.kind().word())
        .with(Hint.of("make the word of the header and the interface in `configure` agree"));
  }

  static Diagnostic boundTwice(Path origin, Binding binding) {
    return error(
        "NW514",
        "the plugin in " + origin + " binds " + shown(binding) + " twice",
        "remove one of the bindings in its `configure`");
  }

  static Diagnostic declaredTwice(Path origin, Declared first, Declared second) {
    return Diagnostic.error(
            "NW515",
            second.place(),
            "the header of the plugin in " + origin + " declares " + shown(second) + " twice")
        .with(new Related(first.place(), "first here"))
        .with(Hint.of("remove one of the declarations"));
  }

  static Diagnostic unknownKind(Path origin, Declared declared, String known) {
    return Diagnostic.error(
            "NW516",
            declared.place(),
            "a plugin of level "
                + NetwrightPlugin.LEVEL
                + " cannot define a "
                + declared.kind()
                + ", as the header in "
                + origin
                + " declares")
        .with(Hint.of("the kinds are: " + known));
  }

  static Diagnostic noKind(Path origin, String name, Class<?> definition, String known) {
    return error(
        "NW516",
        "the plugin in "
            + origin
            + " binds "
            + name
            + " as "
            + definition.getName()
            + ", which is no kind of definition",
        "bind it as one of: " + known);
  }

  static Diagnostic noModule(Path origin, Object module) {
    return error(
        "NW517",
        "the plugin in "
            + origin
            + " installs a "
            + module.getClass().getName()
            + ", which is no com.google.inject.Module",
        "install a Guice module, and leave Guice out of the jar");
  }

  static Diagnostic notMade(Path origin, Binding binding, Throwable cause) {
    return error(
        "NW518",
        "the plugin in " + origin + " cannot make " + shown(binding) + ": " + reason(cause),
        "this is a mistake in the plugin; tell its author, or do without " + binding.name());
  }

  static Diagnostic brokenInjector(Path origin, Throwable cause) {
    return error(
        "NW519",
        "the Guice bindings of the plugin in " + origin + " do not hold together: " + reason(cause),
        "this is a mistake in the plugin; tell its author, or remove the jar");
  }

  private static String shown(Declared declared) {
    return declared.kind() + " " + declared.name();
  }

  private static String shown(Binding binding) {
    return binding.kind().word() + " " + binding.name();
  }

  /** The innermost reason in one line: what went wrong first says most. */
  private static String reason(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; depth < 16 && cause.getCause() != null; depth++) {
      cause = cause.getCause();
    }
    String text =
        Optional.ofNullable(cause.getMessage()).orElse("").strip().lines().findFirst().orElse("");
    String name = cause.getClass().getSimpleName();
    return text.isEmpty() ? name : name + ": " + text;
  }
}
