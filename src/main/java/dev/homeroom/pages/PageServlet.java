package dev.homeroom.pages;

import dev.homeroom.settings.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers the page at {@code /} and its files at {@code /page/{fingerprint}/{name}}. A file of the
 * present fingerprint is kept by browsers for a year; one of another is asked for again each time,
 * since it may be that of a server of another version. In {@code development} all files are read
 * anew when the page is asked for.
 */
@WebServlet(
    urlPatterns = {"", "/page/*"},
    loadOnStartup = 1)
public class PageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private static final String KEPT = "public, max-age=31536000, immutable";

  @Inject transient Settings settings;

  private transient volatile @Nullable PageFiles files;
  private transient boolean isReadAgain;

  @Override
  public void init() throws ServletException {
    isReadAgain =
        settings
            .word("HOMEROOM_ENVIRONMENT", "production", "development", "production")
            .equals("development");
    files = read();
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    if (request.getServletPath().isEmpty()) {
      if (isReadAgain) {
        files = read();
      }
      present().index().send(request, response, PageFile.ASKED_AGAIN);
      return;
    }
    int end = path == null ? -1 : path.indexOf('/', 1);
    PageFile file = end < 0 ? null : present().find(path.substring(end + 1));
    if (file == null) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      boolean isPresent = present().isPresent(path.substring(1, end));
      file.send(request, response, isPresent ? KEPT : PageFile.ASKED_AGAIN);
    }
  }

  private PageFiles present() {
    return Objects.requireNonNull(files, "init has not run");
  }

  private PageFiles read() {
    try {
      return PageFiles.read(new WarSource(getServletContext()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
