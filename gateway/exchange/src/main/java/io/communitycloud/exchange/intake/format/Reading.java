package io.communitycloud.exchange.intake.format;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a file or message by its layout. */
public final class Reading {

    private Reading() {}

    /**
     * Reads a file, row by row.
     *
     * @throws FileRefused where it cannot be taken as a whole; rows before that were given to the sink
     */
    public static void file(byte[] file, Layout layout, RowSink sink) {
        switch (layout.format()) {
            case FIXED_WIDTH -> FixedWidthRows.read(file, layout, sink);
            case DELIMITED -> DelimitedRows.read(file, layout, sink);
            case WORKBOOK -> WorkbookRows.read(file, layout, sink);
            case JSON, XML, CAP ->
                throw new IllegalArgumentException(layout.format() + " comes as a message, not as a file");
        }
    }

    /** Reads a message of JSON or XML; answers what it says besides its rows. */
    public static JsonNode message(byte[] message, Layout layout, JsonMapper json, RowSink sink) {
        return layout.format() == Layout.Format.XML
                ? XmlRows.read(message, layout, sink)
                : JsonRows.read(message, layout, json, sink);
    }
}
