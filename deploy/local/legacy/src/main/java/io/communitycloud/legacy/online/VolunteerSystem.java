package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.control.Faults;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** CAB-04 志愿服务: the caller makes a JWT of its own; some people have two accounts. */
@Component
final class VolunteerSystem implements OnlineSystem {

    private static final int ONE_IN = 10;
    private static final long LONGEST_SECONDS = 1_800;
    private static final long SKEW_SECONDS = 60;

    private final People people;
    private final Faults faults;
    private final Clock clock;
    private final String secret;

    VolunteerSystem(People people, Faults faults, Clock clock, Credentials credentials) {
        this.people = people;
        this.faults = faults;
        this.clock = clock;
        this.secret = credentials.text("cab-04", "jwt-secret");
    }

    @Override
    public String id() {
        return "CAB-04";
    }

    @Override
    public Answer answer(Call call) {
        String refusal = refusal(call.header("Authorization"));
        if (refusal != null) {
            return Answer.json(Answer.UNAUTHORIZED, Map.of("message", refusal));
        }
        if (!call.is("POST", "/volunteers/search")) {
            return Answer.json(Answer.NOT_FOUND, Map.of("message", "Not Found"));
        }
        List<Map<String, @Nullable Object>> items = new ArrayList<>();
        people.withNumber(Json.tree(call.body()).path("idNo").asString(""))
                .filter(person -> People.isAmong(ONE_IN, person))
                .ifPresent(person -> {
                    items.add(account(person, "V"));
                    if (faults.strike(id(), "duplicate_rate")) {
                        items.add(account(person, "W"));
                    }
                });
        return Answer.json(Answer.OK, Json.object("totalCount", items.size(), "items", items));
    }

    @Override
    public Answer failed() {
        return Answer.json(
                Answer.BROKEN,
                Map.of(
                        "message",
                        "Cannot read properties of undefined (reading 'rows') at /app/dist/volunteer.js:1204"));
    }

    private @Nullable String refusal(@Nullable String authorization) {
        String[] parts = authorization == null
                ? new String[0]
                : authorization.replaceFirst("^Bearer ", "").split("\\.");
        if (parts.length != 3) {
            return "jwt invalid";
        }
        JsonNode header = decoded(parts[0]);
        JsonNode claims = decoded(parts[1]);
        byte[] expected = mac(parts[0] + "." + parts[1]);
        byte[] presented;
        try {
            presented = Base64.getUrlDecoder().decode(parts[2]);
        } catch (IllegalArgumentException noSignature) {
            return "jwt invalid";
        }
        if (!"HS256".equals(header.path("alg").asString("")) || !MessageDigest.isEqual(expected, presented)) {
            return "jwt invalid";
        }
        JsonNode audience = claims.path("aud");
        String meant = audience.isArray() ? audience.path(0).asString("") : audience.asString("");
        if (!USER.equals(claims.path("iss").asString("")) || !"cab-04".equals(meant)) {
            return "jwt invalid";
        }
        long now = clock.instant().getEpochSecond();
        long issued = claims.path("iat").asLong(0);
        long end = claims.path("exp").asLong(0);
        return end <= now || end - issued > LONGEST_SECONDS || issued > now + SKEW_SECONDS ? "jwt expired" : null;
    }

    private static JsonNode decoded(String part) {
        try {
            return Json.tree(Base64.getUrlDecoder().decode(part));
        } catch (IllegalArgumentException noBase64) {
            return Json.tree(new byte[0]);
        }
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, @Nullable Object> account(SampleResident person, String kind) {
        int ordinal = People.ordinal(person);
        return Json.object(
                "vid",
                kind + String.format(Locale.ROOT, "%07d", ordinal),
                "idNo",
                person.idNumber(),
                "name",
                person.name(),
                "skills",
                ordinal % 2 == 0 ? List.of("医护", "外语") : List.of("文艺"),
                "hours",
                ordinal % 200 + ".5",
                "orgCode",
                "");
    }
}
