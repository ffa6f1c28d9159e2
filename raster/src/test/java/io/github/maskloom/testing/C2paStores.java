package io.github.maskloom.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.primitives.Bytes;
import com.google.common.primitives.Ints;
import io.github.maskloom.image.AiLabel;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Stores of C2PA manifests as signers write them, but for signatures, and where they stand. */
public final class C2paStores {
  /** What begins the address of a term. */
  public static final String TERMS =
      AiLabel.TRAINED_SOURCE.substring(0, AiLabel.TRAINED_SOURCE.lastIndexOf('/') + 1);

  private C2paStores() {}

  /** A store of one manifest, whose actions have these terms. */
  public static byte[] of(String... terms) {
    return superbox("c2pa", manifest("c2pa.actions.v2", terms));
  }

  /** A manifest behind other assertions, of which one is a picture. */
  public static byte[] manifest(String label, String... terms) {
    byte[] picture = superbox("c2pa.thumbnail.claim.jpeg", box("bidb", new byte[3000]));
    byte[] actions = superbox(label, box("cbor", actions(terms)));
    byte[] claim = superbox("c2pa.claim.v2", box("cbor", new byte[] {(byte) 0xA0}));
    return superbox("urn:c2pa:1", superbox("c2pa.assertions", picture, actions), claim);
  }

  public static byte[] superbox(String label, byte[]... children) {
    byte[] description = Bytes.concat(new byte[16], new byte[] {3}, text(label + "\0"));
    return box("jumb", box("jumd", description), Bytes.concat(children));
  }

  public static byte[] box(String type, byte[]... content) {
    byte[] all = Bytes.concat(content);
    return Bytes.concat(Ints.toByteArray(8 + all.length), text(type), all);
  }

  private static byte[] actions(String... terms) {
    byte[] actions =
        Bytes.concat(
            new byte[] {(byte) 0xA1}, cbor("actions"), new byte[] {(byte) (0x80 + terms.length)});
    for (String term : terms) {
      actions =
          Bytes.concat(
              actions,
              new byte[] {(byte) 0xA2},
              cbor("action"),
              cbor("c2pa.created"),
              cbor("digitalSourceType"),
              cbor(term));
    }
    return actions;
  }

  private static byte[] cbor(String text) {
    byte[] head =
        text.length() < 24
            ? new byte[] {(byte) (0x60 + text.length())}
            : new byte[] {0x78, (byte) text.length()};
    return Bytes.concat(head, text(text));
  }

  private static byte[] text(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** A PNG with a store behind its header. */
  public static byte[] inPng(byte[] png, byte[] store) {
    return PngFiles.withChunk(png, "caBX", store);
  }

  /** A JPEG with a store in segments of so many bytes. */
  public static byte[] inJpeg(byte[] jpeg, byte[] store, int bytes) {
    byte[] head = Arrays.copyOf(store, 8);
    byte[] with = Arrays.copyOf(jpeg, 2);
    for (int from = 0, place = 1; from < store.length; from += bytes, place++) {
      byte[] piece = Arrays.copyOfRange(store, from, Math.min(store.length, from + bytes));
      byte[] repeated = place == 1 ? new byte[0] : head;
      ByteBuffer begin = ByteBuffer.allocate(12).putShort((short) 0xFFEB);
      begin
          .putShort((short) (10 + repeated.length + piece.length))
          .put(text("JP"))
          .putShort((short) 1);
      with = Bytes.concat(with, begin.putInt(place).array(), repeated, piece);
    }
    return Bytes.concat(with, Arrays.copyOfRange(jpeg, 2, jpeg.length));
  }
}
