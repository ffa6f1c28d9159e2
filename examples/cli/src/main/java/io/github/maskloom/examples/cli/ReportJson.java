package io.github.maskloom.examples.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.github.maskloom.BoundingBox;
import io.github.maskloom.CompositeReport;
import io.github.maskloom.MaskStatistics;
import io.github.maskloom.Restored;
import io.github.maskloom.Restored.ColorMatch;
import io.github.maskloom.Restored.UnpaintedChanges;
import io.github.maskloom.Restored.UnpaintedChanges.PixelCounts;
import io.github.maskloom.image.MetadataReport;
import io.github.maskloom.image.SplicedMcus;
import io.github.maskloom.raster.ImageGeometry;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.util.Optional;
import java.util.OptionalLong;

/** A report for programs. */
final class ReportJson {
  private ReportJson() {}

  /** Prints the report as one JSON object; {@code unpainted} lacks if nothing was compared. */
  static void print(
      OutputImage written, CompositeReport report, long peakHeapBytes, PrintStream out)
      throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("file", written.toString());
      json.writeNumberField("width", report.geometry().width());
      json.writeNumberField("height", report.geometry().height());
      json.writeStringField("mediaType", report.mediaType().orElseThrow());
      json.writeStringField("strategy", OptionValues.nameOf(report.strategy()));
      writeSize("maskSize", report.maskGeometry(), json);
      writeMask(report.mask(), json);
      Optional<Restored> restored = report.restored();
      if (restored.isPresent()) {
        writeRestored(restored.get(), json);
      } else {
        json.writeNumberField("windows", report.windows());
      }
      json.writeNumberField("photoBytes", report.bytes().photo());
      if (restored.isPresent()) {
        json.writeNumberField("replacementBytes", restored.get().replacementBytes());
      }
      json.writeNumberField("maskBytes", report.bytes().mask());
      json.writeNumberField("outputBytes", report.bytes().output());
      json.writeNumberField("missingRows", report.kept().missingRows());
      json.writeBooleanField("profileDropped", report.kept().profileDropped());
      writeMcus(report.kept().mcus(), json);
      writeMetadata(report.kept().metadata(), json);
      json.writeNumberField("elapsedMillis", report.elapsed().toMillis());
      writeMemory(peakHeapBytes, json);
      json.writeEndObject();
    }
    Streams.printJson(text, out);
  }

  private static void writeMcus(Optional<SplicedMcus> mcus, JsonGenerator json) throws IOException {
    if (mcus.isPresent()) {
      json.writeObjectFieldStart("mcus");
      json.writeNumberField("total", mcus.get().total());
      json.writeNumberField("touched", mcus.get().touched());
      json.writeNumberField("changed", mcus.get().changed());
      json.writeStringField("coding", OptionValues.nameOf(mcus.get().coding()));
      json.writeEndObject();
    }
  }

  private static void writeMetadata(MetadataReport metadata, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart("metadata");
    json.writeStringField("gainMap", OptionValues.nameOf(metadata.gainMap()));
    if (metadata.gainMapDropped().isPresent()) {
      json.writeStringField("gainMapDropped", metadata.gainMapDropped().get());
    }
    json.writeArrayFieldStart("dropped");
    for (String dropped : metadata.dropped()) {
      json.writeString(dropped);
    }
    json.writeEndArray();
    json.writeNumberField("frames", metadata.frames());
    json.writeEndObject();
  }

  private static void writeRestored(Restored restored, JsonGenerator json) throws IOException {
    writeSize("replacement", restored.replacement(), json);
    json.writeNumberField("changeablePixels", restored.changeablePixels());
    if (restored.unpainted().isPresent()) {
      writeUnpainted(restored.unpainted().get(), json);
    }
    writeColors(restored, json);
  }

  private static void writeSize(String name, ImageGeometry image, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("width", image.width());
    json.writeNumberField("height", image.height());
    json.writeEndObject();
  }

  private static void writeMemory(long peakHeapBytes, JsonGenerator json) throws IOException {
    json.writeNumberField("peakHeapBytes", peakHeapBytes);
    OptionalLong resident = ResidentPeak.bytes();
    if (resident.isPresent()) {
      json.writeNumberField("peakResidentBytes", resident.getAsLong());
    }
  }

  static void writeUnpainted(UnpaintedChanges changes, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart("unpainted");
    json.writeNumberField("scale", changes.scale());
    if (changes.pixels().isPresent()) {
      PixelCounts counts = changes.pixels().get();
      json.writeNumberField("pixels", counts.unpainted());
      json.writeNumberField("changedPixels", counts.changed());
      json.writeNumberField("visiblyChangedPixels", counts.visiblyChanged());
    }
    json.writeNumberField("changedShare", changes.changedShare());
    json.writeNumberField("visiblyChangedShare", changes.visiblyChangedShare());
    json.writeNumberField("meanDifference", changes.meanDifference());
    json.writeNumberField("largestDifference", changes.largestDifference());
    json.writeEndObject();
  }

  static void writeColors(Restored restored, JsonGenerator json) throws IOException {
    json.writeStringField("conversion", OptionValues.nameOf(restored.conversion()));
    if (restored.colorMatch().isPresent()) {
      ColorMatch match = restored.colorMatch().get();
      json.writeObjectFieldStart("colorMatch");
      json.writeStringField("outcome", OptionValues.nameOf(match.outcome()));
      json.writeArrayFieldStart("channels");
      for (ColorMatch.Channel channel : match.channels()) {
        json.writeStartObject();
        json.writeNumberField("gain", channel.gain());
        json.writeNumberField("offset", channel.offset());
        json.writeNumberField("before", channel.before());
        json.writeNumberField("after", channel.after());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  static void writeMask(MaskStatistics mask, JsonGenerator json) throws IOException {
    json.writeNumberField("paintedPixels", mask.paintedPixels());
    json.writeNumberField("coverage", mask.coverage());
    BoundingBox box = mask.boundingBox();
    json.writeObjectFieldStart("boundingBox");
    json.writeNumberField("x", box.x());
    json.writeNumberField("y", box.y());
    json.writeNumberField("width", box.width());
    json.writeNumberField("height", box.height());
    json.writeEndObject();
    json.writeNumberField("filledPixels", mask.filledPixels());
    json.writeNumberField("meanAlpha", mask.meanAlpha());
    json.writeNumberField("dominantAlpha", mask.dominantAlpha());
    json.writeNumberField("transparencyPercent", mask.transparencyPercent());
  }
}
