package dev.homeroom.bench;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/** The limit: a JAX-RS method of the same Liberty that answers the same bytes with no check. */
@Path("/bytes")
public class BareResource {
  /** Its application, in a WAR of its own. */
  @ApplicationPath("/")
  public static class Bare extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(BareResource.class);
    }
  }

  private static final byte[] BYTES = read();

  private static byte[] read() {
    try (InputStream in = BareResource.class.getResourceAsStream("/answer.json")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Answers the bytes. */
  @GET
  @Produces("application/json")
  public byte[] bytes() {
    return BYTES;
  }
}
