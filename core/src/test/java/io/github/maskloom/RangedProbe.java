package io.github.maskloom;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.prepare.ImagePreparer;
import io.github.maskloom.testing.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** A process that cannot write temporary files, and says which photos it reads without them. */
final class RangedProbe {
  private RangedProbe() {}

  /** No arguments. */
  public static void main(String[] args) {
    ImageIO.setUseCache(false);
    for (RangedSourceTest.Photo photo : RangedSourceTest.photos()) {
      ImageSource once = ImageSource.once(new ByteArrayInputStream(photo.bytes()));
      System.out.printf(
          "%s: %s in ranges, %s as a stream%n",
          photo, reads(new StoredObject(photo.bytes()).source()), reads(once));
    }
  }

  private static String reads(ImageSource photo) {
    try {
      ImagePreparer.create()
          .withMaxSide(200)
          .prepare(photo, ImageTarget.of(new ByteArrayOutputStream()));
      return "read";
    } catch (IOException e) {
      return e.toString().contains("no temporary file") ? "needs a file" : e.toString();
    }
  }
}
