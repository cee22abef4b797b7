package org.jingtu.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jingtu.database.TestDatabaseInitializer;
import org.jingtu.page.Rights.Person;
import org.jingtu.support.Http;
import org.jingtu.support.Staff;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every role opens every view and presses every button of it: none may be there that the service
 * would refuse. What the buttons send is held back in the browser, so that nothing changes, and
 * held against docs/access.md and the rules that say more than the table.
 */
class RolesJourneyTest extends Office {

  /**
   * Sends nothing that changes anything, but notes it; and has the map show nothing, to be quick.
   */
  private static final String HOLD_BACK =
      """
      (() => {
        const send = window.fetch;
        window.asked = [];
        window.fetch = (path, options = {}) => {
          const method = options.method || 'GET';
          const made = body => Promise.resolve(new Response(body, {status: 200}));
          if (method === 'GET') {
            return path === 'api/map' ? made('{"kind": "XYZ", "tiles": [], "crs": "EPSG:3857"}')
              : path.includes('/features?bbox=') ? made('{"type": "FeatureCollection", "features": []}')
              : send(path, options);
          }
          const {pathname, search} = new URL(path, location.href);
          window.asked.push(`${method} ${pathname}${search}`);
          return Promise.resolve(new Response('{"detail": "held back"}', {status: 409}));
        };
      })();
      """;

  /** Fills in all forms but those that only search, sends them, and presses all other buttons. */
  private static final String PRESS_ALL =
      """
      async () => {
        const shown = e => e.checkVisibility() && !e.closest('.mapside');
        const tell = (e, ...names) => names.forEach(n => e.dispatchEvent(new Event(n)));
        const fillIn = control => {
          if (control.type === 'file') {
            const held = new DataTransfer();
            held.items.add(new File(['{}'], 'x.geojson'));
            control.files = held.files;
          } else if (!control.value && control.tagName === 'SELECT') {
            control.selectedIndex = Math.min(1, control.options.length - 1);
          } else if (!control.value && !/checkbox|radio/.test(control.type)) {
            control.value = {date: '2026-01-01', number: '1'}[control.type] || 'x';
          }
          tell(control, 'input', 'change');
        };
        const pressed = new Set();
        for (let round = 0; round < 3; round++) {
          document.querySelectorAll('main details').forEach(d => { d.open = true; });
          document.querySelectorAll('main [name=step]:enabled').forEach(radio => {
            radio.checked = true;
            tell(radio, 'change');
          });
          [...document.querySelectorAll('main [required]')].filter(c => !c.form).forEach(fillIn);
          const forms = [...document.querySelectorAll(
            'main form:not([role=search], #conflictFilter, #indicatorForm, #span)')].filter(shown);
          const buttons = [...document.querySelectorAll('main button:enabled')]
            .filter(b => shown(b) && !forms.includes(b.form));
          for (const form of forms.filter(f => !pressed.has(f))) {
            pressed.add(form);
            [...form.elements].filter(c => c.matches('input, select, textarea')).forEach(fillIn);
            form.dispatchEvent(new Event('submit', {cancelable: true}));
          }
          for (const button of buttons.filter(b => b.type !== 'submit' && !pressed.has(b))) {
            pressed.add(button);
            button.click();
          }
          await new Promise(done => setTimeout(done));
        }
        return window.asked.splice(0);
      }
      """;

  private final Rights rights = new Rights();
  private final Map<String, String> views = new LinkedHashMap<>();
  private String draft = "";
  private String ownCheck = "";

  /** One of everything that a role may do something with. */
  @BeforeAll
  void makeOneOfEverything() {
    BureauCounty county = BureauCounty.prepare(port);
    String editor = Http.basic(BureauCounty.EDITOR, BureauCounty.PASSWORD);
    String submitted = county.submitZone(editor, "GK139991R");
    draft = county.draftZone(editor, "GK139991S");
    ownCheck = post("/api/checks", CHECK).path("id").asString();
    String conflict =
        api("api/conflicts?state=OPEN&severity=NOTICE&limit=1")
            .path("conflicts")
            .path(0)
            .path("id")
            .asString();
    post("/api/conflicts/" + conflict + "/assign", "{\"department\": \"ECOLOGY\"}");
    views.put("#/", "#question");
    views.put("#/check/" + ownCheck, ".past[aria-busy=false]");
    views.put("#/batches", "#batchesTitle");
    views.put("#/conflicts", "#conflictFilter");
    views.put("#/conflict/" + conflict, "#conflictState");
    views.put("#/indicators?adcode=130899", "#townsTitle");
    views.put("bureau.html#/imports", "#view h2");
    views.put("bureau.html#/imports/" + county.checkedImport("R-1", 5000), ".job");
    views.put("bureau.html#/versions/parcels", "#span");
    views.put("bureau.html#/sites", "#filters");
    views.put("bureau.html#/sites/" + BureauCounty.SITE, ".timeline");
    views.put("bureau.html#/zones", "#view .list");
    views.put("bureau.html#/zones/new", "#view h2");
    views.put("bureau.html#/zones/" + draft, "#impact[aria-busy=false]");
    views.put("bureau.html#/zones/" + draft + "/edit", "#view h2");
    views.put("bureau.html#/zones/" + submitted, "#impact[aria-busy=false]");
    views.put("bureau.html#/tasks", "#view .list");
    views.put("bureau.html#/farmland?adcode=" + BureauCounty.ADCODE, "#compare");
    for (String part : List.of("users", "departments", "tokens", "packs", "jobs")) {
      views.put("bureau.html#/admin/" + part, ".subtabs");
    }
    views.put("bureau.html#/admin/subscriptions", ".subtabs");
    views.put("bureau.html#/audit", "#view");
  }

