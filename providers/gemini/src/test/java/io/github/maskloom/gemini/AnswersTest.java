package io.github.maskloom.gemini;

import static io.github.maskloom.gemini.GeminiFixture.PROMPT;
import static io.github.maskloom.gemini.GeminiFixture.RESULT;
import static io.github.maskloom.gemini.GeminiFixture.request;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionContentException;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.FusionServiceException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of answers with status 200. */
class AnswersTest {
  private static final byte[] DRAFT = TestImages.png(104);

  @TempDir private Path folder;

  @AutoClose private final GeminiFixture gemini = new GeminiFixture(() -> folder);

  @Test
  void bringsAnImageAndWhatABillMayName() throws IOException {
    String json = ContentJson.of().text("Here it is.").image(RESULT).toString();
    try (GeminiFixture gemini = new GeminiFixture(() -> folder, Answer.json(json))) {
      ProviderResponse response = gemini.fuse(request(), gemini.newCall());

      assertThat(gemini.call().bytes(0)).isEqualTo(RESULT);
      assertThat(response.model()).contains("gemini-3.1-flash-image");
      assertThat(response.serverRequestIds()).containsExactly(ContentJson.ID);
      assertThat(response.usage())
          .containsEntry("promptTokenCount", 266L)
          .containsEntry("candidatesTokenCount", 1290L)
          .containsEntry("totalTokenCount", 1556L);
    }
  }

  @Test
  void theLastOfSeveralImagesIsTheFirstResultAndNoneIsLost() throws IOException {
    RecordingCall call = answered(ContentJson.of().image(DRAFT).text("then").image(RESULT));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.bytes(1)).isEqualTo(DRAFT);
    assertThat(call.files()).hasSize(2);
    assertThat(call.failures()).isEmpty();
  }

  @Test
  void whatAModelDrewWhileItThoughtIsNoResult() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(DRAFT);
    String thoughtFirst =
        "{\"thought\":true,\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\""
            + base64
            + "\"}}";

    RecordingCall call =
        answered(ContentJson.of().draft(DRAFT).part(thoughtFirst).image(RESULT).draft(DRAFT));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.files()).hasSize(1);
  }

  @Test
  void aSignatureOfMegabytesIsPassedOver() throws IOException {
    String signed = "{\"text\":\"\",\"thoughtSignature\":\"" + "QUJD".repeat(500_000) + "\"}";

    RecordingCall call = answered(ContentJson.of().part(signed).image(RESULT));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
  }

  @Test
  void noMoreThanEightImagesAreKept() throws IOException {
    ContentJson json = ContentJson.of();
    IntStream.range(0, 11).forEach(i -> json.image(DRAFT));

    RecordingCall call = answered(json.image(RESULT));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.files()).hasSize(8);
    assertThat(call.left()).hasSize(4);
  }

  @Test
  void aReasonBesideAnImageIsNone() throws IOException {
    RecordingCall call = answered(ContentJson.of().image(RESULT).finish("MAX_TOKENS"));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.failures()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "200 SAFETY Content ACCEPTED NEVER 1",
        "200 RECITATION Content ACCEPTED NEVER 1",
        "200 LANGUAGE Content ACCEPTED NEVER 1",
        "200 OTHER Content ACCEPTED NEVER 1",
        "200 BLOCKLIST Content ACCEPTED NEVER 1",
        "200 PROHIBITED_CONTENT Content ACCEPTED NEVER 1",
        "200 SPII Content ACCEPTED NEVER 1",
        "200 IMAGE_SAFETY Content ACCEPTED NEVER 1",
        "200 IMAGE_PROHIBITED_CONTENT Content ACCEPTED NEVER 1",
        "200 IMAGE_RECITATION Content ACCEPTED NEVER 1",
        "200 NO_IMAGE Service ACCEPTED MAY_BILL_TWICE 1",
        "200 IMAGE_OTHER Service ACCEPTED MAY_BILL_TWICE 1",
        "200 MAX_TOKENS Service ACCEPTED MAY_BILL_TWICE 1",
        "200 MALFORMED_FUNCTION_CALL Service ACCEPTED MAY_BILL_TWICE 1"
      })
  void aRefusalIsForThePersonAndChanceIsNobodys(String row) throws IOException {
    assertThat(told(ContentJson.of().finish(row.split(" ", 3)[1]).toString())).isEqualTo(row);
  }

  @Test
  void aRefusalSaysItsWordsAndId() throws IOException {
    FusionException failure =
        refused(ContentJson.of().finish("SAFETY", "Unable to show it.").toString());
    assertThat(failure).hasMessageContaining("Unable to show it.");
    assertThat(failure.failure().serverRequestIds()).containsExactly(ContentJson.ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY"})
  void aPromptThatIsBlockedIsForThePerson(String reason) throws IOException {
    assertThat(told(ContentJson.blocked(reason)))
        .isEqualTo("200 " + reason + " Content ACCEPTED NEVER 1");
  }

  @Test
  void wordsInPlaceOfAnImageAreQuotedWithoutThePrompt() throws IOException {
    FusionException failure =
        refused(ContentJson.of().text("I cannot " + PROMPT + " today").toString());

    assertThat(failure)
        .isInstanceOf(FusionContentException.class)
        .hasMessageContaining("the service says: […]")
        .hasMessageNotContaining("velvet");
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"candidates\":[]}",
        "{\"candidates\":null}",
        "{\"candidates\":\"none\"}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"\"}}]}}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"????\"}}]}}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":{\"data\":\"AAAA\"}}]}}]}",
        "{\"candidates\":[{\"content\":{\"parts\":[{\"inlineData\":7}]}}]}",
        "{\"candidates\":[[[[]]]]}"
      })
  void anAnswerWithoutAnImageFails(String json) throws IOException {
    FusionException failure = refused(json);

    assertThat(failure).isInstanceOf(FusionServiceException.class);
    assertThat(failure.delivery()).isEqualTo(Delivery.ACCEPTED);
  }

  @Test
  void whereverAnAnswerBreaksOffWholeImagesAreKept() throws IOException {
    byte[] body = ContentJson.of().image(RESULT).image(DRAFT).toString().getBytes(UTF_8);
    int second = new String(body, UTF_8).lastIndexOf("{\"inlineData");
    for (int cut = 1; cut < body.length; cut += 397) {
      Answer answer = Answer.cut("application/json", body, cut);
      try (GeminiFixture gemini = new GeminiFixture(() -> folder, answer)) {
        FusionException failure = gemini.failure(request(), gemini.newCall());
        assertThat(failure.delivery()).as("cut at " + cut).isEqualTo(Delivery.ACCEPTED);
        assertThat(gemini.call().files())
            .as("cut at " + cut)
            .hasSizeBetween(cut > second ? 1 : 0, 2);
        assertThat(gemini.server().calls()).hasSize(1);
      }
    }
  }

  private RecordingCall answered(ContentJson json) throws IOException {
    gemini.server().answer(Answer.json(json.toString()));
    return gemini.fused(request());
  }

  private String told(String json) throws IOException {
    gemini.server().answer(Answer.json(json));
    return gemini.told(request());
  }

  private FusionException refused(String json) throws IOException {
    gemini.server().answer(Answer.json(json));
    FusionException failure = gemini.failure(request());
    assertThat(gemini.server().calls()).hasSize(1);
    return failure;
  }
}
