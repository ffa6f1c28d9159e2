package io.github.maskloom.http.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.common.collect.ImmutableMap;
import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.image.ImageSource;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images in JSON, as data URLs and in base64 alone. */
class JsonBodyTest {
  private static final byte[] PNG = TestImages.png(3);
  private static final ProviderInput.Image IMAGE =
      new ProviderInput.Image(ImageSource.of(PNG), "image/png", 64, 48, PNG.length);

  @Test
  void anImageIsADataUrlOrBase64Alone() throws IOException {
    String base64 = Base64.getEncoder().encodeToString(PNG);
    String url = "\"data:image/png;base64," + base64 + "\"";
    JsonBody pieces = new JsonBody("mine").ascii("[").image(IMAGE).ascii(",").base64(IMAGE);
    assertThat(written(pieces.ascii("]"))).isEqualTo("[" + url + ",\"" + base64 + "\"]");

    Map<String, Object> fields = ImmutableMap.of("a", 1, "b", List.of("x", IMAGE, IMAGE), "c", "");
    assertThat(written(new JsonBody("mine").object(Map.of("in", fields))))
        .isEqualTo("{\"in\":{\"a\":1,\"b\":[\"x\",U,U],\"c\":\"\"}}".replace("U", url));
  }

  @Test
  void theProviderIsNoPieceOfJson() {
    assertThatIllegalArgumentException().isThrownBy(() -> new JsonBody("{\"n\":"));
  }

  private static String written(JsonBody json) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (BodyPart each : json.parts()) {
      each.writeTo(body);
    }
    assertThat(json.parts().stream().mapToLong(BodyPart::length).sum()).isEqualTo(body.size());
    return body.toString(US_ASCII);
  }
}
