package io.communitycloud.legacy.online;

import io.communitycloud.city.SampleCity;
import io.communitycloud.city.SampleResident;
import io.communitycloud.legacy.control.Faults;
import io.communitycloud.legacy.people.People;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** CAB-02 养老服务: OAuth2 client credentials; the order of a list changes from call to call. */
@Component
final class ElderlyCareSystem implements OnlineSystem {

    private static final Duration TOKEN_LIFE = Duration.ofHours(2);
    private static final int OLD = 60;
    private static final int MOST_ON_A_PAGE = 100;

    private final People people;
    private final Faults faults;
    private final String secret;
    private final Sessions tokens;

    ElderlyCareSystem(People people, Faults faults, Credentials credentials, Clock clock) {
        this.people = people;
        this.faults = faults;
        this.secret = credentials.text("cab-02", "client-secret");
        this.tokens = new Sessions(clock, TOKEN_LIFE, false);
    }

    @Override
    public String id() {
        return "CAB-02";
    }

    @Override
    public Answer answer(Call call) {
        if (call.is("POST", "/oauth/token")) {
            return token(call);
        }
        String authorization = call.header("Authorization");
        if (authorization == null
                || !authorization.startsWith("Bearer ")
                || tokens.find(authorization.substring("Bearer ".length())).isEmpty()) {
            return Answer.json(Answer.UNAUTHORIZED, Map.of("error", "invalid_token"));
        }
        if (call.is("POST", "/elder/v2/query")) {
            return people.withNumber(Json.tree(call.body()).path("idNo").asString(""))
                    .filter(ElderlyCareSystem::knows)
                    .map(person -> Answer.json(Answer.OK, Json.object("success", true, "data", row(person))))
                    .orElseGet(() -> Answer.json(
                            Answer.NOT_FOUND, Json.object("success", false, "errCode", "E404", "errMsg", "未找到")));
        }
        if (call.is("GET", "/elder/v2/list")) {
            return list(call.query());
        }
        return Answer.json(Answer.NOT_FOUND, Json.object("success", false, "errCode", "E001", "errMsg", "接口不存在"));
    }

    @Override
    public Answer failed() {
        return Answer.json(
                Answer.BROKEN,
                Json.object(
                        "success", false,
                        "errCode", "E500",
                        "errMsg", "com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure"));
    }

    private Answer token(Call call) {
        boolean known = call.presents(USER, secret)
                && "client_credentials".equals(call.form(StandardCharsets.UTF_8).get("grant_type"));
        return known
                ? Answer.json(
                        Answer.OK,
                        Json.object(
                                "access_token", tokens.begin().id(),
                                "token_type", "Bearer",
                                "expires_in", TOKEN_LIFE.toSeconds()))
                : Answer.json(Answer.UNAUTHORIZED, Map.of("error", "invalid_client"));
    }

    private Answer list(Map<String, String> query) {
        int page = Math.max(1, number(query.get("page"), 1));
        int size = Math.clamp(number(query.get("size"), MOST_ON_A_PAGE), 1, MOST_ON_A_PAGE);
        List<SampleResident> known = new ArrayList<>(people.in(query.getOrDefault("area", "")));
        known.removeIf(person -> !knows(person));
        if (faults.isOn()) {
            Collections.shuffle(known);
        }
        List<Map<String, @Nullable Object>> rows = known.stream()
                .skip((page - 1L) * size)
                .limit(size)
                .map(ElderlyCareSystem::row)
                .toList();
        return Answer.json(
                Answer.OK, Json.object("success", true, "data", Json.object("total", known.size(), "items", rows)));
    }

    private static int number(@Nullable String text, int otherwise) {
        return text != null && text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private static boolean knows(SampleResident person) {
        return ChronoUnit.YEARS.between(person.birthDate(), SampleCity.AS_OF) >= OLD || People.isAmong(1_000, person);
    }

    private static Map<String, @Nullable Object> row(SampleResident person) {
        int ordinal = People.ordinal(person);
        return Json.object(
                "idNo",
                person.idNumber(),
                "name",
                person.name(),
                "careLevel",
                ordinal % 7,
                "livingAlone",
                ordinal % 5 == 0 ? "Y" : "N",
                "lastVisit",
                ordinal % 4 == 0 ? null : "2026-11-18T09:30:00+08:00",
                "mealPoint",
                "社区长者食堂" + (1 + ordinal % 4),
                "modifyTime",
                "2026-11-19T08:00:00+08:00");
    }
}
