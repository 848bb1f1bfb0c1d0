package org.netwright.host;

import jakarta.inject.Inject;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes objects of classes that ask for nothing: a public class with a public constructor without
 * parameters and no place to inject into. Guice would do no more, but takes a sixth of a second to
 * start, which a command such as {@code check} should not spend.
 */
final class PlainConstructor {
  private final Constructor<?> constructor;

  private PlainConstructor(Constructor<?> constructor) {
    this.constructor = constructor;
  }

  /** Empty when the class asks for something, or when Guice should say what is wrong with it. */
  static Optional<PlainConstructor> of(Class<?> type) {
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      return Optional.empty();
    }
    if (asks(Stream.of(type.getDeclaredConstructors()))) {
      return Optional.empty();
    }
    for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
      if (asks(Stream.of(part.getDeclaredFields())) || asks(Stream.of(part.getDeclaredMethods()))) {
        return Optional.empty();
      }
    }
    return Stream.of(type.getConstructors())
        .filter(constructor -> constructor.getParameterCount() == 0)
        .findFirst()
        .map(PlainConstructor::new);
  }

  private static boolean asks(Stream<? extends AnnotatedElement> members) {
    return members.anyMatch(
        member ->
            member.isAnnotationPresent(Inject.class)
                || member.isAnnotationPresent(com.google.inject.Inject.class));
  }

  Object make() {
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("a public constructor can be called: " + constructor, e);
    }
  }
}
