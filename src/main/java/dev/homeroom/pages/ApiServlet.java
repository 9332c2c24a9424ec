package dev.homeroom.pages;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers the description of the API (OpenAPI 3.1) at {@code /openapi}, and Swagger UI, which shows
 * it, at {@code /openapi/ui/}. The description is JSON whatever {@code Accept} says: JSON is YAML
 * too. An answer costs what a file of the pages costs.
 */
@WebServlet(urlPatterns = "/openapi/*", loadOnStartup = 1)
public class ApiServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String VIEWER = "/ui/";

  /**
   * What Swagger UI may load and run: its own files. It writes styles into its elements and has
   * pictures in its style sheet.
   */
  private static final String VIEWER_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data:; connect-src 'self'; form-action 'self'; object-src 'none';"
          + " base-uri 'none'; frame-ancestors 'none'";

  private transient @Nullable ApiFiles files;

  @Override
  public void init() throws ServletException {
    try {
      files = ApiFiles.read(new WarSource(getServletContext()));
    } catch (IOException e) {
      throw new ServletException(e);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    ApiFiles present = Objects.requireNonNull(files, "init has not run");
    String path = request.getPathInfo();
    if (path == null || path.equals("/")) {
      present.description().send(request, response, PageFile.ASKED_AGAIN);
      return;
    }
    if (path.equals("/ui")) {
      response.setStatus(HttpServletResponse.SC_MOVED_TEMPORARILY);
      response.setHeader("Location", "/openapi/ui/");
      return;
    }
    PageFile file =
        path.startsWith(VIEWER) ? present.viewer(path.substring(VIEWER.length())) : null;
    if (file == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    response.setHeader("Content-Security-Policy", VIEWER_POLICY);
    file.send(request, response, PageFile.ASKED_AGAIN);
  }
}
