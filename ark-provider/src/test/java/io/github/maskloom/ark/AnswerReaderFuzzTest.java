package io.github.maskloom.ark;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.maskloom.errors.Delivery;
import io.github.maskloom.errors.FusionException;
import io.github.maskloom.fusion.spi.Cancellation;
import io.github.maskloom.fusion.spi.ProviderCall;
import io.github.maskloom.fusion.spi.ProviderListener;
import io.github.maskloom.image.ImageTarget;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whatever an answer is, it is read to its end or fails as a provider may fail. */
class AnswerReaderFuzzTest {
  private static final int MAX_PICTURE_BYTES = 1000;

  @FuzzTest
  void anyJson(byte[] bytes) {
    check(bytes, false);
  }

  @FuzzTest
  void anyEvents(byte[] bytes) {
    check(bytes, true);
  }

  private static void check(byte[] bytes, boolean events) {
    Count call = new Count();
    ArkErrors errors = new ArkErrors(new SafeText(List.of()), "client");
    PictureIntake intake = new PictureIntake(call, errors, MAX_PICTURE_BYTES);
    AnswerReader reader = new AnswerReader(intake, errors, (url, index) -> call.link(index));
    try {
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      if (events) {
        reader.readEvents(in);
      } else {
        reader.readJson(in);
      }
      assertThat(call.heard).as("pictures that came, failed or are linked").isNotEmpty();
    } catch (FusionException e) {
      assertThat(e.delivery()).isIn(Delivery.ACCEPTED, Delivery.REJECTED);
      assertThat(e.failure().httpStatus()).isEqualTo(200);
    } catch (IOException e) {
      // The parser's reading of UTF-16 and UTF-32 ends so; the caller takes it for a broken answer.
      assertThat(e).isNotInstanceOf(LocalFailure.class);
    }
    assertThat(reader.usage()).isNotNull();
  }

  /** Takes pictures and forgets them. */
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
    public void imageFailed(int index, FusionException failure) {
      assertThat(index).isNotNegative();
      heard.add(index);
    }

    @Override
    public ProviderListener listener() {
      return ProviderListener.NONE;
    }
  }
}
