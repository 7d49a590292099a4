package io.communitycloud.exchange.intake;

import io.communitycloud.common.identity.calls.SystemCalls;
import io.communitycloud.common.web.json.JsonShape;
import io.communitycloud.exchange.intake.IntakeBatches.Batch;
import io.communitycloud.exchange.intake.IntakeBatches.Row;
import io.communitycloud.exchange.intake.IntakeProblems.RowProblem;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.Owner.Answer;
import io.communitycloud.exchange.intake.Warnings.Kept;
import io.communitycloud.exchange.intake.format.CapMessage;
import io.communitycloud.exchange.intake.format.CapReading;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes notice-service say what a warning says now: one notice an area for the message in force, none for those before it.
 *
 * <p>Whatever order the messages come in, each step brings the notices to where the whole chain wants them. A cancel that
 * comes first keeps the alert from ever going out.
 */
@Component
class HandingOverWarnings {

    private static final String PATH = "/api/v1/notices";
    private static final Duration USUAL_LIFE = Duration.ofHours(24);
    private static final int LONGEST_TITLE = 100;
    /** A short message has 500 characters at most, its signature included. */
    private static final int LONGEST_TEXT = 450;

    private final Warnings warnings;
    private final Owner notices;
    private final Clock clock;

    HandingOverWarnings(Warnings warnings, SystemCalls calls, JsonMapper json, Clock clock) {
        this.warnings = warnings;
        this.notices = new Owner("notice-service", calls, json);
        this.clock = clock;
    }

    HandedOver handOver(Source source, Batch batch) {
        List<RowProblem> refused = new ArrayList<>();
        for (Row row : batch.rows()) {
            CapMessage message = CapReading.read(
                    Objects.requireNonNull(row.cells().get("xml")).getBytes(StandardCharsets.UTF_8));
            Instant until = message.expires() == null ? message.sent().plus(USUAL_LIFE) : message.expires();
            warnings.keep(source.system(), message, text(message), until);
            bringToForce(source.system(), message.name())
                    .ifPresent(code -> refused.add(new RowProblem(row.number(), "", code, true)));
        }
        return new HandedOver(batch.rows().size() - refused.size(), refused);
    }

    /** Why a notice was refused; nothing where all is as it should be. */
    private Optional<String> bringToForce(String system, String name) {
        List<Kept> chain = warnings.chain(system, name);
        Optional<Kept> inForce = Warnings.inForce(chain);
        for (Kept each : chain) {
            if (!each.recalled()
                    && !each.notices().isEmpty()
                    && !inForce.map(Kept::id).equals(Optional.of(each.id()))) {
                each.notices().values().forEach(notice -> recall(notice, each));
                warnings.recalled(each);
            }
        }
        return inForce.filter(latest -> latest.until().isAfter(clock.instant())).flatMap(this::publish);
    }

    private Optional<String> publish(Kept message) {
        for (String area : message.areas()) {
            if (message.notices().containsKey(area)) {
                continue;
            }
            String key = "intake-" + IntakeKeys.digest(message.id() + area).substring(0, 40);
            Answer created = notices.send(HttpMethod.POST, PATH, key, draft(message, area), false);
            if (!created.good()) {
                return Optional.of(created.code());
            }
            String notice = created.body().path("id").asString("");
            Answer published =
                    notices.send(HttpMethod.POST, PATH + "/" + notice + "/publications", key + "-p", null, true);
            if (!published.good() && published.status() != 409) {
                return Optional.of(published.code());
            }
            warnings.published(message, area, notice);
        }
        return Optional.empty();
    }

    private void recall(String notice, Kept message) {
        // Refused where it is over already, which is what is wanted.
        notices.send(
                HttpMethod.POST,
                PATH + "/" + notice + "/recalls",
                "intake-" + notice + "-r",
                Map.of("reason", "预警 " + shortened(message.identifier(), 120) + " 已更新或解除"),
                true);
    }

    private static Map<String, Object> draft(Kept message, String area) {
        Map<String, Object> draft = new LinkedHashMap<>();
        draft.put("area", area);
        draft.put("title", shortened(message.title(), LONGEST_TITLE));
        draft.put("text", message.text());
        draft.put("category", "warning");
        draft.put("channels", List.of("APP", "SMS", "SCREEN"));
        draft.put("priority", "URGENT");
        if (message.colour() != null) {
            draft.put("colour", message.colour());
        }
        draft.put("exercise", message.status() == CapMessage.Status.EXERCISE);
        draft.put("validFrom", JsonShape.format(message.from()));
        draft.put("expiresAt", JsonShape.format(message.until()));
        return draft;
    }

    private static String text(CapMessage message) {
        String text = Stream.of(message.description(), message.instruction())
                .filter(Objects::nonNull)
                .collect(Collectors.joining("\n"));
        return shortened(text.isEmpty() ? message.event() : text, LONGEST_TEXT);
    }

    /** Cut between characters, never within one. */
    private static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + "…";
    }
}
