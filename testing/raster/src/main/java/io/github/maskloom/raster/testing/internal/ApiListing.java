package io.github.maskloom.raster.testing.internal;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The public API of a module, a line for each type and member, in an order that never changes.
 *
 * <p>A type's lines stand below it, indented. The accessors of a record stand as its components.
 * What every enum has and what overrides {@link Object} is left out.
 */
final class ApiListing {
  private static final Set<String> OF_EVERY_OBJECT = Set.of("equals", "hashCode", "toString");

  private ApiListing() {}

  /**
   * Lists what a module exports to everybody. Without a descriptor that is every package, but those
   * that are {@code internal} or stand below such a one.
   *
   * @param classes the folder with its compiled classes, which this JVM can load too
   * @return the lines, unmodifiable
   * @throws IOException if the folder cannot be read
   * @throws IllegalStateException if a class of it is not on the class path of this JVM
   */
  static List<String> of(Path classes) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : exportedPackages(classes)) {
      for (String type : types(classes, name)) {
        list(loaded(type), "", lines);
      }
    }
    return List.copyOf(lines);
  }

  private static Set<String> exportedPackages(Path classes) throws IOException {
    if (!Files.exists(classes.resolve("module-info.class"))) {
      return packages(classes);
    }
    try (InputStream descriptor = Files.newInputStream(classes.resolve("module-info.class"))) {
      return ModuleDescriptor.read(descriptor).exports().stream()
          .filter(exports -> !exports.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(toCollection(TreeSet::new));
    }
  }

  private static Set<String> packages(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .map(file -> classes.relativize(file.resolveSibling("")).toString())
          .map(folder -> folder.replace(File.separatorChar, '.'))
          .filter(name -> !(name + ".").contains(".internal."))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static Set<String> types(Path classes, String packageName) throws IOException {
    try (Stream<Path> files = Files.list(classes.resolve(packageName.replace('.', '/')))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(file -> file.endsWith(".class") && file.indexOf('$') < 0)
          .filter(file -> !file.equals("package-info.class"))
          .map(file -> packageName + "." + file.replace(".class", ""))
          .collect(toCollection(TreeSet::new));
    }
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, false, ApiListing.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void list(Class<?> type, String indent, List<String> lines) {
    if (!isOffered(type.getModifiers())) {
      return;
    }
    lines.add(indent + header(type, indent));
    Set<String> members = new TreeSet<>();
    Stream.of(type.getDeclaredFields())
        .filter(ApiListing::isListed)
        .map(f -> modifiers(f) + named(f.getGenericType()) + " " + f.getName())
        .forEach(members::add);
    Stream.of(type.getDeclaredConstructors())
        .filter(ApiListing::isListed)
        .filter(made -> !isCanonical(made))
        .forEach(made -> members.add(modifiers(made) + "new(" + parameters(made) + ")"));
    Stream.of(type.getDeclaredMethods())
        .filter(ApiListing::isListed)
        .filter(method -> !isImplied(method))
        .forEach(method -> members.add(signature(method)));
    members.forEach(member -> lines.add(indent + "  " + member));
    Stream.of(type.getDeclaredClasses())
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .forEach(nested -> list(nested, indent + "  ", lines));
  }

  private static boolean isOffered(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static boolean isListed(Member member) {
    return isOffered(member.getModifiers()) && !member.isSynthetic();
  }

  private static String header(Class<?> type, String indent) {
    String name = indent.isEmpty() ? type.getName() : type.getSimpleName();
    if (type.isRecord()) {
      return "record " + name + "(" + components(type) + ")";
    }
    String above =
        Stream.concat(
                Stream.ofNullable(type.getSuperclass())
                    .filter(parent -> parent != Object.class && parent != Enum.class),
                Stream.of(type.getInterfaces()))
            .map(Class::getSimpleName)
            .collect(joining(", "));
    String kind =
        type.isAnnotation()
            ? "@interface"
            : type.isInterface() ? "interface" : type.isEnum() ? "enum" : "class";
    boolean open = !Modifier.isFinal(type.getModifiers()) && kind.equals("class");
    return (open ? "open " : "") + kind + " " + name + (above.isEmpty() ? "" : " : " + above);
  }

  private static String components(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(part -> named(part.getGenericType()) + " " + part.getName())
        .collect(joining(", "));
  }

  private static boolean isCanonical(Constructor<?> made) {
    Class<?> type = made.getDeclaringClass();
    return type.isRecord()
        && Stream.of(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toList()
            .equals(List.of(made.getParameterTypes()));
  }

  private static boolean isImplied(Method method) {
    Class<?> type = method.getDeclaringClass();
    boolean ofObject = OF_EVERY_OBJECT.contains(method.getName());
    boolean ofEnum = type.isEnum() && Set.of("values", "valueOf").contains(method.getName());
    boolean accessor =
        type.isRecord()
            && method.getParameterCount() == 0
            && Stream.of(type.getRecordComponents())
                .anyMatch(part -> part.getName().equals(method.getName()));
    return ofObject || ofEnum || accessor;
  }

  private static String signature(Method method) {
    String returned = named(method.getGenericReturnType());
    return modifiers(method) + method.getName() + "(" + parameters(method) + ") " + returned;
  }

  private static String parameters(Executable called) {
    return Arrays.stream(called.getGenericParameterTypes())
        .map(ApiListing::named)
        .collect(joining(", "));
  }

  private static String modifiers(Member member) {
    int modifiers = member.getModifiers();
    return (Modifier.isProtected(modifiers) ? "protected " : "")
        + (Modifier.isStatic(modifiers) ? "static " : "")
        + (Modifier.isAbstract(modifiers) ? "abstract " : "");
  }

  /** A type without its packages. */
  private static String named(Type type) {
    return type.getTypeName().replaceAll("([a-z_0-9]+\\.)+", "").replace('$', '.');
  }
}
