package dev.homeroom.http;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Gives every response, errors too, the headers by which browsers narrow what a page may do. {@code
 * web.xml} puts it before all other filters. The headers of Liberty's own pages stand in {@code
 * server.xml}.
 */
public class SecurityHeadersFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  /**
   * What the page may load and run: its own files. {@code data:} is for the icons inside the style
   * sheet; the trusted type is that of the library that renders the page.
   */
  static final String PAGE_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none';"
          + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";

  /** What is not the page, opened as one, may do nothing. */
  static final String ANSWER_POLICY = "default-src 'none'; frame-ancestors 'none'";

  /** One year: RFC 6797 §6.1; OWASP ASVS 3.4.1. */
  static final String HTTPS_ONLY = "max-age=31536000";

  @Inject transient ClientOrigins origins;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    ClientOrigin origin = origins.of(request);
    origin.keepIn(request);
    boolean isPage = request.getRequestURI().equals("/");
    response.setHeader("Content-Security-Policy", isPage ? PAGE_POLICY : ANSWER_POLICY);
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    if (origin.isSecure()) {
      response.setHeader("Strict-Transport-Security", HTTPS_ONLY);
    }
    chain.doFilter(request, response);
  }
}
