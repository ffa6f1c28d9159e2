package io.github.maskloom.fusion;

import static io.github.maskloom.local.Drawings.fill;
import static io.github.maskloom.local.Drawings.ground;
import static io.github.maskloom.local.Drawings.noise;
import static io.github.maskloom.local.Drawings.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.image.ImageSource;
import io.github.maskloom.image.MaskConvention;
import io.github.maskloom.testing.ScriptedProvider;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What records say of previews. */
class PreviewRecordTest {
  private static final String PREVIEW = "a preview, made without a model";
  private static final String PLACED_WHOLE = "reference 2 placed whole, not cut out";

  @TempDir Path folder;

  private static ImageSource image(Color ground, Color middle) {
    return source(fill(ground(120, 90, ground), middle, 30, 30, 60, 50), "png");
  }

  private FusionRequest request(ImageSource... references) throws IOException {
    FusionRequest.Builder request =
        FusionRequest.builder(image(Color.LIGHT_GRAY, Color.GRAY))
            .mask(image(Color.BLACK, Color.WHITE), MaskConvention.WHITE_EDITS);
    for (ImageSource reference : references) {
      request.reference(reference);
    }
    return request.build();
  }

  @Test
  void aPreviewSaysSoAndWhatWasPlacedWhole() throws IOException {
    Path journal = folder.resolve("journal.jsonl");
    FusionConfig config = FusionConfig.builder().journal(FusionJournal.file(journal)).build();
    ImageSource sofa = image(Color.WHITE, Color.BLUE);
    try (FusionClient client = FusionClient.open(config);
        FusionResult whole = client.fuse(request(sofa, source(noise(120, 90), "png")));
        FusionResult cut = client.fuse(request(sofa))) {
      assertThat(whole.record().received().notes()).containsExactly(PREVIEW, PLACED_WHOLE);
      assertThat(cut.record().received().notes()).containsExactly(PREVIEW);
    }

    List<String> lines = Files.readAllLines(journal);
    assertThat(lines.get(0))
        .endsWith("\"notes\":[\"%s\",\"%s\"]}".formatted(PREVIEW, PLACED_WHOLE));
    assertThat(lines.get(1)).endsWith("\"notes\":[\"%s\"]}".formatted(PREVIEW));
  }

  @Test
  void whatNobodySaysAnythingOfHasNoNotes() throws IOException {
    ImageSource sofa = image(Color.WHITE, Color.BLUE);
    try (FusionClient client =
            FusionClient.open(ScriptedProvider.answering(), FusionConfig.DEFAULT);
        FusionResult result = client.fuse(request(sofa))) {
      assertThat(result.record().received().notes()).isEmpty();
      assertThat(result.record().toJson()).doesNotContain("notes");
    }
  }
}
