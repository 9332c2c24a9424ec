package dev.homeroom.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;

/**
 * Answers 404 where there is neither a servlet nor a file. The platform would look for the file,
 * and write its path, which may hold a secret, to a diagnostic file of its own (FFDC). {@code
 * web.xml} puts it last.
 */
public class UnknownPathFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isServed(request)) {
      chain.doFilter(request, response);
    } else {
      response.sendError(ErrorCode.NOT_FOUND.status());
    }
  }

  private static boolean isServed(HttpServletRequest request) throws IOException {
    MappingMatch match = request.getHttpServletMapping().getMappingMatch();
    if (match != null && match != MappingMatch.DEFAULT && match != MappingMatch.CONTEXT_ROOT) {
      return true;
    }
    String path = request.getServletPath();
    String file = path.isEmpty() ? "/" : path;
    return request.getServletContext().getResource(file.endsWith("/") ? file + "index.html" : file)
        != null;
  }
}
