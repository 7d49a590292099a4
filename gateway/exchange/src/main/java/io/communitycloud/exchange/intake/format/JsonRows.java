package io.communitycloud.exchange.intake.format;

import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.UnreadableBody;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of a JSON message: an array of objects below one member. */
final class JsonRows {

    private JsonRows() {}

    /**
     * Reads a message whole.
     *
     * @return the message without its rows, for what it says of all of them
     */
    static JsonNode read(byte[] message, Layout layout, JsonMapper json, RowSink sink) {
        return read(tree(message, json), layout, sink);
    }

    /** Reads what is a tree already. */
    static JsonNode read(JsonNode root, Layout layout, RowSink sink) {
        String member = layout.rows() == null ? "rows" : layout.rows();
        JsonNode rows = root.path(member);
        if (!root.isObject()) {
            throw InvalidRequest.field("", "wrong-type");
        }
        if (!rows.isArray()) {
            throw InvalidRequest.field("/" + member, root.has(member) ? "wrong-type" : "required");
        }
        if (rows.isEmpty()) {
            throw InvalidRequest.field("/" + member, "no-rows");
        }
        if (rows.size() > layout.mostRows()) {
            throw new InvalidRequest(java.util.List.of(io.communitycloud.common.web.FieldError.of(
                    "/" + member, "too-many-rows", Map.of("most", layout.mostRows()))));
        }
        int number = 0;
        for (JsonNode each : rows) {
            number++;
            sink.row(row(number, each, layout));
        }
        return root;
    }

    private static JsonNode tree(byte[] message, JsonMapper json) {
        try {
            return json.readTree(message);
        } catch (JacksonException malformed) {
            throw new UnreadableBody(malformed);
        }
    }

    private static ReadRow row(int number, JsonNode each, Layout layout) {
        RowUnderReading row = new RowUnderReading(number);
        if (!each.isObject()) {
            row.problem("", "not-a-row");
            return row.finish();
        }
        for (Column column : layout.columns()) {
            JsonNode cell = each.path(column.name());
            if (cell.isMissingNode() || cell.isNull()) {
                row.cell(column, null);
            } else if (cell.isString()) {
                row.cell(column, cell.asString());
            } else if (cell.isNumber() && column.kind() == Column.Kind.CITIZEN_NUMBER) {
                row.problem(column.name(), "number-as-float");
            } else if (cell.isIntegralNumber() && column.kind() == Column.Kind.INTEGER) {
                row.cell(column, cell.asString());
            } else {
                row.problem(column.name(), "wrong-type");
            }
        }
        for (String member : each.propertyNames()) {
            if (layout.named(member).isEmpty()) {
                row.note("", "unknown-field");
                break;
            }
        }
        return row.finish();
    }
}
