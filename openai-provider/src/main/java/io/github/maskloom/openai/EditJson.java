package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.ProviderInput;
import io.github.maskloom.http.wire.BodyPart;
import io.github.maskloom.http.wire.JsonBody;
import java.io.IOException;
import java.util.List;

/** An edit as JSON, which alone can hold links. */
final class EditJson {
  private EditJson() {}

  static List<BodyPart> of(Edit edit) throws IOException {
    JsonBody body = new JsonBody(OpenAiProvider.ID).ascii("{\"images\":[");
    String separator = "";
    for (ProviderInput input : edit.inputs()) {
      image(body.ascii(separator), input);
      separator = ",";
    }
    body.ascii("]");
    if (edit.request().mask().isPresent()) {
      image(body.ascii(",\"" + edit.maskField() + "\":"), edit.request().mask().get());
    }
    edit.fields().forEach((name, value) -> body.ascii(",").value(name).ascii(":").value(value));
    return body.ascii("}").parts();
  }

  private static void image(JsonBody body, ProviderInput input) throws IOException {
    body.ascii("{\"image_url\":").image(input).ascii("}");
  }
}
