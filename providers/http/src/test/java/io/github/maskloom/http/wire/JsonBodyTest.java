package io.github.maskloom.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Images in JSON, as data URLs and in base64 alone. */
class JsonBodyTest {
  private static final byte[] PNG = TestImages.png(3);
  private static final ProviderInput.Image IMAGE =
      new ProviderInput.Image(ImageSource.of(PNG), "image/png", 64, 48, PNG.length);

  @Test
  void anImageIsADataUrlOrBase64Alone() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(PNG);
    List<BodyPart> parts =
        new JsonBody("mine").ascii("[").image(IMAGE).ascii(",").base64(IMAGE).ascii("]").parts();

    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (BodyPart each : parts) {
      each.writeTo(body);
    }

    assertThat(body.toString(US_ASCII))
        .isEqualTo("[\"data:image/png;base64," + base64 + "\",\"" + base64 + "\"]");
    assertThat(parts.stream().mapToLong(BodyPart::length).sum()).isEqualTo(body.size());
  }
}
