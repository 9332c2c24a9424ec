package dev.homeroom.pages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A file of the pages, as it is sent: its bytes, the same bytes compressed, and its entity tag. */
final class PageFile {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=UTF-8",
          "css", "text/css; charset=UTF-8",
          "js", "text/javascript; charset=UTF-8",
          "json", "application/json",
          "svg", "image/svg+xml");

  private static final System.Logger LOGGER = System.getLogger(PageFile.class.getName());

  /** {@code Cache-Control} of a file that may be another one after an upgrade. */
  static final String ASKED_AGAIN = "no-cache";

  private final String type;
  private final String tag;
  private final byte[] plain;
  private final byte[] compressed;

  private PageFile(String type, byte[] bytes) {
    this.type = type;
    this.tag = Digest.of(bytes);
    this.plain = bytes;
    this.compressed = gzip(bytes);
  }

  /**
   * Makes a file.
   *
   * @param name ends in {@code .html}, {@code .css}, {@code .js}, {@code .json} or {@code .svg}
   * @throws IllegalArgumentException for another ending: a browser would refuse the file
   */
  static PageFile of(String name, byte[] bytes) {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null) {
      throw new IllegalArgumentException("no media type for " + name);
    }
    return new PageFile(type, bytes);
  }

  /** Returns the media type. */
  String type() {
    return type;
  }

  /**
   * Returns the entity tag of a form, with quotes; the two forms have different bytes, and so
   * different tags (RFC 9110 §8.8.3.3).
   */
  String tag(boolean isCompressed) {
    return '"' + tag + (isCompressed ? "-gzip\"" : "\"");
  }

  /** Returns the bytes of a form; the caller does not change them. */
  byte[] bytes(boolean isCompressed) {
    return isCompressed ? compressed : plain;
  }

  /**
   * Sends the form that the client takes, or 304 if the client has it. A client that hangs up
   * meanwhile is no failure.
   *
   * @param keeping the value of {@code Cache-Control}
   * @throws IOException if the platform has no stream for the answer
   */
  void send(HttpServletRequest request, HttpServletResponse response, String keeping)
      throws IOException {
    boolean isCompressed = AcceptEncoding.takesGzip(request.getHeaders("Accept-Encoding"));
    response.setHeader("Cache-Control", keeping);
    response.setHeader("Vary", "Accept-Encoding");
    response.setHeader("ETag", tag(isCompressed));
    String known = request.getHeader("If-None-Match");
    if (known != null && known.contains(tag(isCompressed))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    byte[] body = bytes(isCompressed);
    response.setContentType(type);
    response.setContentLength(body.length);
    if (isCompressed) {
      response.setHeader("Content-Encoding", "gzip");
    }
    try {
      response.getOutputStream().write(body);
    } catch (IOException e) {
      // The platform would log what nobody can do anything about, for anybody who hangs up.
      LOGGER.log(System.Logger.Level.DEBUG, "A caller hung up in the middle of a file.");
    }
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new BestGzip(out)) {
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Compresses as well as it can: once for all requests. */
  private static final class BestGzip extends GZIPOutputStream {
    BestGzip(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
