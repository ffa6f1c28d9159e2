package io.github.maskloom.examples.guide;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.springframework.web.multipart.MultipartFile;

/** An upload whose bytes are in memory. */
final class Upload implements MultipartFile {
  private final String part;
  private final byte[] bytes;

  Upload(String part, byte[] bytes) {
    this.part = part;
    this.bytes = bytes;
  }

  @Override
  public byte[] getBytes() {
    return bytes.clone();
  }

  @Override
  public String getName() {
    return part;
  }

  @Override
  public String getOriginalFilename() {
    return part + ".png";
  }

  @Override
  public String getContentType() {
    return "image/png";
  }

  @Override
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  @Override
  public long getSize() {
    return bytes.length;
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void transferTo(File file) throws IOException {
    Files.write(file.toPath(), bytes);
  }
}
