package io.github.maskloom.testing;

import io.github.maskloom.raster.testing.internal.ChildJvm;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The library once more in the same process, as a second web application has it. */
public final class OtherLoader implements AutoCloseable {
  private final URLClassLoader loader;

  private OtherLoader(URLClassLoader loader) {
    this.loader = loader;
  }

  /** Loads nothing yet. */
  public static OtherLoader open() throws IOException {
    List<URL> places = new ArrayList<>();
    for (String place : ChildJvm.classPath().split(System.getProperty("path.separator"), -1)) {
      places.add(Path.of(place).toUri().toURL());
    }
    // The JDK's own loaders would find the module under test.
    return new OtherLoader(new URLClassLoader(places.toArray(URL[]::new), null));
  }

  /** A client of a provider that answers. */
  public AutoCloseable client(Path temporaryFolder) throws ReflectiveOperationException {
    Class<?> config = loader.loadClass("io.github.maskloom.fusion.FusionConfig");
    Object builder = config.getMethod("builder").invoke(null);
    builder.getClass().getMethod("tempFolder", Path.class).invoke(builder, temporaryFolder);
    builder.getClass().getMethod("provider", String.class).invoke(builder, "scripted");
    Object client =
        loader
            .loadClass("io.github.maskloom.fusion.FusionClient")
            .getMethod("open", config)
            .invoke(null, builder.getClass().getMethod("build").invoke(builder));
    return (AutoCloseable) client;
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}
