package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.examples.studio.StudioClient.Answer;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services that the configuration chooses, on loopback. */
class ProvidersTest {
  private static final String KEY = "sk-that-nobody-may-see";
  private static final OpenAiServer OPENAI = new OpenAiServer();
  private static final OpenAiServer SD_SERVER = OpenAiServer.sdServer();

  @RegisterExtension
  static final StudioServer openAi =
      StudioServer.with(
          "studio.provider=openai",
          "maskloom.fusion.openai.api-key=" + KEY,
          "maskloom.fusion.openai.base-url=" + OPENAI.baseUrl());

  @RegisterExtension
  static final StudioServer sdServer =
      StudioServer.with(
          "studio.provider=sd-server", "maskloom.fusion.sd-server.base-url=" + SD_SERVER.baseUrl());

  /** Nobody listens on this port. */
  @RegisterExtension
  static final StudioServer ark =
      StudioServer.with(
          "maskloom.fusion.ark.api-key=" + KEY,
          "maskloom.fusion.ark.base-url=http://localhost:1/api/v3");

  @AfterAll
  static void close() {
    OPENAI.close();
    SD_SERVER.close();
  }

  @Test
  void openAiGetsTheMaskAsAnImageAndWordsOfIt() throws Exception {
    OPENAI.answer(made());
    EditCall call = called(openAi, OPENAI);

    assertThat(call.header("Authorization")).contains("Bearer " + KEY);
    assertThat(call.images()).hasSize(2);
    assertThat(call.fields()).containsEntry("model", "gpt-image-2");
    assertThat(call.fields().get("prompt")).contains("where the mask is open");
  }

  @Test
  void anSdServerIsAskedWithoutAKey() throws Exception {
    SD_SERVER.answer(made());
    EditCall call = called(sdServer, SD_SERVER);

    assertThat(call.header("Authorization")).isEmpty();
    assertThat(call.fields()).doesNotContainKey("model");
  }

  private static EditCall called(StudioServer studio, OpenAiServer server) throws Exception {
    Answer done = studio.fuse(studio.painted(300, 200), "");
    assertThat(done.text("state")).as(done.text("detail")).isEqualTo("SUCCEEDED");
    assertThat(done.text("provider")).isEqualTo("openai");
    EditCall call = server.calls().get(server.calls().size() - 1);
    assertThat(call.mask()).isPresent();
    return call;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aModelGetsThePartAroundThePaintUnlessToldOtherwise(boolean focus) throws Exception {
    byte[] drawn = TestImages.photo("png", 1024, 1024);
    OPENAI.answer(
        io.github.maskloom.testing.internal.server.Answer.events(EditAnswers.completed(drawn)));
    Answer done = openAi.fuse(openAi.painted(1600, 1200), ",\"focus\":" + focus);

    assertThat(done.text("state")).isEqualTo("SUCCEEDED");
    EditCall call = OPENAI.calls().get(OPENAI.calls().size() - 1);
    int width = EditCall.decoded(call.images().get(0)).getWidth();
    assertThat(width < 1000).as("%d pixels wide", width).isEqualTo(focus);
  }

  @Test
  void thePreviewStandsInWhileArkIsDown() throws Exception {
    assertThat(ark.bean(FusionClient.class).providerId()).isEqualTo("ark");

    Answer done = ark.fuse(ark.painted(300, 200), "");

    assertThat(done.text("state")).isEqualTo("SUCCEEDED");
    assertThat(done.text("provider")).isEqualTo("local");
    assertThat(done.json().path("standIn").asBoolean()).isTrue();
  }

  @Test
  void showsNoKey() {
    for (StudioServer studio : new StudioServer[] {openAi, ark}) {
      assertThat(studio.bean(StudioProperties.class).toString()).doesNotContain(KEY);
      assertThat(studio.bean(FusionClient.class).toString()).doesNotContain(KEY);
    }
  }

  @Test
  void saysWhichKeyIsMissing() {
    Path another = openAi.folder().resolve("another");
    String[] keyless = {"studio.provider=openai", "OPENAI_API_KEY=", "logging.level.root=off"};
    assertThatThrownBy(() -> StudioServer.in(another, keyless))
        .rootCause()
        .hasMessageContaining("set maskloom.fusion.openai.api-key");
  }

  /** An edit of the photo: another image of its size. */
  private static io.github.maskloom.testing.internal.server.Answer made() throws IOException {
    byte[] image = TestImages.photo("png", 300, 200);
    return EditAnswers.strictly(
        io.github.maskloom.testing.internal.server.Answer.json(EditAnswers.images(image)));
  }
}
