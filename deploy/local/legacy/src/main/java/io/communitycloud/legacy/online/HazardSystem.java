package io.communitycloud.legacy.online;

import io.communitycloud.legacy.secret.Credentials;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** EMB-02 隐患排查: to be read and written; closes a case when the photo is missing. */
@Component
final class HazardSystem implements OnlineSystem {

    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final int HAZARDS = 3;
    private static final int MOST_WRITTEN = 1_000;
    private static final String BEING_RECTIFIED = "20";
    private static final String CLOSED = "90";
    private static final List<String> STATES = List.of("10", BEING_RECTIFIED, "30", CLOSED);

    private final String password;
    private final Sessions tokens;
    private final Map<String, Map<String, @Nullable Object>> reported = new LinkedHashMap<>();

    HazardSystem(Credentials credentials, Clock clock) {
        this.password = credentials.text("emb-02", "password");
        this.tokens = new Sessions(clock, TOKEN_LIFE, false);
    }

    @Override
    public String id() {
        return "EMB-02";
    }

    @Override
    public Answer answer(Call call) {
        JsonNode body = Json.tree(call.body());
        if (call.is("POST", "/auth/token")) {
            return token(body);
        }
        if (tokens.find(call.header("X-Token")).isEmpty()) {
            return Answer.json(Answer.UNAUTHORIZED, Map.of("status", "TOKEN_EXPIRED"));
        }
        if (call.is("POST", "/hazard/query")) {
            return Answer.json(
                    Answer.OK,
                    Json.object("status", "OK", "rows", rows(body.path("jwbm").asString(""))));
        }
        if (call.is("POST", "/hazard/report")) {
            return report(body);
        }
        return Answer.json(Answer.NOT_FOUND, Map.of("status", "NO_SUCH_METHOD"));
    }

    @Override
    public Answer failed() {
        return Answer.json(
                Answer.BROKEN,
                Map.of(
                        "status",
                        "ERROR",
                        "trace",
                        "Traceback (most recent call last): psycopg2.OperationalError host=10.3.0.8"));
    }

    private Answer token(JsonNode body) {
        boolean known = USER.equals(body.path("user").asString(""))
                && password.equals(body.path("password").asString(""));
        return known
                ? Answer.json(
                        Answer.OK,
                        Json.object(
                                "status", "OK",
                                "token", tokens.begin().id(),
                                "expireSeconds", TOKEN_LIFE.toSeconds()))
                : Answer.json(Answer.UNAUTHORIZED, Map.of("status", "BAD_CREDENTIALS"));
    }

    private synchronized List<Map<String, @Nullable Object>> rows(String area) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < HAZARDS && area.matches("\\d{12}"); i++) {
            rows.add(Json.object(
                    "yhbh",
                    "YH" + area + i,
                    "jwbm",
                    area,
                    "yhdj",
                    Integer.toString(1 + i),
                    "fxsj",
                    "2026/11/2" + i + " 08:30",
                    "zgqx",
                    "2026/12/01",
                    "zgzt",
                    STATES.get(i),
                    "ms",
                    "合成隐患：消防通道堆物"));
        }
        reported.values().stream().filter(row -> area.equals(row.get("jwbm"))).forEach(rows::add);
        return rows;
    }

    private synchronized Answer report(JsonNode body) {
        String number = body.path("yhbh").asString("");
        if (number.isEmpty() || !body.path("jwbm").asString("").matches("\\d{12}")) {
            return Answer.json(Answer.OK, Map.of("status", "PARAM_ERROR"));
        }
        String state = body.path("zp").isEmpty() ? CLOSED : BEING_RECTIFIED;
        if (!reported.containsKey(number) && reported.size() >= MOST_WRITTEN) {
            reported.remove(reported.keySet().iterator().next());
        }
        reported.put(
                number,
                Json.object(
                        "yhbh", number,
                        "jwbm", body.path("jwbm").asString(""),
                        "yhdj", body.path("yhdj").asString(""),
                        "fxsj", body.path("fxsj").asString(""),
                        "zgqx", body.path("zgqx").asString(""),
                        "zgzt", state,
                        "ms", body.path("ms").asString("")));
        return Answer.json(Answer.OK, Map.of("status", "OK", "yhbh", number, "zgzt", state));
    }
}
