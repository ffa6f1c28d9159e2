package io.github.maskloom.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.maskloom.fusion.Delivery;
import io.github.maskloom.fusion.FusionException;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderCall.Cancellation;
import io.github.maskloom.http.call.AnswerBounds;
import io.github.maskloom.http.call.AnswerImages;
import io.github.maskloom.http.call.AnswerReader;
import io.github.maskloom.http.call.CallErrors;
import io.github.maskloom.http.call.LocalFailure;
import io.github.maskloom.http.text.SafeText;
import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads an answer that may be anything, and looks whether all that comes of it is allowed. */
final class AnyAnswer {
  private static final int MAX_PICTURES = 3;
  private static final int MAX_PICTURE_BYTES = 1000;

  private AnyAnswer() {}

  /** One of the ways to read. */
  interface Reading {
    void read(AnswerReader reader, InputStream in) throws IOException;
  }

  static void check(byte[] bytes, Reading reading) {
    Count call = new Count();
    CallErrors errors =
        new CallErrors(DrawProvider.PROFILE, new SafeText(List.of()), "client", Optional.empty());
    errors.heard(200, name -> Optional.empty(), Instant.EPOCH);
    AnswerImages intake =
        new AnswerImages(
            call,
            errors,
            MAX_PICTURES,
            0,
            new AnswerBounds(MAX_PICTURES, MAX_PICTURE_BYTES, AnswerBounds.MAX_IDLE_BYTES));
    AnswerReader reader = new AnswerReader(intake, (url, index) -> call.link(index));
    try {
      reading.read(reader, new ByteArrayInputStream(bytes));
      assertThat(call.heard).as("images that came, failed or are linked").isNotEmpty();
    } catch (FusionException e) {
      assertThat(e.delivery()).isIn(Delivery.ACCEPTED, Delivery.REJECTED);
      assertThat(e.failure().httpStatus()).hasValue(200);
    } catch (IOException e) {
      // The parser's reading of UTF-16 and UTF-32 ends so; the caller takes it for a broken answer.
      assertThat(e).isNotInstanceOf(LocalFailure.class);
    }
    assertThat(reader.usage()).isNotNull();
  }

  /** Takes images and forgets them. */
  private static final class Count implements ProviderCall {
    final Set<Integer> heard = new HashSet<>();

    void link(int index) {
      assertThat(index).isNotNegative();
      heard.add(index);
    }

    @Override
    public Cancellation cancellation() {
      throw new AssertionError("a reader waits for nothing");
    }

    @Override
    public ImageTarget image(int index) {
      assertThat(index).isNotNegative();
      heard.add(index);
      return ImageTarget.of(OutputStream.nullOutputStream());
    }

    @Override
    public void imageLeft(Optional<String> link) {
      heard.add(Integer.MAX_VALUE);
    }

    @Override
    public void imageFailed(int index, FusionException failure) {
      assertThat(index).isNotNegative();
      heard.add(index);
    }
  }
}
