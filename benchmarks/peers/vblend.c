/*
 * Blends a painted mask over a photo with libvips, streaming: vblend PHOTO MASK OUT
 *
 * The photo is RGB, the mask RGBA. `vips composite2` does the same in floating point and adds an
 * alpha band to the result; ifthenelse blends bytes and keeps the bands of the photo, which is the
 * quickest way libvips has for this job.
 */
#include <vips/vips.h>

static VipsImage *open_rows(const char *name) {
  VipsImage *image =
      vips_image_new_from_file(name, "access", VIPS_ACCESS_SEQUENTIAL, NULL);
  if (image == NULL)
    vips_error_exit(NULL);
  return image;
}

int main(int argc, char **argv) {
  if (VIPS_INIT(argv[0]))
    vips_error_exit(NULL);
  if (argc != 4)
    vips_error_exit("usage: %s PHOTO MASK OUT", argv[0]);

  VipsImage *photo = open_rows(argv[1]);
  VipsImage *mask = open_rows(argv[2]);
  if (photo->Bands != 3 || mask->Bands != 4)
    vips_error_exit("an RGB photo and an RGBA mask are needed");

  VipsImage *alpha, *paint, *result;
  if (vips_extract_band(mask, &alpha, 3, NULL) ||
      vips_extract_band(mask, &paint, 0, "n", 3, NULL) ||
      vips_ifthenelse(alpha, paint, photo, &result, "blend", TRUE, NULL) ||
      vips_image_write_to_file(result, argv[3], NULL))
    vips_error_exit(NULL);

  g_object_unref(result);
  g_object_unref(paint);
  g_object_unref(alpha);
  g_object_unref(mask);
  g_object_unref(photo);
  vips_shutdown();
  return 0;
}
