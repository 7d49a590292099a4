package io.communitycloud.launcher.story;

import io.communitycloud.launcher.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** Where a scene is played: makes calls as its people, prints each with answer and time, and checks. */
final class Stage {

    private static final int WIDTH = 300;
    private static final String HMAC = "HmacSHA256";
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration COLD = Duration.ofSeconds(8);

    private final Platform platform;
    private final PrintStream out;
    private final Map<String, Object> memory = new HashMap<>();
    private int late;

    Stage(Platform platform, PrintStream out) {
        this.platform = platform;
        this.out = out;
    }

    /** Somebody of a role in an area. */
    Person person(String role, String area) {
        return new Person(Map.of("role", role, "area", area));
    }

    /** A resident in person. */
    Person resident(String id, String area) {
        return new Person(Map.of("role", "resident", "area", area, "residentId", id));
    }

    /** The system of a bureau. */
    Person bureau(String id) {
        return new Person(Map.of("role", "bureau-client", "bureau", id));
    }

    /** The leader of a team. */
    Person teamLeader(String team, String area) {
        return new Person(Map.of("role", "team-leader", "area", area, "teamId", team));
    }

    /** Keeps a fact for later scenes. */
    void remember(String name, Object fact) {
        memory.put(name, fact);
    }

    <T> T recall(String name, Class<T> type) throws NotAsToldException {
        Object fact = memory.get(name);
        if (!type.isInstance(fact)) {
            throw new NotAsToldException("an earlier scene should have told: " + name);
        }
        return type.cast(fact);
    }

    /** Lets the stand-in of a legacy system hang, or be well again. */
    void switchLegacy(String mode, String system) throws IOException, InterruptedException, NotAsToldException {
        say("./cloud legacy " + mode + " " + system);
        check(platform.switchLegacy(mode, system), "the stand-in of " + system + " cannot be switched");
    }

    void check(boolean asTold, String otherwise) throws NotAsToldException {
        if (!asTold) {
            throw new NotAsToldException(otherwise);
        }
    }

    void say(String line) {
        out.println("      " + line);
    }

    /** Tells that something was as told, but later than the story promises. */
    void late(Duration promised, Duration taken) {
        late++;
        say("LATE: " + taken.toMillis() + " ms instead of " + promised.toMillis());
    }

    /** How often something was as told, but later than the story promises. */
    int late() {
        return late;
    }

    /**
     * Repeats a quiet reading until the answer is as wanted; the story gives the platform this long for it.
     *
     * <p>Code that runs for the first time after a start may take longer: that is told and counted, and only what is
     * seconds later is not as told.
     */
    Answer within(Duration patience, Person person, String path, Map<String, String> headers, Predicate<Answer> wanted)
            throws IOException, InterruptedException, NotAsToldException {
        Instant begin = Instant.now();
        while (true) {
            HttpRequest request = person.request("GET", path, headers, "");
            Answer answer = Answer.of(platform.send(request));
            Duration taken = Duration.between(begin, Instant.now());
            boolean told = wanted.test(answer);
            if (told || taken.compareTo(patience.plus(COLD)) > 0) {
                print("GET", path, person, "", answer, taken);
                check(told, "not so within " + taken.toMillis() + " ms");
                if (taken.compareTo(patience) > 0) {
                    late(patience, taken);
                }
                return answer;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** A legacy system pushes to its inbox, signed as agreed with HLT-03: HMAC-SHA256 over time, a full stop and body. */
    Answer push(String system, String secret, String body) throws IOException, InterruptedException {
        String time = Long.toString(Instant.now().toEpochMilli());
        String path = "/legacy/" + system + "/inbox";
        HttpRequest request = platform.unsigned(path)
                .header("Content-Type", "application/json")
                .header("X-Timestamp", time)
                .header("X-Signature", "sha256=" + signature(platform.secretOf(secret), time + "." + body))
                .POST(BodyPublishers.ofString(body))
                .build();
        Instant begin = Instant.now();
        Answer answer = Answer.of(platform.send(request));
        out.println("    > POST " + path + "  (" + system + ", signed)  " + shorten(body));
        out.println("    < " + answer.status() + "  "
                + Duration.between(begin, Instant.now()).toMillis() + " ms  " + shorten(answer.body()));
        return answer;
    }

    private static String signature(byte[] secret, String signed) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no " + HMAC, e);
        }
    }

    private void print(String method, String path, Person person, String body, Answer answer, Duration taken) {
        out.println("    > " + method + " " + path + "  (" + person.wish.get("role") + " "
                + person.wish.getOrDefault("area", "") + ")" + (body.isEmpty() ? "" : "  " + shorten(body)));
        out.println("    < " + answer.status() + "  " + taken.toMillis() + " ms  " + shorten(answer.body()));
    }

    static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH) + " ...";
    }

    /** Somebody who calls the platform under a token of her own. */
    final class Person {

        private final Map<String, String> wish;

        private Person(Map<String, String> wish) {
            this.wish = Map.copyOf(wish);
        }

        Answer get(String path) throws IOException, InterruptedException {
            return call("GET", path, Map.of(), "");
        }

        Answer get(String path, Map<String, String> headers) throws IOException, InterruptedException {
            return call("GET", path, headers, "");
        }

        Answer post(String path, Object body) throws IOException, InterruptedException {
            return call(
                    "POST",
                    path,
                    Map.of("Content-Type", "application/json", "Idempotency-Key", "\"" + UUID.randomUUID() + "\""),
                    JsonMapper.shared().writeValueAsString(body));
        }

        Answer call(String method, String path, Map<String, String> headers, String body)
                throws IOException, InterruptedException {
            HttpRequest request = request(method, path, headers, body);
            Instant begin = Instant.now();
            Answer answer = Answer.of(platform.send(request));
            print(method, path, this, body, answer, Duration.between(begin, Instant.now()));
            return answer;
        }

        private HttpRequest request(String method, String path, Map<String, String> headers, String body)
                throws IOException, InterruptedException {
            HttpRequest.Builder builder = platform.request(path, platform.token(wish))
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            headers.forEach(builder::header);
            return builder.build();
        }
    }
}
