/** JPEG, in constant memory. */
@org.jspecify.annotations.NullMarked
module io.github.maskloom.jpeg {
  requires io.github.maskloom.raster;
  requires static org.jspecify;
  requires com.google.common;

  provides io.github.maskloom.format.ImageFormat with
      io.github.maskloom.jpeg.JpegFormat;
}
