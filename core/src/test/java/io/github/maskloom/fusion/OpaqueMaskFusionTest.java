package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mask that would paint over the whole room is refused before a provider is asked. */
class OpaqueMaskFusionTest extends InFusionFolder {
  /** Black, with a white part, as many tools save a mask. */
  private static ImageSource blackAndWhite(String format, int type) throws IOException {
    BufferedImage image = new BufferedImage(60, 40, type);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(Color.BLACK);
    canvas.fillRect(0, 0, 60, 40);
    canvas.setColor(Color.WHITE);
    canvas.fillRect(0, 0, 30, 20);
    canvas.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, format, file);
    return ImageSource.of(file.toByteArray());
  }

  private static ImageSource mask(String kind) throws IOException {
    return switch (kind) {
      case "gray PNG" -> blackAndWhite("png", BufferedImage.TYPE_BYTE_GRAY);
      case "JPEG" -> blackAndWhite("jpeg", BufferedImage.TYPE_INT_RGB);
      default -> blackAndWhite("png", BufferedImage.TYPE_INT_ARGB);
    };
  }

  private static ScriptedProvider taking(MaskTransport transport) {
    return new ScriptedProvider(
        "counted",
        ScriptedProvider.able().withMask(transport),
        (request, call) -> {
          deliver(call, 0, picture(6, 4));
          return ProviderResponse.NONE;
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"gray PNG", "JPEG", "opaque PNG"})
  void isRefusedBeforeAnythingIsSentHoweverMasksTravel(String kind) throws IOException {
    List<FusionRecord> records = new ArrayList<>();
    for (MaskTransport transport :
        List.of(MaskTransport.PAINTED_INTO_PHOTO, MaskTransport.SEPARATE_IMAGE)) {
      for (boolean restores : new boolean[] {false, true}) {
        ScriptedProvider provider = taking(transport);
        FusionRequest.Builder request = files.request().mask(mask(kind), MaskConvention.PAINTED);
        if (restores) {
          request.restore(RestoreOptions.DEFAULT);
        }

        try (FusionClient client =
            FusionClient.open(provider, files.config().journal(records::add).build())) {
          assertThatThrownBy(() -> client.fuse(request.build()))
              .isInstanceOf(OpaqueMaskException.class)
              .hasMessageContaining("WHITE_EDITS");
        }

        assertThat(provider.requests()).isEmpty();
      }
    }
    assertThat(records).hasSize(4);
    assertThat(records).allMatch(record -> record.outcome() == FusionRecord.Outcome.FAILED);
    assertThat(records).allMatch(record -> record.sent().delivery() == Delivery.NOT_SENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gray PNG", "opaque PNG"})
  void asksNoFallbackEither(String kind) throws IOException {
    ScriptedProvider first = taking(MaskTransport.PAINTED_INTO_PHOTO);
    ScriptedProvider second = taking(MaskTransport.SEPARATE_IMAGE);
    FusionRequest request = files.request().mask(mask(kind), MaskConvention.PAINTED).build();

    try (FusionClient client = files.open(first).withFallback(files.open(second))) {
      assertThatThrownBy(() -> client.fuse(request)).isInstanceOf(OpaqueMaskException.class);
    }
    assertThat(first.requests()).isEmpty();
    assertThat(second.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void travelsWhereItIsMeant(MaskTransport transport) throws IOException {
    for (String kind : List.of("gray PNG", "opaque PNG")) {
      for (MaskConvention meant :
          List.of(MaskConvention.PAINTED_EVERYWHERE, MaskConvention.WHITE_EDITS)) {
        ScriptedProvider provider = taking(transport);

        files.fuse(
            provider,
            files.request().mask(mask(kind), meant).restore(RestoreOptions.DEFAULT).build());

        assertThat(provider.requests()).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gray PNG", "opaque PNG"})
  void goesNowhereWhereMasksDoNotTravel(String kind) throws IOException {
    ScriptedProvider provider = taking(MaskTransport.NONE);
    FusionRequest request = files.request().mask(mask(kind), MaskConvention.PAINTED).build();

    assertThatThrownBy(() -> files.fuse(provider, request))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("a mask, which this provider cannot take");
    assertThat(provider.requests()).isEmpty();
  }
}
