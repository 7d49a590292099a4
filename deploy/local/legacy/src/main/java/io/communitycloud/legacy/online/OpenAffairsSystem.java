package io.communitycloud.legacy.online;

import io.communitycloud.legacy.secret.Credentials;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** CAB-03 居务公开: signed by HMAC-SM3, to be read and written. */
@Component
final class OpenAffairsSystem implements OnlineSystem {

    private static final int MOST_ON_A_PAGE = 100;
    private static final int MOST_WRITTEN = 1_000;
    private static final long PUBLISHED = 1_763_600_000_000L;
    private static final List<String> CATEGORIES = List.of("JWGK", "HYJY", "GZTZ", "CYMD");
    private static final List<String> TITLES = List.of("三季度居务公开", "居民代表会议纪要", "走访工作台账", "居委会成员名单");

    private final String secret;
    private final Nonces nonces;
    /** What was written, by its key; the oldest goes when there are too many. */
    private final Map<String, Written> written = new LinkedHashMap<>();

    OpenAffairsSystem(Credentials credentials, Clock clock) {
        this.secret = credentials.text("cab-03", "app-secret");
        this.nonces = new Nonces(clock);
    }

    @Override
    public String id() {
        return "CAB-03";
    }

    @Override
    public Answer answer(Call call) {
        String timestamp = call.header("X-Timestamp");
        String nonce = call.header("X-Nonce");
        if (!nonces.isNear(timestamp)) {
            return refused(40_101, "timestamp expired");
        }
        String signed = String.join("\n", call.method(), call.target(), timestamp, nonce, Sm.sm3(call.body()));
        if (!USER.equals(call.header("X-App-Id")) || !Sm.hmacSm3(secret, signed).equals(call.header("X-Sign"))) {
            return refused(40_102, "sign error");
        }
        if (!nonces.isNew(nonce)) {
            return refused(40_103, "nonce replayed");
        }
        JsonNode body = Json.tree(call.body());
        if (call.is("POST", "/api/ledger/query")) {
            return list(body);
        }
        if (call.is("POST", "/api/ledger/publish")) {
            return publish(body);
        }
        return Answer.json(Answer.NOT_FOUND, Json.object("code", 404, "message", "not found"));
    }

    @Override
    public Answer failed() {
        return Answer.json(
                Answer.BROKEN,
                Json.object(
                        "code", 500, "message", "org.hibernate.LazyInitializationException: no Session @10.7.3.12"));
    }

    private synchronized Answer list(JsonNode body) {
        String area = body.path("jwbm").asString("");
        String category = body.path("lb").asString("");
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < CATEGORIES.size(); i++) {
            rows.add(row("JW" + area + "-" + i, area, CATEGORIES.get(i), TITLES.get(i), PUBLISHED + i));
        }
        written.values().stream()
                .filter(document -> document.area.equals(area))
                .forEach(document ->
                        rows.add(row(document.id, area, document.category, document.title, document.publishedAt)));
        rows.removeIf(row -> !category.isEmpty() && !category.equals(row.get("lb")));
        int page = Math.max(1, body.path("page").asInt(1));
        int size = Math.clamp(body.path("size").asInt(MOST_ON_A_PAGE), 1, MOST_ON_A_PAGE);
        return Answer.json(
                Answer.OK,
                Json.object(
                        "code",
                        Answer.OK,
                        "data",
                        Json.object(
                                "total",
                                rows.size(),
                                "list",
                                rows.stream()
                                        .skip((page - 1L) * size)
                                        .limit(size)
                                        .toList())));
    }

    private synchronized Answer publish(JsonNode body) {
        String id = body.path("docId").asString("");
        if (id.isEmpty() || !body.path("jwbm").asString("").matches("\\d{12}")) {
            return Answer.json(Answer.OK, Json.object("code", 40_001, "message", "docId/jwbm 不能为空"));
        }
        Written before = written.get(id);
        String content = body.toString();
        int version = before == null ? 1 : before.version + (before.content.equals(content) ? 0 : 1);
        if (before == null && written.size() >= MOST_WRITTEN) {
            written.remove(written.keySet().iterator().next());
        }
        written.put(
                id,
                new Written(
                        id,
                        body.path("jwbm").asString(""),
                        body.path("lb").asString("JWGK"),
                        body.path("bt").asString(""),
                        body.path("gbsj").asLong(PUBLISHED),
                        content,
                        version));
        return Answer.json(
                Answer.OK, Json.object("code", Answer.OK, "data", Json.object("docId", id, "version", version)));
    }

    private static Answer refused(int code, String message) {
        return Answer.json(Answer.UNAUTHORIZED, Json.object("code", code, "message", message));
    }

    private static Map<String, @Nullable Object> row(
            String id, String area, String category, String title, long publishedAt) {
        return Json.object(
                "docId", id,
                "jwbm", area,
                "lb", category,
                "bt", title,
                "gbsj", publishedAt,
                "fj", List.of(Map.of("mc", title + ".pdf", "url", "/file/" + id)));
    }

    private record Written(
            String id, String area, String category, String title, long publishedAt, String content, int version) {}
}
