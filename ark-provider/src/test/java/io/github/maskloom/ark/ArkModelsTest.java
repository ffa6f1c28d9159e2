package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.ark.ArkModel.Layers;
import io.github.maskloom.http.model.Retirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of models. Nothing here depends on today's date. */
class ArkModelsTest {
  @Test
  void theDefaultIsKnownAndNotReportedRetired() {
    assertThat(ArkModels.KNOWN.find(ArkProvider.DEFAULT_MODEL)).isPresent();
    assertThat(ArkModels.KNOWN.retirement(ArkProvider.DEFAULT_MODEL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "doubao-seedream-4-5-251128, 2026-11-24",
    "doubao-seedream-4-0-250828, 2026-11-24",
    "doubao-seedream-5-0-260128, 2026-11-24",
    "doubao-seedream-5-0-lite-260128, 2026-11-24",
    "doubao-seedream-3-0-t2i-250415, 2026-04-21",
    "seededit-3-0-i2i-250628, 2026-10-08"
  })
  void modelsAreReportedRetiredSinceADay(String id, LocalDate since) {
    assertThat(ArkModels.KNOWN.retirement(id)).map(Retirement::since).contains(since);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seedream-4-5-251128",
        "seedream-4-0-250828",
        "seedream-5-0-260128",
        "doubao-seedream-5-0-flash-260915",
        "doubao-seedream-5-5-261028",
        "seedream-5-5-261028",
        "ep-20261001-abcde"
      })
  void modelsOfBytePlusAndNewerOnesAreNot(String id) {
    assertThat(ArkModels.KNOWN.retirement(id)).isEmpty();
  }

  @Test
  void everySuccessorIsKnownAndOfTheSameShop() {
    for (ArkModel family : ArkModels.KNOWN.families()) {
      for (String id : family.ids()) {
        List<String> successors =
            ArkModels.KNOWN.retirement(id).map(Retirement::successors).orElse(List.of());
        assertThat(successors)
            .allSatisfy(
                next -> {
                  assertThat(ArkModels.KNOWN.find(next)).isPresent();
                  assertThat(ArkModels.KNOWN.retirement(next)).isEmpty();
                  assertThat(next.startsWith("doubao-")).isEqualTo(id.startsWith("doubao-"));
                });
      }
    }
  }

  @Test
  void noIdBelongsToTwoFamilies() {
    assertThat(ArkModels.KNOWN.families().stream().flatMap(each -> each.ids().stream()))
        .doesNotHaveDuplicates();
  }

  /** Its tables have every family, every date and the default. */
  @Test
  void theReadmeSaysTheSame() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    for (ArkModel family : ArkModels.KNOWN.families()) {
      String row = row(readme, "| " + family.family());
      assertThat(row.contains("**the default**"))
          .isEqualTo(family.ids().contains(ArkProvider.DEFAULT_MODEL));
      assertThat(row).contains("| " + family.maxInputImages() + ", " + family.maxImages() + " |");
      for (String id : family.ids()) {
        ArkModels.KNOWN
            .retirement(id)
            .ifPresent(
                reported ->
                    assertThat(readme.lines().filter(line -> line.contains("`" + id + "`")))
                        .anyMatch(line -> line.contains(reported.since().toString())));
      }
    }
  }

  private static String row(String readme, String start) {
    return readme.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
  }

  @Test
  void knowsWhatSeedream55Can() {
    ArkModel model = ArkModels.KNOWN.find("doubao-seedream-5-5-261028").orElseThrow();

    assertThat(model.maxInputImages()).isEqualTo(10);
    assertThat(model.maxImages()).isEqualTo(1);
    assertThat(model.namedSizes()).containsExactly("1K", "1.5K", "2K");
    assertThat(model.minOutputPixels()).isEqualTo(921_600);
    assertThat(model.backgrounds()).containsExactlyInAnyOrder(ArkOptions.Background.values());
    assertThat(model.layers()).map(Layers::most).contains(99);
    assertThat(model.features()).containsOnly(ArkFeature.OUTPUT_FORMAT);
  }

  @Test
  void whoKnowsBetterSaysSo() {
    Retirement ours = new Retirement(LocalDate.of(2027, 1, 1), List.of("own-2"));
    ArkModel retired =
        ArkModels.KNOWN.find("doubao-seedream-5-5-261028").orElseThrow().toBuilder()
            .retired(ours, "doubao-seedream-5-5-261028")
            .layers(new Layers(120, Set.of("image/png"), 1))
            .build();

    assertThat(ArkModels.KNOWN.with(retired).retirement("doubao-seedream-5-5-261028"))
        .contains(ours);
    assertThat(ArkModels.KNOWN.with(retired).retirement("seedream-5-5-261028")).isEmpty();
    assertThat(retired).isEqualTo(retired.toBuilder().build());
    ArkModel other = retired.toBuilder().layers(new Layers(9, Set.of("image/png"), 1)).build();
    assertThat(other).isNotEqualTo(retired);
  }

  @Test
  void layersAreNoMoreThanAnAnswerTellsApart() {
    for (int most : List.of(0, 256)) {
      assertThatThrownBy(() -> new Layers(most, Set.of("image/png"), 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void modelsCanBeAddedAndReplaced() {
    ArkModel wider =
        ArkModels.KNOWN.find("seedream-4-0-250828").orElseThrow().toBuilder()
            .maxInputImages(20)
            .build();

    assertThat(ArkModels.KNOWN.with(wider).find("doubao-seedream-4-0-250828")).contains(wider);
    assertThat(ArkModels.KNOWN.find("doubao-seedream-5.0-lite")).isPresent();
    assertThat(ArkModels.KNOWN.find("ep-20261001")).isEmpty();
  }

  @Test
  void sizesStandInTheirOrder() {
    ArkModel model = ArkModel.builder("own").namedSizes("9K", "1K", "4K", "2K", "3K", "6K").build();

    assertThat(model.namedSizes()).containsExactly("9K", "1K", "4K", "2K", "3K", "6K");
  }

  @Test
  void optionsShowNoValueAndRefuseWhatJsonCannotSay() {
    ArkOptions options = ArkOptions.builder().extra("token", "hidden").build();
    assertThat(options.toString()).contains("token").doesNotContain("hidden");
    assertThatThrownBy(() -> ArkOptions.builder().extra("a", List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ArkOptions.builder().extra("a", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
