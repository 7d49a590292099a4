package io.communitycloud.common.testing.conventions;

import io.communitycloud.common.testing.identity.TestTokens;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Thirty and more ways to get a request wrong, for any operation. */
final class MalformedRequests {

    private static final List<String> UNKNOWN_PARAMETERS = List.of(
            "nonsense=1",
            "$where=1",
            "limit%5B%5D=1",
            "__proto__=1",
            "class.classLoader=1",
            "a.b=1",
            "%E5%BC%A0=1",
            "%00=1",
            "nonsense=%00",
            "nonsense=%0A",
            "nonsense=%FF",
            "nonsense",
            "nonsense=%27%20OR%201%3D1",
            "limit=1&limit=2&nonsense=3",
            "nonsense=" + "x".repeat(4000));

    private static final List<String> PATH_ENDINGS =
            List.of("%00", "%0A", "%7F", "%FF", "/%2e%2e/x%00", ";a=b", "/..%2f..%2fetc%2fpasswd");

    private static final List<String> MEDIA_TYPES = List.of("text/html", "image/png", "nonsense");

    private static final List<String> BODIES = List.of(
            "",
            " ",
            "{",
            "}",
            "{]",
            "[",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{'a':1}",
            "{a:1}",
            "{\"a\":1}{\"a\":1}",
            "{\"a\":1} x",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":1e99999999999}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":\"\n\"}",
            "{\"a\":\"\u0000\"}",
            "/* c */ {}",
            "// c\n{}",
            "nul",
            "null",
            "true",
            "0",
            "\"x\"",
            "[]",
            "[1,2]",
            "<xml/>",
            "a=b&c=d",
            "{\"nonsense\":{\"nonsense\":[]}}",
            "{\"\":\"\"}",
            "{\"a\":\"" + "x".repeat(10_000) + "\",\"a\":1}",
            "[".repeat(3000),
            "{\"a\":".repeat(3000));

    private MalformedRequests() {}

    static List<Attempt> of(ApiOperation operation, Attempt good, TestTokens tokens) {
        List<Attempt> attempts = new ArrayList<>();
        for (String query : UNKNOWN_PARAMETERS) {
            attempts.add(good.asking(query).named("?" + shortened(query)));
        }
        for (String ending : PATH_ENDINGS) {
            int query = good.target().indexOf('?');
            String path = query < 0 ? good.target() : good.target().substring(0, query);
            attempts.add(good.to(path + ending).named("path ending " + ending));
        }
        if (operation.answersJsonOnly()) {
            for (String type : MEDIA_TYPES) {
                attempts.add(good.with("Accept", type).named("Accept: " + type));
            }
        }
        if (!operation.open()) {
            attempts.addAll(withBadTokens(good, tokens));
            for (String purpose : List.of("nonsense", "CARE", "care care")) {
                attempts.add(good.with("X-Purpose", purpose).named("X-Purpose: " + purpose));
            }
        }
        if (operation.takes("header", "If-Match")) {
            for (String tag : List.of("*", "1", "\"1\"", "W/\"1-full\"", "\"1-full\", \"2-full\"", "\"-1-full\"")) {
                attempts.add(good.with("If-Match", tag).named("If-Match: " + tag));
            }
        }
        if (operation.takesJson()) {
            for (String body : BODIES) {
                attempts.add(good.saying(body).named("body " + shortened(body)));
            }
            attempts.add(good.saying(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'})
                    .named("body not in UTF-8"));
            attempts.add(good.saying("{}".getBytes(StandardCharsets.UTF_16)).named("body in UTF-16 with mark, empty"));
            for (String type : List.of("text/plain", "application/xml", "application/x-www-form-urlencoded")) {
                attempts.add(good.saying("{}").with("Content-Type", type).named("Content-Type: " + type));
            }
        }
        return attempts;
    }

    private static List<Attempt> withBadTokens(Attempt good, TestTokens tokens) {
        List<String> values = List.of(
                "",
                "Bearer",
                "Bearer x",
                "Bearer a.b.c",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
                "Basic YTpi",
                "Bearer " + tokens.role("social-worker").expired().mint(),
                "Bearer " + tokens.role("social-worker").forged().mint(),
                "Bearer " + tokens.role("social-worker").claim("aud", "another").mint(),
                "Bearer "
                        + tokens.role("social-worker")
                                .claim("iss", "http://evil.example")
                                .mint());
        List<Attempt> attempts = new ArrayList<>();
        for (String value : values) {
            attempts.add(good.with("Authorization", value).named("Authorization: " + shortened(value)));
        }
        return attempts;
    }

    private static String shortened(String text) {
        String visible = text.replaceAll("\\p{Cntrl}", "·");
        return visible.length() <= 40 ? visible : visible.substring(0, 40) + "…";
    }
}
