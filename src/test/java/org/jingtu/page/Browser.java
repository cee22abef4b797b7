package org.jingtu.page;

import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jingtu.support.Http;
import org.jspecify.annotations.Nullable;

/**
 * A browser on an office screen of 1366 × 768 that notes whatever a page must not do: errors on the
 * console, requests that leave the service, breaches of the Content-Security-Policy.
 */
final class Browser implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** One for all classes: starting it takes longer than most journeys. It ends with the tests. */
  private static com.microsoft.playwright.@Nullable Browser chromium;

  private final String address;
  private final List<String> faults = new CopyOnWriteArrayList<>();
  private @Nullable BrowserContext context;
  private boolean onATablet;
  private boolean untouched;
  private @Nullable List<Cookie> signIn;

  /** A browser for the service on this port of this machine. */
  Browser(int port) {
    address = "http://127.0.0.1:" + port;
    startAfresh();
  }

  private static com.microsoft.playwright.Browser chromium() {
    com.microsoft.playwright.Browser running = chromium;
    if (running == null) {
      running = start();
      chromium = running;
    }
    return running;
  }

  private static com.microsoft.playwright.Browser start() {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
    PlaywrightAssertions.setDefaultAssertionTimeout(15_000); // as long as actions may wait
    return playwright
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable())
                .setEnv(environment())
                .setArgs(
                    List.of(
                        "--no-sandbox", // tests may run as root
                        "--lang=zh-CN",
                        "--disable-gpu", // there is none: do not look for one
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--no-first-run")));
  }

  /** Forgets everything but the sign-in: cookies, stored settings, open tabs, faults. */
  void startAfresh() {
    startAfresh(false);
  }

  /** The same on a tablet of 1024 × 768 that is touched. */
  void startAfreshOnATablet() {
    startAfresh(true);
  }

  /**
   * What was fetched before is kept, as in an office: else every test would read all scripts anew.
   */
  private void startAfresh(boolean tablet) {
    if (context != null && tablet == onATablet) {
      clear(context);
    } else {
      if (context != null) {
        context.close();
      }
      context = open(tablet);
    }
    onATablet = tablet;
    untouched = true;
    faults.clear();
  }

  private void clear(BrowserContext used) {
    used.pages().forEach(Page::close);
    used.clearCookies();
    if (signIn != null) {
      used.addCookies(signIn);
    }
  }

  private BrowserContext open(boolean tablet) {
    com.microsoft.playwright.Browser.NewContextOptions options =
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(tablet ? 1024 : 1366, 768)
            .setHasTouch(tablet)
            .setIsMobile(tablet)
            .setLocale("zh-CN")
            .setReducedMotion(ReducedMotion.REDUCE) // the map arrives at once
            .setTimezoneId("Asia/Shanghai");
    BrowserContext made = chromium().newContext(options);
    if (signIn != null) {
      made.addCookies(signIn);
    }
    made.setDefaultTimeout(15_000);
    made.addInitScript(
        "addEventListener('securitypolicyviolation',"
            + " e => console.error('CSP', e.violatedDirective, e.blockedURI))");
    made.onRequest(request -> noteForeign(request.url()));
    made.onConsoleMessage(this::note);
    made.onWebError(error -> faults.add("page error: " + error.error()));
    return made;
  }

  /** Keeps the session of the user who has just signed in for the tabs to come. */
  void rememberSignIn() {
    signIn = context.cookies();
  }

  /** Goes on, in this context, with the session of a caller who has signed in. */
  void useSession(Http caller) {
    context.clearCookies();
    context.addCookies(
        Stream.of("JINGTU_SESSION", "XSRF-TOKEN")
            .map(name -> new Cookie(name, caller.cookie(name)).setUrl(address))
            .toList());
  }

  private void noteForeign(String url) {
    if (!url.startsWith(address + "/") && !url.startsWith("data:") && !url.startsWith("blob:")) {
      faults.add("request leaves the service: " + url);
    }
  }

  /** That of the tests, in Chinese: dates and names of files as users see them. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("LANGUAGE", "zh_CN");
    environment.put("LC_ALL", "C.UTF-8"); // or files with Chinese names lose them
    return environment;
  }

  /** The browser without a window first: the other one draws its window all the same. */
  private static Path executable() {
    String given = System.getenv("JINGTU_TEST_BROWSER");
    if (given != null) {
      return Path.of(given);
    }
    return Stream.of("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no browser: install the package chromium"));
  }

  private void note(ConsoleMessage message) {
    if (message.type().equals("error")) {
      faults.add(message.type() + ": " + message.text() + " at " + message.location());
    }
  }

  /** The whole address of a path of the service, which begins without a slash. */
  String address(String path) {
    return address + "/" + path;
  }

  /** Opens an empty tab, whose requests can be answered before it has made any. */
  Page openEmpty() {
    Page page = context.newPage();
    if (untouched) { // what the page has stored
      JsonObject stored = new JsonObject();
      stored.addProperty("origin", address);
      stored.addProperty("storageTypes", "local_storage");
      context.newCDPSession(page).send("Storage.clearDataForOrigin", stored);
      untouched = false;
    }
    return page;
  }

  /** Opens a new tab at a path of the service. */
  Page open(String path) {
    Page page = openEmpty();
    page.navigate(address + path);
    return page;
  }

  /** Forgets the faults that a test has brought about on purpose. */
  void forgive(Pattern wanted) {
    faults.removeIf(fault -> wanted.matcher(fault).find());
  }

  /** What went wrong since the fresh start. */
  List<String> listFaults() {
    return List.copyOf(faults);
  }

  /** Keeps a picture of every open tab of a test that failed. */
  void keepTabs(String test) {
    int tab = 0;
    for (Page page : context == null ? List.<Page>of() : context.pages()) {
      Path file = SCREENSHOTS.resolve("failed-" + test + "-" + ++tab + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }

  /** Keeps a picture of the page under {@code target/screenshots}. */
  static void keep(Page page, String name) {
    byte[] png =
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    ManualPictures.keep(png, name);
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
      context = null;
    }
  }
}
