package dev.homeroom.pages;

import jakarta.servlet.ServletContext;
import java.io.InputStream;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Files of the WAR that runs. */
record WarSource(ServletContext war) implements PageFiles.Source {
  @Override
  public Set<String> list(String folder) {
    return Objects.requireNonNull(war.getResourcePaths(folder), folder);
  }

  @Override
  public @Nullable InputStream open(String path) {
    return war.getResourceAsStream(path);
  }

  @Override
  public @Nullable InputStream openLibrary(String path) {
    return war.getClassLoader().getResourceAsStream("META-INF/resources/webjars/" + path);
  }
}
