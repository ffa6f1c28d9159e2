package io.github.maskloom.internal.metadata;

import static io.github.maskloom.testing.C2paStores.TERMS;
import static io.github.maskloom.testing.C2paStores.box;
import static io.github.maskloom.testing.C2paStores.manifest;
import static io.github.maskloom.testing.C2paStores.superbox;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import io.github.maskloom.image.AiLabel;
import io.github.maskloom.testing.C2paStores;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a manifest says of a model's part, and what of a hostile one is taken. */
class C2paManifestTest {
  private static final String V1 = "c2pa.actions";
  private static final String CAPTURE = TERMS + "digitalCapture";
  private static final String TRAINED = AiLabel.TRAINED_SOURCE;
  private static final String COMPOSITE = AiLabel.COMPOSITE_SOURCE;

  private static byte[] store(byte[]... manifests) {
    return superbox("c2pa", manifests);
  }

  private static byte[] nested(int depth) {
    byte[] boxes = manifest(V1, TRAINED);
    for (int i = 0; i < depth; i++) {
      boxes = box("jumb", boxes);
    }
    return boxes;
  }

  /** The same store, whose first box says that it has another length. */
  private static byte[] lasting(int length, byte[] store) {
    byte[] other = store.clone();
    System.arraycopy(Ints.toByteArray(length), 0, other, 0, 4);
    return other;
  }

  static Stream<Arguments> stores() {
    byte[] trained = C2paStores.of(TRAINED);
    return Stream.of(
        Arguments.of("one action", trained, TRAINED),
        Arguments.of("the first version", store(manifest(V1, COMPOSITE)), COMPOSITE),
        Arguments.of("a numbered one", store(manifest(V1 + "__2", COMPOSITE)), COMPOSITE),
        Arguments.of("no model", C2paStores.of(CAPTURE), CAPTURE),
        Arguments.of("a short term", C2paStores.of("trainedAlgorithmic"), "trainedAlgorithmic"),
        Arguments.of("two actions", C2paStores.of(TRAINED, COMPOSITE, CAPTURE), TRAINED),
        Arguments.of("no action", C2paStores.of(), ""),
        Arguments.of("another assertion", store(manifest("c2pa.hash.data", TRAINED)), ""),
        Arguments.of(
            "the active of two", store(manifest(V1, TRAINED), manifest(V1, COMPOSITE)), COMPOSITE),
        Arguments.of(
            "an ingredient below one that tells of no model",
            store(manifest(V1, COMPOSITE), manifest(V1, CAPTURE), manifest(V1)),
            COMPOSITE),
        Arguments.of("two stores", Bytes.concat(trained, C2paStores.of(COMPOSITE)), TRAINED),
        Arguments.of("to the end", lasting(0, trained), TRAINED),
        Arguments.of("too long", lasting(trained.length + 1, trained), ""),
        Arguments.of("a negative length", lasting(-1, trained), ""),
        Arguments.of("shorter than its head", lasting(7, trained), ""),
        Arguments.of("a long box", lasting(1, trained), ""),
        Arguments.of("cut in its last bytes", Arrays.copyOf(trained, trained.length - 9), ""),
        Arguments.of("as many boxes as fit", new byte[1 << 20], ""),
        Arguments.of("too deep", nested(2000), ""),
        Arguments.of("nothing", new byte[0], ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stores")
  void whatAStoreSays(String name, byte[] store, String term) {
    assertThat(C2paManifest.label(store).digitalSourceType().orElse("")).isEqualTo(term);
  }

  /** Whatever is changed, what comes out is nothing or a text of the store's own bytes. */
  @Test
  void mutantsAreRefusedOrIgnoredWithinTheirBytes() {
    Random random = new Random(53);
    byte[] store = store(manifest(V1, CAPTURE, COMPOSITE), manifest(V1, TRAINED));
    int told = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[] mutant = Arrays.copyOf(store, store.length - (i % 3 == 0 ? random.nextInt(3000) : 0));
      for (int change = random.nextInt(8); change >= 0; change--) {
        boolean isHead = random.nextBoolean();
        int at = random.nextInt(isHead ? 200 : mutant.length);
        mutant[at] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xFF * (change & 1));
      }
      String term = C2paManifest.label(mutant).digitalSourceType().orElse("");
      told += term.isEmpty() ? 0 : 1;
      assertThat(term.length()).isLessThanOrEqualTo(255);
      assertThat(new String(mutant, ISO_8859_1)).contains(term);
    }
    assertThat(told).isBetween(1000, 9000);
  }
}
