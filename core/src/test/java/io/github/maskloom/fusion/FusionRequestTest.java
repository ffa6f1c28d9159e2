package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.RestoreOptions;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.image.OutputFormat;
import io.github.maskloom.image.OutputOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusionRequestTest {
  private static final Path IMAGE = Path.of("image.png");

  @Test
  void whatIsNotWrittenAnewTakesALabelAlone() {
    FusionRequest.Builder whole = FusionRequest.builder(IMAGE).mask(IMAGE).wholeAnswer();
    for (FusionRequest.Builder request :
        List.of(
            whole.format(OutputFormat.PNG),
            whole.output(OutputOptions.DEFAULT.withLabel(AiLabel.COMPOSITE).withStrict(true)),
            FusionRequest.builder(IMAGE).format(OutputFormat.PNG))) {
      assertThatThrownBy(request::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "only a restored image is written anew; a whole answer stays as it came, but for a"
                  + " label");
    }
  }

  @Test
  void aWholeAnswerTakesALabel() {
    OutputOptions output = OutputOptions.DEFAULT.withLabel(AiLabel.COMPOSITE).withLabeled(false);

    assertThat(FusionRequest.builder(IMAGE).output(output).build().output()).isEqualTo(output);
  }

  @Test
  void whatIsKeptWholeTakesNoOptionsOfRestoring() {
    FusionRequest.Builder request =
        FusionRequest.builder(IMAGE).mask(IMAGE).restore(RestoreOptions.DEFAULT.withGrow(3));

    assertThatThrownBy(request.wholeAnswer()::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a whole answer takes no options of restoring");
  }

  @Test
  void itsTextSaysWhatIsRestoredAndWritten() {
    FusionRequest request =
        FusionRequest.builder(IMAGE)
            .mask(IMAGE)
            .prompt("a secret")
            .restore(RestoreOptions.DEFAULT.withFeather(7))
            .format(OutputFormat.PNG)
            .build();

    assertThat(request.toString())
        .contains("featherPixels=7", "Png", "prompt=8 characters")
        .doesNotContain("secret");
  }
}
