package io.github.maskloom.openai;

import java.util.List;

/** Of all that an {@code sd-server} says, one text is a code. */
class SdServerHttpContractTest extends EditHttpContractTest {
  @Override
  OpenAiDialect dialect() {
    return OpenAiDialect.SD_SERVER;
  }

  @Override
  protected List<Documented> documented() {
    return table("500 server_error again");
  }

  @Override
  protected String error(String code, String message) {
    return "{\"error\":" + code + ",\"message\":" + message + "}";
  }
}
