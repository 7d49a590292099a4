package io.communitycloud.common.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.communitycloud.common.signatures.SignatureRefused.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestProfileTest {

    private static final Instant NOW = Instant.parse("2026-11-22T02:00:00Z");
    private static final String NONCE = "b3k2pp5k7z50gnwp.yemd";
    private static final String STANDARDS_SM2_KEY =
            "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAECfnfMR5UIaFQ3X0WHkvFxnIXn60YM/wHa7CP81bzUCDM6kkM4md1pS3G6nGMwapgCu0F"
                    + "+/NeCEpmMvYHLamtEw==";
    private static final byte[] BODY = "{\"name\": \"李娟\"}".getBytes(StandardCharsets.UTF_8);

    private final RequestProfile profile = new RequestProfile(Clock.fixed(NOW, ZoneOffset.UTC));
    private final KeyPair pair = SignatureAlgorithm.ED25519.newPair();
    private final VerificationKey key = keyOf(SignatureAlgorithm.ED25519, pair);

    @ParameterizedTest
    @EnumSource(SignatureAlgorithm.class)
    void believesWhatItsKeySigned(SignatureAlgorithm algorithm) {
        KeyPair own = algorithm.newPair();
        Request request = signed(request(), algorithm, own, NOW);
        assertThatCode(() -> believe(request, BODY, keyOf(algorithm, own))).doesNotThrowAnyException();
    }

    /** RFC 9421, appendix B.2.6. */
    @Test
    void believesTheStandardsOwnExample() {
        Request example = new Request("POST", "example.com", "/foo", "?param=Value&Pet=dog", Map.of())
                .with("date", "Tue, 20 Apr 2021 02:07:55 GMT")
                .with("content-type", "application/json")
                .with("content-length", "18")
                .with(
                        "signature-input",
                        "sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                                + ";created=1618884473;keyid=\"test-key-ed25519\"")
                .with(
                        "signature",
                        "sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:");
        VerificationKey standards = VerificationKey.read(
                SignatureAlgorithm.ED25519, "MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=");
        MessageSignature signature = MessageSignature.of(example);
        assertThatCode(() -> profile.requireUnaltered(signature, example, new byte[0], standards))
                .doesNotThrowAnyException();
        assertThat(signature.keyId()).isEqualTo("test-key-ed25519");
        refused(Reason.INCOMPLETE, () -> profile.read(example.with("signature-input", input(example)), true));
    }

    private static String input(Request example) {
        return example.fields("signature-input").getFirst() + ";nonce=\"" + NONCE + "\"";
    }

    @Test
    void seesEveryByteThatIsAnother() {
        Request request = signed(request());
        List<UnaryOperator<Request>> alterations = List.of(
                r -> r.by("PUT"),
                r -> r.at("/api/v1/key-person-listt"),
                r -> r.asking("?a=2"),
                r -> r.to("gateway.exampIe"),
                r -> r.with("content-type", "application/jsom"),
                r -> r.with("idempotency-key", "\"order-18\""),
                r -> r.with("x-purpose", "emergencz"));
        for (UnaryOperator<Request> alteration : alterations) {
            refused(Reason.INVALID, () -> believe(alteration.apply(request), BODY, key));
        }
        byte[] body = BODY.clone();
        body[3] ^= 1;
        refused(Reason.DIGEST, () -> believe(request, body, key));
        refused(Reason.INVALID, () -> believe(request.with("content-digest", ContentDigest.of(body)), body, key));
    }

    @Test
    void refusesAnothersKey() {
        refused(
                Reason.INVALID,
                () -> believe(
                        signed(request()),
                        BODY,
                        keyOf(SignatureAlgorithm.ED25519, SignatureAlgorithm.ED25519.newPair())));
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureAlgorithm.class,
            names = {"ECDSA_P256_SHA256", "SM2_SM3"})
    void refusesAnAlgorithmThatIsNotTheKeys(SignatureAlgorithm algorithm) {
        refused(Reason.INVALID, () -> believe(signed(request(), algorithm, algorithm.newPair(), NOW), BODY, key));
    }

    @Test
    void holdsASignatureToThreeHundredSeconds() {
        for (Duration age : List.of(Duration.ofMinutes(5), Duration.ZERO, Duration.ofMinutes(-5))) {
            assertThatCode(() -> believe(signedAt(NOW.minus(age)), BODY, key)).doesNotThrowAnyException();
        }
        refused(Reason.OUT_OF_TIME, () -> believe(signedAt(NOW.minusSeconds(301)), BODY, key));
        refused(Reason.OUT_OF_TIME, () -> believe(signedAt(NOW.plusSeconds(301)), BODY, key));
    }

    @Test
    void refusesAnEndThatIsPast() {
        Request request = request();
        String input = "s=(\"@method\" \"@authority\" \"@path\" \"@query\" \"content-digest\" \"content-type\" "
                + "\"idempotency-key\" \"x-purpose\");created=" + (NOW.getEpochSecond() - 60) + ";expires="
                + (NOW.getEpochSecond() - 1) + ";keyid=\"k\";nonce=\"" + NONCE + "\"";
        Request ended = request.with("signature-input", input).with("signature", "s=:AAAA:");
        refused(Reason.OUT_OF_TIME, () -> profile.requireInTime(profile.read(ended, true)));
    }

    @Test
    void refusesASignatureThatLeavesOutWhatMatters() {
        Request signed = signed(request());
        refused(Reason.INCOMPLETE, () -> profile.read(signed.with("if-match", "\"1-full\""), true));
        Request bare = signed(Request.post("/api/v1/me"));
        refused(Reason.INCOMPLETE, () -> profile.read(bare, true));
        assertThatCode(() -> profile.read(bare, false)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sig1",
                "sig1=",
                "sig1=()",
                "sig1=(\"@method\")",
                "sig1=(\"@method\");created=x;keyid=\"k\";nonce=\"0123456789abcdef\"",
                "sig1=(\"@method\");created=1;keyid=\"k\"",
                "sig1=(\"@method\");created=1;created=2;keyid=\"k\";nonce=\"0123456789abcdef\"",
                "sig1=(\"@method\");created=1;keyid=k;nonce=\"0123456789abcdef\"",
                "sig1=(\"@method\");created=1;keyid=\"k\";nonce=\"short\"",
                "sig1=(\"@method\");created=1;keyid=\"k\";nonce=\"0123456789abcdef\";unknown=1",
                "sig1=(\"@method\" \"@method\");created=1;keyid=\"k\";nonce=\"0123456789abcdef\"",
                "sig1=(\"@method\";req);created=1;keyid=\"k\";nonce=\"0123456789abcdef\"",
                "sig1=(\"@status\");created=1;keyid=\"k\";nonce=\"0123456789abcdef\"",
                "sig1=(\"Content-Type\");created=1;keyid=\"k\";nonce=\"0123456789abcdef\"",
                "sig1=(\"@method\");created=9999999999999999;keyid=\"k\";nonce=\"0123456789abcdef\"",
                "sig1=(\"@method\");created=1;keyid=\"k\\n\";nonce=\"0123456789abcdef\"",
                "sig1=(\"@method\");created=1;keyid=\"k\";nonce=\"0123456789abcdef\", sig2=(\"@method\");created=1",
            })
    void refusesWhatCannotBeRead(String input) {
        Request request = Request.post("/").with("signature-input", input).with("signature", "sig1=:AAAA:");
        refused(Reason.MALFORMED, () -> profile.read(request, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "sig1", "sig1=AAAA", "sig1=:AAAA", "sig1=:!!!!:", "sig2=:AAAA:", "sig1=:AAAA:, b=:AAAA:"})
    void refusesASignatureThatIsNoBytes(String value) {
        Request request = signed(Request.post("/")).with("signature", value);
        refused(Reason.MALFORMED, () -> profile.read(request, false));
    }

    @Test
    void takesAMessageOfGreatLengthForNone() {
        Request request = Request.post("/")
                .with("signature-input", "sig1=(\"" + "a".repeat(5_000) + "\")")
                .with("signature", "sig1=:AAAA:");
        refused(Reason.MALFORMED, () -> profile.read(request, false));
    }

    @Test
    void refusesADigestOfAKindNobodyKnows() {
        Request request = request().with("content-digest", "md5=:AAAA:");
        refused(Reason.MALFORMED, () -> believe(signed(request), BODY, key));
        Request both = request().with("content-digest", "md5=:AAAA:, " + ContentDigest.of(BODY));
        assertThatCode(() -> believe(signed(both), BODY, key)).doesNotThrowAnyException();
    }

    @Test
    void readsKeysOfTheAlgorithmOnly() throws GeneralSecurityException {
        KeyPair ecdsa = SignatureAlgorithm.ECDSA_P256_SHA256.newPair();
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(ecdsa.getPublic().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        VerificationKey read = VerificationKey.read(SignatureAlgorithm.ECDSA_P256_SHA256, pem);
        assertThat(read.fingerprint()).matches("[0-9a-f]{64}");
        assertThatThrownBy(() -> VerificationKey.read(SignatureAlgorithm.ED25519, pem))
                .isInstanceOf(IllegalArgumentException.class);
        KeyPairGenerator large = KeyPairGenerator.getInstance("EC");
        large.initialize(384);
        String other = Base64.getEncoder()
                .encodeToString(large.generateKeyPair().getPublic().getEncoded());
        assertThatThrownBy(() -> VerificationKey.read(SignatureAlgorithm.ECDSA_P256_SHA256, other))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VerificationKey.read(SignatureAlgorithm.ED25519, "%%%"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** GB/T 32918.5, appendix A: key, message and signature, which here is in DER. */
    @Test
    void verifiesSm2sOwnExample() {
        VerificationKey standards = VerificationKey.read(SignatureAlgorithm.SM2_SM3, STANDARDS_SM2_KEY);
        byte[] signature = Base64.getDecoder()
                .decode(
                        "MEYCIQD1oDsGSNLEYw7qxRPhu4GhWUTaOCfVt0FDrH6s7ucgswIhALG2qinfIS/YdjGCvA1CHKG7kDj9H39C1IQLacSFu8Gq");
        byte[] message = "message digest".getBytes(StandardCharsets.US_ASCII);
        assertThat(SignatureAlgorithm.SM2_SM3.verifies(standards.key(), message, signature))
                .isTrue();
        signature[20] ^= 1;
        assertThat(SignatureAlgorithm.SM2_SM3.verifies(standards.key(), message, signature))
                .isFalse();
        assertThat(SignatureAlgorithm.SM2_SM3.verifies(standards.key(), message, new byte[64]))
                .isFalse();
    }

    /** Made by {@code openssl pkeyutl -sign -rawin -digest sm3 -pkeyopt distid:1234567812345678}. */
    @Test
    void verifiesWhatAnotherLibrarySignedBySm2() {
        VerificationKey theirs = VerificationKey.read(
                SignatureAlgorithm.SM2_SM3,
                "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAERVR+1ebAmJhf2nRZVTY9Z0DB3mkXXoA3huPf2+9LJd+kaOI2gLl3BtN87Q8YdYU+"
                        + "0c5AO5F9S5HTX8opdjaucA==");
        byte[] signature = Base64.getDecoder()
                .decode(
                        "MEYCIQCCdPQjYXICCL5xhwGSb30kU+FMpXCAq+c/81qQmrLx3gIhAI4sSieHDnHoaHZxf0gxGBVkfNhiHxnDE4atgZ4amq0P");
        assertThat(SignatureAlgorithm.SM2_SM3.verifies(
                        theirs.key(), "The quick brown fox".getBytes(StandardCharsets.US_ASCII), signature))
                .isTrue();
    }

    @Test
    void readsPointsOfSm2sCurveAlone() {
        byte[] offTheCurve = Base64.getDecoder().decode(STANDARDS_SM2_KEY);
        offTheCurve[80] ^= 1;
        byte[] shorter = Arrays.copyOf(offTheCurve, 60);
        String p256 = Base64.getEncoder()
                .encodeToString(SignatureAlgorithm.ECDSA_P256_SHA256
                        .newPair()
                        .getPublic()
                        .getEncoded());
        for (String other : List.of(
                p256,
                Base64.getEncoder().encodeToString(offTheCurve),
                Base64.getEncoder().encodeToString(shorter),
                "")) {
            assertThatThrownBy(() -> VerificationKey.read(SignatureAlgorithm.SM2_SM3, other))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> VerificationKey.read(SignatureAlgorithm.ECDSA_P256_SHA256, STANDARDS_SM2_KEY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Request request() {
        return Request.post("/api/v1/key-person-lists")
                .asking("?a=1")
                .with("content-type", "application/json")
                .with("content-digest", ContentDigest.of(BODY))
                .with("idempotency-key", "\"order-17\"")
                .with("x-purpose", "emergency");
    }

    private Request signed(Request request) {
        return signed(request, SignatureAlgorithm.ED25519, pair, NOW);
    }

    private Request signedAt(Instant created) {
        return signed(request(), SignatureAlgorithm.ED25519, pair, created);
    }

    private static Request signed(Request request, SignatureAlgorithm algorithm, KeyPair own, Instant created) {
        return request.with(new MessageSigner("k1", algorithm, own.getPrivate()).sign(request, created, NONCE));
    }

    private void believe(Request request, byte[] body, VerificationKey by) {
        MessageSignature signature = profile.read(request, body.length > 0);
        profile.requireInTime(signature);
        profile.requireUnaltered(signature, request, body, by);
    }

    private static void refused(Reason reason, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        SignatureRefused.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    private static VerificationKey keyOf(SignatureAlgorithm algorithm, KeyPair own) {
        return VerificationKey.read(
                algorithm, Base64.getEncoder().encodeToString(own.getPublic().getEncoded()));
    }
}
