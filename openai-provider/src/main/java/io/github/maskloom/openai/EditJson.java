package io.github.maskloom.openai;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonValues;
import io.github.maskloom.prepare.DataUrl;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An edit as JSON, which alone can hold links: texts in memory, and images that stay on disk. */
final class EditJson {
  private final List<BodyPart> parts = new ArrayList<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();

  private EditJson() {}

  static List<BodyPart> of(Edit edit) throws IOException {
    EditJson body = new EditJson();
    body.ascii("{\"images\":[");
    String separator = "";
    for (ProviderInput input : edit.inputs()) {
      body.ascii(separator).image(input);
      separator = ",";
    }
    body.ascii("]");
    if (edit.request().mask().isPresent()) {
      body.ascii(",\"" + edit.maskField() + "\":").image(edit.request().mask().get());
    }
    edit.fields().forEach((name, value) -> body.ascii(",").json(name).ascii(":").json(value));
    return body.ascii("}").finish();
  }

  private EditJson ascii(String json) {
    text.writeBytes(json.getBytes(US_ASCII));
    return this;
  }

  private EditJson json(Object value) {
    text.writeBytes(JsonValues.encode(OpenAiProvider.ID, value));
    return this;
  }

  private EditJson image(ProviderInput input) throws IOException {
    ascii("{\"image_url\":");
    if (input instanceof ProviderInput.Link link) {
      json(link.url().toString());
    } else if (input instanceof ProviderInput.Image image) {
      ascii("\"");
      endText();
      parts.add(BodyPart.of(DataUrl.of(image.source(), Long.MAX_VALUE)));
      ascii("\"");
    }
    return ascii("}");
  }

  private void endText() {
    parts.add(BodyPart.of(text.toByteArray()));
    text.reset();
  }

  private List<BodyPart> finish() {
    endText();
    return List.copyOf(parts);
  }
}
