package io.github.maskloom;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionJournal;
import io.github.maskloom.fusion.FusionRequest;
import io.github.maskloom.fusion.FusionResult;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Paths of Windows: drives, backslashes, names without case, no modes and no owners. Locks and open
 * files are as this machine has them.
 */
class WindowsPathsTest {
  private final FileSystem windows =
      Jimfs.newFileSystem(
          Configuration.windows().toBuilder()
              .setAttributeViews("basic", "owner", "dos", "acl")
              .build());

  private final Path folder = windows.getPath("C:\\Users\\ana\\rooms");

  @BeforeEach
  void makeFolder() throws IOException {
    Files.createDirectories(folder);
  }

  @AfterEach
  void close() throws IOException {
    windows.close();
  }

  @Test
  void compositesBesideThePhotoAndLeavesNothingElse() throws IOException {
    for (String format : List.of("png", "jpg", "gif", "bmp")) {
      Path photo = image("photo." + format, format, 64);

      MaskCompositor.create().composite(photo, mask(), folder.resolve("scene.png"));

      assertThat(blue(folder.resolve("scene.png"))).as(format).isGreaterThan(200);
      Files.delete(photo);
    }
    assertThat(names()).containsExactlyInAnyOrder("mask.png", "scene.png");
  }

  @Test
  void replacesATargetOfOtherCaseAndThePhotoItself() throws IOException {
    Path photo = image("photo.png", "png", 64);

    MaskCompositor.create().composite(photo, mask(), folder.resolve("PHOTO.png"));

    assertThat(blue(photo)).isGreaterThan(200);
    assertThat(names()).containsExactlyInAnyOrder("mask.png", "photo.png");
  }

  @Test
  void fusesWithFoldersAndAJournalThere() throws IOException {
    Path journal = folder.resolve("calls.jsonl");
    Path result = folder.resolve("fused.png");
    FusionConfig config =
        FusionConfig.builder().tempFolder(folder).journal(FusionJournal.file(journal)).build();
    FusionRequest request =
        FusionRequest.builder(image("photo.jpg", "jpg", 64))
            .mask(mask())
            .reference(image("sofa.png", "png", 64))
            .build();

    try (FusionClient client = FusionClient.open(ScriptedProvider.answering(), config);
        FusionResult fused = client.fuse(request)) {
      fused.image().writeTo(result);
    }

    assertThat(result).isNotEmptyFile();
    assertThat(Files.readAllLines(journal)).isNotEmpty();
    assertThat(names()).contains("calls.jsonl", "fused.png", "mask.png", "photo.jpg", "sofa.png");
  }

  private Path mask() throws IOException {
    return image("mask.png", "png", 32);
  }

  /** Red where it is a photo, blue to {@code side} where it is a mask. */
  private Path image(String name, String format, int side) throws IOException {
    boolean mask = name.startsWith("mask");
    BufferedImage image =
        new BufferedImage(64, 64, mask ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(mask ? Color.BLUE : Color.RED);
    graphics.fillRect(0, 0, side, side);
    graphics.dispose();
    Path file = folder.resolve(name);
    try (OutputStream stream = Files.newOutputStream(file)) {
      ImageIO.write(image, format, stream);
    }
    return file;
  }

  private static int blue(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return new Color(ImageIO.read(stream).getRGB(8, 8)).getBlue();
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }
}
