package io.github.maskloom.testing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentedTest {
  @Test
  void readsTheMembersOfAnObjectInTheirOrder() throws IOException {
    String text =
        """
         {"z":1,"long":3000000000,"big":123456789012345678901,"float":0.5,"none":null,
          "list":[true,null,{"a":"b"}],"object":{}}
        """;
    Map<String, ?> members = Documented.json(text);
    assertThat(members.keySet())
        .containsExactly("z", "long", "big", "float", "none", "list", "object");
    assertThat(members.get("z")).isEqualTo(1);
    assertThat(members.get("long")).isEqualTo(3_000_000_000L);
    assertThat(members.get("big")).isEqualTo(new BigInteger("123456789012345678901"));
    assertThat(members.get("float")).isEqualTo(0.5);
    assertThat(members.get("none")).isNull();
    assertThat(members.get("list")).isEqualTo(Arrays.asList(true, null, Map.of("a", "b")));
    assertThat(members.get("object")).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " \n", "[]", "[{\"a\":1}]", "7", "\"text\"", "null", "true", "}", "text"})
  void refusesWhatIsNoObject(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":", "{\"a\":1", "{\"a\":[1}", "{\"a\" 1}", "{a:1}"})
  void refusesAnObjectThatIsBroken(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{} text", "{\"a\":1}{}", "{\"a\":1},", "{}]", "{}}", "{} 7", "{}[]"})
  void refusesWhatFollowsTheObject(String text) {
    assertRefused(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":1}",
        "{\"a\":null,\"a\":1}",
        "{\"a\":1,\"a\":null}",
        "{\"a\":null,\"b\":2,\"a\":null}",
        "{\"in\":[{\"a\":null,\"a\":1}]}"
      })
  void refusesAMemberThatStandsTwice(String text) {
    assertThatThrownBy(() -> Documented.json(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Duplicate field 'a'");
  }

  @Test
  void takesTheSameNameInAnotherObject() throws IOException {
    assertThat(Documented.json("{\"a\":{\"a\":null},\"b\":[{\"a\":1},{\"a\":2}]}").get("b"))
        .isEqualTo(List.of(Map.of("a", 1), Map.of("a", 2)));
  }

  private static void assertRefused(String text) {
    assertThatThrownBy(() -> Documented.json(text)).isInstanceOf(IOException.class);
  }
}
