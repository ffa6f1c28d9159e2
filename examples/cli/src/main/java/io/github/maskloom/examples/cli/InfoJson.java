package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.ImageInfo;
import io.github.maskloom.image.ImageMetadata;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;

/** What an image is, for programs. */
final class InfoJson {
  private static final byte[] NONE = new byte[0];

  private InfoJson() {}

  /** Prints one JSON object. */
  static void print(InputImage file, ImageInfo info, PrintStream out) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("file", file.toString());
      json.writeStringField("format", info.format());
      json.writeStringField("mediaType", info.mediaType());
      json.writeNumberField("width", info.geometry().width());
      json.writeNumberField("height", info.geometry().height());
      json.writeNumberField("bands", info.geometry().bands());
      json.writeNumberField("depth", info.geometry().depth());
      json.writeBooleanField("alpha", info.geometry().hasAlpha());
      json.writeNumberField("orientation", info.orientation());
      json.writeNumberField("frames", info.frames());
      writeMetadata(info.metadata(), json);
      json.writeStringField("access", InfoText.access(info));
      json.writeBooleanField("streamable", info.streamable());
      json.writeNumberField("heapBytes", info.heapBytes());
      json.writeNumberField("spoolBytes", info.spoolBytes());
      json.writeEndObject();
    }
    Streams.printJson(text, out);
  }

  private static void writeMetadata(ImageMetadata metadata, JsonGenerator json) throws IOException {
    json.writeNumberField("profileBytes", metadata.iccProfile().orElse(NONE).length);
    json.writeNumberField("exifBytes", metadata.exif().orElse(NONE).length);
    json.writeNumberField("pixelsPerMeterX", metadata.pixelsPerMeterX());
    json.writeNumberField("pixelsPerMeterY", metadata.pixelsPerMeterY());
  }
}
