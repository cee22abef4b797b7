package org.jingtu.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** A small OpenID Connect provider on the loopback: discovery, keys, tokens. */
public final class MockProvider {

  static final String CLIENT = "jingtu-test";
  static final String SECRET = "a-secret-of-the-test";

  /** A sign-in that waits to be fetched by its code. */
  private record Waiting(String challenge, SignedJWT token) {}

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  private volatile String atTheScreen = "nobody";

  private MockProvider(HttpServer server, RSAKey key) {
    this.server = server;
    this.key = key;
  }

  static MockProvider start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      RSAKey key = new RSAKeyGenerator(2048).keyID("k1").generate();
      MockProvider provider = new MockProvider(server, key);
      server.createContext("/.well-known/openid-configuration", provider::discovery);
      server.createContext(
          "/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
      server.createContext("/authorize", provider::authorize);
      server.createContext("/token", provider::token);
      server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  void stop() {
    server.stop(0);
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What a provider remembers of somebody who signed in there; the code to fetch it by. */
  String signIn(Map<String, String> request, Consumer<JWTClaimsSet.Builder> claims)
      throws JOSEException {
    JWTClaimsSet.Builder all =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .subject(UUID.randomUUID().toString())
            .audience(CLIENT)
            .claim("nonce", request.get("nonce"))
            .issueTime(new java.util.Date())
            .expirationTime(new java.util.Date(System.currentTimeMillis() + 60_000));
    claims.accept(all);
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1").build(), all.build());
    token.sign(new RSASSASigner(key));
    String code = UUID.randomUUID().toString();
    waiting.put(code, new Waiting(request.getOrDefault("code_challenge", ""), token));
    return code;
  }

  /** Who sits before the browser that comes next. */
  public void setAtTheScreen(String username) {
    atTheScreen = username;
  }

  /** Signs in without asking, and sends the browser back. */
  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> request = parse(exchange.getRequestURI().getRawQuery());
    try {
      String code =
          signIn(
              request,
              claims -> claims.claim("preferred_username", atTheScreen).claim("groups", List.of()));
      exchange
          .getResponseHeaders()
          .set(
              "Location",
              request.get("redirect_uri")
                  + "?code="
                  + code
                  + "&state="
                  + URLEncoder.encode(request.get("state"), StandardCharsets.UTF_8));
      exchange.sendResponseHeaders(302, -1);
      exchange.close();
    } catch (JOSEException e) {
      throw new IOException(e);
    }
  }

  private void discovery(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        """
        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
         "jwks_uri": "%1$s/jwks", "end_session_endpoint": "%1$s/logout", "subject_types_supported": ["public"],
         "response_types_supported": ["code"], "id_token_signing_alg_values_supported": ["RS256"]}
        """
            .formatted(issuer()));
  }

  /** Gives the token for its code, to the client with its secret and the verifier of the code. */
  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    Waiting found = waiting.remove(form.getOrDefault("code", ""));
    String basic =
        "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes());
    if (found == null
        || !basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))
        || !found.challenge().equals(challenge(form.getOrDefault("code_verifier", "")))) {
      answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
      return;
    }
    answer(
        exchange,
        200,
        JsonMapper.shared()
            .writeValueAsString(
                Map.of(
                    "access_token",
                    "not looked at",
                    "token_type",
                    "Bearer",
                    "expires_in",
                    60,
                    "id_token",
                    found.token().serialize())));
  }

  /** Parameters of a query or form. */
  static Map<String, String> parse(String query) {
    Map<String, String> values = new HashMap<>();
    for (String pair : query.split("&")) {
      String[] parts = pair.split("=", 2);
      values.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return values;
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
