package io.communitycloud.launcher.story;

import io.communitycloud.launcher.story.Stage.Person;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What the story tells of notices. */
final class NoticeScenes {

    private static final String COMMITTEE = "310101002001";
    private static final Duration UNTIL_ACCEPTED = Duration.ofSeconds(2);
    private static final Duration UNTIL_AT_REST = Duration.ofSeconds(60);

    private NoticeScenes() {}

    static void aNoticeReachesTheHouseholds(Stage stage) throws IOException, InterruptedException, NotAsToldException {
        Person head = stage.person("committee-head", COMMITTEE);
        Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        String notice = head.post(
                        "/api/v1/notices",
                        Map.of(
                                "area",
                                COMMITTEE,
                                "title",
                                "备用方舱启用通知",
                                "text",
                                "本居委会辖区今日启用备用方舱，请留意后续安排。",
                                "category",
                                "epidemic",
                                "channels",
                                List.of("APP", "SMS", "POSTER"),
                                "priority",
                                "URGENT",
                                "expiresAt",
                                tomorrow.toString()))
                .expect(201)
                .location();
        head.post(notice + "/publications", Map.of()).expect(202);

        stage.within(
                UNTIL_ACCEPTED,
                head,
                notice + "/progress",
                Map.of(),
                progress -> number(progress, "batches") >= 1 && number(progress, "accepted") > 0);
        Answer rest = stage.within(
                UNTIL_AT_REST,
                head,
                notice + "/progress",
                Map.of(),
                progress ->
                        progress.json().path("audienceComplete").asBoolean(false) && number(progress, "queued") == 0);
        stage.check(
                number(rest, "accepted") == states(rest).sum(),
                "what was accepted is not the sum of the states: " + rest.body());
        stage.check(number(rest, "delivered") + number(rest, "sent") > 0, "nobody was reached: " + rest.body());
        head.post(notice + "/recalls", Map.of("reason", "方舱已关闭")).expect(201);
    }

    private static long number(Answer answer, String field) {
        JsonNode value = answer.json().path(field);
        return value.asLong(0);
    }

    private static LongStream states(Answer progress) {
        return Stream.of("queued", "sent", "delivered", "read", "failed", "suppressed")
                .mapToLong(state -> number(progress, state));
    }
}
