package io.communitycloud.exchange.wire;

/**
 * A character that the system's encoding does not know and that was therefore replaced.
 *
 * @param pointer JSON pointer of the text it was in: of the canonical request, or of the data
 * @param character what stands in its place
 */
public record Replaced(String pointer, String character) {}
