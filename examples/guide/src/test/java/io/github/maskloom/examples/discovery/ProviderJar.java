package io.github.maskloom.examples.discovery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.google.common.base.Joiner;
import com.google.common.util.concurrent.internal.InternalFutureFailureAccess;
import io.github.maskloom.format.ImageFormats;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.local.LocalFusionProvider;
import io.github.maskloom.png.PngFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.slf4j.Logger;

/** A little jar, compiled and packed by the JDK that runs the tests. */
final class ProviderJar {
  static final String SERVICES = "META-INF/services/io.github.maskloom.fusion.spi.FusionProvider";

  private static final String PROVIDER =
      """
      package PACKAGE;

      import io.github.maskloom.fusion.spi.*;

      public final class Provider implements FusionProvider {
        public Provider() {CONSTRUCTOR}

        public String id() {
          return "ID";
        }

        public ProviderCapabilities capabilities() {
          return ProviderCapabilities.DEFAULT;
        }

        public ProviderSession open(ProviderConfig config) {
          return new ProviderSession() {
            public ProviderCapabilities capabilities(RequestOptions options) {
              return Provider.this.capabilities();
            }

            public ProviderResponse fuse(ProviderRequest request, ProviderCall call) {
              return ProviderResponse.NONE;
            }

            public void close() {}
          };
        }
      }
      """;

  private final Path folder;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private ProviderJar(Path folder) {
    this.folder = folder;
  }

  static ProviderJar in(Path folder) {
    return new ProviderJar(folder);
  }

  /** Adds a provider, whose class is {@code <package>.Provider}. */
  ProviderJar provider(String packageName, String id) throws IOException {
    return provider(packageName, id, "");
  }

  /** Adds a provider whose constructor does something. */
  ProviderJar provider(String packageName, String id, String constructor) throws IOException {
    String source =
        PROVIDER
            .replace("PACKAGE", packageName)
            .replace("ID", id)
            .replace("CONSTRUCTOR", constructor);
    return compiled(Map.of(packageName + "/Provider.java", source), List.of());
  }

  /** Adds a module descriptor, after everything it speaks of. */
  ProviderJar module(String descriptor) throws IOException {
    return compiled(Map.of("module-info.java", descriptor), List.of("--module-path", classPath()));
  }

  /** Adds a class of its own package. */
  ProviderJar source(String path, String text) throws IOException {
    return compiled(Map.of(path, text), List.of());
  }

  /** Names providers for {@link java.util.ServiceLoader}. */
  ProviderJar services(String... lines) {
    files.put(SERVICES, String.join("\n", lines).getBytes(UTF_8));
    return this;
  }

  /** Adds every file of a folder or jar that is not there yet, as a shading tool does. */
  ProviderJar shaded(Path classes) throws IOException {
    if (Files.isDirectory(classes)) {
      addAll(classes);
    } else {
      try (FileSystem jar = FileSystems.newFileSystem(classes)) {
        addAll(jar.getPath("/"));
      }
    }
    return this;
  }

  private void addAll(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        String name = root.relativize(file).toString();
        if (!name.equals("module-info.class") && !name.equals("META-INF/MANIFEST.MF")) {
          files.putIfAbsent(name, Files.readAllBytes(file));
        }
      }
    }
  }

  private ProviderJar compiled(Map<String, String> sources, List<String> options)
      throws IOException {
    Path work = Files.createTempDirectory(folder, "compile");
    Path classes = Files.createDirectory(work.resolve("classes"));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(classes.resolve(file.getKey()), file.getValue());
    }
    List<String> arguments = new ArrayList<>(options);
    arguments.addAll(List.of("-proc:none", "-d", classes.toString(), "-cp", classPath()));
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = work.resolve(source.getKey());
      write(file, source.getValue().getBytes(UTF_8));
      arguments.add(file.toString());
    }
    JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    int errors = compiler.run(null, null, null, arguments.toArray(String[]::new));
    if (errors != 0) {
      throw new IOException("the sources of the test do not compile");
    }
    addAll(classes);
    Path descriptor = classes.resolve("module-info.class");
    if (Files.exists(descriptor)) {
      files.put("module-info.class", Files.readAllBytes(descriptor));
    }
    return this;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, bytes);
  }

  /** The library and what it needs, as it stands in this build. */
  static String classPath() {
    return String.join(System.getProperty("path.separator"), libraries());
  }

  static List<String> libraries() {
    Stream<Class<?>> types =
        Stream.of(
            FusionClient.class,
            ImageSource.class,
            LocalFusionProvider.class,
            PngFormat.class,
            Joiner.class,
            InternalFutureFailureAccess.class,
            JsonFactory.class,
            Logger.class);
    return Stream.concat(types, ImageFormats.installed().all().stream().map(Object::getClass))
        .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
        .map(location -> Path.of(URI.create(location.toString())).toString())
        .toList();
  }

  Path pack(String name) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(file)) {
      entries.setLevel(Deflater.NO_COMPRESSION);
      for (Map.Entry<String, byte[]> entry : files.entrySet()) {
        entries.putNextEntry(new JarEntry(entry.getKey()));
        entries.write(entry.getValue());
        entries.closeEntry();
      }
    }
    return jar;
  }
}
