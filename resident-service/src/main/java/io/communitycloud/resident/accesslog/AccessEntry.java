package io.communitycloud.resident.accesslog;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A link of a committee's chain.
 *
 * @param area 12-digit code of the committee whose chain it is in
 * @param position counted from 1 without gaps
 * @param recordId the id of the access record, a ULID
 * @param previousHash hash of the link before, {@link #GENESIS} for the first
 * @param record the access record as it came, compact JSON
 */
record AccessEntry(String area, long position, String recordId, String previousHash, String hash, String record) {

    /** What the first link points to. */
    static final String GENESIS = "0".repeat(64);

    /** The hash that this link must have: it covers the link before and every character of the record. */
    String rightHash() {
        return Hashes.sha256(previousHash, record);
    }

    /** The record's members. */
    JsonNode members() {
        return JsonMapper.shared().readTree(record);
    }
}
