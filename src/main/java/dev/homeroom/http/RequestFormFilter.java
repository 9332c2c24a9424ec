package dev.homeroom.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses malformed requests before other code reads them: the platform answers most of these with
 * 500 and logs them with their query. {@code web.xml} puts it before all that read a request.
 * docs/known-issues.md lists the requests that Liberty refuses before any application.
 */
public class RequestFormFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> VERSIONS = Set.of("HTTP/1.1", "HTTP/1.0");

  @Inject transient RefusalWriter refusals;
  @Inject transient ServerEnd end;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (end.isNear()) {
      response.setHeader("Connection", "close");
    }
    Problem problem = problem(request);
    if (problem == null) {
      chain.doFilter(request, response);
    } else {
      refusals.answer(request, response, problem);
    }
  }

  private static @Nullable Problem problem(HttpServletRequest request) {
    Problem problem = ofTarget(request.getRequestURI(), request.getQueryString());
    if (problem == null) {
      problem = RequestRules.host(values(request, HttpHeaders.HOST));
    }
    if (problem == null) {
      problem = RequestRules.authority(request.getRequestURL());
    }
    if (problem == null) {
      problem = ofHeaders(request);
    }
    if (problem == null) {
      problem = ofBody(request);
    }
    if (problem == null && !VERSIONS.contains(request.getProtocol())) {
      problem = Problem.of(ErrorCode.INVALID_INPUT, "Only HTTP/1.1 is supported.");
    }
    if (problem == null && !RequestRules.METHODS.contains(request.getMethod())) {
      problem = Problem.of(ErrorCode.METHOD_NOT_ALLOWED, "The method is unknown.");
    }
    return problem;
  }

  private static @Nullable Problem ofTarget(String path, @Nullable String query) {
    if (path.length() + (query == null ? 0 : query.length()) > RequestRules.MAX_TARGET) {
      return Problem.of(ErrorCode.URI_TOO_LONG, "Path and query are too long.");
    }
    Problem problem = RequestRules.path(path);
    return problem == null ? RequestRules.query(query) : problem;
  }

  private static @Nullable Problem ofHeaders(HttpServletRequest request) {
    int bytes = 0;
    Enumeration<String> names = request.getHeaderNames();
    while (names.hasMoreElements()) {
      String name = names.nextElement();
      Enumeration<String> values = request.getHeaders(name);
      while (values.hasMoreElements()) {
        String value = values.nextElement();
        if (value.indexOf('\0') >= 0) {
          return Problem.of(ErrorCode.INVALID_INPUT, "A header field holds a NUL.");
        }
        bytes += name.length() + value.length();
      }
    }
    return bytes > RequestRules.MAX_HEADERS
        ? Problem.of(ErrorCode.HEADERS_TOO_LARGE, "The header fields are too long.")
        : null;
  }

  private static @Nullable Problem ofBody(HttpServletRequest request) {
    List<String> lengths = values(request, HttpHeaders.CONTENT_LENGTH);
    List<String> transferCodings = values(request, "Transfer-Encoding");
    if (lengths.isEmpty() && transferCodings.isEmpty()) {
      return null;
    }
    Problem problem = RequestRules.transfer(lengths, transferCodings);
    if (problem == null) {
      problem = RequestRules.contentCoding(values(request, HttpHeaders.CONTENT_ENCODING));
    }
    return problem == null
        ? RequestRules.contentType(values(request, HttpHeaders.CONTENT_TYPE))
        : problem;
  }

  private static List<String> values(HttpServletRequest request, String name) {
    return Collections.list(request.getHeaders(name));
  }
}
