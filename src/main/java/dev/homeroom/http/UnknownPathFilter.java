package dev.homeroom.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;

/**
 * Answers 404 where there is no servlet. The platform would look for a file, also in the libraries
 * that have pages' files in them, and write its path, which may hold a secret, to a diagnostic file
 * of its own (FFDC). The pages' files have a servlet. {@code web.xml} puts this filter last.
 */
public class UnknownPathFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getHttpServletMapping().getMappingMatch() == MappingMatch.DEFAULT) {
      response.sendError(ErrorCode.NOT_FOUND.status());
    } else {
      chain.doFilter(request, response);
    }
  }
}
