package io.github.maskloom.internal.deflate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.errors.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The ways to run a whole stream through an {@link Inflate}. */
enum Drive {
  /** Reads ahead, as a reader of rows does. */
  FILL {
    @Override
    Inflate.Status advance(Inflate inflate, int bytes, MatchLog log) {
      return inflate.fill(bytes);
    }
  },
  /** Goes to limits, and over them where a token straddles one. */
  DECODE {
    @Override
    Inflate.Status advance(Inflate inflate, int bytes, MatchLog log) {
      long limit = inflate.position() + bytes;
      Inflate.Status status = inflate.decode(limit, null);
      assertThat(inflate.position()).isLessThanOrEqualTo(limit);
      return reached(inflate, status, limit) ? inflate.step(null) : status;
    }
  },
  RECORD {
    @Override
    Inflate.Status advance(Inflate inflate, int bytes, MatchLog log) {
      long limit = inflate.position() + bytes;
      Inflate.Status status = inflate.decode(limit, log);
      boolean straddled = reached(inflate, status, limit) && !log.isFull();
      return straddled ? inflate.step(log) : status;
    }
  },
  STEP {
    @Override
    Inflate.Status advance(Inflate inflate, int bytes, MatchLog log) {
      return inflate.step(null);
    }
  };

  /** Takes one turn that asks for that many more bytes. */
  abstract Inflate.Status advance(Inflate inflate, int bytes, MatchLog log);

  private static boolean reached(Inflate inflate, Inflate.Status status, long limit) {
    return status == Inflate.Status.REACHED && inflate.position() < limit;
  }

  /** What it makes of a stream; null if it refuses it. */
  byte @Nullable [] verdict(byte[] zlib, int pieceBytes, int turnBytes) {
    try {
      return inflate(zlib, () -> pieceBytes, () -> turnBytes);
    } catch (ImageFormatException e) {
      return null;
    }
  }

  byte[] inflate(byte[] zlib) {
    return inflate(zlib, () -> zlib.length, () -> 5000);
  }

  /**
   * Inflates a whole stream.
   *
   * @param pieceBytes how long the next piece of input is
   * @param turnBytes how many bytes the next turn asks for, at most 5000
   */
  byte[] inflate(byte[] zlib, IntSupplier pieceBytes, IntSupplier turnBytes) {
    Inflate inflate = new Inflate(5000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MatchLog log = new MatchLog(100, 0);
    byte[] piece = {};
    int given = 0;
    Inflate.Status status = Inflate.Status.REACHED;
    while (status != Inflate.Status.ENDED) {
      log.clear();
      status = advance(inflate, turnBytes.getAsInt(), log);
      int unread = (int) (inflate.position() - inflate.readPosition());
      out.write(inflate.window(), inflate.index(inflate.readPosition()), unread);
      inflate.release(unread);
      if (status == Inflate.Status.NEEDS_INPUT) {
        if (given == zlib.length) {
          throw ImageFormatException.atBit("zlib", "", 8L * given, "the stream is cut off");
        }
        int count = Math.min(pieceBytes.getAsInt(), zlib.length - given);
        // Reading a piece again after it was used up, or reading beside it, would show.
        Arrays.fill(piece, (byte) 0xAA);
        piece = new byte[count + 4];
        System.arraycopy(zlib, given, piece, 2, count);
        inflate.setInput(piece, 2, count);
        given += count;
      }
    }
    return out.toByteArray();
  }
}
