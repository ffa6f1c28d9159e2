package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.acting;
import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.errors.OpaqueMaskException;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mask that would paint over the whole room is refused before a provider is asked. */
class OpaqueMaskFusionTest extends InFusionFolder {
  /** A mask that is black with a white part, as many tools save it. */
  private FusionRequest.Builder request(MaskConvention convention) throws IOException {
    BufferedImage image = new BufferedImage(60, 40, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSample(20, 10, 0, 255);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(image, "png", file);
    return request().mask(ImageSource.of(file.toByteArray()), convention);
  }

  private static ScriptedProvider taking(MaskTransport transport) {
    return acting(
        ScriptedProvider.able().withMask(transport),
        (request, call) -> deliver(call, 0, picture(6, 4)));
  }

  @Test
  void isRefusedBeforeAnythingIsSentHoweverMasksTravel() throws IOException {
    ScriptedProvider first = taking(MaskTransport.PAINTED_INTO_PHOTO);
    ScriptedProvider second = taking(MaskTransport.SEPARATE_IMAGE);
    try (FusionClient apart = open(second);
        FusionClient both = open(first).withFallback(open(second))) {
      for (FusionClient client : List.of(apart, both)) {
        for (FusionRequest asked :
            List.of(
                request(MaskConvention.PAINTED).wholeAnswer().build(),
                request(MaskConvention.PAINTED).restore(RestoreOptions.DEFAULT).build())) {
          assertThat(failure(client, asked))
              .isInstanceOf(OpaqueMaskException.class)
              .hasMessageContaining("WHITE_EDITS");
        }
      }
    }
    assertThat(first.requests()).isEmpty();
    assertThat(second.requests()).isEmpty();
    assertThat(journal)
        .hasSize(4)
        .allMatch(record -> record.outcome() == FusionRecord.Outcome.FAILED)
        .allMatch(record -> record.sent().delivery() == Delivery.NOT_SENT);
  }

  @ParameterizedTest
  @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
  void travelsWhereItIsMeant(MaskTransport transport) throws IOException {
    for (MaskConvention meant :
        List.of(MaskConvention.PAINTED_EVERYWHERE, MaskConvention.WHITE_EDITS)) {
      ScriptedProvider provider = taking(transport);
      fused(provider, request(meant).restore(RestoreOptions.DEFAULT).build());
      assertThat(provider.requests()).hasSize(1);
    }
  }

  @Test
  void goesNowhereWhereMasksDoNotTravel() throws IOException {
    ScriptedProvider provider = taking(MaskTransport.NONE);

    assertThat(failure(provider, request(MaskConvention.PAINTED).build()))
        .isInstanceOf(FusionRequestException.class)
        .hasMessageContaining("a mask, which this provider cannot take");
    assertThat(provider.requests()).isEmpty();
  }
}
