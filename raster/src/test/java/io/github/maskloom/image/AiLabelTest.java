package io.github.maskloom.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AiLabelTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "a\0b", "a\1b", "\uFFFE", "\uD800", "a\uDC00b"})
  void refusesWhatXmlCannotHold(String term) {
    assertThatIllegalArgumentException().isThrownBy(() -> AiLabel.NONE.withDigitalSourceType(term));
  }

  @Test
  void refusesWhatIsTooLongForAnImage() {
    String longest = "x".repeat(AiLabel.MAX_CHARACTERS);

    assertThat(AiLabel.NONE.withDigitalSourceType(longest).digitalSourceType()).contains(longest);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AiLabel.NONE.withDigitalSourceType(longest + "x"))
        .withMessageContaining("at most 4096 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{", "1"})
  void anAigcLabelIsAnObject(String json) {
    assertThatIllegalArgumentException().isThrownBy(() -> AiLabel.NONE.withAigc(json));
  }

  @Test
  @SuppressWarnings("NullAway")
  void namesTheFieldWithoutAValue() {
    Map<String, String> fields = new HashMap<>();
    fields.put("Label", null); // As a caller without checks of null may do.

    assertThatNullPointerException()
        .isThrownBy(() -> AiLabel.NONE.withAigc(fields))
        .withMessage("Label");
  }

  @Test
  void keepsLettersOfAllKinds() {
    assertThat(AiLabel.NONE.withAigc(Map.of("Label", "沙发 \uD83D\uDECB \"1\"\n")).aigc())
        .contains("{\"Label\":\"沙发 \uD83D\uDECB \\\"1\\\"\\u000a\"}");
  }
}
