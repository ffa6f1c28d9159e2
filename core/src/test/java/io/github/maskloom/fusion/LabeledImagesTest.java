package io.github.maskloom.fusion;

import static io.github.maskloom.testing.ScriptedProvider.deliver;
import static io.github.maskloom.testing.ScriptedProvider.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.ImageTarget;
import io.github.maskloom.image.OutputOptions;
import io.github.maskloom.internal.metadata.XmpPacket;
import io.github.maskloom.testing.C2paStores;
import io.github.maskloom.testing.Made;
import io.github.maskloom.testing.ScriptedProvider;
import io.github.maskloom.testing.TestJpegs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What images of a model say of it, whole and restored, and who may keep them from it. */
class LabeledImagesTest extends InFusionFolder {
  private static final OutputOptions OUTPUT = OutputOptions.DEFAULT;
  private static final AiLabel CHINAS = AiLabel.NONE.withAigc(Map.of("Label", "1"));

  @Override
  FusionConfig.Builder config() {
    return super.config().labeled(true);
  }

  private static AiLabel said(byte[] image) throws IOException {
    return XmpPacket.label(Made.metadata(image));
  }

  private static ScriptedProvider answering(byte[] answer) {
    return ScriptedProvider.acting((request, call) -> deliver(call, 0, answer));
  }

  /** An answer, whether it stays byte for byte, what is asked for, and what the image says. */
  static Stream<Arguments> answers() throws IOException {
    byte[] png = picture(60, 40);
    byte[] jpeg = TestJpegs.baseline(60, 40, 3);
    byte[] edited = C2paStores.inPng(png, C2paStores.of(AiLabel.COMPOSITE_SOURCE));
    byte[] made = C2paStores.inJpeg(jpeg, C2paStores.of(AiLabel.TRAINED_SOURCE), 900);
    byte[] taken = C2paStores.inPng(png, C2paStores.of(C2paStores.TERMS + "digitalCapture"));
    OutputOptions off = OUTPUT.withLabeled(false);
    return Stream.of(
        Arguments.of(png, false, OUTPUT, AiLabel.TRAINED),
        Arguments.of(jpeg, false, OUTPUT, AiLabel.TRAINED),
        Arguments.of(edited, true, OUTPUT, AiLabel.COMPOSITE),
        Arguments.of(made, true, OUTPUT, AiLabel.TRAINED),
        Arguments.of(taken, false, OUTPUT, AiLabel.TRAINED),
        Arguments.of(jpeg, false, OUTPUT.withLabel(CHINAS), AiLabel.TRAINED.or(CHINAS)),
        Arguments.of(png, false, off.withLabel(CHINAS), CHINAS),
        Arguments.of(jpeg, true, off, AiLabel.NONE));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aWholeAnswerSaysThatAModelMadeIt(
      byte[] answer, boolean stays, OutputOptions output, AiLabel after) throws IOException {
    FusionRequest asked = request().output(output).build();
    fused(
        answering(answer),
        asked,
        result -> {
          byte[] made = Files.readAllBytes(result.image().file());
          assertThat(said(made)).isEqualTo(after);
          assertThat(Arrays.equals(made, answer)).isEqualTo(stays);
          assertThat(result.image().bytes()).isEqualTo(made.length);
          assertThat(ImageIO.read(result.image().file().toFile()).getRGB(50, 30))
              .isEqualTo(ImageIO.read(new ByteArrayInputStream(answer)).getRGB(50, 30));
          Path other = folder.resolve(result.image().extension().equals("png") ? "a.jpg" : "a.png");
          result.image().writeTo(other);
          assertThat(said(Files.readAllBytes(other))).isEqualTo(after);
          assertThat(result.record().received().labels())
              .allSatisfy(label -> assertThat(label.written()).isEqualTo(after))
              .hasSize(after.isEmpty() ? 0 : 1);
        });
  }

  @Test
  void theRecordNamesWhatWasReadWrittenAndDropped() throws IOException {
    byte[] store = C2paStores.of(C2paStores.TERMS + "digitalCapture");
    Path photo = Files.write(files.room(), C2paStores.inPng(picture(60, 40), store));
    byte[] trained = C2paStores.inPng(picture(30, 20), C2paStores.of(AiLabel.TRAINED_SOURCE));
    FusionRequest asked =
        FusionRequest.builder(photo).mask(files.mask()).restore(RestoreOptions.DEFAULT).build();

    fused(
        answering(trained),
        asked,
        result -> {
          assertThat(said(Files.readAllBytes(result.image().file()))).isEqualTo(AiLabel.COMPOSITE);
          assertThat(result.image().modelImage().file()).hasBinaryContent(trained);
          assertThat(result.record().toJson())
              .contains(
                  "\"labels\":[{\"photo\":[\"digitalCapture\"],"
                      + "\"answer\":[\"trainedAlgorithmicMedia\"],"
                      + "\"written\":[\"compositeWithTrainedAlgorithmicMedia\"],"
                      + "\"dropped\":[\"digitalCapture\",\"trainedAlgorithmicMedia\"]}]");
        });
  }

  /** Neither a preview without a model nor a client that is told not to writes a label. */
  @Test
  void nothingIsLabeledThatNoModelMadeOrThatIsNotToBe() throws IOException {
    for (boolean isModel : new boolean[] {false, true}) {
      ScriptedProvider provider = ScriptedProvider.answering().model(isModel);
      for (FusionRequest asked :
          new FusionRequest[] {
            request().build(), request().restore(RestoreOptions.DEFAULT).build()
          }) {
        fused(
            provider,
            config().labeled(!isModel),
            asked,
            result -> {
              assertThat(said(Files.readAllBytes(result.image().file()))).isEqualTo(AiLabel.NONE);
              assertThat(result.record().toJson()).doesNotContain("labels");
            });
      }
    }
  }

  @Test
  void anImageThatCannotBeSignedStays() throws IOException {
    Path target = Files.writeString(folder.resolve("signed.png"), "old");
    try (FusionClient client = open(answering(picture(60, 40)));
        FusionResult result = client.fuse(restoring())) {
      FusedImage image = result.image();
      ImageTarget refused =
          ImageTarget.of(
              target,
              draft -> {
                assertThat(said(Files.readAllBytes(draft))).isEqualTo(AiLabel.COMPOSITE);
                throw new IOException("no key");
              });
      assertThatThrownBy(() -> image.writeTo(refused))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no key; the image stays for seven days in");
      assertThat(target).hasContent("old");
      image.writeTo(ImageTarget.of(target, draft -> Files.write(draft, new byte[9])));
      assertThat(target).hasBinaryContent(new byte[9]);
    }
  }
}
