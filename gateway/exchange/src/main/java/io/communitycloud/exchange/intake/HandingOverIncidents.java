package io.communitycloud.exchange.intake;

import io.communitycloud.common.events.areas.AreaTree;
import io.communitycloud.common.identity.calls.SystemCalls;
import io.communitycloud.exchange.intake.Intake.Incidents;
import io.communitycloud.exchange.intake.IntakeBatches.Batch;
import io.communitycloud.exchange.intake.IntakeBatches.Row;
import io.communitycloud.exchange.intake.IntakeProblems.RowProblem;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.Owner.Answer;
import io.communitycloud.exchange.intake.format.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reports to emergency-service, once each, the events that are incidents by the system's manifest, so that nobody types them
 * in again.
 *
 * <p>An event is the same by its number, in whatever batch and state it comes again. What is over when it first comes needs
 * nobody any more.
 */
@Component
class HandingOverIncidents {

    private static final String PATH = "/api/v1/incidents";
    private static final String AREA = "area";
    private static final int LONGEST_KEY = 40;

    private final ReportedEvents reported;
    private final AreaTree areas;
    private final Owner emergency;

    HandingOverIncidents(ReportedEvents reported, AreaTree areas, SystemCalls calls, JsonMapper json) {
        this.reported = reported;
        this.areas = areas;
        this.emergency = new Owner("emergency-service", calls, json);
    }

    HandedOver handOver(Source source, Batch batch) {
        if (areas.isEmpty()) {
            throw new OwnerAway("the areas are not known yet", null);
        }
        List<RowProblem> refused = new ArrayList<>();
        for (Row row : batch.rows()) {
            if (areas.find(cell(row, AREA)).isEmpty()) {
                refused.add(new RowProblem(row.number(), nameOf(source), "unknown-area", true));
            } else {
                report(source, row).ifPresent(code -> refused.add(new RowProblem(row.number(), "", code, true)));
            }
        }
        return new HandedOver(batch.rows().size() - refused.size(), refused);
    }

    /** Why an incident was refused; nothing where it was taken, or is none. */
    private Optional<String> report(Source source, Row row) {
        Incidents wanted = Objects.requireNonNull(source.intake().incidents(), "checked when the manifest was read");
        String type = wanted.types().get(cell(row, "kind"));
        String number = cell(row, "eventNumber");
        if (type == null || wanted.over().contains(cell(row, "state")) || reported.include(source.system(), number)) {
            return Optional.empty();
        }
        String area = cell(row, AREA);
        String from = source.manifest().name().zh() + " " + number;
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put(AREA, area);
        incident.put("type", type);
        incident.put("what", from + ", " + cell(row, "happenedAt"));
        incident.put("place", from);
        incident.put("exercise", "true".equals(cell(row, "exercise")));
        String key = "intake-" + IntakeKeys.digest(source.system() + number).substring(0, LONGEST_KEY);
        Answer answer = emergency.send(HttpMethod.POST, PATH, key, area, incident, false);
        if (!answer.good()) {
            return Optional.of(answer.code());
        }
        reported.keep(source.system(), number, answer.body().path("id").asString(""));
        return Optional.empty();
    }

    /** The area's column by the name the sender knows. */
    private static String nameOf(Source source) {
        return source.intake().layout().columns().stream()
                .filter(column -> column.field().equals(AREA))
                .findFirst()
                .map(Column::name)
                .orElse(AREA);
    }

    private static String cell(Row row, String field) {
        return row.cells().getOrDefault(field, "");
    }
}
