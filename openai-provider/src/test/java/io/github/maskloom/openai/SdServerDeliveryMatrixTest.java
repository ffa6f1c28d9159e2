package io.github.maskloom.openai;

import io.github.maskloom.fusion.spi.FusionProvider;
import io.github.maskloom.fusion.spi.ProviderConfig;
import io.github.maskloom.fusion.spi.ProviderRequest;
import io.github.maskloom.testing.DeliveryMatrixContract;
import io.github.maskloom.testing.openai.EditAnswers;
import java.net.URI;
import java.util.List;

/** Of all that an {@code sd-server} says, one text is a code. */
class SdServerDeliveryMatrixTest extends DeliveryMatrixContract {
  @Override
  protected FusionProvider provider() {
    return new OpenAiProvider();
  }

  @Override
  protected ProviderConfig configOf(URI address) {
    return OpenAiConfig.builder()
        .dialect(OpenAiDialect.SD_SERVER)
        .baseUrl(address)
        .http(EditDeliveryMatrixTest.AT_ONCE)
        .build();
  }

  @Override
  protected ProviderRequest request() {
    return OpenAiFixture.request(OpenAiOptions.NONE);
  }

  @Override
  protected List<Documented> documented() {
    return table("500 server_error again");
  }

  @Override
  protected String error(String code) {
    return "{\"error\":\"" + code + "\",\"message\":\"no\"}";
  }

  @Override
  protected String events(byte[] image) {
    return EditAnswers.completed(image);
  }
}
