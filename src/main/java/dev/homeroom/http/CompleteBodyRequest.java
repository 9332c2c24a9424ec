package dev.homeroom.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request with a complete body. It keeps the target that the caller sent: the platform decodes
 * the path when it dispatches a request, and a decoded {@code %25} is no valid URI.
 */
final class CompleteBodyRequest extends HttpServletRequestWrapper {
  private final String path;
  private final String url;
  private final @Nullable String query;
  private byte[] body = {};

  CompleteBodyRequest(HttpServletRequest request) {
    super(request);
    this.path = request.getRequestURI();
    this.url = request.getRequestURL().toString();
    this.query = request.getQueryString();
  }

  @Override
  public String getRequestURI() {
    return path;
  }

  @Override
  public StringBuffer getRequestURL() {
    return new StringBuffer(url);
  }

  @Override
  public @Nullable String getQueryString() {
    return query;
  }

  /** Sets the body, once, before the request goes on. */
  void setBody(byte[] body) {
    this.body = body;
  }

  @Override
  public ServletInputStream getInputStream() {
    return new Body(new ByteArrayInputStream(body));
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  private static final class Body extends ServletInputStream {
    private final ByteArrayInputStream bytes;

    Body(ByteArrayInputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      return bytes.read(into, from, length);
    }

    @Override
    public int available() {
      return bytes.available();
    }

    @Override
    public boolean isFinished() {
      return bytes.available() == 0;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new IllegalStateException("The body has been read already.");
    }
  }
}
