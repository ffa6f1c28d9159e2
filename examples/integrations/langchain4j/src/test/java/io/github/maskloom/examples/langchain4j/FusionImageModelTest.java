package io.github.maskloom.examples.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.FusionRequestException;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.RedProvider;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FusionImageModelTest {
  private static final int RED = 0xFFFF0000;
  private static final int BLACK = 0xFF000000;
  private static final Path DEMO =
      Path.of("../../cli/src/main/resources/io/github/maskloom/examples/cli/demo");

  @TempDir Path folder;
  private final RedProvider provider = new RedProvider();
  private FusionClient client;
  private ImageModel model;

  @BeforeEach
  void open() throws IOException {
    client = FusionClient.open(provider, FusionConfig.DEFAULT);
    model = new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder).withFilesBelow(folder);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void editsAnImage() throws IOException {
    Response<Image> response = model.edit(base64(photo()), "make it red");

    assertThat(read(response.content()).getRGB(0, 0)).isEqualTo(RED);
    assertThat(response.content().mimeType()).isEqualTo("image/png");
    assertThat(response.metadata()).containsEntry("images", 1L);
    assertThat(provider.asked().get(0).prompt()).isEqualTo("make it red");
  }

  @Test
  void changesOnlyWhatTheMaskNames() throws IOException {
    BufferedImage mask = new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY);
    mask.createGraphics().fillRect(0, 0, 30, 20);

    Response<Image> response = model.edit(file(photo()), base64(mask), "a red sofa");

    BufferedImage made = read(response.content());
    assertThat(made.getRGB(0, 10)).isEqualTo(RED);
    assertThat(made.getRGB(35, 10)).isEqualTo(BLACK);
    assertThat(provider.asked().get(0).mask()).isPresent();
  }

  @Test
  void asksForNothingIfTheFolderForImagesIsMissing() throws IOException {
    Files.createDirectory(folder.resolve("results"));
    model = new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder.resolve("results"));
    Files.delete(folder.resolve("results"));

    assertThatThrownBy(() -> model.edit(base64(photo()), "make it red"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("results");
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void hasNothingToGenerateFrom() {
    assertThatThrownBy(() -> model.generate("a sofa"))
        .isInstanceOf(UnsupportedFeatureException.class);
  }

  @Test
  void fetchesNothing() {
    Image linked = Image.builder().url("https://example.com/room.png").build();

    assertThatThrownBy(() -> model.edit(linked, "a sofa"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("file:");
  }

  @Test
  void readsNoFileThatNobodyAllowed(@TempDir Path elsewhere) throws IOException {
    FusionImageModel closed = new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder);
    Path secret = Files.copy(Path.of(file(photo()).url()), elsewhere.resolve("secret.png"));
    Path link = Files.createSymbolicLink(folder.resolve("link.png"), secret);

    for (Path file : List.of(secret, link, folder.resolve("../" + elsewhere.getFileName()))) {
      Image image = Image.builder().url(file.toUri()).build();
      assertThatThrownBy(() -> model.edit(image, "a sofa"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("this file: URL is not one that may be read");
    }
    Image inside = file(photo());
    assertThatThrownBy(() -> closed.edit(inside, "a sofa"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void previewsWithoutAModelOnceItHasWhatToPlace() throws IOException {
    Image room = demo("room.jpg");
    try (FusionClient local = FusionClient.local()) {
      ImageModel preview =
          new FusionImageModel(local, MaskConvention.PAINTED, folder)
              .withFilesBelow(DEMO)
              .withReferences(ImageSource.of(DEMO.resolve("sofa.png")));

      BufferedImage made = read(preview.edit(room, demo("mask.png"), "a teal sofa").content());

      ImageIO.write(made, "png", Path.of("target", "edited.png").toFile());
      assertThat(made.getWidth()).isEqualTo(1600);
      Color seat = new Color(made.getRGB(850, 660));
      assertThat(seat.getBlue() - seat.getRed()).isGreaterThan(20);
      assertThatThrownBy(() -> preview.edit(room, "a teal sofa"))
          .isInstanceOf(FusionRequestException.class)
          .hasMessageContaining("no mask");
    }
  }

  private static Image demo(String name) {
    return Image.builder().url(DEMO.resolve(name).toUri()).build();
  }

  private static BufferedImage photo() {
    return new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
  }

  private static Image base64(BufferedImage picture) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return Image.builder()
        .base64Data(Base64.getEncoder().encodeToString(png.toByteArray()))
        .build();
  }

  private Image file(BufferedImage picture) throws IOException {
    Path file = Files.createTempFile(folder, "photo", ".png");
    ImageIO.write(picture, "png", file.toFile());
    return Image.builder().url(file.toUri()).build();
  }

  private static BufferedImage read(Image image) throws IOException {
    return ImageIO.read(Path.of(image.url()).toFile());
  }
}
