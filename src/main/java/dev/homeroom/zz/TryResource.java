package dev.homeroom.zz;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.*;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;

@Path("/try")
@jakarta.enterprise.context.ApplicationScoped
@Produces("application/json")
public class TryResource {
  record Body(
      @NotBlank @Size(max = 5) String userName,
      int count,
      java.math.BigDecimal money,
      @jakarta.validation.Valid java.util.List<Mark> marks) {}

  record Mark(@NotBlank String studentId) {}

  @Context ContainerRequestContext field;

  @GET
  @Path("a")
  public String a(@Context ContainerRequestContext request) {
    return "\""
        + request.getHeaderString("Accept")
        + request.getProperty("dev.homeroom.http.Exchange")
        + "\"";
  }

  @GET
  @Path("b")
  public String b() {
    return "\"" + field.getHeaderString("Accept") + "\"";
  }

  @POST
  @Path("c")
  @Consumes("application/json")
  public Body c(
      @Valid Body body,
      @QueryParam("pageSize") @jakarta.validation.constraints.Max(3) int pageSize) {
    return body;
  }

  @GET
  @Path("d")
  public String d() {
    throw new IllegalStateException("boom secret\nline");
  }

  @GET
  @Path("e")
  public String e() throws Exception {
    throw new java.sql.SQLException("host x", "08006");
  }
}
