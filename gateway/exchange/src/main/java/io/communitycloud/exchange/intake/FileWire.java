package io.communitycloud.exchange.intake;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.web.json.JsonShape;
import io.communitycloud.exchange.intake.Intake.HandOver;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.Records.Accepted;
import io.communitycloud.exchange.intake.Warnings.Kept;
import io.communitycloud.exchange.wire.Wire;
import io.communitycloud.exchange.wire.WireAnswer;
import io.communitycloud.exchange.wire.WireCall;
import io.communitycloud.exchange.wire.WireFault;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers for systems that cannot be asked: from the file that was accepted last, or from what was pushed.
 *
 * <p>A request says {@code by}, the field, and {@code value}; without them the rows are listed. Of warnings it says the
 * {@code area}: those of the areas above are in force there too.
 */
@Component
class FileWire implements Wire {

    private static final int MOST_ROWS = 200;
    private static final String PUSH = "push";

    private final Intakes intakes;
    private final IntakeTickets tickets;
    private final Records records;
    private final Warnings warnings;
    private final AreaTree areas;
    private final JsonMapper json;
    private final Clock clock;

    FileWire(
            Intakes intakes,
            IntakeTickets tickets,
            Records records,
            Warnings warnings,
            AreaTree areas,
            JsonMapper json,
            Clock clock) {
        this.tickets = tickets;
        this.intakes = intakes;
        this.records = records;
        this.warnings = warnings;
        this.areas = areas;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Set<String> protocols() {
        return Set.of("file", PUSH);
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public Optional<Instant> heard(String systemId) {
        return tickets.last(systemId).map(IntakeTicket::createdAt);
    }

    @Override
    public WireAnswer call(WireCall call) throws WireFault {
        Source source = intakes.find(call.manifest().id()).orElseThrow(() -> new WireFault(WireFault.Kind.BROKEN));
        return source.intake().handOver() == HandOver.WARNINGS
                ? warnings(source, call.request())
                : rows(source, call.request());
    }

    private WireAnswer rows(Source source, JsonNode request) throws WireFault {
        Optional<Accepted> accepted = records.accepted(source.system());
        if (accepted.isEmpty()) {
            if (source.manifest().protocol().equals(PUSH)) {
                // Nothing was pushed yet, which is an answer.
                ObjectNode nothing = json.createObjectNode();
                nothing.putArray("rows");
                return WireAnswer.of(200, nothing);
            }
            throw new WireFault(WireFault.Kind.UNAVAILABLE);
        }
        Accepted file = accepted.get();
        ObjectNode body = json.createObjectNode();
        body.put("file", file.what());
        ArrayNode rows = body.putArray("rows");
        for (Map<String, String> row : records.find(
                source.system(), file.generation(), text(request, "by"), text(request, "value"), MOST_ROWS)) {
            ObjectNode each = rows.addObject();
            row.forEach(each::put);
        }
        boolean pushed = source.manifest().protocol().equals(PUSH);
        return new WireAnswer(200, body, List.of(), pushed ? null : file.day());
    }

    private WireAnswer warnings(Source source, JsonNode request) {
        Instant now = clock.instant();
        String area = text(request, "area");
        List<String> there = area == null ? List.of() : areas.path(area);
        ObjectNode body = json.createObjectNode();
        ArrayNode rows = body.putArray("rows");
        for (Kept warning : warnings.inForce(source.system(), there, now, MOST_ROWS)) {
            ObjectNode each = rows.addObject();
            each.put("identifier", warning.identifier());
            each.put("title", warning.title());
            each.put("text", warning.text());
            each.put("colour", warning.colour());
            each.put(
                    "exercise",
                    warning.status() == io.communitycloud.exchange.intake.format.CapMessage.Status.EXERCISE);
            each.put("sentAt", JsonShape.format(warning.sent()));
            each.put("validFrom", JsonShape.format(warning.from()));
            each.put("expiresAt", JsonShape.format(warning.until()));
            ArrayNode codes = each.putArray("areas");
            warning.areas().forEach(codes::add);
            ArrayNode awaited = each.putArray("awaited");
            Warnings.awaited(warnings.chain(source.system(), warning.name())).forEach(awaited::add);
        }
        return WireAnswer.of(200, body);
    }

    private static @Nullable String text(JsonNode request, String member) {
        JsonNode value = request.path(member);
        return value.isString() && !value.asString().isEmpty() ? value.asString() : null;
    }
}
