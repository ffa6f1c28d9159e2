package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SafeTextTest {
  private static final String PROMPT = "Put the sofa of picture 2 onto the red paint";

  private final SafeText safe = new SafeText(List.of("sk-0123456789abcdef", PROMPT, "q"));

  @Test
  void quotesWhatHidesNothing() {
    assertThat(safe.quote("size must be one of 2K, 4K. Request id: 021760"))
        .isEqualTo("size must be one of 2K, 4K. Request id: 021760");
  }

  @Test
  void masksKeyAndPromptAndTheirParts() {
    assertThat(safe.quote("key sk-0123456789abcdef is wrong")).isEqualTo("key […] is wrong");
    assertThat(safe.quote("prompt '" + PROMPT + "' is bad")).isEqualTo("prompt '[…]' is bad");
    assertThat(safe.quote("near '" + PROMPT.substring(4, 20) + "…'")).isEqualTo("near '[…]…'");
  }

  @Test
  void masksDataUrlsQueriesAndTokens() {
    assertThat(safe.quote("bad data:image/png;base64,iVBORw0KGgo= here"))
        .isEqualTo("bad [data URL] here");
    assertThat(safe.quote("Timeout while downloading url=https://h/a.png?X-Sig=1"))
        .isEqualTo("Timeout while downloading url=https://h/a.png?[…]");
    assertThat(safe.quote("got Bearer abc.def")).isEqualTo("got […]");
  }

  @Test
  void staysOneShortLine() {
    assertThat(safe.quote("a\u0000b\r\n\u202Ec")).isEqualTo("a b c");
    assertThat(safe.quote("x".repeat(100_000))).hasSizeLessThan(500);
  }

  @Test
  void keepsOnlyWhatNamesHave() {
    assertThat(SafeText.name("Invalid\nParameter.size<script>"))
        .isEqualTo("InvalidParameter.sizescript");
  }
}
