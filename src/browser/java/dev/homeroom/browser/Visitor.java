package dev.homeroom.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.homeroom.testkit.Client;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody who looks at the page. Whatever the browser complains of (an error on the console, a
 * violation of the content policy, an exception) is kept, and {@link #close} fails for it; a test
 * that causes refusals says which statuses it expects.
 */
public final class Visitor implements AutoCloseable {
  private static final int MOST_TRIES = 10;

  private final BrowserContext context;
  private final Page page;
  private final String address;
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private List<String> expected = List.of();

  Visitor(BrowserContext context, String address) {
    this.context = context;
    this.address = address;
    context.addInitScript(
        "addEventListener('securitypolicyviolation', (event) => console.error('policy: '"
            + " + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))");
    page = context.newPage();
    page.onConsoleMessage(this::hear);
    page.onPageError(error -> complaints.add("exception: " + error));
  }

  /** Opens the page. */
  Visitor come() {
    page.navigate(address + "/");
    settle();
    return this;
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      String complaint = message.type() + ": " + message.text() + " at " + message.location();
      if (!complaint.contains("503") || !complaint.contains("/api/auth/login")) {
        complaints.add(complaint);
      }
    }
  }

  /** Expects refusals with these statuses, or {@code ERR_…} of connections. */
  public Visitor expecting(String... causes) {
    expected = List.of(causes);
    return this;
  }

  /** Logs in by the form. */
  public Visitor logIn(String username) {
    return logIn(username, Client.DEMO_PASSWORD);
  }

  /** Logs in by the form; again if the server is busy, as it says beside other work. */
  public Visitor logIn(String username, String password) {
    page.getByLabel("User name").fill(username);
    page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
    Locator refusal = page.locator(".narrow .message.bad");
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      button("Log in").click();
      page.locator(".menu").or(refusal).first().waitFor();
      if (refusal.count() == 0 || !refusal.innerText().contains("busy")) {
        break;
      }
    }
    page.locator(".menu").waitFor();
    return this;
  }

  /** Goes to an address of the page, {@code #/people}, and waits until it is there. */
  public Visitor go(String hash) {
    // The page hears of it first: it began to open when this is told.
    page.evaluate(
        "(hash) => new Promise((told) => {"
            + " if (location.hash === hash) { told(); return; }"
            + " addEventListener('hashchange', told, { once: true }); location.hash = hash; })",
        hash);
    settle();
    return this;
  }

  /** Waits until nothing is loading any more. */
  public void settle() {
    page.waitForFunction(
        "() => document.querySelector('main') && !document.querySelector('main .starting')"
            + " && !document.documentElement.hasAttribute('data-opening')");
  }

  /** Returns the button with this name. */
  public Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** Returns the widget with this name in the API. */
  public Locator widget(String name) {
    return page.locator("#widget-" + name);
  }

  /** Returns the first element with this text. */
  public Locator text(String text) {
    return page.getByText(text).first();
  }

  /** Returns the browser's page. */
  public Page page() {
    return page;
  }

  /** Returns what the browser has complained of so far, without what is expected. */
  public List<String> complaints() {
    return complaints.stream()
        .filter(complaint -> expected.stream().noneMatch(complaint::contains))
        .toList();
  }

  /** Returns the page's address, without a slash at its end. */
  public String address() {
    return address;
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints()).as("what the browser complained of").isEmpty();
  }
}
