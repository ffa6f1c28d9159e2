package io.github.maskloom.examples.studio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.examples.studio.StudioServer.Answer;
import io.github.maskloom.fusion.FusionClient;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.SpringApplication;

/** OpenAI, chosen by the configuration, on loopback. */
class OpenAiTest {
  private static final String KEY = "sk-that-nobody-may-see";

  private static final OpenAiServer OPENAI = new OpenAiServer();

  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
          "studio.provider=openai",
          "studio.openai.api-key=" + KEY,
          "studio.openai.base-url=" + OPENAI.baseUrl());

  @AfterAll
  static void close() {
    OPENAI.close();
  }

  @Test
  void sendsTheMaskAsAnImageAndSpeaksOfIt() throws Exception {
    OPENAI.answer(made());
    Answer done = studio.fuseSofa();

    assertThat(done.text("state")).as(new String(done.body(), UTF_8)).isEqualTo("SUCCEEDED");
    assertThat(done.text("provider")).isEqualTo("openai");
    EditCall call = OPENAI.calls().get(OPENAI.calls().size() - 1);
    assertThat(call.header("Authorization")).contains("Bearer " + KEY);
    assertThat(call.images()).hasSize(2);
    assertThat(call.mask()).isPresent();
    assertThat(call.fields()).containsEntry("model", "gpt-image-2");
    assertThat(call.fields().get("prompt")).contains("where the mask is open");
  }

  @Test
  void sendsThePartAroundThePaintUnlessToldOtherwise() throws Exception {
    OPENAI.answer(
        io.github.maskloom.testing.internal.server.Answer.events(
            EditAnswers.completed(TestImages.photo("png", 1024, 1024))));
    String photo = studio.photo(TestImages.photo("png", 1600, 1200));
    studio.put(
        "/api/photos/" + photo + "/mask",
        "image/png",
        TestImages.mask(1600, 1200, 700, 500, 200, 200));
    for (boolean focus : new boolean[] {true, false}) {
      String wish =
          "{\"photo\":\"%s\",\"furniture\":\"sofa_modern_teal.png\",\"focus\":%s}"
              .formatted(photo, focus);
      assertThat(studio.fuse(wish).text("state")).isEqualTo("SUCCEEDED");
      EditCall call = OPENAI.calls().get(OPENAI.calls().size() - 1);
      int width = EditCall.decoded(call.images().get(0)).getWidth();
      assertThat(width < 1000).as("%d pixels wide", width).isEqualTo(focus);
    }
  }

  @Test
  void showsNoKey() {
    assertThat(studio.bean(StudioProperties.class).toString()).doesNotContain(KEY);
    assertThat(studio.bean(FusionClient.class).toString()).doesNotContain(KEY);
  }

  @Test
  void saysWhichKeyIsMissing() {
    SpringApplication application = new SpringApplication(StudioApplication.class);

    assertThatThrownBy(
            () ->
                application.run(
                    "--studio.provider=openai",
                    "--studio.openai.api-key=",
                    "--studio.folder=" + studio.folder().resolve("another"),
                    "--server.port=0",
                    "--logging.level.root=off"))
        .rootCause()
        .hasMessageContaining("set studio.openai.api-key");
  }

  @Test
  void isNotChosenByAKeyAlone() {
    StudioProperties.Ark ark = new StudioProperties.Ark("", true);
    StudioProperties properties = studio.bean(StudioProperties.class);

    for (String name : List.of("AUTO", "LOCAL")) {
      StudioProperties other =
          new StudioProperties(
              properties.folder(),
              null,
              properties.retention(),
              properties.upload(),
              properties.answerTimeout(),
              properties.allowedHosts(),
              properties.quota(),
              properties.operator(),
              properties.fusion(),
              StudioProperties.Provider.valueOf(name),
              ark,
              properties.openai(),
              properties.sdServer());
      assertThat(other.chosen()).isEqualTo(StudioProperties.Provider.LOCAL);
      assertThat(other.prompt()).isEqualTo(properties.fusion().prompt());
    }
  }

  /** An edit of the photo: another image of its size. */
  private static io.github.maskloom.testing.internal.server.Answer made() throws IOException {
    byte[] image = TestImages.photo("png", 300, 200);
    return EditAnswers.strictly(
        io.github.maskloom.testing.internal.server.Answer.json(EditAnswers.images(image)));
  }
}
