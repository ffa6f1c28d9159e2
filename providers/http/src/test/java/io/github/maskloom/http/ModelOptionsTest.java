package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.maskloom.fusion.spi.RequestOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Options of all services are values of fields by name. */
class ModelOptionsTest {
  static final Own NONE = new Own(Optional.empty(), Map.of());

  static final class Own extends ModelOptions<Own> {
    Own(Optional<String> model, Map<String, Object> fields) {
      super(model, fields, Set.of("image"), Own::new);
    }

    Own withTools(boolean value) {
      return withField("tools", value, List.of("web"));
    }
  }

  @Test
  void haveWhatWasSetInItsOrder() {
    Own options = NONE.withField("b", 1).withField("a", Map.of("c", true)).withField("b", 2);

    assertThat(options.fields()).isEqualTo(Map.of("a", Map.of("c", true), "b", 2));
    assertThat(options.fields().keySet()).containsExactly("b", "a");
    assertThat(options.model()).isEmpty();
    assertThat(options.withModel("m").model()).contains("m");
    assertThat(NONE.fields()).isEmpty();
  }

  @Test
  void forgetWhatIsTurnedOff() {
    assertThat(NONE.withTools(true).fields()).containsEntry("tools", List.of("web"));
    assertThat(NONE.withTools(true).withTools(false)).isEqualTo(NONE);
  }

  @Test
  void areEqualByValueAndType() {
    assertThat(NONE.withField("a", 1)).isEqualTo(NONE.withField("a", 1));
    assertThat(NONE.withField("a", 1)).hasSameHashCodeAs(NONE.withField("a", 1));
    assertThat(NONE.withField("a", 1)).isNotEqualTo(NONE.withField("a", 2));
    assertThat(NONE.withModel("m")).isNotEqualTo(NONE);
  }

  @Test
  void showNamesAndNoValues() {
    assertThat(NONE.withModel("m").withField("token", "hidden"))
        .hasToString("Own[Optional[m], [token]]");
  }

  @Test
  void refuseWhatTheRequestSaysItselfAndWhatJsonCannotSay() {
    assertThatThrownBy(() -> NONE.withField("image", "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NONE.withField("a", List.of(new Object())))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NONE.withField("a", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> NONE.withModel(" ")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void areFoundByTheirTypeAmongThoseOfARequest() {
    Own own = NONE.withField("a", 1);

    assertThat(ModelOptions.of(RequestOptions.of(List.of(own)), NONE)).isSameAs(own);
    assertThat(ModelOptions.of(RequestOptions.NONE, NONE)).isSameAs(NONE);
  }
}
