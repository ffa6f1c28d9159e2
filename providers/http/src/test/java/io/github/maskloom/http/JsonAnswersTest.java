package io.github.maskloom.http;

import static io.github.maskloom.http.HttpFixture.JSON;
import static io.github.maskloom.http.HttpFixture.MODEL;
import static io.github.maskloom.http.HttpFixture.RESULT;
import static io.github.maskloom.http.HttpFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderResponse;
import io.github.maskloom.testing.internal.RecordingCall;
import io.github.maskloom.testing.internal.server.Answer;
import io.github.maskloom.testing.internal.server.ImagesJson;
import io.github.maskloom.testing.internal.server.JsonServer;
import io.github.maskloom.testing.internal.server.SentImage;
import io.github.maskloom.testing.internal.server.TestImages;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers at HTTP 200 that are one JSON object. */
class JsonAnswersTest extends HttpTrial {

  @Test
  void sayWhatABillMayName() throws IOException {
    HttpFixture service = answering(Answer.json(JSON));
    RecordingCall call = service.newCall();
    ProviderResponse response = service.fuse(request(), call);
    JsonServer.Call sent = service.server().call();

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.files()).containsExactly("image-0");
    assertThat(response.model()).contains(MODEL);
    assertThat(response.serverRequestIds()).containsExactly(Answer.SERVER_REQUEST_ID);
    assertThat(response.clientRequestIds())
        .containsExactly(sent.header("X-Client-Request-Id").orElseThrow());
    assertThat(response.usage())
        .isEqualTo(Map.of("generated_images", 1L, "output_tokens", 9L, "total_tokens", 9L));
    assertThat(sent.json()).containsEntry("prompt", HttpFixture.PROMPT);
    assertThat(sent.images())
        .containsExactly(
            SentImage.of("image/jpeg", HttpFixture.SCENE),
            SentImage.of("image/png", HttpFixture.REFERENCE));
    assertThat(sent.header("Authorization")).hasValue("Bearer " + HttpFixture.KEY);
    assertThat(sent.header("Content-Type").orElseThrow()).startsWith("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'data':[{'b64_json':'IMAGE'}]}",
        "{'data':[{'url':'LINK'}]}",
        "{'data':[{'url':null,'b64_json':'IMAGE','size':null,'error':null}],'usage':null,"
            + "'tools':null,'error':null}",
        "{'id':'x','choices':[{'error':{'code':'no'}},[[[]]],null,1.5e300,true],"
            + "'data':[{'revised_prompt':null,'extra':{'b64_json':'!','url':1},'b64_json':'IMAGE'}],"
            + "'usage':{'prompt_tokens':5,'details':{'a':[1]}}}"
      })
  void bringTheirImageWhateverElseIsMissingOrUnknown(String json) throws IOException {
    HttpFixture service = answering();
    String link = service.host.picture(RESULT, "image/jpeg");
    service.answer(
        json.replace('\'', '"').replace("IMAGE", ImagesJson.encode(RESULT)).replace("LINK", link));
    assertThat(service.fused(request()).bytes(0)).isEqualTo(RESULT);
  }

  @ParameterizedTest
  @CsvSource({"Improper, FusionContentException", "Down, FusionServiceException"})
  void ofAGroupOneImageFails(String code, String type) throws IOException {
    byte[] third = TestImages.png(7);
    ImagesJson json = ImagesJson.of(MODEL).base64(RESULT, "1x1").failed(code, "no");
    json.base64(third, "1x1").usage(2, 9);
    HttpFixture service = answering(Answer.json(json.toString()));
    RecordingCall call = service.fused(request(3));

    assertThat(call.bytes(0)).isEqualTo(RESULT);
    assertThat(call.bytes(2)).isEqualTo(third);
    assertThat(call.failures()).containsOnlyKeys(1);
    assertThat(call.failure(1).getClass().getSimpleName()).isEqualTo(type);
    assertThat(call.failure(1).failure().code()).contains(code);
    assertThat(service.server().calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'data':[],'error':{'code':'Improper','message':'no'}} | FusionContentException |"
            + " REJECTED",
        "{'error':{'code':'Down','message':'no'}} | FusionServiceException | REJECTED",
        "{'model':'m','data':[]} | FusionServiceException | ACCEPTED",
        "{'data':[{'b64_json':'dGhpcyBpcyBubyBpbWFnZSBhdCBhbGw='}]} | FusionServiceException |"
            + " ACCEPTED",
        "{'data':[{'b64_json':'!!!!'}]} | FusionServiceException | ACCEPTED",
        "{'data':[{'b64_json':'/9j/!'}]} | FusionServiceException | ACCEPTED",
        "{'data':[{'b64_json':'/9j/4'}]} | FusionServiceException | ACCEPTED",
        "{'data':[{'b64_json':'/9j/=AAA'}]} | FusionServiceException | ACCEPTED",
        "{'data':[{'b64_json':'/9 j/'}]} | FusionServiceException | ACCEPTED",
        "[] | FusionServiceException | ACCEPTED",
        "'text' | FusionServiceException | ACCEPTED",
        "{'data':[[[[{}]]]]} | FusionServiceException | ACCEPTED",
        "{'data':{'b64_json':'AAAA'}} | FusionServiceException | ACCEPTED",
        "{'data':[{'b64_json':17}]} | FusionServiceException | ACCEPTED",
        "{'data':[{'b64_json':'\\u0041AAA===='}]} | FusionServiceException | ACCEPTED",
        "{'data':'AAAA','usage':{'total_tokens':1e400}} | FusionServiceException | ACCEPTED",
        "<html>sign in</html> | FusionServiceException | ACCEPTED",
        "data: [DONE | FusionServiceException | ACCEPTED"
      },
      quoteCharacter = '`')
  void failWithoutAnImage(String json, String type, Delivery delivery) throws IOException {
    FusionException failure = onlyFailure(Answer.json(json.replace('\'', '"')));

    assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
    assertThat(failure.delivery()).isEqualTo(delivery);
    assertThat(failure.failure().httpStatus()).hasValue(200);
    if (delivery == Delivery.REJECTED) {
      assertThat(json).contains(failure.failure().code().orElseThrow());
    }
  }
}
