package io.github.maskloom.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderCapabilities;
import io.github.maskloom.fusion.spi.ProviderCapabilities.MaskTransport;
import io.github.maskloom.fusion.spi.ProviderSession;
import io.github.maskloom.fusion.spi.RequestOptions;
import io.github.maskloom.http.settings.HttpConfig;
import io.github.maskloom.openai.OpenAiDialect;
import io.github.maskloom.openai.OpenAiProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of {@code docs/fusion.md} of providers says what they say of themselves; Ark's differs
 * by model.
 */
class ProviderTableTest {
  private static final int LOCAL = 1;
  private static final int OPENAI = 3;
  private static final int SD_SERVER = 4;
  private static final int GEMINI = 5;
  private static final int FLUX = 6;
  private static final int DASHSCOPE = 7;

  @Test
  void hasOneColumnForEachProviderThatIsFound() throws IOException {
    assertThat(row("needs")).hasSize(8);
    assertThat(ServiceLoader.load(FusionProvider.class).stream().map(found -> found.get().id()))
        .containsExactlyInAnyOrder("local", "ark", "openai", "gemini", "flux", "dashscope");
  }

  @Test
  void saysHowManyReferencesAndImagesThereMayBe() throws IOException {
    for (int column : new int[] {LOCAL, OPENAI, SD_SERVER, GEMINI, FLUX, DASHSCOPE}) {
      ProviderCapabilities able = capabilities(column);
      assertThat(row("references").get(column)).isEqualTo(references(able));
      assertThat(row("images of a call").get(column)).isEqualTo("up to " + able.maxImages());
    }
  }

  private static String references(ProviderCapabilities able) {
    if (able.references().max() == 0) {
      return "none";
    }
    String count = able.references().min() == 0 ? "up" : String.valueOf(able.references().min());
    String links = able.references().linked() ? ", links too" : "";
    return count + " to " + able.references().max() + links;
  }

  @Test
  void saysWhoQueuesJobs() throws IOException {
    for (int column = LOCAL; column <= DASHSCOPE; column++) {
      boolean queues = capabilities(column).queuesJobs();
      assertThat(row("queues [jobs](jobs.md)").get(column)).isEqualTo(queues ? "yes" : "no");
    }
  }

  @Test
  void saysHowAMaskTravels() throws IOException {
    for (int column = LOCAL; column <= DASHSCOPE; column++) {
      boolean painted = capabilities(column).mask().transport() == MaskTransport.PAINTED_INTO_PHOTO;
      assertThat(row("a mask travels").get(column))
          .startsWith(painted ? "painted into the photo" : "as an image of its own");
    }
    assertThat(capabilities(OPENAI).maskLimits().maxBytes()).isEqualTo(3_999_999);
  }

  @Test
  void saysWhetherWordsAreNeeded() throws IOException {
    for (int column : new int[] {LOCAL, OPENAI, SD_SERVER, FLUX, DASHSCOPE}) {
      boolean needed = capabilities(column).promptNeeded();
      assertThat(row("the prompt").get(column)).isEqualTo(needed ? "is needed" : "none is needed");
    }
  }

  @Test
  void saysOfWhatSidesAreMultiples() throws IOException {
    for (int column : new int[] {OPENAI, SD_SERVER}) {
      assertThat(row("sizes").get(column))
          .startsWith("multiples of " + capabilities(column).sizes().multiple());
    }
  }

  private static ProviderCapabilities capabilities(int column) throws IOException {
    if (column == SD_SERVER) {
      HttpConfig config = OpenAiProvider.config(OpenAiDialect.SD_SERVER);
      try (ProviderSession session = new OpenAiProvider().open(config)) {
        return session.capabilities(RequestOptions.NONE);
      }
    }
    String id =
        List.of("", "local", "ark", "openai", "", "gemini", "flux", "dashscope").get(column);
    return ServiceLoader.load(FusionProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.id().equals(id))
        .findFirst()
        .orElseThrow()
        .capabilities();
  }

  /** A row's cells, the first of which is its name. */
  private static List<String> row(String name) throws IOException {
    return Files.readAllLines(Path.of("..", "..", "docs", "fusion.md")).stream()
        .filter(line -> line.startsWith("| " + name + " |"))
        .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> cells.subList(1, cells.size() - 1))
        .findFirst()
        .orElseThrow();
  }
}
