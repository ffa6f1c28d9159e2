/** GIF, BMP, TIFF and ImageIO's plug-ins, in constant memory. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.classic {
  requires io.github.maskloom.raster;
  requires static org.jspecify;
  requires com.google.common;

  provides io.github.maskloom.format.ImageFormat with
      io.github.maskloom.classic.BmpFormat,
      io.github.maskloom.classic.GifFormat,
      io.github.maskloom.classic.PlugInFormat,
      io.github.maskloom.classic.TiffFormat;
}
