/** Rows of images in constant memory, whatever their format. */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // The modules that are named are built later.
module io.github.maskloom.raster {
  requires transitive java.desktop;
  requires static org.jspecify;
  requires com.google.common;
  requires org.slf4j;

  exports io.github.maskloom.errors;
  exports io.github.maskloom.format;
  exports io.github.maskloom.image;
  exports io.github.maskloom.raster;
  exports io.github.maskloom.internal.codec to
      io.github.maskloom,
      io.github.maskloom.classic,
      io.github.maskloom.jpeg,
      io.github.maskloom.png,
      io.github.maskloom.raster.testing;
  exports io.github.maskloom.internal.file to
      io.github.maskloom,
      io.github.maskloom.classic,
      io.github.maskloom.http,
      io.github.maskloom.jpeg,
      io.github.maskloom.png,
      io.github.maskloom.raster.testing,
      io.github.maskloom.testing;
  exports io.github.maskloom.internal.limits to
      io.github.maskloom,
      io.github.maskloom.classic,
      io.github.maskloom.jpeg,
      io.github.maskloom.png,
      io.github.maskloom.webp;
  exports io.github.maskloom.internal.log to
      io.github.maskloom;
  exports io.github.maskloom.internal.metadata to
      io.github.maskloom,
      io.github.maskloom.classic,
      io.github.maskloom.jpeg,
      io.github.maskloom.png,
      io.github.maskloom.webp;
  exports io.github.maskloom.internal.pipeline to
      io.github.maskloom,
      io.github.maskloom.classic,
      io.github.maskloom.jpeg,
      io.github.maskloom.png,
      io.github.maskloom.raster.testing;

  uses io.github.maskloom.format.ImageFormat;
}
