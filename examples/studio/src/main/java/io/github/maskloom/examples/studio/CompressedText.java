package io.github.maskloom.examples.studio;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.resource.AbstractResourceResolver;
import org.springframework.web.servlet.resource.HttpResource;
import org.springframework.web.servlet.resource.ResourceResolverChain;

/**
 * Has the page's scripts, styles and words sent compressed to browsers that take it so. Each is
 * compressed once and kept, some 40 KB in all: a compressor for each connection would be memory
 * that slow clients could hold. Threads: safe.
 */
final class CompressedText extends AbstractResourceResolver {
  private static final Pattern TEXT = Pattern.compile(".*\\.(html|css|js|json|svg)");

  /** By address and time of change. */
  private final Map<String, Compressed> known = new ConcurrentHashMap<>();

  @Override
  protected @Nullable Resource resolveResourceInternal(
      @Nullable HttpServletRequest request,
      String path,
      List<? extends Resource> locations,
      ResourceResolverChain chain) {
    Resource plain = chain.resolveResource(request, path, locations);
    if (plain == null || request == null || !TEXT.matcher(path).matches() || !takes(request)) {
      return plain;
    }
    try {
      String key = plain.getURI() + "@" + plain.lastModified();
      Compressed compressed = known.get(key);
      if (compressed == null) {
        compressed = Compressed.of(plain);
        known.put(key, compressed);
      }
      return compressed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean takes(HttpServletRequest request) {
    String encodings = request.getHeader(HttpHeaders.ACCEPT_ENCODING);
    return encodings != null && encodings.contains("gzip") && request.getHeader("Range") == null;
  }

  @Override
  protected @Nullable String resolveUrlPathInternal(
      String path, List<? extends Resource> locations, ResourceResolverChain chain) {
    return chain.resolveUrlPath(path, locations);
  }

  /** A file of the page in memory, compressed. */
  private static final class Compressed extends ByteArrayResource implements HttpResource {
    private final Resource plain;
    private final long modified;

    private Compressed(byte[] bytes, Resource plain, long modified) {
      super(bytes);
      this.plain = plain;
      this.modified = modified;
    }

    static Compressed of(Resource plain) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
        zip.write(plain.getContentAsByteArray());
      }
      return new Compressed(bytes.toByteArray(), plain, plain.lastModified());
    }

    @Override
    public HttpHeaders getResponseHeaders() {
      HttpHeaders headers = new HttpHeaders();
      headers.add(HttpHeaders.CONTENT_ENCODING, "gzip");
      headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
      return headers;
    }

    @Override
    public String getFilename() {
      return String.valueOf(plain.getFilename());
    }

    @Override
    public URI getURI() throws IOException {
      return plain.getURI();
    }

    @Override
    public long lastModified() {
      return modified;
    }
  }
}
