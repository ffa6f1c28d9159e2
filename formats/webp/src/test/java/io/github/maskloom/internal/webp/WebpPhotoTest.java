package io.github.maskloom.internal.webp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.CompositePlan;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.MaskCompositor;
import io.github.maskloom.catalog.FurnitureCatalog;
import io.github.maskloom.catalog.FurnitureItem;
import io.github.maskloom.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the artifact on the class path, a WebP is an image like others. */
class WebpPhotoTest {
  @TempDir Path folder;

  @Test
  void aPhotoAndItsMaskAreComposited() throws IOException {
    Path photo = Files.write(folder.resolve("photo.webp"), WebpFiles.file("lossy"));
    Path mask = Files.write(folder.resolve("mask.webp"), WebpFiles.file("lossless-alpha"));
    Path out = folder.resolve("out.png");

    MaskCompositor.create().composite(photo, mask, out);

    ImageInfo info = ImageInfo.read(ImageSource.of(out));
    assertThat(info.format()).isEqualTo("PNG");
    assertThat(info.geometry().width()).isEqualTo(WebpFiles.WIDTH);
  }

  @Test
  void whatDecodingHoldsStandsInThePlan() throws IOException {
    ImageSource photo = ImageSource.of(WebpFiles.file("large"));

    CompositePlan plan = MaskCompositor.create().explain(photo, photo);

    assertThat(plan.work().steps().toString()).contains("decode WebP");
    assertThat(plan.work().heapBytes()).isGreaterThan(2 * 2400L * 1600 * 10);
  }

  @Test
  void aCatalogHasItsItems() throws IOException {
    Files.write(folder.resolve("sofa_1.webp"), WebpFiles.file("lossless-alpha"));

    assertThat(FurnitureCatalog.of(folder).items())
        .extracting(FurnitureItem::fileName)
        .containsExactly("sofa_1.webp");
  }
}
