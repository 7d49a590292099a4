package io.communitycloud.exchange.intake;

import io.communitycloud.common.identity.calls.SystemCalls;
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
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands people to be looked for to emergency-service: a batch is a list of the bureau's, under the batch's own name. */
@Component
class HandingOverPersons {

    private static final String PATH = "/api/v1/key-person-lists";
    private static final Set<String> FIELDS =
            Set.of("taskId", "name", "idNumber", "phone", "fromArea", "arrivedAt", "address", "policyId", "area");
    private static final int ERRORS_AT_ONCE = 200;

    private final Owner emergency;

    HandingOverPersons(SystemCalls calls, JsonMapper json) {
        this.emergency = new Owner("emergency-service", calls, json);
    }

    HandedOver handOver(Source source, Batch batch) {
        String name = batch.ticket() + "-" + batch.number();
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("bureau", source.manifest().bureau());
        list.put("key", name);
        list.put("exercise", "true".equals(batch.rows().getFirst().cells().get("exercise")));
        list.put("rows", batch.rows().stream().map(HandingOverPersons::row).toList());
        Answer answer = emergency.send(HttpMethod.POST, PATH, "intake-" + name, list, false);
        if (!answer.good()) {
            return new HandedOver(
                    0,
                    batch.rows().stream()
                            .map(row -> new RowProblem(row.number(), "", answer.code(), true))
                            .toList());
        }
        if (answer.body().path("bad").asInt(0) == 0) {
            return HandedOver.all(batch.rows().size());
        }
        List<RowProblem> refused =
                errors(source, batch, answer.body().path("id").asString(""));
        HandedOver some = new HandedOver(0, refused);
        return new HandedOver(batch.rows().size() - some.failed(), refused);
    }

    private List<RowProblem> errors(Source source, Batch batch, String list) {
        List<RowProblem> refused = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = emergency.send(
                    HttpMethod.GET,
                    PATH + "/" + list + "/errors?limit=" + ERRORS_AT_ONCE
                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor),
                    null,
                    null,
                    false);
            if (!page.good()) {
                throw new OwnerAway("emergency-service does not tell what was wrong", null);
            }
            for (JsonNode error : page.body().path("items")) {
                int index = error.path("row").asInt() - 1;
                if (index >= 0 && index < batch.rows().size()) {
                    refused.add(new RowProblem(
                            batch.rows().get(index).number(),
                            column(source, error.path("field").asString("")),
                            error.path("code").asString("refused-by-owner"),
                            true));
                }
            }
            cursor = page.body().path("next").asString("");
        } while (!cursor.isEmpty());
        return refused;
    }

    /** The column by the name the sender knows. */
    private static String column(Source source, String field) {
        return source.intake().layout().columns().stream()
                .filter(column -> column.field().equals(field))
                .findFirst()
                .map(Column::name)
                .orElse(field);
    }

    private static Map<String, String> row(Row row) {
        Map<String, String> cells = new LinkedHashMap<>(row.cells());
        cells.keySet().retainAll(FIELDS);
        return cells;
    }
}
