package io.github.maskloom.image;

import io.github.maskloom.internal.file.FailureSubject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** A source without a path whose failures begin with a name. */
final class NamedSource extends ImageSource {
  private final ImageSource source;
  private final String name;
  private final FailureSubject subject;

  NamedSource(ImageSource source, String name) {
    this.source = source;
    this.name = name;
    subject = FailureSubject.called(name);
  }

  @Override
  public InputStream open() throws IOException {
    try {
      return subject.reading(source.open());
    } catch (IOException e) {
      throw subject.failure(e);
    }
  }

  @Override
  public Optional<String> name() {
    return Optional.of(name);
  }

  @Override
  public ImageSource named(String other) {
    return this;
  }

  @Override
  public boolean reopenable() {
    return source.reopenable();
  }

  @Override
  public OptionalLong length() throws IOException {
    try {
      return source.length();
    } catch (IOException e) {
      throw subject.failure(e);
    }
  }

  @Override
  public Optional<Path> path() {
    return source.path();
  }

  @Override
  public Optional<RangeSupplier> ranges() {
    return source.ranges().map(ranges -> (position, length) -> open(ranges, position, length));
  }

  private InputStream open(RangeSupplier ranges, long position, long length) throws IOException {
    try {
      return subject.reading(ranges.open(position, length));
    } catch (IOException e) {
      throw subject.failure(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
