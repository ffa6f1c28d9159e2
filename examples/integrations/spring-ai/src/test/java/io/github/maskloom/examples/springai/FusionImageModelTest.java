package io.github.maskloom.examples.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.fusion.FusionConfig;
import io.github.maskloom.fusion.spi.OutputSize;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.RedProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.content.Media;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageModel;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;

class FusionImageModelTest {
  private static final int RED = 0xFFFF0000;
  private static final int BLACK = 0xFF000000;

  @TempDir Path folder;
  private final RedProvider provider = new RedProvider();
  private FusionClient client;
  private ImageModel model;

  @BeforeEach
  void open() throws IOException {
    client = FusionClient.open(provider, FusionConfig.DEFAULT);
    model = new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void makesAsManyImagesAsTheOptionsSay() throws IOException {
    ImageOptions options = ImageOptionsBuilder.builder().n(2).width(80).height(40).build();
    ImageMessage message = message("a red sofa", media("photo", photo()), media("sofa", photo()));

    ImageResponse response = model.call(new ImagePrompt(message, options));

    assertThat(response.getResults()).hasSize(2);
    assertThat(read(response, 1).getRGB(0, 0)).isEqualTo(RED);
    assertThat(provider.asked().get(0).prompt()).isEqualTo("a red sofa");
    assertThat(provider.asked().get(0).references()).hasSize(1);
    assertThat(provider.asked().get(0).size()).isEqualTo(OutputSize.of(80, 40));
  }

  @Test
  void changesOnlyWhatTheMaskNames() throws IOException {
    BufferedImage mask = new BufferedImage(40, 20, BufferedImage.TYPE_BYTE_GRAY);
    mask.createGraphics().fillRect(0, 0, 30, 20);
    ImageMessage message = message("a red sofa", media("photo", photo()));

    ImagePrompt prompt = new ImagePrompt(message, FusionImageOptions.of(ImageSource.of(png(mask))));
    BufferedImage made = read(model.call(prompt), 0);

    assertThat(made.getRGB(0, 10)).isEqualTo(RED);
    assertThat(made.getRGB(35, 10)).isEqualTo(BLACK);
  }

  @Test
  void asksForNothingIfTheFolderForImagesIsMissing() throws IOException {
    model = new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder.resolve("missing"));
    ImagePrompt prompt = new ImagePrompt(List.of(message("a red sofa", media("photo", photo()))));

    assertThatThrownBy(() -> model.call(prompt))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("missing");
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void needsAPhoto() {
    assertThatThrownBy(() -> model.call(new ImagePrompt("a red sofa")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no image to change");
  }

  @Test
  void takesWhatAPromptDoesNotSayFromItsDefaults() throws IOException {
    model =
        new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder)
            .withDefaults(FusionImageOptions.NONE.withN(2).withSize(80, 40));
    ImageMessage message = message("a red sofa", media("photo", photo()));

    model.call(new ImagePrompt(message, FusionImageOptions.NONE.withN(1)));

    assertThat(provider.asked().get(0).count()).isOne();
    assertThat(provider.asked().get(0).size()).isEqualTo(OutputSize.of(80, 40));
  }

  @Test
  void saysWhatWasUsed() throws IOException {
    ImageMessage message = message("a red sofa", media("photo", photo()));

    ImageResponse response = model.call(new ImagePrompt(List.of(message)));

    assertThat(response.getMetadata().getUsage().getNativeUsage()).isEqualTo(Map.of("images", 1L));
  }

  @Test
  void refusesWhatItWouldIgnore() throws IOException {
    ImageMessage message = message("a red sofa", media("photo", photo()));
    for (ImageOptions ignored :
        List.of(
            ImageOptionsBuilder.builder().model("dall-e-3").build(),
            ImageOptionsBuilder.builder().style("vivid").build(),
            ImageOptionsBuilder.builder().responseFormat("b64_json").build(),
            ImageOptionsBuilder.builder().width(80).build())) {
      assertThatThrownBy(() -> model.call(new ImagePrompt(message, ignored)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    ImageMessage weighed = new ImageMessage("a red sofa", 0.5f, message.getMedia(), Map.of());
    assertThatThrownBy(() -> model.call(new ImagePrompt(List.of(weighed))))
        .hasMessageContaining("weight");
    assertThat(provider.asked()).isEmpty();
  }

  @Test
  void readsUrisOfDataAndOfAllowedFiles(@TempDir Path elsewhere) throws IOException {
    Path inside = Files.write(folder.resolve("photo.png"), png(photo()));
    Path outside = Files.write(elsewhere.resolve("photo.png"), png(photo()));
    URI data =
        URI.create("data:image/png;base64," + Base64.getEncoder().encodeToString(png(photo())));
    FusionImageModel reading =
        new FusionImageModel(client, MaskConvention.WHITE_EDITS, folder).withFilesBelow(folder);

    assertThat(reading.call(prompt(inside.toUri())).getResults()).hasSize(1);
    assertThat(reading.call(prompt(data)).getResults()).hasSize(1);
    assertThatThrownBy(() -> reading.call(prompt(outside.toUri()))).hasMessageContaining("file:");
    assertThatThrownBy(() -> model.call(prompt(inside.toUri()))).hasMessageContaining("file:");
    assertThatThrownBy(() -> reading.call(prompt(URI.create("https://example.com/room.png"))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ImagePrompt prompt(URI photo) {
    Media media = Media.builder().mimeType(Media.Format.IMAGE_PNG).data(photo).build();
    return new ImagePrompt(List.of(message("a red sofa", media)));
  }

  private static ImageMessage message(String words, Media... media) {
    return new ImageMessage(words, null, List.of(media), Map.of());
  }

  private static BufferedImage photo() {
    return new BufferedImage(40, 20, BufferedImage.TYPE_INT_RGB);
  }

  private static Media media(String name, BufferedImage picture) throws IOException {
    return Media.builder().mimeType(Media.Format.IMAGE_PNG).name(name).data(png(picture)).build();
  }

  private static byte[] png(BufferedImage picture) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    return png.toByteArray();
  }

  private static BufferedImage read(ImageResponse response, int index) throws IOException {
    String url = response.getResults().get(index).getOutput().getUrl();
    return ImageIO.read(Path.of(URI.create(url)).toFile());
  }
}
