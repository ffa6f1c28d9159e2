package io.github.maskloom.http.settings;

import static com.google.common.base.Preconditions.checkArgument;

import java.time.Duration;

/**
 * How long to wait for what. A model draws for a minute and longer, and says nothing meanwhile. One
 * image has taken 83 seconds, a group of nine six minutes.
 *
 * <p>The body of an error comes at once. It is read for {@link #betweenBytes} in all, and for 10
 * seconds at most, unless it holds an image. What came until then counts.
 *
 * @param connect until a connection stands, TLS included
 * @param write while no byte of the request can be sent
 * @param firstByte from the last byte of the request to the first of the answer
 * @param betweenBytes while no byte comes, once the answer has begun; in a stream, an image is
 *     drawn meanwhile
 * @param download while no byte of an image that is fetched from its link comes
 * @param call for all of it: waiting for a turn, all attempts and their pauses, all images
 */
public record HttpTimeouts(
    Duration connect,
    Duration write,
    Duration firstByte,
    Duration betweenBytes,
    Duration download,
    Duration call) {
  /**
   * Connect 10 seconds, write 1 minute, first byte 10 minutes, between bytes 5 minutes, download 1
   * minute, call 20 minutes.
   */
  public static final HttpTimeouts DEFAULT =
      new HttpTimeouts(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(1),
          Duration.ofMinutes(20));

  /**
   * Checks that each time is from a millisecond to 24 days.
   *
   * @param connect until a connection stands
   * @param write between bytes of the request
   * @param firstByte until the answer begins
   * @param betweenBytes between bytes of the answer
   * @param download between bytes of an image from its link
   * @param call for all of it
   * @throws IllegalArgumentException if a time is shorter or longer
   */
  public HttpTimeouts {
    for (Duration each : new Duration[] {connect, write, firstByte, betweenBytes, download, call}) {
      checkArgument(
          each.compareTo(Duration.ofMillis(1)) >= 0 && each.compareTo(Duration.ofDays(24)) <= 0,
          "a timeout is between a millisecond and 24 days");
    }
  }

  /**
   * Changes {@link #connect}.
   *
   * @param value between a millisecond and 24 days
   * @return a copy
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public HttpTimeouts withConnect(Duration value) {
    return new HttpTimeouts(value, write, firstByte, betweenBytes, download, call);
  }

  /**
   * Changes {@link #write}.
   *
   * @param value between a millisecond and 24 days
   * @return a copy
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public HttpTimeouts withWrite(Duration value) {
    return new HttpTimeouts(connect, value, firstByte, betweenBytes, download, call);
  }

  /**
   * Changes {@link #firstByte}.
   *
   * @param value between a millisecond and 24 days
   * @return a copy
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public HttpTimeouts withFirstByte(Duration value) {
    return new HttpTimeouts(connect, write, value, betweenBytes, download, call);
  }

  /**
   * Changes {@link #betweenBytes}.
   *
   * @param value between a millisecond and 24 days
   * @return a copy
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public HttpTimeouts withBetweenBytes(Duration value) {
    return new HttpTimeouts(connect, write, firstByte, value, download, call);
  }

  /**
   * Changes {@link #download}.
   *
   * @param value between a millisecond and 24 days
   * @return a copy
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public HttpTimeouts withDownload(Duration value) {
    return new HttpTimeouts(connect, write, firstByte, betweenBytes, value, call);
  }

  /**
   * Changes {@link #call}.
   *
   * @param value between a millisecond and 24 days
   * @return a copy
   * @throws IllegalArgumentException if it is shorter or longer
   */
  public HttpTimeouts withCall(Duration value) {
    return new HttpTimeouts(connect, write, firstByte, betweenBytes, download, value);
  }
}
