package io.github.maskloom.ark;

import static io.github.maskloom.ark.ArkFixture.KEY;
import static io.github.maskloom.ark.ArkFixture.PROMPT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.LogLines;
import io.github.maskloom.testing.RecordingCall;
import io.github.maskloom.testing.server.Answer;
import io.github.maskloom.testing.server.ImagesJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words in extras, nested or not, which the service echoes wherever it can. */
class SecretsTest {
  @TempDir Path folder;
  private final List<String> said = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(strings = {PROMPT, "a velvet thing", "velvet"})
  void stayInNoTextWhateverTheServiceEchoes(String word) throws IOException {
    try (LogLines log = new LogLines()) {
      for (String echo :
          List.of(word, word.toUpperCase(Locale.ROOT), "x-" + word, word.replace(" ", "\n"))) {
        for (String json : echoes(ImagesJson.quoted(echo))) {
          call(Answer.json(json), word);
          call(Answer.errorBody(400, json), word);
          call(Answer.events("data: " + json + "\n\n"), word);
        }
        call(Answer.error(400, echo, echo), word);
        call(Answer.withRequestId(500, echo.replace('\n', ' ')), word);
      }
      said.add(log.take());
    }
    said.add(ArkOptions.NONE.withField("negative_prompt", word).toString());
    assertThat(said.toString())
        .contains("generated_images", "99")
        .doesNotContainIgnoringCase("velvet")
        .doesNotContain(KEY);
  }

  private static List<String> echoes(String echo) {
    String picture = "\"b64_json\":\"" + ImagesJson.encode(ArkFixture.RESULT) + "\"";
    return List.of(
        "{\"model\":%s,\"data\":[{%s}]}".formatted(echo, picture),
        "{\"data\":[{%s}],\"usage\":{%s:99,\"generated_images\":1,\"a\":{%s:98}}}"
            .formatted(picture, echo, echo),
        "{\"type\":\"image_generation.completed\",\"model\":%s,\"usage\":{%s:99}}"
            .formatted(echo, echo),
        "{\"error\":{\"code\":%s,\"message\":%s}}".formatted(echo, echo),
        "{\"error\":{\"code\":\"InvalidParameter.x\",\"message\":%s}}".formatted(echo));
  }

  @Test
  void areCutOutOfWhatWasWrong() throws IOException {
    call(Answer.error(400, "InvalidParameter.size", "size must be 2K or 4K, not velvet"), "velvet");
    call(Answer.error(400, "InvalidParameter", "size must be 2K or 4K"), "velvet");
    assertThat(said.toString())
        .contains(
            "the service says: size must be 2K or 4K",
            "the service says: […]",
            "InvalidParameter.size");
  }

  private void call(Answer answer, String word) throws IOException {
    ProviderRequest request =
        ArkFixture.request(
            ArkOptions.NONE
                .withField("negative_prompt", word)
                .withField("notes", List.of(Map.of("text", word)))
                .withField("size", "2K"));
    try (ArkFixture ark = new ArkFixture(Files.createTempDirectory(folder, "ark"), answer)) {
      RecordingCall call = ark.newCall();
      said.add("" + catchThrowable(() -> said.add(ark.fuse(request, call).toString())));
      said.add(call.failures() + " " + call.failedAttempts());
    }
  }
}
