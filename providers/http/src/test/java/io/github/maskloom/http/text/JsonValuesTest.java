package io.github.maskloom.http.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValuesTest {
  @Test
  void aCopyStaysAsItWas() {
    List<Object> list = new ArrayList<>(List.of("a", 1, true));
    Map<String, Object> copy = JsonValues.copyOf(Map.of("list", list));

    list.clear();

    assertThat(copy).isEqualTo(Map.of("list", List.of("a", 1, true)));
  }

  @Test
  void nullIsRefusedWithItsPlace() {
    Map<String, Object> holder = Collections.singletonMap("b", null);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonValues.copyOf(Map.of("a", Arrays.asList(1, holder))))
        .withMessageEndingWith(" but /a/1/b is null");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonValues.copyOf(holder))
        .withMessageEndingWith(" but /b is null");
  }

  @Test
  void whatJsonCannotSayIsRefusedWithItsPlace() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonValues.copyOf(Map.of("a", Double.NaN)))
        .withMessageEndingWith(" but /a is a java.lang.Double");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonValues.copyOf(Map.of("a", new Object())))
        .withMessageEndingWith(" but /a is a java.lang.Object");
    Map<String, Object> itself = new HashMap<>();
    itself.put("a", List.of(itself));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JsonValues.copyOf(itself))
        .withMessage("JSON is at most 100 deep here");
  }
}
