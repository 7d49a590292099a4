package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** CAB-01 社会救助: amounts are fen when one asks for a person and yuan when one asks for changes. */
@Component
final class AssistanceSystem implements OnlineSystem {

    private static final int ONE_IN = 25;
    private static final int MOST_ON_A_PAGE = 500;
    /** The minimum living allowance of a month, in fen; a figure of ours. */
    private static final long FEN = 151_000;

    private final People people;
    private final String key;

    AssistanceSystem(People people, Credentials credentials) {
        this.people = people;
        this.key = credentials.text("cab-01", "api-key");
    }

    @Override
    public String id() {
        return "CAB-01";
    }

    @Override
    public Answer answer(Call call) {
        if (!key.equals(call.header("X-Api-Key"))) {
            return Answer.json(Answer.UNAUTHORIZED, Map.of("error", "invalid api key"));
        }
        JsonNode body = Json.tree(call.body());
        if (call.is("POST", "/api/assistance/query")) {
            List<Map<String, @Nullable Object>> rows =
                    people.withNumber(body.path("sfzh").asString("")).filter(AssistanceSystem::knows).stream()
                            .map(person -> row(person, FEN))
                            .toList();
            return Answer.json(Answer.OK, Json.object("total", rows.size(), "rows", rows));
        }
        if (call.is("POST", "/api/assistance/delta")) {
            int page = Math.max(1, body.path("page").asInt(1));
            int size = Math.clamp(body.path("size").asInt(MOST_ON_A_PAGE), 1, MOST_ON_A_PAGE);
            List<SampleResident> known =
                    people.all().stream().filter(AssistanceSystem::knows).toList();
            List<Map<String, @Nullable Object>> rows = known.stream()
                    .skip((page - 1L) * size)
                    .limit(size)
                    .map(person -> row(person, FEN / 100 + ".00"))
                    .toList();
            return Answer.json(Answer.OK, Json.object("total", known.size(), "page", page, "rows", rows));
        }
        return Answer.json(Answer.NOT_FOUND, Map.of("error", "no such interface"));
    }

    @Override
    public Answer failed() {
        return Answer.json(
                Answer.BROKEN,
                Map.of(
                        "error",
                        "java.lang.NullPointerException at com.mca.shjz.QueryAction.execute(QueryAction.java:88)"));
    }

    private static boolean knows(SampleResident person) {
        return People.isAmong(ONE_IN, person);
    }

    private static Map<String, @Nullable Object> row(SampleResident person, Object amount) {
        return Json.object(
                "sfzh",
                person.idNumber(),
                "xm",
                person.name(),
                "jzlx",
                "0" + (1 + People.ordinal(person) % 3),
                "ksrq",
                "20240301",
                "fhrq",
                "20261201",
                "je",
                amount,
                "updated_at",
                "2026-11-20 09:12:00");
    }
}
