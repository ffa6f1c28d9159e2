package io.github.maskloom.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of what was seen of a call what another run has otherwise. */
final class Placeholders {
  private static final int MAX_BODY_CHARS = 4096;
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{100,}={0,2}");

  /** What is a file, in a form of several parts. */
  private static final Pattern FILE =
      Pattern.compile(
          "(Content-Type: image/[^\r]*\r\n(?:[^\r\n]+\r\n)*\r\n)(.*?)(?=\r\n--)", Pattern.DOTALL);

  private static final Pattern BOUNDARY = Pattern.compile("boundary=(\\S+)");
  private static final Pattern TICKET = Pattern.compile("\\b[0-9a-f]{32}\\b");

  private static final Pattern CLIENT_IDS = Pattern.compile("\"clientRequestIds?\":\\[?\"([^\"]+)");

  private final Set<String> clientIds = new LinkedHashSet<>();
  private final Map<String, String> tickets = new LinkedHashMap<>();
  private final String folder;
  private final String port;

  /**
   * Finds what a call has of its own.
   *
   * @param kept lines of the journal and tickets, which also name ids that never came to the
   *     service
   */
  Placeholders(LoopbackService service, Path folder, List<String> kept) {
    service.calls().forEach(call -> call.header("X-Client-Request-Id").ifPresent(clientIds::add));
    kept.forEach(
        line ->
            CLIENT_IDS
                .matcher(line)
                .results()
                .forEach(ids -> clientIds.addAll(List.of(ids.group(1).split(" ", -1)))));
    this.folder = Pattern.quote(folder.toString()) + "[^ ,;)\"]*";
    port = "(127\\.0\\.0\\.1|localhost):" + service.port() + "\\b";
  }

  /** The same text without what changes from run to run. */
  String in(String text) {
    String same =
        text.replaceAll(folder, "{file}")
            .replaceAll(port, "$1:{port}")
            .replaceAll("maskloom/[-0-9.A-Z]+", "maskloom/{version}")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "{time}")
            .replaceAll("Millis\":\\d+", "Millis\":{millis}");
    for (String boundary : BOUNDARY.matcher(same).results().map(each -> each.group(1)).toList()) {
      same = same.replace(boundary, "{boundary}");
    }
    int number = 1;
    for (String id : clientIds) {
      same = same.replace(id, "{client id " + number++ + "}");
    }
    return TICKET.matcher(same).replaceAll(this::ticket);
  }

  private String ticket(MatchResult id) {
    return tickets.computeIfAbsent(id.group(), any -> "{ticket " + (tickets.size() + 1) + "}");
  }

  /** A body without its images, of which size and hash are left; a long one becomes a hash. */
  static String body(byte[] body) {
    String raw = FILE.matcher(new String(body, ISO_8859_1)).replaceAll(Placeholders::file);
    String text = BASE64.matcher(raw).replaceAll(Placeholders::base64);
    return text.length() > MAX_BODY_CHARS
        ? bytes(text.getBytes(ISO_8859_1))
        : new String(text.getBytes(ISO_8859_1), UTF_8).replaceAll("\r?\n", "\n  ");
  }

  private static String file(MatchResult part) {
    return Matcher.quoteReplacement(part.group(1)) + bytes(part.group(2).getBytes(ISO_8859_1));
  }

  private static String base64(MatchResult text) {
    try {
      return "{base64 of " + bytes(Base64.getDecoder().decode(text.group())) + "}";
    } catch (IllegalArgumentException e) {
      return bytes(text.group().getBytes(ISO_8859_1));
    }
  }

  static String bytes(byte[] bytes) {
    return "{" + bytes.length + " bytes " + sha256(bytes).substring(0, 16) + "}";
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
