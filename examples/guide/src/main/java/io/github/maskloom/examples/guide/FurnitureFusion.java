package io.github.maskloom.examples.guide;

import io.github.maskloom.ark.ArkOptions;
import io.github.maskloom.fusion.FusedImage;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.http.settings.HttpConfig;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Puts a piece of furniture where a person painted: one client for the whole backend, one call a
 * wish. Copy it, and keep one instance as long as the backend lives.
 */
public final class FurnitureFusion implements AutoCloseable {
  /** Image 1 is the painted room, image 2 the furniture; the paint is Maskloom's blue. */
  static final String PROMPT =
      "把图2中的家具放到图1中涂成蓝色的区域，自然地融入房间："
          + "保持家具的外观、材质和颜色，使光照、阴影和透视与房间一致；"
          + "没有涂色的部分必须与原图完全相同；不要留下任何蓝色痕迹。";

  private final FusionClient client;

  /**
   * Opens the one client, which everybody who asks with the same settings shares.
   *
   * @param ark how Ark is reached; without a key of its own it is read from {@code ARK_API_KEY}
   * @param journal the file that gets a line for each call
   */
  public FurnitureFusion(HttpConfig ark, Path journal) throws IOException {
    client =
        FusionClient.shared(
            FusionConfig.builder()
                .provider(ark)
                .maxUploadSide(2048)
                .maxConcurrent(4)
                .journal(FusionJournal.file(journal))
                .build());
  }

  /**
   * Asks for an image of 2K without a watermark, and writes it with everything that was not painted
   * as it was.
   *
   * @param room the photo
   * @param mask what the person painted on it, as a canvas exports it
   * @param furniture an image of what they picked
   * @param result is replaced in one move, once the image is complete
   * @throws java.nio.file.FileSystemException if its folder takes no files; nothing was sent
   * @throws io.github.maskloom.fusion.FusionException see its kinds for who can mend it, and {@code
   *     delivery()} for what it may have cost
   */
  public void fuse(Path room, Path mask, Path furniture, Path result) throws IOException {
    Path folder = result.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new FileSystemException(result.toString(), null, "its folder takes no files");
    }
    FusionRequest request =
        FusionRequest.builder(room)
            .mask(mask)
            .reference(furniture)
            .prompt(PROMPT)
            .size(OutputSize.named("2K"))
            .options(ArkOptions.NONE.withWatermark(false))
            .build();
    try (FusionResult made = client.fuse(request)) {
      FusedImage picture = made.image();
      picture.writeTo(result);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