  private static final String CHECK =
      "{\"parcel\": {\"parcelNo\": \"130899001001GB00005\"}, \"stage\": \"SUPPLY\", \"plannedUse\": \"0701\"}";

  private tools.jackson.databind.JsonNode post(String path, String body) {
    Http.Answer answer = new Http(port).postJson(path, body, "Authorization", Http.admin());
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 202);
    return answer.json();
  }

  @Test
  void noRoleIsOfferedWhatItMayNotDo() {
    Staff staff = new Staff(port);
    List<Person> everybody = new ArrayList<>();
    String[][] hired = {
      {"role.reader", "NATURAL_RESOURCES", "READER"},
      {"role.officer", "NATURAL_RESOURCES", "OFFICER"},
      {"role.analyst", "NATURAL_RESOURCES", "EDITOR"},
      {"role.auditor", "ADMINISTRATION", "AUDITOR"},
    };
    for (String[] one : hired) {
      staff.hire(one[0], one[1], one[2]);
      everybody.add(new Person(one[0], Staff.PASSWORD, one[1], Set.of(one[2])));
    }
    String password = BureauCounty.PASSWORD;
    everybody.add(new Person(BureauCounty.EDITOR, password, "ECOLOGY", Set.of("EDITOR")));
    everybody.add(new Person(BureauCounty.HEAD, password, "ECOLOGY", Set.of("OFFICER")));
    everybody.add(
        new Person(
            "admin", TestDatabaseInitializer.ADMIN_PASSWORD, "ADMINISTRATION", Set.of("ADMIN")));
    Map<String, Set<String>> offered = new LinkedHashMap<>();
    List<String> wrong = new ArrayList<>();
    for (Person person : everybody) {
      Set<String> asked = walk(person, wrong);
      Set<String> addresses = new TreeSet<>();
      for (String request : asked) {
        addresses.add(rights.addressOf(request));
        if (!may(person, request)) {
          wrong.add(person.username() + " is offered " + request);
        }
      }
      offered.put(person.username(), addresses);
    }
    assertThat(wrong).isEmpty();
    assertThat(offered.get("role.reader"))
        .containsExactlyInAnyOrder(
            "POST /api/checks", "POST /api/checks/{id}/replay", "POST /api/tokens");
    assertThat(offered.get("role.officer"))
        .contains(
            "POST /api/check-batches",
            "POST /api/checks/{id}/overrides",
            "POST /api/conflicts/{id}/acknowledge",
            "POST /api/conflicts/{id}/assign");
    assertThat(offered.get("role.analyst"))
        .contains(
            "POST /api/imports",
            "POST /api/imports/{id}/commit",
            "POST /api/imports/{id}/remap",
            "DELETE /api/imports/{id}");
    assertThat(offered.get(BureauCounty.EDITOR))
        .contains(
            "POST /api/sites/{code}/transitions",
            "POST /api/zones/files",
            "PUT /api/zones/{id}",
            "POST /api/zones/{id}/submit",
            "POST /api/zones/{id}/withdraw",
            "PUT /api/zones/{id}/measures");
    assertThat(offered.get(BureauCounty.HEAD))
        .contains(
            "POST /api/conflicts/{id}/resolve",
            "POST /api/zones/{id}/approve",
            "POST /api/zones/{id}/reject");
    assertThat(offered.get("admin"))
        .contains("POST /api/users", "PUT /api/users/{username}", "POST /api/subscriptions");
  }

  /**
   * What the person's buttons would have sent; also notes what was refused when a view was read.
   */
  private Set<String> walk(Person person, List<String> wrong) {
    browser.startAfresh();
    Page page = browser.openEmpty();
    page.addInitScript(HOLD_BACK);
    Http http = new Http(port);
    assertThat(http.signIn(person.username(), person.password()).status()).isEqualTo(200);
    browser.useSession(http);
    page.onResponse(
        response -> {
          if (response.status() == 403) {
            wrong.add(person.username() + " was refused " + response.url());
          }
        });
    Set<String> asked = new LinkedHashSet<>();
    for (Map.Entry<String, String> view : views.entrySet()) {
      page.navigate(browser.address(view.getKey()));
      assertThat(page.locator(view.getValue()).first()).isVisible();
      assertThat(page.locator("#view")).not().hasAttribute("aria-busy", "true");
      if (view.getKey().endsWith(ownCheck) && person.is("OFFICER") && !person.is("ADMIN")) {
        assertThat(page.locator("[data-act=set-aside]").first()).isAttached();
      }
      ((List<?>) page.evaluate(PRESS_ALL)).forEach(request -> asked.add((String) request));
    }
    page.close();
    return asked;
  }

  /** By the table, and by what it cannot say. */
  private boolean may(Person person, String request) {
    if (request.endsWith("/" + draft + "/withdraw")) { // a draft belongs to those who draft
      return person.department().equals("ECOLOGY") && person.is("EDITOR") || person.is("ADMIN");
    }
    boolean assigned =
        !request.endsWith("/resolve") // to 生态环境
            || person.is("ADMIN")
            || person.department().equals("ECOLOGY");
    boolean otherEyes = !request.endsWith("/overrides") || !person.is("ADMIN"); // who asked
    return assigned && otherEyes && rights.may(person, request, ownerOf(request));
  }

  private String ownerOf(String request) {
    if (!request.contains("/api/imports")) {
      return "ECOLOGY";
    }
    String collection =
        request.contains("collection=")
            ? request.replaceAll(".*[?&]collection=([a-z-]+).*", "$1")
            : "permanent-basic-farmland";
    return api("api/collections/" + collection).path("department").asString();
  }
}
