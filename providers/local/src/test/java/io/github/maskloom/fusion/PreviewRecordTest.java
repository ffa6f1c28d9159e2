package io.github.maskloom.fusion;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records say of previews. */
class PreviewRecordTest {
  private static final String IGNORED = "the prompt played no part";
  private static final String PREVIEW = "a preview, made without a model";
  private static final String PLACED_WHOLE = "reference 2 placed whole, not cut out";

  @TempDir Path folder;

  private Path image(String name, Color ground, Color middle) throws IOException {
    Rectangle spot = new Rectangle(30, 30, 60, 50);
    return save(
        name, LocalFusionTest.filled(BufferedImage.TYPE_INT_RGB, 120, 90, ground, middle, spot));
  }

  private Path save(String name, BufferedImage image) throws IOException {
    Path file = folder.resolve(name);
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  private FusionRequest request(String prompt, Path... references) throws IOException {
    FusionRequest.Builder request =
        FusionRequest.builder(image("room.png", Color.LIGHT_GRAY, Color.GRAY))
            .mask(
                ImageSource.of(image("mask.png", Color.BLACK, Color.WHITE)),
                MaskConvention.WHITE_EDITS)
            .prompt(prompt);
    for (Path reference : references) {
      request.reference(reference);
    }
    return request.build();
  }

  @Test
  void aPreviewSaysSoAndWhatPlayedNoPartOrWasPlacedWhole() throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    FusionConfig config = FusionConfig.builder().journal(FusionJournal.file(journal)).build();
    Path sofa = image("sofa.png", Color.WHITE, Color.BLUE);
    Path noise = save("noise.png", LocalFusionTest.noise(120, 90));
    try (FusionClient client = FusionClient.open(config);
        FusionResult whole = client.fuse(request("a sofa", sofa, noise));
        FusionResult cut = client.fuse(request(" ", sofa))) {
      assertThat(whole.record().received().notes()).containsExactly(PREVIEW, IGNORED, PLACED_WHOLE);
      assertThat(cut.record().received().notes()).containsExactly(PREVIEW);
    }

    List<String> lines = Files.readAllLines(journal);
    assertThat(lines.get(0))
        .endsWith("\"notes\":[\"%s\",\"%s\",\"%s\"]}".formatted(PREVIEW, IGNORED, PLACED_WHOLE));
    assertThat(lines.get(1)).endsWith("\"notes\":[\"%s\"]}".formatted(PREVIEW));
  }

  @Test
  void whatNobodySaysAnythingOfHasNoNotes() throws IOException {
    Path sofa = image("sofa.png", Color.WHITE, Color.BLUE);
    try (FusionClient client =
            FusionClient.open(ScriptedProvider.answering(), FusionConfig.DEFAULT);
        FusionResult result = client.fuse(request("", sofa))) {
      assertThat(result.record().received().notes()).isEmpty();
      assertThat(result.record().toJson()).doesNotContain("notes");
    }
  }
}
