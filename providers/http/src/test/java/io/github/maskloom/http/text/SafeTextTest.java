package io.github.maskloom.http.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  private static final String PROMPT = "Put the sofa of image 2 onto the red paint";

  private static final String MODEL = "doubao-seedream-4-5-251128";

  private final SafeText safe = new SafeText(List.of("sk-0123456789abcdef", PROMPT, "q"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a red c u s h i o n was said",
        "a red c.u.s.h.i.o.n",
        "no 'C-U-S-H-I-O-N'",
        "cu\u200bsh\u00adio\u0301n",
        "s.k.-.a.b.c is wrong",
        "s k - a b c",
        "s-k-a-b-c"
      })
  void blanksAndDotsBetweenLettersDoNotShowASecret(String text) {
    SafeText hiding = new SafeText(List.of("the cushion on a chair", "sk-abc"));

    assertThat(hiding.quote(text)).isEqualTo("[…]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"T-h-e.c-u-s-h-i-o-n", "s.k.-.a.b.c", "x/s:k_-a/b.c"})
  void signsBetweenLettersDoNotShowASecretInANameOrLink(String text) {
    SafeText hiding = new SafeText(List.of("the cushion on a chair", "sk-abc"));

    assertThat(hiding.name(text)).isEqualTo("[…]");
    assertThat(hiding.code(text)).isEqualTo("[…]");
    assertThat(hiding.isId(text)).isFalse();
    assertThat(hiding.tells("https://a.example/" + text)).isTrue();
    assertThat(hiding.tells("https://a.example/x?y=%2Fz%20&sig=9F+E7==")).isFalse();
  }

  @Test
  void blanksAndDotsBetweenChineseCharactersDoNotShowASecret() {
    SafeText hiding = new SafeText(List.of("绿色天鹅绒沙发"));

    assertThat(hiding.quote("提示词 '绿 色.天。鹅'")).isEqualTo("[…]");
    assertThat(hiding.quote("提示词 不合规")).isEqualTo("提示词 不合规");
  }

  @Test
  void quotesWhatHidesNothing() {
    assertThat(safe.quote("size must be one of 2K, 4K. Request id: 021760"))
        .isEqualTo("size must be one of 2K, 4K. Request id: 021760");
  }

  @Test
  void masksKeyAndPromptAndTheirParts() {
    assertThat(safe.quote("key sk-0123456789abcdef is wrong")).isEqualTo("[…]");
    assertThat(safe.quote("prompt '" + PROMPT + "' is bad")).isEqualTo("[…]");
    assertThat(safe.quote("near '" + PROMPT.substring(4, 20) + "…'")).isEqualTo("[…]");
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
    assertThat(safe.name("Invalid\nParameter.size<script>"))
        .isEqualTo("InvalidParameter.sizescript");
    assertThat(safe.name("x".repeat(1000))).hasSize(128);
  }

  @Test
  void masksInWhateverCase() {
    assertThat(safe.quote("near '" + PROMPT.toUpperCase(Locale.ROOT) + "'")).isEqualTo("[…]");
  }

  @Test
  void masksInWhateverSpelling() {
    SafeText chinese = new SafeText(List.of("绿色天鹅绒沙发"));

    assertThat(safe.quote("near 'Put%20the%20sofa%20of'")).isEqualTo("[…]");
    assertThat(safe.quote("near 'Ｐｕｔ　ｔｈｅ　ｓｏｆａ'")).doesNotContain("ｕｔ").doesNotContain("ut the");
    assertThat(chinese.quote("near '\\u7eff\\u8272\\u5929\\u9e45'")).isEqualTo("[…]");
    assertThat(chinese.quote("near '&#32511;&#33394;&#22825;&#40517;'")).isEqualTo("[…]");
  }

  @Test
  void masksPartsOfNames() {
    assertThat(safe.name("model-sk-0123456789abcdef-1")).isEqualTo("[…]");
    assertThat(safe.name("model " + PROMPT)).isEqualTo("[…]");
    assertThat(safe.name("Put.the sofa of\nimage 2")).isEqualTo("[…]");
    assertThat(safe.name(PROMPT.replace(" ", ""))).isEqualTo("[…]");
    assertThat(safe.code("id-sk-0123456789abcdef")).isEqualTo("[…]");
    assertThat(safe.code("no name at all")).isEmpty();
  }

  @Test
  void showsNamesThatWereAskedFor() {
    SafeText text = new SafeText(List.of("a doubao-seedream-4-5 image"), List.of(), List.of(MODEL));

    assertThat(text.name(MODEL)).isEqualTo(MODEL);
    assertThat(text.name("doubao-seedream-4-5")).isEqualTo("doubao-seedream-4-5");
    assertThat(text.name("generated_images")).isEqualTo("generated_images");
    assertThat(text.name("my doubao-seedream-4-5 image")).doesNotContain("seedream");
  }

  @Test
  void cutsLongNamesThatWereAskedForBetweenCharacters() {
    String id = "x".repeat(127) + "🛋".repeat(9);
    SafeText text = new SafeText(List.of(), List.of(), List.of(id));

    assertThat(text.name(id)).isEqualTo("x".repeat(127));
    assertThat(text.name("x".repeat(128))).hasSize(128);
  }

  /** Sentences of services as they are, beside prompts that have nothing to do with them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "The parameter `size` specified in the request is not valid: image size must be at least"
            + " 921600 pixels. Request id: 021757000000000000000000000000000000000000000000000abcd",
        "You exceeded your current quota, please check your plan and billing details.",
        "Rate limit reached for gpt-image-1 in organization org-abc on input-images per min"
            + " (IPM): Limit 5, Used 5, Requested 1. Please try again in 12s.",
        "Your request was rejected by the safety system. safety_violations=[sexual].",
        "The input or output image was flagged by moderation; it isn’t shown: 100% “blocked”.",
        "输入图片的尺寸不正确，请检查后重试。",
        "InvalidParameter: 图像(image)大小超过 10MB"
      })
  void showsWhatServicesSay(String sentence) {
    SafeText english = new SafeText(List.of("sk-0123456789abcdef", PROMPT));
    SafeText chinese = new SafeText(List.of("sk-0123456789abcdef", "绿色天鹅绒沙发放到窗边"));

    assertThat(english.quote(sentence)).isEqualTo(sentence);
    assertThat(chinese.quote(sentence)).isEqualTo(sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "缁胯壊澶╅箙缁掓矙鍙�",
        "ç»¿è‰²å¤©é¹…",
        "=E7=BB=BF=E8=89=B2",
        "xn--jvru4xw5rnz0e",
        "\\u7eff"
      })
  void showsNothingThatMaySpellSomethingElse(String text) {
    assertThat(new SafeText(List.of("绿色天鹅绒沙发")).quote("no " + text)).isEqualTo("[…]");
  }

  @Test
  void showsNoEscapesWithinBase64() {
    String escaped = Base64.getEncoder().encodeToString("%67%72%65%65%6e".getBytes(UTF_8));

    assertThat(safe.quote("no " + escaped)).isEqualTo("[…]");
  }

  @Test
  void masksWordsOfSettingsAndLeavesSettings() {
    SafeText text =
        new SafeText(
            List.of(),
            List.of(
                "2K",
                "true",
                "auto",
                "b64_json",
                "2048x2048",
                "1.5",
                "e",
                "velvet",
                "a green lamp"),
            List.of());
    String said = "size must be 2K or 2048x2048, true, auto, b64_json, 1.5: e";

    assertThat(text.quote(said)).isEqualTo(said);
    assertThat(text.quote("a Velvet, velvets, 'velvet'")).isEqualTo("[…]");
    assertThat(text.quote("two velvets")).isEqualTo("two velvets");
    assertThat(text.quote("the green lampshade")).isEqualTo("[…]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "YWJjZA==", "a+b", "job@2", "a/b", "an id of words", "任务 42", "..."})
  void anIdIsAnyText(String id) {
    assertThat(new SafeText(List.of("the velvet armchair", "sk-1234567890")).isId(id)).isTrue();
    assertThat(new SafeText(List.of()).isId(id.repeat(256).substring(0, 256))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "a\nb",
        "a\u0000",
        "a\u200bb",
        "a\u2028b",
        "a\ud800",
        "of-sk-1234567890",
        "c2stMTIzNDU2Nzg5MA==",
        "the-velvet-armchair",
        "thevelvetarmchair"
      })
  void anIdControlsNothingAndTellsNoSecret(String id) {
    assertThat(new SafeText(List.of("the velvet armchair", "sk-1234567890")).isId(id)).isFalse();
    assertThat(new SafeText(List.of()).isId("a".repeat(257))).isFalse();
  }
}
