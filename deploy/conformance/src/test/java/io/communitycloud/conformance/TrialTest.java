package io.communitycloud.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.communitycloud.common.signatures.ContentDigest;
import io.communitycloud.common.signatures.MessageSigner;
import io.communitycloud.common.signatures.SignatureAlgorithm;
import io.communitycloud.common.signatures.VerificationKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrialTest {

    private final Hands clock = new Hands();
    private final KeyPair pair = SignatureAlgorithm.ED25519.newPair();
    private final Trial trial = new Trial("hlt-1", key(), clock);
    private int nonces;

    @Test
    void passesAClientThatKeepsEveryRule() {
        assertThat(trial.answer(signed("first", "nonce-of-the-first-call")).status())
                .isEqualTo(202);
        while (!trial.isOver()) {
            Reply reply = trial.answer(signed("second", "nonce-of-the-second-" + nonces++));
            clock.pass(Duration.ofSeconds(reply.retryAfter()));
        }
        for (Rule rule : Rule.values()) {
            assertThat(trial.fault(rule)).as(rule.text()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void believesEachAlgorithmOfThePlatformAndTellsWhatItDidNotSign(SignatureAlgorithm algorithm) {
        KeyPair own = algorithm.newPair();
        Trial good = new Trial("hlt-1", key(algorithm, own), clock);
        good.answer(signed("first", "nonce-of-the-first-call", algorithm, own));
        assertThat(good.fault(Rule.SIGNED)).isEmpty();
        assertThat(good.fault(Rule.UNALTERED)).isEmpty();
        Trial forged = new Trial("hlt-1", key(algorithm, own), clock);
        forged.answer(signed("first", "nonce-of-the-first-call", algorithm, algorithm.newPair()));
        assertThat(forged.fault(Rule.UNALTERED)).contains("FAIL signature-invalid");
    }

    @Test
    void tellsWhoDoesNotWait() {
        trial.answer(signed("first", "nonce-of-the-first-call"));
        for (int i = 0; i < 4; i++) {
            trial.answer(signed("second", "nonce-of-the-second-" + i));
        }
        assertThat(trial.fault(Rule.WAITS_WHEN_UNAVAILABLE).orElse(""))
                .startsWith("FAIL")
                .contains("Retry-After");
        assertThat(trial.fault(Rule.WAITS_WHEN_TOO_MANY)).isPresent();
        assertThat(trial.fault(Rule.SIGNS_ANEW)).isEmpty();
    }

    @Test
    void tellsWhoSendsTheSameAgain() {
        trial.answer(signed("first", "nonce-of-the-first-call"));
        Incoming same = signed("second", "nonce-of-the-second-call");
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofSeconds(trial.answer(same).retryAfter()));
        }
        assertThat(trial.fault(Rule.FRESH_NONCE)).isPresent();
        assertThat(trial.fault(Rule.SIGNS_ANEW)).isPresent();
        assertThat(trial.fault(Rule.SAME_KEY)).isEmpty();
        assertThat(trial.answer(same).status()).isEqualTo(409);
        assertThat(trial.fault(Rule.STOPS)).isPresent();
    }

    @Test
    void tellsWhatIsWrongWithASignature() {
        Map<Rule, UnaryOperator<Incoming>> mistakes = Map.of(
                Rule.SIGNED, request -> with(request, "signature", "nonsense"),
                Rule.COVERED, request -> with(request, "x-purpose", "care"),
                Rule.UNALTERED,
                        request -> new Incoming(
                                request.method(),
                                request.authority(),
                                request.path(),
                                request.query(),
                                request.headers(),
                                "{\"other\":1}"),
                Rule.TOKEN, request -> with(request, "authorization", "Basic x"));
        mistakes.forEach((rule, mistake) -> {
            Trial own = new Trial("hlt-1", key(), clock);
            own.answer(mistake.apply(signed("first", "nonce-of-the-first-call")));
            assertThat(own.fault(rule).orElse("")).as(rule.text()).startsWith("FAIL");
        });
        clock.pass(Duration.ofSeconds(-400));
        Incoming early = signed("first", "nonce-of-an-old-call");
        clock.pass(Duration.ofSeconds(400));
        trial.answer(early);
        assertThat(trial.fault(Rule.IN_TIME)).isPresent();
        assertThat(trial.fault(Rule.WAITS_WHEN_TOO_MANY)).contains("NOT SEEN");
    }

    @Test
    void reportsAndFailsWhereNobodyCalls(@TempDir Path folder) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("key.pem"), key().spki());
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] arguments = {"--key", file.toString(), "--key-id", "hlt-1", "--port", "0", "--patience", "0"};
        assertThat(Conformance.run(arguments, clock, out)).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("NOT SEEN", "does not conform");
        assertThat(Conformance.run(new String[] {"--nonsense", "1"}, clock, out))
                .isEqualTo(2);
        String[] another = {"--key", file.toString(), "--key-id", "hlt-1", "--algorithm", "rsa-pss-sha512"};
        assertThat(Conformance.run(another, clock, out)).isEqualTo(2);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ed25519|ecdsa-p256-sha256|sm2-sm3");
    }

    private Incoming signed(String what, String nonce) {
        return signed(what, nonce, SignatureAlgorithm.ED25519, pair);
    }

    private Incoming signed(String what, String nonce, SignatureAlgorithm algorithm, KeyPair own) {
        String body = "{\"call\":\"" + what + "\"}";
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("authorization", List.of("Bearer x"));
        headers.put("content-type", List.of("application/json"));
        headers.put("content-digest", List.of(ContentDigest.of(body.getBytes(StandardCharsets.UTF_8))));
        headers.put("idempotency-key", List.of('"' + what + '"'));
        Incoming bare = new Incoming("POST", "127.0.0.1:8099", "/api/v1/lists", "?", headers, body);
        new MessageSigner("hlt-1", algorithm, own.getPrivate())
                .sign(bare, clock.instant(), nonce)
                .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
        return new Incoming("POST", "127.0.0.1:8099", "/api/v1/lists", "?", Map.copyOf(headers), body);
    }

    private static Incoming with(Incoming request, String header, String value) {
        Map<String, List<String>> headers = new HashMap<>(request.headers());
        headers.put(header, List.of(value));
        return new Incoming(
                request.method(), request.authority(), request.path(), request.query(), headers, request.body());
    }

    private VerificationKey key() {
        return key(SignatureAlgorithm.ED25519, pair);
    }

    private static VerificationKey key(SignatureAlgorithm algorithm, KeyPair own) {
        return VerificationKey.read(
                algorithm, Base64.getEncoder().encodeToString(own.getPublic().getEncoded()));
    }

    /** A clock that a test moves. */
    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-11-22T02:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
