package io.github.maskloom.examples.studio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The studio on a free port, with a folder of its own, for the tests of a class. */
@NullMarked
final class StudioServer extends StudioClient implements BeforeAllCallback, AutoCloseable {
  private static final StudioServer USUAL = new StudioServer();

  private final List<Class<?>> sources = new ArrayList<>(List.of(StudioApplication.class));
  private final List<String> arguments = new ArrayList<>();
  private @Nullable ConfigurableApplicationContext context;
  private @Nullable Path folder;

  private StudioServer(String... properties) {
    for (String property : List.of("server.port=0", "logging.level.root=warn", "ARK_API_KEY=")) {
      arguments.add("--" + property);
    }
    for (String property : properties) {
      arguments.removeIf(given -> given.startsWith("--" + property.replaceFirst("=.*", "=")));
      arguments.add("--" + property);
    }
  }

  /** The server that is told nothing; the classes of a process share it, and leave it usable. */
  static StudioServer usual() {
    return USUAL;
  }

  /** A server with properties, such as {@code studio.retention=1s}. */
  static StudioServer with(String... properties) {
    return new StudioServer(properties);
  }

  /** A server that runs until it is closed, in a folder that stays. */
  static StudioServer in(Path folder, String... properties) {
    StudioServer server = new StudioServer(properties);
    server.start(folder);
    return server;
  }

  /** This server, with more beans. */
  StudioServer and(Class<?> configuration) {
    sources.add(configuration);
    return this;
  }

  private void start(Path where) {
    folder = where;
    arguments.add("--studio.folder=" + where);
    context =
        new SpringApplication(sources.toArray(Class<?>[]::new))
            .run(arguments.toArray(String[]::new));
  }

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    if (context == null) {
      start(Files.createTempDirectory("studio"));
      ExtensionContext.Store store =
          this == USUAL
              ? test.getStore(StoreScope.LAUNCHER_SESSION, Namespace.GLOBAL)
              : test.getStore(Namespace.GLOBAL);
      store.put(this, (AutoCloseable) this::end);
    }
  }

  private void end() throws IOException {
    close();
    FileSystemUtils.deleteRecursively(folder());
  }

  @Override
  public void close() {
    requireNonNull(context).close();
  }

  Path folder() {
    return requireNonNull(folder);
  }

  <T> T bean(Class<T> type) {
    return requireNonNull(context).getBean(type);
  }

  @Override
  int port() {
    return Integer.parseInt(
        requireNonNull(requireNonNull(context).getEnvironment().getProperty("local.server.port")));
  }

  /** Everything that people brought about, but the journal. */
  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(folder().resolve("furniture")))
          .filter(file -> !file.startsWith(folder().resolve("calls")))
          .filter(file -> !file.endsWith("journal.jsonl"))
          .toList();
    }
  }
}
