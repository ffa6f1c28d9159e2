package io.github.maskloom.examples.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.examples.studio.StudioServer.Answer;
import io.github.maskloom.fusion.FusionClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ArkTest {
  /** Nobody listens on this port. */
  @RegisterExtension
  static final StudioServer studio =
      StudioServer.with(
          "studio.ark.api-key=secret", "studio.ark.base-url=http://localhost:1/api/v3");

  @Test
  void asksTheServiceOnceAKeyIsSet() {
    assertThat(studio.bean(FusionClient.class).providerId()).isEqualTo("ark");
  }

  @Test
  void showsNoKey() {
    assertThat(studio.bean(StudioProperties.class).toString()).doesNotContain("secret");
  }

  @Test
  void letsThePreviewStandInWhileTheServiceIsDown() throws Exception {
    Answer done = studio.fuseSofa();

    assertThat(done.text("state")).isEqualTo("SUCCEEDED");
    assertThat(done.text("provider")).isEqualTo("local");
    assertThat(done.json().path("standIn").asBoolean()).isTrue();
  }
}
