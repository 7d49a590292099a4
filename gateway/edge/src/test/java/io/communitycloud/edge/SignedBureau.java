package io.communitycloud.edge;

import io.communitycloud.common.signatures.ContentDigest;
import io.communitycloud.common.signatures.Message;
import io.communitycloud.common.signatures.MessageSigner;
import io.communitycloud.common.signatures.SignatureAlgorithm;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A bureau's system that signs what it sends. */
final class SignedBureau {

    private final String bureau;
    private final String keyId;
    private final SignatureAlgorithm algorithm;
    private final KeyPair pair;
    private final int port;

    SignedBureau(String bureau, String keyId, int port) {
        this(bureau, keyId, SignatureAlgorithm.ED25519, port);
    }

    SignedBureau(String bureau, String keyId, SignatureAlgorithm algorithm, int port) {
        this.bureau = bureau;
        this.keyId = keyId;
        this.algorithm = algorithm;
        this.pair = algorithm.newPair();
        this.port = port;
    }

    /** The key as the exchange publishes it. */
    String key(String until) {
        return "{\"keyId\":\"" + keyId + "\",\"algorithm\":\"" + algorithm.identifier() + "\",\"publicKey\":\""
                + Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()) + "\"" + until + "}";
    }

    Draft post(String path, String body) {
        return new Draft("POST", path, body);
    }

    Draft get(String path) {
        return new Draft("GET", path, "");
    }

    /** A request before it is sent; what is changed after signing was altered on the way. */
    final class Draft {

        private final String method;
        private String path;
        private String body;
        private Instant created = Instant.now();
        private String nonce = UUID.randomUUID().toString();
        private final Map<String, String> headers = new TreeMap<>();

        private Draft(String method, String path, String body) {
            this.method = method;
            this.path = path;
            this.body = body;
            headers.put("Authorization", "Bearer " + TestIdentity.bureau(bureau));
            if (!body.isEmpty()) {
                headers.put("Content-Type", "application/json");
                headers.put("Content-Digest", ContentDigest.of(body.getBytes(StandardCharsets.UTF_8)));
            }
        }

        Draft with(String header, String value) {
            headers.put(header, value);
            return this;
        }

        Draft created(Instant at) {
            created = at;
            return this;
        }

        Draft nonce(String value) {
            nonce = value;
            return this;
        }

        Draft signed() {
            Map<String, String> fields =
                    new MessageSigner(keyId, algorithm, pair.getPrivate()).sign(new Sent(), created, nonce);
            headers.putAll(fields);
            return this;
        }

        Draft altered(String otherBody) {
            body = otherBody;
            return this;
        }

        Draft alteredPath(String otherPath) {
            path = otherPath;
            return this;
        }

        HttpResponse<String> send() {
            List<String> lines = new ArrayList<>();
            headers.forEach((name, value) -> {
                lines.add(name);
                lines.add(value);
            });
            HttpRequest.BodyPublisher publisher =
                    body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
            return new Client(port).send(method, path, publisher, lines.toArray(String[]::new));
        }

        private final class Sent implements Message {

            private final URI address = URI.create("http://127.0.0.1:" + port + path);

            @Override
            public String method() {
                return method;
            }

            @Override
            public String authority() {
                return address.getAuthority();
            }

            @Override
            public String path() {
                return address.getRawPath();
            }

            @Override
            public String query() {
                return address.getRawQuery() == null ? "?" : "?" + address.getRawQuery();
            }

            @Override
            public List<String> fields(String lowerCaseName) {
                return headers.entrySet().stream()
                        .filter(header ->
                                header.getKey().toLowerCase(Locale.ROOT).equals(lowerCaseName))
                        .map(Map.Entry::getValue)
                        .toList();
            }
        }
    }
}
