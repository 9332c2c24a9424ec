package dev.homeroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Somebody reads the API's description in a browser, and tries a request there. */
@Tag("browser")
@ResourceLock(PagesServer.NAME)
class ApiViewerIT {
  @RegisterExtension static final PagesServer SERVER = new PagesServer();

  @Test
  void requestOfAPersonWithAToken_isTriedInThePage() {
    try (Visitor visitor = SERVER.nobody()) {
      visitor.page().navigate(visitor.address() + "/openapi/ui");
      assertThat(visitor.page().locator(".opblock")).not().hasCount(0);
      visitor.button("Authorize").first().click();
      visitor
          .page()
          .locator(".auth-container input")
          .fill(SERVER.login("teacher"));
      visitor.page().locator(".modal-btn.authorize").click();
      visitor.page().locator(".btn-done").click();
      Locator me = visitor.page().locator("#operations-tokens-get_api_auth_me");
      me.locator(".opblock-summary-control").click();
      me.locator(".try-out__btn").click();
      me.locator(".execute").click();
      assertThat(me.locator(".live-responses-table .response .response-col_status").first())
          .containsText("200");
      assertThat(me.locator(".live-responses-table")).containsText("\"TEACHER\"");
    }
  }
}
