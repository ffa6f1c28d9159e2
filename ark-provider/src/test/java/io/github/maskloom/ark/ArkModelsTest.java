package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.http.model.Model;
import io.github.maskloom.http.model.Retirement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
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
    for (Model family : ArkModels.KNOWN.families()) {
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
    for (Model family : ArkModels.KNOWN.families()) {
      String row = row(readme, "| " + family.family());
      assertThat(row.contains("**the default**"))
          .isEqualTo(family.ids().contains(ArkProvider.DEFAULT_MODEL));
      assertThat(row).contains("| " + family.images().in() + ", " + family.images().out() + " |");
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
}
