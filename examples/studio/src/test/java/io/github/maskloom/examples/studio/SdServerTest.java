package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioServer.Answer;
import io.github.maskloom.testing.internal.openai.EditAnswers;
import io.github.maskloom.testing.internal.openai.EditCall;
import io.github.maskloom.testing.internal.openai.OpenAiServer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A server of stable-diffusion.cpp, chosen by the configuration, on loopback. */
class SdServerTest {
  private static final OpenAiServer SERVER = OpenAiServer.sdServer();

  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
          "studio.provider=sd-server", "studio.sd-server.base-url=" + SERVER.baseUrl());

  @AfterAll
  static void close() {
    SERVER.close();
  }

  @Test
  void isAskedWithoutAKey() throws Exception {
    SERVER.answer(made());
    Answer done = studio.fuseSofa();

    assertThat(done.text("state")).isEqualTo("SUCCEEDED");
    assertThat(done.text("provider")).isEqualTo("openai");
    EditCall call = SERVER.call();
    assertThat(call.header("Authorization")).isEmpty();
    assertThat(call.mask()).isPresent();
    assertThat(call.fields()).doesNotContainKey("model");
  }

  /** An edit of the photo: another image of its size. */
  private static io.github.maskloom.testing.internal.server.Answer made() throws IOException {
    byte[] image = TestImages.photo("png", 300, 200);
    return EditAnswers.strictly(
        io.github.maskloom.testing.internal.server.Answer.json(EditAnswers.images(image)));
  }
}
